//! Numbers at the start of titles: 第三回, 卷五, 一、, （二）, 1.2.3, 제1장, Chapter 4.
//!
//! [`parse_marker`] reads only the first characters of a line. It returns the style of numbering, the number,
//! and the byte at which the words after it begin. It rejects what can never be a title (第一次, 1998年,
//! 第三回合); whether any other line is a heading is decided elsewhere.

mod bare;
mod counted;
mod counters;
mod marker;
mod separator;
mod style;

pub use bare::{is_stem, is_syllable};
pub use counters::may_start_label;
pub(crate) use counters::{CounterUse, counter_use, is_appendix_label};
pub use marker::{APPENDIX_BASE, NumberMarker, child_path};
pub use separator::Separator;
pub use style::{
    NumberStyle, is_appendix, is_extra, is_item, is_unit, label_style, rank, style_unit,
};

use crate::text::blank::is_blank;
use crate::text::numerals;
use bare::{
    enclosed_marker, parse_digits, parse_han, parse_kana_number, parse_parenthesised, parse_roman,
    parse_stem, parse_syllable,
};
use counted::{
    parse_label, parse_latin, parse_ordinal, parse_sequel, parse_unit_first, parse_upper_lower,
};
use separator::rest_from;

/// Parses the number at the start of `text`, which must not begin with blanks. `None` if there is no number.
pub fn parse_marker(text: &str) -> Option<NumberMarker> {
    let first = text.chars().next()?;
    match first {
        '第' | '제' => parse_ordinal(rest_from(text, first.len_utf8()), text),
        '卷' | '巻' | '篇' | '章' | '回' | '辑' | '輯' => parse_unit_first(text, first),
        '上' | '中' | '下' | '内' | '外' | '杂' | '雜' => {
            parse_upper_lower(text, first).or_else(|| parse_label(text))
        }
        '其' => parse_sequel(text),
        '（' | '(' => parse_parenthesised(text, first),
        '0'..='9' | '０'..='９' => parse_digits(text),
        'Ⅰ'..='Ⅻ' => parse_roman(text),
        'A'..='Z' | 'a'..='z' => parse_latin(text),
        'ア'..='ン' => parse_kana_number(text).or_else(|| parse_label(text)),
        _ if is_syllable(first) => parse_syllable(text, first),
        _ if is_stem(first) => parse_stem(text, first),
        _ if numerals::parse_han(text).is_some() => parse_han(text),
        _ => numerals::enclosed_number(first)
            .map(|(kind, number)| enclosed_marker(text, first.len_utf8(), kind, number))
            .or_else(|| parse_label(text)),
    }
}

/// Returns the bytes before the number of the chapter in a line that also names its volume: 第一卷 风起 第二章 夜雨. `outer`
/// is the number of the volume.
pub fn inner_start(text: &str, outer: &NumberMarker) -> Option<usize> {
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
    chapter.then_some(outer.end + at)
}

/// Parses the number at the end of a title: 夏本纪第二, 农桑辑要卷之三, 工作总结（三）, 工作总结 篇3.
pub fn parse_trailing(text: &str) -> Option<NumberMarker> {
    if let Some(marker) = parse_trailing_part(text) {
        return Some(marker);
    }
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
        parent_path: if style == NumberStyle::TrailingSeries {
            words_hash(words)
        } else {
            0
        },
        separator: Separator::NoTitle,
        end: 0,
    };
    let (style, words) = match (close.is_some(), before.chars().next_back()?) {
        (true, '（' | '(') => (
            NumberStyle::TrailingSeries,
            before.trim_end_matches(['（', '(']),
        ),
        (false, '第' | '之') => {
            let words = before.trim_end_matches(['第', '之']);
            let volume = words.ends_with(['卷', '巻']) && !words.contains('>');
            let style = if volume {
                NumberStyle::UnitFirst('卷')
            } else if before.ends_with('第') {
                NumberStyle::TrailingOrdinal
            } else {
                return None;
            };
            (style, words)
        }
        // 山河筆談卷一
        (false, '卷' | '巻') => (
            NumberStyle::UnitFirst('卷'),
            before.trim_end_matches(['卷', '巻']),
        ),
        (false, '篇') => (NumberStyle::TrailingSeries, before.trim_end_matches('篇')),
        _ => return None,
    };
    (words.chars().nth(1).is_some() && numeral.value < 1000).then(|| marker(style, words))
}

/// Parses the part of a book at the end of its title: 山河集卷上, 山河集　巻下.
fn parse_trailing_part(text: &str) -> Option<NumberMarker> {
    let (number, before) = [(1, '上'), (2, '中'), (3, '下')]
        .iter()
        .find_map(|(number, part)| Some((*number, text.strip_suffix(*part)?)))?;
    let before = before.strip_suffix(['之', 'の']).unwrap_or(before);
    let name = before.strip_suffix(['卷', '巻'])?;
    let is_name = name.chars().nth(1).is_some() && !name.contains(['，', '。', '>']);
    is_name.then_some(NumberMarker {
        style: NumberStyle::UnitFirst('卷'),
        number,
        parent_path: 0,
        separator: Separator::NoTitle,
        end: 0,
    })
}

/// Hashes words, to compare them.
fn words_hash(words: &str) -> u64 {
    let letters = words.chars().filter(|c| !is_blank(*c));
    letters.fold(7, |sum, c| child_path(sum, u32::from(c)))
}

#[cfg(test)]
mod tests;
