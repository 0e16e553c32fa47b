//! Notes on the page: their signs, the sheet that shows them, and the lines in which they are written.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, row, status, tongdu, wait_opened};
use std::fs;

const TEXT: &str = "山路\n\n　　统筹城乡发展，是要求。第二句。\n\n　　末段。\n";
/// Sign of a note.
const SIGN: char = '※';

fn open_with(home: &Home, path: &str, size: (u16, u16), editor: &str) -> Terminal {
    let mut command = tongdu(&["--lang", "zh", path]);
    home.set_environment(&mut command);
    command.env("VISUAL", editor);
    let mut terminal = Terminal::spawn_as_is(command, size.0, size.1, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    terminal
}

fn wait(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.find(text).is_some());
    terminal.wait_idle();
}

/// Returns the rows with a sign.
fn signs(terminal: &Terminal) -> Vec<usize> {
    let screen = &terminal.state().screen;
    let rows = 0..screen.rows;
    rows.filter(|y| screen.row(*y).contains(SIGN)).collect()
}

/// Returns the text of all notes.
fn notes(home: &Home) -> String {
    let files = fs::read_dir(home.path().join("data/tongdu/notes")).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    texts.collect()
}

#[test]
fn a_note_has_a_sign_and_opens_by_enter_and_by_a_click_on_it() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    for size in [(60, 10), (20, 8)] {
        let _ = fs::remove_dir_all(home.path().join("data"));
        let mut terminal = open_with(&home, &path, size, "true");
        press(&mut terminal, "gg}v3ls");
        wait(&mut terminal, "已划线");
        // A highlight alone has no sign, and there is nothing to open.
        assert_eq!(signs(&terminal), [] as [usize; 0]);
        press(&mut terminal, "gg}v)a一条笔记<Enter>");
        wait(&mut terminal, "笔记已存");
        press(&mut terminal, "gg}}a另一条<Enter>");
        wait(&mut terminal, "笔记已存");
        press(&mut terminal, "gg");
        let found = signs(&terminal);
        assert_eq!(found.len(), 2, "{}", terminal.state().screen);
        press(&mut terminal, "<Enter>");
        assert!(
            status(&terminal).contains("1-2 选"),
            "{}",
            status(&terminal)
        );
        press(&mut terminal, "1");
        wait(&mut terminal, "一条笔记");
        press(&mut terminal, "<Esc>2<Enter>");
        wait(&mut terminal, "另一条");
        press(&mut terminal, "<Esc>");
        assert!(terminal.state().screen.find("另一条").is_none());
        let screen = &terminal.state().screen;
        let (x, y) = screen.find("※").unwrap();
        terminal.keys(&format!("\x1b[<0;{};{}M", x + 1, y + 1));
        terminal.keys(&format!("\x1b[<0;{};{}m", x + 1, y + 1));
        wait(&mut terminal, "一条笔记");
        // The note is edited from there.
        press(&mut terminal, "a，改过<Enter>");
        wait(&mut terminal, "笔记已存");
        press(&mut terminal, "<Enter><Enter>");
        wait(&mut terminal, "一条笔记，改过");
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_note_of_several_lines_is_edited_with_its_lines() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (60, 10), "true");
    // Pasted lines stay lines, and so does Alt-Enter.
    press(&mut terminal, "}}a");
    terminal.keys("\x1b[200~第一行\r\n第二行\x1b[201~");
    terminal.wait_idle();
    terminal.keys("\x1b\r");
    terminal.wait_idle();
    press(&mut terminal, "三");
    assert!(
        status(&terminal).contains("第一行↵第二行↵三"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "a。<Enter>");
    wait(&mut terminal, "笔记已存");
    assert!(
        notes(&home).contains("\"第一行\\n第二行\\n三。\""),
        "{}",
        notes(&home)
    );
    press(&mut terminal, "<Enter>");
    let rows: Vec<String> = (0..10).map(|y| row(&terminal, y)).collect();
    let at = |text: &str| rows.iter().position(|row| row == text);
    let first = at("第一行").unwrap();
    assert_eq!(
        (at("第二行"), at("三。")),
        (Some(first + 1), Some(first + 2))
    );
}

#[test]
fn a_long_note_is_seen_whole_while_it_is_typed() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (20, 12), "true");
    press(&mut terminal, "}}a");
    terminal.keys("\x1b[200~这一句说得好，下次写总结要用，先记在这里\x1b[201~");
    terminal.wait_idle();
    let rows: Vec<String> = (9..12).map(|y| row(&terminal, y)).collect();
    let rows = rows.concat();
    assert!(
        rows.contains("这一句") && rows.contains("先记在这里"),
        "{rows}"
    );
    press(&mut terminal, "<Home><Esc>");
    assert!(
        !row(&terminal, 9).contains("这一句"),
        "{}",
        row(&terminal, 9)
    );
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_editor_takes_a_note_over_and_gives_it_back() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let told = desk.path("told");
    let script = format!(
        "ls -l \"$2\" > '{}'; cat \"$2\" >> '{}'; printf '第二行\\n\\n' >> \"$2\"",
        told.display(),
        told.display()
    );
    let script = desk.put("editor", script);
    let mut terminal = open_with(&home, &path, (60, 10), &format!("sh '{script}'"));
    press(&mut terminal, "}}a第一行<C-x><C-e>");
    wait(&mut terminal, "第一行↵第二行");
    let told = fs::read_to_string(told).unwrap();
    assert!(
        told.starts_with("-rw-------") && told.ends_with("第一行\n"),
        "{told}"
    );
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, "笔记已存");
    assert!(
        notes(&home).contains("\"第一行\\n第二行\""),
        "{}",
        notes(&home)
    );
    // The file is gone.
    let file = told
        .lines()
        .next()
        .unwrap()
        .rsplit(' ')
        .next()
        .unwrap()
        .to_owned();
    assert!(!std::path::Path::new(&file).exists(), "{file}");
    // An editor that fails, or writes no UTF-8, leaves the line as it is; Ctrl-E alone goes to its end.
    press(&mut terminal, "q");
    let script = desk.put("bad", "printf '\\316\\322' > \"$2\"");
    for (editor, want) in [("false", "false"), (&format!("sh '{script}'"), "UTF-8")] {
        let mut terminal = open_with(&home, &path, (60, 10), editor);
        press(&mut terminal, "a甲<C-e><C-x><C-e>");
        wait(&mut terminal, want);
        let screen = &terminal.state().screen;
        assert!(screen.find("笔记：甲").is_some(), "{screen}");
        if want == "UTF-8" {
            let rows: String = (0..10).map(|y| row(&terminal, y)).collect();
            assert!(rows.contains("/note.md"), "{rows}");
        }
        press(&mut terminal, "<Esc>");
    }
}

#[test]
fn an_orphan_is_anchored_to_the_words_that_the_reader_selects() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    press(&mut terminal, "}v3la一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    desk.put("a.txt", "另一篇。\n\n　　城市与乡村一起发展。\n");
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    assert_eq!(signs(&terminal), [] as [usize; 0]);
    press(&mut terminal, ":anchor<Enter>");
    wait(&mut terminal, "先选好字");
    press(&mut terminal, "MG<Enter>");
    wait(&mut terminal, ":anchor");
    press(&mut terminal, "gg}v)");
    press(&mut terminal, ":anchor<Enter>");
    wait(&mut terminal, "笔记已存");
    assert_eq!(signs(&terminal).len(), 1, "{}", terminal.state().screen);
    press(&mut terminal, "q");
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    assert_eq!(signs(&terminal).len(), 1);
    press(&mut terminal, "gg<Enter>");
    wait(&mut terminal, "一条笔记");
    press(&mut terminal, "<Esc>:anchor<Enter>");
    wait(&mut terminal, "没有失去位置的笔记");
}

#[test]
fn notes_of_an_emptied_text_are_orphans() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    press(&mut terminal, "}v3la一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    desk.put("a.txt", "");
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    press(&mut terminal, "M");
    wait(&mut terminal, "一条笔记");
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, ":anchor");
    press(&mut terminal, "<Esc>q");
    desk.put("a.txt", TEXT);
    let terminal = open_with(&home, &path, (70, 10), "true");
    assert_eq!(signs(&terminal).len(), 1, "{}", terminal.state().screen);
}

#[test]
fn a_place_that_has_moved_is_written_down_once() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    press(&mut terminal, "}v3la一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    desk.put("a.txt", format!("新的开头。\n\n{TEXT}"));
    for _ in 0..2 {
        let mut terminal = open_with(&home, &path, (70, 10), "true");
        assert_eq!(signs(&terminal).len(), 1);
        press(&mut terminal, "OO");
        assert_eq!(signs(&terminal).len(), 1);
        press(&mut terminal, "q");
        assert_eq!(terminal.exit_status().code(), Some(0));
        let lines = notes(&home);
        assert_eq!(lines.matches("\"do\":\"change\"").count(), 1, "{lines}");
    }
    // Converted to the other form of the letters, it is on the same words.
    desk.put("a.txt", TEXT.replace("统筹城乡发展", "統籌城鄉發展"));
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    assert_eq!(signs(&terminal).len(), 1);
    press(&mut terminal, "M");
    wait(&mut terminal, "~ 统筹城乡");
}

#[test]
fn notes_of_another_running_program_appear() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut first = open_with(&home, &path, (70, 10), "true");
    let mut second = open_with(&home, &path, (70, 10), "true");
    press(&mut first, "a甲的笔记<Enter>");
    wait(&mut first, "笔记已存");
    assert_eq!(signs(&second), [] as [usize; 0]);
    // The other one gets the focus.
    second.keys("\x1b[I");
    wait(&mut second, "※");
    press(&mut second, "}}a乙的笔记<Enter>");
    wait(&mut second, "笔记已存");
    press(&mut first, "M");
    wait(&mut first, "乙的笔记");
    press(&mut first, "<Esc>");
    assert_eq!(signs(&first).len(), 2);
}

#[test]
fn notes_are_exported_while_reading_and_edited_ones_are_newer() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (90, 10), "true");
    press(&mut terminal, ":export<Enter>");
    wait(&mut terminal, "还没有");
    press(&mut terminal, "}v3la一条\"笔记\"<Enter>");
    wait(&mut terminal, "笔记已存");
    for (words, file, want) in [
        ("org", "b.org", "#+begin_quote\n统筹城乡\n"),
        ("", "c.csv", "统筹城乡,"),
        ("", "d.md", "> 统筹城乡\n\n一条\"笔记\"\n"),
        ("", "e.json", "\"exact\":\"统筹城乡\""),
        ("clippings", "f.txt", "=========="),
    ] {
        let file = desk.path(file);
        press(
            &mut terminal,
            &format!(":export {words} {}<Enter>", file.display()),
        );
        wait(&mut terminal, "笔记 1 条已存到");
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(want), "{text}");
    }
    let file = desk.path("d.md");
    press(&mut terminal, &format!(":export {}<Enter>", file.display()));
    wait(&mut terminal, ":export!");
    press(
        &mut terminal,
        &format!(":export! {}<Enter>", file.display()),
    );
    wait(&mut terminal, "已存到");
    let old = fs::read_to_string(desk.path("e.json")).unwrap();
    // The note is edited; what was exported before is older, and is not read in again.
    press(&mut terminal, "gga，改过<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let new = output(&home, &["notes", "--json"]);
    assert!(new.contains("改过"), "{new}");
    let older = desk.put("old.json", old);
    output(&home, &["notes", "--import", &older]);
    assert_eq!(output(&home, &["notes", "--json"]), new);
    // Elsewhere the older one is replaced by the newer one.
    let other = Home::new();
    output(&other, &["notes", "--import", &older]);
    let newer = desk.put("new.json", &new);
    output(&other, &["notes", "--import", &newer]);
    assert_eq!(output(&other, &["notes", "--json"]), new);
}

#[test]
fn orphans_are_printed_alone() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (70, 10), "true");
    press(&mut terminal, "}v3la一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "gg}}a另一条<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    assert_eq!(output(&home, &["notes", "--orphans"]), "");
    desk.put("a.txt", "别的文字。\n\n　　末段。\n");
    for arguments in [&["notes", "--orphans"][..], &["notes", "--orphans", &path]] {
        let printed = output(&home, arguments);
        assert!(
            printed.contains("一条笔记") && !printed.contains("另一条"),
            "{printed}"
        );
    }
}

#[test]
fn a_note_of_100_kb_is_shown_and_edited_whole() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (60, 10), "true");
    press(&mut terminal, "}}a长<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let folder = home.path().join("data/tongdu/notes");
    let file = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let long = "长的\\n\\\"引\\\"".repeat(12_000);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replace("\"note\":\"长\"", &format!("\"note\":\"{long}\"")),
    )
    .unwrap();
    for size in [(60, 10), (20, 8)] {
        let mut terminal = open_with(&home, &path, size, "true");
        press(&mut terminal, "gg<Enter>");
        wait(&mut terminal, "长的");
        press(&mut terminal, "G<Esc>Me");
        wait(&mut terminal, "笔记：");
        press(&mut terminal, "尾<BS><Left><Home><End>尾<Enter>");
        wait(&mut terminal, "笔记已存");
        assert!(notes(&home).contains(r#"引\"尾"#));
        press(&mut terminal, "q");
        press(&mut terminal, "q");
        let kept = notes(&home).lines().last().unwrap().len();
        assert!(kept >= long.len(), "{kept}");
    }
}

/// Returns what the program prints in a home.
fn output(home: &Home, arguments: &[&str]) -> String {
    let mut command = tongdu(arguments);
    home.set_environment(&mut command);
    let output = command.stdin(std::process::Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn notes_made_in_a_folder_are_those_of_its_files() {
    let desk = TestFolder::new();
    let home = Home::new();
    for (name, word) in [("1.txt", "甲"), ("2.txt", "乙"), ("3.txt", "丙")] {
        let text =
            format!("{word}的标题\n\n　　{word}的第一段，有几个字。\n\n　　{word}的末段。\n");
        desk.put(&format!("书/{name}"), text);
    }
    let (folder, second) = (desk.path("书"), desk.path("书/2.txt"));
    let (folder, second) = (folder.to_str().unwrap(), second.to_str().unwrap());
    let leave = |terminal: &mut Terminal| {
        press(terminal, "<Esc>q");
        terminal.exit_status();
    };
    // In the folder, then in the file by itself, then in the folder again.
    let mut terminal = open_with(&home, folder, (60, 24), "true");
    press(&mut terminal, "/乙的末<Enter>va夹里写的<Enter>");
    wait(&mut terminal, "笔记已存");
    leave(&mut terminal);
    let mut terminal = open_with(&home, second, (60, 24), "true");
    wait(&mut terminal, "※");
    press(&mut terminal, "/乙的第<Enter>vs");
    wait(&mut terminal, "已划线");
    press(&mut terminal, "M");
    wait(&mut terminal, "夹里写的");
    wait(&mut terminal, "划线和笔记 2 处");
    leave(&mut terminal);
    // Text put before the words moves them in their file alone.
    let text = fs::read_to_string(second).unwrap();
    fs::write(second, format!("　　新的开头。\n\n{text}")).unwrap();
    let mut terminal = open_with(&home, folder, (60, 24), "true");
    press(&mut terminal, "M");
    wait(&mut terminal, "划线和笔记 2 处");
    wait(&mut terminal, "划1");
    let out = desk.path("全.json");
    press(
        &mut terminal,
        &format!("<Esc>:export json {}<Enter>", out.display()),
    );
    wait(&mut terminal, "笔记 2 条已存到");
    // What was removed in the folder is gone in the file.
    press(&mut terminal, "Mdd");
    wait(&mut terminal, "划线和笔记 1 处");
    leave(&mut terminal);
    assert!(output(&home, &["notes", folder]).contains("夹里写的"));
    assert_eq!(
        output(&home, &["notes", folder]),
        output(&home, &["notes", second])
    );
    // The export leads to the file as well.
    let other = Home::new();
    output(&other, &["notes", "--import", out.to_str().unwrap()]);
    let mut terminal = open_with(&other, second, (60, 24), "true");
    press(&mut terminal, "M");
    wait(&mut terminal, "划线和笔记 2 处");
}

#[test]
fn notes_lie_in_the_folder_that_is_set_or_are_not_kept() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let config = home.path().join("config/tongdu");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "notes = \"../笔记\"\n").unwrap();
    let mut terminal = open_with(&home, &path, (60, 10), "true");
    press(&mut terminal, "a一条<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    let folder = home.path().join("config/笔记");
    assert_eq!(fs::read_dir(folder).unwrap().count(), 1);
    assert!(output(&home, &["notes", &path]).contains("一条"));
    fs::write(config.join("config.toml"), "notes = false\n").unwrap();
    let mut terminal = open_with(&home, &path, (60, 10), "true");
    press(&mut terminal, "a两条<Enter>");
    wait(&mut terminal, "退出前有效");
    press(&mut terminal, "q");
    terminal.exit_status();
    assert!(!home.path().join("data/tongdu/notes").exists());
}

#[test]
fn notes_on_one_of_two_drafts_that_begin_alike_stay_with_it() {
    let desk = TestFolder::new();
    let home = Home::new();
    let head: String = "　　两稿相同的开头，一字不差。\n\n".repeat(600);
    for number in 1..=2 {
        desk.put(
            &format!("稿/{number}.txt"),
            format!("{head}　　第{number}稿的末段。\n"),
        );
    }
    let folder = desk.path("稿");
    let folder = folder.to_str().unwrap();
    let mut terminal = open_with(&home, folder, (60, 12), "true");
    press(&mut terminal, "Gv)s");
    wait(&mut terminal, "已划线");
    press(&mut terminal, "q");
    terminal.exit_status();
    let mut terminal = open_with(&home, folder, (60, 12), "true");
    press(&mut terminal, "M");
    wait(&mut terminal, "划线和笔记 1 处");
    assert!(terminal.state().screen.find("原文已改").is_none());
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, "第 2 稿的末段");
    press(&mut terminal, "q");
    terminal.exit_status();
    let second = desk.path("稿/2.txt");
    let mut terminal = open_with(&home, second.to_str().unwrap(), (60, 12), "true");
    press(&mut terminal, "M");
    wait(&mut terminal, "划线和笔记 1 处");
    assert!(terminal.state().screen.find("原文已改").is_none());
}

#[test]
fn a_note_on_a_file_that_is_gone_for_now_is_not_taken_for_saved() {
    let desk = TestFolder::new();
    let home = Home::new();
    for (folder, name) in [(false, "a.txt"), (true, "书/b.txt")] {
        let path = desk.put(name, TEXT);
        let opened = desk.path(if folder { "书" } else { name });
        let mut terminal = open_with(&home, opened.to_str().unwrap(), (60, 10), "true");
        press(&mut terminal, ":set reread=false<Enter>");
        fs::remove_file(&path).unwrap();
        press(&mut terminal, "a一条<Enter>");
        wait(&mut terminal, "没有存下");
        fs::write(&path, TEXT).unwrap();
        press(&mut terminal, "，改<Enter>");
        wait(&mut terminal, "笔记已存");
        press(&mut terminal, "q");
        terminal.exit_status();
        assert!(output(&home, &["notes", &path]).contains("一条，改"));
    }
}

#[test]
fn a_note_on_selected_words_is_on_all_of_them() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_with(&home, &path, (60, 10), "true");
    press(&mut terminal, "gg}v3ls");
    wait(&mut terminal, "已划线");
    press(&mut terminal, "gg}v)a一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    let kept = notes(&home);
    let of_note = kept.lines().find(|line| line.contains("一条笔记"));
    assert!(
        of_note.is_some_and(|line| line.contains("统筹城乡发展，是要求。")),
        "{kept}"
    );
    assert!(kept.contains("\"统筹城乡\""), "{kept}");
}
