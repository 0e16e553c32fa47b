//! A text that is to be opened, before its format is known.

use super::format::ArchivePolicy;
use crate::doc::{Document, Problem};
use crate::error::Result;
use crate::formats::options::OpenOptions;
use crate::source::decompress::{decompress, decompressed_name};
use crate::source::progress::ProgressSink;
use crate::source::windows::Source;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Opens an input. Listings are handed it, as they are below all that can be opened.
pub(crate) type OpenInputFn = fn(Input, ArchivePolicy, &OpenOptions) -> Result<Arc<dyn Document>>;

/// A text that is to be opened.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its name, or its path if it is a file.
    pub(crate) name: PathBuf,
    pub(crate) place: InputPlace,
    pub(crate) source: Source,
    /// Problems of reading its bytes.
    pub(crate) problems: Vec<Problem>,
}

/// Place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputPlace {
    /// A file of its own, beside which its sidecar may be.
    File,
    /// A pipe, an archive or the program.
    Detached,
}

impl Input {
    /// Returns the text of a file.
    pub(crate) fn from_file(path: &Path, source: Source) -> Self {
        Self {
            place: InputPlace::File,
            ..Self::detached(path, source)
        }
    }

    /// Returns a text that is no file.
    pub(crate) fn detached(name: &Path, source: Source) -> Self {
        Self {
            name: name.to_owned(),
            place: InputPlace::Detached,
            source,
            problems: Vec::new(),
        }
    }

    /// Undoes its compression, and drops the extension of that from its name.
    #[must_use]
    pub(crate) fn decompressed(mut self, progress: &ProgressSink) -> Self {
        let (source, problem) = decompress(self.source, progress);
        self.problems.extend(problem);
        Self {
            name: decompressed_name(&self.name),
            source,
            ..self
        }
    }

    /// Takes its bytes out and leaves none.
    pub(crate) fn take_source(&mut self) -> Source {
        std::mem::replace(&mut self.source, Source::Static(b""))
    }
}
