//! What stands under what.
//!
//! Levels come from the order of nesting in the text, not from a table: under which style does
//! another start to count anew? The usual ranks only break ties. The great units (卷, 章, 条) have the
//! same level wherever they stand; everything else is one below what it stands under. A level that a
//! rule of the reader's gives holds as it is; what stands under such a heading goes with it.

use super::Scanner;
use super::candidate::{Candidate, Role, Ruled};
use super::essays::Essays;
use super::plain::Titles;
use super::words::Place;
use crate::import::numbering::{Style, is_appendix, is_extra, is_unit, rank, unit};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Deepest level there is.
const DEEPEST: u8 = 12;

/// How the styles of one text nest.
struct Nesting {
    /// How often the second style starts to count right under the first.
    starts: HashMap<(Style, Style), u32>,
    /// The style nothing stands above.
    outermost: Option<Style>,
    /// The style of the chapters, if the text has any.
    chapters: Option<Style>,
    /// The levels that rules give to styles; of several the most common.
    given: HashMap<Style, u8>,
}

impl Nesting {
    /// `styles` are the headings' own, `candidates` the headings.
    fn of(candidates: &[&Candidate], styles: &[Style]) -> Self {
        let mut starts = HashMap::new();
        let mut counts: HashMap<Style, u32> = HashMap::new();
        let neighbours = candidates.iter().zip(candidates.iter().skip(1));
        for (pair, (outer, inner)) in styles.windows(2).zip(neighbours) {
            let [outer_style, inner_style] = pair else {
                continue;
            };
            let first = inner.marker.number == 1
                || (matches!(outer_style, Style::Ruled(_)) && outer.adjoins(inner));
            if first && outer_style != inner_style {
                *starts.entry((*outer_style, *inner_style)).or_insert(0) += 1;
            }
        }
        for style in styles.iter().filter(|style| **style != Style::Word) {
            *counts.entry(*style).or_insert(0) += 1;
        }
        let chapters = counts
            .iter()
            .filter(|(style, _)| (18..=22).contains(&rank(**style)))
            .max_by_key(|(style, count)| (**count > 1, Reverse(rank(**style)), **count, **style))
            .map(|(style, _)| *style);
        let mut nesting = Self {
            starts,
            outermost: None,
            chapters,
            given: given(candidates, styles),
        };
        nesting.outermost = counts
            .keys()
            .copied()
            .min_by_key(|style| (rank(*style), *style))
            .map(|numbered| {
                let above = [Style::Outer, Style::Plain]
                    .into_iter()
                    .find(|plain| counts.contains_key(plain) && nesting.above(*plain, numbered));
                above.unwrap_or(numbered)
            });
        nesting
    }

    /// The style a heading nests by: title words stand beside others.
    fn style(&self, candidate: &Candidate, own: Style) -> Style {
        match candidate.role {
            Role::Title if is_appendix(own) => Style::Word,
            Role::Title if is_extra(own) => self.chapters.unwrap_or(own),
            Role::Word(Place::Chapter) => self.chapters.unwrap_or(Style::Word),
            Role::Word(Place::Outermost)
            | Role::Title
            | Role::Contents
            | Role::Fact(_)
            | Role::More => own,
        }
    }

    /// Whether headings of two styles are siblings: they are of one style, or of units that count as
    /// one (章 and 回, 第三章 and 三章) and do not start under each other.
    fn beside(&self, a: Style, b: Style) -> bool {
        let starts = |pair| self.starts.get(&pair).copied().unwrap_or(0);
        if let (Some(a), Some(b)) = (self.given.get(&a), self.given.get(&b)) {
            return a == b;
        }
        let alike = is_unit(a) && is_unit(b) && rank(a) == rank(b);
        let alike = alike || (unit(a).is_some() && unit(a) == unit(b));
        a == b || (alike && starts((a, b)) < 2 && starts((b, a)) < 2)
    }

    /// Whether `a` stands above `b`.
    fn above(&self, a: Style, b: Style) -> bool {
        if let (Some(a), Some(b)) = (self.given.get(&a), self.given.get(&b)) {
            return a < b;
        }
        if b == Style::Word {
            return Some(a) == self.outermost;
        }
        let over = self.starts.get(&(a, b)).copied().unwrap_or(0);
        let under = self.starts.get(&(b, a)).copied().unwrap_or(0);
        match (is_bare(a), is_bare(b)) {
            (true, false) => over >= 2 && over > under,
            (false, true) => under < 2 || over >= under,
            _ if over == under || is_unit(a) || is_unit(b) => rank(a) < rank(b),
            _ => over > under,
        }
    }
}

/// Whether titles of a style have no number, so that nothing but what they head places them.
fn is_bare(style: Style) -> bool {
    matches!(
        style,
        Style::Outer | Style::Plain | Style::Boxed | Style::Ruled(_)
    )
}

/// The level that rules give to each style; of several the most common.
fn given(candidates: &[&Candidate], styles: &[Style]) -> HashMap<Style, u8> {
    let mut counts: HashMap<(Style, u8), u32> = HashMap::new();
    for (candidate, style) in candidates.iter().zip(styles) {
        if let Ruled::At(level) = candidate.ruled {
            *counts.entry((*style, level)).or_insert(0) += 1;
        }
    }
    let mut best: HashMap<Style, (u32, u8)> = HashMap::new();
    for ((style, level), count) in counts {
        let slot = best.entry(style).or_insert((count, level));
        *slot = (*slot).max((count, level));
    }
    best.into_iter()
        .map(|(style, (_, level))| (style, level))
        .collect()
}

/// The style a heading is taken for: its own, unless it is only a rule that makes it one.
fn own_style(candidate: &Candidate, titles: &Titles, at: usize) -> Style {
    let own = titles.style(at).unwrap_or(candidate.style());
    match (own, candidate.ruled) {
        (Style::Plain | Style::Boxed | Style::Outer, Ruled::At(level)) => Style::Ruled(level),
        (Style::Plain | Style::Boxed | Style::Outer, Ruled::Heading) => Style::Ruled(0),
        (own, _) => own,
    }
}

/// The levels of the chosen candidates, from 1, without gaps.
pub(super) fn infer(
    scanner: &Scanner,
    chosen: &[usize],
    essays: &Essays,
    titles: &Titles,
) -> Vec<u8> {
    let candidates: Vec<&Candidate> = chosen
        .iter()
        .filter_map(|&at| scanner.candidates.get(at))
        .collect();
    let own: Vec<Style> = chosen
        .iter()
        .zip(&candidates)
        .map(|(&at, candidate)| own_style(candidate, titles, at))
        .collect();
    let nesting = Nesting::of(&candidates, &own);
    let styles: Vec<Style> = candidates
        .iter()
        .zip(own)
        .map(|(candidate, own)| nesting.style(candidate, own))
        .collect();
    let starts: Vec<bool> = chosen.iter().map(|&at| essays.starts(at)).collect();
    let (parents, depths) = nest(&nesting, &styles, &starts);
    let usual = usual_depths(&styles, &depths);
    let mut levels: Vec<u8> = Vec::with_capacity(chosen.len());
    for (style, parent) in styles.iter().zip(&parents) {
        let above = (*parent).and_then(|parent| levels.get(parent)).copied();
        let below = above.map_or(1, |level: u8| level.saturating_add(1).min(DEEPEST));
        // What stands under nothing may have lost its parent: the text is a fragment.
        let fixed = above.is_none() || is_unit(*style);
        let usual = usual.get(style).copied().filter(|_| fixed).unwrap_or(below);
        levels.push(below.max(usual));
    }
    close_gaps(&mut levels);
    if !nesting.given.is_empty() {
        give(&nesting, &candidates, &styles, &parents, &mut levels);
    }
    levels
}

/// Puts the levels that rules give in place of those inferred. A heading of the same style goes with
/// them, and what stands under a heading stays as far below it as it was.
fn give(
    nesting: &Nesting,
    candidates: &[&Candidate],
    styles: &[Style],
    parents: &[Option<usize>],
    levels: &mut [u8],
) {
    let inferred = levels.to_vec();
    for (at, ((candidate, style), parent)) in candidates.iter().zip(styles).zip(parents).enumerate()
    {
        let own = inferred.get(at).copied().unwrap_or(1);
        let above = parent.and_then(|parent| Some((levels.get(parent)?, inferred.get(parent)?)));
        let level = match (candidate.ruled, nesting.given.get(style), above) {
            (Ruled::At(level), _, _) | (_, Some(&level), _) => level,
            (_, None, Some((now, was))) => now + own.saturating_sub(*was).max(1),
            (_, None, None) => own,
        };
        if let Some(slot) = levels.get_mut(at) {
            *slot = level.clamp(1, DEEPEST);
        }
    }
}

/// The parent of each heading by the order of the text, and how deep it stands.
fn nest(nesting: &Nesting, styles: &[Style], starts: &[bool]) -> (Vec<Option<usize>>, Vec<u8>) {
    let mut stack: Vec<(Style, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(styles.len());
    let mut depths = Vec::with_capacity(styles.len());
    let mut essay = None;
    for (at, (style, start)) in styles.iter().zip(starts).enumerate() {
        if *start {
            stack.clear();
            essay = Some(at);
            parents.push(None);
            depths.push(1);
            continue;
        }
        if let Some(place) = stack
            .iter()
            .position(|(other, _)| nesting.beside(*other, *style))
        {
            stack.truncate(place);
        } else if *style == Style::Word {
            stack.clear();
        } else {
            while stack
                .last()
                .is_some_and(|(top, _)| nesting.above(*style, *top))
            {
                stack.pop();
            }
        }
        parents.push(stack.last().map(|(_, at)| *at).or(essay));
        stack.push((*style, at));
        depths.push((stack.len() + usize::from(essay.is_some())).min(usize::from(DEEPEST)) as u8);
    }
    (parents, depths)
}

/// The depth most headings of each numbered style have; of articles the greatest.
fn usual_depths(styles: &[Style], depths: &[u8]) -> HashMap<Style, u8> {
    let mut counts: HashMap<Style, [u32; DEEPEST as usize + 1]> = HashMap::new();
    let numbered = |style: Style| !is_bare(style) && style != Style::Word;
    for (style, depth) in styles
        .iter()
        .zip(depths)
        .filter(|(style, _)| numbered(**style))
    {
        let row = counts.entry(*style).or_default();
        if let Some(count) = row.get_mut(usize::from(*depth)) {
            *count += 1;
        }
    }
    let deepest = |row: &[u32]| row.iter().rposition(|count| *count > 0).unwrap_or(1) as u8;
    let most = |row: &[u32]| {
        let best = row
            .iter()
            .enumerate()
            .max_by_key(|(depth, count)| (**count, *depth));
        best.map_or(1, |(depth, _)| depth as u8)
    };
    // Articles are numbered through the whole law, whatever they stand under.
    let level = |style: Style, row: &[u32]| match style {
        Style::Unit('条') => deepest(row),
        _ => most(row),
    };
    counts
        .iter()
        .map(|(style, row)| (*style, level(*style, row)))
        .collect()
}

/// Renumbers levels so that none is left out.
fn close_gaps(levels: &mut [u8]) {
    let mut used: Vec<u8> = levels.to_vec();
    used.sort_unstable();
    used.dedup();
    for level in levels {
        *level = used.binary_search(level).map_or(1, |at| at as u8 + 1);
    }
}
