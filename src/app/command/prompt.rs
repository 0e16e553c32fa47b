//! Lines being typed: the search, the command line, the filter of the outline.

use super::completion::{self, Turn};
use super::run;
use crate::app::input::key::{Control, Key};
use crate::app::input::line_edit::{Edit, Edited};
use crate::app::message::Effect;
use crate::app::reading::actions;
use crate::app::search::navigate;
use crate::app::state::{Browse, Extent, Mode, Prompt, Purpose, State};
use ratatui::crossterm::event::KeyCode;

/// Lines remembered.
const KEPT: usize = 100;

/// Text was pasted, or committed by an input method in one piece.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Prompt(prompt) => {
            prompt.edit.insert(text);
            changed(state)
        }
        Mode::Outline(Browse {
            filter: Some(edit), ..
        }) => {
            edit.insert(text);
            apply_filter(state);
            State::done()
        }
        Mode::Outline(_) | Mode::Reading | Mode::Sheet(_) => State::done(),
    }
}

/// A key in a prompt.
pub fn key(state: &mut State, key: Key) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::done();
    };
    match key.code() {
        (KeyCode::Enter, _) => return accept(state),
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), Control::Held) => return leave(state),
        (KeyCode::Backspace, _) if prompt.edit.text().is_empty() => return leave(state),
        (KeyCode::Up, _) | (KeyCode::Char('p'), Control::Held) => return recall(state, 1),
        (KeyCode::Down, _) | (KeyCode::Char('n'), Control::Held) => return recall(state, -1),
        (KeyCode::Tab, _) => {
            complete(prompt, Turn::Next);
            return State::done();
        }
        (KeyCode::BackTab, _) => {
            complete(prompt, Turn::Back);
            return State::done();
        }
        _ => {}
    }
    match prompt.edit.key(key) {
        Edited::Text => changed(state),
        Edited::Nothing | Edited::NotMine => State::done(),
    }
}

/// The line is another: a search begins anew.
fn changed(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::done();
    };
    prompt.choices = None;
    let Purpose::Search(origin, _) = &prompt.purpose else {
        return State::done();
    };
    let origin = *origin;
    let typed = prompt.edit.text().to_owned();
    let Some(query) = navigate::query(state, &typed) else {
        state.finding = None;
        state.reader.go(origin);
        return State::done();
    };
    navigate::start_search(state, query, origin, origin)
}

fn recall(state: &mut State, by: i64) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::done();
    };
    let history = match prompt.purpose {
        Purpose::Search(..) => &state.searches,
        Purpose::Command(_) => &state.commands,
    };
    let back = (prompt.back as i64 + by).clamp(0, history.len() as i64) as usize;
    if back == prompt.back {
        return State::done();
    }
    prompt.back = back;
    let line = history.len().checked_sub(back).and_then(|i| history.get(i));
    prompt.edit = Edit::new(line.map_or("", String::as_str));
    changed(state)
}

/// Completes a command as far as it is certain; where it may become several, shows these, and then goes through
/// them.
fn complete(prompt: &mut Prompt, turn: Turn) {
    if !matches!(prompt.purpose, Purpose::Command(_)) {
        return;
    }
    match &mut prompt.choices {
        Some(choices) => prompt.edit = choices.turn(turn),
        None => (prompt.edit, prompt.choices) = completion::complete(prompt.edit.text()),
    }
}

/// Leaves the prompt; a search returns to where it began, and to the search before it.
fn leave(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::take(&mut state.mode) else {
        return State::done();
    };
    match prompt.purpose {
        Purpose::Search(origin, before) => {
            state.reader.go(origin);
            navigate::take_up(state, before)
        }
        Purpose::Command(outline) => {
            state.mode = outline.map_or(Mode::Reading, Mode::Outline);
            State::done()
        }
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::take(&mut state.mode) else {
        return State::done();
    };
    let line = prompt.edit.text().to_owned();
    match prompt.purpose {
        Purpose::Search(origin, before) => {
            if line.is_empty() {
                let mut effects = navigate::take_up(state, before);
                effects.extend(actions::act(
                    state,
                    crate::app::input::action::Action::NextHit,
                    0,
                ));
                return effects;
            }
            remember(&mut state.searches, line);
            if state.reader.anchor() != origin {
                state.jumps.push(origin);
            }
            State::done()
        }
        Purpose::Command(outline) => {
            state.mode = outline.map_or(Mode::Reading, Mode::Outline);
            remember(&mut state.commands, line.clone());
            run::run(state, line.trim())
        }
    }
}

fn remember(history: &mut Vec<String>, line: String) {
    history.retain(|old| *old != line);
    history.push(line);
    if history.len() > KEPT {
        history.remove(0);
    }
}

/// A key while the outline is being filtered.
pub fn filter_key(state: &mut State, key: Key) -> Vec<Effect> {
    let rows = state.list_height() as i64;
    let Mode::Outline(browse) = &mut state.mode else {
        return State::done();
    };
    let Some(edit) = &mut browse.filter else {
        return State::done();
    };
    match key.code() {
        (KeyCode::Enter, _) => actions::open_row(state),
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), Control::Held) => end_filter(state),
        (KeyCode::Backspace, _) if edit.text().is_empty() => end_filter(state),
        (KeyCode::Down, _) | (KeyCode::Char('n'), Control::Held) => state.listing.step(1),
        (KeyCode::Up, _) | (KeyCode::Char('p'), Control::Held) => state.listing.step(-1),
        (KeyCode::PageDown, _) => state.listing.step(rows),
        (KeyCode::PageUp, _) => state.listing.step(-rows),
        (KeyCode::Tab, _) => browse.filter = None,
        _ => {
            if edit.key(key) == Edited::Text {
                apply_filter(state);
            }
        }
    }
    State::done()
}

/// Leaves the filter: the full outline goes away, the pane shows everything again.
fn end_filter(state: &mut State) {
    let here = state.listing.selected();
    match &mut state.mode {
        Mode::Outline(browse) if browse.extent == Extent::Pane => {
            browse.filter = None;
            state.listing.set_filter("", &state.reader.outline);
            if let Some(here) = here {
                state.listing.select(here);
            }
        }
        _ => actions::leave_outline(state),
    }
}

fn apply_filter(state: &mut State) {
    if let Mode::Outline(Browse {
        filter: Some(edit), ..
    }) = &state.mode
    {
        state.listing.set_filter(edit.text(), &state.reader.outline);
    }
}
