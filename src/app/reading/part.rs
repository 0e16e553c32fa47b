//! The part of the text that contains the reader's position.

use super::progress::{ReadingPart, part_at};
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::layout::TITLE_RANK;

/// Updates the current part and the characters left in it. Both are `None` until the part and its end are known: a
/// text whose outline is still being read has no parts yet, and the first screen need not wait for them.
pub fn update_progress(state: &mut State) {
    let reader = &state.reading.reader;
    let here = reader.reading_pos();
    let doc = &*reader.doc;
    let outline = &reader.outline;
    let is_titled = |part: ReadingPart| {
        part.heading.is_some_and(|index| {
            let heading = outline.headings.get(index);
            let is_entry = heading.is_some_and(|heading| heading.entry.is_some());
            !is_entry && reader.style().rank(index) == TITLE_RANK
        })
    };
    let level = state.toc.top_level;
    let mut part = part_at(doc, outline, level, here);
    if is_titled(part) {
        let chapter = part_at(doc, outline, level.saturating_add(1), here);
        if chapter.heading != part.heading {
            // A volume is read chapter by chapter.
            part = chapter;
        } else if part.heading == Some(0) {
            // The chapters below the title of a text may be at its level.
            part.end = None;
        }
    }
    let is_known = outline.is_complete_at(here);
    state.reading.part = is_known.then_some(part);
    let ends_somewhere = part.end.is_some() || outline.complete;
    let is_read = state.reading.reader.is_at_end();
    state.reading.chars_left = (is_known && ends_somewhere && !is_read)
        .then(|| state.reading.density.chars_left(doc, part, here));
}

/// Counts what was read on the way to this page. Returns the entry of the log, if one is due.
pub fn measure(state: &mut State) -> Option<Effect> {
    let reader = &state.reading.reader;
    if !matches!(state.mode, Mode::Reading | Mode::Selecting(_)) || reader.page().is_empty() {
        return None;
    }
    let (page, is_at_end) = (reader.visible_span(), reader.is_at_end());
    let meter = &mut state.reading.meter;
    meter.on_page(&*state.reading.reader.doc, page, is_at_end);
    meter.take_due().map(Effect::LogReading)
}
