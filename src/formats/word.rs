//! Documents of word processors: Office Open XML and Word 97 to 2003.

pub mod doc97;
pub mod docx;
