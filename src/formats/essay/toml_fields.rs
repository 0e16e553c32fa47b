//! TOML in our own files (front matter, `collection.toml`): all errors at once, each with its position and a hint.
//! The known keys are defined elsewhere, by a serde struct and the list of its fields.

use crate::error::{Malformed, Reason, Remedy};
use crate::text::closest::likely_name;
use serde::de::DeserializeOwned;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// A range of TOML in a file.
pub(crate) struct TomlFields<'f> {
    path: &'f Path,
    /// The whole file.
    source: &'f str,
    /// Range of the TOML in the file, in bytes.
    range: Range<usize>,
}

/// Errors reported per file. Each costs a search for its line, and nobody reads more at once.
pub(crate) const MAX_ERRORS: usize = 20;

/// Keys that a table may have.
pub(crate) struct FieldSchema {
    /// All keys.
    pub(crate) known_keys: &'static [&'static str],
    /// Required keys, with text that is not blank.
    pub(crate) required_keys: &'static [&'static str],
}

impl<'f> TomlFields<'f> {
    /// Selects the TOML at `range` of the file `source`.
    pub(crate) const fn new(path: &'f Path, source: &'f str, range: Range<usize>) -> Self {
        Self {
            path,
            source,
            range,
        }
    }

    fn toml(&self) -> &'f str {
        self.source.get(self.range.clone()).unwrap_or_default()
    }

    /// Parses the readable part of the table, and the syntax errors.
    pub(crate) fn table(&self) -> (DeTable<'f>, Vec<Malformed>) {
        let (table, errors) = DeTable::parse_recoverable(self.toml());
        let errors = errors
            .iter()
            .take(MAX_ERRORS)
            .map(|error| self.syntax_error(error))
            .collect();
        (table.into_inner(), errors)
    }

    /// Parses the table as a `T`. Returns all errors on failure.
    pub(crate) fn parse<T: DeserializeOwned>(
        &self,
        schema: &FieldSchema,
    ) -> Result<T, Vec<Malformed>> {
        let (table, mut errors) = self.table();
        if !errors.is_empty() {
            return Err(errors);
        }
        errors.extend(self.unknown_key_errors(&table, schema));
        errors.extend(self.missing_key_errors(&table, schema));
        match toml::from_str(self.toml()) {
            Ok(value) if errors.is_empty() => Ok(value),
            Ok(_) => Err(errors),
            Err(error) => {
                // A missing key was reported above, in our own words.
                if errors.is_empty() || error.span().is_some_and(|span| !span.is_empty()) {
                    errors.extend(self.type_error(&error, &errors));
                }
                Err(errors)
            }
        }
    }

    /// Returns an error at byte `at` of the TOML.
    pub(crate) fn error(&self, at: usize, reason: Reason, remedy: Remedy) -> Malformed {
        malformed(
            self.path,
            self.source,
            self.range.start + at,
            reason,
            remedy,
        )
    }

    fn syntax_error(&self, error: &toml::de::Error) -> Malformed {
        let at = error.span().map_or(0, |span| span.start);
        let line = line_at(self.toml(), at);
        let remedy = if line.contains(['“', '”', '＝', '＂']) {
            Remedy::StraightQuotes
        } else {
            Remedy::KeyValueLines
        };
        self.error(at, Reason::InvalidToml(error.message().to_owned()), remedy)
    }

    fn unknown_key_errors(&self, table: &DeTable<'_>, schema: &FieldSchema) -> Vec<Malformed> {
        let mut unknown: Vec<_> = table
            .keys()
            .filter(|key| !schema.known_keys.contains(&key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|key| key.span().start);
        let error = |key: &toml::Spanned<toml::de::DeString<'_>>| {
            let name = key.get_ref();
            let remedy = match likely_name(name, schema.known_keys) {
                Some(known) => Remedy::DidYouMean(known.to_owned()),
                None => Remedy::KnownKeys(schema.known_keys),
            };
            self.error(
                key.span().start,
                Reason::UnknownKey(name.to_string()),
                remedy,
            )
        };
        unknown.into_iter().take(MAX_ERRORS).map(error).collect()
    }

    fn missing_key_errors(&self, table: &DeTable<'_>, schema: &FieldSchema) -> Vec<Malformed> {
        let error = |key: &&'static str| {
            let remedy = Remedy::AddLine(key);
            match table.get(*key) {
                None => Some(malformed(
                    self.path,
                    self.source,
                    0,
                    Reason::MissingKey(key),
                    remedy,
                )),
                Some(value) => value
                    .get_ref()
                    .as_str()
                    .filter(|text| text.trim().is_empty())
                    .map(|_| self.error(value.span().start, Reason::EmptyKey(key), remedy)),
            }
        };
        schema.required_keys.iter().filter_map(error).collect()
    }

    /// Returns the error of a value with the wrong type.
    fn type_error(&self, error: &toml::de::Error, before: &[Malformed]) -> Option<Malformed> {
        let missing = error.message().starts_with("missing field");
        (!missing || before.is_empty()).then(|| {
            let told = error.message().trim_end().replace('\n', "; ");
            self.error(
                error.span().map_or(0, |span| span.start),
                Reason::WrongType(told),
                Remedy::ValueForms,
            )
        })
    }
}

/// Returns the displayed text of a value: a string, date or number; the items of an array are joined with `、`.
pub(crate) fn display_value(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Datetime(date) => Some(date.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Array(values) => {
            let parts: Vec<_> = values
                .iter()
                .filter_map(|value| value.get_ref().as_str())
                .collect();
            (!parts.is_empty()).then(|| parts.join("、"))
        }
        DeValue::Boolean(_) | DeValue::Table(_) => None,
    }
}

/// Returns an error at byte `at` of the file `source`.
pub(crate) fn malformed(
    path: &Path,
    source: &str,
    at: usize,
    reason: Reason,
    remedy: Remedy,
) -> Malformed {
    let (line, column) = line_and_column(source, at);
    Malformed {
        path: path.to_owned(),
        line,
        column,
        reason,
        remedy,
    }
}

/// Returns line and column of byte `at`, both from 1, the column in characters. An offset after the end yields the
/// end of the text. A byte order mark takes no column.
fn line_and_column(source: &str, at: usize) -> (u32, u32) {
    let before = source
        .get(..source.floor_char_boundary(at))
        .unwrap_or(source);
    let line = before.matches('\n').count() as u32 + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    let column = last.trim_start_matches('\u{FEFF}').chars().count() as u32 + 1;
    (line, column)
}

/// Returns the line that contains byte `at`.
fn line_at(text: &str, at: usize) -> &str {
    let at = text.floor_char_boundary(at);
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = after.find('\n').map_or(text.len(), |end| at + end);
    text.get(start..end).unwrap_or_default()
}
