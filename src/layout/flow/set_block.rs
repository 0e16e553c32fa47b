//! A block set into lines, and its rows.

use crate::doc::{BlockKind, Mark, Pos, Span};
use crate::layout::line::Line;
use crate::layout::page_style::BlockLook;
use crate::layout::prepared::Prepared;
use std::rc::Rc;

/// Row of the flow; valid for one setting only, never saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId {
    /// Start of the block.
    pub block: Pos,
    /// Row of the block, from 0; the empty rows above it come first.
    pub row: u32,
}

/// Block set into lines, with the data that drawing it needs.
#[derive(Debug)]
pub struct SetBlock {
    /// Start of the block.
    pub pos: Pos,
    /// Kind given by the document, or a heading or aside given by the outline.
    pub kind: BlockKind,
    /// Marks of its text.
    pub marks: Vec<(std::ops::Range<u32>, Mark)>,
    /// Prepared text, which the glyphs of the lines refer to.
    pub prepared: Rc<Prepared>,
    /// Lines of the block.
    pub lines: Vec<Line>,
    /// Empty rows above the first line.
    pub space_above: u32,
    /// Depth of quotation in those rows.
    pub space_quotes: u8,
    /// What parts it from the file before it; `None` within a file.
    pub(super) file_start: Option<FileStart>,
    /// Whether a chapter of a book begins with it.
    pub(crate) opens_chapter: bool,
    pub(super) look: BlockLook,
    /// Row after each line, counted from the first row of the first line.
    pub(super) row_offsets: Vec<u32>,
}

/// Beginning of a file of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileStart {
    /// A rule.
    Rule,
    /// The name of the file, which its text does not begin with.
    Name(String),
}

/// Content of one row of a block.
#[derive(Clone, Copy, Debug)]
pub enum BlockRow<'b> {
    /// Empty row.
    Empty,
    /// Rule between two files.
    FileRule,
    /// Name of a file without a title.
    FileName(&'b str),
    /// Readings above a line.
    Ruby(&'b Line),
    /// Empty row for readings, above a line without readings.
    Leading(&'b Line),
    /// Text of a line.
    Text(&'b Line),
}

impl SetBlock {
    /// Returns the height in rows, with the empty rows above.
    pub fn row_count(&self) -> u32 {
        self.space_above + self.row_offsets.last().copied().unwrap_or(1)
    }

    /// Returns the content of a row of the block.
    pub fn row(&self, row: u32) -> BlockRow<'_> {
        let Some(row) = row.checked_sub(self.space_above) else {
            let start = self.file_start.as_ref();
            return match start.filter(|_| row + 2 == self.space_above) {
                Some(FileStart::Rule) => BlockRow::FileRule,
                Some(FileStart::Name(name)) => BlockRow::FileName(name),
                None => BlockRow::Empty,
            };
        };
        let index = self.row_offsets.partition_point(|below| *below <= row);
        match (self.lines.get(index), self.row_offsets.get(index)) {
            (Some(line), Some(below)) if row + 1 < *below && line.ruby.is_empty() => {
                BlockRow::Leading(line)
            }
            (Some(line), Some(below)) if row + 1 < *below => BlockRow::Ruby(line),
            (Some(line), _) => BlockRow::Text(line),
            (None, _) => BlockRow::Empty,
        }
    }

    /// Returns the empty rows above a title, or the name of a file, at the head of a page.
    pub(crate) fn title_air(&self) -> u32 {
        self.space_above.min(1)
    }

    /// Returns whether the name of a file is above its first line.
    pub(super) fn has_file_name(&self) -> bool {
        matches!(self.file_start, Some(FileStart::Name(_)))
    }

    /// Returns the numbers of lines above row `row` and from it on.
    pub(crate) fn lines_around(&self, row: u32) -> (usize, usize) {
        let row = row.saturating_sub(self.space_above);
        let above = self.row_offsets.partition_point(|below| *below <= row);
        (above, self.lines.len() - above)
    }

    /// Returns the first row of the line that holds byte `within` of the text, without an empty row above it.
    pub(super) fn row_of(&self, within: u32) -> u32 {
        let after = self
            .lines
            .partition_point(|line| line.bytes.start <= within);
        let above = self.row_offsets.get(after.wrapping_sub(2));
        self.below_leading(self.space_above + above.copied().unwrap_or(0))
    }

    /// Returns the first row with text: below the empty rows above the block.
    pub(super) fn text_row(&self) -> u32 {
        self.below_leading(self.space_above)
    }

    /// Returns the row of the line if `row` is the empty one above it.
    fn below_leading(&self, row: u32) -> u32 {
        row + u32::from(matches!(self.row(row), BlockRow::Leading(_)))
    }
}

/// One row of a page.
#[derive(Clone, Debug)]
pub struct PageRow {
    /// Id of the row.
    pub id: RowId,
    /// Block of the row.
    pub block: Rc<SetBlock>,
}

impl PageRow {
    /// Returns the content of the row.
    pub fn row(&self) -> BlockRow<'_> {
        self.block.row(self.id.row)
    }

    /// Returns the line, if this is its text row.
    pub fn line(&self) -> Option<&Line> {
        match self.row() {
            BlockRow::Text(line) => Some(line),
            BlockRow::Ruby(_)
            | BlockRow::Leading(_)
            | BlockRow::Empty
            | BlockRow::FileRule
            | BlockRow::FileName(_) => None,
        }
    }

    /// Returns the text of this row. Empty for an empty row and for readings, which are text of the line below.
    pub fn span(&self) -> Span {
        let bytes = match self.row() {
            BlockRow::Text(line) => line.bytes.clone(),
            BlockRow::Ruby(line) | BlockRow::Leading(line) => line.bytes.start..line.bytes.start,
            BlockRow::Empty | BlockRow::FileRule | BlockRow::FileName(_) => 0..0,
        };
        self.id.block.at(bytes.start)..self.id.block.at(bytes.end)
    }
}

/// Returns the row after each line, counted from the first row of the first line. With an even leading every line has
/// a row for readings.
pub(super) fn row_offsets(lines: &[Line], has_even_leading: bool) -> Vec<u32> {
    let mut row = 0;
    let mut next = |line: &Line| {
        let has_leading = has_even_leading && !line.glyphs.is_empty();
        row += line.rows().0.max(1 + u32::from(has_leading));
        row
    };
    lines.iter().map(&mut next).collect()
}
