//! Parts of the state of a page builder.

use super::open_element::OpenElement;
use crate::doc::{BlockKind, Mark, Pos};
use crate::formats::html::aozora_pages::PageOrigin;
use crate::formats::html::elements::{ELEMENT_COUNT, ElementId};
use crate::formats::html::meta::PageMeta;
use crate::formats::html::parsed_page::PageKind;
use crate::formats::html::style_sheet::{MAX_SHEET_BYTES, StyleSheet};
use crate::text::script::TextLang;
use std::collections::{HashMap, HashSet};

/// Names of places that are remembered because links lead to them.
const MAX_LINKED_COUNT: usize = 100_000;

/// Facts of the page that decide how its blocks are built.
pub(crate) struct PageFacts {
    pub(crate) kind: PageKind,
    pub(crate) lang: TextLang,
    pub(crate) origin: PageOrigin,
    /// Letters that styles and attributes hide, if they hide anything.
    pub(crate) hidden_letter_count: Option<usize>,
}

/// Content of the head of a page.
#[derive(Default)]
pub(crate) struct PageHead {
    /// Text of the title as written.
    pub(crate) title: String,
    /// Whether the element of the title is open.
    pub(crate) in_title: bool,
    pub(crate) meta: PageMeta,
    /// Styles of the page so far.
    pub(crate) sheet: StyleSheet,
    /// Content of the open element of styles.
    pub(crate) style: String,
}

impl PageHead {
    /// Adds to the open element of styles.
    pub(crate) fn push_style(&mut self, text: &str) {
        if self.style.len() < MAX_SHEET_BYTES {
            self.style.push_str(text);
        }
    }

    /// Applies the styles of the element that ends.
    pub(crate) fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        if !style.is_empty() {
            self.sheet.add(&style);
        }
    }
}

/// Open elements: boxes nest, marks do not.
pub(crate) struct OpenElements {
    pub(crate) stack: Vec<OpenElement>,
    /// Number of open boxes of each element.
    pub(crate) counts: [u32; ELEMENT_COUNT],
    pub(crate) marks: Vec<(ElementId, Mark)>,
    /// The element whose content is hidden, and the open elements of its name.
    pub(crate) hidden: Option<(String, u32)>,
}

impl Default for OpenElements {
    fn default() -> Self {
        Self {
            stack: Vec::new(),
            counts: [0; ELEMENT_COUNT],
            marks: Vec::new(),
            hidden: None,
        }
    }
}

/// Open boxes that change the blocks in them.
#[derive(Default)]
pub(crate) struct BoxContext {
    /// Level of the open heading.
    pub(crate) heading_level: Option<u8>,
    /// Title that the tag of the open heading gives to it.
    pub(crate) heading_title: Option<String>,
    /// Open asides.
    pub(crate) aside_depth: u32,
    /// Open preformatted boxes.
    pub(crate) pre_depth: u32,
    /// Open terms of description lists.
    pub(crate) term_depth: u32,
}

/// Boundary between the last words and the next ones.
#[derive(Default)]
pub(crate) struct BlockBoundary {
    /// Line breaks since the last word.
    pub(crate) line_breaks: u32,
    /// Whether an empty row precedes the next block.
    pub(crate) wants_blank_row: bool,
    /// Kind of the last block, if it is text outside a list.
    pub(crate) last_kind: Option<BlockKind>,
    /// Whether the next block continues the last one.
    pub(crate) is_continued: bool,
}

/// Named positions of a page, and notes by label.
#[derive(Default)]
pub(crate) struct PageNames {
    /// Names of the next position.
    pub(crate) pending: Vec<String>,
    pub(crate) targets: HashMap<String, Pos>,
    /// Names in this page to which links so far lead.
    pub(crate) linked: HashSet<String>,
    /// Notes whose text is in their reference, by its label.
    pub(crate) notes: HashMap<String, Vec<String>>,
}

impl PageNames {
    /// Remembers the name in a page to which a link leads.
    pub(crate) fn add_link(&mut self, mark: &Mark) {
        if let Mark::Link(target) | Mark::NoteRef(target) = mark
            && let Some((_, name)) = target.split_once('#')
            && self.linked.len() < MAX_LINKED_COUNT
        {
            self.linked.insert(name.to_owned());
        }
    }
}
