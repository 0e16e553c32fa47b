//! Which side of the page lines stand on: the place and date of a letter, the name below a notice stand at the
//! right. What is centred stands at the left like everything else: titles are told by other signs.

use super::super::tokens::Tag;
use super::Builder;
use crate::doc::{Block, BlockKind};
use crate::formats::html::elements::Element;
use crate::text::char_count::zi;
use crate::text::units::Cells;

/// Longest text that stands at the right, in 字: longer ones would be hard to read there.
const LONGEST: u64 = 60;
/// Most cells from the right edge.
const BEHIND: f32 = 40.0;

/// Where the lines of a box stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// At the left, whatever is around the box.
    Left,
    /// At the right, so many cells from the edge.
    Right(Cells),
}

impl Side {
    /// What a tag says of it.
    pub(crate) fn of(tag: &Tag, element: Element) -> Option<Self> {
        if !matches!(element, Element::Paragraph | Element::Division) {
            return None;
        }
        let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
        let named = style.split(';').rev().find_map(|rule| {
            let (name, value) = rule.split_once(':')?;
            (name.trim() == "text-align").then(|| value.trim().to_owned())
        });
        let named = named.or_else(|| Some(tag.get("align")?.trim().to_ascii_lowercase()))?;
        Some(match named.as_str() {
            "right" | "end" => Self::Right(behind(&style)),
            _ => Self::Left,
        })
    }
}

/// Cells that a style keeps free at the right: characters of two cells.
fn behind(style: &str) -> Cells {
    let margin = style.split(';').find_map(|rule| {
        let (name, value) = rule.split_once(':')?;
        let value = value.trim().strip_suffix("em")?;
        (name.trim() == "margin-right").then(|| value.trim().parse::<f32>().ok())?
    });
    Cells((margin.unwrap_or(0.0) * 2.0).clamp(0.0, BEHIND) as u16)
}

impl Builder {
    /// Puts the block written last where the boxes around it say.
    pub(crate) fn set_side(&mut self) {
        let side = self.stack.iter().rev().find_map(|open| open.side);
        if let Some(Side::Right(behind)) = side
            && let Some(block) = self.blocks.last_mut()
            && stands_free(block)
        {
            block.lead.flush_right = Some(behind);
        }
    }
}

/// Whether a block is a short line that belongs to no list.
fn stands_free(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Aside)
        && block.lead.marker.is_none()
        && block.lead.indent == Cells(0)
        && zi(&block.text) <= LONGEST
}
