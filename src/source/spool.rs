//! Bytes that come one after the other and are read at will: out of a pipe, out of a packed file. The first
//! [`HELD`] are held in memory; more are written to a file in the folder for such (`$TMPDIR`, else `/tmp`)
//! that has no name any more, so that nobody else reads it and nothing is left of it. Without such a
//! file [`MEMORY`] bytes are held at most.

use super::windows::{Source, Windows};
use crate::error::Notice;
use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes held in memory before a file is made.
pub const HELD: usize = 8 << 20;
/// Bytes held in memory where no file can be made.
pub const MEMORY: u64 = 128 << 20;

/// Bytes as far as they have come.
#[derive(Debug)]
pub struct Spool {
    store: Store,
    /// Most that is taken, in bytes.
    most: u64,
    is_cut: bool,
    /// Whether a file was asked for in vain.
    is_refused: bool,
}

#[derive(Debug)]
enum Store {
    Memory(Vec<u8>),
    File(Arc<File>, u64),
}

/// What becomes of further bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// They are taken.
    Left,
    /// They are not.
    Full,
}

/// Bytes that were stored, for whoever reads them.
#[derive(Clone, Debug)]
pub enum Stored {
    /// In memory.
    Held(Arc<Vec<u8>>),
    /// In a file, so many of its bytes.
    File(Arc<File>, u64),
}

impl From<Vec<u8>> for Stored {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Held(Arc::new(bytes))
    }
}

impl Stored {
    /// The bytes to read.
    pub fn source(&self) -> Source {
        match self {
            Self::Held(bytes) => Source::Shared(Arc::clone(bytes)),
            Self::File(file, len) => Source::File(Windows::new(Arc::clone(file), *len)),
        }
    }
}

impl Spool {
    /// A spool of at most `most` bytes.
    pub fn new(most: u64) -> Self {
        Self {
            store: Store::Memory(Vec::new()),
            most,
            is_cut: false,
            is_refused: false,
        }
    }

    /// Bytes so far.
    fn len(&self) -> u64 {
        match &self.store {
            Store::Memory(bytes) => bytes.len() as u64,
            Store::File(_, len) => *len,
        }
    }

    /// Takes bytes; the first of them if there is not room for all.
    pub fn push(&mut self, bytes: &[u8]) -> Room {
        if self.is_cut {
            return Room::Full;
        }
        if let Store::Memory(held) = &self.store
            && held.len() + bytes.len() > HELD
            && self.most > HELD as u64
            && !self.is_refused
        {
            self.spill(&std::env::temp_dir());
        }
        let room = self.most.saturating_sub(self.len());
        let fitting = bytes.get(..room as usize).unwrap_or(bytes);
        self.is_cut = fitting.len() < bytes.len();
        match &mut self.store {
            Store::Memory(held) => held.extend_from_slice(fitting),
            Store::File(file, len) => match (&**file).write_all(fitting) {
                Ok(()) => *len += fitting.len() as u64,
                // The disk is full. What was written before can be read.
                Err(_) => {
                    self.most = *len;
                    self.is_cut = true;
                }
            },
        }
        if self.is_cut { Room::Full } else { Room::Left }
    }

    /// Goes over from memory to a file in `folder`, or to holding less.
    fn spill(&mut self, folder: &Path) {
        let Store::Memory(held) = &self.store else {
            return;
        };
        let written = nameless(folder).and_then(|mut file| {
            file.write_all(held)?;
            Ok(file)
        });
        match written {
            Ok(file) => self.store = Store::File(Arc::new(file), held.len() as u64),
            Err(_) => {
                self.most = self.most.min(MEMORY);
                self.is_refused = true;
            }
        }
    }

    /// What has come so far. Copies what is held in memory; `None` if that is much.
    pub fn so_far(&self) -> Option<Stored> {
        match &self.store {
            Store::Memory(held) if held.len() > HELD => None,
            Store::Memory(held) => Some(Stored::from(held.clone())),
            Store::File(file, len) => Some(Stored::File(Arc::clone(file), *len)),
        }
    }

    /// All that has come; nothing is left in the spool.
    pub fn take(&mut self) -> Stored {
        match &mut self.store {
            Store::Memory(held) => Stored::from(std::mem::take(held)),
            Store::File(file, len) => Stored::File(Arc::clone(file), *len),
        }
    }

    /// What is to be told if not all was taken.
    pub fn cut(&self) -> Option<Notice> {
        let mib = self.most >> 20;
        self.is_cut.then(|| {
            Notice::new(
                format!("内容太多，只读出前 {mib} MiB"),
                format!("too much to be read; these are the first {mib} MiB"),
            )
        })
    }
}

/// Makes a file for us alone, without a name: nobody finds it, and it goes when we go.
fn nameless(folder: &Path) -> io::Result<File> {
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

    fn bytes(stored: &Stored) -> Vec<u8> {
        let source = stored.source();
        source.window(0, source.len()).into_owned()
    }

    #[test]
    fn much_goes_to_a_file_and_reads_the_same() {
        let mut spool = Spool::new(64 << 20);
        let piece: Vec<u8> = (0..(1 << 20) + 7).map(|i: u32| (i % 251) as u8).collect();
        let mut want = Vec::new();
        for _ in 0..12 {
            assert_eq!(spool.push(&piece), Room::Left);
            want.extend_from_slice(&piece);
            assert!(bytes(&spool.so_far().unwrap()) == want);
        }
        assert!(matches!(spool.store, Store::File(..)));
        assert_eq!(spool.cut(), None);
        assert!(bytes(&spool.take()) == want);
    }

    #[test]
    fn there_is_an_end_and_it_is_told() {
        for most in [0, 5, HELD as u64 + 3] {
            let mut spool = Spool::new(most);
            let piece = vec![b'x'; HELD];
            let mut room = Room::Left;
            for _ in 0..3 {
                room = spool.push(&piece);
            }
            assert_eq!(room, Room::Full);
            assert_eq!(bytes(&spool.take()).len() as u64, most);
            assert!(spool.cut().is_some());
        }
        let mut spool = Spool::new(3);
        assert_eq!(spool.push(b"abc"), Room::Left);
        assert_eq!(spool.cut(), None, "exactly full");
    }

    #[test]
    fn without_a_folder_less_is_held_in_memory() {
        let mut spool = Spool::new(1 << 30);
        spool.push(b"abc");
        spool.spill(Path::new("/nonexistent/folder"));
        assert!(matches!(spool.store, Store::Memory(_)));
        assert_eq!(spool.most, MEMORY);
    }
}
