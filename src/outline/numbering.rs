//! The numbers that titles start with: 第三回, 卷五, 一、, （二）, 1.2.3, 제1장, Chapter 4.
//!
//! [`marker`] looks only at the first characters of a line and says which style of numbering they
//! are written in, the number, and where the words behind it begin. Whether the line is a heading is
//! not decided here; only what can never be one (第一次, 1998年, 第三回合) is turned away.

mod bare;
mod counted;
mod counters;
mod style;

pub use self::style::{Sep, Style, is_appendix, is_extra, is_item, is_unit, rank, unit};
pub use counters::{Counted, counted, starts_label};

pub use self::bare::is_syllable;

use self::bare::{digits, enclosed, han, parenthesised, roman, syllable};
use self::counted::{label, latin, ordinal, sequel, side, unit_first};
use crate::text::numerals;

/// A number at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is written.
    pub style: Style,
    /// The (last) number.
    pub number: u32,
    /// What [`Style::Decimal`] counts under: its numbers but the last, folded into one.
    pub parent: u64,
    /// What is between the number and the words behind it.
    pub joint: Sep,
    /// Where the words behind it begin, in bytes; the length of the text if there are none.
    pub end: usize,
}

/// Whether `c` is a blank of any kind, a zero-width one included.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Bytes of blanks `text` starts with.
pub fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// `text` behind its first `at` bytes.
fn behind(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// Marks that separate a unit from its title, and how many bytes they take with the blanks around.
fn unit_separator(text: &str) -> (Sep, usize) {
    let space = blanks(text);
    let rest = behind(text, space);
    if rest.is_empty() {
        return (Sep::Alone, text.len());
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
        return (Sep::Colon, at + blanks(behind(text, at)));
    }
    if space > 0 {
        return (Sep::Blank, space);
    }
    let opens = rest.starts_with([
        '【', '（', '(', '《', '“', '「', '〔', '[', '［', '〈', '『',
    ]);
    (if opens { Sep::Colon } else { Sep::Glued }, 0)
}

/// The numbering `text` starts with. `text` has no blanks in front.
pub fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    match first {
        '第' | '제' => ordinal(behind(text, first.len_utf8()), text),
        '卷' | '巻' | '篇' | '章' | '回' => unit_first(text, first),
        '上' | '中' | '下' => side(text, first),
        '其' => sequel(text),
        '（' | '(' => parenthesised(text, first),
        '0'..='9' | '０'..='９' => digits(text),
        'Ⅰ'..='Ⅻ' => roman(text),
        'A'..='Z' | 'a'..='z' => latin(text),
        _ if is_syllable(first) => syllable(text, first),
        _ if numerals::han(text).is_some() => han(text),
        _ => numerals::enclosed(first)
            .map(|(kind, number)| enclosed(text, first.len_utf8(), kind, number))
            .or_else(|| label(text)),
    }
}

fn found(text: &str, style: Style, number: u32, sep: Sep, end: usize) -> Marker {
    Marker {
        style,
        number,
        parent: 0,
        joint: sep,
        end: end.min(text.len()),
    }
}

/// Marks that end a clause: behind a bare unit they make it a word of a sentence.
fn final_mark(c: char) -> bool {
    "，。；！？,;!?”」）)的".contains(c)
}

/// Whether `c` is an ideograph.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// What the letter of an appendix is counted from in paths: A.1 stands under 附录A, and not under 第1章.
pub const APPENDIX: u32 = 1000;

/// The path of what counts under `number` under `path`; 0 is the path of the whole.
pub fn child_path(path: u64, number: u32) -> u64 {
    path.wrapping_mul(1009).wrapping_add(u64::from(number))
}

/// The number of the chapter in a line that names its volume too: 第一卷 风起 第二章 夜雨.
pub fn within(text: &str, outer: &Marker) -> Option<Marker> {
    let volume = |style| matches!(style, Style::Unit(_) | Style::UnitFirst(_)) && rank(style) < 16;
    if !volume(outer.style) {
        return None;
    }
    let rest = behind(text, outer.end);
    let (at, _) = rest.match_indices('第').find(|(at, _)| {
        *at == 0
            || rest
                .get(..*at)
                .is_some_and(|before| before.ends_with(is_blank))
    })?;
    let inner = marker(behind(rest, at))?;
    let chapter = matches!(inner.style, Style::Unit(_)) && rank(inner.style) > rank(outer.style);
    chapter.then_some(Marker {
        end: outer.end + at + inner.end,
        ..inner
    })
}

/// The number a title ends in: 夏本纪第二, 工作总结（三）, 工作总结 篇3.
pub fn trailing(text: &str) -> Option<Marker> {
    let close = text.strip_suffix(['）', ')']);
    let core = close.unwrap_or(text);
    let at = core
        .trim_end_matches(|c| numerals::is_han(c) || numerals::digit(c).is_some())
        .len();
    let numeral = numerals::leading(behind(core, at)).filter(|n| at + n.len == core.len())?;
    let before = core.get(..at)?;
    let marker = |style, words: &str| Marker {
        style,
        number: numeral.value,
        parent: if style == Style::Tail { 0 } else { fold(words) },
        joint: Sep::Alone,
        end: 0,
    };
    let (style, words) = match (close.is_some(), before.chars().next_back()?) {
        (true, '（' | '(') => (Style::Series, before.trim_end_matches(['（', '('])),
        (false, '第') => (Style::Tail, before.trim_end_matches('第')),
        (false, '篇') => (Style::Series, before.trim_end_matches('篇')),
        _ => return None,
    };
    (words.chars().nth(1).is_some() && numeral.value < 1000).then(|| marker(style, words))
}

/// One number for words, to tell whether they are the same.
fn fold(words: &str) -> u64 {
    let letters = words.chars().filter(|c| !is_blank(*c));
    letters.fold(7, |sum, c| child_path(sum, u32::from(c)))
}

#[cfg(test)]
mod tests;
