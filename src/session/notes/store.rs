//! Files of notes: appended to under a lock, on disk before anyone calls them saved.

use super::log::{LoggedMarks, NoteLog};
use super::moved_texts::{self, MovedTexts};
use super::user_mark::{MarkKind, UserMark};
use crate::error::{Error, Result};
use crate::session::fingerprint::Fingerprint;
use crate::source::atomic_write::{sweep_unfinished, write_private};
use rustix::fs::{FlockOperation, flock};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Longest wait for another program that writes the file.
const MAX_LOCK_WAIT: Duration = Duration::from_secs(1);
/// Pause between two attempts to lock the file.
const LOCK_RETRY_PAUSE: Duration = Duration::from_millis(10);
/// Lines from which on a log with many dead lines is compacted.
const MIN_COMPACTED_LINES: usize = 1_000;
/// Largest file of notes that is read, in bytes.
const MAX_LOG_BYTES: u64 = 256 << 20;
/// Suffix of the files.
pub(super) const NOTES_SUFFIX: &str = ".jsonl";

/// Name of the file of the marks that hold across documents.
pub const COMMON_NAME: &str = "marks.jsonl";
/// Name of the file of the built-in essays.
pub const BUILTIN_NAME: &str = "essays.jsonl";

/// Folder with the notes of all documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteFolder {
    path: PathBuf,
}

impl NoteFolder {
    /// Creates access to a folder, which need not exist yet.
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Returns the file with the notes of a document: its own, one of a document that begins alike, or that of the
    /// document formerly at its path. A document without notes gets a new name.
    pub fn file_of(&self, print: &Fingerprint) -> NoteFile {
        self.listed().file_of(print)
    }

    /// Lists the files of notes, to look for those of many documents.
    pub fn listed(&self) -> ListedNotes<'_> {
        ListedNotes {
            folder: self,
            names: self.names(),
            moved: MovedTexts::read(&self.path),
        }
    }

    /// Returns the file of the built-in essays.
    pub fn builtin_file(&self) -> NoteFile {
        self.named_file(BUILTIN_NAME)
    }

    /// Returns the file of the marks that hold across documents.
    pub fn marks_file(&self) -> NoteFile {
        self.named_file(COMMON_NAME)
    }

    /// Returns the file of a name without a path.
    pub fn named_file(&self, name: &str) -> NoteFile {
        NoteFile::new(self.path.join(name))
    }

    /// Returns all files of notes, by name, without that of the marks across documents.
    pub fn files(&self) -> Vec<NoteFile> {
        let names = self.names().into_iter();
        let names = names.filter(|name| name != COMMON_NAME);
        names
            .map(|name| NoteFile::new(self.path.join(name)))
            .collect()
    }

    fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(&self.path) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(NOTES_SUFFIX)).collect();
        names.sort();
        names
    }
}

/// The files of notes, listed once.
pub struct ListedNotes<'f> {
    folder: &'f NoteFolder,
    names: Vec<String>,
    moved: MovedTexts,
}

impl ListedNotes<'_> {
    /// Returns the file with the notes of a document, as [`NoteFolder::file_of`] does.
    pub fn file_of(&self, print: &Fingerprint) -> NoteFile {
        let name = self
            .own_name(print)
            .or_else(|| self.alike(print, &|_| true));
        let name = name.or_else(|| self.at_path(print.path_hash));
        name.map_or_else(|| self.new_file(print), |name| self.file(name))
    }

    /// Writes down that the text at a path has its notes in a file that another path or its first bytes led to, so that they
    /// are found once it is edited too. Nothing is written for a text without notes, or if its path leads there already.
    pub fn remember_place(&self, print: &Fingerprint, log: &NoteFile) {
        let Some(name) = log.path.file_name().and_then(|name| name.to_str()) else {
            return;
        };
        if self.at_path(print.path_hash) != Some(name) && log.path.exists() {
            // The notes are found by the first bytes of the text as before.
            let _ = moved_texts::add(&self.folder.path, print.path_hash, name);
        }
    }

    /// Returns the file of the document at a path of this hash.
    pub fn file_at(&self, path_hash: u64) -> Option<NoteFile> {
        self.at_path(path_hash).map(|name| self.file(name))
    }

    /// Returns the file of a document that begins alike, among those that `is_free` permits.
    pub fn file_alike(
        &self,
        print: &Fingerprint,
        is_free: &dyn Fn(&NoteFile) -> bool,
    ) -> Option<NoteFile> {
        let name = self.alike(print, &|name| is_free(&self.file(name)));
        name.map(|name| self.file(name))
    }

    /// Returns the file for notes that come from a file of the name `name` elsewhere: one of that name, else that of a text
    /// here that begins alike.
    pub fn file_for(&self, name: &str) -> NoteFile {
        let has_name = self.names.iter().any(|own| own == name);
        let content = name.split_once('-').map(|(content, _)| content);
        let content =
            content.filter(|content| content.len() == 16 && content.contains(|c| c != '0'));
        let alike = content.filter(|_| !has_name).and_then(|content| {
            let mut names = self.names.iter();
            names.find(|own| own.split_once('-').is_some_and(|(own, _)| own == content))
        });
        self.file(alike.map_or(name, String::as_str))
    }

    /// Returns the number of highlights and notes of the document whose record has this name.
    pub fn note_count(&self, record: &str) -> usize {
        let stem = record.split_once('.').map_or(record, |(stem, _)| stem);
        let own = stem.to_owned() + NOTES_SUFFIX;
        let place = stem.split_once('-').map(|(_, place)| place);
        let place = place.and_then(|place| u64::from_str_radix(place, 16).ok());
        let name = match self.names.binary_search(&own) {
            Ok(_) => Some(&*own),
            Err(_) => place.and_then(|place| self.at_path(place)),
        };
        let log = name.and_then(|name| self.file(name).read().ok());
        let marks = log.map_or_else(Vec::new, |log| log.marks);
        let counted = |mark: &&UserMark| matches!(mark.kind, MarkKind::Highlight | MarkKind::Note);
        marks.iter().filter(counted).count()
    }

    /// Returns a new file for a document.
    pub fn new_file(&self, print: &Fingerprint) -> NoteFile {
        self.file(&name_of(print))
    }

    fn file(&self, name: &str) -> NoteFile {
        self.folder.named_file(name)
    }

    fn own_name(&self, print: &Fingerprint) -> Option<&str> {
        let own = name_of(print);
        let mut names = self.names.iter().map(String::as_str);
        names.find(|name| *name == own)
    }

    fn alike(&self, print: &Fingerprint, is_free: &dyn Fn(&str) -> bool) -> Option<&str> {
        let prefix = format!("{:016x}-", print.content_hash()?);
        let mut names = self.names.iter().map(String::as_str);
        names.find(|name| name.starts_with(&prefix) && is_free(name))
    }

    fn at_path(&self, path_hash: u64) -> Option<&str> {
        let suffix = format!("-{path_hash:016x}{NOTES_SUFFIX}");
        let mut names = self.names.iter().map(String::as_str);
        let moved = self.moved.log_at(path_hash);
        let moved = moved.filter(|log| names.clone().any(|name| name == *log));
        moved.or_else(|| names.find(|name| name.ends_with(&suffix)))
    }
}

/// Returns the name of a new file for a document: its content and its path.
pub fn name_of(print: &Fingerprint) -> String {
    let content = print.content_hash().unwrap_or_default();
    format!("{content:016x}-{:016x}{NOTES_SUFFIX}", print.path_hash)
}

/// File with the notes of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteFile {
    path: PathBuf,
}

impl NoteFile {
    /// Creates access to a file, which need not exist yet.
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the notes. A missing file has no marks.
    ///
    /// # Errors
    /// [`Error::Read`] if the file cannot be read.
    pub fn read(&self) -> Result<NoteLog> {
        match self.bytes() {
            Ok(bytes) => Ok(NoteLog::read(&bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(NoteLog::default()),
            Err(source) => Err(Error::Read {
                path: self.path.clone(),
                source,
            }),
        }
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut file = File::open(&self.path)?.take(MAX_LOG_BYTES);
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Appends lines, each without its line end. They are on disk when this returns.
    ///
    /// # Errors
    /// [`Error::Write`] if that fails; the file then has no new line.
    pub fn append(&self, lines: &[String]) -> Result<()> {
        self.append_lines(lines).map_err(|source| Error::Write {
            path: self.path.clone(),
            source,
        })
    }

    fn append_lines(&self, lines: &[String]) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(folder)?;
        }
        let is_new = !self.path.exists();
        let mut file = self.locked()?;
        append_to(&mut file, lines)?;
        if is_new && let Some(folder) = self.path.parent() {
            File::open(folder)?.sync_all()?;
        }
        // The notes are safe already; a log that stays long does no harm.
        let _ = self.compact(&mut file);
        Ok(())
    }

    /// Opens the file and locks it. The lock ends with the file.
    fn locked(&self) -> io::Result<File> {
        let deadline = Instant::now() + MAX_LOCK_WAIT;
        loop {
            let file = OpenOptions::new()
                .read(true)
                .append(true)
                .create(true)
                .mode(0o600)
                .open(&self.path)?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {
                    // Another program may have replaced the file while this one waited.
                    let (own, named) = (file.metadata()?, fs::metadata(&self.path));
                    if named.is_ok_and(|named| (named.dev(), named.ino()) == (own.dev(), own.ino()))
                    {
                        return Ok(file);
                    }
                }
                Err(rustix::io::Errno::WOULDBLOCK) => {}
                // A file system without locks: the single write must do.
                Err(rustix::io::Errno::NOTSUP | rustix::io::Errno::NOLCK) => return Ok(file),
                Err(error) => return Err(error.into()),
            }
            if Instant::now() >= deadline {
                return Err(ErrorKind::ResourceBusy.into());
            }
            std::thread::sleep(LOCK_RETRY_PAUSE);
        }
    }

    /// Replaces a locked log by the shortest with the same content, if at least half of many lines are dead.
    fn compact(&self, file: &mut File) -> io::Result<()> {
        // A line has some tens of bytes at least.
        if file.metadata()?.len() < (MIN_COMPACTED_LINES as u64) * 32 {
            return Ok(());
        }
        file.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if !may_be_half_dead(&bytes) {
            return Ok(());
        }
        let log = LoggedMarks::read(&bytes);
        let content = log.content();
        if content.lines < MIN_COMPACTED_LINES || content.dead_lines * 2 < content.lines {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            sweep_unfinished(folder);
        }
        write_private(&self.path, &log.compacted(&bytes))?;
        match self.path.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }
}

/// Returns whether half of the lines of a log may be dead: only lines that add nothing make others dead, each itself and
/// one more. That is far cheaper than reading the lines.
fn may_be_half_dead(bytes: &[u8]) -> bool {
    let lines = memchr::memchr_iter(b'\n', bytes).count();
    // In the words of a note the quotation marks have a backslash before them.
    let added = memchr::memmem::find_iter(bytes, b"\"do\":\"add\"").count();
    lines >= MIN_COMPACTED_LINES && lines.saturating_sub(added) * 4 >= lines
}

/// Appends lines to a locked log in one write and flushes it. If that fails, the log is as long as before.
fn append_to(file: &mut File, lines: &[String]) -> io::Result<()> {
    let len = file.metadata()?.len();
    let mut bytes = Vec::new();
    if len > 0 {
        let mut last = [0];
        file.seek(SeekFrom::Start(len - 1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            // The line of a program that was killed while it wrote.
            bytes.push(b'\n');
        }
    }
    for line in lines {
        bytes.extend_from_slice(line.replace('\n', " ").as_bytes());
        bytes.push(b'\n');
    }
    let written = write_once(file, &bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // If this fails too, the next line closes the torn one.
        let _ = file.set_len(len);
    }
    written
}

/// Writes all bytes by a single call, so that programs without a common lock do not mix their lines. A short write is a
/// failure.
fn write_once(file: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    match file.write(bytes)? {
        len if len == bytes.len() => Ok(()),
        _ => Err(ErrorKind::StorageFull.into()),
    }
}
