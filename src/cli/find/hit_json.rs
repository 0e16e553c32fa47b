//! A hit in JSON.

use serde::Serialize;

/// A hit as scripts read it; the names of the fields are its interface.
#[derive(Serialize)]
pub(super) struct HitJson<'h> {
    pub(super) path: &'h str,
    pub(super) title: &'h str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) section: Option<&'h str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line: Option<u64>,
    /// Range in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bytes: Option<RangeJson>,
    /// Range in the text of the section, for texts that are not bytes of a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<RangeJson>,
    pub(super) before: &'h str,
    pub(super) hit: &'h str,
    pub(super) after: &'h str,
}

#[derive(Serialize)]
pub(super) struct RangeJson {
    pub(super) start: u64,
    pub(super) end: u64,
}
