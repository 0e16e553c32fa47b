//! A row of the shelf.

/// A text read before, as its record has it. The text itself is not opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShelfEntry {
    /// Path.
    pub path: String,
    /// Title, or the name of the file.
    pub title: String,
    /// Author; empty if not known.
    pub author: String,
    /// Section in which the reader is; empty if not known.
    pub section: String,
    /// Place of the reader in per cent.
    pub percent: u32,
    /// Time of the last reading (RFC 3339).
    pub read_at: String,
    /// Whether the file is no longer there.
    pub is_gone: bool,
}
