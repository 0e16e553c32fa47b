//! Alignment of lines. The place and date of a letter and the name below a notice are flush right. Centred text is
//! set flush left: titles are recognised by other evidence.

use super::super::tokens::Tag;
use super::PageBuilder;
use crate::doc::{Block, BlockKind};
use crate::formats::html::elements::ElementKind;
use crate::text::char_count::count_characters;
use crate::text::units::Cells;

/// Longest flush-right text, in 字: longer text is hard to read there.
const MAX_RIGHT_CHARS: u64 = 60;
/// Largest right margin, in cells.
const MAX_RIGHT_MARGIN_CELLS: f32 = 40.0;

/// Alignment of the lines in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextAlign {
    /// Flush left, regardless of the enclosing boxes.
    Left,
    /// Flush right, with this margin.
    Right(Cells),
}

impl TextAlign {
    /// Returns the alignment that a tag declares.
    pub(crate) fn from_tag(tag: &Tag, element: ElementKind) -> Option<Self> {
        if !matches!(element, ElementKind::Paragraph | ElementKind::Division) {
            return None;
        }
        let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
        let named = style.split(';').rev().find_map(|rule| {
            let (name, value) = rule.split_once(':')?;
            (name.trim() == "text-align").then(|| value.trim().to_owned())
        });
        let named = named.or_else(|| Some(tag.get("align")?.trim().to_ascii_lowercase()))?;
        Some(match named.as_str() {
            "right" | "end" => Self::Right(right_margin(&style)),
            _ => Self::Left,
        })
    }
}

/// Returns the right margin of a style in cells, two per em.
fn right_margin(style: &str) -> Cells {
    let margin = style.split(';').find_map(|rule| {
        let (name, value) = rule.split_once(':')?;
        let value = value.trim().strip_suffix("em")?;
        (name.trim() == "margin-right").then(|| value.trim().parse::<f32>().ok())?
    });
    Cells((margin.unwrap_or(0.0) * 2.0).clamp(0.0, MAX_RIGHT_MARGIN_CELLS) as u16)
}

impl PageBuilder {
    /// Aligns the last block as the enclosing boxes declare.
    pub(crate) fn align_last_block(&mut self) {
        let side = self.open.stack.iter().rev().find_map(|open| open.align);
        if let Some(TextAlign::Right(behind)) = side
            && let Some(block) = self.blocks.last_mut()
            && is_loose_line(block)
        {
            block.lead.flush_right = Some(behind);
        }
    }
}

/// Whether a block is a short line outside lists.
fn is_loose_line(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Aside)
        && block.lead.marker.is_none()
        && block.lead.indent == Cells(0)
        && count_characters(&block.text) <= MAX_RIGHT_CHARS
}
