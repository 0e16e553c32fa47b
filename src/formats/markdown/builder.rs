//! Walk over the parser's events, with a stack of the open elements and the open leaf block.

use super::flanking::RepairedText;
use super::inline_html;
use super::link_targets::{self, LinkTargets};
use crate::doc::{Block, BlockKind, Heading, Mark, Pos, Table};
use crate::formats::blocks::builder::{BlockBuilder, BlockDraft, Spacing};
use crate::formats::blocks::inline::InlineBuilder;
use crate::formats::blocks::{autolink, placeholders, table_text};
use crate::text::script::TextLang;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::HashMap;

/// Blocks under construction.
pub(crate) struct EventBuilder<'r> {
    repaired: &'r RepairedText<'r>,
    /// Start of the parser's text in the source, in bytes.
    base: usize,
    lang: TextLang,
    blocks: BlockBuilder,
    link_targets: LinkTargets,
    leaf: Option<OpenLeaf>,
    /// A picture with an open description.
    image: Option<OpenImage>,
}

/// A picture: its description so far, its target, and the nesting depth of pictures in the description.
struct OpenImage {
    description: String,
    target: String,
    depth: u32,
}

/// The block under construction.
struct OpenLeaf {
    kind: LeafKind,
    at: usize,
    inline: InlineBuilder,
}

enum LeafKind {
    Paragraph,
    /// A paragraph without markup of its own: the text of an item in a tight list.
    Tight,
    Heading(u8),
    Code(String),
    Html(String),
    Table(Table),
}

impl<'r> EventBuilder<'r> {
    pub(crate) fn new(repaired: &'r RepairedText<'r>, base: usize, lang: TextLang) -> Self {
        Self {
            repaired,
            base,
            lang,
            blocks: BlockBuilder::default(),
            link_targets: LinkTargets::default(),
            leaf: None,
            image: None,
        }
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
        if self.image.is_some() {
            return self.push_description(event, at);
        }
        match event {
            Event::Start(tag) => self.start_tag(tag, at),
            Event::End(tag) => self.end_tag(tag),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.push_text(&words, at);
            }
            Event::Code(words) => {
                let words = self.repaired.strip_sentinels(&words);
                self.inline_at(at).push_marked(&words, Mark::Code);
            }
            Event::SoftBreak => self.inline_at(at).soft_break(),
            Event::HardBreak => self.hard_break(at),
            Event::Rule => {
                self.close_leaf();
                self.blocks.push(BlockDraft {
                    at: self.source_offset(at),
                    kind: BlockKind::Rule,
                    text: String::new(),
                    marks: Vec::new(),
                    spacing: Spacing::Row,
                });
            }
            Event::FootnoteReference(label) => {
                let label = self.repaired.strip_sentinels(&label).into_owned();
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

    /// Converts an offset in the parser's text to an offset in the source.
    fn source_offset(&self, at: usize) -> u64 {
        (self.base + self.repaired.source_offset(at)) as u64
    }

    fn start_tag(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.open_leaf(LeafKind::Paragraph, at),
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
                if let Some(kind) = kind {
                    self.open_leaf(LeafKind::Paragraph, at);
                    let label = placeholders::alert(self.lang, kind);
                    self.inline_at(at).push_marked(label, Mark::Strong);
                    self.close_leaf();
                }
            }
            Tag::List(next) => {
                self.close_leaf();
                self.blocks.open_list(next);
            }
            Tag::Item => {
                self.close_leaf();
                let delimiter = delimiter(&self.repaired.text, at);
                self.blocks.open_item(self.source_offset(at), delimiter);
            }
            Tag::FootnoteDefinition(label) => {
                self.close_leaf();
                let label = self.repaired.strip_sentinels(&label);
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
            // Extensions that are not enabled.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end_tag(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.close_leaf(),
            TagEnd::TableCell => {
                if let Some((table, inline)) = self.table() {
                    table_text::end_cell(table, inline);
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.inline.close();
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close_leaf();
                self.blocks.close();
            }
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
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
        let inline = self.inline_at(at);
        if target.is_empty() || inline.is_in_link() {
            inline.push(&shown);
        } else {
            inline.push_marked(&shown, Mark::Link(target));
        }
    }

    fn push_text(&mut self, words: &str, at: usize) {
        let words = self.repaired.strip_sentinels(words);
        match self.leaf.as_mut().map(|leaf| &mut leaf.kind) {
            Some(LeafKind::Code(code)) => code.push_str(&words.replace("\r\n", "\n")),
            Some(LeafKind::Html(source)) => source.push_str(&words),
            Some(
                LeafKind::Paragraph | LeafKind::Tight | LeafKind::Heading(_) | LeafKind::Table(_),
            )
            | None => {
                self.inline_at(at).push(&words);
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

    fn push_inline_html(&mut self, tag: &str, at: usize) {
        let tag = self.repaired.strip_sentinels(tag);
        if inline_html::is_break(&tag) {
            self.hard_break(at);
        } else if let Some(shown) = inline_html::parse_image(&tag, self.lang) {
            self.inline_at(at).push(&shown);
        } else if let Some(name) = inline_html::target_name(&tag) {
            // The name belongs to the enclosing block, although that has no words yet.
            self.inline_at(at);
            self.link_targets.name_next_block(name);
        }
    }

    /// Ends the line. In a table cell, which is one line, adds a blank.
    fn hard_break(&mut self, at: usize) {
        let in_cell = self.table().is_some();
        let inline = self.inline_at(at);
        if in_cell {
            inline.push(" ");
        } else {
            inline.hard_break();
        }
    }

    /// Returns the open text. The text of a tight item begins with its first words.
    fn inline_at(&mut self, at: usize) -> &mut InlineBuilder {
        let leaf = self.leaf.get_or_insert_with(|| OpenLeaf {
            kind: LeafKind::Tight,
            at,
            inline: InlineBuilder::default(),
        });
        &mut leaf.inline
    }

    fn open_leaf(&mut self, kind: LeafKind, at: usize) {
        self.close_leaf();
        self.leaf = Some(OpenLeaf {
            kind,
            at,
            inline: InlineBuilder::default(),
        });
    }

    fn close_leaf(&mut self) {
        let Some(OpenLeaf { kind, at, inline }) = self.leaf.take() else {
            return;
        };
        let (mut text, mut marks) = inline.finish();
        let mut gap = Spacing::Row;
        let kind = match kind {
            LeafKind::Paragraph => BlockKind::Paragraph,
            LeafKind::Tight => {
                gap = Spacing::Tight;
                BlockKind::Paragraph
            }
            LeafKind::Heading(level) => {
                if let Some(name) = link_targets::take_name(&mut text, &mut marks) {
                    self.link_targets.name_next_block(name);
                }
                self.link_targets.name_next_heading(&text);
                BlockKind::Heading(level)
            }
            LeafKind::Code(code) => {
                text = code;
                if text.ends_with('\n') {
                    text.pop();
                }
                BlockKind::Code
            }
            LeafKind::Html(source) => {
                for name in inline_html::target_names(&source) {
                    self.link_targets.name_next_block(name);
                }
                text = inline_html::text(&source, self.lang);
                BlockKind::Paragraph
            }
            LeafKind::Table(table) => {
                BlockKind::Table(table_text::clamp_cells(table, text.len() as u32))
            }
        };
        if text.is_empty() {
            return;
        }
        if kind != BlockKind::Code {
            autolink::add_links(&text, &mut marks);
        }
        let placed = self.blocks.push(BlockDraft {
            at: self.source_offset(at),
            kind,
            text,
            marks,
            spacing: gap,
        });
        self.link_targets.assign_names(placed);
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
