//! Channel from a job to the program.

use super::waker::LoopWaker;
use crate::app::job::{JobEvent, JobId};
use crate::app::message::Message;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

/// Sender of a job's messages.
#[derive(Clone)]
pub(crate) struct JobSender {
    /// Id of the job.
    pub(crate) id: JobId,
    /// Whether the job has been asked to stop.
    pub(crate) stop: Arc<AtomicBool>,
    /// Channel of the program.
    pub(crate) sender: Sender<Message>,
    /// Waker of the event loop.
    pub(crate) waker: LoopWaker,
}

impl JobSender {
    /// Returns `Break` once the job has been asked to stop.
    pub(crate) fn go_on(&self) -> ControlFlow<()> {
        if self.stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Sends an event of the job. Returns `Break` once the job has been asked to stop.
    pub(crate) fn say(&self, event: JobEvent) -> ControlFlow<()> {
        self.send(Message::Job(self.id, event))
    }

    /// Sends a message. Returns `Break` once the job has been asked to stop.
    pub(crate) fn send(&self, message: Message) -> ControlFlow<()> {
        self.go_on()?;
        if self.sender.send(message).is_err() {
            return ControlFlow::Break(());
        }
        self.waker.wake();
        ControlFlow::Continue(())
    }
}
