//! The action that opens the command line.

use super::state::{Prompt, Purpose};
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::state::{Mode, State};

/// Opens the command line; returns `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    if action != Action::Command {
        return None;
    }
    open_command(state);
    Some(State::no_effects())
}

fn open_command(state: &mut State) {
    let outline = match std::mem::take(&mut state.mode) {
        Mode::Outline(browse) => Some(browse),
        Mode::Reading | Mode::Selecting(_) | Mode::Prompt(_) | Mode::Sheet(..) | Mode::List(_) => {
            None
        }
    };
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Command(outline),
        edit: LineEdit::default(),
        history_offset: 0,
        completions: None,
    });
}
