//! Separators between a number and its title.

use crate::text::blank::{is_blank, leading_blank_len};
use crate::text::script::is_han;

/// Separator between a number and its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Separator {
    /// 、
    Comma,
    /// `.` or ．
    Dot,
    /// Colon, underscore or dash.
    Colon,
    /// Blank.
    Blank,
    /// No separator: `1统筹`.
    None,
    /// End of the line after the number.
    NoTitle,
}

/// Parses the separator after a unit. Returns its bytes, including the blanks around it.
pub(crate) fn parse_unit_separator(text: &str) -> (Separator, usize) {
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

/// Parses the separator after a bare number. Returns its bytes, including the blanks after it. `None` if the
/// number is part of a word.
pub(crate) fn parse_number_separator(tail: &str) -> Option<(Separator, usize)> {
    let Some(c) = tail.chars().next() else {
        return Some((Separator::NoTitle, 0));
    };
    let sep = match c {
        '、' | '﹑' => Separator::Comma,
        '.' | '．' | '·' => Separator::Dot,
        '：' | ':' | '_' | '—' | '-' | '–' => Separator::Colon,
        _ if is_blank(c) => Separator::Blank,
        _ if is_han(c) || "“《「『【<〈".contains(c) => {
            return Some((Separator::None, 0));
        }
        _ => return None,
    };
    let marks: usize = match sep {
        Separator::Colon => tail
            .chars()
            .take_while(|&mark| mark == c)
            .map(char::len_utf8)
            .sum(),
        _ => c.len_utf8(),
    };
    let rest = rest_from(tail, marks);
    let end = marks + leading_blank_len(rest);
    Some((
        if end == tail.len() && sep == Separator::Blank {
            Separator::NoTitle
        } else {
            sep
        },
        end,
    ))
}

/// Returns whether `c` ends a clause. Directly after a unit it makes the unit a word of a sentence.
pub(crate) fn is_clause_end(c: char) -> bool {
    "，。；！？,;!?”」）)的".contains(c)
}

/// Returns `text` after its first `at` bytes.
pub(crate) fn rest_from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}
