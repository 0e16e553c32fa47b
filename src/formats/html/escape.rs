//! HTML written out of other formats, which are then read as pages.

/// Most HTML that a document is written as; the rest of it is not shown.
pub(crate) const MAX_HTML_BYTES: usize = 64 << 20;

/// Returns `text` with the characters escaped that HTML gives a meaning.
pub(crate) fn escape_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
    html
}
