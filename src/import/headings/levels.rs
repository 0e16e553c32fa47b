//! What stands under what.
//!
//! Levels come from the order of nesting in the text, not from a table: under which style does
//! another start to count anew? The usual ranks only break ties. The great units (卷, 章, 条) have the
//! same level wherever they stand; everything else is one below what it stands under.

use super::candidate::{Candidate, Role};
use super::words::Place;
use crate::import::numbering::{Style, is_appendix, is_extra, is_unit, rank};
use std::collections::HashMap;

/// Deepest level there is.
const DEEPEST: u8 = 12;

/// A heading as far as nesting goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nested {
    style: Style,
    role: Role,
    /// Whether its number is 1.
    is_first: bool,
    /// Whether a text of its own starts with it.
    starts: bool,
}

impl Nested {
    /// A candidate that is a heading and nests by `style`.
    pub(super) fn of(candidate: &Candidate, style: Style, starts: bool) -> Self {
        Self {
            style,
            role: candidate.role,
            is_first: candidate.marker.number == 1,
            starts,
        }
    }
}

/// How the styles of one text nest.
struct Nesting {
    /// How often the second style starts to count right under the first.
    starts: HashMap<(Style, Style), u32>,
    /// The style nothing stands above.
    outermost: Option<Style>,
    /// The style of the chapters, if the text has any.
    chapters: Option<Style>,
}

impl Nesting {
    fn of(headings: &[Nested]) -> Self {
        let mut starts = HashMap::new();
        let mut counts: HashMap<Style, u32> = HashMap::new();
        for (outer, inner) in headings.iter().zip(headings.iter().skip(1)) {
            if inner.is_first && outer.style != inner.style {
                *starts.entry((outer.style, inner.style)).or_insert(0) += 1;
            }
        }
        for heading in headings.iter().filter(|h| h.style != Style::Word) {
            *counts.entry(heading.style).or_insert(0) += 1;
        }
        let chapters = counts
            .iter()
            .filter(|(style, _)| (18..=22).contains(&rank(**style)))
            .max_by_key(|(style, count)| (**count, **style))
            .map(|(style, _)| *style);
        let mut nesting = Self {
            starts,
            outermost: None,
            chapters,
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
    fn style(&self, heading: &Nested) -> Style {
        let own = heading.style;
        match heading.role {
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
    /// one (章 and 回) and do not start under each other.
    fn beside(&self, a: Style, b: Style) -> bool {
        let starts = |pair| self.starts.get(&pair).copied().unwrap_or(0);
        let alike = is_unit(a) && is_unit(b) && rank(a) == rank(b);
        a == b || (alike && starts((a, b)) < 2 && starts((b, a)) < 2)
    }

    /// Whether `a` stands above `b`.
    fn above(&self, a: Style, b: Style) -> bool {
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
    matches!(style, Style::Outer | Style::Plain | Style::Boxed)
}

/// The levels of headings, from 1, without gaps.
pub(super) fn infer(headings: &[Nested]) -> Vec<u8> {
    let nesting = Nesting::of(headings);
    let usual = usual_depths(&nesting, headings);
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    nest(&nesting, headings, &mut |style, above, _| {
        let below = above.map_or(1, |level| level.saturating_add(1).min(DEEPEST));
        // What stands under nothing may have lost its parent: the text is a fragment.
        let fixed = above.is_none() || is_unit(style);
        let usual = usual.get(&style).copied().filter(|_| fixed);
        let level = below.max(usual.unwrap_or(below));
        levels.push(level);
        level
    });
    close_gaps(&mut levels);
    levels
}

/// Walks the headings; `level` gets the style of each, the level of the one it stands under by the
/// order of the text, and how deep it stands, and gives its level.
fn nest(
    nesting: &Nesting,
    headings: &[Nested],
    level: &mut dyn FnMut(Style, Option<u8>, u8) -> u8,
) {
    let mut stack: Vec<(Style, u8)> = Vec::new();
    let mut essay = None;
    for heading in headings {
        let style = nesting.style(heading);
        if heading.starts {
            stack.clear();
            essay = Some(level(style, None, 1));
            continue;
        }
        let beside = |(other, _): &(Style, u8)| nesting.beside(*other, style);
        if let Some(place) = stack.iter().position(beside) {
            stack.truncate(place);
        } else if style == Style::Word {
            stack.clear();
        } else {
            while stack
                .pop_if(|(top, _)| nesting.above(style, *top))
                .is_some()
            {}
        }
        let above = stack.last().map(|(_, level)| *level).or(essay);
        let depth = (stack.len() + 1 + usize::from(essay.is_some())).min(usize::from(DEEPEST));
        stack.push((style, level(style, above, depth as u8)));
    }
}

/// The depth most headings of each numbered style have; of articles the greatest.
fn usual_depths(nesting: &Nesting, headings: &[Nested]) -> HashMap<Style, u8> {
    let mut counts: HashMap<Style, [u32; DEEPEST as usize + 1]> = HashMap::new();
    nest(nesting, headings, &mut |style, _, depth| {
        let numbered = !is_bare(style) && style != Style::Word;
        let row = numbered.then(|| counts.entry(style).or_default());
        if let Some(count) = row.and_then(|row| row.get_mut(usize::from(depth))) {
            *count += 1;
        }
        depth
    });
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
