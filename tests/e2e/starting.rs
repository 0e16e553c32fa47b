//! Places at which reading starts, by the command line; options of less.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::{Terminal, set_piped_stdin};
use crate::support::reading::{
    TestFolder, numbered_line, numbered_lines, open, output_text, press, row, run, start, status,
    tongdu, wait_opened,
};
use std::io::Write as _;

const REPORT: &str = "# 报告\n\n## 一、总则\n\n总则之文。\n\n## 二、办法\n\n### （一）登记\n\n登记之文。\n\n### （二）核验\n\n核验之文。\n\n## 三、附则\n\n附则之文。\n";

#[test]
fn reading_starts_at_the_named_place() {
    let desk = TestFolder::new();
    let lines = desk.put("lines.txt", numbered_lines());
    let report = desk.put("report.md", REPORT);
    for (arguments, want) in [
        (&["+12", &lines][..], numbered_line(11)),
        (&[&lines, "+12"], numbered_line(11)),
        (&[&format!("{lines}:12")], numbered_line(11)),
        (&[&format!("{lines}:12:3:")], numbered_line(11)),
        (&["+3", "+G", "+12", &lines], numbered_line(11)),
        (&[&format!("{report}:15")], "核验之文。".to_owned()),
    ] {
        let terminal = open(arguments, (58, 11), TerminalKind::USUAL);
        let first = row(&terminal, 0);
        // A short text is not scrolled beyond its end.
        let screen = terminal.state().screen.text();
        assert!(
            first == want || screen.contains(&want),
            "{arguments:?}: {screen}"
        );
    }
    for (place, want) in [
        ("+三、附则", "三、附则"),
        ("+2.2", "（二）核验"),
        ("+/登记之文", "登记之文"),
    ] {
        let terminal = open(&[place, &report], (58, 8), TerminalKind::USUAL);
        let screen = terminal.state().screen.text();
        assert!(screen.contains(want), "{place}: {screen}");
    }
    let terminal = open(&["+第3章", &lines], (80, 24), TerminalKind::USUAL);
    assert!(
        status(&terminal).contains("第三章"),
        "{}",
        status(&terminal)
    );
    let terminal = open(&["--at", "九", &lines], (58, 11), TerminalKind::USUAL);
    assert!(status(&terminal).contains("没有这一节：九"));
    let terminal = open(&["+999999", &lines], (58, 11), TerminalKind::USUAL);
    assert!(
        status(&terminal).contains("原文共"),
        "{}",
        status(&terminal)
    );
    // A file that is called so is read.
    let odd = desk.put("odd.txt:3", "冒号。\n");
    let terminal = open(&[&odd], (58, 11), TerminalKind::USUAL);
    assert_eq!(row(&terminal, 0), "冒号。");
}

#[test]
fn cat_prints_a_section_some_lines_and_colours() {
    let desk = TestFolder::new();
    let report = desk.put("report.md", REPORT);
    let cat = |arguments: &[&str]| {
        let output = run(&[&["cat"], arguments, &[&report]].concat());
        (output_text(&output.stdout), output.status.code())
    };
    let (section, code) = cat(&["--at", "二.（二）"]);
    assert_eq!(code, Some(0));
    assert!(section.contains("核验之文") && !section.contains("登记") && !section.contains("附则"));
    assert_eq!(cat(&["--at", "办法"]).0, cat(&["+二、"]).0);
    assert_eq!(cat(&["--at", "十"]).1, Some(1));
    let (head, _) = cat(&["--lines", "2"]);
    assert_eq!(head.lines().count(), 2);
    let (rest, _) = cat(&["--from", "17"]);
    assert!(rest.trim_start().starts_with("三、附则"), "{rest}");
    assert!(cat(&["--color", "always"]).0.contains("\x1b[1m"));
    assert!(!cat(&["--color", "auto"]).0.contains('\x1b'));
}

#[test]
fn the_text_read_last_is_continued() {
    let home = Home::new();
    let desk = TestFolder::new();
    let lines = desk.put("lines.txt", numbered_lines());
    let report = desk.put("report.txt", numbered_lines().replace('，', "、"));
    let read = |arguments: &[&str], keys: &str| {
        let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
        home.set_environment(&mut command);
        let mut terminal = Terminal::spawn_as_is(command, 58, 11, TerminalKind::USUAL);
        wait_opened(&mut terminal);
        press(&mut terminal, keys);
        let first = row(&terminal, 0);
        terminal.keys("q");
        assert_eq!(terminal.exit_status().code(), Some(0));
        first
    };
    let nothing = run(&["-c"]);
    assert_eq!(
        nothing.status.code(),
        Some(0),
        "without a terminal the essays are printed"
    );
    let of_lines = read(&[&lines], "jjj");
    let of_report = read(&[&report], "jjjjj");
    let last = read(&["-c"], "");
    let named = read(&["-c", "lines"], "");
    assert_eq!((last, &named), (of_report, &of_lines));
    assert_eq!(read(&["-c"], ""), named, "what was opened last is the last");
}

#[test]
fn a_growing_text_is_followed_until_the_reader_moves() {
    let (reader, mut writer) = std::io::pipe().unwrap();
    writer.write_all(numbered_lines().as_bytes()).unwrap();
    let mut command = tongdu(&["--lang", "zh", "+F"]);
    set_piped_stdin(&mut command, reader);
    let mut terminal = start(command, (58, 11), TerminalKind::USUAL);
    writer.write_all("新来的一行。\n".as_bytes()).unwrap();
    terminal.wait_text("新来的一行。");
    press(&mut terminal, "k");
    writer.write_all("又来的一行。\n".as_bytes()).unwrap();
    drop(writer);
    terminal.wait_idle();
    assert!(!terminal.state().screen.text().contains("又来的一行。"));
    press(&mut terminal, "F");
    terminal.wait_text("又来的一行。");
}

#[test]
fn less_options_end_the_program_and_leave_the_page() {
    let desk = TestFolder::new();
    let lines = desk.put("lines.txt", numbered_lines());
    let mut terminal = open(&["-K", &lines], (58, 11), TerminalKind::USUAL);
    terminal.keys("\x03");
    assert_eq!(terminal.exit_status().code(), Some(2));
    let mut terminal = open(&["-eX", &lines], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "G");
    terminal.keys(" ");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let screen = terminal.state().screen.text();
    assert!(!terminal.state().is_full_screen());
    assert!(screen.contains(&numbered_line(99)), "{screen}");
}
