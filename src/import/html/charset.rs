//! Which encoding a page says it is in, and its text.

use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// How far into a page its encoding is looked for, in bytes.
const HEAD: usize = 4 << 10;

/// The text of a page: by its byte order mark, as UTF-8 if it is, by what it declares, and else as
/// UTF-8 with its faults replaced.
pub(in crate::import) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    charset_of(bytes).unwrap_or(UTF_8).decode(bytes).0
}

/// The encoding that a byte order mark, an XML declaration or a `meta` names.
fn charset_of(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head: String = head
        .iter()
        .map(|byte| byte.to_ascii_lowercase() as char)
        .collect();
    let xml = head
        .starts_with("<?xml")
        .then(|| head.split("?>").next())
        .flatten()
        .and_then(|declaration| label(declaration, "encoding"));
    xml.or_else(|| label(&head, "charset"))
}

/// The encoding that the first `name = "…"` of a text names, if it is one that ASCII can be read in.
fn label(text: &str, name: &str) -> Option<&'static Encoding> {
    text.match_indices(name).find_map(|(at, _)| {
        let value = text
            .get(at + name.len()..)?
            .trim_start()
            .strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        Encoding::for_label(value.get(..end.unwrap_or(value.len()))?.as_bytes())
            .filter(|encoding| encoding.is_ascii_compatible())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GBK, SHIFT_JIS, UTF_16LE};

    #[test]
    fn a_page_is_read_in_the_encoding_it_names() {
        let gbk = GBK
            .encode("<?xml version='1.0' encoding='GB2312'?><p>红楼梦")
            .0;
        assert!(decode(&gbk).ends_with("<p>红楼梦"));
        let big5 = BIG5.encode("<meta charset=big5><p>紅樓夢").0;
        assert!(decode(&big5).ends_with("<p>紅樓夢"));
        let meta = "<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\"><p>草枕";
        assert!(decode(&SHIFT_JIS.encode(meta).0).ends_with("<p>草枕"));
        assert_eq!(charset_of(b"\xFF\xFE<\0p\0"), Some(UTF_16LE));
        assert_eq!(decode(b"\xFF\xFE<\0p\0"), "<p");
        // What it says is wrong, and what it says makes no sense.
        assert_eq!(
            decode("<meta charset=gbk>汉".as_bytes()),
            "<meta charset=gbk>汉"
        );
        assert_eq!(
            decode(b"<meta charset=utf-16>\xFF"),
            "<meta charset=utf-16>\u{FFFD}"
        );
    }
}
