//! Wheel, clicks and drags.

use super::state::Drag;
use super::target::{
    MouseTarget, RowPart, TextCell, hit_at, scroll_bar_share, target_at, text_cell,
};
use crate::app::command::prompt;
use crate::app::display::layout::relayout;
use crate::app::display::status_row::StatusPart;
use crate::app::input::action::Action;
use crate::app::input::key::Key;
use crate::app::input::pending::PendingKeys;
use crate::app::lists;
use crate::app::marks::note_sheet;
use crate::app::marks::signs::note_signs;
use crate::app::message::Effect;
use crate::app::perform::perform;
use crate::app::reading::links;
use crate::app::search::state::CurrentHit;
use crate::app::select;
use crate::app::select::extend::TextObject;
use crate::app::state::{Mode, State};
use crate::app::toc;
use crate::app::toc::follow::{list_height, outline_area};
use crate::term::input::{Button, Mouse, MouseKind};
use crate::text::units::Cells;
use crate::ui::geometry::MIN_PANE_CELLS;
use ratatui::crossterm::event::{KeyCode, KeyModifiers};

/// Rows that a notch of the wheel scrolls.
const WHEEL_ROWS: i64 = 3;

/// Takes a report of the mouse at time `at_ms`. `notches` is the number of equal reports of the wheel that it stands
/// for. With Shift the mouse is the terminal's own.
pub fn on_mouse(state: &mut State, mouse: Mouse, notches: u32, at_ms: u64) -> Vec<Effect> {
    let is_ours = state.mouse.is_on && !mouse.modifiers.contains(KeyModifiers::SHIFT);
    if !is_ours || state.opening.is_first() {
        return State::no_effects();
    }
    let target = target_at(state, mouse.column, mouse.row);
    let rows = WHEEL_ROWS * i64::from(notches);
    match mouse.kind {
        MouseKind::WheelUp => scroll(state, &target, -rows),
        MouseKind::WheelDown => scroll(state, &target, rows),
        MouseKind::Press(Button::Left) => {
            forget_typed(state);
            let count = state.mouse.press((mouse.column, mouse.row), at_ms);
            return on_press(state, (mouse.column, mouse.row), target, count);
        }
        MouseKind::Press(Button::Back) => return go_by_button(state, Action::JumpBack),
        MouseKind::Press(Button::Forward) => return go_by_button(state, Action::JumpForward),
        MouseKind::Drag(Button::Left) => on_drag(state, mouse.column, mouse.row),
        MouseKind::Release(Button::Left) => return on_release(state),
        MouseKind::Press(Button::Middle | Button::Right)
        | MouseKind::Drag(_)
        | MouseKind::Release(_)
        | MouseKind::WheelLeft
        | MouseKind::WheelRight => {}
    }
    State::no_effects()
}

/// Drops the notice and the keys of a command that is not finished, as the next key would.
fn forget_typed(state: &mut State) {
    state.notices.message = None;
    state.input.pending = PendingKeys::default();
}

/// Scrolls the thing under the wheel; the focus stays.
fn scroll(state: &mut State, target: &MouseTarget, rows: i64) {
    state.notices.message = None;
    match target {
        MouseTarget::Sheet | MouseTarget::BesideSheet => {
            let action = if rows < 0 {
                Action::LineUp
            } else {
                Action::LineDown
            };
            perform(state, action, rows.unsigned_abs() as u32);
        }
        MouseTarget::OutlineRow(..) | MouseTarget::OutlineBlank => {
            let height = list_height(state);
            state.toc.list.scroll(rows, height);
        }
        MouseTarget::List(_) => {
            let action = if rows < 0 {
                Action::RowUp
            } else {
                Action::RowDown
            };
            perform(state, action, rows.unsigned_abs() as u32);
        }
        _ if is_outline_over_text(state) => {}
        _ => state.reading.reader.scroll(rows),
    }
}

fn is_outline_over_text(state: &State) -> bool {
    matches!(&state.mode, Mode::Outline(browse) if browse.place == toc::state::TocPlace::Full)
}

fn go_by_button(state: &mut State, action: Action) -> Vec<Effect> {
    forget_typed(state);
    match state.mode {
        Mode::Reading | Mode::Outline(_) => perform(state, action, 0),
        Mode::List(_) | Mode::Prompt(_) | Mode::Selecting(_) | Mode::Sheet(..) => {
            State::no_effects()
        }
    }
}

/// Carries out a press of the left button at `cell`, the `count`th in a row.
fn on_press(state: &mut State, cell: (u16, u16), target: MouseTarget, count: u32) -> Vec<Effect> {
    state.mouse.drag = None;
    if matches!(state.mode, Mode::Prompt(_)) {
        return match target {
            MouseTarget::Prompt => State::no_effects(),
            _ => prompt::on_key(state, Key::plain(KeyCode::Esc)),
        };
    }
    match target {
        MouseTarget::BesideSheet => return perform(state, Action::Cancel, 0),
        MouseTarget::OutlineRow(row, part) => {
            state.toc.list.select_row(row);
            match part {
                RowPart::Knob => state.toc.list.toggle_fold(&state.reading.reader.outline),
                RowPart::Title => toc::actions::open_row(state),
            }
        }
        MouseTarget::Rule if count == 2 => {
            state.toc.list.reset_width();
            relayout(state);
        }
        MouseTarget::Rule => state.mouse.drag = Some(Drag::Rule),
        MouseTarget::ScrollBar(share) => {
            state.mouse.drag = Some(Drag::ScrollBar);
            state.reading.jumps.push(state.reading.reader.anchor());
            state.reading.reader.go_share(share);
        }
        MouseTarget::Status(part) => return on_status(state, part),
        MouseTarget::Text(Some(text)) if count >= 2 => {
            state.mouse.drag = Some(Drag::Selection);
            let kind = match count {
                2 => TextObject::Word,
                3 => TextObject::Sentence,
                _ => TextObject::Paragraph,
            };
            select::mouse::select_object(state, text.start, kind);
        }
        MouseTarget::Text(_) if matches!(state.mode, Mode::Selecting(_)) => {
            state.mouse.drag = Some(Drag::Text(cell.0, cell.1));
            return perform(state, Action::Cancel, 0);
        }
        MouseTarget::Text(text) => {
            state.mouse.drag = Some(Drag::Text(cell.0, cell.1));
            if let Some(text) = text {
                on_text(state, text);
            }
        }
        MouseTarget::NoteSign(index) => {
            let mark = note_signs(state).get(index).map(|sign| sign.mark.clone());
            if let Some(mark) = mark {
                note_sheet::open(state, &mark);
            }
        }
        MouseTarget::List(Some(item)) => return lists::actions::open_item(state, item),
        MouseTarget::List(None)
        | MouseTarget::OutlineBlank
        | MouseTarget::Prompt
        | MouseTarget::Sheet => {}
    }
    State::no_effects()
}

/// Follows the link or note mark at a cluster, or makes the hit there the current one.
fn on_text(state: &mut State, cell: TextCell) {
    if links::follow_at(state, cell.start) {
        return;
    }
    if let Some(span) = hit_at(state, cell)
        && let Some(search) = &mut state.search.active
    {
        search.current_hit = Some(CurrentHit {
            span,
            ordinal: None,
        });
    }
}

fn on_status(state: &mut State, part: Option<StatusPart>) -> Vec<Effect> {
    let action = match part {
        Some(StatusPart::Path) => Action::PaneFocus,
        Some(StatusPart::Percent | StatusPart::Left) => Action::Info,
        Some(StatusPart::Hits) => Action::Hits,
        Some(StatusPart::Hint(action)) => action,
        _ => return State::no_effects(),
    };
    perform(state, action, 0)
}

fn on_drag(state: &mut State, x: u16, y: u16) {
    match state.mouse.drag {
        Some(Drag::Rule) => {
            let left = outline_area(state).x;
            // A blank column separates the pane from the rule.
            let width = x.saturating_sub(left + 1).clamp(MIN_PANE_CELLS, 200);
            if state.toc.list.width != Some(Cells(width)) {
                state.toc.list.width = Some(Cells(width));
                relayout(state);
            }
        }
        Some(Drag::ScrollBar) => {
            let share = scroll_bar_share(state.screen().scroll_bar, y);
            state.reading.reader.go_share(share);
        }
        Some(Drag::Text(from_x, from_y)) if (x, y) != (from_x, from_y) => {
            if let Some((from, _)) = text_cell(state, from_x, from_y) {
                state.mouse.drag = Some(Drag::Selection);
                select::mouse::begin_drag(state, from.start);
                drag_selection(state, x, y);
            }
        }
        Some(Drag::Selection) => drag_selection(state, x, y),
        Some(Drag::Text(..)) | None => {}
    }
}

/// Moves the end of the selection to the cluster nearest to a cell; past the edge of the page it scrolls.
fn drag_selection(state: &mut State, x: u16, y: u16) {
    let column = state.screen().column;
    if y < column.y || y == 0 {
        state.reading.reader.scroll(-1);
    } else if y >= column.bottom() {
        state.reading.reader.scroll(1);
    }
    if let Some((cell, _)) = text_cell(state, x, y) {
        select::mouse::drag_to(state, cell.start);
    }
}

/// Ends a drag. A selection made by it is copied.
fn on_release(state: &mut State) -> Vec<Effect> {
    let drag = state.mouse.drag.take();
    if drag == Some(Drag::Selection) && state.select.copies_on_release {
        return select::copy::copy_kept_selection(state);
    }
    State::no_effects()
}
