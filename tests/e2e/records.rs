//! Records, kept from one session to the next: place, named encoding and corrections of the outline. All programs of
//! a test share one home.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, row, status, tongdu};
use rustix::process::Signal;
use std::fs;

/// Builds a story of chapters with a few paragraphs each.
fn story(chapters: std::ops::RangeInclusive<u32>) -> String {
    let mut text = String::new();
    for n in chapters {
        text += &format!("第{n}章 桥之{n}\n");
        for line in 1..=12 {
            text += &format!("　　第{n}回里的第{line}段话，说的是桥上的人。\n");
        }
        text += "\n";
    }
    text
}

/// Starts the program in a home that earlier sessions may have used.
fn open(home: &Home, arguments: &[&str]) -> Terminal {
    let mut command = tongdu(&["--lang", "zh"]);
    command.args(arguments);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 58, 11, TerminalKind::USUAL);
    terminal.wait(
        "its screen",
        crate::support::emulator::EmulatorState::is_full_screen,
    );
    terminal.wait_idle();
    terminal
}

fn leave(mut terminal: Terminal) {
    terminal.keys("q");
    assert!(terminal.exit_status().success());
}

/// Counts the records in a home.
fn records(home: &Home) -> usize {
    let folder = home.path().join("state/tongdu/records");
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn the_reader_goes_on_where_they_left_off() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", story(1..=9));
    let mut first = open(&home, &[&path]);
    assert!(!status(&first).contains("上次"));
    let top = row(&first, 0);
    press(&mut first, "4]jjj");
    let place = row(&first, 0);
    leave(first);
    let mut second = open(&home, &[&path]);
    assert_eq!(row(&second, 0), place);
    assert!(
        status(&second).contains("接着上次读"),
        "{}",
        status(&second)
    );
    press(&mut second, "gg");
    assert_eq!(row(&second, 0), top);
    press(&mut second, "40%");
    leave(second);
    // Whoever asks for a place has not gone on.
    let asked = open(&home, &["+1", &path]);
    assert_eq!(row(&asked, 0), top);
    assert!(!status(&asked).contains("接着"), "{}", status(&asked));
    leave(asked);
    assert_eq!(row(&open(&home, &[&path]), 0), top);
}

#[test]
fn files_read_as_one_are_gone_on_with_and_stand_on_the_shelf() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let first = desk.put("山.txt", story(1..=4));
    let second = desk.put("水.txt", story(5..=9));
    let mut terminal = open(&home, &[&first, &second]);
    press(&mut terminal, ":n<Enter>jjj");
    let place = row(&terminal, 0);
    leave(terminal);
    for arguments in [&[&*first, &second] as &[&str], &["-c"], &["-c", "水"]] {
        let terminal = open(&home, arguments);
        assert_eq!(row(&terminal, 0), place, "{arguments:?}");
        leave(terminal);
    }
    // In another order it is another collection, and a file alone has its own place.
    for arguments in [&[&*second, &first] as &[&str], &[&second]] {
        let terminal = open(&home, arguments);
        assert_ne!(row(&terminal, 0), place, "{arguments:?}");
        leave(terminal);
    }
    let mut terminal = open(&home, &[]);
    terminal.wait("the shelf", |state| {
        state.screen.find("山.txt  水.txt").is_some()
    });
    press(&mut terminal, "<Enter>");
    terminal.wait("the text", |state| state.screen.find("山.txt").is_none());
    terminal.wait_idle();
    assert_eq!(row(&terminal, 0), place);
    // Opened from within, the shelf returns to it.
    press(&mut terminal, "B");
    assert!(
        status(&terminal).contains("Esc 关"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Enter>");
    assert_eq!(row(&terminal, 0), place);
    leave(terminal);
    // One file that is gone does not take the others with it.
    fs::remove_file(&first).unwrap();
    let terminal = open(&home, &["-c"]);
    assert!(
        terminal.state().screen.text().contains("桥"),
        "{}",
        terminal.state().screen
    );
}

#[test]
fn nothing_is_written_of_a_text_in_which_nobody_read_on() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", story(1..=9));
    leave(open(&home, &[&path]));
    assert_eq!(records(&home), 0);
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "<Space>b");
    leave(terminal);
    assert_eq!(records(&home), 0, "the reader is where they were");
    let config = home.path().join("config/tongdu/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(config, "remember = false\n").unwrap();
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "<Space>");
    leave(terminal);
    assert_eq!(records(&home), 0, "the reader does not want it");
}

#[test]
fn the_place_outlives_signals_and_a_terminal_that_is_gone() {
    for signal in [Some(Signal::TERM), Some(Signal::HUP), None] {
        let (home, desk) = (Home::new(), TestFolder::new());
        let path = desk.put("story.txt", story(1..=9));
        let mut terminal = open(&home, &[&path]);
        press(&mut terminal, "6]");
        let place = row(&terminal, 0);
        match signal {
            Some(signal) => {
                terminal.signal(signal);
                terminal.exit_status();
            }
            None => {
                terminal.hang_up();
            }
        }
        assert_eq!(row(&open(&home, &[&path]), 0), place, "{signal:?}");
    }
}

#[test]
fn the_place_is_found_in_a_text_that_was_edited_moved_or_continued() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", story(1..=9));
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "5]jj");
    let place = row(&terminal, 0);
    leave(terminal);
    desk.put(
        "story.txt",
        format!("作者的话，新加在前面。\n\n{}", story(1..=12)),
    );
    let mut terminal = open(&home, &[&path]);
    assert_eq!(row(&terminal, 0), place, "edited");
    press(&mut terminal, "j");
    let place = row(&terminal, 0);
    leave(terminal);
    assert_eq!(records(&home), 1, "of the edited text alone");
    let moved = desk.path("另一个名字.txt");
    fs::rename(&path, &moved).unwrap();
    assert_eq!(
        row(&open(&home, &[moved.to_str().unwrap()]), 0),
        place,
        "moved"
    );
}

#[test]
fn a_place_in_a_folder_is_in_the_same_file_when_others_have_come() {
    let (home, desk) = (Home::new(), TestFolder::new());
    for n in 2..=5 {
        desk.put(&format!("书/{n:02}.txt"), story(n * 10..=n * 10 + 2));
    }
    let path = desk.path("书");
    let path = path.to_str().unwrap();
    let mut terminal = open(&home, &[path]);
    press(&mut terminal, "]]]]<Space>");
    let place = row(&terminal, 0);
    leave(terminal);
    desk.put("书/01.txt", story(1..=2));
    assert_eq!(row(&open(&home, &[path]), 0), place);
}

#[test]
fn a_named_encoding_holds_until_the_text_is_another() {
    let (home, desk) = (Home::new(), TestFolder::new());
    // 「一」 in Shift_JIS is 「堦」 in Big5.
    let path = desk.put(
        "a.txt",
        [&b"\x88\xea\r\n"[..], &b"\x88\xea\x93\xf1\r\n".repeat(30)].concat(),
    );
    let mut terminal = open(&home, &["--encoding", "big5", &path]);
    let guessed = row(&terminal, 0);
    press(&mut terminal, ":enc shift_jis<Enter>");
    let right = row(&terminal, 0);
    assert!(right.contains('一') && guessed != right);
    leave(terminal);
    assert_eq!(row(&open(&home, &[&path]), 0), right);
    desk.put("a.txt", "如今是UTF-8了。\n");
    assert!(row(&open(&home, &[&path]), 0).contains("如今"));
}

#[test]
fn an_encoding_named_in_a_folder_holds_for_the_file_and_is_kept() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let line = "山路很长，雪还没有化。\n";
    for name in ["1.txt", "2.txt", "3.txt"] {
        desk.put(&format!("书/{name}"), line.repeat(40));
    }
    let path = desk.path("书");
    let path = path.to_str().unwrap();
    let mut terminal = open(&home, &[path]);
    press(&mut terminal, "]]:enc gbk<Enter>");
    let told = terminal.state().screen.text();
    assert!(told.contains("编码：GB18030（2.txt）；"), "{told}");
    assert!(told.contains("无法解码"), "{told}");
    let wrong = terminal.state().screen.find("灞辫矾");
    assert!(wrong.is_some(), "{told}");
    press(&mut terminal, "]]");
    assert!(
        terminal.state().screen.find("山路").is_some(),
        "the next file"
    );
    press(&mut terminal, "[[");
    leave(terminal);
    let mut terminal = open(&home, &[path]);
    let again = terminal.state().screen.find("灞辫矾");
    assert_eq!(again, wrong, "it is remembered");
    press(&mut terminal, ":enc auto<Enter>");
    assert!(
        terminal.state().screen.find("山路").is_some(),
        "and taken back"
    );
    press(&mut terminal, "i");
    let facts = terminal.state().screen.text();
    assert!(
        facts.contains("2.txt"),
        "the file is among the facts: {facts}"
    );
}

#[test]
fn corrections_of_the_outline_are_made_again() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", format!("桥头小引\n\n{}", story(1..=3)));
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "<Tab>");
    let inferred: Vec<String> = (0..10).map(|y| row(&terminal, y)).collect();
    press(&mut terminal, "G>kx<Esc>");
    press(&mut terminal, "<Tab>");
    let corrected: Vec<String> = (0..10).map(|y| row(&terminal, y)).collect();
    assert_ne!(inferred, corrected);
    press(&mut terminal, "<Esc>");
    leave(terminal);
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "<Tab>");
    let again: Vec<String> = (0..10).map(|y| row(&terminal, y)).collect();
    assert_eq!(again, corrected);
}

#[test]
fn a_place_that_cannot_be_written_down_is_told_of() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", story(1..=9));
    fs::remove_dir_all(home.path().join("state")).unwrap();
    fs::write(home.path().join("state"), "no folder").unwrap();
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "3]");
    terminal.keys("q");
    assert!(terminal.exit_status().success());
    // The path may cause a line break anywhere in the message.
    let screen = terminal.state().screen.text().replace('\n', "");
    assert!(screen.contains("写不进去"), "{screen}");
}

#[test]
fn a_record_that_cannot_be_understood_is_told_of_and_does_no_harm() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", story(1..=9));
    let mut terminal = open(&home, &[&path]);
    let top = row(&terminal, 0);
    press(&mut terminal, "3]");
    leave(terminal);
    let folder = home.path().join("state/tongdu/records");
    let record = fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    fs::write(record.path(), "place = [").unwrap();
    let terminal = open(&home, &[&path]);
    assert_eq!(row(&terminal, 0), top);
    let screen = terminal.state().screen.to_string();
    assert!(screen.contains("已移到"), "{screen}");
}

/// Returns the rows of the outline; the text must have the keys.
fn outline(terminal: &mut Terminal) -> Vec<String> {
    press(terminal, "<Tab>");
    let pane = |line: String| {
        line.split('│')
            .next()
            .map(|pane| pane.trim_end().to_owned())
    };
    let rows = (0..10).filter_map(|y| pane(row(terminal, y))).collect();
    press(terminal, "<Esc>");
    rows
}

#[test]
fn corrections_hold_when_a_text_was_edited_and_read_again() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", story(1..=6));
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "<Tab>jjx<Esc>");
    let corrected = outline(&mut terminal);
    assert!(
        !corrected.iter().any(|row| row.contains("第3章")),
        "{corrected:?}"
    );
    desk.put(
        "story.txt",
        format!("新加的一行在最前面。\n\n{}", story(1..=6)),
    );
    press(&mut terminal, "r");
    assert_eq!(outline(&mut terminal), corrected);
    assert!(status(&terminal).contains('%'), "{}", status(&terminal));
    leave(terminal);
    assert_eq!(outline(&mut open(&home, &[&path])), corrected);
}

#[test]
fn a_file_that_is_emptied_for_a_while_is_not_forgotten() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let text = story(1..=9);
    let path = desk.put("story.txt", &text);
    let mut terminal = open(&home, &[&path]);
    press(&mut terminal, "5]jj");
    let place = row(&terminal, 0);
    leave(terminal);
    let mut terminal = open(&home, &[&path]);
    desk.put("story.txt", "");
    press(&mut terminal, "rj");
    leave(terminal);
    desk.put("story.txt", &text);
    assert_eq!(row(&open(&home, &[&path]), 0), place);
}

#[test]
fn two_programs_do_not_lose_each_others_corrections() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let path = desk.put("story.txt", story(1..=6));
    let mut first = open(&home, &[&path]);
    let mut second = open(&home, &[&path]);
    press(&mut first, "<Tab>jjx<Esc>");
    let corrected = outline(&mut first);
    leave(first);
    press(&mut second, "jj");
    leave(second);
    assert_eq!(outline(&mut open(&home, &[&path])), corrected);
}

#[test]
fn a_text_that_begins_like_another_is_not_taken_for_it() {
    let (home, desk) = (Home::new(), TestFolder::new());
    let head = story(1..=60);
    let one = desk.put("one.txt", format!("{head}这是一。\n"));
    let two = desk.put("two.txt", format!("{head}这是二。\n"));
    let mut terminal = open(&home, &[&one]);
    press(&mut terminal, "G");
    leave(terminal);
    let terminal = open(&home, &[&two]);
    assert!(!status(&terminal).contains("上次"), "{}", status(&terminal));
}
