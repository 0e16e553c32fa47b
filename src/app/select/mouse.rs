//! Selections made with the mouse.

use super::actions::begin;
use super::extend::{TextObject, nearest_stop, object};
use super::state::{Selection, SelectionUnit};
use crate::app::state::{Mode, State};
use crate::doc::Pos;
use std::sync::Arc;

/// Selects the object around `at`.
pub fn select_object(state: &mut State, at: Pos, kind: TextObject) {
    let doc = Arc::clone(&state.reading.reader.doc);
    if let Some((anchor, head)) = object(&*doc, at, kind) {
        let selection = Selection {
            anchor,
            ..Selection::new(head, SelectionUnit::Clusters)
        };
        begin(state, selection);
    }
}

/// Begins a selection at the cluster at `at`.
pub fn begin_drag(state: &mut State, at: Pos) {
    let doc = Arc::clone(&state.reading.reader.doc);
    if let Some(at) = nearest_stop(&*doc, at) {
        begin(state, Selection::new(at, SelectionUnit::Clusters));
    }
}

/// Moves the end of the selection to the cluster at `at`, if that is in the same section.
pub fn drag_to(state: &mut State, at: Pos) {
    let doc = Arc::clone(&state.reading.reader.doc);
    if let Mode::Selecting(selection) = &mut state.mode
        && let Some(head) = nearest_stop(&*doc, at)
        && head.section == selection.anchor.section
    {
        selection.head = head;
        selection.column = None;
    }
}
