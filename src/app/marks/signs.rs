//! Signs of the reader's notes, in the margin of the row at which the range of a note ends.

use crate::app::display::scroll_bar::is_scroll_bar_shown;
use crate::app::state::State;
use crate::doc::Span;
use crate::layout::PageRow;
use crate::session::notes::{MarkKind, UserMark};
use ratatui::layout::Rect;
use std::collections::BTreeMap;

/// Cells of the sign: two, since some terminals draw it in two.
pub const NOTE_SIGN_CELLS: u16 = 2;

/// A sign on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NoteSign<'m> {
    /// First column.
    pub x: u16,
    /// Row.
    pub y: u16,
    /// Note; of several at one row the first.
    pub mark: &'m UserMark,
}

/// Returns the notes that touch the page, by their start.
pub fn page_notes(state: &State) -> Vec<(&UserMark, &Span)> {
    let page = state.reading.reader.visible_span();
    let is_note = |mark: &UserMark| mark.kind == MarkKind::Note && !mark.note.is_empty();
    let touching = state.marks.touching(&page);
    touching.filter(|(mark, _)| is_note(mark)).collect()
}

/// Returns the signs of the notes on the page. A note has its sign at the last row of its range on the page with room in
/// the margin for one.
pub fn note_signs(state: &State) -> Vec<NoteSign<'_>> {
    let notes = page_notes(state);
    if notes.is_empty() {
        return Vec::new();
    }
    let screen = state.screen();
    let bar = if is_scroll_bar_shown(state) {
        screen.scroll_bar.width
    } else {
        0
    };
    let (left, right) = state.reading.reader.page_pair();
    let edge = screen.text.right() - bar;
    let left_edge = if screen.second.is_empty() {
        edge
    } else {
        screen.second.x
    };
    let pages = [
        (left, screen.column, left_edge),
        (right, screen.second, edge),
    ];
    let rows: Vec<(u16, u16, &PageRow)> = pages
        .into_iter()
        .flat_map(|(page, column, edge)| rows_with_room(page, column, edge))
        .collect();
    let mut signs = BTreeMap::new();
    for (mark, span) in notes {
        let mut own = rows.iter().rev();
        if let Some((x, y, _)) = own.find(|(_, _, row)| is_in_row(span, row)) {
            let sign = NoteSign { x: *x, y: *y, mark };
            signs.entry((*x, *y)).or_insert(sign);
        }
    }
    signs.into_values().collect()
}

/// Returns the rows of a page with room for a sign, each with the cell of the sign.
fn rows_with_room(
    page: &[PageRow],
    column: Rect,
    edge: u16,
) -> impl Iterator<Item = (u16, u16, &PageRow)> {
    let rows = (column.top()..column.bottom()).zip(page);
    rows.filter_map(move |(y, row)| {
        let line = row.line()?;
        // A hanging mark takes the first cells of the margin.
        let x = column.x + column.width.max(line.width.0);
        (x + NOTE_SIGN_CELLS <= edge).then_some((x, y, row))
    })
}

/// Returns whether a part of `span` is in a row.
fn is_in_row(span: &Span, row: &PageRow) -> bool {
    let Some(line) = row.line() else {
        return false;
    };
    let block = row.id.block;
    span.start < block.at(line.bytes.end) && span.end > block.at(line.bytes.start)
}
