//! Progress of opening a text, reported to whoever waits for it.

use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Stage of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenStage {
    /// A text is read from its beginning to its end.
    Reading {
        /// Bytes read.
        bytes: u64,
        /// Bytes of the text.
        total: u64,
    },
    /// A text that was read becomes a document.
    Converting,
    /// A folder is listed.
    Listing {
        /// Files found.
        files: u64,
    },
}

/// Function that takes the stage; breaks if the document is no longer awaited.
type Report = dyn Fn(OpenStage) -> ControlFlow<()> + Send + Sync;

/// Receiver of progress. The default one ignores it.
#[derive(Clone, Default)]
pub struct ProgressSink(Option<Arc<Report>>);

impl ProgressSink {
    /// A receiver that hands each stage to `report`.
    pub fn new(report: impl Fn(OpenStage) -> ControlFlow<()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(report)))
    }

    /// Reports a stage; breaks if the document is no longer awaited, and what is made of it then does not matter.
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
