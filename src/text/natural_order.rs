//! Natural order of file names: runs of digits compare as numbers, and so do Chinese numerals after 第 or 卷
//! and at the start of a name. 2 sorts before 10, 第二章 before 第十章.

use crate::text::numerals;
use std::cmp::Ordering;

/// Part of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NaturalPart {
    Number(u64),
    Text(String),
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
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        match leading_number(rest, text.chars().next_back()) {
            Some((value, len)) => {
                if !text.is_empty() {
                    pieces.push(NaturalPart::Text(std::mem::take(&mut text)));
                }
                pieces.push(NaturalPart::Number(value));
                rest = rest.get(len..).unwrap_or_default();
            }
            None => {
                text.extend(first.to_lowercase());
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    if !text.is_empty() {
        pieces.push(NaturalPart::Text(text));
    }
    pieces
}

/// Parses the number at the start of `rest`; returns its value and length in bytes. `before` is the character
/// before it: Chinese numerals count only after 第 or 卷 and at the start of a name, since elsewhere they are
/// part of a word.
fn leading_number(rest: &str, before: Option<char>) -> Option<(u64, usize)> {
    let digits: String = rest
        .chars()
        .map_while(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0),
            _ => None,
        })
        .collect();
    if !digits.is_empty() {
        let len = rest.chars().take(digits.len()).map(char::len_utf8).sum();
        return Some((digits.parse().unwrap_or(u64::MAX), len));
    }
    if !matches!(before, None | Some('第' | '卷')) {
        return None;
    }
    let run: String = rest.chars().take_while(|c| is_numeral(*c)).collect();
    let value = numerals::parse(&run)?;
    Some((u64::from(value), run.len()))
}

fn is_numeral(c: char) -> bool {
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
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_as_numbers_in_every_writing() {
        for want in [
            vec!["2.txt", "10.txt"],
            vec!["第二章", "第十章", "第十一章", "第二十章"],
            vec!["卷九", "卷十"],
            vec!["a1b2", "a1b10", "a2b1"],
            vec!["第２回", "第10回"],
            vec!["一、甲", "二、乙", "十、丙"],
        ] {
            let mut sorted = want.clone();
            sorted.reverse();
            sorted.sort_by(|a, b| compare(a, b));
            assert_eq!(sorted, want);
        }
    }
}
