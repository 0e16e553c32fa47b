//! The command line of the reader's editor.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// A file to edit, and the line to begin at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditRequest {
    /// Command line of the editor.
    pub editor: String,
    /// The file.
    pub file: PathBuf,
    /// Line of the source, from 1.
    pub line: u64,
}

/// Failure of the editor of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteEditFailure {
    /// The editor failed: its name and the reason.
    Editor(String, String),
    /// The note cannot be read back. Its file is kept.
    Unreadable(PathBuf),
}

/// Editors that take the line behind the name of the file.
const COLON_EDITORS: [&str; 5] = ["hx", "helix", "subl", "zed", "zeditor"];
/// Editors of the family of VS Code.
const GOTO_EDITORS: [&str; 6] = [
    "code",
    "code-insiders",
    "codium",
    "vscodium",
    "cursor",
    "windsurf",
];
/// Places of file and line in a command line.
const FILE_PLACE: &str = "{file}";
const LINE_PLACE: &str = "{line}";

impl EditRequest {
    /// Returns the name of the editor, for messages.
    pub fn name(&self) -> &str {
        let word = self.editor.split_whitespace().next();
        word.unwrap_or(&self.editor)
    }

    /// Returns the program and its arguments. A command line with places for file and line is split at blanks. Any other
    /// is read by the shell, as that of `VISUAL` is elsewhere; file and line are arguments and never part of its text.
    pub fn command(&self) -> Vec<OsString> {
        // A path that begins with a slash is no option.
        let file = std::path::absolute(&self.file).unwrap_or_else(|_| self.file.clone());
        let file = file.into_os_string();
        let line = self.line.to_string();
        if self.editor.contains(FILE_PLACE) {
            let words = self.editor.split_whitespace();
            return words
                .map(|word| filled(&word.replace(LINE_PLACE, &line), &file))
                .collect();
        }
        let name = Path::new(self.name()).file_name().unwrap_or_default();
        let is_among = |names: &[&str]| names.iter().any(|known| name == *known);
        let with_line = || filled(&format!("{FILE_PLACE}:{line}"), &file);
        let place = if is_among(&GOTO_EDITORS) {
            vec!["--goto".into(), with_line()]
        } else if is_among(&COLON_EDITORS) {
            vec![with_line()]
        } else {
            vec![format!("+{line}").into(), file]
        };
        // An editor in the place of the shell is seen when it stops itself.
        let is_simple = !self.editor.contains(|c| ";&|<>()`\n".contains(c));
        let replacing = if is_simple { "exec env " } else { "" };
        let script = format!("{replacing}{} \"$@\"", self.editor);
        let shell = ["sh".into(), "-c".into(), script.into(), name.to_owned()];
        shell.into_iter().chain(place).collect()
    }
}

/// Returns a word with the path in its place. The name of a file need not be UTF-8.
fn filled(word: &str, file: &OsStr) -> OsString {
    let mut parts = word.split(FILE_PLACE);
    let mut out = OsString::from(parts.next().unwrap_or_default());
    for part in parts {
        out.push(file);
        out.push(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(editor: &str, file: &str) -> Vec<String> {
        let words = request(editor, file.into()).command().into_iter();
        words.map(|word| word.into_string().unwrap()).collect()
    }

    fn request(editor: &str, file: PathBuf) -> EditRequest {
        EditRequest {
            editor: editor.to_owned(),
            file,
            line: 12,
        }
    }

    #[test]
    fn a_name_that_is_not_utf_8_stays_as_it_is() {
        use std::os::unix::ffi::OsStrExt as _;
        let odd = OsStr::from_bytes(b"/\xC9\xBD.txt");
        for (editor, at, want) in [
            ("vi", 5, b"/\xC9\xBD.txt".as_slice()),
            ("hx", 4, b"/\xC9\xBD.txt:12"),
            ("kate {file}", 1, b"/\xC9\xBD.txt"),
        ] {
            let command = request(editor, odd.into()).command();
            assert_eq!(command[at].as_bytes(), want, "{editor}");
        }
    }

    #[test]
    fn file_and_line_are_arguments() {
        let odd = "/文 章/a'; rm -rf ~; '.txt";
        assert_eq!(
            command("vim -u NONE", odd),
            ["sh", "-c", "exec env vim -u NONE \"$@\"", "vim", "+12", odd]
        );
        assert_eq!(
            command("/usr/bin/code --wait", odd)[4..],
            ["--goto".to_owned(), format!("{odd}:12")]
        );
        assert_eq!(command("hx", odd)[4..], [format!("{odd}:12")]);
        assert_eq!(
            command("kate --line {line} {file}", odd),
            ["kate", "--line", "12", odd]
        );
        assert!(command("vi", "-option")[5].starts_with('/'));
    }
}
