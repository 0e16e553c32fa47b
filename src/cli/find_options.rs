//! Options of `tongdu find`.

use crate::search::query::QueryKind;
use crate::text::forms::{CaseRule, Level};

/// Form in which the hits are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindFormat {
    /// A line for each block with hits.
    #[default]
    Lines,
    /// The names of the files with hits.
    Names,
    /// The number of hits of each file that has any, or was named.
    Counts,
    /// A JSON object for each hit.
    Json,
    /// A JSON object for each file with hits.
    JsonNames,
    /// A JSON object with the number of hits for each file that has any, or was named.
    JsonCounts,
}

impl FindFormat {
    /// Returns the same as JSON.
    #[must_use]
    pub const fn as_json(self) -> Self {
        match self {
            Self::Lines | Self::Json => Self::Json,
            Self::Names | Self::JsonNames => Self::JsonNames,
            Self::Counts | Self::JsonCounts => Self::JsonCounts,
        }
    }

    /// Returns whether it is JSON.
    pub const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::JsonNames | Self::JsonCounts)
    }

    /// Returns another format, as JSON if this one is.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        if self.is_json() {
            other.as_json()
        } else {
            other
        }
    }
}

/// Condition under which the output has colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorWhen {
    /// Names on the command line.
    pub const NAMES: [&'static str; 3] = ["auto", "always", "never"];

    /// Returns the rule with this name, [`Self::Auto`] for others.
    pub fn from_name(name: &str) -> Self {
        match name {
            "always" => Self::Always,
            "never" => Self::Never,
            _ => Self::Auto,
        }
    }

    /// Returns whether standard output gets colours.
    pub fn applies(self) -> bool {
        use std::io::IsTerminal as _;
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !refused && std::io::stdout().is_terminal()
            }
        }
    }
}

/// Options of `tongdu find`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindOptions {
    /// `--fold`; without it that of the configuration.
    pub level: Option<Level>,
    /// `-r`, `--pinyin`.
    pub kind: QueryKind,
    /// `-i`, `-s`.
    pub case: CaseRule,
    /// `-l`, `-c`, `--json`.
    pub format: FindFormat,
    /// `-m`: maximum blocks with hits that are printed of a file.
    pub max_blocks: Option<u64>,
    /// `-C`: blocks before and after one with hits.
    pub context_blocks: u16,
}
