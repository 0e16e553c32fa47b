//! Numbers without a counted word: 一、 （一） 1. 1.2.3 ① Ⅳ.

use super::counters::{CounterUse, adjacent_counter_use, canonical_unit, counter_use};
use super::marker::{NumberMarker, child_path};
use super::separator::{
    Separator, is_clause_end, parse_number_separator, parse_unit_separator, rest_from,
};
use super::style::NumberStyle;
use crate::text::blank::{is_blank, leading_blank_len};
use crate::text::numerals::{self, Enclosure};
use crate::text::script::is_han;

/// Parses （一） （1） （甲） （ア）, up to 99.
pub(crate) fn parse_parenthesised(text: &str, first: char) -> Option<NumberMarker> {
    let rest = rest_from(text, first.len_utf8());
    let inner = rest.trim_start_matches(is_blank);
    let (style, numeral) = match numerals::parse_arabic(inner) {
        Some(numeral) => (NumberStyle::DigitParen, numeral),
        None => match numerals::parse_han(inner) {
            Some(numeral) => (NumberStyle::HanParen, numeral),
            None => match inner
                .chars()
                .next()
                .and_then(|c| Some((stem_value(c)?, c.len_utf8())))
            {
                Some((value, len)) => (NumberStyle::StemParen, numerals::Numeral { value, len }),
                None => (NumberStyle::KanaParen, parse_kana(inner)?),
            },
        },
    };
    let tail = rest_from(inner, numeral.len).trim_start_matches(is_blank);
    let tail = tail.strip_prefix('）').or(tail.strip_prefix(')'))?;
    // （一）班的同学 names a school class.
    let mut class = tail.chars();
    let is_class = class.next() == Some('班')
        && class
            .next()
            .is_none_or(|c| "的同学學生和在有，。".contains(c));
    if numeral.value == 0 || numeral.value > 99 || is_class {
        return None;
    }
    let tail = tail.strip_prefix('、').unwrap_or(tail);
    let end = text.len() - tail.len() + leading_blank_len(tail);
    let sep = if end == text.len() {
        Separator::NoTitle
    } else {
        Separator::Comma
    };
    Some(NumberMarker::new(text, style, numeral.value, sep, end))
}

/// Parses ア　 before a title.
pub(crate) fn parse_kana_number(text: &str) -> Option<NumberMarker> {
    let numeral = parse_kana(text)?;
    let tail = rest_from(text, numeral.len);
    let tail = tail.strip_prefix(['．', '.']).unwrap_or(tail);
    let gap = leading_blank_len(tail);
    let end = text.len() - tail.len() + gap;
    let is_apart = gap > 0 || text.len() - tail.len() > numeral.len;
    (is_apart && end < text.len()).then(|| {
        NumberMarker::new(
            text,
            NumberStyle::Kana,
            numeral.value,
            Separator::Blank,
            end,
        )
    })
}

/// Parses a kana that numbers items, in the order of the fifty sounds.
fn parse_kana(text: &str) -> Option<numerals::Numeral> {
    const ORDER: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    let first = text.chars().next()?;
    let place = ORDER.chars().position(|c| c == first)?;
    Some(numerals::Numeral {
        value: place as u32 + 1,
        len: first.len_utf8(),
    })
}

/// Builds the marker of ① ㈠ ⑴ ⒈; `len` is the bytes of the character.
pub(crate) fn enclosed_marker(
    text: &str,
    len: usize,
    kind: Enclosure,
    number: u32,
) -> NumberMarker {
    let style = match kind {
        Enclosure::Circle => NumberStyle::Circle,
        Enclosure::DigitParen => NumberStyle::DigitParen,
        Enclosure::HanParen => NumberStyle::HanParen,
        Enclosure::Dot => NumberStyle::Digit(Separator::Dot),
    };
    let tail = rest_from(text, len);
    let tail = tail.strip_prefix('、').unwrap_or(tail);
    let end = text.len() - tail.len() + leading_blank_len(tail);
    NumberMarker::new(text, style, number, Separator::Comma, end)
}

/// Parses 一、 or a bare 一: up to 60 before a title, up to 300 alone.
pub(crate) fn parse_han(text: &str) -> Option<NumberMarker> {
    let numeral = numerals::parse_han(text)?;
    let tail = rest_from(text, numeral.len);
    if let Some(marker) = parse_unit_bare(text, tail, numeral.value) {
        return Some(marker);
    }
    let (sep, skip) = parse_number_separator(tail)?;
    let odd = text.starts_with(['百', '千', '万', '萬', '〇', '○', '零']);
    if sep == Separator::None
        || numeral.value == 0
        || (numeral.value > 60 && sep != Separator::NoTitle)
        || odd
    {
        return None;
    }
    if numeral.value > 300 || (sep == Separator::Blank && numeral.len > 9) {
        return None;
    }
    Some(NumberMarker::new(
        text,
        NumberStyle::Han(sep),
        numeral.value,
        sep,
        numeral.len + skip,
    ))
}

/// Parses 十二章 标题, 3話, 1화. Without 第, a separator or the end of the line must follow.
pub(crate) fn parse_unit_bare(text: &str, tail: &str, number: u32) -> Option<NumberMarker> {
    let c = tail.chars().next()?;
    let unit = canonical_unit(c)
        .filter(|unit| matches!(unit, '章' | '回' | '话' | '卷' | '讲' | '部' | '篇'))?;
    let behind_unit = rest_from(tail, c.len_utf8());
    let (sep, skip) = parse_unit_separator(behind_unit);
    let ends = behind_unit.chars().next().is_some_and(is_clause_end);
    let end = text.len() - behind_unit.len() + skip;
    (sep != Separator::None && !ends)
        .then(|| NumberMarker::new(text, NumberStyle::UnitBare(unit), number, sep, end))
}

/// Parses 1、 1. 1.2.3 1) 12章, up to 1999.
pub(crate) fn parse_digits(text: &str) -> Option<NumberMarker> {
    let first = numerals::parse_arabic(text)?;
    let tail = rest_from(text, first.len);
    if first.value == 0 || first.value > 1999 {
        return None;
    }
    if let Some(marker) = parse_unit_bare(text, tail, first.value) {
        return Some(marker);
    }
    if first.value < 200
        && let Some(marker) = parse_decimal(text, first.value, first.len)
    {
        return Some(marker);
    }
    if let Some(rest) = tail.strip_prefix(')').or(tail.strip_prefix('）')) {
        let end = text.len() - rest.len() + leading_blank_len(rest);
        return Some(NumberMarker::new(
            text,
            NumberStyle::DigitHalfParen,
            first.value,
            Separator::Comma,
            end,
        ));
    }
    let (sep, skip) = match tail.strip_prefix('，') {
        // A slip of the pen for 2、: 3，800 and 2，… of a sentence go on differently.
        Some(rest) if rest.starts_with(is_han) => (Separator::Comma, '，'.len_utf8()),
        _ => parse_number_separator(tail)?,
    };
    let next = rest_from(tail, skip).chars().next();
    // 3.14, 12:30 and 1-2 are not titles; nor are 1998年 and 5 月 1 日.
    let number_goes_on = next.is_some_and(|c| numerals::digit_value(c).is_some())
        && matches!(sep, Separator::Dot | Separator::Colon)
        && skip == 1;
    let is_counted = match sep {
        Separator::None => adjacent_counter_use(rest_from(tail, skip)) == CounterUse::Quantity,
        Separator::Blank => counter_use(rest_from(tail, skip)) == CounterUse::Quantity,
        Separator::Comma | Separator::Dot | Separator::Colon | Separator::NoTitle => false,
    };
    let large = first.value > 999 && sep != Separator::NoTitle;
    if number_goes_on || is_counted || large || (sep == Separator::Colon && tail.starts_with('-')) {
        return None;
    }
    Some(NumberMarker::new(
        text,
        NumberStyle::Digit(sep),
        first.value,
        sep,
        first.len + skip,
    ))
}

/// Returns whether a decimal counts the word after it: 1.2 米, 1.5万亿元.
fn is_quantity(sep: Separator, behind: &str) -> bool {
    match counter_use(behind) {
        CounterUse::Quantity => true,
        CounterUse::Ambiguous => sep != Separator::Blank,
        CounterUse::Title => false,
    }
}

/// Parses 1.1, 1.1.1 and １－１ before a separator or a word. `value` is the first number and `len` its bytes; for A.1
/// it is the value of the letter.
pub(crate) fn parse_decimal(text: &str, value: u32, len: usize) -> Option<NumberMarker> {
    let mut count = 1_u8;
    let mut parent = 0_u64;
    let mut last = value;
    let mut at = len;
    // Whether dashes part the numbers.
    let mut sign = None;
    loop {
        let rest = rest_from(text, at);
        let dot = rest.chars().next().filter(|c| {
            let is_dash = matches!(c, '-' | '－' | '‐' | '−');
            let is_first = sign.is_none_or(|sign| sign == is_dash);
            is_first && (is_dash || matches!(c, '.' | '．'))
        });
        sign = sign.or(dot.map(|dot| !matches!(dot, '.' | '．')));
        let Some(next) = dot.and_then(|dot| {
            numerals::parse_arabic(rest_from(rest, dot.len_utf8()))
                .map(|n| (dot.len_utf8() + n.len, n))
        }) else {
            break;
        };
        if count == 6 || (count > 1 && last > 199) {
            return None;
        }
        parent = child_path(parent, last);
        at += next.0;
        last = next.1.value;
        count += 1;
    }
    // 127.0.0.1 is an address.
    let is_address = count == 4 && text.get(..at).is_some_and(|number| number.contains(".0."));
    let tail = rest_from(text, at);
    if count < 2 || last > 199 || last == 0 || is_address || is_reference(tail) {
        return None;
    }
    let tail = tail.strip_prefix(['.', '．', '、']).unwrap_or(tail);
    let is_closed = tail.len() < text.len() - at;
    let end = text.len() - tail.len() + leading_blank_len(tail);
    let next = rest_from(text, end).chars().next();
    let sep = match next {
        None => Separator::NoTitle,
        Some(_) if end > at => Separator::Blank,
        Some(_) => Separator::None,
    };
    let is_title = match next {
        _ if sign == Some(true) && sep != Separator::Blank => false,
        None => true,
        // 1.2. is never a quantity.
        Some(_) if is_closed && tail.starts_with(is_blank) => true,
        Some(c) if numerals::digit_value(c).is_some() => false,
        Some(_) if count < 4 && is_quantity(sep, rest_from(text, end)) => false,
        Some(c) if sep == Separator::None => is_han(c),
        Some(c) => c.is_alphabetic() || is_han(c) || "“‘\"《「『（(【<".contains(c),
    };
    is_title.then_some(NumberMarker {
        style: NumberStyle::Decimal(count),
        number: last,
        parent_path: parent,
        separator: sep,
        end,
    })
}

/// Syllables of Korean numbering.
const SYLLABLES: &str = "가나다라마바사아자차카타파하";

/// Returns whether Korean numbering uses a syllable.
pub fn is_syllable(c: char) -> bool {
    ('가'..='하').contains(&c) && SYLLABLES.contains(c)
}

/// Parses 가. and 가), with a blank after them.
pub(crate) fn parse_syllable(text: &str, first: char) -> Option<NumberMarker> {
    let number = SYLLABLES.chars().position(|c| c == first)? as u32 + 1;
    let tail = rest_from(text, first.len_utf8());
    let style = match tail.chars().next()? {
        '.' => NumberStyle::Syllable,
        ')' => NumberStyle::SyllableHalfParen,
        _ => return None,
    };
    let rest = rest_from(tail, 1);
    let end = text.len() - rest.len() + leading_blank_len(rest);
    rest.starts_with(is_blank)
        .then(|| NumberMarker::new(text, style, number, Separator::Dot, end))
}

/// Returns whether the text after a number makes it part of a hard-wrapped sentence: the 3.2 节 of 见第 3.2 节.
fn is_reference(tail: &str) -> bool {
    let tail = tail.trim_start_matches(is_blank);
    let Some(rest) = tail.strip_prefix(['节', '節', '章', '款', '項', '项', '절']) else {
        return false;
    };
    rest.chars()
        .next()
        .is_none_or(|c| is_blank(c) || !c.is_alphanumeric())
}

/// Heavenly stems, which count like numbers.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// Returns whether `c` is a heavenly stem.
pub fn is_stem(c: char) -> bool {
    STEMS.contains(c)
}

/// Returns the value of a heavenly stem, from 1.
fn stem_value(c: char) -> Option<u32> {
    let place = STEMS.chars().position(|stem| stem == c)?;
    Some(place as u32 + 1)
}

/// Parses 甲、 before a title.
pub(crate) fn parse_stem(text: &str, first: char) -> Option<NumberMarker> {
    let number = stem_value(first)?;
    let (sep, skip) = parse_number_separator(rest_from(text, first.len_utf8()))?;
    let end = first.len_utf8() + skip;
    // 甲、乙、丙 lists persons.
    let listed = rest_from(text, end).starts_with(is_stem);
    let is_number = matches!(sep, Separator::Comma | Separator::Dot) && end < text.len() && !listed;
    is_number.then(|| NumberMarker::new(text, NumberStyle::Stem, number, sep, end))
}

/// Parses Ⅰ、 and Ⅰ.
pub(crate) fn parse_roman(text: &str) -> Option<NumberMarker> {
    let numeral = numerals::parse_roman(text)?;
    let (sep, skip) = parse_number_separator(rest_from(text, numeral.len))?;
    (sep != Separator::None).then(|| {
        NumberMarker::new(
            text,
            NumberStyle::Roman,
            numeral.value,
            sep,
            numeral.len + skip,
        )
    })
}
