//! The origin of a text: its file and its encoding.

use super::EncodingInfo;

/// Origin of the text at a position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Path of its file in the folder or archive that is read, names separated by `/`; `None` if sections are not
    /// files.
    pub file: Option<String>,
    /// The encoding of its bytes; `None` if it was not decoded.
    pub encoding: Option<EncodingInfo>,
}
