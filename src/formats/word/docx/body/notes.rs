//! Footnotes and endnotes of a document.

use super::BodyWalk;
use crate::formats::html::escape::escape_html;
use crate::formats::html::tokens::Tag;
use std::collections::HashMap;

/// Notes with a reference.
const MAX_NOTES: usize = 100_000;

/// A kind of note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NoteKind {
    /// At the foot of a page.
    #[default]
    Footnote,
    /// At the end of the document.
    Endnote,
}

impl NoteKind {
    const fn element_name(self) -> &'static str {
        match self {
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
        }
    }
}

/// Numbers of the notes in reference order, by kind and id.
pub(crate) type NoteOrder = HashMap<(&'static str, String), usize>;

impl BodyWalk<'_> {
    /// Writes a note reference.
    pub(crate) fn push_note_ref(&mut self, kind: NoteKind, tag: &Tag) {
        let id = tag.get("w:id").unwrap_or_default();
        if self.note_order.len() >= MAX_NOTES {
            return;
        }
        let [feet, ends] = &mut self.note_ref_counts;
        let count = match kind {
            NoteKind::Footnote => feet,
            NoteKind::Endnote => ends,
        };
        let known = self.note_order.entry((kind.element_name(), id.to_owned()));
        let number = *known.or_insert_with(|| {
            *count += 1;
            *count
        });
        let target = format!("{}-{}", kind.element_name(), escape_html(id));
        self.push_html(&format!(
            "<a epub:type=\"noteref\" href=\"#{target}\">{number}</a>"
        ));
    }

    /// Begins a note. Notes without a reference are separators and are skipped.
    pub(crate) fn begin_note(&mut self, tag: &Tag) {
        let id = tag.get("w:id").unwrap_or_default();
        let known = self
            .notes
            .filter(|(kind, order)| order.contains_key(&(kind.element_name(), id.to_owned())));
        match known {
            Some((kind, _)) => {
                let html = format!(
                    "<aside epub:type=\"footnote\" id=\"{}-{}\">",
                    kind.element_name(),
                    escape_html(id)
                );
                self.push_box_html(&html);
            }
            None => self.skip_depth += 1,
        }
    }
}
