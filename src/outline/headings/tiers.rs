//! Tiers of titles without numbers: their place on the page shows which are above others.
//!
//! Titles in the middle of the line are above those at its start, a smaller indent is above a larger one, and at one
//! indent more empty lines are above fewer.

use super::nested_headings::{MIN_CENTRED_CELLS, NestedHeadings, TitlePlace};
use crate::outline::numbering::NumberStyle;
use std::collections::BTreeMap;

/// Minimum number of titles that share an indent because of their level.
const MIN_EQUAL_INDENT_COUNT: usize = 3;
/// Tenths of the deeply indented titles that must have one middle.
const MIN_MIDDLE_SHARE_TENTHS: usize = 8;
/// Minimum number of titles of a tier.
const MIN_TIER_TITLE_COUNT: usize = 2;

/// Look that titles of one tier share: indent (`None` if centred) and empty lines.
type Look = (Option<u8>, u8);

/// Returns the headings with their tiers as styles; `None` if there are not several tiers.
pub(crate) fn with_tiers(headings: &NestedHeadings) -> Option<NestedHeadings> {
    let bare = headings
        .iter()
        .filter(|heading| heading.place.is_some())
        .count();
    // Words such as 序 are like other titles in a text whose titles have no numbers.
    let has_numbers = bare * 10 < headings.len() * 8;
    let is_tiered = |style| match style {
        NumberStyle::Unnumbered
        | NumberStyle::Boxed
        | NumberStyle::OuterUnnumbered
        | NumberStyle::CountedWords(_) => true,
        NumberStyle::Keyword => !has_numbers,
        _ => false,
    };
    let places: Vec<Option<(TitlePlace, bool)>> = headings
        .iter()
        .map(|heading| {
            heading
                .place
                .filter(|_| is_tiered(heading.style))
                .map(|place| (place, heading.is_after_heading))
        })
        .collect();
    let mut indents: BTreeMap<u8, usize> = BTreeMap::new();
    for (place, _) in places.iter().flatten() {
        *indents.entry(place.indent).or_insert(0) += 1;
    }
    let titles: usize = indents.values().sum();
    // Lines with one middle and several indents are centred, also if many are equally long.
    let mut by_middle: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
    for (place, _) in places
        .iter()
        .flatten()
        .filter(|(place, _)| place.middle > 0)
    {
        by_middle
            .entry(place.middle)
            .or_default()
            .push(place.indent);
    }
    let deep: usize = by_middle.values().map(Vec::len).sum();
    by_middle.retain(|_, indents| {
        let is_most = indents.len() * 10 >= deep * MIN_MIDDLE_SHARE_TENTHS;
        is_most && indents.iter().any(|indent| Some(indent) != indents.first())
    });
    let shares_middle = |place: &TitlePlace| by_middle.contains_key(&place.middle);
    let look = |place: &TitlePlace| {
        let equal = indents.get(&place.indent).copied().unwrap_or(0);
        let centred = place.indent >= MIN_CENTRED_CELLS
            && (equal < MIN_EQUAL_INDENT_COUNT || equal * 5 < titles || shares_middle(place));
        ((!centred).then_some(place.indent), place.blank_lines)
    };
    let mut counts: BTreeMap<Look, usize> = BTreeMap::new();
    for (place, is_after_heading) in places.iter().flatten() {
        let own = look(place);
        if own.0.is_none() || (!place.is_first_line && !is_after_heading) {
            *counts.entry(own).or_insert(0) += 1;
        }
    }
    let mut tiers: Vec<Look> = counts
        .iter()
        .filter(|(look, count)| look.0.is_none() || **count >= MIN_TIER_TITLE_COUNT)
        .map(|(look, _)| *look)
        .collect();
    // Centred titles first, then by indent, then by empty lines.
    tiers.sort_by_key(|(indent, blanks)| (*indent, std::cmp::Reverse(*blanks)));
    if tiers.len() < 2 {
        return None;
    }
    let tier_of = |place: &TitlePlace| {
        let (indent, blanks) = look(place);
        let same = || {
            tiers
                .iter()
                .enumerate()
                .filter(|(_, (other, _))| *other == indent)
        };
        let first = same()
            .next()
            .map(|(tier, _)| tier)
            .filter(|_| place.is_first_line);
        let near = || {
            same()
                .min_by_key(|(_, (_, other))| other.abs_diff(blanks))
                .map(|(tier, _)| tier)
        };
        let beside = || {
            tiers
                .iter()
                .position(|(other, _)| *other > indent)
                .unwrap_or(tiers.len() - 1)
        };
        first.or_else(near).unwrap_or_else(beside)
    };
    Some(headings.with_styles(|at| {
        let (place, _) = places.get(at).copied().flatten()?;
        Some(NumberStyle::Tier(tier_of(&place) as u8))
    }))
}
