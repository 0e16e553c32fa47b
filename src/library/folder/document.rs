//! Folder as a document: questions about a position go to the file that contains it.

use super::FolderDocument;
use crate::doc::{
    ArticleRange, Articles, Block, BytePositions, Document, Explanation, Files, Heading,
    HeadingQueries, LineAccess, Links, Metadata, NoArticle, Note, Outline, Pos, Problem,
    ProblemScope, Provenance, Rearranged, Step, TitleLines, ViewKind,
};
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use crate::views::View;
use std::ops::ControlFlow;
use std::sync::Arc;

impl Document for FolderDocument {
    fn title(&self) -> String {
        self.files.title.clone()
    }

    fn title_lines(&self, pos: Pos) -> Option<TitleLines> {
        self.locate(pos, |part, inner| part.title_lines(inner))
    }

    fn lang(&self) -> TextLang {
        *self.lang.get_or_init(|| self.open_part(0).lang())
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let index = self.file_index(pos);
        let is_past = pos.section >= self.first_section(self.file_count());
        self.locate(pos, |part, inner| {
            let inner = if is_past { part.last() } else { inner };
            let mut block = part.block_at(inner).into_owned();
            if index > 0 && block.pos == part.first() {
                block.space_above = block.space_above.max(2);
            }
            block
        })
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        self.locate(pos, |part, inner| part.next(inner))
            .or_else(|| {
                let after = self.file_index(pos) + 1;
                let is_file = after < self.file_count();
                is_file.then(|| self.to_folder_pos(after, self.open_part(after).first()))
            })
    }

    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        self.next(block.pos).map(|next| self.block_at(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        self.locate(pos, |part, inner| part.prev(inner))
            .or_else(|| {
                let before = self.file_index(pos).checked_sub(1)?;
                Some(self.to_folder_pos(before, self.open_part(before).last()))
            })
    }

    fn first(&self) -> Pos {
        *self
            .first
            .get_or_init(|| self.to_folder_pos(0, self.open_part(0).first()))
    }

    fn last(&self) -> Pos {
        *self.last.get_or_init(|| {
            let index = self.file_count().saturating_sub(1);
            self.to_folder_pos(index, self.open_part(index).last())
        })
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        let inner = self.ask(pos, |part, inner| part.fraction(inner));
        self.files.lengths.fraction(self.file_index(pos), inner)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let (index, inner) = self.files.lengths.part_at(fraction);
        self.to_folder_pos(index, self.open_part(index).pos_at(inner))
    }

    fn len(&self) -> u64 {
        self.files.lengths.total()
    }

    fn known_len(&self) -> u64 {
        self.len()
    }

    fn lines(&self, section: u32) -> Option<LineAccess<'_>> {
        self.ask(Pos::new(section, 0), |part, inner| {
            Some(match part.lines(inner.section)? {
                LineAccess::Raw(_) => LineAccess::Raw(self),
                LineAccess::Decoded(_) => LineAccess::Decoded(self),
            })
        })
    }

    fn byte_positions(&self, section: u32) -> Option<&dyn BytePositions> {
        self.ask(Pos::new(section, 0), |part, inner| {
            part.byte_positions(inner.section).map(|_| self as _)
        })
    }

    fn links(&self) -> Option<&dyn Links> {
        Some(self)
    }

    fn metadata(&self, pos: Pos) -> Vec<Metadata> {
        self.ask(pos, |part, inner| part.metadata(inner))
    }

    fn next_section(&self, section: u32) -> Option<u32> {
        let pos = Pos::new(section, 0);
        let after = self.file_index(pos) + 1;
        let next_file = || (after < self.file_count()).then(|| self.first_section(after));
        if section.checked_add(1) == next_file() {
            // The file has no more sections: it need not be opened.
            return next_file();
        }
        let next = self.locate(pos, |part, inner| {
            let next = part.next_section(inner.section)?;
            Some(Pos::new(next, 0))
        });
        next.map(|next| next.section).or_else(next_file)
    }

    fn provenance(&self, pos: Pos) -> Provenance {
        let path = self.file_path(self.file_index(pos));
        let inner = self.ask(pos, |part, inner| part.provenance(inner));
        Provenance {
            file: Some(match &inner.file {
                Some(inner) => format!("{path}/{inner}"),
                None => path.to_owned(),
            }),
            ..inner
        }
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        self.find_outline(emit);
    }

    fn files(&self) -> Option<&dyn Files> {
        Some(self)
    }

    fn articles(&self) -> Option<&dyn Articles> {
        let may_have_some = self.view != View::Article && self.has_page();
        may_have_some.then_some(self)
    }

    fn rearranged(&self) -> Option<&dyn Rearranged> {
        let is_other = match self.view {
            View::Reading => self.has_rearranged_file(),
            View::Original => false,
            View::Article => true,
        };
        is_other.then_some(self)
    }

    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        Some(self)
    }

    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        match scope {
            ProblemScope::Whole => {
                let known = self.files.problems.iter().cloned();
                known.chain(self.files.damage()).collect()
            }
            ProblemScope::PartAt(pos) => self.ask(pos, |part, inner| {
                let mut problems = part.problems(ProblemScope::Whole);
                let of_part = part.problems(ProblemScope::PartAt(inner));
                for problem in of_part {
                    if !problems.contains(&problem) {
                        problems.push(problem);
                    }
                }
                problems
            }),
        }
    }
}

/// A file that was closed and opened again may have changed meanwhile and lack such positions.
impl BytePositions for FolderDocument {
    fn byte_of(&self, pos: Pos) -> u64 {
        let byte = self.ask(pos, |part, inner| part.byte_of(inner));
        byte.unwrap_or(pos.block.0)
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let pos = self.locate(Pos::new(section, 0), |part, inner| {
            part.pos_of_byte(inner.section, at)
        });
        pos.unwrap_or(Pos::new(section, at))
    }
}

impl Links for FolderDocument {
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        self.locate(from, |part, inner| part.target(inner, link))
            .or_else(|| self.resolve_in_folder(self.file_index(from), link))
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        self.locate(from, |part, inner| part.note(inner, label))
    }

    fn note_outside_text(&self, from: Pos, label: &str) -> Option<Note> {
        self.locate(from, |part, inner| part.note_outside_text(inner, label))
    }
}

impl HeadingQueries for FolderDocument {
    fn similar(&self, pos: Pos) -> Vec<Heading> {
        self.locate(pos, |part, inner| part.similar(inner))
    }

    fn explain(&self, pos: Pos) -> Option<Explanation> {
        self.ask(pos, |part, inner| part.explain(inner))
    }
}

impl Rearranged for FolderDocument {
    fn kind(&self) -> ViewKind {
        match self.view {
            View::Reading | View::Original => ViewKind::Reflowed,
            View::Article => ViewKind::Article,
        }
    }

    fn original(&self) -> Arc<dyn Document> {
        let view = match self.view {
            View::Reading | View::Original => View::Original,
            View::Article => View::Reading,
        };
        Arc::new(Self::with_view(Arc::clone(&self.files), view))
    }

    fn to_original(&self, pos: Pos) -> Pos {
        match self.view {
            View::Reading => self.locate(pos, |part, inner| part.to_original(inner)),
            View::Original | View::Article => pos,
        }
    }

    fn hidden_lines(&self, pos: Pos) -> u64 {
        self.ask(pos, |part, inner| part.hidden_lines(inner))
    }
}

impl Files for FolderDocument {
    fn file_at(&self, pos: Pos) -> &str {
        self.file_path(self.file_index(pos))
    }

    fn fraction_in_file(&self, pos: Pos) -> Fraction {
        self.ask(pos, |part, inner| part.fraction(inner))
    }

    fn file_count(&self) -> usize {
        self.files.list.len()
    }

    fn file_index(&self, pos: Pos) -> usize {
        let starts = &self.files.first_sections;
        let after = starts.partition_point(|&first| first <= pos.section);
        let last = self.file_count().saturating_sub(1);
        after.saturating_sub(1).min(last)
    }

    fn file_path(&self, index: usize) -> &str {
        let file = self.files.list.get(index);
        file.map_or("", |file| &file.path)
    }

    fn first_section(&self, index: usize) -> u32 {
        self.files.first_sections.get(index).copied().unwrap_or(0)
    }

    fn open_file(&self, index: usize) -> Arc<dyn Document> {
        self.peek(index)
    }
}

impl Articles for FolderDocument {
    fn article(&self, pos: Pos) -> Result<ArticleRange, NoArticle> {
        self.locate(pos, |part, inner| part.article(inner))
    }

    fn folder_of_articles(&self) -> Option<Arc<dyn Document>> {
        let files = Arc::clone(&self.files);
        Some(Arc::new(Self::with_view(files, View::Article)))
    }
}
