//! Atomic writes: a new file in the same folder replaces the old one once it is complete. Two programs that
//! write at once do not mix their texts.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Writes `text` to the file at `path`. The text is on disk before the old file is replaced.
///
/// # Errors
/// The error of the operating system; the old file is unchanged then.
pub fn write_atomic(path: &Path, text: &str) -> io::Result<()> {
    let unfinished = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = File::create(&unfinished)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // The file may not exist.
        let _ = fs::remove_file(&unfinished);
    }
    written
}
