//! The only way the state changes. No I/O but reading the document.

use super::command::prompt;
use super::input::action::{Action, Context};
use super::input::key::Key;
use super::input::keymap::More;
use super::message::{Effect, Message};
use super::reading::actions;
use super::runtime::jobs::{Job, JobEvent, JobId};
use super::search::navigate;
use super::search::state::Move;
use super::state::{Eager, Mode, Pending, State};
use super::toc::edit;
use crate::doc::{Outline, Span, whole_outline};
use std::sync::Arc;

/// Within this time a second key makes a longer command of one that was carried out already.
const TOGETHER: u64 = 400;
/// Documents up to this size have their outline before the first frame.
pub const SMALL: u64 = 256 << 10;
/// Largest count.
const COUNTS: u32 = 1_000_000;

/// Takes a message; gives what is to be done outside.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key, at) => press(state, key, at),
        Message::Paste(text) => prompt::paste(state, &text),
        Message::Resize { width, height } => {
            let hit = hit_in_sight(state);
            state.resize(width, height);
            if let Some(hit) = hit {
                state.reader.show(&hit);
            }
            State::done()
        }
        Message::Facts(facts) => {
            state.look.learn(&facts);
            state.facts = facts;
            state.arrange();
            State::done()
        }
        Message::Focused => State::done(),
        Message::Job(id, event) => heard(state, id, event),
    };
    state.follow();
    state.weigh();
    state.tell_of_part();
    effects
}

/// The current hit of a search, if the page shows it.
fn hit_in_sight(state: &State) -> Option<Span> {
    let hit = state.finding.as_ref()?.current.as_ref()?;
    state.reader.is_visible(hit.start).then(|| hit.clone())
}

/// What is to be done when a document was opened: its outline found, at once if that is quick.
pub fn opened(state: &mut State) -> Vec<Effect> {
    state.outline_job = state.new_job();
    // What was asked was about another text.
    state.asking = JobId(0);
    let doc = Arc::clone(&state.reader.doc);
    if doc.len() > SMALL {
        return vec![Effect::Start(state.outline_job, Job::Outline(doc))];
    }
    let outline = whole_outline(&*doc);
    take_outline(state, outline);
    State::done()
}

/// Takes an outline from a job, with what the reader has corrected.
fn take_outline(state: &mut State, mut outline: Outline) {
    state.corrections.apply(&mut outline);
    let is_whole = outline.complete;
    show_outline(state, outline);
    if is_whole {
        state.tell_of_hidden();
    }
}

/// Shows an outline: in the pane, and in the text, where headings look different.
pub(crate) fn show_outline(state: &mut State, outline: Outline) {
    let old = &state.reader.outline;
    let selected = state
        .listing
        .selected()
        .and_then(|index| old.headings.get(index));
    let selected = selected.map(|heading| heading.pos);
    state.top_level = crate::app::reading::motion::top_level(&outline);
    state.reader.set_outline(outline);
    state.listing.renew(&state.reader.outline);
    if let Some(index) = selected.and_then(|pos| state.reader.outline.at(pos)) {
        state.listing.select(index);
    }
    state.weight.forget();
    state.arrange();
}

fn heard(state: &mut State, id: JobId, event: JobEvent) -> Vec<Effect> {
    if id == state.outline_job {
        if let JobEvent::Outline(outline) = event {
            take_outline(state, outline);
            // Whoever has read all of a text knows more of it.
            state.tell_of_part();
        }
        return State::done();
    }
    if let JobEvent::Answer(answer) = event {
        if id == state.asking {
            edit::answered(state, answer);
        }
        return State::done();
    }
    let Some(finding) = state.finding.as_mut().filter(|finding| finding.job == id) else {
        return State::done();
    };
    match event {
        JobEvent::Hits(batch) => finding.hits.extend(batch),
        JobEvent::Wrapped => finding.hits.wrap(),
        JobEvent::Done => finding.hits.finish(),
        JobEvent::Outline(_) | JobEvent::Answer(_) => {}
    }
    satisfy(state);
    State::done()
}

/// Makes the move that waits for hits, if they are there now.
fn satisfy(state: &mut State) {
    let Some(finding) = &mut state.finding else {
        return;
    };
    let Some((toward, from)) = finding.wanted else {
        return;
    };
    let found = finding.seek(toward, from);
    if matches!(found, Move::Wait | Move::Unkept) {
        return;
    }
    finding.wanted = None;
    match found {
        Move::To(span) => {
            state.reader.show(&span);
            finding.current = Some(span);
        }
        Move::Round(span) => {
            state.reader.show(&span);
            // A search that has just begun goes on at the top without a word.
            if finding.current.replace(span).is_some() {
                navigate::tell_of_round(state, toward);
            }
        }
        Move::None => {
            finding.current = None;
            let origin = finding.origin;
            let text = finding.query.text().to_owned();
            state.reader.go(origin);
            state.tell(format!("没有找到 {text}"), format!("not found: {text}"));
        }
        Move::Wait | Move::Unkept => {}
    }
}

fn press(state: &mut State, key: Key, at: u64) -> Vec<Effect> {
    if let Some(effect) = of_the_screen(state, key) {
        return vec![effect];
    }
    state.message = None;
    match &state.mode {
        Mode::Prompt(_) => prompt::key(state, key),
        Mode::Outline(browse) if browse.filter.is_some() => prompt::filter_key(state, key),
        Mode::Outline(_) => command(state, Context::Outline, key.as_command(), at),
        Mode::Reading | Mode::Sheet(_) => command(state, Context::Reading, key.as_command(), at),
    }
}

/// What a key asks of the screen and not of the state. It holds in prompts too, and it disturbs
/// neither a message nor a command half typed.
fn of_the_screen(state: &State, key: Key) -> Option<Effect> {
    if key.typed().is_some() {
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
fn command(state: &mut State, context: Context, key: Key, at: u64) -> Vec<Effect> {
    let is_begun = !state.pending.keys.is_empty() && state.pending.done.is_none();
    if !is_begun
        && let Some(digit) = key.digit()
        && (digit > 0 || state.pending.count > 0)
    {
        state.pending = Pending {
            count: (state.pending.count * 10 + digit).min(COUNTS),
            ..Pending::default()
        };
        return State::done();
    }
    let mut eager = state.pending.done.take();
    if eager.is_some_and(|eager| at.saturating_sub(eager.at) > TOGETHER) {
        state.pending.keys.clear();
        eager = None;
    }
    state.pending.keys.push(key);
    let mut found = state.keymap.lookup(context, &state.pending.keys);
    if found.action.is_none() && found.more == More::None && eager.is_some() {
        // The command was complete with the keys before; this one begins another.
        eager = None;
        state.pending.keys = vec![key];
        found = state.keymap.lookup(context, &state.pending.keys);
    }
    match (found.action, found.more) {
        (Some(action), More::None) => {
            state.pending.keys.clear();
            let count = match eager {
                Some(eager) => {
                    state.reader.go(eager.from);
                    eager.count
                }
                None => std::mem::take(&mut state.pending.count),
            };
            act(state, action, count)
        }
        (Some(action), More::Possible) => {
            let count = std::mem::take(&mut state.pending.count);
            let from = state.reader.anchor();
            let effects = act(state, action, count);
            state.pending.done = Some(Eager { from, count, at });
            effects
        }
        (None, More::Possible) => State::done(),
        (None, More::None) => {
            state.pending.keys.clear();
            state.pending.count = 0;
            State::done()
        }
    }
}

/// Carries out an action where the keys are now. `count` is 0 if none was given.
pub fn act(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    if matches!(state.mode, Mode::Sheet(_)) {
        return actions::in_sheet(state, action, count);
    }
    actions::act(state, action, count)
}
