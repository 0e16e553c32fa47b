//! Short lines that only the learnt weights judge, and looks of neighbouring lines.

use super::candidate::{AdjacentLine, LineOpening, LineRole};
use super::line_ending::LineEnding;
use super::recognised_line::RecognisedLine;
use super::short_title::is_list_style;
use super::trimmed_line::TrimmedLine;
use super::{ornaments, text_signs};
use crate::outline::numbering::{NumberMarker, parse_marker};
use crate::text::blank::is_blank;
use crate::text::numerals::digit_value;
use std::borrow::Cow;

/// Longest rule of signs, in characters.
const MAX_RULE_CHARS: usize = 240;
/// Longest label before a list, in full-width characters.
const MAX_LABEL_CHARS: usize = 12;
/// Longest short line, in characters.
const MAX_SHORT_CHARS: usize = 70;

/// Returns the line as a possible heading that only the learnt weights judge.
pub(crate) fn short_line<'t>(line: &TrimmedLine<'t>) -> Option<RecognisedLine<'t>> {
    let possible = match line.end {
        LineEnding::Comma | LineEnding::Semicolon | LineEnding::FullStop | LineEnding::NoLine => {
            false
        }
        // Speech, the most frequent short line of a novel.
        LineEnding::ExclamationOrQuestion => {
            line.chars <= MAX_SHORT_CHARS && !text_signs::starts_with_quote(line.text)
        }
        LineEnding::Unpunctuated | LineEnding::Colon => line.chars <= MAX_SHORT_CHARS,
    };
    let possible = possible
        && (line.text.chars().any(char::is_alphabetic) || text_signs::is_date(line.text))
        && !text_signs::is_list_item(line.text)
        && !text_signs::is_closing(line.text)
        && !text_signs::ends_in_dash(line.text)
        && !lists_enclosures(line.text)
        && !text_signs::closes_unopened(line.text)
        && !text_signs::has_korean_stop(line.text)
        && !text_signs::ends_in_smile(line.text)
        && !text_signs::is_row_of_options(line.text)
        && !text_signs::has_answer_gap(line.text);
    possible.then(|| {
        RecognisedLine::whole_line(line.text, LineRole::ShortLine, Cow::Borrowed(line.text))
    })
}

/// Returns whether a line lists what is enclosed: 附件：1.…
fn lists_enclosures(text: &str) -> bool {
    let label = ["附件", "附", "別添", "붙임"]
        .iter()
        .find_map(|label| text.strip_prefix(*label));
    let list = label.map(|rest| rest.trim_start_matches(is_blank));
    let list = list.and_then(|rest| rest.strip_prefix(['：', ':']));
    list.is_some_and(|list| {
        list.trim_start_matches(is_blank)
            .starts_with(|c: char| digit_value(c).is_some())
    })
}

/// Returns whether a line is a label and the first item of a list, the others of which follow: 抄送：1. 市委办.
fn begins_list(text: &str) -> bool {
    let head = text.floor_char_boundary(MAX_LABEL_CHARS * '：'.len_utf8());
    let label = text.get(..head).and_then(|head| head.find(['：', ':']));
    let parts = label.and_then(|end| text.split_at_checked(end));
    parts.is_some_and(|(label, rest)| {
        let list = rest.trim_start_matches(|c| matches!(c, '：' | ':') || is_blank(c));
        let is_first = |marker: NumberMarker| {
            marker.number == 1 && is_list_style(marker.style) && marker.end < list.len()
        };
        !label.is_empty() && parse_marker(list).is_some_and(is_first)
    })
}

/// Returns the look of the start of a line.
pub(crate) fn line_opening(
    line: &TrimmedLine<'_>,
    found: Option<&RecognisedLine<'_>>,
) -> LineOpening {
    match found {
        Some(found) if matches!(found.role, LineRole::Metadata(_)) => LineOpening::Metadata,
        Some(found) if found.marker.end > 0 && found.marker.number == 1 => LineOpening::FirstNumber,
        Some(found) if found.marker.end > 0 => LineOpening::Number,
        _ if ornaments::is_answer(line.text) => LineOpening::Answer,
        _ if text_signs::starts_with_han(line.text) => LineOpening::Words,
        _ if line.chars <= MAX_RULE_CHARS && text_signs::is_rule(line.text) => LineOpening::Rule,
        _ if text_signs::bullet(line.text) == 1 || text_signs::is_list_item(line.text) => {
            LineOpening::Bullet
        }
        _ => LineOpening::Words,
    }
}

/// Describes `line` as a neighbour.
pub(crate) fn adjacent_line(line: &TrimmedLine<'_>, opening: LineOpening) -> AdjacentLine {
    AdjacentLine {
        opening,
        has_columns: line.chars <= MAX_SHORT_CHARS
            && !line.end.is_sentence_end()
            && text_signs::has_columns(line.text),
        begins_list: line.chars <= MAX_SHORT_CHARS && begins_list(line.text),
        ..AdjacentLine::of(line)
    }
}
