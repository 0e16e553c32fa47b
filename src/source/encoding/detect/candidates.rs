//! The encodings that compete for a text, and the sample they compete by.

use crate::source::encoding::kinds::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// Bytes that are decoded in every encoding to see in which they make writing.
pub(crate) const SAMPLE_BYTES: usize = 2 << 10;

/// The encodings that are told apart by the writing they make, in the order in which ties fall.
pub(crate) const CANDIDATES: [Encoding; 5] = [GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR];

/// Where the reader is, as far as it speaks for an encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LocaleRegion {
    /// Not known.
    #[default]
    Unknown,
    /// Where Chinese is written simplified.
    China,
    /// Where it is written traditional.
    Taiwan,
    /// Japan.
    Japan,
    /// Korea.
    Korea,
}

impl LocaleRegion {
    /// The region of a locale name (`zh_TW.UTF-8`).
    pub fn from_locale(locale: &str) -> Self {
        let is = |prefix: &str| locale.starts_with(prefix);
        if is("zh_TW") || is("zh_HK") || is("zh_MO") {
            Self::Taiwan
        } else if is("zh") {
            Self::China
        } else if is("ja") {
            Self::Japan
        } else if is("ko") {
            Self::Korea
        } else {
            Self::Unknown
        }
    }

    /// The top-level domain that chardetng knows it by.
    pub(crate) const fn top_level_domain(self) -> Option<&'static [u8]> {
        match self {
            Self::Unknown => None,
            Self::China => Some(b"cn"),
            Self::Taiwan => Some(b"tw"),
            Self::Japan => Some(b"jp"),
            Self::Korea => Some(b"kr"),
        }
    }

    pub(crate) fn prefers(self, encoding: Encoding) -> bool {
        match self {
            Self::Unknown => false,
            Self::China => encoding == GB18030,
            Self::Taiwan => encoding == BIG5,
            Self::Japan => encoding == SHIFT_JIS || encoding == EUC_JP,
            Self::Korea => encoding == EUC_KR,
        }
    }
}
