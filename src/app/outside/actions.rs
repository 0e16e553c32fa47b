//! The editor at this line, and links that open outside.

use super::address::openable_address;
use super::editor::EditRequest;
use crate::app::input::action::Action;
use crate::app::input::key::{CtrlState, Key};
use crate::app::message::Effect;
use crate::app::opening::actions::read_edited;
use crate::app::opening::source_file::source_file;
use crate::app::reading::links::addresses;
use crate::app::search::navigate::visible_hit;
use crate::app::state::State;
use crate::library::source_line::{LineCounter, line_source};
use ratatui::crossterm::event::KeyCode;
use std::path::Path;

/// Editor without one in the configuration and the environment.
pub const DEFAULT_EDITOR: &str = "vi";

/// Carries out an action of this feature; `None` for any other.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    match action {
        Action::Editor => Some(edit(state)),
        Action::OpenOutside => {
            ask(state, count);
            Some(State::no_effects())
        }
        _ => None,
    }
}

/// Starts the editor at the current hit, else at the head of the page.
fn edit(state: &mut State) -> Vec<Effect> {
    if state.outside.is_forbidden {
        state.notify(state.texts().outside.forbidden);
        return State::no_effects();
    }
    let hit = visible_hit(state).map(|hit| hit.start);
    let pos = hit.unwrap_or(state.reading.place_in_mind());
    let Some(file) = source_file(state, pos) else {
        let root = Path::new(&state.opening.path);
        let is_gone = !state.opening.path.is_empty() && !root.exists();
        let name: String = root
            .to_string_lossy()
            .chars()
            .filter(|c| !c.is_control())
            .collect();
        let m = state.texts();
        state.notify(if is_gone {
            m.shelf.gone_path(&name)
        } else {
            m.outside.no_file.to_owned()
        });
        return State::no_effects();
    };
    let original = state.reading.reader.doc.original();
    let pos = state.reading.reader.doc.to_original(pos);
    let doc = original.as_deref().unwrap_or(&*state.reading.reader.doc);
    let mut counter = LineCounter::default();
    let line = counter.line_at(doc, pos).or_else(|| {
        let byte = doc.byte_of(pos)?;
        line_source(&file).map(|source| LineCounter::default().line_of_byte(&source, byte))
    });
    if line.is_none() && doc.byte_of(pos).is_none() {
        // An editor shows nothing of a book or a document of a word processor.
        state.notify(state.texts().outside.no_file);
        return State::no_effects();
    }
    let editor = state.outside.editor.clone();
    let is_chosen = editor.is_some();
    let request = EditRequest {
        editor: editor.unwrap_or_else(|| DEFAULT_EDITOR.to_owned()),
        file,
        line: line.unwrap_or(1),
    };
    if is_chosen {
        return vec![Effect::Edit(request)];
    }
    // Who has chosen no editor may not know how to leave this one.
    let encoding = state
        .reading
        .encoding()
        .map_or("UTF-8", |encoded| encoded.name);
    state.ask(state.texts().outside.ask_editor(&request.editor, encoding));
    state.outside.asked_edit = Some(request);
    State::no_effects()
}

/// Takes the end of the editor: whether the file has changed, or the failure.
pub fn on_edited(state: &mut State, edited: Result<bool, (String, String)>) -> Vec<Effect> {
    match edited {
        Ok(true) => read_edited(state),
        Ok(false) => State::no_effects(),
        Err((name, cause)) => {
            state.notify(state.texts().outside.failed(&name, &cause));
            State::no_effects()
        }
    }
}

/// Shows the address of a link on the page, and asks whether to open it.
fn ask(state: &mut State, count: u32) {
    if state.outside.is_forbidden {
        return state.notify(state.texts().outside.forbidden);
    }
    let found = addresses(state);
    let total = found.len() as u64;
    let Some((pos, link)) = found.into_iter().nth(count.max(1) as usize - 1) else {
        let m = state.texts();
        return state.notify(match total {
            0 => m.outside.no_address.to_owned(),
            _ => m.reading.links(total),
        });
    };
    let file = source_file(state, pos);
    let base = file.as_deref().and_then(|file| file.parent());
    let Some(address) = openable_address(&link, base) else {
        return state.notify(state.texts().outside.refused(&link));
    };
    let m = &state.texts().outside;
    let text = if total > 1 && count == 0 {
        m.ask_one_of(total, &address)
    } else {
        m.ask(&address)
    };
    state.ask(text);
    state.outside.asked = Some(address);
}

/// Takes the answer to a question for an address or for the editor: `y` and Enter open it, and an address also the key
/// that asked, `o`. Returns `None` without such a question.
pub fn answer(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let code = key.as_command().code();
    let is_yes = matches!(code, (KeyCode::Char('y') | KeyCode::Enter, CtrlState::Free));
    if let Some(request) = state.outside.asked_edit.take() {
        if is_yes {
            return Some(vec![Effect::Edit(request)]);
        }
        state.notify(state.texts().outside.not_opened);
        return Some(State::no_effects());
    }
    let address = state.outside.asked.take()?;
    let is_same_key = matches!(code, (KeyCode::Char('o'), CtrlState::Free));
    if !is_yes && !is_same_key {
        state.notify(state.texts().outside.not_opened);
        return Some(State::no_effects());
    }
    Some(vec![Effect::OpenOutside(address)])
}

/// Takes the end of a program that opens an address: its name and its failure, if it failed.
pub fn on_opened_outside(state: &mut State, name: &str, failure: Option<&str>) {
    let m = &state.texts().outside;
    state.notify(match failure {
        None => m.opened(name),
        Some("") => m.no_program(name),
        Some(cause) => m.cannot_open(name, cause),
    });
}
