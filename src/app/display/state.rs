//! The state of the screen.

use crate::app::search::state::CountedHits;
use crate::doc::Pos;
use crate::source::progress::OpenStage;
use crate::term::probe::TerminalFacts;
use crate::ui::geometry::{PageCount, ScreenLayout};
use ratatui::layout::Rect;

/// State of the screen.
#[derive(Clone, Debug, Default)]
pub struct DisplayState {
    /// Visibility of everything but the text.
    pub panes: Panes,
    /// Pages that the reader wants side by side.
    pub pages: PageCount,
    /// Facts learnt from the terminal.
    pub terminal_facts: TerminalFacts,
    /// Rectangle of the whole screen.
    pub area: Rect,
    /// Rectangles of the panes.
    pub layout: ScreenLayout,
    /// Visibility of the scroll bar.
    pub scroll_bar: ScrollBarPolicy,
    /// Visibility of the cursor.
    pub cursor: CursorPolicy,
    /// Whether an idle status line shows hints.
    pub has_hints: bool,
    /// Whether the title of the window shows what is read.
    pub has_window_title: bool,
    /// Links that the terminal opens.
    pub hyperlinks: Hyperlinks,
    /// Figures that the plain screen shows.
    pub held: HeldFigures,
}

/// Figures as they were at the last key or move. On the plain screen they stay, so that nothing is said that was not asked
/// for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldFigures {
    /// Place of the reader.
    pub anchor: Option<Pos>,
    /// Characters left in the section.
    pub left: Option<u64>,
    /// Share of the text that was read, in per cent.
    pub percent: u32,
    /// Hits of the search.
    pub hits: CountedHits,
    /// Hits in the list of the hits.
    pub listed: CountedHits,
    /// Progress of opening, at the last key.
    pub opening: Option<OpenStage>,
}

/// Links that the terminal opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hyperlinks {
    /// Whether the terminal is known to open links.
    pub are_known: bool,
    /// Whether links are written out for the terminal.
    pub are_written: bool,
}

/// Visibility of the scroll bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScrollBarPolicy {
    /// While a search is on.
    #[default]
    Search,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Visibility of the cursor where nothing is typed or chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CursorPolicy {
    /// Hidden.
    #[default]
    Hidden,
    /// Shown where one reads.
    Shown,
}

/// Visibility of everything but the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panes {
    /// Pane and status line.
    #[default]
    Shown,
    /// Text only.
    Hidden,
}
