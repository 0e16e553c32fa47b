//! Notices about keys: those without a meaning, interrupts, Escape, prefixes, the ends of the text, and hints.

use crate::support::emulator::TerminalKind;
use crate::support::home::{Home, STARTS};
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, numbered_lines, open, open_numbered_lines, press, row, sample, status, tongdu,
    wait_opened,
};

/// Starts the program in a home, in Chinese.
fn open_in(home: &Home, size: (u16, u16)) -> Terminal {
    let mut command = tongdu(&["--lang", "zh", &sample("page.txt")]);
    home.set_environment(&mut command);
    let mut terminal = Terminal::spawn_as_is(command, size.0, size.1, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    terminal
}

#[test]
fn a_key_without_meaning_names_the_help_or_the_place_of_the_key() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    for (keys, want) in [
        ("@", "没有这个键：@　? 看全部按键"),
        ("<F9>", "没有这个键：F9　? 看全部按键"),
        ("g@", "没有这个键：g@　? 看全部按键"),
        ("x", "x 用在目录里（Tab 到目录）"),
        ("通", "输入法开着：Shift 切换"),
        ("か", "输入法开着：Shift 切换"),
    ] {
        press(&mut terminal, keys);
        assert_eq!(status(&terminal), want, "{keys}");
    }
    press(&mut terminal, "<Tab>i<Esc>");
    press(&mut terminal, "J");
    assert_eq!(status(&terminal), "J 用在正文里（Esc 到正文）");
    assert_eq!(
        row(&terminal, 0).matches("第一章").count(),
        2,
        "nothing has moved"
    );
}

#[test]
fn interrupts_stop_close_and_at_last_quit() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "?<C-c>");
    assert!(terminal.state().screen.find("下移一行").is_none());
    press(&mut terminal, "/甲<C-c>");
    assert!(!status(&terminal).starts_with('/'), "{}", status(&terminal));
    press(&mut terminal, "<C-c>");
    assert_eq!(status(&terminal), "q 退出（再按 Ctrl-C 也退出）");
    press(&mut terminal, "j<C-c>");
    assert_eq!(status(&terminal), "q 退出（再按 Ctrl-C 也退出）");
    terminal.keys("\x03");
    assert_eq!(terminal.exit_status().code(), Some(130));
}

#[test]
fn escape_returns_from_a_prompt_and_clears_the_marks_of_a_search() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "<Esc>");
    assert_eq!(status(&terminal), "q 退出　? 按键");
    press(&mut terminal, "/三之三，丙");
    assert_ne!(row(&terminal, 0), "第一章 梯子");
    press(&mut terminal, "<Esc>");
    assert_eq!(row(&terminal, 0), "第一章 梯子");
    press(&mut terminal, "/三之三，丙<Enter>");
    let found = row(&terminal, 0);
    press(&mut terminal, "<Esc>");
    assert_eq!(row(&terminal, 0), found, "the reader stays");
    assert_eq!(status(&terminal), "标记已清除；'' 回到搜索前");
    press(&mut terminal, "''");
    assert_eq!(row(&terminal, 0), "第一章 梯子");
}

#[test]
fn a_prefix_lists_what_may_follow_after_a_rest() {
    for size in [(80, 24), (20, 8)] {
        let mut terminal = open(&[&sample("page.txt")], size, TerminalKind::USUAL);
        let before = terminal.state().screen.clone();
        press(&mut terminal, "g");
        terminal.wait_text("全文开头");
        press(&mut terminal, "<Esc>");
        terminal
            .state()
            .screen
            .assert_looks_like(&before, "after Escape");
        // Without a rest nothing is listed, and an idle program does not wake up.
        press(&mut terminal, "gg");
        press(&mut terminal, "j");
        assert!(terminal.state().screen.find("全文开头").is_none());
    }
}

#[test]
fn the_ends_of_the_text_are_named() {
    let (_desk, mut terminal) = open_numbered_lines();
    for (keys, want) in [
        ("k", "已到开头"),
        ("b", "已到开头"),
        ("{", "已到开头"),
        ("gg", "已到开头"),
        ("Gj", "已到末尾"),
        ("<Space>", "已到末尾"),
        ("G", "已到末尾"),
    ] {
        press(&mut terminal, keys);
        assert_eq!(status(&terminal), want, "{keys}");
    }
    press(&mut terminal, "/四之四，戊<Enter>n");
    assert_eq!(status(&terminal), "只有这一处");
}

#[test]
fn the_place_is_described() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "3]<C-g>");
    let text = terminal.state().screen.text();
    assert!(text.contains("第四章 梯子"), "{text}");
    assert!(text.contains("全文余"), "{text}");
}

#[test]
fn hints_are_shown_in_the_first_five_starts() {
    let home = Home::new();
    std::fs::remove_file(home.path().join(STARTS)).unwrap();
    for start in 1..=6 {
        let mut terminal = open_in(&home, (120, 24));
        // The place of the last reading is a notice.
        press(&mut terminal, "gg3jk");
        let line = status(&terminal);
        let hints = "空格 翻页  Tab 目录  / 搜索  ? 按键  q 退出";
        assert_eq!(line.contains(hints), start <= 5, "start {start}: {line}");
        if start == 1 {
            press(&mut terminal, "<Tab>");
            let line = status(&terminal);
            assert!(line.contains("Enter 阅读  ? 按键  Esc 返回"), "{line}");
            press(&mut terminal, "<Esc>/船<Enter>");
            let line = status(&terminal);
            assert!(line.contains("n 下一处  Esc 清除标记"), "{line}");
            terminal.assert_full_redraw_changes_nothing();
        }
        press(&mut terminal, "q");
        terminal.exit_status();
    }
}

#[test]
fn hints_go_first_when_the_row_is_short_and_obey_the_configuration() {
    let home = Home::new();
    let folder = home.path().join("config/tongdu");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "hints = \"always\"\n").unwrap();
    let terminal = open_in(&home, (80, 24));
    assert!(
        status(&terminal).contains("? 按键  q 退出"),
        "{}",
        status(&terminal)
    );
    let terminal = open_in(&home, (40, 12));
    let line = status(&terminal);
    assert!(
        line.contains("? 按键  q 退出") && line.contains('%'),
        "{line}"
    );
    let terminal = open_in(&home, (20, 8));
    let line = status(&terminal);
    assert!(!line.contains("按键") && line.contains('%'), "{line}");
    std::fs::write(folder.join("config.toml"), "hints = \"never\"\n").unwrap();
    std::fs::remove_file(home.path().join(STARTS)).unwrap();
    let terminal = open_in(&home, (120, 24));
    assert!(!status(&terminal).contains("退出"), "{}", status(&terminal));
}

#[test]
fn the_help_is_one_screen_for_where_one_is_and_leads_to_all_keys() {
    for size in [(120, 40), (80, 24), (40, 50)] {
        let desk = TestFolder::new();
        let path = desk.put("ladder.txt", numbered_lines());
        let mut terminal = open(&[&path], size, TerminalKind::USUAL);
        let before = terminal.state().screen.clone();
        press(&mut terminal, "?");
        for words in ["按键：正文", "空格", "下一页", "退出", "? 全部按键"] {
            assert!(
                terminal.state().screen.find(words).is_some(),
                "{words} at {size:?}"
            );
        }
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, "?");
        assert!(terminal.state().screen.find("全部按键").is_some());
        press(&mut terminal, "换配色");
        assert!(terminal.state().screen.find("换配色").is_some());
        assert!(terminal.state().screen.find("下一页").is_none());
        press(&mut terminal, "<C-u>theme");
        assert!(terminal.state().screen.find("换配色").is_some());
        press(&mut terminal, "xyz");
        assert!(terminal.state().screen.find("没有相符的").is_some());
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, "<Esc>");
        terminal
            .state()
            .screen
            .assert_looks_like(&before, "after the help");
    }
    let mut terminal = open(&[&sample("page.txt")], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "T<Tab>?");
    assert!(terminal.state().screen.find("按键：目录").is_some());
}

#[test]
fn the_help_is_that_of_the_list_or_selection_and_leads_back_there() {
    let (_desk, mut terminal) = open_numbered_lines();
    for (keys, title, own, back) in [
        (
            "/子<Enter>&",
            "按键：列表",
            "看一眼这一行的正文",
            "? 按键  Esc 关",
        ),
        ("B", "按键：书架", "从头读", "? 按键  Esc 关"),
        ("M", "按键：列表", "改这一条笔记", "? 按键  Esc 关"),
        ("v", "按键：选择与复制", "写笔记", "已选"),
    ] {
        terminal.resize(80, 24);
        press(&mut terminal, keys);
        press(&mut terminal, "?");
        for words in [title, own] {
            let text = terminal.state().screen.text();
            assert!(text.contains(words), "{keys} {words}: {text}");
        }
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, "<Esc>");
        assert!(
            status(&terminal).contains(back),
            "{keys}: {}",
            status(&terminal)
        );
        press(&mut terminal, "<Esc>");
    }
}

#[test]
fn the_first_page_of_the_help_leads_on_with_space_and_slash() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "?");
    for words in ["y ", "v s ", "写笔记", "夹书签", "书架", "鼠标：", "双页"] {
        assert!(terminal.state().screen.find(words).is_some(), "{words}");
    }
    press(&mut terminal, "<Space>");
    assert!(
        row(&terminal, 0).contains("全部按键"),
        "{}",
        row(&terminal, 0)
    );
    let first = row(&terminal, 4);
    press(&mut terminal, "<Space>");
    assert_ne!(row(&terminal, 4), first, "a blank at the beginning pages");
    press(&mut terminal, "/书架");
    assert!(terminal.state().screen.find("读过的书").is_some());
    press(&mut terminal, "<Esc>?/");
    assert!(
        row(&terminal, 0).contains("全部按键"),
        "{}",
        row(&terminal, 0)
    );
}

#[test]
fn the_palette_lists_commands_by_every_name_and_takes_them() {
    let (_desk, mut terminal) = open_numbered_lines();
    for (typed, found) in [
        (":them", "theme"),
        (":配色", "theme"),
        (":hps", "换配色"),
        (":xia", "下一页"),
        (":末尾", "bottom"),
        (":目錄", "outline-full"),
        (":导出", "export"),
        (":設定", "set"),
        (":护眼", "theme"),
        (":返回", "jump-back"),
        (":closest", "没有相符的"),
    ] {
        press(&mut terminal, typed);
        let text = terminal.state().screen.text();
        assert!(text.contains(found), "{typed}: {text}");
        terminal.assert_full_redraw_changes_nothing();
        press(&mut terminal, "<Esc>");
    }
    press(&mut terminal, ":配色 dark<Enter>");
    assert_eq!(status(&terminal), "配色：深色 dark");
    press(&mut terminal, ":主題 夜間<Enter>");
    assert_eq!(status(&terminal), "配色：深色 dark");
    press(&mut terminal, ":theme 彩虹<Enter>");
    let text = terminal.state().screen.text();
    assert!(text.contains("羊皮纸"), "{text}");
    press(&mut terminal, ":undo<Enter>");
    let text = terminal.state().screen.text();
    assert!(text.contains("undo-correction  undo-mark"), "{text}");
    press(&mut terminal, ":");
    let text = terminal.state().screen.text();
    for words in ["search", "书架：读过的书", "Tab 补全"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    press(&mut terminal, "<Esc>:不存在的");
    assert!(
        status(&terminal).ends_with("没有相符的"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "<Esc>:e");
    let text = terminal.state().screen.text();
    assert!(
        text.contains("打开另一个文件") && !text.contains("extend"),
        "{text}"
    );
    press(&mut terminal, "<Esc>");
    press(&mut terminal, ":行長 30<Enter>");
    assert_eq!(status(&terminal), "行长 30 格");
    press(&mut terminal, ":全文末尾<Enter>");
    assert!(status(&terminal).contains("100%"), "{}", status(&terminal));
    let mut small = open(&[&sample("page.txt")], (20, 8), TerminalKind::USUAL);
    press(&mut small, ":p");
    small.assert_full_redraw_changes_nothing();
}

#[test]
fn escape_and_a_key_in_one_packet_are_two_keys() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, "/甲<Enter>&");
    terminal.keys("\x1b:");
    terminal.wait_idle();
    assert!(status(&terminal).starts_with(':'), "{}", status(&terminal));
    press(&mut terminal, "abc");
    terminal.keys("\x1b/");
    terminal.wait_idle();
    assert!(status(&terminal).starts_with('/'), "{}", status(&terminal));
}

#[test]
fn the_place_names_the_line_of_the_source() {
    let (_desk, mut terminal) = open_numbered_lines();
    press(&mut terminal, ":goto-line 12<Enter><C-g>");
    let text = terminal.state().screen.text();
    assert!(text.contains("第 12 行"), "{text}");
    press(&mut terminal, ":set nu<Enter>");
    let text = terminal.state().screen.text();
    assert!(text.contains("Ctrl-G 说在第几行"), "{text}");
}

#[test]
fn habits_of_other_programs_are_answered() {
    let (_desk, mut terminal) = open_numbered_lines();
    for (line, want) in [
        (":w", "不用保存：位置随时记着"),
        (":%s/甲/乙/", "通读不改文件"),
        (":!ls", "不运行命令"),
        (":n", "只有这一个文件"),
        (":e #", "没有上一篇"),
        (":mesure 40", "没有这个命令：mesure 40　是 measure 吗？"),
        (":qqqqq", "没有这个命令：qqqqq"),
        (":1,3d", "通读不改文件"),
        (":reg", "y 复制到剪贴板"),
        (":map", "按键写在配置里"),
        (":tabnew", "一次只开一篇"),
        (":terminal", "不运行命令"),
        (":k a", "记号 a 已设"),
        (":colorscheme sepia", "sepia"),
        (":/丁", "/丁 "),
        (":set measure=40", "行长 40 格"),
        (":set measure?", "measure=40"),
    ] {
        press(&mut terminal, &format!("{line}<Enter>"));
        assert!(
            status(&terminal).contains(want),
            "{line}: {}",
            status(&terminal)
        );
    }
    terminal.keys(":wq\r");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn commands_of_files_speak_of_files() {
    let desk = TestFolder::new();
    let files: Vec<String> = ["甲", "乙", "丙"]
        .iter()
        .map(|name| {
            desk.put(
                &format!("{name}.txt"),
                format!("第一章 {name}\n\n　　{name}的字。\n"),
            )
        })
        .collect();
    let paths: Vec<&str> = files.iter().map(|path| &**path).collect();
    let mut terminal = open(&paths, (80, 12), TerminalKind::USUAL);
    for (line, want) in [
        (":p", "这是第一个文件，共 3 个"),
        (":n", "第一章 乙"),
        (":n", "第一章 丙"),
        (":n", "这是最后一个文件，共 3 个"),
        ("]]", "这是最后一个文件，共 3 个"),
        (":first", "第一章 甲"),
        (":blast", "第一章 丙"),
        (":b 2", "第一章 乙"),
        (":b 甲", "第一章 甲"),
    ] {
        let enter = if line.starts_with(':') { "<Enter>" } else { "" };
        press(&mut terminal, &format!("{line}{enter}"));
        assert!(
            status(&terminal).starts_with(want),
            "{line}: {}",
            status(&terminal)
        );
    }
    press(&mut terminal, ":jumps<Enter>");
    let text = terminal.state().screen.text();
    assert!(
        text.contains("来过的位置") && text.contains("第一章 丙"),
        "{text}"
    );
    press(&mut terminal, "j<Enter>");
    assert!(
        status(&terminal).starts_with("第一章 丙"),
        "{}",
        status(&terminal)
    );
    let mut alone = open(&[paths[0]], (80, 12), TerminalKind::USUAL);
    press(&mut alone, ":last<Enter>");
    assert!(
        status(&alone).contains("只有这一个文件"),
        "{}",
        status(&alone)
    );
}

#[test]
fn a_note_that_is_left_goes_on_where_it_was() {
    let (_desk, mut terminal) = open_numbered_lines();
    for leave in ["<Esc>", "<C-c>"] {
        press(&mut terminal, "a");
        press(&mut terminal, &format!("思{leave}"));
        assert!(
            status(&terminal).contains("笔记没有存"),
            "{}",
            status(&terminal)
        );
    }
    press(&mut terminal, "a");
    assert!(status(&terminal).contains("思思"), "{}", status(&terminal));
    press(&mut terminal, "<Enter>M");
    let text = terminal.state().screen.text();
    assert!(text.contains("思思"), "{text}");
}
