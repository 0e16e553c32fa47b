//! The way from one text of a folder to the next, and back.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{TestFolder, press, status, tongdu};

fn start(home: &Home, path: &str) -> Terminal {
    start_on(12, home, path)
}

fn start_on(rows: u16, home: &Home, path: &str) -> Terminal {
    let mut command = tongdu(&["--lang", "zh", path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 150, rows, TerminalKind::USUAL);
    wait(&mut terminal, "山路");
    terminal
}

fn wait(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.find(text).is_some());
    terminal.wait_idle();
}

fn chapter(number: usize) -> String {
    let paragraphs = (0..30).map(|n| format!("　　山路第{number}章第{n}段。\n\n"));
    format!("第{number}章　山路\n\n{}", paragraphs.collect::<String>())
}

#[test]
fn the_end_of_a_text_leads_to_the_next_and_back() {
    let desk = TestFolder::new();
    let home = Home::new();
    // The next one by number, not by letters; other files and folders are passed over.
    let first = desk.put("第2章.txt", chapter(2));
    desk.put("第10章.txt", chapter(10));
    desk.put("第1章.txt", chapter(1));
    desk.put("第3章/里面.txt", chapter(3));
    desk.put("封面.png", "png");
    let mut terminal = start(&home, &first);
    press(&mut terminal, "G<Space>");
    wait(&mut terminal, "读下一篇：第10章.txt");
    // Any other key withdraws the offer; the next one only repeats it.
    press(&mut terminal, "i<Esc><Space><Space><Space>");
    wait(&mut terminal, "读下一篇：第10章.txt");
    assert!(terminal.state().screen.find("第 2 章第 29 段").is_some());
    press(&mut terminal, "<Space>");
    wait(&mut terminal, "山路第 10 章第 0 段");
    assert!(
        status(&terminal).contains("回到：第2章.txt"),
        "{}",
        status(&terminal)
    );
    // The last one has none after it.
    press(&mut terminal, "G<Space><Space>");
    assert_eq!(status(&terminal).trim(), "已到末尾");
    // The way back leads to the place that was left.
    press(&mut terminal, "gg<C-o><C-o><C-o>");
    wait(&mut terminal, "山路第 2 章第 29 段");
    press(&mut terminal, "ggb");
    wait(&mut terminal, "读上一篇：第1章.txt");
    press(&mut terminal, "b");
    wait(&mut terminal, "山路第 1 章第 0 段");
    press(&mut terminal, "b");
    assert_eq!(status(&terminal).trim(), "已到开头");
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn a_text_that_was_read_to_its_end_begins_anew_and_one_that_fails_leads_back() {
    let desk = TestFolder::new();
    let home = Home::new();
    let first = desk.put("1.txt", chapter(1));
    let second = desk.put("2.txt", chapter(2));
    let third = desk.put("3.txt", chapter(3));
    let mut terminal = start(&home, &second);
    press(&mut terminal, "Gq");
    terminal.exit_status();
    let mut terminal = start(&home, &first);
    press(&mut terminal, "G]]]]]]]]");
    wait(&mut terminal, "读下一篇：2.txt");
    press(&mut terminal, "]]");
    wait(&mut terminal, "山路第 2 章第 0 段");
    press(&mut terminal, "G<Space>");
    wait(&mut terminal, "读下一篇：3.txt");
    std::fs::remove_file(third).expect("it is there");
    press(&mut terminal, "<Space>");
    wait(&mut terminal, "山路第 2 章第 29 段");
    wait(&mut terminal, "找不到：");
}

#[test]
fn a_folder_shows_what_is_read_beside_its_files() {
    let desk = TestFolder::new();
    let home = Home::new();
    for number in 1..=4 {
        desk.put(&format!("书/第{number}章.txt"), chapter(number));
    }
    // The third is read by itself before.
    let third = desk.path("书/第3章.txt");
    let mut terminal = start(&home, third.to_str().expect("its path is UTF-8"));
    press(&mut terminal, "50%q");
    terminal.exit_status();
    let folder = desk.path("书");
    let folder = folder.to_str().expect("its path is UTF-8");
    let mut terminal = start(&home, folder);
    press(&mut terminal, "]]b<Space>");
    let marks = |terminal: &Terminal| -> Vec<String> {
        let row = |n| terminal.state().screen.row(n);
        let pane = |row: String| row.split('│').next().map(str::to_owned);
        let last = |pane: String| pane.split_whitespace().last().map(str::to_owned);
        (0..4).map(row).filter_map(pane).filter_map(last).collect()
    };
    assert_eq!(marks(&terminal)[0], "✓");
    assert_eq!(marks(&terminal)[2..], ["47%", "山路"]);
    // It is remembered.
    press(&mut terminal, "q");
    terminal.exit_status();
    let terminal = start(&home, folder);
    assert_eq!(marks(&terminal)[0], "✓");
    assert_eq!(marks(&terminal)[2..], ["47%", "山路"]);
}

#[test]
fn a_file_that_was_only_jumped_to_has_no_tick_and_one_that_was_shown_whole_has() {
    let desk = TestFolder::new();
    let home = Home::new();
    desk.put("书/1.txt", chapter(1));
    for number in 2..=4 {
        desk.put(&format!("书/{number}.txt"), format!("短文第{number}篇。\n"));
    }
    desk.put("书/5.txt", chapter(5));
    let folder = desk.path("书");
    let mut terminal = start_on(20, &home, folder.to_str().expect("its path is UTF-8"));
    // The end of the last one, by a jump, and back.
    press(&mut terminal, "Ggg");
    let ticks = |terminal: &Terminal| {
        let screen = terminal.state().screen.text();
        screen.lines().filter(|line| line.contains('✓')).count()
    };
    assert_eq!(ticks(&terminal), 0, "{}", terminal.state().screen.text());
    // The short ones and the beginning of the last are on one page.
    press(&mut terminal, "]]");
    wait(&mut terminal, "短文第 4 篇");
    assert_eq!(ticks(&terminal), 3, "{}", terminal.state().screen.text());
    press(&mut terminal, "gg<Space><Space><Space>");
    wait(&mut terminal, "山路第 5 章");
    assert_eq!(ticks(&terminal), 4, "{}", terminal.state().screen.text());
}
