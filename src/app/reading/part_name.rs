//! Name of the part that the reader wants to finish.

use crate::app::state::State;

/// Returns the name of the part of which the characters left are counted.
pub fn part_text(state: &State) -> &'static str {
    let m = &state.texts().status;
    let outline = &state.reading.reader.outline;
    let Some(heading) = state.reading.part.and_then(|part| part.heading) else {
        let file = state
            .reading
            .reader
            .doc
            .provenance(state.reading.reader.reading_pos());
        return if file.file.is_some() && state.reading.part.is_some_and(|part| part.end.is_some()) {
            m.this_file
        } else {
            m.whole_text
        };
    };
    let heading = outline.headings.get(heading);
    if heading.is_some_and(|heading| heading.entry.is_some()) {
        m.this_essay
    } else {
        m.this_chapter
    }
}
