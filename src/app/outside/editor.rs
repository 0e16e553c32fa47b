//! The command line of the reader's editor.

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
    pub fn command(&self) -> Vec<String> {
        // A path that begins with a slash is no option.
        let file = std::path::absolute(&self.file).unwrap_or_else(|_| self.file.clone());
        let file = file.to_string_lossy().into_owned();
        let line = self.line.to_string();
        if self.editor.contains(FILE_PLACE) {
            let words = self.editor.split_whitespace();
            let filled =
                words.map(|word| word.replace(LINE_PLACE, &line).replace(FILE_PLACE, &file));
            return filled.collect();
        }
        let name = Path::new(self.name()).file_name();
        let name = name.map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let place = if GOTO_EDITORS.contains(&name.as_str()) {
            vec!["--goto".to_owned(), format!("{file}:{line}")]
        } else if COLON_EDITORS.contains(&name.as_str()) {
            vec![format!("{file}:{line}")]
        } else {
            vec![format!("+{line}"), file]
        };
        let script = format!("{} \"$@\"", self.editor);
        let shell = ["sh".to_owned(), "-c".to_owned(), script, name];
        shell.into_iter().chain(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(editor: &str, file: &str) -> Vec<String> {
        let request = EditRequest {
            editor: editor.to_owned(),
            file: PathBuf::from(file),
            line: 12,
        };
        request.command()
    }

    #[test]
    fn file_and_line_are_arguments() {
        let odd = "/文 章/a'; rm -rf ~; '.txt";
        assert_eq!(
            command("vim -u NONE", odd),
            ["sh", "-c", "vim -u NONE \"$@\"", "vim", "+12", odd]
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
