//! A document that was opened, on its way into the state.

use super::file_stamp::FileStamp;
use crate::app::notices::state::StartProblem;
use crate::doc::Document;
use crate::session::fingerprint::Fingerprint;
use crate::session::record::FoundRecord;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::PipeProgress;
use std::sync::Arc;

/// A document that was opened.
pub struct OpenedDocument {
    /// The document.
    pub document: Arc<dyn Document>,
    /// Encodings in which it was opened.
    pub encodings: EncodingOverrides,
    /// Whether more of it is expected from a pipe; `None` if it is not from a pipe.
    pub pipe: Option<PipeProgress>,
    /// Problems with the configuration, the record or the view.
    pub problems: Vec<StartProblem>,
    /// Its record, when it is opened first.
    pub record: Option<FoundRecord>,
    /// The file it was read from.
    pub file: FileIdentity,
}

impl OpenedDocument {
    /// A document that is not from a file, without a record.
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

/// The version of a file that a document was read from.
#[derive(Clone, Debug, Default)]
pub struct FileIdentity {
    /// Its stamp from before it was read; `None` for a pipe and the built-in essays.
    pub stamp: Option<FileStamp>,
    /// Its fingerprint; `None` if it is not remembered.
    pub fingerprint: Option<Fingerprint>,
}
