//! A small program that uses terminal mode, events, probe and backend in a real pty: its start, its input and its
//! end. The program is this test binary, started again.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test may fail here"
)]

use crate::support::emulator::{
    Ambiguous as Drawn, ReplyPolicy as Answering, TerminalKind, Vs16 as DrawnVs16,
};
use crate::support::pty::{Terminal, set_piped_stdin, shell_command};
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::layout::Size;
use ratatui::style::Style;
use rustix::process::Signal;
use std::path::PathBuf;
use std::process::Command;
use tongdu::term::backend::{SafeBackend, SyncUpdates};
use tongdu::term::input::{Event, Focus};
use tongdu::term::probe;
use tongdu::term::screen_mode::TerminalMode;
use tongdu::term::write_text::write_text;
use tongdu::text::width::Widths;

/// Environment variable that is set for the program and not for the tests.
const PROGRAM: &str = "TONGDU_TEST_PROGRAM";

/// The program. Its screen shows the number of frames and the last event. `q` quits, `p` panics, `w` panics in a
/// worker thread, Ctrl-Z suspends, Ctrl-L redraws.
#[test]
fn program() {
    if std::env::var_os(PROGRAM).is_none() {
        return;
    }
    let session = TerminalMode::enter().unwrap();
    session.guard_panics();
    let mut events = session.events().unwrap();
    let (width, height) = session.size();
    let mut screen = SafeBackend::new(session.output(), Size::new(width, height), SyncUpdates::On);
    if probe::can_probe(std::env::var("TERM").ok().as_deref()) {
        screen.queue(probe::QUERY);
        events.expect_cursor_reports(probe::CURSOR_REPORT_COUNT);
    }
    let mut answers = probe::ProbeAnswers::default();
    let mut heard = String::from("nothing");
    loop {
        screen
            .draw(|buffer| {
                let right = buffer.area.right();
                let facts = answers.facts();
                for (y, text) in ["统筹城乡——“发展”", &heard, &format!("{facts:?}")]
                    .into_iter()
                    .enumerate()
                {
                    let widths = Widths::default();
                    write_text(buffer, 0, y as u16, text, Style::new(), right, widths);
                }
                None
            })
            .unwrap();
        for event in events.next(None).unwrap() {
            match &event {
                Event::Hangup => {
                    session.release_without_writing();
                    std::process::exit(129);
                }
                Event::Signal(signal) => {
                    if let Some(code) = signal.exit_code() {
                        session.leave();
                        std::process::exit(code.into());
                    }
                    session.resume().unwrap();
                    screen.forget();
                }
                Event::Resize { width, height } => {
                    screen.resize(Size::new(*width, *height));
                }
                Event::Reply(reply) => {
                    answers.take(reply);
                    continue;
                }
                Event::Key(key) => match (key.code, key.modifiers) {
                    (KeyCode::Char('q'), _) => {
                        session.leave();
                        std::process::exit(0);
                    }
                    (KeyCode::Char('p'), _) => panic!("boom"),
                    (KeyCode::Char('w'), _) => {
                        let _ = std::thread::spawn(|| panic!("worker boom")).join();
                        heard = session
                            .worker_panic()
                            .unwrap_or_default()
                            .replace('\n', " ");
                        continue;
                    }
                    (KeyCode::Char('z'), KeyModifiers::CONTROL) => {
                        heard = format!("{:?}", session.suspend().unwrap());
                        screen.forget();
                        continue;
                    }
                    (KeyCode::Char('l'), KeyModifiers::CONTROL) => {
                        screen.forget();
                        continue;
                    }
                    _ => {}
                },
                _ => {}
            }
            heard = match &event {
                Event::Key(key) => format!("{:?} {:?}", key.code, key.modifiers),
                event => format!("{event:?}"),
            };
        }
    }
}

/// Arguments that make this binary run only the program, on its main thread.
const ARGUMENTS: [&str; 4] = [
    "--exact",
    "term_session::program",
    "--nocapture",
    "--test-threads=1",
];

fn binary() -> PathBuf {
    std::env::current_exe().expect("a running program has a file")
}

fn command() -> Command {
    let mut command = Command::new(binary());
    command.args(ARGUMENTS).env(PROGRAM, "1");
    command
}

fn start(kind: TerminalKind) -> Terminal {
    let mut terminal = Terminal::spawn(command(), 100, 10, kind);
    terminal.wait_text("统筹城乡");
    terminal
}

/// Asserts that the terminal is as it was before the program.
#[track_caller]
fn assert_terminal_restored(terminal: &Terminal) {
    let state = terminal.state();
    let mut modes = state.modes.clone();
    modes.sort_unstable();
    assert_eq!(modes, [7, 25], "{}", state.describe());
}

#[test]
fn it_comes_in_with_one_write_and_goes_out_without_a_trace() {
    let mut terminal = start(TerminalKind::USUAL);
    let state = terminal.state();
    assert!(state.is_full_screen() && !state.is_cursor_visible());
    assert!(state.has_mode(2004) && state.has_mode(1004) && !state.has_mode(7));
    terminal.keys("q");
    assert!(terminal.exit_status().success());
    assert_terminal_restored(&terminal);
}

#[test]
fn the_terminal_is_asked_and_its_answers_are_understood() {
    for (ambiguous, vs16, want) in [
        (
            Drawn::Narrow,
            DrawnVs16::One,
            "ambiguous: Some(Narrow), vs16: Some(One)",
        ),
        (
            Drawn::Wide,
            DrawnVs16::Two,
            "ambiguous: Some(Wide), vs16: Some(Two)",
        ),
    ] {
        let kind = TerminalKind {
            ambiguous,
            vs16,
            answers: Answering::All,
        };
        let mut terminal = start(kind);
        terminal.wait_text(want);
        terminal.wait_text("background: Some(Dark)");
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_mute_terminal_is_drawn_to_at_once() {
    let mut terminal = start(TerminalKind {
        answers: Answering::Silent,
        ..TerminalKind::USUAL
    });
    terminal.keys("j");
    terminal.wait_text("Char('j') KeyModifiers(0x0)");
}

#[test]
fn keys_pastes_and_focus_are_heard() {
    let mut terminal = start(TerminalKind::USUAL);
    for (keys, want) in [
        ("\x1b", "Esc KeyModifiers(0x0)"),
        ("\x1b[A", "Up KeyModifiers(0x0)"),
        ("中", "Char('中') KeyModifiers(0x0)"),
        ("\x03", "Char('c') KeyModifiers(CONTROL)"),
        ("\x1b[I", "Focus(Gained)"),
    ] {
        terminal.keys(keys);
        terminal.wait_text(want);
    }
    assert_eq!(
        format!("{:?}", Event::Focus(Focus::Gained)),
        "Focus(Gained)"
    );
    terminal.paste("他说：\rq");
    terminal.wait_text("Paste(\"他说：\\nq\")");
}

#[test]
fn a_new_size_is_heard_and_drawn() {
    let mut terminal = start(TerminalKind::USUAL);
    terminal.resize(50, 5);
    terminal.wait_text("Resize { width: 50, height: 5 }");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn signals_that_end_the_program_restore_the_screen() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let mut terminal = start(TerminalKind::USUAL);
        terminal.signal(signal);
        assert_eq!(terminal.exit_status().code(), Some(code));
        assert_terminal_restored(&terminal);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    assert_eq!(start(TerminalKind::USUAL).hang_up().code(), Some(129));
    let mut terminal = start(TerminalKind::USUAL);
    terminal.signal(Signal::HUP);
    assert_eq!(terminal.exit_status().code(), Some(129));
}

#[test]
fn a_panic_restores_the_screen_before_its_message() {
    let mut terminal = Terminal::spawn(command(), 100, 60, TerminalKind::USUAL);
    terminal.wait_text("统筹城乡");
    terminal.keys("p");
    assert!(!terminal.exit_status().success());
    assert_terminal_restored(&terminal);
    let text = terminal.state().screen.text();
    assert!(text.contains("boom"), "{text}");
}

#[test]
fn a_panic_of_a_worker_leaves_the_screen_alone() {
    let mut terminal = start(TerminalKind::USUAL);
    terminal.keys("w");
    terminal.wait_text("worker boom");
    assert!(terminal.state().is_full_screen());
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_takes_it_back() {
    let mut command = shell_command(&binary(), &ARGUMENTS);
    command.env(PROGRAM, "1");
    let mut terminal = Terminal::spawn(command, 100, 10, TerminalKind::USUAL);
    terminal.wait_text("统筹城乡");
    terminal.keys("\x1a");
    terminal.wait("the shell", |state| {
        !state.is_full_screen() && state.screen.find("[stopped]").is_some()
    });
    assert_terminal_restored(&terminal);
    terminal.keys("\r");
    terminal.wait("the program again", |state| {
        state.is_full_screen() && state.screen.find("统筹城乡").is_some()
    });
    terminal.assert_full_redraw_changes_nothing();
    terminal.keys("q");
    terminal.exit_status();
    assert_terminal_restored(&terminal);
}

#[test]
fn ctrl_z_without_a_shell_does_nothing() {
    let mut terminal = start(TerminalKind::USUAL);
    terminal.keys("\x1a");
    terminal.wait_text("Refused");
    assert!(terminal.state().is_full_screen());
}

#[test]
fn keys_come_from_the_terminal_when_standard_input_is_a_pipe() {
    let mut command = command();
    set_piped_stdin(&mut command, std::process::Stdio::null());
    let mut terminal = Terminal::spawn(command, 100, 10, TerminalKind::USUAL);
    terminal.wait_text("统筹城乡");
    terminal.keys("q");
    assert!(terminal.exit_status().success());
    assert_terminal_restored(&terminal);
}

#[test]
fn every_key_costs_one_small_frame() {
    let mut terminal = start(TerminalKind::USUAL);
    terminal.wait_idle();
    let (bytes, frames) = (terminal.sent().bytes, terminal.state().frames);
    terminal.keys_one_by_one(&["j", "k", "j"]);
    assert_eq!(terminal.state().frames - frames, 3);
    let spent = terminal.sent().bytes - bytes;
    assert!(spent < 3 * 70, "{spent} bytes for three changes of a line");
}
