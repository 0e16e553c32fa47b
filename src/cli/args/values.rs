//! Values of options, and the errors of the parser.

use crate::cli::table::OPTIONS;
use crate::error::{Error, Result, UsageError};
use crate::text::closest::likely_name;
use lexopt::prelude::ValueExt;
use std::ffi::OsString;
use std::path::PathBuf;

/// Returns a word of the command line that is a text and not a path.
pub(super) fn text_of(word: PathBuf) -> Result<String> {
    let word = word.into_os_string().into_string();
    word.map_err(|word| usage_error(lexopt::Error::NonUnicodeValue(word)))
}

pub(super) fn one_of(parser: &mut lexopt::Parser, allowed: &[&'static str]) -> Result<String> {
    let value = parser
        .value()
        .map_err(usage_error)?
        .string()
        .map_err(usage_error)?;
    if allowed.contains(&value.as_str()) {
        return Ok(value);
    }
    Err(Error::Usage(UsageError::NotOneOf {
        value,
        allowed: allowed.to_vec(),
    }))
}

pub(super) fn number<T: std::str::FromStr>(parser: &mut lexopt::Parser) -> Result<T>
where
    T::Err: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let value = parser.value().and_then(|value| value.parse());
    value.map_err(usage_error)
}

pub(super) fn usage_error(error: lexopt::Error) -> Error {
    let shown = |value: OsString| value.to_string_lossy().into_owned();
    Error::Usage(match error {
        lexopt::Error::MissingValue { option } => {
            UsageError::MissingValue(option.unwrap_or_default())
        }
        lexopt::Error::UnexpectedOption(option) => unknown_option(option),
        lexopt::Error::UnexpectedArgument(word) => UsageError::UnexpectedArgument(shown(word)),
        lexopt::Error::UnexpectedValue { option, value } => UsageError::UnexpectedValue {
            option,
            value: shown(value),
        },
        lexopt::Error::ParsingFailed { value, .. } => UsageError::NotNumber(value),
        lexopt::Error::NonUnicodeValue(value) => UsageError::NotUtf8(shown(value)),
        lexopt::Error::Custom(error) => UsageError::UnexpectedArgument(error.to_string()),
    })
}

/// Returns the mistake of an option that there is not, with the one that was probably meant.
pub(super) fn unknown_option(option: String) -> UsageError {
    let names = OPTIONS.iter().flat_map(|option| option.names);
    let names: Vec<&'static str> = names
        .copied()
        .filter(|name| name.starts_with("--"))
        .collect();
    let likely = likely_name(&option, &names);
    UsageError::UnknownOption { option, likely }
}

/// Returns the value of an option that is a text.
pub(super) fn text_value(parser: &mut lexopt::Parser) -> Result<String> {
    let value = parser.value().and_then(ValueExt::string);
    value.map_err(usage_error)
}
