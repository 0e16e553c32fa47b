//! Titles without a number that more empty lines set apart than any paragraph, or an indent of their own.

use super::candidate::{AppliedRule, Candidate, LineOpening, LineRole};
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use super::titled_series::{has_text_below, is_title};
use super::verdict::Verdict;
use crate::outline::numbering::NumberStyle;
use std::collections::{BTreeMap, HashSet};

/// Minimum number of titles that empty lines set apart.
const MIN_SPACED_COUNT: usize = 2;
/// Minimum number of titles with an indent of their own.
const MIN_INDENTED_COUNT: usize = 3;
/// Widest indent of a title, in cells; names below what they signed stand at the right.
const MAX_TITLE_INDENT_CELLS: u8 = 12;
/// Longest title with an indent of its own, in characters.
const MAX_INDENTED_CHARS: u16 = 12;
/// Minimum number of blocks that begin with a title.
const MIN_BLOCK_COUNT: usize = 3;
/// Tenths of the blocks that must begin with a title, and of these that must have text or a list below.
const MIN_BLOCK_SHARE_TENTHS: usize = 8;
const MIN_TEXT_SHARE_TENTHS: usize = 6;
/// Minimum number of lines between two titles.
const MIN_DISTANCE_LINES: u32 = 2;

/// Accepts titles that are set apart. `entries` are the verdicts about printed tables of contents.
pub(crate) fn accept(scanned: &ScannedText, entries: &[Verdict], verdicts: &mut [Verdict]) {
    let found = [
        spaced_titles(scanned),
        indented_titles(scanned),
        block_titles(scanned),
    ];
    for at in found.into_iter().flatten() {
        let is_open = entries.get(at) != Some(&Verdict::Rejected);
        if let Some(verdict) = verdicts
            .get_mut(at)
            .filter(|verdict| is_open && !verdict.is_heading())
        {
            *verdict = Verdict::WholeLine;
        }
    }
}

fn is_bare_title(scanned: &ScannedText, candidate: &Candidate) -> bool {
    !scanned.title(candidate).starts_with(['（', '('])
        && candidate.style() == NumberStyle::Unnumbered
        && matches!(candidate.role, LineRole::Title | LineRole::ShortLine)
        && candidate.applied_rule == AppliedRule::None
        && is_title(candidate)
        && candidate.next_line.end != LineEnding::NoLine
}

/// Returns the titles above which are more empty lines than between paragraphs, if nothing else has so many above it.
fn spaced_titles(scanned: &ScannedText) -> Vec<usize> {
    let gap = scanned.statistics.body_gap() as u8;
    let is_wide = |candidate: &Candidate| candidate.prev_line.blank_lines > gap;
    let below = |candidate: &Candidate| candidate.next_line.blank_lines >= gap.min(1);
    let (mut titles, mut others) = (Vec::new(), 0);
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        if !is_wide(candidate) || candidate.line_index == 0 {
            continue;
        }
        if is_bare_title(scanned, candidate) && below(candidate) {
            titles.push(at);
        } else {
            others += 1;
        }
    }
    let body = scanned.statistics.body_lines_after(gap);
    if gap == 0
        || titles.len() < MIN_SPACED_COUNT
        || others + body as usize > 0
        || !are_distant(scanned, &titles)
    {
        return Vec::new();
    }
    // The first title has no empty lines above it.
    let second = titles.first().and_then(|at| scanned.candidates.get(*at));
    let may_be_first = |at: &usize| {
        let pair = scanned.candidates.get(*at).zip(second);
        pair.is_some_and(|(first, second)| {
            first.line_index as usize == *at
                && is_bare_title(scanned, first)
                && below(first)
                && second.line_index > first.line_index + 1
                && second.indent == first.indent
        })
    };
    // Above an author or another title it is the title of the text.
    let first = Some(0).filter(|at| may_be_first(at) && !may_be_first(&1));
    first.into_iter().chain(titles).collect()
}

/// Returns the short lines between empty lines whose indent no other line between empty lines has.
fn indented_titles(scanned: &ScannedText) -> Vec<usize> {
    let mut by_indent: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        let is_isolated =
            candidate.prev_line.blank_lines > 0 && candidate.next_line.blank_lines > 0;
        if is_isolated {
            by_indent.entry(candidate.indent).or_default().push(at);
        }
    }
    by_indent.retain(|indent, members| {
        let are_titles = members.iter().all(|at| {
            scanned.candidates.get(*at).is_some_and(|candidate| {
                is_bare_title(scanned, candidate) && candidate.shape.chars <= MAX_INDENTED_CHARS
            })
        });
        (1..=MAX_TITLE_INDENT_CELLS).contains(indent)
            && *indent != scanned.statistics.body_indent()
            && scanned.statistics.paragraphs_at(*indent) == 0
            && members.len() >= MIN_INDENTED_COUNT
            && are_titles
            && are_distant(scanned, members)
    });
    by_indent.into_values().flatten().collect()
}

/// Returns the first lines of the blocks between empty lines, if most blocks begin with a short line and go on with text
/// or a list.
fn block_titles(scanned: &ScannedText) -> Vec<usize> {
    let begins_block = |candidate: &Candidate| candidate.prev_line.blank_lines > 0;
    let mut titles = Vec::new();
    let mut with_text = 0;
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        let below = &candidate.next_line;
        if is_bare_title(scanned, candidate) && begins_block(candidate) && below.blank_lines == 0 {
            let is_list = matches!(
                below.opening,
                LineOpening::Bullet | LineOpening::FirstNumber
            );
            with_text += usize::from(is_list || has_text_below(candidate));
            titles.push(at);
        }
    }
    let blocks = scanned.statistics.lines_after_blank() as usize;
    let key = |at: &usize| scanned.candidates.get(*at).map(|candidate| candidate.key);
    // Names of speakers recur.
    let different: HashSet<_> = titles.iter().map(key).collect();
    let indent = |at: &usize| scanned.candidates.get(*at).map_or(0, |c| c.indent);
    let usual = titles.get(titles.len() / 2).map_or(0, indent);
    let is_regular = titles.len() >= MIN_BLOCK_COUNT
        && different.len() == titles.len()
        && titles.len() * 10 >= blocks * MIN_BLOCK_SHARE_TENTHS
        && with_text * 10 >= titles.len() * MIN_TEXT_SHARE_TENTHS;
    titles.retain(|at| is_regular && indent(at) == usual);
    titles
}

fn are_distant(scanned: &ScannedText, titles: &[usize]) -> bool {
    let line = |at: &usize| scanned.candidates.get(*at).map_or(0, |c| c.line_index);
    let mut pairs = titles.iter().zip(titles.iter().skip(1));
    pairs.all(|(a, b)| line(b) >= line(a) + MIN_DISTANCE_LINES)
}
