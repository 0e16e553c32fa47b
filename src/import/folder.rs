//! A folder is a document whose sections are files, opened when they are reached: so the shelf is
//! the outline, and searching a folder is searching a document.

use crate::doc::{Block, BlockKind, Document, Encoded, Entry, Go, Heading, Outline, Pos};
use crate::error::{Notice, Result};
use crate::text::script::TextLang;
use crate::text::units::{ByteOffset, Fraction};
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
}

/// A document of files.
pub struct FolderDocument {
    title: String,
    leaves: Vec<Leaf>,
    /// Bytes before each file, and at last those of all.
    starts: Vec<u64>,
    opened: Vec<OnceLock<Arc<dyn Document>>>,
    open: Opener,
    notices: Vec<Notice>,
}

impl FolderDocument {
    /// A document of `leaves`, at least one, each opened by `open` when it is reached.
    pub fn new(title: String, leaves: Vec<Leaf>, open: Opener, notices: Vec<Notice>) -> Self {
        let mut starts = vec![0];
        let mut total = 0;
        for leaf in &leaves {
            total += leaf.len;
            starts.push(total);
        }
        Self {
            title,
            opened: leaves.iter().map(|_| OnceLock::new()).collect(),
            leaves,
            starts,
            open,
            notices,
        }
    }

    fn index(&self, pos: Pos) -> usize {
        (pos.section as usize).min(self.leaves.len().saturating_sub(1))
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

    fn start(&self, index: usize) -> u64 {
        self.starts.get(index).copied().unwrap_or(0)
    }

    fn total(&self) -> u64 {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Adds the headings of a file, its title over those it has itself, and its asides.
    fn add_part(&self, index: usize, whole: &mut Outline) {
        let part = self.part(index);
        let mut inner = Outline::default();
        part.outline(&mut |outline| {
            inner = outline;
            Go::On
        });
        let section = index as u32;
        let first = part.first();
        let title = part.title();
        let begins_with_title = inner
            .headings
            .first()
            .is_some_and(|heading| heading.level == 1 && heading.pos.block == first.block)
            && inner
                .headings
                .iter()
                .skip(1)
                .all(|heading| heading.level > 1);
        let headings = &mut whole.headings;
        if !begins_with_title {
            headings.push(Heading {
                pos: Pos { section, ..first },
                level: 1,
                title: if title.is_empty() {
                    self.name(index)
                } else {
                    title
                },
                extent: 0,
                entry: Some(Box::new(Entry::default())),
            });
        }
        let deeper = u8::from(!begins_with_title);
        headings.extend(inner.headings.into_iter().map(|heading| Heading {
            pos: Pos {
                section,
                ..heading.pos
            },
            level: heading.level.saturating_add(deeper),
            ..heading
        }));
        let asides = inner.asides.into_iter();
        whole
            .asides
            .extend(asides.map(|aside| Pos { section, ..aside }));
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
                pos: Pos::new(i as u32, 0),
                level: 1,
                title: leaf.name.clone(),
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
        let is_past = pos.section as usize > index;
        let part = self.part(index);
        let inner = if is_past {
            part.last()
        } else {
            Pos { section: 0, ..pos }
        };
        let mut block = part.block_at(inner);
        if index > 0 && block.at == part.first() {
            block.space = block.space.max(2);
        }
        block.at.section = index as u32;
        block
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let index = self.index(pos);
        let section = index as u32;
        match self.part(index).next(Pos { section: 0, ..pos }) {
            Some(next) => Some(Pos { section, ..next }),
            None if index + 1 < self.leaves.len() => Some(Pos {
                section: section + 1,
                ..self.part(index + 1).first()
            }),
            None => None,
        }
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let index = self.index(pos);
        let section = index as u32;
        match self.part(index).prev(Pos { section: 0, ..pos }) {
            Some(prev) => Some(Pos { section, ..prev }),
            None if index > 0 => Some(Pos {
                section: section - 1,
                ..self.part(index - 1).last()
            }),
            None => None,
        }
    }

    fn first(&self) -> Pos {
        self.part(0).first()
    }

    fn last(&self) -> Pos {
        let index = self.leaves.len().saturating_sub(1);
        Pos {
            section: index as u32,
            ..self.part(index).last()
        }
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        let index = self.index(pos);
        let inner = self.part(index).fraction(Pos { section: 0, ..pos });
        let len = self.leaves.get(index).map_or(0, |leaf| leaf.len);
        Fraction::of(self.start(index) + inner.of_bytes(len).0, self.total())
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.of_bytes(self.total());
        let index = self
            .starts
            .partition_point(|&start| start <= at)
            .saturating_sub(1)
            .min(self.leaves.len().saturating_sub(1));
        let len = self.leaves.get(index).map_or(0, |leaf| leaf.len);
        let inner = Fraction::of(at - self.start(index), len.max(1));
        Pos {
            section: index as u32,
            ..self.part(index).pos_at(inner)
        }
    }

    fn len(&self) -> u64 {
        self.total()
    }

    fn sections(&self) -> u32 {
        self.leaves.len() as u32
    }

    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> Option<usize> {
        self.part(section as usize).read_raw(0, from, buffer)
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let inner = self.part(section as usize).pos_of_byte(0, at);
        Pos { section, ..inner }
    }

    fn byte_of(&self, pos: Pos) -> Option<u64> {
        self.part(self.index(pos))
            .byte_of(Pos { section: 0, ..pos })
    }

    fn encoding(&self, section: u32) -> Option<Encoded> {
        self.part(section as usize).encoding(0)
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
