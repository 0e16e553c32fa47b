//! Attributes that Kramdown, Pandoc and others read and do not show: `{: .lead}` at the end of a block, `{width=50%}` behind a
//! picture, a link or code, and those of `[words]{.mark}`.

use super::edits::Edit;
use super::link_targets::attributes_name;
use crate::doc::Mark;
use crate::formats::blocks::inline::MarkSpan;
use std::collections::HashSet;

/// Maximum bytes of attributes; longer braces are text.
const MAX_ATTRIBUTES_BYTES: usize = 256;

/// Returns whether a text may have attributes.
pub(super) fn may_have(text: &str) -> bool {
    text.contains('{') && text.contains('}')
}

/// Returns the removals of attributes, ascending.
pub(super) fn find(
    text: &str,
    marks: &[MarkSpan],
    is_literal: impl Fn(usize) -> bool,
) -> Vec<Edit> {
    let marked = marks
        .iter()
        .filter(|(_, mark)| matches!(mark, Mark::Link(_) | Mark::Code));
    let mark_ends: HashSet<usize> = marked.map(|(range, _)| range.end as usize).collect();
    let mut edits = Vec::new();
    let mut done = 0;
    for (open, _) in text.match_indices('{') {
        let Some(inner) = inner_at(text, open).filter(|_| open >= done && !is_literal(open)) else {
            continue;
        };
        let end = open + inner.len() + 2;
        let before = text.get(..open).unwrap_or_default();
        let rest = text.get(end..).unwrap_or_default();
        if inner.starts_with(':') && rest.trim_start().is_empty() {
            edits.push(Edit::removal(before.trim_end().len()..text.len()));
            break;
        }
        if mark_ends.contains(&open) {
            edits.push(Edit::removal(open..end));
        } else if let Some(bracket) =
            opening_bracket(before).filter(|_| inner.starts_with(['.', '#']))
            && bracket >= done
            && !is_literal(bracket)
        {
            edits.push(Edit::removal(bracket..bracket + 1));
            edits.push(Edit::removal(open - 1..end));
        } else {
            continue;
        }
        done = end;
    }
    edits
}

/// Returns the attributes in the braces at `open`; `None` for other braces.
fn inner_at(text: &str, open: usize) -> Option<&str> {
    let rest = text.get(open + 1..)?;
    let rest = rest.get(..rest.floor_char_boundary(MAX_ATTRIBUTES_BYTES))?;
    let len = rest.find(['{', '}', '\n'])?;
    let inner = rest.get(..len)?;
    let is_closed = rest.get(len..)?.starts_with('}');
    (is_closed && attributes_name(inner).is_some()).then_some(inner)
}

/// Returns the bracket that the one at the end of a text closes.
fn opening_bracket(before: &str) -> Option<usize> {
    let words = before.strip_suffix(']')?;
    let from = words.ceil_char_boundary(words.len().saturating_sub(MAX_ATTRIBUTES_BYTES));
    let open = from + words.get(from..)?.rfind(['[', ']'])?;
    let words = words.get(open..)?.strip_prefix('[')?;
    (!words.trim().is_empty()).then_some(open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::markdown::edits::apply;

    fn without(text: &str, marks: &[MarkSpan]) -> String {
        let (mut text, mut marks) = (text.to_owned(), marks.to_vec());
        let edits = find(&text, &marks, |_| false);
        apply(&edits, &mut text, &mut marks);
        text
    }

    #[test]
    fn attributes_are_left_out_and_other_braces_stay() {
        for (text, want) in [
            ("正文一句。\n{: .lead}", "正文一句。"),
            ("正文一句。{: #a key=\"甲 乙\"} ", "正文一句。"),
            (
                "[渡口]{.mark}在北边，[桥]{#b .c}在南边。",
                "渡口在北边，桥在南边。",
            ),
            ("集合 {a, b} 与 [甲]{乙}", "集合 {a, b} 与 [甲]{乙}"),
            ("{: .lead} 在前", "{: .lead} 在前"),
            ("甲]{.b} []{.c} {.d}", "甲]{.b} []{.c} {.d}"),
        ] {
            assert_eq!(without(text, &[]), want, "{text}");
        }
        let picture = [(0..11, Mark::Link("a.png".to_owned()))];
        assert_eq!(
            without("[图：桥]{width=50% .b}在北边", &picture),
            "[图：桥]在北边"
        );
    }
}
