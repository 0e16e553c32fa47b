//! Placement of a picked line's clusters into cells, with protection of the terminal: controls become control
//! pictures, blanks become blank cells, and of many combining marks only the first few are drawn.

use super::cluster_flags::ClusterFlags;
use super::code_signs::sign_glyph;
use super::display_text::DisplayChange;
use super::justify::Justification;
use super::line::{EMPHASIS_DOT, Glyph, GlyphText, Line, LineEnd};
use super::line_breaker::{BreakReason, LineBreaker, PickedLine};
use super::ruby::{RubyBase, RubyLayout};
use super::safe_text::sanitize_control;
use super::segments::SetText;
use super::unit::{COST_URL, Segment, Unit};
use crate::text::units::Cells;
use std::ops::Range;

/// Cells of a line: from column `left`, `width` cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineArea {
    pub(crate) left: u16,
    pub(crate) width: u32,
}

/// Returns the glyphs of a picked line and those of the ruby row above it.
pub(crate) fn glyphs(
    text: &SetText,
    segment: &Segment,
    breaker: &LineBreaker<'_>,
    pick: &PickedLine,
    shifts: &Justification,
    spot: LineArea,
) -> (Vec<Glyph>, Vec<Glyph>) {
    let end = breaker.trimmed_end(pick.start, pick.end);
    let Some(units) = breaker.units.get(pick.start..end) else {
        return (Vec::new(), Vec::new());
    };
    let first = segment.units.start;
    let mut ruby = RubyRow::new(&text.ruby, first + pick.start..first + end);
    let mut dots = text.dots.iter().peekable();
    let mut changes = ChangeCursor::new(&text.changes, units);
    let mut out = Vec::with_capacity(units.len());
    let origin = units.first().map_or(0, |unit| unit.x);
    // A unit's text ends at the start of the next unit.
    let behind = breaker
        .units
        .get(end)
        .map_or(breaker.text_end, |unit| unit.at);
    let ends = units.iter().skip(1).map(|unit| unit.at).chain([behind]);
    let drops = |unit: usize| shifts.drops(unit);
    let mut moves = shifts.iter().peekable();
    let mut left = i64::from(spot.left);
    for ((i, unit), end) in (pick.start..).zip(units).zip(ends) {
        while let Some((_, by)) = moves.next_if(|(at, _)| *at <= i) {
            left += i64::from(by);
        }
        if unit.width > 0 && !drops(i) {
            let x = i64::from(unit.x - origin) + left;
            let has_reading = ruby.is_in_base(first + i);
            let drawn = ruby.advance(&text.text, first + i, unit, x as u16);
            if drawn.unit.width > 0 {
                while dots.next_if(|range| range.end <= unit.at).is_some() {}
                if !has_reading && dots.peek().is_some_and(|range| range.contains(&unit.at)) {
                    ruby.set_dot(&drawn);
                }
                let end = changes.glyph_end(unit.at, end);
                let (before, behind) = text.signed.cells(first + i);
                let ink = Unit {
                    width: drawn.unit.width.saturating_sub(before + behind),
                    ..drawn.unit
                };
                let (x, after) = (
                    drawn.x + u16::from(before),
                    drawn.x + u16::from(before + ink.width),
                );
                out.extend((before > 0).then(|| sign_glyph(unit.at, drawn.x)));
                out.push(changes.apply(glyph(&text.text, &ink, end, x)));
                out.extend((behind > 0).then(|| sign_glyph(unit.at, after)));
            }
        }
    }
    // A tab may be wider than the column.
    if let (BreakReason::Forced, Some(glyph)) = (pick.reason, out.first_mut())
        && glyph.text == GlyphText::Blank
    {
        glyph.width = u32::from(glyph.width).min(spot.width) as u8;
    }
    (out, ruby.glyphs)
}

/// Cursor over the changes of a block's text, moved along with the glyphs of a line.
struct ChangeCursor<'c> {
    changes: &'c [DisplayChange],
}

impl<'c> ChangeCursor<'c> {
    /// Creates a cursor at the first of `units`.
    fn new(changes: &'c [DisplayChange], units: &[Unit]) -> Self {
        let start = units.first().map_or(0, |unit| unit.at);
        let skip = changes.partition_point(|change| change.at < start);
        Self {
            changes: changes.get(skip..).unwrap_or_default(),
        }
    }

    /// Returns the end in bytes of the glyph at `at`. `end` is the start of the next glyph; text left out
    /// before it does not belong to the glyph.
    fn glyph_end(&mut self, at: u32, end: u32) -> u32 {
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

    /// Returns the glyph with its replacement, if it has one.
    fn apply(&self, glyph: Glyph) -> Glyph {
        let change = self.changes.first().filter(|change| change.at == glyph.at);
        match change.and_then(|change| change.replacement) {
            Some(c) => Glyph {
                text: GlyphText::Substitute(c),
                ..glyph
            },
            None => glyph,
        }
    }
}

/// Ruby row of a line, built while the line's glyphs are placed.
struct RubyRow<'p> {
    layout: &'p RubyLayout,
    /// Bases not finished yet.
    bases: &'p [RubyBase],
    /// First cell of the current base; `None` if the base started on an earlier line.
    start: Option<u16>,
    /// The line's unit range.
    units: Range<usize>,
    /// Cells by which the units of the current base move left.
    shift: u16,
    glyphs: Vec<Glyph>,
}

/// Unit of a base as drawn, without the cells added for the reading.
struct DrawnBase {
    unit: Unit,
    x: u16,
}

impl<'p> RubyRow<'p> {
    /// Creates the row of a line; `units` count from the first unit of the block.
    fn new(layout: &'p RubyLayout, units: Range<usize>) -> Self {
        let skip = layout
            .bases
            .partition_point(|base| base.units.end <= units.start);
        Self {
            layout,
            bases: layout.bases.get(skip..).unwrap_or_default(),
            start: None,
            units,
            shift: 0,
            glyphs: Vec::new(),
        }
    }

    /// Advances over unit `i`, whose cells start at `x`. The last unit of a base also sets its reading.
    fn advance(&mut self, text: &str, i: usize, unit: &Unit, x: u16) -> DrawnBase {
        let Some(base) = self.bases.first().filter(|base| base.units.start <= i) else {
            return DrawnBase { unit: *unit, x };
        };
        if i == base.units.start {
            self.start = Some(x);
            // At the head of a line the base begins with its reading (JLREQ 3.3.8), so the left edge is straight.
            self.shift = if i == self.units.start {
                u16::from(base.lead_cells)
            } else {
                0
            };
        }
        let lead = if i == base.units.start {
            u16::from(base.lead_cells)
        } else {
            0
        };
        let ink = base.glyph_widths.get(i - base.units.start).copied();
        if i + 1 == base.units.end || i + 1 == self.units.end {
            if let Some(start) = self.start.take() {
                self.set_reading(text, base, start..x + u16::from(unit.width));
            }
            self.bases = self.bases.get(1..).unwrap_or_default();
        }
        DrawnBase {
            unit: Unit {
                width: ink.unwrap_or(unit.width),
                ..*unit
            },
            x: (x + lead).saturating_sub(self.shift),
        }
    }

    /// Returns whether unit `i`, the next one, belongs to a base.
    fn is_in_base(&self, i: usize) -> bool {
        self.bases
            .first()
            .is_some_and(|base| base.units.contains(&i))
    }

    /// Sets a dot above a wide character, unless a reading extends over it.
    fn set_dot(&mut self, drawn: &DrawnBase) {
        let is_free = self
            .glyphs
            .last()
            .is_none_or(|last| last.x + u16::from(last.width) <= drawn.x);
        if is_free && drawn.unit.width == 2 && !drawn.unit.flags.has(ClusterFlags::BLANK) {
            self.glyphs.push(Glyph {
                at: drawn.unit.at,
                len: 0,
                x: drawn.x,
                width: 2,
                text: GlyphText::Substitute(EMPHASIS_DOT),
            });
        }
    }

    /// Sets the reading of `base` in the middle of `columns`. Dots under it go.
    fn set_reading(&mut self, text: &str, base: &RubyBase, columns: Range<u16>) {
        let spare = (columns.end - columns.start).saturating_sub(base.reading_width);
        let left = columns.start + spare / 2;
        while (self.glyphs)
            .pop_if(|last| last.is_emphasis_dot() && last.x + u16::from(last.width) > left)
            .is_some()
        {}
        let units = self.layout.units.get(base.reading.units.clone());
        let units = units.unwrap_or_default();
        let origin = units.first().map_or(0, |unit| unit.x);
        let ends = units.iter().skip(1).map(|unit| unit.at);
        for (unit, behind) in units.iter().zip(ends.chain([base.reading.text_end])) {
            let x = left + (unit.x - origin) as u16;
            // On a base that was split across lines, the part of the reading that fits is shown.
            if unit.width > 0 && x + u16::from(unit.width) <= columns.end {
                self.glyphs.push(glyph(text, unit, behind, x));
            }
        }
    }
}

/// Returns the glyph of one unit. Its text ends at byte `end`.
fn glyph(text: &str, unit: &Unit, end: u32, x: u16) -> Glyph {
    let (len, shown) = if unit.flags.has(ClusterFlags::SPECIAL) {
        let cluster = text.get(unit.at as usize..end as usize);
        sanitize_control(cluster.unwrap_or_default())
    } else {
        ((end - unit.at) as u16, GlyphText::Cluster)
    };
    Glyph {
        at: unit.at,
        len,
        x,
        width: unit.width,
        text: shown,
    }
}

/// Returns a line of `glyphs` from byte `at`. The end of its bytes is set later, from the next line.
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
        gutter: None,
        rule: None,
        width: Cells(width),
        end,
    }
}

/// Returns the reason for the end of a line that was picked for `way`.
pub(crate) const fn line_end(way: BreakReason, last: bool) -> LineEnd {
    match way {
        _ if last => LineEnd::Hard,
        BreakReason::Ends
        | BreakReason::Fits
        | BreakReason::Hangs
        | BreakReason::PushIn
        | BreakReason::PushOut
        | BreakReason::MendsOrphan => LineEnd::Soft,
        BreakReason::Penalised(cost) if cost == COST_URL => LineEnd::Soft,
        BreakReason::Penalised(_) | BreakReason::Forced => LineEnd::Emergency,
    }
}
