//! Place of the terminal's cursor outside of prompts: where one reads or chooses. Screen readers follow it, and input
//! methods open there.

use crate::app::display::spoken_row::place_being_read;
use crate::app::display::state::CursorPolicy;
use crate::app::lists::screen_rows::rows_on_screen;
use crate::app::lists::state::OpenList;
use crate::app::sheet::place::{area_of, set_lines};
use crate::app::state::{Mode, State};
use crate::app::toc::follow::{outline_area, rows_in_sight};
use crate::doc::Pos;
use ratatui::layout::Position;

/// Returns the place of the cursor while nothing is typed or chosen; it is hidden there unless the reader wants it shown.
pub fn idle_cursor(state: &State) -> Option<Position> {
    if state.opening.is_first() {
        return None;
    }
    match &state.mode {
        Mode::Sheet(sheet, _) => {
            let lines = set_lines(state, sheet).len();
            Some(area_of(state, sheet, lines).as_position())
        }
        _ => cell_position(state, place_being_read(state)?),
    }
}

/// Returns the caret of a screen on which nothing is typed: that of the selection or of the row one is on, or the place
/// one reads if the cursor is always shown.
pub(super) fn shown_cursor(state: &State) -> Option<Position> {
    match &state.mode {
        Mode::Selecting(selection) => cell_position(state, selection.head),
        Mode::Outline(_) => outline_row(state),
        _ if is_always_shown(state) => idle_cursor(state),
        _ => None,
    }
}

/// Returns whether the cursor is shown where nothing is typed or chosen.
fn is_always_shown(state: &State) -> bool {
    state.display.cursor == CursorPolicy::Shown || state.appearance.is_plain_screen()
}

/// Returns the first cell of the row of a list that one is on.
pub(super) fn list_row(state: &State, list: &OpenList) -> Option<Position> {
    let rows = state.list_areas().rows;
    let shown = rows_on_screen(state, list.kind, usize::from(rows.height));
    let row = shown.cursor? as u16;
    Some(Position::new(rows.x, rows.y + row))
}

/// Returns the first cell of the row of the outline that one is on.
fn outline_row(state: &State) -> Option<Position> {
    let area = outline_area(state);
    let rows = rows_in_sight(state);
    let row = rows
        .iter()
        .position(|row| row.row == state.toc.list.cursor())?;
    (row < usize::from(area.height)).then(|| Position::new(area.x, area.y + row as u16))
}

/// Returns the cell of a place on the page.
pub(super) fn cell_position(state: &State, pos: Pos) -> Option<Position> {
    let screen = state.screen();
    let reader = &state.reading.reader;
    let (x, row) = reader.cell_of(pos)?;
    let left_rows = reader.page_pair().0.len();
    let (column, y) = match row.checked_sub(left_rows) {
        None => (screen.column, row),
        Some(row) => (screen.second, row),
    };
    Some(Position::new(column.x + x, column.y + y as u16))
}
