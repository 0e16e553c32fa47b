//! Messages, which reach the state from outside, and effects, which it asks for.

use super::input::key::Key;
use super::job::{Job, JobEvent, JobId};
use super::opening::file_change::FileChange;
use super::opening::opened::OpenedDocument;
use crate::error::Error;
use crate::source::progress::OpenStage;
use crate::term::probe::TerminalFacts;
use std::path::PathBuf;

/// An event outside the state.
pub enum Message {
    /// The program is to open its document.
    Start,
    /// A key, and when it was pressed: milliseconds on a clock of its own.
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
    /// The program could not be suspended: there is no shell to go back to.
    SuspendRefused,
    /// The program goes on after a stop.
    Resumed {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The document is being opened, and so much of that is done.
    OpenProgress(JobId, OpenStage),
    /// The document was opened.
    Opened(JobId, Box<OpenedDocument>),
    /// The document was read again.
    Reopened(JobId, Box<OpenedDocument>),
    /// The document was read again in other encodings.
    EncodingChanged(JobId, Box<OpenedDocument>),
    /// More of the document has arrived from a pipe, and all of it was opened.
    Arrived(JobId, Box<OpenedDocument>),
    /// The document could not be opened.
    OpenFailed(JobId, Error),
    /// The file is no longer what was read.
    FileChanged(FileChange),
    /// More has come out of the pipe than is shown.
    PipeGrew,
    /// A job has an answer.
    Job(JobId, JobEvent),
    /// A job could not be started or has panicked, and why.
    JobFailed(JobId, String),
    /// The record was saved, or could not be.
    RecordSaved(Result<(), Error>),
    /// The outline was written to this file beside the text, or could not be.
    SidecarSaved(Result<PathBuf, Error>),
}

/// An action outside the state.
pub enum Effect {
    /// Start a job.
    StartJob(JobId, Job),
    /// Stop a job: its answer is no longer awaited.
    CancelJob(JobId),
    /// Send keys again that were pressed before there was a document.
    SendKeys(Vec<(Key, u64)>),
    /// Write the outline to a file beside the text.
    SaveSidecar,
    /// Draw every cell again.
    Redraw,
    /// Hand the terminal back to the shell until the program is continued.
    Suspend,
    /// Leave.
    Quit,
    /// Leave because the document could not be opened.
    Fail(Error),
}
