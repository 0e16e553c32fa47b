//! Keys of the lists.

use super::model::ListModel;
use super::registry::model;
use super::state::{ItemPosition, ListKind, OpenList};
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::state::{Mode, State};

/// Opens a list at the row it was left at.
pub fn open(state: &mut State, kind: ListKind) {
    state.mode = Mode::List(OpenList::new(kind));
    follow_cursor(state);
}

/// Returns the number of rows on the screen, at least 1.
pub fn list_rows(state: &State) -> u64 {
    let areas = state.list_areas();
    u64::from(areas.rows.height.max(1))
}

/// Carries out an action while a list is open; `None` without one, or for an action that lists do not have.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let Mode::List(list) = &state.mode else {
        return None;
    };
    let kind = list.kind;
    let is_looking = list.look_origin.is_some();
    if let Some(effects) = model(kind).perform(state, action, count) {
        return Some(effects);
    }
    let times = i64::from(count.max(1));
    let page = list_rows(state) as i64;
    match action {
        // The shelf has another meaning for the key of the next hit.
        Action::RowDown | Action::NextHit | Action::FromBeginning => {
            move_cursor(state, kind, times);
        }
        Action::RowUp | Action::PrevHit => move_cursor(state, kind, -times),
        // Lists without a row that can be removed have half pages there, those without values whole ones.
        Action::RowsDown | Action::RemoveRow | Action::NextValue => {
            move_cursor(state, kind, times.saturating_mul(page));
        }
        Action::RowsUp | Action::PrevValue => move_cursor(state, kind, -times.saturating_mul(page)),
        Action::RowFirst => move_cursor(state, kind, i64::MIN),
        Action::RowLast => move_cursor(state, kind, i64::MAX),
        Action::RowOpen => return Some(open_row(state, kind)),
        Action::Look => look(state, kind),
        Action::Filter => {
            end_look(state);
            let filter = state.lists.place(kind).filter;
            if let Mode::List(list) = &mut state.mode {
                list.filter = Some(LineEdit::new(&filter));
            }
        }
        Action::PaneLeave | Action::Cancel | Action::Quit if is_looking => end_look(state),
        Action::PaneLeave | Action::Cancel | Action::Quit => close(state),
        Action::Hits if kind == ListKind::Hits => close(state),
        Action::Shelf if kind == ListKind::Shelf => close(state),
        Action::EditRow | Action::PutBack | Action::FavouriteFolder => {}
        Action::Redraw
        | Action::Command
        | Action::UndoMark
        | Action::AllMarks
        | Action::Suspend
        | Action::Help
        | Action::Info
        | Action::Copy
        | Action::CopyCited
        | Action::CopyReadings => return None,
        // The text has the keys for any other action.
        _ => {
            close(state);
            return None;
        }
    }
    Some(State::no_effects())
}

/// Closes the list that lies over the text, if there is one.
pub fn close_list(state: &mut State) {
    if matches!(state.mode, Mode::List(_)) {
        close(state);
    }
}

/// Closes the list; the text is where it was.
pub fn close(state: &mut State) {
    end_look(state);
    state.mode = Mode::Reading;
}

/// Goes to the current item and closes the list.
pub fn open_row(state: &mut State, kind: ListKind) -> Vec<Effect> {
    end_look(state);
    let cursor = state.lists.place(kind).cursor;
    if cursor >= model(kind).count(state) {
        return State::no_effects();
    }
    state.mode = Mode::Reading;
    model(kind).open(state, cursor)
}

/// Goes to an item of the open list.
pub fn open_item(state: &mut State, item: u64) -> Vec<Effect> {
    let Mode::List(list) = &state.mode else {
        return State::no_effects();
    };
    let kind = list.kind;
    state.lists.place_mut(kind).cursor = item;
    open_row(state, kind)
}

/// Moves the cursor; a look follows it.
pub fn move_cursor(state: &mut State, kind: ListKind, by: i64) {
    let count = model(kind).count(state);
    state.lists.place_mut(kind).move_cursor(by, count);
    let is_looking = matches!(&state.mode, Mode::List(list) if list.look_origin.is_some());
    if is_looking {
        let cursor = state.lists.place(kind).cursor;
        model(kind).look(state, cursor);
    }
}

/// Shows the text of the current item, or the list again.
fn look(state: &mut State, kind: ListKind) {
    let here = state.reading.reader.anchor();
    let cursor = state.lists.place(kind).cursor;
    let has_text = model(kind).span(state, cursor).is_some();
    let Mode::List(list) = &mut state.mode else {
        return;
    };
    if list.look_origin.is_some() {
        return end_look(state);
    }
    if has_text {
        list.look_origin = Some(here);
        model(kind).look(state, cursor);
    }
}

/// Returns from the text of an item to the list.
fn end_look(state: &mut State) {
    let origin = match &mut state.mode {
        Mode::List(list) => list.look_origin.take(),
        _ => None,
    };
    if let Some(origin) = origin {
        state.reading.reader.go(origin);
    }
}

/// Scrolls the open list until its cursor is on the screen. Closes a list that has no meaning any more.
pub fn follow_cursor(state: &mut State) {
    let Mode::List(list) = &state.mode else {
        return;
    };
    let kind = list.kind;
    let model = model(kind);
    if !model.is_alive(state) {
        state.mode = Mode::Reading;
        return;
    }
    let mut place = state.lists.place(kind);
    let height = list_rows(state);
    let rows_of = |index, position| rows_of_item(state, model, index, position);
    place.scroll_to_cursor(model.count(state), height, &rows_of);
    *state.lists.place_mut(kind) = place;
}

/// Returns the rows that an item takes, with the head of its group.
fn rows_of_item(state: &State, model: &dyn ListModel, index: u64, position: ItemPosition) -> u64 {
    let has_head = match position {
        ItemPosition::Top => model.head(state, index).is_some(),
        ItemPosition::Below => model.begins_group(state, index),
    };
    let has_detail = model
        .item(state, index)
        .is_some_and(|item| item.detail.is_some());
    1 + u64::from(has_head) + u64::from(has_detail)
}
