//! Atomic writes: a new file in the same folder replaces the old one once it is complete. Two programs that
//! write at once do not mix their texts.

use std::collections::hash_map::RandomState;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, Seek as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, fchown};
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

/// Function that writes the contents of a file.
type WriteContents<'w> = &'w mut dyn FnMut(&mut File) -> io::Result<()>;

/// Writes a new file. One that cannot be written whole is removed.
///
/// # Errors
/// The error of the operating system, also if the file is there already.
pub fn write_new(path: &Path, write: WriteContents<'_>) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let written = write(&mut file).and_then(|()| file.sync_all());
    if written.is_err() {
        // The error of the write is the one to report.
        let _ = fs::remove_file(path);
    }
    written
}

/// Writes a file of the reader in place of the old one, with its permissions and owner; a link keeps leading to it. Where
/// nothing can be put beside the old file, it is written over, and after a failure it has its old bytes again.
///
/// # Errors
/// The error of the operating system, also if the old file may not be written or is a device.
pub fn overwrite(path: &Path, write: WriteContents<'_>) -> io::Result<()> {
    let target = match path.canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A link may lead to a file that is not there yet.
            return match fs::read_link(path) {
                Ok(next) => overwrite(&path.with_file_name(next), write),
                Err(_) => write_new(path, write),
            };
        }
        Err(error) => return Err(error),
    };
    let old = fs::metadata(&target)?;
    if !old.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // Neither the folder nor the rename would ask for the permission to write the file itself.
    let mut old_file = OpenOptions::new().read(true).write(true).open(&target)?;
    let unfinished = unfinished_path(&target);
    let new = if old.nlink() == 1 {
        new_like(&unfinished, &old)
    } else {
        // A rename would part the other names of the file from it.
        None
    };
    let Some(mut new) = new else {
        return write_over(&mut old_file, write);
    };
    let written = write(&mut new)
        .and_then(|()| new.sync_all())
        .and_then(|()| fs::rename(&unfinished, &target));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}

/// Creates a file with the permissions and the owner of another; `None` if that is not possible.
fn new_like(path: &Path, old: &fs::Metadata) -> Option<File> {
    let mut options = OpenOptions::new();
    let new = options.write(true).create_new(true).mode(0o600);
    let file = new.open(path).ok()?;
    let made = file.metadata().and_then(|own| {
        if (own.uid(), own.gid()) != (old.uid(), old.gid()) {
            fchown(&file, Some(old.uid()), Some(old.gid()))?;
        }
        file.set_permissions(old.permissions())
    });
    if made.is_err() {
        let _ = fs::remove_file(path);
    }
    made.is_ok().then_some(file)
}

/// Writes over a file, of which a copy is kept in the meantime. The copy stays if the file cannot be restored.
fn write_over(file: &mut File, write: WriteContents<'_>) -> io::Result<()> {
    let kept = std::env::temp_dir().join(unfinished_path(Path::new("tongdu")));
    let mut options = OpenOptions::new();
    let options = options.read(true).write(true).create_new(true).mode(0o600);
    let mut copy = options.open(&kept)?;
    let copied = io::copy(file, &mut copy).and_then(|_| copy.sync_all());
    if let Err(error) = copied {
        let _ = fs::remove_file(&kept);
        return Err(error);
    }
    let written = start_again(file)
        .and_then(|()| write(file))
        .and_then(|()| file.sync_all());
    let is_safe = written.is_ok()
        || start_again(file)
            .and_then(|()| copy.rewind())
            .and_then(|()| io::copy(&mut copy, file))
            .and_then(|_| file.sync_all())
            .is_ok();
    if is_safe {
        let _ = fs::remove_file(&kept);
    }
    // The error of the write is the one to report.
    written
}

/// Empties a file.
fn start_again(file: &mut File) -> io::Result<()> {
    file.rewind()?;
    file.set_len(0)
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
        sweep_entry(&entry);
    }
}

/// Removes an entry of a folder of our own if it is an unfinished file that an ended program left.
pub fn sweep_entry(entry: &fs::DirEntry) {
    let path = entry.path();
    let is_unfinished = path
        .extension()
        .is_some_and(|extension| extension == UNFINISHED_EXTENSION);
    if !is_unfinished {
        return;
    }
    let metadata = entry.metadata().ok().filter(fs::Metadata::is_file);
    let age = metadata.and_then(|metadata| metadata.modified().ok()?.elapsed().ok());
    if age.is_some_and(|age| age >= MIN_ABANDONED_AGE) {
        // A file that cannot be removed does no harm.
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
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

    fn text_of(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_file_of_the_reader_is_replaced_whole_or_not_at_all() {
        let name = format!("tongdu-overwrite-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        let (path, link, twin) = (folder.join("a"), folder.join("l"), folder.join("b"));
        fs::write(&path, "旧").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("a", &link).unwrap();
        let mut fail = |file: &mut File| {
            file.write_all("半".as_bytes())?;
            Err(io::ErrorKind::StorageFull.into())
        };
        let mut succeed = |file: &mut File| file.write_all("新的".as_bytes());
        let files = || fs::read_dir(&folder).unwrap().count();

        assert!(overwrite(&link, &mut fail).is_err());
        assert_eq!((text_of(&path).as_str(), files()), ("旧", 2));
        overwrite(&link, &mut succeed).unwrap();
        assert!(link.is_symlink());
        assert_eq!((text_of(&path).as_str(), files()), ("新的", 2));
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);

        // A file of two names is written over, and keeps both.
        fs::hard_link(&path, &twin).unwrap();
        assert!(overwrite(&path, &mut fail).is_err());
        assert_eq!(
            (text_of(&path), text_of(&twin)),
            ("新的".into(), "新的".into())
        );
        fs::write(&path, "很长的旧的").unwrap();
        overwrite(&path, &mut succeed).unwrap();
        assert_eq!((text_of(&twin).as_str(), files()), ("新的", 3));

        // A new file appears whole or not at all, and no folder or device is written.
        let new = folder.join("n");
        assert!(overwrite(&new, &mut fail).is_err());
        assert!(write_new(&path, &mut succeed).is_err());
        assert!(overwrite(&folder, &mut succeed).is_err());
        assert!(overwrite(Path::new("/dev/null"), &mut succeed).is_err());
        assert_eq!(files(), 3);
        fs::remove_dir_all(&folder).unwrap();
    }
}
