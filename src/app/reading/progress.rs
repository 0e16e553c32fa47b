//! Reading progress: the current part, and the characters left in it.

use crate::doc::{Document, Outline, Pos};
use crate::text::char_count::count_characters;
use crate::text::units::Fraction;

/// Bytes of a section that are read to measure its density.
const DENSITY_SAMPLE_BYTES: u64 = 24 << 10;

/// Number of places at which the density of a long document is sampled.
const DENSITY_SAMPLE_COUNT: u32 = 8;

/// Longest part, in bytes, that one sitting covers; a longer part is divided into its sections.
const MAX_PART_BYTES: f64 = 96.0 * 1024.0;

/// Largest part, in bytes, that counts as a mere heading.
const MAX_HEADING_PART_BYTES: f64 = 256.0;

/// Levels below essays or chapters that are searched for shorter parts.
const MAX_PART_EXTRA_LEVELS: u8 = 4;

/// Characters (字) per byte of the text. Measured at the beginning of the current part: the figure for a short part is
/// exact at its beginning, and no large text is ever counted in full.
#[derive(Clone, Debug, Default)]
pub struct CharDensity {
    part_density: Option<(Pos, f64)>,
}

/// Part of the document that a reader wants to finish: an essay, a chapter, or the whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadingPart {
    /// Index of its heading in the outline; `None` without a heading.
    pub heading: Option<usize>,
    /// Start.
    pub start: Pos,
    /// End, exclusive; `None` at the end of the document.
    pub end: Option<Pos>,
}

impl CharDensity {
    /// Forgets the measured density, because the document or its outline changed.
    pub fn forget(&mut self) {
        self.part_density = None;
    }

    /// Returns the characters (字) from `here` to the end of `part`.
    pub fn chars_left(&mut self, doc: &dyn Document, part: ReadingPart, here: Pos) -> u64 {
        let density = match self.part_density {
            Some((start, density)) if start == part.start => density,
            _ => {
                let density = density(doc, part);
                self.part_density = Some((part.start, density));
                density
            }
        };
        (bytes_between(doc, here, part.end) * density).round() as u64
    }
}

/// Returns the part that contains `here`. `level` is the level of essays or chapters; if these are as long as books,
/// the part is a section below them.
pub fn part_at(doc: &dyn Document, outline: &Outline, level: u8, here: Pos) -> ReadingPart {
    let mut part = part_at_level(doc, outline, level, here);
    for level in level.saturating_add(1)..=level.saturating_add(MAX_PART_EXTRA_LEVELS) {
        if bytes_between(doc, part.start, part.end) <= MAX_PART_BYTES {
            break;
        }
        part = part_at_level(doc, outline, level, here);
    }
    // A heading directly above its first section forms one part with that section.
    match part.end {
        Some(end) if bytes_between(doc, part.start, part.end) < MAX_HEADING_PART_BYTES => {
            ReadingPart {
                end: part_at_level(
                    doc,
                    outline,
                    level.saturating_add(MAX_PART_EXTRA_LEVELS),
                    end,
                )
                .end,
                ..part
            }
        }
        _ => part,
    }
}

/// Returns the part of a level that contains `here`. Text above the first part of that level belongs to the part
/// around it, or to the whole document.
fn part_at_level(doc: &dyn Document, outline: &Outline, level: u8, here: Pos) -> ReadingPart {
    let headings = &outline.headings;
    let next = outline.index_at(here).map_or(0, |i| i + 1);
    let before = headings.get(..next).unwrap_or_default();
    let heading = before.iter().rposition(|heading| heading.level <= level);
    let found = heading.and_then(|index| headings.get(index));
    let mut after = headings.iter().skip(next);
    ReadingPart {
        heading,
        start: found.map_or_else(|| doc.first(), |found| found.pos),
        end: found
            .and_then(|found| after.find(|heading| heading.level <= found.level))
            .map(|heading| heading.pos),
    }
}

/// Returns the bytes between two positions, computed from their fractions of the document. `None` means the end.
fn bytes_between(doc: &dyn Document, from: Pos, to: Option<Pos>) -> f64 {
    let end = to.map_or(1.0, |pos| doc.fraction(pos).get());
    (end - doc.fraction(from).get()).max(0.0) * doc.len() as f64
}

/// Returns the characters (字) per byte at the beginning of a part.
fn density(doc: &dyn Document, part: ReadingPart) -> f64 {
    let mut pos = part.start;
    let mut counted = 0;
    loop {
        counted += count_characters(&doc.block_at(pos).text);
        let next = doc.next(pos);
        let end = next.filter(|next| part.end.is_none_or(|end| *next < end));
        let walked = bytes_between(doc, part.start, end.or(part.end));
        match end {
            Some(next) if walked < DENSITY_SAMPLE_BYTES as f64 => pos = next,
            _ => return counted as f64 / walked.max(1.0),
        }
    }
}

/// Estimates the characters (字) of the document. Samples are spread over it, because the beginning of a book may be
/// mostly markup; over what is known of it, so that nobody waits for the rest.
pub fn estimate_chars(doc: &dyn Document, whole: ReadingPart) -> u64 {
    if doc.len() <= DENSITY_SAMPLE_BYTES * u64::from(DENSITY_SAMPLE_COUNT) {
        return CharDensity::default().chars_left(doc, whole, whole.start);
    }
    // The walk from the last of the places stays within what is known.
    let reach = match doc.known_len() {
        known if known < doc.len() => known.saturating_sub(2 * DENSITY_SAMPLE_BYTES),
        len => len,
    };
    let known = reach as f64 / doc.len() as f64;
    let densities = (0..DENSITY_SAMPLE_COUNT).map(|place| {
        let share = known * (f64::from(place) + 0.5) / f64::from(DENSITY_SAMPLE_COUNT);
        let start = doc.pos_at(Fraction::from_percent(share * 100.0));
        density(doc, ReadingPart { start, ..whole })
    });
    let mean = densities.sum::<f64>() / f64::from(DENSITY_SAMPLE_COUNT);
    (doc.len() as f64 * mean).round() as u64
}

/// Estimates the characters (字) of the document behind `here`.
pub fn chars_behind(doc: &dyn Document, here: Pos) -> u64 {
    let whole = ReadingPart {
        heading: None,
        start: doc.first(),
        end: None,
    };
    (estimate_chars(doc, whole) as f64 * (1.0 - doc.fraction(here).get())).round() as u64
}

/// Returns the minutes to read `zi` characters, rounded up.
pub fn reading_minutes(zi: u64, speed: u32) -> u64 {
    zi.div_ceil(u64::from(speed.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Block, Heading};
    use crate::formats::blocks::document::BlockDocument;

    /// Returns the heading of the part at a byte of a text with headings at 10 (level 1), 20 and 30 (level 2), and the
    /// byte after that part.
    fn part(level: u8, at: u64) -> (Option<usize>, Option<u64>) {
        let block = |at| Block {
            pos: Pos::new(0, at),
            text: "甲".into(),
            ..Block::default()
        };
        let doc = BlockDocument {
            blocks: (0..40).map(block).collect(),
            len: 40,
            ..BlockDocument::default()
        };
        let heading = |(at, level)| Heading {
            pos: Pos::new(0, at),
            level,
            len: 3,
            ..Heading::default()
        };
        let outline = Outline {
            headings: [(10, 1), (20, 2), (30, 2)].map(heading).to_vec(),
            ..Outline::default()
        };
        let part = part_at_level(&doc, &outline, level, Pos::new(0, at));
        (part.heading, part.end.map(|end| end.block.0))
    }

    #[test]
    fn text_above_the_first_part_belongs_to_what_is_around_it() {
        assert_eq!(part(1, 5), (None, None), "before the first heading");
        assert_eq!(part(2, 5), (None, None));
        assert_eq!(part(2, 15), (Some(0), None), "below the title");
        assert_eq!(part(2, 25), (Some(1), Some(30)));
        assert_eq!(part(1, 25), (Some(0), None));
    }

    #[test]
    fn time_is_rounded_up() {
        assert_eq!(
            (
                reading_minutes(0, 400),
                reading_minutes(1, 400),
                reading_minutes(400, 400),
                reading_minutes(401, 0)
            ),
            (0, 1, 1, 401)
        );
    }
}
