//! A sheet of text over the screen.

pub mod actions;

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
}
