//! `tongdu find`: hits of files, folders and standard input on standard output, with exit codes.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::home::Home;
use crate::support::packed::{packed_zip, zip};
use crate::support::reading::{TestFolder, output_text, run, tongdu};
use std::io::{Read as _, Write as _};
use std::process::{Output, Stdio};

/// Runs `find` with English texts.
fn find(arguments: &[&str]) -> Output {
    let all: Vec<&str> = ["find", "--lang", "en"]
        .iter()
        .chain(arguments)
        .copied()
        .collect();
    run(&all)
}

fn lines(output: &Output) -> Vec<String> {
    output_text(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect()
}

/// A folder with a text in two encodings, a book of two chapters and a page.
fn folder() -> TestFolder {
    let folder = TestFolder::new();
    folder.put(
        "b.txt",
        "第一章 山\n\n統籌城鄉。\n没有。\n\n第二章 水\n\n统筹１９９８，统筹。\n",
    );
    let (gb, _, _) = encoding_rs::GB18030.encode("统筹\r\n第二行统筹\r\n");
    folder.put("gb.txt", &gb);
    folder.put("a.md", "# 题\n\n甲\n\n统**筹**乙\n");
    folder.put("c.html", "<h1>页</h1>\n<p>統&#31820;丙</p>\n");
    folder
}

#[test]
fn hits_have_a_path_a_line_a_section_and_their_text() {
    let folder = folder();
    let path = folder.path("");
    let path = path.to_str().unwrap().trim_end_matches('/');
    let found = find(&["统筹", path]);
    assert_eq!(found.status.code(), Some(0));
    let shown: Vec<String> = lines(&found)
        .iter()
        .map(|line| line.replace(&format!("{path}/"), ""))
        .collect();
    assert_eq!(
        shown,
        [
            "a.md:5:题:统筹乙",
            "b.txt:3:b › 第一章 山:統籌城鄉。",
            "b.txt:8:b › 第二章 水:统筹１９９８，统筹。",
            "c.html:2:c › 页:統籌丙",
            "gb.txt:1:gb:统筹",
            "gb.txt:2:gb:第二行统筹",
        ]
    );
    let exact = find(&["--fold", "exact", "-c", "统筹", path]);
    let shown: Vec<String> = lines(&exact)
        .iter()
        .map(|line| line.replace(&format!("{path}/"), ""))
        .collect();
    assert_eq!(shown, ["a.md:1", "b.txt:2", "gb.txt:2"]);
    let names = find(&["-l", "1998", path]);
    assert_eq!(lines(&names), [format!("{path}/b.txt")]);
}

#[test]
fn options_change_the_query_and_the_output() {
    let folder = folder();
    let b = folder.put("b2.txt", "一\n二 abc\n三\n四\n五 ABC\n六\n");
    for (arguments, want) in [
        (vec!["abc"], vec!["2:b2:二 abc", "5:b2:五 ABC"]),
        (vec!["ABC"], vec!["5:b2:五 ABC"]),
        (vec!["-i", "ABC"], vec!["2:b2:二 abc", "5:b2:五 ABC"]),
        (vec!["-s", "abc"], vec!["2:b2:二 abc"]),
        (vec!["-m", "1", "abc"], vec!["2:b2:二 abc"]),
        (
            vec!["-r", "^[二五] [a-b]"],
            vec!["2:b2:二 abc", "5:b2:五 ABC"],
        ),
        (vec!["--pinyin", "wuabc"], vec!["5:b2:五 ABC"]),
        (
            vec!["-C", "1", "abc"],
            vec![
                "1-b2-一",
                "2:b2:二 abc",
                "3-b2-三",
                "4-b2-四",
                "5:b2:五 ABC",
                "6-b2-六",
            ],
        ),
    ] {
        let all: Vec<&str> = arguments.iter().copied().chain([b.as_str()]).collect();
        let found = find(&all);
        assert_eq!(lines(&found), want, "{arguments:?}");
    }
    // Empty lines are no paragraphs, and those after the last hit are printed too.
    let apart = folder.put(
        "b3.txt",
        "一\n\n二\n\n\n三 abc\n\n四\n\n五\n\n六 abc\n\n七\n",
    );
    let found = find(&["-C", "1", "-m", "1", "abc", &apart]);
    assert_eq!(lines(&found), ["3-b3-二", "6:b3:三 abc", "8-b3-四"]);
    let found = find(&["-C", "1", "abc", &apart]);
    assert_eq!(
        lines(&found),
        [
            "3-b3-二",
            "6:b3:三 abc",
            "8-b3-四",
            "10-b3-五",
            "12:b3:六 abc",
            "14-b3-七"
        ]
    );
    let coloured = find(&["--color", "always", "-m", "1", "abc", &b]);
    assert_eq!(lines(&coloured), ["2:b2:二 \u{1b}[1;4mabc\u{1b}[0m"]);
    let json = find(&["--json", "-m", "1", "abc", &b]);
    let line = lines(&json).remove(0);
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["line"], 2);
    assert_eq!(value["bytes"]["start"], 8);
    assert_eq!(value["bytes"]["end"], 11);
    assert_eq!(
        (&value["before"], &value["hit"], &value["after"]),
        (&"二 ".into(), &"abc".into(), &"".into())
    );
}

#[test]
fn exit_codes_are_those_of_grep_and_faults_are_one_line() {
    let folder = folder();
    let b = folder.path("b.txt");
    let b = b.to_str().unwrap();
    assert_eq!(find(&["无此词", b]).status.code(), Some(1));
    let missing = folder.path("missing.txt");
    let missing = missing.to_str().unwrap();
    let found = find(&["统筹", missing, b, missing]);
    assert_eq!(found.status.code(), Some(2));
    assert_eq!(lines(&found).len(), 2);
    let said = output_text(&found.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("could not read 2 of the files"), "{said}");
    let wrong = find(&["-r", "统(筹", b]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(output_text(&wrong.stderr).contains("at character 2: unclosed group"));
    assert_eq!(find(&[]).status.code(), Some(2));
    let refused = run(&["cat", "--lang", "en", "--json", b]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(output_text(&refused.stderr).contains("--json has no meaning with tongdu cat"));
}

#[test]
fn a_query_that_is_refused_is_told_in_few_words() {
    let folder = folder();
    let b = folder.path("b.txt");
    let b = b.to_str().unwrap();
    for empty in ["", "\u{fe00}", "\n"] {
        let refused = find(&[empty, b]);
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(
            output_text(&refused.stderr),
            "tongdu: nothing in it to search for\n",
            "{empty:?}"
        );
    }
    let long = "a".repeat(10_000);
    let wrong = format!("{}(b", "统".repeat(10_000));
    for (arguments, want) in [
        (["--pinyin", &long, b], "at character 1: input too long"),
        (
            ["-r", &wrong, b],
            "统(b: at character 10001: unclosed group",
        ),
    ] {
        let refused = find(&arguments);
        let said = output_text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said.contains(want), "{said}");
        assert!(said.contains('…') && said.chars().count() < 150, "{said}");
    }
}

#[test]
fn files_are_counted_and_named_also_as_json_and_a_named_one_without_hits_counts_none() {
    let folder = TestFolder::new();
    let a = folder.put("d/a.txt", "统筹，统筹\n");
    let b = folder.put("d/b.txt", "无\n");
    let all = folder.path("d");
    let all = all.to_str().unwrap();
    for (arguments, want, code) in [
        (vec!["-c", "统筹", &a], vec!["2".to_owned()], 0),
        (vec!["-c", "统筹", &b], vec!["0".to_owned()], 1),
        (
            vec!["-c", "统筹", &a, &b],
            vec![format!("{a}:2"), format!("{b}:0")],
            0,
        ),
        (vec!["-c", "统筹", all], vec![format!("{a}:2")], 0),
        (
            vec!["--json", "-l", "统筹", all],
            vec![format!("{{\"path\":\"{a}\"}}")],
            0,
        ),
        (
            vec!["-c", "--json", "统筹", &a, &b],
            vec![
                format!("{{\"path\":\"{a}\",\"count\":2}}"),
                format!("{{\"path\":\"{b}\",\"count\":0}}"),
            ],
            0,
        ),
        (vec!["--json", "-l", "统筹", &b], vec![], 1),
    ] {
        let found = find(&arguments);
        assert_eq!(lines(&found), want, "{arguments:?}");
        assert_eq!(found.status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn control_characters_of_texts_and_names_are_harmless() {
    let folder = TestFolder::new();
    folder.put("e\u{1b}]0;x\u{7}.txt", "统筹\u{1b}[31m红\u{7}\n");
    let path = folder.path("");
    for option in ["-s", "-l", "-c", "--json"] {
        let found = find(&[option, "统筹", path.to_str().unwrap()]);
        assert_eq!(found.status.code(), Some(0));
        let controls = found
            .stdout
            .iter()
            .filter(|byte| byte.is_ascii_control() && **byte != b'\n');
        assert_eq!(controls.count(), 0, "{option}");
    }
}

#[test]
fn hits_in_an_archive_name_the_file() {
    let folder = TestFolder::new();
    let zip = packed_zip(&[
        ("a.txt", "统筹甲\n".as_bytes()),
        ("册/b.txt", "无\n统筹乙\n".as_bytes()),
    ]);
    let path = folder.put("c.zip", zip);
    let found = find(&["统筹", &path]);
    let shown: Vec<String> = lines(&found)
        .iter()
        .map(|line| line.replace(&path, "c.zip"))
        .collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    assert!(
        shown[0].starts_with("c.zip/a.txt:1:") && shown[0].ends_with(":统筹甲"),
        "{shown:?}"
    );
    assert!(
        shown[1].starts_with("c.zip/册/b.txt:2:") && shown[1].ends_with(":统筹乙"),
        "{shown:?}"
    );
}

#[test]
fn an_archive_with_a_book_in_it_is_no_book() {
    let folder = TestFolder::new();
    let members = [
        ("mimetype", &b"application/epub+zip"[..]),
        ("META-INF/container.xml", b"<container/>"),
    ];
    let book = zip(&members.map(|(name, bytes)| (name.as_bytes(), bytes)));
    let both = zip(&[(b"a.txt", "统筹甲\n".as_bytes()), (b"b/e.epub", &book)]);
    let path = folder.put("c.zip", both);
    let found = find(&["统筹", &path]);
    assert_eq!(found.status.code(), Some(0));
    assert_eq!(lines(&found).len(), 1);
}

#[test]
fn hits_in_code_and_tables_are_told_by_line_and_no_cell_goes_on_in_the_next() {
    let folder = TestFolder::new();
    let source = "# 题\n\n甲乙，**发展**好，发**展**。\n\n```\nlet line1 = 1;\nlet 发展 = 2;\n```\n\n| 甲 | 乙 |\n|----|----|\n\
                  | 经济 | 发展 |\n| 社会 | 发展 |\n";
    let path = folder.put("m.md", source);
    let shown = lines(&find(&["发展", &path]));
    assert_eq!(
        shown,
        [
            "3:题:甲乙，发展好，发展。",
            "7:题:let 发展 = 2;",
            "12:题:经济 发展",
            "13:题:社会 发展",
        ]
    );
    let mut ranges = Vec::new();
    for line in lines(&find(&["--json", "发展", &path])) {
        let hit: serde_json::Value = serde_json::from_str(&line).unwrap();
        let place = |end: &str| Some(hit["bytes"][end].as_u64()? as usize);
        let range = place("start").zip(place("end"));
        let words = range.map(|(start, end)| source.get(start..end).expect("whole letters"));
        ranges.push(words.unwrap_or_default());
    }
    // Of the first paragraph the mark-up within a hit hides where it is.
    assert_eq!(ranges, ["", "", "发展", "发展", "发展"]);
    for query in ["甲 乙", "经济发展", "经济 发展"] {
        assert_eq!(lines(&find(&["-c", query, &path])), ["0"], "{query}");
    }
    for (query, count) in [("^甲$", "1"), ("发展$", "2"), ("甲.乙", "0")] {
        let found = lines(&find(&["-c", "-r", query, &path])).concat();
        assert_eq!(found, count, "{query}");
    }
}

#[test]
fn the_ends_of_a_paragraph_are_those_of_its_words() {
    let folder = TestFolder::new();
    let path = folder.put("a.txt", "　　甲甲乙 \n  甲甲丙\t\n甲甲丁\n丙甲甲\n");
    for (query, count) in [
        ("^甲甲", "3"),
        ("^　　甲甲", "1"),
        (r"^\s*甲", "3"),
        ("[乙丙丁]$", "3"),
        ("^　+|丙$", "2"),
        ("^$", "0"),
        ("^.{3}$", "4"),
    ] {
        let found = lines(&find(&["-c", "-r", query, &path])).concat();
        assert_eq!(found, count, "{query}");
    }
}

#[test]
fn members_that_are_damaged_are_named() {
    let folder = TestFolder::new();
    let text = "统筹甲，".repeat(400) + "\n";
    let mut whole = packed_zip(&[("a.txt", text.as_bytes()), ("b.epub", b"PK\x03\x04")]);
    let path = folder.put("c.zip", &whole);
    let found = find(&["-c", "统筹", &path]);
    assert_eq!(lines(&found), ["400"]);
    assert_eq!(found.status.code(), Some(2));
    let said = output_text(&found.stderr);
    assert!(said.contains("c.zip: b.epub cannot be read"), "{said}");
    // The packed bytes of the first member.
    whole[40..60].fill(0xFF);
    let path = folder.put("d.zip", &whole);
    let found = find(&["-c", "统筹", &path]);
    assert_eq!(found.status.code(), Some(2));
    let said = output_text(&found.stderr);
    assert!(said.contains("2 files cannot be read"), "{said}");
    assert!(said.contains("the first is a.txt"), "{said}");
}

/// Sets the flag of encryption of a member in both of its headers.
fn encrypt_member(zip: &mut [u8], name: &[u8]) {
    let starts: Vec<usize> = (0..zip.len())
        .filter(|at| zip.get(*at..).is_some_and(|rest| rest.starts_with(name)))
        .collect();
    for name_start in starts {
        for (signature, header_len, flags) in [(b"PK\x03\x04", 30, 6), (b"PK\x01\x02", 46, 8)] {
            let header = name_start.checked_sub(header_len);
            let header = header.filter(|at| {
                zip.get(*at..)
                    .is_some_and(|rest| rest.starts_with(signature))
            });
            if let Some(header) = header {
                zip[header + flags] |= 1;
            }
        }
    }
}

#[test]
fn lines_around_a_hit_are_of_its_own_file_and_members_that_cannot_be_read_are_named() {
    let folder = TestFolder::new();
    let mut zip = packed_zip(&[
        ("a.txt", "甲\n末\n".as_bytes()),
        ("b.txt", "统筹乙\n后\n".as_bytes()),
        ("c.txt", "统筹丙\n".as_bytes()),
        ("d.txt", "丁\n统筹丁\n".as_bytes()),
    ]);
    encrypt_member(&mut zip, b"c.txt");
    let path = folder.put("z.zip", zip);
    let found = find(&["-C", "2", "统筹", &path]);
    let texts: Vec<String> = lines(&found)
        .iter()
        .map(|line| {
            let end = line.rsplit([':', '-']).next().unwrap_or_default();
            end.to_owned()
        })
        .collect();
    assert_eq!(
        texts,
        ["统筹乙", "后", "", "丁", "统筹丁"],
        "{:?}",
        lines(&found)
    );
    assert_eq!(found.status.code(), Some(2));
    let said = output_text(&found.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("z.zip: "), "{said}");
    assert!(said.contains("encrypted"), "{said}");
}

#[test]
fn standard_input_is_searched_and_a_closed_pipe_ends_in_silence() {
    let home = Home::new();
    let mut command = tongdu(&["find", "统筹"]);
    home.set_environment(&mut command);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("统筹发展\n".as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output_text(&output.stdout), "1:统筹发展\n");

    let folder = TestFolder::new();
    let many = folder.put("many.txt", "统筹\n".repeat(40_000));
    let mut command = tongdu(&["find", "统筹", &many]);
    home.set_environment(&mut command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output_text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn forms_lists_what_a_search_takes_as_one_letter() {
    let forms = run(&["forms", "--lang", "en", "发a"]);
    let shown = lines(&forms);
    let line = |start: &str| {
        shown
            .iter()
            .find(|line| line.trim_start().starts_with(start))
            .unwrap()
            .clone()
    };
    assert_eq!(line("exact"), "  exact  发");
    let variants = line("variants");
    assert!(
        variants.contains('發') && variants.contains('髮'),
        "{variants}"
    );
    assert!(shown.iter().any(|line| line.contains("Ａ")), "{shown:?}");
    assert_eq!(run(&["forms"]).status.code(), Some(2));
    // A code point that is a word at a level is shown whole.
    for (sign, word) in [("㎏", "kg"), ("Ⅷ", "VIII"), ("ﬁ", "fi"), ("㍻", "平成")] {
        let shown = lines(&run(&["forms", "--lang", "en", sign]));
        let word = format!("{sign} = {word}");
        assert_eq!(shown[1], format!("  exact  {sign}"));
        assert_eq!(shown[2], format!("  forms  {word}"));
        assert!(shown[3].ends_with(&word), "{shown:?}");
    }
}
