//! Beginnings of the files of a folder: a rule, or the name of a file that has no title.

use super::Flow;
use super::set_block::FileStart;
use crate::doc::{Block, Pos};
use crate::layout::display_text::display_title;
use crate::layout::page_style::{BlockClass, BlockLook, TITLE_RANK};

/// Rows of the beginning of a file: an empty one, the rule or the name, an empty one.
pub(super) const FILE_START_ROWS: u32 = 3;

impl Flow<'_> {
    /// Returns what parts a block from the file before it; `None` within a file, and where a file begins with its title.
    pub(super) fn file_start(
        &self,
        before: Option<Pos>,
        block: &Block<'_>,
        look: BlockLook,
    ) -> Option<FileStart> {
        let is_first = match before {
            Some(before) => self.is_in_other_file(before, block.pos),
            None => self.doc.files().is_some(),
        };
        if !is_first || look.class == BlockClass::Heading(TITLE_RANK) || !self.style.has_bars() {
            return None;
        }
        match self.file_name(before, block) {
            Some(name) => Some(FileStart::Name(name)),
            None => before.is_some().then_some(FileStart::Rule),
        }
    }

    /// Returns the empty rows, and that of the rule or the name, above the first line of a file.
    pub(super) fn rows_above_file(&self, before: Option<Pos>, start: &FileStart) -> u32 {
        let is_low = self.style.drops_title_lines();
        match (start, before) {
            (FileStart::Rule, _) => FILE_START_ROWS,
            // A title at the head of the text has one empty row above it, others have two.
            (FileStart::Name(_), None) => {
                FILE_START_ROWS - 1 + u32::from(self.style.has_title_air())
            }
            (FileStart::Name(_), Some(_)) => FILE_START_ROWS + u32::from(!is_low),
        }
    }

    /// Returns the name of the file that begins with a block, if the outline has it from elsewhere than the text, and the text
    /// does not begin with it.
    fn file_name(&self, before: Option<Pos>, block: &Block<'_>) -> Option<String> {
        let headings = &self.outline.headings;
        let after = |pos: Pos| before.is_none_or(|before| pos.block_start() > before);
        let end = headings.partition_point(|heading| heading.pos.block_start() <= block.pos);
        let here = headings.get(..end).unwrap_or_default().iter().rev();
        let mut here = here.take_while(|heading| after(heading.pos));
        let name = here.find(|heading| heading.len == 0 && heading.entry.is_some())?;
        let words = block.text.trim();
        let is_said = words.starts_with(&*name.title) || name.title.ends_with(words);
        (!is_said).then(|| display_title(&name.title, self.options).into_owned())
    }

    /// Returns whether two places are in different files of a folder.
    fn is_in_other_file(&self, one: Pos, other: Pos) -> bool {
        one.section != other.section
            && (self.doc.files()).is_some_and(|files| files.file_at(one) != files.file_at(other))
    }
}
