//! Set line: clusters with their cells.

use super::code::CodeGutter;
use crate::text::units::{Cells, Rows};
use std::ops::Range;

/// Reason for the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// Legal break.
    Soft,
    /// End of the block, or a line end in it.
    Hard,
    /// Break that is not legal: it relaxes a rule or splits a word.
    Emergency,
}

/// Form in which a cluster is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphText {
    /// The cluster itself.
    Cluster,
    /// Another character in its place (a control picture, U+FFFD, a bar, a bullet).
    Substitute(char),
    /// Blanks over its full width (a tab, a wide blank).
    Blank,
}

/// One cluster with its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Start of its text, in bytes of the block's text.
    pub at: u32,
    /// Length of its text in bytes.
    pub len: u16,
    /// First cell, from the left edge of the measure. A hanging mark is at the measure or right of it.
    pub x: u16,
    /// Width in cells, at least 1 (combining marks are part of their cluster).
    pub width: u8,
    /// Form in which it is drawn.
    pub text: GlyphText,
}

/// Dot above an emphasized character, with two cells in every terminal.
pub(crate) const EMPHASIS_DOT: char = '・';

impl Glyph {
    /// Returns whether the glyph is a dot of emphasis, which stands for no text.
    pub fn is_emphasis_dot(&self) -> bool {
        self.len == 0 && self.text == GlyphText::Substitute(EMPHASIS_DOT)
    }
}

/// One line of a set block. The `bytes` of a block's lines cover its text without gaps; blanks that vanish at a
/// line end belong to the line before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Byte range in the block's text.
    pub bytes: Range<u32>,
    /// Glyphs of the text, ascending by column.
    pub glyphs: Vec<Glyph>,
    /// Glyphs of a ruby row above the line, ascending by column; empty without such a row.
    pub ruby: Vec<Glyph>,
    /// List marker and its cell; not part of the text.
    pub marker: Option<(Cells, String)>,
    /// Depth of quotation: bars at columns 0, 2, 4 …
    pub quotes: u8,
    /// Signs around a row of code.
    pub gutter: Option<CodeGutter>,
    /// Cells of a rule in place of text, below the head of a table.
    pub rule: Option<Range<u16>>,
    /// End of the last glyph in cells, hanging marks included.
    pub width: Cells,
    /// Reason for the end of the line.
    pub end: LineEnd,
}

impl Line {
    /// Returns the height in rows: 2 with a ruby row, otherwise 1.
    pub const fn rows(&self) -> Rows {
        if self.ruby.is_empty() {
            Rows(1)
        } else {
            Rows(2)
        }
    }

    /// Returns the line as plain text, with blanks up to each glyph, from column `x`. `text` is that of the
    /// block.
    pub fn plain_text(&self, text: &str, mut x: u16) -> String {
        let mut out = String::new();
        for glyph in &self.glyphs {
            out.extend(std::iter::repeat_n(
                ' ',
                usize::from(glyph.x.saturating_sub(x)),
            ));
            match glyph.text {
                GlyphText::Cluster => {
                    let range = glyph.at as usize..glyph.at as usize + usize::from(glyph.len);
                    out.push_str(text.get(range).unwrap_or_default());
                }
                GlyphText::Substitute(c) => out.push(c),
                GlyphText::Blank => out.extend(std::iter::repeat_n(' ', usize::from(glyph.width))),
            }
            x = glyph.x + u16::from(glyph.width);
        }
        out
    }
}
