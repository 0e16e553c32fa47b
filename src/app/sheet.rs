//! A sheet of text over the screen.

pub mod actions;

use crate::ui::sheet::SheetLine;

/// A sheet and how far it is scrolled.
#[derive(Clone, Debug)]
pub struct OpenSheet {
    /// Its title.
    pub title: String,
    /// What it says.
    pub lines: Vec<SheetLine>,
    /// First line shown.
    pub top: usize,
}
