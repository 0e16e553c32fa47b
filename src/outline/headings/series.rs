//! Series of numbered candidates, as features of each member.

use super::candidate::Candidate;
use super::features::is_numbered;
use super::line_ending::LineEnding;
use super::nested_headings::number_path;
use super::numbered_score::TitleForm;
use super::statistics::LineStatistics;
use crate::outline::numbering::{NumberStyle, Separator, is_unit};
use std::collections::{HashMap, HashSet};

/// Maximum number of open series of one style.
const MAX_OPEN_SERIES_COUNT: usize = 4;
/// Maximum distance between two members, in candidates.
const MAX_GAP_CANDIDATE_COUNT: usize = 400;

/// Measures of a series. Shares are from 0 to 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series {
    pub(crate) members: Vec<usize>,
    pub(crate) count: usize,
    pub(crate) starts_at_first: bool,
    pub(crate) gap_share: f32,
    /// Members directly after another.
    pub(crate) adjacent_share: f32,
    /// Median distance in lines.
    pub(crate) median_distance: f32,
    pub(crate) indent_changes: f32,
    pub(crate) sentences: f32,
    pub(crate) semicolons: f32,
    pub(crate) leads: f32,
    /// Members whose first phrase is their title and has a comma or colon.
    pub(crate) lead_commas: f32,
    pub(crate) commas: f32,
    pub(crate) long: f32,
    pub(crate) blanks: f32,
    pub(crate) bodies: f32,
    /// Line before the first member: 0 body, 1 colon, 2 short line, 3 none.
    pub(crate) intro: usize,
    /// Series of the same style.
    pub(crate) kin_count: f32,
    /// Mean length of these.
    pub(crate) kin_length: f32,
    /// Series of other styles that start at 1 between the members.
    pub(crate) inner_starts: f32,
    /// Whether the number that a decimal names occurs.
    pub(crate) has_parent: bool,
}

/// Returns the style without differences that one series may have.
pub(crate) fn series_style(style: NumberStyle) -> NumberStyle {
    match style {
        NumberStyle::Digit(_) => NumberStyle::Digit(Separator::Dot),
        NumberStyle::Han(_) => NumberStyle::Han(Separator::Comma),
        other => other,
    }
}

/// Collects the numbered candidates into series; returns them with the series of each candidate.
pub(crate) fn collect_series(
    candidates: &[Candidate],
    forms: &[TitleForm],
    statistics: &LineStatistics,
) -> (Vec<Series>, Vec<Option<usize>>) {
    let mut all: Vec<Series> = Vec::new();
    let mut owner = vec![None; candidates.len()];
    let mut open: HashMap<(NumberStyle, u64), Vec<usize>> = HashMap::new();
    for (at, c) in candidates
        .iter()
        .enumerate()
        .filter(|(_, c)| is_numbered(c))
    {
        let places = open
            .entry((series_style(c.style()), c.marker.parent_path))
            .or_default();
        let best = best_series(&all, places, candidates, at);
        let index = best.unwrap_or(all.len());
        if best.is_none() {
            all.push(Series::default());
        }
        places.retain(|other| *other != index);
        if places.len() >= MAX_OPEN_SERIES_COUNT {
            places.remove(0);
        }
        places.push(index);
        if let (Some(series), Some(slot)) = (all.get_mut(index), owner.get_mut(at)) {
            series.members.push(at);
            *slot = Some(index);
        }
    }
    let paths: HashSet<u64> = candidates
        .iter()
        .filter_map(|c| number_path(&c.marker))
        .collect();
    let starts: Vec<usize> = all
        .iter()
        .filter_map(|series| series.members.first().copied())
        .filter(|at| candidates.get(*at).is_some_and(|c| c.marker.number == 1))
        .collect();
    let mut kin: HashMap<NumberStyle, (f32, f32)> = HashMap::new();
    for series in &mut all {
        measure(series, candidates, forms, statistics);
        let last = series.members.last().copied().unwrap_or(0);
        let first = series.members.first().copied().unwrap_or(0);
        let inner = starts.partition_point(|at| *at < last)
            - starts
                .partition_point(|at| *at <= first)
                .min(starts.partition_point(|at| *at < last));
        series.inner_starts = inner as f32;
        if let Some(c) = candidates.get(first) {
            series.has_parent = paths.contains(&c.marker.parent_path);
            let sum = kin.entry(series_style(c.style())).or_default();
            sum.0 += 1.0;
            sum.1 += series.count as f32;
        }
    }
    for series in &mut all {
        let style = series
            .members
            .first()
            .and_then(|at| candidates.get(*at))
            .map(|c| series_style(c.style()));
        let (number, total) = style
            .and_then(|style| kin.get(&style))
            .copied()
            .unwrap_or((1.0, 1.0));
        series.kin_count = number;
        series.kin_length = total / number;
    }
    (all, owner)
}

fn best_series(
    all: &[Series],
    open: &[usize],
    candidates: &[Candidate],
    at: usize,
) -> Option<usize> {
    let c = candidates.get(at)?;
    let unit = is_unit(c.style());
    let slack = if unit { 3 } else { 2 };
    let mut best: Option<(f32, usize)> = None;
    for &index in open.iter().rev() {
        let Some(&last_at) = all.get(index).and_then(|series| series.members.last()) else {
            continue;
        };
        let Some(last) = candidates.get(last_at) else {
            continue;
        };
        let step = c.marker.number.wrapping_sub(last.marker.number);
        // Inserted articles: 第二条, 第二条の二.
        let is_inserted = c.style() == NumberStyle::Unit('条') && c.key != last.key;
        if (step == 0 && !is_inserted)
            || step > slack
            || !(unit || at - last_at <= MAX_GAP_CANDIDATE_COUNT)
        {
            continue;
        }
        let (indent, joint) = (
            c.indent == last.indent,
            c.marker.separator == last.marker.separator,
        );
        let mut score = f32::from(u8::from(indent)) * 2.0 + f32::from(u8::from(joint)) * 1.5
            - step.saturating_sub(1) as f32 * 1.2;
        if !(indent || joint || unit) {
            score -= 3.0;
        }
        if score > -1.5 && best.is_none_or(|(other, _)| score > other) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

fn measure(
    series: &mut Series,
    candidates: &[Candidate],
    forms: &[TitleForm],
    statistics: &LineStatistics,
) {
    let members: Vec<(&Candidate, TitleForm)> = series
        .members
        .iter()
        .filter_map(|at| Some((candidates.get(*at)?, *forms.get(*at)?)))
        .collect();
    let count = members.len().max(1) as f32;
    series.count = members.len();
    let share = |test: &dyn Fn(&(&Candidate, TitleForm)) -> bool| {
        members.iter().filter(|m| test(m)).count() as f32 / count
    };
    let whole = |form: TitleForm| matches!(form, TitleForm::WholeLine | TitleForm::NoTitle);
    series.sentences = share(&|(c, form)| whole(*form) && c.shape.end.is_sentence_end());
    series.semicolons =
        share(&|(c, _)| matches!(c.shape.end, LineEnding::Semicolon | LineEnding::Comma));
    series.leads = share(&|(_, form)| matches!(form, TitleForm::LeadPhrase(_)));
    series.lead_commas = share(&|(c, form)| {
        matches!(form, TitleForm::LeadPhrase(bytes) if *bytes == c.shape.lead_bytes)
            && (c.shape.commas > 0 || c.shape.colon_chars > 0)
    });
    series.commas = share(&|(c, form)| whole(*form) && c.shape.commas > 0);
    series.long = share(&|(c, form)| whole(*form) && c.shape.cells > 48);
    let gap = statistics.body_gap();
    series.blanks = share(&|(c, _)| usize::from(c.prev_line.blank_lines) > gap);
    series.bodies = share(&|(c, form)| {
        *form == TitleForm::WholeLine
            && (c.next_line.end == LineEnding::FullStop || c.next_line.cells >= 56)
    });
    if let Some((first, _)) = members.first() {
        series.starts_at_first = first.marker.number <= 1;
        series.intro = match first.prev_line.end {
            LineEnding::NoLine => 3,
            LineEnding::Colon => 1,
            _ if first.prev_line.end == LineEnding::FullStop || first.prev_line.cells >= 56 => 0,
            _ => 2,
        };
    }
    let pairs: Vec<(&Candidate, &Candidate)> = members
        .iter()
        .zip(members.iter().skip(1))
        .map(|((a, _), (b, _))| (*a, *b))
        .collect();
    if pairs.is_empty() {
        return;
    }
    let number = pairs.len() as f32;
    series.gap_share = pairs
        .iter()
        .map(|(a, b)| b.marker.number.saturating_sub(a.marker.number + 1))
        .sum::<u32>() as f32
        / number;
    series.adjacent_share =
        pairs.iter().filter(|(a, b)| a.is_adjacent_to(b)).count() as f32 / number;
    series.indent_changes =
        pairs.iter().filter(|(a, b)| a.indent != b.indent).count() as f32 / number;
    let mut distances: Vec<u32> = pairs
        .iter()
        .map(|(a, b)| b.line_index - a.line_index)
        .collect();
    distances.sort_unstable();
    series.median_distance = distances.get(distances.len() / 2).copied().unwrap_or(0) as f32;
}
