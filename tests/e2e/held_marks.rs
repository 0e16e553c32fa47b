//! Marks that are in no file: they hold while the program runs, and go out and in as any others.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::{Terminal, set_piped_stdin};
use crate::support::reading::{TestFolder, output_text, press, tongdu, wait_opened};
use std::fs::{self, File};

const TEXT: &str = "　　统筹城乡发展，是要求。第二句。\n\n　　末段。\n";

fn open(home: &Home, desk: &TestFolder, arguments: &[&str], input: Option<&str>) -> Terminal {
    let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
    command.current_dir(desk.path("."));
    home.set_environment(&mut command);
    if let Some(input) = input {
        set_piped_stdin(&mut command, File::open(desk.put(".input", input)).unwrap());
    }
    let mut terminal = Terminal::spawn_as_is(command, 60, 12, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    terminal
}

/// Returns what the program prints without a screen, first on standard output, then on standard error.
fn printed(home: &Home, arguments: &[&str]) -> (String, String) {
    let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
    home.set_environment(&mut command);
    let output = command.output().unwrap();
    (output_text(&output.stdout), output_text(&output.stderr))
}

#[test]
fn marks_in_the_text_of_a_pipe_are_exported_read_in_and_saved_with_the_text() {
    let desk = TestFolder::new();
    let home = Home::new();
    let mut terminal = open(&home, &desk, &[], Some(TEXT));
    press(&mut terminal, "ma");
    terminal.wait_text("退出前有效");
    press(&mut terminal, "v3la一条笔记<Enter>");
    terminal.wait_text("已记下，退出前有效");
    press(&mut terminal, ":export json 出.json<Enter>");
    terminal.wait_text("笔记 2 条已存到");
    let out = desk.path("出.json");
    let path = out.to_str().unwrap();
    let exported = fs::read_to_string(&out).unwrap();
    // Twice gives no doubles; what is exported there is the same.
    let other = Home::new();
    assert!(
        printed(&other, &["notes", "--import", path])
            .1
            .contains("读入笔记 2 条")
    );
    assert!(
        printed(&other, &["notes", "--import", path])
            .1
            .contains("读入笔记 0 条")
    );
    assert_eq!(printed(&other, &["notes", "--json"]).0, exported);
    // A file with these bytes has them.
    let copy = desk.put("抄.txt", TEXT);
    let mut reading = open(&other, &desk, &[&copy], None);
    press(&mut reading, "M");
    reading.wait_text("划线和笔记 2 处");
    // With the text its marks are saved too.
    press(&mut terminal, ":save 存.txt<Enter>");
    terminal.wait_text("已存到 存.txt");
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let mut reading = open(&home, &desk, &["存.txt"], None);
    press(&mut reading, "M");
    reading.wait_text("划线和笔记 2 处");
}

#[test]
fn marks_that_are_not_kept_hold_while_other_texts_are_read() {
    let desk = TestFolder::new();
    let home = Home::new();
    for (folder, is_kept) in [("甲", true), ("乙", false)] {
        let config = home.path().join("config/tongdu");
        fs::create_dir_all(&config).unwrap();
        fs::write(config.join("config.toml"), format!("notes = {is_kept}\n")).unwrap();
        let path = desk.put(&format!("{folder}/a.txt"), TEXT);
        desk.put(&format!("{folder}/b.txt"), "另一篇的字。\n");
        let mut terminal = open(&home, &desk, &[&path], None);
        press(&mut terminal, "v3ls");
        terminal.wait_text(if is_kept {
            "已划线"
        } else {
            "已记下，退出前有效"
        });
        press(&mut terminal, ":e b.txt<Enter>");
        terminal.wait_text("另一篇的字");
        press(&mut terminal, "M");
        terminal.wait_text("还没有");
        press(&mut terminal, "<Esc><C-o>");
        terminal.wait_text("末段");
        press(&mut terminal, "M");
        terminal.wait_text("划线和笔记 1 处");
        press(&mut terminal, "<Esc>:e b.txt<Enter>");
        terminal.wait_text("另一篇的字");
        press(&mut terminal, ":e a.txt<Enter>");
        terminal.wait_text("末段");
        press(&mut terminal, "M");
        terminal.wait_text("划线和笔记 1 处");
    }
}

#[test]
fn what_cannot_be_read_in_is_named() {
    let desk = TestFolder::new();
    let home = Home::new();
    for (content, want) in [
        ("[\n{\"id\":", "第 2 行不是完整的 JSON"),
        (
            "[{\"type\":\"Annotation\"}]",
            "没有 tongdu notes --json 写出的标记",
        ),
    ] {
        let path = desk.put("x.json", content);
        assert!(
            printed(&home, &["notes", "--import", &path])
                .1
                .contains(want)
        );
    }
    assert_eq!(printed(&home, &["notes", "--json"]).0, "[]\n");
}
