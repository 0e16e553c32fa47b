//! Emphasis beside CJK punctuation. `CommonMark` lets a run of `*` open or close only where it leans
//! on a word, and takes “「” for the end of one: `这是**「粗体」**文字` stays full of asterisks.
//!
//! The remedy is that of `markdown-cjk-friendly` (<https://github.com/tats-u/markdown-cjk-friendly>,
//! specification of the amendments): CJK punctuation counts as letters, and a CJK letter excuses
//! punctuation on the other side of the run. Rather than parse emphasis anew, a stand-in is put
//! beside such runs before parsing (a noncharacter that counts as a letter, or a rare punctuation
//! mark, whichever is wanted; neither occurs in the text) and taken out of everything that comes
//! back. As a stand-in always goes between the run and a CJK character, it cannot touch code,
//! links, escapes or the structure of blocks.

use super::punct::is_punct;
use crate::text::script::{is_cjk, is_shared_punct};
use memchr::memchr2_iter;
use std::borrow::Cow;

/// A text with stand-ins, and the way back to the source.
pub(crate) struct RepairedText<'s> {
    /// What the parser is to read.
    pub(crate) text: Cow<'s, str>,
    /// The stand-ins used, if any.
    sentinels: Option<Sentinels>,
    /// Where they stand in `text`, ascending.
    sentinel_offsets: Vec<usize>,
}

/// The two characters put into the text. Both take three bytes.
#[derive(Clone, Copy)]
struct Sentinels {
    letter: char,
    punct: char,
}

/// Bytes of a stand-in.
const SENTINEL_BYTES: usize = 3;

impl<'s> RepairedText<'s> {
    /// Puts stand-ins beside the runs of `*` and `~~` that need them.
    pub(crate) fn new(source: &'s str) -> Self {
        let wanted = find_repairs(source);
        let stand_ins = Sentinels::find_unused(source).filter(|_| !wanted.is_empty());
        let Some(pair) = stand_ins else {
            return Self {
                text: Cow::Borrowed(source),
                sentinels: None,
                sentinel_offsets: Vec::new(),
            };
        };
        let mut text = String::with_capacity(source.len() + wanted.len() * SENTINEL_BYTES);
        let mut places = Vec::with_capacity(wanted.len());
        let mut done = 0;
        for (at, remedy) in wanted {
            text.push_str(source.get(done..at).unwrap_or_default());
            places.push(text.len());
            text.push(match remedy {
                Repair::Letter => pair.letter,
                Repair::Punct => pair.punct,
            });
            done = at;
        }
        text.push_str(source.get(done..).unwrap_or_default());
        Self {
            text: Cow::Owned(text),
            sentinels: stand_ins,
            sentinel_offsets: places,
        }
    }

    /// The place in the source of a place in `text`, both in bytes.
    pub(crate) fn source_offset(&self, offset: usize) -> usize {
        offset
            - self
                .sentinel_offsets
                .partition_point(|&place| place < offset)
                * SENTINEL_BYTES
    }

    /// `part` of what the parser gave back as the source has it.
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
    /// A pair that does not occur in `source`; `None` if a text uses them all, which then goes
    /// without remedy.
    fn find_unused(source: &str) -> Option<Self> {
        let absent = |c: &char| !source.contains(*c);
        Some(Self {
            // Noncharacters, for internal use by definition.
            letter: ('\u{FDD0}'..='\u{FDEF}').find(absent)?,
            // Sundanese ornaments (Po).
            punct: ('\u{1CC0}'..='\u{1CC7}').find(absent)?,
        })
    }
}

/// What is to stand beside a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repair {
    Letter,
    Punct,
}

/// Where which stand-in is wanted: byte offsets, ascending.
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
        // A single `~` is a tone of voice in these languages; let CommonMark's strict rule hold.
        if delimiter == b'*' || len == 2 {
            wanted.extend(repair_for(source, start, start + len));
        }
    }
    wanted
}

/// What the run at `start..end` needs. The four cases exclude each other.
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

/// What stands on one side of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DelimiterSide {
    Letter,
    CjkLetter,
    Punct,
    CjkPunct,
}

impl DelimiterSide {
    /// The kind of `c`, whose neighbour away from the run is `beyond`. Quotation marks, dashes and
    /// dots shared with Latin are CJK where they hold CJK text; the specification leaves them out
    /// and so loses `2024**“双十一”**`.
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

/// Whether `c` only chooses a form of the character before it.
const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether `c` is a CJK character in the sense of the amendments: wide, full- or half-width and no emoji, or
/// Hangul. That is more than the letters of [`is_cjk`].
fn is_wide_cjk(c: char) -> bool {
    is_cjk(c)
        || matches!(c as u32,
            0x20A9 | 0x2329 | 0x232A | 0x2E80..=0x33FF | 0xA000..=0xA4CF | 0xFE10..=0xFE19
            | 0xFE30..=0xFE6B | 0xFF01..=0xFFEE | 0x16FE0..=0x18DFF | 0x1AFF0..=0x1AFFF
            | 0x1B170..=0x1B2FF)
}

#[cfg(test)]
mod tests;
