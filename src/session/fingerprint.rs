//! By what a document is known again: where it is, and how it begins. One that was edited is still at its
//! place; one that was moved or renamed still begins as it did.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

/// Bytes of the beginning that count. What is added at the end of a longer text changes nothing.
const HEAD_BYTES: u64 = 16 << 10;

/// What a document is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of where it is.
    pub path_hash: u64,
    /// How it begins; empty for a folder and for an empty file, which say nothing.
    head: Vec<u8>,
}

impl Fingerprint {
    /// The fingerprint of a file or folder as it is now; `None` if it cannot be read or is neither.
    pub fn read(path: &Path) -> Option<Self> {
        let whole = path.canonicalize().ok()?;
        let metadata = whole.metadata().ok()?;
        let mut head = Vec::new();
        if metadata.is_file() {
            let file = File::open(&whole).ok()?;
            file.take(HEAD_BYTES).read_to_end(&mut head).ok()?;
        } else if !metadata.is_dir() {
            return None;
        }
        Some(Self::new(fnv1a(whole.as_os_str().as_bytes()), head))
    }

    /// The fingerprint of what lies at a place and begins with `head`.
    pub(crate) const fn new(path_hash: u64, head: Vec<u8>) -> Self {
        Self { path_hash, head }
    }

    /// Of how it begins; `None` where that says nothing.
    pub fn content_hash(&self) -> Option<u64> {
        (!self.head.is_empty()).then(|| fnv1a(&self.head))
    }

    /// Bytes of the beginning that [`Self::content`] is of.
    pub fn head_len(&self) -> u64 {
        self.head.len() as u64
    }

    /// Whether its beginning says nothing.
    pub fn has_empty_head(&self) -> bool {
        self.head.is_empty()
    }

    /// Whether it begins with the `len` bytes that `content` is of: a short text that was continued does.
    pub fn continues(&self, content: u64, len: u64) -> bool {
        let beginning = self.head.get(..len as usize);
        len > 0 && beginning.is_some_and(|beginning| fnv1a(beginning) == content)
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

    #[test]
    fn a_text_that_was_continued_begins_as_it_did() {
        let new = Fingerprint::new(1, b"foobar and more".to_vec());
        assert!(new.continues(0x8594_4171_f739_67e8, 6));
        assert!(!new.continues(0x8594_4171_f739_67e8, 5));
        assert!(!new.continues(0xcbf2_9ce4_8422_2325, 0));
        assert!(!new.continues(0, 100));
    }
}
