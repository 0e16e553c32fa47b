//! Mistakes on the command line.

/// A mistake on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageError {
    /// An option without its value.
    MissingValue(String),
    /// An unknown option.
    UnknownOption {
        /// The option.
        option: String,
        /// The one that was probably meant.
        likely: Option<&'static str>,
    },
    /// A word too many.
    UnexpectedArgument(String),
    /// A value for an option that takes none.
    UnexpectedValue {
        /// The option.
        option: String,
        /// The value.
        value: String,
    },
    /// A value that is not a number, or is out of range.
    NotNumber(String),
    /// A word that is not UTF-8.
    NotUtf8(String),
    /// A value that the option does not take.
    NotOneOf {
        /// The value.
        value: String,
        /// Values that it takes.
        allowed: Vec<&'static str>,
    },
    /// More than one file or folder.
    SeveralFiles,
    /// `check` without a file.
    CheckWithoutFiles,
    /// `find` without a query.
    FindWithoutQuery,
    /// `forms` without a text.
    FormsWithoutText,
    /// An option that has no meaning for the command.
    NotForCommand {
        /// The option.
        option: String,
        /// The command.
        command: String,
    },
    /// `toc --save` without a file.
    SaveWithoutFile,
    /// An unknown encoding.
    UnknownEncoding {
        /// Name as written.
        name: String,
        /// The known name that is close to it.
        nearest: Option<&'static str>,
        /// All known names.
        known: &'static [&'static str],
    },
}
