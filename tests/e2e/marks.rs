//! Highlights and notes: seen, kept over runs and edits, and taken back.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, tongdu, wait_opened};
use crate::support::screen::Colour;
use std::fs;

const TEXT: &str = "山路\n\n　　统筹城乡发展，是要求。第二句。\n\n　　末段。\n";

fn open_at(home: &Home, path: &str) -> Terminal {
    let mut command = tongdu(&["--lang", "zh", path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 60, 10, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    terminal
}

fn wait(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.find(text).is_some());
    terminal.wait_idle();
}

/// Returns whether `text` has a ground of its own.
fn is_marked(terminal: &Terminal, text: &str) -> bool {
    let screen = &terminal.state().screen;
    let found = screen.find(text);
    found.is_some_and(|(x, y)| screen.cell(x, y).style.bg != Colour::Default)
}

/// Returns the only file of notes.
fn notes(home: &Home) -> String {
    let folder = home.path().join("data/tongdu/notes");
    let files = fs::read_dir(folder).map(|files| files.flatten().collect::<Vec<_>>());
    let texts = files.unwrap_or_default().into_iter();
    texts
        .map(|file| fs::read_to_string(file.path()).unwrap_or_default())
        .collect()
}

#[test]
fn highlights_and_notes_are_kept_and_follow_an_edited_text() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "}v3l2s");
    wait(&mut terminal, "已划线");
    assert!(is_marked(&terminal, "统筹"));
    assert!(
        notes(&home).contains("\"exact\":\"统筹城乡\""),
        "{}",
        notes(&home)
    );
    press(&mut terminal, "}}a一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    assert!(is_marked(&terminal, "末段"));
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    // The text is edited elsewhere.
    let edited = TEXT.replace("山路\n", "山路\n\n　　新加的一段。\n");
    desk.put("a.txt", edited);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "gg");
    assert!(is_marked(&terminal, "统筹") && is_marked(&terminal, "末段"));
    assert!(!is_marked(&terminal, "新加"));
    press(&mut terminal, "M");
    wait(&mut terminal, "一条笔记");
    press(&mut terminal, "<Esc>");
    // The highlight is removed, and taken back.
    press(&mut terminal, "}}vipx");
    wait(&mut terminal, "已去掉 1 处（U 撤销）");
    assert!(!is_marked(&terminal, "统筹"));
    press(&mut terminal, "U");
    wait(&mut terminal, "已撤销");
    assert!(is_marked(&terminal, "统筹"));
    // Words that are gone are marked nowhere.
    press(&mut terminal, "q");
    desk.put("a.txt", "别的文字。\n\n　　末段。\n");
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "M");
    wait(&mut terminal, "原文已改");
}

#[test]
fn notes_that_cannot_be_written_are_named_and_reading_goes_on() {
    let desk = TestFolder::new();
    let home = Home::new();
    // A file where the folder should be.
    fs::write(home.path().join("data"), "").expect("the home is writable");
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "a一条笔记<Enter>");
    wait(&mut terminal, "没有存下");
    assert!(!is_marked(&terminal, "山路"));
    // The note stays in its line and is saved once that is possible.
    fs::remove_file(home.path().join("data")).expect("the home is writable");
    press(&mut terminal, "。<Enter>");
    wait(&mut terminal, "笔记已存");
    assert!(is_marked(&terminal, "山路"));
    press(&mut terminal, "G");
    assert!(terminal.state().screen.find("末段").is_some());
}

#[test]
fn a_limit_on_the_size_of_files_is_named_and_reading_goes_on() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let program = tongdu(&[]).get_program().to_owned();
    let mut command = std::process::Command::new("/bin/sh");
    command.args(["-c", "ulimit -f 0; exec \"$0\" --lang zh \"$1\""]);
    command.arg(program).arg(&path);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 60, 10, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    press(&mut terminal, "a一条笔记<Enter>");
    wait(&mut terminal, "没有存下");
    press(&mut terminal, "<Esc>G");
    assert!(terminal.state().screen.find("末段").is_some());
}

/// Returns the row of the cursor in a list.
fn current(terminal: &Terminal) -> String {
    let screen = &terminal.state().screen;
    let mut rows = (0..screen.rows).map(|y| screen.row(y));
    rows.find(|row| row.starts_with('\u{2590}'))
        .unwrap_or_default()
}

#[test]
fn the_list_of_marks_filters_goes_edits_and_removes() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "}v3ls");
    wait(&mut terminal, "已划线");
    press(&mut terminal, "}}a一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "ggM");
    wait(&mut terminal, "1/2");
    assert!(current(&terminal).contains("统筹城乡"));
    // A filter finds variants, pinyin, and the words of notes.
    press(&mut terminal, "/統籌<Enter>");
    wait(&mut terminal, "1/1");
    press(&mut terminal, "/<BS><BS>biji<Enter>");
    wait(&mut terminal, "1/1");
    assert!(
        current(&terminal).contains("末段"),
        "{}",
        current(&terminal)
    );
    // The note is edited, and the list comes back.
    press(&mut terminal, "e，改过<Enter>");
    wait(&mut terminal, "一条笔记，改过");
    // A mark is removed when the key is pressed twice, and comes back.
    press(&mut terminal, "d");
    wait(&mut terminal, "再按一次");
    press(&mut terminal, "d");
    wait(&mut terminal, "没有相符的");
    press(&mut terminal, "<Esc>:undo-mark<Enter>");
    wait(&mut terminal, "已撤销");
    press(&mut terminal, "M<Enter>");
    assert!(is_marked(&terminal, "末段"));
    terminal.assert_full_redraw_changes_nothing();
    // Words that are gone are listed, and lead about to their place.
    press(&mut terminal, "q");
    desk.put("a.txt", "别的文字。\n\n　　末段。\n");
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "MG");
    assert!(
        current(&terminal).contains("统筹城乡"),
        "{}",
        current(&terminal)
    );
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, "大约在这里");
}

/// Returns a text of eighty paragraphs.
fn eighty_lines() -> String {
    let line = |n: usize| format!("　　第{n}段，山下有船。\n\n");
    (0..80).map(line).collect()
}

#[test]
fn marks_by_letters_and_bookmarks_lead_back_after_a_restart() {
    let desk = TestFolder::new();
    let home = Home::new();
    let lines = eighty_lines();
    let path = desk.put("a.txt", lines);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "50%ma");
    wait(&mut terminal, "记号 a 已设");
    let there = terminal.state().screen.row(0);
    press(&mut terminal, "Gmm");
    wait(&mut terminal, "已夹书签");
    press(&mut terminal, "gg'z");
    wait(&mut terminal, "没有记号 z");
    press(&mut terminal, "m1");
    wait(&mut terminal, "英文字母");
    press(&mut terminal, "'a");
    assert_eq!(terminal.state().screen.row(0), there);
    press(&mut terminal, "''");
    assert!(terminal.state().screen.find("第 0 段").is_some());
    press(&mut terminal, "q");
    // Paragraphs are added before the mark.
    let lines = eighty_lines();
    desk.put("a.txt", format!("　　新的一段。\n\n{lines}"));
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "gg`a");
    assert_eq!(terminal.state().screen.row(0), there);
    press(&mut terminal, "M");
    wait(&mut terminal, "1/2");
    press(&mut terminal, "G<Enter>mm");
    wait(&mut terminal, "已去掉 1 处");
}

#[test]
fn a_note_of_several_lines_that_was_only_looked_at_keeps_them() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "}}a一二<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "q");
    // Another program has written a note of two lines.
    let folder = home.path().join("data/tongdu/notes");
    let file = fs::read_dir(folder)
        .unwrap()
        .flatten()
        .next()
        .unwrap()
        .path();
    let two_lines = fs::read_to_string(&file)
        .unwrap()
        .replace("一二", "一\\n二");
    fs::write(&file, two_lines).unwrap();
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "Me<Enter>");
    wait(&mut terminal, "1/1");
    press(&mut terminal, "<Esc>q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    assert!(notes(&home).contains("一\\n二"), "{}", notes(&home));
}

#[test]
fn marks_by_capital_letters_hold_across_documents() {
    let desk = TestFolder::new();
    let home = Home::new();
    let first = desk.put("甲.txt", eighty_lines());
    let second = desk.put("乙.txt", "乙书\n\n　　别的文字。\n");
    let mut terminal = open_at(&home, &first);
    press(&mut terminal, "50%mA");
    wait(&mut terminal, "记号 A 已设");
    let there = terminal.state().screen.row(0);
    press(&mut terminal, "q");
    // Another document lists the mark under the title of the first, and leads there.
    let mut terminal = open_at(&home, &second);
    press(&mut terminal, "mB");
    wait(&mut terminal, "记号 B 已设");
    press(&mut terminal, "M");
    wait(&mut terminal, "1/2");
    assert!(
        terminal.state().screen.find("甲").is_some(),
        "{}",
        terminal.state().screen
    );
    // It is found by its document.
    press(&mut terminal, "/甲<Enter>");
    wait(&mut terminal, "1/1");
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, there.trim());
    assert_eq!(terminal.state().screen.row(0), there);
    // Back by its letter, and with the letter of an input method.
    press(&mut terminal, "'B");
    wait(&mut terminal, "别的文字");
    press(&mut terminal, "`Ａ");
    wait(&mut terminal, there.trim());
    // A letter is one mark: set again, it is here now, and the document before has none.
    press(&mut terminal, "ggmB");
    wait(&mut terminal, "记号 B 已设");
    press(&mut terminal, "G'B");
    assert!(
        terminal.state().screen.find("第 0 段").is_some()
            || terminal.state().screen.find("第0段").is_some()
    );
    // Removed in the list, and brought back.
    press(&mut terminal, "'A");
    press(&mut terminal, ":undo-mark<Enter>");
    wait(&mut terminal, "已撤销");
    press(&mut terminal, "'B");
    wait(&mut terminal, "别的文字");
    // A document that is gone is named, and reading goes on.
    fs::remove_file(&first).expect("it is there");
    press(&mut terminal, "'A");
    wait(&mut terminal, "找不到");
    assert!(terminal.state().screen.find("甲.txt").is_some());
    press(&mut terminal, "M");
    wait(&mut terminal, "1/2");
    press(&mut terminal, "<Esc>q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn the_jump_list_is_kept_over_runs_and_edits() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", eighty_lines());
    let mut terminal = open_at(&home, &path);
    let top = |terminal: &Terminal| terminal.state().screen.row(0);
    press(&mut terminal, "30%");
    let third = top(&terminal);
    press(&mut terminal, "60%");
    let sixth = top(&terminal);
    press(&mut terminal, "Gq");
    assert_eq!(terminal.exit_status().code(), Some(0));
    desk.put("a.txt", format!("　　新的一段。\n\n{}", eighty_lines()));
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "<C-o>");
    assert_eq!(top(&terminal), sixth);
    press(&mut terminal, "<C-o>");
    assert_eq!(top(&terminal), third);
    press(&mut terminal, "<A-Right>");
    assert_eq!(top(&terminal), sixth);
}

#[test]
fn two_programs_keep_each_others_capital_marks() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", eighty_lines());
    let mut first = open_at(&home, &path);
    let mut second = open_at(&home, &path);
    press(&mut first, "mA");
    wait(&mut first, "记号 A 已设");
    press(&mut second, "GmB");
    wait(&mut second, "记号 B 已设");
    press(&mut first, "q");
    press(&mut second, "q");
    let mut third = open_at(&home, &path);
    press(&mut third, "gg'B");
    assert!(
        third.state().screen.find("79").is_some(),
        "{}",
        third.state().screen
    );
    press(&mut third, "'A");
    assert!(
        third.state().screen.find("第0段").is_some()
            || third.state().screen.find("第 0 段").is_some()
    );
}

#[test]
fn the_marks_of_all_texts_are_listed_and_lead_to_their_texts() {
    let desk = TestFolder::new();
    let home = Home::new();
    let first = desk.put("甲书.txt", eighty_lines());
    let second = desk.put("乙书.txt", "乙书\n\n　　别的文字在这里。\n");
    let mut terminal = open_at(&home, &first);
    press(&mut terminal, "50%V");
    press(&mut terminal, "a一条笔记<Enter>");
    wait(&mut terminal, "笔记已存");
    let there = terminal.state().screen.row(0);
    press(&mut terminal, "ggmA");
    wait(&mut terminal, "记号 A 已设");
    press(&mut terminal, "q");
    let mut terminal = open_at(&home, &second);
    press(&mut terminal, "MM");
    wait(&mut terminal, "一条笔记");
    assert!(terminal.state().screen.find("甲书").is_some());
    press(&mut terminal, "<Esc>}Vs");
    wait(&mut terminal, "已划线");
    // Both texts are there, the one with the latest change first; a filter finds the words of notes.
    press(&mut terminal, "MM");
    wait(&mut terminal, "1/3");
    let row = |terminal: &Terminal, text: &str| terminal.state().screen.find(text).map(|at| at.1);
    assert!(row(&terminal, "别的文字") < row(&terminal, "一条笔记"));
    press(&mut terminal, "/biji<Enter>");
    wait(&mut terminal, "1/1");
    // `M` again is the list of this text, with all rows.
    press(&mut terminal, "M");
    wait(&mut terminal, "1/2");
    assert_eq!(row(&terminal, "一条笔记"), None);
    press(&mut terminal, "M/biji<Enter>");
    wait(&mut terminal, "1/1");
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, there.trim());
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn a_list_of_marks_opened_again_has_all_rows() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "}Vs}}mm");
    wait(&mut terminal, "已夹书签");
    press(&mut terminal, "M/tongchou<Enter>");
    wait(&mut terminal, "1/1");
    press(&mut terminal, "<Esc>M");
    wait(&mut terminal, "/2");
}

#[test]
fn a_hit_is_marked_whole_and_in_another_look_it_is_one_highlight() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "/城乡<Enter>vs");
    wait(&mut terminal, "已划线");
    assert!(
        notes(&home).contains("\"exact\":\"城乡\""),
        "{}",
        notes(&home)
    );
    press(&mut terminal, "v2s");
    wait(&mut terminal, "已划线");
    press(&mut terminal, "M");
    wait(&mut terminal, "1/1");
    assert!(notes(&home).contains("\"colour\":2"), "{}", notes(&home));
}

#[test]
fn a_note_after_a_highlight_over_two_paragraphs_is_on_it() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "山路很长。\n\n桥下有水。\n\n末段。\n");
    let mut terminal = open_at(&home, &path);
    press(&mut terminal, "v)lls");
    wait(&mut terminal, "已划线");
    press(&mut terminal, "a要核实<Enter>");
    wait(&mut terminal, "笔记已存");
    press(&mut terminal, "M");
    wait(&mut terminal, "1/1");
}

#[test]
fn a_text_without_notes_is_named_so() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", TEXT);
    let mut command = tongdu(&["notes", "--lang", "zh", &path]);
    home.set_environment(&mut command);
    let output = command.output().expect("the program runs");
    assert!(output.status.success() && output.stdout.is_empty());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("还没有"), "{told}");
}
