//! Notes of the lines below.

use super::ReflowView;
use crate::doc::{Document as _, Links, Note, Pos, Relocate as _};

impl Links for ReflowView {
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        let target = self.lines.links()?.target(from, link)?;
        Some(self.to_paragraph_pos(target))
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        let note = self.lines.links()?.note(from, label)?;
        Some(note.relocate(&|pos| self.to_paragraph_pos(pos)))
    }

    fn note_outside_text(&self, from: Pos, label: &str) -> Option<Note> {
        self.lines.links()?.note_outside_text(from, label)
    }
}
