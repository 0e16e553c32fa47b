//! State of the lists: the open one, and the place in each of them.

use crate::app::input::line_edit::LineEdit;
use crate::doc::Pos;
use std::collections::BTreeMap;

/// Kind of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListKind {
    /// All hits of the search.
    Hits,
    /// Marks and notes of the reader.
    Marks,
    /// Marks and notes of the reader in all texts.
    AllMarks,
    /// Texts read before.
    Shelf,
    /// Settings.
    Settings,
    /// Places from which the reader has jumped.
    Jumps,
}

/// The list on the screen.
#[derive(Clone, Debug)]
pub struct OpenList {
    /// Its kind.
    pub kind: ListKind,
    /// The filter, while it is typed.
    pub filter: Option<LineEdit>,
    /// Place of the reader before a look at a row, while the text of the row is on the screen.
    pub look_origin: Option<Pos>,
}

impl OpenList {
    /// Creates a list whose rows are on the screen.
    pub fn new(kind: ListKind) -> Self {
        Self {
            kind,
            filter: None,
            look_origin: None,
        }
    }
}

/// Place in a list. It outlives the list on the screen, which opens again at the same row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPlace {
    /// Index of the current item.
    pub cursor: u64,
    /// Index of the first item on the screen.
    pub top: u64,
    /// The filter.
    pub filter: String,
}

/// Largest rows between the current item and the edge of the screen.
const MAX_MARGIN_ITEMS: u64 = 3;

impl ListPlace {
    /// Moves the cursor by items, stopping at both ends.
    pub fn move_cursor(&mut self, by: i64, count: u64) {
        let last = count.saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Scrolls until the current item is among the `height` rows of the screen. `rows_of` returns the rows of an item,
    /// which are more at the top of the screen, where the head of its group is repeated.
    pub fn scroll_to_cursor(
        &mut self,
        count: u64,
        height: u64,
        rows_of: &dyn Fn(u64, ItemPosition) -> u64,
    ) {
        let last = count.saturating_sub(1);
        self.cursor = self.cursor.min(last);
        let margin = (height / 4).min(MAX_MARGIN_ITEMS);
        let most = self.cursor.saturating_sub(margin);
        let mut least = (self.cursor + margin).min(last);
        let mut below = 0;
        while least > 0 {
            let as_top = rows_of(least, ItemPosition::Top);
            below += rows_of(least, ItemPosition::Below);
            let next = rows_of(least - 1, ItemPosition::Top);
            if below + next > height || as_top > height {
                break;
            }
            least -= 1;
        }
        let least = least.min(self.cursor);
        self.top = self.top.max(least).min(most.max(least));
        // Rows that would be blank below the last item are used.
        if least_top_of_end(last, height, rows_of) < self.top {
            self.top = least_top_of_end(last, height, rows_of).max(least.min(self.cursor));
        }
    }
}

/// Position of an item on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemPosition {
    /// The first item.
    Top,
    /// Below another item.
    Below,
}

/// Returns the first item of a screen that ends with the last item.
fn least_top_of_end(last: u64, height: u64, rows_of: &dyn Fn(u64, ItemPosition) -> u64) -> u64 {
    let mut top = last;
    let mut below = 0;
    while top > 0 {
        below += rows_of(top, ItemPosition::Below);
        if below + rows_of(top - 1, ItemPosition::Top) > height {
            break;
        }
        top -= 1;
    }
    top
}

/// State of the lists.
#[derive(Clone, Debug, Default)]
pub struct ListsState {
    places: BTreeMap<ListKind, ListPlace>,
}

impl ListsState {
    /// Returns the place in a list.
    pub fn place(&self, kind: ListKind) -> ListPlace {
        self.places.get(&kind).cloned().unwrap_or_default()
    }

    /// Returns the place in a list, to be changed.
    pub fn place_mut(&mut self, kind: ListKind) -> &mut ListPlace {
        self.places.entry(kind).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_on_the_screen() {
        // Every third item begins a group, and every fourth has two rows.
        let rows_of = |index: u64, position| {
            let has_head = position == ItemPosition::Top || index.is_multiple_of(3);
            1 + u64::from(has_head) + u64::from(index.is_multiple_of(4))
        };
        for height in 3..12 {
            let mut place = ListPlace::default();
            for step in [1, 1, 1, 5, -2, 40, -3, -1, 100, -100, 7] {
                place.move_cursor(step, 50);
                place.scroll_to_cursor(50, height, &rows_of);
                assert!(place.top <= place.cursor, "{place:?}");
                let used: u64 = (place.top..=place.cursor)
                    .map(|index| {
                        if index == place.top {
                            rows_of(index, ItemPosition::Top)
                        } else {
                            rows_of(index, ItemPosition::Below)
                        }
                    })
                    .sum();
                assert!(used <= height, "{place:?} {height} {used}");
            }
        }
        let mut empty = ListPlace::default();
        empty.move_cursor(i64::MIN, 0);
        empty.scroll_to_cursor(0, 0, &rows_of);
        assert_eq!(empty, ListPlace::default());
    }
}
