//! The last row of a list: the keys that matter in it.

use super::registry::model;
use super::state::OpenList;
use crate::app::display::hints::Hint;
use crate::app::display::status_row::{StatusRow, list_row};
use crate::app::input::action::Action;
use crate::app::state::State;

/// Hints while the text of a row is looked at.
const LOOKING: [Hint; 2] = [
    (Action::RowOpen, |m| m.hints.stay),
    (Action::Look, |m| m.hints.to_list),
];

/// Returns the last row of a list on a screen of `width` cells.
pub fn keys_row(state: &State, list: &OpenList, width: u16) -> StatusRow {
    if list.look_origin.is_some() {
        return list_row(state, &LOOKING, width);
    }
    list_row(state, &model(list.kind).hints(state), width)
}
