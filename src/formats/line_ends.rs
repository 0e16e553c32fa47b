//! Line ends of texts whose paragraphs may be broken into lines by width: which of them end a paragraph or a line.

pub(crate) mod hard_wrap;
pub(crate) mod standalone;
