//! The only way the state changes. No I/O but reading the document.

use super::input::dispatch;
use super::message::{Effect, Message};
use super::state::State;
use super::{command, search, toc};
use crate::app::job::{JobEvent, JobId};

/// Takes a message; gives what is to be done outside.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key, at) => dispatch::on_key(state, key, at),
        Message::Paste(text) => command::prompt::paste(state, &text),
        Message::Resize { width, height } => {
            let hit = search::navigate::visible_hit(state);
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

fn on_job_event(state: &mut State, id: JobId, event: JobEvent) -> Vec<Effect> {
    match event {
        JobEvent::Outline(outline) => toc::load::on_outline(state, id, outline),
        JobEvent::HeadingAnswer(answer) => toc::edit::on_answer(state, id, answer),
        JobEvent::Hits(_) | JobEvent::Wrapped | JobEvent::Done => {
            search::navigate::on_event(state, id, event);
        }
    }
    State::no_effects()
}
