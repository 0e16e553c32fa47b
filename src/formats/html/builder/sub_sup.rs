//! Raised and lowered text, and formulas, in the block being filled.

use super::super::tokens::Tag;
use super::{Builder, MARKS};
use crate::formats::blocks::sub_sup::{Level, raised};
use crate::formats::html::elements::{Element, Id};
use crate::formats::html::open_block::Kind;

impl Builder {
    /// Begins raised or lowered text.
    pub(crate) fn begin_raised(&mut self, id: Id) {
        if self.raised.len() < MARKS {
            let leaf = self.leaf.as_ref();
            let (at, len) = leaf.map_or((usize::MAX, 0), |leaf| (leaf.at, leaf.len() as u32));
            self.raised.push((id, at, len));
        }
    }

    /// Ends it.
    pub(crate) fn end_raised(&mut self, id: Id, level: Level) {
        let Some(index) = self.raised.iter().rposition(|(known, ..)| *known == id) else {
            return;
        };
        let (_, at, start) = self.raised.remove(index);
        let is_alone = self.raised.is_empty();
        let leaf = self.leaf.as_mut().filter(|leaf| leaf.at == at && is_alone);
        if let Some(leaf) = leaf.filter(|leaf| !matches!(leaf.kind, Kind::Code(_))) {
            leaf.words
                .change(start, |base, text| raised(base, text, level));
        }
    }

    /// Whether what comes is raised or lowered.
    pub(crate) fn is_raised(&self) -> bool {
        !self.raised.is_empty()
    }

    /// Whether a tag belongs to the formula being read. A box ends a formula that was not ended.
    pub(crate) fn takes_formula(&mut self, tag: &Tag, element: Option<Element>) -> bool {
        if element.is_some_and(Element::is_box) {
            self.end_formula();
        }
        if let Some((_, formula)) = &mut self.formula {
            formula.open(tag);
            return true;
        }
        false
    }

    /// Writes the formula being read.
    pub(crate) fn end_formula(&mut self) {
        if let Some((at, formula)) = self.formula.take() {
            let line = formula.finish();
            if !line.is_empty() {
                self.text(&line, at);
            }
        }
    }
}
