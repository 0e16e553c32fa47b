//! The block being filled: when it begins, when it ends, and what becomes of it.

use super::super::Manner;
use super::super::tokens::Tag;
use super::attributes::tell_notes;
use super::preformatted::Lines;
use super::tables::{CELL, tidy};
use super::{Builder, MARKS, PIECE};
use crate::doc::{BlockKind, Mark, Pos};
use crate::formats::blocks::builder::{Draft, Gap};
use crate::formats::blocks::inline::Marked;
use crate::formats::blocks::{autolink, table_text};
use crate::formats::html::br_lines::keeps_prose;
use crate::formats::html::elements::{Element, Id};
use crate::formats::html::inline_text::Words;
use crate::formats::html::open_block::{Kind, Leaf, cells};
use crate::text::script::TextLang;

/// Names of places that are kept, and their length in bytes.
const NAMES: usize = 100_000;
const NAME: usize = 1 << 10;

impl Builder {
    /// The block being filled; it begins at `at` if there is none.
    pub(crate) fn leaf(&mut self, at: usize) -> &mut Leaf {
        if self.leaf.is_none() {
            let kind = match self.heading {
                _ if self.asides > 0 => BlockKind::Aside,
                Some(level) if !self.continues => BlockKind::Heading(level),
                None if self.terms > 0 => BlockKind::Line,
                Some(_) | None => BlockKind::Paragraph,
            };
            self.begin_leaf(Kind::Text(kind), at);
        }
        let leaf = self.leaf.as_mut().expect("it was just begun");
        if let Kind::Table(table) = &leaf.kind
            && table.rows.last().is_none_or(Vec::is_empty)
        {
            leaf.cell();
        }
        leaf
    }

    pub(crate) fn begin_leaf(&mut self, kind: Kind, at: usize) {
        let mut words = Words::default();
        for (_, mark) in &self.marks {
            words.open(mark.clone());
        }
        self.leaf = Some(Leaf {
            kind,
            at,
            words,
            edges: Vec::new(),
            lines: Vec::new(),
            names: self.names.drain(..).map(|name| (name, 0)).collect(),
            continued: std::mem::take(&mut self.continues),
        });
    }

    /// Takes text that keeps its lines.
    pub(crate) fn code(&mut self, text: &str, at: usize) {
        let mut at = at;
        let mut rest = text;
        while !rest.is_empty() {
            let filled = self.leaf.as_ref().map_or(0, Leaf::len);
            let room = PIECE.saturating_sub(filled).max(1);
            let end = rest.ceil_char_boundary(room.min(rest.len()));
            let (piece, after) = rest.split_at(end);
            if !matches!(&self.leaf, Some(leaf) if matches!(leaf.kind, Kind::Code(_))) {
                self.close_leaf();
                self.begin_leaf(Kind::Code(String::new()), at);
            }
            if let Some(Leaf {
                kind: Kind::Code(code),
                continued,
                ..
            }) = &mut self.leaf
            {
                // The end of line behind the start tag is not part of the text.
                let is_first = code.is_empty() && !*continued;
                code.push_str(if is_first {
                    piece.strip_prefix('\n').unwrap_or(piece)
                } else {
                    piece
                });
            }
            at += end;
            rest = after;
            self.cut();
        }
    }

    /// Adds words of our own.
    pub(crate) fn say(&mut self, words: &str, at: usize) {
        if self.pres > 0 {
            self.code(words, at);
        } else {
            self.leaf(at).words.push(words);
        }
    }

    /// `<br>`.
    pub(crate) fn line_break(&mut self, at: usize) {
        if self.pres > 0 {
            self.code("\n", at);
        } else {
            self.breaks += 1;
        }
    }

    /// Ends as many lines as were asked for before `words`. Two ends, or one before an indent made
    /// of blanks, are how paragraphs are made without tags for them.
    pub(crate) fn settle_breaks(&mut self, words: &str, at: usize) {
        let breaks = std::mem::take(&mut self.breaks);
        let Some(leaf) = self.leaf.as_mut().filter(|_| breaks > 0) else {
            self.wants_row |= breaks > 1;
            return;
        };
        match &leaf.kind {
            Kind::Table(_) if breaks > 1 || starts_indented(words) => {
                leaf.edge();
                self.paragraph_in_cell();
            }
            Kind::Table(_) => leaf.edge(),
            Kind::Text(BlockKind::Heading(_)) => leaf.words.line_end(),
            Kind::Text(_) if breaks > 1 || starts_indented(words) => {
                self.close_leaf();
                self.wants_row |= breaks > 2;
            }
            Kind::Text(_) | Kind::Code(_) => {
                leaf.words.line_end();
                leaf.lines.push((leaf.words.len(), at));
            }
        }
    }

    /// Ends a block that has become too long; the rest goes on in another.
    pub(crate) fn cut(&mut self) {
        let Some(leaf) = &self.leaf else {
            return;
        };
        if leaf.cell_len() > CELL {
            self.leave_table();
        } else if leaf.len() >= PIECE && !matches!(leaf.kind, Kind::Table(_)) {
            self.close_leaf();
            self.continues = true;
        }
    }

    /// A box begins or ends: so does the block, except within a cell and a heading.
    pub(crate) fn boundary(&mut self) {
        match &mut self.leaf {
            Some(leaf) if matches!(leaf.kind, Kind::Table(_)) => leaf.edge(),
            Some(leaf) if matches!(leaf.kind, Kind::Text(BlockKind::Heading(_))) => {
                self.breaks = self.breaks.max(1);
            }
            Some(_) | None => self.close_leaf(),
        }
        self.continues = false;
    }

    /// Writes the block being filled.
    pub(crate) fn close_leaf(&mut self) {
        self.wants_row |= std::mem::take(&mut self.breaks) > 1;
        let Some(mut leaf) = self.leaf.take() else {
            return;
        };
        leaf.end_cell();
        let at = leaf.at;
        let (text, mut marks) = leaf.words.finish();
        let (kind, text) = match leaf.kind {
            Kind::Text(kind) => (kind, text),
            Kind::Code(code) if keeps_prose(&code) => {
                return self.write_kept(at, &code, leaf.names, leaf.continued);
            }
            Kind::Code(code) => {
                marks.clear();
                (BlockKind::Code, code.trim_end_matches('\n').to_owned())
            }
            Kind::Table(table) => {
                let table = tidy(table_text::clamped(table, text.len() as u32));
                if table.align.len() < 2 {
                    return self.write_cells(
                        at,
                        cells(&table, &leaf.edges, &text, &marks),
                        leaf.names,
                    );
                }
                (BlockKind::Table(table), text)
            }
        };
        if text.is_empty() {
            self.names
                .extend(leaf.names.into_iter().map(|(name, _)| name));
            self.continues |= leaf.continued;
            return;
        }
        if kind != BlockKind::Code {
            autolink::mark(&text, &mut marks);
        }
        tell_notes(&text, &mut marks);
        let is_listed = self.stack.iter().any(|open| open.effect.is_listed());
        if kind == BlockKind::Paragraph && !leaf.lines.is_empty() && !is_listed {
            return self.write_lines(Lines {
                at,
                text,
                marks,
                starts: leaf.lines,
                names: leaf.names,
                continued: leaf.continued,
            });
        }
        let pos = self.emit(at, kind, text, marks);
        self.goes_on(leaf.continued);
        for (name, within) in leaf.names {
            self.name(name, pos.at(within));
        }
    }

    /// The block written last goes on with what the one before began.
    pub(crate) fn goes_on(&mut self, continued: bool) {
        if continued && let Some(block) = self.blocks.last_mut() {
            block.continued = true;
            block.space = 0;
        }
    }

    /// Writes a block and gives where it starts.
    pub(crate) fn emit(
        &mut self,
        at: usize,
        kind: BlockKind,
        text: String,
        marks: Vec<Marked>,
    ) -> Pos {
        let is_cjk = self.lang != TextLang::Other && self.lang != TextLang::Ko;
        let is_listed = self.stack.iter().any(|open| open.effect.is_listed());
        let after = matches!(kind, BlockKind::Paragraph | BlockKind::Aside).then(|| kind.clone());
        let follows = self.manner == Manner::Book && is_cjk && after.is_some();
        let is_close = is_listed || follows && after == self.after && !self.wants_row;
        self.wants_row = false;
        self.after = after.filter(|_| !is_listed);
        let pos = self.blocks.emit(Draft {
            at: at as u64,
            kind,
            text,
            marks,
            gap: if is_close { Gap::Tight } else { Gap::Row },
        });
        self.set_side();
        pos
    }

    /// Begins a mark, in this block and those that follow.
    pub(crate) fn open_mark(&mut self, id: Id, mark: Mark) {
        if self.marks.len() < MARKS {
            self.marks.push((id, mark.clone()));
            if let Some(leaf) = &mut self.leaf {
                leaf.words.open(mark);
            }
        }
    }

    /// Ends the mark of an element begun last; those begun in it go on.
    pub(crate) fn close_mark(&mut self, id: Id) {
        if let Some(at) = self.marks.iter().rposition(|(known, _)| *known == id) {
            let reopened = self.marks.split_off(at);
            if let Some(leaf) = &mut self.leaf {
                for _ in &reopened {
                    leaf.words.close();
                }
            }
            for (id, mark) in reopened.into_iter().skip(1) {
                self.open_mark(id, mark);
            }
        }
    }

    /// Remembers the names of the place where `tag` stands.
    pub(crate) fn take_names(&mut self, tag: &Tag, element: Option<Element>) {
        let is_link = element == Some(Element::Link);
        let name = name_of(tag).or_else(|| tag.get("name").filter(|_| is_link).and_then(fitting));
        let (Some(name), true) = (name, self.targets.len() + self.names.len() < NAMES) else {
            return;
        };
        let is_inline = !element.is_some_and(Element::is_box);
        match &mut self.leaf {
            Some(leaf) if leaf.len() > 0 && (is_inline || matches!(leaf.kind, Kind::Table(_))) => {
                if leaf.names.len() < NAMES {
                    let within = leaf.len() as u32;
                    leaf.names.push((name.to_owned(), within));
                }
            }
            Some(_) | None => self.names.push(name.to_owned()),
        }
    }

    /// Gives a place its name, unless another has it.
    pub(crate) fn name(&mut self, name: String, pos: Pos) {
        self.targets.entry(name).or_insert(pos);
    }
}

/// Whether `words` begin with blanks that people indent with.
fn starts_indented(words: &str) -> bool {
    words.starts_with(['\u{3000}', '\u{A0}'])
}

/// The name that a tag gives to the place where it stands.
pub(crate) fn name_of(tag: &Tag) -> Option<&str> {
    tag.get("id").and_then(fitting)
}

fn fitting(name: &str) -> Option<&str> {
    let name = name.trim();
    (!name.is_empty() && name.len() <= NAME).then_some(name)
}
