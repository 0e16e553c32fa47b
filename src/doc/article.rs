//! The article of a web page: the part of it that is text.

use super::{Pos, Span};

/// The blocks of a page that are its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleRange {
    /// The blocks, ascending, without overlap.
    pub spans: Vec<Span>,
    /// The block that is the title, if one is.
    pub title: Option<Pos>,
    /// Whether much of the page is outside of the article.
    pub is_small: bool,
}

impl ArticleRange {
    /// Whether the block at `pos` belongs to the article.
    pub fn contains(&self, pos: Pos) -> bool {
        let after = self.spans.partition_point(|span| span.start <= pos);
        let before = after.checked_sub(1).and_then(|at| self.spans.get(at));
        before.is_some_and(|span| span.contains(&pos))
    }
}

/// Reason why a document has no article to show alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoArticle {
    /// It is not a web page, and has none in it.
    NotAPage,
    /// No part of the page is clearly the text.
    NotFound,
}
