//! Candidate encodings of detection.

use crate::source::encoding::kinds::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// Bytes of a sample that is decoded in every candidate.
pub(crate) const SAMPLE_BYTES: usize = 2 << 10;

/// Encodings that are compared by bit cost. In a tie the earlier one wins.
pub(crate) const CANDIDATES: [Encoding; 5] = [GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR];

/// Region of the reader's locale, as evidence for an encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LocaleRegion {
    /// Unknown.
    #[default]
    Unknown,
    /// Region of simplified Chinese.
    China,
    /// Region of traditional Chinese.
    Taiwan,
    /// Japan.
    Japan,
    /// Korea.
    Korea,
}

impl LocaleRegion {
    /// Returns the region of a locale name (`zh_TW.UTF-8`).
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

    /// Returns the top-level domain of the region, for chardetng.
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
