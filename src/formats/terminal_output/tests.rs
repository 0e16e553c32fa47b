//! Bytes as programs write them, and the text with its marks.

use super::*;
use crate::doc::InkLimit;
use crate::formats::blocks::dump::text_with_marks;

fn read(text: &str) -> String {
    let doc = open("-", text, InkLimit::All);
    let lines: Vec<String> = doc.blocks.iter().map(text_with_marks).collect();
    lines.join("\n")
}

#[test]
fn bytes_become_text_and_marks() {
    for (bytes, want) in [
        // Overstrikes.
        ("N\x08NA\x08A", "‹b:NA›"),
        ("N\x08N\x08N", "‹b:N›"),
        ("_\x08u_\x08n", "‹em:un›"),
        ("u\x08_n\x08_", "‹em:un›"),
        ("_\x08X\x08X", "‹b:‹em:X››"),
        ("字\x08字", "‹b:字›"),
        ("字\x08\x08字", "‹b:字›"),
        ("粗\x08粗体\x08体 x", "‹b:粗体› x"),
        ("_\x08字", "‹em:字›"),
        ("__\x08\x08字", "‹em:字›"),
        ("__\x08\x08字x", "‹em:字›x"),
        ("字\x08\x08__", "‹em:字›"),
        ("字\x08_", "‹em:字›"),
        ("字\x08_x", "‹em:字›x"),
        ("字\x08\x08__字\x08\x08__", "‹em:字字›"),
        ("字\x08\x08字\x08\x08字x", "‹b:字›x"),
        ("__\x08\x08字\x08\x08字", "‹b:‹em:字››"),
        ("+\x08o x", "‹b:•› x"),
        ("a\x08b", "b"),
        ("ab\x08\x08cd", "cd"),
        ("字\x08\x08a", "a "),
        ("\x08\x08a", "a"),
        ("a\x08", "a"),
        ("_\x08_", "‹b:_›"),
        ("e\u{301}\x08e\u{301}", "‹b:e\u{301}›"),
        ("_\x08e\u{301}", "‹em:e\u{301}›"),
        ("N\x08N\tx", "‹b:N›       x"),
        ("h\x08hi\x08i [_\x08f]", "‹b:hi› [‹em:f›]"),
        // Attributes and colours.
        ("\x1b[1m重\x1b[0m", "‹b:重›"),
        ("\x1b[1m重\x1b[m轻", "‹b:重›轻"),
        ("\x1b[1;4m重\x1b[22m轻", "‹em:‹b:重›轻›"),
        ("\x1b[3mi\x1b[23m", "‹em:i›"),
        ("\x1b[4:3mi\x1b[4:0mj", "‹em:i›j"),
        ("\x1b[21mi\x1b[24mj", "‹em:i›j"),
        ("\x1b[9ms\x1b[29m", "‹s:s›"),
        ("\x1b[2md\x1b[22m", "‹/dim:d›"),
        ("\x1b[7mr\x1b[27m", "‹/rev:r›"),
        ("\x1b[5m\x1b[6m\x1b[8mshown", "shown"),
        ("\x1b[31m红\x1b[39m", "‹1/:红›"),
        ("\x1b[94m蓝\x1b[0m", "‹12/:蓝›"),
        ("\x1b[41m底\x1b[49m", "‹/1:底›"),
        ("\x1b[103m底", "‹/11:底›"),
        ("\x1b[38;5;208m橙", "‹208/:橙›"),
        ("\x1b[48;5;17m底", "‹/17:底›"),
        ("\x1b[38;2;1;2;3m色", "‹#010203/:色›"),
        ("\x1b[38:2::1:2:3m色", "‹#010203/:色›"),
        ("\x1b[38:5:9m色", "‹9/:色›"),
        ("\x1b[38;5m\x1b[38m\x1b[38;9;1mx", "‹b:x›"),
        ("\x1b[;31m红", "‹1/:红›"),
        ("\x1b[999;1m重", "‹b:重›"),
        ("\x1b[1m甲\n乙\x1b[0m丙", "‹b:甲›\n‹b:乙›丙"),
        ("\x1b[1mN\x08N\x1b[0m", "‹b:N›"),
        // Links.
        (
            "\x1b]8;;https://a.cn/\x1b\\甲\x1b]8;;\x1b\\乙",
            "‹甲 → https://a.cn/›乙",
        ),
        (
            "\x1b]8;id=1;https://a.cn/\x07甲\x1b]8;;\x07",
            "‹甲 → https://a.cn/›",
        ),
        ("\x1b]8;;javascript:alert(1)\x07甲\x1b]8;;\x07", "甲"),
        (
            "\x1b]8;;https://a.cn/\x07甲\n乙",
            "‹甲 → https://a.cn/›\n‹乙 → https://a.cn/›",
        ),
        // What is left out.
        ("a\x1b[Kb\x1b[2Jc\x1b[?1049hd\x1b[10;5He", "abcde"),
        ("\x1b]0;title\x07a\x1b]52;c;aGk=\x07b", "ab"),
        ("\x1bP$q m\x1b\\a\x1b_x\x1b\\b\x1b^y\x1b\\c", "abc"),
        ("\x1b(Ba\x1b)0b\x1b=c\x1b7d", "abcd"),
        ("a\x1b]0;not ended", "a"),
        ("a\x1b[31", "a"),
        ("a\x1b[31\u{4e00}b", "a一b"),
        ("a\x1b", "a␛"),
        ("\x1b]0;x\x1b]52;c;y\x07a", "a"),
        // Line ends.
        ("a\r\nb\r\n", "a\nb"),
        ("10%\r50%\r100%\nx", "100%\nx"),
        ("50%\r50%", "50%"),
        ("字字\rab", "ab字"),
        ("字字\ra", "a 字"),
        ("a\x0Cb", "ab"),
        ("a\tb", "a       b"),
        ("字\tb", "字      b"),
        ("a\x07b\0c", "a\x07b\0c"),
        ("", ""),
    ] {
        assert_eq!(read(bytes), want, "{bytes:?}");
    }
}

#[test]
fn colours_beyond_the_terminal_are_left_out() {
    let text = "\x1b[1;31m一\x1b[38;5;99m二\x1b[38;2;1;2;3m三";
    for (limit, want) in [
        (InkLimit::None, "‹b:一二三›"),
        (InkLimit::Sixteen, "‹b:‹1/:一›二三›"),
        (InkLimit::Indexed, "‹b:‹1/:一›‹99/:二›三›"),
    ] {
        let doc = open("-", text, limit);
        assert_eq!(text_with_marks(&doc.blocks[0]), want);
    }
}

#[test]
fn output_is_known_by_its_start() {
    for output in [
        "\x1b[1mfoo\x1b[0m",
        "N\x08NA",
        "字\x08\x08字",
        "\x1b]8;;http://a/\x07a",
        "commit fade72f7e89af30a80ea28b5c7084df58a3a3b7f\nAuthor",
        "diff --git a/x b/x\n",
        "--- a.txt\t2026\n+++ b.txt\t2026\n@@ -1 +1 @@\n-a\n",
        "From 0 Mon\nSubject: x\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n",
        "\nLS(1)   User Commands   LS(1)\n",
    ] {
        assert!(is_terminal_output(output.as_bytes()), "{output:?}");
    }
    for prose in [
        "",
        "山路",
        "\x08",
        "\x1b[",
        "\x1b[2J",
        "commit to it",
        "diff",
        "--- a\n+++ b\n",
        "一\n--- a\n+++ b\n@@ -1 +1 @@\n",
        "(一)  甲 (一)",
        "\u{FEFF}\0a\x08b",
        "\x08\u{FFFE}",
    ] {
        assert!(!is_terminal_output(prose.as_bytes()), "{prose:?}");
    }
}

#[test]
fn lines_are_foreign_if_most_of_them_have_no_han_or_kana() {
    for foreign in [
        "a b\n",
        "{\n  \"名\": \"一\"\n}\n",
        "PID  CMD\n1  sh\n2  文\n",
    ] {
        assert!(has_foreign_lines(foreign.as_bytes()), "{foreign:?}");
    }
    for own in ["", "\n\n", "山路\n", "山路\nShan\n", "나무\n"] {
        assert!(!has_foreign_lines(own.as_bytes()), "{own:?}");
    }
    let quoting = format!("{}\na b\n***\n", "山路很长，走了一天。".repeat(9));
    assert!(
        !has_foreign_lines(quoting.as_bytes()),
        "most of the text is Chinese"
    );
    let cut = &"a\nb\n山".as_bytes()[..6];
    assert!(
        has_foreign_lines(cut),
        "the start may end within a character"
    );
    assert!(
        !has_foreign_lines(b"a\nb\n\xD6\xD0\xCE\xC4"),
        "another encoding is not judged"
    );
}

#[test]
fn a_stray_sequence_makes_no_output_of_a_file() {
    let novel = "山路很长，走了一天。\n".repeat(20);
    let stray = format!("{novel}天\x08黑了\x1b[0m。\n");
    assert!(is_terminal_output(stray.as_bytes()) && !is_saved_output(stray.as_bytes()));
    assert!(is_saved_output("\x1b[31m红\x1b[m\n".repeat(3).as_bytes()));
    assert!(is_saved_output(b"diff --git a/x b/x\n"));
}

#[test]
fn files_of_a_diff_without_git_are_its_outline() {
    let diff = "--- 甲/a.txt\t2026\n+++ 乙/a.txt\t2026\n@@ -1 +1 @@ 第一章\n-一\n+二\n\
        --- a/b.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-三\n--- 报告 2024-01.txt\t2026-01-02\n+++ 报告 2024-01.txt\t2026-01-02\n";
    let want = [
        (1, "乙/a.txt"),
        (2, "第一章"),
        (1, "b.txt"),
        (1, "报告 2024-01.txt"),
    ];
    let want: Vec<(u8, String)> = want
        .iter()
        .map(|(level, title)| (*level, (*title).to_owned()))
        .collect();
    assert_eq!(headings(diff), want);
}

fn headings(text: &str) -> Vec<(u8, String)> {
    let doc = open("-", text, InkLimit::All);
    let heading = |heading: &crate::doc::Heading| (heading.level, heading.title.to_string());
    doc.headings.iter().map(heading).collect()
}

#[test]
fn manual_pages_have_their_sections() {
    let page = "HI(1)      General      HI(1)\n\nN\x08NA\x08AM\x08ME\x08E\n       hi - 通读\n\nO\x08OP\x08P\n   S\x08Su\x08ub\x08b\n       \
        -\x08-f\x08f\n\n9.1    2026    HI(1)\n";
    let rows = |rows: &[(u8, &str)]| -> Vec<(u8, String)> {
        rows.iter()
            .map(|(level, title)| (*level, (*title).to_owned()))
            .collect()
    };
    assert_eq!(headings(page), rows(&[(1, "NAME"), (1, "OP"), (2, "Sub")]));
    assert_eq!(open("-", page, InkLimit::All).title, "HI(1)");
    let options = "LS(1)  x  LS(1)\n\n説明\n       ls\n\n       -a, --all\n              全部\n\n       -b     二\n\n              -c\n                     三\n\n       \
        -d 言葉。\n       -\n       - 項目\n\nEND\n    -x\n        四\n";
    let want = [
        (1, "説明"),
        (3, "-a, --all"),
        (3, "-b"),
        (1, "END"),
        (3, "-x"),
    ];
    assert_eq!(headings(options), rows(&want));
    let plain = "LS(1)  x  LS(1)\n\nNAME\n       ls\n\n名前\n       ls\n";
    assert_eq!(headings(plain), rows(&[(1, "NAME"), (1, "名前")]));
}

#[test]
fn logs_have_their_commits_and_files() {
    let log = "\x1b[33mcommit fade72f7e89af30a80ea28b5c7084df58a3a3b7f\x1b[m\x1b[33m (\x1b[1;36mHEAD\x1b[m)\nAuthor: a\nDate:  b\n\n    \
        目录：改\n\n    说明\n\n\x1b[1mdiff --git a/x.rs b/x.rs\x1b[m\n@@ -1,4 +1,6 @@ fn main()\n+a\n\ncommit \
        0000000789af30a80ea28b5c7084df58a3a3b7ff\n\n    二\n";
    let rows: Vec<(u8, String)> = [
        (1, "fade72f 目录：改"),
        (2, "x.rs"),
        (3, "fn main()"),
        (1, "0000000 二"),
    ]
    .map(|(level, title)| (level, title.to_owned()))
    .to_vec();
    assert_eq!(headings(log), rows);
    assert_eq!(
        headings("diff --git a/一 b/一\n@@ -1 +1 @@\n"),
        [(1, "一".to_owned())]
    );
    assert_eq!(headings("山路\n"), []);
}

#[test]
fn hostile_lines_are_read_in_time() {
    let long = 200_000;
    for text in [
        "\x08".repeat(long),
        "a\x08".repeat(long),
        "ab\r".repeat(long),
        "a".repeat(long) + &"\ra\x08".repeat(long),
        "\x1b[31m".repeat(long),
        "\x1b]8;;".repeat(long),
        "\u{301}".repeat(long),
    ] {
        open("-", &text, InkLimit::All);
    }
}

#[test]
fn coloured_titles_of_a_novel_are_its_outline() {
    let text: String = (1..=4)
        .map(|number| {
            let line = "山里的路不好走，一到雨天，泥巴就粘在鞋底上。\n\n".repeat(3);
            "\x1b[1;33m第".to_owned() + &number.to_string() + "章 风起\x1b[0m\n\n" + &line
        })
        .collect();
    let document = open("书", &text, InkLimit::All);
    let titles: Vec<&str> = document
        .headings
        .iter()
        .map(|heading| &*heading.title)
        .collect();
    assert_eq!(
        titles,
        ["第1章 风起", "第2章 风起", "第3章 风起", "第4章 风起"]
    );
    // Other output has none by its words.
    let log = "\x1b[1mChapter 1\x1b[0m\n\nIt rained all day.\n\n".repeat(4);
    assert!(open("log", &log, InkLimit::All).headings.is_empty());
}
