//! State of opening.

use super::file_change::Rereading;
use super::opened::OpenedDocument;
use super::start_place::StartPlace;
use crate::app::input::key::Key;
use crate::app::job::{JobId, OpenKind};
use crate::app::reading::relocate::LostPlace;
use crate::doc::Place;
use crate::messages::FixedText;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::PipeProgress;
use crate::source::progress::OpenStage;
use std::path::PathBuf;

/// State of opening the document, for the first time and again.
#[derive(Default)]
pub struct OpeningState {
    /// Name of the file, folder or pipe; empty for the built-in essays and an unnamed pipe.
    pub name: String,
    /// Path of the file or folder; empty for a pipe and the built-in essays.
    pub path: String,
    /// Paths of the files that are read as one; empty for other origins.
    pub files: Vec<PathBuf>,
    /// Encodings named by the reader.
    pub encodings: EncodingOverrides,
    /// Options of less that have no effect, for the sheet about the text.
    pub idle_options: String,
    /// State of the pipe that the text comes from; `None` for other origins.
    pub pipe: Option<PipeProgress>,
    /// Reading of an edited file.
    pub rereading: Rereading,
    /// The running opening.
    pub running: Option<Opening>,
    /// Place of the reader in a file before it became empty.
    pub emptied_place: Option<Place>,
    /// Places that the program was started with, until the reader has come to them.
    pub start: Vec<StartPlace>,
    /// Text and outline in which those places were looked for last.
    pub start_tried: Option<TextExtent>,
    /// The job that finds a line of the source, and the section of that line.
    pub line_job: Option<(JobId, u32)>,
    /// The job about a file that the reader has named.
    pub file_job: Option<JobId>,
    /// The job that writes a file for the reader.
    pub saving: Option<SaveJob>,
    /// Whether the file of that name is opened although the text of a pipe is lost.
    pub is_forced: bool,
    /// Whether the reader knows that the text of a pipe will be lost.
    pub is_warned: bool,
    /// Whether all of a pipe was saved.
    pub is_saved: bool,
    /// Keys pressed before there was a document, each with its time in milliseconds.
    pub typed_ahead: Vec<(Key, u64)>,
}

impl OpeningState {
    /// Returns whether the text is that of the built-in essays.
    pub const fn is_built_in(&self) -> bool {
        self.path.is_empty() && self.files.is_empty() && self.pipe.is_none()
    }
}

/// A job that writes a file for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaveJob {
    /// Its id.
    pub job: JobId,
    /// Whether the program ends once the file is written. It goes on if that fails.
    pub quits: bool,
}

/// Extent of what is known of a text: bytes, headings, whether the outline is complete, the state of the pipe, whether
/// its marks were looked for.
pub type TextExtent = (u64, usize, bool, Option<PipeProgress>, bool);

/// A running opening.
pub struct Opening {
    /// Id of the job.
    pub job: JobId,
    /// Reason for the opening.
    pub reason: OpenReason,
    /// Encodings requested.
    pub encodings: EncodingOverrides,
    /// Place of the reader at its start; `None` if there was no document.
    pub place: Option<Place>,
    /// Progress; `None` until the opening takes long enough to report it.
    pub progress: Option<OpenStage>,
    /// The opened document, until it is shown.
    pub opened: Option<Box<OpenedDocument>>,
}

/// Reason for opening a document.
#[derive(Clone, Debug)]
pub enum OpenReason {
    /// Start of the program.
    Start,
    /// Request of the reader.
    Reload,
    /// Change of the file, with the fallback for a lost place, and the notice.
    Changed(ReloadCause, LostPlace, FixedText),
    /// Encoding named by the reader.
    Decode,
    /// More text from a pipe.
    Arrival,
}

/// Change that causes a file to be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReloadCause {
    /// The file became empty.
    Emptied,
    /// The file was edited. Its text is still there, so that the reader is not disturbed in what he does.
    Edited,
    /// Any other change.
    Other,
}

impl OpenReason {
    /// Returns the kind of opening for the job.
    pub fn kind(&self) -> OpenKind {
        match self {
            Self::Start => OpenKind::First,
            Self::Reload | Self::Changed(..) => OpenKind::Again,
            Self::Decode => OpenKind::Decoded,
            Self::Arrival => OpenKind::Arrived,
        }
    }
}

impl OpeningState {
    /// Returns whether the first document is still being opened.
    pub fn is_first(&self) -> bool {
        let reason = self.running.as_ref().map(|opening| &opening.reason);
        matches!(reason, Some(OpenReason::Start))
    }

    /// Returns how far the running opening is, if that is known.
    pub fn stage(&self) -> Option<OpenStage> {
        self.running.as_ref()?.progress
    }

    /// Returns the job that reads the document again, while it runs; `None` for the growth of a pipe.
    pub fn reopening_job(&self) -> Option<JobId> {
        let opening = self.running.as_ref()?;
        let is_growth = matches!(opening.reason, OpenReason::Start | OpenReason::Arrival);
        (!is_growth && opening.opened.is_none()).then_some(opening.job)
    }

    /// Returns whether the document of job `id` is awaited.
    pub fn awaits(&self, id: JobId) -> bool {
        self.running
            .as_ref()
            .is_some_and(|opening| opening.job == id && opening.opened.is_none())
    }
}
