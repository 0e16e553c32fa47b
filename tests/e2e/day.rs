//! A day of reading: a folder is opened, searched, selected, marked and noted, edited outside, opened again and exported.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::{Ambiguous, TerminalKind};
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, tongdu, wait_opened};
use crate::support::screen::Colour;
use std::fs;
use std::process::Stdio;

/// Second text of the folder.
const WATER: &str =
    "水路\n\n　　河上有桥，桥下有船。\n\n　　统筹城乡发展，是一件长期的事。\n\n　　船到桥头。\n";

fn open_in(home: &Home, path: &str, kind: TerminalKind, theme: &str) -> Terminal {
    let mut command = tongdu(&["--lang", "zh", "--theme", theme, path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 80, 14, kind);
    wait_opened(&mut terminal);
    terminal
}

#[track_caller]
fn wait(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.find(text).is_some());
    terminal.wait_idle();
}

/// Returns whether `text` has a ground of its own.
fn is_marked(terminal: &Terminal, text: &str) -> bool {
    let screen = &terminal.state().screen;
    let (x, y) = screen.find(text).unwrap();
    let ground = |x| screen.cell(x, y).style.bg;
    ground(x) != Colour::Default && ground(x) != ground(screen.cols - 1)
}

#[test]
fn a_day_of_reading() {
    let desk = TestFolder::new();
    let home = Home::new();
    desk.put(
        "书/1 山路.txt",
        "山路\n\n　　山下有人家。\n\n　　山上有云。\n",
    );
    let water = desk.put("书/2 水路.txt", WATER);
    let folder = desk.path("书");
    let folder = folder.to_str().unwrap();
    let mut terminal = open_in(&home, folder, TerminalKind::USUAL, "auto");
    // The outline is filtered by pinyin, and leads to the second text.
    press(&mut terminal, "T");
    wait(&mut terminal, "水路");
    press(&mut terminal, "shuilu");
    wait(&mut terminal, "1 项");
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, "河上有桥");
    // Searched by another form of the letters.
    press(&mut terminal, "/統籌<Enter>");
    wait(&mut terminal, "统筹城乡");
    // The word at the hit is extended to the sentence, copied, and highlighted.
    press(&mut terminal, "vis");
    wait(&mut terminal, "已选");
    press(&mut terminal, "y");
    wait(&mut terminal, "已发给终端 13 字");
    press(&mut terminal, "viss");
    wait(&mut terminal, "已划线");
    press(&mut terminal, "<Esc>");
    assert!(is_marked(&terminal, "统筹城乡"));
    // A place is marked, and the paragraph gets a note.
    press(&mut terminal, "mS");
    wait(&mut terminal, "记号 S 已设");
    press(&mut terminal, "G");
    press(&mut terminal, "mm");
    wait(&mut terminal, "已夹书签");
    press(&mut terminal, "/船到<Enter>Va记得这句<Enter>");
    wait(&mut terminal, "笔记已存");
    assert!(terminal.state().screen.find("※").is_some());
    press(&mut terminal, "<Esc>q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    // The text is edited outside: a paragraph is added, and a word changed.
    let edited = WATER
        .replace("水路\n", "水路\n\n　　清晨起了雾。\n")
        .replace("是一件长期的事", "是一件很长期的事");
    fs::write(&water, edited).unwrap();
    let mut terminal = open_in(&home, folder, TerminalKind::USUAL, "auto");
    press(&mut terminal, "M");
    wait(&mut terminal, "记得这句");
    let screen = &terminal.state().screen;
    assert!(screen.find("~ 统筹城乡").is_some(), "{screen}");
    assert!(screen.find("原文已改").is_none(), "{screen}");
    press(&mut terminal, "<Esc>`S");
    assert!(is_marked(&terminal, "很长期"));
    // The way out: on the screen, and without one.
    let file = desk.path("notes.org");
    press(&mut terminal, &format!(":export {}<Enter>", file.display()));
    wait(&mut terminal, "笔记 2 条已存到");
    let org = fs::read_to_string(&file).unwrap();
    assert!(
        org.contains("记得这句") && org.contains("统筹城乡"),
        "{org}"
    );
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let mut command = tongdu(&["notes", folder, "--org"]);
    home.set_environment(&mut command);
    let printed = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), org);
}

#[test]
fn notes_are_seen_on_every_paper_and_in_both_widths() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", WATER);
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        for theme in ["light", "dark", "sepia"] {
            let home = Home::new();
            let kind = TerminalKind {
                ambiguous,
                ..TerminalKind::USUAL
            };
            let mut terminal = open_in(&home, &path, kind, theme);
            press(&mut terminal, "}}v)a要点<Enter>");
            wait(&mut terminal, "笔记已存");
            press(&mut terminal, "gg");
            assert!(is_marked(&terminal, "统筹城乡"), "{theme}");
            terminal.assert_full_redraw_changes_nothing();
            press(&mut terminal, "<Enter>");
            wait(&mut terminal, "a 改");
            terminal.assert_full_redraw_changes_nothing();
            press(&mut terminal, "<Esc>M");
            wait(&mut terminal, "1/1");
            terminal.assert_full_redraw_changes_nothing();
            press(&mut terminal, "<Esc>}}v)");
            assert!(is_marked(&terminal, "统筹城乡"), "{theme}");
            terminal.assert_full_redraw_changes_nothing();
        }
    }
}
