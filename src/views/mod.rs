//! Floor 5, views: the same text arranged otherwise, as a document over a document.

pub mod article;
pub mod reflow;

use crate::doc::{Document, NoArticle};
use std::sync::Arc;

/// Arrangement in which a document is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The default: a whole web page; a text reflowed and without hidden lines.
    #[default]
    Reading,
    /// The text as it is in the file.
    Original,
    /// Only the article of a web page.
    Article,
}

/// Opens a view of `doc`, which is in the reading view.
///
/// # Errors
/// The reason if there is no article.
pub fn open(doc: &Arc<dyn Document>, view: View) -> Result<Arc<dyn Document>, NoArticle> {
    match view {
        View::Reading => Ok(Arc::clone(doc)),
        View::Original => {
            if doc.known_len() < doc.len() {
                // Whether lines are hidden is known once all of it is read.
                let _ = doc.last();
            }
            Ok(doc.original().unwrap_or_else(|| Arc::clone(doc)))
        }
        View::Article => article::open(doc),
    }
}
