//! A mark on the text.

use crate::doc::Span;
use crate::session::notes::UserMark;

/// A mark with the place at which its words were found.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownMark {
    /// The mark.
    pub mark: UserMark,
    /// Its range; `None` if its words are gone.
    pub span: Option<Span>,
}
