//! Natural order of the names of files, folders and chapters: numbers in every writing compare by value (2 before
//! 10, 第二章 before 第十章, 1.5 between 1 and 2), labels by their series (上 中 下, 甲 乙 丙), front matter precedes
//! and back matter follows. `words` has the tables.

mod words;

use crate::text::numerals;
use std::cmp::Ordering;
use unicode_normalization::UnicodeNormalization as _;
use words::WordPlace;

/// Part of a name. The variants are in sort order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NaturalPart {
    /// Slash of a path.
    PathSeparator,
    /// Full stop, lowest of all characters, so that `1.txt` precedes `1-2.txt`.
    Dot,
    /// Front matter, by its place in a book.
    Front(u8),
    Number(u64),
    /// Character of ordinary text, in lower case.
    Char(char),
    /// Back matter, by its place in a book.
    Back(u8),
    /// Full stop within a number. It follows all other parts, so that 1.5 comes after every name of 1.
    Point,
}

impl From<WordPlace> for NaturalPart {
    fn from(place: WordPlace) -> Self {
        match place {
            WordPlace::Front(rank) => Self::Front(rank),
            WordPlace::Back(rank) => Self::Back(rank),
            WordPlace::Number(value) => Self::Number(value),
        }
    }
}

/// Sort key of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NaturalKey {
    parts: Vec<NaturalPart>,
    name: String,
}

/// Returns the sort key of `name`. Names that differ only in how a number is written compare by their
/// characters.
pub fn natural_key(name: &str) -> NaturalKey {
    NaturalKey {
        parts: natural_parts(name),
        name: name.to_owned(),
    }
}

/// Compares two names in natural order.
pub fn compare(a: &str, b: &str) -> Ordering {
    natural_key(a).cmp(&natural_key(b))
}

fn natural_parts(name: &str) -> Vec<NaturalPart> {
    // Compatibility forms count as their characters: （ as (, ① and １ as 1, Ⅳ as IV, ㊤ as 上.
    let name: String = name.nfkc().collect();
    // Only ASCII, so that both texts have the same offsets.
    let lower = name.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut before = None;
    let mut at = 0;
    while let Some(first) = name.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = name.get(at..).unwrap_or_default();
        let lower_rest = lower.get(at..).unwrap_or_default();
        // The name itself tells such words apart: 初版序, 再版序.
        parts.extend(words::leading_owner(lower_rest, before).map(NaturalPart::from));
        let (part, len) = if let Some((place, len)) = words::leading_word(lower_rest, before) {
            (place.into(), len)
        } else if let Some((value, len)) = leading_number(rest, before) {
            (NaturalPart::Number(value), len)
        } else {
            (char_part(first, rest, before), first.len_utf8())
        };
        parts.push(part);
        before = rest.get(..len).and_then(|done| done.chars().next_back());
        at += len;
    }
    parts
}

/// Returns the part of `first`, the first character of `rest`.
fn char_part(first: char, rest: &str, before: Option<char>) -> NaturalPart {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match first {
        '/' => NaturalPart::PathSeparator,
        '.' if is_digit(before) && is_digit(rest.chars().nth(1)) => NaturalPart::Point,
        '.' => NaturalPart::Dot,
        '_' => NaturalPart::Char(' '),
        _ => NaturalPart::Char(first.to_lowercase().next().unwrap_or(first)),
    }
}

/// Parses the number at the start of `rest`; returns its value and length in bytes. `before` is the character
/// before it. Roman numerals and English numbers are whole words; a numeral with formal digits (壹, 陆), which are
/// also names and words, ends at a counter or at the end of a word.
fn leading_number(rest: &str, before: Option<char>) -> Option<(u64, usize)> {
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(digits) = rest.get(..len).filter(|digits| !digits.is_empty()) {
        return Some((digits.parse().unwrap_or(u64::MAX), len));
    }
    if !before.is_some_and(|c| c.is_ascii_alphanumeric())
        && let Some(numeral) = numerals::parse_roman(rest).or_else(|| numerals::parse_english(rest))
    {
        return Some((u64::from(numeral.value), numeral.len));
    }
    let numeral = numerals::parse_han(rest)?;
    let (run, after) = rest.split_at_checked(numeral.len)?;
    (run.chars().all(is_plain_numeral)
        || rest.starts_with(is_plain_numeral)
            && run.chars().all(|c| c == '万' || is_plain_numeral(c))
        || words::is_label_end(after.chars().next()))
    .then_some((u64::from(numeral.value), numeral.len))
}

/// Returns whether `c` is a digit or unit of everyday Chinese numerals.
const fn is_plain_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '两'
            | '兩'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '廿'
            | '卅'
    )
}

#[cfg(test)]
mod tests;
