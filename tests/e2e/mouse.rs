//! The mouse: wheel, clicks and drags on everything that is drawn.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, numbered_lines, open, press, row, sample, status, tongdu, wait_opened,
};

/// Codes of the mouse in reports.
const LEFT: u8 = 0;
const DRAG: u8 = 32;
const SHIFT: u8 = 4;
const WHEEL_UP: u8 = 64;
const WHEEL_DOWN: u8 = 65;
const BACK: u8 = 128;
const FORWARD: u8 = 129;

/// Modes of mouse reports.
const MODES: [u16; 3] = [1000, 1002, 1006];

fn report(terminal: &mut Terminal, code: u8, (x, y): (usize, usize), end: char) {
    terminal.keys(&format!("\x1b[<{code};{};{}{end}", x + 1, y + 1));
    terminal.wait_idle();
}

fn click(terminal: &mut Terminal, at: (usize, usize)) {
    report(terminal, LEFT, at, 'M');
    report(terminal, LEFT, at, 'm');
}

/// Drags with the left button from one cell to another.
fn drag(terminal: &mut Terminal, from: (usize, usize), to: (usize, usize)) {
    report(terminal, LEFT, from, 'M');
    report(terminal, LEFT + DRAG, to, 'M');
    report(terminal, LEFT, to, 'm');
}

/// Opens the numbered lines on a screen with an outline pane.
fn open_with_pane() -> (TestFolder, Terminal) {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    (desk, terminal)
}

#[track_caller]
fn find(terminal: &Terminal, text: &str) -> (usize, usize) {
    let screen = &terminal.state().screen;
    screen
        .find(text)
        .unwrap_or_else(|| panic!("{text} in\n{screen}"))
}

/// Returns the first row of the text beside the pane.
fn first_text(terminal: &Terminal) -> String {
    let row = row(terminal, 0);
    let text = row.rsplit('│').next().unwrap_or_default();
    text.trim().trim_start_matches("▎ ").to_owned()
}

#[test]
fn mouse_reports_are_on_while_reading_and_off_before_and_after() {
    let (_desk, mut terminal) = open_with_pane();
    for mode in MODES {
        assert!(terminal.state().has_mode(mode), "{mode}");
    }
    press(&mut terminal, ":mouse<Enter>");
    assert!(
        status(&terminal).contains("鼠标归终端"),
        "{}",
        status(&terminal)
    );
    assert!(MODES.iter().all(|mode| !terminal.state().has_mode(*mode)));
    let before = first_text(&terminal);
    report(&mut terminal, WHEEL_DOWN, (60, 5), 'M');
    assert_eq!(first_text(&terminal), before);
    press(&mut terminal, ":mouse<Enter>");
    assert!(MODES.iter().all(|mode| terminal.state().has_mode(*mode)));
    press(&mut terminal, "q");
    terminal.exit_status();
    assert!(MODES.iter().all(|mode| !terminal.state().has_mode(*mode)));
}

#[test]
fn the_configuration_leaves_the_mouse_to_the_terminal() {
    let home = Home::new();
    let folder = home.path().join("config/tongdu");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "mouse = false\n").unwrap();
    let mut command = tongdu(&["--lang", "zh"]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 80, 24, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    assert!(MODES.iter().all(|mode| !terminal.state().has_mode(*mode)));
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_leaves_the_focus() {
    let (_desk, mut terminal) = open_with_pane();
    let top = first_text(&terminal);
    report(&mut terminal, WHEEL_DOWN, (60, 5), 'M');
    assert_ne!(first_text(&terminal), top);
    report(&mut terminal, WHEEL_UP, (60, 5), 'M');
    assert_eq!(first_text(&terminal), top);
    // A burst is one movement and one frame.
    let frames = terminal.state().frames;
    terminal.keys(&"\x1b[<65;61;6M".repeat(8));
    terminal.wait_idle();
    assert_eq!(terminal.state().frames, frames + 1);
    let far = first_text(&terminal);
    report(&mut terminal, WHEEL_UP, (60, 5), 'M');
    press(&mut terminal, "3j");
    assert_eq!(first_text(&terminal), far);
    press(&mut terminal, "gg");
    // With the focus on the outline the text scrolls, and `j` still moves in the outline.
    press(&mut terminal, "<Tab>");
    report(&mut terminal, WHEEL_DOWN, (60, 5), 'M');
    let scrolled = first_text(&terminal);
    assert_ne!(scrolled, top);
    press(&mut terminal, "j");
    assert_eq!(first_text(&terminal), scrolled);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_wheel_scrolls_a_long_outline_without_the_text() {
    let desk = TestFolder::new();
    let text = (1..=60).fold(String::new(), |text, number| {
        text + &format!("# 第{number}篇\n\n文。\n\n")
    });
    let path = desk.put("long.md", text);
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    let text = first_text(&terminal);
    report(&mut terminal, WHEEL_DOWN, (5, 5), 'M');
    assert!(
        row(&terminal, 0).starts_with("第4篇"),
        "{}",
        row(&terminal, 0)
    );
    assert_eq!(first_text(&terminal), text);
    // It stays there until the reader is in another section.
    press(&mut terminal, "<C-g>");
    assert!(
        row(&terminal, 0).starts_with("第4篇"),
        "{}",
        row(&terminal, 0)
    );
    press(&mut terminal, "]");
    assert!(
        !row(&terminal, 0).starts_with("第4篇"),
        "{}",
        row(&terminal, 0)
    );
}

#[test]
fn a_click_in_the_outline_goes_there_and_on_the_knob_folds() {
    let (_desk, mut terminal) = open_with_pane();
    let at = find(&terminal, "三、一之三");
    click(&mut terminal, at);
    assert_eq!(first_text(&terminal), "三、一之三");
    press(&mut terminal, "''");
    assert_eq!(first_text(&terminal), "第一章 梯子");
    let knob = find(&terminal, "\u{25BE}");
    click(&mut terminal, knob);
    assert!(terminal.state().screen.find("\u{25BE}").is_none());
    assert_eq!(first_text(&terminal), "第一章 梯子");
    click(&mut terminal, knob);
    assert_eq!(find(&terminal, "\u{25BE}"), knob);
    // In the outline on the whole screen too.
    press(&mut terminal, "T");
    let at = find(&terminal, "二、一之二");
    click(&mut terminal, at);
    assert_eq!(first_text(&terminal), "二、一之二");
}

#[test]
fn a_click_follows_a_note_and_a_click_beside_it_closes_it() {
    let desk = TestFolder::new();
    let path = desk.put(
        "note.md",
        "文字[^1]在此，见[那里](#尾)。\n\n[^1]: 注的话。\n\n# 尾\n\n完。\n",
    );
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    let (x, y) = find(&terminal, "[1]");
    click(&mut terminal, (x + 1, y));
    assert!(terminal.state().screen.find("注的话").is_some());
    // A click in the sheet leaves it open.
    let inside = find(&terminal, "注的话");
    click(&mut terminal, inside);
    assert!(terminal.state().screen.find("注的话").is_some());
    click(&mut terminal, (1, 22));
    assert!(terminal.state().screen.find("q 退出").is_none());
    let (x, y) = find(&terminal, "那里");
    // The second cell of a wide character is that character.
    click(&mut terminal, (x + 1, y));
    assert_eq!(first_text(&terminal), "尾");
}

#[test]
fn a_click_on_a_hit_makes_it_the_current_one() {
    let (_desk, mut terminal) = open_with_pane();
    press(&mut terminal, "/丙<Enter>");
    assert!(status(&terminal).contains("1/16"), "{}", status(&terminal));
    let (x, y) = find(&terminal, "一之二，丙");
    click(&mut terminal, (x + 8, y));
    assert!(status(&terminal).contains("2/16"), "{}", status(&terminal));
    press(&mut terminal, "n");
    assert!(status(&terminal).contains("3/16"), "{}", status(&terminal));
}

#[test]
fn the_scroll_bar_jumps_and_drags() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (120, 24), TerminalKind::USUAL);
    let bar_rows = |terminal: &Terminal| {
        let screen = &terminal.state().screen;
        let rows = (0..23).filter(|&y| screen.cell(119, y).text == "\u{2590}");
        rows.collect::<Vec<_>>()
    };
    assert!(bar_rows(&terminal).is_empty());
    press(&mut terminal, "/甲<Enter>");
    assert_eq!(bar_rows(&terminal).first(), Some(&0));
    click(&mut terminal, (119, 22));
    assert!(status(&terminal).contains("100%"), "{}", status(&terminal));
    press(&mut terminal, "''");
    assert!(status(&terminal).contains(" 0%"), "{}", status(&terminal));
    drag(&mut terminal, (119, 0), (119, 11));
    assert!(status(&terminal).contains(" 50%"), "{}", status(&terminal));
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_rule_drags_and_a_double_click_resets_it() {
    let (_desk, mut terminal) = open_with_pane();
    let (x, _) = find(&terminal, "│");
    drag(&mut terminal, (x, 5), (x - 8, 5));
    assert_eq!(find(&terminal, "│").0, x - 8);
    terminal.keys(&format!("\x1b[<0;{0};6M\x1b[<0;{0};6m", x - 7).repeat(2));
    terminal.wait_idle();
    assert_eq!(find(&terminal, "│").0, x);
    // Beyond the edges it stops.
    drag(&mut terminal, (x, 5), (0, 5));
    assert!(find(&terminal, "│").0 >= 12);
    let (x, _) = find(&terminal, "│");
    drag(&mut terminal, (x, 5), (79, 5));
    assert!(find(&terminal, "│").0 <= 60);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_status_line_has_places_to_click() {
    let (_desk, mut terminal) = open_with_pane();
    let at = find(&terminal, " 0%");
    click(&mut terminal, (at.0 + 1, at.1));
    assert!(terminal.state().screen.find("关于本文").is_some());
    press(&mut terminal, "<Esc>");
    click(&mut terminal, (2, 23));
    // The outline has the keys now.
    press(&mut terminal, "jj<Enter>");
    assert_eq!(first_text(&terminal), "二、一之二");
}

#[test]
fn a_click_on_a_hint_does_what_its_key_does() {
    let (_desk, mut terminal) = open_with_pane();
    press(&mut terminal, "v");
    let (x, y) = find(&terminal, "? 按键");
    click(&mut terminal, (x, y));
    assert!(terminal.state().screen.find("按键：选择与复制").is_some());
    press(&mut terminal, "<Esc>");
    let at = find(&terminal, "Esc 结束");
    click(&mut terminal, at);
    assert!(terminal.state().screen.find("已选").is_none());
    press(&mut terminal, "/桥<Enter>&");
    let at = find(&terminal, "/ 筛选");
    click(&mut terminal, at);
    press(&mut terminal, "x<Esc>");
    let at = find(&terminal, "Esc 关");
    click(&mut terminal, at);
    assert!(terminal.state().screen.find("/ 筛选").is_none());
    press(&mut terminal, "<Tab>");
    let at = find(&terminal, "Esc 返回");
    click(&mut terminal, at);
    assert!(terminal.state().screen.find("Esc 返回").is_none());
}

#[test]
fn a_click_beside_a_prompt_leaves_it() {
    let (_desk, mut terminal) = open_with_pane();
    let before = terminal.state().screen.clone();
    press(&mut terminal, "/丙");
    assert!(status(&terminal).starts_with("/丙"));
    click(&mut terminal, (3, 23));
    assert!(
        status(&terminal).starts_with("/丙"),
        "a click in the prompt is none"
    );
    click(&mut terminal, (60, 5));
    terminal
        .state()
        .screen
        .assert_looks_like(&before, "after a click beside the prompt");
}

#[test]
fn a_drag_selects_and_its_end_copies() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "山路\n\n　　统筹城乡发展，是要求。第二句。\n");
    let mut terminal = open(&[&path], (60, 10), TerminalKind::USUAL);
    let (x, y) = find(&terminal, "统");
    // The second cell of a wide character is the character.
    drag(&mut terminal, (x + 1, y), (x + 7, y));
    terminal.wait("the notice", |state| {
        state.screen.find("已发给终端 4 字").is_some()
    });
    let copied = terminal.state().clipboard.last().cloned();
    // 统筹城乡
    assert_eq!(copied.as_deref(), Some("57uf56255Z+O5Lmh"));
    press(&mut terminal, "<Esc>");
    for (clicks, chars) in [(2, 2), (3, 9), (4, 12)] {
        click(&mut terminal, (x + 20, y + 2));
        for _ in 0..clicks {
            click(&mut terminal, (x, y));
        }
        let notice = format!("已发给终端 {chars} 字");
        terminal.wait(&notice, |state| state.screen.find(&notice).is_some());
        click(&mut terminal, (x + 20, y + 2));
        assert!(!status(&terminal).contains("已选"), "{}", status(&terminal));
    }
    // With Shift the mouse is the terminal's; some terminals report it nevertheless.
    report(&mut terminal, LEFT + SHIFT, (x, y), 'M');
    report(&mut terminal, LEFT + SHIFT + 32, (x + 4, y), 'M');
    report(&mut terminal, LEFT + SHIFT, (x + 4, y), 'm');
    assert!(!status(&terminal).contains("已选"), "{}", status(&terminal));
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_side_buttons_go_back_and_forward() {
    let (_desk, mut terminal) = open_with_pane();
    press(&mut terminal, "G");
    let bottom = first_text(&terminal);
    report(&mut terminal, BACK, (60, 5), 'M');
    assert_eq!(first_text(&terminal), "第一章 梯子");
    report(&mut terminal, FORWARD, (60, 5), 'M');
    assert_eq!(first_text(&terminal), bottom);
}

#[test]
fn any_report_at_any_cell_is_harmless() {
    let mut terminal = open(&[&sample("page.txt")], (20, 8), TerminalKind::USUAL);
    for keys in ["", "?", "T", ":", "/文"] {
        press(&mut terminal, keys);
        for code in [0, 1, 2, 3, 32, 34, 35, 64, 65, 66, 67, 128, 129, 131, 255] {
            for at in [(0, 0), (19, 7), (300, 300), (9, 3)] {
                report(&mut terminal, code, at, 'M');
                report(&mut terminal, code, at, 'm');
            }
        }
        press(&mut terminal, "<Esc><Esc>");
    }
    terminal.assert_full_redraw_changes_nothing();
}
