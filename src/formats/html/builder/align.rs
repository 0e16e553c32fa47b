//! Alignment of lines. The place and date of a letter and the name below a notice are flush right; breaks of scene and
//! captions of figures are centred. Headings are set by their rank.

use super::super::tokens::Tag;
use super::PageBuilder;
use crate::doc::{Block, BlockKind, FirstLine};
use crate::formats::html::elements::ElementKind;
use crate::formats::html::parsed_page::PageKind;
use crate::formats::html::style_sheet::{StyleSheet, TextSide};
use crate::text::char_count::count_characters;
use crate::text::units::Cells;

/// Longest flush-right text, in 字: longer text is hard to read there.
const MAX_RIGHT_CHARS: u64 = 60;
/// Longest centred text, in 字.
const MAX_CENTRED_CHARS: u64 = 40;
/// Largest right margin, in cells.
const MAX_RIGHT_MARGIN_CELLS: f32 = 40.0;
/// Attribute of a paragraph without indent in a document whose other paragraphs have one.
pub(crate) const LEFT_EDGE_ATTRIBUTE: &str = "data-left-edge";

/// Alignment of the lines in a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextAlign {
    /// Flush left, regardless of the enclosing boxes.
    Left,
    /// Flush left without an indent.
    LeftEdge,
    Centre,
    /// Flush right, with this margin.
    Right(Cells),
}

impl TextAlign {
    /// Returns the alignment that a tag and the style sheet declare for its box.
    pub(crate) fn of_box(tag: &Tag, element: ElementKind, sheet: &StyleSheet) -> Option<Self> {
        if !matches!(element, ElementKind::Paragraph | ElementKind::Division) {
            return None;
        }
        if tag.get(LEFT_EDGE_ATTRIBUTE).is_some() {
            return Some(Self::LeftEdge);
        }
        let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
        let side = sheet.text_side(tag, &style);
        let side = side.or_else(|| TextSide::parse(&tag.get("align")?.to_ascii_lowercase()));
        let side = side.or_else(|| (tag.name == "center").then_some(TextSide::Centre))?;
        Some(match side {
            TextSide::Start => Self::Left,
            TextSide::Centre => Self::Centre,
            TextSide::End => Self::Right(right_margin(&style)),
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
    /// Aligns the last block as the enclosing boxes declare. On a web page, whose boxes place its parts, only the innermost
    /// box centres.
    pub(crate) fn align_last_block(&mut self) {
        let mut sides = self.open.stack.iter().rev().enumerate();
        let side = sides.find_map(|(depth, open)| Some((depth, open.align?)));
        let (Some((depth, side)), Some(block)) = (side, self.blocks.last_mut()) else {
            return;
        };
        let is_loose = is_loose_line(block);
        let length = count_characters(&block.text);
        match side {
            TextAlign::LeftEdge => block.lead.first_line = FirstLine::LeftEdge,
            TextAlign::Right(behind) if is_loose && length <= MAX_RIGHT_CHARS => {
                block.lead.flush_right = Some(behind);
            }
            TextAlign::Centre if is_loose && length <= MAX_CENTRED_CHARS => {
                block.lead.is_centred = depth == 0 || self.page.kind == PageKind::Book;
            }
            TextAlign::Left | TextAlign::Centre | TextAlign::Right(_) => {}
        }
    }
}

/// Returns whether a block is a line or a few outside lists.
fn is_loose_line(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Aside)
        && block.lead.marker.is_none()
        && block.lead.indent == Cells(0)
}
