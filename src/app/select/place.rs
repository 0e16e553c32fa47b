//! Places on the page that keys without a selection are about.

use super::extend::{TextObject, nearest_stop, object};
use super::state::{Selection, SelectionUnit};
use crate::app::state::State;
use crate::doc::{Document, Pos, Span, Stops};

/// Returns the stop at which a selection begins: the current hit if it is on the page, else the first word of the page.
pub fn start_of_selection(state: &State) -> Option<Pos> {
    let doc = &*state.reading.reader.doc;
    if let Some(start) = visible_hit(state) {
        return nearest_stop(doc, start);
    }
    let mut rows = state.reading.reader.page().iter();
    rows.find_map(|row| {
        let line = row.line()?;
        let block = doc.block_at(row.id.block);
        let stops = Stops::of(&block);
        let first = stops.index_of(line.bytes.start);
        let words = stops.words_around(first, doc.lang()).into_iter();
        let words = words.map(|word| word.start);
        let mut starts = words.chain(0..=stops.last()).map(|at| stops.start(at));
        let first = starts.find(|start| line.bytes.contains(start))?;
        (!stops.is_empty()).then(|| block.pos.at(first))
    })
}

/// Returns the first and the last stop of the current hit if it is on the page.
pub fn hit_ends(state: &State) -> Option<(Pos, Pos)> {
    let start = visible_hit(state)?;
    let hit = state.search.active.as_ref()?.current_hit.as_ref()?;
    let doc = &*state.reading.reader.doc;
    let end = hit.span.end;
    let block = doc.block_at(end);
    let stops = Stops::of(&block);
    let last = stops.index_of(end.within.saturating_sub(1));
    let last = block.pos.at(stops.start(last));
    let first = nearest_stop(doc, start)?;
    Some((first, last.max(first)))
}

/// Returns the start of the current hit if it is on the page.
pub fn visible_hit(state: &State) -> Option<Pos> {
    let active = state.search.active.as_ref()?;
    let start = active.current_hit.as_ref()?.span.start;
    state.reading.reader.is_visible(start).then_some(start)
}

/// Returns the sentence of the current hit if it is on the page, else the first paragraph of the page.
pub fn span_at_page(state: &State, doc: &dyn Document) -> Option<Span> {
    let (at, kind) = match visible_hit(state) {
        Some(hit) => (hit, TextObject::Sentence),
        None => {
            let mut rows = state.reading.reader.page().iter();
            let row = rows.find(|row| row.line().is_some_and(|line| !line.glyphs.is_empty()))?;
            (row.id.block, TextObject::Paragraph)
        }
    };
    let (anchor, head) = object(doc, at, kind)?;
    let selection = Selection {
        anchor,
        ..Selection::new(head, SelectionUnit::Clusters)
    };
    Some(selection.span(doc))
}
