//! Encodings other than UTF-8: detection, display and correction by hand.

use crate::support::emulator::TerminalKind;
use crate::support::packed::book;
use crate::support::reading::{
    TestFolder, assert_first_row, open, output_text, press, row, run, status,
};

/// Builds chapters 「第N回」 in GBK, each with one paragraph. The bytes are GB 2312 row and cell plus 0xA0.
fn gbk() -> Vec<u8> {
    // 　　他们沿着河走了三天，水越来越浅。
    let line = b"\xA1\xA1\xA1\xA1\xCB\xFB\xC3\xC7\xD1\xD8\xD7\xC5\xBA\xD3\xD7\xDF\xC1\xCB\xC8\xFD\xCC\xEC\xA3\xAC\xCB\xAE\xD4\xBD\xC0\xB4\xD4\xBD\xC7\xB3\xA1\xA3\r\n";
    let mut text = Vec::new();
    for number in 1..=40 {
        // 第N回 山路
        text.extend(b"\xB5\xDA");
        text.extend(number.to_string().bytes());
        text.extend(b"\xBB\xD8 \xC9\xBD\xC2\xB7\r\n");
        text.extend(line);
    }
    text
}

#[test]
fn another_encoding_is_read_in_place() {
    let desk = TestFolder::new();
    let path = desk.put("shanlu.txt", gbk());
    let mut terminal = open(&[&path], (58, 12), TerminalKind::USUAL);
    assert_eq!(row(&terminal, 0), "第 1 回 山路");
    assert_first_row(&mut terminal, "]]]]", "第 3 回 山路");
    press(&mut terminal, ":enc b<Tab><Enter>");
    assert!(status(&terminal).contains("无法解码") || status(&terminal).contains("Big5"));
    assert!(row(&terminal, 0).contains('3'), "{}", row(&terminal, 0));
    assert!(!row(&terminal, 0).contains('回'), "{}", row(&terminal, 0));
    press(&mut terminal, "i");
    assert!(terminal.state().screen.to_string().contains("Big5"));
    press(&mut terminal, "<Esc>");
    assert_first_row(&mut terminal, ":enc auto<Enter>", "第 3 回 山路");
    assert!(
        status(&terminal).contains("编码：GB18030"),
        "{}",
        status(&terminal)
    );
    press(&mut terminal, ":enc bigg5<Enter>");
    assert!(
        status(&terminal).contains("是 big5 吗？"),
        "{}",
        status(&terminal)
    );
    assert_eq!(row(&terminal, 0), "第 3 回 山路");
    terminal.assert_full_redraw_changes_nothing();
}

#[test]
fn the_place_stays_through_any_number_of_encodings() {
    let desk = TestFolder::new();
    let path = desk.put("shanlu.txt", gbk());
    let mut terminal = open(&[&path], (58, 12), TerminalKind::USUAL);
    press(&mut terminal, "50%");
    let place = row(&terminal, 0);
    for name in [
        "utf-16be",
        "big5",
        "utf-32le",
        "shift_jis",
        "iso-2022-jp",
        "utf-8",
    ] {
        press(&mut terminal, &format!(":enc {name}<Enter>"));
    }
    assert_first_row(&mut terminal, ":enc gb18030<Enter>", &place);
}

#[test]
fn a_text_that_ends_in_the_midst_of_a_character_says_so() {
    let desk = TestFolder::new();
    let whole = "山路很长，雪还没有化。".repeat(9);
    for (name, cut) in [("a.txt", 1), ("b.md", 2)] {
        let bytes = &whole.as_bytes()[..whole.len() - cut];
        let mut terminal = open(&[&desk.put(name, bytes)], (58, 30), TerminalKind::USUAL);
        let told = status(&terminal);
        assert!(told.starts_with("末尾的字被截断"), "{told}");
        press(&mut terminal, "i");
        assert!(terminal.state().screen.text().contains("末尾的字被截断"));
    }
}

#[test]
fn damaged_bytes_of_a_page_are_counted_as_those_of_a_text() {
    let desk = TestFolder::new();
    let line = "山路很长，雪还没有化，人还没有到。";
    let utf8 = [line.as_bytes(), b"\xFF", line.as_bytes(), b"\xFE\n"].concat();
    // 山路很长 in GBK, and a byte that cannot begin a character.
    let gbk = [
        &b"\xC9\xBD\xC2\xB7\xBA\xDC\xB3\xA4".repeat(20)[..],
        b"\xFF\n",
    ]
    .concat();
    for (name, bytes, count) in [
        ("utf8", utf8, "2 places"),
        ("gbk", gbk.repeat(3), "3 places"),
    ] {
        let head = if name == "gbk" {
            "<meta charset=gbk><p>"
        } else {
            "<p>"
        };
        let text = desk.put(&format!("{name}.txt"), &bytes);
        let page = [head.as_bytes(), &bytes, b"</p>"].concat();
        let page = desk.put(&format!("{name}.html"), page);
        for path in [&text, &page] {
            let warning = output_text(&run(&["cat", path]).stderr);
            assert!(warning.contains(count), "{path}: {warning}");
            assert!(warning.contains("cannot be decoded"), "{path}: {warning}");
        }
        let mut terminal = open(&[&page], (80, 24), TerminalKind::USUAL);
        assert!(status(&terminal).contains("处无法解码"));
        press(&mut terminal, "i");
        assert!(terminal.state().screen.text().contains("处无法解码"));
    }
    let whole = desk.put("whole.html", format!("<p>{line}\u{FFFD}</p>"));
    assert_eq!(output_text(&run(&["cat", &whole]).stderr), "");
}

#[test]
fn a_chapter_with_damaged_bytes_says_so_where_it_is_reached() {
    let desk = TestFolder::new();
    let chapter = |bytes: &[u8]| [b"<body><p>", bytes, b"</p></body>"].concat();
    let bytes = book(
        "<dc:title>山路</dc:title>",
        "",
        &[
            ("1.xhtml", chapter("山路很长。".as_bytes())),
            ("2.xhtml", chapter(b"\xE5\xB1\xB1\xFF\xE8\xB7\xAF")),
        ],
    );
    let path = desk.put("book.epub", bytes);
    let output = run(&["cat", &path]);
    let warning = output_text(&output.stderr);
    assert!(warning.contains("1 place cannot be decoded"), "{warning}");
}

#[test]
fn an_unsure_guess_is_marked_in_the_status_line() {
    let desk = TestFolder::new();
    let path = desk.put("short.txt", b"\xC0\xCF\n");
    let mut terminal = open(&["--encoding", "auto", &path], (58, 8), TerminalKind::USUAL);
    assert!(status(&terminal).contains('?'), "{}", status(&terminal));
    press(&mut terminal, ":enc gbk<Enter>");
    assert_eq!(row(&terminal, 0), "\u{8001}");
    press(&mut terminal, "j");
    assert!(!status(&terminal).contains('?'), "{}", status(&terminal));
}

#[test]
fn the_command_line_names_an_encoding() {
    let desk = TestFolder::new();
    let path = desk.put("shanlu.txt", gbk());
    for encoding in ["auto", "gbk", "GB2312", "gb18030"] {
        let toc = run(&["toc", "--encoding", encoding, &path]);
        assert!(
            output_text(&toc.stdout).contains("第40回 山路"),
            "{encoding}"
        );
    }
    let cat = run(&["cat", "--encoding", "big5", &path]);
    assert!(!output_text(&cat.stdout).contains("山路"));
    let wrong = run(&["cat", "--encoding", "gb1803", &path]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(output_text(&wrong.stderr).contains("did you mean gb18030?"));
}
