//! A note while it is being typed.

use super::shown::ShownMark;
use crate::doc::Span;

/// A note while it is being typed.
#[derive(Clone, Debug)]
pub struct NoteDraft {
    /// Range that the note is on.
    pub span: Span,
    /// Mark whose note is changed; `None` for a new one.
    pub before: Option<Box<ShownMark>>,
    /// Whether the list of marks comes back once the note is typed.
    pub is_from_list: bool,
    /// Whether the first of the two keys that open the editor was pressed.
    pub has_prefix: bool,
}
