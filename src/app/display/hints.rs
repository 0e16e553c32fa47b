//! Hints: the keys that matter now, in the middle of an idle status line.

use crate::app::input::action::Action;
use crate::app::input::key_label::notation_label;
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};
use crate::messages::FixedText;
use crate::text::width::text_width;

/// An action with its short word.
type Hint = (Action, FixedText);

/// Hints while reading, the most important last.
const READING: [Hint; 5] = [
    (Action::PageDown, |m| m.hints.page),
    (Action::PaneFocus, |m| m.hints.outline),
    (Action::Search, |m| m.hints.search),
    (Action::Help, |m| m.hints.keys),
    (Action::Quit, |m| m.hints.quit),
];

/// Hints while a search is on.
const SEARCHING: [Hint; 4] = [
    (Action::Help, |m| m.hints.keys),
    (Action::PrevHit, |m| m.hints.previous_hit),
    (Action::NextHit, |m| m.hints.next_hit),
    (Action::Cancel, |m| m.hints.clear),
];

/// Hints while a search towards the beginning is on.
const SEARCHING_BACK: [Hint; 4] = [
    (Action::Help, |m| m.hints.keys),
    (Action::PrevHit, |m| m.hints.next_hit),
    (Action::NextHit, |m| m.hints.previous_hit),
    (Action::Cancel, |m| m.hints.clear),
];

/// Hints while the outline has the keys.
const BROWSING: [Hint; 5] = [
    (Action::Help, |m| m.hints.keys),
    (Action::FoldToggle, |m| m.hints.fold),
    (Action::Filter, |m| m.hints.filter),
    (Action::PaneLeave, |m| m.hints.back),
    (Action::RowOpen, |m| m.hints.read),
];

/// Returns the keys of the outline that fit into `room` cells.
pub fn outline_hints(state: &State, room: u16) -> String {
    fitting_hints(state, &BROWSING, room)
}

/// Returns the hints that fit into `room` cells; empty if they are not wanted.
pub fn hints_text(state: &State, room: u16) -> String {
    if !state.display.has_hints {
        return String::new();
    }
    let hints: &[Hint] = match &state.mode {
        Mode::Reading if state.search.active.is_some() => match state.search.toward {
            Direction::Next => &SEARCHING,
            Direction::Prev => &SEARCHING_BACK,
        },
        Mode::Reading => &READING,
        Mode::Outline(_)
        | Mode::Prompt(_)
        | Mode::Selecting(_)
        | Mode::List(_)
        | Mode::Sheet(..) => {
            return String::new();
        }
    };
    fitting_hints(state, hints, room)
}

/// Returns as many of the hints, from the last, as fit into `room` cells.
fn fitting_hints(state: &State, hints: &[Hint], room: u16) -> String {
    let m = state.texts();
    let words = hints.iter().filter_map(|(action, word)| {
        let keys = state.input.keymap.keys_of(*action);
        let key = keys.first()?;
        Some(format!("{} {}", notation_label(key, m), word(m)))
    });
    let words: Vec<String> = words.collect();
    let mut fitting = (0..words.len()).filter_map(|first| {
        let text = words.get(first..)?.join("  ");
        (text_width(&text, state.appearance.widths()).0 <= room).then_some(text)
    });
    fitting.next().unwrap_or_default()
}
