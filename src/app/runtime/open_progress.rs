//! Progress of opening, as messages of the job.

use super::job_sender::JobSender;
use crate::app::message::Message;
use crate::source::progress::{OpenStage, ProgressSink};
use std::mem::{Discriminant, discriminant};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Least time between two messages about one stage, and from the beginning to the first message, in milliseconds.
const REPORT_PAUSE_MS: u64 = 50;

/// Sends the progress of a job.
pub(crate) struct OpenProgress {
    sender: JobSender,
    started: Instant,
    pace: Mutex<ReportPace>,
    is_over: AtomicBool,
}

impl OpenProgress {
    /// Starts the clock of the reports for the job of `sender`.
    pub(crate) fn new(sender: JobSender) -> Arc<Self> {
        Arc::new(Self {
            sender,
            started: Instant::now(),
            pace: Mutex::default(),
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
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        if !pace.is_due(stage, now_ms) {
            return ControlFlow::Continue(());
        }
        let message = Message::OpenProgress(self.sender.id, stage);
        self.sender.send(message)
    }
}

/// Pace of the messages about progress.
#[derive(Debug, Default)]
struct ReportPace {
    /// Kind of the last stage in a message, and the time of the message in milliseconds.
    last: Option<(Discriminant<OpenStage>, u64)>,
}

impl ReportPace {
    /// Returns whether a message about `stage` is due, `now_ms` milliseconds after the beginning. Another stage does
    /// not wait.
    fn is_due(&mut self, stage: OpenStage, now_ms: u64) -> bool {
        let kind = discriminant(&stage);
        let due_ms = match self.last {
            None => REPORT_PAUSE_MS,
            Some((last, _)) if last != kind => 0,
            Some((_, sent_ms)) => sent_ms + REPORT_PAUSE_MS,
        };
        let is_due = now_ms >= due_ms;
        if is_due {
            self.last = Some((kind, now_ms));
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_keep_a_pause_within_a_stage_only() {
        let read = |bytes| OpenStage::Reading { bytes, total: 100 };
        let mut pace = ReportPace::default();
        let reports = [
            (read(1), 0, false),
            (read(2), REPORT_PAUSE_MS - 1, false),
            (read(3), REPORT_PAUSE_MS, true),
            (read(4), REPORT_PAUSE_MS + 1, false),
            (read(5), 2 * REPORT_PAUSE_MS, true),
            (OpenStage::Converting, 2 * REPORT_PAUSE_MS + 1, true),
            (OpenStage::Converting, 2 * REPORT_PAUSE_MS + 2, false),
        ];
        for (stage, now_ms, want) in reports {
            assert_eq!(pace.is_due(stage, now_ms), want, "{stage:?} at {now_ms} ms");
        }
        // A short job sends nothing, whatever its stages.
        let mut pace = ReportPace::default();
        assert!(!pace.is_due(read(1), 0));
        assert!(!pace.is_due(OpenStage::Converting, REPORT_PAUSE_MS - 1));
    }
}
