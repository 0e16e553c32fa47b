//! Steps of a long walk over a document.

use super::Pos;

/// What a long walk hands out: a find, or a sign of life so that the caller can stop it.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<T> {
    /// A find.
    Found(T),
    /// The text was walked as far as this place.
    Scanned(Pos),
}
