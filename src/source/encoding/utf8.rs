//! Validity and decoding of UTF-8.

use simdutf8::compat::from_utf8;
use std::borrow::Cow;

/// Result of strict UTF-8 decoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Utf8Validity {
    /// Non-ASCII characters.
    pub multibyte_chars: u64,
    /// Characters of three or more bytes, which other encodings rarely produce.
    pub long_chars: u64,
    /// Invalid sequences.
    pub invalid_count: u64,
}

/// Decodes UTF-8. Each invalid sequence decodes to U+FFFD.
pub(super) fn decode_utf8(bytes: &[u8]) -> Cow<'_, str> {
    let error = match from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error,
    };
    // Most errors are characters that a sample cuts at its end, and the lossy decoder is slow.
    let (valid, rest) = bytes.split_at(error.valid_up_to());
    let mut text = from_utf8(valid).unwrap_or_default().to_owned();
    text.push_str(&String::from_utf8_lossy(rest));
    Cow::Owned(text)
}

/// Returns the number of invalid sequences in UTF-8. An incomplete character at the end does not count.
pub(super) fn count_invalid_utf8(bytes: &[u8]) -> u64 {
    // Most texts are valid, which takes less time to find out than where one is not.
    if simdutf8::basic::from_utf8(bytes).is_ok() {
        return 0;
    }
    let mut count = 0;
    let mut rest = bytes;
    while let Err(error) = from_utf8(rest) {
        let Some(bad) = error.error_len() else {
            break;
        };
        count += 1;
        rest = rest.get(error.valid_up_to() + bad..).unwrap_or_default();
    }
    count
}

/// Counts the bytes of at least `least`, in sums of one byte that vector instructions add up.
fn count_from(bytes: &[u8], least: u8) -> u64 {
    let sum = |part: &[u8]| -> u8 { part.iter().map(|byte| u8::from(*byte >= least)).sum() };
    let parts = bytes.chunks(usize::from(u8::MAX));
    parts.map(|part| u64::from(sum(part))).sum()
}

/// Validates `bytes` as UTF-8 up to the `most`th invalid sequence. An incomplete character at the end does not
/// count.
pub fn utf8_validity(bytes: &[u8], most: u64) -> Utf8Validity {
    let mut found = Utf8Validity::default();
    let mut rest = bytes;
    loop {
        let (valid, error) = match from_utf8(rest) {
            Ok(_) => (rest, None),
            Err(error) => (
                rest.get(..error.valid_up_to()).unwrap_or_default(),
                Some(error),
            ),
        };
        found.multibyte_chars += count_from(valid, 0xC0);
        found.long_chars += count_from(valid, 0xE0);
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
