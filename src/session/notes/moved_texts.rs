//! Paths of texts whose notes are in a file of another name: texts that were moved, renamed or copied. Without them the
//! notes of such a text would be lost with its next edit, since neither its path nor its first bytes would lead to them.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Name of the list in the folder of notes: lines of a path's hash and the name of a file of notes.
const LIST_NAME: &str = "moved.txt";
/// Largest list that is read, in bytes.
const MAX_LIST_BYTES: u64 = 16 << 20;

/// Names of the files of notes by the hashes of the paths their texts have now.
#[derive(Default)]
pub(super) struct MovedTexts {
    logs: HashMap<u64, String>,
}

impl MovedTexts {
    /// Reads the list of a folder; of several lines with one path the last counts. Damaged lines are left out.
    pub(super) fn read(folder: &Path) -> Self {
        let mut bytes = Vec::new();
        if let Ok(file) = File::open(folder.join(LIST_NAME)) {
            // What cannot be read is found again by the first bytes of the text.
            let _ = file.take(MAX_LIST_BYTES).read_to_end(&mut bytes);
        }
        let text = String::from_utf8_lossy(&bytes);
        let entry = |line: &str| {
            let (path_hash, log) = line.split_once(' ')?;
            let path_hash = u64::from_str_radix(path_hash, 16).ok()?;
            Some((path_hash, log.to_owned()))
        };
        Self {
            logs: text.lines().filter_map(entry).collect(),
        }
    }

    /// Returns the name of the file of notes of the text at a path.
    pub(super) fn log_at(&self, path_hash: u64) -> Option<&str> {
        self.logs.get(&path_hash).map(String::as_str)
    }
}

/// Appends to the list of a folder that the notes of the text at a path are in the file `log`.
///
/// # Errors
/// The error of the file system.
pub(super) fn add(folder: &Path, path_hash: u64, log: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .append(true)
        .create(true)
        .mode(0o600)
        .open(folder.join(LIST_NAME))?;
    file.write_all(format!("{path_hash:016x} {log}\n").as_bytes())
}
