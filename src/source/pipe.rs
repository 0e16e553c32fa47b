//! Pipes: standard input, or a named pipe.
//!
//! A thread reads the pipe into a [`Spool`], so that the contents can be shown before the end. Nobody polls: a
//! listener is called for new bytes.

use super::spool::{Spool, SpoolStatus, SpooledBytes};
use crate::doc::Problem;
use crate::error::{Error, IoFailure, Result};
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::os::fd::AsFd as _;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Maximum bytes read from a pipe.
pub const MAX_PIPE_BYTES: u64 = 1 << 30;
/// Bytes per read.
const READ_BYTES: usize = 64 << 10;

/// Pipe that is being read.
pub struct Pipe {
    path: PathBuf,
    shared: Arc<PipeShared>,
}

/// State shared by the reading thread and the waiting ones.
struct PipeShared {
    state: Mutex<PipeState>,
    /// Notified of new bytes and of the end.
    ended: Condvar,
}

/// Callback for new bytes.
pub type Listener = Box<dyn Fn() + Send>;

struct PipeState {
    spool: Spool,
    /// Contents at the last call of [`Pipe::contents`], or all of them at the end.
    snapshot: SpooledBytes,
    progress: PipeProgress,
    failure: Option<io::Error>,
    /// Whether bytes arrived since the last call of [`Pipe::contents`].
    has_unread: bool,
    listener: Option<Listener>,
}

/// Progress of reading a pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PipeProgress {
    /// More bytes may arrive.
    Open,
    /// Read to the end of the pipe, or to the limit.
    Ended,
}

/// Time to wait for the end of a pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitLimit {
    /// At most this duration. A terminal as standard input is awaited without limit: its keys are the text then,
    /// not commands.
    Timeout(Duration),
    /// No limit.
    Unlimited,
}

/// Contents of a pipe.
#[derive(Debug)]
pub struct PipeContents {
    /// Bytes read so far.
    pub bytes: SpooledBytes,
    /// Progress, which shows whether these are all bytes.
    pub progress: PipeProgress,
    /// Problem of reading.
    pub problem: Option<Problem>,
}

impl Pipe {
    /// Opens the pipe at `path`; `-` is standard input. `None` if `path` is not a pipe. Both opening and
    /// reading happen in a thread, because opening a pipe without a writer blocks.
    pub fn new(path: &Path) -> Option<Self> {
        if path == Path::new("-") {
            return Some(Self::spawn_reader(path, || {
                io::stdin().as_fd().try_clone_to_owned().map(File::from)
            }));
        }
        let metadata = std::fs::metadata(path).ok()?;
        let named = path.to_owned();
        let is_pipe = metadata.file_type().is_fifo();
        is_pipe.then(|| Self::spawn_reader(path, move || File::open(named)))
    }

    fn spawn_reader<R: Read>(
        path: &Path,
        open: impl FnOnce() -> io::Result<R> + Send + 'static,
    ) -> Self {
        let shared = Arc::new(PipeShared {
            state: Mutex::new(PipeState {
                spool: Spool::new(MAX_PIPE_BYTES),
                snapshot: SpooledBytes::from(Vec::new()),
                progress: PipeProgress::Open,
                failure: None,
                has_unread: false,
                listener: None,
            }),
            ended: Condvar::new(),
        });
        let reader = Arc::clone(&shared);
        let started = std::thread::Builder::new()
            .name("pipe".to_owned())
            .spawn(move || reader.read(open));
        if let Err(error) = started {
            shared.finish(Err(error));
        }
        Self {
            path: path.to_owned(),
            shared,
        }
    }

    /// Returns whether this is standard input from a terminal.
    pub fn is_typed(&self) -> bool {
        self.path == Path::new("-") && io::stdin().is_terminal()
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// [`Error::Read`] if the pipe could not be read.
    pub fn wait(&self, patience: WaitLimit) -> Result<()> {
        let is_coming = |arriving: &mut PipeState| arriving.progress == PipeProgress::Open;
        let arriving = self.shared.lock();
        let mut arriving = match patience {
            WaitLimit::Timeout(time) if !self.is_typed() => {
                let waited = self
                    .shared
                    .ended
                    .wait_timeout_while(arriving, time, is_coming);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            WaitLimit::Timeout(_) | WaitLimit::Unlimited => {
                let waited = self.shared.ended.wait_while(arriving, is_coming);
                waited.unwrap_or_else(PoisonError::into_inner)
            }
        };
        match arriving.failure.take() {
            Some(source) => Err(Error::Read {
                path: self.path.clone(),
                source,
            }),
            None => Ok(()),
        }
    }

    /// Registers `listener` for new bytes. It is called once, then again only after [`Pipe::contents`].
    pub fn listen(&self, listener: Listener) {
        let mut arriving = self.shared.lock();
        if arriving.has_unread {
            listener();
        }
        arriving.listener = Some(listener);
    }

    /// Returns whether bytes arrived since the last call of [`Pipe::contents`].
    pub fn has_unread(&self) -> bool {
        self.shared.lock().has_unread
    }

    /// Returns whether unread bytes exist or may arrive.
    pub fn has_more(&self) -> bool {
        let arriving = self.shared.lock();
        arriving.has_unread || arriving.progress == PipeProgress::Open
    }

    /// Waits for the first bytes, or for the end.
    pub fn wait_for_bytes(&self) {
        let is_empty = |arriving: &mut PipeState| {
            arriving.progress == PipeProgress::Open && !arriving.has_unread
        };
        let arriving = self.shared.lock();
        let waited = self.shared.ended.wait_while(arriving, is_empty);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Returns whether the pipe ended without a byte.
    pub fn is_empty(&self) -> bool {
        let arriving = self.shared.lock();
        arriving.progress == PipeProgress::Ended && arriving.snapshot.source().len() == 0
    }

    /// Returns the bytes read so far. A large amount that is only in memory is returned at the end.
    pub fn contents(&self) -> PipeContents {
        let mut arriving = self.shared.lock();
        arriving.has_unread = false;
        if arriving.progress == PipeProgress::Open
            && let Some(bytes) = arriving.spool.snapshot()
        {
            arriving.snapshot = bytes;
        }
        let failed = arriving
            .failure
            .as_ref()
            .map(|error| Problem::ReadFailed(IoFailure::from(error)));
        PipeContents {
            bytes: arriving.snapshot.clone(),
            progress: arriving.progress,
            problem: failed.or_else(|| arriving.spool.truncation_problem()),
        }
    }
}

impl PipeShared {
    fn lock(&self) -> MutexGuard<'_, PipeState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<R: Read>(&self, open: impl FnOnce() -> io::Result<R>) {
        let read = open().and_then(|mut pipe| {
            let mut buffer = vec![0; READ_BYTES];
            loop {
                match pipe.read(&mut buffer) {
                    Ok(0) => return Ok(()),
                    Ok(count) => {
                        let mut arriving = self.lock();
                        let bytes = buffer.get(..count).unwrap_or_default();
                        if arriving.spool.push(bytes) == SpoolStatus::Full {
                            return Ok(());
                        }
                        arriving.notify_listener();
                        self.ended.notify_all();
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
        });
        self.finish(read);
    }

    fn finish(&self, read: io::Result<()>) {
        let mut arriving = self.lock();
        arriving.failure = read.err();
        arriving.snapshot = arriving.spool.take();
        arriving.progress = PipeProgress::Ended;
        arriving.notify_listener();
        self.ended.notify_all();
    }
}

impl PipeState {
    fn notify_listener(&mut self) {
        if !self.has_unread
            && let Some(listener) = &self.listener
        {
            listener();
        }
        self.has_unread = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::sync::mpsc::channel;

    fn text(arrived: &PipeContents) -> String {
        let source = arrived.bytes.source();
        String::from_utf8_lossy(&source.window(0, source.len())).into_owned()
    }

    #[test]
    fn what_has_come_is_there_before_the_end() {
        let (reader, mut writer) = io::pipe().unwrap();
        let pipe = Pipe::spawn_reader(Path::new("p"), move || Ok(reader));
        let (sender, news) = channel();
        pipe.listen(Box::new(move || {
            let _ = sender.send(());
        }));
        let first = pipe.contents();
        assert_eq!(
            (text(&first), first.progress),
            (String::new(), PipeProgress::Open)
        );
        for (words, want) in [("迟到", "迟到"), ("再来", "迟到再来")] {
            writer.write_all(words.as_bytes()).unwrap();
            news.recv().unwrap();
            let arrived = pipe.contents();
            assert_eq!(
                (text(&arrived).as_str(), arrived.progress),
                (want, PipeProgress::Open)
            );
            assert!(!pipe.has_unread());
        }
        drop(writer);
        pipe.wait(WaitLimit::Unlimited).unwrap();
        let all = pipe.contents();
        assert_eq!(
            (text(&all).as_str(), all.progress),
            ("迟到再来", PipeProgress::Ended)
        );
        assert_eq!(all.problem, None);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let pipe = Pipe::spawn_reader::<File>(Path::new("p"), || Err(io::Error::other("no")));
        assert!(pipe.wait(WaitLimit::Unlimited).is_err());
    }
}
