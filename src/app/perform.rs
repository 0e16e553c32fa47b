//! Dispatch of actions to the features that implement them.

use super::input::action::Action;
use super::message::Effect;
use super::state::{Mode, State};
use super::{
    command, dictionary, help, info, lists, marks, next_text, opening, outside, reading, search,
    select, sheet, shelf, toc,
};

/// Function that carries out a feature's actions; it returns `None` for actions of other features.
type Perform = fn(&mut State, Action, u32) -> Option<Vec<Effect>>;

/// Functions of the features that have actions.
const FEATURES: [Perform; 13] = [
    marks::actions::perform,
    shelf::actions::perform,
    dictionary::actions::perform,
    select::actions::perform,
    reading::actions::perform,
    search::actions::perform,
    toc::actions::perform,
    command::actions::perform,
    help::sheet::perform,
    info::sheet::perform,
    opening::actions::perform,
    outside::actions::perform,
    perform_in_program,
];

/// Carries out an action in the current mode. `count` is 0 if none was typed.
pub fn perform(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    if help::sheet::open_all(state, action) {
        return State::no_effects();
    }
    if action == Action::Command && matches!(state.mode, Mode::Sheet(..)) {
        state.close_sheet();
    }
    if matches!(state.mode, Mode::Sheet(..)) {
        return sheet::actions::perform(state, action, count);
    }
    if reading::awaiting::awaits_rest(state, action, count) {
        return State::no_effects();
    }
    reading::follow_end::end_before(state, action);
    next_text::actions::withdraw_offer(state, action);
    if let Some(effects) = lists::actions::perform(state, action, count) {
        return effects;
    }
    if matches!(state.mode, Mode::Selecting(_)) {
        let mut own = [marks::actions::perform, select::actions::perform].into_iter();
        if let Some(effects) = own.find_map(|perform: Perform| perform(state, action, count)) {
            return effects;
        }
        select::follow::suspend(state);
    }
    let mut features = FEATURES.iter();
    let effects = features.find_map(|perform| perform(state, action, count));
    effects.unwrap_or_default()
}

/// Carries out actions that concern the whole program.
fn perform_in_program(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    let effect = match action {
        Action::Mouse => {
            state.mouse.is_on = !state.mouse.is_on;
            let m = &state.texts().mouse;
            state.notify(if state.mouse.is_on { m.on } else { m.off });
            return Some(State::no_effects());
        }
        Action::Redraw => Effect::Redraw,
        Action::Suspend => Effect::Suspend,
        Action::Quit => return Some(opening::other_text::quit(state)),
        _ => return None,
    };
    Some(vec![effect])
}
