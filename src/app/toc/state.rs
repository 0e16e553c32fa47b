//! What the outline pane has open.

use crate::app::input::line_edit::LineEdit;

/// How the outline is looked through.
#[derive(Clone, Debug)]
pub struct TocBrowse {
    /// Where it stands.
    pub place: TocPlace,
    /// The filter, while it is typed.
    pub filter: Option<LineEdit>,
}

/// Where the outline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TocPlace {
    /// In its pane.
    Pane,
    /// Over the whole screen.
    Full,
}
