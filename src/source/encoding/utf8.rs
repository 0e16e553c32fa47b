//! The validity of UTF-8.

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
