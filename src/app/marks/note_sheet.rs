//! A note of the reader, shown over the page.

use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::State;
use crate::session::notes::UserMark;
use crate::ui::sheet::SheetLine;

/// Opens a note over the page.
pub fn open(state: &mut State, mark: &UserMark) {
    let date = state.zone.date_of(&mark.at);
    let paragraphs = mark.note.lines().map(|line| match line.trim() {
        "" => SheetLine::Gap,
        _ => SheetLine::Prose(plain(line)),
    });
    let lines = paragraphs.collect();
    state.open_sheet(OpenSheet {
        title: state.texts().marks.note_title(&plain(&date)),
        lines,
        top: 0,
        kind: SheetKind::OwnNote(mark.id.clone()),
    });
}

/// Returns a line of a note without control characters.
fn plain(text: &str) -> String {
    let chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    chars.collect()
}
