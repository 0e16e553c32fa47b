//! Puts the clusters of a picked line into their cells, and makes what must not reach a terminal
//! harmless: controls become pictures, blanks become blank cells, and of a pile of marks the first few
//! are drawn.

use super::cluster_flags::Marks;
use super::display_text::Change;
use super::justify::Shifts;
use super::line::{Glyph, Line, LineEnd, Shown};
use super::line_breaker::{Breaker, Pick, Way};
use super::prepared::Prepared;
use super::ruby::{Above, Base};
use super::unit::{ADDRESS, Segment, Unit};
use crate::text::control_picture::picture;
use crate::text::line_class::{Class, facts};
use crate::text::units::Cells;
use crate::text::width::MARKS_DRAWN;
use std::ops::Range;

/// Where the line goes: in column `left`, with `room` cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    pub(crate) left: u16,
    pub(crate) room: u32,
}

/// The glyphs of a picked line of a segment, and those of the readings above it.
pub(crate) fn glyphs(
    of: &Prepared,
    segment: &Segment,
    breaker: &Breaker<'_>,
    pick: &Pick,
    shifts: &Shifts,
    spot: Spot,
) -> (Vec<Glyph>, Vec<Glyph>) {
    let end = breaker.trimmed(pick.start, pick.end);
    let Some(units) = breaker.units.get(pick.start..end) else {
        return (Vec::new(), Vec::new());
    };
    let first = segment.units.start;
    let mut ruby = RubyRow::new(&of.above, first + pick.start..first + end);
    let mut changes = Exchange::new(&of.changes, units);
    let mut out = Vec::with_capacity(units.len());
    let origin = units.first().map_or(0, |unit| unit.x);
    // A unit's text ends where the next one's starts.
    let behind = breaker.units.get(end).map_or(breaker.end, |unit| unit.at);
    let ends = units.iter().skip(1).map(|unit| unit.at).chain([behind]);
    let mut shifts = shifts.iter().peekable();
    let mut left = i64::from(spot.left);
    for ((i, unit), end) in (pick.start..).zip(units).zip(ends) {
        while let Some((_, by)) = shifts.next_if(|(at, _)| *at <= i) {
            left += i64::from(by);
        }
        if unit.width > 0 {
            let x = i64::from(unit.x - origin) + left;
            let drawn = ruby.pass(&of.text, first + i, unit, x as u16);
            if drawn.unit.width > 0 {
                let end = changes.end(unit.at, end);
                out.push(changes.apply(glyph(&of.text, &drawn.unit, end, drawn.x)));
            }
        }
    }
    // A tab may be wider than the column.
    if let (Way::Forced, Some(glyph)) = (pick.way, out.first_mut())
        && glyph.shown == Shown::Blank
    {
        glyph.width = u32::from(glyph.width).min(spot.room) as u8;
    }
    (out, ruby.glyphs)
}

/// The changes of a block's text, walked along with the glyphs of a line.
struct Exchange<'c> {
    changes: &'c [Change],
}

impl<'c> Exchange<'c> {
    /// From the first of `units` on.
    fn new(changes: &'c [Change], units: &[Unit]) -> Self {
        let start = units.first().map_or(0, |unit| unit.at);
        let skip = changes.partition_point(|change| change.at < start);
        Self {
            changes: changes.get(skip..).unwrap_or_default(),
        }
    }

    /// Where the text of a glyph from `at` ends that the next one bounds at `end`: what is left out
    /// behind it is none of it.
    fn end(&mut self, at: u32, end: u32) -> u32 {
        while let [first, rest @ ..] = self.changes
            && first.at < at
        {
            self.changes = rest;
        }
        match self.changes.first() {
            Some(change) if change.at > at => end.min(change.at),
            Some(change) if change.at == at => end.min(at + change.len),
            _ => end,
        }
    }

    /// A glyph as it is shown.
    fn apply(&self, glyph: Glyph) -> Glyph {
        let change = self.changes.first().filter(|change| change.at == glyph.at);
        match change.and_then(|change| change.shown) {
            Some(c) => Glyph {
                shown: Shown::Instead(c),
                ..glyph
            },
            None => glyph,
        }
    }
}

/// The row of readings above a line, made while the line's glyphs are placed.
struct RubyRow<'p> {
    above: &'p Above,
    /// The bases of the line still to come, or being passed.
    bases: &'p [Base],
    /// Where the base being passed begins, in cells; `None` if that was on an earlier line.
    start: Option<u16>,
    /// The last unit of the line and one.
    end: usize,
    glyphs: Vec<Glyph>,
}

/// A unit of a base where it is drawn: without the cells that its reading takes.
struct Drawn {
    unit: Unit,
    x: u16,
}

impl<'p> RubyRow<'p> {
    /// For a line of `units`, counted from the first of the block.
    fn new(above: &'p Above, units: Range<usize>) -> Self {
        let skip = above
            .bases
            .partition_point(|base| base.units.end <= units.start);
        Self {
            above,
            bases: above.bases.get(skip..).unwrap_or_default(),
            start: None,
            end: units.end,
            glyphs: Vec::new(),
        }
    }

    /// Passes unit `i`, which has its room in column `x`; sets the reading with the last of its base.
    fn pass(&mut self, text: &str, i: usize, unit: &Unit, x: u16) -> Drawn {
        let Some(base) = self.bases.first().filter(|base| base.units.start <= i) else {
            return Drawn { unit: *unit, x };
        };
        let is_first = i == base.units.start;
        if is_first {
            self.start = Some(x);
        }
        let ink = base.inks.get(i - base.units.start).copied();
        if i + 1 == base.units.end || i + 1 == self.end {
            if let Some(start) = self.start.take() {
                self.set(text, base, start..x + u16::from(unit.width));
            }
            self.bases = self.bases.get(1..).unwrap_or_default();
        }
        Drawn {
            unit: Unit {
                width: ink.unwrap_or(unit.width),
                ..*unit
            },
            x: if is_first {
                x + u16::from(base.lead)
            } else {
                x
            },
        }
    }

    /// Sets the reading of `base` in the middle of its `columns`.
    fn set(&mut self, text: &str, base: &Base, columns: Range<u16>) {
        let spare = (columns.end - columns.start).saturating_sub(base.width);
        let left = columns.start + spare / 2;
        let units = self.above.units.get(base.reading.units.clone());
        let units = units.unwrap_or_default();
        let origin = units.first().map_or(0, |unit| unit.x);
        let ends = units.iter().skip(1).map(|unit| unit.at);
        for (unit, behind) in units.iter().zip(ends.chain([base.reading.text_end])) {
            let x = left + (unit.x - origin) as u16;
            // A base that had to be cut keeps what fits.
            if unit.width > 0 && x + u16::from(unit.width) <= columns.end {
                self.glyphs.push(glyph(text, unit, behind, x));
            }
        }
    }
}

/// The glyph of one unit whose text ends at byte `end`, in column `x`.
fn glyph(text: &str, unit: &Unit, end: u32, x: u16) -> Glyph {
    let (len, shown) = if unit.marks.has(Marks::SPECIAL) {
        let cluster = text.get(unit.at as usize..end as usize);
        disarm(cluster.unwrap_or_default())
    } else {
        ((end - unit.at) as u16, Shown::Text)
    };
    Glyph {
        at: unit.at,
        len,
        x,
        width: unit.width,
        shown,
    }
}

/// How much of a cluster is drawn, in bytes, and as what.
fn disarm(cluster: &str) -> (u16, Shown) {
    let first = cluster.chars().next().unwrap_or(' ');
    let whole = cluster.len().min(usize::from(u16::MAX)) as u16;
    match first {
        '\t' => (1, Shown::Blank),
        c if c.is_whitespace() && !c.is_control() => (whole, Shown::Blank),
        _ => match picture(first) {
            Some(shown) => (whole, Shown::Instead(shown)),
            None => (drawn(cluster), Shown::Text),
        },
    }
}

/// Bytes of a cluster that are drawn: up to eight marks, no joiner at its end, tags in a flag only.
fn drawn(cluster: &str) -> u16 {
    let flag = cluster.starts_with('\u{1F3F4}');
    let (mut marks, mut len) = (0, 0);
    for (at, c) in cluster.char_indices().take(MOST_DRAWN) {
        match c {
            '\u{E0000}'..='\u{E007F}' if flag => {}
            '\u{E0000}'..='\u{E007F}' => break,
            '\u{200C}' | '\u{200D}' => continue,
            _ if at > 0 && is_mark(c) => marks += 1,
            _ => {}
        }
        if marks > MARKS_DRAWN {
            break;
        }
        len = at + c.len_utf8();
    }
    len as u16
}

/// No cluster in use has as many code points.
const MOST_DRAWN: usize = 64;

/// Whether `c` counts as a mark inside a cluster: not the people of a family, not parts of a syllable.
fn is_mark(c: char) -> bool {
    let facts = facts(c);
    !facts.is_pictograph() && !matches!(facts.class(), Class::JV | Class::JT)
}

/// A line of `glyphs` that starts at byte `at`; where it ends is known with the line after it.
pub(crate) fn line(glyphs: Vec<Glyph>, at: u32, end: LineEnd) -> Line {
    let width = glyphs
        .last()
        .map_or(0, |last| last.x + u16::from(last.width));
    Line {
        bytes: at..at,
        glyphs,
        ruby: Vec::new(),
        marker: None,
        quotes: 0,
        width: Cells(width),
        end,
    }
}

/// Why a line picked as `way` ends.
pub(crate) const fn end(way: Way, last: bool) -> LineEnd {
    match way {
        _ if last => LineEnd::Hard,
        Way::End | Way::Fit | Way::Hang | Way::In | Way::Out | Way::Orphan => LineEnd::Soft,
        Way::Bent(cost) if cost == ADDRESS => LineEnd::Soft,
        Way::Bent(_) | Way::Forced => LineEnd::Emergency,
    }
}
