//! Left edges of the lines of plain text: which have the indent of a paragraph that their source does not have, and which are
//! set apart.

use super::flush_line::{has_label, keeps_left_edge};
use super::neighbours::Neighbours;
use super::sample::{is_long, reads_as_paragraph};
use super::{PageStyle, ParagraphForm};
use crate::doc::{Block, BlockKind};
use crate::layout::leading_blanks::{is_placement, leading_blanks};
use crate::text::closing_signs::without_closing_signs;
use crate::text::salutation::is_salutation;
use crate::text::sentence::ends_sentence;

/// Least cells by which a line that the source sets in is deeper than a paragraph.
const MIN_STEP_CELLS: u16 = 2;

impl PageStyle {
    /// Returns whether a line of plain text may get the indent of a paragraph: a line without blanks in a text of indented
    /// paragraphs.
    pub(crate) fn may_indent(&self, block: &Block<'_>) -> bool {
        self.form == ParagraphForm::Indent
            && block.kind == BlockKind::Line
            && !block.text.starts_with(char::is_whitespace)
    }

    /// Returns whether a line without blanks has lost the indent that other paragraphs have in the source: only a long line
    /// without a label, or one among others without. `series` is the form of numbered lines, which is that of their series.
    /// Salutations, references and columns never have one.
    pub(crate) fn has_lost_indent(
        &self,
        text: &str,
        series: Option<bool>,
        neighbours: impl Fn() -> Neighbours,
    ) -> bool {
        if let Some(is_indented) = series {
            return is_indented && !self.sets_items_flush();
        }
        if !reads_as_paragraph(text) || is_salutation(text) || keeps_left_edge(text) {
            return false;
        }
        // Speech and what goes on are flush in Japanese and Korean.
        let may_be_lost = !self.sets_items_flush() && is_long_paragraph(text);
        !has_label(text) && (may_be_lost || neighbours().have_lost_indents())
    }

    /// Returns whether the blank lines around a line at the left edge of an indented text stay: it is no paragraph, as the
    /// line of an office, a date, or an entry. Speech is flush in Japanese and Korean.
    pub(crate) fn keeps_gap(&self, block: &Block<'_>) -> bool {
        self.may_indent(block)
            && !is_salutation(&block.text)
            && (!self.sets_items_flush() || !reads_as_paragraph(&block.text))
    }

    /// Returns whether a line that the source sets in may be verse or a quotation rather than a paragraph: paragraphs have no
    /// indent in the source.
    pub(crate) fn may_be_quotation(&self, block: &Block<'_>) -> bool {
        self.form == ParagraphForm::Indent
            && block.kind == BlockKind::Line
            && self.is_flush_in_source
            && is_set_in(&block.text)
    }
}

/// Returns whether a line has the blanks of an indent, deep enough to set it apart.
pub(crate) fn is_set_in(line: &str) -> bool {
    let (len, blank) = leading_blanks(line);
    let blanks = line.get(..len).unwrap_or_default();
    blank >= MIN_STEP_CELLS && !is_placement(blanks, blank) && len < line.trim_end().len()
}

/// Returns whether a line is long, and ends as a paragraph does.
pub(super) fn is_long_paragraph(text: &str) -> bool {
    let words = without_closing_signs(text);
    is_long(text) && (ends_sentence(words) || words.ends_with(['：', ':', '；']))
}
