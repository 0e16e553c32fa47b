//! Numbers with what they count: 第三回, 卷五, 其一, Chapter 4, 附录A.

use super::bare::{decimal, number_separator};
use super::counters::{
    ENGLISH, LABELS, LONG_UNITS, Labelled, SHORT, counts_things, follows_as_word, unit,
};
use super::{
    APPENDIX, Marker, Sep, Style, behind, blanks, child_path, final_mark, found, is_blank, is_han,
    unit_separator,
};
use crate::text::numerals;

/// 第N… : `rest` is what follows the 第.
pub(crate) fn ordinal(rest: &str, text: &str) -> Option<Marker> {
    let offset = text.len() - rest.len();
    let mut at = blanks(rest);
    let numeral = numerals::leading(behind(rest, at))?;
    at += numeral.len;
    at += range_end(behind(rest, at));
    let gap = blanks(behind(rest, at));
    at += gap;
    let body = behind(rest, at);
    for (word, unit) in LONG_UNITS {
        if let Some(tail) = body.strip_prefix(word) {
            let (sep, skip) = unit_separator(tail);
            let end = offset + at + word.len() + skip;
            return (sep != Sep::Glued)
                .then(|| found(text, Style::Unit(unit), numeral.value, sep, end));
        }
    }
    let c = body.chars().next()?;
    let tail = behind(body, c.len_utf8());
    if let Some(unit) = unit(c) {
        let (style, tail) = (Style::Unit(unit), article_suffix(unit, tail));
        let (sep, skip) = unit_separator(tail);
        let next = tail.chars().next().unwrap_or(' ');
        let bad =
            sep == Sep::Glued && (follows_as_word(unit, next) || unit == '条' || final_mark(next));
        let end = text.len() - tail.len() + skip;
        return (!bad).then(|| found(text, style, numeral.value, sep, end));
    }
    // 第二天 tells when, and in sequence it may be a title; 第三次 is none.
    let is_day = "天日夜年月周週".contains(c) && tail.is_empty();
    if gap > 0 || (counts_things(c) && !is_day) || !is_han(c) {
        return None;
    }
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::General(c), numeral.value, sep, end))
}

/// Bytes of the last number of several: -23 of 第22-23章.
fn range_end(rest: &str) -> usize {
    let second = rest
        .strip_prefix(['-', '－', '–', '—', '~', '～', '至', '、'])
        .and_then(|rest| Some((rest, numerals::leading(rest)?)));
    second.map_or(0, |(tail, numeral)| rest.len() - tail.len() + numeral.len)
}

/// What is behind 之一 of 第十七条之一.
pub(crate) fn article_suffix(unit: char, tail: &str) -> &str {
    if unit != '条' {
        return tail;
    }
    tail.strip_prefix('之')
        .and_then(|rest| Some(behind(rest, numerals::han(rest)?.len)))
        .unwrap_or(tail)
}

/// 卷五, 卷之五, 卷上, 篇一.
pub(crate) fn unit_first(text: &str, first: char) -> Option<Marker> {
    let unit = unit(first)?;
    let rest = behind(text, first.len_utf8());
    let rest = rest
        .strip_prefix('之')
        .or(rest.strip_prefix('第'))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches(is_blank);
    let (number, len) = match rest.chars().next()? {
        '上' => (1, 3),
        '中' => (2, 3),
        '下' => (3, 3),
        _ => numerals::leading(rest).map(|n| (n.value, n.len))?,
    };
    let tail = behind(rest, len);
    let (sep, skip) = unit_separator(tail);
    let ends = tail.chars().next().is_some_and(final_mark);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued && !ends).then(|| found(text, Style::UnitFirst(unit), number, sep, end))
}

/// 上编, 下卷.
pub(crate) fn side(text: &str, first: char) -> Option<Marker> {
    let number = match first {
        '上' => 1,
        '中' => 2,
        _ => 3,
    };
    let rest = behind(text, first.len_utf8());
    let c = rest.chars().next()?;
    let unit = unit(c).filter(|unit| matches!(unit, '编' | '部' | '卷' | '篇' | '册' | '集'))?;
    let tail = behind(rest, c.len_utf8());
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::Side(unit), number, sep, end))
}

/// 其一, 其の一.
pub(crate) fn sequel(text: &str) -> Option<Marker> {
    let rest = text.strip_prefix('其')?;
    let rest = rest
        .strip_prefix('の')
        .or(rest.strip_prefix('之'))
        .unwrap_or(rest);
    let numeral = numerals::leading(rest)?;
    let tail = behind(rest, numeral.len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::Sequel, numeral.value, sep, end))
}

/// Chapter 4, IV., A.
pub(crate) fn latin(text: &str) -> Option<Marker> {
    let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let letters = text.get(..word)?;
    let rest = behind(text, word);
    for (index, (name, _)) in ENGLISH.iter().enumerate() {
        if letters.eq_ignore_ascii_case(name) {
            return english(text, rest, index as u8);
        }
    }
    if let Some(marker) = label(text) {
        return Some(marker);
    }
    let dotted = rest.starts_with(['.', '．', '、']);
    if !dotted {
        return None;
    }
    let letter = letters.bytes().next().filter(u8::is_ascii_uppercase);
    let letter = letter.map(|letter| u32::from(letter - b'A') + 1);
    if let Some(letter) = letter.filter(|_| word == 1)
        && let Some(marker) = decimal(text, APPENDIX + letter, word)
    {
        return Some(marker);
    }
    let (sep, skip) = number_separator(rest)?;
    let title = behind(rest, skip);
    if title.is_empty() || (title.starts_with(|c: char| c.is_ascii_alphanumeric()) && skip < 2) {
        return None;
    }
    if letters.len() > 1 || matches!(letters, "I" | "V" | "X") {
        let numeral = numerals::roman(text)?;
        return Some(found(text, Style::Roman, numeral.value, sep, word + skip));
    }
    Some(found(text, Style::Letter, letter?, sep, word + skip))
}

/// Chapter 4: Title; CHAPTER FOUR; chapter.4, ch4.
pub(crate) fn english(text: &str, rest: &str, index: u8) -> Option<Marker> {
    let gap = blanks(rest);
    let number = behind(rest, gap);
    if gap == 0 || ENGLISH.get(usize::from(index))?.0 == SHORT {
        return joined(text, number, index);
    }
    let numeral = numerals::arabic(number).or_else(|| numerals::roman(number));
    let numeral = match numeral {
        Some(numeral) => numeral,
        None => spelt(number)?,
    };
    let (parent, value, len) = second(number, numeral.value, numeral.len);
    let tail = behind(number, len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| Marker {
        parent,
        ..found(text, Style::English(index), value, sep, end)
    })
}

/// The number behind the first and a dot, as in Lesson 2.1, with the path of that and the bytes of both; without
/// one the first itself.
fn second(number: &str, first: u32, len: usize) -> (u64, u32, usize) {
    let behind_dot = behind(number, len).strip_prefix('.');
    let Some(numeral) = behind_dot.and_then(numerals::arabic) else {
        return (0, first, len);
    };
    (child_path(0, first), numeral.value, len + 1 + numeral.len)
}

/// The number word of CHAPTER FOUR and Chapter Four; that of “part one of it” is a word of a sentence.
fn spelt(number: &str) -> Option<numerals::Numeral> {
    let numeral = numerals::english(number)?;
    let stands = behind(number, numeral.len).is_empty();
    (stands || number.starts_with(|c: char| c.is_ascii_uppercase())).then_some(numeral)
}

/// `chapter.4`, `Chapter_4`, `ch4`: `number` is what stands behind the word.
fn joined(text: &str, number: &str, index: u8) -> Option<Marker> {
    let number = number.strip_prefix(['.', '_', '-']).unwrap_or(number);
    let number = number.trim_start_matches(is_blank);
    let numeral = numerals::arabic(number)?;
    let tail = behind(number, numeral.len);
    let (sep, skip) = unit_separator(tail);
    // ch4.2 is a version.
    let goes_on = behind(tail, skip).starts_with(|c: char| c.is_ascii_digit()) && sep == Sep::Colon;
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued && !goes_on)
        .then(|| found(text, Style::EnglishJoined(index), numeral.value, sep, end))
}

/// 附录A, 案例3：
pub(crate) fn label(text: &str) -> Option<Marker> {
    let (index, heads, rest) = LABELS
        .iter()
        .enumerate()
        .find_map(|(index, (word, heads))| Some((index, *heads, text.strip_prefix(word)?)))?;
    let gap = blanks(rest);
    let number = behind(rest, gap);
    let first = number.chars().next()?;
    let (value, len) = if first.is_ascii_uppercase() && heads != Labelled::Letter {
        (u32::from(first) - u32::from('A') + 1, 1)
    } else {
        numerals::leading(number).map(|n| (n.value, n.len))?
    };
    let (parent, value, len) = second(number, value, len);
    let tail = behind(number, len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| Marker {
        parent,
        ..found(text, Style::Label(index as u8), value, sep, end)
    })
}
