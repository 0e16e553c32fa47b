//! Labels of the candidates of a text, by the headings that it is known to have.

use std::collections::HashMap;
use tongdu::outline::headings::TrainingText;

/// Label of a candidate.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Label {
    /// A heading.
    Heading,
    /// No heading.
    Other,
    /// Optional heading, or part of one.
    Unknown,
}

/// Parses `LEVEL<TAB>TITLE`; returns whether the heading is required, and its letters.
pub(crate) fn expected_heading(line: &str) -> Option<(bool, String)> {
    let (level, title) = line.split_once('\t')?;
    level
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| (!level.ends_with('?'), letters(title)))
}

/// Returns the letters and digits of a title in one width and case.
pub(crate) fn letters(title: &str) -> String {
    title
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns how well two titles agree: 0 not, 1 one begins like the other, 2 equal.
fn agreement(a: &str, b: &str) -> usize {
    if a == b {
        return 2;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let (few, many) = (short.chars().count(), long.chars().count());
    usize::from(few >= 4 && long.starts_with(short) && many <= (2 * few).max(few + 8))
}

/// Labels the candidates by the best common sequence with the expected headings.
pub(crate) fn label(data: &TrainingText, expected: &[(bool, String)]) -> Vec<Label> {
    let titles: Vec<String> = data.lines.iter().map(|line| letters(&line.title)).collect();
    let mut by_start: HashMap<char, Vec<usize>> = HashMap::new();
    for (at, title) in titles.iter().enumerate() {
        if let Some(first) = title.chars().next() {
            by_start.entry(first).or_default().push(at);
        }
    }
    // Best sum up to each candidate, as a Fenwick tree over (sum, node).
    let mut tree = vec![(0.0_f64, usize::MAX); titles.len() + 2];
    let mut nodes: Vec<(usize, usize, usize)> = Vec::new();
    for (heading, (is_required, title)) in expected.iter().enumerate() {
        let mut updates = Vec::new();
        for &at in title
            .chars()
            .next()
            .and_then(|first| by_start.get(&first))
            .into_iter()
            .flatten()
        {
            let agreement = agreement(title, &titles[at]);
            if agreement == 0 {
                continue;
            }
            let mut gain =
                [0.0, 1.3, 2.0][agreement] - if data.lines[at].is_entry { 0.5 } else { 0.0 };
            gain += if data.lines[at].fixed_score.is_some_and(|score| score < 0.0) {
                0.0
            } else {
                0.1
            };
            let gain = if *is_required { gain } else { gain * 0.5 };
            let (mut best, mut index) = ((0.0, usize::MAX), at);
            while index > 0 {
                if tree[index].0 > best.0 {
                    best = tree[index];
                }
                index -= index & index.wrapping_neg();
            }
            nodes.push((heading, at, best.1));
            updates.push((at + 1, (best.0 + gain, nodes.len() - 1)));
        }
        for (mut index, value) in updates {
            while index < tree.len() {
                if value.0 > tree[index].0 {
                    tree[index] = value;
                }
                index += index & index.wrapping_neg();
            }
        }
    }
    let (mut best, mut index) = ((0.0, usize::MAX), titles.len());
    while index > 0 {
        if tree[index].0 > best.0 {
            best = tree[index];
        }
        index -= index & index.wrapping_neg();
    }
    let mut labels = vec![Label::Other; titles.len()];
    let mut node = best.1;
    while node != usize::MAX {
        let (heading, at, before) = nodes[node];
        labels[at] = if expected[heading].0 {
            Label::Heading
        } else {
            Label::Unknown
        };
        node = before;
    }
    labels
}
