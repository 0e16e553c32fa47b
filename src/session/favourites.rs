//! The reader's favourite folders: a file with a path on each line.

use crate::error::{Error, Result};
use crate::source::atomic_write::write_atomic;
use crate::source::windows::Source;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Maximum size of the file.
const MAX_FILE_BYTES: u64 = 1 << 20;
/// Maximum number of folders.
const MAX_FOLDER_COUNT: usize = 200;

/// The file of the favourite folders.
#[derive(Clone, Debug)]
pub struct Favourites {
    path: PathBuf,
}

impl Favourites {
    /// Names the file, which need not exist yet.
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Returns the folders, in the order in which they were added; none without a readable file.
    pub fn load(&self) -> Vec<PathBuf> {
        self.read().unwrap_or_default()
    }

    fn read(&self) -> Result<Vec<PathBuf>> {
        let text = match Source::read_small_text(&self.path, MAX_FILE_BYTES) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.failed(error)),
        };
        let lines = text.lines().filter(|line| line.starts_with('/'));
        Ok(lines.take(MAX_FOLDER_COUNT).map(PathBuf::from).collect())
    }

    /// Adds a folder, or moves it to the end. The oldest gives way if there are too many.
    ///
    /// # Errors
    /// [`Error::Write`] if the file cannot be written, or if its lines cannot hold the path.
    pub fn add(&self, folder: &Path) -> Result<()> {
        let is_line = |path: &str| path.starts_with('/') && !path.contains(['\n', '\r']);
        if !folder.to_str().is_some_and(is_line) {
            return Err(self.failed(ErrorKind::InvalidInput.into()));
        }
        let mut folders = self.read()?;
        folders.retain(|own| own != folder);
        folders.push(folder.to_owned());
        if folders.len() > MAX_FOLDER_COUNT {
            folders.remove(0);
        }
        self.write(&folders)
    }

    /// Removes a folder.
    ///
    /// # Errors
    /// [`Error::Write`] if the file cannot be written.
    pub fn remove(&self, folder: &Path) -> Result<()> {
        let mut folders = self.read()?;
        folders.retain(|own| own != folder);
        self.write(&folders)
    }

    fn write(&self, folders: &[PathBuf]) -> Result<()> {
        let lines = folders.iter().filter_map(|folder| folder.to_str());
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        let made = self.path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| write_atomic(&self.path, &text))
            .map_err(|error| self.failed(error))
    }

    fn failed(&self, source: std::io::Error) -> Error {
        Error::Write {
            path: self.path.clone(),
            source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_added_once_and_removed() {
        let folder = std::env::temp_dir().join(format!("tongdu-folders-{}", std::process::id()));
        let favourites = Favourites::new(folder.join("deep/folders"));
        let paths = |names: &[&str]| -> Vec<PathBuf> { names.iter().map(PathBuf::from).collect() };
        assert_eq!(favourites.load(), paths(&[]));
        for path in ["/书", "/文 章", "/书"] {
            favourites.add(Path::new(path)).unwrap();
        }
        assert_eq!(favourites.load(), paths(&["/文 章", "/书"]));
        favourites.add(Path::new("/a\nb")).unwrap_err();
        favourites.add(Path::new("relative")).unwrap_err();
        favourites.remove(Path::new("/文 章")).unwrap();
        assert_eq!(favourites.load(), paths(&["/书"]));
        std::fs::write(folder.join("deep/folders"), "\x1b[2J\n/山\n\n").unwrap();
        assert_eq!(favourites.load(), paths(&["/山"]));
        for number in 0..=MAX_FOLDER_COUNT {
            let path = PathBuf::from(format!("/{number}"));
            favourites.add(&path).unwrap();
            assert_eq!(favourites.load().last(), Some(&path));
        }
        assert_eq!(favourites.load().len(), MAX_FOLDER_COUNT);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
