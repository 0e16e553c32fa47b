//! Detection of web pages by their beginning (WHATWG MIME Sniffing, 7.1, limited to elements that no other text
//! begins with).

use std::borrow::Cow;

/// Bytes of the beginning that are examined.
pub(crate) const SNIFF_BYTES: u64 = 4 << 10;

/// Extensions of files with markup that are shown as source.
const MARKUP_SOURCE_EXTENSIONS: [&str; 12] = [
    "md", "markdown", "mkd", "vue", "svelte", "jsx", "tsx", "hbs", "ejs", "erb", "j2", "tmpl",
];

/// Returns whether a text that begins with `head` is a page. `ending` is its file name extension.
pub(crate) fn looks_like_html(head: &[u8], ending: &str) -> bool {
    if MARKUP_SOURCE_EXTENSIONS.contains(&ending) {
        return false;
    }
    let head = ascii_bytes(head);
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
    loop {
        rest = rest.trim_ascii_start();
        let (begun, end) = if rest.starts_with(b"<!--") {
            (4, &b"-->"[..])
        } else if rest.starts_with(b"<?xml") {
            (5, &b"?>"[..])
        } else {
            break;
        };
        let behind = rest.get(begun..).unwrap_or_default();
        let Some(at) = memchr::memmem::find(behind, end) else {
            return false;
        };
        rest = behind.get(at + end.len()..).unwrap_or_default();
    }
    ["<!doctype html", "<html", "<head"].iter().any(|tag| {
        let (name, behind) = rest.split_at(tag.len().min(rest.len()));
        let ends = behind
            .first()
            .is_none_or(|c| c.is_ascii_whitespace() || *c == b'>');
        name.eq_ignore_ascii_case(tag.as_bytes()) && ends
    })
}

/// Returns ASCII without the zeros of UTF-16 and UTF-32 and without byte order marks.
fn ascii_bytes(head: &[u8]) -> Cow<'_, [u8]> {
    let is_wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || {
        let zeros = head.iter().take(32).filter(|&&byte| byte == 0).count();
        zeros >= 12
    };
    if !is_wide {
        return Cow::Borrowed(head);
    }
    let bytes = head
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, 0 | 0xFE | 0xFF));
    Cow::Owned(bytes.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_how_they_begin() {
        for (text, ending, want) in [
            ("<!DOCTYPE html>\n<p>", "txt", true),
            (
                "\u{FEFF}  <!-- 存 --><!doctype HTML PUBLIC \"-//W3C\">",
                "",
                true,
            ),
            ("<?xml version=\"1.0\"?>\n<html xmlns=\"x\">", "shtml", true),
            ("<HTML><title>", "php", true),
            ("<head>", "-", true),
            ("<!DOCTYPE html>", "md", false),
            ("<!-- 没完", "", false),
            ("<htmlish>", "", false),
            ("<?php echo 1; ?>", "php", false),
            ("说到 <html> 的一篇文章", "txt", false),
            ("", "", false),
        ] {
            assert_eq!(looks_like_html(text.as_bytes(), ending), want, "{text}");
        }
        let wide: Vec<u8> = "<!doctype html><p>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(looks_like_html(&wide, ""));
        assert!(looks_like_html(&[&b"\xFF\xFE"[..], &wide].concat(), ""));
    }
}
