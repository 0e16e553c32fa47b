//! Titles with the common beginning of the others, such as the name of the book: 山河经卷第一, 山河经弘传序.

use super::candidate::{Candidate, LineRole};
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
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
pub(crate) fn accept(lines: &mut JudgedLines<'_>) {
    accept_named(lines);
    let is_title = |(at, line): &(usize, &Candidate)| {
        line.role == LineRole::Title && numbering::parse_marker(lines.words(*at)).is_none()
    };
    let titles: Vec<(usize, &Candidate)> = lines.headings().filter(is_title).collect();
    let beginning = common_beginning(titles.iter().map(|(at, _)| lines.words(*at)))
        .filter(|_| titles.len() >= MIN_TITLE_COUNT);
    let titles = titles.into_iter().map(|(_, title)| title).collect();
    let found = beginning.map(|beginning| (beginning, titles));
    let Some((beginning, titles)) = found.or_else(|| first_beginning(lines.scanned)) else {
        return;
    };
    let place = |line: &Candidate| {
        let has_gap = line.prev_line.blank_lines > 0;
        (line.indent, has_gap, line.next_line.blank_lines)
    };
    for (at, line) in lines.all() {
        let rest = lines.words(at).strip_prefix(beginning);
        let is_like = rest.is_some_and(|rest| !rest.is_empty())
            && may_be_title(line)
            && matches!(
                line.shape.end,
                LineEnding::Unpunctuated | LineEnding::ExclamationOrQuestion
            )
            && titles.iter().any(|title| {
                let is_first = line.prev_line.is_missing();
                place(title) == place(line) || is_first && title.indent == line.indent
            });
        if is_like {
            lines.accept(at);
        }
    }
}

fn may_be_title(line: &Candidate) -> bool {
    matches!(line.role, LineRole::Title | LineRole::ShortLine)
        && line.shape.chars <= MAX_TITLE_CHARS
}

/// Accepts the lines that begin with the name and sign of several headings: 国风·周南, 国风·召南.
fn accept_named(lines: &mut JudgedLines<'_>) {
    let scanned = lines.scanned;
    let name = |line: &Candidate| {
        let words = scanned.title(line);
        let is_line = may_be_title(line)
            && line.style() == NumberStyle::Unnumbered
            && line.shape.end == LineEnding::Unpunctuated
            && line.prev_line.blank_lines.min(line.next_line.blank_lines) > 0;
        let at = words.find(['·', '・', '｜']).filter(|_| is_line)?;
        words.get(..at).map(str::to_owned)
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for name in lines.headings().filter_map(|(_, line)| name(line)) {
        *counts.entry(name).or_insert(0) += 1;
    }
    counts.retain(|_, count| *count >= MIN_TITLE_COUNT);
    for (at, line) in lines.all().filter(|_| !counts.is_empty()) {
        if name(line).is_some_and(|name| counts.contains_key(&name)) {
            lines.accept(at);
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
