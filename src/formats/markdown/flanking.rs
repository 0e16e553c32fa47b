//! Emphasis beside CJK punctuation. In `CommonMark` a run of `*` opens or closes only beside a word, and “「” counts
//! as the end of one: the asterisks of `这是**「粗体」**文字` stay in the text.
//!
//! The solution is that of `markdown-cjk-friendly` (<https://github.com/tats-u/markdown-cjk-friendly>,
//! specification of the amendments): CJK punctuation counts as letters, and a CJK letter permits punctuation on the
//! other side of the run. Instead of parsing emphasis again, a sentinel is inserted beside such runs before
//! parsing: a noncharacter that counts as a letter, or a rare punctuation mark, neither of which occurs in the
//! text. The sentinels are removed from everything the parser returns. A sentinel is always between the run and a
//! CJK character, so it cannot affect code, links, escapes or the block structure.

use super::admonitions::Admonitions;
use super::close_headings;
use super::divs::Divs;
use super::punct::{is_punct, is_wide_cjk};
use crate::text::script::is_shared_punct;
use memchr::memchr2_iter;
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Replaces carriage returns that end a line by line feeds, so that a line has one end everywhere.
fn with_line_feeds(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_end = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(is_end) {
        return text;
    }
    let mut chars = text.chars().peekable();
    let mut fed = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let is_end = c == '\r' && chars.peek() != Some(&'\n');
        fed.push(if is_end { '\n' } else { c });
    }
    Cow::Owned(fed)
}

/// A text with sentinels, and the map back to the source.
pub(crate) struct RepairedText<'s> {
    /// Text for the parser.
    pub(crate) text: Cow<'s, str>,
    /// The sentinels used, if any.
    sentinels: Option<Sentinels>,
    /// Offsets of the sentinels in `text`, ascending.
    sentinel_offsets: Vec<usize>,
    /// Lines of boxes in the source. In `text` blank lines part them from their neighbours.
    pub(super) divs: Divs,
    /// Boxes with indented text. In `text` each is an item of a list, whose text may have that indent.
    pub(super) admonitions: Admonitions,
}

/// The two characters inserted into the text. Both take three bytes.
#[derive(Clone, Copy)]
struct Sentinels {
    letter: char,
    punct: char,
}

/// Length of a sentinel.
pub(super) const SENTINEL_BYTES: usize = 3;
/// Line ends around the lines of boxes, as long as a sentinel.
const BLANK_LINES: &str = "\n\n\n";
/// Blanks behind the signs of a heading, as long as a sentinel.
const BLANKS: &str = "   ";
/// Sign of the item of a list, as long as a sentinel.
const ITEM_SIGN: &str = "+  ";

impl<'s> RepairedText<'s> {
    /// Inserts sentinels beside the runs of `*` and `~~` that need them.
    pub(crate) fn new(source: &'s str) -> Self {
        let mut wanted = find_repairs(source);
        let divs = Divs::find(source);
        let edges = divs.lines.iter().flat_map(|(from, to, _)| [*from, *to]);
        wanted.extend(edges.map(|at| (at, Repair::BlankLines)));
        let admonitions = Admonitions::find(source);
        let ends = admonitions.ends.iter();
        wanted.extend(ends.map(|at| (*at, Repair::BlankLines)));
        let titles = admonitions.titles.iter();
        wanted.extend(titles.map(|title| (title.start, Repair::Item)));
        let colons = colon_lines(source).into_iter();
        wanted.extend(colons.map(|at| (at, Repair::Letter)));
        let titles = close_headings::title_starts(source).into_iter();
        wanted.extend(titles.map(|at| (at, Repair::Blanks)));
        wanted.sort_by_key(|(at, _)| *at);
        let stand_ins = Sentinels::find_unused(source).filter(|_| !wanted.is_empty());
        let Some(pair) = stand_ins else {
            return Self {
                text: with_line_feeds(Cow::Borrowed(source)),
                sentinels: None,
                sentinel_offsets: Vec::new(),
                divs: Divs::default(),
                admonitions: Admonitions::default(),
            };
        };
        let mut text = String::with_capacity(source.len() + wanted.len() * SENTINEL_BYTES);
        let mut places = Vec::with_capacity(wanted.len());
        let mut done = 0;
        for (at, remedy) in wanted {
            text.push_str(source.get(done..at).unwrap_or_default());
            places.push(text.len());
            match remedy {
                Repair::Letter => text.push(pair.letter),
                Repair::Punct => text.push(pair.punct),
                Repair::BlankLines => text.push_str(BLANK_LINES),
                Repair::Blanks => text.push_str(BLANKS),
                Repair::Item => text.push_str(ITEM_SIGN),
            }
            done = at;
        }
        text.push_str(source.get(done..).unwrap_or_default());
        Self {
            text: with_line_feeds(Cow::Owned(text)),
            sentinels: stand_ins,
            sentinel_offsets: places,
            divs,
            admonitions,
        }
    }

    /// Returns whether there are sentinels for a text.
    pub(crate) fn is_possible(source: &str) -> bool {
        Sentinels::find_unused(source).is_some()
    }

    /// Returns whether no character of a text is one of those that may stand in.
    pub(crate) fn has_no_sentinels(source: &str) -> bool {
        Sentinels::are_absent(source)
    }

    /// Converts an offset in `text` to an offset in the source.
    pub(crate) fn source_offset(&self, offset: usize) -> usize {
        offset
            - self
                .sentinel_offsets
                .partition_point(|&place| place < offset)
                * SENTINEL_BYTES
    }

    /// Removes the sentinels from a part of the parser's output.
    pub(crate) fn strip_sentinels<'t>(&self, part: &'t str) -> Cow<'t, str> {
        let Some(pair) = self.sentinels else {
            return Cow::Borrowed(part);
        };
        let stands_in = |c: char| c == pair.letter || c == pair.punct;
        if part.contains(stands_in) {
            Cow::Owned(part.replace(stands_in, ""))
        } else {
            Cow::Borrowed(part)
        }
    }
}

impl Sentinels {
    /// Finds two characters that do not occur in `source`. `None` if a text uses all candidates; it is then parsed
    /// without repair.
    fn find_unused(source: &str) -> Option<Self> {
        let absent = |c: &char| !source.contains(*c);
        Some(Self {
            letter: Self::LETTERS.clone().find(absent)?,
            punct: Self::PUNCTS.clone().find(absent)?,
        })
    }

    /// Noncharacters, for internal use by definition.
    const LETTERS: RangeInclusive<char> = '\u{FDD0}'..='\u{FDEF}';
    /// Sundanese ornaments (Po).
    const PUNCTS: RangeInclusive<char> = '\u{1CC0}'..='\u{1CC7}';
    /// The first two bytes of all of them in UTF-8.
    const PREFIXES: [&[u8]; 2] = [b"\xEF\xB7", b"\xE1\xB3"];

    /// Returns whether `source` is without all candidates.
    fn are_absent(source: &str) -> bool {
        let absent = |prefix: &[u8]| memchr::memmem::find(source.as_bytes(), prefix).is_none();
        let is_candidate = |c| Self::LETTERS.contains(&c) || Self::PUNCTS.contains(&c);
        Self::PREFIXES.into_iter().all(absent) || !source.contains(is_candidate)
    }
}

/// Kind of sentinel that a run needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repair {
    Letter,
    Punct,
    /// Blank lines around the line of a box.
    BlankLines,
    /// Blanks between the signs of a heading and its title.
    Blanks,
    /// The sign of an item before the line of a box.
    Item,
}

/// Returns the byte offsets that need a sentinel, ascending, and its kind.
fn find_repairs(source: &str) -> Vec<(usize, Repair)> {
    let bytes = source.as_bytes();
    let mut wanted = Vec::new();
    let mut done = 0;
    for start in memchr2_iter(b'*', b'~', bytes) {
        let Some(&delimiter) = bytes.get(start).filter(|_| start >= done) else {
            continue;
        };
        let rest = bytes.get(start..).unwrap_or_default();
        let len = rest.iter().take_while(|&&byte| byte == delimiter).count();
        done = start + len;
        // A single `~` expresses a tone of voice in CJK text; CommonMark's strict rule applies.
        if delimiter == b'*' || len == 2 {
            wanted.extend(repair_for(source, start, start + len));
        }
    }
    wanted
}

/// Returns the offsets of colons at the start of a line that begin no definition: no blank follows (`:::`, `:)`). The
/// parser takes each of them for one. Rows below the head of a table (`:--|`) are left out.
fn colon_lines(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let is_lead = |byte: &u8| {
        matches!(
            byte,
            b' ' | b'\t' | b'>' | b'*' | b'+' | b'-' | b'.' | b')' | b'0'..=b'9'
        )
    };
    let mut found = Vec::new();
    for at in memchr::memchr_iter(b':', bytes) {
        let before = bytes.get(..at).unwrap_or_default();
        let lead = before.iter().rev().take_while(|byte| is_lead(byte)).count();
        let starts_line = before.len() == lead || before.get(at - lead - 1) == Some(&b'\n');
        let after = bytes.get(at + 1..).unwrap_or_default();
        let is_row = |byte: &u8| matches!(byte, b' ' | b'\t' | b'|' | b':' | b'-' | b'\r');
        let is_table = || {
            let rest = after.iter().find(|byte| !is_row(byte));
            after.first() == Some(&b'-') && rest.is_none_or(|&byte| byte == b'\n')
        };
        if starts_line && !matches!(after.first(), None | Some(b' ' | b'\t')) && !is_table() {
            found.push(at);
        }
    }
    found
}

/// Returns the sentinel for the run at `start..end`. The four cases exclude each other.
fn repair_for(source: &str, start: usize, end: usize) -> Option<(usize, Repair)> {
    let (before, after) = (source.get(..start)?, source.get(end..)?);
    let mut inward = before
        .chars()
        .rev()
        .filter(|&c| !is_variation_selector(c))
        .take(2);
    let mut onward = after.chars().filter(|&c| !is_variation_selector(c)).take(2);
    let (prev, prev2) = (inward.next()?, inward.next());
    let (next, next2) = (onward.next()?, onward.next());
    if prev.is_whitespace() || next.is_whitespace() {
        return None;
    }
    match (
        DelimiterSide::from_char(prev, prev2),
        DelimiterSide::from_char(next, next2),
    ) {
        (DelimiterSide::Letter | DelimiterSide::CjkLetter, DelimiterSide::CjkPunct) => {
            Some((end, Repair::Letter))
        }
        (DelimiterSide::CjkPunct, DelimiterSide::Letter | DelimiterSide::CjkLetter) => {
            Some((start, Repair::Letter))
        }
        (DelimiterSide::CjkLetter, DelimiterSide::Punct) => Some((start, Repair::Punct)),
        (DelimiterSide::Punct, DelimiterSide::CjkLetter) => Some((end, Repair::Punct)),
        (
            DelimiterSide::Letter,
            DelimiterSide::Letter | DelimiterSide::CjkLetter | DelimiterSide::Punct,
        )
        | (DelimiterSide::CjkLetter, DelimiterSide::Letter | DelimiterSide::CjkLetter)
        | (
            DelimiterSide::Punct,
            DelimiterSide::Letter | DelimiterSide::Punct | DelimiterSide::CjkPunct,
        )
        | (DelimiterSide::CjkPunct, DelimiterSide::Punct | DelimiterSide::CjkPunct) => None,
    }
}

/// Kind of the character beside a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DelimiterSide {
    Letter,
    CjkLetter,
    Punct,
    CjkPunct,
}

impl DelimiterSide {
    /// Returns the kind of `c`; `beyond` is its neighbour away from the run. Quotation marks, dashes and dots
    /// shared with Latin are CJK if they enclose CJK text. The specification omits this and therefore fails on
    /// `2024**“双十一”**`.
    fn from_char(c: char, beyond: Option<char>) -> Self {
        let cjk = is_wide_cjk(c) || (is_shared_punct(c) && beyond.is_some_and(is_wide_cjk));
        match (is_punct(c), cjk) {
            (true, true) => Self::CjkPunct,
            (true, false) => Self::Punct,
            (false, true) => Self::CjkLetter,
            (false, false) => Self::Letter,
        }
    }
}

/// Returns whether `c` is a variation selector.
const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests;
