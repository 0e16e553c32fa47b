//! Files of several documents: the title above numbers that begin at 1 again begins a document of its own.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::series::series_style;
use super::short_title::is_apart;
use super::text_signs;
use super::title_groups::is_own_paragraph;
use crate::outline::numbering::NumberStyle;
use std::collections::HashMap;

/// Longest title of a document, in characters.
const MAX_TITLE_CHARS: u16 = 44;
/// Minimum number of documents of a file.
const MIN_DOCUMENT_COUNT: usize = 2;
/// Maximum number of documents of a file.
const MAX_DOCUMENT_COUNT: usize = 256;
/// Lines at the beginning of a document that may be its title.
const MAX_TITLE_LINES: u32 = 5;

/// Accepts the titles of the documents and returns them, ascending.
pub(crate) fn accept(lines: &mut JudgedLines<'_>) -> Vec<usize> {
    let mut found = over_restarts(lines);
    if found.is_empty() {
        found = behind_wide_gaps(lines);
    }
    if found.is_empty() {
        found = over_articles(lines);
    }
    for at in &found {
        lines.accept_surely(*at);
    }
    found
}

/// Returns whether a line may be the title of a document.
fn is_title(lines: &JudgedLines<'_>, at: usize) -> bool {
    lines.line(at).is_some_and(|line| {
        matches!(line.role, LineRole::Title | LineRole::ShortLine)
            && line.style() == NumberStyle::Unnumbered
            && line.applied_rule == AppliedRule::None
            && line.shape.end == LineEnding::Unpunctuated
            && line.shape.chars <= MAX_TITLE_CHARS
            && line.shape.colon_chars == 0
            && line.shape.commas + line.shape.stops == 0
            && !lines.is_note(at)
            && is_own_paragraph(lines.scanned, line)
            && !text_signs::is_admonition(lines.words(at))
            && !lines.words(at).contains(['〔', '［', '（'])
    })
}

/// Returns the titles directly above each number 1 of a style: 創世記, 第一章 … 出埃及記, 第一章.
fn over_restarts(lines: &JudgedLines<'_>) -> Vec<usize> {
    let mut starts: HashMap<NumberStyle, Vec<usize>> = HashMap::new();
    let mut outermost = None;
    for (at, line) in lines.headings().filter(|(_, line)| line.marker.end > 0) {
        let style = series_style(line.style());
        outermost = outermost.or(Some(style));
        if line.marker.number == 1 {
            starts.entry(style).or_default().push(at);
        }
    }
    let starts = outermost.and_then(|style| starts.remove(&style));
    let starts = starts.unwrap_or_default();
    let title = |at: &usize| {
        let above = at.checked_sub(1).filter(|above| is_title(lines, *above))?;
        let (title, first) = lines.pair(above)?;
        (first.line_index == title.line_index + 1 && is_apart(title)).then_some(above)
    };
    let titles: Vec<usize> = starts.iter().filter_map(title).collect();
    let is_other = |(at, line): (usize, &Candidate)| {
        line.style() == NumberStyle::Unnumbered && titles.binary_search(&at).is_err()
    };
    let is_full = starts.len() >= MIN_DOCUMENT_COUNT && titles.len() == starts.len();
    if is_full && !lines.headings().any(is_other) {
        titles
    } else {
        Vec::new()
    }
}

/// Returns the title directly above the first article, if other headings precede it: an annex with rules of its own.
fn over_articles(lines: &JudgedLines<'_>) -> Vec<usize> {
    let is_article = |style| style == NumberStyle::Unit('条');
    let first = lines
        .headings()
        .find(|(_, line)| is_article(line.style()) && line.marker.number == 1);
    let title = first.and_then(|(at, first)| {
        let above = at.checked_sub(1).filter(|above| is_title(lines, *above))?;
        let title = lines.line(above)?;
        let has_numbers = lines
            .headings()
            .any(|(other, line)| other < above && line.marker.end > 0 && !is_article(line.style()));
        let is_above = first.line_index == title.line_index + 1 && is_apart(title);
        (has_numbers && is_above).then_some(above)
    });
    title.into_iter().collect()
}

/// Returns the titles behind the widest gaps of the text, if numbers begin at 1 again there.
fn behind_wide_gaps(lines: &JudgedLines<'_>) -> Vec<usize> {
    let statistics = &lines.scanned.statistics;
    let gap = (statistics.body_gap() as u8).max(1);
    let is_wide = |line: &Candidate| line.prev_line.blank_lines > gap;
    let mut starts = vec![0];
    starts.extend(
        (lines.all())
            .filter(|(_, line)| is_wide(line))
            .map(|(at, _)| at),
    );
    if starts.len() > MAX_DOCUMENT_COUNT || statistics.body_lines_after(gap) > 1 {
        return Vec::new();
    }
    let titles: Vec<usize> = starts
        .iter()
        .filter_map(|from| title_of_block(lines, *from))
        .collect();
    let begins =
        |line: &Candidate| line.marker.end > 0 && line.marker.number == 1 && !is_wide(line);
    let mut numbered: Vec<usize> = (lines.headings())
        .filter(|(_, line)| begins(line))
        .map(|(at, _)| starts.partition_point(|start| *start <= at))
        .collect();
    numbered.dedup();
    let is_full = titles.len() == starts.len() && numbered.len() * 2 > titles.len();
    if is_full && numbered.len() >= MIN_DOCUMENT_COUNT {
        titles
    } else {
        Vec::new()
    }
}

/// Returns the title of the document whose first line is the candidate `from`.
fn title_of_block(lines: &JudgedLines<'_>, from: usize) -> Option<usize> {
    let first = lines.line(from)?.line_index;
    let near = |at: &usize| {
        lines
            .line(*at)
            .is_some_and(|line| line.line_index < first + MAX_TITLE_LINES)
    };
    let is_number = |at: &usize| lines.line(*at).is_some_and(|line| line.marker.end > 0);
    let mut all = (from..)
        .take_while(|at| near(at) && !is_number(at))
        .filter(|at| is_title(lines, *at));
    let own = all.next()?;
    // An office above the title: 云川县水务局, 关于…的请示.
    let is_subject =
        |at: usize| lines.words(at).starts_with("关于") || lines.words(at).starts_with("關於");
    Some(
        all.next()
            .filter(|next| *next == own + 1 && is_subject(*next))
            .unwrap_or(own),
    )
}
