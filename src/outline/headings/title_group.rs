//! Lines of one indent that look like titles without numbers, each in its place.

use std::collections::HashMap;

/// What stands behind a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FollowingText {
    /// Text.
    Text,
    /// A heading with the number 1, right behind it.
    FirstNumber,
    /// Another line that may be a title, by its place.
    Title(usize),
    /// Nothing that speaks for it.
    Nothing,
}

/// A line that may be a title, in its place.
pub(crate) struct PlacedTitle {
    pub(crate) index: usize,
    pub(crate) following: FollowingText,
    /// Whether empty lines stand around it that do not stand around all paragraphs.
    pub(crate) is_isolated: bool,
    /// Whether an empty line stands before it, and not before every paragraph, or a heading does.
    pub(crate) has_break_before: bool,
    /// Whether its words are such as stand alone in many a text that has no titles.
    pub(crate) is_weak: bool,
}

/// Lines of one indent.
#[derive(Default)]
pub(crate) struct TitleGroup {
    /// Those whose neighbours let them be titles.
    pub(crate) titles: Vec<PlacedTitle>,
    /// All that look like titles by themselves.
    pub(crate) lookalike_count: usize,
    /// Names behind titles.
    pub(crate) name_count: usize,
    /// How often each stands there, by its words.
    pub(crate) key_counts: HashMap<u64, usize>,
}
