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
    wait(&mut terminal, "1/3");
    assert!(row(&terminal, 0).contains("书架"), "{}", row(&terminal, 0));
    // Half of sixty paragraphs of seven characters is left.
    let left: String = row(&terminal, 2).split('余').skip(1).collect();
    let left: u32 = left.split('字').next().unwrap().parse().unwrap();
    assert!((200..=230).contains(&left), "{}", row(&terminal, 2));
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
    wait(&mut terminal, "1/3");
    press(&mut terminal, "<Esc>");
    assert!(!row(&terminal, 0).contains("书架"), "{}", row(&terminal, 0));
    terminal.assert_full_redraw_changes_nothing();
}

/// Writes a record of a text.
fn record(home: &Home, number: usize, title: &str, file: &str) {
    let folder = home.path().join("state/tongdu/records");
    fs::create_dir_all(&folder).expect("the home can be written");
    let percent = number % 100;
    let text = format!(
        "file = {file:?}\ntitle = \"{title}\"\nhead = 9\n\n[place]\npercent = {percent}.0\n"
    );
    let name = format!("{number:016x}-{number:016x}.toml");
    fs::write(folder.join(name), text).expect("the home can be written");
}

#[test]
fn texts_are_sorted_taken_off_and_put_back() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", paragraphs("说的是山"));
    for (number, title) in [(40, "西游记"), (20, "红楼梦"), (70, "水浒传")] {
        record(&home, number, title, &path);
    }
    // A damaged record and a hostile title do no harm.
    record(&home, 5, r"坏\u001b[2J\n名", &path);
    let records = home.path().join("state/tongdu/records");
    let damaged = records.join("0000000000000001-0000000000000001.toml");
    fs::write(damaged, "\u{1b}]0;").expect("the home can be written");
    let mut terminal = start(&home, &[]);
    wait(&mut terminal, "/5");
    press(&mut terminal, "s");
    wait(&mut terminal, "按书名");
    let order = |terminal: &Terminal| -> String {
        let rows = (2..7).map(|n| row(terminal, n));
        let first = |row: String| row.chars().find(|c| c.is_alphabetic());
        rows.filter_map(first).collect()
    };
    assert_eq!(order(&terminal), "红坏水西内");
    press(&mut terminal, "ss");
    wait(&mut terminal, "按进度");
    assert_eq!(order(&terminal), "水西红坏内");
    press(&mut terminal, "d");
    wait(&mut terminal, "再按 d 移出书架：水浒传");
    press(&mut terminal, "jkd");
    wait(&mut terminal, "再按 d 移出书架：水浒传");
    press(&mut terminal, "d");
    wait(&mut terminal, "1/4");
    assert_eq!(order(&terminal), "西红坏内");
    press(&mut terminal, "U");
    wait(&mut terminal, "1/5");
    press(&mut terminal, "U");
    wait(&mut terminal, "没有移出过什么");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn folders_are_favourites_and_all_texts_are_searched() {
    let desk = TestFolder::new();
    let home = Home::new();
    let first = desk.put("书/第1章.txt", paragraphs("说的是山"));
    desk.put("书/第2章.txt", paragraphs("说的是海"));
    let other = desk.put("别处/路.txt", paragraphs("说的是海路"));
    read(&home, &first);
    read(&home, &other);
    let mut terminal = start(&home, &[]);
    wait(&mut terminal, "1/3");
    press(&mut terminal, "j+");
    wait(&mut terminal, "收藏的文件夹");
    press(&mut terminal, "gg<Enter>");
    wait(&mut terminal, "说的是山");
    let shows = |terminal: &Terminal, text| terminal.state().screen.find(text).is_some();
    assert!(shows(&terminal, "50%"), "the chapter that was begun");
    press(&mut terminal, "Bg/");
    terminal.wait("the prompt", |state| state.screen.row(11).contains('/'));
    press(&mut terminal, "海<Enter>");
    wait(&mut terminal, "“海” 120 处");
    // From the shelf to the essays, and to the beginning of a text.
    press(&mut terminal, "<Esc>BE");
    wait(&mut terminal, "回到：");
    press(&mut terminal, "B/路<Enter>n");
    wait(&mut terminal, "第 0 段，说的是海路");
    press(&mut terminal, "Bggd");
    wait(&mut terminal, "不再收藏");
    press(&mut terminal, "q");
}

#[test]
fn without_a_home_the_shelf_has_the_essays() {
    let home = Home::new();
    let mut command = tongdu(&["--lang", "zh"]);
    home.set_environment(&mut command);
    for name in ["HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
        command.env_remove(name);
    }
    let mut terminal = Terminal::spawn_as_is(command, 80, 12, TerminalKind::USUAL);
    let is_full = crate::support::emulator::EmulatorState::is_full_screen;
    terminal.wait("its screen", is_full);
    press(&mut terminal, "B");
    wait(&mut terminal, "内置的十篇文章");
    press(&mut terminal, "+");
    wait(&mut terminal, "这里没有文件夹");
    press(&mut terminal, "<Enter>");
    wait(&mut terminal, "回到：");
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
