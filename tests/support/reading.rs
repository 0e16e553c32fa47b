//! The program itself, started on a document in a terminal or without one; keys in the notation of the keymap;
//! texts to read.

use super::emulator::{EmulatorState, TerminalKind};
use super::home::Home;
use super::pty::Terminal;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Key without binding in any context. It ends a command that could continue (`]` could become `]]`).
pub const NO_KEY: &str = "<F9>";

/// Returns a command for the program with arguments.
pub fn tongdu(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tongdu"));
    command.args(arguments);
    command
}

/// Starts the program, in Chinese, and waits until it is idle.
#[track_caller]
pub fn open(arguments: &[&str], (cols, rows): (u16, u16), kind: TerminalKind) -> Terminal {
    let arguments: Vec<&str> = ["--lang", "zh"].iter().chain(arguments).copied().collect();
    start(tongdu(&arguments), (cols, rows), kind)
}

/// Starts a command and waits until it is idle.
#[track_caller]
pub fn start(command: Command, (cols, rows): (u16, u16), kind: TerminalKind) -> Terminal {
    let mut terminal = Terminal::spawn(command, cols, rows, kind);
    wait_opened(&mut terminal);
    terminal
}

/// Waits until the document is on the screen and the program has nothing more to say.
#[track_caller]
pub fn wait_opened(terminal: &mut Terminal) {
    terminal.wait("its screen", |state| {
        state.is_full_screen() && !is_opening(state)
    });
    terminal.wait_idle();
}

/// Returns whether the screen says that the document is being opened.
pub fn is_opening(state: &EmulatorState) -> bool {
    let screen = &state.screen;
    let bottom = screen.row(screen.rows - 1);
    let bottom = bottom.trim();
    bottom.starts_with("正在打开") || bottom.starts_with("opening ")
}

/// Runs the program to its end without a terminal, with empty standard input and captured output.
pub fn run(arguments: &[&str]) -> Output {
    let home = Home::new();
    let mut command = tongdu(arguments);
    home.set_environment(&mut command);
    command.stdin(Stdio::null()).output().unwrap()
}

/// Opens the numbered lines in a terminal too narrow for the pane; returns it with the folder of the text.
pub fn open_numbered_lines() -> (TestFolder, Terminal) {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    (desk, terminal)
}

/// Returns output of a program as text.
pub fn output_text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Returns the path of a text of `tests/data/samples`.
pub fn sample(name: &str) -> String {
    // Tests run in the folder of the manifest; a relative path is the same on every machine.
    let folder = Path::new("tests/data/samples");
    folder.join(name).to_str().unwrap().to_owned()
}

/// Folder for the texts of one test, removed at the end.
pub struct TestFolder(Home);

impl TestFolder {
    /// Creates an empty folder.
    pub fn new() -> Self {
        Self(Home::new())
    }

    /// Returns the path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a text into the folder; returns its path.
    pub fn put(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Creates a named pipe in the folder.
    pub fn pipe(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mode = Mode::RUSR | Mode::WUSR;
        mknodat(CWD, &path, FileType::Fifo, mode, 0).unwrap();
        path
    }
}

/// Types keys in notation (`]]`, `<C-d>`, `3<Down>`) one by one, and waits until the program is idle after
/// each.
#[track_caller]
pub fn press(terminal: &mut Terminal, notation: &str) {
    for key in keys(notation) {
        terminal.keys(&key);
        if key == "\x1b" {
            // A lone Escape is a key only after a pause. A focus report after it has the same effect at once.
            terminal.keys("\x1b[I");
        }
        terminal.wait_idle();
    }
}

/// Brackets that are a command of their own if typed twice within a moment. The two must be sent together,
/// because a busy machine could delay the second.
const DOUBLED_KEYS: [&str; 2] = ["[【「", "]】」"];

/// Returns the bytes that a terminal sends for each key of a sequence in notation.
pub fn keys(notation: &str) -> Vec<String> {
    let mut sent = Vec::new();
    let mut rest = notation;
    while let Some(first) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (key, after) = match name {
            Some((name, after)) => (key_bytes(name), after),
            None => {
                let (key, after) = rest.split_at(first.len_utf8());
                (key.to_owned(), after)
            }
        };
        let is_second = sent.last().is_some_and(|last: &String| {
            DOUBLED_KEYS
                .iter()
                .any(|brackets| brackets.contains(last.as_str()) && brackets.contains(&key))
        });
        match sent.last_mut() {
            Some(last) if is_second => last.push_str(&key),
            _ => sent.push(key),
        }
        rest = after;
    }
    sent
}

fn key_bytes(name: &str) -> String {
    let bytes = match name {
        "Space" => " ",
        "lt" => "<",
        "Enter" => "\r",
        "Tab" => "\t",
        "Esc" => "\x1b",
        "BS" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "S-Tab" => "\x1b[Z",
        "Del" => "\x1b[3~",
        "PgUp" => "\x1b[5~",
        "PgDn" => "\x1b[6~",
        "F1" => "\x1bOP",
        "F3" => "\x1bOR",
        "S-F3" => "\x1b[13;2~",
        "F5" => "\x1b[15~",
        "F9" => "\x1b[20~",
        "A-Left" => "\x1b[1;3D",
        "C-Left" => "\x1b[1;5D",
        "C-Right" => "\x1b[1;5C",
        "A-Right" => "\x1b[1;3C",
        // The form of terminals with modifyOtherKeys or the keyboard protocol of kitty.
        "S-Space" => "\x1b[32;2u",
        _ => {
            let letter = name.strip_prefix("C-").and_then(|rest| rest.bytes().next());
            let letter = letter.unwrap_or_else(|| panic!("no terminal is known to send <{name}>"));
            return char::from(letter.to_ascii_uppercase() & 0x1f).to_string();
        }
    };
    bytes.to_owned()
}

/// Returns a text whose lines contain their own place, one row each: four chapters of four sections of five
/// paragraphs, 100 lines.
pub fn numbered_lines() -> String {
    let numbers = ["一", "二", "三", "四"];
    let mut text = String::new();
    for chapter in numbers {
        text.push_str(&format!("第{chapter}章 梯子\n"));
        for section in numbers {
            text.push_str(&format!("{section}、{chapter}之{section}\n"));
            for paragraph in ["甲", "乙", "丙", "丁", "戊"] {
                text.push_str(&format!("　　{chapter}之{section}，{paragraph}。\n"));
            }
        }
    }
    text
}

/// Returns a line of `numbered_lines`, from 0, without its indent.
pub fn numbered_line(line: usize) -> String {
    numbered_lines()
        .lines()
        .nth(line)
        .unwrap()
        .trim()
        .to_owned()
}

/// Returns the text of a row without the blanks around it and the bar of a heading.
pub fn row(terminal: &Terminal, y: usize) -> String {
    let row = terminal.state().screen.row(y);
    row.trim().trim_start_matches("▎").trim_start().to_owned()
}

/// Returns the last row: status line or prompt.
pub fn status(terminal: &Terminal) -> String {
    row(terminal, terminal.state().screen.rows - 1)
}

/// Asserts that after `keys` the first row of the screen is `want`.
#[track_caller]
pub fn assert_first_row(terminal: &mut Terminal, keys: &str, want: &str) {
    press(terminal, keys);
    assert_eq!(
        row(terminal, 0),
        want,
        "after {keys}:\n{}",
        terminal.state().screen
    );
}
