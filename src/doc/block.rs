//! Block: the unit that is prepared, set and searched, such as a paragraph, a heading or a line of code.

use super::ink::Ink;
use super::pos::Pos;
use crate::text::units::Cells;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Kind of a block, which decides how it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BlockKind {
    /// Line of plain text as in the file; its leading blanks are its indent.
    #[default]
    Line,
    /// Paragraph of running text.
    Paragraph,
    /// Heading of level 1 and up.
    Heading(u8),
    /// Preformatted text: lines end at `\n`, blanks are kept, without autospace or indent.
    Code,
    /// Table; its cells are ranges of the block's text. It may have very many, and is shared by copies of the block.
    Table(Arc<Table>),
    /// Rule across the measure, without text.
    Rule,
    /// Metadata set apart from the text: author and date, summary, notes of a page.
    Aside,
}

/// Cells of a table as ranges of its block's text, row by row, the head first. Cells may be missing at the end
/// of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Byte ranges of the cells, ascending.
    pub rows: Vec<Vec<Range<u32>>>,
    /// Alignment of each column.
    pub align: Vec<Align>,
}

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
}

/// Indent of the first line of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstLine {
    /// The one that paragraphs of the text have.
    #[default]
    Usual,
    /// None, unlike the other paragraphs of the document.
    LeftEdge,
    /// Leading blanks of the text, as they are.
    OwnBlanks,
}

/// Place of a block in the innermost quote around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuotePart {
    /// First block, above which the bar of the quote does not go.
    First,
    /// Any other block.
    #[default]
    Rest,
}

/// Returns the blank cells after a list marker: none after a full-width mark such as that of 一、, which is blank enough itself.
pub fn marker_gap(marker: &str) -> Cells {
    Cells(u16::from(!marker.ends_with(['、', '）', '．', '】'])))
}

/// Lead of a block's lines: quote bars, indent and marker, which are not part of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// Depth of quotation, the number of bars on the left.
    pub quotes: u8,
    /// Place of the block in its innermost quote.
    pub quote_part: QuotePart,
    /// Indent of a list in cells, without the marker. Setting limits it to half the measure.
    pub indent: Cells,
    /// Marker of a list item (`•`, `3.`); further lines are indented by its width.
    pub marker: Option<String>,
    /// Distance of the lines from the right edge, if they are set flush right. Setting limits it to a quarter
    /// of the measure.
    pub flush_right: Option<Cells>,
    /// Whether the lines are centred, and of nearly equal length.
    pub is_centred: bool,
    /// Indent of the first line.
    pub first_line: FirstLine,
    /// Cells by which further lines are set in from the first, if they hang: the width of a label.
    pub hang: Option<Cells>,
    /// Indent of further lines in cells, if the source sets the block in as a whole.
    pub block_indent: Option<Cells>,
    /// Whether the block is verse: its lines are indented, and their further rows hang in.
    pub is_verse: bool,
    /// Whether a salutation in the line of a signature is set in a line of its own.
    pub parts_salutation: bool,
}

/// Meaning of a range of a block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Emphasis (italic; 着重).
    Emphasis,
    /// Emphasis by a dot above each character (傍点).
    EmphasisDots,
    /// Strong emphasis.
    Strong,
    /// Struck-out text.
    Strike,
    /// Code within a line.
    Code,
    /// Remark within the line (割り注), drawn in a muted style.
    InlineNote,
    /// Link with its target.
    Link(String),
    /// Note reference with the label of its note.
    NoteRef(String),
    /// Colours that the text brings with it.
    Ink(Ink),
    /// Heading at the start of its paragraph.
    RunInHeading,
    /// Ruby: a base followed by its reading in parentheses (`漢字（かんじ）`).
    Ruby {
        /// Length of the base in bytes; the rest of the range is the reading with its parentheses.
        base: u32,
    },
}

/// Block of a document. `text` is decoded UTF-8 without the line end after it in the source.
#[derive(Clone, Debug, Default)]
pub struct Block<'d> {
    /// Start of the block (`within` is 0).
    pub pos: Pos,
    /// Kind of the block.
    pub kind: BlockKind,
    /// Text, possibly with control characters; setting replaces them.
    pub text: Cow<'d, str>,
    /// Marks of the text, ascending by start; they may nest.
    pub marks: Vec<(Range<u32>, Mark)>,
    /// Lead of its lines.
    pub lead: Lead,
    /// Whether the block continues a line that the previous block started (a line without end, split into
    /// blocks). Such a block has no indent of its own.
    pub is_continuation: bool,
    /// Empty rows above the block, besides empty lines of the text.
    pub space_above: u8,
}

impl Block<'_> {
    /// Returns the block with its own copy of the text.
    #[must_use]
    pub fn into_owned(self) -> Block<'static> {
        Block {
            text: Cow::Owned(self.text.into_owned()),
            pos: self.pos,
            kind: self.kind,
            marks: self.marks,
            lead: self.lead,
            is_continuation: self.is_continuation,
            space_above: self.space_above,
        }
    }
}

/// Returns the title for an outline: the text on one line, without note references and readings. `marks` are
/// those of the text, ascending by start.
pub fn title_of(text: &str, marks: &[(Range<u32>, Mark)]) -> String {
    let mut title = String::new();
    let mut done = 0;
    for (range, mark) in marks {
        let from = match mark {
            Mark::NoteRef(_) => range.start,
            Mark::Ruby { base } => range.start + base,
            _ => continue,
        };
        // Of two overlapping marks only the first is removed.
        if let Some(words) = text.get(done..from as usize) {
            title.push_str(words);
            done = range.end as usize;
        }
    }
    title.push_str(text.get(done..).unwrap_or_default());
    title.replace('\n', " ").trim().to_owned()
}
