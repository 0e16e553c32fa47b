//! A parsed page of HTML.

use crate::doc::{Block, Heading, Metadata, Pos};
use crate::formats::blocks::regions::PageRegion;
use std::collections::HashMap;

/// Blocks of a page and the information of its markup.
#[derive(Debug, Default)]
pub struct ParsedPage {
    /// Title, or empty.
    pub title: String,
    /// Blocks in section 0, at their offset in the source.
    pub blocks: Vec<Block<'static>>,
    /// Headings in text order.
    pub headings: Vec<Heading>,
    /// Positions of named places.
    pub targets: HashMap<String, Pos>,
    /// Paragraphs of the notes shown only at their reference, by label.
    pub notes: HashMap<String, Vec<String>>,
    /// Last blocks of named places with several blocks.
    pub target_ends: HashMap<String, Pos>,
    /// Metadata of its head.
    pub metadata: Vec<Metadata>,
    /// Boxes that may be boilerplate.
    pub(crate) regions: Vec<PageRegion>,
}

/// Kind of page, which decides how paragraphs are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// A web page: paragraphs are separated by an empty row.
    Web,
    /// A chapter of a book: paragraphs have an indent, if that is the language's custom.
    Book,
}
