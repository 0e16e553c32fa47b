//! EPUB 2 and 3: a document with a section per chapter in reading order, each parsed when it is reached. The first
//! screen reads the directory, the package and one chapter.
//!
//! [`crate::source::archive`] reads the zip, [`package`] the metadata and the spine, [`navigation`] the table of
//! contents; chapters are pages ([`crate::formats::html`]). A placeholder replaces a missing or damaged part; the
//! rest shows.
//!
//! # Limits
//!
//! A member is read up to [`MAX_MEMBER_BYTES`] and [`MAX_RATIO`] times its compressed size (from
//! [`FREE_MEMBER_BYTES`] on), a book up to [`MAX_ARCHIVE_BYTES`]; 10,000 chapters, 100,000 entries of the table of
//! contents, [`MAX_HEADING_SCAN_BYTES`] of chapters for headings that the table omits. Archives in the archive are
//! not opened. Names never reach the file system.

use crate::error::MemberError;
use crate::formats::blocks::href;
mod chapter;
mod description;
mod document;
mod inner_headings;
mod lost_targets;
mod navigation;
mod outline;
mod outline_places;
mod package;
mod sheets;

/// Bytes of chapters read for headings that the table of contents omits.
const MAX_HEADING_SCAN_BYTES: u64 = 32 << 20;

pub use crate::source::archive::{
    FREE_MEMBER_BYTES, MAX_ARCHIVE_BYTES, MAX_MEMBER_BYTES, MAX_RATIO,
};
pub use package::MAX_CHAPTER_COUNT;

use super::blocks::document::BlockDocument;
use super::blocks::href::display_path;
use super::html::{self, charset};
use crate::doc::cumulative::CumulativeLengths;
use crate::doc::{Describe, Outline, Placeholder, Pos, Problem, Relocate};
use crate::formats::html::style_sheet::StyleSheet;
use crate::formats::options::OpenOptions;
use crate::outline::infer::InferredHeadings;
use crate::outline::rules::Rules;
use crate::source::archive::{self, Archive};
use crate::source::encoding::detect::EncodingHint;
use crate::source::windows::Source;
use crate::text::script::TextLang;
use chapter::chapter_document;
use memchr::memmem;
use package::{ManifestItem, Package};
use sheets::BookSheets;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// The member that names the package of a book (OCF 3.3, 4.2.6.3.1).
const CONTAINER: &str = "META-INF/container.xml";

/// Place of the name of the first member in a zip.
const FIRST_NAME_BYTE: usize = 30;

/// Returns whether a source is an EPUB, by its beginning or its members. `ending` is its file name extension.
pub fn is_epub(source: &Source, ending: &str) -> bool {
    let head = source.window(0, 128);
    // An archive that holds a book has the same words elsewhere.
    let has_type = head
        .get(FIRST_NAME_BYTE..)
        .and_then(|name| name.strip_prefix(b"mimetype"))
        .is_some_and(|rest| memmem::find(rest, b"application/epub+zip").is_some());
    head.starts_with(b"PK\x03\x04")
        && (ending == "epub" || has_type || archive::has_member(source, CONTAINER))
}

/// Extent of the book that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BookView {
    /// All except what the reader's rules hide.
    Filtered,
    /// The whole book.
    Original,
}

/// A book.
pub struct EpubDocument {
    archive: Arc<Archive>,
    package: Arc<Package>,
    title: String,
    lang: TextLang,
    /// Words in place of a chapter.
    describe: Describe,
    encoding_hint: EncodingHint,
    rules: Arc<Rules>,
    view: BookView,
    chapters: Vec<OnceLock<BlockDocument>>,
    /// Style sheets of the chapters parsed so far.
    sheets: Arc<BookSheets>,
    /// Chapter index of each member.
    section_of_member: HashMap<usize, u32>,
    /// Lengths of the chapters according to the archive.
    lengths: CumulativeLengths,
    /// Bytes of the chapters parsed so far, and lines hidden in them by the reader's rules.
    parsed_bytes: AtomicU64,
    hidden_line_count: AtomicU64,
    problems: Vec<Problem>,
    /// Evidence of the inferred headings, once they were inferred.
    inferred_headings: OnceLock<InferredHeadings>,
    /// Outline of the sidecar, in place of the book's own.
    saved_outline: Option<Outline>,
}

impl EpubDocument {
    /// Opens the book in `source`. `name` is the title of a book without one.
    pub fn new(name: &str, source: Source, wishes: &OpenOptions) -> Self {
        let archive = Archive::new(source, wishes.encoding_hint.region);
        let mut package = Package::new(&archive);
        let mut problems = Vec::new();
        if archive.is_damaged {
            problems.push(Problem::IncompleteBook);
        }
        let is_locked = |item: &&ManifestItem| {
            item.member
                .is_some_and(|at| package.encrypted_members.contains(&at))
        };
        let locked = package.spine.iter().filter(is_locked).count();
        if locked > 0 {
            problems.push(Problem::EncryptedChapters {
                chapters: locked as u64,
            });
        }
        if package.spine.is_empty() {
            package.spine.push(ManifestItem::default());
        }
        let size = |item: &ManifestItem| {
            item.member
                .map_or(0, |member| archive.declared_len(member))
                .max(1)
        };
        let lengths = CumulativeLengths::new(package.spine.iter().map(size));
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
            describe: wishes.describe.clone(),
            encoding_hint: wishes.encoding_hint,
            rules: Arc::clone(&wishes.rules),
            view: BookView::Filtered,
            chapters: package.spine.iter().map(|_| OnceLock::new()).collect(),
            sheets: Arc::default(),
            section_of_member: sections,
            lengths,
            parsed_bytes: AtomicU64::new(0),
            hidden_line_count: AtomicU64::new(0),
            problems,
            inferred_headings: OnceLock::new(),
            saved_outline: None,
            archive: Arc::new(archive),
            package: Arc::new(package),
        };
        book.lang = book.language();
        book
    }

    /// Returns the book with the outline of its sidecar, if there is one, and the problem of loading it.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Problem>)) -> Self {
        self.saved_outline = saved;
        self.problems.extend(notice);
        self
    }

    /// Returns the book without hidden lines.
    fn unfiltered(&self) -> Self {
        Self {
            archive: Arc::clone(&self.archive),
            package: Arc::clone(&self.package),
            title: self.title.clone(),
            lang: self.lang,
            describe: self.describe.clone(),
            encoding_hint: self.encoding_hint,
            rules: Arc::clone(&self.rules),
            view: BookView::Original,
            chapters: self.chapters.iter().map(|_| OnceLock::new()).collect(),
            sheets: Arc::clone(&self.sheets),
            section_of_member: self.section_of_member.clone(),
            lengths: self.lengths.clone(),
            parsed_bytes: AtomicU64::new(0),
            hidden_line_count: AtomicU64::new(0),
            problems: self.problems.clone(),
            inferred_headings: OnceLock::new(),
            saved_outline: self.saved_outline.clone(),
        }
    }

    /// Returns the language that the book declares if it is unambiguous, else that of its title, else that of its
    /// first chapter.
    fn language(&self) -> TextLang {
        let names = [self.package.authors.join(""), self.package.title.clone()].concat();
        let guessed = match html::detect_language(&names) {
            TextLang::Other => TextLang::Hans,
            lang => lang,
        };
        let named = self.package.language.as_deref();
        match html::choose_language(named, TextLang::Other) {
            // A bare `zh`, another language, or no language.
            TextLang::Other if named == Some("zh") => guessed,
            TextLang::Other => self
                .package
                .spine
                .iter()
                .filter_map(|item| item.member)
                .take(2)
                .map(|member| html::detect_language(&package::member_text(&self.archive, member)))
                .find(|&lang| lang != TextLang::Other)
                .unwrap_or(TextLang::Other),
            lang => lang,
        }
    }

    fn index(&self, pos: Pos) -> usize {
        (pos.section as usize).min(self.chapters.len().saturating_sub(1))
    }

    /// Passes a question to the chapter of `pos`. Positions in the answer are converted to those of the book.
    fn ask<'d, T: Relocate>(
        &'d self,
        pos: Pos,
        question: impl FnOnce(&'d BlockDocument, Pos) -> T,
    ) -> T {
        let index = self.index(pos);
        let answer = question(self.chapter(index), pos.in_section(0));
        answer.relocate(&|pos| pos.in_section(index as u32))
    }

    /// Returns a chapter, parsed on first use.
    fn chapter(&self, index: usize) -> &BlockDocument {
        static EMPTY_CHAPTER: OnceLock<BlockDocument> = OnceLock::new();
        match self.chapters.get(index) {
            Some(slot) => slot.get_or_init(|| {
                if self.parsed_bytes.load(Ordering::Relaxed) >= MAX_ARCHIVE_BYTES {
                    return self.placeholder(&Placeholder::Chapter(MemberError::TooLarge));
                }
                let chapter = self.parse_chapter(index);
                self.parsed_bytes.fetch_add(chapter.len, Ordering::Relaxed);
                self.hidden_line_count
                    .fetch_add(chapter.original.hidden_line_count, Ordering::Relaxed);
                chapter
            }),
            None => EMPTY_CHAPTER.get_or_init(BlockDocument::default),
        }
    }

    /// Returns a chapter for a walk over the book: the parsed one if there is one, else one that is not kept. `None` when
    /// `left`, the bytes that such a walk may parse, are used up.
    fn load_chapter(&self, index: usize, left: &mut u64) -> Option<Cow<'_, BlockDocument>> {
        if let Some(chapter) = self.chapters.get(index).and_then(OnceLock::get) {
            return Some(Cow::Borrowed(chapter));
        }
        let chapter = self.parse_chapter(index);
        *left = left.checked_sub(chapter.len)?;
        Some(Cow::Owned(chapter))
    }

    fn placeholder(&self, reason: &Placeholder<'_>) -> BlockDocument {
        BlockDocument::placeholder(&self.describe.text(reason))
    }

    fn parse_chapter(&self, index: usize) -> BlockDocument {
        let item = self.package.spine.get(index).cloned().unwrap_or_default();
        if self.chapters.len() == 1 && item.path.is_empty() {
            return self.placeholder(&Placeholder::NoChapters);
        }
        let Some(member) = item.member else {
            let path = &display_path(&item.path);
            return self.placeholder(&Placeholder::MissingChapter { path });
        };
        if self.package.encrypted_members.contains(&member) {
            return self.placeholder(&Placeholder::Chapter(MemberError::Encrypted));
        }
        if item.is_image {
            let name = item.path.rsplit('/').next().unwrap_or_default();
            let page = format!("<img src='{name}'>");
            return chapter_document(&page, self.lang, StyleSheet::default());
        }
        let (bytes, fault) = self.archive.read(member);
        let (source, detection) = charset::decode(&bytes, &self.encoding_hint);
        let sheet = self.sheets.of_page(&self.archive, &item.path, &source);
        let mut chapter = chapter_document(&source, self.lang, sheet);
        chapter.decoding.encoding = Some(detection.encoding_info());
        chapter.problems = charset::decoding_problems(&bytes, &source, &detection);
        if self.view == BookView::Filtered {
            let hidden = chapter.hidden_blocks(&self.rules);
            if hidden.contains(&true) {
                chapter.drop_blocks(&hidden);
            }
        }
        if let Some(fault) = fault {
            let mut told = self.placeholder(&Placeholder::Chapter(fault));
            let at = chapter.blocks.last().map_or(0, |last| last.pos.block.0 + 1);
            chapter.len = chapter.len.max(at + 1);
            for block in &mut told.blocks {
                block.pos = Pos::new(0, at);
                block.space_above = u8::from(at > 0);
            }
            chapter.blocks.append(&mut told.blocks);
        }
        chapter
    }

    /// Returns the chapter of a reference, and the name of the place in it or an empty one.
    fn resolve_href(&self, reference: &href::Href) -> Option<(u32, String)> {
        let section = *self
            .section_of_member
            .get(&reference.member(&self.archive)?)?;
        Some((section, reference.fragment.clone()))
    }
}

#[cfg(test)]
mod tests;
