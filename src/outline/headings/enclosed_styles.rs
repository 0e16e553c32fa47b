//! Styles of headings below which other styles are, by their places in the text.

use super::nested_headings::{NestedHeading, NestedHeadings};
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Minimum number of numbers before the first article of a contract.
const MIN_HOLDING_COUNT: usize = 2;
/// Minimum number of titles without numbers after the numbers below the first of them.
const MIN_LATER_COUNT: usize = 2;
/// Minimum number of titles without numbers of which the last one has numbers below.
const MIN_ENCLOSING_COUNT: usize = 3;

/// Returns the pairs of styles of which the second, with numbers, is below the first, without numbers: it follows the
/// first directly at least twice and never precedes it so, or it occurs only below one of several headings of the first:
/// 一、 and 二、 below one of several essays.
pub(crate) fn enclosed_styles(headings: &NestedHeadings) -> HashSet<(NumberStyle, NumberStyle)> {
    let mut ranges: HashMap<NumberStyle, (usize, usize, usize)> = HashMap::new();
    for (at, heading) in headings.iter().enumerate() {
        let range = ranges.entry(heading.style).or_insert((at, at, 0));
        (range.1, range.2) = (at, range.2 + 1);
    }
    let range = |style| ranges.get(&style).copied().unwrap_or_default();
    let mut direct: HashMap<(NumberStyle, NumberStyle), usize> = HashMap::new();
    let mut enclosed = HashSet::new();
    let pairs = headings.iter().zip(headings.iter().skip(1)).enumerate();
    for (at, (outer, inner)) in pairs {
        if inner.is_after_heading {
            *direct.entry((outer.style, inner.style)).or_insert(0) += 1;
        }
        let (outers, inners) = (range(outer.style), range(inner.style));
        let is_pair = is_unnumbered(outer.style) && !is_unnumbered(inner.style);
        let is_within = outers.1 > inners.1 || outers.2 >= MIN_ENCLOSING_COUNT && outers.1 == at;
        let of_outer = |range: Range<usize>| {
            let styles = range.filter_map(|at| headings.get(at));
            styles
                .filter(|heading| heading.style == outer.style)
                .count()
        };
        let is_one_of_many = || {
            outers.2 >= MIN_ENCLOSING_COUNT
                && outers.1 > inners.1
                && of_outer(inners.0..inners.1) == 0
                && (outers.0 < at || of_outer(inners.1..outers.1 + 1) >= MIN_LATER_COUNT)
        };
        let begins = inner.is_first
            && inners.0 == at + 1
            && (outers.0 < at && inner.is_after_heading || is_one_of_many());
        // 【教学过程】 above 第一课时, and 【教学反思】 behind the last one.
        let is_inner = !is_unit(inner.style)
            || outer.style == NumberStyle::Boxed && outers.2 >= MIN_ENCLOSING_COUNT;
        if is_pair && is_inner && begins && is_within {
            enclosed.insert((outer.style, inner.style));
        }
    }
    let count = |pair| direct.get(&pair).copied().unwrap_or(0);
    for ((outer, inner), number) in &direct {
        let is_pair = is_unnumbered(*outer) && !is_unnumbered(*inner);
        let is_numbered = *inner != NumberStyle::Keyword;
        if is_pair && is_numbered && *number >= 2 && count((*inner, *outer)) == 0 {
            enclosed.insert((*outer, *inner));
        }
    }
    enclosed
}

/// Returns the style of the numbers above the articles of a contract: 1. 부동산의 표시, 2. 계약 내용, 제1조.
pub(crate) fn holds_articles(headings: &NestedHeadings) -> Option<NumberStyle> {
    let first = headings
        .iter()
        .position(|heading| is_article(heading.style))?;
    let article = headings.get(first)?;
    let above = headings.get(first.checked_sub(1)?)?;
    let counts = |heading: &&NestedHeading| heading.style == above.style;
    let is_list = matches!(above.style, NumberStyle::Digit(_) | NumberStyle::Han(_));
    (is_list
        && article.is_first
        && article.is_after_heading
        && headings.iter().take(first).filter(counts).count() >= MIN_HOLDING_COUNT)
        .then_some(above.style)
}

/// Returns whether titles of `style` have no number. Only the headings below them show their level.
pub(crate) fn is_unnumbered(style: NumberStyle) -> bool {
    matches!(
        style,
        NumberStyle::OuterUnnumbered
            | NumberStyle::Tier(_)
            | NumberStyle::Tagged(_)
            | NumberStyle::Unnumbered
            | NumberStyle::Boxed
            | NumberStyle::RuleTitle(_)
    )
}

pub(crate) fn is_article(style: NumberStyle) -> bool {
    style == NumberStyle::Unit('条')
}
