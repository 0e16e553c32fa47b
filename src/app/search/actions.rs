//! The actions of the search.

use super::state::{SearchPrompt, SearchTarget};
use super::{hit_list, navigate, words};
use crate::app::command::state::{Prompt, Purpose};
use crate::app::dictionary;
use crate::app::input::action::{Action, action_info};
use crate::app::input::key_label::notation_label;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::opening;
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};
use crate::search::query::QueryKind;

/// Carries out an action of the search; `None` for any other.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let times = i64::from(count.max(1));
    match action {
        Action::Search => open_search(state, SearchTarget::Text, Direction::Next),
        Action::SearchBack => open_search(state, SearchTarget::Text, Direction::Prev),
        Action::SearchAll => open_search(state, SearchTarget::List, Direction::Next),
        Action::WordForward => return Some(words::search_word(state, Direction::Next, count)),
        Action::WordBack => return Some(words::search_word(state, Direction::Prev, count)),
        Action::MarkWord => words::mark_word(state),
        Action::UnmarkWords => words::unmark_words(state),
        Action::NextHit => return Some(navigate::go_onward(state, times)),
        Action::PrevHit => return Some(navigate::go_onward(state, -times)),
        Action::Hits => return Some(hit_list::open(state)),
        Action::Cancel if state.opening.reopening_job().is_some() => {
            opening::actions::cancel(state);
        }
        Action::Cancel if dictionary::actions::stop(state) => {
            state.notify(state.texts().keys.stopped);
        }
        Action::Cancel if state.search.active.is_none() => notify_nothing_open(state),
        Action::Cancel => navigate::cancel(state),
        _ => return None,
    }
    Some(State::no_effects())
}

/// Notifies how to quit and where the keys are listed.
fn notify_nothing_open(state: &mut State) {
    let m = state.texts();
    let label = |action| {
        let keys = state.input.keymap.keys_of(action);
        let keys = keys.first().map(|keys| notation_label(keys, m));
        keys.unwrap_or_else(|| format!(":{}", action_info(action).name))
    };
    let text = m
        .keys
        .nothing_open(&label(Action::Quit), &label(Action::Help));
    state.notify(text);
}

fn open_search(state: &mut State, target: SearchTarget, toward: Direction) {
    let before = state.search.active.take().map(Box::new);
    let prompt = SearchPrompt {
        origin: state.reading.reader.anchor(),
        before,
        level: state.search.default_level,
        kind: QueryKind::Literal,
        toward,
        target,
        error: None,
    };
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Search(prompt),
        edit: LineEdit::query(),
        history_offset: 0,
        completions: None,
        chosen_row: None,
    });
}
