//! A text to read, whatever it came from.

use super::{
    ArticleRange, Block, Explanation, Heading, Metadata, NoArticle, Note, Outline, Pos, Problem,
    Provenance, Step,
};
use crate::text::script::TextLang;
use crate::text::units::Fraction;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The difference of a view to the document that it is a view of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewKind {
    /// Lines that were broken are put together, and lines that rules hide are left out.
    Reflowed,
    /// What stands beside the article of a page is left out.
    Article,
    /// Notes in the text are carried out, and what explains them is left out.
    Annotated,
}

/// The lines of a section where they can be read many at a time.
#[derive(Clone, Copy)]
pub enum LineAccess<'d> {
    /// As bytes, which are UTF-8.
    Raw(&'d dyn RawLines),
    /// As decoded text.
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

    /// Returns the lines, whichever they are.
    pub fn source_lines(self) -> &'d dyn SourceLines {
        match self {
            Self::Raw(lines) => lines,
            Self::Decoded(lines) => lines,
        }
    }
}

/// Part of a document whose problems are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemScope {
    /// The document as it was opened.
    Whole,
    /// The part that a position is in, where parts are opened or read when the reader comes there.
    PartAt(Pos),
}

/// What a line end of the source is to the blocks of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnds {
    /// It closes one: blocks are lines.
    Close,
    /// A block may go on behind it. Blanks before it are none of its text, and one may stand in the
    /// place of the line end.
    Join,
}

/// Sections whose source is read line by line.
pub trait SourceLines {
    /// What a line end is to the blocks of `section`.
    fn line_ends(&self, section: u32) -> LineEnds;

    /// Whether the line at byte `at` of `section` is shown. A view may hide some.
    fn is_visible(&self, section: u32, at: u64) -> bool;
}

/// Sections whose source is UTF-8.
pub trait RawLines: SourceLines {
    /// Reads bytes of `section` into `buffer`, from byte `from` on. Returns the number of bytes read, 0 at the end;
    /// invalid sequences may be among them.
    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize;

    /// The place of byte `at` of `section`, as [`Self::read_raw`] counts them.
    fn pos_of_raw(&self, section: u32, at: u64) -> Pos;
}

/// Sections whose source is decoded line by line.
pub trait DecodedLines: SourceLines {
    /// Decodes whole lines of `section` into `text`, which is emptied before: from the line that starts at byte
    /// `from` on, each with its line end, as many as are quickly decoded at once. Returns the byte at which the
    /// next line starts; `from` at the end.
    fn read_lines(&self, section: u32, from: u64, text: &mut String) -> u64;

    /// The start of the line `count` line ends after byte `from` of `section`.
    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos;
}

/// Sections whose positions are positions in a file, the same in every encoding.
pub trait BytePositions {
    /// The byte of the file of its section that `pos` is at.
    fn byte_of(&self, pos: Pos) -> u64;

    /// The position of byte `at` of the file of `section`.
    fn pos_of_byte(&self, section: u32, at: u64) -> Pos;
}

/// Links and notes of a text.
pub trait Links {
    /// Finds the place in this document that a link of the block at `from` leads to. `None` if it leads elsewhere.
    /// May have to read the section it leads to.
    fn target(&self, from: Pos, link: &str) -> Option<Pos>;

    /// Finds the note that a sign in the block at `from` leads to, which the sign calls `label`. May have to read
    /// the section it is in.
    fn note(&self, from: Pos, label: &str) -> Option<Note>;
}

/// Questions about headings; an answer may need a look at all of a text.
pub trait HeadingQueries {
    /// Returns the block at `pos` as a heading, and with it all lines of its kind: those that are numbered in the
    /// same way or are dates, or in a text of lines those that look alike. Levels are 0; the caller assigns them.
    fn similar(&self, pos: Pos) -> Vec<Heading>;

    /// Explains why the block at `pos` is a heading or is not. `None` where that was not inferred.
    fn explain(&self, pos: Pos) -> Option<Explanation>;
}

/// A view of another document: its text arranged for reading.
pub trait Rearranged {
    /// The difference to the other document.
    fn kind(&self) -> ViewKind;

    /// The other document: the text as its file has it, or the whole of a page.
    fn original(&self) -> Arc<dyn Document>;

    /// The position in the other document of a position in this one.
    fn to_original(&self, pos: Pos) -> Pos;

    /// Number of lines that are left out of the text that `pos` is in. May have to read it.
    fn hidden_lines(&self, pos: Pos) -> u64;
}

/// Web pages with articles that can be shown alone.
pub trait Articles {
    /// Finds the article of the page that `pos` is in.
    ///
    /// # Errors
    /// The reason if there is none.
    fn article(&self, pos: Pos) -> Result<ArticleRange, NoArticle>;

    /// The folder whose files the pages are, each page showing its article alone. `None` for a single page.
    fn folder_of_articles(&self) -> Option<Arc<dyn Document>>;
}

/// A text to read. All walks are local: nothing needs an index of the whole document.
///
/// No method here or in a capability has a body: a view or folder that forgets one does not compile. What can be
/// derived from these methods is inherent on `dyn Document`.
#[expect(
    clippy::len_without_is_empty,
    reason = "it is inherent on `dyn Document`"
)]
pub trait Document: Send + Sync {
    /// The name of the whole: a title if the text has one, else the file's name.
    fn title(&self) -> String;

    /// The language that rules line setting.
    fn lang(&self) -> TextLang;

    /// The block that `pos` is in. Total: a place outside the text gives the nearest block, and an
    /// empty document one empty block.
    fn block_at(&self, pos: Pos) -> Block<'_>;

    /// The start of the block after the one `pos` is in; `None` at the end.
    fn next(&self, pos: Pos) -> Option<Pos>;

    /// The start of the block before the one `pos` is in; `None` at the beginning.
    fn prev(&self, pos: Pos) -> Option<Pos>;

    /// The start of the first block.
    fn first(&self) -> Pos;

    /// The start of the last block.
    fn last(&self) -> Pos;

    /// How much of the document lies before `pos`, by bytes.
    fn fraction(&self, pos: Pos) -> Fraction;

    /// The start of the block at which `fraction` of the document lies behind.
    fn pos_at(&self, fraction: Fraction) -> Pos;

    /// Length of the whole in bytes.
    fn len(&self) -> u64;

    /// The lines of a section, to be read many at a time: the fast path of search. `None` where blocks are no lines.
    fn lines(&self, section: u32) -> Option<LineAccess<'_>>;

    /// The bytes of a section's file that positions stand for. `None` where positions are none in a file.
    fn byte_positions(&self, section: u32) -> Option<&dyn BytePositions>;

    /// The section after `section`; `None` after the last. Numbers in between need not be in use.
    fn next_section(&self, section: u32) -> Option<u32>;

    /// The origin of the text at `pos`.
    fn provenance(&self, pos: Pos) -> Provenance;

    /// Finds the outline, handing out what is known from time to time, each time whole, and at last
    /// with `complete` set; in between, signs of life. Stops when told to.
    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>);

    /// Where the links of the text lead. `None` if it has no links and notes.
    fn links(&self) -> Option<&dyn Links>;

    /// Answers to questions about headings. `None` if nothing is known but the outline.
    fn heading_queries(&self) -> Option<&dyn HeadingQueries>;

    /// The text as its file has it. `None` if this is that text.
    fn rearranged(&self) -> Option<&dyn Rearranged>;

    /// Articles that can be shown alone. `None` if this is not a web page, and has none in it.
    fn articles(&self) -> Option<&dyn Articles>;

    /// What the text that `pos` is in says of itself, in the order in which it is to be shown.
    fn metadata(&self, pos: Pos) -> Vec<Metadata>;

    /// Problems of the source.
    fn problems(&self, scope: ProblemScope) -> Vec<Problem>;
}

/// Blocks without text that are looked at before one is taken to come.
const MAX_BLANK_BLOCKS: usize = 64;

impl dyn Document + '_ {
    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is no text, as far as the first blocks tell.
    pub fn is_blank(&self) -> bool {
        let blocks = std::iter::successors(Some(self.first()), |pos| self.next(*pos));
        let mut blocks = blocks.take(MAX_BLANK_BLOCKS + 1).enumerate();
        blocks.all(|(index, pos)| {
            index < MAX_BLANK_BLOCKS && self.block_at(pos).text.trim().is_empty()
        })
    }

    /// Finds the outline of the whole document, however long that takes.
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

    /// Whether there are several sections.
    pub fn has_several_sections(&self) -> bool {
        self.next_section(self.first().section).is_some()
    }

    /// The byte of its file that `pos` is at, if it is in one.
    pub fn byte_of(&self, pos: Pos) -> Option<u64> {
        let positions = self.byte_positions(pos.section)?;
        Some(positions.byte_of(pos))
    }

    /// The position of byte `at` of the file of `section`, if it is in one.
    pub fn pos_of_byte(&self, section: u32, at: u64) -> Option<Pos> {
        let positions = self.byte_positions(section)?;
        Some(positions.pos_of_byte(section, at))
    }

    /// Finds the place in this document that a link of the block at `from` leads to.
    pub fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        self.links()?.target(from, link)
    }

    /// Finds the note that the sign `label` in the block at `from` leads to.
    pub fn note(&self, from: Pos, label: &str) -> Option<Note> {
        self.links()?.note(from, label)
    }

    /// Returns the block at `pos` as a heading, and with it all lines of its kind, as far as these are known.
    pub fn similar(&self, pos: Pos) -> Vec<Heading> {
        match self.heading_queries() {
            Some(queries) => queries.similar(pos),
            None => Heading::from_block(&self.block_at(pos))
                .into_iter()
                .collect(),
        }
    }

    /// Explains why the block at `pos` is a heading or is not.
    pub fn explain(&self, pos: Pos) -> Option<Explanation> {
        self.heading_queries()?.explain(pos)
    }

    /// The difference to the text as its file has it, if there is any.
    pub fn view_kind(&self) -> Option<ViewKind> {
        self.rearranged().map(Rearranged::kind)
    }

    /// The text as its file has it, if this is another view of it.
    pub fn original(&self) -> Option<Arc<dyn Document>> {
        self.rearranged().map(Rearranged::original)
    }

    /// The position in the text as its file has it.
    pub fn to_original(&self, pos: Pos) -> Pos {
        self.rearranged().map_or(pos, |view| view.to_original(pos))
    }

    /// Number of lines that are left out of the text that `pos` is in.
    pub fn hidden_lines(&self, pos: Pos) -> u64 {
        self.rearranged().map_or(0, |view| view.hidden_lines(pos))
    }

    /// Finds the article of the page that `pos` is in.
    ///
    /// # Errors
    /// The reason if there is none.
    pub fn article(&self, pos: Pos) -> Result<ArticleRange, NoArticle> {
        let articles = self.articles().ok_or(NoArticle::NotAPage)?;
        articles.article(pos)
    }
}
