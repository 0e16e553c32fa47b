//! Documents for the tests of search: another one with blocks, lines or a language of its own, and what is read of it.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use tongdu::doc::{
    Articles, Block, BytePositions, Document, HeadingQueries, LineAccess, LineEnds, Links,
    Metadata, Outline, Pos, Problem, ProblemScope, Provenance, RawLines, Rearranged, SourceLines,
    Step, TitleLines,
};
use tongdu::text::script::TextLang;
use tongdu::text::units::Fraction;

/// Lines that a [`RecastDocument`] offers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfferedLines {
    /// None: nothing but blocks.
    None,
    /// Those of the other document.
    Same,
    /// Its own bytes, whose lines are put together.
    Joined,
    /// Those of the other document, which must be raw; each look at them is counted.
    Counted,
}

/// A document with something of its own.
pub(crate) struct RecastDocument<'d> {
    pub(crate) inner: &'d dyn Document,
    pub(crate) lang: TextLang,
    pub(crate) lines: OfferedLines,
    /// Source and blocks, ascending, in the place of the other document's.
    pub(crate) own: Option<(String, Vec<Block<'static>>)>,
    /// Bytes that were read, and lines that were looked up.
    pub(crate) bytes_read: AtomicU64,
    pub(crate) lines_asked: AtomicU64,
}

impl<'d> RecastDocument<'d> {
    /// The other document, of which these lines are offered.
    pub(crate) fn new(inner: &'d dyn Document, lines: OfferedLines) -> Self {
        Self {
            inner,
            lang: inner.lang(),
            lines,
            own: None,
            bytes_read: AtomicU64::new(0),
            lines_asked: AtomicU64::new(0),
        }
    }

    fn own_blocks(&self) -> Option<&[Block<'static>]> {
        self.own.as_ref().map(|(_, blocks)| blocks.as_slice())
    }

    fn index_at(blocks: &[Block<'static>], pos: Pos) -> usize {
        let after = blocks.partition_point(|block| block.pos <= pos.block_start());
        after.saturating_sub(1)
    }

    fn raw(&self) -> &dyn RawLines {
        let lines = self.inner.lines(0).and_then(LineAccess::raw);
        lines.expect("raw lines")
    }
}

impl Document for RecastDocument<'_> {
    fn title(&self) -> String {
        self.inner.title()
    }
    fn title_lines(&self, pos: Pos) -> Option<TitleLines> {
        self.inner.title_lines(pos)
    }
    fn lang(&self) -> TextLang {
        self.lang
    }
    fn block_at(&self, pos: Pos) -> Block<'_> {
        match self.own_blocks() {
            Some(blocks) => blocks[Self::index_at(blocks, pos)].clone(),
            None => self.inner.block_at(pos),
        }
    }
    fn next(&self, pos: Pos) -> Option<Pos> {
        match self.own_blocks() {
            Some(blocks) => Some(blocks.get(Self::index_at(blocks, pos) + 1)?.pos),
            None => self.inner.next(pos),
        }
    }
    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        self.next(block.pos).map(|next| self.block_at(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        match self.own_blocks() {
            Some(blocks) => Some(blocks[Self::index_at(blocks, pos).checked_sub(1)?].pos),
            None => self.inner.prev(pos),
        }
    }
    fn first(&self) -> Pos {
        self.block_at(Pos::default()).pos
    }
    fn last(&self) -> Pos {
        match self.own_blocks() {
            Some(blocks) => blocks.last().expect("a block").pos,
            None => self.inner.last(),
        }
    }
    fn fraction(&self, pos: Pos) -> Fraction {
        self.inner.fraction(pos)
    }
    fn pos_at(&self, fraction: Fraction) -> Pos {
        self.inner.pos_at(fraction)
    }
    fn len(&self) -> u64 {
        self.inner.len()
    }

    fn known_len(&self) -> u64 {
        self.inner.known_len()
    }
    fn lines(&self, section: u32) -> Option<LineAccess<'_>> {
        match self.lines {
            OfferedLines::None => None,
            OfferedLines::Same => self.inner.lines(section),
            OfferedLines::Joined | OfferedLines::Counted => Some(LineAccess::Raw(self)),
        }
    }
    fn byte_positions(&self, _section: u32) -> Option<&dyn BytePositions> {
        None
    }
    fn links(&self) -> Option<&dyn Links> {
        self.inner.links()
    }
    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        self.inner.heading_queries()
    }
    fn rearranged(&self) -> Option<&dyn Rearranged> {
        None
    }
    fn files(&self) -> Option<&dyn tongdu::doc::Files> {
        None
    }

    fn articles(&self) -> Option<&dyn Articles> {
        None
    }
    fn next_section(&self, section: u32) -> Option<u32> {
        self.inner.next_section(section)
    }
    fn provenance(&self, pos: Pos) -> Provenance {
        self.inner.provenance(pos)
    }
    fn metadata(&self, pos: Pos) -> Vec<Metadata> {
        self.inner.metadata(pos)
    }
    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        self.inner.problems(scope)
    }
    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        self.inner.outline(emit);
    }
}

impl SourceLines for RecastDocument<'_> {
    fn line_ends(&self, section: u32) -> LineEnds {
        match self.lines {
            OfferedLines::Joined => LineEnds::Join,
            _ => self.raw().line_ends(section),
        }
    }
    fn may_hide(&self, section: u32, line: &str) -> bool {
        self.lines_asked.fetch_add(1, Ordering::Relaxed);
        self.raw().may_hide(section, line)
    }

    fn has_notes(&self, section: u32) -> bool {
        self.raw().has_notes(section)
    }

    fn is_visible(&self, section: u32, at: u64) -> bool {
        self.lines_asked.fetch_add(1, Ordering::Relaxed);
        self.raw().is_visible(section, at)
    }
}

impl RawLines for RecastDocument<'_> {
    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> usize {
        let len = match &self.own {
            Some((source, _)) => {
                let rest = &source.as_bytes()[source.len().min(from as usize)..];
                let len = rest.len().min(buffer.len());
                buffer[..len].copy_from_slice(&rest[..len]);
                len
            }
            None => self.raw().read_raw(section, from, buffer),
        };
        self.bytes_read.fetch_add(len as u64, Ordering::Relaxed);
        len
    }
    /// What is read is counted.
    fn raw_in_memory(&self, _section: u32) -> Option<&[u8]> {
        None
    }
    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        self.raw().pos_of_raw(section, at)
    }
}
