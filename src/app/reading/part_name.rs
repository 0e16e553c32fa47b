//! Name of the part that the reader wants to finish.

use crate::app::state::State;

/// Returns the name of the part of which the characters left are counted.
pub fn part_text(state: &State) -> &'static str {
    let m = &state.texts().status;
    let outline = &state.reading.reader.outline;
    let Some(heading) = state.reading.part.and_then(|part| part.heading) else {
        return m.whole_text;
    };
    // The only heading of its level, at the beginning, is the title of the text.
    let is_title = heading == 0 && state.reading.part.is_some_and(|part| part.end.is_none());
    let heading = outline.headings.get(heading);
    if heading.is_some_and(|heading| heading.entry.is_some()) {
        m.this_essay
    } else if is_title {
        m.whole_text
    } else {
        m.this_chapter
    }
}
