//! Only writer of text into a frame. Our width decides the cells of a cluster. Every cluster that terminals
//! disagree about carries that width in its cell, so that ratatui's measure is never used.
//! Covered cells have the style of the glyph and are marked, so that a frame that removes the glyph repaints
//! them too. Widths are computed in `text::width`, cells are sent by `backend`.

use super::width_confidence::{
    MAX_CLUSTER_CELLS, WidthConfidence, is_control_or_bidi, width_confidence,
};
use crate::text::cluster::cluster_indices;
use crate::text::control_picture::control_picture;
use crate::text::units::Cells;
use crate::text::vertical_form::horizontal_text;
use crate::text::width::{Widths, text_width, width};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth as _};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use std::num::NonZeroU16;
use unicode_width::UnicodeWidthChar as _;

/// Maximum characters of a drawn cluster: a hundred accents on one letter are useless to a reader and take a
/// terminal seconds. The longest emoji in use has ten.
const MAX_CLUSTER_CHARS: usize = 12;

/// Writes `text` at column `x` of row `y`, never at or after column `limit`. Returns the column after the last
/// cell written (at most `limit`; `x` if nothing was written).
///
/// Every covered cell is reset and gets only `style`. A wide cluster that would cross `limit` is not drawn:
/// blanks fill the rest and `limit` is returned. Control characters become control pictures, a tab a blank;
/// clusters without width are skipped. Forms for vertical setting are drawn as the marks they stand for, in the cells
/// that the forms have. A wide glyph that crosses an end of the new text is blanked. Outside the
/// buffer nothing is written.
pub fn write_text(
    buf: &mut Buffer,
    x: u16,
    y: u16,
    text: &str,
    style: Style,
    limit: u16,
    widths: Widths,
) -> u16 {
    let limit = limit.min(buf.area.right());
    blank_split_glyph(buf, x, y);
    let mut at = x;
    for (_, cluster) in cluster_indices(text) {
        let cluster = sanitize_cluster(cluster);
        let cells = width(&cluster, widths);
        if cells.0 == 0 {
            continue;
        }
        if u32::from(at) + u32::from(cells.0) > u32::from(limit) {
            if at < limit {
                clear_area(buf, Rect::new(at, y, limit - at, 1), style);
                at = limit;
            }
            break;
        }
        blank_split_glyph(buf, at + cells.0, y);
        let shown = horizontal_text(&cluster);
        let shown_cells = width(&shown, widths).min(cells);
        write_cluster_unchecked_edges(buf, at, y, &shown, shown_cells, style);
        if shown_cells < cells {
            let blank = Rect::new(at + shown_cells.0, y, cells.0 - shown_cells.0, 1);
            clear_area(buf, blank, style);
        }
        at += cells.0;
    }
    at
}

/// Writes one cluster of a given width, in cells, at column `x` of row `y`. Does nothing if the width is 0 or
/// the cluster does not fit into the buffer.
pub fn write_cluster(buf: &mut Buffer, x: u16, y: u16, cluster: &str, cells: Cells, style: Style) {
    if cells.0 > 0 {
        blank_split_glyph(buf, x, y);
        blank_split_glyph(buf, x.saturating_add(cells.0), y);
        write_cluster_unchecked_edges(buf, x, y, cluster, cells, style);
    }
}

/// Writes a cluster like [`write_cluster`], where no wide glyph can cross an edge: on a blank row that is
/// filled from left to right.
pub fn write_cluster_unchecked_edges(
    buf: &mut Buffer,
    x: u16,
    y: u16,
    cluster: &str,
    cells: Cells,
    style: Style,
) {
    let Some(forced) = NonZeroU16::new(cells.0) else {
        return;
    };
    let area = buf.area;
    let inside = x >= area.left() && y >= area.top() && y < area.bottom();
    if !inside || u32::from(x) + u32::from(cells.0) > u32::from(area.right()) {
        return;
    }
    for column in x + 1..x + cells.0 {
        if let Some(cell) = buf.cell_mut((column, y)) {
            cell.reset();
            cell.set_style(style);
            cell.set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
        }
    }
    let sure = width_confidence(cluster);
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.reset();
        cell.set_style(style);
        if sure == WidthConfidence::Exact(cells.0) {
            cell.set_symbol(cluster);
            return;
        }
        let drawn = sanitize_cluster(cluster);
        cell.set_symbol(&drawn);
        if width_confidence(&drawn) != WidthConfidence::Exact(cells.0) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
        }
    }
}

/// Blanks `rect` (clipped to the buffer) with only `style`, and every wide glyph that crosses its left or right
/// edge. Without this, a popup over one half of a glyph would lose its border, since ratatui does not repaint
/// covered cells.
pub fn clear_area(buf: &mut Buffer, rect: Rect, style: Style) {
    let rect = rect.intersection(buf.area);
    for y in rect.top()..rect.bottom() {
        blank_split_glyph(buf, rect.left(), y);
        blank_split_glyph(buf, rect.right(), y);
        for x in rect.left()..rect.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Mark of a text that is cut.
pub const ELLIPSIS: &str = "\u{2026}";

/// Returns the cells that an ellipsis leaves, and the ellipsis; all cells and nothing if it does not fit.
fn room_beside_ellipsis(cells: Cells, widths: Widths, mark: &str) -> (u16, &str) {
    match cells.0.checked_sub(text_width(mark, widths).0) {
        Some(room) => (room, mark),
        None => (cells.0, ""),
    }
}

/// Returns `text` if it fits into `cells`, otherwise its longest prefix of whole clusters that fits with a `…`
/// after it. Without room for the `…` it is omitted.
pub fn elide(text: &str, cells: Cells, widths: Widths) -> Cow<'_, str> {
    elide_end(text, cells, widths, ELLIPSIS)
}

/// Returns `text` if it fits into `cells`, otherwise its longest prefix of whole clusters that fits with `mark` after
/// it. Without room for the mark it is omitted.
pub fn elide_end<'t>(text: &'t str, cells: Cells, widths: Widths, mark: &str) -> Cow<'t, str> {
    if text_width(text, widths) <= cells {
        return Cow::Borrowed(text);
    }
    let (room, mark) = room_beside_ellipsis(cells, widths, mark);
    let mut kept = longest_prefix(text, Cells(room), widths).to_owned();
    kept.push_str(mark);
    Cow::Owned(kept)
}

/// Returns `text` if it fits into `cells`, otherwise its longest suffix of whole clusters that fits with `mark` before
/// it. Without room for the mark it is omitted.
pub fn elide_start<'t>(text: &'t str, cells: Cells, widths: Widths, mark: &str) -> Cow<'t, str> {
    if text_width(text, widths) <= cells {
        return Cow::Borrowed(text);
    }
    let (room, mark) = room_beside_ellipsis(cells, widths, mark);
    let clusters: Vec<(usize, &str)> = cluster_indices(text).collect();
    let mut used = 0u16;
    let mut start = text.len();
    for (at, cluster) in clusters.into_iter().rev() {
        used = used.saturating_add(width(cluster, widths).0);
        if used > room {
            break;
        }
        start = at;
    }
    Cow::Owned(mark.to_owned() + text.get(start..).unwrap_or_default())
}

/// Returns the longest prefix of `text`, in whole clusters, that is at most `room` wide.
fn longest_prefix(text: &str, room: Cells, widths: Widths) -> &str {
    let mut used = 0u16;
    for (at, cluster) in cluster_indices(text) {
        used = used.saturating_add(width(cluster, widths).0);
        if used > room.0 {
            return text.get(..at).unwrap_or(text);
        }
    }
    text
}

/// Returns the cluster in a form safe to draw: without control or bidi characters, with a limited number of accents, and
/// without what stands before its base and has no cell: terminals draw that over the cell before it, where it would stay.
fn sanitize_cluster(cluster: &str) -> Cow<'_, str> {
    let cluster = cluster.trim_start_matches(|c: char| c.width() == Some(0));
    if cluster.len() == 1 && !cluster.starts_with(|c: char| c.is_ascii_control()) {
        Cow::Borrowed(cluster)
    } else if cluster == "\t" {
        Cow::Borrowed(" ")
    } else if let Some(shown) = cluster.chars().find_map(control_picture) {
        Cow::Owned(shown.to_string())
    } else if cluster.chars().any(is_control_or_bidi) {
        Cow::Borrowed("")
    } else if let Some((end, _)) = cluster.char_indices().nth(MAX_CLUSTER_CHARS) {
        Cow::Borrowed(cluster.get(..end).unwrap_or(cluster))
    } else {
        Cow::Borrowed(cluster)
    }
}

/// Blanks the glyph that crosses the left edge of column `x`, if there is one, and keeps its style. Columns
/// outside the buffer have no glyph.
fn blank_split_glyph(buf: &mut Buffer, x: u16, y: u16) {
    let Some(lead) = split_glyph_lead(buf, x, y) else {
        return;
    };
    let end = buf
        .cell((lead, y))
        .map_or(x, |cell| lead.saturating_add(cell.cell_width()))
        .min(buf.area.right());
    for column in lead..end {
        if let Some(cell) = buf.cell_mut((column, y)) {
            let style = cell.style();
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Returns the first column of the glyph that covers both `x - 1` and `x`; `None` if there is no such glyph.
fn split_glyph_lead(buf: &Buffer, x: u16, y: u16) -> Option<u16> {
    for distance in 1..=MAX_CLUSTER_CELLS {
        let column = x.checked_sub(distance)?;
        let cell = buf.cell((column, y))?;
        if !is_covered(cell) {
            return (cell.symbol().len() > 1 && cell.cell_width() > distance).then_some(column);
        }
    }
    None
}

/// Returns whether `write_cluster` marked this cell as a later part of a glyph.
fn is_covered(cell: &Cell) -> bool {
    cell.diff_option == CellDiffOption::ForcedWidth(NonZeroU16::MIN) && cell.symbol() == " "
}

#[cfg(test)]
mod tests;
