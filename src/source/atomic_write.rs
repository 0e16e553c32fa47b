//! Atomic writes: a new file in the same folder replaces the old one once it is complete. Two programs that
//! write at once do not mix their texts.

use std::collections::hash_map::RandomState;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Extension of unfinished files.
const UNFINISHED_EXTENSION: &str = "tmp";
/// Age from which an unfinished file was left by a program that ended.
const MIN_ABANDONED_AGE: Duration = Duration::from_hours(1);

/// Writes `text` to the file at `path`. The text is on disk before the old file is replaced. The name of the
/// unfinished file cannot be guessed, and a link of that name is not followed.
///
/// # Errors
/// The error of the operating system; the old file is unchanged then.
pub fn write_atomic(path: &Path, text: &str) -> io::Result<()> {
    replace(path, text.as_bytes(), 0o666)
}

/// Writes `bytes` as [`write_atomic`] does, to a file that only its owner may read.
///
/// # Errors
/// The error of the operating system; the old file is unchanged then.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace(path, bytes, 0o600)
}

fn replace(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let unfinished = unfinished_path(path);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(&unfinished)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // The error of the write is the one to report.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

/// Returns an unused name beside `path`: `.NAME.RANDOM.tmp`.
fn unfinished_path(path: &Path) -> PathBuf {
    let random = RandomState::new().build_hasher().finish();
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{random:016x}.{UNFINISHED_EXTENSION}"));
    path.with_file_name(name)
}

/// Removes the unfinished files that ended programs left in a folder of our own.
pub fn sweep_unfinished(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten();
    for entry in entries.filter_map(io::Result::ok) {
        let path = entry.path();
        let is_unfinished = path
            .extension()
            .is_some_and(|extension| extension == UNFINISHED_EXTENSION);
        let metadata = entry.metadata().ok().filter(fs::Metadata::is_file);
        let age = metadata.and_then(|metadata| metadata.modified().ok()?.elapsed().ok());
        if is_unfinished && age.is_some_and(|age| age >= MIN_ABANDONED_AGE) {
            // A file that cannot be removed does no harm.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::time::SystemTime;

    #[test]
    fn abandoned_files_are_removed_and_others_stay() {
        let folder = std::env::temp_dir().join(format!("tongdu-atomic-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        write_atomic(&folder.join("a.toml"), "甲").unwrap();
        write_atomic(&folder.join("a.toml"), "乙").unwrap();
        for (name, hours) in [("b.1.tmp", 2), ("c.2.tmp", 0), ("d.toml", 2)] {
            let file = File::create(folder.join(name)).unwrap();
            let then = SystemTime::now() - Duration::from_secs(hours * 3600);
            file.set_modified(then).unwrap();
        }
        sweep_unfinished(&folder);
        let entries = fs::read_dir(&folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["a.toml", "c.2.tmp", "d.toml"]);
        assert_eq!(fs::read_to_string(folder.join("a.toml")).unwrap(), "乙");
        fs::remove_dir_all(&folder).unwrap();
    }
}
