//! Short forms of the descriptions of actions.

/// Returns a description up to its first remark.
pub fn short_doc(doc: &str) -> &str {
    let end = doc.find(['（', '；', '，', '、', ';', ',', '(', ':', '：', '\u{3000}']);
    let end = end.filter(|end| *end > 0).unwrap_or(doc.len());
    doc.get(..end).unwrap_or(doc).trim_end()
}
