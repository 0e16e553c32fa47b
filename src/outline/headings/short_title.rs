//! Look of short titles and of the lines below them.

use super::candidate::{AppliedRule, Candidate, LineOpening, LineRole};
use super::line_ending::LineEnding;
use super::ornaments::QUESTION;
use crate::outline::numbering::{NumberStyle, Separator};

/// Longest short title, in characters.
const MAX_TITLE_CHARS: u16 = 28;
/// Longest question, in characters.
const MAX_QUESTION_CHARS: u16 = 60;
/// Minimum width of a line of text, in cells.
const MIN_TEXT_CELLS: u16 = 28;

/// Returns whether a line is a short title: no sentence, no list within it.
pub(crate) fn is_title(candidate: &Candidate) -> bool {
    let shape = &candidate.shape;
    let is_question = candidate.mark == Some(QUESTION);
    let most = if is_question {
        MAX_QUESTION_CHARS
    } else {
        MAX_TITLE_CHARS
    };
    let is_plain = shape.end == LineEnding::Unpunctuated
        && shape.commas + shape.stops == 0
        && shape.colon_chars == 0;
    matches!(
        candidate.role,
        LineRole::Title | LineRole::ShortLine | LineRole::Keyword(_)
    ) && candidate.applied_rule == AppliedRule::None
        && candidate.marker.separator != Separator::None
        && !shape.has_leader
        && shape.chars <= most
        && (is_plain || is_question)
}

/// Returns whether a line is a short title without a number above another line.
pub(crate) fn is_bare(candidate: &Candidate) -> bool {
    candidate.style() == NumberStyle::Unnumbered
        && is_title(candidate)
        && !candidate.next_line.is_missing()
}

/// Returns whether words begin with a bracket or end as speech does.
pub(crate) fn is_quoted(words: &str) -> bool {
    words.starts_with(['（', '(', '「', '“', '"']) || words.ends_with(['」', '』', '”'])
}

/// Returns whether an empty line or the beginning of the text is above a line.
pub(crate) fn is_apart(candidate: &Candidate) -> bool {
    let before = &candidate.prev_line;
    before.blank_lines > 0 || before.is_missing()
}

/// Returns whether the line below is text, or the first of a deeper series.
pub(crate) fn has_text_below(candidate: &Candidate) -> bool {
    let below = &candidate.next_line;
    if candidate.mark == Some(QUESTION) {
        return matches!(
            below.opening,
            LineOpening::Answer | LineOpening::FirstNumber
        );
    }
    // 【获奖情况】 needs no sentence below it.
    let is_box = candidate.mark.is_some_and(|mark| "【〔〖［".contains(mark));
    let is_text = is_box && is_apart(candidate)
        || below.end.is_sentence_end()
        || below.end == LineEnding::Colon
        || below.cells >= MIN_TEXT_CELLS
        || below.opening == LineOpening::FirstNumber;
    !below.is_missing() && below.opening != LineOpening::Rule && is_text
}

/// Returns whether numbers of a style often count the items of lists.
pub(crate) fn is_list_style(style: NumberStyle) -> bool {
    match style {
        NumberStyle::Han(separator) | NumberStyle::Digit(separator) => {
            !matches!(separator, Separator::NoTitle | Separator::None)
        }
        NumberStyle::HanParen
        | NumberStyle::DigitParen
        | NumberStyle::DigitHalfParen
        | NumberStyle::Syllable
        | NumberStyle::SyllableHalfParen
        | NumberStyle::Kana
        | NumberStyle::KanaParen
        | NumberStyle::Letter => true,
        _ => false,
    }
}
