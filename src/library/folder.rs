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

use crate::doc::cumulative::Lengths;
use crate::doc::{
    Arrangement, Block, Document, Encoded, Fact, Go, Heading, Note, Outline, Pos, SourceLines, Step,
};
use crate::error::{self, Notice};
use crate::lang::Lang;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use files::Files;
pub(crate) use files::complaint;
use open_files::Kept;
use std::sync::{Arc, OnceLock};

/// Endings of files that are pages, or hold some.
const PAGES: [&str; 6] = [".html", ".htm", ".xhtml", ".mht", ".mhtml", ".zip"];

/// Opens one file of a folder.
pub type Opener = Box<dyn Fn(usize) -> error::Result<Arc<dyn Document>> + Send + Sync>;

/// What is known of a file before it is opened.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its path in the folder, names parted by `/`.
    pub path: String,
    /// What it is called until its own title is known.
    pub name: String,
    /// Its length in bytes.
    pub len: u64,
    /// Sections it may have at most: one, or those of a book. Known before it is opened, so that
    /// places in the files behind it do not change when it is.
    pub sections: u32,
    /// How many folders it is in, besides the one that is read.
    pub depth: u8,
    /// Names of those of them that begin with it, from the outside in.
    pub begins: Vec<String>,
}

/// A document of files.
pub struct FolderDocument {
    files: Arc<Files>,
    manner: Manner,
    /// Files as they are shown, if that is not as they were opened.
    views: Kept,
    lang: OnceLock<TextLang>,
    first: OnceLock<Pos>,
    last: OnceLock<Pos>,
}

/// How the files of a folder are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Arranged for reading.
    Arranged,
    /// As they are, where that is something else.
    Original,
    /// The articles of web pages alone.
    Articles,
}

impl FolderDocument {
    /// A document of `leaves`, at least one, each opened by `open` when it is reached.
    /// What stands in place of one that cannot be is in the language `told_in`.
    pub fn new(
        title: String,
        leaves: Vec<Leaf>,
        open: Opener,
        notices: Vec<Notice>,
        told_in: Lang,
    ) -> Self {
        let mut sections = vec![0];
        let mut count = 0u32;
        for leaf in &leaves {
            count = count.saturating_add(leaf.sections.max(1));
            sections.push(count);
        }
        let files = Files {
            title,
            lengths: Lengths::new(leaves.iter().map(|leaf| leaf.len)),
            leaves,
            sections,
            kept: Kept::default(),
            open,
            notices,
            told_in,
        };
        Self::shown(Arc::new(files), Manner::Arranged)
    }

    fn shown(files: Arc<Files>, manner: Manner) -> Self {
        Self {
            files,
            manner,
            views: Kept::default(),
            lang: OnceLock::new(),
            first: OnceLock::new(),
            last: OnceLock::new(),
        }
    }

    /// The file that a section belongs to.
    fn index(&self, pos: Pos) -> usize {
        let after = self
            .files
            .sections
            .partition_point(|&first| first <= pos.section);
        after.saturating_sub(1).min(self.count().saturating_sub(1))
    }

    /// The first section of a file.
    fn base(&self, index: usize) -> u32 {
        self.files.sections.get(index).copied().unwrap_or(0)
    }

    /// A place within the file that it is in.
    fn inner(&self, pos: Pos) -> Pos {
        let section = pos.section.saturating_sub(self.base(self.index(pos)));
        Pos { section, ..pos }
    }

    /// A place of a file within the folder. A file has no more sections than were set aside for it.
    fn outer(&self, index: usize, pos: Pos) -> Pos {
        let last = self.base(index + 1).saturating_sub(1);
        let section = self.base(index).saturating_add(pos.section).min(last);
        Pos { section, ..pos }
    }

    fn count(&self) -> usize {
        self.files.leaves.len()
    }

    /// The document of a file, kept for whoever comes next. One that cannot be opened says so.
    fn part(&self, index: usize) -> Arc<dyn Document> {
        if let Some(view) = self.views.find(index) {
            return view;
        }
        let part = self.files.kept.find(index).unwrap_or_else(|| {
            let part = self.files.open(index);
            self.files.kept.put(index, &part);
            part
        });
        if self.manner == Manner::Arranged {
            return part;
        }
        let view = self.in_manner(part);
        self.views.put(index, &view);
        view
    }

    /// The same for someone who passes by, and for whom nothing else is put away.
    fn glance(&self, index: usize) -> Arc<dyn Document> {
        let kept = self.files.kept.find(index);
        self.in_manner(kept.unwrap_or_else(|| self.files.open(index)))
    }

    fn in_manner(&self, part: Arc<dyn Document>) -> Arc<dyn Document> {
        match self.manner {
            Manner::Arranged => part,
            Manner::Original => part.original().map_or(part, |(_, original)| original),
            Manner::Articles => Arc::clone(&part).article().unwrap_or(part),
        }
    }

    fn depth(&self, index: usize) -> u8 {
        self.files.leaves.get(index).map_or(0, |leaf| leaf.depth)
    }

    fn name(&self, index: usize) -> String {
        self.files
            .leaves
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
        *self.lang.get_or_init(|| self.part(0).lang())
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let index = self.index(pos);
        let part = self.part(index);
        let is_past = pos.section >= self.base(self.count());
        let inner = if is_past {
            part.last()
        } else {
            self.inner(pos)
        };
        let mut block = part.block_at(inner).into_owned();
        if index > 0 && block.at == part.first() {
            block.space = block.space.max(2);
        }
        block.at = self.outer(index, block.at);
        block
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let index = self.index(pos);
        match self.part(index).next(self.inner(pos)) {
            Some(next) => Some(self.outer(index, next)),
            None if index + 1 < self.count() => {
                Some(self.outer(index + 1, self.part(index + 1).first()))
            }
            None => None,
        }
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let index = self.index(pos);
        match self.part(index).prev(self.inner(pos)) {
            Some(prev) => Some(self.outer(index, prev)),
            None if index > 0 => Some(self.outer(index - 1, self.part(index - 1).last())),
            None => None,
        }
    }

    fn first(&self) -> Pos {
        *self
            .first
            .get_or_init(|| self.outer(0, self.part(0).first()))
    }

    fn last(&self) -> Pos {
        *self.last.get_or_init(|| {
            let index = self.count().saturating_sub(1);
            self.outer(index, self.part(index).last())
        })
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        let index = self.index(pos);
        let inner = self.part(index).fraction(self.inner(pos));
        self.files.lengths.share(index, inner)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let (index, inner) = self.files.lengths.place(fraction);
        self.outer(index, self.part(index).pos_at(inner))
    }

    fn len(&self) -> u64 {
        self.files.lengths.total()
    }

    fn sections(&self) -> u32 {
        self.base(self.count())
    }

    fn next_section(&self, section: u32) -> Option<u32> {
        let pos = Pos::new(section, 0);
        let index = self.index(pos);
        match self.part(index).next_section(self.inner(pos).section) {
            Some(inner) => Some(self.outer(index, Pos::new(inner, 0)).section),
            None => (index + 1 < self.count()).then(|| self.base(index + 1)),
        }
    }

    fn source_lines(&self, section: u32) -> SourceLines {
        let pos = Pos::new(section, 0);
        let part = self.part(self.index(pos));
        part.source_lines(self.inner(pos).section)
    }

    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize {
        let pos = Pos::new(section, 0);
        let part = self.part(self.index(pos));
        part.read_raw(self.inner(pos).section, from, buffer)
    }

    fn read_lines(&self, section: u32, from: u64, text: &mut String) -> u64 {
        let pos = Pos::new(section, 0);
        let part = self.part(self.index(pos));
        part.read_lines(self.inner(pos).section, from, text)
    }

    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos {
        let pos = Pos::new(section, 0);
        let index = self.index(pos);
        let inner = self.inner(pos).section;
        self.outer(index, self.part(index).skip_lines(inner, from, count))
    }

    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        let pos = Pos::new(section, 0);
        let index = self.index(pos);
        let inner = self.inner(pos).section;
        self.outer(index, self.part(index).pos_of_raw(inner, at))
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let pos = Pos::new(section, 0);
        let index = self.index(pos);
        let inner = self.inner(pos).section;
        self.outer(index, self.part(index).pos_of_byte(inner, at))
    }

    fn byte_of(&self, pos: Pos) -> Option<u64> {
        self.part(self.index(pos)).byte_of(self.inner(pos))
    }

    fn shows(&self, section: u32, at: u64) -> bool {
        let pos = Pos::new(section, 0);
        self.part(self.index(pos))
            .shows(self.inner(pos).section, at)
    }

    fn encoding(&self, section: u32) -> Option<Encoded> {
        let pos = Pos::new(section, 0);
        let part = self.part(self.index(pos));
        part.encoding(self.inner(pos).section)
    }

    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        let index = self.index(from);
        match self.part(index).target(self.inner(from), link) {
            Some(found) => Some(self.outer(index, found)),
            None => self.beside(index, link),
        }
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        let index = self.index(from);
        let note = self.part(index).note(self.inner(from), label)?;
        Some(Note {
            at: note.at.map(|at| self.outer(index, at)),
            ..note
        })
    }

    fn hidden_lines(&self, pos: Pos) -> u64 {
        self.part(self.index(pos)).hidden_lines(self.inner(pos))
    }

    fn facts(&self, pos: Pos) -> Vec<Fact> {
        self.part(self.index(pos)).facts(self.inner(pos))
    }

    fn is_of_files(&self) -> bool {
        true
    }

    fn file(&self, pos: Pos) -> Option<String> {
        let index = self.index(pos);
        let path = &self.files.leaves.get(index)?.path;
        Some(match self.part(index).file(self.inner(pos)) {
            Some(inner) => format!("{path}/{inner}"),
            None => path.clone(),
        })
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> Go) {
        self.find_outline(emit);
    }

    fn notices(&self) -> Vec<Notice> {
        self.files.notices.clone()
    }

    fn notices_at(&self, pos: Pos) -> Vec<Notice> {
        self.part(self.index(pos)).notices()
    }

    fn original(&self) -> Option<(Arrangement, Arc<dyn Document>)> {
        let is_arranged = |part: &Arc<dyn Document>| part.original().is_some();
        let (how, manner) = match self.manner {
            Manner::Arranged if self.files.kept.all().iter().any(is_arranged) => {
                (Arrangement::Joined, Manner::Original)
            }
            Manner::Arranged | Manner::Original => return None,
            Manner::Articles => (Arrangement::Article, Manner::Arranged),
        };
        Some((how, Arc::new(Self::shown(Arc::clone(&self.files), manner))))
    }

    fn has_article(&self, pos: Pos) -> Result<(), Notice> {
        self.part(self.index(pos)).has_article(self.inner(pos))
    }

    fn article(self: Arc<Self>) -> Option<Arc<dyn Document>> {
        let is_page = |leaf: &Leaf| {
            PAGES
                .iter()
                .any(|page| leaf.path.to_lowercase().ends_with(page))
        };
        let has_pages = self.files.leaves.iter().any(is_page) || {
            let has_one = |part: &Arc<dyn Document>| Arc::clone(part).article().is_some();
            self.files.kept.all().iter().any(has_one)
        };
        let files = Arc::clone(&self.files);
        has_pages.then(|| Arc::new(Self::shown(files, Manner::Articles)) as Arc<dyn Document>)
    }

    fn headings_like(&self, pos: Pos) -> Vec<Heading> {
        let index = self.index(pos);
        let mut found = self.part(index).headings_like(self.inner(pos));
        for heading in &mut found {
            heading.pos = self.outer(index, heading.pos);
        }
        found
    }

    fn explain(&self, pos: Pos) -> Option<Notice> {
        self.part(self.index(pos)).explain(self.inner(pos))
    }
}

#[cfg(test)]
mod tests;
