//! The shelf of texts read before, and the notes printed without a screen.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, row, status, tongdu};
use std::fs;
use std::process::Command;

fn start(home: &Home, arguments: &[&str]) -> Terminal {
    let mut command = tongdu(&["--lang", "zh"]);
    command.args(arguments);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 80, 12, TerminalKind::USUAL);
    terminal.wait(
        "its screen",
        crate::support::emulator::EmulatorState::is_full_screen,
    );
    terminal.wait_idle();
    terminal
}

fn wait(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.find(text).is_some());
    terminal.wait_idle();
}

/// Reads a text and leaves it in the middle.
fn read(home: &Home, path: &str) {
    let mut terminal = start(home, &[path]);
    press(&mut terminal, "50%q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

fn paragraphs(words: &str) -> String {
    let line = |n: usize| format!("　　第{n}段，{words}。\n\n");
    (0..60).map(line).collect()
}

#[test]
fn the_shelf_opens_what_was_read_and_names_what_is_gone() {
    let desk = TestFolder::new();
    let home = Home::new();
    // Without anything read the essays open.
    let mut terminal = start(&home, &[]);
    assert!(!row(&terminal, 0).contains("书架"), "{}", row(&terminal, 0));
    press(&mut terminal, "q");
    let dream = desk.put("红楼梦.txt", paragraphs("说的是园子"));
    let other = desk.put("山路.txt", paragraphs("说的是山"));
    read(&home, &dream);
    read(&home, &other);
    let mut terminal = start(&home, &[]);
    wait(&mut terminal, "1/2");
    assert!(row(&terminal, 0).contains("书架"), "{}", row(&terminal, 0));
    // Initials of pinyin find a title; Enter reads on where it was left.
    press(&mut terminal, "/hlm");
    wait(&mut terminal, "1/1");
    press(&mut terminal, "<Enter><Enter>");
    wait(&mut terminal, "园子");
    assert!(status(&terminal).contains("50%"), "{}", status(&terminal));
    // From there the shelf leads to the other text, and says that it is gone.
    fs::remove_file(&other).expect("the file is there");
    press(&mut terminal, "B");
    wait(&mut terminal, "找不到");
    press(&mut terminal, "/山<Enter><Enter>");
    wait(&mut terminal, "找不到：");
    press(&mut terminal, "<Esc>");
    wait(&mut terminal, "园子");
    // The essays are one key away.
    press(&mut terminal, "q");
    let mut terminal = start(&home, &[]);
    wait(&mut terminal, "1/2");
    press(&mut terminal, "<Esc>");
    assert!(!row(&terminal, 0).contains("书架"), "{}", row(&terminal, 0));
    terminal.assert_full_redraw_changes_nothing();
}

fn output(home: &Home, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tongdu"));
    command.args(arguments);
    home.set_environment(&mut command);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn notes_are_printed_and_read_in_elsewhere_as_they_were() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "山路\n\n　　统筹城乡发展。第二句。\n");
    let mut terminal = start(&home, &[&path]);
    press(&mut terminal, "}a一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "ma");
    wait(&mut terminal, "记号 a 已设");
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let markdown = output(&home, &["notes", &path]);
    assert!(
        markdown.contains("> 统筹城乡发展。第二句。\n\n一条笔记\n"),
        "{markdown}"
    );
    let json = output(&home, &["notes", "--json"]);
    assert!(json.contains("TextQuoteSelector"), "{json}");
    assert!(output(&home, &["notes", "--csv"]).contains(",一条笔记,"));
    assert!(output(&home, &["notes", "--org"]).contains("#+begin_quote"));
    assert!(output(&home, &["notes", "--clippings"]).contains("=========="));
    assert!(!output(&home, &["notes", "--since", "9999"]).contains("统筹"));
    let exported = desk.put("notes.json", &json);
    let empty = Home::new();
    for _ in 0..2 {
        output(&empty, &["notes", "--import", &exported]);
        assert_eq!(output(&empty, &["notes", "--json"]), json);
    }
}
