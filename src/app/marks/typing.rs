//! A note while it is typed: the editor takes it over, and gives it back to its line.

use crate::app::command::state::{Prompt, Purpose};
use crate::app::input::key::{CtrlState, Key};
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::outside::editor::NoteEditFailure;
use crate::app::state::{Mode, State};
use ratatui::crossterm::event::KeyCode;

/// Takes Ctrl-X Ctrl-E, which hands the note to the editor, and Alt-Enter, which begins a new line. Returns `None` for any
/// other key.
pub fn on_key(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let Mode::Prompt(Prompt {
        purpose: Purpose::Note(draft),
        edit,
        ..
    }) = &mut state.mode
    else {
        return None;
    };
    let had_prefix = std::mem::take(&mut draft.has_prefix);
    match key.code() {
        (KeyCode::Char('x'), CtrlState::Held) => draft.has_prefix = true,
        (KeyCode::Char('e'), CtrlState::Held) if had_prefix => {
            if state.outside.is_forbidden {
                state.notify(state.texts().outside.forbidden);
                return Some(State::no_effects());
            }
            return Some(vec![Effect::EditNote(edit.text().to_owned())]);
        }
        (KeyCode::Enter, _) if key.is_alt() => _ = edit.insert("\n"),
        _ => return None,
    }
    Some(State::no_effects())
}

/// Takes the end of the editor. An empty text changes nothing.
pub fn on_edited(state: &mut State, edited: Result<String, NoteEditFailure>) {
    let m = state.texts();
    match edited {
        Ok(text) => {
            if let Mode::Prompt(Prompt {
                purpose: Purpose::Note(_),
                edit,
                ..
            }) = &mut state.mode
                && !text.is_empty()
            {
                *edit = LineEdit::with_lines(&text);
            }
        }
        Err(NoteEditFailure::Editor(name, cause)) => state.notify(m.outside.failed(&name, &cause)),
        Err(NoteEditFailure::Unreadable(path)) => {
            state.notify(m.marks.note_file_kept(&path.to_string_lossy()));
        }
    }
}
