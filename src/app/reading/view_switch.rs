//! The other views of a text: as its file has it, and the article of a web page alone. The reader stays
//! at the same words.

use crate::app::message::Effect;
use crate::app::state::State;
use crate::app::update::opened;
use crate::doc::{Arrangement, Document, is_blank};
use crate::error::Notice;
use std::sync::Arc;

/// Shows the text as its file has it, or arranged again.
pub fn original(state: &mut State) -> Vec<Effect> {
    match (state.reader.doc.original(), state.arranged.take()) {
        (Some((how, original)), _) => {
            match how {
                Arrangement::Joined | Arrangement::Noted => {
                    state.tell("原样", "as the file has it");
                }
                Arrangement::Article => state.tell("整页", "the whole page"),
            }
            let arranged = Arc::clone(&state.reader.doc);
            let effects = show(state, original);
            state.arranged = Some(arranged);
            effects
        }
        (None, Some(arranged)) => {
            match arranged.original() {
                Some((Arrangement::Article, _)) => tell_article(state),
                Some((Arrangement::Noted, _)) => state.tell(
                    "整理过：注记已照办，符号说明不显示",
                    "arranged: notes carried out, the legend left out",
                ),
                Some((Arrangement::Joined, _)) | None => {
                    state.tell(
                        "整理过：合并硬换行、隐去广告行",
                        "arranged: broken lines put together, lines of sites hidden",
                    );
                }
            }
            show(state, arranged)
        }
        (None, None) => {
            state.tell("这就是原样", "this is as the file has it");
            State::done()
        }
    }
}

/// Shows the article of a web page alone, or the whole page again.
pub fn article(state: &mut State) -> Vec<Effect> {
    if is_article(&*state.reader.doc) {
        return original(state);
    }
    let doc = Arc::clone(&state.reader.doc);
    let has_one = doc.has_article(state.reader.anchor());
    match (has_one, doc.article()) {
        (Ok(()), Some(article)) => {
            tell_article(state);
            show(state, article)
        }
        (reason, _) => {
            state.message = reason.err();
            State::done()
        }
    }
}

/// What is to be told of a document in which there is nothing to read.
pub fn nothing(doc: &dyn Document) -> Option<Notice> {
    let notice = if doc.is_empty() {
        Notice::new("这个文件是空的", "the file is empty")
    } else {
        Notice::new("里面没有文字", "there is no text in it")
    };
    is_blank(doc).then_some(notice)
}

/// A document that was read again, in the view in which it was.
pub fn as_before(state: &mut State, doc: Arc<dyn Document>) -> Arc<dyn Document> {
    if is_article(&*state.reader.doc) {
        return Arc::clone(&doc).article().unwrap_or(doc);
    }
    if state.arranged.is_some() {
        // A folder is arranged if a file that was opened is, such as the one the reader is in.
        let _ = doc.block_at(state.reader.anchor());
    }
    match (state.arranged.take(), doc.original()) {
        (Some(_), Some((_, original))) => {
            state.arranged = Some(doc);
            original
        }
        (Some(arranged), None) if is_article(&*arranged) => {
            state.arranged = Arc::clone(&doc).article();
            doc
        }
        (Some(_) | None, _) => doc,
    }
}

/// Whether a document is the article of a page, or those of the pages of a folder.
pub(crate) fn is_article(doc: &dyn Document) -> bool {
    matches!(doc.original(), Some((Arrangement::Article, _)))
}

fn tell_article(state: &mut State) {
    state.tell("只看正文", "the article alone");
}

/// Shows another view of the same text. Whoever goes back at once is where they were, also if that place is not
/// in the other view.
fn show(state: &mut State, doc: Arc<dyn Document>) -> Vec<Effect> {
    state.arranged = None;
    state.finding = None;
    let here = state.reader.anchor();
    let before = state.way_back.filter(|(_, shown)| *shown == here);
    state.reader.show_view(doc);
    if let Some((before, _)) = before {
        state.reader.go(before);
    }
    state.way_back = Some((here, state.reader.anchor()));
    let effects = opened(state);
    state.arrange();
    effects
}
