//! Names of archive members.
//!
//! A zip marks a name as UTF-8 or leaves its encoding open; Windows then uses the legacy encoding of its
//! locale. All names that are not UTF-8 are detected together, because a single one is too short.

use crate::source::encoding::detect::{EncodingHint, LocaleRegion, detect_bytes};

/// Flag bit of a member whose name is UTF-8 (language encoding flag, bit 11).
const UTF8_NAME_BITS: u16 = 1 << 11;
/// Bytes before the name in the Unicode name field: a version and a checksum.
const UNICODE_NAME_PREFIX_BYTES: usize = 5;

/// Name as stored in the archive.
#[derive(Debug)]
pub(crate) enum MemberName {
    /// In UTF-8.
    Utf8(String),
    /// Name in an unknown encoding.
    Raw(Vec<u8>),
}

impl MemberName {
    /// Reads the name of a member with these flags. `second` is the field with a Unicode name; it wins if its
    /// checksum matches `bytes`.
    pub(crate) fn new(bytes: &[u8], flags: u16, second: Option<&[u8]>) -> Self {
        if let Some(field) = second
            && field.get(1..UNICODE_NAME_PREFIX_BYTES) == Some(&rawzip::crc32(bytes).to_le_bytes())
            && let Ok(name) =
                std::str::from_utf8(field.get(UNICODE_NAME_PREFIX_BYTES..).unwrap_or_default())
        {
            return Self::Utf8(name.to_owned());
        }
        match std::str::from_utf8(bytes) {
            Ok(name) => Self::Utf8(name.to_owned()),
            Err(_) if flags & UTF8_NAME_BITS != 0 => {
                Self::Utf8(String::from_utf8_lossy(bytes).into_owned())
            }
            Err(_) => Self::Raw(bytes.to_vec()),
        }
    }
}

/// Decodes the names for comparison and display, with `/` between folders.
pub(crate) fn decode_names(names: &[MemberName], region: LocaleRegion) -> Vec<String> {
    let mut all = Vec::new();
    for name in names {
        if let MemberName::Raw(bytes) = name {
            all.extend(bytes);
            all.push(b'\n');
        }
    }
    let decoding = EncodingHint {
        region,
        ..EncodingHint::default()
    };
    let guess = detect_bytes(&all, &decoding);
    let text = |name: &MemberName| {
        let name = match name {
            MemberName::Utf8(name) => name.replace('\\', "/"),
            MemberName::Raw(bytes) => guess.encoding.decode(bytes).replace('\\', "/"),
        };
        name.trim_start_matches("./").to_owned()
    };
    names.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS};

    #[test]
    fn names_of_other_countries_are_guessed_together() {
        for (encoding, region, names) in [
            (
                GBK,
                LocaleRegion::China,
                ["小说\\第一章.txt", "小说\\序.txt"],
            ),
            (
                GBK,
                LocaleRegion::Unknown,
                ["红楼梦/第001回 甄士隐.txt", "红楼梦/第002回 贾夫人.txt"],
            ),
            (
                SHIFT_JIS,
                LocaleRegion::Japan,
                ["坊っちゃん/一.txt", "表/二.txt"],
            ),
            (
                SHIFT_JIS,
                LocaleRegion::Unknown,
                ["吾輩は猫である/第一章.txt", "こころ/上.txt"],
            ),
            (BIG5, LocaleRegion::Taiwan, ["功課/許功蓋.txt", "餐/二.txt"]),
            (
                EUC_KR,
                LocaleRegion::Korea,
                ["소설/제일장.txt", "소설/제이장.txt"],
            ),
        ] {
            let raw = names.map(|name| MemberName::new(&encoding.encode(name).0, 0, None));
            let want = names.map(|name| name.replace('\\', "/"));
            assert_eq!(decode_names(&raw, region), want);
        }
    }

    #[test]
    fn what_the_archive_says_of_a_name_holds() {
        let mut field = vec![1];
        field.extend(rawzip::crc32(b"x").to_le_bytes());
        field.extend("山.txt".as_bytes());
        let names = [
            MemberName::new(b"x", 0, Some(&field)),
            MemberName::new(b"y", 0, Some(&field)),
            MemberName::new("./海.txt".as_bytes(), 0, None),
            MemberName::new(b"\xFF.txt", UTF8_NAME_BITS, None),
        ];
        let want = ["山.txt", "y", "海.txt", "\u{FFFD}.txt"];
        assert_eq!(decode_names(&names, LocaleRegion::Unknown), want);
    }
}
