//! The state of opening.

use crate::source::pipe::PipeProgress;

/// State of opening a document.
#[derive(Clone, Debug)]
pub struct OpeningState {
    /// Path of the file; empty for the built-in essays and for a pipe.
    pub path: String,
    /// Whether more of the text is expected from a pipe.
    pub pipe_progress: PipeProgress,
}

impl OpeningState {
    /// A document that is open, of the file at `path`.
    pub fn new(path: String) -> Self {
        Self {
            path,
            pipe_progress: PipeProgress::Ended,
        }
    }
}
