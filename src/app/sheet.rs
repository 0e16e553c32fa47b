//! A sheet of text over the screen.

pub mod actions;
pub mod place;

use crate::app::dictionary::lookup::Lookup;
use crate::app::input::line_edit::LineEdit;
use crate::doc::Pos;
use crate::ui::sheet::SheetLine;

/// A sheet and its scroll position.
#[derive(Clone, Debug)]
pub struct OpenSheet {
    /// Title line.
    pub title: String,
    /// Content.
    pub lines: Vec<SheetLine>,
    /// Index of the first line shown.
    pub top: usize,
    /// Kind.
    pub kind: SheetKind,
}

/// Kind of a sheet.
#[derive(Clone, Debug, Default)]
pub enum SheetKind {
    /// A note of the text, by the place of its sign.
    TextNote(Pos),
    /// The facts about the document.
    #[default]
    Info,
    /// The keys that matter most; the help key leads on to all of them.
    ShortHelp,
    /// All keys, filtered by the line being typed.
    AllKeys(LineEdit),
    /// A note of the reader, by its id.
    OwnNote(String),
    /// Articles about the word with which this look-up begins.
    Word(Lookup),
}
