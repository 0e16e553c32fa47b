//! The first step of a list that was taken for a heading, although no other list of the text holds headings.

use super::candidate::AppliedRule;
use super::chain::Chain;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::outline::numbering::NumberStyle;
use std::collections::{HashMap, HashSet};

/// Rejects a number 1 that is the only heading of its style, if a series of this style is a list.
pub(crate) fn reject(scanned: &ScannedText, chains: &[Chain], verdicts: &mut [Verdict]) {
    let is_heading = |at: &usize| {
        verdicts
            .get(*at)
            .is_some_and(|verdict| verdict.is_heading())
    };
    let mut lists = HashSet::new();
    let mut counts: HashMap<NumberStyle, usize> = HashMap::new();
    for chain in chains {
        let accepted = chain.members.iter().filter(|at| is_heading(at)).count();
        *counts.entry(chain.style).or_insert(0) += accepted;
        if accepted == 0 && chain.members.len() > 1 {
            lists.insert(chain.style);
        }
    }
    let lone: Vec<usize> = chains
        .iter()
        .filter(|chain| counts.get(&chain.style) == Some(&1) && lists.contains(&chain.style))
        .filter(|chain| matches!(chain.style, NumberStyle::Digit(_)))
        .filter_map(|chain| match *chain.members {
            [at] if is_heading(&at) => Some(at),
            _ => None,
        })
        .collect();
    let is_ruled = |at: &usize| {
        let candidate = scanned.candidates.get(*at);
        candidate.is_some_and(|candidate| candidate.applied_rule != AppliedRule::None)
    };
    for at in lone.into_iter().filter(|at| !is_ruled(at)) {
        if let Some(verdict) = verdicts.get_mut(at) {
            *verdict = Verdict::Rejected;
        }
    }
}
