//! Folders, archives and pipes.

use crate::support::emulator::TerminalKind;
use crate::support::home::Home;
use crate::support::packed::{packed_zip, zip};
use crate::support::pty::Terminal;
use crate::support::reading::{
    TestFolder, assert_first_row, numbered_line, numbered_lines, open, output_text, press, row,
    run, status, tongdu, wait_opened,
};
use std::process::Stdio;
use std::thread;

/// Builds an archive of volumes 一, 二 and 十 in GBK, names included, as Windows packs it; the last volume comes first.
fn volumes() -> Vec<u8> {
    // 第N回.txt, 第十回.txt and the texts 「第N回 山路」 with a line each, from GB 2312 row and cell.
    let name = |number: &[u8]| [b"\xC9\xBD\xC2\xB7\\\xB5\xDA", number, b"\xBB\xD8.txt"].concat();
    let text = |number: &[u8]| {
        let line = b"\xA1\xA1\xA1\xA1\xCB\xFB\xC3\xC7\xD1\xD8\xD7\xC5\xBA\xD3\xD7\xDF\xC1\xCB\xC8\xFD\xCC\xEC\xA3\xAC\xCB\xAE\xD4\xBD\xC0\xB4\xD4\xBD\xC7\xB3\xA1\xA3\r\n";
        [b"\xB5\xDA", number, b"\xBB\xD8 \xC9\xBD\xC2\xB7\r\n", line].concat()
    };
    let numbers: [&[u8]; 3] = [b"\xCA\xAE", b"\xB6\xFE", b"\xD2\xBB"];
    let names = numbers.map(name);
    let texts = numbers.map(text);
    let members: Vec<(&[u8], &[u8])> = names
        .iter()
        .map(Vec::as_slice)
        .zip(texts.iter().map(Vec::as_slice))
        .collect();
    zip(&members)
}

#[test]
fn a_zip_of_texts_is_read_like_a_folder() {
    let desk = TestFolder::new();
    let path = desk.put("书.zip", volumes());
    let mut terminal = open(&[&path], (58, 16), TerminalKind::USUAL);
    // The title of a file is centred, with an empty row above.
    let title = |terminal: &Terminal| row(terminal, 1).trim().to_owned();
    assert_eq!(title(&terminal), "第一回 山路");
    press(&mut terminal, "]]");
    assert_eq!(title(&terminal), "第二回 山路");
    press(&mut terminal, "]]");
    assert_eq!(title(&terminal), "第十回 山路");
    press(&mut terminal, "gg/三天<Enter>");
    assert!(status(&terminal).contains("1/3"), "{}", status(&terminal));
    press(&mut terminal, "<Esc>T");
    let screen = terminal.state().screen.to_string();
    assert!(screen.contains("第二回 山路"), "{screen}");
    press(&mut terminal, "<Esc>i");
    let screen = terminal.state().screen.to_string();
    assert!(screen.contains("GB18030"), "{screen}");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_file_without_a_title_has_its_name_as_one() {
    let desk = TestFolder::new();
    let text = "　　山上的雪化了，河水涨了起来。\n\n　　他走出门去，看见河水。\n".repeat(9);
    desk.put("上册/第一章 春.txt", &text);
    desk.put("上册/第二章 夏.txt", &text);
    desk.put("第三章 秋.txt", format!("第三章 秋\n\n{text}"));
    let path = desk.path("").display().to_string();
    let mut terminal = open(&[&path], (60, 16), TerminalKind::USUAL);
    let title = |terminal: &Terminal| row(terminal, 1).trim().to_owned();
    assert_eq!(title(&terminal), "第一章 春");
    assert!(
        row(&terminal, 3).contains("山上的雪"),
        "{}",
        row(&terminal, 3)
    );
    press(&mut terminal, "]");
    assert_eq!(title(&terminal), "第二章 夏");
    press(&mut terminal, "]]");
    assert_eq!(title(&terminal), "第三章 秋");
    let named = (0..15).filter(|y| row(&terminal, *y).contains("第三章 秋"));
    assert_eq!(named.count(), 1, "{}", terminal.state().screen);
    // No page ends with the name, and the pages back are those before.
    press(&mut terminal, "gg");
    let mut pages = Vec::new();
    for _ in 0..6 {
        let rows: Vec<String> = (0..15)
            .map(|y| row(&terminal, y).trim().to_owned())
            .collect();
        let last = rows.iter().rfind(|row| !row.is_empty()).unwrap();
        assert!(!last.starts_with('第'), "{rows:?}");
        pages.push(rows);
        press(&mut terminal, " ");
    }
    terminal.assert_full_redraw_changes_nothing();
    // What is printed has the words of the texts alone.
    let printed = output_text(&run(&["cat", "--width", "40", &path]).stdout);
    assert_eq!(printed.matches('章').count(), 1, "{printed}");
}

#[test]
fn a_zip_comes_through_standard_input_too() {
    let home = Home::new();
    let mut command = tongdu(&["toc", "-"]);
    home.set_environment(&mut command);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || std::io::Write::write_all(&mut input, &volumes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let toc = output_text(&output.stdout);
    let titles: Vec<&str> = toc
        .lines()
        .filter_map(|line| line.split('\t').nth(1))
        .collect();
    assert_eq!(titles, ["第一回 山路", "第二回 山路", "第十回 山路"]);
}

#[test]
fn what_cannot_be_read_of_a_zip_is_told_and_the_rest_shows() {
    let desk = TestFolder::new();
    let mut bytes = zip(&[
        (b"1.txt", b"one\n"),
        (b"2.txt", b"two\n"),
        (b"../3.md", b"# three\n"),
    ]);
    // The second member gets the flag of encryption, in its own header and in the central directory.
    for at in memchr::memmem::find_iter(&bytes.clone(), b"2.txt") {
        let is_listed = bytes.get(at - 46..at - 42) == Some(&b"PK\x01\x02"[..]);
        let flags = if is_listed { at - 38 } else { at - 24 };
        *bytes.get_mut(flags).unwrap() |= 1;
    }
    let path = desk.put("a.zip", &bytes);
    let mut terminal = open(&[&path], (58, 12), TerminalKind::USUAL);
    assert!(
        status(&terminal).contains("1 个文件读不出来：已加密"),
        "{}",
        status(&terminal)
    );
    assert_eq!(row(&terminal, 3), "one");
    press(&mut terminal, "]<F9>");
    assert!(
        row(&terminal, 3).contains("已加密"),
        "{}",
        terminal.state().screen
    );
    press(&mut terminal, "]<F9>");
    assert_eq!(row(&terminal, 1).trim(), "three");
    for word in ["已加密", "encrypted"] {
        let found = run(&["find", "--lang", "zh", word, &path]);
        assert_eq!(
            output_text(&found.stdout),
            "",
            "the program's own words are no text"
        );
    }
    let found = run(&["find", "--lang", "zh", "o", &path]);
    assert!(output_text(&found.stdout).contains("one"));
    let cut = desk.put("cut.zip", bytes.get(..bytes.len() - 60).unwrap());
    let cat = run(&["cat", "--lang", "zh", &cut]);
    assert!(output_text(&cat.stderr).contains("压缩包不完整"));
    assert!(output_text(&cat.stdout).starts_with("one\n"));
    let empty = run(&["cat", &desk.put("none.zip", zip(&[(b"a.png", b"x")]))]);
    assert_eq!(empty.status.code(), Some(1));
    assert!(output_text(&empty.stderr).contains("holds no text"));
}

/// Builds a text hard-wrapped after twenty characters.
fn hard_wrapped() -> String {
    let line = "他们沿着河走了三天水越来越浅石头越来越多";
    format!("　　{}\n", line.chars().take(18).collect::<String>())
        + &format!("{line}\n").repeat(3)
        + "把船丢下。\n"
}

#[test]
fn folders_in_folders_are_listed_and_o_shows_each_file_as_it_is() {
    let desk = TestFolder::new();
    desk.put("书/1 序.txt", "序\n短短一行。\n");
    for chapter in ["上", "下"] {
        let name = format!("书/卷{chapter}/2.txt");
        desk.put(
            &name,
            hard_wrapped().repeat(20) + &format!("在{chapter}卷的这里停下。\n"),
        );
    }
    let folder = desk.path("书").to_str().unwrap().to_owned();
    let mut terminal = open(&[&folder], (58, 12), TerminalKind::USUAL);
    press(&mut terminal, "T");
    let screen = terminal.state().screen.to_string();
    assert!(
        screen.contains("卷上") && screen.contains("卷下"),
        "{screen}"
    );
    press(&mut terminal, "<Esc>/在下卷<Enter>");
    let found = terminal.state().screen.find("在下卷的这里停下").unwrap();
    assert!(found.1 > 0, "in the middle of a page");
    let row_of_three = "天水越来越浅石头越来越多他们沿着河走了三天水越来越浅石头";
    assert_first_row(&mut terminal, "<Esc>gg]]]]7j", row_of_three);
    press(&mut terminal, "O");
    assert!(status(&terminal).contains("原样"), "{}", status(&terminal));
    let first = row(&terminal, 0);
    assert!(
        hard_wrapped().lines().any(|line| line == first),
        "a line of the file: {first}"
    );
    press(&mut terminal, "O");
    assert!(status(&terminal).contains("合并"), "{}", status(&terminal));
    assert_eq!(row(&terminal, 0), row_of_three, "at the same words");
    assert_first_row(&mut terminal, "O[[", "他们沿着河走了三天水越来越浅石头越来");
    for again in ["r", ":enc utf-8<Enter>"] {
        press(&mut terminal, again);
        let second = row(&terminal, 1);
        assert!(
            hard_wrapped().lines().any(|line| line == second),
            "{again} keeps the lines: {second}"
        );
    }
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn a_pipe_with_a_name_is_read_like_standard_input() {
    let desk = TestFolder::new();
    let path = desk.pipe("管.txt");
    let writer = {
        let path = path.clone();
        thread::spawn(move || std::fs::write(path, b"\xB5\xDA\xD2\xBB\xBB\xD8\r\n".repeat(30)))
    };
    let mut terminal = open(&[path.to_str().unwrap()], (58, 8), TerminalKind::USUAL);
    writer.join().unwrap().unwrap();
    assert_eq!(row(&terminal, 0), "第一回");
    // A pipe cannot be read a second time; its bytes are still in memory.
    press(&mut terminal, ":enc big5<Enter>");
    assert_ne!(row(&terminal, 0), "第一回");
    assert_first_row(&mut terminal, ":enc auto<Enter>r", "第一回");
}

#[test]
fn pipes_and_links_in_a_folder_never_hold_the_reader_up() {
    let desk = TestFolder::new();
    desk.put("夹/1.txt", "第一行\n");
    desk.pipe("夹/2.txt");
    desk.pipe("夹/1.txt.toc.toml");
    desk.put("外.txt", "外面\n");
    std::os::unix::fs::symlink(desk.path("外.txt"), desk.path("夹/3.txt")).unwrap();
    std::os::unix::fs::symlink(desk.path("夹"), desk.path("夹/4")).unwrap();
    let folder = desk.path("夹").to_str().unwrap().to_owned();
    let terminal = open(&[&folder], (58, 8), TerminalKind::USUAL);
    assert_eq!(
        [0, 2].map(|y| row(&terminal, y).trim().to_owned()),
        ["1", "第一行"]
    );
    assert!(
        status(&terminal).contains("略过 1 个管道或设备、2 个指向别处的链接"),
        "{}",
        status(&terminal)
    );
    let check = run(&["check", &folder]);
    assert!(check.status.code().is_some(), "it ends");
}

#[test]
fn a_page_decoded_anew_stays_at_the_same_text() {
    let desk = TestFolder::new();
    // 　　第N段。 in GBK, paragraphs of Markdown with a heading on top.
    let mut text = b"# \xC9\xBD\xC2\xB7\n\n".to_vec();
    for number in 1..=120 {
        text.extend(b"\xB5\xDA");
        text.extend(number.to_string().bytes());
        text.extend(b"\xB6\xCE\xA1\xA3\n\n");
    }
    for name in ["a.md", "a.html"] {
        let text = if name == "a.html" {
            memchr_replace(&text, b"\n\n", b"<p>")
        } else {
            text.clone()
        };
        let path = desk.put(name, text);
        let mut terminal = open(&[&path], (58, 12), TerminalKind::USUAL);
        press(&mut terminal, "/77<Enter>");
        let before: Vec<String> = (0..11).map(|y| row(&terminal, y)).collect();
        assert!(
            before.iter().any(|row| row.contains("77")),
            "{name} {before:?}"
        );
        press(&mut terminal, "<Esc>");
        press(&mut terminal, "50%");
        let first = row(&terminal, 0);
        let digits: String = first.chars().filter(char::is_ascii_digit).collect();
        press(&mut terminal, ":enc big5<Enter>");
        assert!(
            row(&terminal, 0).contains(&digits),
            "{name}: {}",
            row(&terminal, 0)
        );
        assert_first_row(&mut terminal, ":enc auto<Enter>", &first);
    }
}

fn memchr_replace(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = 0;
    for at in memchr::memmem::find_iter(text, from) {
        out.extend(&text[last..at]);
        out.extend(to);
        last = at + from.len();
    }
    out.extend(&text[last..]);
    out
}

#[test]
fn a_file_that_is_cut_off_while_it_is_read_is_read_again_at_its_end() {
    let desk = TestFolder::new();
    let lines = |range: std::ops::Range<u32>| {
        let lines: Vec<String> = range.map(|n| format!("这是文中的第{n}行。\n")).collect();
        lines.concat()
    };
    // The file is larger than the part kept in memory.
    let path = desk.put("long.txt", lines(0..40_000));
    let mut terminal = open(&[&path], (60, 12), TerminalKind::USUAL);
    press(&mut terminal, "90%");
    std::fs::write(&path, lines(0..1_000)).unwrap();
    terminal.wait_text("文件变短了");
    press(&mut terminal, "k");
    let text = terminal.state().screen.text();
    assert!(text.contains("第 998 行"), "{text}");
    // The reader stays at text that is still there.
    press(&mut terminal, "gg");
    let place = row(&terminal, 0);
    std::fs::write(&path, lines(0..500)).unwrap();
    terminal.wait_text("文件改了");
    press(&mut terminal, "gg");
    assert_eq!(row(&terminal, 0), place);
    std::fs::write(&path, lines(0..900)).unwrap();
    terminal.wait_text("文件改了，已重新读入");
    std::fs::remove_file(&path).unwrap();
    terminal.wait_text("文件已不在");
    assert_eq!(row(&terminal, 0), place);
}

#[test]
fn an_edited_file_is_read_again_at_the_same_words() {
    let desk = TestFolder::new();
    let path = desk.put("lines.txt", numbered_lines());
    let mut terminal = open(&[&path], (60, 12), TerminalKind::USUAL);
    press(&mut terminal, "40%/三之三<Enter>");
    let place = row(&terminal, 0);
    // Many editors write a new file and give it the name of the old one.
    let new = desk.put("new", format!("添在前面。\n\n{}", numbered_lines()));
    std::fs::rename(&new, &path).unwrap();
    terminal.wait_text("文件改了，已重新读入");
    assert_eq!(row(&terminal, 0), place);
    press(&mut terminal, "n");
    assert!(
        status(&terminal).contains("/6"),
        "the search goes on: {}",
        status(&terminal)
    );
    // A line being typed is not disturbed.
    press(&mut terminal, ":them");
    std::fs::write(&path, numbered_lines()).unwrap();
    terminal.wait_idle();
    assert!(status(&terminal).contains(":them"), "{}", status(&terminal));
    press(&mut terminal, "<Esc>");
    terminal.wait_text("文件改了，已重新读入");
    press(&mut terminal, "gg");
    assert_eq!(row(&terminal, 0), numbered_line(0));
}

#[test]
fn a_file_is_left_alone_if_the_reader_wants_that() {
    let desk = TestFolder::new();
    let path = desk.put("lines.txt", numbered_lines());
    let config = desk.put("config/tongdu/config.toml", "reread = false\n");
    let mut command = tongdu(&["--lang", "zh", &path]);
    let folder = std::path::Path::new(&config).ancestors().nth(2).unwrap();
    let home = Home::new();
    home.set_environment(&mut command);
    command.env("XDG_CONFIG_HOME", folder);
    let mut terminal = Terminal::spawn_as_is(command, 60, 12, TerminalKind::USUAL);
    wait_opened(&mut terminal);
    std::fs::write(&path, format!("添在前面。\n{}", numbered_lines())).unwrap();
    terminal.wait_text("r 重新读入");
    assert_eq!(row(&terminal, 0), numbered_line(0));
    press(&mut terminal, "rgg");
    assert_eq!(row(&terminal, 0), "添在前面。");
}

#[test]
fn a_file_that_is_emptied_is_read_again_and_found_again_when_it_is_written_anew() {
    let desk = TestFolder::new();
    let lines: Vec<String> = (0..40_000)
        .map(|n| format!("这是文中的第{n}行。\n"))
        .collect();
    let lines = lines.concat();
    let path = desk.put("long.txt", &lines);
    let mut terminal = open(&[&path], (60, 12), TerminalKind::USUAL);
    press(&mut terminal, "50%");
    let place = row(&terminal, 0);
    std::fs::write(&path, "").unwrap();
    terminal.wait_text("文件被清空了");
    std::fs::write(&path, format!("新的开头。\n{lines}")).unwrap();
    terminal.wait_text("文件又有内容了");
    assert_eq!(row(&terminal, 0), place);
}

#[test]
fn what_is_wrong_in_a_zip_is_told_by_cat_too() {
    let desk = TestFolder::new();
    let lines = [[b'x'; 999].as_slice(), b"\n"].concat().repeat(3_000);
    let bomb = packed_zip(&[("1.txt", &lines), ("2.txt", "平安。\n".as_bytes())]);
    let path = desk.put("bomb.zip", bomb);
    let output = run(&["cat", "--lang", "zh", &path]);
    let told = output_text(&output.stderr);
    assert!(told.contains("大得不合常理"), "{told}");
    assert!(output_text(&output.stdout).contains("平安"));
}

#[test]
fn the_outline_of_many_files_is_not_written_beside_them() {
    let desk = TestFolder::new();
    for name in ["书/a.txt", "书/b.txt"] {
        desk.put(name, "第一章 山\n话。\n第二章 水\n话。\n");
    }
    let path = desk.path("书");
    let mut terminal = open(&[path.to_str().unwrap()], (80, 24), TerminalKind::USUAL);
    press(&mut terminal, ":save-outline<Enter>");
    let screen = terminal.state().screen.to_string();
    assert!(screen.contains("目录不另存"), "{screen}");
}

#[test]
fn a_file_that_became_a_pipe_is_not_waited_for() {
    let desk = TestFolder::new();
    let path = desk.put("路.txt", "第一章 山\n\n　　山路。\n");
    let mut terminal = open(&[&path], (58, 16), TerminalKind::USUAL);
    assert_eq!(row(&terminal, 0), "第一章 山");
    std::fs::remove_file(&path).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    press(&mut terminal, "r");
    assert_eq!(row(&terminal, 0), "第一章 山");
    press(&mut terminal, "?");
    assert_ne!(row(&terminal, 0), "第一章 山");
}

#[test]
fn files_that_are_not_read_are_called_what_they_are() {
    let folder = TestFolder::new();
    folder.put("1.txt", "山路。\n");
    let paper = folder.put("公文 一.ofd", zip(&[(b"OFD.xml", b"<ofd:OFD/>")]));
    let terminal = open(
        &[folder.path("").to_str().unwrap()],
        (58, 11),
        TerminalKind::USUAL,
    );
    let bottom = status(&terminal);
    assert!(bottom.contains("另有 1 个文件读不了：OFD 1"), "{bottom}");
    let terminal = open(&[&paper], (58, 11), TerminalKind::USUAL);
    let text = terminal.state().screen.text();
    assert!(text.contains("这是 OFD 版式文件，读不了"), "{text}");
    let scan = folder.put("扫描 一.pdf", "%PDF-1.7\n");
    let terminal = open(&[&scan], (158, 11), TerminalKind::USUAL);
    let text = terminal.state().screen.text();
    assert!(text.contains(&format!("pdftotext '{scan}' -")), "{text}");
}

#[test]
fn boxes_between_colons_are_shown_as_quotes() {
    let folder = TestFolder::new();
    let path = folder.put(
        "手引.md",
        ":::message alert\n警告メッセージです。\n:::\n\n終わり。\n",
    );
    let terminal = open(&[&path], (58, 11), TerminalKind::USUAL);
    let text = terminal.state().screen.text();
    assert!(!text.contains(":::"), "{text}");
    assert!(text.contains("│ 警告メッセージです。"), "{text}");
    assert!(
        text.contains("終わり。") && !text.contains("│ 終わり。"),
        "{text}"
    );
}
