//! The state of the screen.

use crate::term::probe::TerminalFacts;
use crate::ui::geometry::ScreenLayout;
use ratatui::layout::Rect;

/// State of the screen.
#[derive(Clone, Debug, Default)]
pub struct DisplayState {
    /// Whether anything but the text is shown.
    pub panes: Panes,
    /// What the terminal has said of itself.
    pub terminal_facts: TerminalFacts,
    /// The whole screen.
    pub area: Rect,
    /// The parts of the screen.
    pub layout: ScreenLayout,
}

/// Whether anything but the text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panes {
    /// Pane and status line.
    #[default]
    Shown,
    /// Text only.
    Hidden,
}
