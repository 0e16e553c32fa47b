//! The view in which a document opens.

use crate::doc::{ArticleRange, Document, NoArticle};
use crate::views::{self, View};
use std::sync::Arc;

/// Opens a view of `doc`. If the view does not exist, returns `doc` itself with the reason.
pub fn open_view(doc: Arc<dyn Document>, view: View) -> (Arc<dyn Document>, Option<NoArticle>) {
    match views::open(&doc, view) {
        Ok(view) => (view, None),
        Err(reason) => (doc, Some(reason)),
    }
}

/// Returns whether `doc` is a page whose article is only a small part of it; the reader is then offered the article
/// view.
pub fn offers_article(doc: &dyn Document) -> bool {
    let Some(articles) = doc.articles() else {
        return false;
    };
    let is_small = |range: ArticleRange| range.is_small;
    articles.article(doc.first()).is_ok_and(is_small) && articles.folder_of_articles().is_none()
}
