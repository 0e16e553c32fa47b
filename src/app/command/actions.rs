//! The action that opens the command line.

use super::state::{Covered, Prompt, Purpose};
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::opening::other_text;
use crate::app::state::{Mode, State};

/// Opens the command line, perhaps with the beginning of a line; returns `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    match action {
        Action::Command => open_command(state, ""),
        Action::SaveInput if state.opening.pipe.is_some() => open_command(state, "save "),
        Action::SaveInput => return Some(other_text::save(state, "", false)),
        _ => return None,
    }
    Some(State::no_effects())
}

/// Opens the command line with the beginning of a line, over what has the keys.
pub fn open_command(state: &mut State, typed: &str) {
    let covered = match std::mem::take(&mut state.mode) {
        Mode::Outline(browse) => Covered::Outline(browse),
        Mode::List(list) => Covered::List(list),
        Mode::Reading | Mode::Selecting(_) | Mode::Prompt(_) | Mode::Sheet(..) => Covered::Text,
    };
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Command(covered),
        edit: LineEdit::new(typed),
        history_offset: 0,
        completions: None,
        chosen_row: None,
    });
}
