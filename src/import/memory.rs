//! A document held in memory as finished blocks: what structured formats become.

use super::headings::Scanner;
use super::reasons::{self, Kind};
use super::rules::Rules;
use crate::doc::{Block, Document, Encoded, Go, Heading, Outline, Pos, alone};
use crate::error::Notice;
use crate::text::script::TextLang;
use crate::text::units::{ByteOffset, Fraction};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// One section of finished blocks.
#[derive(Clone, Debug, Default)]
pub struct MemoryDocument {
    /// Name of the whole.
    pub title: String,
    /// Language of line setting.
    pub lang: TextLang,
    /// The blocks, ascending by `at.block`, which is unique and lies in the source; `at.section` is 0.
    pub blocks: Vec<Block<'static>>,
    /// The outline.
    pub headings: Vec<Heading>,
    /// Where the outline is from.
    pub grounds: Grounds,
    /// Length of the source in bytes.
    pub len: u64,
    /// The encoding the source was in.
    pub encoded: Option<Encoded>,
    /// What was wrong with the source.
    pub notices: Vec<Notice>,
    /// Where the places with a name are, which links lead to (`#name`).
    pub targets: HashMap<String, Pos>,
}

/// Where the outline of a document is from, for telling why a line is a heading.
#[derive(Clone, Debug, Default)]
pub enum Grounds {
    /// The text marks its headings.
    #[default]
    Marked,
    /// It was inferred, also by these rules of the reader's.
    Inferred(Box<Scanner>, Arc<Rules>),
    /// It was written down beside the text.
    Saved,
}

impl MemoryDocument {
    /// The document with an outline that was written down beside it, and what is to be told of that.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Notice>)) -> Self {
        if let Some(saved) = saved {
            self.headings = saved.headings;
            self.grounds = Grounds::Saved;
        }
        self.notices.extend(notice);
        self
    }

    /// Index of the block `pos` is in; 0 for a document without blocks.
    fn index(&self, pos: Pos) -> usize {
        self.blocks
            .partition_point(|block| block.at.block <= pos.block)
            .saturating_sub(1)
    }

    fn whole_outline(&self) -> Outline {
        Outline {
            headings: self.headings.clone(),
            asides: Vec::new(),
            complete: true,
        }
    }

    fn start(&self, index: usize) -> Option<Pos> {
        self.blocks.get(index).map(|block| block.at)
    }
}

impl Document for MemoryDocument {
    fn title(&self) -> String {
        self.title.clone()
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
            at: block.at,
            kind: block.kind.clone(),
            marks: block.marks.clone(),
            lead: block.lead.clone(),
            continued: block.continued,
            space: block.space,
        }
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        self.start(self.index(pos) + 1)
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
        Fraction::of(pos.block.0 + u64::from(pos.within), self.len)
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.of_bytes(self.len);
        self.start(self.index(Pos::new(0, at))).unwrap_or_default()
    }

    fn len(&self) -> u64 {
        self.len
    }

    fn encoding(&self, _section: u32) -> Option<Encoded> {
        self.encoded
    }

    fn outline(&self, emit: &mut dyn FnMut(Outline) -> Go) {
        emit(self.whole_outline());
    }

    fn headings_like(&self, pos: Pos) -> Vec<Heading> {
        let block = self.block_at(pos);
        let kind = Kind::of(&block.text);
        let alike = kind.iter().flat_map(|kind| {
            let blocks = self.blocks.iter();
            blocks.filter_map(|block| kind.heading(block.at, &block.text))
        });
        let mut found: Vec<Heading> = alike.collect();
        if found.is_empty() {
            found.extend(alone(&block));
        }
        found
    }

    fn explain(&self, pos: Pos) -> Option<Notice> {
        let block = self.block_at(pos);
        match &self.grounds {
            Grounds::Marked => None,
            Grounds::Saved => Some(reasons::saved(&self.whole_outline(), &block)),
            Grounds::Inferred(scanner, rules) => reasons::of_line(scanner, rules, &block),
        }
    }

    fn target(&self, _from: Pos, link: &str) -> Option<Pos> {
        self.targets
            .get(link.strip_prefix('#').unwrap_or(link))
            .copied()
    }

    fn notices(&self) -> Vec<Notice> {
        self.notices.clone()
    }
}
