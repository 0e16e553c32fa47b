//! The actions of the search.

use super::navigate;
use crate::app::command::state::{Prompt, Purpose};
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::opening;
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};

/// Carries out an action of the search; `None` for any other.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let times = i64::from(count.max(1));
    match action {
        Action::Search => open_search(state),
        Action::NextHit => return Some(navigate::go_hits(state, Direction::Next, times)),
        Action::PrevHit => return Some(navigate::go_hits(state, Direction::Prev, times)),
        Action::Cancel if state.search.active.is_none() => opening::actions::cancel(state),
        Action::Cancel => navigate::cancel(state),
        _ => return None,
    }
    Some(State::no_effects())
}

fn open_search(state: &mut State) {
    let before = state.search.active.take().map(Box::new);
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Search(state.reading.reader.anchor(), before),
        edit: LineEdit::default(),
        history_offset: 0,
        completions: None,
    });
}
