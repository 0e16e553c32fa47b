//! EPUB 2 and 3: a document whose sections are the chapters in the order of reading, each parsed
//! when it is reached. The first screen reads the directory, the package and one chapter.
//!
//! [`super::archive`] reads the zip, [`package`] what the book says of itself, [`contents`] its table of
//! contents; chapters are pages like any other ([`html`]). What is missing or broken
//! is said where it should stand, and the rest shows.
//!
//! # Limits
//!
//! A member is read up to [`MEMBER`] bytes and [`RATIO`] times its packed size (from [`SMALL`] on), a
//! book up to [`BOOK`] bytes; 10,000 chapters, 100,000 lines of contents. Archives in the archive are
//! not opened. Names never touch the file system.

mod chapter;
mod contents;
mod outline;
mod package;
pub(super) mod path;

pub use super::archive::{BOOK, MEMBER, RATIO, SMALL};
pub use package::CHAPTERS;

use super::archive::{Archive, Fault};
use super::encoding::guess::Decoding;
use super::html::{self, charset::decode};
use super::inferred::Inferred;
use super::kinds::Kind;
use super::lengths::Lengths;
use super::memory::MemoryDocument;
use super::reasons;
use super::source::Source;
use crate::doc::{Block, Document, Encoded, Fact, Go, Heading, Note, Outline, Pos, Step, alone};
use crate::error::Notice;
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use chapter::{complaint, page_of, told};
use package::{Item, Package};
use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Whether a source is an EPUB, by its beginning; `ending` is that of its name.
pub fn is_epub(source: &Source, ending: &str) -> bool {
    let head = source.window(0, 128);
    let mimetype = b"application/epub+zip";
    head.starts_with(b"PK\x03\x04")
        && (ending == "epub"
            || head
                .windows(mimetype.len())
                .any(|window| window == mimetype))
}

/// A book.
pub struct EpubDocument {
    archive: Archive,
    package: Package,
    title: String,
    lang: TextLang,
    decoding: Decoding,
    chapters: Vec<OnceLock<MemoryDocument>>,
    /// Which chapter a member is.
    sections: HashMap<usize, u32>,
    /// Lengths of the chapters as the archive gives them.
    lengths: Lengths,
    /// Bytes of the chapters parsed so far.
    read: AtomicU64,
    notices: Vec<Notice>,
    /// What its headings were inferred from, once they were.
    inferred: OnceLock<Inferred>,
    /// An outline that was written down and stands for the book's own.
    saved: Option<Outline>,
}

impl EpubDocument {
    /// The book in `source`. `name` is its title if it has none.
    pub fn new(name: &str, source: Source, decoding: Decoding) -> Self {
        let archive = Archive::new(source, decoding.region);
        let mut package = Package::new(&archive);
        let mut notices = Vec::new();
        if archive.is_damaged {
            notices.push(Notice::new(
                "这个 EPUB 文件不完整，只显示能读出的部分",
                "this EPUB file is incomplete; what can be read is shown",
            ));
        }
        let is_locked = |item: &&Item| {
            item.member
                .is_some_and(|at| package.encrypted.contains(&at))
        };
        let locked = package.spine.iter().filter(is_locked).count();
        if locked > 0 {
            notices.push(Notice::new(
                format!("此书已加密，有 {locked} 章读不出来"),
                format!("this book is encrypted; {locked} of its chapters cannot be read"),
            ));
        }
        if package.spine.is_empty() {
            package.spine.push(Item::default());
        }
        let size = |item: &Item| item.member.map_or(0, |member| archive.size(member)).max(1);
        let lengths = Lengths::new(package.spine.iter().map(size));
        let mut sections = HashMap::new();
        for (section, item) in package.spine.iter().enumerate() {
            if let Some(member) = item.member {
                sections.entry(member).or_insert(section as u32);
            }
        }
        let mut book = Self {
            title: if package.title.is_empty() {
                name.to_owned()
            } else {
                package.title.clone()
            },
            lang: TextLang::Other,
            decoding,
            chapters: package.spine.iter().map(|_| OnceLock::new()).collect(),
            sections,
            lengths,
            read: AtomicU64::new(0),
            notices,
            inferred: OnceLock::new(),
            saved: None,
            archive,
            package,
        };
        book.lang = book.language();
        book
    }

    /// The book with an outline that was written down beside it, and what is to be told of that.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Notice>)) -> Self {
        self.saved = saved;
        self.notices.extend(notice);
        self
    }

    /// The language the book names, where that is clear, else that of its title or, if that says
    /// nothing, of its first chapter.
    fn language(&self) -> TextLang {
        let names = [self.package.authors.join(""), self.package.title.clone()].concat();
        let guessed = match html::guess(&names) {
            TextLang::Other => TextLang::Zh,
            lang => lang,
        };
        let named = self.package.language.as_deref();
        match html::named_or(named, TextLang::Other) {
            // A bare `zh`, another language, or none.
            TextLang::Other if named == Some("zh") => guessed,
            TextLang::Other => self
                .package
                .spine
                .iter()
                .filter_map(|item| item.member)
                .take(2)
                .map(|member| html::guess(&package::text(&self.archive, member)))
                .find(|&lang| lang != TextLang::Other)
                .unwrap_or(TextLang::Other),
            lang => lang,
        }
    }

    fn index(&self, pos: Pos) -> usize {
        (pos.section as usize).min(self.chapters.len().saturating_sub(1))
    }

    /// A chapter, parsed when it is first asked for.
    fn chapter(&self, index: usize) -> &MemoryDocument {
        static NOTHING: OnceLock<MemoryDocument> = OnceLock::new();
        match self.chapters.get(index) {
            Some(slot) => slot.get_or_init(|| {
                if self.read.load(Ordering::Relaxed) >= BOOK {
                    return complaint(&told(Fault::TooLarge), self.lang);
                }
                let chapter = self.parse(index);
                self.read.fetch_add(chapter.len, Ordering::Relaxed);
                chapter
            }),
            None => NOTHING.get_or_init(MemoryDocument::default),
        }
    }

    fn parse(&self, index: usize) -> MemoryDocument {
        let item = self.package.spine.get(index).cloned().unwrap_or_default();
        if self.chapters.len() == 1 && item.path.is_empty() {
            let reason = Notice::new(
                "（这个 EPUB 里没有可读的章节）",
                "(there is no chapter to read in this EPUB)",
            );
            return complaint(&reason, self.lang);
        }
        let Some(member) = item.member else {
            return complaint(
                &Notice::new(
                    format!("（书中没有这一章：{}）", item.path),
                    format!("(this chapter is not in the book: {})", item.path),
                ),
                self.lang,
            );
        };
        if self.package.encrypted.contains(&member) {
            let reason = Notice::new(
                "（这一章是加密的，读不出来）",
                "(this chapter is encrypted and cannot be read)",
            );
            return complaint(&reason, self.lang);
        }
        if item.is_picture {
            let name = item.path.rsplit('/').next().unwrap_or_default();
            return page_of(&format!("<img src='{name}'>"), self.lang);
        }
        let (bytes, fault) = self.archive.read(member);
        let (source, encoded) = decode(&bytes, &self.decoding);
        let mut chapter = page_of(&source, self.lang);
        chapter.encoded = Some(encoded);
        if let Some(fault) = fault {
            let mut told = complaint(&told(fault), self.lang);
            let at = chapter.blocks.last().map_or(0, |last| last.at.block.0 + 1);
            chapter.len = chapter.len.max(at + 1);
            for block in &mut told.blocks {
                block.at = Pos::new(0, at);
                block.space = u8::from(at > 0);
            }
            chapter.blocks.append(&mut told.blocks);
        }
        chapter
    }

    /// The chapter that a reference leads to, and the name of the place in it, or an empty one.
    fn find(&self, reference: &path::Reference) -> Option<(u32, String)> {
        let section = *self.sections.get(&reference.member(&self.archive)?)?;
        Some((section, reference.place.clone()))
    }
}

impl Document for EpubDocument {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn lang(&self) -> TextLang {
        self.lang
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let index = self.index(pos);
        let chapter = self.chapter(index);
        let inner = if pos.section as usize > index {
            chapter.last()
        } else {
            Pos { section: 0, ..pos }
        };
        let mut block = chapter.block_at(inner);
        if index > 0 && block.at == chapter.first() {
            block.space = block.space.max(2);
        }
        block.at.section = index as u32;
        block
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let index = self.index(pos);
        let section = index as u32;
        match self.chapter(index).next(Pos { section: 0, ..pos }) {
            Some(next) => Some(Pos { section, ..next }),
            None if index + 1 < self.chapters.len() => Some(Pos {
                section: section + 1,
                ..self.chapter(index + 1).first()
            }),
            None => None,
        }
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let index = self.index(pos);
        let section = index as u32;
        match self.chapter(index).prev(Pos { section: 0, ..pos }) {
            Some(prev) => Some(Pos { section, ..prev }),
            None if index > 0 => Some(Pos {
                section: section - 1,
                ..self.chapter(index - 1).last()
            }),
            None => None,
        }
    }

    fn first(&self) -> Pos {
        self.chapter(0).first()
    }

    fn last(&self) -> Pos {
        let index = self.chapters.len().saturating_sub(1);
        Pos {
            section: index as u32,
            ..self.chapter(index).last()
        }
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        let index = self.index(pos);
        let inner = self.chapter(index).fraction(Pos { section: 0, ..pos });
        self.lengths.share(index, inner)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let (index, inner) = self.lengths.place(fraction);
        Pos {
            section: index as u32,
            ..self.chapter(index).pos_at(inner)
        }
    }

    fn len(&self) -> u64 {
        self.lengths.total()
    }

    fn sections(&self) -> u32 {
        self.chapters.len() as u32
    }

    fn encoding(&self, section: u32) -> Option<Encoded> {
        self.chapter(section as usize).encoded
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> Go) {
        match &self.saved {
            Some(saved) => {
                emit(Step::Found(saved.clone()));
            }
            None => outline::find(self, emit),
        }
    }

    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        let base = &self.package.spine.get(self.index(from))?.path;
        let (section, place) = self.find(&path::resolved(base, link)?)?;
        let chapter = self.chapter(section as usize);
        let pos = chapter.targets.get(&place).copied();
        // Of a place that is missing in another chapter its beginning is near enough.
        if pos.is_none() && !place.is_empty() && section as usize == self.index(from) {
            return None;
        }
        Some(Pos {
            section,
            ..pos.unwrap_or_else(|| chapter.first())
        })
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        let index = self.index(from);
        if let Some(note) = self.chapter(index).own_note(label) {
            return Some(note);
        }
        let base = &self.package.spine.get(index)?.path;
        let (section, place) = self.find(&path::resolved(base, label)?)?;
        let chapter = self.chapter(section as usize);
        let note = chapter.note(chapter.first(), &place)?;
        Some(Note {
            at: note.at.map(|at| Pos { section, ..at }),
            ..note
        })
    }

    fn headings_like(&self, pos: Pos) -> Vec<Heading> {
        let block = self.block_at(pos);
        let Some(kind) = Kind::of(&block.text) else {
            return alone(&block).into_iter().collect();
        };
        let mut left = BOOK;
        let mut found = Vec::new();
        for section in 0..self.chapters.len() {
            let Some(chapter) = outline::chapter(self, section, &mut left) else {
                break;
            };
            let own = chapter.blocks.iter();
            let own = own.filter_map(|block| kind.heading(block.at, &block.text));
            found.extend(own.map(|heading| Heading {
                pos: Pos {
                    section: section as u32,
                    ..heading.pos
                },
                ..heading
            }));
        }
        found
    }

    fn explain(&self, pos: Pos) -> Option<Notice> {
        match &self.saved {
            Some(saved) => Some(reasons::saved(saved, &self.block_at(pos))),
            None => self.inferred.get()?.explain(pos),
        }
    }

    fn facts(&self, _pos: Pos) -> Vec<Fact> {
        self.package.facts()
    }

    fn notices(&self) -> Vec<Notice> {
        self.notices.clone()
    }
}

#[cfg(test)]
mod tests;
