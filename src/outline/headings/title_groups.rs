//! Groups of lines that look like titles without numbers, by indent, with the lines before and after each.

use super::candidate::{Candidate, LineRole};
use super::line_ending::LineEnding;
use super::numbered_score::continues_sentence;
use super::reference_lines::is_time_phrase;
use super::scanned_text::ScannedText;
use super::title_group::{FollowingText, PlacedTitle, TitleGroup};
use super::unnumbered_title::{MAX_UNLISTED_CHARS, looks_like_title};
use super::verdict::Verdict;
use crate::outline::numbering::NumberStyle;
use std::collections::BTreeMap;

/// Minimum indent of a centred line relative to the text, in cells. The indent of a centred line is no
/// evidence.
const CENTRED_INDENT_CELLS: u8 = 5;

/// Maximum number of lines before a printed table of contents.
const MAX_FRONT_LINES: u32 = 200;

/// Lines at the top of a text that may be its title and metadata.
const MAX_TOP_LINES: u32 = 12;

/// Returns the number of candidates before the printed table of contents at the top of a text: its title, names
/// and notices.
pub(crate) fn count_before_toc(scanned: &ScannedText) -> usize {
    let contents = |c: &Candidate| c.role == LineRole::TocHeading;
    let at = scanned.candidates.iter().position(contents).unwrap_or(0);
    let is_top = scanned
        .candidates
        .get(at)
        .is_some_and(|c| c.line_index < MAX_FRONT_LINES);
    if is_top { at } else { 0 }
}

/// Groups the lines that look like titles by indent and style (in brackets or not).
pub(crate) fn build_groups(
    scanned: &ScannedText,
    verdicts: &[Verdict],
) -> BTreeMap<(u8, NumberStyle), TitleGroup> {
    let mut groups: BTreeMap<(u8, NumberStyle), TitleGroup> = BTreeMap::new();
    let front = count_before_toc(scanned);
    for (at, candidate) in scanned.candidates.iter().enumerate().skip(front) {
        if !looks_like_title(candidate, verdicts.get(at))
            || is_time_phrase(scanned.title(candidate))
        {
            continue;
        }
        let indent = if candidate.indent > scanned.statistics.body_indent() + CENTRED_INDENT_CELLS {
            u8::MAX
        } else {
            candidate.indent
        };
        let group = groups.entry((indent, candidate.style())).or_default();
        group.lookalike_count += 1;
        *group.key_counts.entry(candidate.key).or_insert(0) += 1;
        let under_title = group
            .titles
            .last()
            .is_some_and(|last| last.following == FollowingText::Title(at));
        if let Some(place) = place_title(scanned, verdicts, at, under_title) {
            group.titles.push(place);
        }
    }
    for group in groups.values_mut() {
        drop_repeated_labels(scanned, group);
    }
    groups
}

/// Removes lines that recur so often that they are labels, not titles: ［注释］.
fn drop_repeated_labels(scanned: &ScannedText, group: &mut TitleGroup) {
    let all = group.lookalike_count;
    let times = std::mem::take(&mut group.key_counts);
    let label = |at: usize| {
        let key = scanned
            .candidates
            .get(at)
            .map_or(0, |candidate| candidate.key);
        times.get(&key).is_some_and(|&n| n >= 3 && n * 8 >= all)
    };
    group.titles.retain(|place| !label(place.index));
    group.lookalike_count -= times
        .values()
        .filter(|&&n| n >= 3 && n * 8 >= all)
        .sum::<usize>();
}

/// Describes candidate `at` with its surroundings; `None` if its neighbours rule out a title. `under_title`:
/// the line before it is a possible title.
fn place_title(
    scanned: &ScannedText,
    verdicts: &[Verdict],
    at: usize,
    under_title: bool,
) -> Option<PlacedTitle> {
    let candidate = scanned.candidates.get(at)?;
    let before = candidate.prev_line;
    let after = candidate.next_line;
    let heading_before = at
        .checked_sub(1)
        .and_then(|i| scanned.candidates.get(i).zip(verdicts.get(i)))
        .is_some_and(|(c, verdict)| verdict.is_heading() && c.is_adjacent_to(candidate));
    // The top of the text holds its title, names and dates.
    let top = candidate.line_index < MAX_TOP_LINES;
    let apart = before.blank_lines >= 2
        || (before.blank_lines >= 1 && (top || before.indent != candidate.indent));
    let ended = matches!(
        before.end,
        LineEnding::NoLine | LineEnding::FullStop | LineEnding::ExclamationOrQuestion
    ) || heading_before
        || under_title
        || apart;
    let airy = scanned.statistics.is_blank_separated();
    let isolated = !airy
        && (before.blank_lines > 0 || before.end == LineEnding::NoLine)
        && after.blank_lines > 0;
    // A line that is indented below metadata continues it.
    let under_fact = at
        .checked_sub(1)
        .and_then(|i| scanned.candidates.get(i))
        .is_some_and(|c| {
            matches!(c.role, LineRole::Metadata(_))
                && c.is_adjacent_to(candidate)
                && candidate.indent > c.indent
        });
    if !is_own_paragraph(scanned, candidate) || after.end == LineEnding::NoLine || under_fact {
        return None;
    }
    let next = scanned
        .candidates
        .get(at + 1)
        .filter(|next| next.line_index == candidate.line_index + 1);
    let behind = match next {
        Some(next) if looks_like_title(next, verdicts.get(at + 1)) => FollowingText::Title(at + 1),
        Some(next) if verdicts.get(at + 1).is_some_and(|v| v.is_heading()) => {
            if next.marker.number == 1 {
                FollowingText::FirstNumber
            } else {
                FollowingText::Nothing
            }
        }
        Some(_) | None => {
            let text = after.end != LineEnding::Unpunctuated
                || after.has_punctuation
                || after.chars > MAX_UNLISTED_CHARS + 4;
            if text {
                FollowingText::Text
            } else {
                FollowingText::Nothing
            }
        }
    };
    (ended || isolated).then_some(PlacedTitle {
        index: at,
        following: behind,
        is_isolated: isolated,
        has_break_before: !airy
            && (before.blank_lines > 0 || before.end == LineEnding::NoLine || heading_before),
    })
}

/// Returns whether a line is a paragraph of its own, not part of a hard-wrapped one.
pub(crate) fn is_own_paragraph(scanned: &ScannedText, candidate: &Candidate) -> bool {
    let goes_on = candidate.next_line.end != LineEnding::NoLine
        && candidate.next_line.blank_lines == 0
        && scanned.statistics.is_full(candidate.shape.cells, 8);
    !goes_on && !continues_sentence(scanned, candidate)
}
