//! Addresses in running text (`https://…`, `www.…`). Each is one word, with break points that are used only
//! when no legal break is near.

use crate::text::width::is_wide;
use std::ops::Range;

/// Returns the addresses in `text` as byte ranges, ascending and disjoint. An address ends before a blank, a
/// curly quotation mark or a wide character.
pub fn url_ranges(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    // Searches of one byte, since nothing is built for them: most texts are a cell or a line.
    let schemes = memchr::memchr_iter(b':', bytes).filter_map(|colon| {
        let is_scheme = bytes.get(colon..)?.starts_with(b"://");
        let before = bytes.get(..colon).filter(|_| is_scheme)?;
        let scheme = [b"https".as_slice(), b"http"]
            .into_iter()
            .find(|scheme| before.ends_with(scheme))?;
        Some((colon - scheme.len(), colon + 3))
    });
    let hosts = memchr::memchr_iter(b'.', bytes).filter_map(|dot| {
        let is_host = bytes.get(..dot)?.ends_with(b"www");
        is_host.then_some((dot.checked_sub(3)?, dot + 1))
    });
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

/// Longest name of a folder in East Asian letters, in characters: longer ones are the sentence around the path.
const MAX_NAME_CHARS: usize = 8;
/// Longest extension of a file's name, in bytes.
const MAX_EXTENSION_BYTES: usize = 5;

/// Returns the paths of files in `text` as byte ranges, ascending and disjoint: `C:\\用户\\2024年`, `/home/张三/2024年`. A path
/// ends before a blank or a mark of East Asian text, and where a sentence goes on: `/var/mailに`.
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
        found.push(at..at + path_len(rest));
    }
    found
}

/// Returns the length of the path with which a text begins, in bytes. Looks no further than the name that ends it.
fn path_len(text: &str) -> usize {
    let mut len = 0;
    for part in text.split_inclusive(['/', '\\']) {
        let name = part.trim_end_matches(['/', '\\']);
        let kept = name_len(name.split(is_path_end).next().unwrap_or_default());
        if kept < name.len() {
            return len + kept;
        }
        len += part.len();
    }
    len
}

/// Returns the length of the name of a file or folder with which a text begins, in bytes: all of it, or what is before the
/// East Asian letters of a sentence.
fn name_len(text: &str) -> usize {
    let extension = text.rsplit_once('.').filter(|(_, end)| {
        (1..=MAX_EXTENSION_BYTES).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let stem = extension.map_or(text, |(stem, _)| stem);
    let narrow = stem.find(|c: char| !c.is_ascii()).unwrap_or(stem.len());
    let (start, wide) = stem.split_at_checked(narrow).unwrap_or((stem, ""));
    let is_number = start.bytes().all(|byte| !byte.is_ascii_alphabetic());
    let is_plain = is_number && !wide.contains(|c: char| c.is_ascii());
    let is_name = wide.is_empty()
        || (is_plain || extension.is_some())
            && wide.chars().count() <= MAX_NAME_CHARS
            && !wide.contains(is_hiragana);
    if is_name { text.len() } else { narrow }
}

/// Returns whether a letter is hiragana, in which words of a sentence end.
const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゟ')
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
        let text = "在C:\\用户\\2024年度，/home/张三/2024年 和 1/2、甲/乙/丙 ~/a/b，http://a/b/c年2 /usr/bin和/usr/lib里 /var/mailに割り当て /doc/包/目录当中同样有一些由Debian包 /甲/总结2.docx";
        let found: Vec<_> = path_ranges(text)
            .into_iter()
            .filter_map(|r| text.get(r))
            .collect();
        let want = [
            "C:\\用户\\2024年度",
            "/home/张三/2024年",
            "~/a/b",
            "/usr/bin",
            "/var/mail",
            "/doc/包/",
            "/甲/总结2.docx",
        ];
        assert_eq!(found, want);
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
