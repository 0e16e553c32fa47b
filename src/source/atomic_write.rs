//! Files that are written whole or not at all: into another file of the same folder first, which then
//! takes the place of the old one. Two programs that write at once do not mix.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Puts `text` into the file at `path`, on the disk before the old one is given up.
///
/// # Errors
/// Why it cannot be written; what was there before is still there.
pub fn write_atomic(path: &Path, text: &str) -> io::Result<()> {
    let unfinished = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = File::create(&unfinished)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // It may not even be there.
        let _ = fs::remove_file(&unfinished);
    }
    written
}
