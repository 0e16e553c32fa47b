//! What stands under what.
//!
//! Levels come from the order of nesting in the text, not from a table: under which style does
//! another start to count anew? The usual ranks only break ties. The great units (卷, 章, 条) have the
//! same level wherever they stand; everything else is one below what it stands under. A level that a
//! rule of the reader's gives holds as it is; what stands under such a heading goes with it.

use super::candidate::{Candidate, Role, Ruled};
use super::keywords::Place;
use crate::outline::numbering::{
    APPENDIX, Marker, Style, child_path, is_appendix, is_extra, is_unit, rank, unit,
};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Deepest level there is.
const DEEPEST: u8 = 12;

/// A heading as far as nesting goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nested {
    style: Style,
    role: Role,
    /// Whether its number is 1.
    is_first: bool,
    /// Whether it stands right behind another heading.
    is_behind: bool,
    /// Whether a text of its own starts with it.
    starts: bool,
    /// The level that a rule gives it.
    given: Option<u8>,
}

impl Nested {
    /// A candidate that is a heading and nests by `style`.
    pub(crate) fn of(candidate: &Candidate, style: Style, starts: bool) -> Self {
        let is_bare = matches!(style, Style::Plain | Style::Boxed | Style::Outer);
        let given = match candidate.ruled {
            Ruled::At(level) => Some(level),
            Ruled::Not | Ruled::Heading => None,
        };
        Self {
            // What is a heading only by a rule is of a kind with what that rule names.
            style: match candidate.ruled {
                Ruled::At(_) | Ruled::Heading if is_bare => Style::Ruled(given.unwrap_or(0)),
                Ruled::Not | Ruled::At(_) | Ruled::Heading => style,
            },
            role: candidate.role,
            is_first: candidate.marker.number == 1,
            is_behind: false,
            starts,
            given,
        }
    }

    /// The same, right behind another heading, with no text between.
    pub(crate) fn right_behind(self) -> Self {
        Self {
            is_behind: true,
            ..self
        }
    }
}

/// The path of a number that decimals may stand under (of 1.2 the path 1, 2).
pub(crate) fn path(marker: &Marker) -> Option<u64> {
    match marker.style {
        Style::Digit(_)
        | Style::Unit('章' | '篇' | '分' | '讲' | '课')
        | Style::UnitFirst('章')
        | Style::UnitBare('章')
        | Style::English(_)
        | Style::EnglishJoined(_)
        | Style::Decimal(_) => Some(child_path(marker.parent, marker.number)),
        Style::Letter => Some(child_path(0, APPENDIX + marker.number)),
        style if is_appendix(style) => Some(child_path(0, APPENDIX + marker.number)),
        _ => None,
    }
}

/// Numbers that decimals may stand under, of which as many are remembered. In a text of more chapters they
/// are those that come last.
const REMEMBERED: usize = 4096;

/// Many headings as far as nesting goes. They are of few kinds, each of which is kept once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nestings {
    kinds: Vec<Nested>,
    /// The kind of each heading.
    of: Vec<u16>,
    /// The headings that have each path, the last of each.
    paths: HashMap<u64, u32>,
    /// Decimals and the headings whose numbers they name, by their indices, in order.
    under: Vec<(u32, u32)>,
}

impl Nestings {
    /// Adds a heading behind the others; `marker` is its number.
    pub(crate) fn push(&mut self, heading: Nested, marker: &Marker) {
        self.count(heading.style, marker);
        let known = self.kinds.iter().position(|kind| *kind == heading);
        let kind = known.unwrap_or_else(|| {
            self.kinds.push(heading);
            self.kinds.len() - 1
        });
        // Styles and what else tells kinds apart are some hundreds.
        self.of.push(kind as u16);
    }

    /// Notes the number of the next heading.
    fn count(&mut self, style: Style, marker: &Marker) {
        let at = self.of.len() as u32;
        if matches!(style, Style::Decimal(_))
            && let Some(&above) = self.paths.get(&marker.parent)
        {
            self.under.push((at, above));
        }
        if let Some(path) = path(marker) {
            if self.paths.len() == REMEMBERED {
                self.paths.clear();
            }
            self.paths.insert(path, at);
        }
    }

    /// The heading whose number the one at an index names, as 1.1 names 1.
    fn named_by(&self, at: usize) -> Option<usize> {
        let key = |&(decimal, _): &(u32, u32)| decimal as usize;
        let place = self.under.binary_search_by_key(&at, key).ok()?;
        self.under.get(place).map(|(_, above)| *above as usize)
    }

    /// Whether decimals stand under other numbers: 1.1 under 1.
    fn hold_decimals(&self) -> bool {
        let style = |above: u32| self.get(above as usize).map(|heading| heading.style);
        let mut above = self.under.iter().filter_map(|(_, above)| style(*above));
        above.any(|style| !matches!(style, Style::Decimal(_)))
    }

    fn len(&self) -> usize {
        self.of.len()
    }

    fn get(&self, at: usize) -> Option<&Nested> {
        self.kinds.get(usize::from(*self.of.get(at)?))
    }

    fn iter(&self) -> impl Iterator<Item = &Nested> {
        (0..self.len()).filter_map(|at| self.get(at))
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
    /// The levels that rules give to styles; of several the most common.
    given: HashMap<Style, u8>,
}

impl Nesting {
    fn of(headings: &Nestings) -> Self {
        let mut starts = HashMap::new();
        let mut counts: HashMap<Style, u32> = HashMap::new();
        for (outer, inner) in headings.iter().zip(headings.iter().skip(1)) {
            let by_rule = inner.is_behind && matches!(outer.style, Style::Ruled(_));
            if (inner.is_first || by_rule) && outer.style != inner.style {
                *starts.entry((outer.style, inner.style)).or_insert(0) += 1;
            }
        }
        for heading in headings.iter().filter(|h| h.style != Style::Word) {
            *counts.entry(heading.style).or_insert(0) += 1;
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
            given: given(headings),
        };
        let decimals = headings.hold_decimals();
        nesting.outermost = counts
            .keys()
            .copied()
            .filter(|style| !(decimals && matches!(style, Style::Decimal(_))))
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
fn given(headings: &Nestings) -> HashMap<Style, u8> {
    let mut counts: HashMap<(Style, u8), u32> = HashMap::new();
    for heading in headings.iter() {
        if let Some(level) = heading.given {
            *counts.entry((heading.style, level)).or_insert(0) += 1;
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

/// The levels of headings, from 1, without gaps but those that rules make.
pub(crate) fn infer(headings: &Nestings) -> Vec<u8> {
    let nesting = Nesting::of(headings);
    let usual = usual_depths(&nesting, headings);
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    nest(&nesting, headings, &mut |style, parent, _| {
        let above = parent.and_then(|parent| levels.get(parent)).copied();
        let below = above.map_or(1, |level: u8| level.saturating_add(1).min(DEEPEST));
        // What stands under nothing may have lost its parent: the text is a fragment.
        let fixed = above.is_none() || is_unit(style);
        let usual = usual.get(&style).copied().filter(|_| fixed);
        levels.push(below.max(usual.unwrap_or(below)));
    });
    close_gaps(&mut levels);
    if nesting.given.is_empty() {
        levels
    } else {
        give(&nesting, headings, &levels)
    }
}

/// The levels with those that rules give in place of those inferred. A heading of the same style goes with
/// them, and what stands under a heading stays as far below it as it was.
fn give(nesting: &Nesting, headings: &Nestings, inferred: &[u8]) -> Vec<u8> {
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    nest(nesting, headings, &mut |style, parent, _| {
        let at = levels.len();
        let own = inferred.get(at).copied().unwrap_or(1);
        let above = parent.and_then(|parent| Some((*levels.get(parent)?, *inferred.get(parent)?)));
        let given = headings.get(at).and_then(|heading| heading.given);
        let level = match (given.or(nesting.given.get(&style).copied()), above) {
            (Some(level), _) => level,
            (None, Some((now, was))) => now.saturating_add(own.saturating_sub(was).max(1)),
            (None, None) => own,
        };
        levels.push(level.clamp(1, DEEPEST));
    });
    levels
}

/// Walks the headings; `take` gets the style of each, the index of the one it stands under by the order
/// of the text, and how deep it stands.
fn nest(nesting: &Nesting, headings: &Nestings, take: &mut dyn FnMut(Style, Option<usize>, u8)) {
    let mut stack: Vec<(Style, usize)> = Vec::new();
    let mut essay = None;
    for (at, heading) in headings.iter().enumerate() {
        let style = nesting.style(heading);
        if heading.starts {
            stack.clear();
            essay = Some(at);
            take(style, None, 1);
            continue;
        }
        let beside = |(other, _): &(Style, usize)| nesting.beside(*other, style);
        let named = headings.named_by(at);
        let over = |(_, above): &(Style, usize)| Some(*above) == named;
        if let Some(place) = stack.iter().position(over) {
            stack.truncate(place + 1);
        } else if let Some(place) = stack.iter().position(beside) {
            stack.truncate(place);
        } else if style == Style::Word {
            stack.clear();
        } else {
            while stack
                .pop_if(|(top, _)| nesting.above(style, *top))
                .is_some()
            {}
        }
        let above = stack.last().map(|(_, above)| *above).or(essay);
        let depth = (stack.len() + 1 + usize::from(essay.is_some())).min(usize::from(DEEPEST));
        stack.push((style, at));
        take(style, above, depth as u8);
    }
}

/// The depth most headings of each numbered style have; of articles the greatest.
fn usual_depths(nesting: &Nesting, headings: &Nestings) -> HashMap<Style, u8> {
    let mut counts: HashMap<Style, [u32; DEEPEST as usize + 1]> = HashMap::new();
    nest(nesting, headings, &mut |style, _, depth| {
        let numbered = !is_bare(style) && style != Style::Word;
        let row = numbered.then(|| counts.entry(style).or_default());
        if let Some(count) = row.and_then(|row| row.get_mut(usize::from(depth))) {
            *count += 1;
        }
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
