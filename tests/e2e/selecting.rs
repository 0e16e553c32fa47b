//! Selecting and copying, with the bytes that reach the clipboard.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, open, output_text, press, row, run, status, tongdu, wait_opened,
};
use crate::support::screen::Colour;
use std::fs;
use std::path::Path;

/// Background of selected text in the theme for dark terminals.
const SELECTED: Colour = Colour::Rgb(0x3f, 0x58, 0x78);
const TEXT: &str =
    "山路\n\n　　统筹城乡发展，是要求。他说：「走吧！」好。\n\n　　第二段也有一句。\n";

/// Returns the text of the last OSC 52.
fn clipboard(terminal: &Terminal) -> String {
    let encoded = terminal.state().clipboard.last().cloned();
    decode(&encoded.unwrap_or_default())
}

/// Decodes base64.
fn decode(text: &str) -> String {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let mut bits: Vec<u8> = Vec::new();
    for value in text.chars().filter_map(|c| digits.find(c)) {
        bits.extend((0..6).rev().map(|bit| (value >> bit & 1) as u8));
    }
    for byte in bits.chunks_exact(8) {
        bytes.push(byte.iter().fold(0, |sum, bit| sum << 1 | bit));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Waits for a notice.
fn wait_status(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.find(text).is_some());
    terminal.wait_idle();
}

#[test]
fn a_selection_is_seen_counted_and_sent_to_the_terminal() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open(&[&path], (70, 12), TerminalKind::USUAL);
    press(&mut terminal, "}v)");
    assert!(
        status(&terminal).starts_with("已选 9 字"),
        "{}",
        status(&terminal)
    );
    let screen = &terminal.state().screen;
    let selected = |y: usize| {
        let cells = screen.ranges(y, |cell| cell.style.bg == SELECTED);
        cells.first().map(ExactSizeIterator::len)
    };
    assert_eq!(selected(0), Some(22), "{screen}");
    press(&mut terminal, "y");
    wait_status(&mut terminal, "已发给终端 9 字");
    assert_eq!(clipboard(&terminal), "统筹城乡发展，是要求。");
    press(&mut terminal, "Y");
    wait_status(&mut terminal, "和出处");
    assert!(
        clipboard(&terminal).ends_with("」好。\n——《山路》"),
        "{}",
        clipboard(&terminal)
    );
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn hits_extend_a_selection_and_size_theme_and_view_keep_it() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open(&[&path], (70, 12), TerminalKind::USUAL);
    press(&mut terminal, "}v/走吧<Enter>");
    assert!(
        status(&terminal).contains("已选 13 字"),
        "{}",
        status(&terminal)
    );
    terminal.resize(30, 8);
    terminal.wait_idle();
    press(&mut terminal, "cRO");
    press(&mut terminal, "y");
    wait_status(&mut terminal, "已发给终端 13 字");
    assert_eq!(clipboard(&terminal), "统筹城乡发展，是要求。他说：「走吧");
}

#[test]
fn a_selection_begins_anew_where_its_cursor_is() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", TEXT);
    let mut terminal = open(&[&path], (70, 12), TerminalKind::USUAL);
    press(&mut terminal, "vll;");
    assert!(
        status(&terminal).starts_with("已选 1 字"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Esc>Vjj;");
    press(&mut terminal, "y");
    wait_status(&mut terminal, "已发给终端");
    assert_eq!(clipboard(&terminal).trim(), "第二段也有一句。");
}

#[test]
fn the_cursor_is_where_one_reads_or_chooses() {
    let desk = TestFolder::new();
    let text = "第一章　山\n\n　　城乡统筹。\n\n第二章　河\n\n　　再说统筹。\n";
    let path = desk.put("a.txt", text);
    let mut terminal = open(&[&path], (60, 12), TerminalKind::USUAL);
    let words = |terminal: &Terminal| row(terminal, terminal.state().cursor().1);
    assert!(words(&terminal).contains("第一章"), "{}", words(&terminal));
    press(&mut terminal, "/统筹<Enter>n");
    assert!(
        words(&terminal).contains("再说统筹"),
        "{}",
        words(&terminal)
    );
    press(&mut terminal, "&");
    assert!(words(&terminal).starts_with('▐'), "{}", words(&terminal));
    press(&mut terminal, "<Esc><Esc><Tab>");
    assert!(words(&terminal).starts_with('▐'), "{}", words(&terminal));
}

#[test]
fn forms_for_vertical_setting_are_horizontal_everywhere_but_in_what_is_copied() {
    let desk = TestFolder::new();
    let text = "第一章︵春︶\n\n　　﹁好﹂也。\n\n第二章︵夏︶\n\n　　﹁來﹂也。\n";
    let path = desk.put("a.txt", text);
    let mut terminal = open(&[&path], (80, 12), TerminalKind::USUAL);
    let has = |terminal: &Terminal, words: &str| terminal.state().screen.find(words).is_some();
    assert!(has(&terminal, "第一章（春）"));
    press(&mut terminal, "/來<Enter>&");
    assert!(has(&terminal, "「來」也"), "{}", terminal.state().screen);
    press(&mut terminal, "<Esc>Vy");
    wait_status(&mut terminal, "已发给终端");
    assert_eq!(clipboard(&terminal).trim(), "﹁來﹂也。");
    let toc = output_text(&run(&["toc", &path]).stdout);
    assert!(toc.contains("第二章（夏）"), "{toc}");
}

#[test]
fn readings_and_controls_are_not_copied() {
    let desk = TestFolder::new();
    let page = "<meta charset=utf-8><p>これは<ruby>漢字<rt>かんじ</rt></ruby>の話。</p>";
    let path = desk.put("a.html", page);
    let mut terminal = open(&[&path], (40, 8), TerminalKind::USUAL);
    press(&mut terminal, "Vy");
    wait_status(&mut terminal, "已发给终端");
    assert_eq!(clipboard(&terminal), "これは漢字の話。");
    press(&mut terminal, "gy");
    wait_status(&mut terminal, "已发给终端");
    assert_eq!(clipboard(&terminal), "これは漢字（かんじ）の話。");
    let path = desk.put("b.txt", "甲\u{1b}]52;c;eA==\u{7}乙\n");
    let mut terminal = open(&[&path], (40, 8), TerminalKind::USUAL);
    press(&mut terminal, "y");
    wait_status(&mut terminal, "已发给终端");
    assert_eq!(clipboard(&terminal), "甲]52;c;eA==乙");
}

/// Opens a text with a configured command.
fn open_with_command(desk: &TestFolder, text: &str, command: &str) -> (Home, Terminal) {
    let path = desk.put("a.txt", text);
    let home = Home::new();
    let folder = home.path().join("config/tongdu");
    fs::create_dir_all(&folder).expect("the home is writable");
    fs::write(folder.join("config.toml"), format!("copy = {command:?}\n"))
        .expect("the home is writable");
    let mut command = tongdu(&["--lang", "zh", &path]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 60, 10, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    (home, terminal)
}

#[test]
fn a_command_takes_the_text_and_a_failing_one_is_named() {
    let desk = TestFolder::new();
    let out = desk.path("out");
    let command = format!("cat > {}", out.display());
    let (_home, mut terminal) = open_with_command(&desk, TEXT, &command);
    press(&mut terminal, "V}}}y");
    wait_status(&mut terminal, "已复制 23 字（cat）");
    let copied = fs::read_to_string(Path::new(&out)).unwrap_or_default();
    assert_eq!(copied, TEXT.trim_end().replace("\n\n", "\n"));
    let (_home, mut terminal) = open_with_command(&desk, TEXT, "no-such-program-here");
    press(&mut terminal, "y");
    wait_status(&mut terminal, "没有复制：no-such-program-here");
}

#[test]
fn a_command_that_hangs_never_holds_the_keys() {
    let desk = TestFolder::new();
    let pipe = desk.pipe("never");
    let command = format!("cat {}", pipe.display());
    let (_home, mut terminal) = open_with_command(&desk, TEXT, &command);
    press(&mut terminal, "y?");
    assert!(row(&terminal, 1).contains("按键") || terminal.state().screen.find("按键").is_some());
    press(&mut terminal, "<Esc>");
    wait_status(&mut terminal, "还没有收下");
    // Lets the command end.
    fs::write(&pipe, "").expect("the pipe is open");
}

#[test]
fn a_text_too_long_for_the_terminal_is_not_cut() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "字".repeat(25_001) + "\n");
    let mut terminal = open(&[&path], (60, 10), TerminalKind::USUAL);
    press(&mut terminal, "vGy");
    wait_status(&mut terminal, "太长");
    assert!(terminal.state().clipboard.is_empty());
    let path = desk.put("b.txt", "字".repeat(24_998) + "\n");
    let mut terminal = open(&[&path], (60, 10), TerminalKind::USUAL);
    press(&mut terminal, "vGy");
    wait_status(&mut terminal, "已发给终端 24,998 字");
    assert_eq!(clipboard(&terminal).len(), 74_994);
}

#[test]
fn within_tmux_its_buffer_takes_the_text_whole() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = TestFolder::new();
    let text = "字".repeat(30_000);
    let path = desk.put("a.txt", format!("{text}\n"));
    let out = desk.path("out");
    let script = format!(
        "#!/bin/sh\necho \"$@\" > '{0}.arguments'\ncat > '{0}'\n",
        out.display()
    );
    let tmux = desk.put("bin/tmux", script);
    fs::set_permissions(&tmux, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let home = Home::new();
    let mut command = tongdu(&["--lang", "zh", &path]);
    home.set_environment(&mut command);
    let programs = std::env::var("PATH").unwrap_or_default();
    let folder = desk.path("bin");
    command
        .env("TMUX", "/tmp/tmux-0/default,1,0")
        .env("PATH", format!("{}:{programs}", folder.display()));
    let mut terminal = Terminal::spawn_as_is(command, 60, 10, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    press(&mut terminal, "vGy");
    wait_status(&mut terminal, "已复制 30,000 字（tmux）");
    assert_eq!(fs::read_to_string(&out).unwrap_or_default(), text);
    let arguments = fs::read_to_string(desk.path("out.arguments")).unwrap_or_default();
    assert_eq!(arguments.trim(), "load-buffer -w -");
    assert!(terminal.state().clipboard.is_empty());
}
