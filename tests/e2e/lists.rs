//! Lists over the screen: the hits of a search.

use crate::support::emulator::TerminalKind;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, open, press, row, status};

/// Opens a text of 200 lines in four sections; every line has a hit of 船, every tenth one 山 too.
fn open_lines(size: (u16, u16)) -> (TestFolder, Terminal) {
    let desk = TestFolder::new();
    let line = |n: usize| match (n % 50, n % 10) {
        (0, _) => format!("第{}章 船\n\n", ["一", "二", "三", "四"][n / 50]),
        (_, 3) => format!("    第{n}行，山下有船。\n\n"),
        _ => format!("    第{n}行，河里有船。\n\n"),
    };
    let text: String = (0..200).map(line).collect();
    let path = desk.put("lines.txt", text);
    let terminal = open(&[&path], size, TerminalKind::USUAL);
    (desk, terminal)
}

/// Returns the row of the cursor.
fn current(terminal: &Terminal) -> String {
    let rows = 0..terminal.state().screen.rows;
    let mut rows = rows.map(|y| row(terminal, y));
    rows.find(|row| row.starts_with('\u{2590}'))
        .unwrap_or_default()
}

#[test]
fn what_could_not_be_read_is_one_line_below_the_last_hit() {
    let desk = TestFolder::new();
    for (name, text) in [
        ("d/1.txt", "甲船\n乙船\n"),
        ("d/2.epub", "PK\u{3}\u{4}坏"),
        ("d/3.zip", "PK\u{3}\u{4}坏"),
        ("d/4.txt", "丙船\n"),
    ] {
        desk.put(name, text);
    }
    let folder = desk.path("d");
    let folder = folder.to_str().unwrap();
    let mut terminal = open(&[folder], (80, 16), TerminalKind::USUAL);
    press(&mut terminal, "g/船<Enter>");
    terminal.wait_text("2 个文件读不出来");
    let rows: Vec<String> = (0..16).map(|y| row(&terminal, y)).collect();
    let at = |words: &str| rows.iter().position(|row| row.contains(words));
    assert_eq!(
        at("2 个文件读不出来"),
        at("丙船").map(|y| y + 1),
        "{rows:?}"
    );
    assert!(rows[0].contains("“船” 3 处"), "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.contains("读不")).count(), 1);
    press(&mut terminal, "<Esc>g/鱼<Enter>");
    terminal.wait_text("没有找到：鱼");
    terminal.wait_text("2 个文件读不出来");
    terminal.assert_full_redraw_changes_nothing();
    // A folder that can be read whole has no such line.
    desk.put("e/1.txt", "甲船\n");
    desk.put("e/2.txt", "乙船\n");
    let folder = desk.path("e");
    let mut terminal = open(&[folder.to_str().unwrap()], (80, 16), TerminalKind::USUAL);
    press(&mut terminal, "g/船<Enter>");
    terminal.wait_text("2 处");
    assert!(terminal.state().screen.find("读不出来").is_none());
}

#[test]
fn the_hits_of_a_search_are_a_list() {
    let (_desk, mut terminal) = open_lines((80, 24));
    press(&mut terminal, "/船<Enter>");
    let before = row(&terminal, 0);
    press(&mut terminal, "&");
    assert!(
        row(&terminal, 0).contains("“船” 200 处"),
        "{}",
        row(&terminal, 0)
    );
    assert!(
        row(&terminal, 2).contains("第一章 船"),
        "{}",
        row(&terminal, 2)
    );
    assert!(
        row(&terminal, 2).ends_with("50 处"),
        "{}",
        row(&terminal, 2)
    );
    press(&mut terminal, "G");
    assert!(
        current(&terminal).contains("第199行"),
        "{}",
        current(&terminal)
    );
    // Esc leaves the text where it was.
    press(&mut terminal, "<Esc>");
    assert_eq!(row(&terminal, 0), before);
    press(&mut terminal, "&");
    assert!(
        current(&terminal).contains("第199行"),
        "{}",
        current(&terminal)
    );
    press(&mut terminal, "kk<Enter>");
    let screen = terminal.state().screen.clone();
    assert!(screen.find("第 197 行").is_some(), "{screen}");
    assert!(
        status(&terminal).contains("198/200"),
        "{}",
        status(&terminal)
    );
    // `''` leads home.
    press(&mut terminal, "''");
    assert_eq!(row(&terminal, 0), before);
    press(&mut terminal, "&&");
    assert_eq!(row(&terminal, 0), before);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_list_is_filtered_by_words_and_by_section() {
    let (_desk, mut terminal) = open_lines((80, 24));
    press(&mut terminal, "/船<Enter>&/shan -13");
    assert!(row(&terminal, 0).ends_with("1/17"), "{}", row(&terminal, 0));
    press(&mut terminal, "<Enter>j<Enter>");
    assert!(terminal.state().screen.find("第 23 行").is_some());
    press(&mut terminal, "&/<Esc>");
    assert!(
        row(&terminal, 0).ends_with("1/200"),
        "{}",
        row(&terminal, 0)
    );
    press(&mut terminal, "Gs");
    assert!(row(&terminal, 0).ends_with("1/50"), "{}", row(&terminal, 0));
    press(&mut terminal, "s/没有");
    assert!(
        row(&terminal, 2).contains("没有相符的：没有"),
        "{}",
        row(&terminal, 2)
    );
    press(&mut terminal, "<Enter><Enter>G<Space>q");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_look_and_a_small_screen() {
    let (_desk, mut terminal) = open_lines((20, 8));
    press(&mut terminal, "/船<Enter>");
    let before = row(&terminal, 0);
    press(&mut terminal, "&50j");
    assert!(
        current(&terminal).contains('船'),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "<Space>");
    assert!(
        terminal.state().screen.find("第 50 行").is_some()
            || terminal.state().screen.find("第二章").is_some()
    );
    press(&mut terminal, "<Space><Esc>");
    assert_eq!(row(&terminal, 0), before);
    press(&mut terminal, ":hit 12<Enter>");
    assert!(
        terminal.state().screen.find("第 11 行").is_some(),
        "{}",
        terminal.state().screen
    );
    for size in [(1, 1), (2, 2), (5, 3), (80, 40)] {
        terminal.resize(size.0, size.1);
        press(&mut terminal, "&jG<Space>k<Space>/x<Esc><Esc>");
    }
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_keys_of_a_search_go_through_its_list_and_work_from_the_outline() {
    let (_desk, mut terminal) = open_lines((80, 24));
    press(&mut terminal, "/船<Enter>&gg");
    let first = current(&terminal);
    press(&mut terminal, "n");
    assert_ne!(current(&terminal), first);
    press(&mut terminal, "nnN");
    assert!(
        current(&terminal).contains("第2行"),
        "{}",
        current(&terminal)
    );
    press(&mut terminal, "<Esc><Tab>");
    press(&mut terminal, "60n");
    terminal.wait_text("第 62 行");
    press(&mut terminal, "j");
    assert!(!current(&terminal).is_empty(), "the outline keeps the keys");
}
