//! Lines that are headings because lines of the same look are: a sole 三十八章 in the second part, the numbers in one section as in
//! its neighbours, and the number above the first one of a deeper series.

use super::candidate::{AppliedRule, Candidate, LineOpening, LineRole};
use super::chain::Chain;
use super::line_ending::LineEnding;
use super::numbered_score::{TitleForm, title_form};
use super::scanned_text::ScannedText;
use super::series::series_style;
use super::text_signs;
use super::title_groups::is_own_paragraph;
use super::titled_series::{OpenLines, has_text_below, is_list_style, is_title};
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, Separator, is_unit};
use std::collections::{HashMap, HashSet};

/// Minimum number of headings of a look.
const MIN_ALIKE_COUNT: usize = 2;
/// Minimum number of bare numbers in a text.
const MIN_BARE_COUNT: usize = 3;
/// Tenths of the lines of a look without a number that must be headings.
const MIN_SHARE_TENTHS: usize = 6;
/// Index of the first line that is surely below the title block of a text.
const MIN_LINE_INDEX: u32 = 3;
/// Longest title of a series like that of another section, in characters.
const MAX_TITLE_CHARS: u16 = 24;

/// Style, indent, and whether empty lines are above and below.
type Look = (NumberStyle, u8, bool, bool);

/// Accepts lines that look like headings. `chains` are the numbers that follow each other; `is_likely` returns
/// whether the learnt weights allow a candidate.
pub(crate) fn accept(
    scanned: &ScannedText,
    open: &OpenLines<'_>,
    chains: &[Chain],
    is_likely: &dyn Fn(usize) -> bool,
    verdicts: &mut [Verdict],
) {
    let is_open = |at: usize| {
        let candidate = scanned.candidates.get(at);
        open.contains(at)
            && candidate.is_some_and(|candidate| candidate.applied_rule == AppliedRule::None)
    };
    let may_be_title = |at: usize| is_open(at) && is_likely(at);
    accept_same_look(scanned, &may_be_title, verdicts);
    accept_parallel(scanned, chains, &is_open, verdicts);
    accept_below_units(scanned, &is_open, verdicts);
    accept_bare_numbers(scanned, chains, &is_open, verdicts);
    accept_parents(scanned, chains, &is_open, verdicts);
}

fn accept_line(verdicts: &mut [Verdict], at: usize) {
    if let Some(verdict) = verdicts.get_mut(at).filter(|verdict| !verdict.is_heading()) {
        *verdict = Verdict::WholeLine;
    }
}

/// Returns whether a line is a short title without a number.
fn is_bare(scanned: &ScannedText, candidate: &Candidate) -> bool {
    candidate.style() == NumberStyle::Unnumbered
        && matches!(candidate.role, LineRole::Title | LineRole::ShortLine)
        && is_title(candidate)
        && !is_quoted(scanned.title(candidate))
}

/// Returns whether words begin with a bracket or end as speech does.
fn is_quoted(words: &str) -> bool {
    words.starts_with(['（', '(', '「', '“', '"']) || words.ends_with(['」', '』', '”'])
}

/// Accepts the titles directly below each of several volumes or chapters: 卷之三, and below it 水利志.
fn accept_below_units(
    scanned: &ScannedText,
    is_open: &dyn Fn(usize) -> bool,
    verdicts: &mut [Verdict],
) {
    let mut units: HashMap<NumberStyle, Vec<usize>> = HashMap::new();
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        if is_unit(candidate.style()) && is_heading(verdicts, at) {
            units.entry(candidate.style()).or_default().push(at);
        }
    }
    for members in units
        .into_values()
        .filter(|members| members.len() >= MIN_ALIKE_COUNT)
    {
        let has_title = |at: &usize| {
            let pair = scanned
                .candidates
                .get(*at)
                .zip(scanned.candidates.get(at + 1));
            verdicts.get(*at) == Some(&Verdict::WholeLine)
                && is_open(at + 1)
                && pair.is_some_and(|(unit, title)| {
                    let blanks = (&title.prev_line, &title.next_line);
                    title.line_index == unit.line_index + 1
                        && blanks.0.blank_lines.min(blanks.1.blank_lines) > 0
                        && is_bare(scanned, title)
                        && title.next_line.end != LineEnding::NoLine
                })
        };
        if members.iter().all(has_title) {
            for at in members {
                accept_line(verdicts, at + 1);
            }
        }
    }
}

/// Accepts numbers that stand alone between empty lines and begin at 1, each after the end of a sentence or a heading.
fn accept_bare_numbers(
    scanned: &ScannedText,
    chains: &[Chain],
    is_open: &dyn Fn(usize) -> bool,
    verdicts: &mut [Verdict],
) {
    let is_bare = |at: &usize| {
        scanned.candidates.get(*at).is_some_and(|candidate| {
            let (before, after) = (&candidate.prev_line, &candidate.next_line);
            let above = at
                .checked_sub(1)
                .and_then(|above| scanned.candidates.get(above));
            let follows = above.is_some_and(|above| above.is_adjacent_to(candidate))
                && is_heading(verdicts, at - 1);
            is_open(*at)
                && before.blank_lines.min(after.blank_lines) > 0
                && (follows || before.end.is_sentence_end())
                && after.end.is_sentence_end()
        })
    };
    let is_bare_style = |style| {
        matches!(
            style,
            NumberStyle::Digit(Separator::NoTitle) | NumberStyle::Han(Separator::NoTitle)
        )
    };
    let first = |chain: &Chain| {
        chain
            .members
            .first()
            .and_then(|at| scanned.candidates.get(*at))
    };
    let chains: Vec<&Chain> = chains
        .iter()
        .filter(|chain| is_bare_style(chain.style))
        .collect();
    let are_numbers = |chain: &&Chain| {
        first(chain).is_some_and(|first| first.marker.number == 1)
            && chain.members.iter().all(is_bare)
    };
    let count: usize = chains.iter().map(|chain| chain.members.len()).sum();
    if count >= MIN_BARE_COUNT && chains.iter().all(are_numbers) {
        for at in chains.into_iter().flat_map(|chain| &chain.members) {
            accept_line(verdicts, *at);
        }
    }
}

fn is_heading(verdicts: &[Verdict], at: usize) -> bool {
    verdicts.get(at).is_some_and(|verdict| verdict.is_heading())
}

/// Returns the look of a short title; `None` for other lines.
fn look(candidate: &Candidate) -> Option<Look> {
    let style = candidate.style();
    let is_counted = is_unit(style) && style != NumberStyle::Unit('条')
        || matches!(style, NumberStyle::UnitBare(_));
    let is_kind = is_counted || style == NumberStyle::Unnumbered;
    let is_line = matches!(candidate.role, LineRole::Title | LineRole::ShortLine);
    (is_kind && is_line && is_title(candidate)).then(|| {
        let (before, after) = (&candidate.prev_line, &candidate.next_line);
        let is_apart = before.blank_lines > 0 || before.end == LineEnding::NoLine;
        (style, candidate.indent, is_apart, after.blank_lines > 0)
    })
}

/// Accepts short lines of a look that is the look of headings.
fn accept_same_look(
    scanned: &ScannedText,
    is_open: &dyn Fn(usize) -> bool,
    verdicts: &mut [Verdict],
) {
    let mut counts: HashMap<Look, (usize, usize)> = HashMap::new();
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        if let Some(look) = look(candidate) {
            let count = counts.entry(look).or_default();
            count.0 += 1;
            count.1 += usize::from(is_heading(verdicts, at));
        }
    }
    let is_of_headings = |look: &Look| {
        let (all, headings) = counts.get(look).copied().unwrap_or_default();
        headings >= MIN_ALIKE_COUNT
            && headings < all
            && (look.0 != NumberStyle::Unnumbered || headings * 10 >= all * MIN_SHARE_TENTHS)
    };
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        let words = scanned.title(candidate);
        let is_alike = look(candidate).is_some_and(|look| {
            let is_numbered = look.0 != NumberStyle::Unnumbered;
            let has_list = candidate.next_line.opening == LineOpening::Bullet;
            let is_title = (has_text_below(candidate) || has_list)
                && !is_quoted(words)
                && !text_signs::has_code(words);
            look.2 && is_of_headings(&look) && (is_numbered || is_title)
        });
        let last = candidate.next_line.end == LineEnding::NoLine;
        let has_number_below =
            candidate.line_index > 0 && candidate.next_line.opening == LineOpening::FirstNumber;
        if is_alike
            && !last
            && (candidate.line_index >= MIN_LINE_INDEX || has_number_below)
            && is_open(at)
            && is_own_paragraph(scanned, candidate)
        {
            accept_line(verdicts, at);
        }
    }
}

/// Accepts series below headings of a style that has such a series below another heading.
fn accept_parallel(
    scanned: &ScannedText,
    chains: &[Chain],
    is_open: &dyn Fn(usize) -> bool,
    verdicts: &mut [Verdict],
) {
    let styles_above = styles_above(scanned, verdicts);
    let place = |chain: &Chain| {
        let first = *chain.members.first()?;
        let own = series_style(chain.style);
        let candidate = scanned.candidates.get(first)?;
        let near = styles_above.get(first)?;
        let above = near.iter().flatten().find(|style| **style != own)?;
        Some((own, *above, candidate.indent))
    };
    let chains: Vec<&Chain> = chains
        .iter()
        .filter(|chain| is_list_style(chain.style) && chain.members.len() > 1)
        .collect();
    let is_accepted = |chain: &&&Chain| (chain.members.iter()).all(|at| is_heading(verdicts, *at));
    let known: HashSet<_> = chains
        .iter()
        .filter(is_accepted)
        .filter_map(|chain| place(chain))
        .collect();
    let mut found = Vec::new();
    for chain in chains.iter().filter(|chain| !is_accepted(chain)) {
        let first = chain
            .members
            .first()
            .and_then(|at| scanned.candidates.get(*at));
        let begins = first.is_some_and(|first| first.marker.number == 1);
        if !begins || !place(chain).is_some_and(|place| known.contains(&place)) {
            continue;
        }
        let titles: Option<Vec<(usize, Verdict)>> = chain
            .members
            .iter()
            .map(|at| Some((*at, parallel_title(scanned, *at).filter(|_| is_open(*at))?)))
            .collect();
        found.extend(titles.into_iter().flatten());
    }
    for (at, title) in found {
        if let Some(verdict) = verdicts.get_mut(at).filter(|verdict| !verdict.is_heading()) {
            *verdict = title;
        }
    }
}

/// Returns for each candidate the styles of series of the last heading above it, and of the last one with another style.
fn styles_above(scanned: &ScannedText, verdicts: &[Verdict]) -> Vec<[Option<NumberStyle>; 2]> {
    let mut last = [None; 2];
    let mut found = Vec::with_capacity(scanned.candidates.len());
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        found.push(last);
        let style = Some(series_style(candidate.style()));
        if is_heading(verdicts, at) && style != last[0] {
            last = [style, last[0]];
        }
    }
    found
}

/// Returns the verdict about a member of a series like that of another section; `None` if it can be no title.
fn parallel_title(scanned: &ScannedText, at: usize) -> Option<Verdict> {
    let candidate = scanned.candidates.get(at)?;
    let shape = &candidate.shape;
    match title_form(scanned, candidate) {
        TitleForm::LeadPhrase(bytes)
            if bytes == shape.lead_bytes && shape.lead_chars <= MAX_TITLE_CHARS =>
        {
            Some(Verdict::LeadPhrase(bytes))
        }
        TitleForm::WholeLine => {
            let next = scanned.candidates.get(at + 1);
            let is_item = next.is_some_and(|next| {
                candidate.is_adjacent_to(next) && next.style() == candidate.style()
            });
            let is_title = matches!(shape.end, LineEnding::Unpunctuated | LineEnding::FullStop)
                && shape.chars <= MAX_TITLE_CHARS
                && shape.commas == 0
                && candidate.next_line.end != LineEnding::NoLine;
            (is_title && !is_item).then_some(Verdict::WholeLine)
        }
        _ => None,
    }
}

/// Accepts the short numbered line directly above the first heading of a deeper series, and the others of its own series
/// if all are titles.
fn accept_parents(
    scanned: &ScannedText,
    chains: &[Chain],
    is_open: &dyn Fn(usize) -> bool,
    verdicts: &mut [Verdict],
) {
    let chain_of: HashMap<usize, &Chain> = chains
        .iter()
        .flat_map(|chain| chain.members.iter().map(move |at| (*at, chain)))
        .collect();
    for at in (1..scanned.candidates.len()).rev() {
        let pair = scanned
            .candidates
            .get(at - 1)
            .zip(scanned.candidates.get(at));
        let is_parent = is_heading(verdicts, at)
            && pair.is_some_and(|(parent, first)| {
                let (outer, inner) = (parent.style(), first.style());
                let is_series = |style| is_list_style(style) && style != NumberStyle::Letter;
                first.marker.number == 1
                    && first.line_index == parent.line_index + 1
                    && is_series(outer)
                    && is_series(inner)
                    && series_style(outer) != series_style(inner)
                    && parent.indent <= first.indent
                    && is_title(parent)
            });
        if !is_parent || !is_open(at - 1) {
            continue;
        }
        accept_line(verdicts, at - 1);
        let own = chain_of.get(&(at - 1));
        let members = own.map_or(&[][..], |chain| &chain.members);
        let may_be_title = |at: &usize| {
            is_heading(verdicts, *at)
                || is_open(*at) && scanned.candidates.get(*at).is_some_and(is_title)
        };
        let first = members.first().and_then(|at| scanned.candidates.get(*at));
        let begins = first.is_some_and(|first| first.marker.number == 1);
        if begins && members.iter().all(may_be_title) {
            for member in members {
                accept_line(verdicts, *member);
            }
        }
    }
}
