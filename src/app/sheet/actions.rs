//! Actions while a sheet covers the screen.

use crate::app::dictionary;
use crate::app::input::action::Action;
use crate::app::marks;
use crate::app::message::Effect;
use crate::app::sheet::place::{area_of, set_lines};
use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::{Mode, State};
use crate::ui::sheet::sheet_rows;

/// Scrolls or closes the open sheet.
pub fn perform(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    let Mode::Sheet(sheet, _) = &state.mode else {
        return State::no_effects();
    };
    let lines = set_lines(state, sheet).len();
    let rows = sheet_rows(area_of(state, sheet, lines));
    let Mode::Sheet(sheet, _) = &mut state.mode else {
        return State::no_effects();
    };
    if let (SheetKind::OwnNote(id), Action::Annotate | Action::Editor) = (&sheet.kind, action) {
        let id = id.clone();
        state.close_sheet();
        marks::edit::edit_note(state, &id);
        return State::no_effects();
    }
    if let (SheetKind::Word(lookup), Action::LongerWord | Action::ShorterWord) =
        (&sheet.kind, action)
    {
        let lookup = lookup.clone();
        return dictionary::actions::step(state, lookup, action);
    }
    let times = count.max(1) as usize;
    let last = lines.saturating_sub(rows);
    // The screen may have grown since the last action.
    sheet.top = sheet.top.min(last);
    match action {
        Action::LineDown => sheet.top += times,
        Action::LineUp => sheet.top = sheet.top.saturating_sub(times),
        Action::PageDown | Action::HalfDown => sheet.top += rows,
        Action::PageUp | Action::HalfUp => sheet.top = sheet.top.saturating_sub(rows),
        Action::Top => sheet.top = 0,
        Action::Bottom => sheet.top = last,
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Cancel | Action::Help | Action::Info | Action::Follow | Action::Quit => {
            state.close_sheet();
            return State::no_effects();
        }
        _ => {}
    }
    if let Mode::Sheet(OpenSheet { top, .. }, _) = &mut state.mode {
        *top = (*top).min(last);
    }
    State::no_effects()
}

/// Returns whether the last line of a sheet is on the screen.
pub fn is_at_end(state: &State, sheet: &OpenSheet) -> bool {
    let lines = set_lines(state, sheet).len();
    sheet.top + sheet_rows(area_of(state, sheet, lines)) >= lines
}
