//! Lines of dots in front of a page number, as in a printed table of contents: 第一章　绪论……1. A line that is too long
//! gives up dots, so that the number stands at its end.

use std::ops::Range;

/// Least dots of a leader; fewer may be ellipses in a sentence.
const MIN_DOT_COUNT: usize = 5;
/// Longest page number with its brackets, in characters.
const MAX_NUMBER_CHARS: usize = 8;

/// Returns the bytes of the dots of a line that end before a page number.
pub(crate) fn leader_range(line: &str) -> Option<Range<usize>> {
    let words = line.trim_end();
    let is_number = |c: char| {
        c.is_ascii_alphanumeric()
            || ('０'..='９').contains(&c)
            || "一二三四五六七八九十百〇零ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ（）()〔〕-".contains(c)
    };
    if !words.ends_with(is_number) {
        return None;
    }
    let before = words.trim_end_matches(is_number);
    let number = words.get(before.len()..)?;
    let end = before.trim_end();
    let dot = end.chars().next_back().filter(|c| is_dot(*c))?;
    let title = end.trim_end_matches([dot, ' ']);
    let dots = end.get(title.len()..)?;
    let start = title.len() + (dots.len() - dots.trim_start().len());
    let count = dots.chars().filter(|c| *c == dot).count();
    let has_digit = number.contains(|c: char| c.is_alphanumeric());
    (count >= MIN_DOT_COUNT
        && has_digit
        && !title.trim().is_empty()
        && number.chars().count() <= MAX_NUMBER_CHARS)
        .then_some(start..end.len())
}

fn is_dot(c: char) -> bool {
    matches!(
        c,
        '.' | '．' | '·' | '・' | '‧' | '•' | '…' | '⋯' | '‥' | '┄' | '┈' | '･'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_before_a_page_number_are_a_leader() {
        for (line, want) in [
            ("摘要......I", Some("......")),
            ("第1章 绪论 ……………… 12", Some("………………")),
            ("Ⅰ. 서론 ················ 1", Some("················")),
            ("電源を入れる・・・・・・（４）", Some("・・・・・・")),
            ("1.1 范围. . . . . . 3", Some(". . . . . .")),
            ("他走了……", None),
            ("他数到……3", None),
            ("他说……好", None),
            ("等了3...4天", None),
            ("......12", None),
        ] {
            let found = leader_range(line).and_then(|range| line.get(range));
            assert_eq!(found, want, "{line}");
        }
    }
}
