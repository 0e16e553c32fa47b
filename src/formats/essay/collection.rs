//! `collection.toml`: information of a folder of texts about itself. Only the file; the folder document is in
//! [`crate::library`].

use super::toml_fields::{FieldSchema, MAX_ERRORS, TomlFields, display_value};
use crate::doc::Problem;
use crate::error::{Error, Malformed, Reason, Remedy, Result};
use crate::text::closest::likely_name;
use serde::Deserialize;
use std::collections::HashSet;
use std::path::Path;

/// Contents of `collection.toml`. All fields are optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Collection {
    /// Title in place of the folder's name.
    #[serde(default)]
    pub title: Option<String>,
    /// Short description.
    #[serde(default)]
    pub note: Option<String>,
    /// File names in reading order; other files follow in the order of their names.
    #[serde(default)]
    pub order: Vec<String>,
}

const SCHEMA: FieldSchema = FieldSchema {
    known_keys: &["title", "note", "order"],
    required_keys: &[],
};

/// Parses the file. Returns its first error, if there is one.
pub fn parse(path: &Path, source: &str) -> Result<Collection> {
    match parse_fields(path, source).parse(&SCHEMA) {
        Ok(collection) => Ok(collection),
        Err(mistakes) => match mistakes.into_iter().next() {
            Some(mistake) => Err(Error::Malformed(mistake)),
            None => Ok(Collection::default()),
        },
    }
}

/// Returns all errors of the file. `names` are the entries of its folder: besides errors of the file itself, names
/// in `order` that are missing or repeated are reported.
pub fn check(path: &Path, source: &str, names: &[&str]) -> Vec<Malformed> {
    let fields = parse_fields(path, source);
    let (table, errors) = fields.table();
    if !errors.is_empty() {
        return errors;
    }
    let mut errors = fields
        .parse::<Collection>(&SCHEMA)
        .err()
        .unwrap_or_default();
    let order = table
        .get("order")
        .and_then(|value| value.get_ref().as_array());
    let known: HashSet<&str> = names.iter().copied().collect();
    let mut seen = HashSet::new();
    for value in order.into_iter().flat_map(|order| order.iter()) {
        let Some(name) = value.get_ref().as_str() else {
            continue;
        };
        let at = value.span().start;
        if !known.contains(name) {
            let remedy = match likely_name(name, names) {
                Some(near) => Remedy::DidYouMean(near.to_owned()),
                None => Remedy::NameFile,
            };
            errors.push(fields.error(at, Reason::UnknownFile(name.to_owned()), remedy));
        } else if !seen.insert(name) {
            let reason = Reason::ListedTwice(name.to_owned());
            errors.push(fields.error(at, reason, Remedy::NameOnce));
        }
        if errors.len() >= MAX_ERRORS {
            break;
        }
    }
    errors
}

/// Returns the readable part of the file, and the problems that correspond to the errors of [`check`].
pub fn parse_lenient(path: &Path, source: &str, names: &[&str]) -> (Collection, Vec<Problem>) {
    let (table, _) = parse_fields(path, source).table();
    let text = |key: &str| {
        table
            .get(key)
            .and_then(|value| display_value(value.get_ref()))
    };
    let order = table
        .get("order")
        .and_then(|value| value.get_ref().as_array());
    let collection = Collection {
        title: text("title"),
        note: text("note"),
        order: order
            .into_iter()
            .flat_map(|order| order.iter())
            .filter_map(|value| value.get_ref().as_str())
            .map(str::to_owned)
            .collect(),
    };
    let mistakes = check(path, source, names).into_iter();
    (collection, mistakes.map(Problem::Malformed).collect())
}

/// Returns the TOML of the file without a byte order mark.
fn parse_fields<'f>(path: &'f Path, source: &'f str) -> TomlFields<'f> {
    let start = source.len() - source.trim_start_matches('\u{FEFF}').len();
    TomlFields::new(path, source, start..source.len())
}

#[cfg(test)]
mod tests;
