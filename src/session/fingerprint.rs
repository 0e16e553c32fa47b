//! Identity of a document: its path and its first bytes. An edited document keeps its path; a moved or renamed
//! one keeps its first bytes.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

/// Bytes at the start of a document that count. Text added at the end of a longer document changes nothing.
pub(crate) const HEAD_BYTES: u64 = 16 << 10;

/// Identity of a document: its path and its first 16 KiB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of the path.
    pub path_hash: u64,
    /// First bytes; empty for a folder and for an empty file, which have no identity by content.
    head: Vec<u8>,
}

impl Fingerprint {
    /// Reads the fingerprint of a file or folder; `None` if it cannot be read or is neither.
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
        Some(Self::new(hash_of(&whole), head))
    }

    /// Returns the fingerprint of files and folders that are read as one, in their order. It has no first bytes: one that cannot be
    /// found counts with its name. `None` if one is neither a file nor a folder.
    pub fn of_collection(paths: &[PathBuf]) -> Option<Self> {
        let mut whole = Vec::new();
        for path in paths {
            let is_other = path
                .metadata()
                .is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
            if is_other || path == Path::new("-") {
                return None;
            }
            whole.extend_from_slice(whole_path(path).as_os_str().as_bytes());
            whole.push(0);
        }
        Some(Self::new(fnv1a(&whole), Vec::new()))
    }

    /// Returns the hash of the path of a file or folder; `None` if it cannot be found.
    pub fn path_hash_at(path: &Path) -> Option<u64> {
        Some(hash_of(&path.canonicalize().ok()?))
    }

    /// Creates a fingerprint from a path hash and the first bytes.
    pub(crate) const fn new(path_hash: u64, head: Vec<u8>) -> Self {
        Self { path_hash, head }
    }

    /// Returns the hash of the first bytes; `None` for an empty start.
    pub fn content_hash(&self) -> Option<u64> {
        (!self.head.is_empty()).then(|| fnv1a(&self.head))
    }

    /// Returns the number of bytes that [`Self::content_hash`] covers.
    pub fn head_len(&self) -> u64 {
        self.head.len() as u64
    }

    /// Returns whether there are no first bytes.
    pub fn has_empty_head(&self) -> bool {
        self.head.is_empty()
    }

    /// Returns whether the document starts with the `len` bytes that have the hash `content`, as a short text
    /// does after text was appended.
    pub fn continues(&self, content: u64, len: u64) -> bool {
        let beginning = self.head.get(..len as usize);
        len > 0 && beginning.is_some_and(|beginning| fnv1a(beginning) == content)
    }
}

/// Returns the path from the root on; of a file that cannot be found as it was named.
pub(crate) fn whole_path(path: &Path) -> PathBuf {
    let found = path.canonicalize().or_else(|_| std::path::absolute(path));
    found.unwrap_or_else(|_| path.to_owned())
}

fn hash_of(whole: &Path) -> u64 {
    fnv1a(whole.as_os_str().as_bytes())
}

/// Computes FNV-1a in 64 bits: the same in every version of the program, unlike the hashes of `std`.
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
    fn a_collection_is_known_by_its_files_in_their_order() {
        let of = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            Fingerprint::of_collection(&paths)
        };
        let both = of(&["src/lib.rs", "Cargo.toml"]).unwrap();
        assert_eq!(
            of(&["src/../src/lib.rs", "./Cargo.toml"]),
            Some(both.clone())
        );
        assert_ne!(of(&["Cargo.toml", "src/lib.rs"]).unwrap(), both);
        assert_ne!(of(&["src/lib.rs", "gone"]).unwrap(), both);
        assert_eq!(of(&["src/lib.rs", "-"]), None);
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
