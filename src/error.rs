//! Floor 0, errors: one enum for the whole house. A variant is something the user can do something
//! about; each says what, where and what to do, in both languages.

use crate::lang::Lang;
use std::io;
use std::path::PathBuf;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder holds no text.
    #[error("{}: no text in this folder", .0.display())]
    NoTexts(PathBuf),
    /// Something is wrong in a file of our own format (front matter, collection, configuration).
    #[error("{}:{line}:{column}: {reason}", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// Line, from 1.
        line: u32,
        /// Column in characters, from 1.
        column: u32,
        /// What is wrong, in English.
        reason: String,
        /// What to do about it, in both languages: (zh, en).
        hint: Option<(String, String)>,
    },
    /// The command line was not understood.
    #[error("{0}")]
    Usage(String),
    /// The terminal failed us.
    #[error("terminal: {0}")]
    Terminal(#[source] io::Error),
    /// Output failed for another reason than a closed pipe.
    #[error("output: {0}")]
    Output(#[source] io::Error),
}

/// A remark for the reader that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Notice {
    /// A remark in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The remark in the language asked for.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// The result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;
