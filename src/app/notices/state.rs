//! The state of the notices.

use crate::error::Notice;

/// State of the notices.
#[derive(Clone, Debug, Default)]
pub struct NoticeState {
    /// The notice in the status line, until the next key.
    pub message: Option<Notice>,
    /// Notices about the configuration at the start.
    pub start: Vec<Notice>,
    /// Notices about the part of the text that the reader came to last.
    pub shown_part: Vec<Notice>,
    /// Number of hidden lines in the last notice about them.
    pub shown_hidden_count: u64,
}
