//! Printed tables of contents: runs of titles without text between them that recur in the text.

use super::candidate::{Candidate, LineRole};
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::{HashMap, HashSet};

/// Keys of the titles that printed tables of contents list; see [`entry_key`].
pub(crate) type ListedTitles = HashSet<u64>;

/// Maximum number of occurrences of a title in a text. A line that recurs more often is ordinary wording.
const MAX_TITLE_OCCURRENCE_COUNT: usize = 3;

/// Occurrences of a title: its first places and their total number.
#[derive(Default)]
struct Occurrences {
    places: [usize; MAX_TITLE_OCCURRENCE_COUNT],
    count: usize,
}

impl Occurrences {
    fn add(&mut self, at: usize) {
        if let Some(place) = self.places.get_mut(self.count) {
            *place = at;
        }
        self.count += 1;
    }

    /// Returns the first place at or after `at`.
    fn find_from(&self, at: usize) -> Option<usize> {
        let places = self.places.get(..self.count)?;
        places.iter().copied().find(|&place| place >= at)
    }
}

/// Hashes the words of a title and its number, regardless of the number's style.
pub(crate) fn entry_key(candidate: &Candidate) -> u64 {
    let number = u64::from(candidate.marker.number);
    let words = if candidate.key == 0 {
        u64::from(crate::outline::numbering::rank(candidate.style())) + 7
    } else {
        candidate.key
    };
    words
        .rotate_left(17)
        .wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add(
            candidate
                .marker
                .parent_path
                .wrapping_mul(0xc2b2_ae3d_27d4_eb4f),
        )
}

/// Maximum number of lines between two entries, for example the rest of a wrapped entry.
const MAX_GAP_LINES: u32 = 4;
/// Maximum bytes of the second line of an entry that ends like a sentence.
const MAX_REST_BYTES: u64 = 60;
/// Maximum bytes between two entries.
const MAX_GAP_BYTES: u64 = 320;

/// Minimum bytes of text per recurring title without a number; a refrain has less.
const MIN_BODY_BYTES: u64 = 100;

/// Number of recurring first entries that prove a table of contents before the text was read to its end.
const MIN_RECURRING_ENTRIES: usize = 6;

/// Minimum number of entries with a page number after which one without is no entry.
const MIN_PAGED_COUNT: usize = 3;

fn is_entry(candidate: &Candidate) -> bool {
    if matches!(
        candidate.shape.end,
        LineEnding::FullStop | LineEnding::Semicolon | LineEnding::Comma
    ) {
        return false;
    }
    match candidate.role {
        LineRole::Title => match candidate.style() {
            NumberStyle::Marked(_)
            | NumberStyle::Underlined(_)
            | NumberStyle::Tagged(_)
            | NumberStyle::Letter
            | NumberStyle::Circle
            | NumberStyle::SyllableHalfParen
            | NumberStyle::DigitParen
            | NumberStyle::DigitHalfParen => false,
            NumberStyle::Unnumbered => {
                candidate.shape.end == LineEnding::Unpunctuated && candidate.shape.commas <= 1
            }
            _ => true,
        },
        LineRole::Keyword(_) | LineRole::TocHeading => true,
        LineRole::ShortLine => candidate.shape.has_leader,
        LineRole::Metadata(_) | LineRole::ReadMore => false,
    }
}

/// Rejects the entries of printed tables of contents. Returns the keys of the titles that they list.
pub(crate) fn reject_printed_toc(scanned: &ScannedText, verdicts: &mut [Verdict]) -> ListedTitles {
    let candidates = &scanned.candidates;
    let mut listed = ListedTitles::new();
    let mut places: HashMap<u64, Occurrences> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if is_entry(candidate) {
            places.entry(entry_key(candidate)).or_default().add(at);
        }
    }
    let mut start = 0;
    while start < candidates.len() {
        let end = text_start(candidates, start, run_end(candidates, start));
        let run: Vec<usize> = (start..end)
            .filter(|&at| candidates.get(at).is_some_and(is_entry))
            .collect();
        // Numbers that restart within a run may begin another part of the same table.
        let mut part = RunPart::First;
        let mut rest = run.as_slice();
        while !rest.is_empty() {
            let behind = reject_run(candidates, rest, part, &places, verdicts, &mut listed);
            rest = rest.get(behind..).unwrap_or_default();
            part = RunPart::Later;
        }
        start = end;
    }
    listed
}

/// Returns the end of the run of candidates that begins at `start`: the first candidate with text before it.
fn run_end(candidates: &[Candidate], start: usize) -> usize {
    let is_named = |first: &Candidate| first.role == LineRole::TocHeading;
    let named = candidates.get(start).is_some_and(is_named);
    let pairs = candidates.iter().zip(candidates.iter().skip(1)).skip(start);
    let tight = pairs
        .take_while(|(a, b)| {
            let adjoins = b.line_index <= a.line_index + 1;
            let text = matches!(
                b.prev_line.end,
                LineEnding::FullStop | LineEnding::Colon | LineEnding::Semicolon
            );
            // An entry of two lines may end like a sentence.
            let rest =
                named && b.line_index <= a.line_index + 2 && a.bytes_until(b) <= MAX_REST_BYTES;
            let text = text && !rest;
            let wrapped = b.line_index <= a.line_index + MAX_GAP_LINES
                && a.bytes_until(b) <= MAX_GAP_BYTES
                && !text;
            b.role != LineRole::TocHeading && (adjoins || wrapped)
        })
        .count();
    start + tight + 1
}

/// Returns the place of the run from `start` to `end` at which its first entry recurs, if that is one of its outermost: the
/// text begins there without anything between. Returns `end` if it does not recur.
fn text_start(candidates: &[Candidate], start: usize, end: usize) -> usize {
    let rank_of = |candidate: &Candidate| crate::outline::numbering::rank(candidate.style());
    let run = candidates.get(start..end).unwrap_or_default();
    let mut units = run
        .iter()
        .enumerate()
        .filter(|(_, entry)| is_unit(entry.style()));
    let Some((_, first)) = units.next() else {
        return end;
    };
    let is_outermost = units
        .clone()
        .all(|(_, entry)| rank_of(entry) >= rank_of(first));
    let again = units
        .find(|(_, entry)| entry_key(entry) == entry_key(first) && entry.style() == first.style());
    again
        .filter(|_| is_outermost)
        .map_or(end, |(place, _)| start + place)
}

/// Part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunPart {
    First,
    Later,
}

/// Rejects the first entries of a run if they belong to a table of contents. Returns how many candidates of the
/// run were examined.
fn reject_run(
    candidates: &[Candidate],
    run: &[usize],
    part: RunPart,
    places: &HashMap<u64, Occurrences>,
    verdicts: &mut [Verdict],
    listed: &mut ListedTitles,
) -> usize {
    let titled = run
        .first()
        .and_then(|&at| candidates.get(at))
        .is_some_and(|first| first.role == LineRole::TocHeading);
    let (mut entries, cut) = leading_entries(candidates, run);
    let after = cut.or(run.last().map(|at| at + 1)).unwrap_or(0);
    let RecurringEntries {
        count: repeated,
        prefix_count: reached,
        span_bytes: span,
    } = recurring_entries(candidates, &entries, places, after);
    let enough = entries.len() >= 3 && repeated >= 2 && repeated * 2 >= entries.len();
    // Lines without numbers may recur because a song has a refrain.
    let is_toc =
        titled || are_numbered(candidates, &entries) || span >= MIN_BODY_BYTES * repeated as u64;
    let enough = enough && is_toc;
    // Only the beginning of a long table may have recurred so far.
    let enough = enough || (repeated >= MIN_RECURRING_ENTRIES && repeated * 2 >= reached);
    let named = titled && entries.len() >= 4;
    // The text has begun, but too little is read for a test by recurring titles.
    let begun = part == RunPart::First
        && cut.is_some()
        && entries.len() >= 5
        && are_numbered(candidates, &entries);
    let behind = entries.len();
    // Chapters with the same sections are no table: the number after the run counts on.
    let goes_on = cut.is_none() && !titled && counts_on(candidates, run, after);
    if (!enough && !named && !begun) || goes_on {
        return behind;
    }
    if !enough && cut.is_none() {
        entries.pop();
    }
    for at in entries {
        if let (Some(verdict), Some(candidate)) = (verdicts.get_mut(at), candidates.get(at)) {
            *verdict = Verdict::Rejected;
            listed.insert(entry_key(candidate));
        }
    }
    behind
}

/// Returns whether the number of the first candidate from `after` on follows the last number of the run.
fn counts_on(candidates: &[Candidate], run: &[usize], after: usize) -> bool {
    let last = run.last().and_then(|at| candidates.get(*at));
    let next = candidates
        .get(after..)
        .and_then(|rest| rest.iter().find(|next| is_entry(next)));
    last.zip(next).is_some_and(|(last, next)| {
        last.marker.number > 0
            && last.style() == next.style()
            && last.marker.parent_path == next.marker.parent_path
            && next.marker.number == last.marker.number + 1
            && last.bytes_until(next) >= MIN_BODY_BYTES
    })
}

/// Returns the entries at the start of a run, and the place of the first heading of the text itself: a title
/// that occurred before, or a restart of the outermost numbers.
fn leading_entries(candidates: &[Candidate], run: &[usize]) -> (Vec<usize>, Option<usize>) {
    let mut seen = HashSet::new();
    let mut first: Option<&Candidate> = None;
    let mut entries = Vec::new();
    let mut paged = 0;
    for &at in run {
        let Some(candidate) = candidates.get(at) else {
            continue;
        };
        // The first line without a page number after empty lines.
        let is_apart = candidate.prev_line.blank_lines > 0 && candidate.next_line.blank_lines > 0;
        if paged >= MIN_PAGED_COUNT
            && paged * 2 >= entries.len()
            && is_apart
            && !candidate.shape.has_leader
        {
            return (entries, Some(at));
        }
        paged += usize::from(candidate.shape.has_leader);
        let anew = first.is_some_and(|first| {
            first.style() == candidate.style()
                && first.marker.parent_path == candidate.marker.parent_path
                && candidate.marker.number <= first.marker.number
        });
        if anew || !seen.insert(entry_key(candidate)) {
            return (entries, Some(at));
        }
        if candidate.marker.number > 0 && first.is_none() {
            first = Some(candidate);
        }
        entries.push(at);
    }
    (entries, None)
}

/// Returns whether most entries are numbered or keywords, and no text separates them.
fn are_numbered(candidates: &[Candidate], entries: &[usize]) -> bool {
    let found: Vec<&Candidate> = entries
        .iter()
        .filter_map(|&at| candidates.get(at))
        .collect();
    let numbered = found.iter().filter(|c| !c.is_unnumbered()).count();
    let tight = found
        .iter()
        .zip(found.iter().skip(1))
        .all(|(a, b)| b.line_index <= a.line_index + 2);
    tight && numbered * 10 >= found.len() * 6
}

/// Entries of a table of contents that recur in the text.
struct RecurringEntries {
    /// Number of recurring entries.
    count: usize,
    /// Number of entries up to the last recurring one.
    prefix_count: usize,
    /// Bytes of text from the first recurrence to the last.
    span_bytes: u64,
}

/// Counts the entries that recur at or after `after`, in the order of the table. Entries that recur too often
/// and bare numbers do not count.
fn recurring_entries(
    candidates: &[Candidate],
    entries: &[usize],
    places: &HashMap<u64, Occurrences>,
    after: usize,
) -> RecurringEntries {
    let mut reached = after;
    let (mut times, mut upto) = (0, 0);
    let mut first = None;
    for (index, &at) in entries.iter().enumerate() {
        let entry = candidates.get(at).filter(|entry| entry.key != 0);
        let again = entry.and_then(|entry| places.get(&entry_key(entry)));
        if let Some(place) = again.and_then(|again| again.find_from(reached)) {
            reached = place;
            first = first.or(candidates.get(place));
            times += 1;
            upto = index + 1;
        }
    }
    let span = first.zip(candidates.get(reached));
    RecurringEntries {
        count: times,
        prefix_count: upto,
        span_bytes: span.map_or(0, |(first, last)| first.bytes_until(last)),
    }
}
