//! Messages about the screen.

use super::layout::{relayout, resize};
use crate::app::search::navigate::visible_hit;
use crate::app::state::State;
use crate::term::probe::TerminalFacts;

/// Applies a new screen size; the current hit stays visible.
pub fn on_resize(state: &mut State, width: u16, height: u16) {
    let hit = visible_hit(state);
    resize(state, width, height);
    if let Some(hit) = hit {
        state.reading.reader.scroll_into_view(&hit);
    }
}

/// Applies facts learnt from the terminal.
pub fn on_terminal_facts(state: &mut State, facts: TerminalFacts) {
    state.appearance.apply_terminal_facts(&facts);
    state.display.terminal_facts = facts;
    relayout(state);
}

/// Notifies that the program could not be suspended.
pub fn on_suspend_refused(state: &mut State) {
    state.notify(state.texts().opening.no_shell);
}
