//! Printed tables of contents: runs of titles with nothing between them that come again in the text.

use super::candidate::{Candidate, LineRole};
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::{HashMap, HashSet};

/// Identities of the titles a printed table of contents lists.
pub(crate) type ListedTitles = HashSet<u64>;

/// How often a title may stand in a text. What comes again more often is a word of the text.
const MAX_TITLE_OCCURRENCES: usize = 3;

/// Where a title stands in the text: the first places, and how many there are.
#[derive(Default)]
struct Occurrences {
    places: [usize; MAX_TITLE_OCCURRENCES],
    count: usize,
}

impl Occurrences {
    fn add(&mut self, at: usize) {
        if let Some(place) = self.places.get_mut(self.count) {
            *place = at;
        }
        self.count += 1;
    }

    /// The first place from `at` on.
    fn find_from(&self, at: usize) -> Option<usize> {
        let places = self.places.get(..self.count)?;
        places.iter().copied().find(|&place| place >= at)
    }
}

/// Identity of a title: its words with its number, whatever the number's style.
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

/// Most lines between two entries of a table of contents, the rest of a wrapped entry for instance.
const MAX_GAP_LINES: u32 = 4;
/// Most bytes of the second line of an entry that ends like a sentence.
const MAX_REST_BYTES: u64 = 60;
/// Most bytes between them.
const MAX_GAP_BYTES: u64 = 320;

/// Bytes of text behind a title without a number that was listed, at least.
const MIN_BODY_BYTES: u64 = 100;

/// Entries from the top of a table of contents that come again, by which it is known before the text was
/// seen to its end.
const MIN_RECURRING_ENTRIES: usize = 6;

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
        LineRole::Metadata(_) | LineRole::ReadMore => false,
    }
}

/// Rejects the entries of printed tables of contents; says what they list.
pub(crate) fn reject_printed_toc(scanned: &ScannedText, verdicts: &mut [Verdict]) -> ListedTitles {
    let candidates = &scanned.candidates;
    let mut listed = ListedTitles::new();
    reject_leaders(candidates, verdicts, &mut listed);
    let mut places: HashMap<u64, Occurrences> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if is_entry(candidate) {
            places.entry(entry_key(candidate)).or_default().add(at);
        }
    }
    let mut start = 0;
    while start < candidates.len() {
        let end = run_end(candidates, start);
        let run: Vec<usize> = (start..end)
            .filter(|&at| candidates.get(at).is_some_and(is_entry))
            .collect();
        // What begins to count anew within a run may be another part of the same table.
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

/// Where the run of candidates that begins at `start` ends: the first with text before it.
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

/// Which part of a run it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunPart {
    First,
    Later,
}

/// Strikes the entries that a run begins with, if they are of a table of contents; says where in the run
/// what is behind them begins.
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
    // Lines without numbers may come again because a song has a refrain.
    let told =
        titled || are_numbered(candidates, &entries) || span >= MIN_BODY_BYTES * repeated as u64;
    let enough = enough && told;
    // Of a long table only the beginning may have come again yet.
    let enough = enough || (repeated >= MIN_RECURRING_ENTRIES && repeated * 2 >= reached);
    let named = titled && entries.len() >= 4;
    // The text has begun, but not come far enough to tell by what comes again.
    let begun = part == RunPart::First
        && cut.is_some()
        && entries.len() >= 5
        && are_numbered(candidates, &entries);
    let behind = entries.len();
    if !enough && !named && !begun {
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

/// The entries a run begins with, and where the text's own headings begin: with the first title that
/// was there before, or where the outermost numbers start anew.
fn leading_entries(candidates: &[Candidate], run: &[usize]) -> (Vec<usize>, Option<usize>) {
    let mut seen = HashSet::new();
    let mut first: Option<&Candidate> = None;
    let mut entries = Vec::new();
    for &at in run {
        let Some(candidate) = candidates.get(at) else {
            continue;
        };
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

/// Whether most entries are numbered or title words, and nothing stands between them.
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

/// What of a table of contents comes again.
struct RecurringEntries {
    /// How many entries do.
    count: usize,
    /// How many there are up to the last of these.
    prefix_count: usize,
    /// Bytes of text from the first of these to the last.
    span_bytes: u64,
}

/// Which entries come again after `after`, in the order they are listed. What comes again many times is a word of the text, and a bare
/// number comes again anyway.
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

/// Rejects lines that end in a page number, if there are several.
fn reject_leaders(candidates: &[Candidate], verdicts: &mut [Verdict], listed: &mut ListedTitles) {
    let leaders = candidates.iter().filter(|c| c.shape.has_leader).count();
    if leaders < 3 {
        return;
    }
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        let unit = is_unit(candidate.style()) || candidate.style() != NumberStyle::Unnumbered;
        if candidate.shape.has_leader && (unit || leaders >= 4) {
            *verdict = Verdict::Rejected;
            listed.insert(entry_key(candidate));
        }
    }
}
