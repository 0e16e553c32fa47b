//! Switching between views of a text: original, reading view and article. The reader stays at the same words.

use crate::app::display::layout::relayout;
use crate::app::message::Effect;
use crate::app::search::kept_hit::{KeptHit, SameText, search_again};
use crate::app::state::State;
use crate::app::toc::load::load_outline;
use crate::doc::{Document, ViewKind};
use crate::messages::Catalogue;
use crate::views::{self, View};
use std::sync::Arc;

/// Toggles between the original and the reading view.
pub fn toggle_original(state: &mut State) -> Vec<Effect> {
    let doc = Arc::clone(&state.reading.reader.doc);
    match (doc.original(), state.reading.reading_view.take()) {
        (Some(original), _) => {
            if is_article_view(&*doc) {
                state.notify(state.texts().appearance.whole_page);
            } else {
                state.notify(state.texts().appearance.original);
            }
            let effects = switch_view(state, original);
            state.reading.reading_view = Some(doc);
            effects
        }
        (None, Some(arranged)) => {
            match arranged.view_kind() {
                Some(ViewKind::Article) => notify_article(state),
                Some(ViewKind::Annotated) => state.notify(state.texts().appearance.annotated),
                Some(ViewKind::Reflowed) | None => {
                    state.notify(state.texts().appearance.reflowed);
                }
            }
            switch_view(state, arranged)
        }
        (None, None) => {
            state.notify(state.texts().appearance.already_original);
            State::no_effects()
        }
    }
}

/// Toggles between the article of a web page and the whole page.
pub fn toggle_article(state: &mut State) -> Vec<Effect> {
    if is_article_view(&*state.reading.reader.doc) {
        return toggle_original(state);
    }
    let doc = Arc::clone(&state.reading.reader.doc);
    let article = doc.article(state.reading.reader.anchor());
    match article.and_then(|_| views::open(&doc, View::Article)) {
        Ok(article) => {
            notify_article(state);
            switch_view(state, article)
        }
        Err(reason) => {
            state.notify(state.texts().no_article(reason));
            State::no_effects()
        }
    }
}

/// Returns the text shown for a document without content; `None` if it has any.
pub fn empty_document_text(doc: &dyn Document, m: &Catalogue) -> Option<String> {
    let text = if doc.is_empty() {
        m.reading.empty_file
    } else {
        m.reading.no_text
    };
    doc.is_blank().then(|| text.to_owned())
}

/// Returns `doc`, a document that was read again, in the view of the current document.
pub fn in_same_view(state: &mut State, doc: Arc<dyn Document>) -> Arc<dyn Document> {
    if is_article_view(&*state.reading.reader.doc) {
        return views::open(&doc, View::Article).unwrap_or(doc);
    }
    if state.reading.reading_view.is_some() {
        // A folder is arranged if one of its open files is, so the reader's file must be open.
        let _ = doc.block_at(state.reading.reader.anchor());
    }
    match (state.reading.reading_view.take(), doc.original()) {
        (Some(_), Some(original)) => {
            state.reading.reading_view = Some(doc);
            original
        }
        (Some(arranged), None) if is_article_view(&*arranged) => {
            state.reading.reading_view = views::open(&doc, View::Article).ok();
            doc
        }
        (Some(_) | None, _) => doc,
    }
}

/// Returns whether a document is the article view of a page or of a folder of pages.
pub(crate) fn is_article_view(doc: &dyn Document) -> bool {
    doc.view_kind() == Some(ViewKind::Article)
}

fn notify_article(state: &mut State) {
    state.notify(state.texts().appearance.article_alone);
}

/// Switches to another view of the same text. Switching back at once restores the old position, even if it does not
/// exist in the other view.
fn switch_view(state: &mut State, doc: Arc<dyn Document>) -> Vec<Effect> {
    state.reading.reading_view = None;
    let hit = KeptHit::before(state);
    let search = state.search.active.take();
    let here = state.reading.reader.anchor();
    let before = state
        .reading
        .view_return
        .filter(|(_, shown)| *shown == here);
    state.reading.reader.show_view(doc);
    if let Some((before, _)) = before {
        state.reading.reader.go(before);
    }
    state.reading.view_return = Some((here, state.reading.reader.anchor()));
    let mut effects = load_outline(state);
    relayout(state);
    if let Some(search) = search {
        let hit = hit.map(|hit| (hit, SameText::Bytes));
        effects.extend(search_again(state, search, hit));
    }
    effects
}
