//! A document that was read again: noticing that the file has changed, and finding the place anew.

use crate::doc::{Document, Go, Pos, Step};
use crate::search::{Query, scan};
use crate::text::units::Fraction;
use std::path::PathBuf;
use std::time::SystemTime;

/// Characters of a text by which a place in it is known.
const QUOTE: usize = 24;
/// Places with the same words that are compared.
const ALIKE: usize = 1000;

/// A place, with what is needed to find it in a text that was edited.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where it was.
    pub pos: Pos,
    /// How much of the text lay before it.
    pub fraction: Fraction,
    /// The words that stood there.
    pub quote: String,
}

impl Place {
    /// The place at which `text` stands.
    pub fn new(pos: Pos, fraction: Fraction, text: &str) -> Self {
        let quote = text.trim_start().chars().take(QUOTE).collect();
        Self {
            pos,
            fraction,
            quote,
        }
    }

    /// The place in another version of the document: where its words stand, of several places the
    /// nearest; without its words, as far on as before.
    pub fn find(&self, doc: &dyn Document) -> Pos {
        let block = doc.block_at(self.pos);
        let here = block.text.get(self.pos.within as usize..);
        if block.at == self.pos.start()
            && here.is_some_and(|text| text.trim_start().starts_with(&self.quote))
        {
            return self.pos;
        }
        let Some(query) = Query::parse(&self.quote) else {
            return doc.pos_at(self.fraction);
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
        let distance = |pos: &Pos| (doc.fraction(*pos).get() - self.fraction.get()).abs();
        let nearest = found
            .into_iter()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.unwrap_or_else(|| doc.pos_at(self.fraction))
    }
}

/// Looks whether a file is still the one that was opened.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    path: Option<PathBuf>,
    stamp: Option<(u64, Option<SystemTime>)>,
}

impl Watch {
    /// A watch over the file at `path`; over nothing without one.
    pub fn new(path: Option<PathBuf>) -> Self {
        let mut watch = Self { path, stamp: None };
        watch.stamp = watch.look();
        watch
    }

    fn look(&self) -> Option<(u64, Option<SystemTime>)> {
        let metadata = std::fs::metadata(self.path.as_ref()?).ok()?;
        Some((metadata.len(), metadata.modified().ok()))
    }

    /// Whether the file has changed since this was asked last.
    pub fn has_changed(&mut self) -> bool {
        let now = self.look();
        let changed = now != self.stamp;
        self.stamp = now;
        changed
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
            let found = place.find(&new);
            assert!(new.block_at(found).text.starts_with(want), "{text:?}");
        }
    }
}
