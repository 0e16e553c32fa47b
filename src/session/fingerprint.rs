//! By what a document is known again: where it is, and how it begins. One that was edited is still at its
//! place; one that was moved or renamed still begins as it did.

use crate::import::source::Source;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

/// Bytes of the beginning that count. What is added at the end of a longer text changes nothing.
const HEAD: u64 = 16 << 10;

/// What a document is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of where it is.
    pub place: u64,
    /// Of how it begins; `None` for a folder and for an empty file, which say nothing.
    pub content: Option<u64>,
}

impl Fingerprint {
    /// The fingerprint of a file or folder as it is now; `None` if it cannot be read or is neither.
    pub fn of(path: &Path) -> Option<Self> {
        let whole = path.canonicalize().ok()?;
        let metadata = whole.metadata().ok()?;
        let place = fnv1a(whole.as_os_str().as_bytes());
        if metadata.is_dir() {
            return Some(Self {
                place,
                content: None,
            });
        }
        if !metadata.is_file() {
            return None;
        }
        let source = Source::regular(&whole).ok()?;
        let head = source.window(0, HEAD);
        Some(Self {
            place,
            content: (!head.is_empty()).then(|| fnv1a(&head)),
        })
    }
}

/// FNV-1a in 64 bits: the same in every version of the program, as the hashes of `std` are not.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_definition() {
        for (text, want) in [
            ("", 0xcbf2_9ce4_8422_2325),
            ("a", 0xaf63_dc4c_8601_ec8c),
            ("foobar", 0x8594_4171_f739_67e8),
        ] {
            assert_eq!(fnv1a(text.as_bytes()), want, "{text}");
        }
    }
}
