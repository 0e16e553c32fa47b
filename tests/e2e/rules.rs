//! The reader's own rules: headings, hidden lines, rule files of another app, and outlines saved as sidecars.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::support::emulator::{EmulatorState, TerminalKind};
use crate::support::home::Home;
use crate::support::packed::book;
use crate::support::pty::Terminal;
use crate::support::reading::{output_text, press, row, status, tongdu};

/// A home with a configuration and texts.
struct ConfiguredHome(Home);

impl ConfiguredHome {
    fn new(config: &str, files: &[(&str, &str)]) -> Self {
        let home = Home::new();
        let folder = home.path().join("config/tongdu");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.toml"), config).unwrap();
        for (name, text) in files {
            std::fs::write(home.path().join(name), text).unwrap();
        }
        Self(home)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// Starts the program with a text, in Chinese.
    fn open(&self, name: &str) -> Terminal {
        let path = self.path(name);
        let mut command = tongdu(&["--lang", "zh", &path]);
        self.0.set_environment(&mut command);
        let mut terminal = Terminal::spawn_as_is(command, 100, 24, TerminalKind::USUAL);
        terminal.wait("its screen", EmulatorState::is_full_screen);
        terminal.wait_idle();
        terminal
    }

    /// Returns standard output and standard error of a command.
    fn print(&self, arguments: &[&str]) -> (String, String) {
        let mut command = tongdu(arguments);
        self.0.set_environment(&mut command);
        let output = command.output().unwrap();
        (output_text(&output.stdout), output_text(&output.stderr))
    }

    /// Returns the outline of a text: levels and titles.
    fn toc(&self, name: &str) -> Vec<String> {
        let (lines, _) = self.print(&["toc", &self.path(name)]);
        let title = |line: &str| line.rsplit_once('\t').unwrap().0.replace('\t', " ");
        lines.lines().map(title).collect()
    }
}

const NOVEL: &str = "第一章 山路
　　山里的路修通以后，镇上的货车一天要跑三个来回。
　　◇ 甲说
　　大家都说，这样的日子从前想也不敢想。
　　某某网：山路整理
　　（本章未完，请点击下一页继续阅读）

第二章 夜雨
　　◇ 乙说
　　雨下了一夜。
第三章 山
　　山路难走。
";

const CONFIG: &str = "lang = \"zh\"
[[heading]]
match = '^\\s*◇(.+)$'
name = \"菱形\"
title = 1
level = 2
[[heading]]
match = '夜雨'
level = 0
[[hide]]
match = '^\\s*某某网'
";

#[test]
fn rules_make_headings_and_say_why() {
    let house = ConfiguredHome::new(CONFIG, &[("a.txt", NOVEL)]);
    let outline = ["1 第一章 山路", "2 甲说", "2 乙说", "1 第三章 山"];
    assert_eq!(house.toc("a.txt"), outline);
    let mut terminal = house.open("a.txt");
    press(&mut terminal, "<Tab>jW");
    assert_eq!(
        status(&terminal),
        "“甲说”是标题：依 config.toml:2 的规则“菱形”"
    );
    press(&mut terminal, "<Esc>}}}}");
    press(&mut terminal, "W");
    assert!(
        status(&terminal).contains("第二章 夜雨”不是标题：依 config.toml:7 的规则"),
        "{}",
        status(&terminal)
    );
}

#[test]
fn rules_hide_the_blocks_of_pages_books_and_marked_texts() {
    let text = "山里的路修通以后，镇上的货车一天要跑三个来回。";
    let pages = format!("<h1>题</h1><p>{text}</p><p>某某网首发</p><p>{text}</p>");
    let files = [
        ("a.html", pages.clone()),
        ("a.md", format!("# 题\n\n{text}\n\n某某网首发\n\n{text}\n")),
        (
            "b.txt",
            format!("題\n\n　{text}\n某某网首发\n　{text}［＃「三个」に傍点］\n"),
        ),
        (
            "c.txt",
            format!("+++\ntitle = \"题\"\n+++\n{text}\n某某网首发\n{text}\n"),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    let house = ConfiguredHome::new(CONFIG, &files);
    let book = book("<dc:title>书</dc:title>", "", &[("a.xhtml", &pages)]);
    std::fs::write(house.path("a.epub"), book).unwrap();
    for name in ["a.html", "a.md", "b.txt", "c.txt", "a.epub"] {
        let mut terminal = house.open(name);
        let screen = terminal.state().screen.text();
        assert!(
            screen.contains("来回") && !screen.contains("某某网"),
            "{name}\n{screen}"
        );
        press(&mut terminal, "/某某网<Enter>");
        assert!(
            status(&terminal).contains("没有找到"),
            "{name}: {}",
            status(&terminal)
        );
        press(&mut terminal, "<Esc>O");
        let screen = terminal.state().screen.text();
        assert!(screen.contains("某某网首发"), "{name}\n{screen}");
        press(&mut terminal, "O");
        assert!(!terminal.state().screen.text().contains("某某网"), "{name}");
        let (output_text, _) = house.print(&["cat", &house.path(name)]);
        assert!(!output_text.contains("某某网"), "{name}");
        let (whole, _) = house.print(&["cat", "--original", &house.path(name)]);
        assert!(name == "a.epub" || whole.contains("某某网"), "{name}");
    }
}

#[test]
fn rules_are_heeded_where_the_headings_of_pages_and_books_are_inferred() {
    let text = "<p>山里的路修通以后，镇上的货车一天要跑三个来回。</p>".repeat(4);
    let page = format!("<p>第一章 山路</p>{text}<p>◇ 甲说</p>{text}<p>第二章 夜雨</p>{text}");
    let house = ConfiguredHome::new(CONFIG, &[("a.html", &page)]);
    let book = book("<dc:title>书</dc:title>", "", &[("a.xhtml", &page)]);
    std::fs::write(house.path("a.epub"), book).unwrap();
    for name in ["a.html", "a.epub"] {
        assert_eq!(house.toc(name), ["1 第一章 山路", "2 甲说"], "{name}");
    }
}

#[test]
fn hidden_lines_are_not_set_not_found_and_counted() {
    let house = ConfiguredHome::new(CONFIG, &[("a.txt", NOVEL)]);
    let mut terminal = house.open("a.txt");
    let screen = |terminal: &Terminal| terminal.state().screen.to_string();
    assert!(
        !screen(&terminal).contains("某某网"),
        "{}",
        screen(&terminal)
    );
    assert!(!screen(&terminal).contains("本章未完"));
    assert!(
        status(&terminal).contains("隐藏了 2 行广告（O 看原样）"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, "/山路<Enter>");
    assert!(status(&terminal).contains("1/2"), "{}", status(&terminal));
    press(&mut terminal, "<Esc>i");
    assert!(
        screen(&terminal).contains("2 行（O 看原样）"),
        "{}",
        screen(&terminal)
    );
    press(&mut terminal, "<Esc>O");
    assert!(
        screen(&terminal).contains("某某网：山路整理"),
        "{}",
        screen(&terminal)
    );
    assert!(screen(&terminal).contains("本章未完"));
    press(&mut terminal, "/山路<Enter>");
    assert!(status(&terminal).contains("1/3"), "{}", status(&terminal));
    press(&mut terminal, "<Esc>O");
    assert!(!screen(&terminal).contains("某某网"));
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn prose_about_sites_is_shown() {
    let essay = "手机上看书
用手机看书的人多了，看小说的也多了。
请记住我家的地址：桥头第二家，门口有书屋的牌子。
本书由桥头书屋的几位朋友整理，版权归他们所有。
天才一秒记住的东西，我要记一年。
某某中文网 www.example.com
上一页 下一页
（本章完）
更多小说请到村里的书屋来看，最新章节也有。
";
    let house = ConfiguredHome::new("", &[("a.txt", essay)]);
    let (shown, _) = house.print(&["cat", &house.path("a.txt")]);
    let flush: Vec<&str> = shown.lines().map(str::trim_start).collect();
    assert_eq!(flush, essay.lines().collect::<Vec<_>>());
    let ads = "（本章完）\n天才一秒记住本站地址：www.example.com\n";
    let novel = format!("山路难走。\n{ads}").repeat(3);
    let house = ConfiguredHome::new("", &[("a.txt", novel.as_str())]);
    let (shown, _) = house.print(&["cat", &house.path("a.txt")]);
    assert_eq!(
        shown,
        "    山路难走。\n".repeat(3),
        "repeated lines of sites are not"
    );
}

#[test]
fn cat_prints_what_is_shown_and_the_original_when_asked() {
    let house = ConfiguredHome::new(CONFIG, &[("a.txt", NOVEL)]);
    let path = house.path("a.txt");
    let (shown, _) = house.print(&["cat", &path]);
    assert!(
        !shown.contains("某某网") && !shown.contains("本章未完"),
        "{shown}"
    );
    let (original, _) = house.print(&["cat", "--original", &path]);
    assert!(
        original.contains("某某网") && original.contains("本章未完"),
        "{original}"
    );
    let house = ConfiguredHome::new("hide-ads = false\n", &[("a.txt", NOVEL)]);
    let (all, _) = house.print(&["cat", &house.path("a.txt")]);
    assert!(all.contains("某某网") && all.contains("本章未完"), "{all}");
}

#[test]
fn mistakes_in_rules_are_told_and_the_rest_holds() {
    let config = "[[heading]]\nmatch = '(◇'\n[[hide]]\nmatch = '某某网'\n";
    let house = ConfiguredHome::new(config, &[("a.txt", NOVEL)]);
    let (_, told) = house.print(&["--lang", "en", "toc", &house.path("a.txt")]);
    assert!(
        told.contains("config.toml:2: the pattern of [[heading]] is wrong"),
        "{told}"
    );
    let (shown, _) = house.print(&["cat", &house.path("a.txt")]);
    assert!(!shown.contains("某某网"), "{shown}");
    let (_, told) = house.print(&["--lang", "zh", "toc", &house.path("a.txt")]);
    let sentence = "config.toml:2：[[heading]] 的正则有误，这条规则未采用";
    assert!(told.contains(sentence), "{told}");
    let house = ConfiguredHome::new(
        "lang = \"zh\"\ntoc-rules = \"my.json\"\n",
        &[("a.txt", NOVEL)],
    );
    let (_, told) = house.print(&["--lang", "zh", "toc", &house.path("a.txt")]);
    assert!(
        told.contains("config.toml:2：toc-rules") && told.contains("my.json"),
        "{told}"
    );
    assert!(told.contains("没有这个文件"), "{told}");
}

#[test]
fn rules_that_are_too_large_together_are_left_out_with_a_notice() {
    // More than 256 KiB each, and less than 1 MiB.
    let large = (0..40).map(|n| format!("[[hide]]\nmatch = '^\\w{{20}}{n}$'\n"));
    let config = "[[heading]]\nmatch = '^◇'\n".to_owned() + &large.collect::<String>();
    let house = ConfiguredHome::new(&config, &[("a.txt", NOVEL)]);
    let (_, told) = house.print(&["--lang", "zh", "toc", &house.path("a.txt")]);
    assert_eq!(told.matches("规则合起来太大").count(), 1, "{told}");
    assert!(!told.contains("match"), "{told}");
}

#[test]
fn a_rule_file_of_legado_finds_what_it_names() {
    let body = "山里的路修通以后，镇上的货车一天要跑三个来回，收果子的人也多了。".repeat(30);
    let text =
        format!("〇某甲，出门去了。\n{body}\n〇某乙，也去了。\n{body}\n〇某丙，没有去。\n{body}\n");
    let rules = r#"[{"id":1,"enable":true,"name":"圈","rule":"(?<=[　\\s])〇.{1,30}$","serialNumber":3},
        {"id":2,"enable":true,"name":"坏","rule":"(?<","serialNumber":4}]"#;
    let house = ConfiguredHome::new(
        "toc-rules = \"my.json\"\n",
        &[("a.txt", &text), ("config/tongdu/my.json", rules)],
    );
    assert_eq!(
        house.toc("a.txt"),
        [
            "1 〇某甲，出门去了。",
            "1 〇某乙，也去了。",
            "1 〇某丙，没有去。"
        ]
    );
    let (_, told) = house.print(&["toc", &house.path("a.txt")]);
    assert!(told.contains("my.json") && told.contains('坏'), "{told}");
}

#[test]
fn an_outline_beside_a_page_stands_for_its_own() {
    let page = "<h1>山</h1><p>山路。</p><p>水边。</p><h1>水</h1><p>水路。</p>";
    let markdown = "# 山\n\n山路。\n\n水边。\n\n# 水\n\n水路。\n";
    let house = ConfiguredHome::new("lang = \"zh\"\n", &[("a.html", page), ("b.md", markdown)]);
    for name in ["a.html", "b.md"] {
        let mut terminal = house.open(name);
        press(&mut terminal, "}}A:save-outline<Enter>");
        let written = house.path(&format!("{name}.toc.toml"));
        assert!(
            std::path::Path::new(&written).exists(),
            "{}",
            status(&terminal)
        );
        assert_eq!(house.toc(name), ["1 山", "2 水边。", "1 水"], "{name}");
        let mut terminal = house.open(name);
        press(&mut terminal, "}}W");
        assert!(
            status(&terminal).contains(".toc.toml"),
            "{}",
            status(&terminal)
        );
    }
}

#[test]
fn the_articles_of_a_law_are_folded_at_first() {
    let mut law = String::from("第一章 总则\n");
    for number in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"] {
        law.push_str(&format!(
            "第{number}条 村民应当爱护水源，不得在井边洗衣。\n"
        ));
    }
    for (chapter, tens) in [("二", "十"), ("三", "二十"), ("四", "三十")] {
        law.push_str(&format!("第{chapter}章 分则\n"));
        for number in ["一", "二", "三", "四", "五", "六", "七", "八", "九"] {
            law.push_str(&format!(
                "第{tens}{number}条 村民应当爱护山林，不得乱砍。\n"
            ));
        }
    }
    let house = ConfiguredHome::new("lang = \"zh\"\n", &[("a.txt", &law)]);
    let mut terminal = house.open("a.txt");
    let first = |terminal: &Terminal, y| {
        row(terminal, y)
            .split('│')
            .next()
            .unwrap()
            .trim_start_matches('▐')
            .trim()
            .to_owned()
    };
    assert_eq!(
        [0, 1, 2].map(|y| first(&terminal, y)),
        ["▸ 第一章 总则", "▸ 第二章 分则", "▸ 第三章 分则"]
    );
    press(&mut terminal, "<Tab>jl");
    assert_eq!(
        [1, 2].map(|y| first(&terminal, y)),
        ["▾ 第二章 分则", "第十一条 村民应当…"]
    );
    press(&mut terminal, "a");
    assert_eq!(status(&terminal), "收起条");
    assert_eq!(first(&terminal, 2), "▸ 第三章 分则");
    press(&mut terminal, "a");
    assert!(first(&terminal, 1).starts_with("第一条 村民"));
}

#[test]
fn r_reads_the_rules_of_the_configuration_anew() {
    let house = ConfiguredHome::new(
        "",
        &[(
            "a.txt",
            "【甲】\n山里的路修通了。\n【乙】\n河里的船也多了。\n",
        )],
    );
    let mut terminal = house.open("a.txt");
    let config = house.0.path().join("config/tongdu/config.toml");
    let screen = |terminal: &Terminal| terminal.state().screen.to_string();
    std::fs::write(&config, "[[hide]]\nmatch = '^【乙'\n").unwrap();
    press(&mut terminal, "r");
    assert!(
        !screen(&terminal).contains("【乙】"),
        "{}",
        screen(&terminal)
    );
    std::fs::write(&config, "[[hide]]\nmatch = '('\n").unwrap();
    press(&mut terminal, "r");
    assert!(screen(&terminal).contains("config.toml:2"));
    assert!(screen(&terminal).contains("【乙】"));
}

#[test]
fn in_a_folder_the_hidden_lines_of_the_file_are_counted() {
    let house = ConfiguredHome::new(CONFIG, &[("a.txt", NOVEL)]);
    let mut terminal = house.open("");
    press(&mut terminal, "i");
    let screen = terminal.state().screen.to_string();
    assert!(screen.contains("2 行（O 看原样）"), "{screen}");
}

/// Returns the text on the screen.
fn screen_text(terminal: &Terminal) -> String {
    terminal.state().screen.to_string()
}

#[test]
fn a_text_shown_as_its_file_has_it_stays_so_when_it_is_read_again() {
    let house = ConfiguredHome::new(CONFIG, &[("a.txt", NOVEL)]);
    let mut terminal = house.open("a.txt");
    press(&mut terminal, "<Esc>O");
    let original = screen_text(&terminal);
    for again in ["r", ":enc utf-8<Enter>"] {
        press(&mut terminal, again);
        press(&mut terminal, "<F9>");
        assert_eq!(
            screen_text(&terminal).lines().take(20).collect::<Vec<_>>(),
            original.lines().take(20).collect::<Vec<_>>(),
            "{again}"
        );
    }
    press(&mut terminal, "O");
    assert_ne!(screen_text(&terminal), original);
}

#[test]
fn of_several_mistakes_in_the_configuration_all_can_be_seen() {
    let config = "lang = \"zh\"\nmesure = 60\ntheme = \"purple\"\n";
    let house = ConfiguredHome::new(config, &[("a.txt", NOVEL)]);
    let mut terminal = house.open("a.txt");
    assert!(
        screen_text(&terminal).contains("共 2 条"),
        "{}",
        screen_text(&terminal)
    );
    press(&mut terminal, "iG");
    let sheet = screen_text(&terminal);
    assert!(
        sheet.contains("measure") && sheet.contains("theme"),
        "{sheet}"
    );
}

#[test]
fn a_rule_that_takes_too_long_is_given_up_with_a_notice() {
    let config = "[[heading]]\nmatch = '^(?=(a|a)+\\1b).*c'\nlevel = 2\n";
    let text = format!(
        "第一章 山\n{}第二章 水\n正文。\n",
        format!("{}\n", "a".repeat(200)).repeat(3_000)
    );
    let home = ConfiguredHome::new(config, &[("t.txt", &text)]);
    let (lines, problems) = home.print(&["--lang", "zh", "toc", &home.path("t.txt")]);
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(problems.contains("config.toml:1 的规则太慢"), "{problems}");
}

#[test]
fn titles_are_printed_as_the_page_draws_them() {
    let text =
        "第一章\u{200B} 甲\u{AD}乙\u{E0041}\u{2060}丙\u{202E}丁\n正文。\n第二章 戊\n正文。\n";
    let home = ConfiguredHome::new("", &[("t.txt", text)]);
    assert_eq!(home.toc("t.txt"), ["1 第一章 甲乙丙丁", "1 第二章 戊"]);
    let (page, _) = home.print(&["cat", &home.path("t.txt")]);
    assert_eq!(page.lines().next(), Some("第一章 甲乙丙丁"));
}
