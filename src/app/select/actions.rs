//! Actions of the selection.

use super::copied::Citing;
use super::copy;
use super::extend::{TextObject, TextUnit, extended, nearest_stop, object, section_edge};
use super::place::{hit_ends, start_of_selection};
use super::state::{Selection, SelectionUnit};
use crate::app::input::action::Action;
use crate::app::message::Effect;
use crate::app::reading::motion::Direction::{self, Next, Prev};
use crate::app::reading::reader::rows::RowEdge;
use crate::app::state::{Mode, State};
use crate::doc::{Document, ExcerptReadings, Pos};
use std::sync::Arc;

/// Carries out an action that concerns selecting or copying; returns `None` for any other. `count` is 0 if none was
/// typed.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let effects = match action {
        Action::Select => begin_or_switch(state, SelectionUnit::Clusters),
        Action::SelectParagraphs => begin_or_switch(state, SelectionUnit::Paragraphs),
        Action::Copy => copy::copy(state, Citing::Without, ExcerptReadings::Omitted),
        Action::CopyCited => copy::copy(state, Citing::WithSource, ExcerptReadings::Omitted),
        Action::CopyReadings => copy::copy(state, Citing::Without, ExcerptReadings::Inline),
        _ => return extend(state, action, count),
    };
    Some(effects)
}

/// Carries out an action that moves an end of the selection, or leaves it.
fn extend(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let Mode::Selecting(selection) = &state.mode else {
        return None;
    };
    let selection = selection.clone();
    let (head, rows) = (selection.head, i64::from(count.max(1)));
    match action {
        Action::Cancel | Action::Quit => state.mode = Mode::Reading,
        Action::ExtendRight => by_unit(state, selection, TextUnit::Cluster, Next, count),
        Action::ExtendLeft => by_unit(state, selection, TextUnit::Cluster, Prev, count),
        Action::ExtendWord => by_unit(state, selection, TextUnit::Word, Next, count),
        Action::ExtendWordEnd => by_unit(state, selection, TextUnit::WordEnd, Next, count),
        Action::ExtendBackWord => by_unit(state, selection, TextUnit::Word, Prev, count),
        Action::NextSentence => by_unit(state, selection, TextUnit::Sentence, Next, count),
        Action::PrevSentence => by_unit(state, selection, TextUnit::Sentence, Prev, count),
        Action::NextParagraph => by_unit(state, selection, TextUnit::Paragraph, Next, count),
        Action::PrevParagraph => by_unit(state, selection, TextUnit::Paragraph, Prev, count),
        Action::ExtendDown => by_rows(state, selection, rows),
        Action::ExtendUp => by_rows(state, selection, -rows),
        Action::ExtendRowStart => to_row_edge(state, selection, RowEdge::Start),
        Action::ExtendRowEnd => to_row_edge(state, selection, RowEdge::End),
        Action::Top => {
            let edge = section_edge(&*state.reading.reader.doc, head, Prev);
            move_head(state, selection, edge);
        }
        Action::Bottom => {
            let edge = section_edge(&*state.reading.reader.doc, head, Next);
            move_head(state, selection, edge);
        }
        Action::SelectFromHere => {
            state.mode = Mode::Selecting(Selection {
                anchor: selection.head,
                ..selection
            });
        }
        Action::OtherEnd => {
            let anchor = selection.head;
            let other = selection.anchor;
            move_head(
                state,
                Selection {
                    anchor,
                    ..selection
                },
                other,
            );
        }
        Action::SelectWord => to_object(state, selection, TextObject::Word),
        Action::SelectSentence => to_object(state, selection, TextObject::Sentence),
        Action::SelectParagraph => to_object(state, selection, TextObject::Paragraph),
        Action::SelectQuoted => to_object(state, selection, TextObject::Quoted),
        Action::SelectBracketed => to_object(state, selection, TextObject::Bracketed),
        _ => return None,
    }
    Some(State::no_effects())
}

/// Begins a selection; in one, changes its unit, or leaves it if it has that unit already.
fn begin_or_switch(state: &mut State, unit: SelectionUnit) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Selecting(selection) if selection.unit == unit => state.mode = Mode::Reading,
        Mode::Selecting(selection) => selection.unit = unit,
        // A word is searched for to be marked.
        _ => match hit_ends(state).or_else(|| start_of_selection(state).map(|at| (at, at))) {
            Some((anchor, head)) => begin(
                state,
                Selection {
                    anchor,
                    ..Selection::new(head, unit)
                },
            ),
            None => state.notify(state.texts().select.nothing_to_select),
        },
    }
    State::no_effects()
}

/// Gives the keys to a selection.
pub fn begin(state: &mut State, mut selection: Selection) {
    let active = state.search.active.as_ref();
    let hit = active.and_then(|search| search.current_hit.as_ref());
    selection.seen_hit = hit.map(|hit| hit.span.clone());
    state.mode = Mode::Selecting(selection);
}

fn by_unit(state: &mut State, selection: Selection, unit: TextUnit, toward: Direction, count: u32) {
    let doc = Arc::clone(&state.reading.reader.doc);
    let target = extended(&*doc, selection.head, unit, toward, count);
    if target == selection.head {
        notify_edge(state, &*doc, toward, target);
    }
    move_head(state, selection, target);
}

/// Notifies that the section ends here and a selection with it.
fn notify_edge(state: &mut State, doc: &dyn Document, toward: Direction, at: Pos) {
    let next = match toward {
        Direction::Next => doc.next(doc.last().min(at)),
        Direction::Prev => doc.prev(at),
    };
    if next.is_some_and(|next| next.section != at.section) {
        state.notify(state.texts().select.section_edge);
    }
}

/// Moves the head over rows, at the same cell.
fn by_rows(state: &mut State, selection: Selection, rows: i64) {
    let reader = &mut state.reading.reader;
    reader.reveal(selection.head);
    let own = || reader.cell_of(selection.head).map_or(0, |(x, _)| x);
    let column = selection.column.unwrap_or_else(own);
    let target = reader.row_neighbour(selection.head, rows, column);
    let target = target.filter(|target| target.section == selection.head.section);
    let target = target.and_then(|target| nearest_stop(&*reader.doc, target));
    let head = target.unwrap_or(selection.head);
    let selection = Selection {
        column: Some(column),
        head,
        ..selection
    };
    state.reading.reader.reveal(head);
    state.mode = Mode::Selecting(selection);
}

fn to_row_edge(state: &mut State, selection: Selection, edge: RowEdge) {
    let target = state.reading.reader.row_edge(selection.head, edge);
    let target = nearest_stop(&*state.reading.reader.doc, target);
    let head = target.unwrap_or(selection.head);
    move_head(state, selection, head);
}

fn to_object(state: &mut State, selection: Selection, kind: TextObject) {
    let doc = Arc::clone(&state.reading.reader.doc);
    match object(&*doc, selection.head, kind) {
        Some((first, last)) => {
            let unit = match kind {
                TextObject::Paragraph => selection.unit,
                _ => SelectionUnit::Clusters,
            };
            let selection = Selection {
                anchor: first,
                unit,
                ..selection
            };
            move_head(state, selection, last);
        }
        None => state.notify(state.texts().select.no_such_object),
    }
}

/// Moves the head of a selection to a stop and shows it.
pub fn move_head(state: &mut State, selection: Selection, head: Pos) {
    state.reading.reader.reveal(head);
    state.mode = Mode::Selecting(Selection {
        head,
        column: None,
        ..selection
    });
}
