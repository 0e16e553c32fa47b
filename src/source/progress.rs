//! Progress of opening a text, reported to the thread that waits for it.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Stage of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenStage {
    /// Reading a text from beginning to end.
    Reading {
        /// Bytes read.
        bytes: u64,
        /// Bytes of the text.
        total: u64,
    },
    /// Converting the text to a document.
    Converting,
    /// Listing a folder.
    Listing {
        /// Files found.
        files: u64,
    },
}

/// Callback for a stage. Breaks if the document is no longer awaited.
type Report = dyn Fn(OpenStage) -> ControlFlow<()> + Send + Sync;

/// Receiver of progress. The default one ignores it.
#[derive(Clone, Default)]
pub struct ProgressSink(Option<Arc<Report>>);

impl ProgressSink {
    /// Creates a receiver that passes each stage to `report`.
    pub fn new(report: impl Fn(OpenStage) -> ControlFlow<()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(report)))
    }

    /// Reports a stage. Breaks if the document is no longer awaited; the result is discarded then.
    pub fn report(&self, stage: OpenStage) -> ControlFlow<()> {
        match &self.0 {
            Some(report) => report(stage),
            None => ControlFlow::Continue(()),
        }
    }
}

impl fmt::Debug for ProgressSink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ProgressSink")
    }
}
