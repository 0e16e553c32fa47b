//! Waking the event loop from other threads.

use crate::term::events::Waker;
use std::sync::{Arc, OnceLock};

/// Waker of the event loop. Threads may hold it before there is a terminal to wait for.
#[derive(Clone, Debug, Default)]
pub(crate) struct LoopWaker(Arc<OnceLock<Waker>>);

impl LoopWaker {
    /// Sets the waker of the terminal. Earlier wake-ups are lost, so the caller must look for messages.
    pub(crate) fn set(&self, waker: Waker) {
        // Setting it cannot fail: there is only one terminal.
        let _ = self.0.set(waker);
    }

    /// Returns whether neither the loop nor a job holds this waker any more.
    pub(crate) fn is_last(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }

    /// Wakes the event loop if it waits for the terminal.
    pub(crate) fn wake(&self) {
        if let Some(waker) = self.0.get() {
            waker.wake();
        }
    }
}
