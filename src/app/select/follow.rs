//! The selection follows: it returns after a prompt, extends to hits, goes along with the page, and survives another
//! view of the text.

use super::actions::{begin, move_head};
use super::extend::{TextUnit, extended, nearest_stop};
use super::state::{Selection, SelectionUnit};
use crate::app::reading::motion::Direction;
use crate::app::state::{Mode, State};
use crate::doc::{Document, ExcerptReadings, Pos, Span, Stops, excerpt};
use std::sync::Arc;

/// Bytes of a selection that are compared with the text of another view.
const MAX_COMPARED_BYTES: usize = 1 << 20;

/// The text before a message, as far as a selection needs it.
pub struct TextBefore {
    doc: Arc<dyn Document>,
    anchor: Pos,
}

impl TextBefore {
    /// Returns the present text; `None` without a selection.
    pub fn of(state: &State) -> Option<Self> {
        let is_selecting = matches!(state.mode, Mode::Selecting(_));
        (is_selecting || state.select.suspended.is_some()).then(|| Self {
            doc: Arc::clone(&state.reading.reader.doc),
            anchor: state.reading.reader.anchor(),
        })
    }
}

/// Suspends the selection while a prompt, a sheet or the outline has the keys.
pub fn suspend(state: &mut State) {
    if let Mode::Selecting(selection) = std::mem::take(&mut state.mode) {
        state.select.suspended = Some(selection);
    }
}

/// Gives the keys back to a suspended selection once nothing else has them.
pub fn resume(state: &mut State) {
    if matches!(state.mode, Mode::Reading)
        && let Some(selection) = state.select.suspended.take()
    {
        state.mode = Mode::Selecting(selection);
    }
}

/// Brings the selection up to date after a message.
pub fn follow(state: &mut State, before: Option<&TextBefore>) {
    if let Some(before) = before
        && !Arc::ptr_eq(&before.doc, &state.reading.reader.doc)
    {
        follow_document(state, &*before.doc);
    }
    resume(state);
    let Mode::Selecting(selection) = &state.mode else {
        return;
    };
    let selection = selection.clone();
    let active = state.search.active.as_ref();
    let hit = active.and_then(|search| search.current_hit.as_ref());
    let hit = hit.map(|hit| hit.span.clone());
    match hit {
        Some(hit) if selection.seen_hit.as_ref() != Some(&hit) => {
            extend_to_hit(state, selection, hit);
        }
        _ => {
            let is_moved =
                before.is_some_and(|before| before.anchor != state.reading.reader.anchor());
            if is_moved && !state.reading.reader.is_visible(selection.head) {
                take_along(state, selection);
            }
        }
    }
}

/// Extends the selection to a hit, the hit included.
fn extend_to_hit(state: &mut State, mut selection: Selection, hit: Span) {
    let doc = Arc::clone(&state.reading.reader.doc);
    selection.seen_hit = Some(hit.clone());
    if hit.start.section != selection.anchor.section {
        state.notify(state.texts().select.section_edge);
        state.mode = Mode::Selecting(selection);
        return;
    }
    let start = nearest_stop(&*doc, hit.start).unwrap_or(selection.head);
    let head = if start >= selection.anchor {
        let block = doc.block_at(hit.end);
        let stops = Stops::of(&block);
        let last = stops.index_of(hit.end.within.saturating_sub(1));
        block.pos.at(stops.start(last)).max(start)
    } else {
        start
    };
    move_head(state, selection, head);
}

/// Takes the head along with a page that was turned.
fn take_along(state: &mut State, selection: Selection) {
    let doc = Arc::clone(&state.reading.reader.doc);
    let page = state.reading.reader.visible_span();
    let (edge, toward) = if selection.head < page.start {
        (page.start, Direction::Next)
    } else {
        (page.end, Direction::Prev)
    };
    let Some(mut head) =
        nearest_stop(&*doc, edge).filter(|head| head.section == selection.anchor.section)
    else {
        return move_head(state, selection.clone(), selection.head);
    };
    if !state.reading.reader.is_visible(head) {
        head = extended(&*doc, head, TextUnit::Cluster, toward, 1);
    }
    if state.reading.reader.is_visible(head) {
        state.mode = Mode::Selecting(Selection {
            head,
            column: None,
            ..selection
        });
    }
}

/// Finds the selection in another document at the same words; ends it if they are not there.
fn follow_document(state: &mut State, old: &dyn Document) {
    let selection = match (&state.mode, &state.select.suspended) {
        (Mode::Selecting(selection), _) | (_, Some(selection)) => selection.clone(),
        _ => return,
    };
    let doc = Arc::clone(&state.reading.reader.doc);
    let found = found_again(old, &*doc, &selection);
    let is_lost = found.is_none();
    match (&mut state.mode, found) {
        (Mode::Selecting(_), Some(found)) => begin(state, found),
        (Mode::Selecting(_), None) => state.mode = Mode::Reading,
        (_, found) => state.select.suspended = found,
    }
    if is_lost {
        state.notify(state.texts().select.lost);
    }
}

/// Returns the selection in `new` that holds the same words as `selection` in `old`.
fn found_again(old: &dyn Document, new: &dyn Document, selection: &Selection) -> Option<Selection> {
    let span = selection.span(old);
    let last_block = old.block_at(selection.anchor.max(selection.head));
    let stops = Stops::of(&last_block);
    let last = stops.index_of(span.end.within.saturating_sub(1));
    let ends = match selection.unit {
        SelectionUnit::Clusters => [selection.anchor, selection.head],
        SelectionUnit::Paragraphs => [span.start, last_block.pos.at(stops.start(last))],
    };
    let wanted = letters(old, &span);
    let by_bytes = |pos: Pos| new.pos_of_byte(pos.section, old.byte_of(pos)?);
    let candidates = [ends.map(by_bytes), ends.map(Some)];
    candidates.into_iter().find_map(|ends| {
        let [anchor, head] = ends.map(|end| nearest_stop(new, end?));
        let found = Selection {
            anchor: anchor?,
            head: head?,
            unit: SelectionUnit::Clusters,
            ..selection.clone()
        };
        (letters(new, &found.span(new)) == wanted).then_some(found)
    })
}

/// Returns the text of a span without blanks, which views treat differently.
fn letters(doc: &dyn Document, span: &Span) -> String {
    let text = excerpt(doc, span, ExcerptReadings::Omitted, MAX_COMPARED_BYTES).text;
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
