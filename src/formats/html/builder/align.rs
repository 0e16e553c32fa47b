//! Which side of the page lines stand on: the place and date of a letter, the name below a notice stand at the
//! right. What is centred stands at the left like everything else: titles are told by other signs.

use super::super::tokens::Tag;
use super::PageBuilder;
use crate::doc::{Block, BlockKind};
use crate::formats::html::elements::ElementKind;
use crate::text::char_count::count_characters;
use crate::text::units::Cells;

/// Longest text that stands at the right, in 字: longer ones would be hard to read there.
const MAX_RIGHT_CHARS: u64 = 60;
/// Most cells from the right edge.
const MAX_RIGHT_MARGIN_CELLS: f32 = 40.0;

/// Where the lines of a box stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextAlign {
    /// At the left, whatever is around the box.
    Left,
    /// At the right, so many cells from the edge.
    Right(Cells),
}

impl TextAlign {
    /// What a tag says of it.
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

/// Cells that a style keeps free at the right: characters of two cells.
fn right_margin(style: &str) -> Cells {
    let margin = style.split(';').find_map(|rule| {
        let (name, value) = rule.split_once(':')?;
        let value = value.trim().strip_suffix("em")?;
        (name.trim() == "margin-right").then(|| value.trim().parse::<f32>().ok())?
    });
    Cells((margin.unwrap_or(0.0) * 2.0).clamp(0.0, MAX_RIGHT_MARGIN_CELLS) as u16)
}

impl PageBuilder {
    /// Puts the block written last where the boxes around it say.
    pub(crate) fn align_last_block(&mut self) {
        let side = self.stack.iter().rev().find_map(|open| open.align);
        if let Some(TextAlign::Right(behind)) = side
            && let Some(block) = self.blocks.last_mut()
            && is_loose_line(block)
        {
            block.lead.flush_right = Some(behind);
        }
    }
}

/// Whether a block is a short line that belongs to no list.
fn is_loose_line(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Aside)
        && block.lead.marker.is_none()
        && block.lead.indent == Cells(0)
        && count_characters(&block.text) <= MAX_RIGHT_CHARS
}
