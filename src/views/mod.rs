//! Floor 5, views: documents over documents.

pub mod article;
pub mod reflow;

use crate::doc::{Document, NoArticle};
use std::sync::Arc;

/// View in which a document is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The usual one: all of a web page; of a text broken lines put together, hidden lines left out.
    Reading,
    /// The text as its file has it.
    Original,
    /// The article of a web page alone.
    Article,
}

/// Opens a view of a document that is in the usual one.
///
/// # Errors
/// The reason if there is no article.
pub fn open(doc: &Arc<dyn Document>, view: View) -> Result<Arc<dyn Document>, NoArticle> {
    match view {
        View::Reading => Ok(Arc::clone(doc)),
        View::Original => Ok(doc.original().unwrap_or_else(|| Arc::clone(doc))),
        View::Article => article::open(doc),
    }
}
