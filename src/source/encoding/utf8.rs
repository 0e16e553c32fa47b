//! Validity of UTF-8.

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

/// Validates `bytes` as UTF-8 up to the `most`th invalid sequence. An incomplete character at the end does not
/// count.
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
