//! A long document whose beginning is parsed before the rest.

use super::document::BlockDocument;
use crate::doc::{
    Articles, Block, BytePositions, Document, Explanation, Heading, HeadingQueries, LineAccess,
    Links, Metadata, Note, Outline, Pos, Problem, ProblemScope, Provenance, Rearranged, Step,
    TitleLines,
};
use crate::text::script::TextLang;
use crate::text::units::{ByteOffset, Fraction};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

/// Parses the whole document.
pub(crate) type ParseWhole = Box<dyn FnOnce() -> BlockDocument + Send>;

/// A document that answers from its beginning as long as the question allows. The first other question, usually that for
/// the outline, parses the whole.
pub(crate) struct StagedDocument {
    /// The first blocks of the whole. All its other fields are those of the whole, except places and outline.
    beginning: BlockDocument,
    /// Byte of the source at which the beginning ends.
    end: u64,
    whole: LazyLock<BlockDocument, ParseWhole>,
    /// Whether the whole is parsed.
    is_whole_known: Arc<AtomicBool>,
}

impl StagedDocument {
    /// Creates the document of a beginning that ends at byte `end`.
    pub(crate) fn new(beginning: BlockDocument, end: u64, whole: ParseWhole) -> Self {
        let is_whole_known = Arc::<AtomicBool>::default();
        let known = Arc::clone(&is_whole_known);
        let whole: ParseWhole = Box::new(move || {
            let document = whole();
            known.store(true, Ordering::Release);
            document
        });
        Self {
            beginning,
            end,
            whole: LazyLock::new(whole),
            is_whole_known,
        }
    }

    /// Returns the document that knows the block of `pos`.
    fn part(&self, pos: Pos) -> &BlockDocument {
        if pos.block.0 < self.end {
            &self.beginning
        } else {
            &self.whole
        }
    }
}

impl Document for StagedDocument {
    fn title(&self) -> String {
        self.beginning.title()
    }

    fn title_lines(&self, pos: Pos) -> Option<TitleLines> {
        self.beginning.title_lines(pos)
    }

    fn lang(&self) -> TextLang {
        self.beginning.lang()
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        self.part(pos).block_at(pos)
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let next = self.part(pos).next(pos);
        next.or_else(|| self.whole.next(pos))
    }

    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        self.next(block.pos).map(|next| self.block_at(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        self.part(pos).prev(pos)
    }

    fn first(&self) -> Pos {
        self.beginning.first()
    }

    fn last(&self) -> Pos {
        self.whole.last()
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        self.beginning.fraction(pos)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.to_offset(self.len());
        self.part(Pos::new(0, at)).pos_at(fraction)
    }

    fn len(&self) -> u64 {
        self.beginning.len
    }

    fn known_len(&self) -> u64 {
        if self.is_whole_known.load(Ordering::Acquire) {
            self.len()
        } else {
            // The block after the last one is in the rest.
            self.beginning.last().block.0.min(self.len())
        }
    }

    fn lines(&self, _section: u32) -> Option<LineAccess<'_>> {
        None
    }

    fn byte_positions(&self, section: u32) -> Option<&dyn BytePositions> {
        self.beginning.byte_positions(section).map(|_| self as _)
    }

    fn next_section(&self, _section: u32) -> Option<u32> {
        None
    }

    fn provenance(&self, pos: Pos) -> Provenance {
        self.beginning.provenance(pos)
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        let known = Outline {
            headings: self.beginning.headings.clone(),
            ..Outline::default()
        };
        if emit(Step::Found(known)).is_continue() {
            self.whole.outline(emit);
        }
    }

    fn links(&self) -> Option<&dyn Links> {
        Some(self)
    }

    fn heading_queries(&self) -> Option<&dyn HeadingQueries> {
        Some(self)
    }

    fn files(&self) -> Option<&dyn crate::doc::Files> {
        None
    }

    fn articles(&self) -> Option<&dyn Articles> {
        self.beginning.articles()
    }

    fn rearranged(&self) -> Option<&dyn Rearranged> {
        // Nothing is hidden from the beginning, and whether something is from the rest is known with it.
        let is_known = self.is_whole_known.load(Ordering::Acquire);
        let whole = || is_known.then(|| self.whole.rearranged()).flatten();
        self.beginning.rearranged().or_else(whole)
    }

    fn metadata(&self, pos: Pos) -> Vec<Metadata> {
        self.beginning.metadata(pos)
    }

    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        self.beginning.problems(scope)
    }
}

impl Links for StagedDocument {
    fn target(&self, from: Pos, link: &str) -> Option<Pos> {
        self.whole.target(from, link)
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        self.whole.note(from, label)
    }

    fn note_outside_text(&self, from: Pos, label: &str) -> Option<Note> {
        self.whole.note_outside_text(from, label)
    }
}

impl HeadingQueries for StagedDocument {
    fn similar(&self, pos: Pos) -> Vec<Heading> {
        self.whole.similar(pos)
    }

    fn explain(&self, pos: Pos) -> Option<Explanation> {
        self.whole.explain(pos)
    }
}

impl BytePositions for StagedDocument {
    fn byte_of(&self, pos: Pos) -> u64 {
        self.whole.byte_of(pos)
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        self.whole.pos_of_byte(section, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(count: u64) -> BlockDocument {
        let block = |at| Block {
            pos: Pos::new(0, at),
            text: format!("第{at}段").into(),
            ..Block::default()
        };
        BlockDocument {
            blocks: (0..count).map(block).collect(),
            len: 100,
            ..BlockDocument::default()
        }
    }

    #[test]
    fn the_whole_is_parsed_for_the_first_question_about_the_rest() {
        let is_parsed = Arc::new(AtomicBool::new(false));
        let parsed = Arc::clone(&is_parsed);
        let whole = Box::new(move || {
            parsed.store(true, Ordering::Relaxed);
            document(100)
        });
        let doc = StagedDocument::new(document(10), 10, whole);
        let mut walk = std::iter::successors(Some(doc.first()), |pos| doc.next(*pos));
        assert_eq!(walk.by_ref().take(9).count(), 9);
        assert_eq!(doc.prev(Pos::new(0, 9)), Some(Pos::new(0, 8)));
        let middle = doc.pos_at(Fraction::new(5, 100));
        assert_eq!(doc.block_at(middle).text, "第5段");
        assert_eq!(doc.known_len(), 9);
        assert!(!is_parsed.load(Ordering::Relaxed), "the beginning knows");
        assert_eq!(walk.count(), 91, "the walk goes on in the whole");
        assert!(is_parsed.load(Ordering::Relaxed));
        assert_eq!(doc.known_len(), 100);
        assert_eq!(doc.prev(Pos::new(0, 10)), Some(Pos::new(0, 9)));
        assert_eq!(doc.last(), Pos::new(0, 99));
    }
}
