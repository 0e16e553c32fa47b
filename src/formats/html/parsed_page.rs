//! A page of HTML as blocks.

use crate::doc::{Block, Heading, Metadata, Pos};
use crate::formats::blocks::regions::PageRegion;
use std::collections::HashMap;

/// Blocks of a page, with what its markup says of them.
#[derive(Debug, Default)]
pub struct ParsedPage {
    /// Its title, or empty.
    pub title: String,
    /// Its blocks, in section 0, by their offset in the source.
    pub blocks: Vec<Block<'static>>,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Where the places with a name are.
    pub targets: HashMap<String, Pos>,
    /// The paragraphs of the notes that stand nowhere but behind their signs, by their labels.
    pub notes: HashMap<String, Vec<String>>,
    /// The last blocks of the places with a name that are more than one block.
    pub target_ends: HashMap<String, Pos>,
    /// What its head says of it.
    pub metadata: Vec<Metadata>,
    /// Its boxes that may stand beside the article.
    pub(crate) regions: Vec<PageRegion>,
}

/// Kind of page, which decides how its paragraphs are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// By an empty row, as on a web page.
    Web,
    /// By their indent, where that is the custom, as in a book.
    Book,
}
