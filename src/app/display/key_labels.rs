//! Keys of actions as people write them.

use crate::app::input::action::{Action, ActionInfo, action_info};
use crate::app::input::key_label::notation_label;
use crate::app::state::State;

/// Returns the keys of an action as people write them, or its command.
pub fn labels(state: &State, entry: &ActionInfo) -> Vec<String> {
    let keys = state.input.keymap.keys_of(entry.action);
    let labels: Vec<String> = keys
        .iter()
        .map(|key| notation_label(key, state.texts()))
        .collect();
    if labels.is_empty() {
        vec![format!(":{}", entry.name)]
    } else {
        labels
    }
}

/// Returns the first key of an action as people write it; its name as a command without one.
pub fn first_label(state: &State, action: Action) -> String {
    labels(state, action_info(action)).swap_remove(0)
}
