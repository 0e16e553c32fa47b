//! Start and end: every way into the program and out of it, and the state of the terminal afterwards.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::{Terminal, set_piped_stdin, shell_command};
use crate::support::reading::{
    TestFolder, numbered_lines, open, output_text, press, row, run, sample, start, status, tongdu,
};
use rustix::process::Signal;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;

/// Asserts that the terminal is as it was before the program.
#[track_caller]
fn assert_terminal_restored(terminal: &Terminal) {
    let state = terminal.state();
    let mut modes = state.modes.clone();
    modes.sort_unstable();
    assert_eq!(modes, [7, 25], "{}", state.describe());
    assert_eq!(state.screen.text().trim(), "", "the screen is as it was");
}

#[test]
fn every_key_that_quits_restores_the_screen() {
    for keys in ["q", "ZZ", ":q\r", ":quit\r", "ｑ", "<Tab>q"] {
        let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
        match keys.strip_prefix("<Tab>") {
            Some(rest) => {
                press(&mut terminal, "<Tab>");
                terminal.keys(rest);
            }
            None => terminal.keys(keys),
        }
        assert_eq!(terminal.exit_status().code(), Some(0), "{keys}");
        assert_terminal_restored(&terminal);
    }
}

#[test]
fn escape_never_quits() {
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    press(
        &mut terminal,
        "<Esc><Esc><Tab><Esc><Esc>?<Esc><Esc>/x<Esc><Esc>:<Esc><Esc>T<Esc><Esc>",
    );
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn signals_end_the_program_and_restore_the_screen() {
    for keys in ["", "/船", "T", "?"] {
        for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::QUIT, 131)] {
            let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
            press(&mut terminal, keys);
            terminal.signal(signal);
            assert_eq!(terminal.exit_status().code(), Some(code));
            assert_terminal_restored(&terminal);
        }
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    assert_eq!(terminal.hang_up().code(), Some(129));
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    terminal.signal(Signal::HUP);
    assert_eq!(terminal.exit_status().code(), Some(129));
}

#[test]
fn ctrl_z_goes_to_the_shell_and_back() {
    let page = sample("page.txt");
    for keys in ["2]j", "/船", "<Tab>j", "?", "T一"] {
        let command = shell_command(
            Path::new(env!("CARGO_BIN_EXE_tongdu")),
            &["--lang", "zh", &page],
        );
        let mut terminal = start(command, (80, 24), TerminalKind::USUAL);
        press(&mut terminal, keys);
        let before = terminal.state().screen.clone();
        terminal.keys("\x1a");
        terminal.wait("the shell", |state| {
            !state.is_full_screen() && state.screen.find("[stopped]").is_some()
        });
        terminal.keys("\r");
        terminal.wait(
            "the program again",
            crate::support::emulator::EmulatorState::is_full_screen,
        );
        terminal.wait_idle();
        terminal
            .state()
            .screen
            .assert_looks_like(&before, "after Ctrl-Z (left), before (right)");
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_size_that_changed_meanwhile_is_taken_after_ctrl_z() {
    let page = sample("page.txt");
    let command = shell_command(
        Path::new(env!("CARGO_BIN_EXE_tongdu")),
        &["--lang", "zh", &page],
    );
    let mut terminal = start(command, (80, 24), TerminalKind::USUAL);
    terminal.keys("\x1a");
    terminal.wait("the shell", |state| {
        state.screen.find("[stopped]").is_some()
    });
    terminal.resize(50, 12);
    terminal.keys("\r");
    terminal.wait(
        "the program again",
        crate::support::emulator::EmulatorState::is_full_screen,
    );
    terminal.wait_idle();
    terminal.assert_full_redraw_changes_nothing();
    assert!(
        status(&terminal).contains('%'),
        "{}",
        terminal.state().screen
    );
}

#[test]
fn ctrl_z_without_a_shell_is_refused() {
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "<C-z>");
    assert!(
        status(&terminal).contains("没有可以回到的命令行"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn a_text_comes_through_a_pipe_and_keys_from_the_terminal() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut command = tongdu(&["--lang", "zh", "-"]);
    set_piped_stdin(&mut command, File::open(path).unwrap());
    let mut terminal = start(command, (58, 11), TerminalKind::USUAL);
    assert_eq!(row(&terminal, 0), "第一章 梯子");
    press(&mut terminal, "7G");
    assert_eq!(row(&terminal, 0), "一、二之一");
    press(&mut terminal, "r");
    assert_eq!(
        row(&terminal, 0),
        "一、二之一",
        "what came through a pipe is kept"
    );
    assert!(
        status(&terminal).starts_with("管道只能读一次"),
        "{}",
        status(&terminal)
    );
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    assert_terminal_restored(&terminal);
}

#[test]
fn what_comes_through_a_pipe_shows_as_it_comes() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    let mut command = tongdu(&["--lang", "zh", "-"]);
    set_piped_stdin(&mut command, reader);
    let mut terminal = Terminal::spawn(command, 58, 11, TerminalKind::USUAL);
    terminal.wait_text("正在读入…");
    terminal.keys("?");
    terminal.wait_text("按键：正文");
    terminal.keys("q");
    for words in ["迟到。", "再来。", "最后。"] {
        writeln!(writer, "{words}").unwrap();
        terminal.wait_text(words);
        assert_eq!(row(&terminal, 0), "迟到。");
    }
    // An incomplete character waits for its second half, and the status line still shows that the pipe is open.
    let (half, rest) = "山路".as_bytes().split_at(5);
    writer.write_all(half).unwrap();
    terminal.wait_text("山");
    terminal.wait_idle();
    let text = terminal.state().screen.text();
    assert!(!text.contains('\u{FFFD}'), "{text}");
    press(&mut terminal, "jj");
    assert!(
        status(&terminal).contains("正在读入…"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "r");
    assert!(status(&terminal).contains("管道"), "{}", status(&terminal));
    writer.write_all(rest).unwrap();
    terminal.wait_text("山路");
    drop(writer);
    terminal.wait("the end", |state| state.screen.find("正在读入").is_none());
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    assert_terminal_restored(&terminal);
}

#[test]
fn without_a_terminal_reading_is_cat() {
    let page = sample("page.txt");
    let (read, cat) = (run(&[&page]), run(&["cat", &page]));
    assert_eq!(read.status.code(), Some(0));
    assert_eq!(read.stdout, cat.stdout);
    let text = output_text(&read.stdout);
    assert!(!text.contains('\x1b') && text.contains("桥头的小卖部"));
    assert!(output_text(&run(&[]).stdout).contains("山路与账本"));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = TestFolder::new();
    let path = desk.put("long.txt", numbered_lines().repeat(60));
    for arguments in [
        vec!["cat", &path],
        vec!["toc", &path],
        vec!["toc", "--json", &path],
        vec![&path],
    ] {
        let home = Home::new();
        let mut command = tongdu(&arguments);
        home.set_environment(&mut command);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(output_text(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn the_lines_of_cat_are_as_long_as_was_asked() {
    for width in [1, 2, 3, 10, 24, 40, 500] {
        let output = run(&["cat", "--width", &width.to_string(), &sample("page.txt")]);
        assert_eq!(output.status.code(), Some(0), "{width}");
        let text = output_text(&output.stdout);
        // Two more cells allow for hanging punctuation and for a glyph wider than its column.
        let longest = text
            .lines()
            .map(unicode_width::UnicodeWidthStr::width)
            .max()
            .unwrap();
        assert!(longest <= width + 2, "{width}: {longest}");
        let letters = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        };
        let source = std::fs::read_to_string(sample("page.txt")).unwrap();
        assert_eq!(letters(&text), letters(&source), "{width}: nothing is lost");
    }
}

#[test]
fn exit_codes() {
    let page = sample("page.txt");
    for (arguments, code) in [
        (vec!["--help"], 0),
        (vec!["find", "--help"], 0),
        (vec!["help", "find"], 0),
        (vec!["help", "nonsense"], 2),
        (vec!["completions", "bash"], 0),
        (vec!["completions"], 2),
        (vec!["man"], 0),
        (vec!["--version"], 0),
        (vec!["keys"], 0),
        (vec!["config"], 0),
        (vec!["toc"], 0),
        (vec!["toc", &page], 0),
        (vec!["cat", &page], 0),
        (vec!["cat", "/there/is/no/such/file"], 1),
        (vec!["toc", "/there/is/no/such/file"], 1),
        (vec!["check", "/there/is/no/such/file"], 1),
        (vec!["/there/is/no/such/file"], 1),
        (vec!["--fly"], 2),
        (vec!["check"], 2),
        (vec!["--ambiguous", "perhaps"], 2),
        (vec!["cat", "--width", "wide"], 2),
        (vec!["one", "two"], 1),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(code == 0, output.stderr.is_empty(), "{arguments:?}");
        assert_eq!(code == 0, !output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn an_address_and_a_folder_are_told_plainly() {
    let told = run(&["cat", "https://example.com/a.html"]);
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains("curl -L"), "{told}");
    let desk = TestFolder::new();
    desk.put(
        "甲/一.txt",
        "第一章 山\n\n山里的字。\n\n第二章 水\n\n水里的字。\n",
    );
    desk.put("表.csv", "名,数,量\n山,1,2\n水,3,4\n");
    let toc = run(&["toc", &desk.path(".").to_string_lossy()]);
    let toc = String::from_utf8(toc.stdout).unwrap();
    assert!(toc.contains("\t甲/一.txt\n"), "{toc}");
    assert!(toc.contains("\t表.csv\n"), "{toc}");
}
