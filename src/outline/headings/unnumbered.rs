//! Titles without numbers.
//!
//! A short line without a sentence may be one; so may a line of verse, a signature, a place and a
//! date. What tells titles is that they differ from the text as a *group*: they have an indent of
//! their own, or empty lines around them that the text has not, a sentence ends before each and text
//! follows; or a printed table of contents lists them; or the chapters start to count anew under
//! them.

use super::candidate::{Candidate, End, Role};
use super::essay_pages::Essays;
use super::printed_toc::{Listed, identity};
use super::reference_lines;
use super::title_groups::{Behind, Group, Place, groups, stands_alone};
use super::{Scanner, Verdict};
use crate::outline::numbering::{Style, is_unit};

/// Longest title without a number, in characters.
const PLAIN_CHARS: usize = 40;
/// Longest title without a number that is not listed anywhere, in characters.
pub(crate) const TITLE_CHARS: u16 = 24;

/// Bytes of text between titles that nothing but their words sets off, at least.
const SPACIOUS: u64 = 240;

/// Titles without numbers that stand elsewhere than others of their kind, each list ascending.
#[derive(Default)]
pub(crate) struct Titles {
    /// Those that other titles without numbers stand under.
    outer: Vec<usize>,
    /// Those a table of contents lists among chapters, as it does prefaces.
    listed: Vec<usize>,
}

impl Titles {
    /// The style a title nests by, if it is not the one it is written in.
    pub(crate) fn style(&self, at: usize) -> Option<Style> {
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
pub(crate) fn may_be_title(text: &str, chars: usize, end: End) -> bool {
    // A question or a cry is mostly speech: only those that may be titles of whole texts are kept.
    let ends = end == End::Open || (end == End::Mark && !text.contains(['，', ',']));
    chars <= PLAIN_CHARS
        && ends
        && text.chars().any(is_letter)
        && !text.starts_with([
            '“', '「', '『', '"', '*', '<', '—', '-', '・', '•', '·', '$', '/', '（', '(', '※',
            '―', '［',
        ])
        && !text.contains(['。', '；', ';', '…', '：', ':', '\t'])
        // A word and what is said of it.
        && !text.contains("    ")
        && !reference_lines::is_reference(text)
        && !reference_lines::tells(text)
}

/// Whether `c` is a letter of Chinese, Japanese or Korean, or a Greek or Cyrillic one.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}' | '\u{370}'..='\u{52f}')
}

/// Decides about titles without numbers; says which of them others stand under.
pub(crate) fn judge(
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
    let units: Vec<usize> = (0..scanner.candidates.len())
        .filter(|&at| {
            let unit = scanner
                .candidates
                .get(at)
                .is_some_and(|c| is_unit(c.style()));
            unit && verdicts.get(at).is_some_and(|verdict| verdict.is_heading())
        })
        .collect();
    for ((indent, _), mut group) in groups(scanner, verdicts) {
        let mut heads = heads(&mut group, &mut titles.outer);
        drop_title_of_text(scanner, &mut heads);
        let restarts = restarts(&heads);
        let believed = believe(scanner, indent, &group, &heads, &units);
        for place in heads {
            let first = place.behind == Behind::First && restarts;
            let strong = !place.weak || indent != scanner.statistics.body_indent();
            if ((believed && strong) || first)
                && let Some(verdict) = verdicts.get_mut(place.at)
            {
                *verdict = Verdict::Whole;
            }
        }
    }
    let found = accept_listed(scanner, verdicts, listed);
    if units.len() >= 3 {
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

/// Whether a line looks like a title by itself, more strictly than for being a candidate.
pub(crate) fn looks_like_title(candidate: &Candidate, verdict: Option<&Verdict>) -> bool {
    let shape = &candidate.shape;
    candidate.role == Role::Title
        && matches!(candidate.style(), Style::Plain | Style::Boxed)
        && verdict == Some(&Verdict::Open)
        && shape.chars <= TITLE_CHARS
        && shape.end == End::Open
        && shape.commas + shape.stops == 0
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

/// Whether one of the places stands right below the heading at `at`.
fn leads(scanner: &Scanner, heads: &[Place], at: usize) -> bool {
    let pair = scanner
        .candidates
        .get(at)
        .zip(scanner.candidates.get(at + 1));
    let is_head = heads
        .binary_search_by_key(&(at + 1), |place| place.at)
        .is_ok();
    is_head && pair.is_some_and(|(unit, title)| unit.adjoins(title))
}

/// Whether the lines of a group are titles.
fn believe(scanner: &Scanner, indent: u8, group: &Group, heads: &[Place], units: &[usize]) -> bool {
    let statistics = &scanner.statistics;
    let lines = statistics.lines as usize;
    let count = heads.iter().filter(|place| !place.weak).count();
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
    if units.len() >= 3 {
        // Among chapters a stray line is more likely than a title: there must be many, set apart, or
        // one right below each.
        let regular = most && count > 2 && count * 2 >= units.len();
        let set_apart = own_indent && indent < statistics.body_indent();
        let led = units
            .iter()
            .filter(|at| leads(scanner, heads, **at))
            .count();
        return (set_apart && (isolated || regular)) || (most && led * 10 >= units.len() * 8);
    }
    let (first, last) = (heads.first(), heads.last());
    let span = first.zip(last).and_then(|(first, last)| {
        let first = scanner.candidates.get(first.at)?;
        Some(first.text_until(scanner.candidates.get(last.at)?))
    });
    let span = span.unwrap_or(0) / (count as u64 - 1);
    let roomy = span >= 60;
    // Two short lines may be anything: 三年后.
    // In a text that looks the same all over a short line is mostly a short paragraph.
    let opened = heads.iter().filter(|place| place.opened).count() * 10 >= heads.len() * 8;
    let set_off = isolated || (most && (opened || statistics.airy() || span >= SPACIOUS));
    roomy && (own_indent || (count > 2 && set_off))
}
