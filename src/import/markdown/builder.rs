//! The walk over the parser's events: a stack of what is open, and the leaf being filled.

use super::flanking::Remedied;
use super::inline::{Inline, Marked};
use super::{address, html, labels};
use crate::doc::{Align, Block, BlockKind, Heading, Lead, Mark, Pos, Table};
use crate::text::script::TextLang;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use std::borrow::Cow;

/// Markers of lists by depth. None of them is of ambiguous width, as `•` would be.
const BULLETS: [&str; 3] = ["∙", "◦", "▪"];

/// Blocks being made of events.
pub(super) struct Builder<'r> {
    remedied: &'r Remedied<'r>,
    /// Where the parser's text begins in the source.
    base: usize,
    lang: TextLang,
    blocks: Vec<Block<'static>>,
    headings: Vec<Heading>,
    open: Vec<Container>,
    /// Block quotes among `open`.
    quotes: u32,
    /// Lists among `open`, and those of them with bullets.
    lists: u32,
    bullets: usize,
    /// Cells that the items among `open` take on the left.
    indent: u32,
    /// A marker that waits for the first block of its item.
    marker: Option<Marker>,
    leaf: Option<Leaf>,
    /// Footnotes among `open` (one can stand in another's text).
    notes: u32,
    /// Whether the last block ended a footnote, so that the next footnote goes right under it.
    after_note: bool,
    /// A picture whose description is being read.
    image: Option<Image>,
}

/// What is open around the leaf.
enum Container {
    Quote,
    /// Number of the next item, if they are numbered.
    List {
        next: Option<u64>,
        items: u32,
    },
    /// An item or a note, and the cells its marker takes.
    Item(u32),
    Note(u32),
    /// What has no say in setting.
    Other,
}

/// A marker not yet written, and where its item starts.
struct Marker {
    text: String,
    indent: u32,
    at: usize,
    place: Place,
}

/// Where an item stands in its list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It begins a list that is in no other.
    First,
    /// It is a further item, or one of a list within a list.
    Further,
    /// It is a footnote.
    Note,
}

/// A picture: its description so far, where it is, and how many pictures deep the description is.
struct Image {
    description: String,
    target: String,
    depth: u32,
}

/// A block to be written, and whether it may go right under the block before it.
struct Draft {
    at: usize,
    kind: BlockKind,
    text: String,
    marks: Vec<Marked>,
    gap: Gap,
}

/// The room a block asks for above it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// An empty row.
    Row,
    /// None within a tight list.
    Tight,
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
    pub(super) fn new(remedied: &'r Remedied<'r>, base: usize, lang: TextLang) -> Self {
        Self {
            remedied,
            base,
            lang,
            blocks: Vec::new(),
            headings: Vec::new(),
            open: Vec::new(),
            quotes: 0,
            lists: 0,
            bullets: 0,
            indent: 0,
            marker: None,
            leaf: None,
            notes: 0,
            after_note: false,
            image: None,
        }
    }

    /// The blocks and the outline.
    pub(super) fn finish(mut self) -> (Vec<Block<'static>>, Vec<Heading>) {
        self.close_leaf();
        (self.blocks, self.headings)
    }

    /// Takes the next event, which starts at byte `at` of the parser's text.
    pub(super) fn take(&mut self, event: Event<'_>, at: usize) {
        if self.image.is_some() {
            return self.describe(event, at);
        }
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, at),
            Event::Code(words) => {
                let words = self.remedied.plain(&words);
                self.inline(at).push_marked(&words, Mark::Code);
            }
            Event::SoftBreak => self.inline(at).soft_break(),
            Event::HardBreak => self.hard_break(at),
            Event::Rule => {
                self.close_leaf();
                self.emit(Draft {
                    at,
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
            Event::TaskListMarker(done) => self.task(if done { "[x]" } else { "[ ]" }),
            Event::Html(source) => self.html(&source),
            Event::InlineHtml(tag) => self.inline_html(&tag, at),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, at),
        }
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
                let align = columns.into_iter().map(align).collect();
                let table = Table {
                    rows: Vec::new(),
                    align,
                };
                self.open_leaf(Kind::Table(table), at);
            }
            Tag::TableHead | Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            Tag::BlockQuote(kind) => {
                self.close_leaf();
                self.quotes += 1;
                self.open.push(Container::Quote);
                if let Some(kind) = kind {
                    self.open_leaf(Kind::Paragraph, at);
                    let label = labels::alert(self.lang, kind);
                    self.inline(at).push_marked(label, Mark::Strong);
                    self.close_leaf();
                }
            }
            Tag::List(next) => {
                self.close_leaf();
                self.flush_marker();
                self.lists += 1;
                self.bullets += usize::from(next.is_none());
                self.open.push(Container::List { next, items: 0 });
            }
            Tag::Item => self.start_item(at),
            Tag::FootnoteDefinition(label) => self.start_note(&label, at),
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
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.open.push(Container::Other),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table => self.close_leaf(),
            TagEnd::TableHead | TagEnd::TableRow => {}
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.inline.close();
                }
            }
            TagEnd::Image => {}
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => self.end_container(),
        }
    }

    fn start_item(&mut self, at: usize) {
        self.close_leaf();
        let bullet = BULLETS[self.bullets.saturating_sub(1) % BULLETS.len()];
        let mut place = Place::Further;
        let mut text = bullet.to_owned();
        if let Some(Container::List { next, items }) = self.open.last_mut() {
            *items += 1;
            if *items == 1 && self.lists == 1 {
                place = Place::First;
            }
            if let Some(number) = next {
                text = format!("{number}{}", delimiter(&self.remedied.text, at));
                *number = number.saturating_add(1);
            }
        }
        let hang = self.hang(text, at, place);
        self.open.push(Container::Item(hang));
    }

    fn start_note(&mut self, label: &str, at: usize) {
        self.close_leaf();
        self.flush_marker();
        let text = format!("[{}]", self.remedied.plain(label));
        let hang = self.hang(text, at, Place::Note);
        self.notes += 1;
        self.open.push(Container::Note(hang));
    }

    /// Makes `text` the marker of the next block and shifts what follows behind it; gives the cells
    /// of that shift.
    fn hang(&mut self, text: String, at: usize, place: Place) -> u32 {
        let hang = marker_cells(&text);
        self.marker = Some(Marker {
            text,
            indent: self.indent,
            at,
            place,
        });
        self.indent += hang;
        hang
    }

    /// The item begun last has a box: it takes the place of the bullet, or follows the number.
    fn task(&mut self, shown: &str) {
        let (Some(marker), Some(Container::Item(hang))) = (&mut self.marker, self.open.last_mut())
        else {
            return;
        };
        if BULLETS.contains(&marker.text.as_str()) {
            marker.text = shown.to_owned();
        } else {
            marker.text = format!("{} {shown}", marker.text);
        }
        self.indent -= *hang;
        *hang = marker_cells(&marker.text);
        self.indent += *hang;
    }

    fn end_container(&mut self) {
        self.close_leaf();
        match self.open.pop() {
            Some(Container::Quote) => self.quotes -= 1,
            Some(Container::List { next, .. }) => {
                self.lists -= 1;
                self.bullets -= usize::from(next.is_none());
            }
            Some(Container::Item(hang)) => {
                self.flush_marker();
                self.indent -= hang;
            }
            Some(Container::Note(hang)) => {
                self.flush_marker();
                self.indent -= hang;
                self.notes -= 1;
                self.after_note = true;
            }
            Some(Container::Other) | None => {}
        }
    }

    fn start_row(&mut self) {
        if let Some(Leaf {
            kind: Kind::Table(table),
            inline,
            ..
        }) = &mut self.leaf
        {
            if !table.rows.is_empty() {
                inline.separate('\n');
            }
            table.rows.push(Vec::new());
        }
    }

    fn start_cell(&mut self) {
        if let Some(Leaf {
            kind: Kind::Table(table),
            inline,
            ..
        }) = &mut self.leaf
            && let Some(row) = table.rows.last_mut()
        {
            if !row.is_empty() {
                inline.separate('\t');
            }
            row.push(inline.len()..inline.len());
        }
    }

    fn end_cell(&mut self) {
        if let Some(Leaf {
            kind: Kind::Table(table),
            inline,
            ..
        }) = &mut self.leaf
            && let Some(cell) = table.rows.last_mut().and_then(|row| row.last_mut())
        {
            cell.end = inline.len();
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
        let shown = labels::image(self.lang, description.trim());
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
        if html::is_break(&tag) {
            self.hard_break(at);
        } else if let Some(description) = html::image_description(&tag) {
            self.show_image(&description, String::new(), at);
        }
    }

    /// Ends the line. A row of a table is one line, so a cell gets a blank.
    fn hard_break(&mut self, at: usize) {
        let in_cell = matches!(
            self.leaf,
            Some(Leaf {
                kind: Kind::Table(_),
                ..
            })
        );
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
            Kind::Heading(level) => BlockKind::Heading(level),
            Kind::Code(code) => {
                text = code.strip_suffix('\n').unwrap_or(&code).to_owned();
                BlockKind::Code
            }
            Kind::Html(source) => {
                text = html::text(&source, self.lang);
                BlockKind::Paragraph
            }
            Kind::Table(table) => BlockKind::Table(clamped(table, text.len() as u32)),
        };
        if text.is_empty() {
            return;
        }
        if kind != BlockKind::Code {
            address::mark(&text, &mut marks);
        }
        self.emit(Draft {
            at,
            kind,
            text,
            marks,
            gap,
        });
    }

    /// An item without text of its own still shows its marker.
    fn flush_marker(&mut self) {
        if let Some(marker) = &self.marker {
            self.emit(Draft {
                at: marker.at,
                kind: BlockKind::Paragraph,
                text: String::new(),
                marks: Vec::new(),
                gap: Gap::Tight,
            });
        }
    }

    /// Writes a block, with the marker that waits for it.
    fn emit(&mut self, draft: Draft) {
        let marker = self.marker.take();
        let space = self.space(draft.gap, marker.as_ref());
        let start = (self.base + self.remedied.source_offset(draft.at)) as u64;
        let start = match self.blocks.last() {
            Some(block) => start.max(block.at.block.0 + 1),
            None => start,
        };
        let kind = match draft.kind {
            BlockKind::Paragraph if self.notes > 0 => BlockKind::Aside,
            kind => kind,
        };
        let at = Pos::new(0, start);
        if let BlockKind::Heading(level) = kind {
            self.headings
                .extend(heading(at, level, &draft.text, &draft.marks));
        }
        let indent = marker.as_ref().map_or(self.indent, |marker| marker.indent);
        self.blocks.push(Block {
            at,
            kind,
            text: Cow::Owned(draft.text),
            marks: draft.marks,
            lead: Lead {
                quotes: u8::try_from(self.quotes).unwrap_or(u8::MAX),
                indent: Cells(u16::try_from(indent).unwrap_or(u16::MAX)),
                marker: marker.map(|marker| marker.text),
            },
            continued: false,
            space,
        });
        self.after_note = false;
    }

    /// Empty rows above a block.
    fn space(&self, gap: Gap, marker: Option<&Marker>) -> u8 {
        let place = marker.map(|marker| marker.place);
        let close = match (gap, place) {
            (Gap::Tight, None | Some(Place::Further)) => true,
            (Gap::Tight | Gap::Row, Some(Place::Note)) => self.after_note,
            (Gap::Tight, Some(Place::First)) | (Gap::Row, _) => false,
        };
        u8::from(!close && !self.blocks.is_empty())
    }
}

/// The entry of a heading in the outline: its words without marks of notes. None without words.
fn heading(at: Pos, level: u8, text: &str, marks: &[Marked]) -> Option<Heading> {
    let mut title = String::new();
    let mut done = 0;
    let notes = marks
        .iter()
        .filter(|(_, mark)| matches!(mark, Mark::Note(_)));
    for (range, _) in notes {
        title.push_str(text.get(done..range.start as usize)?);
        done = range.end as usize;
    }
    title.push_str(text.get(done..)?);
    let title = title.replace('\n', " ").trim().to_owned();
    (!title.is_empty()).then_some(Heading {
        pos: at,
        level,
        title,
        extent: text.len() as u32,
        entry: None,
    })
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

/// Cells of a marker and the blank behind it.
fn marker_cells(text: &str) -> u32 {
    u32::from(text_width(text, Widths::default()).0) + 1
}

/// The table without what lies behind the end of its text (empty cells at its end).
fn clamped(mut table: Table, len: u32) -> Table {
    for cell in table.rows.iter_mut().flatten() {
        *cell = cell.start.min(len)..cell.end.min(len);
    }
    table
}

const fn align(column: Alignment) -> Align {
    match column {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
