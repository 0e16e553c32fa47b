//! Lines of one indent that look like titles without numbers, with their surroundings.

use std::collections::HashMap;

/// Kind of the line after a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FollowingText {
    /// Body text.
    Text,
    /// Heading with the number 1, directly after it.
    FirstNumber,
    /// Candidate with this index, which may be a title too.
    Title(usize),
    /// Anything else; no evidence for a title.
    Nothing,
}

/// Line that may be a title, with its surroundings.
pub(crate) struct PlacedTitle {
    pub(crate) index: usize,
    pub(crate) following: FollowingText,
    /// Whether empty lines surround it and do not surround every paragraph.
    pub(crate) is_isolated: bool,
    /// Whether a heading, or an empty line that not every paragraph has, precedes it.
    pub(crate) has_break_before: bool,
}

/// Lines of one indent.
#[derive(Default)]
pub(crate) struct TitleGroup {
    /// Lines whose neighbours allow a title.
    pub(crate) titles: Vec<PlacedTitle>,
    /// Number of lines that look like titles by themselves.
    pub(crate) lookalike_count: usize,
    /// Number of author names after titles.
    pub(crate) name_count: usize,
    /// Number of occurrences by the key of the words.
    pub(crate) key_counts: HashMap<u64, usize>,
}
