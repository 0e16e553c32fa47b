//! The pace at which more of a pipe is shown. Reading the pipe is for [`crate::source::pipe`].

use super::waker::LoopWaker;
use crate::source::pipe::{Pipe, PipeProgress};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Least time between two times that more is shown.
const MIN_REFRESH_PAUSE: Duration = Duration::from_millis(500);
/// Times the work of showing more that the pause after it lasts at least.
const PAUSE_WORK_RATIO: u32 = 20;

/// A pipe of which more is expected.
pub(crate) struct PipeFeed {
    pipe: Arc<Pipe>,
    /// When the work of showing more began; `None` if nothing is being shown.
    began: Option<Instant>,
    /// When more may be shown.
    next_refresh: Instant,
    /// Whether what was handed out last was not shown.
    is_stale: bool,
}

impl PipeFeed {
    /// Listens for what comes out of a pipe.
    pub(crate) fn new(pipe: Arc<Pipe>, waker: LoopWaker) -> Self {
        pipe.listen(Box::new(move || waker.wake()));
        Self {
            pipe,
            began: None,
            next_refresh: Instant::now(),
            is_stale: false,
        }
    }

    /// Returns the time until more is to be shown; `None` while nothing has come, and while something is being shown.
    pub(crate) fn refresh_due(&self) -> Option<Duration> {
        let is_new = self.is_stale || self.pipe.has_unread();
        let pause = || self.next_refresh.saturating_duration_since(Instant::now());
        (is_new && self.began.is_none()).then(pause)
    }

    /// Takes note that what has come is being opened.
    pub(crate) fn mark_begun(&mut self) {
        self.began = Some(Instant::now());
    }

    /// Takes note that what was being opened will not be shown.
    pub(crate) fn mark_lost(&mut self) {
        self.began = None;
        self.is_stale = true;
    }

    /// Takes note that what had come was opened.
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

/// Whether more is expected from a pipe, if it is one.
pub(crate) fn is_open(progress: Option<PipeProgress>) -> bool {
    progress == Some(PipeProgress::Open)
}
