//! Title of the terminal's window: the essay being read.

use crate::app::state::State;
use crate::term::width_confidence::is_control_or_bidi;
use crate::text::vertical_form::horizontal_text;

/// Name of the standard input on the command line.
const STANDARD_INPUT: &str = "-";
/// Longest title, in characters.
const MAX_TITLE_CHARS: usize = 80;

/// Returns the title of the essay, file or book being read, without characters that would control the terminal; empty
/// before there is a document.
pub fn window_title(state: &State) -> String {
    if state.opening.is_first() {
        return String::new();
    }
    let reader = &state.reading.reader;
    let headings = &reader.outline.headings;
    let read = reader.section_index().map_or(0, |index| index + 1);
    let mut above = headings.iter().take(read).rev();
    let essay = above.find(|heading| heading.entry.is_some());
    let title = essay.map_or_else(|| reader.doc.title(), |heading| heading.title.to_string());
    let title = shown_title(state, title);
    let title = horizontal_text(title.trim());
    let shown = title.chars().filter(|c| !is_control_or_bidi(*c));
    shown.take(MAX_TITLE_CHARS).collect()
}

/// Returns the title of a text as it is shown: that of a pipe is its name on the command line.
pub fn shown_title(state: &State, title: String) -> String {
    if title == STANDARD_INPUT {
        state.texts().status.standard_input.to_owned()
    } else {
        title
    }
}
