//! Text of blocks without blanks, in which marks are found by their letters.

use crate::doc::stops::attached_parts;
use crate::doc::{Block, Document, Pos, Span};
use crate::text::forms::{Folding, LetterCase, Level, atoms, related};
use crate::text::script::TextLang;
use crate::text::variant::VariantScope;
use std::cell::RefCell;

/// Number of code points of the basic plane, whose letters are folded once.
const BASIC_PLANE_CODE_COUNT: usize = 0x1_0000;
/// Steps from a letter to the first of those that count as the same.
const MAX_FOLD_STEPS: usize = 8;

/// Folding of letters: those that count as the same at a level become one.
pub(super) struct LetterFold {
    level: Level,
    scope: VariantScope,
    /// Folded letters of the basic plane; NUL for those not met yet.
    known: RefCell<Vec<char>>,
}

impl LetterFold {
    /// Creates the folding of a level for texts in a language.
    pub(super) fn new(level: Level, lang: TextLang) -> Self {
        let scope = match lang {
            TextLang::Ja => VariantScope::Japanese,
            _ => VariantScope::Common,
        };
        let known = RefCell::new(vec!['\0'; BASIC_PLANE_CODE_COUNT]);
        Self {
            level,
            scope,
            known,
        }
    }

    /// Creates the folding that leaves letters as they are.
    pub(super) const fn exact() -> Self {
        Self {
            level: Level::Exact,
            scope: VariantScope::Common,
            known: RefCell::new(Vec::new()),
        }
    }

    /// Returns whether letters are left as they are.
    pub(super) fn is_exact(&self) -> bool {
        self.level == Level::Exact
    }

    /// Returns the letter that stands for `c`.
    pub(super) fn fold(&self, c: char) -> char {
        if self.level == Level::Exact {
            return c;
        }
        let at = c as usize;
        let known = self.known.borrow().get(at).copied();
        match known {
            Some('\0') => {
                let folded = self.first_of(c);
                if let Some(slot) = self.known.borrow_mut().get_mut(at) {
                    *slot = folded;
                }
                folded
            }
            Some(folded) => folded,
            None => self.first_of(c),
        }
    }

    /// Returns a text without blanks and controls, folded.
    pub(super) fn flat(&self, text: &str) -> String {
        let counts = |c: &char| !c.is_whitespace() && !c.is_control();
        text.chars().filter(counts).map(|c| self.fold(c)).collect()
    }

    /// Returns the first of the letters that count as `c`, by code point.
    fn first_of(&self, c: char) -> char {
        let folding = Folding {
            level: self.level,
            case: LetterCase::Folded,
        };
        let mut utf8 = [0; 4];
        let folded = atoms(c.encode_utf8(&mut utf8), folding);
        let mut first = match folded.as_slice() {
            [only] => only.atom.as_char().unwrap_or(c),
            _ => c,
        };
        for _ in 0..MAX_FOLD_STEPS {
            let others = related(first, self.level, self.scope);
            match others.into_iter().min().filter(|other| *other < first) {
                Some(other) => first = other,
                None => break,
            }
        }
        first
    }
}

/// Text of consecutive blocks of a section without blanks, readings and note references, with the way back to positions.
pub(super) struct FlatText<'f> {
    /// The text, folded.
    pub(super) text: String,
    /// Start of each block in the flat text.
    blocks: Vec<(usize, Pos)>,
    fold: &'f LetterFold,
}

/// Iterates over the characters of a block that count, with their bytes.
pub(super) fn flat_chars<'b>(block: &'b Block<'_>) -> impl Iterator<Item = (usize, char)> + 'b {
    let parts = attached_parts(&block.text, &block.marks);
    let chars = block.text.char_indices();
    chars.filter(move |(at, c)| {
        let at = *at as u32;
        !c.is_whitespace() && !c.is_control() && !parts.iter().any(|part| part.contains(&at))
    })
}

impl<'f> FlatText<'f> {
    /// Creates an empty text.
    pub(super) fn new(fold: &'f LetterFold) -> Self {
        Self {
            text: String::new(),
            blocks: Vec::new(),
            fold,
        }
    }

    /// Returns the text from the block at `at` to at least `min_len` bytes after it, within the section.
    pub(super) fn from(doc: &dyn Document, at: Pos, min_len: usize, fold: &'f LetterFold) -> Self {
        let mut flat = Self::new(fold);
        let mut next = Some(at.block_start());
        while let Some(pos) = next.filter(|pos| pos.section == at.section) {
            flat.push(&doc.block_at(pos));
            if flat.text.len() >= min_len {
                break;
            }
            next = doc.next(pos);
        }
        flat
    }

    /// Returns the number of bytes of the flat text before `within` in a block.
    pub(super) fn len_before(block: &Block<'_>, within: u32, fold: &LetterFold) -> usize {
        let before = flat_chars(block).take_while(|(at, _)| (*at as u32) < within);
        before.map(|(_, c)| fold.fold(c).len_utf8()).sum()
    }

    /// Adds a block.
    pub(super) fn push(&mut self, block: &Block<'_>) {
        self.blocks.push((self.text.len(), block.pos));
        self.text
            .extend(flat_chars(block).map(|(_, c)| self.fold.fold(c)));
    }

    /// Returns the span of `len` bytes of the flat text from `start`.
    pub(super) fn span(&self, doc: &dyn Document, start: usize, len: usize) -> Option<Span> {
        let from = self.pos_of(doc, start)?.0;
        let (last, width) = self.pos_of_last(doc, start + len)?;
        Some(from..last.at(last.within + width))
    }

    /// Returns the position of a byte of the flat text, and the width of the character there.
    fn pos_of(&self, doc: &dyn Document, at: usize) -> Option<(Pos, u32)> {
        let index = self.blocks.partition_point(|(start, _)| *start <= at);
        let (start, pos) = *self.blocks.get(index.checked_sub(1)?)?;
        let block = doc.block_at(pos);
        let mut flat_at = start;
        for (within, c) in flat_chars(&block) {
            if flat_at >= at {
                return Some((pos.at(within as u32), c.len_utf8() as u32));
            }
            flat_at += self.fold.fold(c).len_utf8();
        }
        None
    }

    /// Returns the position of the character that ends at a byte of the flat text, and its width.
    fn pos_of_last(&self, doc: &dyn Document, end: usize) -> Option<(Pos, u32)> {
        let before = self.text.get(..end)?.char_indices().next_back()?.0;
        self.pos_of(doc, before)
    }
}
