//! Titles with the common beginning of the others, such as the name of the book: 山河经卷第一, 山河经弘传序.

use super::candidate::{Candidate, LineRole};
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::outline::numbering::{self, NumberStyle};
use crate::text::blank::is_blank;
use crate::text::script::is_cjk;
use std::collections::HashMap;

/// Minimum length of a common beginning, in Chinese, Japanese or Korean letters.
const MIN_BEGINNING_CHARS: usize = 3;
/// Minimum number of titles that have it.
const MIN_TITLE_COUNT: usize = 3;
/// Minimum bytes of text between titles that begin with a name and a colon; a speaker says less.
const MIN_TEXT_BYTES: u64 = 200;
/// Longest title that is accepted because of its beginning, in characters.
const MAX_TITLE_CHARS: u16 = 32;

/// Accepts the lines that begin like all the titles without a number before their words, and have the same place.
pub(crate) fn accept(scanned: &ScannedText, entries: &[Verdict], verdicts: &mut [Verdict]) {
    accept_named(scanned, entries, verdicts);
    let is_title = |(candidate, verdict): &(&Candidate, &Verdict)| {
        verdict.is_heading()
            && candidate.role == LineRole::Title
            && numbering::parse_marker(scanned.title(candidate)).is_none()
    };
    let titles: Vec<&Candidate> = scanned
        .candidates
        .iter()
        .zip(verdicts.iter())
        .filter(is_title)
        .map(|(candidate, _)| candidate)
        .collect();
    let beginning = common_beginning(titles.iter().map(|title| scanned.title(title)))
        .filter(|_| titles.len() >= MIN_TITLE_COUNT);
    let (beginning, titles) = match beginning {
        Some(beginning) => (beginning, titles),
        None => match first_beginning(scanned) {
            Some(found) => found,
            None => return,
        },
    };
    let place = |line: &Candidate| {
        (
            line.indent,
            line.prev_line.blank_lines > 0,
            line.next_line.blank_lines,
        )
    };
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        let rest = scanned.title(candidate).strip_prefix(beginning);
        let is_like = rest.is_some_and(|rest| !rest.is_empty())
            && matches!(candidate.role, LineRole::Title | LineRole::ShortLine)
            && candidate.shape.chars <= MAX_TITLE_CHARS
            && matches!(
                candidate.shape.end,
                LineEnding::Unpunctuated | LineEnding::ExclamationOrQuestion
            )
            && titles.iter().any(|title| {
                let first = candidate.prev_line.end == LineEnding::NoLine;
                place(title) == place(candidate) || (first && title.indent == candidate.indent)
            });
        let is_entry = entries.get(at) == Some(&Verdict::Rejected);
        if let Some(verdict) = verdicts
            .get_mut(at)
            .filter(|verdict| is_like && !is_entry && !verdict.is_heading())
        {
            *verdict = Verdict::WholeLine;
        }
    }
}

/// Accepts the lines that begin with the name and sign of several headings: 国风·周南, 国风·召南.
fn accept_named(scanned: &ScannedText, entries: &[Verdict], verdicts: &mut [Verdict]) {
    let name = |candidate: &Candidate| {
        let words = scanned.title(candidate);
        let is_line = matches!(candidate.role, LineRole::Title | LineRole::ShortLine)
            && candidate.style() == NumberStyle::Unnumbered
            && candidate.shape.chars <= MAX_TITLE_CHARS
            && candidate.shape.end == LineEnding::Unpunctuated
            && candidate
                .prev_line
                .blank_lines
                .min(candidate.next_line.blank_lines)
                > 0;
        let at = words.find(['·', '・', '｜']).filter(|_| is_line)?;
        words.get(..at).map(str::to_owned)
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (candidate, _) in scanned
        .candidates
        .iter()
        .zip(verdicts.iter())
        .filter(|(_, v)| v.is_heading())
    {
        if let Some(name) = name(candidate) {
            *counts.entry(name).or_insert(0) += 1;
        }
    }
    counts.retain(|_, count| *count >= MIN_TITLE_COUNT);
    if counts.is_empty() {
        return;
    }
    for (at, (candidate, verdict)) in scanned.candidates.iter().zip(verdicts).enumerate() {
        let is_named = name(candidate).is_some_and(|name| counts.contains_key(&name));
        if is_named && !verdict.is_heading() && entries.get(at) != Some(&Verdict::Rejected) {
            *verdict = Verdict::WholeLine;
        }
    }
}

/// Returns the name before the first sign or blank of the first line and the lines that begin with it, if later lines with text between begin with it too:
/// 河边随笔：走路.
fn first_beginning(scanned: &ScannedText) -> Option<(&str, Vec<&Candidate>)> {
    let first = scanned
        .candidates
        .first()
        .filter(|first| first.line_index == 0)?;
    let words = scanned.title(first);
    let at = words.find(|c: char| is_blank(c) || "：:｜|·（(".contains(c))?;
    let name = words.get(..at)?;
    let is_name = name.chars().filter(|c| is_cjk(*c)).count() >= MIN_BEGINNING_CHARS;
    let beginning = words.get(..at + words.get(at..)?.chars().next()?.len_utf8())?;
    let alike: Vec<&Candidate> = scanned
        .candidates
        .iter()
        .filter(|candidate| scanned.title(candidate).starts_with(beginning))
        .collect();
    let is_apart = alike
        .iter()
        .zip(alike.iter().skip(1))
        .all(|(a, b)| b.line_index > a.line_index + 1 && a.bytes_until(b) >= MIN_TEXT_BYTES);
    let is_short = alike
        .iter()
        .all(|line| line.shape.chars <= MAX_TITLE_CHARS && !line.shape.end.is_sentence_end());
    (is_name && is_apart && is_short && alike.len() >= MIN_TITLE_COUNT)
        .then_some((beginning, alike))
}

/// Returns the beginning that all titles have, without the unit of their numbers. `None` if it is short.
fn common_beginning<'t>(mut titles: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut common = titles.next()?;
    for title in titles {
        let same = common
            .chars()
            .zip(title.chars())
            .take_while(|(a, b)| a == b);
        let len = same.map(|(c, _)| c.len_utf8()).sum();
        common = common.get(..len)?;
    }
    let common = common.trim_end_matches(|c: char| is_blank(c) || "第卷巻之回章（(".contains(c));
    let letters = common.chars().filter(|c| is_cjk(*c)).count();
    (letters >= MIN_BEGINNING_CHARS).then_some(common)
}
