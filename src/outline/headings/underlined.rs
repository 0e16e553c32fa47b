//! Titles underlined with a line of signs, as in typewritten texts.
//!
//! Such a line makes the line above it a title regardless of its look. Conditions: an empty line separates the
//! title from the text before it, and the signs match it in number or about in width.

use super::candidate::{AdjacentLine, AppliedRule, LineContext, LineRole};
use super::line_ending::LineEnding;
use super::ornaments;
use super::recognised_line::RecognisedLine;
use super::text_signs::{ends_in_bracket, starts_with_quote};
use super::trimmed_line::TrimmedLine;
use crate::outline::numbering::{NumberMarker, NumberStyle, Separator};
use std::borrow::Cow;

/// Longest title, in characters.
const MAX_TITLE_CHARS: usize = 40;
/// Cells by which the signs may be shorter than the title.
const UNDERLINE_SLACK_CELLS: usize = 2;

/// Line that may be a title if the next line underlines it.
#[derive(Clone, Debug)]
pub(crate) struct PendingUnderline {
    pub(crate) context: LineContext,
    /// Line with its leading blanks.
    pub(crate) line: String,
}

/// Returns whether a line may be such a title; `before` is the line before it.
pub(crate) fn may_be_title(line: &TrimmedLine<'_>, before: AdjacentLine) -> bool {
    (before.blank_lines > 0 || before.end == LineEnding::NoLine)
        && line.chars <= MAX_TITLE_CHARS
        // Speech above a rule that parts chapters.
        && !(starts_with_quote(line.text) && ends_in_bracket(line.text))
        && !matches!(
            line.end,
            LineEnding::FullStop | LineEnding::Comma | LineEnding::Semicolon
        )
}

/// Returns the level of a title from the signs below it, 1 to 3. `None` if they do not underline it.
pub(crate) fn underline_level(title: &TrimmedLine<'_>, signs: &TrimmedLine<'_>) -> Option<u8> {
    let first = signs.text.chars().next()?;
    let level = match first {
        '=' | '＝' | '═' | '*' | '#' | '━' => 1,
        '-' | '－' | '─' | '—' | '―' | '_' => 2,
        '~' | '～' | '^' | '"' => 3,
        _ => return None,
    };
    let is_line = signs.chars > 1 && signs.text.chars().all(|c| c == first);
    let widths = title.cells.saturating_sub(UNDERLINE_SLACK_CELLS)
        ..=title.cells + title.cells / 4 + UNDERLINE_SLACK_CELLS;
    let fits = signs.chars == title.chars || widths.contains(&signs.cells);
    // The header of a table has cells.
    let has_gap = title.text.contains("  ") || title.text.contains('\t');
    let has_words = title.text.chars().any(char::is_alphanumeric);
    (is_line && fits && has_words && !has_gap).then_some(level)
}

/// Turns the line into a title of this level.
pub(crate) fn underlined_title<'t>(line: &TrimmedLine<'t>, level: u8) -> RecognisedLine<'t> {
    let start = ornaments::ornament_len(line.text);
    let title = line.text.get(start..).unwrap_or_default();
    RecognisedLine {
        role: LineRole::Title,
        marker: NumberMarker {
            style: NumberStyle::Underlined(level),
            number: 0,
            parent_path: 0,
            separator: Separator::NoTitle,
            end: 0,
        },
        start,
        len: title.len(),
        title: Cow::Borrowed(title),
        caption_len: 0,
        applied_rule: AppliedRule::None,
    }
}

#[cfg(test)]
mod tests {
    use crate::doc::Pos;
    use crate::outline::headings::HeadingScan;

    /// Formats the outline of a text, one heading per line.
    fn outline(text: &str) -> String {
        let mut scanner = HeadingScan::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            scanner.push_line(Pos::new(0, at), line.trim_end_matches('\n'));
            at += line.len() as u64;
        }
        let headings = scanner.finish_outline().headings;
        let line = |heading: &crate::doc::Heading| {
            let at = heading.pos.block.0 as usize + heading.pos.within as usize;
            let end = at + heading.len as usize;
            assert_eq!(text.get(at..end), Some(&*heading.title));
            format!("{} {}", heading.level, heading.title)
        };
        headings.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn underlined_lines_are_headings_whatever_they_look_like() {
        let body = "山里的雾到了中午才散，路边的石头还是湿的。\n有人从桥那头走过来。\n";
        let text = format!(
            "山路笔记\n========\n\n{body}\n* 桥（BRIDGE）\n--------------\n\n{body}\n为什么修桥？\n-----------\n{body}"
        );
        let expected = "1 山路笔记\n2 桥（BRIDGE）\n2 为什么修桥？";
        assert_eq!(outline(&text), expected);
        // Numbers nest as elsewhere.
        let text = format!(
            "第一章 桥\n---------\n\n{body}\n1. 走法：先过河\n---------------\n\n{body}\n第二章 河\n---------\n\n{body}"
        );
        let expected = "1 第一章 桥\n2 1. 走法：先过河\n1 第二章 河";
        assert_eq!(outline(&text), expected);
    }

    #[test]
    fn what_stands_above_a_rule_is_no_heading_by_that() {
        let body = "山里的雾到了中午才散，路边的石头还是湿的。\n";
        for (above, signs) in [
            // End of a paragraph, or a sentence.
            (&*format!("{body}石头是湿的"), "----------"),
            (&*format!("{body}\n石头是湿的。"), "------------"),
            // Header of a table.
            (&*format!("{body}\n名称  数量"), "----------"),
            // Rules of another width, of several signs, of one sign.
            (
                &*format!("{body}\n石头"),
                "--------------------------------",
            ),
            (&*format!("{body}\n石头是湿的"), "-=-=-=-=-="),
            (&*format!("{body}\n石"), "-"),
            (&*format!("{body}\n**********"), "----------"),
        ] {
            let text = format!("{body}\n{above}\n{signs}\n\n{body}");
            assert_eq!(outline(&text), "", "{above}");
        }
    }
}
