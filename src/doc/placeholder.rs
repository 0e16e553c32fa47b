//! Placeholders for texts that cannot be shown.

use super::problem::FileKind;
use crate::error::{Error, MemberError};
use std::fmt;
use std::sync::Arc;

/// Placeholder for a text in a document.
#[derive(Clone, Copy, Debug)]
pub enum Placeholder<'e> {
    /// A file of 0 bytes.
    EmptyFile,
    /// A file without a visible character.
    NoText,
    /// A file of a kind without text, with its path as a word of a command.
    Unsupported(FileKind, &'e str),
    /// A file with the name of a text that is a book or an archive.
    MisnamedFile,
    /// A file that cannot be opened.
    Unreadable(&'e Error),
    /// A file of an archive that cannot be read.
    Member(MemberError),
    /// A book without chapters.
    NoChapters,
    /// A chapter that the book lists and does not hold.
    MissingChapter {
        /// Path of the chapter in the book.
        path: &'e str,
    },
    /// A chapter, or the rest of it, that cannot be read.
    Chapter(MemberError),
}

/// Words of placeholders, in a language that the documents do not know.
#[derive(Clone)]
pub struct Describe(Arc<dyn Fn(&Placeholder<'_>) -> String + Send + Sync>);

impl Describe {
    /// Returns words that `text` gives.
    pub fn new(text: impl Fn(&Placeholder<'_>) -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(text))
    }

    /// Returns the words of a placeholder.
    pub fn text(&self, placeholder: &Placeholder<'_>) -> String {
        (self.0)(placeholder)
    }
}

/// The names of the variants, for documents that nobody reads.
impl Default for Describe {
    fn default() -> Self {
        Self::new(|placeholder| format!("{placeholder:?}"))
    }
}

impl fmt::Debug for Describe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Describe")
    }
}
