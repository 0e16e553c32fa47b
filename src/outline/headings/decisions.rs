//! Verdicts by the scores of learnt weights, line by line and for a text as a whole.

use super::candidate::{AdjacentLine, Candidate, LineRole};
use super::features::is_numbered;
use super::learnt::{MIN_SCORE, Survey, is_judged};
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_unit};

/// Lines of a text whose statistics say little.
const SHORT_TEXT_LINES: u32 = 60;
/// Score at or below which the weights overrule the passes on a chapter, or on any heading of a short text.
const TRUSTED_SCORE: f32 = -2.5;
/// Replaces the verdicts of the passes by those of the weights.
pub(crate) fn decide(
    scanned: &ScannedText,
    survey: &Survey,
    scores: &[f32],
    verdicts: &mut [Verdict],
) {
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        let titled_above =
            at.checked_sub(1).and_then(|at| verdicts.get(at)) == Some(&Verdict::SplitTitle);
        if !is_judged(candidate) || titled_above {
            continue;
        }
        let is_short = scanned.statistics.line_count < SHORT_TEXT_LINES;
        let trusted = is_short || is_unit(candidate.style());
        let trusted = trusted && verdicts.get(at).is_some_and(|verdict| verdict.is_heading());
        let is_keyword = matches!(candidate.role, LineRole::Keyword(_));
        let least = match (trusted, is_short) {
            (true, true) if is_keyword => f32::MIN,
            (true, _) => TRUSTED_SCORE,
            // The title of a short text is no part of its outline.
            (false, true) if candidate.line_index == 0 => f32::MAX,
            (false, _) => MIN_SCORE,
        };
        let believed = scores.get(at).is_some_and(|score| *score > least);
        let decided = if believed {
            survey.verdict_if_heading(at, verdicts)
        } else {
            Verdict::Rejected
        };
        if let Some(verdict) = verdicts.get_mut(at) {
            *verdict = decided;
        }
    }
    accept_first_title(scanned, scores, verdicts);
}

/// Maximum width of a date, an author or a source below a title, in cells.
const MAX_NOTE_CELLS: u16 = 30;

/// Returns whether two lines below titles are notes of one kind, such as dates.
fn is_same_note(a: &AdjacentLine, b: &AdjacentLine) -> bool {
    let is_short = a.cells.max(b.cells) <= MAX_NOTE_CELLS && a.cells.abs_diff(b.cells) <= 4;
    let place = |line: &AdjacentLine| (line.blank_lines, line.indent, line.opening, line.end);
    is_short && place(a) == place(b) && !a.end.is_sentence_end()
}

/// Accepts the first line of a text if it looks like several titles without a number further down.
fn accept_first_title(scanned: &ScannedText, scores: &[f32], verdicts: &mut [Verdict]) {
    let Some(first) = scanned
        .candidates
        .first()
        .filter(|first| first.line_index == 0)
    else {
        return;
    };
    let alike = |(candidate, verdict): &(&Candidate, &Verdict)| {
        verdict.is_heading()
            && matches!(candidate.style(), NumberStyle::Unnumbered)
            && candidate.indent == first.indent
    };
    let equals = || scanned.candidates.iter().zip(verdicts.iter()).filter(alike);
    let others = equals().count();
    // A date or an author below each.
    let has_same_below =
        equals().all(|(other, _)| is_same_note(&first.next_line, &other.next_line));
    let numbered = scanned
        .candidates
        .iter()
        .zip(verdicts.iter())
        .any(|(candidate, verdict)| verdict.is_heading() && is_numbered(candidate));
    let is_title = first.style() == NumberStyle::Unnumbered && is_judged(first);
    let believed = scores.first().is_some_and(|score| *score > MIN_SCORE);
    if let Some(verdict) = verdicts
        .first_mut()
        .filter(|_| is_title && (believed || has_same_below) && !numbered && others >= 2)
    {
        *verdict = Verdict::WholeLine;
    }
}
