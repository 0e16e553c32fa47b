//! Encoding of a page.

use crate::doc::{InspectedExtent, Problem};
use crate::formats::plain::problems::{damage_problem, truncated_end_problem};
use crate::source::encoding::detect::{Detection, EncodingHint, detect_bytes};
use crate::source::encoding::{Encoding, for_label};
use crate::source::windows::Source;
use std::borrow::Cow;

/// Beginning of a page in which its declared encoding is searched, in bytes.
const CHARSET_SEARCH_BYTES: usize = 4 << 10;

/// Decodes a page: in the encoding of its byte order mark, in UTF-8 if it is valid, in the encoding that the reader
/// named or the page declares, else in the detected one.
pub(crate) fn decode<'b>(bytes: &'b [u8], hint: &EncodingHint) -> (Cow<'b, str>, Detection) {
    let is_marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    if !is_marked && let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Detection::UTF8);
    }
    let declared = || (!is_marked).then(|| declared_encoding(bytes)).flatten();
    let named = hint.encoding.filter(|_| !is_marked).or_else(declared);
    let detection = named.map_or_else(|| detect_bytes(bytes, hint), Detection::certain);
    (detection.encoding.decode(bytes), detection)
}

/// Returns the problems of a page decoded to `text`: bytes invalid in its encoding.
pub(crate) fn decoding_problems(bytes: &[u8], text: &str, detection: &Detection) -> Vec<Problem> {
    let mut problems = Vec::new();
    // Without a replacement character no bytes were undecodable.
    if text.contains(char::REPLACEMENT_CHARACTER) {
        let damage = detection.encoding.count_undecodable(bytes);
        damage_problem(damage, InspectedExtent::Whole, &mut problems);
    }
    if text.ends_with(char::REPLACEMENT_CHARACTER) {
        let source = Source::Owned(bytes.to_vec());
        problems.extend(truncated_end_problem(detection, &source));
    }
    problems
}

/// Returns the encoding that an XML declaration or a `meta` declares.
fn declared_encoding(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes
        .get(..bytes.len().min(CHARSET_SEARCH_BYTES))
        .unwrap_or_default();
    let head: String = head
        .iter()
        .map(|byte| byte.to_ascii_lowercase() as char)
        .collect();
    let xml = head
        .starts_with("<?xml")
        .then(|| head.split("?>").next())
        .flatten()
        .and_then(|declaration| labelled_encoding(declaration, "encoding"));
    xml.or_else(|| labelled_encoding(&head, "charset"))
}

/// Returns the encoding of the first `name = "…"` in a text, if that encoding is a superset of ASCII.
fn labelled_encoding(text: &str, name: &str) -> Option<Encoding> {
    text.match_indices(name).find_map(|(at, _)| {
        let value = text
            .get(at + name.len()..)?
            .trim_start()
            .strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        for_label(value.get(..end.unwrap_or(value.len()))?)
            .filter(|encoding| matches!(encoding, Encoding::Bytes(_) | Encoding::Iso2022Jp))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GBK, SHIFT_JIS};

    fn text(bytes: &[u8]) -> String {
        decode(bytes, &EncodingHint::default()).0.into_owned()
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_names() {
        let gbk = GBK
            .encode("<?xml version='1.0' encoding='GB2312'?><p>红楼梦")
            .0;
        assert!(text(&gbk).ends_with("<p>红楼梦"));
        let big5 = BIG5.encode("<meta charset=big5><p>紅樓夢").0;
        assert!(text(&big5).ends_with("<p>紅樓夢"));
        let meta = "<META http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\"><p>草枕";
        assert!(text(&SHIFT_JIS.encode(meta).0).ends_with("<p>草枕"));
        assert!(text(b"\xFF\xFE<\0p\0").ends_with("<p"));
        // A wrong declaration, and an impossible one.
        assert_eq!(
            text("<meta charset=gbk>汉".as_bytes()),
            "<meta charset=gbk>汉"
        );
        assert!(text(b"<meta charset=utf-16>\xFF").starts_with("<meta charset=utf-16>"));
    }

    #[test]
    fn a_page_that_names_none_is_guessed() {
        let gbk = GBK
            .encode("<p>他们说，这是一个没有声明编码的旧网页，里面是简体中文。</p>")
            .0;
        assert!(text(&gbk).contains("没有声明编码"));
    }
}
