//! Progress of the job that opens a document, as messages.

use super::job_sender::JobSender;
use crate::app::message::Message;
use crate::source::progress::{OpenStage, ProgressSink};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Least time between two reports, and from the beginning to the first, in milliseconds.
const REPORT_PAUSE_MS: u64 = 50;

/// Sends the progress of a job.
pub(crate) struct OpenProgress {
    sender: JobSender,
    started: Instant,
    next_report_ms: AtomicU64,
    is_over: AtomicBool,
}

impl OpenProgress {
    /// Progress of the job of `sender` from now on.
    pub(crate) fn new(sender: JobSender) -> Arc<Self> {
        Arc::new(Self {
            sender,
            started: Instant::now(),
            next_report_ms: AtomicU64::new(REPORT_PAUSE_MS),
            is_over: AtomicBool::new(false),
        })
    }

    /// Returns the receiver of the progress.
    pub(crate) fn sink(self: &Arc<Self>) -> ProgressSink {
        let progress = Arc::clone(self);
        ProgressSink::new(move |stage| progress.report(stage))
    }

    /// Ends the reports. A folder opens files with the same options later: these are not awaited, nor may they be cut
    /// short.
    pub(crate) fn finish(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    fn report(&self, stage: OpenStage) -> ControlFlow<()> {
        if self.is_over.load(Ordering::Relaxed) {
            return ControlFlow::Continue(());
        }
        self.sender.go_on()?;
        let now_ms = self.started.elapsed().as_millis() as u64;
        if now_ms < self.next_report_ms.load(Ordering::Relaxed) {
            return ControlFlow::Continue(());
        }
        self.next_report_ms
            .store(now_ms + REPORT_PAUSE_MS, Ordering::Relaxed);
        let message = Message::OpenProgress(self.sender.id, stage);
        self.sender.send(message)
    }
}
