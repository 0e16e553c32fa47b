//! A document that was read again: noticing that the file has changed, and finding the place anew.

use crate::doc::{Document, Place, Pos, Step};
use crate::error::Notice;
use crate::search::{Query, scan};
use crate::source::windows::MAX_WHOLE_BYTES;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::SystemTime;

/// Places with the same words that are compared.
const MAX_COMPARED_HITS: usize = 1000;

/// Largest text in which words are looked for that are no longer where they were, in bytes.
const MAX_RELOCATE_BYTES: u64 = 16 << 20;
/// Whether words are quickly found anywhere in a text.
pub fn is_quick_to_search(doc: &dyn Document) -> bool {
    doc.next_section(doc.first().section).is_none() && doc.len() <= MAX_RELOCATE_BYTES
}

/// Where a place goes whose words are no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostPlace {
    /// As far on as before.
    SameFraction,
    /// To the end: what followed was cut off.
    AtEnd,
}

/// A place in another version of a document: where its words stand, of several places the nearest;
/// without its words, where a lost place goes.
pub fn relocate(place: &Place, doc: &dyn Document, lost: LostPlace) -> Pos {
    let elsewhere = || match lost {
        LostPlace::SameFraction => doc.pos_at(place.fraction),
        LostPlace::AtEnd => doc.last(),
    };
    if let Some(pos) = place.find_in(doc) {
        return pos;
    }
    let Some(query) = Query::parse(&place.quote) else {
        return elsewhere();
    };
    let mut found: Vec<Pos> = Vec::new();
    scan(doc, &query, doc.first(), None, &mut |step| {
        if let Step::Found(span) = step {
            found.push(span.start);
        }
        if found.len() < MAX_COMPARED_HITS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    let distance = |pos: &Pos| (doc.fraction(*pos).get() - place.fraction.get()).abs();
    let nearest = found
        .into_iter()
        .min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.unwrap_or_else(elsewhere)
}

/// What has become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Nothing.
    None,
    /// It is another, or has grown.
    Other,
    /// It has become shorter: what was not read yet may be gone.
    Shorter,
    /// Nothing is left of it, which is also how it looks while somebody writes it anew.
    Emptied,
    /// It is not there any more.
    Gone,
}

/// What a change of the file asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeResponse {
    /// Nothing.
    Nothing,
    /// That it is told.
    Notify(Notice),
    /// That the file is read again, and what is told then.
    Reload(LostPlace, Notice),
}

impl FileChange {
    /// What is to be done for a document of `len` bytes; `emptied` is where the reader was in a file that
    /// nothing was left of.
    pub fn response(self, len: u64, emptied: Option<&Place>) -> ChangeResponse {
        match self {
            Self::None => ChangeResponse::Nothing,
            Self::Shorter => ChangeResponse::Reload(
                LostPlace::AtEnd,
                Notice::new(
                    "文件变短了，已重新读入",
                    "the file has become shorter and was read again",
                ),
            ),
            Self::Emptied if len > MAX_WHOLE_BYTES => ChangeResponse::Reload(
                LostPlace::SameFraction,
                Notice::new(
                    "文件被清空了，已重新读入",
                    "the file was emptied and read again",
                ),
            ),
            // A small text was read whole, and is still there.
            Self::Emptied => ChangeResponse::Notify(Notice::new(
                "文件被清空了，已读入的仍可看",
                "the file was emptied; what was read stays",
            )),
            Self::Other if emptied.is_some() => ChangeResponse::Reload(
                LostPlace::SameFraction,
                Notice::new(
                    "文件又有内容了，已重新读入",
                    "there is text in the file again, which was read",
                ),
            ),
            Self::Other => ChangeResponse::Notify(Notice::new(
                "文件已变，按 r 重新读入",
                "the file has changed; r reads it again",
            )),
            Self::Gone => ChangeResponse::Notify(Notice::new(
                "文件已不在，已读入的仍可看",
                "the file is gone; what was read stays",
            )),
        }
    }
}

/// Looks whether a file is still the one that was opened.
#[derive(Clone, Debug, Default)]
pub struct FileWatch {
    path: Option<PathBuf>,
    stamp: Option<FileStamp>,
}

/// What tells one version of a file from another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileStamp {
    /// Length in bytes; 0 for a folder.
    len: u64,
    modified: Option<SystemTime>,
}

impl FileWatch {
    /// A watch over the file at `path`; over nothing without one.
    pub fn new(path: Option<PathBuf>) -> Self {
        let mut watch = Self { path, stamp: None };
        watch.stamp = watch.read_stamp();
        watch
    }

    fn read_stamp(&self) -> Option<FileStamp> {
        let metadata = std::fs::metadata(self.path.as_ref()?).ok()?;
        Some(FileStamp {
            len: if metadata.is_file() {
                metadata.len()
            } else {
                0
            },
            modified: metadata.modified().ok(),
        })
    }

    /// What has become of the file since this was asked last.
    pub fn poll_change(&mut self) -> FileChange {
        let now = self.read_stamp();
        let change = match (&self.stamp, &now) {
            (old, new) if old == new => FileChange::None,
            (_, None) => FileChange::Gone,
            (Some(old), Some(new)) if old.len > 0 && new.len == 0 => FileChange::Emptied,
            (Some(old), Some(new)) if new.len < old.len => FileChange::Shorter,
            _ => FileChange::Other,
        };
        self.stamp = now;
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::plain::PlainDocument;
    use crate::source::windows::Source;

    fn doc(text: &str) -> PlainDocument {
        PlainDocument::new("t", Source::Owned(text.as_bytes().to_vec()))
    }

    #[test]
    fn a_place_is_found_by_its_words() {
        let old = doc("第一段。\n第二段说了一件事。\n第三段。\n");
        let pos = old.next(old.first()).unwrap();
        let place = Place::new(pos, old.fraction(pos), &old.block_at(pos).text);
        for (text, want) in [
            ("第一段。\n第二段说了一件事。\n第三段。\n", "第二段"),
            (
                "新加的一段。\n第一段。\n第二段说了一件事。\n第三段。\n",
                "第二段",
            ),
            ("第二段说了一件事。\n", "第二段"),
            ("全都换了。\n一\n二\n三\n", ""),
            ("", ""),
        ] {
            let new = doc(text);
            let found = relocate(&place, &new, LostPlace::SameFraction);
            assert!(new.block_at(found).text.starts_with(want), "{text:?}");
        }
    }

    #[test]
    fn a_lost_place_goes_to_the_end_of_a_text_that_was_cut_off() {
        let old = doc("第一段。\n第二段。\n第三段说了一件事。\n");
        let pos = old.last();
        let place = Place::new(pos, old.fraction(pos), &old.block_at(pos).text);
        let new = doc("第一段。\n第二段。\n");
        let found = relocate(&place, &new, LostPlace::AtEnd);
        assert_eq!(new.block_at(found).text, "第二段。");
    }

    #[test]
    fn what_becomes_of_a_file_is_seen() {
        let path = std::env::temp_dir().join(format!("tongdu-watch-{}", std::process::id()));
        std::fs::write(&path, "一二三四").unwrap();
        let mut watch = FileWatch::new(Some(path.clone()));
        for (text, want) in [
            (Some("一二三四五"), FileChange::Other),
            (Some("一二"), FileChange::Shorter),
            (Some(""), FileChange::Emptied),
            (Some("一"), FileChange::Other),
            (None, FileChange::Gone),
            (Some("一二"), FileChange::Other),
        ] {
            match text {
                Some(text) => std::fs::write(&path, text).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            assert_eq!(watch.poll_change(), want, "{text:?}");
            assert_eq!(watch.poll_change(), FileChange::None, "{text:?}");
        }
        std::fs::remove_file(&path).unwrap();
    }
}
