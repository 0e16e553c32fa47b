//! Files by the names that the reader types: found, completed and written.

use crate::app::job::{FileAnswer, FileTask, NotesExport};
use crate::app::opening::start_place::split_line;
use crate::error::Error;
use crate::library::open::is_device;
use crate::session::local_zone::LocalZone;
use crate::session::notes::export::{NoteFormat, NoteGroup, export};
use crate::session::notes::{MarkKind, UserMark};
use crate::source::atomic_write::{overwrite, write_atomic, write_new};
use crate::source::pipe::{Pipe, PipeProgress};
use crate::source::windows::Source;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes copied at once.
const COPY_BYTES: u64 = 1 << 20;
/// Entries of a folder that are looked at for completions.
const MAX_FOLDER_ENTRIES: usize = 100_000;
/// Completions kept.
const MAX_COMPLETION_ENTRIES: usize = 500;

/// Carries out a task. What is being written is given up once `go_on` returns false.
pub(crate) fn run(
    task: FileTask,
    pipe: Option<&Arc<Pipe>>,
    go_on: &dyn Fn() -> bool,
) -> FileAnswer {
    match task {
        FileTask::Locate { name, folder } => locate(&name, folder.as_deref()),
        FileTask::Export {
            name,
            may_replace,
            notes,
        } => write_notes(&expand_home(&name), notes, may_replace, go_on),
        FileTask::Save {
            name, may_replace, ..
        } => match pipe {
            Some(pipe) => save(&expand_home(&name), pipe, may_replace, go_on),
            None => FileAnswer::Failed(Arc::new(Error::Read {
                path: PathBuf::from(name),
                source: io::ErrorKind::NotFound.into(),
            })),
        },
    }
}

/// Finds a text by its name, perhaps with a line: in the working folder, else beside the text being read.
fn locate(name: &str, folder: Option<&Path>) -> FileAnswer {
    let path = expand_home(name);
    // Standard input has been read already.
    let path = if path == Path::new("-") {
        Path::new(".").join(path)
    } else {
        path
    };
    let unescaped = PathBuf::from(path.to_string_lossy().replace("\\ ", " "));
    let mut candidates = vec![path.clone(), unescaped];
    candidates.extend(folder.map(|folder| folder.join(&path)));
    let found = candidates
        .into_iter()
        .find(|path| path.exists() || split_line(path).is_some())
        .unwrap_or(path);
    let (file, place) = match split_line(&found) {
        Some((file, place)) => (file, Some(place)),
        None => (found, None),
    };
    match check(&file) {
        Ok(()) => FileAnswer::Located(file, place),
        Err(error) => FileAnswer::Failed(Arc::new(error)),
    }
}

/// Checks that a file or folder can be read.
fn check(path: &Path) -> Result<(), Error> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let metadata = fs::metadata(path).map_err(failed)?;
    if is_device(&metadata) {
        return Err(Error::Device(path.to_owned()));
    }
    if metadata.is_dir() {
        fs::read_dir(path).map_err(failed)?;
    } else if metadata.is_file() {
        File::open(path).map_err(failed)?;
    }
    Ok(())
}

/// Writes the bytes of a pipe that have come so far to a new file, or in place of an old one if that is permitted.
fn save(path: &Path, pipe: &Pipe, may_replace: bool, go_on: &dyn Fn() -> bool) -> FileAnswer {
    let shown = path.display().to_string();
    let contents = pipe.contents();
    let source = contents.bytes.source();
    let written = if may_replace {
        overwrite(path, &mut |file| copy(&source, file, go_on))
    } else {
        write_new(path, &mut |file| copy(&source, file, go_on))
    };
    match written {
        Ok(()) => FileAnswer::Saved {
            path: shown,
            bytes: source.len(),
            is_whole: contents.progress == PipeProgress::Ended,
        },
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => FileAnswer::Exists(shown),
        Err(source) => FileAnswer::Failed(Arc::new(Error::Write {
            path: path.to_owned(),
            source,
        })),
    }
}

/// Writes notes to a new file, or over an old one if that is permitted. A file that cannot be written whole is not left
/// behind.
fn write_notes(
    path: &Path,
    notes: NotesExport,
    may_replace: bool,
    go_on: &dyn Fn() -> bool,
) -> FileAnswer {
    let shown = whole_path(path);
    if !may_replace && path.symlink_metadata().is_ok() {
        return FileAnswer::ExportExists(shown);
    }
    let is_quoted = |mark: &&UserMark| matches!(mark.kind, MarkKind::Highlight | MarkKind::Note);
    let groups: Vec<NoteGroup> = notes.texts.into_iter().map(|text| text.group).collect();
    let marks = groups.iter().flat_map(|group| &group.marks);
    let count = match notes.format {
        NoteFormat::Json => marks.count(),
        _ => marks.filter(is_quoted).count(),
    };
    let text = export(&groups, notes.format, &LocalZone::system());
    let written = if !go_on() {
        Err(io::ErrorKind::Interrupted.into())
    } else if may_replace {
        overwrite(path, &mut |file| file.write_all(text.as_bytes()))
    } else {
        write_atomic(path, &text)
    };
    match written {
        Ok(()) => FileAnswer::Exported {
            path: shown,
            count: count as u64,
        },
        Err(source) => FileAnswer::Failed(Arc::new(Error::Write {
            path: path.to_owned(),
            source,
        })),
    }
}

/// Returns a path from the root or from the home folder (`~/…`): a name alone does not say in which folder the file is.
fn whole_path(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let beneath = home.and_then(|home| Some(whole.strip_prefix(home).ok()?.to_owned()));
    let shown = beneath.map_or(whole, |beneath| Path::new("~").join(beneath));
    shown.display().to_string()
}

/// Copies all bytes.
fn copy(source: &Source, file: &mut File, go_on: &dyn Fn() -> bool) -> io::Result<()> {
    let mut at = 0;
    while at < source.len() {
        if !go_on() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let end = (at + COPY_BYTES).min(source.len());
        file.write_all(&source.window(at, end))?;
        at = end;
    }
    Ok(())
}

/// Returns the names in a folder that begin as the last part of `typed` does, folders with a slash, in order. Names that
/// begin with a dot are left out unless the dot is typed.
pub(crate) fn complete(typed: &str) -> Vec<String> {
    let (folder, begin) = typed
        .rsplit_once('/')
        .map_or(("", typed), |(folder, begin)| {
            (if folder.is_empty() { "/" } else { folder }, begin)
        });
    let path = match folder {
        "" if typed.starts_with('~') => return vec!["~/".to_owned()],
        "" => PathBuf::from("."),
        folder => expand_home(folder),
    };
    let Ok(entries) = fs::read_dir(path) else {
        return Vec::new();
    };
    let mut names: Vec<(String, PathBuf)> = entries
        .take(MAX_FOLDER_ENTRIES)
        .flatten()
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())))
        .filter(|(name, _)| !name.chars().any(char::is_control))
        .filter(|(name, _)| begin.starts_with('.') || !name.starts_with('.'))
        .collect();
    let lower = begin.to_lowercase();
    let is_exact = names.iter().any(|(name, _)| name.starts_with(begin));
    names.retain(|(name, _)| {
        if is_exact {
            name.starts_with(begin)
        } else {
            name.to_lowercase().starts_with(&lower)
        }
    });
    names.sort_unstable();
    names.truncate(MAX_COMPLETION_ENTRIES);
    let with_slash = |(name, path): (String, PathBuf)| {
        if path.is_dir() { name + "/" } else { name }
    };
    names.into_iter().map(with_slash).collect()
}

/// Returns a path with a leading `~` replaced by the home folder.
fn expand_home(name: &str) -> PathBuf {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let rest = name.strip_prefix('~');
    match (rest, home) {
        (Some(""), Some(home)) => PathBuf::from(home),
        (Some(rest), Some(home)) if rest.starts_with('/') => {
            PathBuf::from(home).join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(name),
    }
}
