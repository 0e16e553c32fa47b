//! Headers and bodies of the parts of a message (RFC 2045), as mails and saved pages have them.

use std::borrow::Cow;

/// Most lines of a header.
const MAX_HEADER_LINES: usize = 200;

/// The names, in lower case, and the values of a part's header.
#[derive(Debug, Default)]
pub(crate) struct Header(Vec<(String, Vec<u8>)>);

impl Header {
    /// Returns the bytes of a field, of which there may be several: of the first.
    pub(crate) fn bytes(&self, name: &str) -> Option<&[u8]> {
        let mut all = self.0.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_slice())
    }

    /// Returns the value of a field, with signs in place of what is no UTF-8.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        self.bytes(name).map(String::from_utf8_lossy)
    }
}

/// Parses the header at the start of `bytes`. Returns it with the bytes after the empty line.
pub(crate) fn parse_header(bytes: &[u8]) -> (Header, &[u8]) {
    let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
    let mut at = 0;
    for line in bytes
        .split_inclusive(|&byte| byte == b'\n')
        .take(MAX_HEADER_LINES)
    {
        at += line.len();
        let words = line.trim_ascii();
        if words.is_empty() {
            if fields.is_empty() {
                continue;
            }
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some((_, value)) = fields.last_mut() {
                value.push(b' ');
                value.extend(words);
            }
        } else if let Some(colon) = memchr::memchr(b':', words) {
            let (name, value) = words.split_at(colon);
            let name = String::from_utf8_lossy(name).to_ascii_lowercase();
            let value = value.get(1..).unwrap_or_default().trim_ascii();
            fields.push((name, value.to_vec()));
        }
    }
    (Header(fields), bytes.get(at..).unwrap_or_default())
}

/// Returns a parameter of a field: `charset=gb2312`, `boundary="x"`.
pub(crate) fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        let is_it = known.trim().eq_ignore_ascii_case(name) && !value.is_empty();
        is_it.then(|| value.to_owned())
    })
}

/// Returns the end of the part at the start of `body`: the next boundary line. Only two hyphens and blanks may
/// follow the boundary (RFC 2046, 5.1.1).
pub(crate) fn part_end(body: &[u8], boundaries: &[String]) -> usize {
    let mut at = 0;
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let is_boundary = line.strip_prefix(b"--").is_some_and(|rest| {
            boundaries.iter().any(|boundary| {
                let behind = rest.strip_prefix(boundary.as_bytes());
                let behind = behind.map(|behind| behind.strip_prefix(b"--").unwrap_or(behind));
                behind.is_some_and(|behind| behind.trim_ascii().is_empty())
            })
        });
        if is_boundary {
            return at;
        }
        at += line.len();
    }
    body.len()
}

/// Decodes the body of a part from its transfer encoding.
pub(crate) fn decode_transfer(body: &[u8], packing: &str) -> Vec<u8> {
    match packing.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => decode_quoted_printable(body),
        "base64" => decode_base64(body),
        _ => body.to_vec(),
    }
}

/// Decodes quoted-printable: `=E5` is a byte, `=` at a line end is nothing.
pub(crate) fn decode_quoted_printable(body: &[u8]) -> Vec<u8> {
    let digit = |at: usize| {
        let byte = body.get(at).copied().unwrap_or(b' ');
        (byte as char).to_digit(16).map(|digit| digit as u8)
    };
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        at += 1;
        if byte != b'=' {
            out.push(byte);
        } else if let (Some(high), Some(low)) = (digit(at), digit(at + 1)) {
            out.push(high * 16 + low);
            at += 2;
        } else {
            let rest = body.get(at..).unwrap_or_default();
            match rest {
                [b'\r', b'\n', ..] => at += 2,
                [b'\n', ..] => at += 1,
                _ => out.push(byte),
            }
        }
    }
    out
}

/// Decodes base64 (RFC 4648, section 4); other bytes are passed over.
pub(crate) fn decode_base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}
