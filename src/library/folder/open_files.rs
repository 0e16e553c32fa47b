//! The files of a folder that are held open: those used last, as many as are needed to walk and not more.
//! All others are opened again when they are needed.

use crate::doc::Document;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files held at most.
const MAX_OPEN_FILES: usize = 16;
/// Files held whatever their size: the one on the screen, and one beside it.
const MIN_OPEN_FILES: usize = 2;
/// Bytes of all files that are held, if there are more than [`FEWEST`].
const MAX_OPEN_BYTES: u64 = 32 << 20;

type OpenFile = (usize, Arc<dyn Document>);

/// The files held, the one used last in front.
#[derive(Default)]
pub(crate) struct OpenFiles(Mutex<VecDeque<OpenFile>>);

impl OpenFiles {
    fn lock(&self) -> MutexGuard<'_, VecDeque<OpenFile>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file of a number, if it is held.
    pub(crate) fn find(&self, index: usize) -> Option<Arc<dyn Document>> {
        let mut slots = self.lock();
        let at = slots.iter().position(|(kept, _)| *kept == index)?;
        let slot = slots.remove(at)?;
        let part = Arc::clone(&slot.1);
        slots.push_front(slot);
        Some(part)
    }

    /// Holds a file, and lets go of those that were not used for longest.
    pub(crate) fn insert(&self, index: usize, part: &Arc<dyn Document>) {
        let mut slots = self.lock();
        slots.retain(|(kept, _)| *kept != index);
        slots.push_front((index, Arc::clone(part)));
        let mut bytes = 0u64;
        let held = slots.iter().take_while(|(_, part)| {
            bytes = bytes.saturating_add(part.len());
            bytes <= MAX_OPEN_BYTES
        });
        let most = held.count().clamp(MIN_OPEN_FILES, MAX_OPEN_FILES);
        slots.truncate(most);
    }

    /// All files held.
    pub(crate) fn all(&self) -> Vec<Arc<dyn Document>> {
        self.lock()
            .iter()
            .map(|(_, part)| Arc::clone(part))
            .collect()
    }
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
