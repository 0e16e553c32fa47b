//! The program as a pager: standard input that nobody named, and several files.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::pty::{Terminal, set_piped_stdin};
use crate::support::reading::{
    TestFolder, output_text, press, row, run, start, status, tongdu, wait_opened,
};
use std::fs::File;
use std::io::Write as _;
use std::process::{Output, Stdio};

/// Runs the program without a terminal, with `input` as its standard input.
fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = tongdu(&[&["--lang", "zh"], arguments].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// Starts the program in a terminal with `input` as its standard input.
fn page(arguments: &[&str], input: &[u8], size: (u16, u16)) -> Terminal {
    let desk = TestFolder::new();
    let path = desk.put("input", input);
    let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
    set_piped_stdin(&mut command, File::open(path).unwrap());
    start(command, size, TerminalKind::USUAL)
}

#[test]
fn standard_input_is_read_without_being_named() {
    let mut terminal = page(&[], "第一章\n\n从管道来。\n".as_bytes(), (58, 11));
    assert_eq!(row(&terminal, 0), "第一章");
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    for command in [&[][..], &["cat"]] {
        let output = run_with_input(command, "从管道来。\n".as_bytes());
        assert_eq!(output_text(&output.stdout), "从管道来。\n");
    }
    let outline = run_with_input(&["toc"], "第一章 甲\n\n文\n\n第二章 乙\n".as_bytes());
    assert!(output_text(&outline.stdout).starts_with("1\t第一章 甲\t0\n"));
    let empty = run_with_input(&[], b"");
    assert_eq!(output_text(&empty.stderr), "tongdu: 标准输入是空的\n");
    assert_eq!((empty.stdout.len(), empty.status.code()), (0, Some(0)));
}

#[test]
fn empty_input_ends_before_the_screen_and_a_device_is_none() {
    let mut command = tongdu(&["--lang", "zh"]);
    set_piped_stdin(&mut command, Stdio::piped());
    let (reader, writer) = std::io::pipe().unwrap();
    drop(writer);
    set_piped_stdin(&mut command, reader);
    let mut terminal = Terminal::spawn(command, 58, 11, TerminalKind::USUAL);
    terminal.wait_text("标准输入是空的");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let mut command = tongdu(&["--lang", "zh"]);
    set_piped_stdin(&mut command, Stdio::null());
    let mut terminal = start(command, (58, 11), TerminalKind::USUAL);
    assert!(
        terminal.state().screen.text().contains("山路"),
        "the essays"
    );
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
}

#[test]
fn several_files_are_one_document_in_their_order() {
    let desk = TestFolder::new();
    let files = [
        desk.put("b.txt", "乙文。\n"),
        desk.path("none.txt").to_str().unwrap().to_owned(),
        desk.put("a.txt", "甲文。\n"),
    ];
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let mut command = tongdu(&["--lang", "zh"]);
    command.args(&names);
    let mut terminal = Terminal::spawn(command, 58, 11, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    // The rows break the path where it happens to be long.
    let screen: String = terminal.state().screen.text().split_whitespace().collect();
    assert!(screen.contains("乙文。"), "{screen}");
    assert!(screen.contains("none.txt：没有这个文件"), "{screen}");
    press(&mut terminal, ":n<Enter>:n<Enter>");
    assert_eq!(row(&terminal, 2), "甲文。", "{}", status(&terminal));
    press(&mut terminal, ":p<Enter>:p<Enter>");
    assert_eq!(row(&terminal, 2), "乙文。", "{}", status(&terminal));
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let output = tongdu(&[&["--lang", "zh", "cat"], &names[..]].concat())
        .output()
        .unwrap();
    assert_eq!(output_text(&output.stdout), "乙文。\n\n\n甲文。\n");
    assert!(output_text(&output.stderr).contains("none.txt：没有这个文件"));
    assert_eq!(output.status.code(), Some(0));
    let output = tongdu(&["cat", names[1], names[1]]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_file_that_is_no_text_is_named_with_its_remedy() {
    let desk = TestFolder::new();
    for (bytes, remedy) in [
        (&b"\x7FELF\x02\x01\x01\0\0\0"[..], "strings PATH | tongdu"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "tesseract PATH -"),
        (b"SQLite format 3\0\x10\0", "sqlite3 PATH .dump | tongdu"),
        (b"\0\0\0\x18ftypisom\0\0", "这是音频或视频"),
        (b"wOF2\0\x01\0\0", "这是字体"),
    ] {
        let path = desk.put("data", bytes);
        let output = run_with_input(&["cat", &path], b"");
        let notices = output_text(&output.stderr);
        let remedy = remedy.replace("PATH", &path);
        assert!(notices.contains(&remedy), "{remedy}: {notices}");
        let text = output_text(&output.stdout);
        assert!(text.contains("这是") && !text.contains('␀'), "{text}");
        // With an encoding it is shown as what it says.
        let output = run_with_input(&["--encoding", "gbk", "cat", &path], b"");
        assert!(output_text(&output.stdout).contains('␀'));
    }
}

#[test]
fn line_ends_of_other_systems_end_lines_and_the_mark_at_the_end_is_not_shown() {
    let desk = TestFolder::new();
    let path = desk.put(
        "a.txt",
        "第一章 甲\u{85}正文。\u{85}第二章 乙\u{85}正文。".as_bytes(),
    );
    let toc = output_text(&run(&["toc", &path]).stdout);
    assert!(
        toc.contains("第一章 甲") && toc.contains("第二章 乙"),
        "{toc}"
    );
    let path = desk.put("b.txt", "甲。\r\n乙。\r\n\x1A\x1A".as_bytes());
    let text = output_text(&run(&["cat", &path]).stdout);
    assert!(text.contains("乙。") && !text.contains('␚'), "{text}");
}

/// A manual page as `man` writes it.
const PAGE: &str = "HI(1)            General Commands            HI(1)\n\nN\x08NA\x08AM\x08ME\x08E\n       hi - 通读粗\x08粗体\x08体 and \
    _\x08u_\x08n_\x08d_\x08e_\x08r _\x08线\n\nO\x08OP\x08P\n       h\x08hi\x08i\n\n1.0      2026      HI(1)\n";

#[test]
fn overstrikes_of_a_manual_page_are_marks_and_its_sections_the_outline() {
    let mut terminal = page(&[], PAGE.as_bytes(), (60, 14));
    assert_eq!(
        row(&terminal, 0),
        "HI(1)            General Commands            HI(1)"
    );
    assert_eq!(row(&terminal, 2), "NAME");
    let line = terminal.state().screen.row(3);
    assert!(
        line.starts_with("       hi - 通读粗体 and under 线"),
        "{line}"
    );
    let screen = &terminal.state().screen;
    let bold = |x: usize, y: usize| screen.cell(x, y).style.has_attribute(1);
    let underlined = |x: usize, y: usize| screen.cell(x, y).style.has_attribute(4);
    assert!(bold(0, 2) && bold(16, 3) && !bold(12, 3));
    assert!(underlined(25, 3) && underlined(31, 3) && !underlined(21, 3));
    press(&mut terminal, "]]]]");
    assert_eq!(row(&terminal, 0), "OP", "{}", status(&terminal));
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let output = run_with_input(&["toc"], PAGE.as_bytes());
    let outline = output_text(&output.stdout);
    let titles = outline.lines().filter_map(|line| line.split('\t').nth(1));
    assert_eq!(titles.collect::<Vec<_>>(), ["NAME", "OP"]);
    let output = run_with_input(&["cat"], PAGE.as_bytes());
    assert!(output_text(&output.stdout).contains("\n       hi - 通读粗体 and under 线\n"));
}

#[test]
fn colours_stay_and_other_sequences_never_reach_the_terminal() {
    let input =
        "\x1b[31m红\x1b[0m白\x1b]0;title\x07\x1b]52;c;aGk=\x07\x1bP$qm\x1b\\\x1b[2J\x1b[?1049l尾\n";
    let mut terminal = page(&[], input.as_bytes(), (58, 11));
    assert_eq!(row(&terminal, 0), "红白尾");
    let screen = &terminal.state().screen;
    assert_ne!(screen.cell(0, 0).style, screen.cell(2, 0).style);
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let output = run_with_input(&["cat"], input.as_bytes());
    assert_eq!(output_text(&output.stdout), "红白尾\n");
}

#[test]
fn a_text_that_fits_is_printed_and_options_of_less_are_taken() {
    let log = "\x1b[33mcommit fade72f7e89af30a80ea28b5c7084df58a3a3b7f\x1b[m\n\n    目录：改\n";
    let desk = TestFolder::new();
    let spawn = |arguments: &[&str], less: Option<&str>, input: &str| {
        let path = desk.put("input", input);
        let mut command = tongdu(&[&["--lang", "zh"], arguments].concat());
        if let Some(less) = less {
            command.env("LESS", less);
        }
        set_piped_stdin(&mut command, File::open(path).unwrap());
        Terminal::spawn(command, 60, 11, TerminalKind::USUAL)
    };
    for (arguments, less) in [
        (&["-FRX"][..], None),
        (&[], Some("FRX")),
        (&["--quit-if-one-screen"], None),
    ] {
        let mut terminal = spawn(arguments, less, log);
        terminal.wait_text("目录：改");
        assert_eq!(terminal.exit_status().code(), Some(0), "{arguments:?}");
        let state = terminal.state();
        assert_eq!(state.frames, 0, "the screen was left alone");
        assert_eq!(state.screen.row(2).trim_end(), "    目录：改");
    }
    let mut terminal = spawn(&["-FRX", "-x4", "-P", "prompt"], None, &log.repeat(9));
    wait_opened(&mut terminal);
    // Lines are shown as they are: no bar, no rows that the program did not write.
    let rows: Vec<String> = (0..5).map(|y| terminal.state().screen.row(y)).collect();
    let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    let commit = "commit fade72f7e89af30a80ea28b5c7084df58a3a3b7f";
    assert_eq!(rows, [commit, "", "    目录：改", commit, ""]);
    terminal.keys("q");
    assert_eq!(terminal.exit_status().code(), Some(0));
    let output = run_with_input(&["cat", "-F"], b"");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn lines_without_breaks() {
    let desk = TestFolder::new();
    let long = "江边的厂，山里的人。".repeat(4_000);
    let path = desk.put(
        "a.md",
        format!(
            "# 题目\n\n{long}\n\n> 引文第一段\n\n---\n\n| 年 | 人 |\n| --- | --- |\n| 一 | 二 |\n"
        ),
    );
    let output = output_text(&run(&["cat", "--width", "0", &path]).stdout);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(lines[0], "题目", "centred in no measure");
    assert!(
        lines.iter().any(|line| line.trim() == long),
        "one paragraph, one line"
    );
    assert!(
        lines
            .iter()
            .all(|line| line.trim() == long || line.chars().count() <= 80)
    );
    assert!(output.ends_with("一  二\n"), "{output:?}");
}

#[test]
fn lines_without_han_or_kana_are_shown_as_they_are() {
    let wide = "x".repeat(80);
    let log = format!("PID  CMD\n{wide}\n  if a:\n      b\n\tc\n");
    let terminal = page(&[], log.as_bytes(), (80, 12));
    let rows: Vec<String> = (0..5).map(|y| terminal.state().screen.row(y)).collect();
    let rows: Vec<&str> = rows.iter().map(|row| row.trim_end()).collect();
    assert_eq!(rows, ["PID  CMD", &wide, "  if a:", "      b", "        c"]);
    let printed = run_with_input(&[], format!("{wide}{wide}\n    b\n").as_bytes());
    assert_eq!(
        output_text(&printed.stdout),
        format!("{wide}{wide}\n    b\n")
    );
    // A text in Chinese is set in paragraphs.
    let prose = "　　山路很长，走了一天才到村口，天已经黑了，住在一户人家里。\n".repeat(3);
    let terminal = page(&[], prose.as_bytes(), (80, 12));
    let first = terminal.state().screen.row(0);
    assert!(
        first.starts_with("       山路很长"),
        "margin and indent: {first:?}"
    );
}

#[test]
fn files_of_code_keep_their_blanks_and_saved_output_its_colours() {
    let desk = TestFolder::new();
    let code = desk.put(
        "a.py",
        "def 主():\n    for x in y:\n        print(x)\n  # 完\n",
    );
    let printed = output_text(&run(&["cat", &code]).stdout);
    assert_eq!(
        printed,
        "def 主():\n    for x in y:\n        print(x)\n  # 完\n"
    );
    let printed = run(&["cat", "--original", &code]);
    assert!(output_text(&printed.stdout).contains("\n        print(x)\n  # 完\n"));
    let saved = desk.put(
        "a.patch",
        "--- a/甲\n+++ b/甲\n@@ -1 +1 @@\n 一\n-二\n+三\n",
    );
    let outline = run(&["toc", &saved]);
    assert!(output_text(&outline.stdout).starts_with("1\t甲\t"));
    let raw = desk.put("a.log", "红\n\x1b[31m二\x1b[m\n");
    let printed = output_text(&run(&["-R", &raw]).stdout);
    assert_eq!(printed, "红\n二\n");
}

#[test]
fn what_is_left_before_the_first_heading_is_the_whole_text() {
    let desk = TestFolder::new();
    let text = format!(
        "{1}\n第一章 山\n\n{0}\n第二章 水\n\n{0}",
        "山路很长，走了一天。\n".repeat(40),
        "卷首的话很短。\n".repeat(12)
    );
    let path = desk.put("a.txt", text);
    let terminal = start(
        tongdu(&["--lang", "zh", &path]),
        (80, 12),
        TerminalKind::USUAL,
    );
    let status = status(&terminal);
    let left = status
        .split("全文余")
        .nth(1)
        .expect("the figure of the whole text");
    let figure = left.split('字').next().unwrap_or_default();
    let figure: String = figure.chars().filter(char::is_ascii_digit).collect();
    assert!(
        figure.parse::<u32>().is_ok_and(|figure| figure > 600),
        "{status}"
    );
}

#[test]
fn records_are_shown_line_by_line() {
    let log = "2024-03-01 12:00:01 [INFO] 利用者がログインしました。\n2024-03-01 12:00:02 [ERROR] 接続に失敗しました。\n  at com.example.Bar\n2024-03-01 12:00:03 [INFO] 終了しました。\n";
    let table = "番号,氏名,備考\n1,\"山田, 太郎\",出席しました。\n2,鈴木花子,欠席しました。\n3,佐藤次郎,出席しました。\n";
    for text in [log, table] {
        let terminal = page(&[], text.as_bytes(), (80, 11));
        for (index, line) in text.lines().enumerate() {
            assert_eq!(terminal.state().screen.row(index).trim_end(), line);
        }
    }
}
