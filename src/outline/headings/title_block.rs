//! Title block of a text: the title of the whole text and the names and dates below it are no parts of it.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::counted_words::CountedTitle;
use super::judged_lines::JudgedLines;
use super::poems;
use super::short_title::is_bare as is_short_title;
use crate::outline::numbering::NumberStyle;
use crate::outline::word_lists::{WordList, word_list};

/// Largest number of lines of a title block.
const MAX_BLOCK_LINES: u32 = 4;
/// Minimum number of titles below the title block.
const MIN_TITLE_COUNT: usize = 2;

/// Kinds of documents, at the end of their titles.
static DOCUMENT_KINDS: WordList = WordList::new(|| word_list("document_kinds"));

/// Rejects the lines of the title block.
pub(crate) fn reject(lines: &mut JudgedLines<'_>, counted: &[CountedTitle]) {
    if lines.scanned.is_cut || lines.line(0).is_none_or(|first| first.line_index > 0) {
        return;
    }
    let block = block_end(lines);
    let titles: Vec<usize> = (lines.headings())
        .filter(|(at, line)| *at >= block && is_bare(line))
        .map(|(at, _)| at)
        .collect();
    let is_apart = |at: &usize| {
        lines
            .line(*at)
            .is_some_and(|line| line.prev_line.blank_lines > 0)
    };
    let are_apart = titles.len() >= MIN_TITLE_COUNT && titles.iter().all(is_apart);
    let within = (1..block).filter(|_| are_apart);
    let within: Vec<usize> = within.filter(|at| is_bare_heading(lines, *at)).collect();
    for at in within {
        lines.reject(at);
    }
    reject_stacked(lines, counted);
    let names: Vec<usize> = (lines.headings())
        .filter(|(at, line)| is_bare(line) && is_name_below(lines, *at))
        .map(|(at, _)| at)
        .collect();
    let all = (lines.headings()).filter(|(_, line)| is_bare(line)).count();
    let are_names = names.len() >= MIN_TITLE_COUNT && names.len() * 3 >= all;
    for at in names.iter().filter(|_| are_names) {
        lines.reject(*at);
    }
    let others = lines
        .headings()
        .filter(|(at, line)| *at > 0 && is_bare(line));
    let is_document = DOCUMENT_KINDS
        .iter()
        .any(|kind| lines.words(0).ends_with(kind));
    if is_document && is_bare_heading(lines, 0) && others.count() >= MIN_TITLE_COUNT {
        lines.reject(0);
    }
}

/// Returns whether a line is a name directly below a title without a number.
fn is_name_below(lines: &JudgedLines<'_>, at: usize) -> bool {
    let above = at
        .checked_sub(1)
        .filter(|above| is_bare_heading(lines, *above));
    let is_next = above
        .and_then(|above| lines.pair(above))
        .is_some_and(|(title, name)| name.line_index == title.line_index + 1);
    is_next && poems::is_name(lines.words(at))
}

fn is_bare(line: &Candidate) -> bool {
    matches!(line.role, LineRole::Title | LineRole::ShortLine)
        && line.style() == NumberStyle::Unnumbered
        && line.applied_rule == AppliedRule::None
}

fn is_bare_heading(lines: &JudgedLines<'_>, at: usize) -> bool {
    lines.is_heading(at) && lines.line(at).is_some_and(is_bare)
}

/// Returns the index after the candidates of the first lines, which no empty line parts and an empty line follows.
fn block_end(lines: &JudgedLines<'_>) -> usize {
    let is_next = |(at, line): &(usize, &Candidate)| {
        line.line_index as usize == *at
            && line.line_index < MAX_BLOCK_LINES
            && (*at == 0 || line.prev_line.blank_lines == 0)
    };
    let count = lines.all().take_while(is_next).count();
    let last = count.checked_sub(1).and_then(|last| lines.line(last));
    let is_closed = last.is_some_and(|last| last.next_line.blank_lines > 0);
    if is_closed { count } else { 0 }
}

/// Rejects the first headings of a text that have no text below them, if the others without a number have. `counted` are
/// titles of series, which a title may be above.
fn reject_stacked(lines: &mut JudgedLines<'_>, counted: &[CountedTitle]) {
    let has_none = |at: usize| {
        lines.is_heading(at + 1)
            && (lines.pair(at)).is_some_and(|(own, next)| {
                next.line_index == own.line_index + 1
                    && next.prev_line.blank_lines > 0
                    && is_bare(next)
            })
    };
    let all: Vec<usize> = (lines.headings())
        .filter(|(_, line)| is_bare(line))
        .map(|(at, _)| at)
        .collect();
    let stacked = all.iter().take_while(|at| has_none(**at)).count();
    let (first, rest) = all.split_at_checked(stacked).unwrap_or_default();
    // The title, and a name below it that is set apart.
    let is_named = !lines.is_heading(0) && lines.line(0).is_some_and(is_short_title);
    let from = usize::from(is_named);
    let is_tight = |at: &usize| {
        lines
            .line(*at)
            .is_some_and(|line| line.prev_line.blank_lines == 0)
    };
    let is_first = first
        .iter()
        .enumerate()
        .all(|(place, at)| place + from == *at)
        && (first.len() + from > 1 || rest.iter().skip(1).all(is_tight));
    let place = |at: &usize| lines.line(*at).map_or(0, |line| line.line_index);
    if !first.is_empty()
        && is_first
        && counted.first().map(|title| title.at) != rest.first().copied()
        && first.iter().all(|at| place(at) < MAX_BLOCK_LINES)
        && rest.len() > MIN_TITLE_COUNT
        && !rest.iter().any(|at| has_none(*at))
    {
        for at in first {
            lines.reject(*at);
        }
    }
}
