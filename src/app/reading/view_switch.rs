//! The other views of a text: as its file has it, and the article of a web page alone. The reader stays
//! at the same words.

use crate::app::display::layout::relayout;
use crate::app::message::Effect;
use crate::app::opening::start_view::no_article_notice;
use crate::app::state::State;
use crate::app::toc::load::load_outline;
use crate::doc::{Document, ViewKind};
use crate::error::Notice;
use crate::views::{self, View};
use std::sync::Arc;

/// Shows the text as its file has it, or arranged again.
pub fn toggle_original(state: &mut State) -> Vec<Effect> {
    let doc = Arc::clone(&state.reading.reader.doc);
    match (doc.original(), state.reading.reading_view.take()) {
        (Some(original), _) => {
            if is_article_view(&*doc) {
                state.notify("整页", "the whole page");
            } else {
                state.notify("原样", "as the file has it");
            }
            let effects = switch_view(state, original);
            state.reading.reading_view = Some(doc);
            effects
        }
        (None, Some(arranged)) => {
            match arranged.view_kind() {
                Some(ViewKind::Article) => notify_article(state),
                Some(ViewKind::Annotated) => state.notify(
                    "整理过：注记已照办，符号说明不显示",
                    "arranged: notes carried out, the legend left out",
                ),
                Some(ViewKind::Reflowed) | None => {
                    state.notify(
                        "整理过：合并硬换行、隐去广告行",
                        "arranged: broken lines put together, lines of sites hidden",
                    );
                }
            }
            switch_view(state, arranged)
        }
        (None, None) => {
            state.notify("这就是原样", "this is as the file has it");
            State::no_effects()
        }
    }
}

/// Shows the article of a web page alone, or the whole page again.
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
            state.notices.message = Some(no_article_notice(reason));
            State::no_effects()
        }
    }
}

/// What is to be told of a document in which there is nothing to read.
pub fn empty_document_problem(doc: &dyn Document) -> Option<Notice> {
    let notice = if doc.is_empty() {
        Notice::new("这个文件是空的", "the file is empty")
    } else {
        Notice::new("里面没有文字", "there is no text in it")
    };
    doc.is_blank().then_some(notice)
}

/// A document that was read again, in the view in which it was.
pub fn in_same_view(state: &mut State, doc: Arc<dyn Document>) -> Arc<dyn Document> {
    if is_article_view(&*state.reading.reader.doc) {
        return views::open(&doc, View::Article).unwrap_or(doc);
    }
    if state.reading.reading_view.is_some() {
        // A folder is arranged if a file that was opened is, such as the one the reader is in.
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

/// Whether a document is the article of a page, or those of the pages of a folder.
pub(crate) fn is_article_view(doc: &dyn Document) -> bool {
    doc.view_kind() == Some(ViewKind::Article)
}

fn notify_article(state: &mut State) {
    state.notify("只看正文", "the article alone");
}

/// Shows another view of the same text. Whoever goes back at once is where they were, also if that place is not
/// in the other view.
fn switch_view(state: &mut State, doc: Arc<dyn Document>) -> Vec<Effect> {
    state.reading.reading_view = None;
    state.search.active = None;
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
    let effects = load_outline(state);
    relayout(state);
    effects
}
