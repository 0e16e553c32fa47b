//! Builder of a page: turns tokens into blocks in one walk with an explicit stack and no tree. Depth costs nothing;
//! unclosed and misnested tags are no error.
//!
//! Boxes and marks are separate, as in browsers: *boxes* (paragraphs, lists, tables) nest and are on the stack;
//! *marks* (bold, links) are independent of boxes and continue in the next block until they are closed.

mod align;
mod attributes;
mod boxes;
mod fill;
mod open_element;
mod preformatted;
mod replaced;
mod sub_sup;
mod tables;

use super::aozora_pages::{self, PageOrigin};
use super::elements::{ELEMENT_COUNT, ElementId, ElementKind, find_element, is_void};
use super::inline_text::{BLANKS, RubyPart};
use super::mathml::FormulaText;
use super::meta::PageMeta;
use super::open_block::OpenBlock;
use super::parsed_page::{PageKind, ParsedPage};
use super::tokens::Tag;
use crate::doc::{BlockKind, Mark, Pos};
use crate::formats::blocks::builder::BlockBuilder;
use crate::formats::blocks::notes;
use crate::formats::blocks::regions::PageRegions;
use crate::text::script::TextLang;
use attributes::{is_bullet, is_hidden, link_mark, note_of_box, quotation_marks};
use open_element::OpenElement;
use std::collections::HashMap;
use std::ops::ControlFlow;
use tables::TableFrame;

/// Nesting limit of boxes; deeper ones only end lines. Browsers have the same limit.
const MAX_DEPTH: usize = 512;
/// Blocks of a page; the rest is not shown.
pub(crate) const MAX_BLOCKS: usize = 400_000;
/// Length in bytes at which a block continues in another.
const MAX_BLOCK_BYTES: usize = 64 << 10;

/// A page under construction.
pub(crate) struct PageBuilder {
    page_kind: PageKind,
    lang: TextLang,
    blocks: BlockBuilder,
    open_block: Option<OpenBlock>,
    stack: Vec<OpenElement>,
    /// Number of open boxes of each element.
    counts: [u32; ELEMENT_COUNT],
    open_marks: Vec<(ElementId, Mark)>,
    /// The open element whose content is hidden, and the open elements of its name.
    hidden_element: Option<(String, u32)>,
    tables: Vec<TableFrame>,
    heading_level: Option<u8>,
    /// Open superscripts and subscripts: element, start of the block, start in its text.
    sub_sups: Vec<(ElementId, usize, u32)>,
    /// The open formula and its start in the source.
    formula: Option<(usize, FormulaText)>,
    /// Open asides and preformatted boxes.
    aside_depth: u32,
    pre_depth: u32,
    /// Open terms of description lists.
    term_depth: u32,
    /// Line breaks since the last word.
    pending_breaks: u32,
    /// Whether an empty row precedes the next block.
    wants_blank_row: bool,
    /// Kind of the last block, if it is text outside a list.
    last_kind: Option<BlockKind>,
    /// Whether the next block continues the last one.
    is_continued: bool,
    /// Names of the next position.
    pending_names: Vec<String>,
    targets: HashMap<String, Pos>,
    /// Notes whose text is in their reference, by its label.
    notes: HashMap<String, Vec<String>>,
    regions: PageRegions,
    meta: PageMeta,
    /// The title of the page, and whether its element is open.
    title: String,
    in_title: bool,
    page_origin: PageOrigin,
}

impl PageBuilder {
    pub(crate) fn new(lang: TextLang, page_kind: PageKind) -> Self {
        Self {
            page_kind,
            lang,
            blocks: BlockBuilder::default(),
            open_block: None,
            stack: Vec::new(),
            counts: [0; ELEMENT_COUNT],
            open_marks: Vec::new(),
            hidden_element: None,
            tables: Vec::new(),
            heading_level: None,
            sub_sups: Vec::new(),
            formula: None,
            aside_depth: 0,
            pre_depth: 0,
            term_depth: 0,
            pending_breaks: 0,
            wants_blank_row: false,
            last_kind: None,
            is_continued: false,
            pending_names: Vec::new(),
            targets: HashMap::new(),
            notes: HashMap::new(),
            regions: PageRegions::default(),
            meta: PageMeta::default(),
            title: String::new(),
            in_title: false,
            page_origin: PageOrigin::Other,
        }
    }

    /// Closes everything and returns the page.
    pub(crate) fn finish(mut self) -> ParsedPage {
        self.end_formula();
        self.close_block();
        while !self.stack.is_empty() {
            self.pop_element();
        }
        let last = self.blocks.last_mut().map(|block| block.pos);
        for name in std::mem::take(&mut self.pending_names) {
            self.add_target(name, last.unwrap_or_default());
        }
        let (mut blocks, mut headings) = self.blocks.finish();
        preformatted::strip_page_quote(&mut blocks);
        let (mut regions, names) = self.regions.finish();
        let mut known = notes::extract_notes(&mut blocks, &mut regions, &names, &mut self.targets);
        headings.retain(|heading| {
            let at = heading.pos.block_start();
            blocks.binary_search_by_key(&at, |block| block.pos).is_ok()
        });
        known.hidden.extend(self.notes);
        ParsedPage {
            title: self
                .title
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            blocks,
            headings,
            targets: self.targets,
            notes: known.hidden,
            target_ends: known.target_ends,
            regions,
            metadata: self.meta.metadata(),
        }
    }

    /// Processes a start tag at byte `at`.
    pub(crate) fn open_tag(&mut self, tag: &Tag, at: usize) -> ControlFlow<()> {
        let element = find_element(&tag.name);
        if self.skip_hidden(tag) {
            return ControlFlow::Continue(());
        }
        self.collect_names(tag, element.map(|(_, element)| element));
        if self.feed_formula(tag, element.map(|(_, element)| element)) {
            return ControlFlow::Continue(());
        }
        if let Some(note) = note_of_box(tag, element.map(|(_, element)| element)) {
            self.push_note_ref(note, at);
            if !tag.is_self_closing {
                self.hidden_element = Some((tag.name.clone(), 1));
            }
            return ControlFlow::Continue(());
        }
        if is_bullet(tag) {
            self.push_own_text("∙ ", at);
            self.hidden_element = Some((tag.name.clone(), 1));
            return ControlFlow::Continue(());
        }
        let is_remark =
            self.page_origin == PageOrigin::Aozora && aozora_pages::is_editor_remark(tag);
        if is_remark || is_hidden(tag, element.map(|(_, element)| element)) {
            if !tag.is_self_closing {
                self.hidden_element = Some((tag.name.clone(), 1));
            }
            return ControlFlow::Continue(());
        }
        let Some((id, element)) = element else {
            self.meta.add_tag(tag);
            return ControlFlow::Continue(());
        };
        self.begin_element(id, element, tag, at);
        if tag.is_self_closing && !is_void(element) {
            self.end_element(id, element);
        }
        if self.blocks.len() < MAX_BLOCKS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// Processes an end tag.
    pub(crate) fn close_tag(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden_element {
            if hidden == name {
                *depth -= 1;
            }
            // The end tag of `rp` may be omitted.
            let ends = *depth == 0 || hidden == "rp" && name == "ruby";
            if ends {
                self.hidden_element = None;
                self.in_title = false;
            }
            if !ends || name != "ruby" {
                return;
            }
        }
        if let Some((_, formula)) = self.formula.as_mut().filter(|_| name != "math") {
            return formula.close_tag(name);
        }
        self.end_formula();
        if let Some((id, element)) = find_element(name) {
            self.end_element(id, element);
        }
    }

    /// Processes text at byte `at`.
    pub(crate) fn push_text(&mut self, text: &str, at: usize) {
        if self.in_title {
            self.title.push_str(text);
        }
        if self.hidden_element.is_some() {
            return;
        }
        if let Some((_, formula)) = &mut self.formula {
            return formula.push_text(text);
        }
        if self.pre_depth > 0 {
            return self.push_code(text, at);
        }
        let words = text.trim_start_matches(BLANKS);
        if words.is_empty() {
            if let Some(leaf) = &mut self.open_block {
                leaf.text.push(text);
            }
            return;
        }
        self.resolve_breaks(words, at);
        let sign = self.bracket_note_ref(words);
        let text = sign.as_deref().unwrap_or(text);
        let mut at = at;
        let mut rest = text;
        while !rest.is_empty() {
            let room = MAX_BLOCK_BYTES
                .saturating_sub(self.open_block_at(at).len())
                .max(1);
            let end = rest.ceil_char_boundary(room.min(rest.len()));
            let (piece, after) = rest.split_at(end);
            self.open_block_at(at).text.push(piece);
            at += end;
            rest = after;
            self.split_overlong();
        }
    }

    /// Whether `tag` is hidden because it is inside a hidden element.
    fn skip_hidden(&mut self, tag: &Tag) -> bool {
        let Some((hidden, depth)) = &mut self.hidden_element else {
            return false;
        };
        if hidden == "rp" && matches!(tag.name.as_str(), "rt" | "rtc" | "rb") {
            self.hidden_element = None;
            return false;
        }
        if *hidden == tag.name && !tag.is_self_closing {
            *depth += 1;
        }
        true
    }

    fn begin_element(&mut self, id: ElementId, element: ElementKind, tag: &Tag, at: usize) {
        match element {
            ElementKind::Title => {
                self.in_title = self.title.is_empty() && self.blocks.len() == 0;
                self.hidden_element = Some((tag.name.clone(), 1));
                if tag.is_self_closing {
                    self.hidden_element = None;
                    self.in_title = false;
                }
            }
            ElementKind::Root | ElementKind::Hidden => {}
            ElementKind::LineBreak => self.line_break(at),
            ElementKind::Image => self.push_image(tag, at),
            ElementKind::Frame => self.push_frame(tag, at),
            ElementKind::Link => {
                self.close_mark(id);
                if let Some(mark) = link_mark(tag) {
                    self.open_mark(id, mark);
                }
            }
            ElementKind::Mark(kind) => self.open_mark(id, kind.mark()),
            ElementKind::InlineQuote => {
                let open = quotation_marks(self.lang).0;
                self.push_own_text(open, at);
            }
            ElementKind::Ruby => self.open_block_at(at).text.open_ruby(),
            ElementKind::RubyText => self.open_block_at(at).text.set_ruby_part(RubyPart::Reading),
            ElementKind::SubSup(_) => self.begin_sub_sup(id),
            ElementKind::Formula => {
                if !tag.is_self_closing {
                    self.formula = Some((at, FormulaText::default()));
                }
            }
            ElementKind::Input => self.set_checkbox(tag),
            ElementKind::Rule => {
                self.leave_table();
                self.close_at_boundary();
                self.push_block(at, BlockKind::Rule, String::new(), Vec::new());
            }
            ElementKind::Division
            | ElementKind::Paragraph
            | ElementKind::Heading(_)
            | ElementKind::Aside
            | ElementKind::Quote
            | ElementKind::List(_)
            | ElementKind::Item
            | ElementKind::Term
            | ElementKind::Description
            | ElementKind::Pre
            | ElementKind::Table
            | ElementKind::Row
            | ElementKind::Cell => self.begin_box(id, element, tag, at),
        }
    }

    fn end_element(&mut self, id: ElementId, element: ElementKind) {
        match element {
            ElementKind::Title
            | ElementKind::Hidden
            | ElementKind::Root
            | ElementKind::Image
            | ElementKind::Frame
            | ElementKind::Input
            | ElementKind::Rule
            | ElementKind::Formula => {}
            ElementKind::SubSup(level) => self.end_sub_sup(id, level),
            ElementKind::LineBreak => self.pending_breaks += 1,
            ElementKind::Link | ElementKind::Mark(_) => self.close_mark(id),
            ElementKind::InlineQuote => {
                let close = quotation_marks(self.lang).1;
                if let Some(at) = self.open_block.as_ref().map(|leaf| leaf.at) {
                    self.push_own_text(close, at);
                }
            }
            ElementKind::Ruby => {
                if let Some(leaf) = &mut self.open_block {
                    leaf.text.close_ruby();
                }
            }
            ElementKind::RubyText => {
                if let Some(leaf) = &mut self.open_block {
                    leaf.text.set_ruby_part(RubyPart::Base);
                }
            }
            ElementKind::Paragraph => {
                let is_empty = self.open_block.as_ref().is_none_or(|leaf| leaf.len() == 0);
                self.wants_blank_row |= is_empty;
                self.end_box(id, element);
            }
            ElementKind::Division
            | ElementKind::Heading(_)
            | ElementKind::Aside
            | ElementKind::Quote
            | ElementKind::List(_)
            | ElementKind::Item
            | ElementKind::Term
            | ElementKind::Description
            | ElementKind::Pre
            | ElementKind::Table
            | ElementKind::Row
            | ElementKind::Cell => self.end_box(id, element),
        }
    }
}
