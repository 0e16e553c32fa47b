//! Where the bytes of a text are. Small files are read whole; of large ones only windows are read,
//! with `pread`, as they are needed. Mapping was rejected: a mapped file that is cut short while it
//! is open kills the program with SIGBUS, its pages count as our memory, and a window read from
//! the page cache costs microseconds.

use std::borrow::Cow;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

/// Up to this size a file is held in memory, so that later changes of it cannot disturb reading.
pub const WHOLE: u64 = 512 << 10;

/// The bytes of a text.
#[derive(Debug)]
pub enum Source {
    /// Compiled in.
    Static(&'static [u8]),
    /// Read whole.
    Owned(Vec<u8>),
    /// Read whole, and held by others too (standard input, which cannot be read again).
    Shared(Arc<[u8]>),
    /// Read in windows.
    File {
        /// Open for reading.
        file: File,
        /// Its length when it was opened.
        len: u64,
    },
}

impl Source {
    /// Length in bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Static(bytes) => bytes.len() as u64,
            Self::Owned(bytes) => bytes.len() as u64,
            Self::Shared(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
        }
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes `from .. to`, clamped to the source. A file that has shrunk, or fails, gives fewer.
    pub fn window(&self, from: u64, to: u64) -> Cow<'_, [u8]> {
        let to = to.min(self.len());
        let from = from.min(to);
        let whole: &[u8] = match self {
            Self::Static(bytes) => bytes,
            Self::Owned(bytes) => bytes,
            Self::Shared(bytes) => bytes,
            Self::File { file, .. } => {
                let mut buffer = vec![0; (to - from) as usize];
                let got = read_at(file, &mut buffer, from);
                buffer.truncate(got);
                return Cow::Owned(buffer);
            }
        };
        Cow::Borrowed(whole.get(from as usize..to as usize).unwrap_or_default())
    }

    /// Reads into `buffer` from `from`; the number of bytes read, less than asked at the end.
    pub fn read(&self, from: u64, buffer: &mut [u8]) -> usize {
        if let Self::File { file, .. } = self {
            return read_at(file, buffer, from);
        }
        let window = self.window(from, from.saturating_add(buffer.len() as u64));
        let target = buffer
            .get_mut(..window.len())
            .expect("a window is never longer than asked");
        target.copy_from_slice(&window);
        window.len()
    }
}

/// `pread` until the buffer is full, the file ends or fails.
fn read_at(file: &File, buffer: &mut [u8], from: u64) -> usize {
    let mut got = 0;
    while let Some(rest) = buffer.get_mut(got..).filter(|rest| !rest.is_empty()) {
        match file.read_at(rest, from + got as u64) {
            Ok(0) => break,
            Ok(n) => got += n,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    got
}
