//! Place of a sheet on the screen, and its lines there.

use super::{OpenSheet, SheetKind};
use crate::app::state::State;
use crate::layout::TextOptions;
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

/// Returns the area of a sheet with `lines` lines.
pub fn area_of(state: &State, sheet: &OpenSheet, lines: usize) -> Rect {
    sheet_area(region(state, sheet), lines)
}

/// Returns the region of the screen in which a sheet lies. A note or an article about a word is read beside the outline.
fn region(state: &State, sheet: &OpenSheet) -> Rect {
    let screen = state.screen();
    match sheet.kind {
        SheetKind::Plain | SheetKind::OwnNote(_) | SheetKind::Word(_)
            if !screen.pane.is_empty() =>
        {
            screen.text
        }
        _ => screen.area,
    }
}

/// Returns the text options for sheets: single rows, without room for ruby above.
pub fn sheet_options(state: &State) -> TextOptions {
    let lang = state.reading.reader.doc.lang();
    state.appearance.options(lang, Rows(1))
}
