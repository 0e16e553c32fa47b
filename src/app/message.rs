//! What reaches the program from outside, and what it wants done there.

use super::input::key::Key;
use crate::app::job::{Job, JobEvent, JobId};
use crate::source::encoding::overrides::EncodingChoice;
use crate::term::probe::TerminalFacts;

/// Something has happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key, and when: milliseconds on a clock of its own.
    Key(Key, u64),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The terminal has said what it is.
    TerminalFacts(TerminalFacts),
    /// The terminal has the focus again.
    FocusGained,
    /// A job says something.
    Job(JobId, JobEvent),
}

/// Something is to be done.
#[derive(Clone)]
pub enum Effect {
    /// Start a job.
    StartJob(JobId, Job),
    /// Read the document again.
    Reload,
    /// Write the outline down beside the file.
    SaveOutline,
    /// Read it, or the file of it that the reader is in, in another encoding.
    Decode(EncodingChoice),
    /// Draw every cell anew.
    Redraw,
    /// Hand the terminal back to the shell until it is wanted again.
    Suspend,
    /// Leave.
    Quit,
}
