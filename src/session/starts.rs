//! Number of starts of the program, kept for the hints of a new reader.

use crate::source::windows::Source;
use rustix::fs::OFlags;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Starts in which hints are shown.
pub const HINT_START_COUNT: u32 = 5;
/// Maximum size of the file.
const MAX_FILE_BYTES: u64 = 64;

/// Counts a start in the file at `path`. Returns the number of starts before it, at most [`HINT_START_COUNT`], from which
/// on the file stays as it is. A file that cannot be read or written counts as the first start.
pub fn count_start(path: &Path) -> u32 {
    let text = Source::read_small_text(path, MAX_FILE_BYTES).unwrap_or_default();
    let before = text.trim().parse().unwrap_or(0).min(HINT_START_COUNT);
    if before < HINT_START_COUNT {
        let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        // The first screen does not wait until the disk has the number. Without it the hints stay, which does no harm.
        let written = folder.and_then(|()| open_file(path));
        let _ = written.and_then(|mut file| writeln!(file, "{}", before + 1));
    }
    before
}

/// Opens the file of the number, empty. A link is not followed, and a pipe is not waited for.
fn open_file(path: &Path) -> std::io::Result<File> {
    let careful = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits() as i32;
    let mut options = OpenOptions::new();
    let options = options.write(true).create(true).truncate(true);
    options.custom_flags(careful).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_are_counted_up_to_the_last_with_hints() {
        let folder = std::env::temp_dir().join(format!("tongdu-starts-{}", std::process::id()));
        let path = folder.join("deep/starts");
        let counts: Vec<u32> = (0..8).map(|_| count_start(&path)).collect();
        assert_eq!(counts, [0, 1, 2, 3, 4, 5, 5, 5]);
        std::fs::write(&path, "many").unwrap();
        assert_eq!(count_start(&path), 0);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
