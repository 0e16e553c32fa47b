//! A file of lines to which every program adds its own: the history of searches.

use crate::source::atomic_write::write_atomic;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

/// Bytes read from the end of the file.
const MAX_READ_BYTES: u64 = 1 << 20;
/// Longest line that is added, in bytes.
const MAX_LINE_BYTES: usize = 8192;

/// A file of lines, the newest last.
#[derive(Clone, Debug)]
pub struct LineHistory {
    path: PathBuf,
    max_lines: usize,
}

impl LineHistory {
    /// Names the file. At most `max_lines` of its lines are used, and kept when it is loaded.
    pub fn new(path: PathBuf, max_lines: usize) -> Self {
        Self { path, max_lines }
    }

    /// Returns the last lines, the newest last; nothing without a readable file. A file that is too long is shortened.
    pub fn load(&self) -> Vec<String> {
        let Ok(text) = self.read_end() else {
            return Vec::new();
        };
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let excess = lines.len().saturating_sub(self.max_lines);
        let last = lines.get(excess..).unwrap_or_default();
        if excess > 0 || text.len() as u64 >= MAX_READ_BYTES {
            let kept = last.join("\n") + "\n";
            // A file that stays long is shortened another time.
            let _ = write_atomic(&self.path, &kept);
        }
        last.iter().map(|line| (*line).to_owned()).collect()
    }

    fn read_end(&self) -> io::Result<String> {
        let mut file = File::open(&self.path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let start = metadata.len().saturating_sub(MAX_READ_BYTES);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        file.take(MAX_READ_BYTES).read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Adds a line in a single write, so that the lines of two programs do not mix. A last line that was cut by a failed
    /// write is ended first. The file is not shortened, since that would block the keys and lose what others add meanwhile.
    ///
    /// # Errors
    /// The error of the operating system.
    pub fn append(&self, line: &str) -> io::Result<()> {
        if line.len() > MAX_LINE_BYTES || line.contains(['\n', '\r']) {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let is_cut = self
            .read_end()
            .is_ok_and(|text| !text.is_empty() && !text.ends_with('\n'));
        let start = if is_cut { "\n" } else { "" };
        let mut options = OpenOptions::new();
        let mut file = options.append(true).create(true).open(&self.path)?;
        file.write_all(format!("{start}{line}\n").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_two_programs_are_kept_and_a_cut_line_harms_no_other() {
        let folder = std::env::temp_dir().join(format!("tongdu-lines-{}", std::process::id()));
        let path = folder.join("state/searches");
        let [one, two] = [3, 3].map(|max| LineHistory::new(path.clone(), max));
        assert!(one.load().is_empty());
        one.append("a").expect("written");
        two.append("b").expect("written");
        one.append("c\nd").expect("passed over");
        assert_eq!(one.load(), ["a", "b"]);
        let mut file = OpenOptions::new().append(true).open(&path).expect("open");
        file.write_all(b"cut \xff").expect("written");
        two.append("e").expect("written");
        assert_eq!(one.load(), ["b", "cut \u{fffd}", "e"].map(str::to_owned));
        for n in 0..20 {
            one.append(&n.to_string()).expect("written");
        }
        // What is added stands behind what is there, which is not written anew.
        let text = fs::read_to_string(&path).expect("read");
        assert!(text.starts_with("b\n") && text.ends_with("\n18\n19\n"));
        assert_eq!(text.lines().count(), 23);
        assert_eq!(two.load(), ["17", "18", "19"]);
        let text = fs::read_to_string(&path).expect("read");
        assert_eq!(text, "17\n18\n19\n");
        assert_eq!(one.load(), ["17", "18", "19"]);
        fs::remove_dir_all(&folder).expect("removed");
    }
}
