//! Inference of heading levels.
//!
//! Levels come from the order of nesting in the text, not from a table: a style whose numbers restart below
//! another style is nested in it. The usual ranks only break ties. The large units (卷, 章, 条) have the same
//! level everywhere. Every other heading is one level below its parent. A level from a rule of the reader is
//! final, and the headings below such a heading move with it.

use super::candidate::LineRole;
use super::enclosed_styles::{enclosed_styles, holds_articles, is_article, is_unnumbered};
use super::keywords::KeywordPosition;
use super::nested_headings::{NestedHeading, NestedHeadings};
use super::tiers;
use crate::outline::numbering::{NumberStyle, is_appendix, is_extra, is_unit, rank, style_unit};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Minimum number of volumes outside of which a story may go on.
const MIN_VOLUME_COUNT: usize = 2;
/// Minimum number of headings above a closing title.
const MIN_CLOSED_COUNT: usize = 3;
/// Deepest level.
const MAX_LEVEL: u8 = 12;

/// Nesting of the styles of one text.
struct StyleNesting {
    /// Counts of the pairs in which the second style starts at 1 directly below the first.
    start_counts: HashMap<(NumberStyle, NumberStyle), u32>,
    /// Style above all others.
    outermost_style: Option<NumberStyle>,
    /// Style of the chapters; `None` without chapters.
    chapter_style: Option<NumberStyle>,
    /// Styles of the chapters above words for chapters: 第４話 above 間話.
    around: HashMap<usize, NumberStyle>,
    /// Index from which on all headings are outside the volumes of a story; none without volumes.
    story_end: usize,
    /// Last heading, if it is the only one without a number: 大詰 behind その三.
    closing: Option<usize>,
    /// Pairs of styles of which the second is below one heading of the first.
    enclosed: HashSet<(NumberStyle, NumberStyle)>,
    /// Style of the numbers above the articles of a contract.
    holds_articles: Option<NumberStyle>,
    /// Level that rules give to each style; the most common one if there are several.
    rule_levels: HashMap<NumberStyle, u8>,
}

impl StyleNesting {
    fn of(headings: &NestedHeadings) -> Self {
        let mut starts = HashMap::new();
        let mut counts: HashMap<NumberStyle, u32> = HashMap::new();
        for (outer, inner) in headings.iter().zip(headings.iter().skip(1)) {
            let by_rule =
                inner.is_after_heading && matches!(outer.style, NumberStyle::RuleTitle(_));
            if (inner.is_first || by_rule) && outer.style != inner.style {
                *starts.entry((outer.style, inner.style)).or_insert(0) += 1;
            }
        }
        let counted = |heading: &&NestedHeading| {
            heading.style != NumberStyle::Keyword && !is_appendix(heading.style)
        };
        let is_counted =
            |heading: &NestedHeading| !is_unnumbered(heading.style) && counted(&heading);
        let has_numbers = headings.iter().any(is_counted);
        let kept = |heading: &&NestedHeading| {
            counted(heading) || !has_numbers && heading.style != NumberStyle::Keyword
        };
        for heading in headings.iter().filter(kept) {
            *counts.entry(heading.style).or_insert(0) += 1;
        }
        let chapters = counts
            .iter()
            .filter(|(style, _)| (18..=22).contains(&rank(**style)))
            .max_by_key(|(style, count)| (**count > 1, Reverse(rank(**style)), **count, **style))
            .map(|(style, _)| *style);
        let mut nesting = Self {
            start_counts: starts,
            outermost_style: None,
            chapter_style: chapters,
            around: styles_around(headings),
            story_end: story_end(headings, chapters),
            closing: closing_title(headings),
            enclosed: enclosed_styles(headings),
            holds_articles: holds_articles(headings),
            rule_levels: rule_levels(headings),
        };
        let decimals = headings.nests_decimals();
        // Decimals below other numbers: 1.1 below 1, 2.1 below 二、.
        let is_inner = |style: NumberStyle| {
            let above = |other: &&NumberStyle| !is_unnumbered(**other) && **other != style;
            let mut others = counts.keys().filter(above);
            match style {
                NumberStyle::Decimal(_) => {
                    decimals || others.any(|other| nesting.is_above(*other, style))
                }
                // １　人口 below Ⅱ　結果.
                NumberStyle::Digit(_) => others.any(|other| nesting.starts(*other, style)),
                _ => false,
            }
        };
        nesting.outermost_style = counts
            .keys()
            .copied()
            .filter(|style| !is_inner(*style))
            .min_by_key(|style| (rank(*style), *style == NumberStyle::Boxed, *style))
            .map(|numbered| {
                let plain = counts.keys().copied().filter(|plain| {
                    is_unnumbered(*plain)
                        && *plain != NumberStyle::Boxed
                        && nesting.is_above(*plain, numbered)
                });
                let above = plain.min_by_key(|plain| (rank(*plain), *plain));
                above.unwrap_or(numbered)
            });
        nesting
    }

    /// Returns the style by which the heading at `at` nests. Keywords nest like their siblings.
    fn nesting_style(&self, at: usize, heading: &NestedHeading) -> NumberStyle {
        let own = heading.style;
        match heading.role {
            _ if matches!(own, NumberStyle::Tier(_)) => own,
            _ if is_outside_story(heading) && at >= self.story_end => NumberStyle::Keyword,
            _ if self.closing == Some(at) => NumberStyle::Keyword,
            LineRole::Title if is_appendix(own) => NumberStyle::Keyword,
            LineRole::Title if is_extra(own) => self.chapter_style.unwrap_or(own),
            LineRole::Keyword(KeywordPosition::Chapter | KeywordPosition::Extra) => {
                let around = self.around.get(&at).copied();
                around
                    .or(self.chapter_style)
                    .unwrap_or(NumberStyle::Keyword)
            }
            LineRole::Keyword(KeywordPosition::Outermost)
            | LineRole::Title
            | LineRole::TocHeading
            | LineRole::Metadata(_)
            | LineRole::ShortLine
            | LineRole::ReadMore => own,
        }
    }

    /// Returns whether headings of two styles are siblings: the same style, or units that count as one (章 and
    /// 回, 第三章 and 三章) and do not restart below each other.
    fn are_siblings(&self, a: NumberStyle, b: NumberStyle) -> bool {
        let starts = |pair| self.start_counts.get(&pair).copied().unwrap_or(0);
        if let (Some(a), Some(b)) = (self.rule_levels.get(&a), self.rule_levels.get(&b)) {
            return a == b;
        }
        let alike = is_unit(a) && is_unit(b) && rank(a) == rank(b);
        let alike = alike || (style_unit(a).is_some() && style_unit(a) == style_unit(b));
        a == b || (alike && starts((a, b)) < 2 && starts((b, a)) < 2)
    }

    /// Returns whether numbers of style `b` begin at 1 below those of style `a`, and more often than the other way round.
    fn starts(&self, a: NumberStyle, b: NumberStyle) -> bool {
        let count = |pair| self.start_counts.get(&pair).copied().unwrap_or(0);
        count((a, b)) > count((b, a))
    }

    /// Returns whether style `a` is an ancestor of style `b`.
    fn is_above(&self, a: NumberStyle, b: NumberStyle) -> bool {
        if let (Some(a), Some(b)) = (self.rule_levels.get(&a), self.rule_levels.get(&b)) {
            return a < b;
        }
        if b == NumberStyle::Keyword {
            return Some(a) == self.outermost_style;
        }
        let over = self.start_counts.get(&(a, b)).copied().unwrap_or(0);
        let under = self.start_counts.get(&(b, a)).copied().unwrap_or(0);
        match (is_unnumbered(a), is_unnumbered(b)) {
            (true, false) => over >= 2 && over > under || self.enclosed.contains(&(a, b)),
            (false, true) => (under < 2 || over >= under) && !self.enclosed.contains(&(b, a)),
            (false, false) if over != under && is_decimal(b) && is_unit(a) => over > under,
            (false, false)
                if self.holds_articles.is_some_and(|outer| outer == a) && is_article(b) =>
            {
                true
            }
            (false, false)
                if self.holds_articles.is_some_and(|outer| outer == b) && is_article(a) =>
            {
                false
            }
            _ if over == under || is_unit(a) || is_unit(b) => rank(a) < rank(b),
            _ => over > under,
        }
    }
}

fn is_decimal(style: NumberStyle) -> bool {
    matches!(style, NumberStyle::Decimal(_))
}

/// Returns the styles of the chapters directly above words for chapters, if another one or a volume follows.
fn styles_around(headings: &NestedHeadings) -> HashMap<usize, NumberStyle> {
    let is_word = |heading: &NestedHeading| {
        let place = KeywordPosition::Chapter;
        [place, KeywordPosition::Extra]
            .map(LineRole::Keyword)
            .contains(&heading.role)
    };
    let style = |at: usize| headings.get(at).map(|heading| heading.style);
    let words = headings.iter().enumerate().filter(|(_, own)| is_word(own));
    let around = words.filter_map(|(at, _)| {
        let before = at.checked_sub(1).and_then(style)?;
        let is_next = style(at + 1).is_some_and(|next| is_unit(next) && rank(next) <= rank(before));
        (is_unit(before) && is_next).then_some((at, before))
    });
    around.collect()
}

/// Returns the last heading if it is the only one without a number.
fn closing_title(headings: &NestedHeadings) -> Option<usize> {
    let last = headings.len().checked_sub(1)?;
    let mut bare = (headings.iter()).filter(|heading| is_unnumbered(heading.style));
    let is_last = headings.get(last)?.style == NumberStyle::Unnumbered;
    bare.next()?;
    (is_last && bare.next().is_none() && last >= MIN_CLOSED_COUNT).then_some(last)
}

/// Returns whether a heading may be outside the volumes of a story: 番外一, 完本感言.
fn is_outside_story(heading: &NestedHeading) -> bool {
    is_extra(heading.style) || heading.role == LineRole::Keyword(KeywordPosition::Extra)
}

/// Returns the index after the last chapter of a story in volumes, from which on only keywords follow.
fn story_end(headings: &NestedHeadings, chapters: Option<NumberStyle>) -> usize {
    let is_volume = |heading: &&NestedHeading| {
        is_unit(heading.style) && chapters.is_some_and(|own| rank(heading.style) < rank(own))
    };
    let is_story = |heading: &NestedHeading| {
        !is_outside_story(heading)
            && !is_appendix(heading.style)
            && !matches!(heading.role, LineRole::Keyword(_))
    };
    let has_volumes = headings.iter().filter(is_volume).count() >= MIN_VOLUME_COUNT;
    let last = headings
        .iter()
        .enumerate()
        .filter(|(_, own)| is_story(own))
        .last();
    last.filter(|_| has_volumes)
        .map_or(usize::MAX, |(at, _)| at + 1)
}

/// Returns the level that rules give to each style; the most common one if there are several.
fn rule_levels(headings: &NestedHeadings) -> HashMap<NumberStyle, u8> {
    let mut counts: HashMap<(NumberStyle, u8), u32> = HashMap::new();
    for heading in headings.iter() {
        if let Some(level) = heading.rule_level {
            *counts.entry((heading.style, level)).or_insert(0) += 1;
        }
    }
    let mut best: HashMap<NumberStyle, (u32, u8)> = HashMap::new();
    for ((style, level), count) in counts {
        let slot = best.entry(style).or_insert((count, level));
        *slot = (*slot).max((count, level));
    }
    best.into_iter()
        .map(|(style, (_, level))| (style, level))
        .collect()
}

/// Infers the level of each heading, from 1. Only rules of the reader can leave gaps between levels.
pub(crate) fn infer_levels(headings: &NestedHeadings) -> Vec<u8> {
    let tiered = tiers::with_tiers(headings);
    let headings = tiered.as_ref().unwrap_or(headings);
    let nesting = StyleNesting::of(headings);
    let usual = usual_depths(&nesting, headings);
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    walk_nesting(&nesting, headings, &mut |style, parent, _| {
        let above = parent.and_then(|parent| levels.get(parent)).copied();
        let below = above.map_or(1, |level: u8| level.saturating_add(1).min(MAX_LEVEL));
        // A heading without a parent may be part of a fragment that lost the parent.
        let fixed = above.is_none() || is_unit(style);
        let usual = usual.get(&style).copied().filter(|_| fixed);
        levels.push(below.max(usual.unwrap_or(below)));
    });
    close_gaps(&mut levels);
    if nesting.rule_levels.is_empty() {
        levels
    } else {
        apply_rule_levels(&nesting, headings, &levels)
    }
}

/// Replaces inferred levels by the levels of rules. Headings of the same style get the same level, and headings
/// below keep their distance to their parent.
fn apply_rule_levels(
    nesting: &StyleNesting,
    headings: &NestedHeadings,
    inferred: &[u8],
) -> Vec<u8> {
    let mut levels: Vec<u8> = Vec::with_capacity(headings.len());
    walk_nesting(nesting, headings, &mut |style, parent, _| {
        let at = levels.len();
        let own = inferred.get(at).copied().unwrap_or(1);
        let above = parent.and_then(|parent| Some((*levels.get(parent)?, *inferred.get(parent)?)));
        let given = headings.get(at).and_then(|heading| heading.rule_level);
        let level = match (given.or(nesting.rule_levels.get(&style).copied()), above) {
            (Some(level), _) => level,
            (None, Some((now, was))) => now.saturating_add(own.saturating_sub(was).max(1)),
            (None, None) => own,
        };
        levels.push(level.clamp(1, MAX_LEVEL));
    });
    levels
}

/// Walks the headings in order. `take` gets the nesting style of each, the index of its parent in the order of
/// the text, and its depth from 1.
fn walk_nesting(
    nesting: &StyleNesting,
    headings: &NestedHeadings,
    take: &mut dyn FnMut(NumberStyle, Option<usize>, u8),
) {
    let mut stack: Vec<(NumberStyle, usize)> = Vec::new();
    let mut essay = None;
    // An annex whose own numbers begin at 1 again.
    let mut annex = None;
    let first_number = headings.iter().position(|heading| is_unit(heading.style));
    for (at, heading) in headings.iter().enumerate() {
        let style = nesting.nesting_style(at, heading);
        if heading.is_essay_start {
            stack.clear();
            essay = Some(at);
            take(style, None, 1);
            continue;
        }
        if style == NumberStyle::Keyword {
            annex = None;
        }
        let next = headings.get(at + 1);
        let restarts = next.is_some_and(|next| {
            next.is_first && !is_unnumbered(next.style) && next.style != NumberStyle::Keyword
        });
        if is_appendix(heading.style) && restarts && essay.is_none() {
            stack.clear();
            annex = Some(at);
            take(style, None, 1);
            continue;
        }
        let beside = |(other, _): &(NumberStyle, usize)| nesting.are_siblings(*other, style);
        let named = headings.parent_by_number(at);
        let over = |(_, above): &(NumberStyle, usize)| Some(*above) == named;
        if let Some(place) = stack.iter().position(over) {
            stack.truncate(place + 1);
        } else if let Some(place) = stack.iter().position(beside) {
            stack.truncate(place);
        } else if style == NumberStyle::Keyword {
            stack.clear();
        } else if first_number.is_some_and(|first| at < first)
            && style == NumberStyle::Unnumbered
            && matches!(*stack, [(NumberStyle::Keyword, _)])
        {
            // Parts of the front matter are siblings: 导读, 郑序.
            stack.clear();
        } else {
            while stack
                .pop_if(|(top, _)| nesting.is_above(style, *top))
                .is_some()
            {}
        }
        let above = stack.last().map(|(_, above)| *above);
        let above = above.or(annex).or(essay);
        let depth = (stack.len() + 1 + usize::from(essay.is_some())).min(usize::from(MAX_LEVEL));
        stack.push((style, at));
        take(style, above, depth as u8);
    }
}

/// Returns the most common depth of each numbered style; for articles (条) the greatest depth.
fn usual_depths(nesting: &StyleNesting, headings: &NestedHeadings) -> HashMap<NumberStyle, u8> {
    let mut counts: HashMap<NumberStyle, [u32; MAX_LEVEL as usize + 1]> = HashMap::new();
    walk_nesting(nesting, headings, &mut |style, _, depth| {
        let numbered = !is_unnumbered(style) && style != NumberStyle::Keyword;
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
    // Articles are numbered through the whole law, under any heading.
    let level = |style: NumberStyle, row: &[u32]| match style {
        NumberStyle::Unit('条') => deepest(row),
        _ => most(row),
    };
    counts
        .iter()
        .map(|(style, row)| (*style, level(*style, row)))
        .collect()
}

/// Renumbers levels so that no level is skipped.
fn close_gaps(levels: &mut [u8]) {
    let mut used: Vec<u8> = levels.to_vec();
    used.sort_unstable();
    used.dedup();
    for level in levels {
        *level = used.binary_search(level).map_or(1, |at| at as u8 + 1);
    }
}
