//! A document held in memory as finished blocks: the result of all structured formats.

mod parts;

pub use parts::Decoding;
pub(crate) use parts::{OriginalText, OutlineOrigin};

use super::href::percent_decode;
use super::named_places::NamedPlaces;
use super::note_place::NotePlaces;
use super::notes::label_fragment;
use crate::doc::{
    ArticleRange, Articles, Block, BytePositions, Document, Explanation, Heading, HeadingQueries,
    LineAccess, Links, Metadata, NoArticle, Note, Outline, Pos, Problem, ProblemScope, Provenance,
    Rearranged, Step, TitleLines, ViewKind,
};
use crate::outline::explain;
use crate::outline::opening_title;
use crate::outline::similar::LineKind;
use crate::text::script::TextLang;
use crate::text::units::{ByteOffset, Fraction};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::ops::Range;
use std::sync::Arc;

/// A document of one section with finished blocks.
#[derive(Clone, Debug, Default)]
pub struct BlockDocument {
    /// Title of the document.
    pub title: String,
    /// Title block in the first lines, if no mark-up gives the title.
    pub title_lines: Option<TitleLines>,
    /// Language for line setting.
    pub lang: TextLang,
    /// The blocks, ascending by `pos.block`, which is unique and within the source; `pos.section` is 0.
    pub blocks: Vec<Block<'static>>,
    /// The outline.
    pub headings: Vec<Heading>,
    /// Origin of the outline.
    pub(crate) outline_origin: OutlineOrigin,
    /// Length of the source in bytes.
    pub len: u64,
    /// Relation of the source to the bytes of the file.
    pub decoding: Decoding,
    /// Problems of the source.
    pub problems: Vec<Problem>,
    /// Named places and notes, for links.
    pub places: NamedPlaces,
    /// Metadata in the text.
    pub metadata: Vec<Metadata>,
    /// The text without the changes of annotations and rules.
    pub(crate) original: OriginalText,
    /// The article, if this is a web page with one.
    pub(crate) article: Option<ArticleRange>,
}

impl BlockDocument {
    /// Returns the document with the outline of its sidecar, if there is one, and the problem of loading it.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Problem>)) -> Self {
        if let Some(saved) = saved {
            self.headings = saved.headings;
            self.outline_origin = OutlineOrigin::Sidecar;
        }
        self.problems.extend(notice);
        self
    }

    /// Returns the document with the title that its first lines give it. Its title so far is the name of its file.
    #[must_use]
    pub(crate) fn with_opening_title(mut self) -> Self {
        let lines = self.blocks.iter().cloned();
        let is_one_of_many = |pos| opening_title::is_one_of_many(&self.headings, pos);
        self.title_lines = opening_title::find(lines, is_one_of_many);
        if let Some(found) = &self.title_lines {
            self.title.clone_from(&found.words);
        }
        self
    }

    fn complete_outline(&self) -> Outline {
        Outline {
            headings: self.headings.clone(),
            metadata_lines: Vec::new(),
            doubtful: Vec::new(),
            complete: true,
        }
    }

    /// Returns the byte range of the source that block `index` is assumed to come from.
    fn source_range(&self, index: usize) -> Range<u64> {
        let at = |index: usize| self.start(index).map(|pos| pos.block.0);
        let start = at(index).unwrap_or(0);
        start..at(index + 1).unwrap_or(self.len).max(start)
    }

    /// Returns the index of the block that contains `pos`; 0 for a document without blocks.
    fn index(&self, pos: Pos) -> usize {
        self.blocks
            .partition_point(|block| block.pos.block <= pos.block)
            .saturating_sub(1)
    }

    /// Returns the note shown only at the reference `label`.
    pub(crate) fn hidden_note(&self, label: &str) -> Option<Note> {
        let found = self.places.notes.get(label);
        let paragraphs = found
            .or_else(|| self.places.notes.get(label_fragment(label)))?
            .clone();
        Some(Note {
            paragraphs,
            pos: None,
        })
    }

    /// Returns the unprocessed lines of `source`, at the same positions.
    fn plain_lines(&self, source: &str) -> BlockDocument {
        let mut blanks = 0_u8;
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in source.split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            if text.trim().is_empty() {
                blanks = blanks.saturating_add(1);
            } else {
                let is_first = blocks.is_empty();
                blocks.push(Block {
                    pos: Pos::new(0, at),
                    text: Cow::Owned(text.trim_start_matches('\u{FEFF}').to_owned()),
                    space_above: if is_first { 0 } else { blanks },
                    ..Block::default()
                });
                blanks = 0;
            }
            at += line.len() as u64;
        }
        BlockDocument {
            title: self.title.clone(),
            title_lines: self.title_lines.clone(),
            lang: self.lang,
            blocks,
            headings: self.headings.clone(),
            len: self.len,
            decoding: self.decoding.clone(),
            metadata: self.metadata.clone(),
            problems: self.problems.clone(),
            ..BlockDocument::default()
        }
    }

    fn start(&self, index: usize) -> Option<Pos> {
        self.blocks.get(index).map(|block| block.pos)
    }
}

impl Document for BlockDocument {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn title_lines(&self, _pos: Pos) -> Option<TitleLines> {
        self.title_lines.clone()
    }

    fn lang(&self) -> TextLang {
        self.lang
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let Some(block) = self.blocks.get(self.index(pos)) else {
            return Block::default();
        };
        Block {
            text: Cow::Borrowed(&block.text),
            pos: block.pos,
            kind: block.kind.clone(),
            marks: block.marks.clone(),
            lead: block.lead.clone(),
            is_continuation: block.is_continuation,
            space_above: block.space_above,
        }
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        self.start(self.index(pos) + 1)
    }

    fn block_after(&self, block: &Block<'_>) -> Option<Block<'_>> {
        self.next(block.pos).map(|next| self.block_at(next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        self.start(self.index(pos).checked_sub(1)?)
    }

    fn first(&self) -> Pos {
        self.start(0).unwrap_or_default()
    }

    fn last(&self) -> Pos {
        self.start(self.blocks.len().saturating_sub(1))
            .unwrap_or_default()
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        Fraction::new(pos.block.0.saturating_add(u64::from(pos.within)), self.len)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.to_offset(self.len);
        self.start(self.index(Pos::new(0, at))).unwrap_or_default()
    }

    fn len(&self) -> u64 {
        self.len
    }

    fn known_len(&self) -> u64 {
        self.len
    }

    fn lines(&self, _section: u32) -> Option<LineAccess<'_>> {
        None
    }

    fn byte_positions(&self, _section: u32) -> Option<&dyn BytePositions> {
        self.decoding.encoding.is_some().then_some(self)
    }

    fn next_section(&self, _section: u32) -> Option<u32> {
        None
    }

    fn provenance(&self, _pos: Pos) -> Provenance {
        Provenance {
            file: None,
            encoding: self.decoding.encoding,
        }
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> ControlFlow<()>) {
        let _ = emit(Step::Found(self.complete_outline()));
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
        Some(self)
    }

    fn rearranged(&self) -> Option<&dyn Rearranged> {
        let has_original = self.original.unfiltered.is_some() || self.original.source.is_some();
        has_original.then_some(self)
    }

    fn metadata(&self, _pos: Pos) -> Vec<Metadata> {
        self.metadata.clone()
    }

    fn problems(&self, scope: ProblemScope) -> Vec<Problem> {
        match scope {
            ProblemScope::Whole => self.problems.clone(),
            ProblemScope::PartAt(_) => Vec::new(),
        }
    }
}

impl Links for BlockDocument {
    fn target(&self, _from: Pos, link: &str) -> Option<Pos> {
        let name = link.strip_prefix('#').unwrap_or(link);
        let found = self.places.targets.get(name);
        found
            .or_else(|| self.places.targets.get(&percent_decode(name)))
            .copied()
    }

    fn note_outside_text(&self, _from: Pos, label: &str) -> Option<Note> {
        self.hidden_note(label)
    }

    fn note(&self, from: Pos, label: &str) -> Option<Note> {
        if let Some(note) = self.hidden_note(label) {
            return Some(note);
        }
        let at = self.target(from, label)?;
        let places = NotePlaces {
            blocks: &self.blocks,
            named: &self.places,
        };
        // A place without text is a place to go to.
        let paragraphs = places.paragraphs(label, at);
        (!paragraphs.is_empty()).then_some(Note {
            paragraphs,
            pos: Some(at),
        })
    }
}

impl HeadingQueries for BlockDocument {
    fn similar(&self, pos: Pos) -> Vec<Heading> {
        similar_headings(&self.block_at(pos), self.blocks.iter())
    }

    fn explain(&self, pos: Pos) -> Option<Explanation> {
        let block = self.block_at(pos);
        match &self.outline_origin {
            OutlineOrigin::Own => None,
            OutlineOrigin::Page(inferred) => inferred.explain(pos),
            OutlineOrigin::Sidecar => {
                Some(explain::explain_sidecar(&self.complete_outline(), &block))
            }
            OutlineOrigin::Inferred(scanner, rules) => {
                explain::explain_line(scanner, rules, &block)
            }
        }
    }
}

impl Rearranged for BlockDocument {
    fn kind(&self) -> ViewKind {
        match self.original.unfiltered {
            Some(_) => ViewKind::Reflowed,
            None => ViewKind::Annotated,
        }
    }

    fn original(&self) -> Arc<dyn Document> {
        match (&self.original.unfiltered, &self.original.source) {
            (Some(whole), _) => Arc::clone(whole) as Arc<dyn Document>,
            (None, source) => Arc::new(self.plain_lines(source.as_deref().unwrap_or_default())),
        }
    }

    fn to_original(&self, pos: Pos) -> Pos {
        pos
    }

    fn hidden_lines(&self, _pos: Pos) -> u64 {
        self.original.hidden_line_count
    }
}

impl Articles for BlockDocument {
    fn article(&self, _pos: Pos) -> Result<ArticleRange, NoArticle> {
        self.article.clone().ok_or(NoArticle::NotFound)
    }

    fn folder_of_articles(&self) -> Option<Arc<dyn Document>> {
        None
    }
}

/// Maps bytes proportionally within a block, since markup is not part of its text.
impl BytePositions for BlockDocument {
    fn byte_of(&self, pos: Pos) -> u64 {
        let index = self.index(pos);
        let source = self.source_range(index);
        let len = self.blocks.get(index).map_or(0, |block| block.text.len());
        let share = Fraction::new(u64::from(pos.within), (len as u64).max(1));
        let at = source.start + share.to_offset(source.end - source.start).0;
        self.decoding.map.as_ref().map_or(at, |map| map.to_file(at))
    }

    fn pos_of_byte(&self, _section: u32, at: u64) -> Pos {
        let at = self.decoding.map.as_ref().map_or(at, |map| map.to_text(at));
        let index = self.index(Pos::new(0, at));
        let source = self.source_range(index);
        let text = self.blocks.get(index).map_or("", |block| &block.text);
        let share = Fraction::new(at.saturating_sub(source.start), source.end - source.start);
        let ByteOffset(within) = share.to_offset(text.len() as u64);
        let within = text.floor_char_boundary(within as usize) as u32;
        self.start(index).unwrap_or_default().at(within)
    }
}

/// Returns `block` as a heading, with all blocks of its kind among `blocks`.
pub(crate) fn similar_headings<'b>(
    block: &Block<'_>,
    blocks: impl Iterator<Item = &'b Block<'static>>,
) -> Vec<Heading> {
    let kind = LineKind::of(&block.text);
    let mut found: Vec<Heading> = blocks
        .filter_map(|other| kind?.match_heading(other.pos, &other.text))
        .collect();
    if found.is_empty() {
        found.extend(Heading::from_block(block));
    }
    found
}
