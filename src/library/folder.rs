//! A folder is a document whose sections are files (or chapters of books), opened when they are reached: so the shelf is
//! the outline, and searching a folder is searching a document. Which files there are and what they are
//! called is found out elsewhere ([`crate::library::listing`]).
//!
//! Only the files around the reader are held ([`open_files`]), so that walking through thousands costs no more
//! memory than walking through ten.

mod files;
mod links;
mod open_files;
mod outline;

use crate::doc::cumulative::CumulativeLengths;
use crate::doc::{
    Block, Document, EncodingInfo, Go, Heading, Metadata, Note, Outline, Pos, SourceLines, Step,
    ViewKind,
};
use crate::error::{self, Notice};
use crate::lang::Lang;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use files::FolderFiles;
pub(crate) use files::placeholder;
use open_files::OpenFiles;
use std::sync::{Arc, OnceLock};

/// Endings of files that are pages, or hold some.
const PAGE_SUFFIXES: [&str; 6] = [".html", ".htm", ".xhtml", ".mht", ".mhtml", ".zip"];

/// Opens one file of a folder.
pub type OpenFn = Box<dyn Fn(usize) -> error::Result<Arc<dyn Document>> + Send + Sync>;

/// What is known of a file before it is opened.
#[derive(Clone, Debug)]
pub struct FolderFile {
    /// Its path in the folder, names parted by `/`.
    pub path: String,
    /// What it is called until its own title is known.
    pub name: String,
    /// Its length in bytes.
    pub len: u64,
    /// Sections it may have at most: one, or those of a book. Known before it is opened, so that
    /// places in the files behind it do not change when it is.
    pub max_sections: u32,
    /// How many folders it is in, besides the one that is read.
    pub depth: u8,
    /// Names of those of them that begin with it, from the outside in.
    pub new_folders: Vec<String>,
}

/// A document of files.
pub struct FolderDocument {
    files: Arc<FolderFiles>,
    view: FolderView,
    /// Files as they are shown, if that is not as they were opened.
    view_files: OpenFiles,
    lang: OnceLock<TextLang>,
    first: OnceLock<Pos>,
    last: OnceLock<Pos>,
}

/// How the files of a folder are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FolderView {
    /// Arranged for reading.
    Reading,
    /// As they are, where that is something else.
    Original,
    /// The articles of web pages alone.
    Article,
}

impl FolderDocument {
    /// A document of `leaves`, at least one, each opened by `open` when it is reached.
    /// What stands in place of one that cannot be is in the language `told_in`.
    pub fn new(
        title: String,
        leaves: Vec<FolderFile>,
        open: OpenFn,
        notices: Vec<Notice>,
        told_in: Lang,
    ) -> Self {
        let mut sections = vec![0];
        let mut count = 0u32;
        for leaf in &leaves {
            count = count.saturating_add(leaf.max_sections.max(1));
            sections.push(count);
        }
        let files = FolderFiles {
            title,
            lengths: CumulativeLengths::new(leaves.iter().map(|leaf| leaf.len)),
            list: leaves,
            first_sections: sections,
            open_files: OpenFiles::default(),
            open_fn: open,
            notices,
            lang: told_in,
        };
        Self::with_view(Arc::new(files), FolderView::Reading)
    }

    fn with_view(files: Arc<FolderFiles>, view: FolderView) -> Self {
        Self {
            files,
            view,
            view_files: OpenFiles::default(),
            lang: OnceLock::new(),
            first: OnceLock::new(),
            last: OnceLock::new(),
        }
    }

    /// The file that a section belongs to.
    fn file_index(&self, pos: Pos) -> usize {
        let after = self
            .files
            .first_sections
            .partition_point(|&first| first <= pos.section);
        after
            .saturating_sub(1)
            .min(self.file_count().saturating_sub(1))
    }

    /// The first section of a file.
    fn first_section(&self, index: usize) -> u32 {
        self.files.first_sections.get(index).copied().unwrap_or(0)
    }

    /// A place within the file that it is in.
    fn to_file_pos(&self, pos: Pos) -> Pos {
        let section = pos
            .section
            .saturating_sub(self.first_section(self.file_index(pos)));
        Pos { section, ..pos }
    }

    /// A place of a file within the folder. A file has no more sections than were set aside for it.
    fn to_folder_pos(&self, index: usize, pos: Pos) -> Pos {
        let last = self.first_section(index + 1).saturating_sub(1);
        let section = self
            .first_section(index)
            .saturating_add(pos.section)
            .min(last);
        Pos { section, ..pos }
    }

    fn file_count(&self) -> usize {
        self.files.list.len()
    }

    /// The document of a file, kept for whoever comes next. One that cannot be opened says so.
    fn open_part(&self, index: usize) -> Arc<dyn Document> {
        if let Some(view) = self.view_files.find(index) {
            return view;
        }
        let part = self.files.open_files.find(index).unwrap_or_else(|| {
            let part = self.files.open(index);
            self.files.open_files.insert(index, &part);
            part
        });
        if self.view == FolderView::Reading {
            return part;
        }
        let view = self.in_view(part);
        self.view_files.insert(index, &view);
        view
    }

    /// The same for someone who passes by, and for whom nothing else is put away.
    fn peek(&self, index: usize) -> Arc<dyn Document> {
        let kept = self.files.open_files.find(index);
        self.in_view(kept.unwrap_or_else(|| self.files.open(index)))
    }

    fn in_view(&self, part: Arc<dyn Document>) -> Arc<dyn Document> {
        match self.view {
            FolderView::Reading => part,
            FolderView::Original => part.original().map_or(part, |(_, original)| original),
            FolderView::Article => Arc::clone(&part).article().unwrap_or(part),
        }
    }

    fn depth(&self, index: usize) -> u8 {
        self.files.list.get(index).map_or(0, |leaf| leaf.depth)
    }

    fn name(&self, index: usize) -> String {
        self.files
            .list
            .get(index)
            .map(|leaf| leaf.name.clone())
            .unwrap_or_default()
    }
}

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

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> Go) {
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

#[cfg(test)]
mod tests;
