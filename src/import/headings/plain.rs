//! Titles without numbers.
//!
//! A short line without a sentence may be one; so may a line of verse, a signature, a place and a
//! date. What tells titles is that they differ from the text as a *group*: they have an indent of
//! their own, or empty lines around them that the text has not, a sentence ends before each and text
//! follows; or a printed table of contents lists them; or the chapters start to count anew under
//! them.

use super::candidate::{Candidate, End, Role};
use super::contents::{Listed, identity};
use super::essays::Essays;
use super::looks::continues;
use super::references;
use super::{Scanner, Verdict};
use crate::import::numbering::{Style, is_unit};
use std::collections::{BTreeMap, HashMap};

/// Longest title without a number, in characters.
const PLAIN_CHARS: usize = 40;
/// Longest title without a number that is not listed anywhere, in characters.
const TITLE_CHARS: u16 = 24;

/// Cells by which a line is indented more than the text if it is centred; then its own indent tells
/// nothing.
const CENTRED: u8 = 5;

/// Lines on top of a text that may be its title and what is known of it.
const TOP_LINES: u32 = 12;

/// Titles without numbers that stand elsewhere than others of their kind, each list ascending.
#[derive(Default)]
pub(super) struct Titles {
    /// Those that other titles without numbers stand under.
    outer: Vec<usize>,
    /// Those a table of contents lists among chapters, as it does prefaces.
    listed: Vec<usize>,
}

impl Titles {
    /// The style a title nests by, if it is not the one it is written in.
    pub(super) fn style(&self, at: usize) -> Option<Style> {
        if self.outer.binary_search(&at).is_ok() {
            return Some(Style::Outer);
        }
        self.listed
            .binary_search(&at)
            .is_ok()
            .then_some(Style::Word)
    }
}

/// Whether a line can be a title by itself, without a look at its neighbours.
pub(super) fn may_be_title(text: &str, chars: usize, end: End) -> bool {
    // A question or a cry is mostly speech: only those that may be titles of whole texts are kept.
    let ends = end == End::Open || (end == End::Mark && !text.contains(['，', ',']));
    chars <= PLAIN_CHARS
        && ends
        && text.chars().any(is_letter)
        && !text.starts_with([
            '“', '「', '『', '"', '*', '<', '—', '-', '・', '•', '·', '$', '/', '（', '(', '※',
            '―', '［',
        ])
        && !text.contains(['。', '；', ';', '…', '：', ':'])
        && !references::is_reference(text)
        && !references::tells(text)
}

/// Whether `c` is a letter of Chinese, Japanese or Korean, or a Greek or Cyrillic one.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}' | '\u{370}'..='\u{52f}')
}

/// What stands behind a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
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
struct Place {
    at: usize,
    behind: Behind,
    /// Whether empty lines stand around it that do not stand around all paragraphs.
    isolated: bool,
}

/// Lines of one indent.
#[derive(Default)]
struct Group {
    /// Those whose neighbours let them be titles.
    places: Vec<Place>,
    /// All that look like titles by themselves.
    all: usize,
    /// Names behind titles.
    names: usize,
    /// How often each stands there, by its words.
    times: HashMap<u64, usize>,
}

/// Decides about titles without numbers; says which of them others stand under.
pub(super) fn judge(
    scanner: &Scanner,
    verdicts: &mut [Verdict],
    essays: &Essays,
    listed: &Listed,
) -> Titles {
    let mut titles = Titles::default();
    let marked = |c: &Candidate| matches!(c.style(), Style::Marked(_));
    if essays.any() || scanner.candidates.iter().any(marked) {
        return titles;
    }
    let units = scanner
        .candidates
        .iter()
        .zip(verdicts.iter())
        .filter(|(c, verdict)| is_unit(c.style()) && verdict.is_heading())
        .count();
    for ((indent, _), mut group) in groups(scanner, verdicts) {
        let mut heads = heads(&mut group, &mut titles.outer);
        drop_title_of_text(scanner, &mut heads);
        let restarts = restarts(&heads);
        let believed = believe(scanner, indent, &group, &heads, units);
        for place in heads {
            let first = place.behind == Behind::First && restarts;
            if (believed || first)
                && let Some(verdict) = verdicts.get_mut(place.at)
            {
                *verdict = Verdict::Whole;
            }
        }
    }
    let found = accept_listed(scanner, verdicts, listed);
    if units >= 3 {
        titles.listed = found;
    }
    titles.outer.retain(|at| {
        verdicts
            .get(*at)
            .is_some_and(|verdict| verdict.is_heading())
    });
    titles.outer.sort_unstable();
    titles
}

/// Accepts what a printed table of contents lists; says which they are.
fn accept_listed(scanner: &Scanner, verdicts: &mut [Verdict], listed: &Listed) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, (candidate, verdict)) in scanner.candidates.iter().zip(verdicts).enumerate() {
        let open = *verdict == Verdict::Open && candidate.is_plain();
        if open && listed.contains(&identity(candidate)) && stands_alone(scanner, candidate) {
            *verdict = Verdict::Whole;
            found.push(at);
        }
    }
    found
}

/// Whether a line is no part of a paragraph whose lines were broken.
fn stands_alone(scanner: &Scanner, candidate: &Candidate) -> bool {
    let full = |wrap: u16| candidate.shape.cells + wrap / 8 >= wrap;
    let goes_on = candidate.after.end != End::None
        && candidate.after.blanks == 0
        && scanner.statistics.wrap().is_some_and(full);
    !goes_on && !continues(scanner, candidate)
}

/// Whether a line looks like a title by itself, more strictly than for being a candidate.
pub(super) fn looks_like_title(candidate: &Candidate, verdict: Option<&Verdict>) -> bool {
    let shape = &candidate.shape;
    candidate.role == Role::Title
        && matches!(candidate.style(), Style::Plain | Style::Boxed)
        && verdict == Some(&Verdict::Open)
        && shape.chars <= TITLE_CHARS
        && shape.end == End::Open
        && shape.commas + shape.stops == 0
}

/// The lines that look like titles, by indent and by whether they stand in a box.
fn groups(scanner: &Scanner, verdicts: &[Verdict]) -> BTreeMap<(u8, Style), Group> {
    let mut groups: BTreeMap<(u8, Style), Group> = BTreeMap::new();
    for (at, candidate) in scanner.candidates.iter().enumerate() {
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
    (ended || isolated).then_some(Place {
        at,
        behind,
        isolated,
    })
}

/// The places that are titles if the group is believed. Of two titles in a row, the first is one
/// others stand under, or, if nearly all come in pairs, the second is the author's name.
fn heads(group: &mut Group, outer: &mut Vec<usize>) -> Vec<Place> {
    let places = std::mem::take(&mut group.places);
    let paired: Vec<bool> = places
        .iter()
        .zip(places.iter().skip(1))
        .map(|(a, b)| a.behind == Behind::Title(b.at) && b.behind == Behind::Text)
        .collect();
    let is_paired = |index: usize| paired.get(index) == Some(&true);
    let pairs = paired.iter().filter(|pair| **pair).count();
    let texts = places
        .iter()
        .filter(|place| matches!(place.behind, Behind::Text | Behind::First))
        .count();
    let names = pairs >= 2 && pairs * 10 >= texts * 6;
    if names {
        group.names = pairs;
    }
    let mut heads = Vec::new();
    for (index, place) in places.into_iter().enumerate() {
        let is_name = names && index.checked_sub(1).is_some_and(is_paired);
        match place.behind {
            Behind::Text | Behind::First if !is_name => heads.push(place),
            Behind::Title(_) if is_paired(index) => {
                if !names {
                    outer.push(place.at);
                }
                heads.push(place);
            }
            Behind::Title(_) if place.isolated => heads.push(place),
            Behind::Text | Behind::First | Behind::Title(_) | Behind::Nothing => {}
        }
    }
    heads
}

/// Takes out the first line of the text if everything stands under it and under no other line of its
/// kind: it is the title of the text.
fn drop_title_of_text(scanner: &Scanner, heads: &mut Vec<Place>) {
    let is_over = |place: &Place| matches!(place.behind, Behind::First | Behind::Title(_));
    let mut over = heads.iter().filter(|place| is_over(place));
    let first = over.next().map(|place| place.at);
    let is_top = |at: usize| scanner.candidates.get(at).is_some_and(|c| c.order == 0);
    if over.next().is_none() && heads.len() > 1 {
        heads.retain(|place| Some(place.at) != first || !is_top(place.at));
    }
}

/// Whether chapters start to count anew behind several of the places.
fn restarts(places: &[Place]) -> bool {
    places
        .iter()
        .filter(|place| place.behind == Behind::First)
        .count()
        >= 2
}

/// Whether the lines of a group are titles.
fn believe(scanner: &Scanner, indent: u8, group: &Group, heads: &[Place], units: usize) -> bool {
    let statistics = &scanner.statistics;
    let lines = statistics.lines as usize;
    let count = heads.len();
    let lone = heads.iter().filter(|place| place.isolated).count();
    let isolated = lone * 10 >= count * 8;
    // Verse without marks looks like titles all over; then only those that stand alone are some.
    let share = count * 10 >= (group.all - group.names.min(group.all)) * 6;
    if count < 2 || count * 5 > lines * 2 || !(share || (isolated && count > 2)) {
        return false;
    }
    let at_indent = statistics
        .indents
        .get(usize::from(indent.min(8)))
        .copied()
        .unwrap_or(0) as usize;
    let own_indent = indent != statistics.body_indent() && at_indent <= count;
    let most = (count + group.names) * 10 >= group.all * 8;
    if units >= 3 {
        // Among chapters a stray line is more likely than a title: there must be many, set apart.
        let regular = most && count > 2 && count * 2 >= units;
        return own_indent && indent < statistics.body_indent() && (isolated || regular);
    }
    let (first, last) = (heads.first(), heads.last());
    let span = first.zip(last).and_then(|(first, last)| {
        let first = scanner.candidates.get(first.at)?;
        Some(first.text_until(scanner.candidates.get(last.at)?))
    });
    let roomy = span.unwrap_or(0) >= 60 * (count as u64 - 1);
    // Two short lines may be anything: 三年后.
    roomy && (own_indent || (count > 2 && (isolated || most)))
}
