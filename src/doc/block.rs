//! A block is the unit that is prepared, set and searched: a paragraph, a heading, a line of code.

use super::pos::Pos;
use crate::text::units::Cells;
use std::borrow::Cow;
use std::ops::Range;

/// What a block is, as far as setting it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BlockKind {
    /// A line of plain text as the file has it: blanks in front of it speak of its indent.
    #[default]
    Line,
    /// A paragraph of running text.
    Paragraph,
    /// A heading of level 1 and up.
    Heading(u8),
    /// Preformatted text: lines end at `\n`, blanks are kept, nothing is spaced or indented.
    Code,
    /// A table; its cells are ranges of the block's text.
    Table(Table),
    /// A rule across the measure; its text is empty.
    Rule,
    /// Facts about the text set apart from it: author and date, summary, notes of a page.
    Aside,
}

/// Where the cells of a table are in its block's text, row by row, the head first. Cells may be
/// missing at the end of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Byte ranges of the cells' texts, ascending.
    pub rows: Vec<Vec<Range<u32>>>,
    /// One per column.
    pub align: Vec<Align>,
}

/// How a column of a table is set.
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

/// What stands before a block's lines and is not part of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// Depth of quoting: that many bars on the left.
    pub quotes: u8,
    /// Indent of a list, in cells, marker not included. Setting clamps it to half the measure.
    pub indent: Cells,
    /// The marker of a list item (`•`, `3.`); further lines hang behind it.
    pub marker: Option<String>,
    /// The lines stand flush right, so many cells from the right edge; without, they begin at the left.
    /// Setting clamps it to a quarter of the measure.
    pub flush_right: Option<Cells>,
}

/// What is special about a stretch of a block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Emphasis (italic; 着重).
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strike,
    /// Code within a line.
    Code,
    /// A remark set into the line (割り注): it recedes.
    InlineNote,
    /// A link and where it leads.
    Link(String),
    /// The mark of a footnote; the label of the note.
    NoteRef(String),
    /// A heading that runs into its paragraph.
    RunInHeading,
    /// Ruby: a base text and behind it, in parentheses, its reading (`漢字（かんじ）`).
    Ruby {
        /// Bytes of the base; the rest of the stretch is the reading with its parentheses.
        base: u32,
    },
}

/// One block. `text` is decoded UTF-8, without the line end that closed it in the source.
#[derive(Clone, Debug, Default)]
pub struct Block<'d> {
    /// The start of the block (`within` is 0).
    pub pos: Pos,
    /// What it is.
    pub kind: BlockKind,
    /// Its text. Control characters are still in it; setting makes them harmless.
    pub text: Cow<'d, str>,
    /// Stretches of the text with something special, ascending by start; they may nest.
    pub marks: Vec<(Range<u32>, Mark)>,
    /// What stands before its lines.
    pub lead: Lead,
    /// Whether the block goes on a line that the previous block began (an endless line cut in
    /// pieces): then it has no indent of its own.
    pub is_continuation: bool,
    /// Empty rows to leave above it, besides those the text has as empty lines.
    pub space_above: u8,
}

impl Block<'_> {
    /// The block with a text of its own, whatever it was borrowed from.
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

/// What an outline says of a text: its words on one line, without signs of notes and readings. `marks`
/// are those of the text, ascending by start.
pub fn title_of(text: &str, marks: &[(Range<u32>, Mark)]) -> String {
    let mut title = String::new();
    let mut done = 0;
    for (range, mark) in marks {
        let from = match mark {
            Mark::NoteRef(_) => range.start,
            Mark::Ruby { base } => range.start + base,
            _ => continue,
        };
        // Of two that overlap the first takes it all.
        if let Some(words) = text.get(done..from as usize) {
            title.push_str(words);
            done = range.end as usize;
        }
    }
    title.push_str(text.get(done..).unwrap_or_default());
    title.replace('\n', " ").trim().to_owned()
}
