//! Look of the blocks of one document: form of its paragraphs, ranks of its headings, and the rows between blocks.
//! Statistics come from the beginning of the text, so that nothing waits for the rest.

mod flush_line;
mod hang;
mod headed_line;
mod left_edge;
mod line_group;
mod neighbours;
mod number_shape;
mod ranks;
mod sample;
mod series;

use super::code::CodeStyle;
use super::leading_blanks::{is_placement, leading_blanks};
use super::options::{ParagraphPolicy, RubyLeading, Setting, TextOptions};
use crate::doc::{Block, BlockKind, Document, Outline, Pos};
use crate::text::script::TextLang;
use crate::text::units::{Cells, Rows};
pub(crate) use flush_line::has_label;
pub(crate) use hang::{hang_cells, is_aligned_with_label};
use headed_line::sets_items_flush;
pub(crate) use left_edge::is_set_in;
pub(crate) use line_group::{MAX_GROUP_LINES, indented_lines};
pub(crate) use neighbours::Neighbours;
use ranks::ranks;
pub(crate) use sample::reads_as_paragraph;
use sample::{Sample, is_long};
pub(crate) use series::SeriesForms;

/// Rank of a title. Other headings have ranks from 1.
pub const TITLE_RANK: u8 = 0;

/// Form in which paragraphs are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParagraphForm {
    /// Indented first lines.
    Indent,
    /// Empty rows between paragraphs.
    Space,
    /// Lines of plain text without an indent, as in their source, whose empty lines or heads tell them apart.
    Flush,
    /// Unchanged: indents and empty lines of the source.
    #[default]
    Source,
}

/// Meaning of single blank lines between the paragraphs of an indented text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum BlankLines {
    /// Breaks of scene.
    #[default]
    Breaks,
    /// Separators of nearly all paragraphs, which the indent replaces. A single one has this many bytes in a plain text.
    Separators(u64),
}

/// Height of the page, as far as it decides the air around headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PageHeight {
    /// Paper without pages.
    #[default]
    Endless,
    /// Screen with this many rows of text.
    Rows(u32),
}

/// Class of a block, as far as it decides the rows above and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockClass {
    /// Empty line.
    Blank,
    /// Paragraph, or a line of text.
    Text,
    /// Line or block of verse.
    Verse,
    /// Item of a list.
    Item,
    /// Heading with its rank.
    Heading(u8),
    /// Line of the title block below the title.
    TitleLine,
    /// Other text set apart.
    Aside,
    /// Rule.
    Rule,
    /// Code or table.
    Figure,
}

/// Properties of a block that its neighbours depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BlockLook {
    pub(crate) class: BlockClass,
    pub(crate) quotes: u8,
    /// Whether it is a line at the left edge among indented paragraphs, whose blank lines part it from them.
    pub(crate) keeps_gap: bool,
}

/// Style of the pages of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageStyle {
    form: ParagraphForm,
    blank_lines: BlankLines,
    /// Whether the source is shown line by line, unchanged.
    is_source: bool,
    /// First block with text.
    opening: Option<Pos>,
    /// Ranks of the headings of the outline.
    ranks: Vec<u8>,
    height: PageHeight,
    /// Form of code.
    code: CodeStyle,
    /// Whether every line of running text has a row for readings.
    is_evenly_led: bool,
    /// First section, and whether its source indents most paragraphs; `None` if the sample is of several sections.
    first_indents: Option<(u32, bool)>,
    /// Whether most paragraphs have no indent in the source.
    is_flush_in_source: bool,
    /// Usual indent of the paragraphs in the source, in cells.
    own_indent: u16,
    lang: TextLang,
}

impl PageStyle {
    /// Returns the style for a document, decided from its beginning.
    pub fn new(doc: &dyn Document, options: &TextOptions) -> Self {
        let policy = options.paragraphs;
        let sample = Sample::of(doc);
        let is_source = policy == ParagraphPolicy::AsIs
            || sample.has_only_lines() && doc.rearranged().is_none();
        let form = match policy {
            ParagraphPolicy::Auto => sample.form(doc.lang()),
            ParagraphPolicy::Indent => ParagraphForm::Indent,
            ParagraphPolicy::Space => ParagraphForm::Space,
            ParagraphPolicy::Source | ParagraphPolicy::AsIs => ParagraphForm::Source,
        };
        let first = doc.first().section;
        Self {
            first_indents: (sample.last_section == first)
                .then(|| (first, sample.has_own_indents())),
            form: if is_source {
                ParagraphForm::Source
            } else {
                form
            },
            blank_lines: sample.blank_lines(),
            is_source,
            opening: sample.opening,
            ranks: Vec::new(),
            height: PageHeight::Endless,
            code: CodeStyle::default(),
            is_evenly_led: match options.ruby_leading {
                RubyLeading::Auto => sample.has_many_readings(),
                RubyLeading::Needed => false,
                RubyLeading::Even => true,
            },
            is_flush_in_source: !sample.has_own_indents(),
            own_indent: sample.usual_indent(),
            lang: doc.lang(),
        }
    }

    /// Sets the form of code.
    pub fn set_code(&mut self, code: CodeStyle) {
        self.code = code;
    }

    /// Returns the form of code.
    pub fn code(&self) -> CodeStyle {
        self.code
    }

    /// Sets the outline, which gives the headings their ranks.
    pub fn set_outline(&mut self, outline: &Outline) {
        self.ranks = ranks(outline, self.opening);
    }

    /// Sets the height of the page. Returns whether the air around headings changes.
    pub fn set_height(&mut self, rows: Rows) -> bool {
        let height = PageHeight::Rows(rows.0);
        let changes = self.air()
            != Self {
                height,
                ..Self::default()
            }
            .air();
        self.height = height;
        changes
    }

    /// Returns the form of the paragraphs.
    pub fn form(&self) -> ParagraphForm {
        self.form
    }

    /// Returns whether the source is shown line by line, unchanged.
    pub fn is_source(&self) -> bool {
        self.is_source
    }

    /// Returns whether every line of running text has a row for readings, once readings are above their lines. A low
    /// screen has no rows to spare.
    pub(crate) fn has_even_leading(&self) -> bool {
        self.is_evenly_led && self.height != PageHeight::Endless && self.air() != HeadingAir::Least
    }

    /// Returns whether headings have bars and the title block stands apart.
    pub(crate) fn has_bars(&self) -> bool {
        self.height != PageHeight::Endless && !self.is_source
    }

    /// Returns whether an empty row is above a title at the head of a page.
    pub(crate) fn has_title_air(&self) -> bool {
        self.has_bars() && self.air() != HeadingAir::Least
    }

    /// Returns the rank of heading `index` of the outline.
    pub(crate) fn rank(&self, index: usize) -> u8 {
        self.ranks.get(index).copied().unwrap_or(1)
    }

    /// Returns whether blank lines of the source are left out at all.
    pub(crate) fn drops_blank_lines(&self) -> bool {
        !self.is_source
    }

    /// Returns whether a run of `bytes` bytes of blank lines between two paragraphs is left out.
    pub(crate) fn drops_separator(&self, bytes: u64) -> bool {
        match (self.form, self.blank_lines) {
            (ParagraphForm::Indent, BlankLines::Separators(single)) => bytes < 2 * single,
            _ => false,
        }
    }

    /// Returns whether the lines of the title block below the title are left out.
    pub(crate) fn drops_title_lines(&self) -> bool {
        !self.is_source && self.air() == HeadingAir::Least
    }

    /// Returns whether the source indents most paragraphs at the beginning of the section of `pos`.
    pub(crate) fn has_own_indents(&self, doc: &dyn Document, pos: Pos) -> bool {
        match self.first_indents {
            Some((first, has_own)) if first == pos.section => has_own,
            _ => Sample::of_section(doc, pos).has_own_indents(),
        }
    }

    /// Returns whether the leading blanks of a line of plain text are set as they are. In a text of paragraphs, blanks
    /// in front of prose, or as wide as the usual ones there, are the indent of a paragraph; others have a meaning of
    /// their own, as in code and lists.
    pub(crate) fn keeps_blanks(&self, block: &Block<'_>) -> bool {
        let is_unusual = || {
            let blanks = leading_blanks(&block.text).1;
            // A blank too many is a slip.
            let least = self
                .own_indent
                .saturating_add(Setting::indent_of(self.lang).0);
            let is_deeper = self.own_indent > 0 && blanks >= least;
            let is_set_in = is_deeper && (self.sets_items_flush() || !is_long(&block.text));
            blanks != self.own_indent && (is_set_in || !sample::is_prose(&block.text))
        };
        block.kind == BlockKind::Line && (self.keeps_indents() || is_unusual())
    }

    /// Returns whether all lines of plain text have the indents of their source.
    pub(crate) fn keeps_indents(&self) -> bool {
        matches!(self.form, ParagraphForm::Source | ParagraphForm::Flush)
    }

    /// Returns the indent of the further lines of a paragraph that the source sets in as a whole: its first line is deeper
    /// than that of a paragraph, by which it is set in besides.
    pub(crate) fn block_indent(&self, block: &Block<'_>) -> Option<Cells> {
        let (len, cells) = leading_blanks(&block.text);
        let blanks = block.text.get(..len).unwrap_or_default();
        let own = Setting::indent_of(self.lang).0;
        let is_set_in = cells > own && !is_placement(blanks, cells) && self.keeps_blanks(block);
        is_set_in.then(|| Cells(cells - own))
    }

    /// Returns the cells by which a line of verse is set in from the others.
    pub(crate) fn verse_step(&self, text: &str) -> Cells {
        let own = if self.is_flush_in_source {
            0
        } else {
            self.own_indent
        };
        Cells(leading_blanks(text).1.saturating_sub(own))
    }

    /// Returns whether numbered lines of the text are set flush, with hanging rows.
    pub(crate) fn sets_items_flush(&self) -> bool {
        sets_items_flush(self.lang)
    }

    fn air(&self) -> HeadingAir {
        match self.height {
            PageHeight::Endless => HeadingAir::Full,
            // One more row is the status line.
            PageHeight::Rows(rows) => match rows + 1 {
                0..12 => HeadingAir::Least,
                12..16 => HeadingAir::Little,
                16..20 => HeadingAir::Some,
                _ => HeadingAir::Full,
            },
        }
    }

    /// Returns the empty rows between two blocks that follow each other; `source` is the number in the source.
    pub(crate) fn rows_between(
        &self,
        upper: Option<BlockLook>,
        lower: BlockLook,
        source: u8,
    ) -> u32 {
        use BlockClass::{Aside, Figure, Heading, Item, Rule, Text, TitleLine, Verse};
        let source = u32::from(source);
        let Some(upper) = upper else {
            let is_title = lower.class == Heading(TITLE_RANK);
            return u32::from(is_title && self.has_title_air());
        };
        if self.is_source {
            return source;
        }
        match (upper.class, lower.class) {
            (Heading(TITLE_RANK) | TitleLine, TitleLine) => 0,
            // The first are lines of one title.
            (Heading(TITLE_RANK), Heading(TITLE_RANK)) | (Heading(_), Aside) | (Item, Item) => {
                source.min(1)
            }
            (Heading(_), Heading(_)) if self.air() == HeadingAir::Least => 0,
            (Heading(above), Heading(below)) => {
                self.rows_above(below).max(self.rows_below(above)).min(1)
            }
            (TitleLine, Heading(_)) => 1,
            (_, Heading(rank)) => self.rows_above(rank),
            (Heading(rank), _) => self.rows_below(rank),
            (TitleLine | Rule | Figure, _) | (_, Rule | Figure) => 1,
            (Verse, Text) | (Text, Verse) if upper.quotes + lower.quotes == 0 => source.max(1),
            (Text, Text) if upper.quotes > 0 && lower.quotes > 0 => source.clamp(0, 1),
            (Text, Text) if upper.quotes == lower.quotes => match (self.form, self.blank_lines) {
                (ParagraphForm::Space, _) => source.clamp(1, 2),
                (ParagraphForm::Indent, BlankLines::Separators(_)) => {
                    source.saturating_sub(1).min(1)
                }
                (ParagraphForm::Indent, BlankLines::Breaks) => source.min(1),
                (ParagraphForm::Source | ParagraphForm::Flush, _) => source,
            },
            _ => source,
        }
    }

    /// Returns the least empty rows above the first block of a file, which may begin a chapter.
    pub(crate) fn rows_above_chapter(&self, begins_chapter: bool) -> u32 {
        if begins_chapter && !self.is_source {
            self.rows_above(1)
        } else {
            0
        }
    }

    /// Returns the empty rows above a heading.
    fn rows_above(&self, rank: u8) -> u32 {
        match rank {
            TITLE_RANK if self.air() > HeadingAir::Least => 2,
            1 if self.air() == HeadingAir::Full => 2,
            TITLE_RANK | 1..=4 => 1,
            _ => 0,
        }
    }

    /// Returns the empty rows below a heading.
    fn rows_below(&self, rank: u8) -> u32 {
        match rank {
            TITLE_RANK => 1,
            1 => u32::from(self.air() >= HeadingAir::Some),
            _ => 0,
        }
    }
}

/// Air around headings, which depends on the height of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum HeadingAir {
    Least,
    Little,
    Some,
    Full,
}

#[cfg(test)]
mod tests;
