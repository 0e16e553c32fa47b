//! State of the shelf.

use super::entry::ShelfEntry;
use super::order::ShelfOrder;
use crate::app::job::JobId;
use std::path::PathBuf;

/// State of the shelf.
#[derive(Clone, Debug, Default)]
pub struct ShelfState {
    /// Texts read before, the newest first.
    pub entries: Vec<ShelfEntry>,
    /// Time at which they were listed (RFC 3339); empty before.
    pub listed_at: String,
    /// Favourite folders.
    pub folders: Vec<PathBuf>,
    /// Rows that pass the filter, in their order.
    pub rows: Vec<ShelfRow>,
    /// Order of the texts.
    pub order: ShelfOrder,
    /// Job that reads the records.
    pub job: Option<JobId>,
    /// Record of the text that the next key takes off.
    pub doomed: Option<String>,
    /// Records taken off in this run, the latest last.
    pub taken_off: Vec<String>,
}

/// A row of the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShelfRow {
    /// Favourite folder, by its index.
    Folder(usize),
    /// Text, by the index of its entry.
    Text(usize),
    /// The built-in essays.
    Essays,
}
