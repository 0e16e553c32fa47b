//! Superscripts, subscripts and formulas in the open block.

use super::super::tokens::Tag;
use super::PageBuilder;
use crate::formats::blocks::sub_sup::{SubSup, to_sub_sup};
use crate::formats::html::elements::{ElementId, ElementKind};
use crate::formats::html::open_block::{MAX_OPEN_MARK_COUNT, OpenBlockKind};

impl PageBuilder {
    /// Opens a superscript or subscript.
    pub(crate) fn begin_sub_sup(&mut self, id: ElementId) {
        if self.sub_sups.len() < MAX_OPEN_MARK_COUNT {
            let leaf = self.open_block.as_ref();
            let (at, len) = leaf.map_or((usize::MAX, 0), |leaf| (leaf.at, leaf.len() as u32));
            self.sub_sups.push((id, at, len));
        }
    }

    /// Closes a superscript or subscript.
    pub(crate) fn end_sub_sup(&mut self, id: ElementId, level: SubSup) {
        let Some(index) = self.sub_sups.iter().rposition(|(known, ..)| *known == id) else {
            return;
        };
        let (_, at, start) = self.sub_sups.remove(index);
        let is_alone = self.sub_sups.is_empty();
        let leaf = self
            .open_block
            .as_mut()
            .filter(|leaf| leaf.at == at && is_alone);
        if let Some(leaf) = leaf.filter(|leaf| !matches!(leaf.kind, OpenBlockKind::Code(_))) {
            leaf.text
                .replace_tail(start, |base, text| to_sub_sup(base, text, level));
        }
    }

    /// Returns whether the next text is a superscript or subscript.
    pub(crate) fn is_in_sub_sup(&self) -> bool {
        !self.sub_sups.is_empty()
    }

    /// Passes a tag to the open formula. Returns whether there is one. A box ends an unclosed formula.
    pub(crate) fn feed_formula(&mut self, tag: &Tag, element: Option<ElementKind>) -> bool {
        if element.is_some_and(ElementKind::is_box) {
            self.end_formula();
        }
        if let Some((_, formula)) = &mut self.formula {
            formula.open_tag(tag);
            return true;
        }
        false
    }

    /// Writes the open formula.
    pub(crate) fn end_formula(&mut self) {
        if let Some((at, formula)) = self.formula.take() {
            let line = formula.finish();
            if !line.is_empty() {
                self.push_text(&line, at);
            }
        }
    }
}
