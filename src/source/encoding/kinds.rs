//! Encodings with their names and properties.

/// Encoding of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; invalid sequences decode to U+FFFD.
    #[default]
    Utf8,
    /// Encoding with one or more bytes per character that contains ASCII.
    Bytes(&'static encoding_rs::Encoding),
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// UTF-32, little-endian.
    Utf32Le,
    /// UTF-32, big-endian.
    Utf32Be,
    /// ISO-2022-JP: 7-bit, escape sequences switch between character sets.
    Iso2022Jp,
}

/// GB18030, a superset of GBK and GB 2312.
pub const GB18030: Encoding = Encoding::Bytes(encoding_rs::GB18030);
/// Big5 with the Hong Kong supplement.
pub const BIG5: Encoding = Encoding::Bytes(encoding_rs::BIG5);
/// `Shift_JIS` as in Windows (CP932).
pub const SHIFT_JIS: Encoding = Encoding::Bytes(encoding_rs::SHIFT_JIS);
/// EUC-JP.
pub const EUC_JP: Encoding = Encoding::Bytes(encoding_rs::EUC_JP);
/// EUC-KR with all Hangul syllables (CP949).
pub const EUC_KR: Encoding = Encoding::Bytes(encoding_rs::EUC_KR);

/// Labels offered to the reader: first the encodings decoded here, then the others that detection knows.
/// [`for_label`] understands more.
pub const LABELS: [&str; 30] = [
    "utf-8",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "windows-1252",
    "windows-1251",
    "koi8-r",
    "koi8-u",
    "ibm866",
    "iso-8859-5",
    "windows-1250",
    "iso-8859-2",
    "windows-1253",
    "iso-8859-7",
    "windows-1254",
    "windows-1255",
    "iso-8859-8",
    "windows-1256",
    "iso-8859-6",
    "windows-1257",
    "iso-8859-4",
    "windows-1258",
    "windows-874",
];

/// Common labels that the WHATWG list lacks.
const ALIASES: [(&str, &str); 15] = [
    ("utf8", "utf-8"),
    ("cp936", "gb18030"),
    ("ms936", "gb18030"),
    ("windows-936", "gb18030"),
    ("euc-cn", "gb18030"),
    ("gb2312", "gb18030"),
    ("gbk", "gb18030"),
    ("cp950", "big5"),
    ("big5hkscs", "big5"),
    ("cp932", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("jis", "iso-2022-jp"),
    ("cp949", "euc-kr"),
    ("uhc", "euc-kr"),
    ("euckr", "euc-kr"),
];

/// Returns the encoding of a label in lower case, including the labels of HTML and XML.
pub fn for_label(label: &str) -> Option<Encoding> {
    let label = ALIASES
        .iter()
        .find(|(alias, _)| *alias == label)
        .map_or(label, |(_, name)| name);
    Some(match label {
        "utf-16" | "utf-16le" | "utf16" | "utf16le" => Encoding::Utf16Le,
        "utf-16be" | "utf16be" => Encoding::Utf16Be,
        "utf-32" | "utf-32le" | "utf32" | "utf32le" | "ucs-4" => Encoding::Utf32Le,
        "utf-32be" | "utf32be" => Encoding::Utf32Be,
        _ => Encoding::from_whatwg(encoding_rs::Encoding::for_label(label.as_bytes())?)?,
    })
}

impl Encoding {
    /// Converts an encoding of the WHATWG list. `None` for its replacement encoding, which must not be decoded.
    pub fn from_whatwg(encoding: &'static encoding_rs::Encoding) -> Option<Self> {
        Some(if encoding == encoding_rs::UTF_8 {
            Self::Utf8
        } else if encoding == encoding_rs::UTF_16LE {
            Self::Utf16Le
        } else if encoding == encoding_rs::UTF_16BE {
            Self::Utf16Be
        } else if encoding == encoding_rs::ISO_2022_JP {
            Self::Iso2022Jp
        } else if encoding == encoding_rs::REPLACEMENT {
            return None;
        } else if encoding == encoding_rs::GBK {
            GB18030
        } else {
            Self::Bytes(encoding)
        })
    }

    /// Returns the name for display.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Bytes(encoding) if encoding == encoding_rs::GB18030 => "GB18030",
            Self::Bytes(encoding) => encoding.name(),
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Iso2022Jp => "ISO-2022-JP",
        }
    }

    /// Returns the bytes of a code unit.
    pub const fn unit_len(self) -> usize {
        match self {
            Self::Utf8 | Self::Bytes(_) | Self::Iso2022Jp => 1,
            Self::Utf16Le | Self::Utf16Be => 2,
            Self::Utf32Le | Self::Utf32Be => 4,
        }
    }

    /// Returns whether the meaning of a byte depends on all bytes before it in the line.
    pub const fn is_stateful(self) -> bool {
        matches!(self, Self::Iso2022Jp)
    }

    /// Returns the bytes of the byte order mark at the start of `head`; 0 without one.
    pub fn bom_len(self, head: &[u8]) -> usize {
        let mark: &[u8] = match self {
            Self::Utf8 => b"\xEF\xBB\xBF",
            Self::Utf16Le => b"\xFF\xFE",
            Self::Utf16Be => b"\xFE\xFF",
            Self::Utf32Le => b"\xFF\xFE\0\0",
            Self::Utf32Be => b"\0\0\xFE\xFF",
            Self::Bytes(encoding) if encoding == encoding_rs::GB18030 => b"\x84\x31\x95\x33",
            Self::Bytes(_) | Self::Iso2022Jp => return 0,
        };
        if head.starts_with(mark) {
            mark.len()
        } else {
            0
        }
    }
}
