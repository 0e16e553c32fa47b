//! Progress of opening, as messages of the job.

use super::job_sender::JobSender;
use crate::app::message::Message;
use crate::source::progress::{OpenStage, ProgressSink};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Shortest time in milliseconds before the first report and between two reports.
const REPORT_PAUSE_MS: u64 = 50;

/// Sends the progress of a job.
pub(crate) struct OpenProgress {
    sender: JobSender,
    started: Instant,
    next_report_ms: AtomicU64,
    is_over: AtomicBool,
}

impl OpenProgress {
    /// Starts the clock of the reports for the job of `sender`.
    pub(crate) fn new(sender: JobSender) -> Arc<Self> {
        Arc::new(Self {
            sender,
            started: Instant::now(),
            next_report_ms: AtomicU64::new(REPORT_PAUSE_MS),
            is_over: AtomicBool::new(false),
        })
    }

    /// Returns the receiver of progress for the code that opens documents.
    pub(crate) fn sink(self: &Arc<Self>) -> ProgressSink {
        let progress = Arc::clone(self);
        ProgressSink::new(move |stage| progress.report(stage))
    }

    /// Ends the reports. A folder opens further files later with the same options; nobody awaits those reports, and
    /// these openings must not be cut short.
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
