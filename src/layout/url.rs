//! Addresses in running text (`https://…`, `www.…`): one word each, with break points of its own that
//! are used only when needed (`typesetting.md` 1.7).

use crate::text::width::is_wide;
use memchr::memmem;
use std::ops::Range;

/// The addresses in `text` as byte ranges, ascending and apart. They end at blanks, quotation marks
/// and wide characters.
pub(crate) fn url_ranges(text: &str) -> Vec<Range<usize>> {
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

/// Whether an address may be cut between two bytes, if it must: after a mark, before something else.
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
