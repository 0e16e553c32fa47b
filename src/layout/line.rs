//! A set line: which clusters stand in which cells.

use crate::text::units::{Cells, Rows};
use std::ops::Range;

/// Why a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// At a legal break.
    Soft,
    /// At the end of the block or at a line end in it.
    Hard,
    /// Where no legal break was: a rule was bent or a word broken.
    Emergency,
}

/// What is drawn for a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlyphText {
    /// The cluster itself.
    Cluster,
    /// Another character in its place (a picture of a control character, U+FFFD, a bar, a bullet).
    Substitute(char),
    /// As many blanks as it is wide (a tab, a wide blank).
    Blank,
}

/// One cluster in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Where its text starts, in bytes of the block's text.
    pub at: u32,
    /// Length of its text in bytes.
    pub len: u16,
    /// Column in cells from the left edge of the measure. A hung mark stands at the measure or right of it.
    pub x: u16,
    /// Cells it takes, 1 or more (combining marks are part of their cluster).
    pub width: u8,
    /// What is drawn.
    pub text: GlyphText,
}

/// One line of a set block. The `bytes` of a block's lines follow one another without a hole and
/// cover its text; blanks that vanish at a line end belong to the line they end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The stretch of the block's text this line holds.
    pub bytes: Range<u32>,
    /// Its clusters, ascending by column.
    pub glyphs: Vec<Glyph>,
    /// Readings in a row of their own above it, ascending by column; empty if it has no such row.
    pub ruby: Vec<Glyph>,
    /// What stands in front and is not text: a list marker, drawn at its column.
    pub marker: Option<(Cells, String)>,
    /// Depth of quoting: bars at columns 0, 2, 4 …
    pub quotes: u8,
    /// Cells up to the end of the last glyph, hung marks included.
    pub width: Cells,
    /// Why it ends.
    pub end: LineEnd,
}

impl Line {
    /// Rows it takes.
    pub const fn rows(&self) -> Rows {
        if self.ruby.is_empty() {
            Rows(1)
        } else {
            Rows(2)
        }
    }

    /// The line as text: blanks up to each cluster, from column `x` on. `text` is that of the block.
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
