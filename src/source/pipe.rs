//! A pipe: standard input, or one with a name. A thread reads it, so that what has come can be shown while
//! more is awaited; nobody looks again and again, who wants to know is told. What comes is stored in a
//! [`Spool`].

use super::spool::{Room, Spool, Stored};
use crate::error::{Error, Notice, Result};
use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::os::fd::AsFd as _;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Most that is read from a pipe, in bytes.
pub const LARGEST: u64 = 1 << 30;
/// Bytes read at once.
const PIECE: usize = 64 << 10;

/// A pipe that is being read.
pub struct Pipe {
    path: PathBuf,
    shared: Arc<Shared>,
}

/// What the thread that reads and those who wait have in common.
struct Shared {
    arriving: Mutex<Arriving>,
    ended: Condvar,
}

/// Whom to tell that something has come.
pub type Listener = Box<dyn Fn() + Send>;

struct Arriving {
    spool: Spool,
    /// What was handed out last.
    shown: Stored,
    progress: Progress,
    failure: Option<io::Error>,
    /// Whether something has come that was not handed out.
    has_news: bool,
    listener: Option<Listener>,
}

/// How far a pipe was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// More may come.
    Arriving,
    /// To its end, or as far as we read.
    Ended,
}

/// How long to wait for the end of a pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// So long; standard input that is typed is waited for all the same, as the keys are its own.
    For(Duration),
    /// As long as it takes.
    Endless,
}

/// What has come out of a pipe.
#[derive(Debug)]
pub struct Arrived {
    /// The bytes.
    pub bytes: Stored,
    /// Whether these are all.
    pub progress: Progress,
    /// What is to be told of how it was read.
    pub told: Option<Notice>,
}

impl Pipe {
    /// The pipe that `path` names, `-` being standard input; `None` if it names none. It is opened and read
    /// in a thread: a pipe nobody writes to keeps whoever opens it waiting.
    pub fn new(path: &Path) -> Option<Self> {
        if path == Path::new("-") {
            return Some(Self::reading(path, || {
                io::stdin().as_fd().try_clone_to_owned().map(File::from)
            }));
        }
        let metadata = std::fs::metadata(path).ok()?;
        let named = path.to_owned();
        let is_pipe = metadata.file_type().is_fifo();
        is_pipe.then(|| Self::reading(path, move || File::open(named)))
    }

    fn reading<R: Read>(
        path: &Path,
        open: impl FnOnce() -> io::Result<R> + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared {
            arriving: Mutex::new(Arriving {
                spool: Spool::new(LARGEST),
                shown: Stored::from(Vec::new()),
                progress: Progress::Arriving,
                failure: None,
                has_news: false,
                listener: None,
            }),
            ended: Condvar::new(),
        });
        let reader = Arc::clone(&shared);
        let started = std::thread::Builder::new()
            .name("pipe".to_owned())
            .spawn(move || reader.read(open));
        if let Err(error) = started {
            shared.end(Err(error));
        }
        Self {
            path: path.to_owned(),
            shared,
        }
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// [`Error::Read`] if it could not be read.
    pub fn wait(&self, patience: Patience) -> Result<()> {
        let is_typed = self.path == Path::new("-") && io::stdin().is_terminal();
        let is_coming = |arriving: &mut Arriving| arriving.progress == Progress::Arriving;
        let arriving = self.shared.lock();
        let mut arriving = match patience {
            Patience::For(time) if !is_typed => {
                let waited = self
                    .shared
                    .ended
                    .wait_timeout_while(arriving, time, is_coming);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            Patience::For(_) | Patience::Endless => {
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

    /// Has `listener` called when something comes after what was handed out, once until that is handed out too.
    pub fn listen(&self, listener: Listener) {
        let mut arriving = self.shared.lock();
        if arriving.has_news {
            listener();
        }
        arriving.listener = Some(listener);
    }

    /// Whether something has come that was not handed out.
    pub fn has_news(&self) -> bool {
        self.shared.lock().has_news
    }

    /// Whether there is, or may come, what was not handed out.
    pub fn has_more(&self) -> bool {
        let arriving = self.shared.lock();
        arriving.has_news || arriving.progress == Progress::Arriving
    }

    /// What has come so far. What is much and only in memory is handed out at the end.
    pub fn arrived(&self) -> Arrived {
        let mut arriving = self.shared.lock();
        arriving.has_news = false;
        if arriving.progress == Progress::Arriving
            && let Some(bytes) = arriving.spool.so_far()
        {
            arriving.shown = bytes;
        }
        let failed = arriving.failure.as_ref().map(|error| {
            Notice::new(
                format!("读到这里出错：{error}"),
                format!("reading failed here: {error}"),
            )
        });
        Arrived {
            bytes: arriving.shown.clone(),
            progress: arriving.progress,
            told: failed.or_else(|| arriving.spool.cut()),
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Arriving> {
        self.arriving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<R: Read>(&self, open: impl FnOnce() -> io::Result<R>) {
        let read = open().and_then(|mut pipe| {
            let mut buffer = vec![0; PIECE];
            loop {
                match pipe.read(&mut buffer) {
                    Ok(0) => return Ok(()),
                    Ok(count) => {
                        let mut arriving = self.lock();
                        let bytes = buffer.get(..count).unwrap_or_default();
                        if arriving.spool.push(bytes) == Room::Full {
                            return Ok(());
                        }
                        arriving.tell();
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
        });
        self.end(read);
    }

    fn end(&self, read: io::Result<()>) {
        let mut arriving = self.lock();
        arriving.failure = read.err();
        arriving.shown = arriving.spool.take();
        arriving.progress = Progress::Ended;
        arriving.tell();
        self.ended.notify_all();
    }
}

impl Arriving {
    fn tell(&mut self) {
        if !self.has_news
            && let Some(listener) = &self.listener
        {
            listener();
        }
        self.has_news = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use std::sync::mpsc::channel;

    fn text(arrived: &Arrived) -> String {
        let source = arrived.bytes.source();
        String::from_utf8_lossy(&source.window(0, source.len())).into_owned()
    }

    #[test]
    fn what_has_come_is_there_before_the_end() {
        let (reader, mut writer) = io::pipe().unwrap();
        let pipe = Pipe::reading(Path::new("p"), move || Ok(reader));
        let (told, news) = channel();
        pipe.listen(Box::new(move || {
            let _ = told.send(());
        }));
        let first = pipe.arrived();
        assert_eq!(
            (text(&first), first.progress),
            (String::new(), Progress::Arriving)
        );
        for (words, want) in [("迟到", "迟到"), ("再来", "迟到再来")] {
            writer.write_all(words.as_bytes()).unwrap();
            news.recv().unwrap();
            let arrived = pipe.arrived();
            assert_eq!(
                (text(&arrived).as_str(), arrived.progress),
                (want, Progress::Arriving)
            );
            assert!(!pipe.has_news());
        }
        drop(writer);
        pipe.wait(Patience::Endless).unwrap();
        let all = pipe.arrived();
        assert_eq!(
            (text(&all).as_str(), all.progress),
            ("迟到再来", Progress::Ended)
        );
        assert_eq!(all.told, None);
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        let pipe = Pipe::reading::<File>(Path::new("p"), || Err(io::Error::other("no")));
        assert!(pipe.wait(Patience::Endless).is_err());
    }
}
