//! Changes of the marks.

use super::shown::ShownMark;
use crate::session::notes::UserMark;

/// A change of the marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarkChange {
    /// Marks that are added.
    pub added: Vec<ShownMark>,
    /// Marks that are removed.
    pub removed: Vec<ShownMark>,
}

impl MarkChange {
    /// Returns the change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            added: self.removed.clone(),
            removed: self.added.clone(),
        }
    }

    /// Returns the lines for this change in the log of the document.
    pub fn document_lines(&self) -> Vec<String> {
        self.lines(|mark| !mark.is_across_documents())
    }

    /// Returns the lines for this change in the log of the marks across documents.
    pub fn common_lines(&self) -> Vec<String> {
        self.lines(UserMark::is_across_documents)
    }

    fn lines(&self, is_meant: fn(&UserMark) -> bool) -> Vec<String> {
        let of = |shown: &'_ [ShownMark]| -> Vec<UserMark> {
            let marks = shown.iter().map(|shown| shown.mark.clone());
            marks.filter(is_meant).collect()
        };
        let (removed, added) = (of(&self.removed), of(&self.added));
        // A mark that is removed and added is changed.
        let is_in = |marks: &[UserMark], id: &str| marks.iter().any(|mark| mark.id == id);
        let gone = removed.iter().filter(|mark| !is_in(&added, &mark.id));
        let gone = gone.map(UserMark::remove_line);
        let new = added.iter().map(|mark| {
            let before = removed.iter().find(|before| before.id == mark.id);
            before.map_or_else(|| mark.add_line(), |before| mark.line_since(before))
        });
        gone.chain(new).collect()
    }
}

/// Purpose of a change that is being saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangePurpose {
    /// A new change, which can be taken back.
    Forward,
    /// Takes the last change back.
    Undo,
}
