//! The first step of a list that was taken for a heading, although no other list of the text holds headings.

use super::judged_lines::JudgedLines;
use crate::outline::numbering::NumberStyle;
use std::collections::{HashMap, HashSet};

/// Rejects a number 1 that is the only heading of its style, if a series of this style is a list.
pub(crate) fn reject(lines: &mut JudgedLines<'_>) {
    let mut lists = HashSet::new();
    let mut headings: HashMap<NumberStyle, Vec<usize>> = HashMap::new();
    for chain in lines.chains.iter() {
        let accepted = chain.members.iter().filter(|at| lines.is_heading(**at));
        let known = headings.entry(chain.style).or_default();
        let before = known.len();
        known.extend(accepted);
        if known.len() == before && chain.members.len() > 1 {
            lists.insert(chain.style);
        }
    }
    for (style, headings) in headings {
        let is_list = matches!(style, NumberStyle::Digit(_)) && lists.contains(&style);
        if let ([at], true) = (headings.as_slice(), is_list)
            && (lines.chains.iter()).any(|chain| chain.members.as_slice() == [*at])
        {
            lines.reject(*at);
        }
    }
}
