//! Waking the loop from other threads.

use crate::term::events::Waker;
use std::sync::{Arc, OnceLock};

/// A waker of the loop that threads may have before there is a terminal to wait for.
#[derive(Clone, Debug, Default)]
pub(crate) struct LoopWaker(Arc<OnceLock<Waker>>);

impl LoopWaker {
    /// Takes the waker of the terminal. What was to wake the loop before must be looked for.
    pub(crate) fn set(&self, waker: Waker) {
        // There is one terminal.
        let _ = self.0.set(waker);
    }

    /// Wakes the loop, if it waits for the terminal.
    pub(crate) fn wake(&self) {
        if let Some(waker) = self.0.get() {
            waker.wake();
        }
    }
}
