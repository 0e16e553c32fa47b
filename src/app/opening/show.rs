//! Showing an opened document, with the reader at the same words as before.

use super::opened::OpenedDocument;
use super::state::{OpenReason, Opening, ReloadCause};
use crate::app::display::layout::relayout;
use crate::app::input::pending::PendingKeys;
use crate::app::message::Effect;
use crate::app::next_text;
use crate::app::opening::actions::may_show_arrival;
use crate::app::opening::start_view::offers_article;
use crate::app::reading::reader::Reader;
use crate::app::reading::relocate::{LostPlace, find_words, resume_pos, resumed_jump};
use crate::app::reading::state::ReadingState;
use crate::app::reading::view_switch::{empty_document_text, in_same_view};
use crate::app::reading::{file_progress, follow_end};
use crate::app::search::kept_hit::{KeptHit, SameText, search_again};
use crate::app::search::marked_words::restore_marked_words;
use crate::app::search::navigate::restart_search;
use crate::app::state::{Mode, State};
use crate::app::toc::load::{load_outline, show_outline};
use crate::doc::{Document, Place, ProblemScope};
use crate::layout::{Setting, TextOptions};
use crate::messages::Catalogue;
use crate::session::record::Record;
use crate::source::pipe::PipeProgress;
use std::sync::Arc;

/// Shows the opened document, if there is one and nothing but the text has the keys.
pub fn show_opened(state: &mut State) -> Vec<Effect> {
    let running = state.opening.running.as_ref();
    let is_ready =
        running.is_some_and(|opening| opening.opened.is_some() && may_show(state, &opening.reason));
    let opening = state.opening.running.take_if(|_| is_ready);
    let Some(mut opening) = opening else {
        return State::no_effects();
    };
    let Some(opened) = opening.opened.take() else {
        return State::no_effects();
    };
    state.opening.encodings.clone_from(&opened.encodings);
    state.opening.pipe = opened.pipe;
    match opening.reason {
        OpenReason::Start => show_first(state, *opened),
        OpenReason::Reload => reload(state, &opening, *opened),
        OpenReason::Changed(cause, lost, text) => {
            let place = place_in_old(state, &opening, &*opened.document);
            let effects = replace(state, opened.document, &place, lost);
            state.opening.emptied_place = (cause == ReloadCause::Emptied).then_some(place);
            state.notify(text(state.texts()));
            effects
        }
        OpenReason::Decode => show_decoded(state, opened.document),
        OpenReason::Arrival => show_arrived(state, opened.document),
    }
}

/// Returns whether the opened document may replace the current one now.
fn may_show(state: &State, reason: &OpenReason) -> bool {
    match reason {
        OpenReason::Start => true,
        OpenReason::Changed(ReloadCause::Edited, ..) => {
            let is_looking = match &state.mode {
                Mode::Reading => true,
                Mode::Outline(browse) => browse.filter.is_none(),
                Mode::Selecting(_) | Mode::List(_) | Mode::Prompt(_) | Mode::Sheet(..) => false,
            };
            is_looking && state.input.pending.keys.is_empty()
        }
        OpenReason::Reload | OpenReason::Changed(..) | OpenReason::Decode => {
            !matches!(state.mode, Mode::Prompt(_))
        }
        OpenReason::Arrival => may_show_arrival(state),
    }
}

/// Shows the first document at the place saved in its record.
fn show_first(state: &mut State, opened: OpenedDocument) -> Vec<Effect> {
    let doc = opened.document;
    let m = state.texts();
    state.notices.start.splice(0..0, opened.problems);
    let start = state.notices.start.iter().map(|problem| problem.text(m));
    let of_text = doc.problems(ProblemScope::Whole);
    let notices: Vec<String> = start
        .chain(of_text.iter().map(|problem| m.problem(problem)))
        .collect();
    state.notices.message = summarise_notices(&notices, m)
        .or_else(|| offers_article(&*doc).then(|| m.appearance.article_offer.to_owned()));
    if opened.pipe != Some(PipeProgress::Open) {
        let message = state.notices.message.take();
        state.notices.message = message.or_else(|| empty_document_text(&*doc, m));
    }
    let reader = Reader::new(doc, TextOptions::default(), Setting::default());
    state.reading = ReadingState::new(reader);
    if let Some(found) = opened.record {
        resume(state, found.record);
    }
    let mut effects = load_outline(state);
    relayout(state);
    effects.extend(file_progress::load(state));
    next_text::actions::arrive(state);
    let keys = std::mem::take(&mut state.opening.typed_ahead);
    if !keys.is_empty() {
        effects.push(Effect::SendKeys(keys));
    }
    effects
}

/// Moves the reader to the saved place and restores the saved corrections and marked words.
fn resume(state: &mut State, record: Record) {
    let doc = Arc::clone(&state.reading.reader.doc);
    let pos = if next_text::actions::begins_anew(state, &record) {
        doc.first()
    } else {
        resume_pos(&Place::from(record.place), &*doc)
    };
    state.reading.reader.go(pos);
    let jumps = record.jumps.into_iter().map(Place::from);
    let jumps = jumps.map(|place| resumed_jump(&place, &*doc)).collect();
    state.reading.jumps.restore(jumps);
    file_progress::merge(state, record.files);
    restore_marked_words(&mut state.search, &record.marked_words);
    state.toc.corrections.restore(record.corrections, &*doc);
    // A place that was asked for goes before the kept one.
    let goes_on = state.opening.start.is_empty() && pos != doc.first();
    if state.notices.message.is_none() && goes_on {
        let percent = doc.fraction(pos).whole_percent();
        state.notify(state.texts().reading.continued(u64::from(percent)));
    }
}

/// Shows the document that was read again at the reader's request.
fn reload(state: &mut State, opening: &Opening, opened: OpenedDocument) -> Vec<Effect> {
    let place = place_in_old(state, opening, &*opened.document);
    let effects = replace(state, opened.document, &place, LostPlace::SameFraction);
    let m = state.texts();
    let text = match opened.pipe {
        None => m.opening.read_again,
        Some(PipeProgress::Open) => m.opening.pipe_open,
        Some(PipeProgress::Ended) => m.opening.pipe_ended,
    };
    match opened.problems.first() {
        Some(problem) => state.notify(problem.text(m)),
        None => state.notify(text),
    }
    effects
}

/// Returns the reader's place, to be found in `doc`. First choice is the place from before the file became empty,
/// then the current place. If its words are not in `doc`, the place from the start of the opening follows: the page
/// may have lost its words together with the file.
fn place_in_old(state: &mut State, opening: &Opening, doc: &dyn Document) -> Place {
    if let Some(emptied) = state.opening.emptied_place.take() {
        return emptied;
    }
    let place = state.reading.reader.place();
    match &opening.place {
        Some(before) if *before != place && find_words(&place, doc).is_none() => before.clone(),
        Some(_) | None => place,
    }
}

/// Replaces the document by another version of it, at `place`.
fn replace(
    state: &mut State,
    doc: Arc<dyn Document>,
    place: &Place,
    lost: LostPlace,
) -> Vec<Effect> {
    let doc = in_same_view(state, doc);
    if !doc.is_empty() {
        state.toc.corrections.reanchor(&*doc);
    }
    let hit = KeptHit::before(state);
    state.reading.reader.replace_at(doc, place, lost);
    let effects = on_replaced(state, hit.map(|hit| (hit, SameText::Words)));
    follow_end::stay(state);
    effects
}

/// Shows the document in another encoding, at the same byte offset.
fn show_decoded(state: &mut State, doc: Arc<dyn Document>) -> Vec<Effect> {
    let doc = in_same_view(state, doc);
    let hit = KeptHit::before(state);
    state.reading.reader.replace_at_byte(doc);
    let effects = on_replaced(state, hit.map(|hit| (hit, SameText::Bytes)));
    notify_encoding(state);
    effects
}

/// Drops the state that concerns the previous document.
fn on_replaced(state: &mut State, hit: Option<(KeptHit, SameText)>) -> Vec<Effect> {
    let before = state.search.active.take();
    if state.input.pending.eager.is_some() {
        state.input.pending = PendingKeys::default();
    }
    let mut effects = load_outline(state);
    relayout(state);
    // A list of hits is closed: its rows are those of the old text.
    if let Some(before) = before.filter(|_| !matches!(state.mode, Mode::List(_))) {
        effects.extend(search_again(state, before, hit));
    }
    effects
}

/// Shows a document of which more has arrived. Outline, search and view stay until their successors are ready.
fn show_arrived(state: &mut State, doc: Arc<dyn Document>) -> Vec<Effect> {
    let doc = in_same_view(state, doc);
    let mut outline = state.reading.reader.outline.clone();
    outline.complete = false;
    let before = state.search.active.take();
    state.reading.reader.replace(doc, LostPlace::SameFraction);
    show_outline(state, outline);
    let mut effects = load_outline(state);
    if let Some(before) = before {
        effects.extend(restart_search(state, before));
    }
    relayout(state);
    follow_end::stay(state);
    if state.opening.pipe == Some(PipeProgress::Ended) && state.notices.message.is_none() {
        let doc = &*state.reading.reader.doc;
        let m = state.texts();
        let first = doc.problems(ProblemScope::Whole).into_iter().next();
        let text = first.map(|problem| m.problem(&problem));
        state.notices.message = text.or_else(|| empty_document_text(doc, m));
    }
    effects
}

/// Notifies the encoding now in use, and the first problem of decoding.
fn notify_encoding(state: &mut State) {
    let here = state.reading.reader.anchor();
    let doc = Arc::clone(&state.reading.reader.doc);
    let name = state
        .reading
        .encoding()
        .map_or("UTF-8", |encoded| encoded.name);
    let file = doc.provenance(here).file;
    let m = state.texts();
    let (text, problems) = match &file {
        Some(file) => (
            m.opening.encoding_of_file(name, file),
            doc.problems(ProblemScope::PartAt(here)),
        ),
        None => (m.opening.encoding(name), doc.problems(ProblemScope::Whole)),
    };
    state.notify(match problems.first() {
        Some(problem) => m.opening.with_problem(&text, &m.problem(problem)),
        None => text,
    });
    state.notices.shown_part = doc.problems(ProblemScope::PartAt(here));
}

/// Returns the first of several notices, with their number; `None` without any.
fn summarise_notices(notices: &[String], m: &Catalogue) -> Option<String> {
    let first = notices.first()?;
    Some(match notices.len() {
        1 => first.clone(),
        count => m.opening.several(first, count as u64),
    })
}
