//! A folder is a document whose sections are files (or chapters of books), opened when they are reached: so the shelf is
//! the outline, and searching a folder is searching a document.

use super::lengths::Lengths;
use crate::doc::{Block, BlockKind, Document, Encoded, Entry, Go, Heading, Outline, Pos};
use crate::error::{Notice, Result};
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use std::sync::{Arc, OnceLock};

/// Files read between two times the outline is handed out.
const BATCH: usize = 64;

/// Opens one file of a folder.
pub type Opener = Box<dyn Fn(usize) -> Result<Arc<dyn Document>> + Send + Sync>;

/// What is known of a file before it is opened.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// What it is called until its own title is known.
    pub name: String,
    /// Its length in bytes.
    pub len: u64,
    /// Sections it may have at most: one, or those of a book. Known before it is opened, so that
    /// places in the files behind it do not change when it is.
    pub sections: u32,
}

/// A document of files.
pub struct FolderDocument {
    title: String,
    leaves: Vec<Leaf>,
    lengths: Lengths,
    /// Sections set aside before each file, and at last those of all.
    sections: Vec<u32>,
    opened: Vec<OnceLock<Arc<dyn Document>>>,
    open: Opener,
    notices: Vec<Notice>,
}

impl FolderDocument {
    /// A document of `leaves`, at least one, each opened by `open` when it is reached.
    pub fn new(title: String, leaves: Vec<Leaf>, open: Opener, notices: Vec<Notice>) -> Self {
        let mut sections = vec![0];
        let mut count = 0u32;
        for leaf in &leaves {
            count = count.saturating_add(leaf.sections.max(1));
            sections.push(count);
        }
        Self {
            title,
            opened: leaves.iter().map(|_| OnceLock::new()).collect(),
            lengths: Lengths::new(leaves.iter().map(|leaf| leaf.len)),
            leaves,
            sections,
            open,
            notices,
        }
    }

    /// The file that a section belongs to.
    fn index(&self, pos: Pos) -> usize {
        let after = self.sections.partition_point(|&first| first <= pos.section);
        after
            .saturating_sub(1)
            .min(self.leaves.len().saturating_sub(1))
    }

    /// The first section of a file.
    fn base(&self, index: usize) -> u32 {
        self.sections.get(index).copied().unwrap_or(0)
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

    /// The document of a file. One that cannot be opened is one that says so.
    fn part(&self, index: usize) -> &Arc<dyn Document> {
        static NOTHING: OnceLock<Arc<dyn Document>> = OnceLock::new();
        let Some(slot) = self.opened.get(index) else {
            return NOTHING.get_or_init(|| Arc::new(super::memory::MemoryDocument::default()));
        };
        slot.get_or_init(|| {
            (self.open)(index).unwrap_or_else(|error| Arc::new(complaint(&error.to_string())))
        })
    }

    /// Adds the headings of a file, its title over those it has itself, and its asides.
    fn add_part(&self, index: usize, whole: &mut Outline) {
        let part = self.part(index);
        let mut inner = Outline::default();
        part.outline(&mut |outline| {
            inner = outline;
            Go::On
        });
        let first = part.first();
        let title = part.title();
        let begins_with_title = inner
            .headings
            .first()
            .is_some_and(|heading| heading.level == 1 && heading.pos.start() <= first)
            && inner
                .headings
                .iter()
                .skip(1)
                .all(|heading| heading.level > 1);
        let headings = &mut whole.headings;
        if !begins_with_title {
            headings.push(Heading {
                pos: self.outer(index, first),
                level: 1,
                title: if title.is_empty() {
                    self.name(index).into()
                } else {
                    title.into()
                },
                extent: 0,
                entry: Some(Box::new(Entry::default())),
            });
        }
        let deeper = u8::from(!begins_with_title);
        headings.extend(inner.headings.into_iter().map(|heading| Heading {
            pos: self.outer(index, heading.pos),
            level: heading.level.saturating_add(deeper),
            ..heading
        }));
        let asides = inner.asides.into_iter();
        whole
            .asides
            .extend(asides.map(|aside| self.outer(index, aside)));
    }

    fn name(&self, index: usize) -> String {
        self.leaves
            .get(index)
            .map(|leaf| leaf.name.clone())
            .unwrap_or_default()
    }

    /// What is known of the files that were not opened yet: their names.
    fn names_from(&self, index: usize) -> impl Iterator<Item = Heading> + '_ {
        self.leaves
            .iter()
            .enumerate()
            .skip(index)
            .map(|(i, leaf)| Heading {
                pos: self.outer(i, Pos::default()),
                level: 1,
                title: leaf.name.as_str().into(),
                extent: 0,
                entry: Some(Box::new(Entry::default())),
            })
    }
}

/// A document that says why there is none.
fn complaint(reason: &str) -> super::memory::MemoryDocument {
    super::memory::MemoryDocument {
        title: String::new(),
        blocks: vec![Block {
            kind: BlockKind::Aside,
            text: reason.to_owned().into(),
            ..Block::default()
        }],
        len: reason.len() as u64,
        ..super::memory::MemoryDocument::default()
    }
}

impl Document for FolderDocument {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn lang(&self) -> TextLang {
        self.part(0).lang()
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let index = self.index(pos);
        let part = self.part(index);
        let is_past = pos.section >= self.base(self.leaves.len());
        let inner = if is_past {
            part.last()
        } else {
            self.inner(pos)
        };
        let mut block = part.block_at(inner);
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
            None if index + 1 < self.leaves.len() => {
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
        self.outer(0, self.part(0).first())
    }

    fn last(&self) -> Pos {
        let index = self.leaves.len().saturating_sub(1);
        self.outer(index, self.part(index).last())
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        let index = self.index(pos);
        let inner = self.part(index).fraction(self.inner(pos));
        self.lengths.share(index, inner)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let (index, inner) = self.lengths.place(fraction);
        self.outer(index, self.part(index).pos_at(inner))
    }

    fn len(&self) -> u64 {
        self.lengths.total()
    }

    fn sections(&self) -> u32 {
        self.base(self.leaves.len())
    }

    fn next_section(&self, section: u32) -> Option<u32> {
        let pos = Pos::new(section, 0);
        let index = self.index(pos);
        match self.part(index).next_section(self.inner(pos).section) {
            Some(inner) => Some(self.outer(index, Pos::new(inner, 0)).section),
            None => (index + 1 < self.leaves.len()).then(|| self.base(index + 1)),
        }
    }

    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> Option<usize> {
        let pos = Pos::new(section, 0);
        let part = self.part(self.index(pos));
        part.read_raw(self.inner(pos).section, from, buffer)
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
        let found = self.part(index).target(self.inner(from), link)?;
        Some(self.outer(index, found))
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

    fn outline(&self, emit: &mut dyn FnMut(Outline) -> Go) {
        let mut found = Outline::default();
        for index in 0..self.leaves.len() {
            if index.is_multiple_of(BATCH) && self.leaves.len() > BATCH {
                let mut sofar = found.clone();
                sofar.headings.extend(self.names_from(index));
                if emit(sofar) == Go::Stop {
                    return;
                }
            }
            self.add_part(index, &mut found);
        }
        found.complete = true;
        emit(found);
    }

    fn notices(&self) -> Vec<Notice> {
        self.notices.clone()
    }
}

#[cfg(test)]
mod tests;
