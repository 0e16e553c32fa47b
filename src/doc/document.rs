//! Text to read, of any origin.

use super::{
    ArticleRange, Block, Explanation, Heading, Metadata, NoArticle, Note, Outline, Pos, Problem,
    Provenance, Step, TitleLines,
};
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use std::ops::ControlFlow;
use std::sync::Arc;

/// Difference between a view and its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewKind {
    /// Hard-wrapped lines are joined, and lines that rules hide are removed.
    Reflowed,
    /// Blocks outside the article of a page are removed.
    Article,
    /// Annotations in the text are applied, and their explanations removed.
    Annotated,
}

/// Access to the lines of a section in batches.
#[derive(Clone, Copy)]
pub enum LineAccess<'d> {
    /// UTF-8 bytes.
    Raw(&'d dyn RawLines),
    /// Decoded text.
    Decoded(&'d dyn DecodedLines),
}

impl<'d> LineAccess<'d> {
    /// Returns the lines if they are bytes.
    pub fn raw(self) -> Option<&'d dyn RawLines> {
        match self {
            Self::Raw(lines) => Some(lines),
            Self::Decoded(_) => None,
        }
    }

    /// Returns the lines if they are decoded.
    pub fn decoded(self) -> Option<&'d dyn DecodedLines> {
        match self {
            Self::Raw(_) => None,
            Self::Decoded(lines) => Some(lines),
        }
    }

    /// Returns the lines of either kind.
    pub fn source_lines(self) -> &'d dyn SourceLines {
        match self {
            Self::Raw(lines) => lines,
            Self::Decoded(lines) => lines,
        }
    }
}

/// Part of a document whose problems are requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemScope {
    /// The document as it was opened.
    Whole,
    /// The part at a position, if parts are opened or read when the reader comes there.
    PartAt(Pos),
}

/// Meaning of a source line end for the blocks of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnds {
    /// A line end closes a block: blocks are lines.
    Close,
    /// A block may continue after a line end. Blanks before the line end are not part of the block's text, and
    /// a blank may replace the line end.
    Join,
}

/// Sections whose source is read line by line.
pub trait SourceLines {
    /// Returns the meaning of a line end for the blocks of `section`.
    fn line_ends(&self, section: u32) -> LineEnds;

    /// Returns whether the line at byte `at` of `section` is shown. A view may hide some.
    fn is_visible(&self, section: u32, at: u64) -> bool;

    /// Returns whether a line of `section` with this text may be hidden. Decides quickly for most lines, without the
    /// text around it.
    fn may_hide(&self, section: u32, line: &str) -> bool;

    /// Returns whether signs of notes stand between the words of `section`.
    fn has_notes(&self, section: u32) -> bool;
}

/// Sections whose source is UTF-8.
pub trait RawLines: SourceLines {
    /// Reads bytes of `section` into `buffer`, from byte `from` on. Returns the number of bytes read, 0 at the
    /// end; invalid sequences may be among them.
    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize;

    /// Returns the bytes of `section` that [`Self::read_raw`] reads, if they lie in memory as they are.
    fn raw_in_memory(&self, section: u32) -> Option<&[u8]>;

    /// Returns the position of byte `at` of `section`, counted as by [`Self::read_raw`].
    fn pos_of_raw(&self, section: u32, at: u64) -> Pos;
}

/// Sections whose source is decoded line by line.
pub trait DecodedLines: SourceLines {
    /// Decodes whole lines of `section` into `text`, after clearing it: from the line that starts at byte
    /// `from`, each with its line end, up to a size that is decoded quickly. Returns the byte at which the next
    /// line starts; `from` at the end.
    fn read_lines(&self, section: u32, from: u64, text: &mut String) -> u64;

    /// Returns the start of the line `count` line ends after byte `from` of `section`.
    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos;
}

/// Sections whose positions are positions in a file, the same in every encoding.
pub trait BytePositions {
    /// Returns the byte offset of `pos` in the file of its section.
    fn byte_of(&self, pos: Pos) -> u64;

    /// Returns the position of byte `at` of the file of `section`.
    fn pos_of_byte(&self, section: u32, at: u64) -> Pos;
}

/// Links and notes of a text.
pub trait Links {
    /// Finds the position in this document that a link of the block at `from` points to; `None` if its target
    /// is elsewhere. May have to read the target's section.
    fn target(&self, from: Pos, link: &str) -> Option<Pos>;

    /// Finds the note of the reference `label` in the block at `from`. May have to read the note's section.
    fn note(&self, from: Pos, label: &str) -> Option<Note>;

    /// Finds that note if no place of the text has it, so that only its reference leads to it.
    fn note_outside_text(&self, from: Pos, label: &str) -> Option<Note>;
}

/// Queries about headings; an answer may need all of a text.
pub trait HeadingQueries {
    /// Returns the block at `pos` as a heading, with all similar lines: those numbered in the same way, dates,
    /// or in plain text lines of the same look. Levels are 0; the caller assigns them.
    fn similar(&self, pos: Pos) -> Vec<Heading>;

    /// Explains why the block at `pos` is a heading or not; `None` if that was not inferred.
    fn explain(&self, pos: Pos) -> Option<Explanation>;
}

/// View of another document: its text arranged for reading.
pub trait Rearranged {
    /// Returns the difference to the other document.
    fn kind(&self) -> ViewKind;

    /// Returns the other document: the text as in its file, or the whole page.
    fn original(&self) -> Arc<dyn Document>;

    /// Maps a position of this document to the other one.
    fn to_original(&self, pos: Pos) -> Pos;

    /// Returns the number of lines hidden from the text that holds `pos`. May have to read the text.
    fn hidden_lines(&self, pos: Pos) -> u64;
}

/// Files of a folder.
pub trait Files {
    /// Returns the path in the folder of the file that holds `pos`.
    fn file_at(&self, pos: Pos) -> &str;

    /// Returns the fraction of that file before `pos`.
    fn fraction_in_file(&self, pos: Pos) -> Fraction;

    /// Returns the number of files.
    fn file_count(&self) -> usize;

    /// Returns the number of the file that holds `pos`, from 0.
    fn file_index(&self, pos: Pos) -> usize;

    /// Returns the path in the folder of a file; empty beyond the last.
    fn file_path(&self, index: usize) -> &str;

    /// Returns the first section of a file.
    fn first_section(&self, index: usize) -> u32;

    /// Opens a file by itself. It is not kept open, so that no other is closed.
    fn open_file(&self, index: usize) -> Arc<dyn Document>;
}

/// Web pages whose articles can be shown alone.
pub trait Articles {
    /// Finds the article of the page that holds `pos`.
    ///
    /// # Errors
    /// Returns the reason if there is no article.
    fn article(&self, pos: Pos) -> Result<ArticleRange, NoArticle>;

    /// Returns the folder of these pages, with each page reduced to its article; `None` for a single page.
    fn folder_of_articles(&self) -> Option<Arc<dyn Document>>;
}

/// Text to read. All walks are local: nothing needs an index of the whole document.
///
/// No method here or in a capability has a body, so that a view or folder that forgets one does not compile.
/// Methods that follow from these are inherent on `dyn Document`.
#[expect(
    clippy::len_without_is_empty,
    reason = "it is inherent on `dyn Document`"
)]
pub trait Document: Send + Sync {
    /// Returns the name of the document: its title, otherwise the file name.
    fn title(&self) -> String;

    /// Returns the title block of the text that holds `pos`, if its first lines without mark-up are one.
    fn title_lines(&self, pos: Pos) -> Option<TitleLines>;

    /// Returns the language that selects the rules of line setting.
    fn lang(&self) -> TextLang;

    /// Returns the block that holds `pos`. Never fails: a position outside the text returns the nearest block,
    /// an empty document one empty block.
    fn block_at(&self, pos: Pos) -> Block<'_>;

    /// Returns the start of the block after the one that holds `pos`; `None` at the end.
    fn next(&self, pos: Pos) -> Option<Pos>;

    /// Returns the block after `block`, a block of this document; `None` at the end.
    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>>;

    /// Returns the start of the block before the one that holds `pos`; `None` at the start.
    fn prev(&self, pos: Pos) -> Option<Pos>;

    /// Returns the start of the first block.
    fn first(&self) -> Pos;

    /// Returns the start of the last block.
    fn last(&self) -> Pos;

    /// Returns the fraction of the document before `pos`, by bytes.
    fn fraction(&self, pos: Pos) -> Fraction;

    /// Returns the start of the block at `fraction` of the document.
    fn pos_at(&self, fraction: Fraction) -> Pos;

    /// Returns the length of the document in bytes.
    fn len(&self) -> u64;

    /// Returns the byte before which each block and the start of the next one are known at once. The first question about
    /// those behind may have to read the rest of the document.
    fn known_len(&self) -> u64;

    /// Returns the lines of a section for reading in batches, the fast path of search; `None` if blocks are not
    /// lines.
    fn lines(&self, section: u32) -> Option<LineAccess<'_>>;

    /// Returns the byte positions of a section's file; `None` if positions are not positions in a file.
    fn byte_positions(&self, section: u32) -> Option<&dyn BytePositions>;

    /// Returns the section after `section`; `None` after the last. Section numbers may have gaps.
    fn next_section(&self, section: u32) -> Option<u32>;

    /// Returns the origin of the text at `pos`.
    fn provenance(&self, pos: Pos) -> Provenance;

    /// Finds the outline. Emits the outline known so far from time to time, always as a whole, and finally with
    /// `complete` set; emits progress in between. Stops when `emit` breaks.
    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>);

    /// Returns the links and notes; `None` if the text has neither.
    fn links(&self) -> Option<&dyn Links>;

    /// Returns the answers to heading queries; `None` if only the outline is known.
    fn heading_queries(&self) -> Option<&dyn HeadingQueries>;

    /// Returns the relation to the text as in its file; `None` if this is that text.
    fn rearranged(&self) -> Option<&dyn Rearranged>;

    /// Returns the files; `None` if this is no folder.
    fn files(&self) -> Option<&dyn Files>;

    /// Returns the articles; `None` if this is neither a web page nor a folder with web pages.
    fn articles(&self) -> Option<&dyn Articles>;

    /// Returns the metadata of the text that holds `pos`, in the order of display.
    fn metadata(&self, pos: Pos) -> Vec<Metadata>;

    /// Returns the problems of the source.
    fn problems(&self, scope: ProblemScope) -> Vec<Problem>;
}

/// Maximum number of blocks in a document that counts as blank.
const MAX_BLANK_BLOCKS: usize = 64;

impl dyn Document + '_ {
    /// Returns whether the document has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether the document has at most [`MAX_BLANK_BLOCKS`] blocks, all without text.
    pub fn is_blank(&self) -> bool {
        let blocks = std::iter::successors(Some(self.first()), |pos| self.next(*pos));
        let mut blocks = blocks.take(MAX_BLANK_BLOCKS + 1).enumerate();
        blocks.all(|(index, pos)| {
            index < MAX_BLANK_BLOCKS && self.block_at(pos).text.trim().is_empty()
        })
    }

    /// Finds the outline of the whole document, which may take long.
    pub fn whole_outline(&self) -> Outline {
        let mut whole = Outline::default();
        self.outline(&mut |step| {
            if let Step::Found(outline) = step {
                whole = outline;
            }
            ControlFlow::Continue(())
        });
        whole
    }

    /// Returns whether there are several sections.
    pub fn has_several_sections(&self) -> bool {
        self.next_section(self.first().section).is_some()
    }

    /// Returns the byte offset of `pos` in its file; `None` if it is not in a file.
    pub fn byte_of(&self, pos: Pos) -> Option<u64> {
        let positions = self.byte_positions(pos.section)?;
        Some(positions.byte_of(pos))
    }

    /// Returns the position of byte `at` of the file of `section`; `None` if it is not a file.
    pub fn pos_of_byte(&self, section: u32, at: u64) -> Option<Pos> {
        let positions = self.byte_positions(section)?;
        Some(positions.pos_of_byte(section, at))
    }

    /// Finds the position in this document that a link of the block at `from` points to.
    pub fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        self.links()?.target(from, link)
    }

    /// Finds the note of the reference `label` in the block at `from`.
    pub fn note(&self, from: Pos, label: &str) -> Option<Note> {
        self.links()?.note(from, label)
    }

    /// Finds that note if no place of the text has it.
    pub fn note_outside_text(&self, from: Pos, label: &str) -> Option<Note> {
        self.links()?.note_outside_text(from, label)
    }

    /// Returns the block at `pos` as a heading, with all similar lines as far as they are known.
    pub fn similar(&self, pos: Pos) -> Vec<Heading> {
        match self.heading_queries() {
            Some(queries) => queries.similar(pos),
            None => Heading::from_block(&self.block_at(pos))
                .into_iter()
                .collect(),
        }
    }

    /// Explains why the block at `pos` is a heading or not.
    pub fn explain(&self, pos: Pos) -> Option<Explanation> {
        self.heading_queries()?.explain(pos)
    }

    /// Returns the difference to the text as in its file, if there is any.
    pub fn view_kind(&self) -> Option<ViewKind> {
        self.rearranged().map(Rearranged::kind)
    }

    /// Returns the text as in its file, if this is a view of it.
    pub fn original(&self) -> Option<Arc<dyn Document>> {
        self.rearranged().map(Rearranged::original)
    }

    /// Maps a position to the text as in its file.
    pub fn to_original(&self, pos: Pos) -> Pos {
        self.rearranged().map_or(pos, |view| view.to_original(pos))
    }

    /// Returns the number of lines hidden from the text that holds `pos`.
    pub fn hidden_lines(&self, pos: Pos) -> u64 {
        self.rearranged().map_or(0, |view| view.hidden_lines(pos))
    }

    /// Finds the article of the page that holds `pos`.
    ///
    /// # Errors
    /// Returns the reason if there is no article.
    pub fn article(&self, pos: Pos) -> Result<ArticleRange, NoArticle> {
        let articles = self.articles().ok_or(NoArticle::NotAPage)?;
        articles.article(pos)
    }
}
