//! Values of a TOML file, and the faults found in them.

use super::problem::{ConfigFault, ConfigProblem};
use std::path::Path;
use toml::de::DeValue;

/// Faults of a TOML file with their lines.
pub(crate) struct FieldProblems<'t> {
    /// File name in locations.
    name: &'t str,
    /// Bytes of the line ends, ascending.
    line_ends: Vec<usize>,
    pub(crate) problems: Vec<ConfigProblem>,
}

impl<'t> FieldProblems<'t> {
    /// Creates an empty list for the file `name` with this text.
    pub(crate) fn new(name: &'t str, text: &str) -> Self {
        Self {
            name,
            line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
            problems: Vec::new(),
        }
    }

    /// Adds a fault at byte `at`.
    pub(crate) fn push(&mut self, at: usize, fault: ConfigFault) {
        self.problems.push(ConfigProblem::At {
            location: format!("{}:{}", self.name, self.line_number(at)),
            fault,
        });
    }

    /// Returns the file name and line of byte `at`: `config.toml:12`.
    pub(crate) fn line_reference(&self, at: usize) -> String {
        let name = Path::new(self.name).file_name().unwrap_or_default();
        format!("{}:{}", name.to_string_lossy(), self.line_number(at))
    }

    /// Returns the line of byte `at`, from 1.
    fn line_number(&self, at: usize) -> usize {
        self.line_ends.partition_point(|line_end| *line_end < at) + 1
    }
}

/// Sets `slot` to `value` if there is a value; returns whether there is one.
pub(crate) fn set_if_valid<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let understood = value.is_some();
    if understood {
        *slot = value;
    }
    understood
}

/// Returns a text that is one of `allowed`; `None` for any other value.
pub(crate) fn one_of(value: &DeValue<'_>, allowed: &[&str]) -> Option<String> {
    value
        .as_str()
        .filter(|text| allowed.contains(text))
        .map(str::to_owned)
}

/// Returns a number of at least `least` and at most `most`; `None` for any other value.
pub(crate) fn number_in_range(value: &DeValue<'_>, least: u32, most: u32) -> Option<u32> {
    let number: u32 = value.as_integer()?.as_str().parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

/// Returns the words of a command: those of a list, or of a text parted at its blanks.
pub(crate) fn words(value: &DeValue<'_>) -> Option<Vec<String>> {
    if let Some(line) = value.as_str() {
        return Some(line.split_whitespace().map(str::to_owned).collect());
    }
    let list = value.as_array()?.iter();
    list.map(|word| word.get_ref().as_str().map(str::to_owned))
        .collect()
}
