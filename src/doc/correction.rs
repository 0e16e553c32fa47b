//! Corrections of the outline by the reader. The requested change is stored rather than its result, so that it
//! also applies to later outlines of the same document.

use super::{Heading, Outline, Pos};

/// Correction of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Moves the heading and its subheadings a level up.
    Promote(Pos),
    /// Moves the heading and its subheadings a level down.
    Demote(Pos),
    /// Removes the heading.
    Remove(Pos),
    /// Adds these lines as headings.
    Add(Vec<Heading>),
}

impl Correction {
    /// Returns whether the correction is about the block that starts at `block`.
    pub fn is_about(&self, block: Pos) -> bool {
        match self {
            Self::Promote(pos) | Self::Demote(pos) | Self::Remove(pos) => {
                pos.block_start() == block
            }
            Self::Add(headings) => headings.iter().any(|h| h.pos.block_start() == block),
        }
    }
}

/// Deepest level of a heading.
const MAX_LEVEL: u8 = 32;

/// Applies corrections to the outline in the order in which they were made.
pub fn apply(corrections: &[Correction], outline: &mut Outline) {
    for correction in corrections {
        correct(correction, outline);
    }
}

fn correct(correction: &Correction, outline: &mut Outline) {
    match correction {
        Correction::Promote(pos) => {
            shift_level(outline, *pos, |level| level.saturating_sub(1).max(1));
        }
        Correction::Demote(pos) => shift_level(outline, *pos, |level| (level + 1).min(MAX_LEVEL)),
        Correction::Remove(pos) => outline.headings.retain(|heading| heading.pos != *pos),
        Correction::Add(headings) => add(outline, headings),
    }
}

/// Changes the level of the heading at `pos` and of its subheadings. A heading already at the limit stays.
fn shift_level(outline: &mut Outline, pos: Pos, other: impl Fn(u8) -> u8) {
    let Some(index) = outline
        .headings
        .iter()
        .position(|heading| heading.pos == pos)
    else {
        return;
    };
    let Some(level) = outline.headings.get(index).map(|heading| heading.level) else {
        return;
    };
    if other(level) == level {
        return;
    }
    let mut rest = outline.headings.iter_mut().skip(index);
    if let Some(heading) = rest.next() {
        heading.level = other(level);
    }
    for heading in rest.take_while(|heading| heading.level > level) {
        heading.level = other(heading.level);
    }
}

/// Adds headings that are not in the outline yet. They become subheadings of the heading before the first of
/// them, at the level of its present subheadings.
fn add(outline: &mut Outline, headings: &[Heading]) {
    let Some(first) = headings.first() else {
        return;
    };
    let level = match outline.index_at(first.pos) {
        Some(before) => {
            let parent = outline
                .headings
                .get(before)
                .map_or(0, |heading| heading.level);
            let child = outline
                .headings
                .get(before + 1)
                .map(|heading| heading.level);
            child.filter(|child| *child > parent).unwrap_or(parent + 1)
        }
        None => 1,
    };
    outline
        .headings
        .extend(headings.iter().map(|heading| Heading {
            level,
            ..heading.clone()
        }));
    // The sort is stable: of two headings at one position the present one comes first and stays.
    outline.headings.sort_by_key(|heading| heading.pos);
    outline.headings.dedup_by_key(|heading| heading.pos);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(levels: &[(u64, u8)]) -> Outline {
        let headings = levels
            .iter()
            .map(|&(at, level)| heading(at, level))
            .collect();
        Outline {
            headings,
            ..Outline::default()
        }
    }

    fn heading(at: u64, level: u8) -> Heading {
        Heading {
            pos: Pos::new(0, at),
            level,
            ..Heading::default()
        }
    }

    fn levels(outline: &Outline) -> Vec<(u64, u8)> {
        outline
            .headings
            .iter()
            .map(|h| (h.pos.block.0, h.level))
            .collect()
    }

    #[test]
    fn a_heading_moves_with_what_is_below_it() {
        let start = [(0, 1), (10, 2), (20, 3), (30, 2), (40, 1)];
        for (correction, want) in [
            (
                Correction::Demote(Pos::new(0, 10)),
                [(0, 1), (10, 3), (20, 4), (30, 2), (40, 1)],
            ),
            (
                Correction::Promote(Pos::new(0, 10)),
                [(0, 1), (10, 1), (20, 2), (30, 2), (40, 1)],
            ),
            (Correction::Promote(Pos::new(0, 0)), start),
            (Correction::Promote(Pos::new(0, 5)), start),
        ] {
            let mut outline = outline(&start);
            apply(&[correction], &mut outline);
            assert_eq!(levels(&outline), want);
        }
    }

    #[test]
    fn added_headings_stand_beside_what_is_there_and_corrections_hold_anew() {
        let corrections = [
            Correction::Remove(Pos::new(0, 10)),
            Correction::Add(vec![heading(15, 0), heading(40, 0), heading(45, 0)]),
        ];
        for _ in 0..2 {
            let mut outline = outline(&[(0, 1), (10, 2), (20, 2), (40, 1)]);
            apply(&corrections, &mut outline);
            assert_eq!(
                levels(&outline),
                [(0, 1), (15, 2), (20, 2), (40, 1), (45, 2)]
            );
        }
    }
}
