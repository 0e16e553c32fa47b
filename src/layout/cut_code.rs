//! Lines of code that are cut at both edges of their column.

use super::code::CodeGutter;
use super::column::Column;
use super::line::Line;
use crate::text::units::Cells;

/// Leaves out the glyphs of a line that are not within the column, `offset` cells from its beginning on.
pub(crate) fn cut_line(line: &mut Line, column: &Column, offset: u16, gutter: &mut CodeGutter) {
    let shown = column.left + offset;
    let has_start = line.glyphs.first().is_some_and(|glyph| glyph.x < shown);
    let has_end = line.width.0 > shown + column.measure;
    // The signs take cells of the text.
    let from = shown + u16::from(has_start);
    let to = shown + column.measure - u16::from(has_end);
    gutter.cut_start = has_start.then_some(Cells(column.left));
    gutter.cut_end = has_end.then_some(Cells(column.left + column.measure - 1));
    line.glyphs
        .retain(|glyph| glyph.x >= from && glyph.x + u16::from(glyph.width) <= to);
    for glyph in &mut line.glyphs {
        glyph.x -= offset;
    }
    let last = line.glyphs.last();
    line.width = Cells(last.map_or(0, |glyph| glyph.x + u16::from(glyph.width)));
}
