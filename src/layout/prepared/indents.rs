//! Indents of the rows of a block.

use super::{BlockForm, Indent, Prepared, VERSE_HANG_CELLS};
use crate::layout::column::Column;
use crate::layout::options::Setting;
use crate::layout::unit::Segment;

/// Width from which a column has room for rows that hang far, in cells: a page of 28 characters.
const MIN_ROOMY_CELLS: u16 = 56;
/// Cells by which rows hang that would hang further than a column allows.
const NARROW_HANG_CELLS: u16 = 4;

/// Returns the most cells by which the rows of a column of `measure` cells hang: a quarter, or two fifths where there is room.
const fn most_hang(measure: u16) -> u16 {
    if measure < MIN_ROOMY_CELLS {
        measure / 4
    } else {
        measure / 5 * 2
    }
}

impl Prepared {
    /// Returns the indents of the first and of the further rows of a line of verse in cells; `blank` cells of the source
    /// set it in from the outermost line.
    pub(super) fn verse_indents(
        &self,
        blank: u16,
        column: &Column,
        setting: Setting,
    ) -> (u16, u16) {
        if self.lead.is_flush_right() || self.lead.is_centred() {
            return (0, 0);
        }
        let room = Column {
            measure: column.measure.saturating_sub(column.hanging_indent),
            ..column.clone()
        };
        let own = if self.lead.is_outside_list() && !self.lead.is_quoted() {
            room.first_line_indent(setting)
        } else {
            0
        };
        let hang = room.first_line_indent(Setting {
            indent: VERSE_HANG_CELLS,
            ..setting
        });
        let first = own.min(room.measure / 4) + blank.min(room.measure / 4);
        (first, first + hang)
    }

    /// Returns the indent of the further lines of segment `i` in cells. Those of a heading hang behind its number, those of
    /// a line with a label behind that, unless it takes more than a quarter of the column.
    pub(super) fn rest_indent(
        &self,
        i: usize,
        segment: &Segment,
        column: &Column,
        setting: Setting,
    ) -> u16 {
        match self.form {
            BlockForm::Flow(_) if column.hanging_indent == 0 => {
                let first = self.first_line_indent(i, segment, column, setting);
                let most = most_hang(column.measure);
                let hang = self.lead.hang().map(|hang| {
                    let is_wide = hang > most;
                    first.saturating_add(if is_wide {
                        NARROW_HANG_CELLS.min(most)
                    } else {
                        hang
                    })
                });
                let hang =
                    hang.or_else(|| self.lead.block_indent().map(|indent| indent.min(first)));
                hang.filter(|hang| *hang <= column.measure / 2).unwrap_or(0)
            }
            BlockForm::Heading(indent) if !self.lead.is_centred() => {
                let own = self.first_line_indent(i, segment, column, setting);
                let hang = own + indent.number;
                if hang * 2 <= column.measure {
                    hang
                } else {
                    own
                }
            }
            _ => 0,
        }
    }

    /// Returns the indent of the first line of segment `i` in cells.
    pub(super) fn first_line_indent(
        &self,
        i: usize,
        segment: &Segment,
        column: &Column,
        setting: Setting,
    ) -> u16 {
        if column.hanging_indent > 0 || self.lead.is_flush_right() || self.lead.is_centred() {
            return 0;
        }
        match self.form {
            BlockForm::Flow(Indent::Source { continued })
                if (segment.is_indented || self.lead.keeps_blanks()) && !(continued && i == 0) =>
            {
                if !segment.is_placed && !self.lead.keeps_blanks() {
                    return column.first_line_indent(setting);
                }
                let units = self.text.units_of(segment);
                let width = match (units.first(), units.last()) {
                    (Some(first), Some(last)) => last.end.saturating_sub(first.x),
                    _ => 0,
                };
                column.source_indent(segment.blank_width, width)
            }
            BlockForm::Flow(Indent::First) => column.first_line_indent(setting),
            BlockForm::Heading(_) if self.lead.keeps_blanks() => {
                column.source_indent(segment.blank_width, u32::from(column.measure))
            }
            BlockForm::Heading(indent) if indent.is_indented => column.first_line_indent(setting),
            _ => 0,
        }
    }
}
