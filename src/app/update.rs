//! The only way the state changes. No I/O but reading the document.

use super::command::prompt;
use super::input::action::{Action, Context};
use super::input::key::Key;
use super::input::keymap::LongerBinding;
use super::message::{Effect, Message};
use super::reading::actions;
use super::runtime::jobs::{Job, JobEvent, JobId};
use super::search::navigate;
use super::search::state::HitMove;
use super::state::{EagerCommand, Mode, PendingKeys, State};
use super::toc::edit;
use crate::doc::{Outline, Span, whole_outline};
use std::sync::Arc;

/// Within this time a second key makes a longer command of one that was carried out already.
const CHORD_WINDOW_MS: u64 = 400;
/// Documents up to this size have their outline before the first frame.
pub const INLINE_OUTLINE_BYTES: u64 = 256 << 10;
/// Largest count.
const MAX_COUNT: u32 = 1_000_000;

/// Takes a message; gives what is to be done outside.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key, at) => on_key(state, key, at),
        Message::Paste(text) => prompt::paste(state, &text),
        Message::Resize { width, height } => {
            let hit = visible_hit(state);
            state.resize(width, height);
            if let Some(hit) = hit {
                state.reader.scroll_into_view(&hit);
            }
            State::no_effects()
        }
        Message::TerminalFacts(facts) => {
            state.appearance.apply_terminal_facts(&facts);
            state.terminal_facts = facts;
            state.relayout();
            State::no_effects()
        }
        Message::FocusGained => State::no_effects(),
        Message::Job(id, event) => on_job_event(state, id, event),
    };
    state.follow_in_toc();
    state.update_progress();
    state.notify_part_problems();
    effects
}

/// The current hit of a search, if the page shows it.
fn visible_hit(state: &State) -> Option<Span> {
    let hit = state.search.as_ref()?.current_hit.as_ref()?;
    state.reader.is_visible(hit.start).then(|| hit.clone())
}

/// What is to be done when a document was opened: its outline found, at once if that is quick.
pub fn load_outline(state: &mut State) -> Vec<Effect> {
    state.outline_job = state.new_job();
    // What was asked was about another text.
    state.heading_query_job = JobId(0);
    let doc = Arc::clone(&state.reader.doc);
    if doc.len() > INLINE_OUTLINE_BYTES {
        return vec![Effect::StartJob(state.outline_job, Job::Outline(doc))];
    }
    let outline = whole_outline(&*doc);
    take_outline(state, outline);
    State::no_effects()
}

/// Takes an outline from a job, with what the reader has corrected.
fn take_outline(state: &mut State, mut outline: Outline) {
    state.corrections.apply(&mut outline);
    let is_whole = outline.complete;
    show_outline(state, outline);
    if is_whole {
        state.notify_hidden_lines();
    }
}

/// Shows an outline: in the pane, and in the text, where headings look different.
pub(crate) fn show_outline(state: &mut State, outline: Outline) {
    let old = &state.reader.outline;
    let selected = state
        .outline_list
        .selected()
        .and_then(|index| old.headings.get(index));
    let selected = selected.map(|heading| heading.pos);
    state.top_level = crate::app::reading::motion::top_level(&outline);
    state.reader.set_outline(outline);
    state.outline_list.set_outline(&state.reader.outline);
    if let Some(index) = selected.and_then(|pos| state.reader.outline.index_at(pos)) {
        state.outline_list.select(index);
    }
    state.density.forget();
    state.relayout();
}

fn on_job_event(state: &mut State, id: JobId, event: JobEvent) -> Vec<Effect> {
    if id == state.outline_job {
        if let JobEvent::Outline(outline) = event {
            take_outline(state, outline);
            // Whoever has read all of a text knows more of it.
            state.notify_part_problems();
        }
        return State::no_effects();
    }
    if let JobEvent::HeadingAnswer(answer) = event {
        if id == state.heading_query_job {
            edit::on_answer(state, answer);
        }
        return State::no_effects();
    }
    let Some(finding) = state.search.as_mut().filter(|finding| finding.job == id) else {
        return State::no_effects();
    };
    match event {
        JobEvent::Hits(batch) => finding.hits.extend(batch),
        JobEvent::Wrapped => finding.hits.wrap(),
        JobEvent::Done => finding.hits.finish(),
        JobEvent::Outline(_) | JobEvent::HeadingAnswer(_) => {}
    }
    resolve_pending_move(state);
    State::no_effects()
}

/// Makes the move that waits for hits, if they are there now.
fn resolve_pending_move(state: &mut State) {
    let Some(finding) = &mut state.search else {
        return;
    };
    let Some((toward, from)) = finding.pending_move else {
        return;
    };
    let found = finding.hit_move(toward, from);
    if matches!(found, HitMove::Pending | HitMove::NotStored) {
        return;
    }
    finding.pending_move = None;
    match found {
        HitMove::To(span) => {
            state.reader.scroll_into_view(&span);
            finding.current_hit = Some(span);
        }
        HitMove::Wrapped(span) => {
            state.reader.scroll_into_view(&span);
            // A search that has just begun goes on at the top without a word.
            if finding.current_hit.replace(span).is_some() {
                navigate::notify_wrap(state, toward);
            }
        }
        HitMove::None => {
            finding.current_hit = None;
            let origin = finding.origin;
            let text = finding.query.text().to_owned();
            state.reader.go(origin);
            state.notify(format!("没有找到 {text}"), format!("not found: {text}"));
        }
        HitMove::Pending | HitMove::NotStored => {}
    }
}

fn on_key(state: &mut State, key: Key, at: u64) -> Vec<Effect> {
    if let Some(effect) = screen_effect(state, key) {
        return vec![effect];
    }
    state.message = None;
    match &state.mode {
        Mode::Prompt(_) => prompt::on_key(state, key),
        Mode::Outline(browse) if browse.filter.is_some() => prompt::on_filter_key(state, key),
        Mode::Outline(_) => on_command_key(state, Context::Outline, key.as_command(), at),
        Mode::Reading | Mode::Sheet(_) => {
            on_command_key(state, Context::Reading, key.as_command(), at)
        }
    }
}

/// What a key asks of the screen and not of the state. It holds in prompts too, and it disturbs
/// neither a message nor a command half typed.
fn screen_effect(state: &State, key: Key) -> Option<Effect> {
    if key.typed_char().is_some() {
        return None;
    }
    let found = state.keymap.lookup(Context::Everywhere, &[key]);
    match found.action {
        Some(Action::Redraw) => Some(Effect::Redraw),
        Some(Action::Suspend) => Some(Effect::Suspend),
        _ => None,
    }
}

/// A key outside a prompt: a digit of a count, or a part of a command.
fn on_command_key(state: &mut State, context: Context, key: Key, at: u64) -> Vec<Effect> {
    let is_begun = !state.pending.keys.is_empty() && state.pending.eager.is_none();
    if !is_begun
        && let Some(digit) = key.digit()
        && (digit > 0 || state.pending.count > 0)
    {
        state.pending = PendingKeys {
            count: (state.pending.count * 10 + digit).min(MAX_COUNT),
            ..PendingKeys::default()
        };
        return State::no_effects();
    }
    let mut eager = state.pending.eager.take();
    if eager.is_some_and(|eager| at.saturating_sub(eager.at_ms) > CHORD_WINDOW_MS) {
        state.pending.keys.clear();
        eager = None;
    }
    state.pending.keys.push(key);
    let mut found = state.keymap.lookup(context, &state.pending.keys);
    if found.action.is_none() && found.longer == LongerBinding::None && eager.is_some() {
        // The command was complete with the keys before; this one begins another.
        eager = None;
        state.pending.keys = vec![key];
        found = state.keymap.lookup(context, &state.pending.keys);
    }
    match (found.action, found.longer) {
        (Some(action), LongerBinding::None) => {
            state.pending.keys.clear();
            let count = match eager {
                Some(eager) => {
                    state.reader.go(eager.from);
                    eager.count
                }
                None => std::mem::take(&mut state.pending.count),
            };
            perform_in_mode(state, action, count)
        }
        (Some(action), LongerBinding::Possible) => {
            let count = std::mem::take(&mut state.pending.count);
            let from = state.reader.anchor();
            let effects = perform_in_mode(state, action, count);
            state.pending.eager = Some(EagerCommand {
                from,
                count,
                at_ms: at,
            });
            effects
        }
        (None, LongerBinding::Possible) => State::no_effects(),
        (None, LongerBinding::None) => {
            state.pending.keys.clear();
            state.pending.count = 0;
            State::no_effects()
        }
    }
}

/// Carries out an action where the keys are now. `count` is 0 if none was given.
pub fn perform_in_mode(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    if matches!(state.mode, Mode::Sheet(_)) {
        return actions::perform_in_sheet(state, action, count);
    }
    actions::perform(state, action, count)
}
