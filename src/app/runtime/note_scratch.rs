//! The file in which a note is edited: in a folder of its own that only its owner may enter.

use crate::app::input::line_edit::MAX_LINES_BYTES;
use std::collections::hash_map::RandomState;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

/// A file with a note. It is removed with its folder, in which editors leave copies, unless it is kept.
pub(crate) struct NoteScratch {
    folder: PathBuf,
    file: PathBuf,
    is_kept: bool,
}

impl NoteScratch {
    /// Creates the file with a text.
    ///
    /// # Errors
    /// The error of the operating system.
    pub(crate) fn create(text: &str) -> io::Result<Self> {
        let random = RandomState::new().build_hasher().finish();
        let folder = std::env::temp_dir().join(format!("tongdu-{random:016x}"));
        DirBuilder::new().mode(0o700).create(&folder)?;
        let scratch = Self {
            file: folder.join("note.md"),
            folder,
            is_kept: false,
        };
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&scratch.file)?;
        file.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        Ok(scratch)
    }

    /// Returns the path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.file
    }

    /// Returns the text of the file without blanks at its end.
    ///
    /// # Errors
    /// The error of the operating system; [`ErrorKind::InvalidData`] for a text that is too long or not UTF-8.
    pub(crate) fn read(&self) -> io::Result<String> {
        let mut text = String::new();
        let mut file = File::open(&self.file)?.take(MAX_LINES_BYTES as u64 + 1);
        file.read_to_string(&mut text)?;
        if text.len() > MAX_LINES_BYTES {
            return Err(ErrorKind::InvalidData.into());
        }
        text.truncate(text.trim_end().len());
        Ok(text)
    }

    /// Leaves the file where it is, and returns its path.
    pub(crate) fn keep(mut self) -> PathBuf {
        self.is_kept = true;
        self.file.clone()
    }
}

impl Drop for NoteScratch {
    fn drop(&mut self) {
        if !self.is_kept {
            // A file that cannot be removed is in a folder that nobody else may enter.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_note_comes_back_and_its_file_goes() {
        let scratch = NoteScratch::create("一\n二").unwrap();
        let path = scratch.path().to_owned();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert_eq!(scratch.read().unwrap(), "一\n二");
        fs::write(&path, "三\n\n").unwrap();
        assert_eq!(scratch.read().unwrap(), "三");
        for bad in [vec![0xCE, 0xD2], vec![b'a'; MAX_LINES_BYTES + 1]] {
            fs::write(&path, bad).unwrap();
            let error = scratch.read().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidData);
        }
        drop(scratch);
        assert!(!path.parent().unwrap().exists());
    }
}
