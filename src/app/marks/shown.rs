//! A mark on the text.

use crate::doc::Span;
use crate::session::notes::UserMark;
use crate::session::notes::anchor::Likeness;

/// A mark with the place at which its words were found.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownMark {
    /// The mark.
    pub mark: UserMark,
    /// Its range; `None` if its words are gone, or in another document.
    pub span: Option<Span>,
    /// Whether it is in another document.
    pub is_elsewhere: bool,
    /// Likeness of the words there to those of the mark.
    pub likeness: Likeness,
}

/// Place at which a jump to a mark ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landing {
    /// The place of the mark.
    Place,
    /// The start of its paragraph.
    Paragraph,
}

impl ShownMark {
    /// Creates a mark on a range of the document.
    pub const fn new(mark: UserMark, span: Option<Span>) -> Self {
        Self {
            mark,
            span,
            is_elsewhere: false,
            likeness: Likeness::Same,
        }
    }
}
