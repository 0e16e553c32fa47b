//! The state of opening.

use super::opened::OpenedDocument;
use crate::app::input::key::Key;
use crate::app::job::{JobId, OpenKind};
use crate::app::reading::relocate::LostPlace;
use crate::doc::Place;
use crate::messages::FixedText;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::PipeProgress;
use crate::source::progress::OpenStage;

/// State of opening the document, and of opening it again.
#[derive(Default)]
pub struct OpeningState {
    /// Name of the file, folder or pipe; empty for the built-in essays and a pipe without a name.
    pub name: String,
    /// Path of the file or folder; empty for a pipe and the built-in essays.
    pub path: String,
    /// Encodings that the reader has named.
    pub encodings: EncodingOverrides,
    /// Whether more of the text is expected; `None` if it is not from a pipe.
    pub pipe: Option<PipeProgress>,
    /// The opening under way.
    pub running: Option<Opening>,
    /// The place of the reader in a file that was emptied.
    pub emptied_place: Option<Place>,
    /// Keys pressed before there was a document, and when, in milliseconds.
    pub typed_ahead: Vec<(Key, u64)>,
}

/// An opening under way.
pub struct Opening {
    /// Id of its job.
    pub job: JobId,
    /// The reason for it.
    pub reason: OpenReason,
    /// Encodings that it was asked for.
    pub encodings: EncodingOverrides,
    /// The place of the reader when it began; `None` before there is a document.
    pub place: Option<Place>,
    /// How far it has come, if it takes long.
    pub progress: Option<OpenStage>,
    /// The document, once it is opened and until it is shown.
    pub opened: Option<Box<OpenedDocument>>,
}

/// The reason for opening a document.
#[derive(Clone, Debug)]
pub enum OpenReason {
    /// The program has started.
    Start,
    /// The reader asks for it.
    Reload,
    /// The file has changed: where the place goes if its words are lost, and the notice.
    Changed(ReloadCause, LostPlace, FixedText),
    /// The reader has named an encoding.
    Decode,
    /// More has arrived from a pipe.
    Arrival,
}

/// The change that makes a file be read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReloadCause {
    /// Nothing is left of it.
    Emptied,
    /// Any other.
    Other,
}

impl OpenReason {
    /// Returns the kind of job.
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
    /// Whether there is no document yet.
    pub fn is_first(&self) -> bool {
        let reason = self.running.as_ref().map(|opening| &opening.reason);
        matches!(reason, Some(OpenReason::Start))
    }

    /// Whether the document of job `id` is awaited.
    pub fn awaits(&self, id: JobId) -> bool {
        self.running
            .as_ref()
            .is_some_and(|opening| opening.job == id && opening.opened.is_none())
    }
}
