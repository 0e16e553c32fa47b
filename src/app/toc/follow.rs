//! Outline cursor that follows the reader.

use super::state::{TocBrowse, TocPlace};
use crate::app::state::{Mode, State};

/// Returns the number of outline rows on the screen, at least 1.
pub fn list_height(state: &State) -> usize {
    let layout = &state.display.layout;
    let height = match &state.mode {
        Mode::Outline(TocBrowse {
            place: TocPlace::Full,
            ..
        }) => layout.text.height.saturating_sub(1),
        _ => layout.pane.height,
    };
    usize::from(height.max(1))
}

/// Moves the cursor to the heading being read, unless the outline has the keys.
pub fn follow_reader(state: &mut State) {
    if !state.mode.is_in_outline() {
        let reader = &state.reading.reader;
        let near = reader.outline.index_at(reader.anchor());
        state.toc.list.select(near.unwrap_or(0));
    }
    let height = list_height(state);
    state.toc.list.scroll_to_cursor(height);
}
