//! Layout of the screen, recomputed when its size or the visible panes change.

use super::state::Panes;
use crate::app::state::State;
use crate::app::toc::follow::{follow_reader, pane_width};
use crate::app::toc::list::PaneVisibility;
use crate::text::units::{Cells, Rows};
use crate::ui::geometry::{LayoutRequest, PageCount, ScreenLayout, StatusVisibility};
use ratatui::layout::Rect;

/// Sets the screen size and lays the screen out again.
pub fn resize(state: &mut State, width: u16, height: u16) {
    state.display.area = Rect::new(0, 0, width, height);
    relayout(state);
}

/// Lays out the panes and sets the text again; the reader's anchor stays.
pub fn relayout(state: &mut State) {
    let request = LayoutRequest {
        pane: is_pane_wanted(state).then(|| pane_width(state)),
        measure: state.appearance.measure,
        hangs: state.appearance.hangs_marks(),
        pages: if state.appearance.is_plain_screen() {
            PageCount::One
        } else {
            state.display.pages
        },
        status: match state.display.panes {
            Panes::Shown => StatusVisibility::Shown,
            Panes::Hidden => StatusVisibility::Hidden,
        },
    };
    state.display.layout = ScreenLayout::split(state.display.area, request);
    let (column, second) = (state.display.layout.column, state.display.layout.second);
    let pages = if second.is_empty() { 1 } else { 2 };
    let rows = Rows(u32::from(column.height));
    let reader = &mut state.reading.reader;
    reader.set_options(state.appearance.options(reader.doc.lang(), rows));
    let lang = reader.doc.lang();
    let table_room = state.display.layout.table_room();
    let setting = state
        .appearance
        .setting(Cells(column.width), table_room, lang);
    reader.set_pages(pages);
    reader.set_code(state.appearance.code);
    reader.resize(setting, rows);
    follow_reader(state);
}

/// Returns whether the outline lies beside the text where there is room.
fn is_pane_wanted(state: &State) -> bool {
    let outline = &state.reading.reader.outline;
    let may_have_headings = !(outline.complete && outline.headings.is_empty());
    let is_shown =
        state.display.panes == Panes::Shown && state.toc.list.pane == PaneVisibility::Shown;
    is_shown && may_have_headings && !state.appearance.is_plain_screen()
}
