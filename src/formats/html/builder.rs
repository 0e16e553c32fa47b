//! Tokens become blocks: one walk with an explicit stack and no tree, so that depth costs nothing and
//! tags that are not closed, or in the wrong order, are no error.
//!
//! Two things are kept apart as browsers do: *boxes* (paragraphs, lists, tables) nest and are on the
//! stack; *marks* (bold, links) do not care about boxes and go on in the next block until they are
//! closed.

mod align;
mod attributes;
mod boxes;
mod fill;
mod preformatted;
mod replaced;
mod sub_sup;
mod tables;

use super::aozora_pages::{self, Edition};
use super::elements::{COUNT, Element, Id, find, is_void};
use super::inline_text::{BLANKS, Reading};
use super::mathml::Formula;
use super::meta::Meta;
use super::open_block::Leaf;
use super::tokens::Tag;
use super::{Manner, Page};
use crate::doc::{BlockKind, Go, Mark, Pos};
use crate::formats::blocks::builder::Blocks;
use crate::formats::blocks::notes;
use crate::formats::blocks::regions::Regions;
use crate::text::script::TextLang;
use align::Side;
use attributes::{is_bullet, is_hidden, link, note_of_box, quotes};
use std::collections::HashMap;
use tables::Frame;

/// Boxes that may be open at once; deeper ones only end lines. Browsers draw the same line.
const DEPTH: usize = 512;
/// Marks that may be open at once.
pub(crate) const MARKS: usize = 16;
/// Blocks of a page; what comes after is not shown.
pub(crate) const BLOCKS: usize = 400_000;
/// A block longer than this goes on in another, in bytes.
const PIECE: usize = 64 << 10;
/// A page being made.
pub(crate) struct Builder {
    manner: Manner,
    lang: TextLang,
    blocks: Blocks,
    leaf: Option<Leaf>,
    stack: Vec<Open>,
    /// How many of each element are on the stack.
    counts: [u32; COUNT],
    marks: Vec<(Id, Mark)>,
    /// The element that is not shown, and how many of its name are open.
    hidden: Option<(String, u32)>,
    tables: Vec<Frame>,
    heading: Option<u8>,
    /// What is raised or lowered: its element, and where its block and itself start.
    raised: Vec<(Id, usize, u32)>,
    /// The formula being read, and where it stands.
    formula: Option<(usize, Formula)>,
    /// Boxes that are set apart, and that keep their lines.
    asides: u32,
    pres: u32,
    /// Terms that are described.
    terms: u32,
    /// Ends of lines asked for since the last word.
    breaks: u32,
    /// Whether an empty row was asked for.
    wants_row: bool,
    /// What the block written last is, if it is text and not of a list.
    after: Option<BlockKind>,
    /// Whether the next block goes on with what the last one began.
    continues: bool,
    /// Names of the place that comes next.
    names: Vec<String>,
    targets: HashMap<String, Pos>,
    /// Notes that stand inside of their sign, by what the sign says.
    notes: HashMap<String, Vec<String>>,
    regions: Regions,
    meta: Meta,
    /// The title of the page, and whether it is being read.
    title: String,
    in_title: bool,
    edition: Edition,
}

/// A box on the stack.
#[derive(Clone, Copy)]
struct Open {
    id: Id,
    effect: Effect,
    /// Its place among the regions.
    region: Option<u32>,
    /// Where its lines stand, if it says so.
    side: Option<Side>,
}

/// What ends with a box.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Nothing,
    Heading,
    Aside,
    /// A note that is an item of a list.
    AsideItem,
    /// A term, flush left above what is said of it.
    Term,
    Pre,
    /// A part of a poem, with room around it.
    Stanza,
    /// A quote or a list, containers of [`Blocks`].
    Container,
    /// An item of a list, a container too.
    Item,
    Table,
    Row,
    Cell,
}

impl Effect {
    /// Whether what is in it belongs to a list.
    const fn is_listed(self) -> bool {
        matches!(self, Self::Item | Self::AsideItem)
    }
}

impl Builder {
    pub(crate) fn new(lang: TextLang, manner: Manner) -> Self {
        Self {
            manner,
            lang,
            blocks: Blocks::default(),
            leaf: None,
            stack: Vec::new(),
            counts: [0; COUNT],
            marks: Vec::new(),
            hidden: None,
            tables: Vec::new(),
            heading: None,
            raised: Vec::new(),
            formula: None,
            asides: 0,
            pres: 0,
            terms: 0,
            breaks: 0,
            wants_row: false,
            after: None,
            continues: false,
            names: Vec::new(),
            targets: HashMap::new(),
            notes: HashMap::new(),
            regions: Regions::default(),
            meta: Meta::default(),
            title: String::new(),
            in_title: false,
            edition: Edition::Any,
        }
    }

    /// The page.
    pub(crate) fn finish(mut self) -> Page {
        self.end_formula();
        self.close_leaf();
        while !self.stack.is_empty() {
            self.pop();
        }
        let last = self.blocks.last_mut().map(|block| block.at);
        for name in std::mem::take(&mut self.names) {
            self.name(name, last.unwrap_or_default());
        }
        let (mut blocks, mut headings) = self.blocks.finish();
        preformatted::unquote(&mut blocks);
        let (mut regions, names) = self.regions.finish();
        let mut known = notes::take_out(&mut blocks, &mut regions, &names, &mut self.targets);
        headings.retain(|heading| {
            let at = heading.pos.start();
            blocks.binary_search_by_key(&at, |block| block.at).is_ok()
        });
        known.hidden.extend(self.notes);
        Page {
            title: self
                .title
                .split_ascii_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            blocks,
            headings,
            targets: self.targets,
            notes: known.hidden,
            ends: known.ends,
            regions,
            facts: self.meta.facts(),
        }
    }

    /// Takes a start tag that stands at `at`.
    pub(crate) fn open(&mut self, tag: &Tag, at: usize) -> Go {
        let element = find(&tag.name);
        if self.stays_hidden(tag) {
            return Go::On;
        }
        self.take_names(tag, element.map(|(_, element)| element));
        if self.takes_formula(tag, element.map(|(_, element)| element)) {
            return Go::On;
        }
        if let Some(note) = note_of_box(tag, element.map(|(_, element)| element)) {
            self.note_sign(note, at);
            if !tag.is_empty {
                self.hidden = Some((tag.name.clone(), 1));
            }
            return Go::On;
        }
        if is_bullet(tag) {
            self.say("∙ ", at);
            self.hidden = Some((tag.name.clone(), 1));
            return Go::On;
        }
        let is_remark = self.edition == Edition::Aozora && aozora_pages::is_remark(tag);
        if is_remark || is_hidden(tag, element.map(|(_, element)| element)) {
            if !tag.is_empty {
                self.hidden = Some((tag.name.clone(), 1));
            }
            return Go::On;
        }
        let Some((id, element)) = element else {
            self.meta.take(tag);
            return Go::On;
        };
        self.begin(id, element, tag, at);
        if tag.is_empty && !is_void(element) {
            self.end(id, element);
        }
        if self.blocks.len() < BLOCKS {
            Go::On
        } else {
            Go::Stop
        }
    }

    /// Takes an end tag.
    pub(crate) fn close(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name {
                *depth -= 1;
            }
            // The end tag of `rp` may be left out.
            let ends = *depth == 0 || hidden == "rp" && name == "ruby";
            if ends {
                self.hidden = None;
                self.in_title = false;
            }
            if !ends || name != "ruby" {
                return;
            }
        }
        if let Some((_, formula)) = self.formula.as_mut().filter(|_| name != "math") {
            return formula.close(name);
        }
        self.end_formula();
        if let Some((id, element)) = find(name) {
            self.end(id, element);
        }
    }

    /// Takes text that stands at `at`.
    pub(crate) fn text(&mut self, text: &str, at: usize) {
        if self.in_title {
            self.title.push_str(text);
        }
        if self.hidden.is_some() {
            return;
        }
        if let Some((_, formula)) = &mut self.formula {
            return formula.text(text);
        }
        if self.pres > 0 {
            return self.code(text, at);
        }
        let words = text.trim_start_matches(BLANKS);
        if words.is_empty() {
            if let Some(leaf) = &mut self.leaf {
                leaf.words.push(text);
            }
            return;
        }
        self.settle_breaks(words, at);
        let sign = self.bare_sign(words);
        let text = sign.as_deref().unwrap_or(text);
        let mut at = at;
        let mut rest = text;
        while !rest.is_empty() {
            let room = PIECE.saturating_sub(self.leaf(at).len()).max(1);
            let end = rest.ceil_char_boundary(room.min(rest.len()));
            let (piece, after) = rest.split_at(end);
            self.leaf(at).words.push(piece);
            at += end;
            rest = after;
            self.cut();
        }
    }

    /// Whether nothing of `tag` is shown, as it is inside of something hidden.
    fn stays_hidden(&mut self, tag: &Tag) -> bool {
        let Some((hidden, depth)) = &mut self.hidden else {
            return false;
        };
        if hidden == "rp" && matches!(tag.name.as_str(), "rt" | "rtc" | "rb") {
            self.hidden = None;
            return false;
        }
        if *hidden == tag.name && !tag.is_empty {
            *depth += 1;
        }
        true
    }

    /// Begins an element.
    fn begin(&mut self, id: Id, element: Element, tag: &Tag, at: usize) {
        match element {
            Element::Title => {
                self.in_title = self.title.is_empty() && self.blocks.len() == 0;
                self.hidden = Some((tag.name.clone(), 1));
                if tag.is_empty {
                    self.hidden = None;
                    self.in_title = false;
                }
            }
            Element::Root | Element::Hidden => {}
            Element::Break => self.line_break(at),
            Element::Image => self.image(tag, at),
            Element::Frame => self.frame(tag, at),
            Element::Link => {
                self.close_mark(id);
                if let Some(mark) = link(tag) {
                    self.open_mark(id, mark);
                }
            }
            Element::Marked(kind) => self.open_mark(id, kind.mark()),
            Element::Quoted => {
                let open = quotes(self.lang).0;
                self.say(open, at);
            }
            Element::Ruby => self.leaf(at).words.open_ruby(),
            Element::Reading => self.leaf(at).words.read_on(Reading::Reading),
            Element::Raised(_) => self.begin_raised(id),
            Element::Formula => {
                if !tag.is_empty {
                    self.formula = Some((at, Formula::default()));
                }
            }
            Element::Input => self.check_box(tag),
            Element::Rule => {
                self.leave_table();
                self.boundary();
                self.emit(at, BlockKind::Rule, String::new(), Vec::new());
            }
            Element::Division
            | Element::Paragraph
            | Element::Heading(_)
            | Element::Aside
            | Element::Quote
            | Element::List(_)
            | Element::Item
            | Element::Term
            | Element::Description
            | Element::Pre
            | Element::Table
            | Element::Row
            | Element::Cell => self.begin_box(id, element, tag, at),
        }
    }

    /// Ends an element.
    fn end(&mut self, id: Id, element: Element) {
        match element {
            Element::Title
            | Element::Hidden
            | Element::Root
            | Element::Image
            | Element::Frame
            | Element::Input
            | Element::Rule
            | Element::Formula => {}
            Element::Raised(level) => self.end_raised(id, level),
            Element::Break => self.breaks += 1,
            Element::Link | Element::Marked(_) => self.close_mark(id),
            Element::Quoted => {
                let close = quotes(self.lang).1;
                if let Some(at) = self.leaf.as_ref().map(|leaf| leaf.at) {
                    self.say(close, at);
                }
            }
            Element::Ruby => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.words.close_ruby();
                }
            }
            Element::Reading => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.words.read_on(Reading::Base);
                }
            }
            Element::Paragraph => {
                let is_empty = self.leaf.as_ref().is_none_or(|leaf| leaf.len() == 0);
                self.wants_row |= is_empty;
                self.end_box(id, element);
            }
            Element::Division
            | Element::Heading(_)
            | Element::Aside
            | Element::Quote
            | Element::List(_)
            | Element::Item
            | Element::Term
            | Element::Description
            | Element::Pre
            | Element::Table
            | Element::Row
            | Element::Cell => self.end_box(id, element),
        }
    }
}
