//! Changes of the marks.

use super::shown::ShownMark;

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

    /// Returns the lines of the log for this change.
    pub fn lines(&self) -> Vec<String> {
        let removed = self.removed.iter().map(|shown| shown.mark.remove_line());
        let added = self.added.iter().map(|shown| shown.mark.add_line());
        removed.chain(added).collect()
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
