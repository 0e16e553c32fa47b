//! State of the shelf.

use super::entry::ShelfEntry;
use crate::app::job::JobId;

/// State of the shelf.
#[derive(Clone, Debug, Default)]
pub struct ShelfState {
    /// Texts read before, the newest first.
    pub entries: Vec<ShelfEntry>,
    /// Indices of the entries that pass the filter.
    pub rows: Vec<usize>,
    /// Job that reads the records.
    pub job: Option<JobId>,
}
