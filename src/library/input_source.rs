//! Input: a text to open whose format is not known yet.

use super::format::ArchivePolicy;
use crate::doc::{Document, Problem};
use crate::error::Result;
use crate::formats::options::OpenOptions;
use crate::source::decompress::{decompress, decompressed_name};
use crate::source::progress::ProgressSink;
use crate::source::windows::Source;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Function that opens an input. Listings receive it as an argument, because their module is below the formats
/// that it opens.
pub(crate) type OpenInputFn = fn(Input, ArchivePolicy, &OpenOptions) -> Result<Arc<dyn Document>>;

/// Text to open.
#[derive(Debug)]
pub(crate) struct Input {
    /// Name, or the path of a file.
    pub(crate) name: PathBuf,
    pub(crate) place: InputPlace,
    pub(crate) source: Source,
    /// Problems of reading the bytes.
    pub(crate) problems: Vec<Problem>,
}

/// Place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputPlace {
    /// File of its own, which may have a sidecar.
    File,
    /// Pipe, member of an archive, or part of the program.
    Detached,
}

impl Input {
    /// Creates the input of a file.
    pub(crate) fn from_file(path: &Path, source: Source) -> Self {
        Self {
            place: InputPlace::File,
            ..Self::detached(path, source)
        }
    }

    /// Creates an input that is not a file.
    pub(crate) fn detached(name: &Path, source: Source) -> Self {
        Self {
            name: name.to_owned(),
            place: InputPlace::Detached,
            source,
            problems: Vec::new(),
        }
    }

    /// Decompresses the bytes, and removes the extension of the compression from the name.
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

    /// Takes the bytes and leaves none.
    pub(crate) fn take_source(&mut self) -> Source {
        std::mem::replace(&mut self.source, Source::Static(b""))
    }
}
