//! The text of a note, and where it stands.

use super::pos::Pos;

/// A note of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Where it stands in the running text; `None` if it stands nowhere but behind its sign.
    pub pos: Option<Pos>,
}
