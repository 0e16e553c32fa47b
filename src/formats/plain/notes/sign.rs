//! Signs of notes as they are written in a text: ①, [3], 〔二〕, [1-3], [2，5], （注1）, *1, ※1; and those at the start of
//! the notes themselves, where a colon or a full stop may follow: 注1：, 1.

use crate::text::numerals::{Enclosure, Numeral, digit_value, enclosed_number, parse_leading};
use crate::text::sentence::{is_closing_mark, is_sentence_end};
use std::ops::Range;

/// Longest sign within brackets, in bytes.
const MAX_SIGN_BYTES: usize = 40;
/// Largest number of a note; a larger one in brackets is a year or the like.
const MAX_NOTE_NUMBER: u32 = 999;
/// Words before the number of a note.
const NOTE_WORDS: [&str; 7] = ["脚注", "尾注", "注释", "注", "註", "각주", "주"];

/// Style of the signs of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignStyle {
    /// ①
    Ring,
    /// [1] 〔一〕 【1】
    Bracket,
    /// （注1） [注1]
    Named,
    /// *1 ※1
    Star,
    /// 1. at the start of a note.
    Numbered,
}

/// Sign within the text that may refer to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) style: SignStyle,
    /// Bytes of the sign.
    pub(super) range: Range<usize>,
    pub(super) numbers: NumberRanges,
    /// Character after the sign; `None` at the end of the line.
    pub(super) next: Option<char>,
}

/// Sign at the start of a line that may be a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoteHead {
    pub(super) style: SignStyle,
    pub(super) number: u32,
    /// Start of the note's words in bytes.
    pub(super) words_start: usize,
    /// First character of the note's words.
    pub(super) first: char,
}

impl Reference {
    /// Returns whether it leads to the note of a number.
    pub(super) fn has_number(&self, number: u32) -> bool {
        let mut ranges = self.numbers.iter();
        ranges.any(|&(first, last)| (first..=last).contains(&number))
    }
}

/// Numbers, ascending, in pairs of first and last.
type NumberRanges = Vec<(u32, u32)>;

/// Sign as it is written.
struct WrittenSign {
    style: SignStyle,
    numbers: NumberRanges,
    /// Length in bytes.
    len: usize,
}

impl WrittenSign {
    fn of_one(style: SignStyle, number: u32, len: usize) -> Self {
        Self {
            style,
            numbers: vec![(number, number)],
            len,
        }
    }
}

impl SignStyle {
    /// Returns whether a reference of this style leads to notes of style `note`.
    pub(super) const fn leads_to(self, note: Self) -> bool {
        matches!(
            (self, note),
            (Self::Ring, Self::Ring)
                | (Self::Bracket, Self::Bracket)
                | (Self::Named, Self::Named)
                | (Self::Star, Self::Star)
                | (Self::Ring | Self::Bracket | Self::Named, Self::Numbered)
        )
    }
}

/// Returns the sign at the start of a line if words follow it.
pub(super) fn note_head(line: &str) -> Option<NoteHead> {
    let body = line.trim_start();
    let start = line.len() - body.len();
    let WrittenSign {
        style,
        numbers,
        len,
    } = sign_at(body).or_else(|| bare_head(body))?;
    let &[(number, last)] = numbers.as_slice() else {
        return None;
    };
    let rest = body.get(len..)?;
    let words = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '：' | '.' | '．' | '、')
    });
    let is_reference = number != last || words.starts_with(|c| is_stop(c) || is_closing_mark(c));
    let first = words.chars().next().filter(|_| !is_reference)?;
    Some(NoteHead {
        style,
        number,
        words_start: start + body.len() - words.len(),
        first,
    })
}

/// Parses a sign that stands only before a note: 注1：, 1.
fn bare_head(body: &str) -> Option<WrittenSign> {
    let word = NOTE_WORDS
        .iter()
        .find(|word| body.starts_with(**word))
        .map_or(0, |word| word.len());
    let Numeral { value, len } = number(body.get(word..)?)?;
    let end = word + len;
    let after = body.get(end..)?.chars().next()?;
    let is_end = match after {
        ':' | '：' | '.' | '．' | '、' | ')' | '）' | ']' => true,
        c => c.is_whitespace() && word > 0,
    };
    let is_digits = word > 0 || body.starts_with(|c| digit_value(c).is_some());
    // 3.14 is no number of a note.
    let is_fraction = body
        .get(end + after.len_utf8()..)
        .is_some_and(|rest| word == 0 && rest.starts_with(|c| digit_value(c).is_some()));
    let style = if word > 0 {
        SignStyle::Named
    } else {
        SignStyle::Numbered
    };
    (is_end && is_digits && !is_fraction && value <= MAX_NOTE_NUMBER)
        .then(|| WrittenSign::of_one(style, value, end + after.len_utf8()))
}

/// Returns the signs within a line that may refer to notes, in order.
pub(super) fn references(line: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = line.char_indices();
    // End of the last sign: signs beside one another are numbers of items (①②), but for [1][2].
    let mut last_end = usize::MAX;
    let is_code = line.trim_end().ends_with([';', '{', '}']) || line.contains('=');
    while let Some((at, c)) = chars.next() {
        let rest = line.get(at..).unwrap_or_default();
        if may_start_sign(c)
            && let Some(WrittenSign {
                style,
                numbers,
                len,
            }) = sign_at(rest)
        {
            let after = rest.get(len..).unwrap_or_default();
            let is_beside = last_end == at && style == SignStyle::Ring;
            if !is_beside
                && may_refer(style, before, after)
                && !(is_code && before.is_some_and(|c| c.is_ascii()))
            {
                found.push(Reference {
                    style,
                    range: at..at + len,
                    numbers,
                    next: after.trim_end().chars().next(),
                });
            }
            last_end = at + len;
            while chars.offset() < last_end {
                let _ = chars.next();
            }
            before = rest.get(..len).and_then(|sign| sign.chars().next_back());
            continue;
        }
        if !c.is_whitespace() {
            before = Some(c);
        }
    }
    found
}

/// Returns whether any character of a line may start a sign.
pub(super) fn may_have_sign(text: &str) -> bool {
    if text.is_ascii() {
        memchr::memchr3(b'[', b'(', b'*', text.as_bytes()).is_some()
    } else {
        text.chars().any(may_start_sign)
    }
}

fn may_start_sign(c: char) -> bool {
    matches!(
        c,
        '[' | '［' | '〔' | '【' | '（' | '(' | '*' | '＊' | '※' | '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿'
    )
}

/// Returns whether a sign between two parts of a line may refer to a note: it follows a word or what closes a sentence.
fn may_refer(style: SignStyle, before: Option<char>, after: &str) -> bool {
    let Some(before) = before else {
        return false;
    };
    let next = after.chars().next();
    // 由①②得: the next sign is an item too.
    if style == SignStyle::Ring && next.is_some_and(|c| matches!(c, '①'..='⑳')) {
        return false;
    }
    let follows = match style {
        SignStyle::Ring => before.is_alphanumeric() || is_closing_mark(before) || is_end(before),
        SignStyle::Star => before.is_alphabetic() || is_closing_mark(before) || is_end(before),
        SignStyle::Bracket | SignStyle::Named | SignStyle::Numbered => {
            before.is_alphanumeric()
                || is_closing_mark(before)
                || is_stop(before)
                || matches!(before, ']' | '］' | '〕' | '】')
        }
    };
    follows && !(before.is_ascii() && after.starts_with(['.', '[', '(']))
}

fn is_end(c: char) -> bool {
    is_sentence_end(c) || c == '…'
}

fn is_stop(c: char) -> bool {
    is_sentence_end(c) || matches!(c, '，' | '、' | '；' | '：' | ',' | ';' | ':' | '…' | '—')
}

/// Parses the sign at the start of `text`: its style, numbers and length in bytes.
fn sign_at(text: &str) -> Option<WrittenSign> {
    let first = text.chars().next()?;
    let rest = text.get(first.len_utf8()..)?;
    if let Some((Enclosure::Circle, value)) = enclosed_number(first) {
        let sign = WrittenSign::of_one(SignStyle::Ring, value, first.len_utf8());
        return Some(sign);
    }
    if matches!(first, '*' | '＊' | '※') {
        let Numeral { value, len } = crate::text::numerals::parse_arabic(rest)?;
        let is_note = (1..=MAX_NOTE_NUMBER).contains(&value);
        let len = first.len_utf8() + len;
        return is_note.then(|| WrittenSign::of_one(SignStyle::Star, value, len));
    }
    let close = match first {
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        '【' => '】',
        '（' => '）',
        '(' => ')',
        _ => return None,
    };
    let near = rest.get(..rest.floor_char_boundary(MAX_SIGN_BYTES))?;
    let end = near.find(close)?;
    let inner = near.get(..end)?.trim();
    let word = NOTE_WORDS.iter().find(|word| inner.starts_with(**word));
    let style = match (word, first) {
        (Some(_), _) => SignStyle::Named,
        (None, '（' | '(') => return None,
        (None, _) => SignStyle::Bracket,
    };
    let numbers = number_list(inner.get(word.map_or(0, |word| word.len())..)?)?;
    Some(WrittenSign {
        style,
        numbers,
        len: first.len_utf8() + end + close.len_utf8(),
    })
}

/// Parses numbers and ranges of numbers: `1`, `1-3`, `2，5`, `一`, `①`.
fn number_list(text: &str) -> Option<NumberRanges> {
    let mut numbers = Vec::new();
    for part in text.split([',', '，', '、', ';', '；']) {
        let (first, last) = match part.split_once(['-', '–', '—', '~', '～', '〜', '－']) {
            Some((first, last)) => (whole_number(first)?, whole_number(last)?),
            None => (whole_number(part)?, whole_number(part)?),
        };
        if first == 0 || last < first || last > MAX_NOTE_NUMBER {
            return None;
        }
        numbers.push((first, last));
    }
    Some(numbers)
}

fn whole_number(text: &str) -> Option<u32> {
    let text = text.trim();
    number(text)
        .filter(|numeral| numeral.len == text.len())
        .map(|numeral| numeral.value)
}

/// Parses the number at the start of `text`, in digits, Chinese, or in a ring.
fn number(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    match enclosed_number(first) {
        Some((Enclosure::Circle, value)) => Some(Numeral {
            value,
            len: first.len_utf8(),
        }),
        _ => parse_leading(text),
    }
}
