//! Titles without numbers.
//!
//! A short line without a sentence may be a title, but also verse, a signature, a place or a date. Titles
//! differ from the text as a *group*: they have an indent of their own, or empty lines around them that
//! paragraphs lack; a sentence ends before each and text follows. Other evidence is a printed table of contents
//! that lists them, or chapter numbers that restart below them.

use super::candidate::Candidate;
use super::essay_pages::PageEssays;
use super::printed_toc::{ListedTitles, entry_key};
use super::scanned_text::ScannedText;
use super::title_group::{FollowingText, PlacedTitle, TitleGroup};
use super::title_groups::{build_groups, is_own_paragraph};
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_unit};

/// Minimum bytes of text between titles that only their words set off.
const MIN_SPACED_BYTES: u64 = 240;

/// Titles without numbers outside the level of their style, each list ascending.
#[derive(Default)]
pub(crate) struct OutlyingTitles {
    /// Titles above other titles without numbers.
    outer: Vec<usize>,
    /// Titles that a table of contents lists among chapters, such as prefaces.
    toc_titles: Vec<usize>,
}

impl OutlyingTitles {
    /// Returns the same titles with the indices that `places` maps them to.
    pub(crate) fn moved_to(mut self, places: &[usize]) -> Self {
        for title in self.outer.iter_mut().chain(&mut self.toc_titles) {
            *title = places.get(*title).copied().unwrap_or(usize::MAX);
        }
        self
    }

    /// Adds a title above other titles without numbers.
    pub(crate) fn add_outer(&mut self, at: usize) {
        if let Err(place) = self.outer.binary_search(&at) {
            self.outer.insert(place, at);
        }
    }

    /// Removes a title that is above no other title without a number.
    pub(crate) fn remove_outer(&mut self, at: usize) {
        self.outer.retain(|outer| *outer != at);
    }

    /// Returns the nesting style of a title if it differs from its own style.
    pub(crate) fn style(&self, at: usize) -> Option<NumberStyle> {
        if self.outer.binary_search(&at).is_ok() {
            return Some(NumberStyle::OuterUnnumbered);
        }
        self.toc_titles
            .binary_search(&at)
            .is_ok()
            .then_some(NumberStyle::Keyword)
    }
}

/// Decides about titles without numbers. Returns the titles that nest unlike their style.
pub(crate) fn judge_unnumbered(
    scanned: &ScannedText,
    verdicts: &mut [Verdict],
    essays: &PageEssays,
    listed: &ListedTitles,
) -> OutlyingTitles {
    let mut titles = OutlyingTitles::default();
    let marked = |c: &Candidate| matches!(c.style(), NumberStyle::Marked(_));
    if essays.has_essays() || scanned.candidates.iter().any(marked) {
        return titles;
    }
    let units: Vec<usize> = (0..scanned.candidates.len())
        .filter(|&at| {
            let unit = scanned
                .candidates
                .get(at)
                .is_some_and(|c| is_unit(c.style()));
            unit && verdicts.get(at).is_some_and(|verdict| verdict.is_heading())
        })
        .collect();
    for ((indent, _), mut group) in build_groups(scanned, verdicts) {
        let mut heads = title_places(&mut group, &mut titles.outer);
        drop_text_title(scanned, &mut heads);
        let believed = accept_group(scanned, indent, &group, &heads, &units);
        for place in heads {
            if believed && let Some(verdict) = verdicts.get_mut(place.index) {
                *verdict = Verdict::WholeLine;
            }
        }
    }
    let found = accept_toc_titles(scanned, verdicts, listed);
    if units.len() >= 3 {
        titles.toc_titles = found;
    }
    titles.outer.retain(|at| {
        verdicts
            .get(*at)
            .is_some_and(|verdict| verdict.is_heading())
    });
    titles.outer.sort_unstable();
    titles
}

/// Accepts titles that a printed table of contents lists. Returns their indices.
fn accept_toc_titles(
    scanned: &ScannedText,
    verdicts: &mut [Verdict],
    listed: &ListedTitles,
) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, (candidate, verdict)) in scanned.candidates.iter().zip(verdicts).enumerate() {
        let open = *verdict == Verdict::Undecided && candidate.is_unnumbered();
        if open && listed.contains(&entry_key(candidate)) && is_own_paragraph(scanned, candidate) {
            *verdict = Verdict::WholeLine;
            found.push(at);
        }
    }
    found
}

/// Returns the places that are titles if the group is accepted. Of two titles in a row, the first is the parent
/// of others; if nearly all come in pairs, the second is the name of an author.
fn title_places(group: &mut TitleGroup, outer: &mut Vec<usize>) -> Vec<PlacedTitle> {
    let places = std::mem::take(&mut group.titles);
    let paired: Vec<bool> = places
        .iter()
        .zip(places.iter().skip(1))
        .map(|(a, b)| {
            a.following == FollowingText::Title(b.index) && b.following == FollowingText::Text
        })
        .collect();
    let is_paired = |index: usize| paired.get(index) == Some(&true);
    let pairs = paired.iter().filter(|pair| **pair).count();
    let texts = places
        .iter()
        .filter(|place| {
            matches!(
                place.following,
                FollowingText::Text | FollowingText::FirstNumber
            )
        })
        .count();
    let names = pairs >= 2 && pairs * 10 >= texts * 6;
    if names {
        group.name_count = pairs;
    }
    let mut heads = Vec::new();
    for (index, place) in places.into_iter().enumerate() {
        let is_name = names && index.checked_sub(1).is_some_and(is_paired);
        match place.following {
            FollowingText::Text | FollowingText::FirstNumber if !is_name => heads.push(place),
            FollowingText::Title(_) if is_paired(index) => {
                if !names {
                    outer.push(place.index);
                }
                heads.push(place);
            }
            FollowingText::Title(_) if place.is_isolated => heads.push(place),
            FollowingText::Text
            | FollowingText::FirstNumber
            | FollowingText::Title(_)
            | FollowingText::Nothing => {}
        }
    }
    heads
}

/// Removes the first line of the text if it is the title of the text: every other line is below it, and it is
/// the only such line.
fn drop_text_title(scanned: &ScannedText, heads: &mut Vec<PlacedTitle>) {
    let is_over = |place: &PlacedTitle| {
        matches!(
            place.following,
            FollowingText::FirstNumber | FollowingText::Title(_)
        )
    };
    let mut over = heads.iter().filter(|place| is_over(place));
    let first = over.next().map(|place| place.index);
    let is_top = |at: usize| {
        scanned
            .candidates
            .get(at)
            .is_some_and(|c| c.line_index == 0)
    };
    if over.next().is_none() && heads.len() > 1 {
        heads.retain(|place| Some(place.index) != first || !is_top(place.index));
    }
}

/// Returns whether one of the places is directly below the heading at `at`.
fn has_title_below(scanned: &ScannedText, heads: &[PlacedTitle], at: usize) -> bool {
    let pair = scanned
        .candidates
        .get(at)
        .zip(scanned.candidates.get(at + 1));
    let is_head = heads
        .binary_search_by_key(&(at + 1), |place| place.index)
        .is_ok();
    is_head && pair.is_some_and(|(unit, title)| unit.is_adjacent_to(title))
}

/// Returns whether the lines of a group are titles.
fn accept_group(
    scanned: &ScannedText,
    indent: u8,
    group: &TitleGroup,
    heads: &[PlacedTitle],
    units: &[usize],
) -> bool {
    let statistics = &scanned.statistics;
    let lines = statistics.line_count as usize;
    let count = heads.len();
    let lone = heads.iter().filter(|place| place.is_isolated).count();
    let isolated = lone * 10 >= count * 8;
    // In verse without punctuation every line looks like a title. Only isolated lines are titles then.
    let share =
        count * 10 >= (group.lookalike_count - group.name_count.min(group.lookalike_count)) * 6;
    if count < 2 || count * 5 > lines * 2 || !(share || (isolated && count > 2)) {
        return false;
    }
    let at_indent = statistics.paragraphs_at(indent) as usize;
    let own_indent = indent != statistics.body_indent() && at_indent <= count;
    let most = (count + group.name_count) * 10 >= group.lookalike_count * 8;
    if units.len() >= 3 {
        // Among chapters a stray line is more likely than a title: many titles, set apart, or one directly
        // below each chapter are required.
        let regular = most && count > 2 && count * 2 >= units.len();
        let set_apart = own_indent && indent < statistics.body_indent();
        let led = units
            .iter()
            .filter(|at| has_title_below(scanned, heads, **at))
            .count();
        return (set_apart && (isolated || regular)) || (most && led * 10 >= units.len() * 8);
    }
    let (first, last) = (heads.first(), heads.last());
    let span = first.zip(last).and_then(|(first, last)| {
        let first = scanned.candidates.get(first.index)?;
        Some(first.bytes_until(scanned.candidates.get(last.index)?))
    });
    let span = span.unwrap_or(0) / (count as u64 - 1);
    let roomy = span >= 60;
    // Two short lines may be anything: 三年后.
    // In a text of uniform look a short line is mostly a short paragraph.
    let opened =
        heads.iter().filter(|place| place.has_break_before).count() * 10 >= heads.len() * 8;
    let set_off = isolated
        || (most && (opened || statistics.is_blank_separated() || span >= MIN_SPACED_BYTES));
    roomy && (own_indent || (count > 2 && set_off))
}
