//! Pace at which more text of a pipe is shown. [`crate::source::pipe`] reads the pipe.

use super::waker::LoopWaker;
use crate::source::pipe::{Pipe, PipeProgress};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Shortest pause between two refreshes.
const MIN_REFRESH_PAUSE: Duration = Duration::from_millis(500);
/// Shortest pause after a refresh, as a multiple of the time the refresh took.
const PAUSE_WORK_RATIO: u32 = 20;

/// A pipe that may still deliver text.
pub(crate) struct PipeFeed {
    pipe: Arc<Pipe>,
    /// Start of the running refresh; `None` if none runs.
    began: Option<Instant>,
    /// Earliest time of the next refresh.
    next_refresh: Instant,
    /// Whether the last refresh was discarded.
    is_stale: bool,
}

impl PipeFeed {
    /// Starts to listen to a pipe. New text wakes the loop.
    pub(crate) fn new(pipe: Arc<Pipe>, waker: LoopWaker) -> Self {
        pipe.listen(Box::new(move || waker.wake()));
        Self {
            pipe,
            began: None,
            next_refresh: Instant::now(),
            is_stale: false,
        }
    }

    /// Returns the time until the next refresh; `None` without new text, and while a refresh runs.
    pub(crate) fn refresh_due(&self) -> Option<Duration> {
        let is_new = self.is_stale || self.pipe.has_unread();
        let pause = || self.next_refresh.saturating_duration_since(Instant::now());
        (is_new && self.began.is_none()).then(pause)
    }

    /// Records that a refresh has begun.
    pub(crate) fn mark_begun(&mut self) {
        self.began = Some(Instant::now());
    }

    /// Records that the running refresh was discarded.
    pub(crate) fn mark_lost(&mut self) {
        self.began = None;
        self.is_stale = true;
    }

    /// Records that the running refresh was shown.
    pub(crate) fn mark_shown(&mut self) {
        let now = Instant::now();
        let work = self
            .began
            .take()
            .map_or(Duration::ZERO, |began| now - began);
        self.next_refresh = now + MIN_REFRESH_PAUSE.max(work * PAUSE_WORK_RATIO);
        self.is_stale = false;
    }
}

/// Returns whether `progress` is that of a pipe that may still deliver text.
pub(crate) fn is_open(progress: Option<PipeProgress>) -> bool {
    progress == Some(PipeProgress::Open)
}
