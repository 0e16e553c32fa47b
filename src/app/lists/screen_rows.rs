//! The rows of a list that are on the screen.

use super::registry::model;
use super::state::ListKind;
use crate::app::state::State;
use crate::ui::list::ListRow;

/// The rows of a list that are on the screen.
pub struct ScreenRows {
    /// Rows from the top of the list.
    pub rows: Vec<ListRow>,
    /// Index of the item of each row; `None` for the head of a group.
    pub items: Vec<Option<u64>>,
    /// Index of the current row.
    pub cursor: Option<usize>,
}

/// Returns the rows of a list that `height` rows of the screen show.
pub fn rows_on_screen(state: &State, kind: ListKind, height: usize) -> ScreenRows {
    let model = model(kind);
    let place = state.lists.place(kind);
    let mut shown: Vec<(ListRow, Option<u64>)> = Vec::with_capacity(height);
    let mut cursor = None;
    let mut before = None;
    for index in place.top..model.count(state) {
        if shown.len() >= height {
            break;
        }
        let head = model.head(state, index);
        if head != before && (height > 1 || index != place.top) {
            shown.extend(head.clone().map(|head| (ListRow::Head(head), None)));
        }
        before = head;
        if index == place.cursor {
            cursor = Some(shown.len());
        }
        match model.item(state, index) {
            Some(item) => {
                let detail = item.detail.clone();
                shown.push((ListRow::Item(item), Some(index)));
                shown.extend(detail.map(|detail| (ListRow::Detail(detail), Some(index))));
            }
            None => shown.push((ListRow::Unread, Some(index))),
        }
    }
    shown.truncate(height);
    // A head without an item says nothing.
    while matches!(shown.last(), Some((ListRow::Head(_), _))) {
        shown.pop();
    }
    let (rows, items) = shown.into_iter().unzip();
    ScreenRows {
        rows,
        items,
        cursor,
    }
}
