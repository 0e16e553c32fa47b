//! The words of a query in one row.

use crate::app::state::State;
use crate::search::Query;
use crate::ui::signs::Sign;
use std::borrow::Cow;

/// Returns what was typed, with a sign for each line end in it.
pub fn query_text<'q>(state: &State, query: &'q Query) -> Cow<'q, str> {
    in_one_row(query.text(), state.appearance.theme().sign(Sign::LineEnd))
}

/// Returns a text in one row, with `sign` for each line end.
pub fn in_one_row<'t>(text: &'t str, sign: &str) -> Cow<'t, str> {
    if text.contains('\n') {
        text.replace('\n', sign).into()
    } else {
        text.into()
    }
}
