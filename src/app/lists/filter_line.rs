//! The filter of a list, while it is typed.

use super::actions::{list_rows, move_cursor};
use super::registry::model;
use super::state::ListKind;
use crate::app::input::key::{CtrlState, Key};
use crate::app::input::line_edit::EditOutcome;
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use ratatui::crossterm::event::KeyCode;

/// Takes a key while a filter is typed. Enter keeps the filter, Esc drops it.
pub fn on_key(state: &mut State, key: Key) -> Vec<Effect> {
    let page = list_rows(state) as i64;
    let Mode::List(list) = &mut state.mode else {
        return State::no_effects();
    };
    let kind = list.kind;
    let Some(edit) = &mut list.filter else {
        return State::no_effects();
    };
    match key.code() {
        (KeyCode::Enter, _) => list.filter = None,
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), CtrlState::Held) => {
            list.filter = None;
            return set_filter(state, kind, "");
        }
        (KeyCode::Backspace, _) if edit.text().is_empty() => list.filter = None,
        (KeyCode::Down, _) | (KeyCode::Char('n'), CtrlState::Held) => move_cursor(state, kind, 1),
        (KeyCode::Up, _) | (KeyCode::Char('p'), CtrlState::Held) => move_cursor(state, kind, -1),
        (KeyCode::PageDown, _) => move_cursor(state, kind, page),
        (KeyCode::PageUp, _) => move_cursor(state, kind, -page),
        _ => {
            if edit.on_key(key) == EditOutcome::TextChanged {
                let text = edit.text().to_owned();
                return set_filter(state, kind, &text);
            }
        }
    }
    State::no_effects()
}

/// Takes pasted text while a filter is typed.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    let Mode::List(list) = &mut state.mode else {
        return State::no_effects();
    };
    let kind = list.kind;
    let Some(edit) = &mut list.filter else {
        return State::no_effects();
    };
    edit.insert(text);
    let text = edit.text().to_owned();
    set_filter(state, kind, &text)
}

/// Filters a list; the cursor goes to its first row.
fn set_filter(state: &mut State, kind: ListKind, filter: &str) -> Vec<Effect> {
    let place = state.lists.place_mut(kind);
    if place.filter == filter {
        return State::no_effects();
    }
    filter.clone_into(&mut place.filter);
    (place.cursor, place.top) = (0, 0);
    model(kind).filter(state)
}
