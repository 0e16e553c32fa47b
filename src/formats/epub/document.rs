//! A book as a document: its chapters in reading order, each with positions of its own.

use super::{EpubDocument, MAX_ARCHIVE_BYTES, outline};
use crate::doc::{
    Articles, Block, BytePositions, Document, Explanation, Heading, HeadingQueries, LineAccess,
    Links, Metadata, Note, Outline, Pos, Problem, ProblemScope, Provenance, Rearranged,
    Relocate as _, Step, TitleLines, ViewKind,
};
use crate::formats::blocks::href;
use crate::outline::explain;
use crate::outline::similar::LineKind;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;

impl Document for EpubDocument {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn title_lines(&self, _pos: Pos) -> Option<TitleLines> {
        None
    }

    fn lang(&self) -> TextLang {
        self.lang
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let index = self.index(pos);
        let is_past = pos.section as usize > index;
        self.ask(pos, |chapter, inner| {
            let mut block = chapter.block_at(if is_past { chapter.last() } else { inner });
            if index > 0 && block.pos == chapter.first() {
                block.space_above = block.space_above.max(2);
            }
            block
        })
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        self.ask(pos, Document::next).or_else(|| {
            let after = self.next_section(self.index(pos) as u32)?;
            Some(self.chapter(after as usize).first().in_section(after))
        })
    }

    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        self.next(block.pos).map(|next| self.block_at(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        self.ask(pos, Document::prev).or_else(|| {
            let before = self.index(pos).checked_sub(1)?;
            Some(self.chapter(before).last().in_section(before as u32))
        })
    }

    fn first(&self) -> Pos {
        self.chapter(0).first()
    }

    fn last(&self) -> Pos {
        let index = self.chapters.len().saturating_sub(1);
        self.chapter(index).last().in_section(index as u32)
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        let index = self.index(pos);
        let inner = self.chapter(index).fraction(pos.in_section(0));
        self.lengths.fraction(index, inner)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let (index, inner) = self.lengths.part_at(fraction);
        self.chapter(index).pos_at(inner).in_section(index as u32)
    }

    fn len(&self) -> u64 {
        self.lengths.total()
    }

    fn known_len(&self) -> u64 {
        self.len()
    }

    fn lines(&self, _section: u32) -> Option<LineAccess<'_>> {
        None
    }

    fn byte_positions(&self, _section: u32) -> Option<&dyn BytePositions> {
        None
    }

    fn next_section(&self, section: u32) -> Option<u32> {
        let next = section + 1;
        ((next as usize) < self.chapters.len()).then_some(next)
    }

    fn provenance(&self, pos: Pos) -> Provenance {
        Provenance {
            file: None,
            encoding: self.chapter(self.index(pos)).decoding.encoding,
        }
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        match &self.saved_outline {
            Some(saved) => {
                let _ = emit(Step::Found(saved.clone()));
            }
            None => outline::emit_outline(self, emit),
        }
    }

    fn links(&self) -> Option<&dyn Links> {
        Some(self)
    }

    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        Some(self)
    }

    fn files(&self) -> Option<&dyn crate::doc::Files> {
        None
    }

    fn articles(&self) -> Option<&dyn Articles> {
        None
    }

    fn rearranged(&self) -> Option<&dyn Rearranged> {
        (self.hidden_lines(self.first()) > 0).then_some(self)
    }

    fn metadata(&self, _pos: Pos) -> Vec<Metadata> {
        self.package.metadata()
    }

    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        match scope {
            ProblemScope::Whole => self.problems.clone(),
            ProblemScope::PartAt(pos) => self.chapter(self.index(pos)).problems.clone(),
        }
    }
}

impl Links for EpubDocument {
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        let base = &self.package.spine.get(self.index(from))?.path;
        let (section, place) = self.resolve_href(&href::resolve(base, link)?)?;
        let chapter = self.chapter(section as usize);
        let pos = chapter.places.targets.get(&place).copied();
        // For a missing place in another chapter, the start of that chapter is close enough.
        if pos.is_none() && !place.is_empty() && section as usize == self.index(from) {
            return None;
        }
        let pos = pos.unwrap_or_else(|| chapter.first());
        Some(pos.in_section(section))
    }

    fn note_outside_text(&self, from: Pos, label: &str) -> Option<Note> {
        self.note(from, label).filter(|note| note.pos.is_none())
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        let index = self.index(from);
        if let Some(note) = self.chapter(index).hidden_note(label) {
            return Some(note);
        }
        let base = &self.package.spine.get(index)?.path;
        let (section, place) = self.resolve_href(&href::resolve(base, label)?)?;
        let chapter = self.chapter(section as usize);
        let note = chapter.note(chapter.first(), &place);
        note.relocate(&|pos| pos.in_section(section))
    }
}

impl HeadingQueries for EpubDocument {
    fn similar(&self, pos: Pos) -> Vec<Heading> {
        let block = self.block_at(pos);
        let Some(kind) = LineKind::of(&block.text) else {
            return Heading::from_block(&block).into_iter().collect();
        };
        let mut left = MAX_ARCHIVE_BYTES;
        let mut found = Vec::new();
        for section in 0..self.chapters.len() {
            let Some(chapter) = self.load_chapter(section, &mut left) else {
                break;
            };
            let own = chapter.blocks.iter();
            let own = own.filter_map(|block| kind.match_heading(block.pos, &block.text));
            found
                .extend(own.map(|heading| heading.relocate(&|pos| pos.in_section(section as u32))));
        }
        found
    }

    fn explain(&self, pos: Pos) -> Option<Explanation> {
        match &self.saved_outline {
            Some(saved) => Some(explain::explain_sidecar(saved, &self.block_at(pos))),
            None => self.inferred_headings.get()?.explain(pos),
        }
    }
}

impl Rearranged for EpubDocument {
    fn kind(&self) -> ViewKind {
        ViewKind::Reflowed
    }

    fn original(&self) -> Arc<dyn Document> {
        Arc::new(self.unfiltered())
    }

    fn to_original(&self, pos: Pos) -> Pos {
        pos
    }

    /// Counts the lines of the chapters parsed so far.
    fn hidden_lines(&self, _pos: Pos) -> u64 {
        self.hidden_line_count.load(Ordering::Relaxed)
    }
}
