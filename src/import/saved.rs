//! An outline written down beside its text, as TOML: `NAME.toc.toml` for the text `NAME`. It stands for
//! the inferred outline, or the file's own, when the text is opened. If the text was edited since, it is put
//! right ([`fit`]).

mod fit;

use crate::doc::{Document, Heading, Outline, Pos, Title};
use crate::error::{Error, Notice, Result};
use crate::import::source::Source;
use crate::import::written::write_whole;
use fit::{Fit, Kept, Length, fit, key};
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is added to a text's name.
const ENDING: &str = ".toc.toml";
/// Largest file that is read, in bytes.
const LARGEST: u64 = 16 << 20;
/// Bytes of it that are parsed at once.
const STRETCH: usize = 256 << 10;

#[derive(Debug, Default, Deserialize, Serialize)]
struct File {
    /// Length of the text in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(default)]
    heading: Vec<Row>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Row {
    level: u8,
    title: String,
    /// The words of its block, where the title does not begin it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// The chapter of a book it is in.
    #[serde(default, skip_serializing_if = "is_first")]
    section: u32,
    /// Byte of the text, or of its chapter, at which its block starts.
    at: u64,
    /// Bytes of the block's text before it, and that it has.
    #[serde(default)]
    within: u32,
    #[serde(default)]
    extent: u32,
}

/// Where the outline of a text is written down.
pub fn path_of(text: &Path) -> PathBuf {
    let mut name = super::unpack::inner_name(text).into_os_string();
    name.push(ENDING);
    PathBuf::from(name)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde wants"
)]
fn is_first(section: &u32) -> bool {
    *section == 0
}

/// Writes the outline of a document down beside the file it is from: at places of the file, not of its
/// arrangement. The file is replaced whole or not at all.
///
/// # Errors
/// [`Error::Write`] if it cannot be written, [`Error::ManyFiles`] for a folder or an archive of texts.
pub fn save(text: &Path, doc: &dyn Document, outline: &Outline) -> Result<PathBuf> {
    if doc.is_of_files() {
        return Err(Error::ManyFiles(text.to_owned()));
    }
    let path = path_of(text);
    let rows = outline.headings.iter().map(|heading| {
        let pos = doc.in_original(heading.pos);
        Row {
            level: heading.level,
            title: heading.title.to_string(),
            words: words(doc, heading),
            section: pos.section,
            at: pos.block.0,
            within: pos.within,
            extent: heading.extent,
        }
    });
    let file = File {
        bytes: Some(doc.len()),
        heading: rows.collect(),
    };
    let failed = |source| Error::Write {
        path: path.clone(),
        source,
    };
    let body = toml::to_string(&file).map_err(|error| failed(std::io::Error::other(error)))?;
    let name = text
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .replace(char::is_control, "?");
    let head = format!("# {name}: the outline, written by tongdu. Edit it as you like.\n\n");
    write_whole(&path, &(head + &body)).map_err(failed)?;
    Ok(path)
}

/// The words that a heading's block begins with, if it does not with the title.
fn words(doc: &dyn Document, heading: &Heading) -> Option<String> {
    let words = key(&doc.block_at(heading.pos).text);
    let is_title = words.is_empty() || words.starts_with(&key(&heading.title));
    (!is_title).then_some(words)
}

/// What lies beside a text.
#[derive(Debug, Default)]
pub struct Saved {
    path: PathBuf,
    bytes: Option<u64>,
    /// The headings; `None` if there is no file, or none that can be read.
    kept: Option<Vec<Kept>>,
    notice: Option<Notice>,
}

/// The outline written down beside a text, if there is one. One that cannot be read is told of and
/// left aside.
pub fn load(text: &Path) -> Saved {
    let path = path_of(text);
    let parsed = match Source::small_text(&path, LARGEST) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err((1, error.to_string())),
        Err(_) => return Saved::default(),
    };
    match parsed {
        Ok((bytes, kept)) => Saved {
            bytes,
            kept: Some(kept),
            notice: None,
            path,
        },
        Err((line, error)) => {
            let name = path.display();
            let notice = Notice::new(
                format!("目录（{name}）第 {line} 行读不懂，未采用：{error}"),
                format!("the outline ({name}) is left aside, line {line}: {error}"),
            );
            Saved {
                notice: Some(notice),
                path,
                ..Saved::default()
            }
        }
    }
}

/// The length of the text and the headings in order, or the line at which they cannot be read and why.
type Parsed = std::result::Result<(Option<u64>, Vec<Kept>), (usize, String)>;

/// Reads what is written down. Of much, stretches of some headings are parsed one by one: all at once would take
/// twenty times their size.
fn parse(text: &str) -> Parsed {
    let (mut bytes, mut kept) = (None, Vec::new());
    let mut line = 1;
    let mut rest = text;
    while !rest.is_empty() {
        let (stretch, after) = split(rest);
        let file: File = toml::from_str(stretch).map_err(|error| {
            let before = error.span().and_then(|span| stretch.get(..span.start));
            let lines = before.map_or(0, |before| before.matches('\n').count());
            (line + lines, error.message().replace('\n', " "))
        })?;
        bytes = bytes.or(file.bytes);
        kept.extend(headings(file.heading));
        line += stretch.matches('\n').count();
        rest = after;
    }
    kept.sort_by_key(|one: &Kept| one.heading.pos);
    Ok((bytes, kept))
}

/// Splits the first [`STRETCH`] bytes off, and what follows up to the next heading.
fn split(text: &str) -> (&str, &str) {
    const HEADING: &str = "\n[[heading]]\n";
    let from = text.ceil_char_boundary(STRETCH);
    let next = text.get(from..).and_then(|rest| rest.find(HEADING));
    text.split_at(next.map_or(text.len(), |next| from + next + 1))
}

impl Saved {
    /// The outline as it was written down, and what is to be told of it.
    pub fn as_it_is(self) -> (Option<Outline>, Option<Notice>) {
        (self.kept.map(outline), self.notice)
    }

    /// The outline put right for the text as it is now, and what is to be told of it.
    pub fn fitted(mut self, doc: &dyn Document) -> (Option<Outline>, Option<Notice>) {
        let Some(kept) = &mut self.kept else {
            return self.as_it_is();
        };
        let length = if self.bytes == Some(doc.len()) {
            Length::Same
        } else {
            Length::Other
        };
        let name = self.path.display();
        match fit(doc, length, kept) {
            Fit::Fits => {}
            Fit::Moved { found, gone } => {
                self.notice = Some(Notice::new(
                    format!("目录（{name}）与文件不符，已重新对准 {found} 项，{gone} 项找不到"),
                    format!(
                        "the outline ({name}) is of another version of the file: {found} headings found again, {gone} not"
                    ),
                ));
            }
            Fit::Stale => {
                self.kept = None;
                self.notice = Some(Notice::new(
                    format!("目录（{name}）与文件不符，未采用"),
                    format!(
                        "the outline ({name}) is of another version of the file and left aside"
                    ),
                ));
            }
        }
        self.as_it_is()
    }
}

/// The headings of some rows; their titles lie in one string.
fn headings(rows: Vec<Row>) -> impl Iterator<Item = Kept> {
    let titles: String = rows.iter().map(|row| row.title.as_str()).collect();
    let titles = Arc::new(titles.into_boxed_str());
    let mut start = 0;
    rows.into_iter().map(move |row| {
        let range = start..start + row.title.len();
        start = range.end;
        Kept {
            heading: Heading {
                pos: Pos::new(row.section, row.at).at(row.within),
                level: row.level.max(1),
                title: Title::of(&titles, range),
                extent: row.extent,
                entry: None,
            },
            words: row.words,
        }
    })
}

fn outline(kept: Vec<Kept>) -> Outline {
    Outline {
        headings: kept.into_iter().map(|one| one.heading).collect(),
        asides: Vec::new(),
        complete: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_that_is_written_down_is_read_in_stretches() {
        let row = |n: usize| format!("[[heading]]\nlevel = 1\ntitle = \"第{n}章\"\nat = {n}\n\n");
        let many: String = (0..9_000).rev().map(row).collect();
        let text = format!("bytes = 7\n\n{many}");
        let (bytes, kept) = parse(&text).unwrap();
        assert_eq!((bytes, kept.len()), (Some(7), 9_000));
        for (n, one) in kept.iter().enumerate() {
            let heading = &one.heading;
            assert_eq!(
                (heading.pos.block.0, &*heading.title),
                (n as u64, &*format!("第{n}章"))
            );
        }
        let wrong = format!("{text}\nx = [\n");
        let (line, _) = parse(&wrong).err().unwrap();
        assert!(line > 9_000 * 5, "{line}");
    }

    #[test]
    fn what_is_written_down_is_read_again() {
        let heading = |at, level, title: &str| Heading {
            pos: Pos::new(0, at).at(6),
            level,
            title: title.into(),
            extent: 12,
            entry: None,
        };
        let whole = Outline {
            headings: vec![
                heading(3, 1, "第一章 “引号” \\"),
                heading(90, 2, "一、\t制表"),
            ],
            asides: Vec::new(),
            complete: true,
        };
        let folder = std::env::temp_dir().join(format!("tongdu-saved-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = folder.join("文.txt");
        assert_eq!(load(&text).as_it_is(), (None, None));
        let doc = crate::import::memory::MemoryDocument::default();
        let path = save(&text, &doc, &whole).unwrap();
        assert_eq!(load(&text).as_it_is(), (Some(whole), None));
        std::fs::write(&path, "# 注\nheading = [[3] x]\n").unwrap();
        let (none, notice) = load(&text).as_it_is();
        let told = notice.unwrap().en;
        assert!(none.is_none() && told.contains("文.txt.toc.toml"), "{told}");
        assert!(told.contains("line 2") && !told.contains('\n'), "{told}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
