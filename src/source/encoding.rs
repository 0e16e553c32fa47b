//! Encodings: their names, character boundaries, and decoding.
//!
//! Every encoding can be decoded line by line, because the bytes of a line end have no other meaning at the
//! start of a character: 0x0A and 0x0D never occur inside a multi-byte character of GB18030, Big5, `Shift_JIS`,
//! EUC-JP and EUC-KR, and UTF-16 and UTF-32 have code units of fixed width. A file therefore stays on disk, and
//! a block is decoded on demand. [`detect`] detects the encoding of a text.

mod bit_cost;
mod char_boundary;
mod code_units;
mod common_chars;
mod decode;
pub mod detect;
mod kinds;
pub mod overrides;
mod stateful;
mod truncation;
mod utf8;

pub use char_boundary::{LOOK_AHEAD_BYTES, LOOK_BACK_BYTES};
pub use kinds::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, LABELS, SHIFT_JIS, for_label};
pub use utf8::{Utf8Validity, utf8_validity};

use crate::error::{Error, UsageError};
use crate::text::closest::likely_name;

/// Parses the reader's choice: an encoding, or `None` for `auto`.
///
/// # Errors
/// [`Error::Usage`] for an unknown name, with the nearest known one.
pub fn parse_choice(name: &str) -> Result<Option<Encoding>, Error> {
    let lower = name.trim().to_lowercase();
    if lower == "auto" {
        return Ok(None);
    }
    if let Some(encoding) = for_label(&lower) {
        return Ok(Some(encoding));
    }
    Err(Error::Usage(UsageError::UnknownEncoding {
        name: name.to_owned(),
        nearest: likely_name(&lower, &LABELS),
        known: &LABELS,
    }))
}

#[cfg(test)]
mod tests;
