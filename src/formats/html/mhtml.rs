//! Web pages saved with their pictures in one file (`.mht`, `.mhtml`): a multipart message (RFC 2557). The page is
//! the first HTML part; the others are skipped without being decoded.
//!
//! The parser is our own because that of mail-parser 0.11.9 decodes and keeps all parts without a limit: a file of
//! 44 MB made of empty parts took 700 MB, 100,000 nested parts 120 MB. It also loses the blank of `= x` in
//! quoted-printable, which is malformed.

use super::open as open_page;
use crate::formats::blocks::document::BlockDocument;
use crate::formats::mime::{decode_transfer, parameter, parse_header, part_end};
use crate::formats::options::OpenOptions;
use crate::source::encoding::detect::EncodingHint;
use crate::source::encoding::{Encoding, for_label};

/// Most parts of a file.
const MAX_PART_COUNT: usize = 10_000;
/// Nested multiparts whose boundaries are recognised.
const MAX_BOUNDARY_COUNT: usize = 8;

/// Byte order marks, which take precedence over the header of a part.
const BYTE_ORDER_MARKS: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];

/// Opens the page in `bytes`. `name` is the title of a page without one. `None` if there is no page.
///
/// The encoding in the header of the part takes precedence over one that the page declares.
pub(crate) fn open(name: &str, bytes: &[u8], options: &OpenOptions) -> Option<BlockDocument> {
    let page = find_page(bytes)?;
    let is_marked = BYTE_ORDER_MARKS
        .iter()
        .any(|mark| page.bytes.starts_with(mark));
    let declared = page.encoding.filter(|_| !is_marked);
    let options = OpenOptions {
        encoding_hint: EncodingHint {
            encoding: options.encoding_hint.encoding.or(declared),
            ..options.encoding_hint
        },
        ..options.clone()
    };
    Some(open_page(name, &page.bytes, &options))
}

/// The page of an MHTML file.
#[derive(Debug, PartialEq, Eq)]
struct MhtmlPage {
    /// Bytes of the page, decoded from the transfer encoding.
    bytes: Vec<u8>,
    /// Encoding that the header declares.
    encoding: Option<Encoding>,
}

/// Finds the page in `bytes`.
fn find_page(bytes: &[u8]) -> Option<MhtmlPage> {
    let mut boundaries = Vec::new();
    let mut rest = bytes;
    for _ in 0..MAX_PART_COUNT {
        let (header, body) = parse_header(rest);
        let kind = header.value("content-type")?;
        boundaries
            .extend(parameter(&kind, "boundary").filter(|_| boundaries.len() < MAX_BOUNDARY_COUNT));
        if kind.to_ascii_lowercase().starts_with("text/html") {
            let body = body.get(..part_end(body, &boundaries)).unwrap_or_default();
            let packing = header.value("content-transfer-encoding");
            return Some(MhtmlPage {
                bytes: decode_transfer(body, &packing.unwrap_or_default()),
                encoding: parameter(&kind, "charset").and_then(|label| for_label(&label)),
            });
        }
        let part = body.get(part_end(body, &boundaries)..)?;
        let line = part.iter().position(|&byte| byte == b'\n')?;
        rest = part.get(line + 1..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(saved: MhtmlPage) -> String {
        String::from_utf8(saved.bytes).unwrap()
    }

    #[test]
    fn the_page_is_the_first_part_that_is_html() {
        let file = "From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
                    \tboundary=\"--b--\"\r\n\r\n----b--\r\nContent-Type: text/css\r\n\r\np{}\r\n----b--\r\n\
                    Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                    <p class=3D\"a\">=E5=B1=\r\n=B1 = x\r\n----b--\r\nContent-Type: text/html\r\n\r\n<p>no";
        let saved = find_page(file.as_bytes()).unwrap();
        assert_eq!(saved.encoding, for_label("gb2312"));
        assert_eq!(text(saved), "<p class=\"a\">山 = x\r\n");
        let alone = "\nContent-type: text/html\nContent-transfer-encoding: Base64\n\nPHA+\n5bGx\n";
        assert_eq!(text(find_page(alone.as_bytes()).unwrap()), "<p>山");
        let nested = "Content-Type: multipart/a; boundary=x\n\n--x\nContent-Type: multipart/b; boundary=y\n\n\
                      --y\nContent-Type: text/plain\n\nno\n--y\nContent-Type: text/html\n\n<p>yes\n--y--\n--x--\n";
        assert_eq!(text(find_page(nested.as_bytes()).unwrap()), "<p>yes\n");
        let alike = "Content-Type: multipart/a; boundary=b\n\n--b\nContent-Type: text/html\n\n<pre>--bash\nyes\n--b--\n";
        assert_eq!(
            text(find_page(alike.as_bytes()).unwrap()),
            "<pre>--bash\nyes\n"
        );
        assert_eq!(find_page(b"<p>x"), None);
        assert_eq!(find_page(b"Content-Type: image/png\n\nx"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn any_file_is_looked_at(
            file in "(Content-Type: |text/html|multipart/x; boundary=|--b|b|\n|=|[0-9A-F]|;|\\PC){0,60}",
        ) {
            find_page(file.as_bytes());
        }
    }
}
