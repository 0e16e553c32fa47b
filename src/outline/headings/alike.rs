//! Lines that are headings because other lines are: titles below volumes, the numbers in one section as in its neighbours,
//! and the number above the first one of a deeper series.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::chain::Chain;
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::numbered_score::{TitleForm, title_form};
use super::series::series_style;
use super::short_title::{is_apart, is_bare, is_list_style, is_quoted, is_title};
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, Separator, is_unit};
use std::collections::{HashMap, HashSet};

/// Minimum number of volumes or chapters.
const MIN_UNIT_COUNT: usize = 2;
/// Minimum number of bare numbers in a text.
const MIN_BARE_COUNT: usize = 3;
/// Tenths of the members of a series like that of another section that must have text below.
const MIN_ALONE_SHARE_TENTHS: usize = 6;
/// Longest title of a series like that of another section, in characters.
const MAX_TITLE_CHARS: u16 = 24;

/// Longest title above a series, in characters.
const MAX_PARENT_CHARS: u16 = 44;

/// Accepts lines beside or around headings.
pub(crate) fn accept(lines: &mut JudgedLines<'_>) {
    accept_parallel(lines);
    accept_below_units(lines);
    accept_bare_numbers(lines);
    accept_parents(lines);
}

/// Accepts the titles directly below each of several volumes or chapters: 卷之三, and below it 水利志.
fn accept_below_units(lines: &mut JudgedLines<'_>) {
    let mut units: HashMap<NumberStyle, Vec<usize>> = HashMap::new();
    for (at, unit) in lines.headings().filter(|(_, line)| is_unit(line.style())) {
        units.entry(unit.style()).or_default().push(at);
    }
    units.retain(|_, members| members.len() >= MIN_UNIT_COUNT);
    for members in units.into_values() {
        let has_title = |at: &usize| {
            lines.pair(*at).is_some_and(|(unit, title)| {
                let (above, below) = (&title.prev_line, &title.next_line);
                lines.verdict(*at) == Some(Verdict::WholeLine)
                    && lines.is_open(at + 1)
                    && title.line_index == unit.line_index + 1
                    && above.blank_lines.min(below.blank_lines) > 0
                    && is_bare(title)
                    && !is_quoted(lines.words(at + 1))
            })
        };
        if members.iter().all(has_title) {
            for at in members {
                lines.accept(at + 1);
            }
        }
    }
}

/// Accepts numbers that stand alone between empty lines and begin at 1, each after the end of a sentence or a heading.
fn accept_bare_numbers(lines: &mut JudgedLines<'_>) {
    let is_bare = |at: &usize| {
        lines.line(*at).is_some_and(|line| {
            let (before, after) = (&line.prev_line, &line.next_line);
            let above = at.checked_sub(1).filter(|above| lines.is_heading(*above));
            let above = above.and_then(|above| lines.line(above));
            let follows = above.is_some_and(|above| above.is_adjacent_to(line));
            lines.is_open(*at)
                && before.blank_lines.min(after.blank_lines) > 0
                && (follows || before.end.is_sentence_end())
                && after.end.is_sentence_end()
        })
    };
    let is_bare_style = |chain: &&Chain| {
        matches!(
            chain.style,
            NumberStyle::Digit(Separator::NoTitle) | NumberStyle::Han(Separator::NoTitle)
        )
    };
    let chains: Vec<&Chain> = lines.chains.iter().filter(is_bare_style).collect();
    let are_numbers = |chain: &&Chain| {
        starts_at_first(lines, &chain.members) && chain.members.iter().all(is_bare)
    };
    let members: Vec<usize> = chains
        .iter()
        .flat_map(|chain| chain.members.clone())
        .collect();
    if members.len() >= MIN_BARE_COUNT && chains.iter().all(are_numbers) {
        for at in members {
            lines.accept(at);
        }
    }
}

/// Returns whether the numbers of a chain name the sections that they are in.
fn is_decimal(chain: &Chain) -> bool {
    matches!(chain.style, NumberStyle::Decimal(_))
}

fn starts_at_first(lines: &JudgedLines<'_>, members: &[usize]) -> bool {
    let first = members.first().and_then(|at| lines.line(*at));
    first.is_some_and(|first| first.marker.number == 1)
}

/// Accepts series below headings of a style that has such a series below another heading.
fn accept_parallel(lines: &mut JudgedLines<'_>) {
    let styles_above = styles_above(lines);
    let place = |chain: &Chain| {
        let first = *chain.members.first()?;
        let own = series_style(chain.style);
        let near = styles_above.get(first)?;
        let above = near.iter().flatten().find(|style| **style != own)?;
        Some((own, *above, lines.line(first)?.indent))
    };
    let is_list = |chain: &&Chain| {
        (is_list_style(chain.style) || is_decimal(chain)) && chain.members.len() > 1
    };
    let (known, others): (Vec<&Chain>, Vec<&Chain>) = (lines.chains.iter().filter(is_list))
        .partition(|chain| chain.members.iter().all(|at| lines.is_heading(*at)));
    let known: HashSet<_> = known.into_iter().filter_map(place).collect();
    let mut found = Vec::new();
    for chain in others {
        let is_known = place(chain).is_some_and(|place| known.contains(&place));
        if is_known && starts_at_first(lines, &chain.members) {
            let members = chain.members.iter();
            let titles: Option<Vec<(usize, Verdict)>> =
                (members.map(|at| Some((*at, parallel_title(lines, *at)?)))).collect();
            let is_apart_at = |at: &usize| lines.line(*at).is_some_and(is_apart);
            let alone = |(at, _): &&(usize, Verdict)| !is_above_next(lines, *at);
            found.extend(titles.filter(|titles| {
                is_decimal(chain) && chain.members.iter().all(is_apart_at)
                    || titles.iter().filter(alone).count() * 10
                        >= titles.len() * MIN_ALONE_SHARE_TENTHS
            }));
        }
    }
    for (at, title) in found.into_iter().flatten() {
        lines.accept_as(at, title);
    }
}

/// Returns for each candidate the styles of series of the last heading above it, and of the last one with another style.
fn styles_above(lines: &JudgedLines<'_>) -> Vec<[Option<NumberStyle>; 2]> {
    let mut last = [None; 2];
    let step = |(at, line): (usize, &Candidate)| {
        let found = last;
        let style = Some(series_style(line.style()));
        if lines.is_heading(at) && style != last[0] {
            last = [style, last[0]];
        }
        found
    };
    lines.all().map(step).collect()
}

/// Returns the verdict about a member of a series like that of another section; `None` if it can be no title.
fn parallel_title(lines: &JudgedLines<'_>, at: usize) -> Option<Verdict> {
    let line = lines.line(at).filter(|_| lines.is_open(at))?;
    let shape = &line.shape;
    match title_form(lines.scanned, line) {
        TitleForm::LeadPhrase(bytes)
            if bytes == shape.lead_bytes && shape.lead_chars <= MAX_TITLE_CHARS =>
        {
            Some(Verdict::LeadPhrase(bytes))
        }
        TitleForm::WholeLine => {
            let is_title = matches!(shape.end, LineEnding::Unpunctuated | LineEnding::FullStop)
                && shape.chars <= MAX_TITLE_CHARS
                && shape.commas == 0
                && !line.next_line.is_missing();
            is_title.then_some(Verdict::WholeLine)
        }
        _ => None,
    }
}

/// Returns whether the next number of the series is directly below.
fn is_above_next(lines: &JudgedLines<'_>, at: usize) -> bool {
    (lines.pair(at))
        .is_some_and(|(line, next)| line.is_adjacent_to(next) && next.style() == line.style())
}

/// Returns whether a line may be the title above a series: no sentence, no item of a list.
fn may_be_parent(line: &Candidate) -> bool {
    let shape = &line.shape;
    let is_number = matches!(line.style(), NumberStyle::Digit(_) | NumberStyle::Han(_));
    is_title(line)
        || is_number
            && line.role == LineRole::Title
            && line.applied_rule == AppliedRule::None
            && line.marker.separator != Separator::None
            && shape.end == LineEnding::Unpunctuated
            && shape.commas + shape.stops == 0
            && shape.colon_chars == 0
            && shape.chars <= MAX_PARENT_CHARS
}

/// Accepts the short numbered line directly above the first heading of a deeper series, and the others of its own series
/// if all are titles.
fn accept_parents(lines: &mut JudgedLines<'_>) {
    let chains = lines.chains.clone();
    let members = chains
        .iter()
        .flat_map(|chain| chain.members.iter().map(move |at| (*at, chain)));
    let chain_of: HashMap<usize, &Chain> = members.collect();
    for at in (1..lines.scanned.candidates.len()).rev() {
        let is_parent = lines.pair(at - 1).is_some_and(|(parent, first)| {
            let (outer, inner) = (parent.style(), first.style());
            let is_series = |style| is_list_style(style) && style != NumberStyle::Letter;
            first.marker.number == 1
                && first.line_index == parent.line_index + 1
                && is_series(outer)
                && is_series(inner)
                && series_style(outer) != series_style(inner)
                && parent.indent <= first.indent
                && may_be_parent(parent)
        });
        if !is_parent || !lines.is_heading(at) || !lines.is_open(at - 1) {
            continue;
        }
        lines.accept(at - 1);
        let members = chain_of.get(&(at - 1)).map_or(&[][..], |own| &own.members);
        let may_be_title = |at: &usize| {
            lines.is_heading(*at) || lines.is_open(*at) && lines.line(*at).is_some_and(is_title)
        };
        if starts_at_first(lines, members) && members.iter().all(may_be_title) {
            for member in members {
                lines.accept(*member);
            }
        }
    }
}
