//! Circles of a directed graph.

use std::collections::{BTreeMap, BTreeSet};

/// Returns the sets of nodes that reach each other along `arrows` (strongly connected components of two nodes or more).
pub(crate) fn circles<N: Copy + Ord>(arrows: &BTreeSet<(N, N)>) -> Vec<BTreeSet<N>> {
    let forward = neighbours(arrows.iter().copied());
    let backward = neighbours(arrows.iter().map(|(from, to)| (*to, *from)));
    let mut seen = BTreeSet::new();
    let mut finished = Vec::new();
    for node in forward.keys() {
        visit(*node, &forward, &mut seen, &mut finished);
    }
    seen.clear();
    let mut circles = Vec::new();
    for node in finished.iter().rev() {
        let mut circle = Vec::new();
        visit(*node, &backward, &mut seen, &mut circle);
        if circle.len() > 1 {
            circles.push(circle.into_iter().collect());
        }
    }
    circles.sort();
    circles
}

/// Returns the arrows that have both ends in `nodes`.
pub(crate) fn within<N: Copy + Ord>(
    arrows: &BTreeSet<(N, N)>,
    nodes: &BTreeSet<N>,
) -> BTreeSet<(N, N)> {
    arrows
        .iter()
        .filter(|(from, to)| nodes.contains(from) && nodes.contains(to))
        .copied()
        .collect()
}

fn neighbours<N: Copy + Ord>(arrows: impl Iterator<Item = (N, N)>) -> BTreeMap<N, Vec<N>> {
    let mut neighbours: BTreeMap<N, Vec<N>> = BTreeMap::new();
    for (from, to) in arrows {
        neighbours.entry(from).or_default().push(to);
    }
    neighbours
}

/// Adds `node` and the nodes it reaches to `finished`, each node after those it reaches.
fn visit<N: Copy + Ord>(
    node: N,
    neighbours: &BTreeMap<N, Vec<N>>,
    seen: &mut BTreeSet<N>,
    finished: &mut Vec<N>,
) {
    if !seen.insert(node) {
        return;
    }
    for next in neighbours.get(&node).into_iter().flatten() {
        visit(*next, neighbours, seen, finished);
    }
    finished.push(node);
}
