//! Appearance: themes, colours, measure, and the screen without panes.

use crate::support::emulator::{ReplyPolicy, TerminalKind};
use crate::support::home::Home;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, open, output_text, press, sample, status, tongdu, wait_opened,
};
use crate::support::screen::Colour;

/// Accent of the theme for light papers.
const LIGHT_ACCENT: Colour = Colour::Rgb(0x1f, 0x5f, 0x99);

#[test]
fn themes_paint_every_cell() {
    let mut terminal = open(&[], (80, 24), TerminalKind::USUAL);
    for (name, paper) in [
        ("sepia", Colour::Rgb(0xf4, 0xec, 0xd8)),
        ("light", Colour::Rgb(0xfa, 0xfa, 0xf7)),
        ("dark", Colour::Rgb(0x1c, 0x1d, 0x21)),
        ("green", Colour::Rgb(0xcc, 0xe8, 0xcf)),
        ("black", Colour::Rgb(0, 0, 0)),
        ("plain", Colour::Default),
        ("ansi", Colour::Default),
        ("auto", Colour::Default),
    ] {
        press(&mut terminal, &format!(":theme {name}<Enter>"));
        terminal.assert_full_redraw_changes_nothing();
        let screen = &terminal.state().screen;
        for y in 0..23 {
            let papers = screen.ranges(y, |cell| cell.style.bg == paper);
            assert_eq!(papers.first(), Some(&(0..80)), "{name}, row {y}");
        }
    }
    press(&mut terminal, "c");
    assert!(status(&terminal).contains("light"), "{}", status(&terminal));
    press(&mut terminal, ":theme neon<Enter>");
    let text = terminal.state().screen.text();
    assert!(text.contains("theme neon"), "{text}");
}

#[test]
fn an_unknown_paper_gets_no_colour_and_the_configuration_may_tell_it() {
    let silent = TerminalKind {
        answers: ReplyPolicy::Silent,
        ..TerminalKind::USUAL
    };
    for (config, ink) in [
        ("", Colour::Default),
        ("background = \"light\"\n", LIGHT_ACCENT),
    ] {
        let home = Home::new();
        let folder = home.path().join("config/tongdu");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), config).unwrap();
        let mut command = tongdu(&[&sample("page.txt")]);
        home.set_environment(&mut command);
        let mut terminal = Terminal::spawn_as_is(command, 80, 24, silent);
        terminal.wait_text("%");
        press(&mut terminal, "]");
        let screen = &terminal.state().screen;
        let inks: Vec<Colour> = (0..24)
            .flat_map(|y| (0..80).map(move |x| (x, y)))
            .map(|(x, y)| screen.cell(x, y).style.fg)
            .filter(|ink| *ink != Colour::Default)
            .collect();
        assert_eq!(
            inks.contains(&LIGHT_ACCENT),
            ink == LIGHT_ACCENT,
            "{screen}"
        );
        assert_eq!(inks.is_empty(), ink == Colour::Default, "{screen}");
    }
}

#[test]
fn the_length_of_lines() {
    let mut terminal = open(&[&sample("page.txt")], (120, 30), TerminalKind::USUAL);
    let widest = |terminal: &Terminal| {
        let screen = &terminal.state().screen;
        let rule = screen.find("│").map_or(0, |(x, _)| x + 1);
        let left = (rule..120)
            .find(|&x| (0..29).any(|y| screen.cell(x, y).text != " "))
            .unwrap();
        let right = (rule..120)
            .rev()
            .find(|&x| (0..29).any(|y| screen.cell(x, y).text != " "))
            .unwrap();
        right + 1 - left
    };
    // Punctuation may hang two cells to the right of the column.
    assert!(
        (70..=74).contains(&widest(&terminal)),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, ":measure 40<Enter>");
    assert!(
        (38..=42).contains(&widest(&terminal)),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "3+");
    assert!(
        (50..=54).contains(&widest(&terminal)),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "2-");
    assert!(
        (42..=46).contains(&widest(&terminal)),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "=");
    assert!(
        (70..=74).contains(&widest(&terminal)),
        "{}",
        terminal.state().screen
    );
}

#[test]
fn text_only_hides_pane_and_status_line() {
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "z");
    assert!(terminal.state().screen.find("│").is_none());
    assert!(!status(&terminal).contains('%'));
    press(&mut terminal, "z");
    assert!(terminal.state().screen.find("│").is_some());
    assert!(status(&terminal).contains('%'));
}

#[test]
fn without_colour_not_a_cell_is_coloured() {
    let home = Home::new();
    let mut command = tongdu(&["--lang", "zh", &sample("mixed.md")]);
    home.set_environment(&mut command);
    command.env("NO_COLOR", "1");
    let mut terminal = Terminal::spawn_as_is(command, 80, 24, TerminalKind::USUAL);
    terminal.wait_text("茶馆手册");
    for step in [
        "",
        "/茶<Enter>",
        "n",
        "<Tab>j",
        "<Esc>",
        "?",
        "q",
        ":theme sepia<Enter>",
        "c",
        "i",
        "q",
        "G",
        "TF",
    ] {
        press(&mut terminal, step);
        let screen = &terminal.state().screen;
        for y in 0..24 {
            let coloured = screen.ranges(y, |cell| {
                (cell.style.fg, cell.style.bg) != (Colour::Default, Colour::Default)
            });
            assert!(coloured.is_empty(), "after {step}, row {y}:\n{screen}");
        }
    }
    // Hits are recognisable without colours too.
    press(&mut terminal, "<C-c>gg/茶<Enter>");
    let screen = &terminal.state().screen;
    let reversed: usize = (0..23)
        .map(|y| screen.ranges(y, |cell| cell.style.has_attribute(7)).len())
        .sum();
    assert!(reversed >= 3, "{screen}");
}

#[test]
fn titles_beside_the_text_are_shown_as_the_text_shows_them() {
    let desk = TestFolder::new();
    let line = "　　厂里卖出农具,收入不多,支出不少.\n".repeat(12);
    let section = |n: &str| format!("({n})去年\x1b的账\n{line}");
    let sections = ["一", "二", "三", "四"].map(section).concat();
    let path = desk.put("a.txt", sections);
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, ":punct<Enter>j");
    let title = "（二）去年␛的账";
    let text = terminal.state().screen.text();
    assert_eq!(
        text.matches(title).count(),
        2,
        "in the pane and in the text: {text}"
    );
    press(&mut terminal, "]");
    let text = terminal.state().screen.text();
    assert!(status(&terminal).starts_with(title), "{text}");
    press(&mut terminal, ":punct<Enter>j");
    assert!(
        status(&terminal).starts_with("(二)"),
        "{}",
        status(&terminal)
    );
    terminal.assert_full_redraw_changes_nothing();
}

/// Returns the numbers of the lines on the screen, in the order of reading two pages.
fn numbers_on_pages(terminal: &Terminal, second: usize) -> Vec<u32> {
    let screen = &terminal.state().screen;
    let number = |from: usize, to: usize, y: usize| {
        let row: String = (from..to)
            .map(|x| screen.cell(x, y).text.as_str())
            .collect();
        row.trim()
            .strip_prefix('第')?
            .split('行')
            .next()?
            .trim()
            .parse()
            .ok()
    };
    let left = (0..screen.rows - 1).filter_map(|y| number(0, second, y));
    let right = (0..screen.rows - 1).filter_map(|y| number(second, screen.cols, y));
    left.chain(right).collect()
}

#[test]
fn two_pages_go_on_from_left_to_right_and_are_turned_together() {
    let desk = TestFolder::new();
    let text = (1..=70).map(|number| format!("第{number}行。\n"));
    let path = desk.put("lines.txt", text.collect::<String>());
    let mut terminal = open(&[&path], (130, 11), TerminalKind::USUAL);
    press(&mut terminal, "t<Space>");
    let one = terminal.state().screen.clone();
    assert_eq!(
        numbers_on_pages(&terminal, 130),
        (11..=20).collect::<Vec<_>>()
    );
    press(&mut terminal, "D");
    assert!(
        status(&terminal).starts_with("双页"),
        "{}",
        status(&terminal)
    );
    let two = (11..=30).collect::<Vec<_>>();
    assert_eq!(numbers_on_pages(&terminal, 66), two);
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "<Space>");
    assert_eq!(
        numbers_on_pages(&terminal, 66),
        (31..=50).collect::<Vec<_>>()
    );
    press(&mut terminal, "b");
    assert_eq!(numbers_on_pages(&terminal, 66), two);
    // A line moves the text through both pages.
    press(&mut terminal, "j");
    assert_eq!(
        numbers_on_pages(&terminal, 66),
        (12..=31).collect::<Vec<_>>()
    );
    press(&mut terminal, "kb");
    assert_eq!(
        numbers_on_pages(&terminal, 66),
        (1..=20).collect::<Vec<_>>()
    );
    press(&mut terminal, "G");
    assert_eq!(
        numbers_on_pages(&terminal, 66),
        (51..=70).collect::<Vec<_>>()
    );
    press(&mut terminal, "gg10j");
    assert_eq!(numbers_on_pages(&terminal, 66), two);
    press(&mut terminal, "D");
    assert_eq!(
        numbers_on_pages(&terminal, 130),
        (11..=20).collect::<Vec<_>>()
    );
    press(&mut terminal, "D");
    terminal.resize(100, 11);
    terminal.wait_idle();
    assert!(terminal.state().screen.find("第 20 行").is_some());
    assert!(terminal.state().screen.find("第 21 行").is_none());
    terminal.resize(130, 11);
    terminal.wait_idle();
    press(&mut terminal, "D");
    press(&mut terminal, "<C-l>");
    for y in 0..10 {
        assert_eq!(terminal.state().screen.row(y), one.row(y));
    }
    press(&mut terminal, "D");
    terminal.resize(60, 11);
    terminal.wait_idle();
    press(&mut terminal, "DD");
    assert!(
        status(&terminal).contains("要 122 列"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn long_lines_of_code_go_on_with_a_sign_or_are_cut_and_moved() {
    let desk = TestFolder::new();
    let line = "let words = \"山里的路修通以后，镇上的货车一天要跑三个来回\"; // the end";
    let text = format!(
        "# 码\n\n```\n{line}\nshort();\n```\n\n```\n{}\n```\n\n完。\n",
        "+--".repeat(30)
    );
    let path = desk.put("code.md", text);
    let mut terminal = open(&[&path], (40, 16), TerminalKind::USUAL);
    let code = |terminal: &Terminal| -> Vec<String> {
        let rows = terminal.state().screen.text();
        let rows = rows.lines().filter(|row| row.starts_with(['╎', '↪']));
        rows.map(|row| row.trim_end().to_owned()).collect()
    };
    let wrapped = code(&terminal);
    let words: String = wrapped
        .iter()
        .map(|row| row.chars().skip(2).collect::<String>())
        .collect();
    assert!(wrapped[0].starts_with("╎ let") && wrapped[1].starts_with('↪'));
    assert!(
        words.replace(' ', "").contains("三个来回\";//theend"),
        "{words}"
    );
    assert!(
        wrapped.last().unwrap().ends_with("-›"),
        "a figure is always cut"
    );
    press(&mut terminal, ":code cut<Enter>");
    let cut = code(&terminal);
    assert_eq!(cut.len(), 3);
    assert!(cut[0].ends_with('›') && !cut[1].contains('›'), "{cut:?}");
    press(&mut terminal, "<C-Right>");
    let moved = code(&terminal);
    assert!(
        moved[0].starts_with("╎ ‹") && moved[1] == "╎ ‹",
        "{moved:?}"
    );
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "9<C-Right><C-Right>");
    assert!(status(&terminal).contains("没有切断的代码"));
    press(&mut terminal, "99<C-Left>");
    assert_eq!(code(&terminal), cut);
    press(&mut terminal, "<C-Left>");
    assert!(status(&terminal).contains("代码已在行首"));
    press(&mut terminal, ":code wrap<Enter>");
    assert_eq!(code(&terminal), wrapped);
    // Nothing of the signs is printed or found.
    let printed = output_text(&tongdu(&["cat", &path]).output().unwrap().stdout);
    assert!(
        printed.contains(line) && !printed.contains('╎'),
        "{printed}"
    );
    terminal.resize(20, 8);
    terminal.wait_idle();
    terminal.assert_full_redraw_changes_nothing();
}

/// Text with quotes, lists, code, a rule, a table and ruby, in which no character is a sign of the frame.
const PLAIN_SIGNS_TEXT: &str = "# 山路\n\n## 一、去路\n\n路很长，人走得慢。\n\n> 路边的话。\n\n- 甲\n  - 乙\n    - 丙\n- [x] 丁\n\n\
    ---\n\n```\nfn main() { let road = long_road(with, many, words, and, more, words, to, the, end); }\n```\n\n\
    | 年 | 数 |\n|---|---|\n| 2003 | 12 |\n\n## 二、来路，路上的石头和桥头的人家，河边的树和山里的云，都记在这里\n\n路短。\n";

#[test]
fn signs_of_ascii_leave_no_other_sign_on_any_screen() {
    let desk = TestFolder::new();
    let path = desk.put(
        "路.md",
        PLAIN_SIGNS_TEXT.to_owned() + &"\n路还在前面。\n".repeat(60),
    );
    // Quotation marks and dashes are punctuation of the interface's language.
    let is_sign = |c: &char| ('\u{2010}'..'\u{2C00}').contains(c) && !"“”‘’—①".contains(*c);
    let signs_of = |terminal: &Terminal| -> String {
        terminal
            .state()
            .screen
            .text()
            .chars()
            .filter(is_sign)
            .collect()
    };
    for (term, size) in [
        ("xterm-256color", (80, 24)),
        ("xterm-256color", (40, 12)),
        ("linux", (80, 24)),
    ] {
        let home = Home::new();
        let mut command = tongdu(&["--lang", "zh", &path]);
        home.set_environment(&mut command);
        command.env("TERM", term);
        let mut terminal = Terminal::spawn_as_is(command, size.0, size.1, TerminalKind::USUAL);
        wait_opened(&mut terminal);
        if term == "linux" {
            assert_eq!(signs_of(&terminal), "", "by itself");
        } else {
            assert!(!signs_of(&terminal).is_empty() || size.0 < 76);
            press(
                &mut terminal,
                ":set signs=ascii<Enter>:set scrollbar=always<Enter>",
            );
        }
        for keys in [
            "j",
            "<Space>",
            "gg",
            "<Tab>",
            "j",
            "<Esc>",
            "T",
            "<Esc>",
            "?",
            "<Esc>",
            ":t",
            "<Esc>",
            "/路<Enter>",
            "n",
            "&",
            "j",
            "<Space>",
            "<Esc>",
            "<Esc>",
            ":set code=cut<Enter>",
            "<C-Right>",
            "v",
            "a",
            "记下<Enter>",
            "i",
            "<Esc>",
            "m",
            "<Esc>",
        ] {
            press(&mut terminal, keys);
            let found = signs_of(&terminal);
            assert_eq!(
                found,
                "",
                "{keys} at {size:?}:\n{}",
                terminal.state().screen
            );
        }
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_break_of_scene_is_centred_between_two_rows() {
    let folder = TestFolder::new();
    let paragraph = "　　他走了很远的路，到村口时天已经黑了，灯一盏一盏亮起来。\n";
    let text = format!("{paragraph}{paragraph}* * *\n{paragraph}\n◇◇◇\n\n{paragraph}");
    let path = folder.put("a.txt", text);
    let terminal = open(&[&path], (60, 24), TerminalKind::USUAL);
    let rows: Vec<String> = (0..14).map(|y| terminal.state().screen.row(y)).collect();
    for sign in ["* * *", "◇◇◇"] {
        let at = rows.iter().position(|row| row.contains(sign)).expect(sign);
        let blanks = rows[at].len() - rows[at].trim_start().len();
        assert!((24..32).contains(&blanks), "{rows:#?}");
        let is_empty = |y: usize| rows[y].trim().is_empty();
        assert!(is_empty(at - 1) && is_empty(at + 1), "{rows:#?}");
        assert!(!is_empty(at - 2) && !is_empty(at + 2), "{rows:#?}");
    }
}

#[test]
fn lists_with_labels_hang_and_several_kinds_of_blanks_are_one_indent() {
    let desk = TestFolder::new();
    let prose = "　　山里的路很长，人走了一天才到村口，天已经黑了，灯也亮了。\n".repeat(4);
    let path = desk.put(
        "附件.txt",
        format!(
            "{prose}\t　河边的人说，今年的水比往年大一些。\n　　附件：1.山区道路和桥梁养护管理办法（试行）\n　　　　　2.养护记录表\n"
        ),
    );
    let terminal = open(&[&path], (40, 20), TerminalKind::USUAL);
    let rows: Vec<String> = (0..20).map(|y| terminal.state().screen.row(y)).collect();
    let at = |words: &str| rows.iter().position(|row| row.contains(words)).unwrap();
    assert!(rows[at("河边的人")].starts_with("    河边"), "{rows:?}");
    let label = at("附件：1.");
    assert!(rows[label].starts_with("    附件：1.山区"), "{rows:?}");
    assert!(
        rows[label + 1].starts_with(&" ".repeat(12))
            && !rows[label + 1].starts_with(&" ".repeat(13)),
        "{rows:?}"
    );
}

#[test]
fn the_title_of_a_plain_text_is_centred_and_names_it() {
    let folder = TestFolder::new();
    let body = "　　河边的人都说，那座桥修了整整三年，到今天才修好。\n".repeat(6);
    let notice = format!(
        "青河市人民政府文件\n\n青政发〔2024〕1号\n\n关于加强桥梁养护的通知\n\n各区县：\n\n{body}"
    );
    let novel = format!("河上的桥\n\n作者：张大河\n\n第一章 出门\n\n{body}\n第二章 回家\n\n{body}");
    for (name, text, title, below) in [
        ("a.txt", notice, "关于加强桥梁养护的通知", "各区县："),
        ("b.txt", novel, "河上的桥", "作者：张大河"),
    ] {
        let path = folder.put(name, text);
        let mut terminal = open(&[&path], (60, 24), TerminalKind::USUAL);
        let rows: Vec<String> = (0..14).map(|y| terminal.state().screen.row(y)).collect();
        let at = rows
            .iter()
            .position(|row| row.contains(title))
            .expect(title);
        let blanks = rows[at].len() - rows[at].trim_start().len();
        assert!(blanks >= 15, "{rows:#?}");
        assert!(
            rows.iter().skip(at).any(|row| row.contains(below)),
            "{rows:#?}"
        );
        press(&mut terminal, "i");
        let sheet = terminal.state().screen.text();
        assert!(sheet.contains(title), "{sheet}");
    }
}

#[test]
fn lines_with_tabs_are_a_table_whose_columns_stand_one_below_the_other() {
    let desk = TestFolder::new();
    let path = desk.put(
        "表.txt",
        "表1　样本县\n县名\t人口（万）\t行政村（个）\n甲县\t42.3\t312\n欧阳家沟县\t128.9\t1,205\n\n\t用制表符缩进的话。\n\t又一段话。\n",
    );
    let rows = |size: (u16, u16)| -> Vec<String> {
        let terminal = open(&[&path], size, TerminalKind::USUAL);
        let rows = (0..size.1).map(|y| terminal.state().screen.row(y.into()).trim_end().to_owned());
        rows.collect()
    };
    let wide = rows((58, 12)).join("\n");
    assert!(
        wide.contains("县名        人口（万）  行政村（个）\n╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌"),
        "{wide}"
    );
    assert!(
        wide.contains(
            "甲县              42.3           312\n欧阳家沟县       128.9         1,205\n"
        ),
        "{wide}"
    );
    assert!(
        wide.contains("        用制表符缩进的话。\n        又一段话。"),
        "{wide}"
    );
    // Too narrow for columns side by side: each cell behind its head.
    let narrow = rows((12, 24)).join("\n");
    assert!(narrow.contains("县名  甲县"), "{narrow}");
    let mut terminal = open(&[&path], (58, 12), TerminalKind::USUAL);
    press(&mut terminal, "/1,205<Enter>");
    terminal.assert_full_redraw_changes_nothing();
    assert!(status(&terminal).contains("1/1"), "{}", status(&terminal));
}

#[test]
fn a_series_has_one_indent_and_the_speech_of_a_play_hangs_behind_its_name() {
    let desk = TestFolder::new();
    let law = "規約\n\n（名称）\n第１条　本会は、会と称する。\n（目的）\n第２条　本会は、会員の親睦を図り、快適な生活環境の維持及び向上に努めることを目的とする。\n        （事業）\n第３条　本会は、前条の目的を達成するため、次の事業を行うものとし、その他は別に定める。\n（会費）\n第４条　会費は別に定める。\n";
    let play = "父　　もう帰つたのか。\n娘　　まだです。傘をお持ちになつたかしら。お迎へに行つた方がいいでせうか。\n父　　待つてゐよう。\n";
    let rows = |name: &str, text: &str| -> Vec<String> {
        let path = desk.put(name, text);
        let terminal = open(&[&path], (50, 24), TerminalKind::USUAL);
        (0..24).map(|y| terminal.state().screen.row(y)).collect()
    };
    let indent = |rows: &[String], words: &str| {
        let row = rows.iter().find(|row| row.contains(words)).unwrap();
        row.len() - row.trim_start().len()
    };
    let law = rows("規約.txt", law);
    let first = indent(&law, "第１条");
    for article in ["第２条", "第３条", "第４条"] {
        assert_eq!(indent(&law, article), first, "{law:#?}");
    }
    let minutes = rows(
        "纪要.txt",
        "会议纪要\n时间：今天\n地点：村口\n4月12日，村长主持召开村民会议，研究修路和用水的事，现将有关事项纪要如下：\n记录：小明\n抄送：各组\n\
         会议指出，修路的钱要用在路上，用水的事要听大家的，谁也不能自己做主。\n会议决定，路先修到河边，桥明年再修，用水按人头分，每户出一个人来管。\n会议要求，各组今天就把话带回去。\n",
    );
    assert_eq!(
        indent(&minutes, "村长主持"),
        indent(&minutes, "会议指出"),
        "{minutes:#?}"
    );
    let play = rows("劇.txt", play);
    assert_eq!(
        indent(&play, "いいでせうか"),
        indent(&play, "娘") + 6,
        "{play:#?}"
    );
}

#[test]
fn a_long_table_of_tabs_has_the_same_columns_however_one_comes_to_it() {
    let desk = TestFolder::new();
    let rows = (0..3_000).map(|n| {
        let word = "词".repeat(1 + n % 7);
        format!("{word}{n}\t{}\t末\n", "释".repeat(1 + n % 11))
    });
    let path = desk.put("词表.txt", rows.collect::<String>());
    let page = |terminal: &Terminal| -> Vec<String> {
        let screen = &terminal.state().screen;
        (0..screen.rows - 1).map(|y| screen.row(y)).collect()
    };
    // By a jump, by pages up and down, and after the whole table was walked through.
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "50%");
    let jumped = page(&terminal);
    press(
        &mut terminal,
        "bbbbbb<Space><Space><Space><Space><Space><Space>",
    );
    assert_eq!(page(&terminal), jumped);
    press(&mut terminal, "gg<Space><Space>30%40%G50%");
    assert_eq!(page(&terminal), jumped);
}
