//! Prompts and sheets: the command line, keys from input methods, help.

use crate::support::emulator::{Ambiguous, TerminalKind};
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{
    NO_KEY, TestFolder, assert_first_row, numbered_line, open, open_numbered_lines, press, row,
    sample, status, tongdu,
};
use crate::support::screen::Style;

#[test]
fn commands_by_name() {
    let (_desk, mut terminal) = open_numbered_lines();
    for (line, want) in [
        (":bottom<Enter>", last_page_top().as_str()),
        (":top<Enter>", "第一章 梯子"),
        (":next-section<Enter>", "第二章 梯子"),
        (":9<Enter>", "三、二之三"),
        (":0%<Enter>", "第一章 梯子"),
        (":100％<Enter>", last_page_top().as_str()),
    ] {
        assert_first_row(&mut terminal, line, want);
    }
    press(&mut terminal, ":fly<Enter>");
    assert!(
        status(&terminal).contains("没有这个命令：fly"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "j");
    assert!(
        !status(&terminal).contains("fly"),
        "a message goes with the next key"
    );
    press(&mut terminal, ":q<Enter>");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

/// Returns the line at the top of the last page of ten rows.
fn last_page_top() -> String {
    numbered_line(91)
}

#[test]
fn commands_are_completed() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, ":theme s<Tab>");
    assert!(
        status(&terminal).starts_with(":theme sepia"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-u>next-t<Tab>");
    assert!(
        status(&terminal).starts_with(":next-top-section"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-u>next-<Tab>");
    assert_eq!(status(&terminal), ":next-");
    assert!(row(&terminal, 8).starts_with("next-paragraph"), "above it");
    press(&mut terminal, "<Tab><Tab>");
    assert_eq!(status(&terminal), ":next-paragraph");
    assert!(row(&terminal, 8).starts_with("▐next-paragraph"));
    press(&mut terminal, "<C-u>ruby <Tab>");
    assert!(
        status(&terminal).ends_with("  hidden  inline  above"),
        "beside it"
    );
    press(&mut terminal, "<C-u>q9q9<Tab>");
    assert!(status(&terminal).starts_with(":q9q9 "));
    press(&mut terminal, "<C-u>meas<Tab>40<Enter>");
    assert_eq!(status(&terminal), "行长 40 格");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn every_encoding_can_be_reached_by_tab_on_any_screen() {
    for size in [(80, 24), (58, 11), (20, 8)] {
        let desk = TestFolder::new();
        let path = desk.put("a.txt", "文\n".repeat(40));
        let mut terminal = open(&[&path], size, TerminalKind::USUAL);
        press(&mut terminal, ":enc <Tab>");
        let rows = terminal.state().screen.text();
        assert!(rows.contains(" auto  utf-8"), "{rows}");
        let mut seen = Vec::new();
        loop {
            press(&mut terminal, "<Tab>");
            let line = status(&terminal);
            let word = line.strip_prefix(":enc ").unwrap().to_owned();
            let rows = terminal.state().screen.text();
            assert!(rows.matches(&word).count() >= 2, "{word} in {rows}");
            if seen.first() == Some(&word) {
                break;
            }
            seen.push(word);
        }
        assert!(seen.contains(&"windows-1251".to_owned()), "{seen:?}");
        press(&mut terminal, "<C-u>encoding big5<Enter>");
        assert!(terminal.state().screen.text().contains("Big5"));
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_command_says_what_it_has_changed() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "文\n".repeat(40));
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    for (line, want) in [
        ("ruby inline", "注音：括注在后"),
        ("theme dark", "配色：深色 dark"),
        ("measure 30", "行长 30 格"),
        ("measure 100", "行长 100 格，眼下只放得下 56 格"),
        ("measure 501", "不能 :measure 501　:measure 后面可写：1–500"),
        ("ambiguous auto", "“…—① 占一格"),
    ] {
        press(&mut terminal, &format!(":{line}<Enter>"));
        assert_eq!(status(&terminal), want);
    }
    press(&mut terminal, ":measure 60<Enter>+");
    assert!(
        status(&terminal).starts_with("行长 64 格"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn on_a_small_screen_the_pane_is_not_put_away_unseen() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "第一章 一\n文\n第二章 二\n文\n".repeat(2));
    let mut terminal = open(&[&path], (20, 8), TerminalKind::USUAL);
    press(&mut terminal, "t");
    let text = terminal.state().screen.text();
    assert!(text.contains("▸ 第二章 二"), "{text}");
    press(&mut terminal, "t");
    assert!(!terminal.state().screen.text().contains('▸'));
    press(&mut terminal, "i");
    let title = row(&terminal, 0);
    assert!(title.starts_with("关于本文  1-"), "{title}");
    press(&mut terminal, "<Esc>");
    terminal.resize(80, 24);
    terminal.wait_idle();
    assert!(
        terminal.state().screen.text().contains('│'),
        "the pane is there"
    );
}

#[test]
fn a_command_without_its_word_says_which_there_are() {
    for size in [(58, 11), (30, 11), (20, 8)] {
        let desk = TestFolder::new();
        let path = desk.put("a.txt", "文\n".repeat(40));
        let mut terminal = open(&[&path], size, TerminalKind::USUAL);
        let before = terminal.state().screen.text();
        press(&mut terminal, ":enc<Enter>");
        let text = terminal.state().screen.text();
        assert!(text.contains("后面要写"), "{text}");
        assert!(text.contains("euc-kr"), "all of it can be read: {text}");
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, ":<Esc>");
        assert_eq!(terminal.state().screen.text(), before);
        press(&mut terminal, ":theme x<Enter>");
        let text = terminal.state().screen.text();
        assert!(text.contains("羊皮纸"), "{text}");
    }
}

#[test]
fn local_names_take_words_and_words_for_values_set_them() {
    let desk = TestFolder::new();
    let path = desk.put("a.txt", "山路\n水边\n".repeat(40));
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    for (line, want) in [
        ("夜间", "配色：深色 dark"),
        ("ライト", "配色：浅色 light"),
        ("夜间模式", "配色：深色 dark"),
        ("编码 auto", "编码：UTF-8"),
        ("导出 md x.md", "还没有划线和笔记"),
        ("thme", "没有这个命令：thme　是 theme 吗？"),
        ("hps", "没有这个命令：hps　是 theme 吗？"),
        ("xq", "没有这个命令：xq"),
        ("fold", "这里不能 :fold　只在目录里"),
    ] {
        press(&mut terminal, &format!(":{line}<Enter>"));
        assert_eq!(status(&terminal), want);
    }
    press(&mut terminal, ":查找 水<Enter>");
    assert!(
        status(&terminal).contains("/水 1/40"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, ":hps<Tab>");
    assert!(
        status(&terminal).starts_with(":theme"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-u>配色 se<Tab>");
    assert!(
        status(&terminal).starts_with(":配色 sepia"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Esc>");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn an_empty_line_or_escape_does_nothing() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "5G");
    let before = terminal.state().screen.clone();
    for keys in [
        ":<Enter>",
        ":<Esc>",
        ":abc<Esc>",
        ":<BS>",
        ":a<BS><BS>",
        ":x<C-c>",
    ] {
        press(&mut terminal, keys);
        terminal.state().screen.assert_looks_like(&before, keys);
        assert!(!terminal.state().is_cursor_visible());
    }
}

#[test]
fn what_an_input_method_types_are_keys() {
    let (_desk, mut terminal) = open_numbered_lines();
    for (keys, want) in [
        (format!("】{NO_KEY}"), "第二章 梯子"),
        (format!("【{NO_KEY}"), "第一章 梯子"),
        ("】】".to_owned(), "第二章 梯子"),
        ("[【".to_owned(), "第一章 梯子"),
        ("１２Ｇ".to_owned(), "一、三之一"),
        ("《".to_owned(), "第一章 梯子"),
        ("》".to_owned(), &last_page_top()),
        ("ｇｇ".to_owned(), "第一章 梯子"),
        ("　".to_owned(), "一之二，乙。"),
        ("‘’".to_owned(), &last_page_top()),
        ("··".to_owned(), "一之二，乙。"),
        ("『".to_owned(), "一之二，甲。"),
        ("』".to_owned(), "一之二，乙。"),
        ("（".to_owned(), "一之二，甲。"),
        ("）".to_owned(), "一之二，乙。"),
    ] {
        assert_first_row(&mut terminal, &keys, want);
    }
    press(&mut terminal, "５０％");
    assert!(status(&terminal).contains("  50%"), "{}", status(&terminal));
    press(&mut terminal, "：");
    assert!(
        status(&terminal).starts_with(":  "),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-c>、");
    assert!(
        status(&terminal).starts_with("/  "),
        "{}",
        status(&terminal)
    );
    // In a prompt these characters stand for themselves.
    press(&mut terminal, "：、【");
    assert!(
        status(&terminal).starts_with("/：、【"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<C-c>？");
    assert!(terminal.state().screen.find("按键").is_some());
}

#[test]
fn the_help_lies_over_glyphs_without_a_trace() {
    for width in [76, 80, 84, 85, 101] {
        for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
            let kind = TerminalKind {
                ambiguous,
                ..TerminalKind::USUAL
            };
            let mut terminal = open(&[&sample("page.txt")], (width, 24), kind);
            press(&mut terminal, ":measure 200<Enter>t8j");
            let before = terminal.state().screen.clone();
            press(&mut terminal, "?");
            terminal.assert_full_redraw_changes_nothing();
            press(&mut terminal, "jjG");
            terminal.assert_full_redraw_changes_nothing();
            let (x, y) = terminal
                .state()
                .screen
                .find("退出")
                .expect("the last line is shown");
            assert_ne!(terminal.state().screen.cell(x, y).style, Style::default());
            press(&mut terminal, "q");
            terminal
                .state()
                .screen
                .assert_looks_like(&before, "after the help");
        }
    }
}

#[test]
fn the_help_says_the_keys_in_the_language_of_the_user() {
    for (lang, words) in [
        ("zh", ["按键", "下移一行"]),
        ("en", ["Keys", "one line down"]),
    ] {
        let mut terminal = open(&["--lang", lang], (80, 24), TerminalKind::USUAL);
        press(&mut terminal, "<F1>");
        for word in words {
            assert!(terminal.state().screen.find(word).is_some(), "{word}");
        }
        // Keys without a meaning for sheets leave the sheet open; Escape closes it.
        let before = terminal.state().screen.clone();
        press(&mut terminal, "x]n");
        terminal
            .state()
            .screen
            .assert_looks_like(&before, "after keys without meaning");
        press(&mut terminal, "<Esc>");
        assert!(terminal.state().screen.find(words[1]).is_none());
    }
}

#[test]
fn the_language_can_be_changed() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, ":lang en<Enter>");
    assert_eq!(status(&terminal), "interface: English");
    press(&mut terminal, "j");
    assert!(status(&terminal).contains(" min"), "{}", status(&terminal));
    press(&mut terminal, ":lang zh<Enter>j");
    assert!(status(&terminal).ends_with('分'), "{}", status(&terminal));
}

#[test]
fn counts_are_shown_while_they_are_typed() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "12");
    assert!(status(&terminal).contains("12  "), "{}", status(&terminal));
    terminal.assert_full_redraw_changes_nothing();
    assert_first_row(&mut terminal, "G", "一、三之一");
    press(&mut terminal, "3g");
    assert!(status(&terminal).contains("3g"), "{}", status(&terminal));
    assert_first_row(&mut terminal, "g", "二、一之二");
    // A key that completes no command discards the count.
    assert_first_row(&mut terminal, &format!("50{NO_KEY}j"), "一之二，甲。");
    press(&mut terminal, "99999999999999999999j");
    assert_eq!(row(&terminal, 9), "四之四，戊。");
}

#[test]
fn a_sheet_fits_the_size_it_is_shown_at() {
    for keys in ["?", "2]i"] {
        let mut opened_small = open(&[&sample("page.txt")], (40, 16), TerminalKind::USUAL);
        press(&mut opened_small, keys);
        let mut made_small = open(&[&sample("page.txt")], (100, 16), TerminalKind::USUAL);
        press(&mut made_small, keys);
        made_small.resize(40, 16);
        made_small.wait_idle();
        let (left, right) = (&made_small.state().screen, &opened_small.state().screen);
        left.assert_looks_like(right, "made small (left) and opened small (right)");
    }
}

#[test]
fn the_configuration_changes_keys_and_looks_and_mistakes_are_told() {
    let home = Home::new();
    let folder = home.path().join("config/tongdu");
    std::fs::create_dir_all(&folder).unwrap();
    let config = "measure = 40\nlang = \"zh\"\nthem = \"dark\"\n[keys]\nline-down = [\"x\"]\n";
    std::fs::write(folder.join("config.toml"), config).unwrap();
    let mut command = tongdu(&[&sample("page.txt")]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, 120, 24, TerminalKind::USUAL);
    terminal.wait_text("河边集");
    terminal.wait_idle();
    assert!(status(&terminal).contains("theme"), "{}", status(&terminal));
    let before = row(&terminal, 2);
    press(&mut terminal, "j");
    assert_eq!(row(&terminal, 2), before);
    press(&mut terminal, "x");
    assert_ne!(row(&terminal, 2), before);
    press(&mut terminal, "?");
    let (_, y) = terminal.state().screen.find("下移一行").unwrap();
    assert!(row(&terminal, y).contains("x  "), "{}", row(&terminal, y));
    assert_eq!(
        std::fs::read_to_string(folder.join("config.toml")).unwrap(),
        config
    );
}
