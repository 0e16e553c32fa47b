//! Lines that look like titles without numbers, in groups of one indent, each in its place: what stands
//! before it and behind it.

use super::candidate::{Candidate, End, Role};
use super::numbered_score::continues;
use super::reference_lines;
use super::unnumbered::{TITLE_CHARS, looks_like_title};
use super::{Scanner, Verdict};
use crate::outline::numbering::Style;
use std::collections::{BTreeMap, HashMap};

/// Cells by which a line is indented more than the text if it is centred; then its own indent tells
/// nothing.
const CENTRED: u8 = 5;

/// Lines in front of a printed table of contents, at most.
const FRONT_LINES: u32 = 200;

/// Lines on top of a text that may be its title and what is known of it.
const TOP_LINES: u32 = 12;

/// What stands behind a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Text.
    Text,
    /// A heading with the number 1, right behind it.
    First,
    /// Another line that may be a title, by its place.
    Title(usize),
    /// Nothing that speaks for it.
    Nothing,
}

/// A line that may be a title, in its place.
pub(crate) struct Place {
    pub(crate) at: usize,
    pub(crate) behind: Behind,
    /// Whether empty lines stand around it that do not stand around all paragraphs.
    pub(crate) isolated: bool,
    /// Whether an empty line stands before it, and not before every paragraph, or a heading does.
    pub(crate) opened: bool,
    /// Whether its words are such as stand alone in many a text that has no titles.
    pub(crate) weak: bool,
}

/// Lines of one indent.
#[derive(Default)]
pub(crate) struct Group {
    /// Those whose neighbours let them be titles.
    pub(crate) places: Vec<Place>,
    /// All that look like titles by themselves.
    pub(crate) all: usize,
    /// Names behind titles.
    pub(crate) names: usize,
    /// How often each stands there, by its words.
    times: HashMap<u64, usize>,
}

/// How many candidates stand in front of the printed table of contents on top of a text: its title, names
/// and notices.
pub(crate) fn front(scanner: &Scanner) -> usize {
    let contents = |c: &Candidate| c.role == Role::Contents;
    let at = scanner.candidates.iter().position(contents).unwrap_or(0);
    let is_top = scanner
        .candidates
        .get(at)
        .is_some_and(|c| c.order < FRONT_LINES);
    if is_top { at } else { 0 }
}

/// The lines that look like titles, by indent and by whether they stand in a box.
pub(crate) fn groups(scanner: &Scanner, verdicts: &[Verdict]) -> BTreeMap<(u8, Style), Group> {
    let mut groups: BTreeMap<(u8, Style), Group> = BTreeMap::new();
    let front = front(scanner);
    for (at, candidate) in scanner.candidates.iter().enumerate().skip(front) {
        if !looks_like_title(candidate, verdicts.get(at)) {
            continue;
        }
        let indent = if candidate.indent > scanner.statistics.body_indent() + CENTRED {
            u8::MAX
        } else {
            candidate.indent
        };
        let group = groups.entry((indent, candidate.style())).or_default();
        group.all += 1;
        *group.times.entry(candidate.key).or_insert(0) += 1;
        let under_title = group
            .places
            .last()
            .is_some_and(|last| last.behind == Behind::Title(at));
        if let Some(place) = place(scanner, verdicts, at, under_title) {
            group.places.push(place);
        }
    }
    for group in groups.values_mut() {
        drop_labels(scanner, group);
    }
    groups
}

/// Takes out what comes again so often that it is a label and no title: ［注释］.
fn drop_labels(scanner: &Scanner, group: &mut Group) {
    let all = group.all;
    let times = std::mem::take(&mut group.times);
    let label = |at: usize| {
        let key = scanner
            .candidates
            .get(at)
            .map_or(0, |candidate| candidate.key);
        times.get(&key).is_some_and(|&n| n >= 3 && n * 8 >= all)
    };
    group.places.retain(|place| !label(place.at));
    group.all -= times
        .values()
        .filter(|&&n| n >= 3 && n * 8 >= all)
        .sum::<usize>();
}

/// The place of a candidate, if its neighbours let it be a title. `under_title`: the line before it
/// is in its place as a title.
fn place(scanner: &Scanner, verdicts: &[Verdict], at: usize, under_title: bool) -> Option<Place> {
    let candidate = scanner.candidates.get(at)?;
    let before = candidate.before;
    let after = candidate.after;
    let heading_before = at
        .checked_sub(1)
        .and_then(|i| scanner.candidates.get(i).zip(verdicts.get(i)))
        .is_some_and(|(c, verdict)| verdict.is_heading() && c.adjoins(candidate));
    // On top of the text stand its title, names and dates.
    let top = candidate.order < TOP_LINES;
    let apart =
        before.blanks >= 2 || (before.blanks >= 1 && (top || before.indent != candidate.indent));
    let ended = matches!(before.end, End::None | End::Stop | End::Mark)
        || heading_before
        || under_title
        || apart;
    let airy = scanner.statistics.airy();
    let isolated = !airy && (before.blanks > 0 || before.end == End::None) && after.blanks > 0;
    // What is indented under a fact goes on with it.
    let under_fact = at
        .checked_sub(1)
        .and_then(|i| scanner.candidates.get(i))
        .is_some_and(|c| {
            matches!(c.role, Role::Fact(_)) && c.adjoins(candidate) && candidate.indent > c.indent
        });
    if !stands_alone(scanner, candidate) || after.end == End::None || under_fact {
        return None;
    }
    let next = scanner
        .candidates
        .get(at + 1)
        .filter(|next| next.order == candidate.order + 1);
    let behind = match next {
        Some(next) if looks_like_title(next, verdicts.get(at + 1)) => Behind::Title(at + 1),
        Some(next) if verdicts.get(at + 1).is_some_and(|v| v.is_heading()) => {
            if next.marker.number == 1 {
                Behind::First
            } else {
                Behind::Nothing
            }
        }
        Some(_) | None => {
            let text = after.end != End::Open || after.marks || after.chars > TITLE_CHARS + 4;
            if text { Behind::Text } else { Behind::Nothing }
        }
    };
    let words = scanner.title(candidate);
    (ended || isolated).then_some(Place {
        at,
        behind,
        isolated,
        opened: !airy && (before.blanks > 0 || before.end == End::None || heading_before),
        weak: reference_lines::weak(words).is_some(),
    })
}

/// Whether a line is no part of a paragraph whose lines were broken.
pub(crate) fn stands_alone(scanner: &Scanner, candidate: &Candidate) -> bool {
    let full = |wrap: u16| candidate.shape.cells + wrap / 8 >= wrap;
    let goes_on = candidate.after.end != End::None
        && candidate.after.blanks == 0
        && scanner.statistics.wrap().is_some_and(full);
    !goes_on && !continues(scanner, candidate)
}
