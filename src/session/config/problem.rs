//! Problems of the configuration. No problem keeps the program from starting.

use super::settings::ConfigKey;
use crate::error::IoFailure;
use crate::outline::rules::RuleFileFault;
use std::path::PathBuf;

/// Problem of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// The file cannot be read.
    Unreadable {
        /// Configuration file.
        path: PathBuf,
        /// Cause.
        cause: IoFailure,
    },
    /// Fault in a line of the file.
    At {
        /// File and line: `config.toml:12`.
        location: String,
        /// Fault in the line.
        fault: ConfigFault,
    },
    /// The file named by `toc-rules` cannot be read.
    RuleFileUnreadable {
        /// File and line of the setting.
        location: String,
        /// Rule file.
        path: PathBuf,
        /// Cause.
        cause: RuleFileCause,
    },
    /// Fault in the file named by `toc-rules`.
    RuleFile {
        /// Rule file.
        path: PathBuf,
        /// Fault in the file.
        fault: RuleFileFault,
    },
    /// Keys of an action that are not in key notation.
    InvalidKeys {
        /// Keys as written.
        notation: String,
        /// Name of the action.
        action: &'static str,
    },
    /// Unknown action in `[keys]`.
    UnknownAction(String),
    /// Keys bound to two actions in the same context.
    KeyConflict {
        /// Keys in key notation.
        keys: String,
        /// Names of the two actions.
        actions: [&'static str; 2],
    },
}

/// Fault in a line of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFault {
    /// The file is not TOML and is ignored as a whole.
    InvalidToml {
        /// Message of the parser.
        parser: String,
    },
    /// Value that the setting does not accept.
    WrongValue(ConfigKey),
    /// Unknown setting.
    UnknownSetting {
        /// Name of the setting.
        name: String,
        /// Known setting with the closest name.
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
        /// Maximum number of rules.
        max: usize,
    },
    /// Rule without `match`.
    MissingPattern,
    /// Regular expression that the engine rejects.
    InvalidPattern {
        /// Kind of the rule.
        kind: RuleTableKind,
        /// Message of the engine.
        engine: String,
    },
    /// Rules whose regular expressions are too large together; this one and those after it are left out.
    RulesTooLarge,
    /// `title` larger than the number of groups in the regular expression.
    MissingGroup {
        /// Number of groups.
        groups: usize,
    },
    /// Unknown field of a rule.
    UnknownRuleField {
        /// Kind of the rule.
        kind: RuleTableKind,
        /// Name of the field.
        name: String,
    },
    /// Value that a field of a rule does not accept.
    WrongRuleValue {
        /// Name of the field.
        name: String,
        /// Deepest level of a heading.
        max_level: u8,
    },
}

/// Cause of a rule file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleFileCause {
    /// Larger than this many MiB.
    TooLarge(u64),
    /// Error of the system.
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
    /// Returns the name of the tables in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Hide => "hide",
        }
    }

    /// Returns the kind with this name; `None` for another key.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Heading, Self::Hide]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}
