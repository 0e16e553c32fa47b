//! Encodings: their names, where their characters begin, and how bytes become text.
//!
//! Every encoding can be decoded line by line, because the bytes of a line end mean nothing else where a character
//! may begin: 0x0A and 0x0D never occur inside a multi-byte character of GB18030, Big5, `Shift_JIS`, EUC-JP and
//! EUC-KR, and UTF-16 and UTF-32 have units of a fixed width. So a file stays where it is, and a
//! block is decoded when it is looked at. Which encoding a text is in is guessed in [`detect`].

mod bit_cost;
pub mod code_units;
mod common_chars;
pub mod detect;
pub mod overrides;
mod stateful;
mod truncation;

use crate::error::{Error, Notice};
use crate::text::closest::likely_name;
use std::borrow::Cow;
use std::ops::ControlFlow;

/// How bytes stand for characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; bytes that are none become U+FFFD.
    #[default]
    Utf8,
    /// An encoding of bytes in which ASCII means ASCII, of one or more bytes a character.
    Bytes(&'static encoding_rs::Encoding),
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// UTF-32, little end first.
    Utf32Le,
    /// UTF-32, big end first.
    Utf32Be,
    /// ISO-2022-JP: seven bits, escape sequences shift between character sets.
    Iso2022Jp,
}

/// GB18030, with GBK and GB 2312 in it.
pub const GB18030: Encoding = Encoding::Bytes(encoding_rs::GB18030);
/// Big5 with the Hong Kong supplement.
pub const BIG5: Encoding = Encoding::Bytes(encoding_rs::BIG5);
/// `Shift_JIS` as Windows has it (CP932).
pub const SHIFT_JIS: Encoding = Encoding::Bytes(encoding_rs::SHIFT_JIS);
/// EUC-JP.
pub const EUC_JP: Encoding = Encoding::Bytes(encoding_rs::EUC_JP);
/// EUC-KR with the rest of Hangul (CP949).
pub const EUC_KR: Encoding = Encoding::Bytes(encoding_rs::EUC_KR);

/// The names a person is offered, in the order they are shown: what is read here first, then what else is guessed.
/// More are understood.
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

/// What people call encodings that the WHATWG list of labels has no such name for.
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

/// What a person asks for: a certain encoding, or a guess.
///
/// # Errors
/// [`Error::Usage`] for a name that is none, with the nearest that is.
pub fn parse_choice(name: &str) -> Result<Option<Encoding>, Error> {
    let lower = name.trim().to_lowercase();
    if lower == "auto" {
        return Ok(None);
    }
    if let Some(encoding) = for_label(&lower) {
        return Ok(Some(encoding));
    }
    let near = match likely_name(&lower, &LABELS) {
        None => Notice::new(
            format!("可用：auto、{}", LABELS.join("、")),
            format!("one of auto, {}", LABELS.join(", ")),
        ),
        Some(near) => Notice::new(
            format!("是否应为 {near}？"),
            format!("did you mean {near}?"),
        ),
    };
    Err(Error::Usage(Notice::new(
        format!("没有编码 {name:?}；{}", near.zh),
        format!("no encoding {name:?}; {}", near.en),
    )))
}

/// The encoding that a label means, in lower case; also those of HTML and XML.
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
    /// One of the WHATWG list; `None` for its stand-in for encodings that must not be read.
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

    /// Its name as a person reads it.
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

    /// Whether what a byte means depends on all bytes before it in its line.
    pub const fn is_stateful(self) -> bool {
        matches!(self, Self::Iso2022Jp)
    }

    /// Walks the characters of a line: hands out the bytes of the source and of the text behind each,
    /// until told to stop, and gives those before the one it stopped at.
    pub fn walk(
        self,
        line: &[u8],
        stop: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> (usize, usize) {
        let mut last = (0, 0);
        let mut step = |end: usize, text: &str| {
            let next = (end, last.1 + text.len());
            let go = stop(next.0, next.1);
            if go.is_continue() {
                last = next;
            }
            go
        };
        if self.is_stateful() {
            stateful::walk_chars(line, &mut step);
            return last;
        }
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            let length = self.char_len(rest).max(1);
            let character = self.decode(rest.get(..length).unwrap_or_default());
            at += length;
            if step(at, &character).is_break() {
                break;
            }
        }
        last
    }

    /// The text of a stretch that begins where a character does. What cannot be decoded becomes
    /// U+FFFD. A byte order mark is a character like any other.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            // Nearly all text is valid, and that is known sooner than what is not.
            Self::Utf8 => std::str::from_utf8(bytes)
                .map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed),
            Self::Bytes(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Self::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0,
            Self::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0,
            Self::Utf32Le => Cow::Owned(code_units::decode_utf32(bytes, u32::from_le_bytes)),
            Self::Utf32Be => Cow::Owned(code_units::decode_utf32(bytes, u32::from_be_bytes)),
            Self::Iso2022Jp => {
                encoding_rs::ISO_2022_JP
                    .decode_without_bom_handling(bytes)
                    .0
            }
        }
    }

    /// How many places of a stretch cannot be decoded. A character cut off at its end is none.
    pub fn count_undecodable(self, bytes: &[u8]) -> u64 {
        match self {
            Self::Utf8 => utf8_validity(bytes, u64::MAX).invalid_count,
            Self::Bytes(encoding) => count_malformed(encoding, bytes),
            Self::Iso2022Jp => count_malformed(encoding_rs::ISO_2022_JP, bytes),
            Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be => {
                let whole = bytes.len() / self.unit_len() * self.unit_len();
                let text = self.decode(bytes.get(..whole).unwrap_or_default());
                text.matches('\u{FFFD}').count() as u64
            }
        }
    }

    /// The byte order mark a text in this encoding begins with, if it has one: its length in bytes.
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

/// What strict decoding of a stretch says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Utf8Validity {
    /// Characters beyond ASCII.
    pub multibyte_chars: u64,
    /// Those of three bytes and more, which other encodings seldom make.
    pub long_chars: u64,
    /// Places that cannot be decoded.
    pub invalid_count: u64,
}

/// How far a stretch is UTF-8, as far as its `most`th bad place. A character cut off at its end is
/// not bad.
pub fn utf8_validity(bytes: &[u8], most: u64) -> Utf8Validity {
    let mut found = Utf8Validity::default();
    let mut rest = bytes;
    loop {
        let (valid, error) = match std::str::from_utf8(rest) {
            Ok(_) => (rest, None),
            Err(error) => (
                rest.get(..error.valid_up_to()).unwrap_or_default(),
                Some(error),
            ),
        };
        for byte in valid {
            found.multibyte_chars += u64::from(*byte >= 0xC0);
            found.long_chars += u64::from(*byte >= 0xE0);
        }
        let Some(bad) = error.and_then(|error| error.error_len()) else {
            return found;
        };
        found.invalid_count += 1;
        if found.invalid_count >= most {
            return found;
        }
        rest = rest.get(valid.len() + bad..).unwrap_or_default();
    }
}

fn count_malformed(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> u64 {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut sink = [0; 4 << 10];
    let mut rest = bytes;
    let mut bad = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut sink, false);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            encoding_rs::DecoderResult::InputEmpty => return bad,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) => bad += 1,
        }
    }
}

#[cfg(test)]
mod tests;
