//! State of the outline pane.

use super::corrections::Corrections;
use super::list::OutlineList;
use crate::app::input::line_edit::LineEdit;
use crate::app::job::JobId;

/// Browsing the outline: its place on the screen, and the filter.
#[derive(Clone, Debug)]
pub struct TocBrowse {
    /// Place on the screen.
    pub place: TocPlace,
    /// Filter being typed.
    pub filter: Option<LineEdit>,
}

/// Place of the outline on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TocPlace {
    /// In its own pane.
    Pane,
    /// Over a part of the text.
    Over,
    /// On the whole screen.
    Full,
}

/// State of the outline pane.
#[derive(Clone, Debug)]
pub struct TocState {
    /// Rows of the outline.
    pub list: OutlineList,
    /// Whether lines that are more likely no headings are shown among them.
    pub shows_doubtful: bool,
    /// Corrections by the reader.
    pub corrections: Corrections,
    /// Level of essays or chapters.
    pub top_level: u8,
    /// Whether headings may be missing because the job has failed.
    pub is_partial: bool,
    /// Id of the outline job.
    pub job: Option<JobId>,
    /// Id of the running heading query.
    pub query_job: Option<JobId>,
}

impl Default for TocState {
    fn default() -> Self {
        Self {
            list: OutlineList::default(),
            shows_doubtful: false,
            corrections: Corrections::default(),
            top_level: 1,
            is_partial: false,
            job: None,
            query_job: None,
        }
    }
}
