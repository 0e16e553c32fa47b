//! Spool for bytes that arrive in order and are read in any order: from a pipe, or from a compressed file.
//!
//! The first [`MAX_HELD_BYTES`] stay in memory. More bytes go to a file in the temporary folder (`$TMPDIR`,
//! otherwise `/tmp`). The file is unlinked at once: nobody else can open it, and it disappears with the
//! program. If no such file can be created, at most [`MAX_MEMORY_BYTES`] are kept.

use super::windows::{Source, WindowCache};
use crate::doc::Problem;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes kept in memory before a file is created.
pub const MAX_HELD_BYTES: usize = 8 << 20;
/// Bytes kept in memory if no file can be created.
pub const MAX_MEMORY_BYTES: u64 = 128 << 20;

/// Bytes that arrived so far.
#[derive(Debug)]
pub struct Spool {
    store: SpoolStore,
    /// Maximum bytes that are accepted.
    max_len: u64,
    is_truncated: bool,
    /// Whether the creation of a file failed.
    is_memory_only: bool,
}

#[derive(Debug)]
enum SpoolStore {
    Memory(Vec<u8>),
    File(Arc<File>, u64),
}

/// Capacity for further bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpoolStatus {
    /// Further bytes are accepted.
    HasRoom,
    /// Further bytes are rejected.
    Full,
}

/// Stored bytes for readers.
#[derive(Clone, Debug)]
pub enum SpooledBytes {
    /// In memory.
    Memory(Arc<Vec<u8>>),
    /// In a file, with the number of its bytes.
    File(Arc<File>, u64),
}

impl From<Vec<u8>> for SpooledBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Memory(Arc::new(bytes))
    }
}

impl SpooledBytes {
    /// Returns the bytes as a source.
    pub fn source(&self) -> Source {
        match self {
            Self::Memory(bytes) => Source::Shared(Arc::clone(bytes)),
            Self::File(file, len) => Source::File(WindowCache::new(Arc::clone(file), *len)),
        }
    }
}

impl Spool {
    /// Creates a spool of at most `max_len` bytes.
    pub fn new(max_len: u64) -> Self {
        Self {
            store: SpoolStore::Memory(Vec::new()),
            max_len,
            is_truncated: false,
            is_memory_only: false,
        }
    }

    /// Returns the number of bytes so far.
    fn len(&self) -> u64 {
        match &self.store {
            SpoolStore::Memory(bytes) => bytes.len() as u64,
            SpoolStore::File(_, len) => *len,
        }
    }

    /// Appends bytes, as many as fit.
    pub fn push(&mut self, bytes: &[u8]) -> SpoolStatus {
        if self.is_truncated {
            return SpoolStatus::Full;
        }
        if let SpoolStore::Memory(held) = &self.store
            && held.len() + bytes.len() > MAX_HELD_BYTES
            && self.max_len > MAX_HELD_BYTES as u64
            && !self.is_memory_only
        {
            self.spill_to_file(&std::env::temp_dir());
        }
        let room = self.max_len.saturating_sub(self.len());
        let fitting = bytes.get(..room as usize).unwrap_or(bytes);
        self.is_truncated = fitting.len() < bytes.len();
        match &mut self.store {
            SpoolStore::Memory(held) => held.extend_from_slice(fitting),
            SpoolStore::File(file, len) => match (&**file).write_all(fitting) {
                Ok(()) => *len += fitting.len() as u64,
                // The disk is full. The earlier bytes can still be read.
                Err(_) => {
                    self.max_len = *len;
                    self.is_truncated = true;
                }
            },
        }
        if self.is_truncated {
            SpoolStatus::Full
        } else {
            SpoolStatus::HasRoom
        }
    }

    /// Moves the bytes from memory to a file in `folder`, or lowers the limit if that fails.
    fn spill_to_file(&mut self, folder: &Path) {
        let SpoolStore::Memory(held) = &self.store else {
            return;
        };
        let written = unlinked_file(folder).and_then(|mut file| {
            file.write_all(held)?;
            Ok(file)
        });
        match written {
            Ok(file) => self.store = SpoolStore::File(Arc::new(file), held.len() as u64),
            Err(_) => {
                self.max_len = self.max_len.min(MAX_MEMORY_BYTES);
                self.is_memory_only = true;
            }
        }
    }

    /// Returns the bytes so far, copied if they are in memory. `None` if these are too many to copy.
    pub fn snapshot(&self) -> Option<SpooledBytes> {
        match &self.store {
            SpoolStore::Memory(held) if held.len() > MAX_HELD_BYTES => None,
            SpoolStore::Memory(held) => Some(SpooledBytes::from(held.clone())),
            SpoolStore::File(file, len) => Some(SpooledBytes::File(Arc::clone(file), *len)),
        }
    }

    /// Takes all bytes out of the spool.
    pub fn take(&mut self) -> SpooledBytes {
        match &mut self.store {
            SpoolStore::Memory(held) => SpooledBytes::from(std::mem::take(held)),
            SpoolStore::File(file, len) => SpooledBytes::File(Arc::clone(file), *len),
        }
    }

    /// Returns the problem of a text that did not fit.
    pub fn truncation_problem(&self) -> Option<Problem> {
        let max_mib = self.max_len >> 20;
        self.is_truncated.then_some(Problem::TooLong { max_mib })
    }
}

/// Creates a private file and unlinks it. It disappears when it is closed.
fn unlinked_file(folder: &Path) -> io::Result<File> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!(".tongdu-{}-{number}", std::process::id()));
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&path)?;
    std::fs::remove_file(&path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(stored: &SpooledBytes) -> Vec<u8> {
        let source = stored.source();
        source.window(0, source.len()).into_owned()
    }

    #[test]
    fn much_goes_to_a_file_and_reads_the_same() {
        let mut spool = Spool::new(64 << 20);
        let piece: Vec<u8> = (0..(1 << 20) + 7).map(|i: u32| (i % 251) as u8).collect();
        let mut want = Vec::new();
        for _ in 0..12 {
            assert_eq!(spool.push(&piece), SpoolStatus::HasRoom);
            want.extend_from_slice(&piece);
            assert!(bytes(&spool.snapshot().unwrap()) == want);
        }
        assert!(matches!(spool.store, SpoolStore::File(..)));
        assert_eq!(spool.truncation_problem(), None);
        assert!(bytes(&spool.take()) == want);
    }

    #[test]
    fn there_is_an_end_and_it_is_told() {
        for most in [0, 5, MAX_HELD_BYTES as u64 + 3] {
            let mut spool = Spool::new(most);
            let piece = vec![b'x'; MAX_HELD_BYTES];
            let mut room = SpoolStatus::HasRoom;
            for _ in 0..3 {
                room = spool.push(&piece);
            }
            assert_eq!(room, SpoolStatus::Full);
            assert_eq!(bytes(&spool.take()).len() as u64, most);
            assert!(spool.truncation_problem().is_some());
        }
        let mut spool = Spool::new(3);
        assert_eq!(spool.push(b"abc"), SpoolStatus::HasRoom);
        assert_eq!(spool.truncation_problem(), None, "exactly full");
    }

    #[test]
    fn without_a_folder_less_is_held_in_memory() {
        let mut spool = Spool::new(1 << 30);
        spool.push(b"abc");
        spool.spill_to_file(Path::new("/nonexistent/folder"));
        assert!(matches!(spool.store, SpoolStore::Memory(_)));
        assert_eq!(spool.max_len, MAX_MEMORY_BYTES);
    }
}
