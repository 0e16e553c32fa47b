//! Bad input: unreadable files are reported, readable parts are shown, hostile bytes never reach the terminal, and
//! the program keeps running.

use crate::support::emulator::TerminalKind;
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, numbered_lines, open, output_text, press, row, run, status, tongdu,
};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

/// Moves through a text in every way, and asserts that the screen equals a full redraw.
#[track_caller]
fn walk(terminal: &mut Terminal) {
    for keys in [
        "j",
        "<Space>",
        "3j",
        "G",
        "k",
        "b",
        "50%",
        "}",
        "{",
        ")",
        "(",
        "]]",
        "[[",
        "gg",
        "/一<Enter>",
        "n",
        "N",
        "<Tab>jM",
        "R<Enter>",
        "T一<C-c>",
        "i",
        "q",
        "J",
        "+",
        "z",
        "z",
        "r",
    ] {
        press(terminal, keys);
    }
    terminal.assert_full_redraw_changes_nothing();
}

/// Opens a text on a wide and on a narrow screen, moves through it and quits.
fn read_through(path: &str) {
    let read = |size: (u16, u16)| {
        let mut terminal = open(&[path], size, TerminalKind::USUAL);
        walk(&mut terminal);
        terminal.keys("q");
        assert_eq!(terminal.exit_status().code(), Some(0), "{path}");
    };
    // Both run at once, because most of the time is spent waiting.
    std::thread::scope(|scope| {
        scope.spawn(|| read((20, 8)));
        read((80, 24));
    });
}

/// Reads several texts through, two at a time.
fn read_all(paths: &[String]) {
    for pair in paths.chunks(2) {
        std::thread::scope(|scope| {
            for path in pair {
                scope.spawn(|| read_through(path));
            }
        });
    }
}

/// Returns the error for `path`, which must be the same on a terminal and without one, and leave the screen alone.
#[track_caller]
fn refusal(path: &str) -> String {
    let (frames, said) = refuse(path);
    assert_eq!(frames, 0, "the screen was left alone");
    said
}

/// Returns the error for a folder. A busy machine may need so long to list it that the page of opening files comes first;
/// one try without that page is enough.
#[track_caller]
fn folder_refusal(path: &str) -> String {
    let refused = (0..20).find_map(|_| {
        let (frames, said) = refuse(path);
        (frames == 0).then_some(said)
    });
    refused.expect("the screen is left alone")
}

/// Opens what cannot be read on a terminal, and prints it. Returns the number of frames and the error.
#[track_caller]
fn refuse(path: &str) -> (usize, String) {
    let mut terminal = Terminal::spawn(
        tongdu(&["--lang", "zh", path]),
        100,
        10,
        TerminalKind::USUAL,
    );
    assert_eq!(terminal.exit_status().code(), Some(1), "{path}");
    let state = terminal.state();
    assert!(!state.is_full_screen(), "the screen is given back");
    let output = run(&["--lang", "zh", "cat", path]);
    assert_eq!(output.status.code(), Some(1), "{path}");
    let said = output_text(&output.stderr);
    let shown: String = state.screen.text().split_whitespace().collect();
    let wanted: String = said.split_whitespace().collect();
    assert_eq!(shown, wanted);
    (state.frames, said)
}

#[test]
fn what_cannot_be_read_is_told_with_what_to_do() {
    let desk = TestFolder::new();
    let said = refusal(desk.path("missing.txt").to_str().unwrap());
    assert!(
        said.contains("missing.txt") && said.contains("没有这个文件") && said.lines().count() == 2,
        "{said}"
    );
    let empty = desk.path("empty");
    fs::create_dir(&empty).unwrap();
    let said = folder_refusal(empty.to_str().unwrap());
    assert!(
        said.contains("没有文本") && said.lines().count() == 2,
        "{said}"
    );
    desk.put("pictures/a.png", [0x89, b'P', b'N', b'G']);
    assert!(folder_refusal(desk.path("pictures").to_str().unwrap()).contains("没有文本"));
    let said = refusal("/dev/null");
    assert!(said.contains("/dev/null"), "{said}");
}

#[test]
fn a_file_without_permission_is_told_unless_one_is_root() {
    let desk = TestFolder::new();
    let path = desk.put("secret.txt", "秘密\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&path).is_ok() {
        // Root may read every file.
        read_through(&path);
    } else {
        let said = refusal(&path);
        assert!(
            said.contains("没有权限") && said.contains("secret.txt"),
            "{said}"
        );
    }
}

#[test]
fn an_empty_text_is_an_empty_page() {
    let desk = TestFolder::new();
    for (name, text) in [
        ("empty.txt", &b""[..]),
        ("empty.md", b""),
        ("bom.txt", b"\xef\xbb\xbf"),
        ("line.txt", b"\n"),
        ("blank.txt", b" \r\n\t\r\n\xe3\x80\x80\n"),
        ("front.md", b"+++\ntitle = \"t\"\n+++\n"),
    ] {
        let path = desk.put(name, text);
        read_through(&path);
        assert_eq!(run(&["cat", &path]).status.code(), Some(0), "{name}");
        assert_eq!(run(&["toc", &path]).status.code(), Some(0), "{name}");
    }
    for (name, text, want) in [
        ("empty.txt", String::new(), "这个文件是空的"),
        ("lines.txt", "\n".repeat(2_000), "里面没有文字"),
    ] {
        let terminal = open(&[&desk.put(name, text)], (60, 8), TerminalKind::USUAL);
        assert!(status(&terminal).contains(want), "{name}");
    }
}

#[test]
fn bytes_that_are_no_text_are_shown_and_harmless() {
    let desk = TestFolder::new();
    let every: Vec<u8> = (0..=255).cycle().take(6_000).collect();
    let mut random = Vec::new();
    let mut seed = 1u32;
    for _ in 0..6_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        random.push((seed >> 24) as u8);
    }
    for (name, bytes) in [
        ("every.bin", every.clone()),
        ("every.md", every),
        ("random.txt", random),
        ("zeros.txt", vec![0; 40_000]),
        ("half.txt", "统筹".as_bytes()[..4].to_vec()),
        (
            "gbk.txt",
            b"\xcd\xb3\xb3\xef\xb3\xc7\xcf\xe7\xa1\xa3\n".repeat(50),
        ),
    ] {
        let path = desk.put(name, bytes);
        read_through(&path);
        let output = run(&["cat", &path]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert_printable(&output.stdout);
    }
}

/// Asserts that the output contains no control character except line ends and the tabs of `toc`.
#[track_caller]
fn assert_printable(bytes: &[u8]) {
    let text = output_text(bytes);
    let bad = text.chars().find(|c| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(bad, None);
}

/// Characters and sequences that must never reach a terminal.
const HOSTILE: &str = "\x1b[2J\x1b[31m红\x1b]0;title\x07\x1bP+q\x1b\\\u{9b}31m\u{90}\x08\x7f\r甲\u{202e}乙\u{2066}丙\u{200f}丁\u{85}戊";

#[test]
fn nothing_hostile_reaches_the_terminal() {
    let desk = TestFolder::new();
    let name = format!("名\x1b[31m\u{202e}字{}", ".txt");
    let text = format!(
        "{HOSTILE}\n\n一、{HOSTILE}\n\n　　{HOSTILE}一\n\n二、{HOSTILE}\n\n　　{HOSTILE}\n"
    )
    .repeat(9);
    let markdown = format!(
        "+++\ntitle = \"t\\u001b[31m\\u202e题\"\nauthor = \"a\\u001b]0;x\\u0007\"\n+++\n\n# {HOSTILE}\n\n- {HOSTILE}\n\n| {HOSTILE} | b |\n| - | - |\n| 1 | `{HOSTILE}` |\n\n[{HOSTILE}](x)[^{HOSTILE}] &#27;[2J &#x202e;\n\n```{HOSTILE}\n{HOSTILE}\n```\n"
    );
    let paths = [
        desk.put(&name, &text),
        desk.put("h.md", &markdown),
        desk.put(&format!("folder\x1b[2J/{name}"), &text),
    ];
    for path in &paths {
        read_through(path);
        for verb in ["cat", "toc", "check"] {
            let output = run(&[verb, path]);
            assert_printable(&output.stdout);
            assert_printable(&output.stderr);
        }
        assert_printable(&run(&["toc", "--json", path]).stdout);
    }
    let folder = desk.path("folder\x1b[2J");
    read_through(folder.to_str().unwrap());
    refusal(desk.path("no\x1b[31m such").to_str().unwrap());
    // Hostile characters in prompts.
    let mut terminal = open(&[&paths[0]], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, "/");
    terminal.paste("\x1b[31m\u{202e}甲\u{9b}");
    terminal.wait_idle();
    terminal.assert_full_redraw_changes_nothing();
    press(&mut terminal, "<Enter>n:");
    terminal.paste("\u{202e}x");
    press(&mut terminal, "<Enter>");
    let screen = terminal.state().screen.text();
    assert!(screen.contains("没有这个命令"), "{screen}");
}

#[test]
fn broken_front_matter_is_told_and_the_text_is_read() {
    let desk = TestFolder::new();
    for (name, text) in [
        ("open.md", "+++\ntitle = \"没有结束\n\n正文在这里。\n"),
        (
            "unknown.md",
            "+++\ntitle = \"题\"\nauthr = \"x\"\n+++\n\n正文在这里。\n",
        ),
        ("missing.md", "+++\nauthor = \"x\"\n+++\n\n正文在这里。\n"),
        ("syntax.txt", "+++\ntitle == 3\n+++\n\n正文在这里。\n"),
        ("type.md", "+++\ntitle = 3\n+++\n\n正文在这里。\n"),
    ] {
        let path = desk.put(name, text);
        let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
        assert!(
            terminal.state().screen.find("正文在这里。").is_some(),
            "{name}: {}",
            terminal.state().screen
        );
        walk(&mut terminal);
        let output = run(&["check", &path]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        let said = output_text(&output.stderr);
        assert!(said.contains(&format!("{name}:")), "{said}");
    }
    let path = desk.put(
        "unknown.md",
        "+++\ntitle = \"题\"\nauthr = \"x\"\n+++\n\n正文。\n",
    );
    let said = output_text(&run(&["check", &path]).stderr);
    assert!(
        said.contains("unknown.md:3:1") && said.contains("author"),
        "{said}"
    );
}

#[test]
fn a_heading_of_5000_characters() {
    let desk = TestFolder::new();
    let long = "很长的“题目”".repeat(715);
    let markdown = desk.put("heading.md", format!("# {long}\n\n文。\n\n## 一\n\n文。\n"));
    let plain = desk.put(
        "heading.txt",
        format!("第一章 {long}\n\n文。\n\n第二章 {long}\n\n文。\n\n第三章 短\n\n文。\n"),
    );
    for path in [markdown, plain] {
        read_through(&path);
        let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
        press(&mut terminal, "]?qi");
        terminal.assert_full_redraw_changes_nothing();
    }
}

#[test]
fn a_thousand_levels_of_lists_and_quotes() {
    let desk = TestFolder::new();
    let mut list = String::new();
    for level in 0..1000 {
        list.push_str(&"  ".repeat(level));
        list.push_str("- 层\n");
    }
    let paths = [
        desk.put("list.md", list),
        desk.put("quote.md", format!("{} 引\n", ">".repeat(1000))),
        desk.put("mixed.md", format!("{}层\n", "> - ".repeat(1000))),
        desk.put(
            "emphasis.md",
            format!("{}字{}\n", "*".repeat(1000), "*".repeat(1000)),
        ),
        desk.put(
            "brackets.md",
            format!("{}字{}\n", "[".repeat(1000), "](x)".repeat(1000)),
        ),
    ];
    read_all(&paths);
    for path in paths {
        assert_eq!(run(&["cat", "--width", "30", &path]).status.code(), Some(0));
    }
}

#[test]
fn very_long_lines_words_and_tables() {
    let desk = TestFolder::new();
    let wide: String = format!(
        "|{}\n|{}\n|{}\n",
        "列|".repeat(200),
        "-|".repeat(200),
        "值|".repeat(200)
    );
    let paths = [
        desk.put("line.txt", "山".repeat(40_000)),
        desk.put("word.txt", "a".repeat(40_000)),
        desk.put("marks.txt", format!("e{}", "\u{301}".repeat(20_000))),
        desk.put("stops.txt", "。".repeat(20_000)),
        desk.put("joined.txt", "👨\u{200d}".repeat(5_000)),
        desk.put("table.md", wide),
    ];
    read_all(&paths);
}

#[test]
fn a_file_that_shrinks_or_goes_while_it_is_read() {
    let desk = TestFolder::new();
    // A file small enough to be kept in memory, and one that is larger.
    for times in [1, 400] {
        let path = desk.put("shrinks.txt", numbered_lines().repeat(times));
        let mut terminal = open(&[&path], (80, 24), TerminalKind::USUAL);
        press(&mut terminal, "<Space>50%");
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(10)
            .unwrap();
        walk(&mut terminal);
        fs::remove_file(&path).unwrap();
        walk(&mut terminal);
        press(&mut terminal, "r");
        assert!(
            status(&terminal).contains("没有这个文件"),
            "{}",
            status(&terminal)
        );
        walk(&mut terminal);
        terminal.keys("q");
        assert_eq!(terminal.exit_status().code(), Some(0));
    }
}

#[test]
fn a_file_that_was_edited_is_read_again_at_the_same_words() {
    let desk = TestFolder::new();
    let path = desk.put("ladder.txt", numbered_lines());
    let mut terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    press(&mut terminal, "7Gj");
    assert_eq!(row(&terminal, 0), "二之一，甲。");
    fs::write(&path, format!("新写的开头。\n{}", numbered_lines())).unwrap();
    press(&mut terminal, "r");
    assert_eq!(row(&terminal, 0), "二之一，甲。");
    press(&mut terminal, "gg");
    assert_eq!(row(&terminal, 0), "新写的开头。");
}

#[test]
fn a_folder_is_read_in_natural_order_whatever_happens_to_its_files() {
    let desk = TestFolder::new();
    for name in ["第十章", "第二章", "第一章"] {
        desk.put(
            &format!("book/{name}.txt"),
            format!("{name}的正文。\n").repeat(40),
        );
    }
    desk.put("book/第三章.txt", [0xff, 0xfe, 0x00, 0x41]);
    desk.put("book/第四章.md", "+++\nbroken\n");
    desk.put("book/.hidden.txt", "看不见\n");
    let folder = desk.path("book");
    let mut terminal = open(&[folder.to_str().unwrap()], (80, 24), TerminalKind::USUAL);
    let order: Vec<usize> = ["第一章", "第二章", "第三章", "第四章", "第十章"]
        .iter()
        .map(|title| terminal.state().screen.find(title).unwrap().1)
        .collect();
    assert!(order.is_sorted(), "{}", terminal.state().screen);
    assert!(terminal.state().screen.find("看不见").is_none());
    fs::remove_file(folder.join("第十章.txt")).unwrap();
    fs::write(folder.join("第二章.txt"), "短").unwrap();
    walk(&mut terminal);
    press(&mut terminal, "gg]");
    fs::remove_dir_all(&folder).unwrap();
    walk(&mut terminal);
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}
