//! Bytes of a text.
//!
//! Small files are read whole. Large files are read in windows, with `pread`, as needed. Memory mapping was
//! rejected: truncating a mapped file kills the program with SIGBUS, its pages count as our memory, and reading
//! a window from the page cache takes only microseconds.

use rustix::fs::OFlags;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::{FileExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Largest file that is held in memory. Later changes of the file cannot disturb reading then.
pub const MAX_WHOLE_BYTES: u64 = 512 << 10;

/// Maximum bytes read from a file that is larger than its stated size: a growing one, or one of `/proc`.
const MAX_UNSIZED_BYTES: u64 = 64 << 20;

/// Bytes of a text.
#[derive(Debug)]
pub enum Source {
    /// Compiled into the program.
    Static(&'static [u8]),
    /// Read whole.
    Owned(Vec<u8>),
    /// Read whole and shared (standard input, which cannot be read again).
    Shared(Arc<Vec<u8>>),
    /// Read in windows.
    File(WindowCache),
}

/// File that is read in windows. The latest windows are cached, because walking lines reads the same few
/// thousand bytes repeatedly.
#[derive(Debug)]
pub struct WindowCache {
    file: Arc<File>,
    /// Byte of the file at which the source begins.
    start: u64,
    /// Length of the source when the file was opened.
    len: u64,
    /// Cached windows by number, the latest first.
    windows: Mutex<VecDeque<(u64, Arc<Vec<u8>>)>>,
}

/// Length of a cached window. Windows begin at its multiples.
const WINDOW_BYTES: u64 = 64 << 10;
/// Maximum number of cached windows.
const MAX_WINDOW_COUNT: usize = 8;

impl WindowCache {
    /// Wraps an open file of `len` bytes.
    pub fn new(file: Arc<File>, len: u64) -> Self {
        Self {
            file,
            start: 0,
            len,
            windows: Mutex::default(),
        }
    }

    /// Reads into `buffer` from byte `from`. Returns the number of bytes read.
    fn read(&self, from: u64, buffer: &mut [u8]) -> usize {
        read_at(&self.file, buffer, from.saturating_add(self.start))
    }

    /// Passes the bytes `from..to` to `look`, from the cache if one window holds them all.
    fn inspect<R>(&self, from: u64, to: u64, look: impl FnOnce(&[u8]) -> R) -> R {
        let number = from / WINDOW_BYTES;
        if from < to && (to - 1) / WINDOW_BYTES == number {
            let window = self.cached_window(number);
            let start = (from - number * WINDOW_BYTES) as usize;
            let end = ((to - number * WINDOW_BYTES) as usize).min(window.len());
            return look(window.get(start..end).unwrap_or_default());
        }
        look(&self.copy(from, to))
    }

    /// Returns the first byte from `from` on that is not in a hole of the file, or the end of the source.
    #[cfg(target_os = "linux")]
    fn next_data(&self, from: u64) -> u64 {
        use rustix::fs::{SeekFrom, seek};
        // Reading does not depend on the place in the file.
        let found = seek(&self.file, SeekFrom::Data(from.saturating_add(self.start)));
        let at = match found {
            Ok(at) => at.saturating_sub(self.start),
            Err(rustix::io::Errno::NXIO) => self.len,
            Err(_) => from,
        };
        at.clamp(from, self.len.max(from))
    }

    /// Returns `from`: holes are read.
    #[cfg(not(target_os = "linux"))]
    const fn next_data(&self, from: u64) -> u64 {
        let _ = self;
        from
    }

    /// Returns a copy of the bytes `from..to` of the file.
    fn copy(&self, from: u64, to: u64) -> Vec<u8> {
        let mut buffer = vec![0; (to - from) as usize];
        let got = self.read(from, &mut buffer);
        buffer.truncate(got);
        buffer
    }

    fn cached_window(&self, number: u64) -> Arc<Vec<u8>> {
        let mut kept = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(kept, _)| *kept == number) {
            kept.swap(0, at);
        } else {
            let start = number * WINDOW_BYTES;
            let mut buffer = vec![0; WINDOW_BYTES.min(self.len.saturating_sub(start)) as usize];
            let got = self.read(start, &mut buffer);
            buffer.truncate(got);
            kept.truncate(MAX_WINDOW_COUNT - 1);
            kept.push_front((number, Arc::new(buffer)));
        }
        kept.front()
            .map(|(_, window)| Arc::clone(window))
            .unwrap_or_default()
    }
}

/// Opens a regular file. Anything else is refused without waiting: a pipe without a writer would block forever.
fn open_regular(path: &Path) -> io::Result<(File, u64)> {
    let careful = (OFlags::NONBLOCK | OFlags::NOCTTY).bits() as i32;
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(careful)
        .open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() {
        Ok((file, metadata.len()))
    } else {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Source {
    /// Reads a regular file.
    ///
    /// # Errors
    /// The path cannot be read, or is not a regular file.
    pub fn from_path(path: &Path) -> io::Result<Self> {
        let (file, len) = open_regular(path)?;
        Self::from_file(file, len)
    }

    /// Reads an open file of `len` bytes: a small one whole, a large one in windows.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn from_file(mut file: File, len: u64) -> io::Result<Self> {
        if len > MAX_WHOLE_BYTES {
            return Ok(Self::File(WindowCache::new(Arc::new(file), len)));
        }
        let mut bytes = Vec::with_capacity(len as usize + 1);
        file.by_ref()
            .take(MAX_UNSIZED_BYTES)
            .read_to_end(&mut bytes)?;
        Ok(Self::Owned(bytes))
    }

    /// Reads a small regular file as UTF-8.
    ///
    /// # Errors
    /// The path cannot be read, is not a regular file, is longer than `most` bytes, or is not UTF-8.
    pub fn read_small_text(path: &Path, most: u64) -> io::Result<String> {
        let (file, len) = open_regular(path)?;
        if len > most {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let mut text = String::new();
        file.take(most).read_to_string(&mut text)?;
        Ok(text)
    }

    /// Removes the first `count` bytes.
    #[must_use]
    pub fn skip_front(self, count: u64) -> Self {
        let skipped = count.min(self.len()) as usize;
        if skipped == 0 {
            return self;
        }
        match self {
            Self::Static(bytes) => Self::Static(bytes.get(skipped..).unwrap_or_default()),
            Self::Owned(mut bytes) => {
                bytes.drain(..skipped);
                Self::Owned(bytes)
            }
            Self::Shared(bytes) => Self::Owned(bytes.get(skipped..).unwrap_or_default().to_vec()),
            Self::File(windows) => Self::File(WindowCache {
                start: windows.start + skipped as u64,
                len: windows.len - skipped as u64,
                ..WindowCache::new(windows.file, 0)
            }),
        }
    }

    /// Removes the last `count` bytes.
    #[must_use]
    pub fn drop_back(self, count: u64) -> Self {
        let kept = self.len().saturating_sub(count) as usize;
        match self {
            Self::Static(bytes) => Self::Static(bytes.get(..kept).unwrap_or_default()),
            Self::Owned(mut bytes) => {
                bytes.truncate(kept);
                Self::Owned(bytes)
            }
            Self::Shared(bytes) if count > 0 => {
                Self::Owned(bytes.get(..kept).unwrap_or_default().to_vec())
            }
            Self::Shared(bytes) => Self::Shared(bytes),
            Self::File(windows) => Self::File(WindowCache {
                start: windows.start,
                ..WindowCache::new(windows.file, kept as u64)
            }),
        }
    }

    /// Returns another reader of the same file. `None` for bytes in memory.
    pub fn another(&self) -> Option<Self> {
        match self {
            Self::Static(_) | Self::Owned(_) | Self::Shared(_) => None,
            Self::File(windows) => Some(Self::File(WindowCache {
                start: windows.start,
                ..WindowCache::new(Arc::clone(&windows.file), windows.len)
            })),
        }
    }

    /// Returns the length in bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Static(bytes) => bytes.len() as u64,
            Self::Owned(bytes) => bytes.len() as u64,
            Self::Shared(bytes) => bytes.len() as u64,
            Self::File(windows) => windows.len,
        }
    }

    /// Returns whether the length is 0.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns all bytes of a source that lies in memory.
    pub fn in_memory(&self) -> Option<&[u8]> {
        match self {
            Self::Static(bytes) => Some(bytes),
            Self::Owned(bytes) => Some(bytes),
            Self::Shared(bytes) => Some(bytes),
            Self::File(_) => None,
        }
    }

    /// Returns the bytes `from..to`, clamped to the source. Fewer if the file has shrunk or cannot be read.
    pub fn window(&self, from: u64, to: u64) -> Cow<'_, [u8]> {
        let to = to.min(self.len());
        let from = from.min(to);
        match self {
            // More than a window is not copied twice.
            Self::File(windows) if to - from > WINDOW_BYTES => Cow::Owned(windows.copy(from, to)),
            Self::File(windows) => Cow::Owned(windows.inspect(from, to, <[u8]>::to_vec)),
            held => {
                let whole = held.in_memory().unwrap_or_default();
                Cow::Borrowed(whole.get(from as usize..to as usize).unwrap_or_default())
            }
        }
    }

    /// Passes the bytes of [`Self::window`] to `look`, without a copy of those that are in memory.
    pub fn inspect<R>(&self, from: u64, to: u64, look: impl FnOnce(&[u8]) -> R) -> R {
        if let Self::File(windows) = self {
            let to = to.min(windows.len);
            return windows.inspect(from.min(to), to, look);
        }
        look(&self.window(from, to))
    }

    /// Returns the first byte from `from` on that is not in a hole of a sparse file, or the length. Holes are bytes of value 0.
    pub fn next_data(&self, from: u64) -> u64 {
        match self {
            Self::File(windows) => windows.next_data(from),
            Self::Static(_) | Self::Owned(_) | Self::Shared(_) => from,
        }
    }

    /// Reads into `buffer` from byte `from`. Returns the number of bytes read, fewer at the end.
    pub fn read(&self, from: u64, buffer: &mut [u8]) -> usize {
        if let Self::File(windows) = self {
            return windows.read(from, buffer);
        }
        let window = self.window(from, from.saturating_add(buffer.len() as u64));
        let target = buffer
            .get_mut(..window.len())
            .expect("a window is never longer than asked");
        target.copy_from_slice(&window);
        window.len()
    }
}

/// Calls `pread` until the buffer is full, the file ends, or reading fails.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_windows_reads_as_the_same_bytes() {
        let bytes: Vec<u8> = (0..300_000u32).map(|i| (i * 7 % 251) as u8).collect();
        let path = std::env::temp_dir().join(format!("tongdu-windows-{}", std::process::id()));
        std::fs::write(&path, &bytes).unwrap();
        let file = File::open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        let source = Source::File(WindowCache::new(Arc::new(file), bytes.len() as u64));
        for (from, to) in [
            (0, 10),
            (0, 0),
            (65_530, 65_536),
            (65_530, 65_540),
            (65_536, 65_537),
            (131_071, 200_000),
            (299_990, 300_010),
            (300_000, 300_001),
            (5, 2_000),
            (262_144, 300_000),
            (9, 3),
        ] {
            let want = bytes.get(from..to.min(bytes.len())).unwrap_or_default();
            assert_eq!(
                source.window(from as u64, to as u64).as_ref(),
                want,
                "{from}..{to}"
            );
        }
    }
}
