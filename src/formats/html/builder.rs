//! Builder of a page: turns tokens into blocks in one walk with an explicit stack and no tree. Depth costs nothing;
//! unclosed and misnested tags are no error.
//!
//! Boxes and marks are separate, as in browsers: *boxes* (paragraphs, lists, tables) nest and are on the stack;
//! *marks* (bold, links) are independent of boxes and continue in the next block until they are closed.

pub(crate) mod align;
mod attributes;
mod boxes;
mod fill;
mod open_element;
mod preformatted;
mod replaced;
mod scene_breaks;
mod state;
mod sub_sup;
mod tables;

use super::aozora_pages::{self, PageOrigin};
use super::elements::{ElementId, ElementKind, find_element, is_box_name, is_void, is_void_name};
use super::mathml::FormulaText;
use super::open_block::OpenBlock;
use super::parsed_page::{PageKind, ParsedPage};
use super::style_sheet::{Scopes, StyleSheet};
use super::tokens::Tag;
use crate::doc::BlockKind;
use crate::formats::blocks::builder::BlockBuilder;
use crate::formats::blocks::inline_text::BLANKS;
use crate::formats::blocks::notes;
use crate::formats::blocks::placeholders;
use crate::formats::blocks::regions::PageRegions;
use crate::formats::blocks::ruby::RubyPart;
use crate::text::script::TextLang;
pub(crate) use attributes::is_hidden;
use attributes::{is_bullet, link_mark, note_of_box, quotation_marks};
use fill::target_name;
use scene_breaks::SceneBreaks;
use state::{BlockBoundary, BoxContext, OpenElements, PageFacts, PageHead, PageNames};
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
    page: PageFacts,
    head: PageHead,
    blocks: BlockBuilder,
    regions: PageRegions,
    names: PageNames,
    open: OpenElements,
    context: BoxContext,
    boundary: BlockBoundary,
    breaks: SceneBreaks,
    open_block: Option<OpenBlock>,
    tables: Vec<TableFrame>,
    /// Open superscripts and subscripts: element, start of the block, start in its text.
    sub_sups: Vec<(ElementId, usize, u32)>,
    /// The open formula and its start in the source.
    formula: Option<(usize, FormulaText)>,
}

impl PageBuilder {
    /// Creates the builder of a page to which `sheet` applies before its own styles.
    pub(crate) fn new(lang: TextLang, kind: PageKind, sheet: StyleSheet) -> Self {
        Self {
            page: PageFacts {
                kind,
                lang,
                origin: PageOrigin::Other,
                hidden_letter_count: None,
            },
            head: PageHead {
                sheet,
                ..PageHead::default()
            },
            blocks: BlockBuilder::default(),
            regions: PageRegions::default(),
            names: PageNames::default(),
            open: OpenElements::default(),
            context: BoxContext::default(),
            boundary: BlockBoundary::default(),
            breaks: SceneBreaks::default(),
            open_block: None,
            tables: Vec::new(),
            sub_sups: Vec::new(),
            formula: None,
        }
    }

    /// Takes the styles of the page so far.
    pub(crate) fn take_sheet(&mut self) -> StyleSheet {
        std::mem::take(&mut self.head.sheet)
    }

    /// Returns the number of letters that styles and attributes hide; `None` if they hide nothing.
    pub(crate) const fn hidden_letter_count(&self) -> Option<usize> {
        self.page.hidden_letter_count
    }

    /// Closes everything and returns the page.
    pub(crate) fn finish(mut self) -> ParsedPage {
        self.end_formula();
        self.close_block();
        while !self.open.stack.is_empty() {
            self.pop_element();
        }
        let last = self.blocks.last_mut().map(|block| block.pos);
        for name in std::mem::take(&mut self.names.pending) {
            self.add_target(name, last.unwrap_or_default());
        }
        let (mut blocks, mut headings) = self.blocks.finish();
        preformatted::strip_page_quote(&mut blocks);
        self.breaks.apply(&mut blocks);
        let (mut regions, names) = self.regions.finish();
        let mut known =
            notes::extract_notes(&mut blocks, &mut regions, &names, &mut self.names.targets);
        headings.retain(|heading| {
            let at = heading.pos.block_start();
            blocks.binary_search_by_key(&at, |block| block.pos).is_ok()
        });
        known.hidden.extend(self.names.notes);
        ParsedPage {
            title: self
                .head
                .title
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            blocks,
            headings,
            targets: self.names.targets,
            notes: known.hidden,
            target_ends: known.target_ends,
            regions,
            metadata: self.head.meta.metadata(),
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
                self.open.hidden = Some((tag.name.clone(), 1));
            }
            return ControlFlow::Continue(());
        }
        if is_bullet(tag) {
            self.push_own_text("∙ ", at);
            self.open.hidden = Some((tag.name.clone(), 1));
            return ControlFlow::Continue(());
        }
        let is_remark =
            self.page.origin == PageOrigin::Aozora && aozora_pages::is_editor_remark(tag);
        if is_remark || self.hides(tag, element.map(|(_, element)| element)) {
            if !tag.is_self_closing && !is_void_name(&tag.name) {
                self.open.hidden = Some((tag.name.clone(), 1));
            }
            return ControlFlow::Continue(());
        }
        let Some((id, element)) = element else {
            self.head.meta.add_tag(tag);
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
        if let Some((hidden, depth)) = &mut self.open.hidden {
            if hidden == name {
                *depth -= 1;
            }
            // The end tags of `rp` and `p` may be omitted.
            let is_implied = hidden == "rp" && name == "ruby"
                || hidden == "p" && name != "p" && is_box_name(name);
            let ends = *depth == 0 || is_implied;
            if ends {
                self.open.hidden = None;
                self.head.in_title = false;
                self.head.end_style();
            }
            if !is_implied {
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
        if self.head.in_title {
            self.head.title.push_str(text);
        }
        if let Some((hidden, _)) = &self.open.hidden {
            if hidden == "style" {
                self.head.push_style(text);
            }
            return self.count_hidden(text);
        }
        if let Some((_, formula)) = &mut self.formula {
            return formula.push_text(text);
        }
        if self.context.pre_depth > 0 {
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
        if words.trim().is_empty() && self.open_block.as_ref().is_none_or(|leaf| leaf.len() == 0) {
            self.breaks.see_blank_line();
        }
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

    /// Returns whether an element and its content are hidden. A place that a link of the book led to is a note.
    fn hides(&self, tag: &Tag, element: Option<ElementKind>) -> bool {
        let is_linked = || {
            self.page.kind == PageKind::Book
                && target_name(tag).is_some_and(|name| self.names.linked.contains(name))
        };
        is_hidden(tag, element, &self.head.sheet, self.scopes())
            && (element.is_none_or(|e| !e.is_box()) || !is_linked())
    }

    /// Returns the boxes around the next element.
    fn scopes(&self) -> Scopes {
        self.open
            .stack
            .last()
            .map_or(Scopes::default(), |open| open.scopes)
    }

    /// Returns whether `tag` is hidden because it is inside a hidden element.
    fn skip_hidden(&mut self, tag: &Tag) -> bool {
        let Some((hidden, depth)) = &mut self.open.hidden else {
            return false;
        };
        if hidden == "rp" && matches!(tag.name.as_str(), "rt" | "rtc" | "rb") {
            self.open.hidden = None;
            return false;
        }
        // A paragraph ends where the next box begins.
        if hidden == "p" && is_box_name(&tag.name) {
            self.open.hidden = None;
            return false;
        }
        if *hidden == tag.name && !tag.is_self_closing {
            *depth += 1;
        }
        if tag.name == "img" {
            let description = tag.get("alt").unwrap_or_default();
            self.count_hidden(&placeholders::image(self.page.lang, description));
        }
        true
    }

    /// Counts the letters of text in an element that is hidden and would be shown otherwise.
    fn count_hidden(&mut self, text: &str) {
        let hidden = self.open.hidden.as_ref();
        let element = hidden.and_then(|(name, _)| find_element(name));
        if !matches!(element, Some((_, ElementKind::Hidden | ElementKind::Title))) {
            let count = text.chars().filter(|c| c.is_alphanumeric()).count();
            *self.page.hidden_letter_count.get_or_insert(0) += count;
        }
    }

    fn begin_element(&mut self, id: ElementId, element: ElementKind, tag: &Tag, at: usize) {
        match element {
            ElementKind::Title => {
                self.head.in_title = self.head.title.is_empty() && self.blocks.len() == 0;
                self.open.hidden = Some((tag.name.clone(), 1));
                if tag.is_self_closing {
                    self.open.hidden = None;
                    self.head.in_title = false;
                }
            }
            ElementKind::Root | ElementKind::Hidden => {}
            ElementKind::LineBreak => self.line_break(at),
            ElementKind::Image => self.push_image(tag, at),
            ElementKind::Frame => self.push_frame(tag, at),
            ElementKind::Link => {
                self.close_mark(id);
                if let Some(mark) = link_mark(tag) {
                    self.names.add_link(&mark);
                    self.open_mark(id, mark);
                }
            }
            ElementKind::Mark(kind) => self.open_mark(id, kind.mark()),
            ElementKind::InlineQuote => {
                let open = quotation_marks(self.page.lang).0;
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
            ElementKind::LineBreak => self.boundary.line_breaks += 1,
            ElementKind::Link | ElementKind::Mark(_) => self.close_mark(id),
            ElementKind::InlineQuote => {
                let close = quotation_marks(self.page.lang).1;
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
                self.boundary.wants_blank_row |= is_empty;
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
