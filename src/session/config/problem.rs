//! Problems of the configuration. None keeps the program from starting.

use super::settings::ConfigKey;
use crate::error::IoFailure;
use crate::outline::rules::RuleFileFault;
use std::path::PathBuf;

/// A problem of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// The file cannot be read.
    Unreadable {
        /// The configuration file.
        path: PathBuf,
        /// Cause.
        cause: IoFailure,
    },
    /// A fault in a line of the file.
    At {
        /// File and line: `config.toml:12`.
        location: String,
        /// The fault.
        fault: ConfigFault,
    },
    /// The file that `toc-rules` names cannot be read.
    RuleFileUnreadable {
        /// File and line of the setting.
        location: String,
        /// The file that it names.
        path: PathBuf,
        /// Cause.
        cause: RuleFileCause,
    },
    /// A fault in the file that `toc-rules` names.
    RuleFile {
        /// That file.
        path: PathBuf,
        /// The fault.
        fault: RuleFileFault,
    },
    /// Keys of an action that are not in the notation of keys.
    InvalidKeys {
        /// The keys as written.
        notation: String,
        /// Name of the action.
        action: &'static str,
    },
    /// An unknown action in `[keys]`.
    UnknownAction(String),
    /// Keys of two actions that hold in the same context.
    KeyConflict {
        /// The keys.
        keys: String,
        /// Names of the two actions.
        actions: [&'static str; 2],
    },
}

/// A fault in a line of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFault {
    /// The file is not TOML; nothing of it is used.
    InvalidToml {
        /// Message of the parser.
        parser: String,
    },
    /// A value that the setting does not take.
    WrongValue(ConfigKey),
    /// An unknown setting.
    UnknownSetting {
        /// Its name.
        name: String,
        /// The setting with the closest name.
        nearest: &'static str,
    },
    /// `keys` is not a table.
    KeysNotTable,
    /// Keys of an action that are neither a string nor an array of strings.
    KeysNotStrings,
    /// Rules that are not an array of tables, or too many.
    NotRuleTables {
        /// Kind of the rules.
        kind: RuleTableKind,
        /// Largest number of rules.
        max: usize,
    },
    /// A rule without `match`.
    MissingPattern,
    /// A regular expression that the engine does not take.
    InvalidPattern {
        /// Kind of the rule.
        kind: RuleTableKind,
        /// Message of the engine.
        engine: String,
    },
    /// A `title` beyond the groups of the regular expression.
    MissingGroup {
        /// Number of the groups that it has.
        groups: usize,
    },
    /// An unknown field of a rule.
    UnknownRuleField {
        /// Kind of the rule.
        kind: RuleTableKind,
        /// Name of the field.
        name: String,
    },
    /// A value that a field of a rule does not take.
    WrongRuleValue {
        /// Name of the field.
        name: String,
        /// Deepest level of a heading.
        max_level: u8,
    },
}

/// Why a file of rules cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleFileCause {
    /// It is larger than so many MiB.
    TooLarge(u64),
    /// The system says so.
    Io(IoFailure),
}

/// Kind of the rules in the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleTableKind {
    /// `[[heading]]`.
    Heading,
    /// `[[hide]]`.
    Hide,
}

impl RuleTableKind {
    /// Returns its name in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Hide => "hide",
        }
    }

    /// Returns the kind of a name; `None` for another key.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Heading, Self::Hide]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}
