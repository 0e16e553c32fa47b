//! Marks of places: by a letter, and bookmarks without a name.

use super::edit::{new_mark, save};
use super::shown::{Landing, ShownMark};
use crate::app::input::action::Action;
use crate::app::input::key::Key;
use crate::app::message::Effect;
use crate::app::next_text::request::NextText;
use crate::app::opening::other_text::leave_for;
use crate::app::opening::start_place::StartPlace;
use crate::app::select::place::visible_hit;
use crate::app::state::State;
use crate::doc::Span;
use crate::session::notes::anchor::words_at;
use crate::session::notes::{MarkKind, UserMark};
use crate::text::units::Fraction;
use std::path::Path;

/// Carries out an action of marks of places; returns `None` for any other. Most wait for a letter.
pub fn perform(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::SetMark | Action::GotoMark | Action::GotoMarkPlace => {
            state.input.letter_action = Some(action);
            state.notify(state.texts().marks.letter_wanted);
            Some(State::no_effects())
        }
        Action::Bookmark => Some(toggle_bookmark(state)),
        _ => None,
    }
}

/// Takes the letter that an action waits for.
pub fn on_letter(state: &mut State, action: Action, key: Key) -> Vec<Effect> {
    let letter = key.typed_char().filter(char::is_ascii_alphabetic);
    let Some(letter) = letter else {
        state.notify(state.texts().marks.letter_wanted);
        return State::no_effects();
    };
    match action {
        Action::SetMark => set(state, letter),
        Action::GotoMarkPlace => go(state, letter, Landing::Place),
        _ => go(state, letter, Landing::Paragraph),
    }
}

/// Returns the words by which a mark is found again: at the hit that is shown, else at the top of the page.
fn here(state: &State) -> Option<Span> {
    let reader = &state.reading.reader;
    let rows = reader.page().iter();
    let mut lines = rows.filter_map(|row| {
        let line = row.line().filter(|line| !line.glyphs.is_empty())?;
        Some(row.id.block.at(line.bytes.start))
    });
    let at = visible_hit(state)
        .or_else(|| lines.next())
        .unwrap_or_else(|| reader.anchor());
    let doc = &*reader.doc;
    (!doc.is_empty()).then(|| words_at(doc, at))
}

fn set(state: &mut State, letter: char) -> Vec<Effect> {
    let Some(span) = here(state) else {
        state.notify(state.texts().select.nothing_to_select);
        return State::no_effects();
    };
    let name = letter.to_string();
    let before: Vec<ShownMark> = state.marks.named(&name).cloned().collect();
    let Some(mut shown) = new_mark(state, &span, MarkKind::Mark, 0) else {
        return State::no_effects();
    };
    shown.mark.name = name;
    save(vec![shown], before)
}

fn toggle_bookmark(state: &mut State) -> Vec<Effect> {
    let Some(span) = here(state) else {
        state.notify(state.texts().select.nothing_to_select);
        return State::no_effects();
    };
    let is_here = |shown: &&ShownMark| {
        let own = shown.span.as_ref();
        own.is_some_and(|own| state.reading.reader.is_visible(own.start))
    };
    let before: Vec<ShownMark> = state.marks.named("").filter(is_here).cloned().collect();
    if !before.is_empty() {
        return save(Vec::new(), before);
    }
    match new_mark(state, &span, MarkKind::Mark, 0) {
        Some(shown) => save(vec![shown], Vec::new()),
        None => State::no_effects(),
    }
}

/// Returns the effect that opens the document of a mark at the mark.
pub fn go_elsewhere(state: &mut State, mark: &UserMark, landing: Landing) -> Vec<Effect> {
    let path = (!mark.file.is_empty()).then(|| mark.file.clone().into());
    let next = NextText {
        paths: path.into_iter().collect(),
        start: vec![StartPlace::Mark(mark.name.clone(), landing)],
        ..NextText::default()
    };
    leave_for(state, next, false)
}

/// Notifies that the document of a mark is not there.
pub fn on_document_gone(state: &mut State, path: &Path) {
    let path = path.to_string_lossy();
    state.notify(state.texts().shelf.gone_path(&path));
}

fn go(state: &mut State, letter: char, landing: Landing) -> Vec<Effect> {
    go_named(state, &letter.to_string(), landing)
}

/// Goes to a mark by its name, in another document too. A mark that is not known is waited for, with a notice, while marks
/// are being looked for.
pub fn go_named(state: &mut State, name: &str, landing: Landing) -> Vec<Effect> {
    let found = state.marks.named(name).last().cloned();
    let is_known = found.is_some() && state.marks.is_rereading;
    if state.marks.job.is_some() && !is_known {
        let place = StartPlace::Mark(name.to_owned(), landing);
        state.opening.start.push(place);
        state.notify(state.texts().marks.awaited(name));
        return State::no_effects();
    }
    let Some(shown) = found else {
        state.notify(state.texts().marks.no_such_mark(name));
        return State::no_effects();
    };
    if shown.is_elsewhere {
        return go_elsewhere(state, &shown.mark, landing);
    }
    match (&shown.span, landing) {
        (Some(span), Landing::Paragraph) => {
            let start = span.start.block_start();
            state.reading.jump(|reader| reader.go(start));
        }
        (Some(_) | None, _) => go_to(state, shown),
    }
    State::no_effects()
}

/// Goes to a mark of this text; to about the place of one whose words are gone, with a notice.
pub fn go_to(state: &mut State, shown: ShownMark) {
    match shown.span {
        Some(span) if shown.mark.kind == MarkKind::Mark => {
            state.reading.jump(|reader| reader.go(span.start));
        }
        Some(span) => state.reading.jump(|reader| reader.scroll_into_view(&span)),
        None => {
            let near = Fraction::from_percent(shown.mark.fraction * 100.0);
            state.reading.jump(|reader| reader.go_share(near));
            state.marks.chosen_orphan = Some(shown.mark.id);
            state.notify(state.texts().marks.near_orphan);
        }
    }
}

/// Goes to the mark with an id, once the marks are known.
pub fn go_to_id(state: &mut State, id: &str) {
    let mut marks = state.marks.all().iter();
    if let Some(shown) = marks.find(|shown| shown.mark.id == id).cloned() {
        go_to(state, shown);
    } else {
        state.notify(state.texts().marks.mark_gone);
    }
}
