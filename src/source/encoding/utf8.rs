//! Validity of UTF-8.

use simdutf8::compat::from_utf8;

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

/// Returns the number of invalid sequences in UTF-8. An incomplete character at the end does not count.
pub(super) fn count_invalid_utf8(bytes: &[u8]) -> u64 {
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
