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
    stats_in(home, arguments, "UTC")
}

fn stats_in(home: &Home, arguments: &[&str], zone: &str) -> String {
    let mut command = tongdu(arguments);
    home.set_environment(&mut command);
    command.env("TZ", zone);
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
    assert!(shown.contains("第一本"), "{shown}");
    // Nothing is counted if nothing is remembered.
    let forgetful = Home::new();
    fs::create_dir_all(forgetful.path().join("config/tongdu")).expect("the home can be written");
    let config = forgetful.path().join("config/tongdu/config.toml");
    fs::write(config, "remember = false\n").expect("the home can be written");
    read(&forgetful, &first, "<Space>q");
    assert!(stats(&forgetful, &["stats", "--json"]).contains("\"days\":[\n]"));
}

/// Puts spans in the log: time, path, seconds and characters of each.
fn log(home: &Home, spans: &[(&str, &str, u64, u64)]) {
    let folder = home.path().join("state/tongdu");
    fs::create_dir_all(&folder).expect("the home can be written");
    let line = |(at, file, seconds, characters): &(&str, &str, u64, u64)| {
        let span = serde_json::json!({
            "at": at, "file": file, "title": "a", "seconds": seconds, "characters": characters,
        });
        format!("{span}\n")
    };
    let lines: String = spans.iter().map(line).collect();
    fs::write(folder.join("reading.jsonl"), lines).expect("the home can be written");
}

#[test]
fn days_are_those_of_the_readers_time_zone() {
    let home = Home::new();
    log(
        &home,
        &[
            ("2026-11-28T15:59:00Z", "/a.txt", 60, 100),
            ("2026-11-28T16:01:00Z", "/a.txt", 120, 200),
        ],
    );
    let days = |zone: &str| {
        let json = stats_in(&home, &["stats", "--json"], zone);
        let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        let days = value["days"].as_array().cloned().unwrap_or_default();
        let days = days
            .iter()
            .map(|day| format!("{} {}", day["day"], day["seconds"]));
        days.collect::<Vec<_>>()
    };
    assert_eq!(days("UTC"), ["\"2026-11-28\" 180"]);
    // Eight hours east of Greenwich, as in Beijing.
    assert_eq!(days("CST-8"), ["\"2026-11-29\" 120", "\"2026-11-28\" 60"]);
    // A zone that does not exist is UTC.
    assert_eq!(days("No/Where"), ["\"2026-11-28\" 180"]);
}

#[test]
fn the_information_shows_the_time_of_all_days() {
    let desk = TestFolder::new();
    let home = Home::new();
    let path = desk.put("a.txt", "　　山路一二三。\n".repeat(40));
    let file = fs::canonicalize(&path).expect("it is there");
    let file = file.to_str().expect("the path is UTF-8");
    log(
        &home,
        &[
            ("2026-11-27T01:00:00Z", file, 600, 4_000),
            ("2026-11-28T01:00:00Z", file, 900, 5_000),
            ("2026-11-28T02:00:00Z", "/other.txt", 6_000, 70_000),
        ],
    );
    let mut command = tongdu(&["--lang", "zh", &path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 60, 24, TerminalKind::USUAL);
    terminal.wait("the text", |state| state.screen.find("山路").is_some());
    terminal.keys("i");
    terminal.wait("the sum", |state| {
        let screen = &state.screen;
        screen.find("本文共读").is_some() && screen.find("25分，9,000字").is_some()
    });
    // Keys go on at once, and the text is there below.
    press(&mut terminal, "<Esc>");
    assert!(terminal.state().screen.find("本文共读").is_none());
}
