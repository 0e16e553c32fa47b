//! New marks, and the line in which their notes are typed.

use super::change::{ChangePurpose, MarkChange};
use super::draft::NoteDraft;
use super::shown::ShownMark;
use crate::app::command::state::{Prompt, Purpose};
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::select::cite::source_at;
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::session::notes::anchor::quote;
use crate::session::notes::{MarkKind, UserMark, stamp};
use std::sync::Arc;

/// Longest quotation that can be marked, in bytes.
const MAX_QUOTE_BYTES: usize = 64 << 10;

/// Returns a new mark on `span`; `None`, with a notice, if the words are too many.
pub fn new_mark(state: &mut State, span: &Span, kind: MarkKind, look: u8) -> Option<ShownMark> {
    let doc = Arc::clone(&state.reading.reader.doc);
    let words = quote(&*doc, span);
    if words.exact.len() > MAX_QUOTE_BYTES {
        state.notify(state.texts().marks.too_long);
        return None;
    }
    let source = source_at(state, span.start);
    let mut mark = UserMark {
        id: stamp::new_id(),
        at: stamp::now(),
        kind,
        look,
        exact: words.exact,
        prefix: words.prefix,
        suffix: words.suffix,
        title: source.title,
        author: source.author,
        chapter: source.section,
        ..UserMark::default()
    };
    mark.move_to(span, doc.fraction(span.start).get());
    Some(ShownMark::new(mark, Some(span.clone())))
}

/// Opens the line for the note on a range, with the words of the mark there before.
pub fn note_prompt(state: &mut State, span: Span, before: Option<ShownMark>, is_from_list: bool) {
    let left = state.marks.left_note.take_if(|(own, _)| *own == span);
    let text = before.as_ref().map_or("", |shown| shown.mark.note.as_str());
    let edit = LineEdit::with_lines(left.as_ref().map_or(text, |(_, text)| text));
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Note(NoteDraft {
            span,
            before: before.map(Box::new),
            is_from_list,
            has_prefix: false,
        }),
        edit,
        history_offset: 0,
        completions: None,
        chosen_row: None,
    });
}

/// Opens the line for the note of the mark with an id.
pub fn edit_note(state: &mut State, id: &str) {
    let mut marks = state.marks.all().iter();
    let shown = marks.find(|shown| shown.mark.id == id).cloned();
    if let Some(shown) = shown {
        let span = range_of(&shown);
        note_prompt(state, span, Some(shown), false);
    }
}

/// Returns the range of a mark; an empty one at the start of the text for a mark that is not in it. Its note can be changed
/// all the same.
pub fn range_of(shown: &ShownMark) -> Span {
    shown.span.clone().unwrap_or_default()
}

/// Saves marks that are added, and the removal of others.
pub fn save(added: Vec<ShownMark>, removed: Vec<ShownMark>) -> Vec<Effect> {
    let change = MarkChange { added, removed };
    vec![Effect::SaveMarks(Box::new(change), ChangePurpose::Forward)]
}
