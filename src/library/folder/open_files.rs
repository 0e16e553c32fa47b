//! The files of a folder that are held open: those used last, as many as are needed to walk and not more.
//! All others are opened again when they are needed.

use crate::doc::Document;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Files held at most.
const MOST: usize = 16;
/// Files held whatever their size: the one on the screen, and one beside it.
const FEWEST: usize = 2;
/// Bytes of all files that are held, if there are more than [`FEWEST`].
const BYTES: u64 = 32 << 20;

type Slot = (usize, Arc<dyn Document>);

/// The files held, the one used last in front.
#[derive(Default)]
pub(crate) struct Kept(Mutex<VecDeque<Slot>>);

impl Kept {
    fn slots(&self) -> MutexGuard<'_, VecDeque<Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file of a number, if it is held.
    pub(crate) fn find(&self, index: usize) -> Option<Arc<dyn Document>> {
        let mut slots = self.slots();
        let at = slots.iter().position(|(kept, _)| *kept == index)?;
        let slot = slots.remove(at)?;
        let part = Arc::clone(&slot.1);
        slots.push_front(slot);
        Some(part)
    }

    /// Holds a file, and lets go of those that were not used for longest.
    pub(crate) fn put(&self, index: usize, part: &Arc<dyn Document>) {
        let mut slots = self.slots();
        slots.retain(|(kept, _)| *kept != index);
        slots.push_front((index, Arc::clone(part)));
        let mut bytes = 0u64;
        let held = slots.iter().take_while(|(_, part)| {
            bytes = bytes.saturating_add(part.len());
            bytes <= BYTES
        });
        let most = held.count().clamp(FEWEST, MOST);
        slots.truncate(most);
    }

    /// All files held.
    pub(crate) fn all(&self) -> Vec<Arc<dyn Document>> {
        self.slots()
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

    fn held(kept: &Kept) -> Vec<usize> {
        (0..100)
            .filter(|&index| kept.find(index).is_some())
            .collect()
    }

    #[test]
    fn few_files_are_held_and_fewer_large_ones() {
        let kept = Kept::default();
        for index in 0..40 {
            kept.put(index, &part(10));
            kept.find(0);
        }
        let want: Vec<usize> = [0].into_iter().chain(25..40).collect();
        assert_eq!(held(&kept), want, "the one used all the time, and the last");
        for index in 50..60 {
            kept.put(index, &part(BYTES));
        }
        assert_eq!(held(&kept), [58, 59]);
        assert_eq!(kept.all().len(), 2);
    }
}
