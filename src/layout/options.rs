//! Options of line setting: those of the text and those of the column.

use crate::text::script::TextLang;
use crate::text::units::Cells;
use crate::text::width::Widths;

pub use crate::text::kinsoku::Kinsoku;

/// Hanging of a stop in the margin at the end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HangingPunctuation {
    /// Allowed, if the language has it.
    #[default]
    On,
    /// Not allowed.
    Off,
}

/// Placement of readings (ruby).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RubyPlacement {
    /// Not shown.
    Hidden,
    /// After the base in parentheses, as in the text.
    #[default]
    Inline,
    /// In a row of their own above the line. In parentheses if the column is too narrow, in tables and in code.
    Above,
}

/// Display of half-width punctuation beside Han.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// Unchanged.
    #[default]
    AsIs,
    /// Full-width, in Chinese prose.
    FullWidth,
}

/// Form in which paragraphs are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ParagraphPolicy {
    /// By language and by the beginning of the text.
    #[default]
    Auto,
    /// Indented first lines.
    Indent,
    /// Empty rows.
    Space,
    /// Unchanged.
    Source,
    /// Unchanged, and so are headings and the rows around them: output of programs.
    AsIs,
}

/// Lines above which a row for readings is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RubyLeading {
    /// All lines of a text in which many have readings.
    #[default]
    Auto,
    /// Lines with readings.
    Needed,
    /// All lines of running text.
    Even,
}

/// Signs around code within a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CodeSigns {
    /// None: a colour tells the code.
    #[default]
    Hidden,
    /// The back-quotes of Markdown.
    Shown,
}

/// Page on which a chapter of a book begins when pages are turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChapterPages {
    /// The page on which the chapter before ends.
    #[default]
    Shared,
    /// A page of its own.
    Own,
}

/// Options of the text, independent of the column. A change requires preparing the blocks again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextOptions {
    /// Width policy.
    pub widths: Widths,
    /// Language that selects the rules.
    pub lang: TextLang,
    /// Level of kinsoku.
    pub kinsoku: Kinsoku,
    /// Whether small kana and ー may start a line (CSS `line-break: normal`); false is `strict`.
    pub loose_kana: bool,
    /// Whether Hangul breaks at blanks only (CSS `word-break: keep-all`).
    pub keep_all: bool,
    /// Whether a gap of one cell separates Han and Latin (CSS `text-autospace`).
    pub autospace: bool,
    /// Placement of readings.
    pub ruby: RubyPlacement,
    /// Lines with a row for readings above them.
    pub ruby_leading: RubyLeading,
    /// Display of half-width punctuation.
    pub punctuation: Punctuation,
    /// Signs around code.
    pub code_signs: CodeSigns,
    /// Form of paragraphs.
    pub paragraphs: ParagraphPolicy,
    /// Pages of chapters.
    pub chapters: ChapterPages,
}

/// Column and the options that depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Width of the column in cells; 0 counts as 1.
    pub measure: Cells,
    /// Width in cells that a table may take, if it is more than the measure.
    pub table_room: Cells,
    /// Indent of a paragraph's first line in cells.
    pub indent: Cells,
    /// Hanging punctuation. The page keeps two cells for it right of the measure.
    pub hanging: HangingPunctuation,
    /// Whether lines are justified to the measure.
    pub justify: bool,
    /// Whether a last line of a single character is avoided.
    pub orphan_fix: bool,
}

impl Setting {
    /// Returns the setting of a table.
    pub(crate) fn of_table(self) -> Self {
        Self {
            measure: self.measure.max(self.table_room),
            ..self
        }
    }

    /// Returns the indent of a paragraph's first line in a language, in cells.
    pub const fn indent_of(lang: TextLang) -> Cells {
        match lang {
            TextLang::Ja | TextLang::Ko => Cells(2),
            TextLang::Hans | TextLang::Hant | TextLang::Other => Cells(4),
        }
    }
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            measure: Cells(72),
            table_room: Cells(0),
            indent: Cells(4),
            hanging: HangingPunctuation::On,
            justify: false,
            orphan_fix: true,
        }
    }
}
