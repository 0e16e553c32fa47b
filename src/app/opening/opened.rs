//! A document that a job has opened, before the state takes it.

use super::file_stamp::FileStamp;
use crate::app::notices::state::StartProblem;
use crate::doc::Document;
use crate::session::fingerprint::Fingerprint;
use crate::session::record::FoundRecord;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::PipeProgress;
use std::sync::Arc;

/// An opened document, with everything the job found out about it.
pub struct OpenedDocument {
    /// The document.
    pub document: Arc<dyn Document>,
    /// Encodings named by the reader in which it was opened.
    pub encodings: EncodingOverrides,
    /// State of the pipe that the document comes from; `None` for other origins.
    pub pipe: Option<PipeProgress>,
    /// Problems of the configuration, the record or the view.
    pub problems: Vec<StartProblem>,
    /// Record of the document; only for the first opening.
    pub record: Option<FoundRecord>,
    /// Version of the file that was read.
    pub file: FileIdentity,
}

impl OpenedDocument {
    /// Wraps a document that has neither file nor record.
    pub fn new(document: Arc<dyn Document>) -> Self {
        Self {
            document,
            encodings: EncodingOverrides::default(),
            pipe: None,
            problems: Vec::new(),
            record: None,
            file: FileIdentity::default(),
        }
    }
}

/// Version of the file that a document was read from.
#[derive(Clone, Debug, Default)]
pub struct FileIdentity {
    /// Stamp from before the read; `None` for a pipe and the built-in essays.
    pub stamp: Option<FileStamp>,
    /// Fingerprint; `None` if the document is not remembered.
    pub fingerprint: Option<Fingerprint>,
}
