//! What of the screen belongs to the text.

/// Whether anything but the text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panes {
    /// Pane and status line.
    #[default]
    Shown,
    /// Text only.
    Hidden,
}
