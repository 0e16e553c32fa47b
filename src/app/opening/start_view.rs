//! The view in which a document opens.

use crate::doc::{Document, NoArticle};
use crate::error::Notice;
use crate::views::{self, View};
use std::sync::Arc;

/// Opens a view of `doc`. Returns all of it, and the reason, if there is no such view.
pub fn open_view(doc: Arc<dyn Document>, view: View) -> (Arc<dyn Document>, Option<Notice>) {
    match views::open(&doc, view) {
        Ok(view) => (view, None),
        Err(reason) => (doc, Some(no_article_notice(reason))),
    }
}

/// Words why there is no article.
pub fn no_article_notice(reason: NoArticle) -> Notice {
    match reason {
        NoArticle::NotAPage => Notice::new("这不是网页", "this is no web page"),
        NoArticle::NotFound => Notice::new(
            "这里没有可以单独看的正文",
            "there is no article here to read alone",
        ),
    }
}

/// Offers the article of a page of which it is only a part.
pub fn article_offer(doc: &dyn Document) -> Option<Notice> {
    let articles = doc.articles()?;
    let article = articles.article(doc.first()).ok()?;
    let is_part_of_page = article.is_small && articles.folder_of_articles().is_none();
    is_part_of_page.then(|| {
        Notice::new(
            "整页显示；:article 只看正文",
            "the whole page; :article shows the article alone",
        )
    })
}
