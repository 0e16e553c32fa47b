//! The walk over the parser's events: a stack of what is open, and the leaf being filled.

use super::anchors::{self, Anchors};
use super::flanking::Remedied;
use super::inline_html;
use crate::doc::{Block, BlockKind, Heading, Mark, Pos, Table};
use crate::formats::blocks::builder::{Blocks, Draft, Gap};
use crate::formats::blocks::inline::Inline;
use crate::formats::blocks::{autolink, placeholders, table_text};
use crate::text::script::TextLang;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::HashMap;

/// Blocks being made of events.
pub(crate) struct Builder<'r> {
    remedied: &'r Remedied<'r>,
    /// Where the parser's text begins in the source.
    base: usize,
    lang: TextLang,
    blocks: Blocks,
    anchors: Anchors,
    leaf: Option<Leaf>,
    /// A picture whose description is being read.
    image: Option<Image>,
}

/// A picture: its description so far, where it is, and how many pictures deep the description is.
struct Image {
    description: String,
    target: String,
    depth: u32,
}

/// The block being filled.
struct Leaf {
    kind: Kind,
    at: usize,
    inline: Inline,
}

enum Kind {
    Paragraph,
    /// A paragraph the source does not mark as one: the text of an item of a tight list.
    Tight,
    Heading(u8),
    Code(String),
    Html(String),
    Table(Table),
}

impl<'r> Builder<'r> {
    pub(crate) fn new(remedied: &'r Remedied<'r>, base: usize, lang: TextLang) -> Self {
        Self {
            remedied,
            base,
            lang,
            blocks: Blocks::default(),
            anchors: Anchors::default(),
            leaf: None,
            image: None,
        }
    }

    /// The blocks, the outline and the places with a name.
    pub(crate) fn finish(mut self) -> (Vec<Block<'static>>, Vec<Heading>, HashMap<String, Pos>) {
        self.close_leaf();
        let (blocks, headings) = self.blocks.finish();
        let anchors = self.anchors.finish(blocks.last().map(|block| block.at));
        (blocks, headings, anchors)
    }

    /// Takes the next event, which starts at byte `at` of the parser's text.
    pub(crate) fn take(&mut self, event: Event<'_>, at: usize) {
        if self.image.is_some() {
            return self.describe(event, at);
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.words(&words, at);
            }
            Event::Code(words) => {
                let words = self.remedied.plain(&words);
                self.inline(at).push_marked(&words, Mark::Code);
            }
            Event::SoftBreak => self.inline(at).soft_break(),
            Event::HardBreak => self.hard_break(at),
            Event::Rule => {
                self.close_leaf();
                self.blocks.emit(Draft {
                    at: self.offset(at),
                    kind: BlockKind::Rule,
                    text: String::new(),
                    marks: Vec::new(),
                    gap: Gap::Row,
                });
            }
            Event::FootnoteReference(label) => {
                let label = self.remedied.plain(&label).into_owned();
                let shown = format!("[{label}]");
                self.inline(at).push_marked(&shown, Mark::Note(label));
            }
            Event::TaskListMarker(done) => self.blocks.task(if done { "[x]" } else { "[ ]" }),
            Event::Html(source) => self.html(&source),
            Event::InlineHtml(tag) => self.inline_html(&tag, at),
        }
    }

    /// The place in the source of byte `at` of the parser's text.
    fn offset(&self, at: usize) -> u64 {
        (self.base + self.remedied.source_offset(at)) as u64
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.open_leaf(Kind::Paragraph, at),
            Tag::Heading { level, .. } => self.open_leaf(Kind::Heading(level as u8), at),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.open_leaf(Kind::Code(String::new()), at);
            }
            Tag::HtmlBlock => self.open_leaf(Kind::Html(String::new()), at),
            Tag::Table(columns) => {
                let table = table_text::with_columns(&columns);
                self.open_leaf(Kind::Table(table), at);
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
                    self.open_leaf(Kind::Paragraph, at);
                    let label = placeholders::alert(self.lang, kind);
                    self.inline(at).push_marked(label, Mark::Strong);
                    self.close_leaf();
                }
            }
            Tag::List(next) => {
                self.close_leaf();
                self.blocks.open_list(next);
            }
            Tag::Item => {
                self.close_leaf();
                let delimiter = delimiter(&self.remedied.text, at);
                self.blocks.open_item(self.offset(at), delimiter);
            }
            Tag::FootnoteDefinition(label) => {
                self.close_leaf();
                let label = self.remedied.plain(&label);
                self.blocks.open_note(&label, self.offset(at));
            }
            Tag::Emphasis => self.inline(at).open(Mark::Emphasis),
            Tag::Strong => self.inline(at).open(Mark::Strong),
            Tag::Strikethrough => self.inline(at).open(Mark::Strike),
            Tag::Link { dest_url, .. } => {
                let target = self.remedied.plain(&dest_url).into_owned();
                self.inline(at).open(Mark::Link(target));
            }
            Tag::Image { dest_url, .. } => {
                self.image = Some(Image {
                    description: String::new(),
                    target: self.remedied.plain(&dest_url).into_owned(),
                    depth: 1,
                });
            }
            // Extensions that are off.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
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

    /// The table being filled, and its text.
    fn table(&mut self) -> Option<(&mut Table, &mut Inline)> {
        match &mut self.leaf {
            Some(Leaf {
                kind: Kind::Table(table),
                inline,
                ..
            }) => Some((table, inline)),
            Some(_) | None => None,
        }
    }

    /// Takes an event within the description of a picture: its words, without marks.
    fn describe(&mut self, event: Event<'_>, at: usize) {
        let Some(image) = &mut self.image else {
            return;
        };
        match event {
            Event::Text(words) | Event::Code(words) => {
                image.description.push_str(&self.remedied.plain(&words));
            }
            Event::SoftBreak | Event::HardBreak => image.description.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => image.depth -= 1,
            _ => {}
        }
        if image.depth == 0
            && let Some(image) = self.image.take()
        {
            self.show_image(&image.description, image.target, at);
        }
    }

    fn show_image(&mut self, description: &str, target: String, at: usize) {
        let shown = placeholders::image(self.lang, description.trim());
        let inline = self.inline(at);
        if target.is_empty() || inline.in_link() {
            inline.push(&shown);
        } else {
            inline.push_marked(&shown, Mark::Link(target));
        }
    }

    fn words(&mut self, words: &str, at: usize) {
        let words = self.remedied.plain(words);
        match self.leaf.as_mut().map(|leaf| &mut leaf.kind) {
            Some(Kind::Code(code)) => code.push_str(&words.replace("\r\n", "\n")),
            Some(Kind::Html(source)) => source.push_str(&words),
            Some(Kind::Paragraph | Kind::Tight | Kind::Heading(_) | Kind::Table(_)) | None => {
                self.inline(at).push(&words);
            }
        }
    }

    fn html(&mut self, source: &str) {
        if let Some(Leaf {
            kind: Kind::Html(whole),
            ..
        }) = &mut self.leaf
        {
            whole.push_str(&self.remedied.plain(source));
        }
    }

    fn inline_html(&mut self, tag: &str, at: usize) {
        let tag = self.remedied.plain(tag);
        if inline_html::is_break(&tag) {
            self.hard_break(at);
        } else if let Some(shown) = inline_html::shown_image(&tag, self.lang) {
            self.inline(at).push(&shown);
        } else if let Some(name) = inline_html::name(&tag) {
            // The block that it stands in has the name, though that has no words yet.
            self.inline(at);
            self.anchors.announce(name);
        }
    }

    /// Ends the line. A row of a table is one line, so a cell gets a blank.
    fn hard_break(&mut self, at: usize) {
        let in_cell = self.table().is_some();
        let inline = self.inline(at);
        if in_cell {
            inline.push(" ");
        } else {
            inline.hard_break();
        }
    }

    /// The text being filled; the text of a tight item begins with its first words.
    fn inline(&mut self, at: usize) -> &mut Inline {
        let leaf = self.leaf.get_or_insert_with(|| Leaf {
            kind: Kind::Tight,
            at,
            inline: Inline::default(),
        });
        &mut leaf.inline
    }

    fn open_leaf(&mut self, kind: Kind, at: usize) {
        self.close_leaf();
        self.leaf = Some(Leaf {
            kind,
            at,
            inline: Inline::default(),
        });
    }

    fn close_leaf(&mut self) {
        let Some(Leaf { kind, at, inline }) = self.leaf.take() else {
            return;
        };
        let (mut text, mut marks) = inline.finish();
        let mut gap = Gap::Row;
        let kind = match kind {
            Kind::Paragraph => BlockKind::Paragraph,
            Kind::Tight => {
                gap = Gap::Tight;
                BlockKind::Paragraph
            }
            Kind::Heading(level) => {
                if let Some(name) = anchors::take_name(&mut text, &mut marks) {
                    self.anchors.announce(name);
                }
                self.anchors.announce_heading(&text);
                BlockKind::Heading(level)
            }
            Kind::Code(code) => {
                text = code;
                if text.ends_with('\n') {
                    text.pop();
                }
                BlockKind::Code
            }
            Kind::Html(source) => {
                for name in inline_html::names(&source) {
                    self.anchors.announce(name);
                }
                text = inline_html::text(&source, self.lang);
                BlockKind::Paragraph
            }
            Kind::Table(table) => BlockKind::Table(table_text::clamped(table, text.len() as u32)),
        };
        if text.is_empty() {
            return;
        }
        if kind != BlockKind::Code {
            autolink::mark(&text, &mut marks);
        }
        let placed = self.blocks.emit(Draft {
            at: self.offset(at),
            kind,
            text,
            marks,
            gap,
        });
        self.anchors.place(placed);
    }
}

/// What stands behind the number of the item at byte `at`: `.` or `)`.
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
