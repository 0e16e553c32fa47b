//! A folder as a document: what is asked about a place is asked of the file it is in.

use super::{FolderDocument, FolderFile, FolderView};
use crate::doc::{
    Block, Document, EncodingInfo, Heading, Metadata, Note, Outline, Pos, SourceLines, Step,
    ViewKind,
};
use crate::error::Notice;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Endings of files that are pages, or hold some.
const PAGE_SUFFIXES: [&str; 6] = [".html", ".htm", ".xhtml", ".mht", ".mhtml", ".zip"];

impl Document for FolderDocument {
    fn title(&self) -> String {
        self.files.title.clone()
    }

    fn lang(&self) -> TextLang {
        *self.lang.get_or_init(|| self.open_part(0).lang())
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let index = self.file_index(pos);
        let part = self.open_part(index);
        let is_past = pos.section >= self.first_section(self.file_count());
        let inner = if is_past {
            part.last()
        } else {
            self.to_file_pos(pos)
        };
        let mut block = part.block_at(inner).into_owned();
        if index > 0 && block.pos == part.first() {
            block.space_above = block.space_above.max(2);
        }
        block.pos = self.to_folder_pos(index, block.pos);
        block
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let index = self.file_index(pos);
        match self.open_part(index).next(self.to_file_pos(pos)) {
            Some(next) => Some(self.to_folder_pos(index, next)),
            None if index + 1 < self.file_count() => {
                Some(self.to_folder_pos(index + 1, self.open_part(index + 1).first()))
            }
            None => None,
        }
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let index = self.file_index(pos);
        match self.open_part(index).prev(self.to_file_pos(pos)) {
            Some(prev) => Some(self.to_folder_pos(index, prev)),
            None if index > 0 => {
                Some(self.to_folder_pos(index - 1, self.open_part(index - 1).last()))
            }
            None => None,
        }
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
        let index = self.file_index(pos);
        let inner = self.open_part(index).fraction(self.to_file_pos(pos));
        self.files.lengths.fraction(index, inner)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let (index, inner) = self.files.lengths.part_at(fraction);
        self.to_folder_pos(index, self.open_part(index).pos_at(inner))
    }

    fn len(&self) -> u64 {
        self.files.lengths.total()
    }

    fn sections(&self) -> u32 {
        self.first_section(self.file_count())
    }

    fn next_section(&self, section: u32) -> Option<u32> {
        let pos = Pos::new(section, 0);
        let index = self.file_index(pos);
        match self
            .open_part(index)
            .next_section(self.to_file_pos(pos).section)
        {
            Some(inner) => Some(self.to_folder_pos(index, Pos::new(inner, 0)).section),
            None => (index + 1 < self.file_count()).then(|| self.first_section(index + 1)),
        }
    }

    fn lines(&self, section: u32) -> SourceLines {
        let pos = Pos::new(section, 0);
        let part = self.open_part(self.file_index(pos));
        part.lines(self.to_file_pos(pos).section)
    }

    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize {
        let pos = Pos::new(section, 0);
        let part = self.open_part(self.file_index(pos));
        part.read_raw(self.to_file_pos(pos).section, from, buffer)
    }

    fn read_lines(&self, section: u32, from: u64, text: &mut String) -> u64 {
        let pos = Pos::new(section, 0);
        let part = self.open_part(self.file_index(pos));
        part.read_lines(self.to_file_pos(pos).section, from, text)
    }

    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos {
        let pos = Pos::new(section, 0);
        let index = self.file_index(pos);
        let inner = self.to_file_pos(pos).section;
        self.to_folder_pos(index, self.open_part(index).skip_lines(inner, from, count))
    }

    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        let pos = Pos::new(section, 0);
        let index = self.file_index(pos);
        let inner = self.to_file_pos(pos).section;
        self.to_folder_pos(index, self.open_part(index).pos_of_raw(inner, at))
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let pos = Pos::new(section, 0);
        let index = self.file_index(pos);
        let inner = self.to_file_pos(pos).section;
        self.to_folder_pos(index, self.open_part(index).pos_of_byte(inner, at))
    }

    fn byte_of(&self, pos: Pos) -> Option<u64> {
        self.open_part(self.file_index(pos))
            .byte_of(self.to_file_pos(pos))
    }

    fn is_visible(&self, section: u32, at: u64) -> bool {
        let pos = Pos::new(section, 0);
        self.open_part(self.file_index(pos))
            .is_visible(self.to_file_pos(pos).section, at)
    }

    fn encoding(&self, section: u32) -> Option<EncodingInfo> {
        let pos = Pos::new(section, 0);
        let part = self.open_part(self.file_index(pos));
        part.encoding(self.to_file_pos(pos).section)
    }

    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        let index = self.file_index(from);
        match self.open_part(index).target(self.to_file_pos(from), link) {
            Some(found) => Some(self.to_folder_pos(index, found)),
            None => self.resolve_in_folder(index, link),
        }
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        let index = self.file_index(from);
        let note = self.open_part(index).note(self.to_file_pos(from), label)?;
        Some(Note {
            pos: note.pos.map(|at| self.to_folder_pos(index, at)),
            ..note
        })
    }

    fn hidden_lines(&self, pos: Pos) -> u64 {
        self.open_part(self.file_index(pos))
            .hidden_lines(self.to_file_pos(pos))
    }

    fn metadata(&self, pos: Pos) -> Vec<Metadata> {
        self.open_part(self.file_index(pos))
            .metadata(self.to_file_pos(pos))
    }

    fn has_file_sections(&self) -> bool {
        true
    }

    fn file(&self, pos: Pos) -> Option<String> {
        let index = self.file_index(pos);
        let path = &self.files.list.get(index)?.path;
        Some(match self.open_part(index).file(self.to_file_pos(pos)) {
            Some(inner) => format!("{path}/{inner}"),
            None => path.clone(),
        })
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        self.find_outline(emit);
    }

    fn problems(&self) -> Vec<Notice> {
        self.files.notices.clone()
    }

    fn problems_at(&self, pos: Pos) -> Vec<Notice> {
        self.open_part(self.file_index(pos)).problems()
    }

    fn original(&self) -> Option<(ViewKind, Arc<dyn Document>)> {
        let is_arranged = |part: &Arc<dyn Document>| part.original().is_some();
        let (how, manner) = match self.view {
            FolderView::Reading if self.files.open_files.all().iter().any(is_arranged) => {
                (ViewKind::Reflowed, FolderView::Original)
            }
            FolderView::Reading | FolderView::Original => return None,
            FolderView::Article => (ViewKind::Article, FolderView::Reading),
        };
        Some((
            how,
            Arc::new(Self::with_view(Arc::clone(&self.files), manner)),
        ))
    }

    fn has_article(&self, pos: Pos) -> Result<(), Notice> {
        self.open_part(self.file_index(pos))
            .has_article(self.to_file_pos(pos))
    }

    fn article(self: Arc<Self>) -> Option<Arc<dyn Document>> {
        let is_page = |leaf: &FolderFile| {
            PAGE_SUFFIXES
                .iter()
                .any(|page| leaf.path.to_lowercase().ends_with(page))
        };
        let has_pages = self.files.list.iter().any(is_page) || {
            let has_one = |part: &Arc<dyn Document>| Arc::clone(part).article().is_some();
            self.files.open_files.all().iter().any(has_one)
        };
        let files = Arc::clone(&self.files);
        has_pages
            .then(|| Arc::new(Self::with_view(files, FolderView::Article)) as Arc<dyn Document>)
    }

    fn similar(&self, pos: Pos) -> Vec<Heading> {
        let index = self.file_index(pos);
        let mut found = self.open_part(index).similar(self.to_file_pos(pos));
        for heading in &mut found {
            heading.pos = self.to_folder_pos(index, heading.pos);
        }
        found
    }

    fn explain(&self, pos: Pos) -> Option<Notice> {
        self.open_part(self.file_index(pos))
            .explain(self.to_file_pos(pos))
    }
}
