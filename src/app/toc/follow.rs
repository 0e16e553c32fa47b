//! Place of the outline on the screen, and its cursor, which follows the reader.

use super::pane_rows::{PaneRow, longest_row, pane_rows};
use super::state::TocPlace;
use crate::app::state::State;
use crate::ui::geometry::{PaneWidth, full_outline_area, overlay_outline_areas};
use ratatui::layout::Rect;

/// Returns the place of the outline that has the focus, or has it again after the command line; the pane without one.
fn outline_place(state: &State) -> TocPlace {
    let outline = state.mode.outline();
    outline.map_or(TocPlace::Pane, |browse| browse.place)
}

/// Returns the area of the outline; empty if it is not on the screen.
pub fn outline_area(state: &State) -> Rect {
    let layout = &state.display.layout;
    match outline_place(state) {
        TocPlace::Pane => layout.pane,
        TocPlace::Over => over_areas(state).0,
        TocPlace::Full => full_outline_area(layout.area),
    }
}

/// Returns the area of the rule right of the outline; empty without a rule.
pub fn rule_area(state: &State) -> Rect {
    let layout = &state.display.layout;
    match outline_place(state) {
        TocPlace::Pane => layout.rule,
        TocPlace::Over => over_areas(state).1,
        TocPlace::Full => Rect::default(),
    }
}

/// Returns the area of an outline over the text, and that of its rule. On a plain screen it takes the whole width.
fn over_areas(state: &State) -> (Rect, Rect) {
    let area = state.display.layout.area;
    let width = if state.appearance.is_plain_screen() {
        PaneWidth::Whole
    } else {
        pane_width(state)
    };
    overlay_outline_areas(area, width)
}

/// Returns the width that the pane should have.
pub fn pane_width(state: &State) -> PaneWidth {
    let list = &state.toc.list;
    list.width.map_or_else(
        || {
            let outline = &state.reading.reader.outline;
            let remark = state.texts().info.excerpt;
            PaneWidth::Titles(longest_row(outline, remark, state.appearance.widths()))
        },
        PaneWidth::Fixed,
    )
}

/// Returns the rows of the outline on the screen.
pub fn rows_in_sight(state: &State) -> Vec<PaneRow> {
    let outline = &state.reading.reader.outline;
    pane_rows(&state.toc.list, outline, list_height(state))
}

/// Returns the number of outline rows on the screen, at least 1.
pub fn list_height(state: &State) -> usize {
    usize::from(outline_area(state).height.max(1))
}

/// Moves the cursor to the heading being read, unless the outline has the keys.
pub fn follow_reader(state: &mut State) {
    if !state.mode.is_in_outline() {
        let reader = &state.reading.reader;
        let near = reader.outline.index_at(reader.reading_pos());
        state.toc.list.set_reading(&reader.outline, near);
        state.toc.list.select(near.unwrap_or(0));
    }
    let height = list_height(state);
    state.toc.list.scroll_to_cursor(height);
}
