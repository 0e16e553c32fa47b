//! Actions of marks: highlights, notes, and taking them off.

use super::change::{ChangePurpose, MarkChange};
use super::draft::NoteDraft;
use super::shown::ShownMark;
use crate::app::command::state::{Prompt, Purpose};
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::select::cite::source_at;
use crate::app::select::place::span_at_page;
use crate::app::sheet::{OpenSheet, SheetKind};
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::session::notes::anchor::quote;
use crate::session::notes::stamp;
use crate::session::notes::{MarkKind, UserMark};
use crate::ui::sheet::SheetLine;
use crate::ui::theme::HIGHLIGHT_COUNT;
use std::sync::Arc;

/// Longest quotation that can be marked, in bytes.
const MAX_QUOTE_BYTES: usize = 64 << 10;

/// Carries out an action of marks; returns `None` for any other. `count` is 0 if none was typed.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let effects = match action {
        Action::Highlight => highlight(state, count),
        Action::Annotate => {
            annotate(state);
            State::no_effects()
        }
        Action::RemoveHighlights => remove(state),
        Action::UndoMark => undo(state),
        Action::Marks => {
            list(state);
            State::no_effects()
        }
        _ => return None,
    };
    Some(effects)
}

/// Highlights the selection and leaves it.
fn highlight(state: &mut State, count: u32) -> Vec<Effect> {
    let Mode::Selecting(selection) = &state.mode else {
        return State::no_effects();
    };
    let span = selection.span(&*state.reading.reader.doc);
    state.mode = Mode::Reading;
    let last = state.marks.last_look.max(1);
    let look = match count {
        0 => last,
        _ => (count.min(HIGHLIGHT_COUNT as u32)) as u8,
    };
    state.marks.last_look = look;
    match new_mark(state, &span, MarkKind::Highlight, look) {
        Some(shown) => save(state, vec![shown], Vec::new()),
        None => State::no_effects(),
    }
}

/// Returns a new mark on `span`; `None`, with a notice, if the words are too many.
fn new_mark(state: &mut State, span: &Span, kind: MarkKind, look: u8) -> Option<ShownMark> {
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
    Some(ShownMark {
        mark,
        span: Some(span.clone()),
    })
}

/// Opens the line for a note: on the selection, on the note or highlight of the page's first paragraph, or on that
/// paragraph.
fn annotate(state: &mut State) {
    let doc = Arc::clone(&state.reading.reader.doc);
    let span = match &state.mode {
        Mode::Selecting(selection) => {
            let span = selection.span(&*doc);
            state.mode = Mode::Reading;
            Some(span)
        }
        _ => span_at_page(state, &*doc),
    };
    let Some(span) = span else {
        return state.notify(state.texts().select.nothing_to_select);
    };
    let before = {
        let mut marks = state.marks.touching(&span);
        let inside = marks.find(|(_, own)| span.start <= own.start && own.end <= span.end);
        inside.map(|(mark, own)| {
            Box::new(ShownMark {
                mark: mark.clone(),
                span: Some(own.clone()),
            })
        })
    };
    let text = before.as_ref().map_or("", |shown| shown.mark.note.as_str());
    let edit = LineEdit::new(text);
    let span = before
        .as_ref()
        .and_then(|shown| shown.span.clone())
        .unwrap_or(span);
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Note(NoteDraft { span, before }),
        edit,
        history_offset: 0,
        completions: None,
    });
}

/// Saves a note that was typed. An empty line changes nothing.
pub fn save_note(state: &mut State, draft: NoteDraft, text: &str) -> Vec<Effect> {
    if text.trim().is_empty() {
        return State::no_effects();
    }
    match draft.before {
        Some(before) if before.mark.note == text => State::no_effects(),
        Some(before) => {
            let before = *before;
            let mut changed = before.clone();
            changed.mark.kind = MarkKind::Note;
            text.clone_into(&mut changed.mark.note);
            save(state, vec![changed], vec![before])
        }
        None => {
            let look = state.marks.last_look.max(1);
            match new_mark(state, &draft.span, MarkKind::Note, look) {
                Some(mut shown) => {
                    text.clone_into(&mut shown.mark.note);
                    save(state, vec![shown], Vec::new())
                }
                None => State::no_effects(),
            }
        }
    }
}

/// Removes the highlights and notes that the selection touches, and leaves it.
fn remove(state: &mut State) -> Vec<Effect> {
    let Mode::Selecting(selection) = &state.mode else {
        return State::no_effects();
    };
    let span = selection.span(&*state.reading.reader.doc);
    let touched = state.marks.touching(&span).map(|(mark, own)| ShownMark {
        mark: mark.clone(),
        span: Some(own.clone()),
    });
    let removed: Vec<ShownMark> = touched.collect();
    if removed.is_empty() {
        state.notify(state.texts().marks.nothing_here);
        return State::no_effects();
    }
    state.mode = Mode::Reading;
    save(state, Vec::new(), removed)
}

fn undo(state: &mut State) -> Vec<Effect> {
    match state.marks.last_inverse() {
        Some(change) => vec![Effect::SaveMarks(Box::new(change), ChangePurpose::Undo)],
        None => {
            state.notify(state.texts().marks.nothing_to_undo);
            State::no_effects()
        }
    }
}

fn save(_: &State, added: Vec<ShownMark>, removed: Vec<ShownMark>) -> Vec<Effect> {
    let change = MarkChange { added, removed };
    vec![Effect::SaveMarks(Box::new(change), ChangePurpose::Forward)]
}

/// Opens the list of all marks: words, section and note; those whose words are gone last.
fn list(state: &mut State) {
    let m = &state.texts().marks;
    let marks = state.marks.all();
    if marks.is_empty() {
        return state.notify(m.no_marks);
    }
    let mut lines = Vec::new();
    let mut chapter = None;
    for shown in marks {
        let mark = &shown.mark;
        let own = match &shown.span {
            Some(_) => mark.chapter.as_str(),
            None => m.orphans,
        };
        if chapter != Some(own) {
            if chapter.is_some() {
                lines.push(SheetLine::Gap);
            }
            if !own.is_empty() {
                lines.push(SheetLine::Head(own.to_owned()));
            }
            chapter = Some(own);
        }
        lines.push(SheetLine::Prose(mark.exact.replace('\n', " ")));
        if !mark.note.is_empty() {
            lines.push(SheetLine::Prose(format!("  — {}", mark.note)));
        }
    }
    state.open_sheet(OpenSheet {
        title: m.list(marks.len() as u64),
        lines,
        top: 0,
        kind: SheetKind::Plain,
    });
}
