//! Note of a text.

use super::pos::Pos;

/// Note of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Paragraphs of the note.
    pub paragraphs: Vec<String>,
    /// Position in the running text; `None` if the note is reachable only by its reference.
    pub pos: Option<Pos>,
}
