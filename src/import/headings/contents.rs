//! Printed tables of contents: runs of titles with nothing between them that come again in the text.

use super::candidate::{Candidate, End, Role};
use super::{Scanner, Verdict};
use crate::import::numbering::{Style, is_unit};
use std::collections::{HashMap, HashSet};

/// Identities of the titles a printed table of contents lists.
pub(super) type Listed = HashSet<u64>;

/// Where a title stands last, and how often it stands in the text.
#[derive(Default)]
struct Again {
    last: usize,
    times: u32,
}

/// Identity of a title: its words with its number, whatever the number's style.
pub(super) fn identity(candidate: &Candidate) -> u64 {
    let number = u64::from(candidate.marker.number);
    let words = if candidate.key == 0 {
        u64::from(crate::import::numbering::rank(candidate.style())) + 7
    } else {
        candidate.key
    };
    words
        .rotate_left(17)
        .wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add(candidate.marker.parent.wrapping_mul(0xc2b2_ae3d_27d4_eb4f))
}

/// Most lines between two entries of a table of contents, the rest of a wrapped entry for instance.
const GAP_LINES: u32 = 4;
/// Most bytes between them.
const GAP_BYTES: u64 = 320;

fn is_entry(candidate: &Candidate) -> bool {
    if matches!(candidate.shape.end, End::Stop | End::Semicolon | End::Comma) {
        return false;
    }
    match candidate.role {
        Role::Title => match candidate.style() {
            Style::Marked(_)
            | Style::Letter
            | Style::Circle
            | Style::DigitParen
            | Style::DigitHalf => false,
            Style::Plain => candidate.shape.end == End::Open && candidate.shape.commas <= 1,
            _ => true,
        },
        Role::Word(_) | Role::Contents => true,
        Role::Fact(_) | Role::More => false,
    }
}

/// Rejects the entries of printed tables of contents; says what they list.
pub(super) fn strike(scanner: &Scanner, verdicts: &mut [Verdict]) -> Listed {
    let candidates = &scanner.candidates;
    let mut listed = Listed::new();
    strike_leaders(candidates, verdicts, &mut listed);
    let mut last_place: HashMap<u64, Again> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        if is_entry(candidate) {
            let again = last_place.entry(identity(candidate)).or_default();
            again.last = at;
            again.times += 1;
        }
    }
    let mut start = 0;
    while start < candidates.len() {
        let end = run_end(candidates, start);
        let run: Vec<usize> = (start..end)
            .filter(|&at| candidates.get(at).is_some_and(is_entry))
            .collect();
        strike_run(candidates, &run, &last_place, verdicts, &mut listed);
        start = end;
    }
    listed
}

/// Where the run of candidates that begins at `start` ends: the first with text before it.
fn run_end(candidates: &[Candidate], start: usize) -> usize {
    let pairs = candidates.iter().zip(candidates.iter().skip(1)).skip(start);
    let tight = pairs
        .take_while(|(a, b)| {
            let adjoins = b.order <= a.order + 1;
            let text = matches!(b.before.end, End::Stop | End::Colon | End::Semicolon);
            let wrapped = b.order <= a.order + GAP_LINES && a.text_until(b) <= GAP_BYTES && !text;
            b.role != Role::Contents && (adjoins || wrapped)
        })
        .count();
    start + tight + 1
}

fn strike_run(
    candidates: &[Candidate],
    run: &[usize],
    last_place: &HashMap<u64, Again>,
    verdicts: &mut [Verdict],
    listed: &mut Listed,
) {
    let titled = run
        .first()
        .and_then(|&at| candidates.get(at))
        .is_some_and(|first| first.role == Role::Contents);
    let (mut entries, cut) = entries(candidates, run);
    let after = cut.or(run.last().map(|at| at + 1)).unwrap_or(0);
    let repeated = repeated(candidates, &entries, last_place, after);
    let enough = entries.len() >= 3 && repeated >= 2 && repeated * 2 >= entries.len();
    let named = titled && entries.len() >= 4;
    // The text has begun, but not come far enough to tell by what comes again.
    let begun = cut.is_some() && entries.len() >= 5 && are_numbered(candidates, &entries);
    if !enough && !named && !begun {
        return;
    }
    if !enough && cut.is_none() {
        entries.pop();
    }
    for at in entries {
        if let (Some(verdict), Some(candidate)) = (verdicts.get_mut(at), candidates.get(at)) {
            *verdict = Verdict::Rejected;
            listed.insert(identity(candidate));
        }
    }
}

/// The entries a run begins with, and where the text's own headings begin: with the first title that
/// was there before, or where the outermost numbers start anew.
fn entries(candidates: &[Candidate], run: &[usize]) -> (Vec<usize>, Option<usize>) {
    let mut seen = HashSet::new();
    let mut first: Option<&Candidate> = None;
    let mut entries = Vec::new();
    for &at in run {
        let Some(candidate) = candidates.get(at) else {
            continue;
        };
        let anew = first.is_some_and(|first| {
            first.style() == candidate.style() && candidate.marker.number <= first.marker.number
        });
        if anew || !seen.insert(identity(candidate)) {
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
    let numbered = found.iter().filter(|c| !c.is_plain()).count();
    let tight = found
        .iter()
        .zip(found.iter().skip(1))
        .all(|(a, b)| b.order <= a.order + 2);
    tight && numbered * 10 >= found.len() * 6
}

/// How many entries come again after `after`, in the order they are listed. What comes again many
/// times is a word of the text, and a bare number comes again anyway.
fn repeated(
    candidates: &[Candidate],
    entries: &[usize],
    last_place: &HashMap<u64, Again>,
    after: usize,
) -> usize {
    let mut reached = after;
    let mut count = 0;
    for &at in entries {
        let entry = candidates.get(at).filter(|entry| entry.key != 0);
        let again = entry.and_then(|entry| last_place.get(&identity(entry)));
        if let Some(again) = again.filter(|again| again.last >= reached && again.times <= 3) {
            reached = again.last;
            count += 1;
        }
    }
    count
}

/// Rejects lines that end in a page number, if there are several.
fn strike_leaders(candidates: &[Candidate], verdicts: &mut [Verdict], listed: &mut Listed) {
    let leaders = candidates.iter().filter(|c| c.shape.leader).count();
    if leaders < 3 {
        return;
    }
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        let unit = is_unit(candidate.style()) || candidate.style() != Style::Plain;
        if candidate.shape.leader && (unit || leaders >= 6) {
            *verdict = Verdict::Rejected;
            listed.insert(identity(candidate));
        }
    }
}
