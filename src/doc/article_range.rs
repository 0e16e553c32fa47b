//! Article of a web page: the blocks that are its main content.

use super::{Pos, Span};

/// Blocks of a page that form its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleRange {
    /// Ranges of blocks, ascending, without overlap.
    pub spans: Vec<Span>,
    /// Block of the title, if there is one.
    pub title: Option<Pos>,
    /// Whether much of the page is outside the article.
    pub is_small: bool,
}

impl ArticleRange {
    /// Returns whether the block at `pos` belongs to the article.
    pub fn contains(&self, pos: Pos) -> bool {
        let after = self.spans.partition_point(|span| span.start <= pos);
        let before = after.checked_sub(1).and_then(|at| self.spans.get(at));
        before.is_some_and(|span| span.contains(&pos))
    }
}

/// Reason for a document without an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoArticle {
    /// Neither a web page nor a folder with web pages.
    NotAPage,
    /// No part of the page is clearly its main content.
    NotFound,
}
