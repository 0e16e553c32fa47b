//! The glyphs of one row, with the marks and hits of its block that touch them. A paragraph may have thousands of both.

use super::theme::Role;
use crate::doc::{Mark, Span};
use crate::layout::{Glyph, PageRow};
use std::ops::Range;

/// A hit on the page, in several spans if readings or note signs lie within it.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHit {
    /// The stretches of text, ascending.
    pub spans: Vec<Span>,
    /// Role in which they are drawn.
    pub role: Role,
}

/// The glyphs of a row and what touches them.
pub(super) struct RowGlyphs<'p> {
    /// The row.
    pub(super) row: &'p PageRow,
    /// Its glyphs, by column.
    pub(super) glyphs: &'p [Glyph],
    /// Marks of its block that touch the glyphs, ascending by start.
    pub(super) marks: Vec<&'p (Range<u32>, Mark)>,
    /// Hits that touch the glyphs or readings of theirs, those first that are drawn over others.
    hits: Vec<&'p PageHit>,
}

impl<'p> RowGlyphs<'p> {
    pub(super) fn new(row: &'p PageRow, glyphs: &'p [Glyph], hits: &'p [PageHit]) -> Self {
        let extent = glyphs.iter().map(glyph_range);
        let extent = extent.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
        let extent = extent.unwrap_or_default();
        let touches = |range: &Range<u32>| range.start < extent.end && range.end > extent.start;
        let marks = row.block.marks.iter();
        let marks: Vec<_> = marks.filter(|(range, _)| touches(range)).collect();
        let readings = marks
            .iter()
            .filter(|(_, mark)| matches!(mark, Mark::Ruby { .. }));
        let whole = readings.fold(extent.clone(), |whole, (range, _)| {
            whole.start.min(range.start)..whole.end.max(range.end)
        });
        let block = row.id.block;
        let whole = block.at(whole.start)..block.at(whole.end);
        let is_near = |span: &Span| span.start < whole.end && span.end > whole.start;
        let hits = hits.iter().filter(|hit| hit.spans.iter().any(is_near));
        Self {
            row,
            glyphs,
            marks,
            hits: hits.collect(),
        }
    }

    /// Returns the hit that a glyph belongs to.
    pub(super) fn hit_at(&self, glyph: &Glyph) -> Option<&'p PageHit> {
        let block = self.row.id.block;
        let range = glyph_range(glyph);
        let own = block.at(range.start)..block.at(range.end);
        let touches = |piece: &Span| {
            piece.start < own.end && piece.end > own.start || self.is_base_of_hit(glyph, piece)
        };
        let mut hits = self.hits.iter();
        hits.find(|hit| hit.spans.iter().any(touches)).copied()
    }

    /// Returns whether a glyph belongs to the base of a hidden reading that `hit` touches.
    fn is_base_of_hit(&self, glyph: &Glyph, hit: &Span) -> bool {
        let block = self.row.id.block;
        self.marks.iter().any(|(range, mark)| {
            let Mark::Ruby { base } = mark else {
                return false;
            };
            let base = range.start..range.start + base;
            base.contains(&glyph.at)
                && hit.start < block.at(range.end)
                && hit.end > block.at(base.end)
                && self.row.block.prepared.is_hidden(base.end)
        })
    }
}

/// Returns the bytes of a glyph in the text of its block; a sign that stands for no text has one.
fn glyph_range(glyph: &Glyph) -> Range<u32> {
    glyph.at..glyph.at + u32::from(glyph.len.max(1))
}
