//! Reading: the screen, motions and jumps, resizing, and the bytes sent to the terminal.

use crate::support::emulator::{Ambiguous, ReplyPolicy, TerminalKind};
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{
    NO_KEY, TestFolder, assert_first_row, keys, numbered_line, open, open_numbered_lines, press,
    row, sample, status, tongdu,
};

/// A screen of ten text rows without the pane.
#[test]
fn the_first_screen_has_the_outline_the_text_and_the_status_line() {
    let terminal = open(&[], (80, 24), TerminalKind::USUAL);
    let state = terminal.state();
    assert!(state.is_full_screen() && !state.is_cursor_visible());
    let first = (0..80).find(|&x| state.screen.cell(x, 0).text == "│");
    let rule = first.expect("the outline is parted from the text");
    assert!((0..23).all(|y| state.screen.cell(rule, y).text == "│"));
    assert_eq!(state.screen.find("▐▾ 山路与账本"), Some((0, 0)));
    assert_eq!(state.screen.find("▾ 一、先把山看清楚"), Some((3, 1)));
    let (x, _) = state.screen.find("在许多山区县").unwrap();
    let (left, _) = state.screen.find("不用公里").unwrap();
    assert_eq!(x, left + 4, "the first line of a paragraph is indented");
    let bottom = status(&terminal);
    assert!(
        bottom.starts_with("山路与账本") && bottom.contains("0%"),
        "{bottom}"
    );
    assert!(bottom.contains("字") && bottom.ends_with("分"), "{bottom}");
}

#[test]
fn lines_pages_and_halves() {
    let (_desk, mut terminal) = open_numbered_lines();
    for (keys, want) in [
        ("j", "一、一之一"),
        ("2j", "一之一，乙。"),
        ("k", "一之一，甲。"),
        ("<Up>", "一、一之一"),
        ("k", "第一章 梯子"),
        ("k", "第一章 梯子"),
        ("<Space>", "一之二，乙。"),
        ("d", "三、一之三"),
        ("u", "一之二，乙。"),
        ("b", "第一章 梯子"),
        ("2f", "一之三，戊。"),
        ("2<PgUp>", "第一章 梯子"),
    ] {
        assert_first_row(&mut terminal, keys, want);
    }
    press(&mut terminal, "G");
    assert_eq!(row(&terminal, 9), "四之四，戊。");
    assert!(status(&terminal).contains("100%"));
    let last = row(&terminal, 0);
    assert_first_row(&mut terminal, "j", &last);
    assert_first_row(&mut terminal, "<Space>", &last);
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn sections_chapters_and_numbers() {
    let (_desk, mut terminal) = open_numbered_lines();
    let alone = |keys: &str| format!("{keys}{NO_KEY}");
    for (keys, want) in [
        (alone("]"), "第二章 梯子"),
        (alone("j]"), "二、二之二"),
        (alone("2]"), "四、二之四"),
        // Sections of the current level or above.
        (alone("]"), "第三章 梯子"),
        (alone("["), "第二章 梯子"),
        (alone("jjj["), "一、二之一"),
        ("]]".to_owned(), "第三章 梯子"),
        ("jj[[".to_owned(), "第三章 梯子"),
        ("2[[".to_owned(), "第一章 梯子"),
        ("2]]".to_owned(), "第三章 梯子"),
        ("12G".to_owned(), "一、三之一"),
        ("1G".to_owned(), "第一章 梯子"),
        (":7<Enter>".to_owned(), "一、二之一"),
        ("gg".to_owned(), "第一章 梯子"),
        ("<Home>".to_owned(), "第一章 梯子"),
    ] {
        assert_first_row(&mut terminal, &keys, want);
    }
    press(&mut terminal, "99G");
    assert!(
        status(&terminal).contains("目录共 20 项"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn a_share_of_the_text() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "50%");
    let half = row(&terminal, 0);
    assert!(half.contains("二之四") || half.contains("三章"), "{half}");
    assert!(status(&terminal).contains("  50%"), "{}", status(&terminal));
    assert_first_row(&mut terminal, ":0%<Enter>", "第一章 梯子");
    press(&mut terminal, "100%");
    assert_eq!(row(&terminal, 9), "四之四，戊。");
}

#[test]
fn paragraphs_and_sentences() {
    let desk = TestFolder::new();
    let path = desk.put(
        "s.txt",
        "甲一。甲二！甲三？\n\n\n乙一……乙二。\n\n丙。\n".to_owned() + &"尾。\n".repeat(30),
    );
    let mut terminal = open(&[&path], (40, 8), TerminalKind::USUAL);
    assert_first_row(&mut terminal, "}", "乙一……乙二。");
    assert_first_row(&mut terminal, "}", "丙。");
    assert_first_row(&mut terminal, "2{", "甲一。甲二！甲三？");
    assert_first_row(&mut terminal, "3)", "乙一……乙二。");
    assert_first_row(&mut terminal, "2(", "甲一。甲二！甲三？");
}

#[test]
fn the_way_back() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "7G");
    press(&mut terminal, "12G");
    for (keys, want) in [
        ("<C-o>", "一、二之一"),
        ("<C-o>", "第一章 梯子"),
        ("<C-]>", "一、二之一"),
        ("<A-Right>", "一、三之一"),
        ("<A-Left>", "一、二之一"),
        ("''", "一、三之一"),
        ("``", "一、二之一"),
    ] {
        assert_first_row(&mut terminal, keys, want);
    }
    press(&mut terminal, "9<C-o>");
}

#[test]
fn a_new_size_keeps_the_first_line() {
    let mut terminal = open(&[], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "t7G3}7j");
    assert_ne!(row(&terminal, 0), "", "the first row is one of text");
    let before = terminal.state().screen.clone();
    for size in [
        (40, 24),
        (80, 24),
        (200, 50),
        (20, 8),
        (80, 24),
        (61, 24),
        (80, 10),
        (80, 24),
    ] {
        terminal.resize(size.0, size.1);
        terminal.wait_idle();
        terminal.assert_full_redraw_changes_nothing();
    }
    terminal
        .state()
        .screen
        .assert_looks_like(&before, "the old size again (left), before (right)");
}

#[test]
fn no_size_is_too_small_or_too_large() {
    let arguments = sample("widths.txt");
    for size in [
        (1, 1),
        (2, 2),
        (1, 24),
        (80, 1),
        (3, 2),
        (7, 3),
        (20, 8),
        (200, 50),
        (500, 100),
    ] {
        let mut terminal = open(&[&arguments], size, TerminalKind::USUAL);
        for keys in [
            "j",
            "<Space>",
            "G",
            "gg",
            "/“<Enter>",
            "n",
            "<Tab>",
            "j<Enter>",
            "T一",
            "<C-c>",
            "?",
            "jq",
            "i",
            "q",
            ":theme sepia<Enter>",
            "+",
            "z",
            "50%",
        ] {
            press(&mut terminal, keys);
        }
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, "q");
        assert_eq!(terminal.exit_status().code(), Some(0), "{size:?}");
    }
}

#[test]
fn sizes_change_while_anything_is_open() {
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    for keys in [
        "3]",
        "<Tab>j",
        "/一<C-c>",
        "T船",
        "<C-c>",
        "/的",
        "<Enter>",
        "?",
        "q:the",
    ] {
        press(&mut terminal, keys);
        for size in [(1, 1), (33, 7), (2, 2), (80, 24)] {
            terminal.resize(size.0, size.1);
            terminal.wait_idle();
        }
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_terminal_that_answers_nothing_is_read_on_like_any_other() {
    let mute = TerminalKind {
        answers: ReplyPolicy::Silent,
        ..TerminalKind::USUAL
    };
    let mut terminal = open(&[&sample("page.txt")], (80, 24), mute);
    assert!(
        terminal.state().screen.find("河不像山").is_some()
            || terminal.state().screen.find("河边集").is_some()
    );
    for step in ["]", "<Space>", "/船<Enter>", "<Tab>j<Enter>"] {
        press(&mut terminal, step);
        terminal.assert_full_redraw_changes_nothing();
    }
    // Late answers of the terminal, after the reader has moved, are not taken for keys.
    let place = row(&terminal, 0);
    terminal.keys("\x1b[1;3R\x1b[1;3R\x1b[1;3R\x1b[1;2R\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?2026;2$y\x1b[?62;22c");
    terminal.wait_idle();
    assert!(row(&terminal, 0).contains(place.chars().take(6).collect::<String>().as_str()));
    assert!(
        status(&terminal).contains('%'),
        "no prompt was opened: {}",
        status(&terminal)
    );
    press(&mut terminal, "j");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn terminals_that_cannot_be_asked_are_not_asked() {
    for term in ["linux", "dumb", ""] {
        let home = Home::new();
        let mut command = tongdu(&["--lang", "zh", &sample("page.txt")]);
        home.set_environment(&mut command);
        command.env("TERM", term);
        let mut terminal = Terminal::spawn_as_is(command, 80, 24, TerminalKind::USUAL);
        terminal.wait_text("河边集");
        terminal.wait_idle();
        press(&mut terminal, "]<Space>/船<Enter>");
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn the_rule_beside_the_outline_waits_for_no_answer_and_may_take_one_cell_or_two() {
    for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
        let mute = TerminalKind {
            ambiguous,
            answers: ReplyPolicy::Silent,
            ..TerminalKind::USUAL
        };
        let mut terminal = open(&[&sample("page.txt")], (80, 24), mute);
        terminal.wait_idle();
        let screen = &terminal.state().screen;
        let (rule, _) = screen.find("│").expect("a rule");
        let (text, _) = screen.find("河不像山").expect("the text");
        assert!(
            text >= rule + 2,
            "the text begins right of both cells:\n{screen}"
        );
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn what_is_said_of_ambiguous_characters_on_the_command_line_holds() {
    let desk = TestFolder::new();
    let path = desk.put("q.txt", "他说：“好……”——走了。\n");
    for (said, column) in [("narrow", 8), ("wide", 9), ("auto", 8)] {
        let terminal = open(&["--ambiguous", said, &path], (50, 6), TerminalKind::USUAL);
        let screen = &terminal.state().screen;
        let (x, y) = screen.find("他说：").unwrap();
        let (quote, _) = screen.find("好").unwrap();
        assert_eq!(quote - x, column - 1, "{said}, row {y}:\n{screen}");
    }
}

#[test]
fn a_frame_is_one_write_and_a_key_is_one_frame() {
    let (_desk, mut terminal) = open_numbered_lines();
    terminal.wait_idle();
    let before = (terminal.sent(), terminal.state().frames);
    for key in keys("jjkj") {
        terminal.keys(&key);
        terminal.wait_idle();
    }
    assert_eq!(terminal.state().frames - before.1, 4);
    assert_eq!(terminal.sent().bursts - before.0.bursts, 4);
}

#[test]
fn keys_that_come_together_are_drawn_together() {
    let (_desk, mut terminal) = open_numbered_lines();
    terminal.wait_idle();
    let before = terminal.state().frames;
    terminal.keys(&"j".repeat(20));
    terminal.wait_idle();
    assert!(terminal.state().frames - before <= 20);
    assert_eq!(row(&terminal, 0), "一之三，戊。");
}

#[test]
fn an_idle_program_says_nothing_and_does_not_wake_up() {
    let mut terminal = open(&[], (80, 24), TerminalKind::USUAL);
    for step in ["/的<Enter>", "T一", "<C-c>:"] {
        press(&mut terminal, step);
        let before = (terminal.sent(), terminal.waits());
        for _ in 0..20 {
            terminal.wait_idle();
        }
        assert_eq!((terminal.sent(), terminal.waits()), before, "after {step}");
    }
}

#[test]
fn a_note_opens_over_the_page() {
    let mut terminal = open(&[&sample("mixed.md")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "<Enter>");
    let screen = terminal.state().screen.to_string();
    assert!(screen.contains("接手的人姓什么"), "{screen}");
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "<Esc>9<Enter>");
    assert!(
        status(&terminal).contains("本页有 1 处链接或注"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn a_screen_that_grows_at_the_end_shows_what_stands_before_and_gives_it_back() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "G");
    let top = row(&terminal, 0);
    terminal.resize(58, 30);
    terminal.wait_idle();
    let blank = (0..29).filter(|&y| row(&terminal, y).is_empty()).count();
    assert!(blank < 8, "{}", terminal.state().screen);
    assert_eq!(row(&terminal, 28), numbered_line(99));
    terminal.resize(58, 11);
    terminal.wait_idle();
    assert_eq!(row(&terminal, 0), top);
}

#[test]
fn the_original_has_the_lines_of_the_source() {
    let desk = TestFolder::new();
    let text = "駅\n作者　某\n\n　｜神代《かみしろ》の駅で、1975年4月に降りた。\n\n\n　　　（数字は、面区点番号）\nこのファイルは、図書館で作られました。\n";
    let path = desk.put("a.txt", text);
    let mut terminal = open(&[&path], (58, 14), TerminalKind::USUAL);
    assert!(terminal.state().screen.find("｜神代").is_none());
    press(&mut terminal, "O");
    let shown = terminal.state().screen.text();
    let shown: Vec<&str> = shown.lines().take(8).collect();
    let left = shown
        .first()
        .map_or(0, |line| line.len() - line.trim_start().len());
    let shown: Vec<&str> = shown
        .iter()
        .map(|line| line.get(left..).unwrap_or_default().trim_end())
        .collect();
    let wide = |line: &str| line.replace('\u{3000}', "  ");
    let want: Vec<String> = text.lines().map(wide).collect();
    assert_eq!(shown, want, "{}", terminal.state().screen);
}

#[test]
fn one_of_several_links_is_chosen_by_its_label() {
    let desk = TestFolder::new();
    let link = |n: u32| format!("看[第{n}处](https://e.example/{n})，");
    let links = (1..=12).map(link).collect::<Vec<_>>().concat();
    let path = desk.put(
        "l.md",
        format!("# 链接\n\n{links}还有[节](#节)。\n\n## 节\n\n正文。\n"),
    );
    let mut terminal = open(&[&path], (40, 16), TerminalKind::USUAL);
    let page = terminal.state().screen.text();
    press(&mut terminal, "<Enter>");
    let labelled = terminal.state().screen.text();
    assert!(labelled.contains("看1  1 处"), "{labelled}");
    assert!(
        status(&terminal).contains("1-9 a-d"),
        "{}",
        status(&terminal)
    );
    for (keys, said) in [
        ("2", "e.example/2"),
        ("<Enter>b", "e.example/11"),
        ("<Enter><Enter>", "e.example/1"),
        ("3<Enter>", "e.example/3"),
    ] {
        press(&mut terminal, keys);
        assert!(
            status(&terminal).contains(said),
            "{keys}: {}",
            status(&terminal)
        );
    }
    // Esc and any other key take the labels away; the other key does what it always does.
    press(&mut terminal, "<Enter><Esc>");
    assert_eq!(terminal.state().screen.text(), page);
    press(&mut terminal, "<Enter>/");
    assert!(status(&terminal).starts_with('/'), "{}", status(&terminal));
    press(&mut terminal, "<Esc><Enter>d");
    assert!(
        row(&terminal, 0).contains("节"),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "''");
    assert_eq!(row(&terminal, 0), page.lines().next().unwrap_or_default());
}
