//! Dispatch of keys: to the prompt, or through the keymap to an action.

use super::action::{Action, Context};
use super::key::{CtrlState, Key};
use super::key_label::sequence_label;
use super::keymap::LongerBinding;
use super::pending::{EagerCommand, PendingKeys};
use crate::app::command::prompt;
use crate::app::dictionary;
use crate::app::display::key_labels::first_label;
use crate::app::help;
use crate::app::lists::filter_line;
use crate::app::marks;
use crate::app::message::Effect;
use crate::app::next_text;
use crate::app::opening;
use crate::app::outside;
use crate::app::perform::perform;
use crate::app::reading::{follow_end, links};
use crate::app::search::take_offer::take_offer;
use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::{Mode, State};
use ratatui::crossterm::event::KeyCode;

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
    if let Some(key) = key_after_escape(state, key) {
        let mut effects = on_key(state, Key::plain(KeyCode::Esc), at);
        effects.extend(on_key(state, key, at));
        return effects;
    }
    let shown = state.notices.message.take();
    let question = state.notices.question.take();
    if question.is_some() && question != shown {
        withdraw_questions(state);
    }
    // The reader goes on by himself.
    state.opening.start.clear();
    let was_waiting = state.reading.stop_waiting();
    let was_interrupted = std::mem::take(&mut state.input.is_interrupted);
    let is_interrupt = key.code() == (KeyCode::Char('c'), CtrlState::Held);
    if was_waiting && (is_interrupt || key == Key::plain(KeyCode::Esc)) {
        state.notify(state.texts().keys.stopped);
        return State::no_effects();
    }
    if is_interrupt && !is_typing(state) {
        withdraw_questions(state);
        return interrupt(state, was_interrupted);
    }
    if let Some(effects) = outside::actions::answer(state, key) {
        return effects;
    }
    if links::choose(state, key) {
        return State::no_effects();
    }
    if !is_typing(state)
        && let Some(effects) = take_offer(state, key, shown.as_deref())
    {
        return effects;
    }
    match &state.mode {
        Mode::Prompt(_) => prompt::on_key(state, key),
        Mode::Outline(browse) if browse.filter.is_some() => prompt::on_filter_key(state, key),
        Mode::List(list) if list.filter.is_some() => filter_line::on_key(state, key),
        Mode::Sheet(
            OpenSheet {
                kind: SheetKind::AllKeys(_),
                ..
            },
            _,
        ) => help::sheet::on_filter_key(state, key),
        mode if is_idle_shift_f3(state, mode.context(), key) => State::no_effects(),
        mode => on_command_key(state, mode.context(), key, at),
    }
}

/// Returns whether a key may be a late answer of the terminal to the question for its cursor, which reads like Shift-F3 and
/// begins no search.
fn is_idle_shift_f3(state: &State, context: Context, key: Key) -> bool {
    let action = || state.input.keymap.lookup(context, &[key]).action;
    key.may_be_cursor_report() && state.search.active.is_none() && action() == Some(Action::PrevHit)
}

/// Forgets what would be done at the answer to a question that is no longer on the screen.
fn withdraw_questions(state: &mut State) {
    state.outside.asked = None;
    state.outside.asked_edit = None;
    state.reading.labels = Vec::new();
    state.marks.doomed = None;
    state.shelf.doomed = None;
}

/// Returns the key that came with Esc in one packet, as over a slow connection: an Alt key without a binding. In a line being
/// typed only the keys that begin another line are taken so.
fn key_after_escape(state: &State, key: Key) -> Option<Key> {
    let plain = key.after_escape()?;
    if is_typing(state) {
        return plain
            .typed_char()
            .filter(|c| matches!(c, ':' | '/'))
            .map(|_| plain);
    }
    let found = state.input.keymap.lookup(state.mode.context(), &[key]);
    let is_bound = found.action.is_some() || found.longer == LongerBinding::Possible;
    (!is_bound).then_some(plain)
}

/// Returns whether a line is being typed.
fn is_typing(state: &State) -> bool {
    match &state.mode {
        Mode::Prompt(_) => true,
        Mode::Outline(browse) => browse.filter.is_some(),
        Mode::List(list) => list.filter.is_some(),
        Mode::Sheet(sheet, _) => matches!(sheet.kind, SheetKind::AllKeys(_)),
        Mode::Reading | Mode::Selecting(_) => false,
    }
}

/// Ctrl-C: stops what runs, closes what lies over the text, else shows how to quit; the second in a row quits.
fn interrupt(state: &mut State, was_interrupted: bool) -> Vec<Effect> {
    if was_interrupted {
        return vec![Effect::Interrupt];
    }
    let was_pending = state.input.is_pending();
    state.input.pending = PendingKeys::default();
    state.input.letter_action = None;
    if state.input.quit_rules.on_interrupt {
        return vec![Effect::QuitOnInterrupt];
    }
    if follow_end::stop(state)
        || dictionary::actions::stop(state)
        || opening::other_text::stop_saving(state)
    {
        state.notify(state.texts().keys.stopped);
        return State::no_effects();
    }
    let is_counting = state
        .search
        .active
        .as_ref()
        .is_some_and(|search| !search.tally.is_complete());
    if is_counting || state.opening.reopening_job().is_some() {
        let effects = perform(state, Action::Cancel, 0);
        state.notify(state.texts().keys.stopped);
        return effects;
    }
    if was_pending {
        return State::no_effects();
    }
    match state.mode {
        Mode::Reading | Mode::Prompt(_) => {}
        Mode::Outline(_) => return perform(state, Action::PaneLeave, 0),
        Mode::Selecting(_) | Mode::List(_) | Mode::Sheet(..) => {
            return perform(state, Action::Cancel, 0);
        }
    }
    state.input.is_interrupted = true;
    let quit = first_label(state, Action::Quit);
    state.notify(state.texts().keys.interrupt(&quit));
    State::no_effects()
}

/// Notifies that keys have no meaning here, and where they have one.
fn notify_unknown(state: &mut State, context: Context, keys: &[Key]) {
    let m = &state.texts().keys;
    let is_foreign = |key: &Key| key.typed_char().is_some_and(|c| !c.is_ascii());
    if keys.iter().any(is_foreign) {
        return state.notify(m.input_method);
    }
    // A late answer of the terminal to the question for its cursor reads like Shift-F3.
    if keys.iter().any(|key| key.may_be_cursor_report()) {
        return;
    }
    let label = sequence_label(keys, state.texts());
    let contexts = state.input.keymap.contexts_of(keys);
    let is_of = |other: Context| context != other && contexts.contains(&other);
    let text = if context != Context::Reading && is_of(Context::Reading) {
        let leave = if context == Context::Outline {
            Action::PaneLeave
        } else {
            Action::Cancel
        };
        m.of_text(&label, &first_label(state, leave))
    } else if is_of(Context::Outline) && !(is_of(Context::Selection) && has_marks_in_sight(state)) {
        m.of_outline(&label, &first_label(state, Action::PaneFocus))
    } else if is_of(Context::Selection) {
        m.of_selection(&label, &first_label(state, Action::Select))
    } else {
        m.unknown(&label, &first_label(state, Action::Help))
    };
    state.notify(text);
}

/// Returns whether a highlight or a note of the reader is on the page.
fn has_marks_in_sight(state: &State) -> bool {
    let page = state.reading.reader.visible_span();
    state.marks.touching(&page).next().is_some()
}

/// Lists the keys that may follow a prefix that has waited long enough at `now`, in milliseconds.
pub fn list_continuations(state: &mut State, now: u64) {
    let due = state.input.pending.list_due();
    state.input.pending.is_listed |= due.is_some_and(|due| due <= now);
}

/// Returns the time in milliseconds at which something waits for the keys to rest.
pub fn rest_due(state: &State) -> Option<u64> {
    let list = state.input.pending.list_due();
    let offer = next_text::actions::offer_due(state);
    list.into_iter().chain(offer).min()
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

/// Takes the key after one that waits for a letter. Both may also be the keys of another action (`''`).
fn on_letter(state: &mut State, context: Context, action: Action, key: Key) -> Vec<Effect> {
    let pending = std::mem::take(&mut state.input.pending);
    let keys: Vec<Key> = pending.keys.into_iter().chain([key]).collect();
    match state.input.keymap.lookup(context, &keys).action {
        Some(longer) => perform(state, longer, 0),
        None if key == Key::plain(KeyCode::Esc) => State::no_effects(),
        None => marks::places::on_letter(state, action, key),
    }
}

/// Takes a key outside a prompt: a digit of the count or a part of a key sequence.
fn on_command_key(state: &mut State, context: Context, typed: Key, at: u64) -> Vec<Effect> {
    let key = typed.as_command();
    if let Some(action) = state.input.letter_action.take() {
        return on_letter(state, context, action, key);
    }
    if key == Key::plain(KeyCode::Esc) && state.input.is_pending() {
        state.input.pending = PendingKeys::default();
        return State::no_effects();
    }
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
    state.input.pending.at_ms = at;
    state.input.pending.is_listed = false;
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
            let keys = std::mem::take(&mut state.input.pending.keys);
            let count = match eager {
                Some(eager) => {
                    state.reading.reader.go(eager.from);
                    eager.count
                }
                None => std::mem::take(&mut state.input.pending.count),
            };
            let keymap = &state.input.keymap;
            let counted = keymap.lookup_counted(context, &keys).filter(|_| count > 0);
            perform(state, counted.unwrap_or(action), count)
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
            let pending = std::mem::take(&mut state.input.pending);
            let is_escaped = key == Key::plain(KeyCode::Esc) && pending.keys.len() > 1;
            if !is_escaped && !matches!(state.mode, Mode::Sheet(..)) {
                // A mark such as ， is not the key that was meant.
                let keys = if typed == key {
                    pending.keys
                } else {
                    vec![typed]
                };
                notify_unknown(state, context, &keys);
            }
            State::no_effects()
        }
    }
}
