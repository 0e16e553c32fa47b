//! HTML written from other formats, to be parsed as a page.

/// Most HTML that a document is converted to, in bytes; the rest is not shown.
pub(crate) const MAX_HTML_BYTES: usize = 64 << 20;

/// Escapes the characters of `text` that have a meaning in HTML.
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
