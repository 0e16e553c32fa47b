//! Words of a header in other scripts than ASCII (RFC 2047), and the encodings that mails declare.

use crate::formats::html::charset;
use crate::formats::mime::{decode_base64, decode_quoted_printable};
use crate::source::encoding::detect::EncodingHint;
use crate::source::encoding::for_label;

/// Escape sequences of ISO-2022-JP begin so: its bytes are ASCII.
const JIS_ESCAPES: [&[u8]; 2] = [b"\x1b$", b"\x1b("];
/// Names that mails have for bytes of any encoding.
const VAGUE_LABELS: [&str; 5] = ["", "us-ascii", "ascii", "iso-8859-1", "x-unknown"];

/// A word in its encoding.
struct EncodedWord {
    label: String,
    bytes: Vec<u8>,
}

/// Decodes bytes that are in the encoding `label`, as far as that is to be believed.
pub(super) fn decode(bytes: &[u8], label: &str) -> String {
    let label = label.trim().to_ascii_lowercase();
    let has_escape = || {
        JIS_ESCAPES
            .iter()
            .any(|escape| memchr::memmem::find(bytes, escape).is_some())
    };
    let label = match label.as_str() {
        vague if VAGUE_LABELS.contains(&vague) && has_escape() => "iso-2022-jp",
        named => named,
    };
    let named = for_label(label).filter(|_| !VAGUE_LABELS.contains(&label));
    let is_utf8 = !has_escape() && str::from_utf8(bytes).is_ok();
    match named.filter(|_| !is_utf8) {
        Some(encoding) => encoding.decode(bytes).into_owned(),
        None => charset::decode(bytes, &EncodingHint::default())
            .0
            .into_owned(),
    }
}

/// Returns the words of a field. Blanks between two encoded words are no part of them.
pub(super) fn decode_words(value: &[u8]) -> String {
    let text = decode(value, "");
    let mut out = String::new();
    let mut open: Option<EncodedWord> = None;
    let mut rest = text.as_str();
    while let Some((before, word, after)) = next_word(rest) {
        let goes_on = before.trim().is_empty();
        match &mut open {
            Some(last) if goes_on && last.label == word.label => last.bytes.extend(word.bytes),
            _ => {
                let last = open.replace(word);
                close(last, &mut out);
                if !goes_on || out.is_empty() {
                    out.push_str(before);
                }
            }
        }
        rest = after;
    }
    close(open, &mut out);
    out.push_str(rest);
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ")
}

fn close(word: Option<EncodedWord>, out: &mut String) {
    if let Some(word) = word {
        out.push_str(&decode(&word.bytes, &word.label));
    }
}

/// Returns the text before the next encoded word, the word, and the text after it.
fn next_word(text: &str) -> Option<(&str, EncodedWord, &str)> {
    text.match_indices("=?").find_map(|(at, sign)| {
        let mut parts = text.get(at + sign.len()..)?.splitn(3, '?');
        let (label, form, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let (data, after) = rest.split_once("?=")?;
        let bytes = match form {
            "B" | "b" => decode_base64(data.as_bytes()),
            "Q" | "q" => decode_quoted_printable(data.replace('_', " ").as_bytes()),
            _ => return None,
        };
        // A language may follow the name of the encoding (RFC 2231).
        let label = label.split('*').next().unwrap_or(label).to_owned();
        Some((text.get(..at)?, EncodedWord { label, bytes }, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_header_are_decoded() {
        for (value, want) in [
            (&b"plain"[..], "plain"),
            (b"=?utf-8?b?5byg5LiJ?= <z@x>", "张三 <z@x>"),
            (b"Re: =?GB2312?B?udjT2rvh0uk=?=", "Re: 关于会议"),
            (b"=?iso-2022-jp?B?GyRCRURDZhsoQg==?=", "田中"),
            (
                b"=?utf-8?Q?=E5=B1=B1_a?=\r\n =?utf-8?Q?=E6=B2=B3?=",
                "山 a河",
            ),
            (b"=?utf-8*zh?Q?=E5=B1=B1?= =?gb2312?B?udg=?= b", "山关 b"),
            (
                b"\xb9\xd8\xd3\xda\xbb\xe1\xd2\xe9\xb5\xc4\xcd\xa8\xd6\xaa",
                "关于会议的通知",
            ),
            (b"a =?b?c =?x?y?z?=", "a =?b?c =?x?y?z?="),
            ("关于".as_bytes(), "关于"),
        ] {
            assert_eq!(decode_words(value), want);
        }
    }
}
