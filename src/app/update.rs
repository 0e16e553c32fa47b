//! The only way the state changes. No I/O but reading the document.

use super::input::dispatch;
use super::message::{Effect, Message};
use super::state::State;
use super::{command, display, notices, reading, search, toc};
use crate::app::job::{JobEvent, JobId};

/// Takes a message; gives what is to be done outside.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let effects = match message {
        Message::Key(key, at) => dispatch::on_key(state, key, at),
        Message::Paste(text) => command::prompt::paste(state, &text),
        Message::Resize { width, height } => {
            display::actions::on_resize(state, width, height);
            State::no_effects()
        }
        Message::TerminalFacts(facts) => {
            display::actions::on_terminal_facts(state, facts);
            State::no_effects()
        }
        Message::FocusGained => State::no_effects(),
        Message::Job(id, event) => on_job_event(state, id, event),
    };
    toc::follow::follow_reader(state);
    reading::part::update_progress(state);
    notices::actions::notify_part_problems(state);
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
