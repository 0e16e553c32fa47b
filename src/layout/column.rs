//! The column a block gets of the page: what quotes, lists and indents leave of the measure.

use super::line::Line;
use super::options::Setting;
use crate::doc::Lead;
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};

/// Cells a bar of quoting takes, the blank behind it included.
const QUOTE_BAR_CELLS: u16 = 2;

/// Blanks in front of a line wider than this speak of a place on the page, not of an indent.
const MAX_INDENT_CELLS: u16 = 8;

/// What stands before a block's lines, measured.
#[derive(Clone, Debug)]
pub(crate) struct MeasuredLead {
    lead: Lead,
    /// Width of the marker in cells.
    marker_width: u16,
}

impl MeasuredLead {
    /// Measures what `lead` says.
    pub(crate) fn new(lead: &Lead, widths: Widths) -> Self {
        let marker = lead.marker.as_deref().unwrap_or_default();
        Self {
            marker_width: text_width(marker, widths).0,
            lead: lead.clone(),
        }
    }

    /// Whether the block stands free: no list has to do with its indent.
    pub(crate) const fn is_outside_list(&self) -> bool {
        self.lead.marker.is_none() && self.lead.indent.0 == 0
    }

    /// Whether its lines stand flush right.
    pub(crate) const fn is_flush_right(&self) -> bool {
        self.lead.flush_right.is_some()
    }

    /// The column on a page of `measure` cells. Quotes and list together take at most half of it, and
    /// a marker that would leave less than two cells is not shown.
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
        let hang = self.marker_width.saturating_add(1);
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

/// The column of a block.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Bars of quoting shown.
    pub(crate) quotes: u8,
    /// Where it starts, in cells from the left edge of the measure.
    pub(crate) left: u16,
    /// Its width in cells, at least 1.
    pub(crate) measure: u16,
    /// The marker and its column.
    pub(crate) marker: Option<(Cells, String)>,
    /// Indent of the text behind the marker in cells.
    pub(crate) hanging_indent: u16,
}

impl Column {
    /// Moves a line set in the column to its right edge, with the readings above it.
    pub(crate) fn align_right(&self, line: &mut Line) {
        let above = line
            .ruby
            .last()
            .map_or(0, |glyph| glyph.x + u16::from(glyph.width));
        let end = line.width.0.max(above);
        let shift = (self.left + self.measure).saturating_sub(end);
        for glyph in line.glyphs.iter_mut().chain(&mut line.ruby) {
            glyph.x += shift;
        }
        if !line.glyphs.is_empty() {
            line.width.0 += shift;
        }
    }

    /// The indent of a paragraph's first line: less in a narrow column (`typesetting.md` 1.11).
    pub(crate) const fn first_line_indent(&self, setting: Setting) -> u16 {
        let wanted = setting.indent.0;
        let most = match self.measure {
            0..12 => 0,
            12..24 => 2,
            _ => self.measure / 2,
        };
        if wanted < most { wanted } else { most }
    }

    /// The indent of a line that has `blank` cells of blanks in front, enough to be an indent.
    pub(crate) fn source_indent(&self, blank: u16, setting: Setting) -> u16 {
        if blank > MAX_INDENT_CELLS {
            blank.min(self.measure / 2)
        } else {
            self.first_line_indent(setting)
        }
    }
}
