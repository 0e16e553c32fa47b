//! Messages, which bring outside events to the state, and effects, which the state requests.

use super::input::key::Key;
use super::job::{Job, JobEvent, JobId};
use super::marks::change::{ChangePurpose, MarkChange};
use super::next_text::request::{NextText, StartScreen};
use super::opening::file_change::FileChange;
use super::opening::opened::OpenedDocument;
use super::outside::editor::{EditRequest, NoteEditFailure};
use super::select::copied::{CopyOutcome, CopyRequest};
use super::shelf::change::ShelfChange;
use crate::error::Error;
use crate::session::reading_log::ReadingSum;
use crate::source::progress::OpenStage;
use crate::term::input::Mouse;
use crate::term::probe::TerminalFacts;
use std::path::PathBuf;

/// An event from outside the state.
pub enum Message {
    /// The program has started and opens its document.
    Start,
    /// Another part of the program than the text is shown first.
    ShowFirst(StartScreen),
    /// A key, with the time it was pressed: milliseconds on a monotonic clock.
    Key(Key, u64),
    /// A report of the mouse, the number of equal reports of the wheel that it stands for, and its time in
    /// milliseconds.
    Mouse(Mouse, u32, u64),
    /// No key has come until this time, in milliseconds, at which something waits for the keys to rest.
    KeysRested(u64),
    /// Pasted text.
    Paste(String),
    /// The terminal changed its size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// Facts about the terminal, from its answers to the probe.
    TerminalFacts(TerminalFacts),
    /// The terminal regained the focus.
    FocusGained,
    /// The program could not be suspended because no shell waits for it.
    SuspendRefused,
    /// The program continues after a stop.
    Resumed {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// Progress of an opening.
    OpenProgress(JobId, OpenStage),
    /// The document was opened.
    Opened(JobId, Box<OpenedDocument>),
    /// The document was read again.
    Reopened(JobId, Box<OpenedDocument>),
    /// The document was read again in other encodings.
    EncodingChanged(JobId, Box<OpenedDocument>),
    /// All text that has arrived from a pipe so far was opened.
    Arrived(JobId, Box<OpenedDocument>),
    /// The document could not be opened.
    OpenFailed(JobId, Error),
    /// The file differs from the version that was read.
    FileChanged(FileChange),
    /// The pipe holds more text than is shown.
    PipeGrew,
    /// A job has an answer.
    Job(JobId, JobEvent),
    /// A job could not be started or has panicked, with the reason.
    JobFailed(JobId, String),
    /// The record was saved, or saving it failed.
    RecordSaved(Result<(), Error>),
    /// The outline was written to this sidecar, or writing it failed.
    SidecarSaved(Result<PathBuf, Error>),
    /// A change of the marks is on disk, or is not; without an error there is no file for it.
    MarksSaved(Box<MarkChange>, ChangePurpose, Result<(), Option<Error>>),
    /// The document of a mark is not there.
    DocumentGone(PathBuf),
    /// A change of the shelf is on disk, or is not.
    ShelfChanged(ShelfChange, Result<(), Error>),
    /// The editor has ended: whether its file has changed, or its name and the reason of its failure.
    Edited(Result<bool, (String, String)>),
    /// The editor of a note has ended: with the note, or its failure.
    NoteEdited(Result<String, NoteEditFailure>),
    /// A program that opens an address has ended: its name, and the reason of its failure.
    OpenedOutside(String, Option<String>),
    /// Copying has a result.
    Copied(CopyOutcome),
}

/// An action outside the state.
pub enum Effect {
    /// Start a job.
    StartJob(JobId, Job),
    /// Stop a job whose answer is no longer awaited.
    CancelJob(JobId),
    /// Send the keys that were pressed before there was a document.
    SendKeys(Vec<(Key, u64)>),
    /// Add a line to the file of earlier searches.
    SaveSearch(String),
    /// Write the outline to the sidecar of the text.
    SaveSidecar,
    /// Write a change of the marks to disk.
    SaveMarks(Box<MarkChange>, ChangePurpose),
    /// Add reading time and characters to the log.
    LogReading(ReadingSum),
    /// Write a change of the shelf to disk.
    ChangeShelf(ShelfChange),
    /// Give a text to the clipboard.
    Copy(Box<CopyRequest>),
    /// Send a text to the clipboard of the terminal.
    SetClipboard(String),
    /// Give the terminal to the editor until it ends.
    Edit(EditRequest),
    /// Give the terminal to the editor with a note until it ends.
    EditNote(String),
    /// Open an address with a program outside.
    OpenOutside(String),
    /// Open another text instead of this one.
    OpenText(Box<NextText>),
    /// Draw every cell again.
    Redraw,
    /// Hand the terminal back to the shell until the program is continued.
    Suspend,
    /// Leave the program.
    Quit,
    /// Leave the program as an interrupt does.
    Interrupt,
    /// Leave the program because Ctrl-C ends it at once, as less does by `-K`.
    QuitOnInterrupt,
    /// Leave the program with an error, because the document could not be opened.
    Fail(Error),
}
