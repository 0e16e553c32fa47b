//! The numbers that titles start with: 第三回, 卷五, 一、, （二）, 1.2.3, 제1장, Chapter 4.
//!
//! [`marker`] looks only at the first characters of a line and says which style of numbering they
//! are written in, the number, and where the words behind it begin. Whether the line is a heading is
//! not decided here; only what can never be one (第一次, 1998年, 第三回合) is turned away.

mod style;
mod units;

pub use self::style::{Sep, Style, is_appendix, is_extra, is_unit, rank};
pub use self::units::starts_label;

use self::units::{ENGLISH, LABELS, LONG_UNITS, counts_things, follows_as_word, unit};
use crate::text::numerals::{self, Enclosure};

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

/// 第N… : `rest` is what follows the 第.
fn ordinal(rest: &str, text: &str) -> Option<Marker> {
    let offset = text.len() - rest.len();
    let mut at = blanks(rest);
    let numeral = numerals::leading(behind(rest, at))?;
    at += numeral.len;
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
    if gap > 0 || counts_things(c) || !is_han(c) {
        return None;
    }
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::General(c), numeral.value, sep, end))
}

/// What is behind 之一 of 第十七条之一.
fn article_suffix(unit: char, tail: &str) -> &str {
    if unit != '条' {
        return tail;
    }
    tail.strip_prefix('之')
        .and_then(|rest| Some(behind(rest, numerals::han(rest)?.len)))
        .unwrap_or(tail)
}

/// Marks that end a clause: behind a bare unit they make it a word of a sentence.
fn final_mark(c: char) -> bool {
    "，。；！？,;!?”」）)的".contains(c)
}

/// Whether `c` is an ideograph.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}' | '〇' | '々')
}

/// 卷五, 卷之五, 卷上, 篇一.
fn unit_first(text: &str, first: char) -> Option<Marker> {
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
fn side(text: &str, first: char) -> Option<Marker> {
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
fn sequel(text: &str) -> Option<Marker> {
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

/// （一） （1）
fn parenthesised(text: &str, first: char) -> Option<Marker> {
    let rest = behind(text, first.len_utf8());
    let inner = rest.trim_start_matches(is_blank);
    let (style, numeral) = match numerals::arabic(inner) {
        Some(numeral) => (Style::DigitParen, numeral),
        None => (Style::HanParen, numerals::han(inner)?),
    };
    let tail = behind(inner, numeral.len).trim_start_matches(is_blank);
    let tail = tail.strip_prefix('）').or(tail.strip_prefix(')'))?;
    if numeral.value == 0 || numeral.value > 99 {
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

/// ① ㈠ ⑴ ⒈
fn enclosed(text: &str, len: usize, kind: Enclosure, number: u32) -> Marker {
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
fn number_separator(tail: &str) -> Option<(Sep, usize)> {
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
fn han(text: &str) -> Option<Marker> {
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
fn unit_bare(text: &str, tail: &str, number: u32) -> Option<Marker> {
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
fn digits(text: &str) -> Option<Marker> {
    let first = numerals::arabic(text)?;
    let tail = behind(text, first.len);
    if first.value == 0 || first.value > 1999 {
        return None;
    }
    if let Some(marker) = unit_bare(text, tail, first.value) {
        return Some(marker);
    }
    if let Some(marker) = decimal(text, first) {
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
    let counted = matches!(sep, Sep::Glued | Sep::Blank) && next.is_some_and(counts_things);
    let large = first.value > 999 && sep != Sep::Alone;
    if number_goes_on || counted || large || (sep == Sep::Colon && tail.starts_with('-')) {
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

/// 1.1 and 1.1.1 with a separator or a word behind them.
fn decimal(text: &str, first: numerals::Numeral) -> Option<Marker> {
    let mut count = 1_u8;
    let mut parent = 0_u64;
    let mut last = first;
    let mut at = first.len;
    loop {
        let rest = behind(text, at);
        let dot = rest.chars().next().filter(|c| matches!(c, '.' | '．'));
        let Some(next) = dot.and_then(|dot| {
            numerals::arabic(behind(rest, dot.len_utf8())).map(|n| (dot.len_utf8() + n.len, n))
        }) else {
            break;
        };
        if count == 6 || last.value > 199 {
            return None;
        }
        parent = child_path(parent, last.value);
        at += next.0;
        last = next.1;
        count += 1;
    }
    if count < 2 || last.value > 199 || last.value == 0 {
        return None;
    }
    let tail = behind(text, at);
    let tail = tail.strip_prefix(['.', '．', '、']).unwrap_or(tail);
    let end = text.len() - tail.len() + blanks(tail);
    let next = behind(text, end).chars().next();
    let sep = match next {
        None => Sep::Alone,
        Some(_) if end > at => Sep::Blank,
        Some(_) => Sep::Glued,
    };
    let counted = next.is_some_and(|c| counts_things(c) || numerals::digit(c).is_some());
    let word = next.is_none_or(|c| c.is_alphabetic() || is_han(c) || "“《「（(『【<".contains(c));
    if (count < 4 && counted && sep != Sep::Alone)
        || (sep == Sep::Glued && !next.is_some_and(is_han))
        || !word
    {
        return None;
    }
    Some(Marker {
        style: Style::Decimal(count),
        number: last.value,
        parent,
        joint: sep,
        end,
    })
}

/// The path of what counts under `number` under `path`; 0 is the path of the whole.
pub fn child_path(path: u64, number: u32) -> u64 {
    path.wrapping_mul(1009).wrapping_add(u64::from(number))
}

/// Ⅰ、 Ⅰ.
fn roman(text: &str) -> Option<Marker> {
    let numeral = numerals::roman(text)?;
    let (sep, skip) = number_separator(behind(text, numeral.len))?;
    (sep != Sep::Glued).then(|| found(text, Style::Roman, numeral.value, sep, numeral.len + skip))
}

/// Chapter 4, IV., A.
fn latin(text: &str) -> Option<Marker> {
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
    let (sep, skip) = number_separator(rest)?;
    let title = behind(rest, skip);
    if title.is_empty() || (title.starts_with(|c: char| c.is_ascii_alphanumeric()) && skip < 2) {
        return None;
    }
    if letters.len() > 1 || matches!(letters, "I" | "V" | "X") {
        let numeral = numerals::roman(text)?;
        return Some(found(text, Style::Roman, numeral.value, sep, word + skip));
    }
    let letter = letters.bytes().next().filter(u8::is_ascii_uppercase)?;
    Some(found(
        text,
        Style::Letter,
        u32::from(letter - b'A') + 1,
        sep,
        word + skip,
    ))
}

/// Chapter 4: Title.
fn english(text: &str, rest: &str, index: u8) -> Option<Marker> {
    let gap = blanks(rest);
    let number = behind(rest, gap);
    let numeral = numerals::arabic(number).or_else(|| numerals::roman(number))?;
    let tail = behind(number, numeral.len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (gap > 0 && sep != Sep::Glued)
        .then(|| found(text, Style::English(index), numeral.value, sep, end))
}

/// 附录A, 案例3：
fn label(text: &str) -> Option<Marker> {
    let (index, rest) = LABELS
        .iter()
        .enumerate()
        .find_map(|(index, word)| Some((index, text.strip_prefix(word)?)))?;
    let gap = blanks(rest);
    let number = behind(rest, gap);
    let first = number.chars().next()?;
    let (value, len) = if first.is_ascii_uppercase() && index != 20 {
        (u32::from(first) - u32::from('A') + 1, 1)
    } else {
        numerals::leading(number).map(|n| (n.value, n.len))?
    };
    let tail = behind(number, len);
    let (sep, skip) = unit_separator(tail);
    let end = text.len() - tail.len() + skip;
    (sep != Sep::Glued).then(|| found(text, Style::Label(index as u8), value, sep, end))
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
