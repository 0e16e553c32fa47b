//! Visibility of the scroll bar.

use super::state::ScrollBarPolicy;
use crate::app::state::State;

/// Returns whether the scroll bar is drawn: its column must be free, and a search on unless the setting differs.
pub fn is_scroll_bar_shown(state: &State) -> bool {
    let is_wanted = match state.display.scroll_bar {
        ScrollBarPolicy::Search => state.search.active.is_some(),
        ScrollBarPolicy::Always => true,
        ScrollBarPolicy::Never => false,
    };
    let has_room = !state.screen().scroll_bar.is_empty();
    is_wanted && has_room && !state.appearance.is_plain_screen()
}
