//! The row of the palette that is chosen by the arrow keys.

use super::palette;
use super::state::Purpose;
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};

/// Chooses the next or the previous row of the palette, and above the first row the typed line again. Returns whether there
/// was such a row.
pub(super) fn choose_row(state: &mut State, toward: Direction) -> bool {
    let Mode::Prompt(prompt) = &state.mode else {
        return false;
    };
    let typed = prompt.edit.text();
    let is_palette = matches!(prompt.purpose, Purpose::Command(_))
        && prompt.completions.is_none()
        && prompt.history_offset == 0
        && !typed.contains(' ');
    let count = if is_palette {
        palette::rows(state, typed).len()
    } else {
        0
    };
    let chosen = match (prompt.chosen_row, toward) {
        _ if count == 0 => return false,
        (None, Direction::Next) => Some(0),
        (Some(row), Direction::Next) => Some((row + 1).min(count - 1)),
        (Some(row), Direction::Prev) => row.checked_sub(1),
        (None, Direction::Prev) => return false,
    };
    if let Mode::Prompt(prompt) = &mut state.mode {
        prompt.chosen_row = chosen;
    }
    true
}

/// Returns the name of the command that is chosen in the palette.
pub(super) fn chosen_name(state: &State) -> Option<String> {
    let Mode::Prompt(prompt) = &state.mode else {
        return None;
    };
    let rows = palette::rows(state, prompt.edit.text());
    let row = rows.into_iter().nth(prompt.chosen_row?)?;
    Some(row.name.into_owned())
}
