//! Series of short titles with text below each: ア　監視, （１）　河川, ■ごみの出し方, 【使用方法】, 问：….
//!
//! A list has no text between its items. A series that has text below every member, none of which is a sentence, is
//! one of headings, in a text of any length.

use super::candidate::{AdjacentLine, AppliedRule, Candidate, LineOpening, LineRole};
use super::chain::Chain;
use super::line_ending::LineEnding;
use super::ornaments::{LineMark, QUESTION};
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, Separator};
use std::collections::BTreeMap;

/// Longest title of a series, in characters.
const MAX_TITLE_CHARS: u16 = 28;
/// Longest question, in characters.
const MAX_QUESTION_CHARS: u16 = 60;
/// Minimum width of a line of text, in cells.
const MIN_TEXT_CELLS: u16 = 28;
/// Tenths of a series that must be titles with text below.
const MIN_SHARE_TENTHS: usize = 8;
/// Minimum number of members with a mark, and of those that have empty lines above.
const MIN_MARKED_COUNT: usize = 3;
const MIN_APART_COUNT: usize = 2;

/// Lines that are no entries of a printed table of contents or of a list of notes.
pub(crate) struct OpenLines<'a> {
    /// Verdicts about printed tables of contents.
    pub(crate) entries: &'a [Verdict],
    /// Whether each candidate is an entry of a list of notes.
    pub(crate) notes: &'a [bool],
}

impl OpenLines<'_> {
    pub(crate) fn contains(&self, at: usize) -> bool {
        self.entries.get(at) != Some(&Verdict::Rejected) && self.notes.get(at) != Some(&true)
    }
}

/// Accepts series of titles; `chains` are the numbers that follow each other.
///
/// In a text that the learnt weights judge, only those with a mark.
pub(crate) fn accept(
    scanned: &ScannedText,
    open: &OpenLines<'_>,
    chains: &[Chain],
    is_weighed: bool,
    verdicts: &mut [Verdict],
) {
    let may_be = |at: usize| {
        let candidate = scanned.candidates.get(at).filter(|_| open.contains(at));
        candidate.is_some_and(|candidate| {
            // A full line goes on in the next one.
            let is_full = scanned.statistics.is_full(candidate.shape.cells, 7);
            let goes_on = is_full && candidate.next_line.blank_lines == 0;
            is_title(candidate) && !goes_on && has_text_below(candidate)
        })
    };
    let numbered = chains
        .iter()
        .filter(|chain| !is_weighed && is_list_style(chain.style) && chain.members.len() > 1)
        .map(|chain| chain.members.clone())
        .filter(|members| starts_at_first(scanned, members));
    let marked = marked_lines(scanned).into_iter().filter(|members| {
        let is_apart = |at: &usize| {
            let candidate = scanned.candidates.get(*at);
            candidate.is_some_and(|c| c.prev_line.blank_lines > 0 || c.line_index == 0)
        };
        members.len() >= MIN_MARKED_COUNT
            || members.len() >= MIN_APART_COUNT && members.iter().all(is_apart)
    });
    for members in numbered.chain(marked) {
        let good = members.iter().filter(|at| may_be(**at)).count();
        if good * 10 < members.len() * MIN_SHARE_TENTHS || !are_apart(scanned, &members) {
            continue;
        }
        for at in members.into_iter().filter(|at| may_be(*at)) {
            if let Some(verdict) = verdicts.get_mut(at).filter(|verdict| !verdict.is_heading()) {
                *verdict = Verdict::WholeLine;
            }
        }
    }
}

/// Collects the lines that begin with the same mark.
fn marked_lines(scanned: &ScannedText) -> Vec<Vec<usize>> {
    let mut all: BTreeMap<LineMark, Vec<usize>> = BTreeMap::new();
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        if let Some(mark) = candidate.mark {
            all.entry(mark).or_default().push(at);
        }
    }
    all.into_values().collect()
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

fn starts_at_first(scanned: &ScannedText, members: &[usize]) -> bool {
    let first = members.first().and_then(|at| scanned.candidates.get(*at));
    first.is_some_and(|first| first.marker.number == 1)
}

/// Returns whether a line is a short title: no sentence, no list within it.
pub(crate) fn is_title(candidate: &Candidate) -> bool {
    let shape = &candidate.shape;
    let is_question = candidate.mark == Some(QUESTION);
    let is_short = shape.chars
        <= if is_question {
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
        && is_short
        && (is_plain || is_question)
}

/// Returns whether the line below is text, or the first of a deeper series.
pub(crate) fn has_text_below(candidate: &Candidate) -> bool {
    let below: AdjacentLine = candidate.next_line;
    if candidate.mark == Some(QUESTION) {
        return matches!(
            below.opening,
            LineOpening::Answer | LineOpening::FirstNumber
        );
    }
    // 【获奖情况】 needs no sentence below it.
    let is_box = candidate.mark.is_some_and(|mark| "【〔〖［".contains(mark));
    let is_apart = candidate.prev_line.blank_lines > 0 || candidate.line_index == 0;
    let is_text = is_box && is_apart
        || below.end.is_sentence_end()
        || below.end == LineEnding::Colon
        || below.cells >= MIN_TEXT_CELLS
        || below.opening == LineOpening::FirstNumber;
    below.end != LineEnding::NoLine && below.opening != LineOpening::Rule && is_text
}

/// Returns whether text stands between all members.
fn are_apart(scanned: &ScannedText, members: &[usize]) -> bool {
    let place = |at: &usize| scanned.candidates.get(*at).map_or(0, |c| c.line_index);
    let mut pairs = members.iter().zip(members.iter().skip(1));
    pairs.all(|(a, b)| place(b) > place(a) + 1)
}
