//! Origin of a text: its file and its encoding.

use super::EncodingInfo;

/// Origin of the text at a position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Path in the folder or archive that is read, with names separated by `/`; `None` if sections are not
    /// files.
    pub file: Option<String>,
    /// Encoding of the bytes; `None` if they were not decoded.
    pub encoding: Option<EncodingInfo>,
}
