//! The commands of the command line that take a word.

use crate::session::config::LANGS;
use crate::source::encoding;
use crate::ui::theme::NAMES;
use std::ops::RangeInclusive;

/// Commands that take a word, with the words they take.
pub const COMMANDS: [(&str, &[&str]); 6] = [
    ("enc", &ENCODINGS),
    ("theme", &NAMES),
    ("ambiguous", &["auto", "narrow", "wide"]),
    ("lang", &LANGS),
    ("ruby", &["hidden", "inline", "above"]),
    ("measure", &[]),
];

/// Other names of commands.
pub const ALIASES: [(&str, &str); 2] = [("encoding", "enc"), ("q", "quit")];

/// Cells that a line may have.
pub const MEASURE_RANGE_CELLS: RangeInclusive<u16> = 1..=500;

/// The encodings that are offered: `auto` is the one that is guessed.
const ENCODINGS: [&str; encoding::LABELS.len() + 1] = {
    let mut names = ["auto"; encoding::LABELS.len() + 1];
    let mut i = 0;
    while i < encoding::LABELS.len() {
        names[i + 1] = encoding::LABELS[i];
        i += 1;
    }
    names
};

/// The name of the command that is meant by a name.
pub fn expand_alias(name: &str) -> &str {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    alias.map_or(name, |(_, own)| own)
}
