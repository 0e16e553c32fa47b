//! A mark in one of all texts.

use crate::session::notes::UserMark;
use std::path::PathBuf;

/// A mark with the text that it is in.
#[derive(Clone, Debug, PartialEq)]
pub struct TextMark {
    /// The mark.
    pub mark: UserMark,
    /// Text that it is in.
    pub home: MarkHome,
}

/// Text of a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkHome {
    /// A file or folder.
    File(PathBuf),
    /// The built-in essays.
    BuiltIn,
    /// A text without a record, so that its file is not known.
    Unknown,
}
