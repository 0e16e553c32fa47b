//! Numbers by themselves: 一、 （一） 1. 1.2.3 ① Ⅳ.

use super::counters::{Counted, counted, counted_at_once, unit};
use super::{
    Marker, Sep, Style, behind, blanks, child_path, final_mark, found, is_blank, is_han,
    unit_separator,
};
use crate::text::numerals::{self, Enclosure};

/// （一） （1） （ア）
pub(crate) fn parenthesised(text: &str, first: char) -> Option<Marker> {
    let rest = behind(text, first.len_utf8());
    let inner = rest.trim_start_matches(is_blank);
    let (style, numeral) = match numerals::arabic(inner) {
        Some(numeral) => (Style::DigitParen, numeral),
        None => match numerals::han(inner) {
            Some(numeral) => (Style::HanParen, numeral),
            None => (Style::KanaParen, kana(inner)?),
        },
    };
    let tail = behind(inner, numeral.len).trim_start_matches(is_blank);
    let tail = tail.strip_prefix('）').or(tail.strip_prefix(')'))?;
    // （一）班的同学 is a class.
    let mut class = tail.chars();
    let is_class = class.next() == Some('班')
        && class
            .next()
            .is_none_or(|c| "的同学學生和在有，。".contains(c));
    if numeral.value == 0 || numeral.value > 99 || is_class {
        return None;
    }
    let tail = tail.strip_prefix('、').unwrap_or(tail);
    let end = text.len() - tail.len() + blanks(tail);
    let sep = if end == text.len() {
        Sep::Alone
    } else {
        Sep::Comma
    };
    Some(found(text, style, numeral.value, sep, end))
}

/// The kana that items are counted with, in the order of the fifty sounds.
fn kana(text: &str) -> Option<numerals::Numeral> {
    const ORDER: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    let first = text.chars().next()?;
    let place = ORDER.chars().position(|c| c == first)?;
    Some(numerals::Numeral {
        value: place as u32 + 1,
        len: first.len_utf8(),
    })
}

/// ① ㈠ ⑴ ⒈
pub(crate) fn enclosed(text: &str, len: usize, kind: Enclosure, number: u32) -> Marker {
    let style = match kind {
        Enclosure::Circle => Style::Circle,
        Enclosure::DigitParen => Style::DigitParen,
        Enclosure::HanParen => Style::HanParen,
        Enclosure::Dot => Style::Digit(Sep::Dot),
    };
    let tail = behind(text, len);
    let tail = tail.strip_prefix('、').unwrap_or(tail);
    let end = text.len() - tail.len() + blanks(tail);
    found(text, style, number, Sep::Comma, end)
}

/// What separates a bare number from its title: the kind, and bytes with the blanks behind.
pub(crate) fn number_separator(tail: &str) -> Option<(Sep, usize)> {
    let Some(c) = tail.chars().next() else {
        return Some((Sep::Alone, 0));
    };
    let sep = match c {
        '、' | '﹑' => Sep::Comma,
        '.' | '．' | '·' => Sep::Dot,
        '：' | ':' | '_' | '—' | '-' | '–' => Sep::Colon,
        _ if is_blank(c) => Sep::Blank,
        _ if is_han(c) || "“《「『【<〈".contains(c) => return Some((Sep::Glued, 0)),
        _ => return None,
    };
    let marks: usize = match sep {
        Sep::Colon => tail
            .chars()
            .take_while(|&mark| mark == c)
            .map(char::len_utf8)
            .sum(),
        _ => c.len_utf8(),
    };
    let rest = behind(tail, marks);
    let end = marks + blanks(rest);
    Some((
        if end == tail.len() && sep == Sep::Blank {
            Sep::Alone
        } else {
            sep
        },
        end,
    ))
}

/// 一、 十二章 一 …
pub(crate) fn han(text: &str) -> Option<Marker> {
    let numeral = numerals::han(text)?;
    let tail = behind(text, numeral.len);
    if let Some(marker) = unit_bare(text, tail, numeral.value) {
        return Some(marker);
    }
    let (sep, skip) = number_separator(tail)?;
    let odd = text.starts_with(['百', '千', '万', '萬', '〇', '○', '零']);
    if sep == Sep::Glued || numeral.value == 0 || (numeral.value > 60 && sep != Sep::Alone) || odd {
        return None;
    }
    if numeral.value > 300 || (sep == Sep::Blank && numeral.len > 9) {
        return None;
    }
    Some(found(
        text,
        Style::Han(sep),
        numeral.value,
        sep,
        numeral.len + skip,
    ))
}

/// 十二章 标题, 3話, 1화: without 第, so a separator or the end of the line has to follow.
pub(crate) fn unit_bare(text: &str, tail: &str, number: u32) -> Option<Marker> {
    let c = tail.chars().next()?;
    let unit =
        unit(c).filter(|unit| matches!(unit, '章' | '回' | '话' | '卷' | '讲' | '部' | '篇'))?;
    let behind_unit = behind(tail, c.len_utf8());
    let (sep, skip) = unit_separator(behind_unit);
    let ends = behind_unit.chars().next().is_some_and(final_mark);
    let end = text.len() - behind_unit.len() + skip;
    (sep != Sep::Glued && !ends).then(|| found(text, Style::UnitBare(unit), number, sep, end))
}

/// 1、 1. 1.2.3 1) 12章
pub(crate) fn digits(text: &str) -> Option<Marker> {
    let first = numerals::arabic(text)?;
    let tail = behind(text, first.len);
    if first.value == 0 || first.value > 1999 {
        return None;
    }
    if let Some(marker) = unit_bare(text, tail, first.value) {
        return Some(marker);
    }
    if first.value < 200
        && let Some(marker) = decimal(text, first.value, first.len)
    {
        return Some(marker);
    }
    if let Some(rest) = tail.strip_prefix(')').or(tail.strip_prefix('）')) {
        let end = text.len() - rest.len() + blanks(rest);
        return Some(found(text, Style::DigitHalf, first.value, Sep::Comma, end));
    }
    let (sep, skip) = number_separator(tail)?;
    let next = behind(tail, skip).chars().next();
    // 3.14 and 12:30 and 1-2 are no titles; neither are 1998年 and 5 月 1 日.
    let number_goes_on = next.is_some_and(|c| numerals::digit(c).is_some())
        && matches!(sep, Sep::Dot | Sep::Colon)
        && skip == 1;
    let is_counted = match sep {
        Sep::Glued => counted_at_once(behind(tail, skip)) == Counted::Surely,
        Sep::Blank => counted(behind(tail, skip)) == Counted::Surely,
        Sep::Comma | Sep::Dot | Sep::Colon | Sep::Alone => false,
    };
    let large = first.value > 999 && sep != Sep::Alone;
    if number_goes_on || is_counted || large || (sep == Sep::Colon && tail.starts_with('-')) {
        return None;
    }
    Some(found(
        text,
        Style::Digit(sep),
        first.value,
        sep,
        first.len + skip,
    ))
}

/// Whether what stands behind a decimal is what it counts: 1.2 米, 1.5万亿元.
fn is_quantity(sep: Sep, behind: &str) -> bool {
    match counted(behind) {
        Counted::Surely => true,
        Counted::Perhaps => sep != Sep::Blank,
        Counted::Not => false,
    }
}

/// 1.1 and 1.1.1 with a separator or a word behind them; A.1 if `value` is that of a letter. The first of
/// the numbers is `len` bytes long.
pub(crate) fn decimal(text: &str, value: u32, len: usize) -> Option<Marker> {
    let mut count = 1_u8;
    let mut parent = 0_u64;
    let mut last = value;
    let mut at = len;
    loop {
        let rest = behind(text, at);
        let dot = rest.chars().next().filter(|c| matches!(c, '.' | '．'));
        let Some(next) = dot.and_then(|dot| {
            numerals::arabic(behind(rest, dot.len_utf8())).map(|n| (dot.len_utf8() + n.len, n))
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
    let tail = behind(text, at);
    if count < 2 || last > 199 || last == 0 || is_address || is_referred_to(tail) {
        return None;
    }
    let tail = tail.strip_prefix(['.', '．', '、']).unwrap_or(tail);
    let is_closed = tail.len() < text.len() - at;
    let end = text.len() - tail.len() + blanks(tail);
    let next = behind(text, end).chars().next();
    let sep = match next {
        None => Sep::Alone,
        Some(_) if end > at => Sep::Blank,
        Some(_) => Sep::Glued,
    };
    let is_title = match next {
        None => true,
        // 1.2. is no quantity, whatever follows.
        Some(_) if is_closed && tail.starts_with(is_blank) => true,
        Some(c) if numerals::digit(c).is_some() => false,
        Some(_) if count < 4 && is_quantity(sep, behind(text, end)) => false,
        Some(c) if sep == Sep::Glued => is_han(c),
        Some(c) => c.is_alphabetic() || is_han(c) || "“‘\"《「『（(【<".contains(c),
    };
    is_title.then_some(Marker {
        style: Style::Decimal(count),
        number: last,
        parent,
        joint: sep,
        end,
    })
}

/// Syllables that Korean counts with.
const SYLLABLES: &str = "가나다라마바사아자차카타파하";

/// Whether Korean counts with a syllable.
pub fn is_syllable(c: char) -> bool {
    ('가'..='하').contains(&c) && SYLLABLES.contains(c)
}

/// 가. and 가)
pub(crate) fn syllable(text: &str, first: char) -> Option<Marker> {
    let number = SYLLABLES.chars().position(|c| c == first)? as u32 + 1;
    let tail = behind(text, first.len_utf8());
    let style = match tail.chars().next()? {
        '.' => Style::Syllable,
        ')' => Style::SyllableHalf,
        _ => return None,
    };
    let rest = behind(tail, 1);
    let end = text.len() - rest.len() + blanks(rest);
    rest.starts_with(is_blank)
        .then(|| found(text, style, number, Sep::Dot, end))
}

/// Whether what stands behind a number makes it part of a sentence that was broken before it: the 3.2 节 of
/// 见第 3.2 节.
fn is_referred_to(tail: &str) -> bool {
    let tail = tail.trim_start_matches(is_blank);
    let Some(rest) = tail.strip_prefix(['节', '節', '章', '款', '項', '项', '절']) else {
        return false;
    };
    rest.chars()
        .next()
        .is_none_or(|c| is_blank(c) || !c.is_alphanumeric())
}

/// Ⅰ、 Ⅰ.
pub(crate) fn roman(text: &str) -> Option<Marker> {
    let numeral = numerals::roman(text)?;
    let (sep, skip) = number_separator(behind(text, numeral.len))?;
    (sep != Sep::Glued).then(|| found(text, Style::Roman, numeral.value, sep, numeral.len + skip))
}
