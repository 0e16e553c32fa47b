//! Reading time and characters: the log and its figures.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, tongdu};
use std::fs;

fn read(home: &Home, path: &str, keys: &str) {
    let mut command = tongdu(&["--lang", "zh", path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 60, 12, TerminalKind::USUAL);
    terminal.wait("the text", |state| state.screen.find("山路").is_some());
    press(&mut terminal, keys);
    assert_eq!(terminal.exit_status().code(), Some(0));
}

fn stats(home: &Home, arguments: &[&str]) -> String {
    let mut command = tongdu(arguments);
    home.set_environment(&mut command);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

#[test]
fn what_is_read_is_counted_by_day_and_by_text() {
    let desk = TestFolder::new();
    let home = Home::new();
    let text = |n: usize| "　　山路一二三四五六七八。\n".repeat(n);
    let first = desk.put("第一本.txt", text(40));
    let second = desk.put("第二本.txt", text(40));
    assert!(stats(&home, &["stats", "--lang", "zh"]).contains("还没有"));
    // A jump reads nothing; a page that was turned is read.
    read(&home, &first, "<Space><Space>q");
    read(&home, &second, "G1Gq");
    let json = stats(&home, &["stats", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(value["time_zone"], "UTC");
    assert_eq!(value["days"].as_array().map(Vec::len), Some(1), "{json}");
    let characters = |title: &str| {
        let texts = value["texts"].as_array()?.iter();
        let mut texts = texts.filter(|text| text["title"] == title);
        texts.next()?["characters"].as_u64()
    };
    let read_on = characters("第一本").unwrap_or_default();
    assert!((200..=240).contains(&read_on), "{read_on} {json}");
    assert!(
        characters("第二本").is_none_or(|count| count < 200),
        "{json}"
    );
    let shown = stats(&home, &["stats", "--lang", "zh"]);
    assert!(shown.contains("UTC") && shown.contains("第一本"), "{shown}");
    // Nothing is counted if nothing is remembered.
    let forgetful = Home::new();
    fs::create_dir_all(forgetful.path().join("config/tongdu")).expect("the home can be written");
    let config = forgetful.path().join("config/tongdu/config.toml");
    fs::write(config, "remember = false\n").expect("the home can be written");
    read(&forgetful, &first, "<Space>q");
    assert!(stats(&forgetful, &["stats", "--json"]).contains("\"days\":[\n]"));
}
