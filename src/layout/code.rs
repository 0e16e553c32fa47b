//! Lines of code on a page: a gutter in front of them, and lines that are longer than the measure.

use crate::text::units::Cells;

/// Treatment of lines of code that are longer than the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongCode {
    /// They go on in further rows, which have a sign.
    #[default]
    Wrapped,
    /// They are cut at the measure.
    Cut,
}

/// Form of code on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeStyle {
    /// Treatment of long lines.
    pub long_lines: LongCode,
    /// Cells left out at the beginning of lines that are cut.
    pub offset: Cells,
}

/// Signs around a row of code. Cells count from the left edge of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeGutter {
    /// Cell of the gutter; `None` without one, in output of programs.
    pub x: Option<Cells>,
    /// Whether the row goes on with the line of the row above.
    pub is_continued: bool,
    /// Cell of the sign of text left out at the beginning.
    pub cut_start: Option<Cells>,
    /// Cell of the sign of text left out at the end.
    pub cut_end: Option<Cells>,
}

/// Cells of the gutter with the blank after it.
pub(crate) const CODE_GUTTER_CELLS: u16 = 2;
/// Narrowest column with a gutter.
pub(crate) const MIN_GUTTER_COLUMN_CELLS: u16 = 8;
/// Cells in which a line of code that is cut is set.
pub(crate) const MAX_CUT_LINE_CELLS: u16 = 16_000;
