//! Actions of marks: highlights, notes, and taking them off.

use super::change::ChangePurpose;
use super::draft::NoteDraft;
use super::edit::{new_mark, note_prompt, save};
use super::shown::ShownMark;
use super::{all_list, follow, list, orphan, places};
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::lists::state::ListKind;
use crate::app::message::Effect;
use crate::app::select::place::span_at_page;
use crate::app::state::{Mode, State};
use crate::doc::Span;
use crate::session::notes::{MarkKind, UserMark};
use crate::ui::theme::HIGHLIGHT_COUNT;
use std::sync::Arc;

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
        Action::UndoCorrection if state.marks.is_changed_since(state.toc.corrections.count()) => {
            undo(state)
        }
        Action::AnchorMark => orphan::anchor(state),
        Action::AllMarks if !is_all_list(state) => all_list::open(state),
        Action::Marks | Action::AllMarks => {
            // A list opened anew has all rows.
            state.lists.place_mut(ListKind::Marks).filter.clear();
            let effects = follow::reread(state);
            list::open(state);
            effects
        }
        _ => return places::perform(state, action),
    };
    Some(effects)
}

/// Returns whether the list of the marks of all texts is open.
fn is_all_list(state: &State) -> bool {
    matches!(&state.mode, Mode::List(list) if list.kind == ListKind::AllMarks)
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
    // The same words in another look are one highlight.
    let before = {
        let mut same = state.marks.touching(&span).filter(|(_, own)| **own == span);
        same.next().map(|(mark, _)| mark.clone())
    };
    if let Some(mark) = before {
        let before = ShownMark::new(mark, Some(span));
        if before.mark.look == look {
            state.notify(state.texts().marks.highlighted_before);
            return State::no_effects();
        }
        let mut changed = before.clone();
        changed.mark.look = look;
        changed.mark.touch();
        return save(vec![changed], vec![before]);
    }
    match new_mark(state, &span, MarkKind::Highlight, look) {
        Some(shown) => save(vec![shown], Vec::new()),
        None => State::no_effects(),
    }
}

/// Opens the line for a note: on the selection, or on its own note or highlight; otherwise on the note or highlight of the
/// page's first paragraph, or on that paragraph.
fn annotate(state: &mut State) {
    let doc = Arc::clone(&state.reading.reader.doc);
    let is_selected = matches!(state.mode, Mode::Selecting(_));
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
        // Words selected are those the note is on; a highlight that begins in the first paragraph may go on in the next.
        let is_meant = |own: &Span| {
            if is_selected {
                *own == span
            } else {
                span.start <= own.start
            }
        };
        let meant = marks.find(|(_, own)| is_meant(own));
        meant.map(|(mark, own)| ShownMark::new(mark.clone(), Some(own.clone())))
    };
    let span = before
        .as_ref()
        .and_then(|shown| shown.span.clone())
        .unwrap_or(span);
    note_prompt(state, span, before, false);
}

/// Leaves a note that is being typed. Its words stay for the next time that the note of these words is opened.
pub fn leave_note(state: &mut State, draft: NoteDraft, text: &str) {
    if draft.is_from_list {
        list::open(state);
    }
    let before = draft.before.as_ref().map_or("", |shown| &shown.mark.note);
    let is_unchanged = LineEdit::with_lines(before).text() == text;
    if !is_unchanged && !text.trim().is_empty() {
        state.marks.left_note = Some((draft.span, text.to_owned()));
        state.notify(state.texts().marks.note_left);
    }
}

/// Saves a note that was typed. An empty line changes nothing.
pub fn save_note(state: &mut State, draft: NoteDraft, text: &str) -> Vec<Effect> {
    if draft.is_from_list {
        list::open(state);
    }
    // Another program may have written characters that the line leaves out: a note that was only looked at keeps them.
    let is_unchanged = |before: &ShownMark| LineEdit::with_lines(&before.mark.note).text() == text;
    let is_unchanged = draft.before.as_deref().is_some_and(is_unchanged);
    if is_unchanged || text.trim().is_empty() {
        return State::no_effects();
    }
    match draft.before {
        Some(before) if before.mark.note == text => State::no_effects(),
        Some(before) => {
            let before = *before;
            let mut changed = before.clone();
            if changed.mark.kind == MarkKind::Highlight {
                changed.mark.kind = MarkKind::Note;
            }
            text.clone_into(&mut changed.mark.note);
            changed.mark.touch();
            save(vec![changed], vec![before])
        }
        None => {
            let look = state.marks.last_look.max(1);
            match new_mark(state, &draft.span, MarkKind::Note, look) {
                Some(mut shown) => {
                    text.clone_into(&mut shown.mark.note);
                    save(vec![shown], Vec::new())
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
    let shown = |(mark, own): (&UserMark, &Span)| ShownMark::new(mark.clone(), Some(own.clone()));
    let touched = state.marks.touching(&span).map(shown);
    let removed: Vec<ShownMark> = touched.collect();
    if removed.is_empty() {
        state.notify(state.texts().marks.nothing_here);
        return State::no_effects();
    }
    state.mode = Mode::Reading;
    save(Vec::new(), removed)
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
