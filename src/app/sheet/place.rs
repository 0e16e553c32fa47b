//! Place of a sheet on the screen, and its lines there.

use super::{OpenSheet, SheetKind};
use crate::app::state::State;
use crate::layout::{BlockRow, TextOptions};
use crate::text::units::Rows;
use crate::ui::sheet::{MIN_TWO_PAIRS_CELLS, SheetLine, sheet_area, wrap_lines};
use ratatui::layout::Rect;

/// Returns the lines of a sheet as they are set on the screen. A plain screen has one column of them.
pub fn set_lines(state: &State, sheet: &OpenSheet) -> Vec<SheetLine> {
    let width = region(state, sheet).width;
    let has_columns = |line: &SheetLine| matches!(line, SheetLine::Columns(_));
    let width = if state.appearance.is_plain_screen() && sheet.lines.iter().any(has_columns) {
        width.min(MIN_TWO_PAIRS_CELLS - 1)
    } else {
        width
    };
    wrap_lines(&sheet.lines, width, &sheet_options(state))
}

/// Returns the area of a sheet with `lines` lines. A note lies below the row of its sign, above it where there is more room.
pub fn area_of(state: &State, sheet: &OpenSheet, lines: usize) -> Rect {
    let region = region(state, sheet);
    let area = sheet_area(region, lines);
    let Some((sign, row)) = sign_row(state, sheet) else {
        return area;
    };
    let (above, below) = (
        sign.saturating_sub(region.y),
        region.bottom().saturating_sub(row + 1),
    );
    let room = above.max(below);
    // On a low screen the note takes all of it.
    if room < area.height.min(MIN_NOTE_ROWS) {
        return area;
    }
    let height = area.height.min(room);
    let y = if height <= below {
        row + 1
    } else {
        sign - height
    };
    Rect { y, height, ..area }
}

/// Fewest rows of a note that does not fit beside its sign: its frame and five of its text.
const MIN_NOTE_ROWS: u16 = 8;

/// Returns the rows of the screen with the sign of a note: the first is that of its readings, if it has one. `None` if the sign is
/// not on the page, or the pages are two.
fn sign_row(state: &State, sheet: &OpenSheet) -> Option<(u16, u16)> {
    let pos = match &sheet.kind {
        SheetKind::TextNote(at) => *at,
        SheetKind::OwnNote(id) => {
            let mut marks = state.marks.all().iter();
            let mark = marks.find(|shown| shown.mark.id == *id)?;
            let end = mark.span.as_ref()?.end;
            end.block_start().at(end.within.saturating_sub(1))
        }
        _ => return None,
    };
    let screen = state.screen();
    let (_, row) = state.reading.reader.cell_of(pos)?;
    if !screen.second.is_empty() {
        return None;
    }
    let above = row
        .checked_sub(1)
        .and_then(|above| state.reading.reader.page().get(above));
    let has_readings = above.is_some_and(|above| matches!(above.row(), BlockRow::Ruby(_)));
    let y = screen.column.y + row as u16;
    Some((y - u16::from(has_readings), y))
}

/// Returns the region of the screen in which a sheet lies. A note or an article about a word is read beside the outline.
fn region(state: &State, sheet: &OpenSheet) -> Rect {
    let screen = state.screen();
    let is_of_text = matches!(
        sheet.kind,
        SheetKind::TextNote(_) | SheetKind::OwnNote(_) | SheetKind::Word(_)
    );
    if is_of_text { screen.text } else { screen.area }
}

/// Returns the text options for sheets: single rows, without room for ruby above.
pub fn sheet_options(state: &State) -> TextOptions {
    let lang = state.reading.reader.doc.lang();
    state.appearance.options(lang, Rows(1))
}
