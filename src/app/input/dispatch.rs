//! Dispatch of keys: to the prompt, or through the keymap to an action.

use super::action::{Action, Context};
use super::key::Key;
use super::keymap::LongerBinding;
use super::pending::{EagerCommand, PendingKeys};
use crate::app::command::prompt;
use crate::app::lists::filter_line;
use crate::app::message::Effect;
use crate::app::opening;
use crate::app::perform::perform;
use crate::app::state::{Mode, State};

/// Time in milliseconds within which a second key extends a command that was already carried out.
const CHORD_WINDOW_MS: u64 = 400;

/// Upper limit of a typed count.
const MAX_COUNT: u32 = 1_000_000;

/// Dispatches a key pressed at `at`, in milliseconds.
pub fn on_key(state: &mut State, key: Key, at: u64) -> Vec<Effect> {
    if let Some(effect) = screen_effect(state, key) {
        return vec![effect];
    }
    if state.opening.is_first() {
        return opening::actions::on_first_key(state, key, at);
    }
    state.notices.message = None;
    match &state.mode {
        Mode::Prompt(_) => prompt::on_key(state, key),
        Mode::Outline(browse) if browse.filter.is_some() => prompt::on_filter_key(state, key),
        Mode::List(list) if list.filter.is_some() => filter_line::on_key(state, key),
        Mode::List(_) => on_command_key(state, Context::List, key.as_command(), at),
        Mode::Outline(_) => on_command_key(state, Context::Outline, key.as_command(), at),
        Mode::Selecting(_) => on_command_key(state, Context::Selection, key.as_command(), at),
        Mode::Reading | Mode::Sheet(_) => {
            on_command_key(state, Context::Reading, key.as_command(), at)
        }
    }
}

/// Returns the effect of a key that concerns the terminal alone. Such keys work in prompts too and disturb neither a
/// notice nor pending keys.
fn screen_effect(state: &State, key: Key) -> Option<Effect> {
    if key.typed_char().is_some() {
        return None;
    }
    let found = state.input.keymap.lookup(Context::Everywhere, &[key]);
    match found.action {
        Some(Action::Redraw) => Some(Effect::Redraw),
        Some(Action::Suspend) => Some(Effect::Suspend),
        _ => None,
    }
}

/// Takes a key outside a prompt: a digit of the count or a part of a key sequence.
fn on_command_key(state: &mut State, context: Context, key: Key, at: u64) -> Vec<Effect> {
    let is_begun = !state.input.pending.keys.is_empty() && state.input.pending.eager.is_none();
    if !is_begun
        && let Some(digit) = key.digit()
        && (digit > 0 || state.input.pending.count > 0)
    {
        state.input.pending = PendingKeys {
            count: (state.input.pending.count * 10 + digit).min(MAX_COUNT),
            ..PendingKeys::default()
        };
        return State::no_effects();
    }
    let mut eager = state.input.pending.eager.take();
    if eager.is_some_and(|eager| at.saturating_sub(eager.at_ms) > CHORD_WINDOW_MS) {
        state.input.pending.keys.clear();
        eager = None;
    }
    state.input.pending.keys.push(key);
    let mut found = state
        .input
        .keymap
        .lookup(context, &state.input.pending.keys);
    if found.action.is_none() && found.longer == LongerBinding::None && eager.is_some() {
        // The earlier keys were a complete command; this key begins a new sequence.
        eager = None;
        state.input.pending.keys = vec![key];
        found = state
            .input
            .keymap
            .lookup(context, &state.input.pending.keys);
    }
    match (found.action, found.longer) {
        (Some(action), LongerBinding::None) => {
            state.input.pending.keys.clear();
            let count = match eager {
                Some(eager) => {
                    state.reading.reader.go(eager.from);
                    eager.count
                }
                None => std::mem::take(&mut state.input.pending.count),
            };
            perform(state, action, count)
        }
        (Some(action), LongerBinding::Possible) => {
            let count = std::mem::take(&mut state.input.pending.count);
            let from = state.reading.reader.anchor();
            let effects = perform(state, action, count);
            state.input.pending.eager = Some(EagerCommand {
                from,
                count,
                at_ms: at,
            });
            effects
        }
        (None, LongerBinding::Possible) => State::no_effects(),
        (None, LongerBinding::None) => {
            state.input.pending.keys.clear();
            state.input.pending.count = 0;
            State::no_effects()
        }
    }
}
