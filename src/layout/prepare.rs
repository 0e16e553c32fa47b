//! What can be known of a block without its column.

use super::line::{Glyph, Line, LineEnd, Shown};
use super::setting::{Setting, TextOptions};
use crate::doc::Block;
use crate::text::units::Cells;

/// A block ready to be set at any width.
#[derive(Clone, Debug)]
pub struct Prepared {
    text: String,
}

/// Prepares a block.
pub fn prepare(block: &Block<'_>, options: &TextOptions) -> Prepared {
    let _ = options;
    Prepared {
        text: block.text.clone().into_owned(),
    }
}

impl Prepared {
    /// The block's text, as `glyphs` refer to it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Sets the block into lines; at least one, also for an empty text.
    pub fn set(&self, setting: &Setting) -> Vec<Line> {
        use unicode_segmentation::UnicodeSegmentation as _;
        let mut lines = Vec::new();
        let (mut glyphs, mut x, mut start) = (Vec::new(), 0u16, 0u32);
        for (at, cluster) in self.text.grapheme_indices(true) {
            let width = unicode_width::UnicodeWidthStr::width(cluster).min(2) as u8;
            if x + u16::from(width) > setting.measure.0.max(2) {
                lines.push(Line {
                    bytes: start..at as u32,
                    glyphs: std::mem::take(&mut glyphs),
                    marker: None,
                    quotes: 0,
                    width: Cells(x),
                    end: LineEnd::Soft,
                });
                start = at as u32;
                x = 0;
            }
            glyphs.push(Glyph {
                at: at as u32,
                len: cluster.len() as u16,
                x,
                width,
                shown: Shown::Text,
            });
            x += u16::from(width);
        }
        lines.push(Line {
            bytes: start..self.text.len() as u32,
            glyphs,
            marker: None,
            quotes: 0,
            width: Cells(x),
            end: LineEnd::Hard,
        });
        lines
    }
}
