//! Puts the clusters of a picked line into their cells, and makes what must not reach a terminal
//! harmless: controls become pictures, blanks become blank cells, and of a pile of marks the first few
//! are drawn.

use super::breaker::{Breaker, Pick, Way};
use super::line::{Glyph, Line, LineEnd, Shown};
use super::marks::Marks;
use super::stretch::Shifts;
use super::unit::{ADDRESS, Unit};
use crate::text::class::{Class, facts};
use crate::text::units::Cells;
use crate::text::width::MARKS_DRAWN;

/// Where the line goes: in column `left`, with `room` cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    pub(super) left: u16,
    pub(super) room: u32,
}

/// The glyphs of a picked line. `end` is where the text of the segment ends.
pub(super) fn glyphs(
    text: &str,
    breaker: &Breaker<'_>,
    pick: &Pick,
    shifts: &Shifts,
    spot: Spot,
) -> Vec<Glyph> {
    let end = breaker.trimmed(pick.start, pick.end);
    let Some(units) = breaker.units.get(pick.start..end) else {
        return Vec::new();
    };
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
            out.push(glyph(text, unit, end, x as u16));
        }
    }
    // A tab may be wider than the column.
    if let (Way::Forced, Some(glyph)) = (pick.way, out.first_mut())
        && glyph.shown == Shown::Blank
    {
        glyph.width = u32::from(glyph.width).min(spot.room) as u8;
    }
    out
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
        '\0'..='\x1F' => (whole, Shown::Instead(picture(0x2400 + first as u32))),
        '\x7F' => (whole, Shown::Instead(picture(0x2421))),
        '\u{80}'..='\u{9F}' => (whole, Shown::Instead(char::REPLACEMENT_CHARACTER)),
        _ => (drawn(cluster), Shown::Text),
    }
}

fn picture(code: u32) -> char {
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
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
pub(super) fn line(glyphs: Vec<Glyph>, at: u32, end: LineEnd) -> Line {
    let width = glyphs
        .last()
        .map_or(0, |last| last.x + u16::from(last.width));
    Line {
        bytes: at..at,
        glyphs,
        marker: None,
        quotes: 0,
        width: Cells(width),
        end,
    }
}

/// Why a line picked as `way` ends.
pub(super) const fn end(way: Way, last: bool) -> LineEnd {
    match way {
        _ if last => LineEnd::Hard,
        Way::End | Way::Fit | Way::Hang | Way::In | Way::Out | Way::Orphan => LineEnd::Soft,
        Way::Bent(cost) if cost == ADDRESS => LineEnd::Soft,
        Way::Bent(_) | Way::Forced => LineEnd::Emergency,
    }
}
