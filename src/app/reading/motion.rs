//! Targets of motions by section, paragraph and sentence. Each function maps a position to another; none changes
//! state.

use crate::doc::{Document, Outline, Pos};
use crate::text::sentence::sentence_starts;

/// Direction of a motion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end of the text.
    #[default]
    Next,
    /// Towards the beginning of the text.
    Prev,
}

impl Direction {
    /// Returns steps in this direction as steps on, or back if negative.
    pub fn signed(self, steps: i64) -> i64 {
        match self {
            Self::Next => steps,
            Self::Prev => -steps,
        }
    }
}

/// Depth of the sections at which a motion stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionDepth {
    /// Sections of the current level or above.
    Same,
    /// Essays or chapters: sections of [`top_level`].
    Top,
}

/// Returns the level of essays or chapters: the highest level with more than one heading. A book often has a single
/// heading over everything.
pub fn top_level(outline: &Outline) -> u8 {
    let mut counts = [0usize; 256];
    for heading in &outline.headings {
        if let Some(count) = counts.get_mut(usize::from(heading.level)) {
            *count += 1;
        }
    }
    let several = counts.iter().position(|&count| count > 1);
    let any = counts.iter().position(|&count| count > 0);
    several.or(any).unwrap_or(1) as u8
}

/// Returns the start of the `count`th section from `here`. Going back, the first stop is the start of the current
/// section.
pub fn section(
    outline: &Outline,
    here: Pos,
    toward: Direction,
    depth: SectionDepth,
    count: u32,
) -> Option<Pos> {
    let mut pos = here;
    let mut reached = None;
    for _ in 0..count {
        match one_section(outline, pos, toward, depth) {
            Some(next) => {
                pos = next;
                reached = Some(next);
            }
            None => break,
        }
    }
    reached
}

fn one_section(
    outline: &Outline,
    here: Pos,
    toward: Direction,
    depth: SectionDepth,
) -> Option<Pos> {
    let current = outline.index_at(here);
    let level = match depth {
        SectionDepth::Top => top_level(outline),
        SectionDepth::Same => current.map_or(u8::MAX, |i| {
            outline.headings.get(i).map_or(u8::MAX, |h| h.level)
        }),
    };
    let mut fitting = outline
        .headings
        .iter()
        .filter(|heading| heading.level <= level);
    match toward {
        Direction::Next => fitting.find(|heading| heading.pos > here),
        Direction::Prev => fitting.rfind(|heading| heading.pos < here),
    }
    .map(|heading| heading.pos)
}

/// Returns the start of the `count`th paragraph from `here`; empty blocks do not count.
pub fn paragraph(doc: &dyn Document, here: Pos, toward: Direction, count: u32) -> Option<Pos> {
    let mut pos = here;
    for _ in 0..count {
        pos = one_paragraph(doc, pos, toward)?;
    }
    Some(pos)
}

fn one_paragraph(doc: &dyn Document, here: Pos, toward: Direction) -> Option<Pos> {
    if toward == Direction::Prev && here.within > 0 {
        return Some(here.block_start());
    }
    let mut pos = here;
    loop {
        pos = match toward {
            Direction::Next => doc.next(pos)?,
            Direction::Prev => doc.prev(pos)?,
        };
        if !doc.block_at(pos).text.trim().is_empty() {
            return Some(pos);
        }
    }
}

/// Returns the start of the `count`th sentence from `here`.
pub fn sentence(doc: &dyn Document, here: Pos, toward: Direction, count: u32) -> Option<Pos> {
    let mut pos = here;
    for _ in 0..count {
        pos = one_sentence(doc, pos, toward)?;
    }
    Some(pos)
}

fn one_sentence(doc: &dyn Document, here: Pos, toward: Direction) -> Option<Pos> {
    let block = doc.block_at(here);
    let starts = sentence_starts(&block.text);
    let within = match toward {
        Direction::Next => starts.iter().find(|&&start| start > here.within),
        Direction::Prev => starts.iter().rfind(|&&start| start < here.within),
    };
    if let Some(&within) = within {
        return Some(block.pos.at(within));
    }
    match toward {
        Direction::Next => one_paragraph(doc, here, toward),
        Direction::Prev => {
            let before = one_paragraph(doc, here.block_start(), toward)?;
            let starts = sentence_starts(&doc.block_at(before).text);
            Some(before.at(starts.last().copied().unwrap_or(0)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Heading;

    fn outline(levels: &[(u64, u8)]) -> Outline {
        Outline {
            headings: levels
                .iter()
                .map(|&(at, level)| Heading {
                    pos: Pos::new(0, at),
                    level,
                    ..Heading::default()
                })
                .collect(),
            ..Outline::default()
        }
    }

    #[test]
    fn sections_of_the_same_level_and_above_are_stops() {
        let outline = outline(&[(0, 1), (10, 2), (20, 3), (30, 2), (40, 1), (50, 2)]);
        let go = |at, toward, depth, count| {
            section(&outline, Pos::new(0, at), toward, depth, count).map(|pos| pos.block.0)
        };
        assert_eq!(go(10, Direction::Next, SectionDepth::Same, 1), Some(30));
        assert_eq!(go(20, Direction::Next, SectionDepth::Same, 1), Some(30));
        assert_eq!(go(30, Direction::Next, SectionDepth::Same, 1), Some(40));
        assert_eq!(go(35, Direction::Prev, SectionDepth::Same, 1), Some(30));
        assert_eq!(go(30, Direction::Prev, SectionDepth::Same, 1), Some(10));
        assert_eq!(go(5, Direction::Next, SectionDepth::Top, 1), Some(40));
        assert_eq!(go(10, Direction::Next, SectionDepth::Same, 9), Some(40));
        assert_eq!(go(50, Direction::Next, SectionDepth::Same, 1), None);
        assert_eq!(top_level(&outline), 1);
    }

    #[test]
    fn a_single_heading_over_everything_is_not_the_top_level() {
        assert_eq!(top_level(&outline(&[(0, 1), (10, 2), (20, 2)])), 2);
        assert_eq!(top_level(&outline(&[])), 1);
    }
}
