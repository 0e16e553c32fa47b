//! The text read last, for `tongdu -c`.

use super::entry::ShelfEntry;
use crate::search::word_filter::WordFilter;
use crate::session::record::Records;
use std::path::PathBuf;
use std::time::SystemTime;

/// Returns the path of the text read last that passes a filter as the shelf does, and is still there; the paths of files that
/// were read as one.
pub fn latest_text(records: &Records, filter: &str) -> Option<Vec<PathBuf>> {
    let filter = WordFilter::parse(filter);
    let names = records.recent_names(SystemTime::now()).into_iter();
    let mut entries = names
        .filter_map(|recent| records.read_recent(recent))
        .map(ShelfEntry::from_record);
    let found = entries.find(|entry| !entry.is_gone && entry.passes(&filter));
    found.map(|entry| entry.paths)
}
