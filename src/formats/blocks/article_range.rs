//! Article of a page, as ranges of its blocks.

use std::ops::Range;

/// The article of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ArticleRange {
    /// Its blocks, ascending, without overlap.
    pub(crate) blocks: Vec<Range<u32>>,
    /// The block that is its title, if one is.
    pub(crate) title: Option<u32>,
    /// Whether much of the page stands beside it.
    pub(crate) is_small: bool,
}
