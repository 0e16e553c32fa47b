//! Rows of the shelf that pass its filter.

use super::state::ShelfRow;
use crate::app::lists::state::ListKind;
use crate::app::state::State;
use crate::search::word_filter::WordFilter;
use crate::text::script::TextLang;

/// Chooses the rows that pass the filter, in their order.
pub fn refresh(state: &mut State) {
    let typed = &state.lists.place(ListKind::Shelf).filter;
    let filter = WordFilter::parse(typed);
    let shelf = &mut state.shelf;
    // Names with blanks are typed without them, too.
    let passes = |text: &str| {
        filter.is_empty() || {
            let texts = [text, "\n", &text.replace(' ', "")].concat();
            filter.matches(&texts, TextLang::Other)
        }
    };
    let folders = shelf.folders.iter().enumerate();
    let folders = folders.filter(|(_, folder)| passes(&folder.to_string_lossy()));
    let mut rows: Vec<ShelfRow> = folders.map(|(at, _)| ShelfRow::Folder(at)).collect();
    let texts = shelf.entries.iter().enumerate();
    let texts = texts.filter(|(_, entry)| entry.passes(&filter));
    let mut texts: Vec<usize> = texts.map(|(at, _)| at).collect();
    shelf.order.sort(&mut texts, &shelf.entries);
    rows.extend(texts.into_iter().map(ShelfRow::Text));
    if passes(state.appearance.lang.catalogue().shelf.essays) {
        rows.push(ShelfRow::Essays);
    }
    shelf.rows = rows;
}

/// Returns the current row.
pub fn current_row(state: &State) -> Option<ShelfRow> {
    row(state, state.lists.place(ListKind::Shelf).cursor)
}

/// Returns the row with an index.
pub fn row(state: &State, index: u64) -> Option<ShelfRow> {
    state.shelf.rows.get(usize::try_from(index).ok()?).copied()
}
