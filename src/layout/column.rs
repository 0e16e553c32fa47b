//! Column of a block: the part of the measure that quotes, lists and indents leave.

use super::leading_blanks::MAX_INDENT_CELLS;
use super::line::Line;
use super::options::Setting;
use crate::doc::{FirstLine, Lead, marker_gap};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};

/// Width of one quote bar, with the blank after it.
const QUOTE_BAR_CELLS: u16 = 2;

/// Lead of a block, measured.
#[derive(Clone, Debug)]
pub(crate) struct MeasuredLead {
    lead: Lead,
    /// Width of the marker with the blank after it, in cells.
    marker_width: u16,
}

impl MeasuredLead {
    /// Measures `lead`.
    pub(crate) fn new(lead: &Lead, widths: Widths) -> Self {
        let marker = lead.marker.as_deref().unwrap_or_default();
        Self {
            marker_width: text_width(marker, widths).0 + marker_gap(marker).0,
            lead: lead.clone(),
        }
    }

    /// Returns whether the block is outside lists: no marker, no list indent.
    pub(crate) const fn is_outside_list(&self) -> bool {
        self.lead.marker.is_none() && self.lead.indent.0 == 0
    }

    /// Returns whether the leading blanks of the text are set as they are.
    pub(crate) const fn keeps_blanks(&self) -> bool {
        matches!(self.lead.first_line, FirstLine::OwnBlanks)
    }

    /// Returns the cells by which further lines are set in from the first.
    pub(crate) fn hang(&self) -> Option<u16> {
        self.lead.hang.map(|hang| hang.0)
    }

    /// Returns the indent of further lines of a block that is set in as a whole, in cells.
    pub(crate) fn block_indent(&self) -> Option<u16> {
        self.lead.block_indent.map(|indent| indent.0)
    }

    /// Returns whether the lines are set flush right.
    pub(crate) const fn is_flush_right(&self) -> bool {
        self.lead.flush_right.is_some()
    }

    /// Returns whether the lines are centred.
    pub(crate) const fn is_centred(&self) -> bool {
        self.lead.is_centred
    }

    /// Returns whether a paragraph has no indent, unlike others.
    pub(crate) const fn keeps_left_edge(&self) -> bool {
        matches!(self.lead.first_line, FirstLine::LeftEdge)
    }

    /// Returns whether the block is quoted.
    pub(crate) const fn is_quoted(&self) -> bool {
        self.lead.quotes > 0
    }

    /// Returns the column on a page of `measure` cells. Quotes and list indent take at most half of it. A
    /// marker that would leave less than two cells is dropped.
    pub(crate) fn column(&self, measure: Cells) -> Column {
        let measure = measure.0.max(1);
        let quotes = u16::from(self.lead.quotes).min(measure / (2 * QUOTE_BAR_CELLS));
        let indent = self
            .lead
            .indent
            .0
            .min(measure / 2 - quotes * QUOTE_BAR_CELLS);
        let left = quotes * QUOTE_BAR_CELLS + indent;
        let behind = self.lead.flush_right.map_or(0, |behind| behind.0);
        let measure = measure - left;
        let measure = measure - behind.min(measure / 4);
        let hang = self.marker_width;
        let marker = self
            .lead
            .marker
            .as_ref()
            .filter(|_| hang.saturating_add(2) <= measure);
        Column {
            quotes: quotes as u8,
            left,
            measure,
            marker: marker.map(|marker| (Cells(left), marker.clone())),
            hanging_indent: marker.map_or(0, |_| hang),
        }
    }
}

/// Column of a block.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Number of quote bars shown.
    pub(crate) quotes: u8,
    /// First cell, from the left edge of the measure.
    pub(crate) left: u16,
    /// Width in cells, at least 1.
    pub(crate) measure: u16,
    /// List marker and its cell.
    pub(crate) marker: Option<(Cells, String)>,
    /// Indent of the text after the marker in cells.
    pub(crate) hanging_indent: u16,
}

impl Column {
    /// Moves a line of this column, with its ruby row, to the right edge.
    pub(crate) fn align_right(&self, line: &mut Line) {
        self.shift(line, |spare| spare);
    }

    /// Moves a line of this column, with its ruby row, to the middle.
    pub(crate) fn centre(&self, line: &mut Line) {
        self.shift(line, |spare| spare / 2);
    }

    /// Moves a line to the right by a share of the cells after it.
    fn shift(&self, line: &mut Line, share: impl Fn(u16) -> u16) {
        let above = line
            .ruby
            .last()
            .map_or(0, |glyph| glyph.x + u16::from(glyph.width));
        let end = line.width.0.max(above);
        let shift = share((self.left + self.measure).saturating_sub(end));
        for glyph in line.glyphs.iter_mut().chain(&mut line.ruby) {
            glyph.x += shift;
        }
        if !line.glyphs.is_empty() {
            line.width.0 += shift;
        }
    }

    /// Returns the indent of a paragraph's first line in cells: 0 in a column under 12 cells, at most 2 under
    /// 28, otherwise at most half the column.
    pub(crate) const fn first_line_indent(&self, setting: Setting) -> u16 {
        let wanted = setting.indent.0;
        let most = match self.measure {
            0..12 => 0,
            12..28 => 2,
            _ => self.measure / 2,
        };
        if wanted < most { wanted } else { most }
    }

    /// Returns the indent in cells that keeps `blank` cells of leading blanks before a line of `width` cells as far as the
    /// line has room, and half of the column if it is wider than that.
    pub(crate) fn source_indent(&self, blank: u16, width: u32) -> u16 {
        let room = u32::from(self.measure).saturating_sub(width) as u16;
        let is_placed = blank > MAX_INDENT_CELLS && room > 0;
        blank.min(if is_placed {
            room
        } else {
            room.max(self.measure / 2)
        })
    }
}
