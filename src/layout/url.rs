//! Addresses in running text (`https://…`, `www.…`). Each is one word, with break points that are used only
//! when no legal break is near.

use crate::text::width::is_wide;
use memchr::memmem;
use std::ops::Range;

/// Returns the addresses in `text` as byte ranges, ascending and disjoint. An address ends before a blank, a
/// curly quotation mark or a wide character.
pub fn url_ranges(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let schemes = memmem::find_iter(bytes, b"://").filter_map(|colon| {
        let before = bytes.get(..colon)?;
        let scheme = [b"https".as_slice(), b"http"]
            .into_iter()
            .find(|scheme| before.ends_with(scheme))?;
        Some((colon - scheme.len(), colon + 3))
    });
    let hosts = memmem::find_iter(bytes, b"www.").map(|at| (at, at + 4));
    let mut starts: Vec<_> = schemes.chain(hosts).collect();
    starts.sort_unstable();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, body) in starts {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let rest = text.get(body..).unwrap_or_default();
        let len = rest.find(is_url_end).unwrap_or(rest.len());
        if len > 0 {
            found.push(start..body + len);
        }
    }
    found
}

fn is_url_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '“' | '”' | '‘' | '’') || is_wide(c)
}

/// Returns whether an address may be broken between two bytes: after a delimiter and before another kind of
/// byte.
pub(crate) const fn may_break_url(before: u8, after: u8) -> bool {
    is_url_delimiter(before) && !is_url_delimiter(after)
}

const fn is_url_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'/' | b'?'
            | b'&'
            | b'='
            | b'_'
            | b'-'
            | b'.'
            | b'#'
            | b'%'
            | b'+'
            | b'~'
            | b','
            | b';'
            | b':'
            | b'@'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_chinese_begins() {
        let text = "见https://a.b/c?d=1，又http://x和www.y.z “www.”https://";
        let found: Vec<_> = url_ranges(text)
            .into_iter()
            .filter_map(|r| text.get(r))
            .collect();
        assert_eq!(found, ["https://a.b/c?d=1", "http://x", "www.y.z"]);
    }
}
