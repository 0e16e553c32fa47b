//! Title block at the beginning of a text without mark-up.

use super::pos::Pos;
use super::relocate::Relocate;

/// Lines with the title of a text, and with what belongs to it: number, author, date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleLines {
    /// Title, of several lines without the line ends.
    pub words: String,
    /// Beginning of the words in their line.
    pub at: Pos,
    /// Length of the words in that line, in bytes.
    pub len: u32,
    /// Lines of the title.
    pub title: Vec<Pos>,
    /// Other lines of the title block, above and below the title.
    pub others: Vec<Pos>,
    /// Those of the other lines that are no headings whatever they say: subtitles, and lines that no gap parts from the title
    /// above them.
    pub attached: Vec<Pos>,
}

impl Relocate for TitleLines {
    fn relocate(self, to_outer: &dyn Fn(Pos) -> Pos) -> Self {
        Self {
            at: to_outer(self.at),
            title: self.title.relocate(to_outer),
            others: self.others.relocate(to_outer),
            attached: self.attached.relocate(to_outer),
            ..self
        }
    }
}
