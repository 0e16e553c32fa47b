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
        let marks = |shown: &'_ [ShownMark], line: fn(&UserMark) -> String| {
            let marks = shown.iter().map(|shown| &shown.mark);
            marks.filter(|mark| is_meant(mark)).map(line).collect()
        };
        let removed: Vec<String> = marks(&self.removed, UserMark::remove_line);
        let added: Vec<String> = marks(&self.added, UserMark::add_line);
        removed.into_iter().chain(added).collect()
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
