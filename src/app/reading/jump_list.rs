//! The list of the places from which the reader has jumped.

use crate::app::display::hints::Hint;
use crate::app::input::action::Action;
use crate::app::lists::model::ListModel;
use crate::app::lists::state::{ListKind, ListPlace, OpenList};
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::doc::{Pos, Span};
use crate::layout::display_title;
use crate::messages::grouped;
use crate::search::word_filter::WordFilter;
use crate::ui::list::{ColumnAlign, ColumnWidth, ListColumn, ListItem};
use crate::ui::theme::Role;

/// Cells of the place in per cent: `100%`.
const PERCENT_CELLS: u16 = 4;
/// Least cells for the columns at which the section is shown.
const MIN_SECTION_CELLS: u16 = 44;
/// Characters of the words of a row: more than a wide screen shows.
const MAX_ROW_CHARS: usize = 300;

/// The list of the places from which the reader has jumped, the last one first.
pub struct JumpListModel;

/// Opens the list at the last place.
pub fn open(state: &mut State) {
    *state.lists.place_mut(ListKind::Jumps) = ListPlace::default();
    state.mode = Mode::List(OpenList::new(ListKind::Jumps));
}

/// Returns the places that pass the filter.
fn rows(state: &State) -> Vec<Pos> {
    let filter = WordFilter::parse(&state.lists.place(ListKind::Jumps).filter);
    let lang = state.reading.reader.doc.lang();
    let passes = |pos: &Pos| {
        filter.is_empty() || {
            let text = format!("{}\n{}", words(state, *pos), section(state, *pos));
            filter.matches(&text, lang)
        }
    };
    let places = state.reading.jumps.places().iter().rev().copied();
    places.filter(passes).collect()
}

fn row(state: &State, index: u64) -> Option<Pos> {
    rows(state).get(usize::try_from(index).ok()?).copied()
}

/// Returns whether a place lies in what is read of the text; a question about it would wait otherwise.
fn is_read(state: &State, pos: Pos) -> bool {
    let doc = &state.reading.reader.doc;
    doc.known_len() >= doc.len() || pos.block.0 < doc.known_len()
}

/// Returns the words at a place; none in a part that is still being read.
fn words(state: &State, pos: Pos) -> String {
    if !is_read(state, pos) {
        return String::new();
    }
    let block = state.reading.reader.doc.block_at(pos);
    let words = block.text.get(pos.within as usize..).unwrap_or_default();
    let chars = words.trim_start().chars();
    let chars = chars.map(|c| if c.is_control() { ' ' } else { c });
    chars.take(MAX_ROW_CHARS).collect()
}

fn section(state: &State, pos: Pos) -> String {
    let reader = &state.reading.reader;
    let index = reader.outline.index_at(pos);
    let heading = index.and_then(|index| reader.outline.headings.get(index));
    heading.map_or_else(String::new, |heading| {
        display_title(&heading.title, reader.options()).into_owned()
    })
}

impl ListModel for JumpListModel {
    fn title(&self, state: &State) -> String {
        state.texts().actions.jumps.to_owned()
    }

    fn figures(&self, state: &State) -> String {
        let count = self.count(state);
        let number = (state.lists.place(ListKind::Jumps).cursor + 1).min(count);
        format!("{}/{}", grouped(number), grouped(count))
    }

    fn empty_text(&self, state: &State) -> String {
        let filter = &state.lists.place(ListKind::Jumps).filter;
        if filter.is_empty() {
            state.texts().reading.no_earlier_place.to_owned()
        } else {
            state.texts().lists.no_match(filter)
        }
    }

    fn hints(&self, _state: &State) -> Vec<Hint> {
        vec![
            (Action::Filter, |m| m.hints.filter),
            (Action::Look, |m| m.hints.look),
            (Action::RowOpen, |m| m.hints.go),
            (Action::Help, |m| m.hints.keys),
            (Action::PaneLeave, |m| m.hints.close),
        ]
    }

    fn columns(&self, _state: &State, cells: u16) -> Vec<ListColumn> {
        let column = |width, align, gap| ListColumn { width, align, gap };
        let percent = column(ColumnWidth::Cells(PERCENT_CELLS), ColumnAlign::End, 1);
        let words = column(ColumnWidth::Share(2), ColumnAlign::Start, 2);
        let section = column(ColumnWidth::Share(1), ColumnAlign::Start, 0);
        if cells < MIN_SECTION_CELLS {
            return vec![percent, words];
        }
        vec![percent, words, section]
    }

    fn count(&self, state: &State) -> u64 {
        rows(state).len() as u64
    }

    fn item(&self, state: &State, index: u64) -> Option<ListItem> {
        let pos = row(state, index)?;
        let share = state.reading.reader.doc.fraction(pos);
        let percent = format!("{}%", share.whole_percent());
        Some(ListItem {
            cells: vec![
                vec![(percent, Role::Dim)],
                vec![(words(state, pos), Role::Body)],
                vec![(section(state, pos), Role::Dim)],
            ],
            ..ListItem::default()
        })
    }

    fn span(&self, state: &State, index: u64) -> Option<Span> {
        let pos = row(state, index).filter(|pos| is_read(state, *pos))?;
        Some(pos..pos)
    }

    fn filter(&self, _state: &mut State) -> Vec<Effect> {
        State::no_effects()
    }

    fn open(&self, state: &mut State, index: u64) -> Vec<Effect> {
        if let Some(pos) = row(state, index) {
            state.reading.jump(|reader| reader.go(pos));
        }
        State::no_effects()
    }
}
