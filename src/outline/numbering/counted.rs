//! Numbers with a counted word: 第三回, 卷五, 其一, Chapter 4, 附录A.

use super::bare::parse_decimal;
use super::counters::{
    ENGLISH_UNITS, LABELS, LONG_UNITS, LabelKind, SHORT_CHAPTER, canonical_unit,
    is_compound_suffix, is_counter,
};
use super::marker::{APPENDIX_BASE, NumberMarker, child_path};
use super::separator::{
    Separator, is_clause_end, parse_number_separator, parse_unit_separator, rest_from,
};
use super::style::NumberStyle;
use crate::text::blank::{is_blank, leading_blank_len};
use crate::text::numerals;
use crate::text::script::is_han;

/// Roman numerals of one Latin letter that begin or go on with a series of titles.
const ROMAN_DIGITS: [&str; 3] = ["I", "V", "X"];

/// Parses 第N…; `rest` is `text` after 第.
pub(crate) fn parse_ordinal(rest: &str, text: &str) -> Option<NumberMarker> {
    let offset = text.len() - rest.len();
    let mut at = leading_blank_len(rest);
    let digits = rest_from(rest, at);
    // 第Ⅰ卷
    let roman = || numerals::parse_roman(digits);
    let numeral = numerals::parse_leading(digits).or_else(roman)?;
    at += numeral.len;
    at += range_end_len(rest_from(rest, at));
    let gap = leading_blank_len(rest_from(rest, at));
    at += gap;
    let body = rest_from(rest, at);
    for (word, unit) in LONG_UNITS {
        if let Some(tail) = body.strip_prefix(word) {
            let (sep, skip) = parse_unit_separator(tail);
            let end = offset + at + word.len() + skip;
            return (sep != Separator::None).then(|| {
                NumberMarker::new(text, NumberStyle::Unit(unit), numeral.value, sep, end)
            });
        }
    }
    let c = body.chars().next()?;
    let tail = rest_from(body, c.len_utf8());
    if let Some(unit) = canonical_unit(c) {
        let (style, tail) = (NumberStyle::Unit(unit), skip_article_suffix(unit, tail));
        let (sep, skip) = parse_unit_separator(tail);
        let next = tail.chars().next().unwrap_or(' ');
        let bad = sep == Separator::None
            && (is_compound_suffix(unit, next) || unit == '条' || is_clause_end(next));
        let end = text.len() - tail.len() + skip;
        return (!bad).then(|| NumberMarker::new(text, style, numeral.value, sep, end));
    }
    // 第二天 is a time, and in sequence it may be a title; 第三次 never is.
    let is_day = "天日夜年月周週".contains(c) && tail.is_empty();
    // 第１　総説: the highest numbers of Japanese reports.
    if gap > 0 && c.is_alphabetic() && !is_counter(c) && !"天页頁回".contains(c) {
        let style = NumberStyle::OtherUnit('第');
        return Some(NumberMarker::new(
            text,
            style,
            numeral.value,
            Separator::Blank,
            offset + at,
        ));
    }
    if gap > 0 || (is_counter(c) && !is_day) || !is_han(c) {
        return None;
    }
    let (sep, skip) = parse_unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Separator::None)
        .then(|| NumberMarker::new(text, NumberStyle::OtherUnit(c), numeral.value, sep, end))
}

/// Returns the bytes of the end of a range: -23 in 第22-23章.
fn range_end_len(rest: &str) -> usize {
    let second = rest
        .strip_prefix(['-', '－', '–', '—', '~', '～', '至', '、'])
        .and_then(|rest| Some((rest, numerals::parse_leading(rest)?)));
    second.map_or(0, |(tail, numeral)| rest.len() - tail.len() + numeral.len)
}

/// Returns `tail` after the numbers of an inserted article: 第十七条之一, 第二条の二の三, 제2조의2.
pub(crate) fn skip_article_suffix(unit: char, tail: &str) -> &str {
    let inserted = |tail: &str| {
        let rest = tail.strip_prefix(['之', 'の', '의'])?;
        Some(rest.len() - numerals::parse_leading(rest)?.len)
    };
    let mut left = tail;
    while let Some(len) = inserted(left).filter(|_| unit == '条') {
        left = rest_from(left, left.len() - len);
    }
    after_last_article(left)
        .filter(|_| unit == '条')
        .unwrap_or(left)
}

/// Returns the text after the last of several articles: から第三十条まで.
fn after_last_article(tail: &str) -> Option<&str> {
    let rest = tail.strip_prefix("から第")?;
    let rest = rest_from(rest, numerals::parse_leading(rest)?.len);
    rest.strip_prefix("条まで")
}

/// Parses 卷五, 卷之五, 卷上, 篇一.
pub(crate) fn parse_unit_first(text: &str, first: char) -> Option<NumberMarker> {
    let unit = canonical_unit(first)?;
    let rest = rest_from(text, first.len_utf8());
    let rest = rest
        .strip_prefix(PARTICLES)
        .or(rest.strip_prefix('第'))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(is_blank);
    let (number, len) = match rest.chars().next()? {
        '上' => (1, 3),
        '中' => (2, 3),
        '下' => (3, 3),
        _ => numerals::parse_leading(rest).map(|n| (n.value, n.len))?,
    };
    let tail = rest_from(rest, len);
    let (sep, skip) = parse_unit_separator(tail);
    let ends = tail.chars().next().is_some_and(is_clause_end);
    let end = text.len() - tail.len() + skip;
    (sep != Separator::None && !ends)
        .then(|| NumberMarker::new(text, NumberStyle::UnitFirst(unit), number, sep, end))
}

/// Parses 上编, 下卷, 上の巻, 外篇.
pub(crate) fn parse_upper_lower(text: &str, first: char) -> Option<NumberMarker> {
    let (number, is_ordered) = match first {
        '上' => (1, true),
        '中' => (2, true),
        '下' => (3, true),
        '内' => (1, false),
        '外' => (4, false),
        _ => (5, false),
    };
    let rest = rest_from(text, first.len_utf8());
    let rest = rest.strip_prefix(PARTICLES).unwrap_or(rest);
    let c = rest.chars().next()?;
    let unit = canonical_unit(c).filter(|unit| match unit {
        '编' | '卷' | '篇' => true,
        '部' | '册' | '集' => is_ordered,
        _ => false,
    })?;
    let tail = rest_from(rest, c.len_utf8());
    let (sep, skip) = parse_unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Separator::None)
        .then(|| NumberMarker::new(text, NumberStyle::UpperLower(unit), number, sep, end))
}

/// Particles between a word and its number.
const PARTICLES: [char; 3] = ['の', 'ノ', '之'];

/// Parses 其一, 其の一.
pub(crate) fn parse_sequel(text: &str) -> Option<NumberMarker> {
    let rest = text.strip_prefix('其')?;
    let rest = rest.strip_prefix(PARTICLES).unwrap_or(rest);
    let numeral = numerals::parse_leading(rest)?;
    let tail = rest_from(rest, numeral.len);
    let (sep, skip) = parse_unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Separator::None)
        .then(|| NumberMarker::new(text, NumberStyle::Sequel, numeral.value, sep, end))
}

/// Parses Chapter 4, IV., A.
pub(crate) fn parse_latin(text: &str) -> Option<NumberMarker> {
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let letters = text.get(..word)?;
    let rest = rest_from(text, word);
    for (index, (name, _)) in ENGLISH_UNITS.iter().enumerate() {
        if letters.eq_ignore_ascii_case(name) {
            return parse_english(text, rest, index as u8);
        }
    }
    if let Some(marker) = parse_label(text) {
        return Some(marker);
    }
    let dotted = rest.starts_with(['.', '．', '、']);
    if !dotted {
        return parse_spaced_roman(text, letters);
    }
    let letter = letters.bytes().next().filter(u8::is_ascii_uppercase);
    let letter = letter.map(|letter| u32::from(letter - b'A') + 1);
    if let Some(letter) = letter.filter(|_| word == 1)
        && let Some(marker) = parse_decimal(text, APPENDIX_BASE + letter, word)
    {
        return Some(marker);
    }
    let (sep, skip) = parse_number_separator(rest)?;
    let title = rest_from(rest, skip);
    if title.is_empty() || (title.starts_with(|c: char| c.is_ascii_alphanumeric()) && skip < 2) {
        return None;
    }
    if letters.len() > 1 || ROMAN_DIGITS.contains(&letters) {
        let numeral = numerals::parse_roman(text)?;
        return Some(NumberMarker::new(
            text,
            NumberStyle::Roman,
            numeral.value,
            sep,
            word + skip,
        ));
    }
    Some(NumberMarker::new(
        text,
        NumberStyle::Letter,
        letter?,
        sep,
        word + skip,
    ))
}

/// Parses a Roman numeral in Latin letters with a blank between it and words in other letters: II 方法.
fn parse_spaced_roman(text: &str, letters: &str) -> Option<NumberMarker> {
    if letters.len() < 2 && !ROMAN_DIGITS.contains(&letters) {
        return None;
    }
    let numeral = numerals::parse_roman(letters)?;
    let rest = rest_from(text, letters.len());
    let (separator, skip) = parse_number_separator(rest)?;
    let has_title = rest_from(rest, skip).starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    (separator == Separator::Blank && has_title).then(|| {
        let end = letters.len() + skip;
        NumberMarker::new(text, NumberStyle::Roman, numeral.value, separator, end)
    })
}

/// Parses Chapter 4: Title; CHAPTER FOUR; chapter.4, ch4. `index` is the place of the word in
/// [`ENGLISH_UNITS`].
pub(crate) fn parse_english(text: &str, rest: &str, index: u8) -> Option<NumberMarker> {
    let gap = leading_blank_len(rest);
    let number = rest_from(rest, gap);
    if gap == 0 || ENGLISH_UNITS.get(usize::from(index))?.0 == SHORT_CHAPTER {
        return parse_english_joined(text, number, index);
    }
    let numeral = numerals::parse_arabic(number).or_else(|| numerals::parse_roman(number));
    let numeral = match numeral {
        Some(numeral) => numeral,
        None => parse_number_word(number)?,
    };
    let (parent, value, len) = parse_subnumber(number, numeral.value, numeral.len);
    let tail = rest_from(number, len);
    // 様式第一号, 별지 제1호.
    let tail = tail.strip_prefix(['号', '號', '호']).unwrap_or(tail);
    let (sep, skip) = parse_unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Separator::None).then(|| NumberMarker {
        parent_path: parent,
        ..NumberMarker::new(text, NumberStyle::English(index), value, sep, end)
    })
}

/// Parses a second number after a dot, as in Lesson 2.1. Returns the path of its parent, the number, and the
/// bytes of both; without a second number the first one.
fn parse_subnumber(number: &str, first: u32, len: usize) -> (u64, u32, usize) {
    let behind_dot = rest_from(number, len).strip_prefix('.');
    let Some(numeral) = behind_dot.and_then(numerals::parse_arabic) else {
        return (0, first, len);
    };
    (child_path(0, first), numeral.value, len + 1 + numeral.len)
}

/// Parses the number word of CHAPTER FOUR and Chapter Four. In “part one of it” it is part of a sentence.
fn parse_number_word(number: &str) -> Option<numerals::Numeral> {
    let numeral = numerals::parse_english(number)?;
    let stands = rest_from(number, numeral.len).is_empty();
    (stands || number.starts_with(|c: char| c.is_ascii_uppercase())).then_some(numeral)
}

/// Parses `chapter.4`, `Chapter_4`, `ch4`; `number` is the text after the word.
fn parse_english_joined(text: &str, number: &str, index: u8) -> Option<NumberMarker> {
    let number = number.strip_prefix(['.', '_', '-']).unwrap_or(number);
    let number = number.trim_start_matches(is_blank);
    let numeral = numerals::parse_arabic(number)?;
    let tail = rest_from(number, numeral.len);
    let (sep, skip) = parse_unit_separator(tail);
    // ch4.2 is a version.
    let goes_on =
        rest_from(tail, skip).starts_with(|c: char| c.is_ascii_digit()) && sep == Separator::Colon;
    let end = text.len() - tail.len() + skip;
    (sep != Separator::None && !goes_on).then(|| {
        NumberMarker::new(
            text,
            NumberStyle::EnglishJoined(index),
            numeral.value,
            sep,
            end,
        )
    })
}

/// Words behind the number of a form: 別記様式第一号, 별지 제1호서식.
const FORM_SUFFIXES: [&str; 6] = ["号様式", "號樣式", "号", "號", "호서식", "호"];

/// Parses 附录A, 案例3：
pub(crate) fn parse_label(text: &str) -> Option<NumberMarker> {
    let (index, heads, rest) = LABELS
        .iter()
        .enumerate()
        .find_map(|(index, (word, heads))| Some((index, *heads, text.strip_prefix(word)?)))?;
    let number = rest_from(rest, leading_blank_len(rest));
    let ordinal = number.strip_prefix(['第', '제']);
    let number = ordinal.unwrap_or(number);
    let first = number.chars().next()?;
    let (value, len) = if first.is_ascii_uppercase() && heads != LabelKind::Letter {
        (u32::from(first) - u32::from('A') + 1, 1)
    } else {
        numerals::parse_leading(number).map(|n| (n.value, n.len))?
    };
    let (parent, value, len) = parse_subnumber(number, value, len);
    let tail = rest_from(number, len);
    let suffix = FORM_SUFFIXES
        .iter()
        .find_map(|word| tail.strip_prefix(word));
    let tail = suffix.filter(|_| ordinal.is_some()).unwrap_or(tail);
    let (sep, skip) = parse_unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Separator::None).then(|| NumberMarker {
        parent_path: parent,
        ..NumberMarker::new(text, NumberStyle::Label(index as u8), value, sep, end)
    })
}
