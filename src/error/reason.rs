//! Mistakes in files of our own format: front matter and `collection.toml`.

use std::path::PathBuf;

/// A mistake in a file, with its position and a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The file.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The mistake.
    pub reason: Reason,
    /// Remedy.
    pub remedy: Remedy,
}

/// A mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An essay without front matter.
    NoFrontMatter,
    /// Front matter without a closing line.
    UnclosedFrontMatter,
    /// An essay without text after its front matter.
    NoText,
    /// A language tag that is not known.
    UnknownLanguage(String),
    /// Text that is not TOML, with the message of the parser.
    InvalidToml(String),
    /// An unknown key.
    UnknownKey(String),
    /// A required key that is missing.
    MissingKey(&'static str),
    /// A required key whose value is blank.
    EmptyKey(&'static str),
    /// A value of the wrong type, with the message of the parser.
    WrongType(String),
    /// A name that no file of the folder has.
    UnknownFile(String),
    /// A name that is listed twice.
    ListedTwice(String),
}

/// Remedy of a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// A closing line `+++`.
    CloseFrontMatter,
    /// Front matter at the beginning.
    BeginWithFrontMatter,
    /// Text after the front matter.
    WriteText,
    /// ASCII quotes and equals signs instead of full-width ones.
    StraightQuotes,
    /// Lines of the form `key = "value"`.
    KeyValueLines,
    /// The forms of texts and lists.
    ValueForms,
    /// The name that was likely meant.
    DidYouMean(String),
    /// A known key, one of these.
    KnownKeys(&'static [&'static str]),
    /// A known language tag, one of these.
    KnownLanguages(&'static [&'static str]),
    /// A line with the key.
    AddLine(&'static str),
    /// The name of a file in the folder, or none.
    NameFile,
    /// Removal of one of the two names.
    NameOnce,
}
