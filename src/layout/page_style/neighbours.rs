//! Lines of plain text around a line.

use super::sample::reads_as_paragraph;

/// Lines of text around a line, itself included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Neighbours {
    lines: u32,
    /// Lines that read as paragraphs.
    paragraphs: u32,
    indented: u32,
}

impl Neighbours {
    /// Adds a line.
    pub(crate) fn add(&mut self, text: &str) {
        self.lines += 1;
        self.paragraphs += u32::from(reads_as_paragraph(text));
        self.indented += u32::from(text.starts_with(char::is_whitespace));
    }

    /// Returns whether most lines are paragraphs.
    pub(crate) fn are_paragraphs(self) -> bool {
        self.paragraphs * 2 > self.lines
    }

    /// Returns whether no line has an indent although most are paragraphs.
    pub(super) fn have_lost_indents(self) -> bool {
        self.indented == 0 && self.lines > 2 && self.are_paragraphs()
    }
}
