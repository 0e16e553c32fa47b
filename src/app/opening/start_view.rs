//! The view in which a document opens.

use crate::doc::Document;
use crate::error::Notice;
use std::sync::Arc;

/// View in which a document opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartView {
    /// The usual one: all of a web page; of a text broken lines put together, hidden lines left out.
    Reading,
    /// The article of a web page alone.
    Article,
    /// As the file has it.
    Original,
}

impl StartView {
    /// Returns the view of `doc`, and the reason if there is none and all of it is shown.
    pub fn apply(self, doc: Arc<dyn Document>) -> (Arc<dyn Document>, Option<Notice>) {
        match self {
            Self::Reading => (doc, None),
            Self::Original => (doc.original().unwrap_or(doc), None),
            Self::Article => match Arc::clone(&doc).article() {
                Some(article) => (article, None),
                None => {
                    let reason = doc.has_article(doc.first()).err();
                    (doc, reason)
                }
            },
        }
    }
}
