//! Showing a document that was opened. The reader stays at the same words.

use super::opened::OpenedDocument;
use super::state::{OpenReason, Opening, ReloadCause};
use crate::app::display::layout::relayout;
use crate::app::input::pending::PendingKeys;
use crate::app::message::Effect;
use crate::app::opening::actions::may_show_arrival;
use crate::app::opening::start_view::article_offer;
use crate::app::reading::reader::Reader;
use crate::app::reading::relocate::{LostPlace, resume_pos};
use crate::app::reading::state::ReadingState;
use crate::app::reading::view_switch::{empty_document_problem, in_same_view};
use crate::app::search::navigate::restart_search;
use crate::app::state::{Mode, State};
use crate::app::toc::load::{load_outline, show_outline};
use crate::doc::{Document, Place, ProblemScope};
use crate::error::Notice;
use crate::layout::{Setting, TextOptions};
use crate::session::record::Record;
use crate::source::pipe::PipeProgress;
use std::sync::Arc;

/// Shows the document that was opened, if there is one and nothing else has the keys.
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
        OpenReason::Changed(cause, lost, ref notice) => {
            let notice = notice.clone();
            let place = place_in_old(state, &opening, &*opened.document);
            let effects = replace(state, opened.document, &place, lost);
            state.opening.emptied_place = (cause == ReloadCause::Emptied).then_some(place);
            state.notices.message = Some(notice);
            effects
        }
        OpenReason::Decode => show_decoded(state, opened.document),
        OpenReason::Arrival => show_arrived(state, opened.document),
    }
}

/// Whether a document may be shown now in place of the one that is open.
fn may_show(state: &State, reason: &OpenReason) -> bool {
    match reason {
        OpenReason::Start => true,
        OpenReason::Reload | OpenReason::Changed(..) | OpenReason::Decode => {
            !matches!(state.mode, Mode::Prompt(_))
        }
        OpenReason::Arrival => may_show_arrival(state),
    }
}

/// Shows the first document, at the place in its record.
fn show_first(state: &mut State, opened: OpenedDocument) -> Vec<Effect> {
    let doc = opened.document;
    state.notices.start.splice(0..0, opened.notices);
    let mut notices = state.notices.start.clone();
    notices.extend(doc.problems(ProblemScope::Whole));
    state.notices.message = summarise_notices(&notices).or_else(|| article_offer(&*doc));
    if opened.pipe != Some(PipeProgress::Open) {
        let message = state.notices.message.take();
        state.notices.message = message.or_else(|| empty_document_problem(&*doc));
    }
    let reader = Reader::new(doc, TextOptions::default(), Setting::default());
    state.reading = ReadingState::new(reader);
    if let Some(found) = opened.record {
        resume(state, found.record);
    }
    let mut effects = load_outline(state);
    relayout(state);
    let keys = std::mem::take(&mut state.opening.typed_ahead);
    if !keys.is_empty() {
        effects.push(Effect::SendKeys(keys));
    }
    effects
}

/// Moves the reader to the place in a record, and makes its corrections.
fn resume(state: &mut State, record: Record) {
    let doc = Arc::clone(&state.reading.reader.doc);
    let pos = resume_pos(&Place::from(record.place), &*doc);
    state.reading.reader.go(pos);
    state.toc.corrections.restore(record.corrections, &*doc);
    if state.notices.message.is_none() && pos != doc.first() {
        let percent = doc.fraction(pos).whole_percent();
        state.notify(
            format!("接着上次读（{percent}%）；gg 回到开头"),
            format!("where you left off ({percent}%); gg goes to the beginning"),
        );
    }
}

/// Shows the document as it was read again at the reader's wish.
fn reload(state: &mut State, opening: &Opening, opened: OpenedDocument) -> Vec<Effect> {
    let place = place_in_old(state, opening, &*opened.document);
    let effects = replace(state, opened.document, &place, LostPlace::SameFraction);
    let (zh, en) = match opened.pipe {
        None => ("已重新读入", "read again"),
        Some(PipeProgress::Open) => (
            "管道只能读一次，还在读入",
            "a pipe is read once, and still is",
        ),
        Some(PipeProgress::Ended) => (
            "管道只能读一次，文字照旧；设置里的规则已重新读入",
            "a pipe is read once and its text stays; the rules were read again",
        ),
    };
    state.notify(zh, en);
    if let Some(problem) = opened.notices.into_iter().next() {
        state.notices.message = Some(problem);
    }
    effects
}

/// Returns the place of the reader, to be found in `doc`: that in a file that was emptied meanwhile; else that of now;
/// else, if its words are not there, that from when the file began to be read, for the page may have lost its words
/// with the file.
fn place_in_old(state: &mut State, opening: &Opening, doc: &dyn Document) -> Place {
    if let Some(emptied) = state.opening.emptied_place.take() {
        return emptied;
    }
    let place = state.reading.reader.place();
    match &opening.place {
        Some(before) if place.find_in(doc).is_none() => before.clone(),
        Some(_) | None => place,
    }
}

/// Shows another version of the document, at a place of the one before.
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
    state.reading.reader.replace_at(doc, place, lost);
    on_replaced(state)
}

/// Shows the document in another encoding, at the same byte.
fn show_decoded(state: &mut State, doc: Arc<dyn Document>) -> Vec<Effect> {
    let doc = in_same_view(state, doc);
    state.reading.reader.replace_at_byte(doc);
    let effects = on_replaced(state);
    notify_encoding(state);
    effects
}

/// Ends what was about the document before.
fn on_replaced(state: &mut State) -> Vec<Effect> {
    state.search.active = None;
    if state.input.pending.eager.is_some() {
        state.input.pending = PendingKeys::default();
    }
    let effects = load_outline(state);
    relayout(state);
    effects
}

/// Shows a document of which more has arrived. The outline, the search and the view stay until they are renewed.
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
    if state.opening.pipe == Some(PipeProgress::Ended) && state.notices.message.is_none() {
        let doc = &*state.reading.reader.doc;
        let notice = doc.problems(ProblemScope::Whole).into_iter().next();
        state.notices.message = notice.or_else(|| empty_document_problem(doc));
    }
    effects
}

/// Shows in which encoding the text is read now, and the first problem with that.
fn notify_encoding(state: &mut State) {
    let here = state.reading.reader.anchor();
    let doc = Arc::clone(&state.reading.reader.doc);
    let name = state
        .reading
        .encoding()
        .map_or("UTF-8", |encoded| encoded.name);
    let file = doc.provenance(here).file;
    let (zh, en) = match &file {
        Some(file) => (format!("{name}（{file}）"), format!("{name} ({file})")),
        None => (name.to_owned(), name.to_owned()),
    };
    let amiss = match file {
        Some(_) => doc.problems(ProblemScope::PartAt(here)),
        None => doc.problems(ProblemScope::Whole),
    };
    let (zh, en) = (format!("编码：{zh}"), format!("encoding: {en}"));
    match amiss.first() {
        Some(amiss) => state.notify(format!("{zh}；{}", amiss.zh), format!("{en}; {}", amiss.en)),
        None => state.notify(zh, en),
    }
    state.notices.shown_part = doc.problems(ProblemScope::PartAt(here));
}

/// Returns the first of several notices, with their number.
fn summarise_notices(notices: &[Notice]) -> Option<Notice> {
    let Notice { zh, en } = notices.first()?;
    Some(match notices.len() {
        1 => Notice::new(zh, en),
        count => Notice::new(
            format!("{zh}（共 {count} 条，i 看全部）"),
            format!("{en} ({count} notices; i shows all)"),
        ),
    })
}
