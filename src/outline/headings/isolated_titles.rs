//! Short lines between empty lines, in a text whose paragraphs follow each other without them.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::insets;
use super::judged_lines::JudgedLines;
use super::short_title::{is_bare, is_quoted};
use super::unnumbered::OutlyingTitles;
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::HashSet;

/// Minimum number of titles.
const MIN_TITLE_COUNT: usize = 2;
/// Longest title, in characters.
const MAX_TITLE_CHARS: u16 = 16;
/// Tenths of the lines between empty lines that must be titles.
const MIN_TITLE_SHARE_TENTHS: usize = 8;
/// Number of chapters from which on other lines are more likely parts of the story.
const MIN_CHAPTER_COUNT: usize = 3;

/// Accepts the titles; of two in a row the first is above the second.
pub(crate) fn accept(lines: &mut JudgedLines<'_>, outlying: &mut OutlyingTitles) {
    let statistics = &lines.scanned.statistics;
    let chapters = (lines.headings()).filter(|(_, line)| is_unit(line.style()));
    if statistics.body_gap() > 0 || chapters.count() >= MIN_CHAPTER_COUNT {
        return;
    }
    let isolated: Vec<(usize, &Candidate)> = lines
        .all()
        .filter(|(_, line)| is_isolated(line) && line.line_index > 0)
        .collect();
    let indent = isolated.first().map(|(_, line)| line.indent);
    let titles: Vec<usize> = (isolated.iter())
        .filter(|(at, line)| Some(line.indent) == indent && is_title(lines, *at, line))
        .map(|(at, _)| *at)
        .collect();
    let is_heading = |(at, line): &&(usize, &Candidate)| {
        line.style() != NumberStyle::Unnumbered && lines.is_heading(*at)
    };
    let numbered = isolated.iter().filter(is_heading).count();
    let most = (titles.len() + numbered) * 10 >= isolated.len() * MIN_TITLE_SHARE_TENTHS;
    let bodies = statistics.body_lines_between_gaps();
    let has_new = titles.iter().any(|at| !lines.is_heading(*at));
    // A name below each title, or a label that recurs.
    let is_pair =
        |at: &&usize| titles.binary_search(&(**at + 1)).is_ok() && is_above_title(lines, **at);
    let pairs = titles.iter().filter(is_pair).count();
    let different: HashSet<_> = titles
        .iter()
        .filter_map(|at| Some(lines.line(*at)?.key))
        .collect();
    let is_regular = different.len() == titles.len() && pairs * 10 < (titles.len() - pairs) * 6;
    if !has_new
        || !is_regular
        || titles.len() < MIN_TITLE_COUNT
        || !most
        || bodies > titles.len() as u32 / 4
    {
        return;
    }
    for at in titles {
        if is_above_title(lines, at) {
            outlying.add_outer(at);
        }
        lines.accept(at);
    }
}

fn is_isolated(line: &Candidate) -> bool {
    let (before, after) = (&line.prev_line, &line.next_line);
    before.blank_lines > 0 && after.blank_lines > 0 && !after.is_missing()
}

fn is_title(lines: &JudgedLines<'_>, at: usize, line: &Candidate) -> bool {
    matches!(line.role, LineRole::Title | LineRole::ShortLine)
        && line.applied_rule == AppliedRule::None
        && is_bare(line)
        && line.shape.chars <= MAX_TITLE_CHARS
        && lines.is_open(at)
        && lines.is_likely(at)
        && !is_quoted(lines.words(at))
        && !insets::is_inset(lines.words(at))
        && (line.next_line.end.is_sentence_end() || is_above_title(lines, at))
}

/// Returns whether another short line between empty lines is directly below a line.
fn is_above_title(lines: &JudgedLines<'_>, at: usize) -> bool {
    lines.pair(at).is_some_and(|(own, next)| {
        next.line_index == own.line_index + 1 && is_isolated(next) && is_bare(next)
    })
}
