//! Cache of open files of a folder: the latest ones, enough for walking the text. The others are opened again
//! when needed.

use crate::doc::Document;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Maximum number of open files.
const MAX_OPEN_FILES: usize = 16;
/// Number of files of any size that stay open: the one on the screen and a neighbour.
const MIN_OPEN_FILES: usize = 2;
/// Maximum bytes in memory of all open files, if more than [`MIN_OPEN_FILES`] are open.
const MAX_OPEN_BYTES: u64 = 128 << 20;
/// Bytes in memory for each byte of a document that consists of blocks: its text, marks, places and outline.
const BLOCK_DOCUMENT_FACTOR: u64 = 6;

type OpenFile = (usize, Arc<dyn Document>);

/// Open files, the latest first.
#[derive(Default)]
pub(crate) struct OpenFiles(Mutex<VecDeque<OpenFile>>);

impl OpenFiles {
    fn lock(&self) -> MutexGuard<'_, VecDeque<OpenFile>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the file with this index if it is open.
    pub(crate) fn find(&self, index: usize) -> Option<Arc<dyn Document>> {
        let mut slots = self.lock();
        let at = slots.iter().position(|(kept, _)| *kept == index)?;
        let slot = slots.remove(at)?;
        let part = Arc::clone(&slot.1);
        slots.push_front(slot);
        Some(part)
    }

    /// Adds a file and closes those unused for longest.
    pub(crate) fn insert(&self, index: usize, part: &Arc<dyn Document>) {
        let mut slots = self.lock();
        slots.retain(|(kept, _)| *kept != index);
        slots.push_front((index, Arc::clone(part)));
        let mut bytes = 0u64;
        let held = slots.iter().take_while(|(_, part)| {
            bytes = bytes.saturating_add(memory_bytes(&**part));
            bytes <= MAX_OPEN_BYTES
        });
        let most = held.count().clamp(MIN_OPEN_FILES, MAX_OPEN_FILES);
        slots.truncate(most);
    }

    /// Returns all open files.
    pub(crate) fn all(&self) -> Vec<Arc<dyn Document>> {
        self.lock()
            .iter()
            .map(|(_, part)| Arc::clone(part))
            .collect()
    }
}

/// Returns the approximate bytes in memory of a document. The lines of a plain text may stay on disk.
fn memory_bytes(part: &dyn Document) -> u64 {
    let has_lines = part.lines(part.first().section).is_some();
    let factor = if has_lines { 1 } else { BLOCK_DOCUMENT_FACTOR };
    part.len().saturating_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::blocks::document::BlockDocument;

    fn part(len: u64) -> Arc<dyn Document> {
        Arc::new(BlockDocument {
            len,
            ..BlockDocument::default()
        })
    }

    fn held_indices(kept: &OpenFiles) -> Vec<usize> {
        (0..100)
            .filter(|&index| kept.find(index).is_some())
            .collect()
    }

    #[test]
    fn few_files_are_held_and_fewer_large_ones() {
        let kept = OpenFiles::default();
        for index in 0..40 {
            kept.insert(index, &part(10));
            kept.find(0);
        }
        let want: Vec<usize> = [0].into_iter().chain(25..40).collect();
        assert_eq!(
            held_indices(&kept),
            want,
            "the one used all the time, and the last"
        );
        for index in 50..60 {
            kept.insert(index, &part(MAX_OPEN_BYTES));
        }
        assert_eq!(held_indices(&kept), [58, 59]);
        assert_eq!(kept.all().len(), 2);
    }
}
