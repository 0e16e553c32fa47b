//! The state of the outline pane.

use super::corrections::Corrections;
use super::list::OutlineList;
use crate::app::input::line_edit::LineEdit;
use crate::app::job::JobId;

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

/// State of the outline pane.
#[derive(Clone, Debug)]
pub struct TocState {
    /// The outline as a list.
    pub list: OutlineList,
    /// Corrections of the reader.
    pub corrections: Corrections,
    /// Level of essays or chapters.
    pub top_level: u8,
    /// Whether the outline lacks headings because its job has failed.
    pub is_partial: bool,
    /// Id of the job that finds the outline.
    pub job: Option<JobId>,
    /// Id of the running heading query.
    pub query_job: Option<JobId>,
}

impl Default for TocState {
    fn default() -> Self {
        Self {
            list: OutlineList::default(),
            corrections: Corrections::default(),
            top_level: 1,
            is_partial: false,
            job: None,
            query_job: None,
        }
    }
}
