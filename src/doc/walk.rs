//! Steps of a long walk over a document.

use super::Pos;

/// Result or progress of a long walk. Progress lets the caller stop the walk.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<T> {
    /// Result.
    Found(T),
    /// End of the text walked so far.
    Scanned(Pos),
}
