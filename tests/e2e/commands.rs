//! Commands that vim users type: other files, settings, and the text of a pipe in a file.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::pty::{Terminal, set_piped_stdin};
use crate::support::reading::{TestFolder, press, row, start, status, tongdu, wait_opened};
use std::fs::{self, File};

/// Starts the program in a folder, with `input` as its standard input if there is some.
fn open_in(desk: &TestFolder, arguments: &[&str], input: Option<&str>) -> Terminal {
    let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
    command.current_dir(desk.path("."));
    if let Some(input) = input {
        let input = File::open(desk.put(".input", input)).unwrap();
        set_piped_stdin(&mut command, input);
    }
    start(command, (60, 12), TerminalKind::USUAL)
}

fn wait_row(terminal: &mut Terminal, text: &str) {
    terminal.wait(text, |state| state.screen.text().contains(text));
    wait_opened(terminal);
}

#[test]
fn another_file_is_opened_by_its_name_and_the_first_again() {
    let desk = TestFolder::new();
    desk.put("甲.txt", "甲的字。\n");
    desk.put("乙 书.txt", "乙的字。\n\n乙的第三行。\n");
    desk.put("里/丙.txt", "丙的字。\n");
    desk.put(".藏.txt", "");
    let mut terminal = open_in(&desk, &["甲.txt"], None);
    press(&mut terminal, ":set measure=40<Enter>:e <Tab>");
    terminal.wait_text("乙 书.txt  甲.txt  里/");
    assert!(!status(&terminal).contains("藏"), "{}", status(&terminal));
    press(&mut terminal, "乙<Tab>");
    terminal.wait_text(":e 乙 书.txt");
    press(&mut terminal, "<Enter>");
    wait_row(&mut terminal, "乙的字。");
    press(&mut terminal, ":set measure?<Enter>");
    assert_eq!(status(&terminal), "measure=40", "changed settings stay");
    press(&mut terminal, ":e 里<Tab>");
    terminal.wait_text(":e 里/");
    press(&mut terminal, "丙<Tab>");
    terminal.wait_text(":e 里/丙.txt");
    press(&mut terminal, "<Enter>");
    wait_row(&mut terminal, "丙的字。");
    press(&mut terminal, ":e #<Enter>");
    wait_row(&mut terminal, "乙的字。");
    press(&mut terminal, ":e 没有.txt<Enter>");
    terminal.wait_text("没有.txt：没有这个文件");
    assert!(row(&terminal, 0).contains("乙的字"), "the reader stays");
    press(&mut terminal, ":e /dev/null<Enter>");
    terminal.wait_text("/dev/null");
    assert!(row(&terminal, 0).contains("乙的字"), "the reader stays");
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn what_came_by_the_pipe_is_saved_and_not_lost_without_a_word() {
    let desk = TestFolder::new();
    desk.put("甲.txt", "甲的字。\n");
    let mut terminal = open_in(&desk, &[], Some("管道的字。\r\n"));
    press(&mut terminal, ":e 甲.txt<Enter>");
    terminal.wait_text("管道来的文字还没存");
    assert!(row(&terminal, 0).contains("管道的字"));
    press(&mut terminal, ":w 甲.txt<Enter>");
    terminal.wait_text("已经有 甲.txt 了");
    assert_eq!(
        fs::read_to_string(desk.path("甲.txt")).unwrap(),
        "甲的字。\n"
    );
    press(&mut terminal, ":save 存.txt<Enter>");
    terminal.wait_text("已存到 存.txt（17 B）");
    let saved = fs::read_to_string(desk.path("存.txt")).unwrap();
    assert_eq!(saved, "管道的字。\r\n", "byte for byte");
    press(&mut terminal, ":save! 甲.txt<Enter>");
    terminal.wait_text("已存到 甲.txt");
    press(&mut terminal, ":save 没有/夹.txt<Enter>");
    terminal.wait_text("没有/夹.txt：写不进去");
    press(&mut terminal, ":e 存.txt<Enter>");
    wait_row(&mut terminal, "存  ");
    press(&mut terminal, ":w 别处.txt<Enter>");
    terminal.wait_text("这篇就在 存.txt");
    assert!(!desk.path("别处.txt").exists());
}

#[test]
fn after_a_pipe_that_was_saved_the_essays_are_opened() {
    let desk = TestFolder::new();
    let mut terminal = open_in(&desk, &[], Some("管道的字。\n"));
    press(&mut terminal, ":w 存.txt<Enter>");
    terminal.wait_text("已存到 存.txt");
    assert_eq!(
        fs::read_to_string(desk.path("存.txt")).unwrap(),
        "管道的字。\n"
    );
    press(&mut terminal, "BE");
    wait_row(&mut terminal, "山路与账本");
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn the_end_waits_for_a_file_being_saved_and_not_after_a_failure() {
    let desk = TestFolder::new();
    // Writing it takes a moment.
    let text = "管道的字。\n".repeat(100_000) + "末行。\n";
    for (keys, name) in [
        (":w 甲.txt\r:q\r", "甲.txt"),
        (":wq 乙.txt\r", "乙.txt"),
        (":w! 甲.txt\rq", "甲.txt"),
    ] {
        let mut terminal = open_in(&desk, &[], Some(&text));
        press(&mut terminal, "G");
        terminal.wait_text("末行");
        terminal.keys(keys);
        assert_eq!(terminal.exit_status().code(), Some(0), "{keys}");
        let saved = fs::read_to_string(desk.path(name)).unwrap();
        assert!(saved == text, "{keys}: {} bytes", saved.len());
        fs::write(desk.path(name), "旧").unwrap();
    }
    let mut terminal = open_in(&desk, &[], Some("管道的字。\n"));
    terminal.keys(":wq 没有/夹.txt\r");
    terminal.wait_text("没有/夹.txt：写不进去");
    assert!(row(&terminal, 0).contains("管道的字"), "the reader stays");
    press(&mut terminal, ":q<Enter>");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn settings_are_shown_and_changed() {
    let desk = TestFolder::new();
    desk.put("甲.txt", "甲的字。\n");
    let mut terminal = open_in(&desk, &["甲.txt"], None);
    for (line, want) in [
        (":set theme?", "theme=auto"),
        (":set theme=sepia justify", "theme=sepia  justify=true"),
        (":set theme", "theme=sepia"),
        (":set nojustify", "justify=false"),
        (":set justify!", "justify=true"),
        (":set theme&", "theme=auto"),
        (":set measure=40", "行长 40 格"),
        (":set ruby inline", "ruby=inline"),
        (":set nowrap", "code=cut"),
        (":set noic", "search-fold=exact"),
        (":set hints=never", "hints=never"),
        (":set theme=neon", "配色：auto、light"),
        (
            ":set editor=\"vim -u NONE\" open='a b' justify",
            "editor=vim -u NONE  open=a b  justify=true",
        ),
        (":set mesure=40", "是 measure 吗"),
        (":set zzzzzzzz", "没有这个设置：zzzzzzzz"),
        (":set nohide-ads", "hide-ads 只能写在配置里"),
        (":set lang=en", "lang=en"),
        (":set lang=zh", "lang=zh"),
    ] {
        press(&mut terminal, &format!("{line}<Enter>"));
        assert!(
            status(&terminal).contains(want),
            "{line}: {}",
            status(&terminal)
        );
    }
    press(&mut terminal, ":set<Enter>");
    assert!(row(&terminal, 0).contains("设置（到退出为止）"));
    assert!(row(&terminal, 2).contains("lang"));
    press(&mut terminal, "<Esc>:set theme=s<Tab>");
    assert!(status(&terminal).starts_with(":set theme=sepia"));
}

#[test]
fn settings_are_changed_in_their_list() {
    let desk = TestFolder::new();
    desk.put("甲.txt", "甲的字。\n");
    let mut terminal = open_in(&desk, &["甲.txt"], None);
    press(&mut terminal, ":set<Enter>/kinsoku<Enter>");
    assert!(row(&terminal, 2).contains("kinsoku          gb"));
    for (keys, want) in [
        ("l", "kinsoku=strict"),
        ("<Right>", "kinsoku=none"),
        ("<Left><Left>", "kinsoku=gb"),
        ("3l", "kinsoku=basic"),
        ("<Enter>", "kinsoku=gb"),
        ("/<C-u>measure<Enter>2<Right>", "行长 76 格"),
        ("/<C-u>editor<Enter>l", ":set editor="),
        ("vim<Enter>", "editor=vim"),
        ("/<C-u>hide-ads<Enter>l", "hide-ads 只能写在配置里"),
    ] {
        press(&mut terminal, keys);
        assert!(
            status(&terminal).contains(want),
            "{keys}: {}",
            status(&terminal)
        );
    }
    press(&mut terminal, "<Esc>");
    assert!(row(&terminal, 0).contains("甲的字"), "the text is back");
    press(&mut terminal, ":目<Tab>");
    let screen = terminal.state().screen.text();
    assert!(screen.contains("目录栏加宽") && !screen.contains("outline"));
    press(&mut terminal, "<C-c>:set kin<Tab><Tab>");
    assert!(status(&terminal).ends_with("  none  basic  gb  strict"));
}

/// Starts the program with output of a program as its standard input, and the variable `LESS`.
fn page_as_less(arguments: &[&str], less: &str, input: &str) -> (TestFolder, Terminal) {
    let desk = TestFolder::new();
    let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
    command.env("LESS", less);
    let input = File::open(desk.put("input", input)).unwrap();
    set_piped_stdin(&mut command, input);
    (desk, start(command, (30, 8), TerminalKind::USUAL))
}

#[test]
fn options_of_less_are_heeded_or_named() {
    let line = "\x1b[1m0123456789\x1b[m abcdefghijklmnopqrstuvwxyz\n短行\ta\n";
    let (_desk, mut terminal) = page_as_less(&[], "-Sx4 -N", line);
    assert_eq!(row(&terminal, 0), "0123456789 abcdefghijklmnopqr›", "cut");
    assert_eq!(
        row(&terminal, 1),
        "短行    a",
        "a stop of tabs every 4 cells"
    );
    press(&mut terminal, "<C-Right>");
    assert!(
        row(&terminal, 0).ends_with("uvwxyz"),
        "{}",
        row(&terminal, 0)
    );
    assert!(row(&terminal, 0).starts_with('‹'), "{}", row(&terminal, 0));
    press(&mut terminal, "iG");
    let text = terminal.state().screen.text();
    assert!(text.contains("-N 在这里没有"), "{text}");
    let (_desk, terminal) = page_as_less(&["-N", "--jump-target=3"], "", line);
    assert!(
        status(&terminal).contains("-N -j 在这里没有作用"),
        "{}",
        status(&terminal)
    );
    assert_eq!(
        row(&terminal, 1),
        "abcdefghijklmnopqrstuvwxyz",
        "without -S in two rows"
    );
}

#[test]
fn marks_and_highlights_in_the_text_of_a_pipe_hold_until_the_end() {
    let desk = TestFolder::new();
    let lines = (0..60).map(|n| format!("管道第{n}行。\n\n"));
    let text = lines.collect::<String>();
    let mut terminal = open_in(&desk, &[], Some(&text));
    press(&mut terminal, "ma");
    terminal.wait_text("退出前有效（没有文件可存）");
    press(&mut terminal, "GVs");
    terminal.wait_text("已记下，退出前有效");
    press(&mut terminal, "'a");
    assert!(row(&terminal, 0).contains("管道第 0 行"));
    // Another reading of the bytes keeps them, and they can be taken back.
    press(&mut terminal, "OM");
    terminal.wait_text("划线和笔记 2 处");
    terminal.wait_text("划1");
    press(&mut terminal, "<Esc>:undo-mark<Enter>M");
    terminal.wait_text("划线和笔记 1 处");
}

#[test]
fn the_arrow_keys_choose_a_row_of_the_palette() {
    let desk = TestFolder::new();
    let mut terminal = open_in(&desk, &[], Some("一段。\n"));
    press(&mut terminal, ":dark<Enter>");
    press(&mut terminal, ":<Down><Down>");
    let text = terminal.state().screen.text();
    assert!(text.contains("▐outline-full"), "{text}");
    terminal.assert_full_redraw_changes_nothing();
    // Above the first row are the earlier lines.
    press(&mut terminal, "<Up><Up>");
    let text = terminal.state().screen.text();
    assert!(!text.contains('▐') && !text.contains(":dark"), "{text}");
    press(&mut terminal, "<Up>");
    terminal.wait_text(":dark");
    press(&mut terminal, "<Esc>:");
    press(&mut terminal, "帮助<Down>");
    assert!(terminal.state().screen.text().contains("▐help"));
    press(&mut terminal, "<Enter>");
    terminal.wait_text("按键");
    press(&mut terminal, "<Esc>");
    // What needs a word leaves the line open for it; Tab goes through all commands.
    press(&mut terminal, ":打开<Down><Enter>");
    terminal.wait_text("打开哪个文件");
    press(&mut terminal, "<Esc>:<Tab><Tab><Tab>");
    assert!(terminal.state().screen.text().contains("▐marks"));
}
