//! Chains: candidates of one style whose numbers follow each other.

use super::candidate::{Candidate, LineRole};
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::HashMap;

/// Maximum number of open chains of one style: enough for the sections and the lists within one.
const MAX_STYLE_CHAIN_COUNT: usize = 4;
/// Maximum distance between two members of a chain, in candidates. Units (章, 条) may be further apart.
const MAX_GAP_CANDIDATE_COUNT: usize = 400;

/// Candidates of one style with consecutive numbers.
pub(crate) struct Chain {
    pub(crate) style: NumberStyle,
    pub(crate) members: Vec<usize>,
    last_number: u32,
    indent: u8,
}

/// Collects the undecided numbered candidates into chains.
pub(crate) fn build_chains(scanned: &ScannedText, verdicts: &[Verdict]) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut open: HashMap<(NumberStyle, u64), Vec<usize>> = HashMap::new();
    for (at, candidate) in scanned.candidates.iter().enumerate() {
        if !is_numbered(candidate) || verdicts.get(at) != Some(&Verdict::Undecided) {
            continue;
        }
        let key = (candidate.style(), candidate.marker.parent_path);
        let places = open.entry(key).or_default();
        if let Some(chain) =
            find_open_chain(&chains, places, at, candidate).and_then(|i| chains.get_mut(i))
        {
            chain.members.push(at);
            chain.last_number = candidate.marker.number;
            continue;
        }
        if places.len() == MAX_STYLE_CHAIN_COUNT {
            places.remove(0);
        }
        places.push(chains.len());
        chains.push(Chain {
            style: candidate.style(),
            members: vec![at],
            last_number: candidate.marker.number,
            indent: candidate.indent,
        });
    }
    chains
}

/// Returns the index of the open chain that `candidate` continues. The latest chain of the same indent comes
/// first.
fn find_open_chain(
    chains: &[Chain],
    open: &[usize],
    at: usize,
    candidate: &Candidate,
) -> Option<usize> {
    let number = candidate.marker.number;
    let slack = if is_unit(candidate.style()) { 3 } else { 1 };
    let fits = |index: &&usize| {
        chains.get(**index).is_some_and(|chain| {
            let near = is_unit(chain.style)
                || chain
                    .members
                    .last()
                    .is_some_and(|last| at - last <= MAX_GAP_CANDIDATE_COUNT);
            // Inserted articles: 第二条, 第二条の二.
            let least = chain.last_number + u32::from(chain.style != NumberStyle::Unit('条'));
            near && (least..=chain.last_number + slack).contains(&number)
        })
    };
    let same_indent = |index: &&usize| {
        chains
            .get(**index)
            .is_some_and(|c| c.indent == candidate.indent)
    };
    let mut best = open.iter().rev().filter(fits);
    let first = best.clone().next().copied();
    best.find(same_indent).copied().or(first)
}

/// Returns whether the number of a candidate decides about it.
pub(crate) fn is_numbered(candidate: &Candidate) -> bool {
    candidate.role == LineRole::Title
        && !matches!(
            candidate.style(),
            NumberStyle::Unnumbered
                | NumberStyle::Boxed
                | NumberStyle::Keyword
                | NumberStyle::Marked(_)
                | NumberStyle::Underlined(_)
                | NumberStyle::Tagged(_)
        )
}
