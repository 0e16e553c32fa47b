//! Floor 0, errors: one enum for the whole crate. Their texts are in `messages`.

mod reason;
mod usage;

pub use reason::{Malformed, Reason, Remedy};
pub use usage::UsageError;

use std::io;
use std::path::PathBuf;

/// An error that ends an operation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Cause.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Cause.
        source: io::Error,
    },
    /// A device or a socket, which has no end.
    #[error("{}: device", .0.display())]
    Device(PathBuf),
    /// A folder or an archive without texts.
    #[error("{}: no texts", .0.display())]
    NoTexts(PathBuf),
    /// An outline is to be written beside many files.
    #[error("{}: more than one file", .0.display())]
    ManyFiles(PathBuf),
    /// A mistake in a file of our own format (front matter, collection).
    #[error("{}:{}:{}: {:?}", .0.path.display(), .0.line, .0.column, .0.reason)]
    Malformed(Malformed),
    /// A text has no such section, line or word.
    #[error("no such place: {0}")]
    NoSuchPlace(String),
    /// No text read before is left, or none with these words.
    #[error("nothing to continue: {0}")]
    NothingToContinue(String),
    /// A mistake on the command line.
    #[error("{0:?}")]
    Usage(UsageError),
    /// The terminal failed.
    #[error("terminal: {0}")]
    Terminal(#[source] io::Error),
    /// Output failed for another reason than a closed pipe.
    #[error("output: {0}")]
    Output(#[source] io::Error),
}

/// A failure of the system, in a form that can be kept and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IoFailure {
    /// No such file or folder.
    NotFound,
    /// The reader may not do it.
    PermissionDenied,
    /// A folder where a file is expected.
    IsFolder,
    /// A file in place of a folder of the path.
    NotFolder,
    /// A name that the file system does not take.
    InvalidName,
    /// Symbolic links that lead in a circle.
    LinkLoop,
    /// A device or a pipe where a file is expected.
    NotFile,
    /// A text that is not UTF-8 where only UTF-8 is read.
    NotUtf8,
    /// A file beyond the limit for its kind.
    TooLarge,
    /// No room on the disk, or none left for the reader.
    DiskFull,
    /// A file system that may not be written.
    ReadOnly,
    /// Another failure, with the message of the system.
    Other(String),
}

impl From<&io::Error> for IoFailure {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::PermissionDenied => Self::PermissionDenied,
            io::ErrorKind::IsADirectory => Self::IsFolder,
            io::ErrorKind::NotADirectory => Self::NotFolder,
            io::ErrorKind::InvalidFilename => Self::InvalidName,
            // What the system calls unsupported is another failure.
            io::ErrorKind::Unsupported if error.raw_os_error().is_none() => Self::NotFile,
            // Errors of other data have a text of their own.
            io::ErrorKind::InvalidData if error.get_ref().is_none() => Self::NotUtf8,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
                Self::LinkLoop
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

/// Reason why a member of an archive cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberError {
    /// Its bytes are damaged, or the archive ends within it.
    Damaged,
    /// It is larger than is read, or than its compressed size allows.
    TooLarge,
    /// It is encrypted.
    Encrypted,
    /// It is compressed by another method than deflate.
    Unsupported,
}

/// Result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;
