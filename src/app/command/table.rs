//! Table of the commands that take an argument.

use crate::session::config::{LANGS, SETTINGS};
use crate::source::encoding;
use crate::ui::theme::NAMES;
use std::ops::RangeInclusive;

/// Names of commands with their possible arguments.
pub const COMMANDS: [(&str, &[&str]); 13] = [
    ("enc", &ENCODINGS),
    ("theme", &NAMES),
    ("ambiguous", &["auto", "narrow", "wide"]),
    ("lang", &LANGS),
    ("ruby", &["hidden", "inline", "above"]),
    ("code", &["wrap", "cut"]),
    ("measure", &[]),
    ("hit", &[]),
    ("goto-line", &[]),
    ("set", &SETTING_NAMES),
    ("edit", &[]),
    ("save", &[]),
    ("export", &["md", "org", "json", "csv", "clippings"]),
];

/// Alternative names of commands, each with the main name.
pub const ALIASES: [(&str, &str); 7] = [
    ("colo", "theme"),
    ("colorscheme", "theme"),
    ("encoding", "enc"),
    ("line", "goto-line"),
    ("q", "quit"),
    ("n", "next-top-section"),
    ("p", "previous-top-section"),
];

/// Measures accepted by `:measure`, in cells.
pub const MEASURE_RANGE_CELLS: RangeInclusive<u16> = 1..=500;

/// Encoding labels offered by `:enc`; `auto` means detection.
const ENCODINGS: [&str; encoding::LABELS.len() + 1] = {
    let mut names = ["auto"; encoding::LABELS.len() + 1];
    let mut i = 0;
    while i < encoding::LABELS.len() {
        names[i + 1] = encoding::LABELS[i];
        i += 1;
    }
    names
};

/// Names of all settings, for `:set`.
const SETTING_NAMES: [&str; SETTINGS.len()] = {
    let mut names = [""; SETTINGS.len()];
    let mut i = 0;
    while i < SETTINGS.len() {
        names[i] = SETTINGS[i].name;
        i += 1;
    }
    names
};

/// Returns the main name for an alias; other names are returned unchanged.
pub fn expand_alias(name: &str) -> &str {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    alias.map_or(name, |(_, own)| own)
}

/// Commands that search for the words behind them.
pub const SEARCHING: [&str; 3] = ["search", "search-back", "search-all"];

/// Returns whether a command takes words; other commands are refused with any.
pub fn takes_words(name: &str) -> bool {
    SEARCHING.contains(&name) || COMMANDS.iter().any(|(own, _)| *own == name)
}
