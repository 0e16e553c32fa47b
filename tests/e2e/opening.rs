//! Opening that takes long: the screen shows it, the keys work meanwhile, and failures end it. The program opens a
//! document out of a named pipe, so that a test decides when it is opened. It is this test binary, started again.

use crate::support::emulator::{EmulatorState, TerminalKind};
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, numbered_line, numbered_lines, open, press, row, status, tongdu,
};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use tongdu::app::input::state::QuitRules;
use tongdu::app::next_text::request::{Resumption, StartScreen};
use tongdu::app::opening::origin::Origin;
use tongdu::app::reading::appearance::StartOptions;
use tongdu::app::runtime::event_loop::run;
use tongdu::app::runtime::open_job::Opener;
use tongdu::app::runtime::run_plan::RunPlan;
use tongdu::doc::Document;
use tongdu::formats::plain::PlainDocument;
use tongdu::messages::Lang;
use tongdu::source::windows::Source;
use tongdu::text::forms::CaseRule;
use tongdu::views::View;

/// Variable with the path of the named pipe, set for the program and not for the tests.
const PIPE_VAR: &str = "TONGDU_TEST_DOCUMENT_PIPE";
/// Text that makes the job panic.
const PANIC: &str = "panic";
/// Size of the screen: without room for the outline.
const SIZE: (u16, u16) = (58, 11);

/// The program. Its exit code is that of the session, or 3 if the session failed.
#[test]
fn program() {
    if std::env::var_os(PIPE_VAR).is_none() {
        return;
    }
    let outcome = run(RunPlan {
        held: Vec::new(),
        opener: Opener {
            origin: Origin::made(read_pipe),
            view: View::Reading,
            records: None,
            notes: None,
            favourites: None,
            reading_log: None,
            problems: Vec::new(),
        },
        encoding: None,
        has_hints: false,
        start: StartOptions {
            lang: Lang::ZhHans,
            ..StartOptions::default()
        },
        searches: None,
        places: Vec::new(),
        first_screen: StartScreen::Text,
        came_from: None,
        resumption: Resumption::Always,
        failure: None,
        named_idle_options: Vec::new(),
        idle_options: Vec::new(),
        quit_rules: QuitRules::default(),
        search_case: CaseRule::default(),
    });
    if let Err(error) = &outcome.code {
        eprintln!("ended by: {error}");
    }
    std::process::exit(outcome.code.map_or(3, i32::from));
}

/// Returns a document of the text that the test writes into the pipe; blocks until it is written.
fn read_pipe() -> Arc<dyn Document> {
    let path = std::env::var_os(PIPE_VAR).expect("the test sets it");
    let text = fs::read_to_string(path).expect("the test writes text");
    assert!(text != PANIC, "no document today");
    Arc::new(PlainDocument::new("梯子", Source::Owned(text.into_bytes())))
}

/// The program, while it opens its document.
struct SlowOpening {
    terminal: Terminal,
    pipe: PathBuf,
    _folder: TestFolder,
}

impl SlowOpening {
    #[track_caller]
    fn start() -> Self {
        let folder = TestFolder::new();
        let pipe = folder.pipe("document");
        let binary = std::env::current_exe().expect("a running program has a file");
        let mut command = Command::new(binary);
        let arguments = [
            "--exact",
            "opening::program",
            "--nocapture",
            "--test-threads=1",
        ];
        command.args(arguments).env(PIPE_VAR, &pipe);
        let mut terminal = Terminal::spawn(command, SIZE.0, SIZE.1, TerminalKind::USUAL);
        terminal.wait_text("正在打开…");
        terminal.wait_idle();
        Self {
            terminal,
            pipe,
            _folder: folder,
        }
    }

    /// Lets the document be opened with this text.
    fn write(&self, text: &str) {
        fs::write(&self.pipe, text).expect("the program reads it");
    }
}

#[track_caller]
fn assert_terminal_restored(terminal: &Terminal) {
    let mut modes = terminal.state().modes.clone();
    modes.sort_unstable();
    assert_eq!(modes, [7, 25], "{}", terminal.state().describe());
}

#[test]
fn a_document_being_opened_can_be_left() {
    for key in ["q", "\x1b", "\x03"] {
        let mut opening = SlowOpening::start();
        let terminal = &mut opening.terminal;
        assert!(terminal.state().is_full_screen());
        assert_eq!(status(terminal), "正在打开…");
        terminal.assert_full_redraw_changes_nothing();
        terminal.keys(key);
        assert_eq!(terminal.exit_status().code(), Some(0), "{key:?}");
        assert_terminal_restored(terminal);
    }
}

#[test]
fn keys_pressed_while_a_document_is_opened_reach_it() {
    let mut opening = SlowOpening::start();
    press(&mut opening.terminal, "3j");
    opening.terminal.resize(40, 8);
    opening.terminal.wait("the new size", |state| {
        state.screen.row(7).contains("正在打开…")
    });
    opening.write(&numbered_lines());
    opening.terminal.wait_text(&numbered_line(3));
    opening.terminal.wait_idle();
    assert_eq!(row(&opening.terminal, 0), numbered_line(3));
    opening.terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_document_whose_opening_panics_ends_the_program_with_the_reason() {
    let mut opening = SlowOpening::start();
    opening.write(PANIC);
    assert_eq!(opening.terminal.exit_status().code(), Some(3));
    assert_terminal_restored(&opening.terminal);
    let text = opening.terminal.state().screen.text();
    assert!(text.contains("no document today"), "{text}");
}

#[test]
fn while_a_document_is_read_again_the_old_one_has_the_keys() {
    let mut opening = SlowOpening::start();
    opening.write(&numbered_lines());
    opening.terminal.wait_text(&numbered_line(0));
    press(&mut opening.terminal, "r");
    opening.terminal.wait_text("正在重读…");
    press(&mut opening.terminal, "jj");
    assert_eq!(row(&opening.terminal, 0), numbered_line(2));
    assert!(status(&opening.terminal).contains("正在重读…"));
    opening.write(&format!("新的第一行。\n{}", numbered_lines()));
    opening.terminal.wait_text("已重新读入");
    assert_eq!(row(&opening.terminal, 0), numbered_line(2));
    press(&mut opening.terminal, "gg");
    assert_eq!(row(&opening.terminal, 0), "新的第一行。");
    assert!(!status(&opening.terminal).contains("正在重读"));
}

#[test]
fn escape_gives_up_reading_a_document_again() {
    let mut opening = SlowOpening::start();
    opening.write("旧的文字。\n");
    opening.terminal.wait_text("旧的文字。");
    press(&mut opening.terminal, "r");
    opening.terminal.wait_text("正在重读…");
    press(&mut opening.terminal, "<Esc>");
    assert!(!status(&opening.terminal).contains("正在重读"));
    // The job ends with a document that nobody waits for.
    opening.write("没人等的文字。\n");
    opening.terminal.wait_idle();
    assert_eq!(row(&opening.terminal, 0), "旧的文字。");
    press(&mut opening.terminal, "r");
    opening.write("新的文字。\n");
    opening.terminal.wait_text("新的文字。");
    opening.terminal.keys("q");
    assert_eq!(opening.terminal.exit_status().code(), Some(0));
}

#[test]
fn a_panic_while_a_document_is_read_again_is_a_notice() {
    let mut opening = SlowOpening::start();
    opening.write("旧的文字。\n");
    opening.terminal.wait_text("旧的文字。");
    press(&mut opening.terminal, "r");
    opening.write(PANIC);
    opening.terminal.wait_text("no document today");
    assert!(
        opening
            .terminal
            .state()
            .screen
            .text()
            .contains("后台任务出错")
    );
    press(&mut opening.terminal, "j");
    assert_eq!(row(&opening.terminal, 0), "旧的文字。");
    assert!(
        !status(&opening.terminal).contains("正在"),
        "{}",
        status(&opening.terminal)
    );
    opening.terminal.assert_full_redraw_changes_nothing();
    press(&mut opening.terminal, "r");
    opening.write("新的文字。\n");
    opening.terminal.wait_text("新的文字。");
}

/// Returns a web page of at least `bytes` bytes.
fn large_page(bytes: usize) -> String {
    let mut page = String::from("<!doctype html><title>大页</title>\n");
    for number in 1.. {
        page.push_str(&format!("<p>第{number}段。山路上有桥，桥下有水。</p>\n"));
        if page.len() >= bytes {
            break;
        }
    }
    page
}

#[test]
fn the_progress_of_a_large_page_is_shown() {
    let folder = TestFolder::new();
    let path = folder.put("大页.html", large_page(4 << 20));
    let arguments = ["--lang", "zh", &path];
    let mut terminal = Terminal::spawn(tongdu(&arguments), SIZE.0, SIZE.1, TerminalKind::USUAL);
    let bottom = |state: &EmulatorState| state.screen.row(state.screen.rows - 1).trim().to_owned();
    terminal.wait("progress", |state| {
        let bottom = bottom(state);
        bottom.starts_with("正在打开 大页.html…") && bottom.ends_with('%')
    });
    terminal.wait_text("第 1 段");
    assert!(!terminal.state().screen.text().contains("正在打开"));
    terminal.keys("r");
    terminal.wait("progress", |state| {
        let bottom = bottom(state);
        let progress = bottom.split("正在重读… ").nth(1);
        progress.is_some_and(|progress| progress.contains('%'))
    });
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn a_large_page_can_be_left_before_it_is_open() {
    let folder = TestFolder::new();
    let path = folder.put("大页.html", large_page(4 << 20));
    let arguments = ["--lang", "zh", &path];
    let mut terminal = Terminal::spawn(tongdu(&arguments), SIZE.0, SIZE.1, TerminalKind::USUAL);
    terminal.wait_text("正在打开");
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let text = terminal.state().screen.text();
    assert!(!text.contains("第 1 段"), "{text}");
    assert_terminal_restored(&terminal);
}

#[test]
fn long_markdown_shows_its_beginning_and_leads_to_its_end() {
    let folder = TestFolder::new();
    let paragraph = |n: u32| format!("第{n}段，见[注][注]。\n\n");
    let text: String = (1..=24_000).map(paragraph).collect();
    let text = format!("# 长文\n\n{text}## 末章\n\n句号。\n\n[注]: https://example.org\n");
    let path = folder.put("长.md", text);
    let mut terminal = open(&[&path], SIZE, TerminalKind::USUAL);
    assert!(terminal.state().screen.text().contains("第 1 段，见注。"));
    terminal.keys("G");
    terminal.wait_text("句号。");
    terminal.keys("gg/24000\r");
    terminal.wait_text("第 24000 段，见注。");
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn a_named_pipe_shows_what_has_come_and_can_be_left_at_any_time() {
    let folder = TestFolder::new();
    let path = folder.pipe("管.txt");
    let writer = {
        let path = path.clone();
        // This returns once the program reads.
        std::thread::spawn(move || fs::OpenOptions::new().write(true).open(path))
    };
    let mut terminal = open(&[path.to_str().unwrap()], SIZE, TerminalKind::USUAL);
    let mut writer = writer.join().unwrap().unwrap();
    assert!(
        status(&terminal).contains("正在读入…"),
        "{}",
        status(&terminal)
    );
    std::io::Write::write_all(&mut writer, "第一行。\n".as_bytes()).unwrap();
    terminal.wait_text("第一行。");
    terminal.wait_idle();
    assert!(
        status(&terminal).contains("正在读入…"),
        "{}",
        status(&terminal)
    );
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    assert_terminal_restored(&terminal);
}
