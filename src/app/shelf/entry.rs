//! A text of the shelf.

use crate::doc::Place;
use crate::search::word_filter::WordFilter;
use crate::session::notes::stamp;
use crate::session::record::RecentRecord;
use crate::text::script::TextLang;
use std::path::{Path, PathBuf};

/// Characters of a title, an author or a section: more than a wide screen shows.
const MAX_FIELD_CHARS: usize = 300;

/// What the shelf shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShelfContent {
    /// Texts read before, the newest first.
    pub entries: Vec<ShelfEntry>,
    /// Favourite folders.
    pub folders: Vec<PathBuf>,
    /// Time at which they were listed (RFC 3339).
    pub listed_at: String,
}

/// A text read before, as its record has it. The text itself is not opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShelfEntry {
    /// Name of the record.
    pub record: String,
    /// Path; several if the files were read as one.
    pub paths: Vec<PathBuf>,
    /// Title, or the name of the file.
    pub title: String,
    /// Author; empty if not known.
    pub author: String,
    /// Section in which the reader is; empty if not known.
    pub section: String,
    /// Place of the reader in per cent; 100 with the end on the page.
    pub percent: u32,
    /// Characters (字) left, about; `None` if not known.
    pub left: Option<u64>,
    /// Number of highlights and notes.
    pub note_count: usize,
    /// Time of the last reading (RFC 3339).
    pub read_at: String,
    /// Whether the file is no longer there.
    pub is_gone: bool,
}

impl ShelfEntry {
    /// Creates the entry of a record.
    pub fn from_record(recent: RecentRecord) -> Self {
        let record = recent.record;
        let is_collection = !record.files_read.is_empty();
        let paths: Vec<PathBuf> = if is_collection {
            record.files_read.iter().map(PathBuf::from).collect()
        } else {
            vec![PathBuf::from(&record.file)]
        };
        let title = match record.title.trim() {
            title if !is_collection && !title.is_empty() => one_line(title),
            _ => file_names(&paths),
        };
        Self {
            is_gone: !paths.iter().any(|path| path.exists()),
            title,
            author: one_line(&record.author),
            section: one_line(&record.section),
            percent: if record.at_end {
                100
            } else {
                Place::from(record.place).fraction.whole_percent()
            },
            left: record.left.filter(|_| !record.at_end),
            note_count: 0,
            read_at: stamp::at(recent.read_at),
            record: recent.name,
            paths,
        }
    }

    /// Returns whether title, author or path pass a filter; Latin letters find pinyin too.
    pub fn passes(&self, filter: &WordFilter) -> bool {
        if filter.is_empty() {
            return true;
        }
        let paths = self.paths.iter().map(|path| path.to_string_lossy());
        let paths = paths.collect::<Vec<_>>().join("\n");
        // Names with blanks are typed without them, too: `gzzl` finds 工作 资料.
        let squeezed: String = [&self.title, "\n", &paths].concat().replace(' ', "");
        let text = [&*self.title, &self.author, &paths, &squeezed].join("\n");
        filter.matches(&text, TextLang::Other)
    }
}

/// Returns the name of a file or folder for the screen.
pub fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    one_line(&name.to_string_lossy())
}

/// Returns the names of files, as many as a wide screen shows.
fn file_names(paths: &[PathBuf]) -> String {
    let names = paths.iter().take(MAX_FIELD_CHARS);
    let names: Vec<String> = names.map(|path| file_name(path)).collect();
    one_line(&names.join("  "))
}

/// Returns the beginning of a text on one line, without control characters.
fn one_line(text: &str) -> String {
    let chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    chars.take(MAX_FIELD_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::record::Record;
    use std::time::SystemTime;

    fn entry(title: &str, file: &str) -> ShelfEntry {
        ShelfEntry::from_record(RecentRecord {
            name: "0-0.toml".to_owned(),
            read_at: SystemTime::UNIX_EPOCH,
            record: Record {
                title: title.to_owned(),
                file: file.to_owned(),
                ..Record::default()
            },
        })
    }

    #[test]
    fn a_title_is_one_line_without_control_characters() {
        let hostile = entry("红\u{1b}]0;x\u{7}楼\n梦", "/nowhere/a.txt");
        assert_eq!(hostile.title, "红 ]0;x 楼 梦");
        assert!(hostile.is_gone);
        assert_eq!(entry(" ", "/nowhere/\u{9b}山.txt").title, " 山.txt");
        assert_eq!(entry(&"山".repeat(9000), "").title.chars().count(), 300);
    }

    #[test]
    fn files_read_as_one_are_called_by_their_names() {
        let entry = ShelfEntry::from_record(RecentRecord {
            name: "0-0.toml".to_owned(),
            read_at: SystemTime::UNIX_EPOCH,
            record: Record {
                title: "2 个文件".to_owned(),
                files_read: ["/书/甲.txt", "/文/乙.md"].map(str::to_owned).to_vec(),
                ..Record::default()
            },
        });
        assert_eq!(entry.title, "甲.txt  乙.md");
        assert_eq!(entry.paths.len(), 2);
        assert!(entry.is_gone && entry.passes(&WordFilter::parse("乙")));
    }

    #[test]
    fn a_name_with_blanks_is_found_without_them() {
        let entry = entry("工作 资料", "/书/月 报.txt");
        for filter in [
            "gzzl",
            "gongzuoziliao",
            "工作资料",
            "gongzuo",
            "月报",
            "工作 资料",
        ] {
            assert!(entry.passes(&WordFilter::parse(filter)), "{filter}");
        }
        assert!(!entry.passes(&WordFilter::parse("资料工作")));
    }

    #[test]
    fn a_text_is_found_by_title_path_and_pinyin() {
        let entry = entry("紅樓夢", "/书/石头记.txt");
        for (filter, passes) in [
            ("hlm", true),
            ("红楼", true),
            ("石头", true),
            ("", true),
            ("xyj", false),
            ("红楼 -石头", false),
        ] {
            assert_eq!(entry.passes(&WordFilter::parse(filter)), passes, "{filter}");
        }
    }
}
