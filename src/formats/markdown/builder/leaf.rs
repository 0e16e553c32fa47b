//! The open leaf block: its text, its end, and the block it becomes.

use super::super::inline_html;
use super::super::inline_notes::{self, InlineNote};
use super::super::link_targets;
use super::super::silent_signs;
use super::super::text_marks::SignedText;
use super::EventBuilder;
use super::html_block;
use crate::doc::{BlockKind, Mark, Pos, Table};
use crate::formats::blocks::builder::{BlockDraft, Spacing};
use crate::formats::blocks::inline::{InlineBuilder, MarkSpan};
use crate::formats::blocks::ruby::RubyBuilder;
use crate::formats::blocks::{autolink, table_text};

/// A picture: its description so far, its target, and the nesting depth of pictures in the description.
pub(super) struct OpenImage {
    pub(super) description: String,
    pub(super) target: String,
    pub(super) depth: u32,
}

/// The block under construction.
pub(super) struct OpenLeaf {
    pub(super) kind: LeafKind,
    pub(super) at: usize,
    pub(super) inline: InlineBuilder,
    pub(super) ruby: RubyBuilder,
    /// Starts in the text of characters after a backslash, ascending.
    escaped: Vec<u32>,
    /// Links that tags of HTML opened.
    html_link_count: u32,
}

pub(super) enum LeafKind {
    Paragraph,
    /// A paragraph without markup of its own: the text of an item in a tight list.
    Tight,
    /// The term of a definition.
    Term,
    Heading(u8),
    Code(String),
    Html(String),
    Table(Table),
}

impl OpenLeaf {
    fn new(kind: LeafKind, at: usize) -> Self {
        Self {
            kind,
            at,
            inline: InlineBuilder::default(),
            ruby: RubyBuilder::default(),
            escaped: Vec::new(),
            html_link_count: 0,
        }
    }

    /// Opens the link of a tag of HTML.
    pub(super) fn open_html_link(&mut self, target: String) {
        self.inline.open(Mark::Link(target));
        self.html_link_count += 1;
    }

    /// Closes the link that a tag of HTML opened last, if any.
    pub(super) fn close_html_link(&mut self) {
        if let Some(count) = self.html_link_count.checked_sub(1) {
            self.html_link_count = count;
            self.inline.close();
        }
    }

    /// Appends words. Whether a backslash is before them decides if their first character is a sign.
    pub(super) fn push(&mut self, words: &str, is_escaped: bool) {
        if self.ruby.takes_text() {
            return self.ruby.push_reading(words.trim());
        }
        let words = self.inline.without_indent(words);
        self.inline.push(words);
        let start = self.inline.len().saturating_sub(words.len() as u32);
        if !words.is_empty() {
            self.ruby.add_base(start);
            if is_escaped {
                self.escaped.push(start);
            }
        }
    }

    /// Closes the open ruby, if any.
    pub(super) fn close_ruby(&mut self) {
        if let Some(reading) = self.ruby.close(&mut self.inline) {
            self.inline.push(&reading);
        }
    }
}

impl EventBuilder<'_> {
    /// Returns the open block. The text of a tight item begins with its first words.
    pub(super) fn leaf_at(&mut self, at: usize) -> &mut OpenLeaf {
        self.leaf
            .get_or_insert_with(|| OpenLeaf::new(LeafKind::Tight, at))
    }

    /// Returns the text of the open block.
    pub(super) fn inline_at(&mut self, at: usize) -> &mut InlineBuilder {
        &mut self.leaf_at(at).inline
    }

    /// Returns whether the open block is the term of a definition.
    pub(super) fn is_in_term(&self) -> bool {
        matches!(&self.leaf, Some(leaf) if matches!(leaf.kind, LeafKind::Term))
    }

    pub(super) fn open_leaf(&mut self, kind: LeafKind, at: usize) {
        self.close_leaf();
        self.leaf = Some(OpenLeaf::new(kind, at));
    }

    pub(super) fn close_leaf(&mut self) {
        self.end_hidden();
        let Some(mut leaf) = self.leaf.take() else {
            return;
        };
        leaf.close_ruby();
        let OpenLeaf {
            kind,
            at,
            inline,
            mut escaped,
            ..
        } = leaf;
        let (mut text, mut marks) = inline.finish();
        let is_prose = !matches!(kind, LeafKind::Code(_) | LeafKind::Html(_));
        let is_table = matches!(kind, LeafKind::Table(_));
        let is_top_level = matches!(kind, LeafKind::Paragraph | LeafKind::Html(_));
        let mut offsets = None;
        let mut notes = Vec::new();
        if is_prose {
            if matches!(kind, LeafKind::Paragraph | LeafKind::Tight) {
                if silent_signs::is_silent(&text, &marks, &escaped) {
                    return;
                }
                notes = self.take_notes(&mut text, &mut marks, &mut escaped);
            }
            autolink::add_links(&text, &mut marks);
            let signed = SignedText {
                text: &mut text,
                marks: &mut marks,
                escaped: &escaped,
                lang: self.lang,
                is_table,
            };
            offsets = Some(signed.replace_signs());
        }
        let mut gap = Spacing::Row;
        let kind = match kind {
            LeafKind::Paragraph => BlockKind::Paragraph,
            LeafKind::Tight => {
                gap = Spacing::Tight;
                BlockKind::Paragraph
            }
            LeafKind::Term => BlockKind::Line,
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
                if let Some(page) = html_block::parse(&source, self.lang, &mut self.sheet) {
                    return self.push_page(page, at);
                }
                for name in inline_html::target_names(&source) {
                    self.link_targets.name_next_block(name);
                }
                (text, marks) = inline_html::text(&source, self.lang);
                autolink::add_links(&text, &mut marks);
                BlockKind::Paragraph
            }
            LeafKind::Table(mut table) => {
                if let Some(offsets) = &offsets {
                    for cell in table.rows.iter_mut().flatten() {
                        *cell = offsets.map(cell.start)..offsets.map(cell.end);
                    }
                }
                BlockKind::Table(table_text::clamp_cells(table, text.len() as u32).into())
            }
        };
        if text.is_empty() || kind != BlockKind::Code && text.trim().is_empty() {
            self.has_blank_line |= is_top_level && self.is_blank_line(at);
            return;
        }
        if std::mem::take(&mut self.is_definition_start) {
            gap = Spacing::Tight;
        }
        let placed = self.blocks.push(BlockDraft {
            at: self.source_offset(at),
            kind,
            text,
            marks,
            spacing: gap,
        });
        // A blank line that the author typed.
        if std::mem::take(&mut self.has_blank_line)
            && let Some(block) = self.blocks.last_mut()
            && block.kind == BlockKind::Paragraph
        {
            block.space_above += u8::from(block.space_above > 0);
        }
        self.link_targets.assign_names(placed);
        self.push_notes(notes, placed);
    }

    /// Returns whether the source of the block at byte `at` shows as a blank line.
    fn is_blank_line(&self, at: usize) -> bool {
        let source = self.repaired.text.get(at..).unwrap_or_default();
        silent_signs::is_blank_line(source.lines().next().unwrap_or_default())
    }

    /// Adds the notes of a block below it.
    fn push_notes(&mut self, notes: Vec<InlineNote>, block: Pos) {
        for note in notes {
            self.blocks.open_note(&note.label, block.block.0);
            self.blocks.push(BlockDraft {
                at: block.block.0,
                kind: BlockKind::Paragraph,
                text: note.text,
                marks: note.marks,
                spacing: Spacing::Tight,
            });
            self.blocks.close();
        }
    }

    /// Takes the name of the block from its text, and the notes, which have the numbers that no other note has.
    fn take_notes(
        &mut self,
        text: &mut String,
        marks: &mut Vec<MarkSpan>,
        escaped: &mut [u32],
    ) -> Vec<InlineNote> {
        if let Some(name) = silent_signs::take_block_name(text, marks) {
            self.link_targets.name_next_block(name);
        }
        let mut next_label = || {
            self.inline_note_count += 1;
            let name = format!("inline-note-{}", self.inline_note_count);
            self.note_numbers.shown(&name, &self.repaired.text)
        };
        let (notes, offsets) = inline_notes::take(text, marks, escaped, &mut next_label);
        for at in escaped {
            *at = offsets.map(*at);
        }
        notes
    }
}
