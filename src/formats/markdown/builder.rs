//! Walk over the parser's events, with a stack of the open elements and the open leaf block.

mod callout;
mod grid_table;
mod html_block;
mod inline_tags;
mod leaf;

use super::flanking::RepairedText;
use super::link_targets::LinkTargets;
use super::note_numbers::NoteNumbers;
use super::soft_breaks::SoftBreaks;
use crate::doc::{Block, BlockKind, Heading, Mark, Pos, Table};
use crate::formats::blocks::builder::{BlockBuilder, BlockDraft, Spacing};
use crate::formats::blocks::inline::InlineBuilder;
use crate::formats::blocks::{placeholders, table_text};
use crate::formats::html::style_sheet::StyleSheet;
use crate::text::script::TextLang;
use callout::Callout;
use inline_tags::HiddenElement;
use leaf::{LeafKind, OpenImage, OpenLeaf};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::HashMap;

/// Indent of a definition below its term, in cells.
const DEFINITION_INDENT_CELLS: u32 = 2;

/// Blocks under construction.
pub(crate) struct EventBuilder<'r> {
    repaired: &'r RepairedText<'r>,
    /// Start of the parser's text in the source, in bytes.
    base: usize,
    lang: TextLang,
    soft_breaks: SoftBreaks,
    blocks: BlockBuilder,
    link_targets: LinkTargets,
    note_numbers: NoteNumbers,
    /// Number of notes within the text so far.
    inline_note_count: usize,
    leaf: Option<OpenLeaf>,
    /// A picture with an open description.
    image: Option<OpenImage>,
    /// The callout whose title is open.
    callout: Option<Callout>,
    /// Whether the next block is the first of a definition, right below its term.
    is_definition_start: bool,
    /// Whether the open paragraph has been shown in another form: the line of a box, a table that is drawn.
    is_shown_already: bool,
    /// Whether the author typed a blank line below the last block.
    has_blank_line: bool,
    /// End of the line of a box whose title has been shown, in the parser's text.
    shown_end: usize,
    /// Styles of the text so far, as far as they hide.
    sheet: StyleSheet,
    /// The open element whose content is hidden.
    hidden: Option<HiddenElement>,
}

impl<'r> EventBuilder<'r> {
    pub(super) fn new(
        repaired: &'r RepairedText<'r>,
        base: usize,
        soft_breaks: SoftBreaks,
        lang: TextLang,
    ) -> Self {
        Self {
            repaired,
            base,
            lang,
            soft_breaks,
            blocks: BlockBuilder::default(),
            link_targets: LinkTargets::default(),
            note_numbers: NoteNumbers::default(),
            inline_note_count: 0,
            leaf: None,
            image: None,
            callout: None,
            is_definition_start: false,
            is_shown_already: false,
            has_blank_line: false,
            shown_end: 0,
            sheet: StyleSheet::default(),
            hidden: None,
        }
    }

    /// Returns the number of finished blocks.
    pub(crate) fn block_count(&self) -> usize {
        self.blocks.len()
    }

    /// Returns the blocks, the outline and the positions of named places.
    pub(crate) fn finish(mut self) -> (Vec<Block<'static>>, Vec<Heading>, HashMap<String, Pos>) {
        self.close_leaf();
        let (blocks, headings) = self.blocks.finish();
        let anchors = self
            .link_targets
            .finish(blocks.last().map(|block| block.pos));
        (blocks, headings, anchors)
    }

    /// Processes an event that starts at byte `at` of the parser's text.
    pub(crate) fn push_event(&mut self, event: Event<'_>, at: usize) {
        if self.is_shown_already {
            self.is_shown_already = !matches!(event, Event::End(TagEnd::Paragraph));
            return;
        }
        if self.is_shown(&event, at) {
            return;
        }
        if self.image.is_some() {
            return self.push_description(event, at);
        }
        if self.hide(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start_tag(tag, at),
            Event::End(tag) => self.end_tag(tag),
            Event::Text(words) => self.push_text(&words, at),
            Event::InlineMath(words) => self.push_formula(&words, "$", at),
            Event::DisplayMath(words) => self.push_formula(&words, "$$", at),
            Event::Code(words) => {
                let words = self.repaired.strip_sentinels(&words);
                self.push_code(&words, at);
            }
            Event::SoftBreak if self.callout.is_some() => self.end_callout_title(at),
            Event::SoftBreak if self.is_in_term() => self.inline_at(at).hard_break(),
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.hard_break(at),
            Event::Rule => {
                self.close_leaf();
                self.has_blank_line = false;
                self.blocks.push(BlockDraft {
                    at: self.source_offset(at),
                    kind: BlockKind::Rule,
                    text: String::new(),
                    marks: Vec::new(),
                    spacing: Spacing::Row,
                });
            }
            Event::FootnoteReference(label) => {
                let label = self.repaired.strip_sentinels(&label);
                let label = self.note_numbers.shown(&label, &self.repaired.text);
                let shown = format!("[{label}]");
                self.inline_at(at).push_marked(&shown, Mark::NoteRef(label));
            }
            Event::TaskListMarker(done) => {
                self.blocks.set_checkbox(if done { "[x]" } else { "[ ]" });
            }
            Event::Html(source) => self.push_html(&source),
            Event::InlineHtml(tag) => self.push_inline_html(&tag, at),
        }
    }

    /// Ends a line, where the author did, or joins it with the next one.
    fn soft_break(&mut self, at: usize) {
        let is_heading =
            matches!(&self.leaf, Some(leaf) if matches!(leaf.kind, LeafKind::Heading(_)));
        if !is_heading && self.soft_breaks.is_line_end(&self.repaired.text, at) {
            self.inline_at(at).hard_break();
        } else {
            self.inline_at(at).soft_break();
        }
    }

    /// Converts an offset in the parser's text to an offset in the source.
    fn source_offset(&self, at: usize) -> u64 {
        (self.base + self.repaired.source_offset(at)) as u64
    }

    fn start_tag(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph if self.start_div_line(at) || self.push_grid_table(at) => {}
            Tag::Paragraph => {
                self.open_leaf(LeafKind::Paragraph, at);
                self.begin_callout_title(at);
            }
            Tag::Heading { level, .. } => self.open_leaf(LeafKind::Heading(level as u8), at),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.open_leaf(LeafKind::Code(String::new()), at);
            }
            Tag::HtmlBlock => self.open_leaf(LeafKind::Html(String::new()), at),
            Tag::Table(columns) => {
                let table = table_text::with_columns(&columns);
                self.open_leaf(LeafKind::Table(table), at);
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some((table, inline)) = self.table() {
                    table_text::start_row(table, inline);
                }
            }
            Tag::TableCell => {
                if let Some((table, inline)) = self.table() {
                    table_text::start_cell(table, inline);
                }
            }
            Tag::BlockQuote(kind) => {
                self.close_leaf();
                self.blocks.open_quote();
                if kind.is_none() {
                    self.callout = Callout::parse(&self.repaired.text, at);
                }
                if let Some(kind) = kind {
                    self.open_leaf(LeafKind::Paragraph, at);
                    let label = placeholders::alert(self.lang, kind);
                    self.inline_at(at).push_marked(label, Mark::Strong);
                    self.close_leaf();
                    self.blocks.join_next();
                }
            }
            Tag::List(next) => self.open_list(next, at),
            Tag::Item if self.open_box(at) => {}
            Tag::Item => {
                self.close_leaf();
                let delimiter = delimiter(&self.repaired.text, at);
                self.blocks
                    .open_item(self.source_offset(at), Some(delimiter));
            }
            Tag::FootnoteDefinition(label) => {
                self.close_leaf();
                let label = self.repaired.strip_sentinels(&label);
                let label = self.note_numbers.shown(&label, &self.repaired.text);
                self.blocks.open_note(&label, self.source_offset(at));
            }
            Tag::Emphasis => self.inline_at(at).open(Mark::Emphasis),
            Tag::Strong => self.inline_at(at).open(Mark::Strong),
            Tag::Strikethrough => self.inline_at(at).open(Mark::Strike),
            Tag::Link { dest_url, .. } => {
                let target = self.repaired.strip_sentinels(&dest_url).into_owned();
                self.inline_at(at).open(Mark::Link(target));
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some(OpenImage {
                    description: String::new(),
                    target: self.repaired.strip_sentinels(&dest_url).into_owned(),
                    depth: 1,
                });
            }
            Tag::DefinitionListTitle => self.open_leaf(LeafKind::Term, at),
            Tag::DefinitionListDefinition => {
                self.close_leaf();
                self.blocks.open_indent(DEFINITION_INDENT_CELLS);
                self.is_definition_start = true;
            }
            Tag::DefinitionList => self.close_leaf(),
            // Extensions that are not enabled.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.callout = None;
                self.close_leaf();
            }
            TagEnd::Heading(_)
            | TagEnd::DefinitionListTitle
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.close_leaf(),
            TagEnd::TableCell => {
                self.end_hidden();
                if let Some((table, inline)) = self.table() {
                    table_text::end_cell(table, inline);
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.inline.close();
                }
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition => {
                self.close_leaf();
                self.callout = None;
                self.is_definition_start = false;
                self.blocks.close();
            }
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Returns the open table and its text.
    fn table(&mut self) -> Option<(&mut Table, &mut InlineBuilder)> {
        match &mut self.leaf {
            Some(OpenLeaf {
                kind: LeafKind::Table(table),
                inline,
                ..
            }) => Some((table, inline)),
            Some(_) | None => None,
        }
    }

    /// Processes an event in the description of a picture: its words, without marks.
    fn push_description(&mut self, event: Event<'_>, at: usize) {
        let Some(image) = &mut self.image else {
            return;
        };
        match event {
            Event::Text(words) | Event::Code(words) => {
                image
                    .description
                    .push_str(&self.repaired.strip_sentinels(&words));
            }
            Event::SoftBreak | Event::HardBreak => image.description.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => image.depth -= 1,
            _ => {}
        }
        if image.depth == 0
            && let Some(image) = self.image.take()
        {
            self.push_image(&image.description, image.target, at);
        }
    }

    fn push_image(&mut self, description: &str, target: String, at: usize) {
        let shown = placeholders::image(self.lang, description.trim());
        if self.hide_image(&shown) {
            return;
        }
        let inline = self.inline_at(at);
        if target.is_empty() || inline.is_in_link() {
            inline.push(&shown);
        } else {
            inline.push_marked(&shown, Mark::Link(target));
        }
    }

    fn push_text(&mut self, words: &str, at: usize) {
        let escaped = at > 0 && self.repaired.text.as_bytes().get(at - 1) == Some(&b'\\');
        let words = self.repaired.strip_sentinels(words);
        match self.leaf.as_mut().map(|leaf| &mut leaf.kind) {
            Some(LeafKind::Code(code)) => code.push_str(&words.replace("\r\n", "\n")),
            Some(LeafKind::Html(source)) => source.push_str(&words),
            Some(
                LeafKind::Paragraph
                | LeafKind::Tight
                | LeafKind::Term
                | LeafKind::Heading(_)
                | LeafKind::Table(_),
            )
            | None => {
                let label = self
                    .callout
                    .as_ref()
                    .map_or(0, |callout| callout.label_len(at));
                let words = words.get(label.min(words.len())..).unwrap_or_default();
                self.leaf_at(at).push(words, escaped);
            }
        }
    }

    fn push_html(&mut self, source: &str) {
        if let Some(OpenLeaf {
            kind: LeafKind::Html(whole),
            ..
        }) = &mut self.leaf
        {
            whole.push_str(&self.repaired.strip_sentinels(source));
        }
    }

    /// Adds a formula as it was written, line by line, with its signs: of `$5` they are a part of the text.
    fn push_formula(&mut self, words: &str, sign: &str, at: usize) {
        let words = self.repaired.strip_sentinels(words);
        let written = format!("{sign}{words}{sign}");
        for (index, line) in written.lines().enumerate() {
            if index > 0 {
                self.hard_break(at);
            }
            self.inline_at(at).push_marked(line.trim(), Mark::Code);
        }
    }

    fn push_code(&mut self, words: &str, at: usize) {
        let leaf = self.leaf_at(at);
        if leaf.ruby.takes_text() {
            leaf.ruby.push_reading(words);
        } else {
            leaf.inline.push_marked(words, Mark::Code);
        }
    }

    /// Ends the line. In a table cell only if it has text.
    fn hard_break(&mut self, at: usize) {
        if self.callout.is_some() {
            return self.end_callout_title(at);
        }
        let in_cell = self.table().is_some();
        let inline = self.inline_at(at);
        if !in_cell || inline.can_take_blank() {
            inline.hard_break();
        }
    }
}

/// Returns the character after the number of the item at byte `at`: `.` or `)`.
fn delimiter(source: &str, at: usize) -> char {
    source
        .get(at..)
        .unwrap_or_default()
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .chars()
        .next()
        .filter(|&c| c == ')')
        .unwrap_or('.')
}
