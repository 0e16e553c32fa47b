//! The open block: its start, its end, and the block it becomes.

use super::super::parsed_page::PageKind;
use super::super::tokens::Tag;
use super::attributes::mark_note_refs;
use super::preformatted::PreformattedLines;
use super::tables::{MAX_CELL_BYTES, trim_table};
use super::{MAX_BLOCK_BYTES, PageBuilder};
use crate::doc::{BlockKind, Mark, Pos};
use crate::formats::blocks::builder::{BlockDraft, Spacing};
use crate::formats::blocks::inline::MarkSpan;
use crate::formats::blocks::inline_text::InlineText;
use crate::formats::blocks::{autolink, placeholders, table_text};
use crate::formats::html::br_lines::is_preformatted_prose;
use crate::formats::html::elements::{ElementId, ElementKind};
use crate::formats::html::open_block::{MAX_OPEN_MARK_COUNT, OpenBlock, OpenBlockKind, cell_texts};
use crate::text::script::TextLang;

/// Limits of named places: their number, and the length of a name in bytes.
const MAX_NAME_COUNT: usize = 100_000;
const MAX_NAME_BYTES: usize = 1 << 10;

impl PageBuilder {
    /// Returns the open block. Begins one at `at` if necessary.
    pub(crate) fn open_block_at(&mut self, at: usize) -> &mut OpenBlock {
        if self.open_block.is_none() {
            let kind = match self.context.heading_level {
                _ if self.context.aside_depth > 0 => BlockKind::Aside,
                Some(level) if !self.boundary.is_continued => BlockKind::Heading(level),
                None if self.context.term_depth > 0 => BlockKind::Line,
                Some(_) | None => BlockKind::Paragraph,
            };
            self.begin_block(OpenBlockKind::Text(kind), at);
        }
        let leaf = self.open_block.as_mut().expect("it was just begun");
        if let OpenBlockKind::Table(table) = &leaf.kind
            && table.rows.last().is_none_or(Vec::is_empty)
        {
            leaf.begin_cell();
        }
        leaf
    }

    pub(crate) fn begin_block(&mut self, kind: OpenBlockKind, at: usize) {
        let mut words = InlineText::default();
        for (_, mark) in &self.open.marks {
            words.open(mark.clone());
        }
        self.open_block = Some(OpenBlock {
            kind,
            at,
            text: words,
            cell_edges: Vec::new(),
            line_starts: Vec::new(),
            names: self.names.pending.drain(..).map(|name| (name, 0)).collect(),
            continued: std::mem::take(&mut self.boundary.is_continued),
        });
    }

    /// Adds preformatted text.
    pub(crate) fn push_code(&mut self, text: &str, at: usize) {
        let mut at = at;
        let mut rest = text;
        while !rest.is_empty() {
            let filled = self.open_block.as_ref().map_or(0, OpenBlock::len);
            let room = MAX_BLOCK_BYTES.saturating_sub(filled).max(1);
            let end = rest.ceil_char_boundary(room.min(rest.len()));
            let (piece, after) = rest.split_at(end);
            if !matches!(&self.open_block, Some(leaf) if matches!(leaf.kind, OpenBlockKind::Code(_)))
            {
                self.close_block();
                self.begin_block(OpenBlockKind::Code(String::new()), at);
            }
            if let Some(OpenBlock {
                kind: OpenBlockKind::Code(code),
                continued,
                ..
            }) = &mut self.open_block
            {
                // A line end right after the start tag is not part of the text.
                let is_first = code.is_empty() && !*continued;
                code.push_str(if is_first {
                    piece.strip_prefix('\n').unwrap_or(piece)
                } else {
                    piece
                });
            }
            at += end;
            rest = after;
            self.split_overlong();
        }
    }

    /// Adds text that is not in the source.
    pub(crate) fn push_own_text(&mut self, words: &str, at: usize) {
        if self.context.pre_depth > 0 {
            self.push_code(words, at);
        } else {
            self.open_block_at(at).text.push(words);
        }
    }

    /// Processes `<br>`.
    pub(crate) fn line_break(&mut self, at: usize) {
        if self.context.pre_depth > 0 {
            self.push_code("\n", at);
        } else {
            self.boundary.line_breaks += 1;
            if self.open_block.as_ref().is_none_or(|leaf| leaf.len() == 0) {
                self.breaks.see_blank_line();
            }
        }
    }

    /// Applies the pending line breaks before `words`. Two breaks, or one before an indent of blanks, begin a new
    /// paragraph, since many pages have no tags for paragraphs.
    pub(crate) fn resolve_breaks(&mut self, words: &str, at: usize) {
        let breaks = std::mem::take(&mut self.boundary.line_breaks);
        let Some(leaf) = self.open_block.as_mut().filter(|_| breaks > 0) else {
            self.boundary.wants_blank_row |= breaks > 1;
            if !words.trim().is_empty() {
                self.breaks.see_words();
            }
            return;
        };
        match &leaf.kind {
            OpenBlockKind::Table(_) if breaks > 1 || has_indent(words) => {
                leaf.push_edge();
                self.begin_cell_paragraph();
            }
            OpenBlockKind::Table(_) => leaf.push_edge(),
            OpenBlockKind::Text(BlockKind::Heading(_)) => leaf.text.end_line(),
            OpenBlockKind::Text(_) if breaks > 1 || has_indent(words) => {
                self.close_block();
                self.breaks.end_text_line(breaks);
                self.boundary.wants_blank_row |= breaks > 2;
            }
            OpenBlockKind::Text(_) | OpenBlockKind::Code(_) => {
                self.breaks.end_text_line(breaks);
                leaf.text.end_line();
                leaf.line_starts.push((leaf.text.len(), at));
            }
        }
    }

    /// Ends an overlong block; the rest continues in another.
    pub(crate) fn split_overlong(&mut self) {
        let Some(leaf) = &self.open_block else {
            return;
        };
        if leaf.cell_len() > MAX_CELL_BYTES {
            self.leave_table();
        } else if leaf.len() >= MAX_BLOCK_BYTES && !matches!(leaf.kind, OpenBlockKind::Table(_)) {
            self.close_block();
            self.boundary.is_continued = true;
        }
    }

    /// Ends the block at the start or end of a box. In a cell or a heading only the line ends.
    pub(crate) fn close_at_boundary(&mut self) {
        match &mut self.open_block {
            Some(leaf) if matches!(leaf.kind, OpenBlockKind::Table(_)) => leaf.push_edge(),
            Some(leaf) if matches!(leaf.kind, OpenBlockKind::Text(BlockKind::Heading(_))) => {
                self.boundary.line_breaks = self.boundary.line_breaks.max(1);
            }
            Some(_) | None => self.close_block(),
        }
        self.boundary.is_continued = false;
    }

    /// Writes the open block. Line breaks at its end part it from the next.
    pub(crate) fn close_block(&mut self) {
        let breaks = std::mem::take(&mut self.boundary.line_breaks);
        if let Some(leaf) = self.open_block.take() {
            let count = self.blocks.len();
            self.write_block(leaf);
            if breaks > 1 && self.blocks.len() > count {
                self.breaks.add_blank_line();
            }
        } else {
            self.breaks.end_line();
        }
        self.boundary.wants_blank_row |= breaks > 1;
    }

    fn write_block(&mut self, mut leaf: OpenBlock) {
        leaf.end_cell();
        let at = leaf.at;
        let (text, mut marks) = leaf.text.finish();
        let (kind, text) = match leaf.kind {
            OpenBlockKind::Text(kind) => match self.title_of_heading(&kind, &text) {
                Some(title) => {
                    marks.clear();
                    (kind, title)
                }
                None => (kind, text),
            },
            OpenBlockKind::Code(code) if is_preformatted_prose(&code) => {
                return self.push_preformatted(at, &code, leaf.names, leaf.continued);
            }
            OpenBlockKind::Code(code) => {
                marks.clear();
                (BlockKind::Code, code.trim_end_matches('\n').to_owned())
            }
            OpenBlockKind::Table(table) => {
                let table = trim_table(table_text::clamp_cells(table, text.len() as u32));
                if table.align.len() < 2 {
                    return self.push_cells(
                        at,
                        cell_texts(&table, &leaf.cell_edges, &text, &marks),
                        leaf.names,
                    );
                }
                (BlockKind::Table(table.into()), text)
            }
        };
        let is_blank =
            matches!(kind, BlockKind::Paragraph | BlockKind::Aside) && text.trim().is_empty();
        if text.is_empty() || is_blank {
            self.breaks.end_line();
            self.names
                .pending
                .extend(leaf.names.into_iter().map(|(name, _)| name));
            self.boundary.is_continued |= leaf.continued;
            return;
        }
        if kind != BlockKind::Code {
            autolink::add_links(&text, &mut marks);
        }
        mark_note_refs(&text, &mut marks);
        let is_listed = self
            .open
            .stack
            .iter()
            .any(|open| open.on_close.is_list_item());
        if kind == BlockKind::Paragraph && !leaf.line_starts.is_empty() && !is_listed {
            return self.push_lines(PreformattedLines {
                at,
                text,
                marks,
                line_starts: leaf.line_starts,
                names: leaf.names,
                continued: leaf.continued,
            });
        }
        let pos = self.push_block(at, kind, text, marks);
        self.continue_block(leaf.continued);
        for (name, within) in leaf.names {
            self.add_target(name, pos.at(within));
        }
    }

    /// Returns the title that the tag of a heading gives to the pictures in it. `None` if they have words themselves.
    fn title_of_heading(&mut self, kind: &BlockKind, text: &str) -> Option<String> {
        if !matches!(kind, BlockKind::Heading(_)) {
            return None;
        }
        let title = self.context.heading_title.take()?;
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_missing =
            placeholders::consists_of_images(text) && placeholders::title_of_images(text).is_none();
        (is_missing && !title.is_empty()).then_some(title)
    }

    /// Marks the last block as a continuation if `continued`.
    pub(crate) fn continue_block(&mut self, continued: bool) {
        if continued && let Some(block) = self.blocks.last_mut() {
            block.is_continuation = true;
            block.space_above = 0;
        }
    }

    /// Writes a block. Returns its start.
    pub(crate) fn push_block(
        &mut self,
        at: usize,
        kind: BlockKind,
        text: String,
        marks: Vec<MarkSpan>,
    ) -> Pos {
        let is_cjk = self.page.lang != TextLang::Other && self.page.lang != TextLang::Ko;
        let is_listed = self
            .open
            .stack
            .iter()
            .any(|open| open.on_close.is_list_item());
        let after = matches!(kind, BlockKind::Paragraph | BlockKind::Aside).then(|| kind.clone());
        let follows = self.page.kind == PageKind::Book && is_cjk && after.is_some();
        let is_close = is_listed
            || follows && after == self.boundary.last_kind && !self.boundary.wants_blank_row;
        // The row of a blank line that is there already.
        let is_raised = follows && std::mem::take(&mut self.boundary.wants_blank_row);
        self.boundary.wants_blank_row = false;
        let is_follower = after.is_some() && after == self.boundary.last_kind && !is_listed;
        self.boundary.last_kind = after.filter(|_| !is_listed);
        let pos = self.blocks.push(BlockDraft {
            at: at as u64,
            kind,
            text,
            marks,
            spacing: if is_close {
                Spacing::Tight
            } else {
                Spacing::Row
            },
        });
        self.breaks.add_block(pos, is_follower, is_raised);
        self.align_last_block();
        pos
    }

    /// Opens a mark, in this block and the following ones.
    pub(crate) fn open_mark(&mut self, id: ElementId, mark: Mark) {
        if self.open.marks.len() < MAX_OPEN_MARK_COUNT {
            self.open.marks.push((id, mark.clone()));
            if let Some(leaf) = &mut self.open_block {
                leaf.text.open(mark);
            }
        }
    }

    /// Closes the innermost mark of an element. Marks opened in it continue.
    pub(crate) fn close_mark(&mut self, id: ElementId) {
        if let Some(at) = self.open.marks.iter().rposition(|(known, _)| *known == id) {
            let reopened = self.open.marks.split_off(at);
            if let Some(leaf) = &mut self.open_block {
                for _ in &reopened {
                    leaf.text.close();
                }
            }
            for (id, mark) in reopened.into_iter().skip(1) {
                self.open_mark(id, mark);
            }
        }
    }

    /// Collects the names that `tag` gives to its position.
    pub(crate) fn collect_names(&mut self, tag: &Tag, element: Option<ElementKind>) {
        let is_link = element == Some(ElementKind::Link);
        let name =
            target_name(tag).or_else(|| tag.get("name").filter(|_| is_link).and_then(valid_name));
        let (Some(name), true) = (
            name,
            self.names.targets.len() + self.names.pending.len() < MAX_NAME_COUNT,
        ) else {
            return;
        };
        let is_inline = !element.is_some_and(ElementKind::is_box);
        match &mut self.open_block {
            Some(leaf)
                if matches!(leaf.kind, OpenBlockKind::Table(_)) || leaf.len() > 0 && is_inline =>
            {
                if leaf.names.len() < MAX_NAME_COUNT {
                    let within = leaf.len() as u32;
                    leaf.names.push((name.to_owned(), within));
                }
            }
            Some(_) | None => self.names.pending.push(name.to_owned()),
        }
    }

    /// Names a position, unless the name is taken.
    pub(crate) fn add_target(&mut self, name: String, pos: Pos) {
        self.names.targets.entry(name).or_insert(pos);
    }
}

/// Returns whether `words` begin with blanks used as an indent.
fn has_indent(words: &str) -> bool {
    words.starts_with(['\u{3000}', '\u{A0}'])
}

/// Returns the name that a tag gives to its position.
pub(crate) fn target_name(tag: &Tag) -> Option<&str> {
    tag.get("id").and_then(valid_name)
}

fn valid_name(name: &str) -> Option<&str> {
    let name = name.trim();
    (!name.is_empty() && name.len() <= MAX_NAME_BYTES).then_some(name)
}
