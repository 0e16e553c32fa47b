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

/// Returns the paths of files in `text` as byte ranges, ascending and disjoint: `C:\\用户\\2024年`, `/home/张三/2024年`. A path
/// ends before a blank or a mark of East Asian text.
pub(crate) fn path_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if memchr::memchr2(b'\\', b'/', text.as_bytes()).is_none() {
        return found;
    }
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let is_drive = c.is_ascii_alphabetic()
            && rest.get(1..3) == Some(":\\")
            && before.is_none_or(|before| !before.is_ascii_alphanumeric());
        let is_apart = before.is_none_or(is_path_end);
        let is_rooted = rest.starts_with("\\\\")
            || ["/", "~/", "./", "../"]
                .iter()
                .any(|root| rest.strip_prefix(root).is_some_and(has_folder));
        let is_known = found.last().is_some_and(|last| at < last.end);
        if is_known || !(is_drive || is_apart && is_rooted) {
            continue;
        }
        let len = rest.find(is_path_end).unwrap_or(rest.len());
        found.push(at..at + len);
    }
    found
}

/// Returns whether a text begins with a name and a slash.
fn has_folder(text: &str) -> bool {
    let name = text.find('/').and_then(|end| text.get(..end));
    name.is_some_and(|name| !name.is_empty() && !name.contains(is_path_end))
}

fn is_path_end(c: char) -> bool {
    c.is_whitespace() || "，。；：！？、“”‘’（）《》〈〉「」『』【】|\"'<>".contains(c)
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
    fn paths_end_where_a_sentence_goes_on() {
        let text =
            "在C:\\用户\\2024年度，/home/张三/2024年 和 1/2、甲/乙/丙 ~/a/b，http://a/b/c年2";
        let found: Vec<_> = path_ranges(text)
            .into_iter()
            .filter_map(|r| text.get(r))
            .collect();
        assert_eq!(found, ["C:\\用户\\2024年度", "/home/张三/2024年", "~/a/b"]);
    }

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
