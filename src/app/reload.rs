//! A document that was read again: noticing that the file has changed, and finding the place anew.

use crate::doc::{Document, Go, Place, Pos, Step};
use crate::search::{Query, scan};
use std::path::PathBuf;
use std::time::SystemTime;

/// Places with the same words that are compared.
const ALIKE: usize = 1000;

/// Where a place goes whose words are no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// As far on as before.
    AsFar,
    /// To the end: what followed was cut off.
    AtEnd,
}

/// A place in another version of a document: where its words stand, of several places the nearest;
/// without its words, where a lost place goes.
pub fn find(place: &Place, doc: &dyn Document, lost: Lost) -> Pos {
    let elsewhere = || match lost {
        Lost::AsFar => doc.pos_at(place.fraction),
        Lost::AtEnd => doc.last(),
    };
    if let Some(pos) = place.stands_in(doc) {
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
        if found.len() < ALIKE {
            Go::On
        } else {
            Go::Stop
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
pub enum Change {
    /// Nothing.
    None,
    /// It is another, or has grown.
    Other,
    /// It has become shorter: what was not read yet may be gone. Not if nothing is left of it, which
    /// is how it looks while somebody writes it anew.
    Shorter,
    /// It is not there any more.
    Gone,
}

/// Looks whether a file is still the one that was opened.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
}

/// What tells one version of a file from another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    /// Length in bytes; 0 for a folder.
    len: u64,
    modified: Option<SystemTime>,
}

impl Watch {
    /// A watch over the file at `path`; over nothing without one.
    pub fn new(path: Option<PathBuf>) -> Self {
        let mut watch = Self { path, stamp: None };
        watch.stamp = watch.look();
        watch
    }

    fn look(&self) -> Option<Stamp> {
        let metadata = std::fs::metadata(self.path.as_ref()?).ok()?;
        Some(Stamp {
            len: if metadata.is_file() {
                metadata.len()
            } else {
                0
            },
            modified: metadata.modified().ok(),
        })
    }

    /// What has become of the file since this was asked last.
    pub fn change(&mut self) -> Change {
        let now = self.look();
        let change = match (&self.stamp, &now) {
            (old, new) if old == new => Change::None,
            (_, None) => Change::Gone,
            (Some(old), Some(new)) if (1..old.len).contains(&new.len) => Change::Shorter,
            _ => Change::Other,
        };
        self.stamp = now;
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::plain::PlainDocument;
    use crate::import::source::Source;

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
            let found = find(&place, &new, Lost::AsFar);
            assert!(new.block_at(found).text.starts_with(want), "{text:?}");
        }
    }

    #[test]
    fn a_lost_place_goes_to_the_end_of_a_text_that_was_cut_off() {
        let old = doc("第一段。\n第二段。\n第三段说了一件事。\n");
        let pos = old.last();
        let place = Place::new(pos, old.fraction(pos), &old.block_at(pos).text);
        let new = doc("第一段。\n第二段。\n");
        let found = find(&place, &new, Lost::AtEnd);
        assert_eq!(new.block_at(found).text, "第二段。");
    }

    #[test]
    fn what_becomes_of_a_file_is_seen() {
        let path = std::env::temp_dir().join(format!("tongdu-watch-{}", std::process::id()));
        std::fs::write(&path, "一二三四").unwrap();
        let mut watch = Watch::new(Some(path.clone()));
        for (text, want) in [
            (Some("一二三四五"), Change::Other),
            (Some("一二"), Change::Shorter),
            (Some(""), Change::Other),
            (Some("一"), Change::Other),
            (None, Change::Gone),
            (Some("一二"), Change::Other),
        ] {
            match text {
                Some(text) => std::fs::write(&path, text).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            assert_eq!(watch.change(), want, "{text:?}");
            assert_eq!(watch.change(), Change::None, "{text:?}");
        }
        std::fs::remove_file(&path).unwrap();
    }
}
