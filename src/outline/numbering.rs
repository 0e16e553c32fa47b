//! The numbers that titles start with: 第三回, 卷五, 一、, （二）, 1.2.3, 제1장, Chapter 4.
//!
//! [`marker`] looks only at the first characters of a line and says which style of numbering they
//! are written in, the number, and where the words behind it begin. Whether the line is a heading is
//! not decided here; only what can never be one (第一次, 1998年, 第三回合) is turned away.

mod bare;
mod counted;
mod counters;
mod style;

pub use self::style::{
    NumberStyle, Separator, is_appendix, is_extra, is_item, is_unit, rank, style_unit,
};
pub use counters::{CounterUse, counter_use, may_start_label};

pub use self::bare::is_syllable;

use self::bare::{
    enclosed_marker, parse_digits, parse_han, parse_parenthesised, parse_roman, parse_syllable,
};
use self::counted::{
    parse_label, parse_latin, parse_ordinal, parse_sequel, parse_unit_first, parse_upper_lower,
};
use crate::text::numerals;

/// A number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberMarker {
    /// How it is written.
    pub style: NumberStyle,
    /// The (last) number.
    pub number: u32,
    /// What [`Style::Decimal`] counts under: its numbers but the last, folded into one.
    pub parent_path: u64,
    /// What is between the number and the words behind it.
    pub separator: Separator,
    /// Where the words behind it begin, in bytes; the length of the text if there are none.
    pub end: usize,
}

/// Whether `c` is a blank of any kind, a zero-width one included.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Bytes of blanks `text` starts with.
pub fn leading_blank_len(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// `text` behind its first `at` bytes.
fn rest_from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Marks that separate a unit from its title, and how many bytes they take with the blanks around.
fn parse_unit_separator(text: &str) -> (Separator, usize) {
    let space = leading_blank_len(text);
    let rest = rest_from(text, space);
    if rest.is_empty() {
        return (Separator::NoTitle, text.len());
    }
    let marks: usize = rest
        .chars()
        .take_while(|c| {
            matches!(
                c,
                '、' | '：' | ':' | '.' | '．' | '·' | '・' | '—' | '-' | '–' | '_' | '|' | '│'
            )
        })
        .map(char::len_utf8)
        .sum();
    if marks > 0 {
        let at = space + marks;
        return (
            Separator::Colon,
            at + leading_blank_len(rest_from(text, at)),
        );
    }
    if space > 0 {
        return (Separator::Blank, space);
    }
    let opens = rest.starts_with([
        '【', '（', '(', '《', '“', '「', '〔', '[', '［', '〈', '『',
    ]);
    (
        if opens {
            Separator::Colon
        } else {
            Separator::None
        },
        0,
    )
}

/// The numbering `text` starts with. `text` has no blanks in front.
pub fn parse_marker(text: &str) -> Option<NumberMarker> {
    let first = text.chars().next()?;
    match first {
        '第' | '제' => parse_ordinal(rest_from(text, first.len_utf8()), text),
        '卷' | '巻' | '篇' | '章' | '回' => parse_unit_first(text, first),
        '上' | '中' | '下' => parse_upper_lower(text, first),
        '其' => parse_sequel(text),
        '（' | '(' => parse_parenthesised(text, first),
        '0'..='9' | '０'..='９' => parse_digits(text),
        'Ⅰ'..='Ⅻ' => parse_roman(text),
        'A'..='Z' | 'a'..='z' => parse_latin(text),
        _ if is_syllable(first) => parse_syllable(text, first),
        _ if numerals::parse_han(text).is_some() => parse_han(text),
        _ => numerals::enclosed_number(first)
            .map(|(kind, number)| enclosed_marker(text, first.len_utf8(), kind, number))
            .or_else(|| parse_label(text)),
    }
}

fn new_marker(
    text: &str,
    style: NumberStyle,
    number: u32,
    sep: Separator,
    end: usize,
) -> NumberMarker {
    NumberMarker {
        style,
        number,
        parent_path: 0,
        separator: sep,
        end: end.min(text.len()),
    }
}

/// Marks that end a clause: behind a bare unit they make it a word of a sentence.
fn is_clause_end(c: char) -> bool {
    "，。；！？,;!?”」）)的".contains(c)
}

/// Whether `c` is an ideograph.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// What the letter of an appendix is counted from in paths: A.1 stands under 附录A, and not under 第1章.
pub const APPENDIX_BASE: u32 = 1000;

/// The path of what counts under `number` under `path`; 0 is the path of the whole.
pub fn child_path(path: u64, number: u32) -> u64 {
    path.wrapping_mul(1009).wrapping_add(u64::from(number))
}

/// The number of the chapter in a line that names its volume too: 第一卷 风起 第二章 夜雨.
pub fn parse_inner(text: &str, outer: &NumberMarker) -> Option<NumberMarker> {
    let volume = |style| {
        matches!(style, NumberStyle::Unit(_) | NumberStyle::UnitFirst(_)) && rank(style) < 16
    };
    if !volume(outer.style) {
        return None;
    }
    let rest = rest_from(text, outer.end);
    let (at, _) = rest.match_indices('第').find(|(at, _)| {
        *at == 0
            || rest
                .get(..*at)
                .is_some_and(|before| before.ends_with(is_blank))
    })?;
    let inner = parse_marker(rest_from(rest, at))?;
    let chapter =
        matches!(inner.style, NumberStyle::Unit(_)) && rank(inner.style) > rank(outer.style);
    chapter.then_some(NumberMarker {
        end: outer.end + at + inner.end,
        ..inner
    })
}

/// The number a title ends in: 夏本纪第二, 工作总结（三）, 工作总结 篇3.
pub fn parse_trailing(text: &str) -> Option<NumberMarker> {
    let close = text.strip_suffix(['）', ')']);
    let core = close.unwrap_or(text);
    let at = core
        .trim_end_matches(|c| numerals::is_numeral_char(c) || numerals::digit_value(c).is_some())
        .len();
    let numeral =
        numerals::parse_leading(rest_from(core, at)).filter(|n| at + n.len == core.len())?;
    let before = core.get(..at)?;
    let marker = |style, words: &str| NumberMarker {
        style,
        number: numeral.value,
        parent_path: if style == NumberStyle::TrailingOrdinal {
            0
        } else {
            words_hash(words)
        },
        separator: Separator::NoTitle,
        end: 0,
    };
    let (style, words) = match (close.is_some(), before.chars().next_back()?) {
        (true, '（' | '(') => (
            NumberStyle::TrailingSeries,
            before.trim_end_matches(['（', '(']),
        ),
        (false, '第') => (NumberStyle::TrailingOrdinal, before.trim_end_matches('第')),
        (false, '篇') => (NumberStyle::TrailingSeries, before.trim_end_matches('篇')),
        _ => return None,
    };
    (words.chars().nth(1).is_some() && numeral.value < 1000).then(|| marker(style, words))
}

/// One number for words, to tell whether they are the same.
fn words_hash(words: &str) -> u64 {
    let letters = words.chars().filter(|c| !is_blank(*c));
    letters.fold(7, |sum, c| child_path(sum, u32::from(c)))
}

#[cfg(test)]
mod tests;
