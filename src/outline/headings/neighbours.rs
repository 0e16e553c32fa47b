//! Verdicts about numbered lines that follow from the verdicts about their neighbours.
//!
//! A number that is missing between two headings of its series is a heading too, even if its own look is odd. Entries
//! below a heading of notes are no headings, and neither are bare numbers that count on through numbered headings.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::common_beginnings;
use super::line_ending::LineEnding;
use super::numbered_score::{TitleForm, title_form};
use super::scanned_text::ScannedText;
use super::series::series_style;
use super::text_signs;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, Separator, is_unit};
use crate::outline::word_lists::{WordList, word_list};
use std::collections::{HashMap, HashSet};

/// Longest line that fills a gap in a series, in characters.
const MAX_FILLER_CHARS: u16 = 60;
/// The same for a title of Latin letters.
const MAX_LATIN_FILLER_CHARS: u16 = 150;
/// Maximum number of members that a gap may miss.
const MAX_GAP_COUNT: u32 = 2;
/// Minimum number of numbered paragraphs whose first sentences are no titles.
const MIN_PARAGRAPH_COUNT: usize = 3;
/// Minimum number of bare numbers that count pages.
const MIN_PAGE_NUMBER_COUNT: usize = 3;

/// Minimum number of titles that all have a line below them.
const MIN_PAIR_COUNT: usize = 2;

/// Words that head a list of notes or references.
static NOTE_HEADINGS: WordList = WordList::new(|| word_list("note_headings"));

/// Amends the verdicts about numbered lines. `entries` are the verdicts about printed tables of contents.
pub(crate) fn amend(scanned: &ScannedText, entries: &[Verdict], verdicts: &mut [Verdict]) {
    reject_numbered_paragraphs(scanned, verdicts);
    fill_gaps(scanned, entries, verdicts);
    common_beginnings::accept(scanned, entries, verdicts);
    reject_page_numbers(scanned, verdicts);
    reject_lines_below(scanned, verdicts);
    reject_signature_date(scanned, verdicts);
    reject_named_annexes(scanned, verdicts);
    let notes = note_entries(scanned);
    let applied = scanned
        .candidates
        .iter()
        .map(|candidate| candidate.applied_rule != AppliedRule::None);
    for ((verdict, is_note), is_ruled) in verdicts.iter_mut().zip(notes).zip(applied) {
        if is_note && !is_ruled {
            *verdict = Verdict::Rejected;
        }
    }
}

/// Rejects the first sentences of numbered paragraphs: 1.老人说：… 2.因此，…
fn reject_numbered_paragraphs(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let is_lead = |(candidate, verdict): &(&Candidate, &Verdict)| {
        matches!(verdict, Verdict::LeadPhrase(bytes) if *bytes == candidate.shape.lead_bytes)
            && matches!(candidate.style(), NumberStyle::Digit(_))
    };
    let has_clause =
        |candidate: &Candidate| candidate.shape.commas > 0 || candidate.shape.colon_chars > 0;
    let leads = scanned
        .candidates
        .iter()
        .zip(verdicts.iter())
        .filter(is_lead);
    let (mut count, mut clauses) = (0, 0);
    for (candidate, _) in leads {
        count += 1;
        clauses += usize::from(has_clause(candidate));
    }
    if count < MIN_PARAGRAPH_COUNT || clauses * 2 < count {
        return;
    }
    for (candidate, verdict) in scanned.candidates.iter().zip(verdicts) {
        if is_lead(&(candidate, verdict)) {
            *verdict = Verdict::Rejected;
        }
    }
}

/// Returns whether each candidate is an entry of a list of notes or references.
pub(crate) fn note_entries(scanned: &ScannedText) -> Vec<bool> {
    let mut in_notes = false;
    let mut is_entry = |candidate: &Candidate| {
        let words = scanned.title(candidate);
        if is_note_heading(words) {
            in_notes = true;
            return false;
        }
        let ends = match candidate.style() {
            style if is_unit(style) => true,
            NumberStyle::Han(_) | NumberStyle::Keyword => true,
            // 【译文】, but not [1].
            NumberStyle::Boxed => candidate.marker.end == 0 && candidate.mark == Some('【'),
            _ => matches!(candidate.role, LineRole::Keyword(_)),
        };
        in_notes &= !ends;
        in_notes
            && matches!(
                candidate.style(),
                NumberStyle::Digit(_)
                    | NumberStyle::DigitParen
                    | NumberStyle::DigitHalfParen
                    | NumberStyle::HanParen
                    | NumberStyle::Circle
                    | NumberStyle::Boxed
            )
    };
    scanned.candidates.iter().map(&mut is_entry).collect()
}

fn is_note_heading(words: &str) -> bool {
    let core = words.trim_matches(|c: char| "【】[]［］（）()：:　 〔〕".contains(c));
    NOTE_HEADINGS.contains(&core)
}

/// Accepts numbers between headings of their series.
fn fill_gaps(scanned: &ScannedText, entries: &[Verdict], verdicts: &mut [Verdict]) {
    let mut last: HashMap<(NumberStyle, u64), usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        if !verdicts.get(at).is_some_and(|verdict| verdict.is_heading()) || !is_counted(candidate) {
            continue;
        }
        let key = (
            series_style(candidate.style()),
            candidate.marker.parent_path,
        );
        let number = candidate.marker.number;
        let from = last.insert(key, at);
        let before = from.and_then(|from| scanned.candidates.get(from));
        let (start, wanted) = match before {
            Some(before) if before.marker.number < number => (
                from.map_or(0, |from| from + 1),
                before.marker.number + 1..number,
            ),
            _ if number > 1 => (outer_heading(scanned, verdicts, at, candidate), 1..number),
            _ => continue,
        };
        if wanted.len() > MAX_GAP_COUNT as usize {
            continue;
        }
        let mut start = start;
        for missing in wanted {
            let fits = |other: &Candidate| {
                other.marker.number == missing
                    && (series_style(other.style()), other.marker.parent_path) == key
                    && other.indent == candidate.indent
            };
            let mut places = (start..at).filter(|at| scanned.candidates.get(*at).is_some_and(fits));
            if let (Some(place), None) = (places.next(), places.next()) {
                start = place + 1;
                found.push(place);
            }
        }
    }
    found.extend(last_latin_titles(scanned, &last));
    for at in found {
        let is_open = entries.get(at) != Some(&Verdict::Rejected);
        let filler = scanned
            .candidates
            .get(at)
            .filter(|candidate| is_open && may_fill(candidate));
        if let (Some(candidate), Some(verdict)) = (filler, verdicts.get_mut(at)) {
            *verdict = match title_form(scanned, candidate) {
                TitleForm::LeadPhrase(bytes) => Verdict::LeadPhrase(bytes),
                _ if candidate.shape.chars <= max_filler_chars(candidate) => Verdict::WholeLine,
                _ => *verdict,
            };
        }
    }
}

/// Returns the candidates that follow the last heading of their series with a long title of Latin letters.
fn last_latin_titles(
    scanned: &ScannedText,
    last: &HashMap<(NumberStyle, u64), usize>,
) -> Vec<usize> {
    let mut places: HashMap<(NumberStyle, u64), Option<usize>> = HashMap::new();
    for (place, candidate) in scanned.candidates.iter().enumerate() {
        let key = (
            series_style(candidate.style()),
            candidate.marker.parent_path,
        );
        let heading = last
            .get(&key)
            .filter(|&&at| at < place)
            .and_then(|&at| scanned.candidates.get(at));
        let follows = heading.is_some_and(|heading| {
            candidate.marker.number == heading.marker.number + 1
                && candidate.indent == heading.indent
                && candidate.prev_line.blank_lines > 0
                && max_filler_chars(candidate) == MAX_LATIN_FILLER_CHARS
        });
        if follows {
            // Of several none is the next heading.
            let known = places.contains_key(&key);
            places.insert(key, (!known).then_some(place));
        }
    }
    let mut found: Vec<usize> = places.into_values().flatten().collect();
    found.sort_unstable();
    found
}

/// Returns the length of the longest title between headings of its series, in characters. Latin letters are half as
/// wide as Han, and words have several of them; a sentence that goes on has no place there.
fn max_filler_chars(candidate: &Candidate) -> u16 {
    let shape = &candidate.shape;
    let is_latin = u32::from(shape.cells) * 10 <= u32::from(shape.chars) * 12;
    if is_latin && shape.end == LineEnding::Unpunctuated && shape.stops == 0 {
        MAX_LATIN_FILLER_CHARS
    } else {
        MAX_FILLER_CHARS
    }
}

/// Returns whether a series of the candidate's style may have gaps that its neighbours fill.
fn is_counted(candidate: &Candidate) -> bool {
    candidate.role == LineRole::Title
        && matches!(
            candidate.style(),
            NumberStyle::Digit(_)
                | NumberStyle::Han(_)
                | NumberStyle::HanParen
                | NumberStyle::Stem
                | NumberStyle::Unit(_)
                | NumberStyle::Decimal(_)
                | NumberStyle::English(_)
        )
        && candidate.style() != NumberStyle::Unit('条')
}

fn may_fill(candidate: &Candidate) -> bool {
    let separator = candidate.marker.separator;
    !matches!(
        candidate.shape.end,
        LineEnding::Comma | LineEnding::Semicolon
    ) && (candidate.prev_line.blank_lines > 0 || candidate.prev_line.end != LineEnding::Comma)
        && !(is_unit(candidate.style())
            && separator == Separator::None
            && candidate.shape.end.is_sentence_end())
}

/// Returns the place after the last heading of another series before `at`, where the series of `candidate` may begin.
fn outer_heading(
    scanned: &ScannedText,
    verdicts: &[Verdict],
    at: usize,
    candidate: &Candidate,
) -> usize {
    let own = series_style(candidate.style());
    let is_outer = |place: &usize| {
        verdicts
            .get(*place)
            .is_some_and(|verdict| verdict.is_heading())
            && scanned
                .candidates
                .get(*place)
                .is_some_and(|other| series_style(other.style()) == own || is_unit(other.style()))
    };
    (0..at).rev().find(is_outer).map_or(0, |place| place + 1)
}

/// Rejects the second of two titles in a row if all titles without numbers come in such pairs: the date, the author or the
/// source below a title.
fn reject_lines_below(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let is_bare = |(candidate, verdict): &(&Candidate, &Verdict)| {
        verdict.is_heading()
            && candidate.style() == NumberStyle::Unnumbered
            && candidate.applied_rule == AppliedRule::None
    };
    let all = scanned.candidates.iter().zip(verdicts.iter()).enumerate();
    let bare: Vec<(usize, &Candidate)> = all
        .filter(|(_, both)| is_bare(both))
        .map(|(at, (candidate, _))| (at, candidate))
        .collect();
    let pairs = bare.chunks(2);
    let are_pairs = pairs.len() >= MIN_PAIR_COUNT
        && pairs.clone().all(|pair| {
            matches!(pair, [(_, a), (_, b)] if a.is_adjacent_to(b) && b.indent >= a.indent)
        })
        && pairs.zip(bare.chunks(2).skip(1)).all(|(pair, next)| {
            matches!((pair, next), ([_, (_, b)], [(_, c), _]) if !b.is_adjacent_to(c))
        });
    if are_pairs {
        for at in bare
            .iter()
            .skip(1)
            .step_by(2)
            .map(|(at, _)| *at)
            .collect::<Vec<_>>()
        {
            if let Some(verdict) = verdicts.get_mut(at) {
                *verdict = Verdict::Rejected;
            }
        }
    }
}

/// Width of the name above the date of a signature, in cells.
const MAX_SIGNATURE_CELLS: u16 = 40;
/// Candidates from the date of a signature to the end of the text.
const MAX_SIGNED_CANDIDATE_COUNT: usize = 2;

/// Rejects the date of a signature: the only date, and the last heading.
fn reject_signature_date(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let is_date = |at: &usize| {
        let candidate = scanned.candidates.get(*at);
        let bare = candidate.filter(|candidate| candidate.applied_rule == AppliedRule::None);
        bare.is_some_and(|candidate| {
            text_signs::is_date(scanned.title(candidate))
                && candidate.prev_line.cells <= MAX_SIGNATURE_CELLS
                && candidate.prev_line.end == LineEnding::Unpunctuated
                && scanned.candidates.len() - at <= MAX_SIGNED_CANDIDATE_COUNT
        })
    };
    let accepted = verdicts.iter().enumerate().rev();
    let mut accepted = accepted
        .filter(|(_, verdict)| verdict.is_heading())
        .map(|(at, _)| at);
    let last = accepted.next().filter(is_date);
    if let Some(last) = last.filter(|_| !accepted.any(|at| is_date(&at)))
        && let Some(verdict) = verdicts.get_mut(last)
    {
        *verdict = Verdict::Rejected;
    }
}

/// Rejects the lines that name an annex before it: 附件：回执, and further down 附件.
fn reject_named_annexes(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let keyword = |candidate: &Candidate| {
        let words = scanned.title(candidate);
        let is_keyword = matches!(candidate.role, LineRole::Keyword(_));
        let (word, rest) = words.split_once(['：', ':']).unwrap_or((words, ""));
        is_keyword.then(|| (word.to_owned(), !rest.is_empty()))
    };
    let mut bare = HashSet::new();
    for (candidate, verdict) in scanned.candidates.iter().zip(verdicts).rev() {
        match keyword(candidate).filter(|_| verdict.is_heading()) {
            Some((word, true)) if bare.contains(&word) => *verdict = Verdict::Rejected,
            Some((word, false)) => _ = bare.insert(word),
            _ => {}
        }
    }
}

/// Maximum bytes between two equal titles in a row.
const MAX_DOUBLED_BYTES: u64 = 120;

/// Rejects the first of two equal titles in a row.
pub(crate) fn reject_doubled_titles(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let pairs = scanned
        .candidates
        .iter()
        .zip(scanned.candidates.iter().skip(1));
    // 第十条 and 第十条之一 have one number.
    let number = |candidate: &Candidate| {
        let words = scanned.title(candidate).get(..candidate.marker.end);
        words.map(str::trim_end)
    };
    for (at, (a, b)) in pairs.enumerate() {
        let is_same = a.marker.end > 0
            && (a.style(), a.marker.number, a.key) == (b.style(), b.marker.number, b.key)
            && number(a) == number(b)
            && a.bytes_until(b) < MAX_DOUBLED_BYTES
            && b.line_index <= a.line_index + 2;
        // 01, and below it PART ONE.
        let is_counted_twice = a.style() == NumberStyle::Digit(Separator::NoTitle)
            && b.marker.end > 0
            && a.marker.number == b.marker.number
            && a.style() != b.style()
            && b.line_index == a.line_index + 1
            && b.prev_line.blank_lines == 0;
        if let Some([first, second]) = verdicts.get_mut(at..at + 2)
            && (is_same || is_counted_twice)
            && second.is_heading()
        {
            *first = Verdict::Rejected;
        }
    }
}

/// Rejects bare numbers that count the pages of a text: they do not begin at 1, and count on below other headings.
fn reject_page_numbers(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let is_heading = |at: usize| verdicts.get(at).is_some_and(|verdict| verdict.is_heading());
    let bare: Vec<(usize, u32)> = scanned
        .candidates
        .iter()
        .enumerate()
        .filter(|(at, candidate)| {
            is_heading(*at) && candidate.style() == NumberStyle::Digit(Separator::NoTitle)
        })
        .map(|(at, candidate)| (at, candidate.marker.number))
        .collect();
    let counts_on = bare
        .iter()
        .zip(bare.iter().skip(1))
        .all(|((_, a), (_, b))| a < b);
    let (Some((first, number)), Some((last, _))) = (bare.first(), bare.last()) else {
        return;
    };
    let is_bare = |at: usize| bare.binary_search_by_key(&at, |(place, _)| *place).is_ok();
    let between = || (*first..*last).any(|at| is_heading(at) && !is_bare(at));
    if bare.len() >= MIN_PAGE_NUMBER_COUNT && *number > 1 && counts_on && between() {
        for (at, _) in bare {
            if let Some(verdict) = verdicts.get_mut(at) {
                *verdict = Verdict::Rejected;
            }
        }
    }
}
