//! Front matter, strict and lenient.

use super::*;
use crate::error::Malformed;
use crate::messages::Lang;

/// Returns the errors of a file as `line:column reason (hint)`.
fn errors(source: &str) -> Vec<String> {
    let found = split_with_errors(Path::new("甲.md"), source).expect_err("the file is wrong");
    let m = Lang::En.catalogue();
    let show = |mistake: &Malformed| {
        assert_eq!(mistake.path, Path::new("甲.md"));
        let (line, column) = (mistake.line, mistake.column);
        let (reason, remedy) = (m.reason(&mistake.reason), m.remedy(&mistake.remedy));
        format!("{line}:{column} {reason} ({remedy})")
    };
    found.iter().map(show).collect()
}

fn meta(source: &str) -> (FrontMatter, &str) {
    let (meta, body) = split(Path::new("甲.md"), source)
        .expect("no errors")
        .expect("front matter");
    (meta, source.get(body..).expect("a boundary"))
}

#[test]
fn a_whole_essay_is_split() {
    let (meta, body) = meta(
        "+++\ntitle = \"题目\"\nsubtitle = \"副题\"\nauthor = '作者'\ndate = 2024-05-01\n\
         source = \"某处\"\nlang = \"zh-Hant\"\ntags = [\"甲\", \"乙\"]\nsummary = \"\"\"\n摘要\"\"\"\n+++\n\n正文\n",
    );
    assert_eq!(meta.title, "题目");
    assert_eq!(meta.subtitle.as_deref(), Some("副题"));
    assert_eq!(meta.author.as_deref(), Some("作者"));
    assert_eq!(meta.date.as_deref(), Some("2024-05-01"));
    assert_eq!(meta.source.as_deref(), Some("某处"));
    assert_eq!(meta.language(), Some(TextLang::Hant));
    assert_eq!(meta.tags, ["甲", "乙"]);
    assert_eq!(meta.summary.as_deref(), Some("摘要"));
    assert_eq!(body, "\n正文\n");
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    for source in [
        "\u{FEFF}+++\r\ntitle = \"题\"\r\ndate = \"五月\"\r\n+++\r\n正文",
        "+++  \ntitle = \"题\"\ndate = '五月'\n+++\t\n正文",
    ] {
        let (meta, body) = meta(source);
        assert_eq!(
            (meta.title.as_str(), meta.date.as_deref()),
            ("题", Some("五月"))
        );
        assert_eq!(body, "正文");
    }
    assert_eq!(meta("+++\ntitle = \"题\"\n+++").1, "");
}

#[test]
fn a_file_without_front_matter_has_none() {
    for source in [
        "",
        "正文",
        "++\n",
        "++++\n",
        "\n+++\ntitle = \"题\"\n+++\n",
        "---\ntitle: 题\n---\n",
    ] {
        assert!(
            matches!(split(Path::new("甲.md"), source), Ok(None)),
            "{source}"
        );
    }
}

#[test]
fn errors_name_their_place_and_a_remedy() {
    for (source, want) in [
        (
            "+++\ntitle = \"题\"\nauther = \"某\"\n+++\n",
            vec!["3:1 unknown key `auther` (did you mean author?)"],
        ),
        (
            "+++\ntitle = \"题\"\n\n  Titel = 1\ncategory = \"x\"\n+++\n",
            vec![
                "4:3 unknown key `Titel` (did you mean title?)",
                "5:1 unknown key `category` (known keys: title, subtitle, author, date, source, lang, tags, summary)",
            ],
        ),
        (
            "+++\nauthor = \"某\"\n+++\n",
            vec!["1:1 no `title` (add a line title = \"…\")"],
        ),
        (
            "\u{FEFF}+++\r\n+++\r\n",
            vec!["1:1 no `title` (add a line title = \"…\")"],
        ),
        (
            "+++\ntitle = \" \"\n+++\n",
            vec!["2:9 `title` is empty (add a line title = \"…\")"],
        ),
        (
            "+++\ntitle = \"题\"\n正文",
            vec!["1:1 front matter is never closed (put a line +++ before the text)"],
        ),
        (
            "+++\ntitle = \"题\"\nlang = \"fr\"\n+++\n",
            vec!["3:8 unknown language `fr` (known: zh, zh-Hant, ja, ko, en)"],
        ),
        (
            "+++\ntitle = \"题\"\ntags = \"甲\"\n+++\n",
            vec![
                "3:8 invalid type: string \"甲\", expected a sequence (write text as key = \"value\", lists as key = [\"one\", \"two\"])",
            ],
        ),
        (
            "+++\ntitle = 3\ntypo = 1\n+++\n",
            vec![
                "2:9 invalid type: integer `3`, expected a string (write text as key = \"value\", lists as key = [\"one\", \"two\"])",
                "3:1 unknown key `typo` (known keys: title, subtitle, author, date, source, lang, tags, summary)",
            ],
        ),
        (
            "+++\ntitle = \"题\"\ndate = 3\n+++\n",
            vec![
                "3:8 invalid type: integer `3`, expected a date or text (write text as key = \"value\", lists as key = [\"one\", \"two\"])",
            ],
        ),
    ] {
        assert_eq!(errors(source), want, "{source}");
    }
}

#[test]
fn errors_of_toml_itself_are_placed_in_the_file() {
    for (source, place, word) in [
        ("+++\ntitle = “题”\n+++\n", "2:9 ", "straight quotes"),
        (
            "\u{FEFF}+++\r\nauthor = \"某\"\r\ntitle 题\r\n+++\r\n",
            "3:",
            "key = \"value\"",
        ),
        ("+++\n作者 = \"某\"\n+++\n", "2:1 ", "key = \"value\""),
        ("+++\ntitle = \"题\n+++\n", "2:", "key = \"value\""),
        (
            "+++\ntitle = \"题\"\ntitle = \"题\"\n+++\n",
            "3:1 ",
            "key = \"value\"",
        ),
    ] {
        let errors = errors(source);
        assert!(errors[0].starts_with(place), "{source}: {errors:?}");
        assert!(errors[0].contains(word), "{source}: {errors:?}");
    }
}

#[test]
fn other_programs_front_matter_is_understood() {
    for source in [
        "---\ntitle: 题：目\nauthor: 某人 # 注\ndate: 2024-05-01\ntags: [甲, \"乙\"]\ndraft: true\nsummary: >-\n  摘\n  要\n---\n正文",
        "---\n# 注\ntitle: \"题：目\"\nauthors:\n  - 某人\ndate: '2024-05-01'\ntags:\n- 甲\n- 乙\ndescription: |\n  摘 要\nmenu:\n  main: x\n...\n正文",
        "\u{FEFF}+++\ntitle = \"题：目\"\nauthors = [\"某人\"]\ndate = 2024-05-01\ndraft = false\nkeywords = [\"甲\", \"乙\"]\nsummary = \"摘 要\"\n[extra]\na = 1\n+++\n正文",
    ] {
        let front = parse_lenient(source);
        let meta = front.front_matter.expect("front matter");
        assert_eq!(meta.title, "题：目");
        assert_eq!(meta.author.as_deref(), Some("某人"));
        assert_eq!(meta.date.as_deref(), Some("2024-05-01"));
        assert_eq!(meta.tags, ["甲", "乙"]);
        assert_eq!(meta.summary.as_deref(), Some("摘 要"));
        assert_eq!(front.problems, []);
        assert_eq!(source.get(front.body_start..), Some("正文"));
    }
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    for source in [
        "---\n\n正文\n\n---\n",
        "---\n正文：一\n---\n",
        "---\ntitle: 题\n",
        "---\nhttp://a.b\n---\n",
        "--- \n---\n",
        "---\n- 甲\n---\n",
        "正文",
        "",
    ] {
        assert_eq!(
            parse_lenient(source),
            LenientFrontMatter::default(),
            "{source}"
        );
    }
}

#[test]
fn damage_is_told_and_hides_nothing() {
    for (source, title, body, notices) in [
        (
            "+++\ntitle = \"题\"\nauther = \"某\"\n+++\n正文",
            Some("题"),
            "正文",
            1,
        ),
        (
            "+++\ntitle = \"题\"\nauthor = “某”\n+++\n正文",
            Some("题"),
            "正文",
            1,
        ),
        (
            "+++\n题目：一\n+++\n正文",
            None,
            "+++\n题目：一\n+++\n正文",
            1,
        ),
        (
            "\u{FEFF}+++\ntitle = \"题\"\n正文",
            None,
            "+++\ntitle = \"题\"\n正文",
            1,
        ),
        ("+++\n+++\n正文", Some(""), "正文", 0),
    ] {
        let front = parse_lenient(source);
        assert_eq!(
            front.front_matter.map(|meta| meta.title).as_deref(),
            title,
            "{source}"
        );
        assert_eq!(source.get(front.body_start..), Some(body), "{source}");
        assert_eq!(front.problems.len(), notices, "{source}");
    }
}

proptest::proptest! {
    #[test]
    fn any_front_matter_is_read(inner in "(title|author|:|=|\"|'|-|\\[|\\]|,| |\n|题|\\+\\+\\+|---|\\|)*") {
        for marks in ["+++", "---"] {
            let source = format!("{marks}\n{inner}\n{marks}\n正文");
            let front = parse_lenient(&source);
            proptest::prop_assert!(source.get(front.body_start..).is_some());
            let strict = split_with_errors(Path::new("甲.md"), &source);
            proptest::prop_assert!(strict.is_ok() || !strict.unwrap_err().is_empty());
        }
    }
}
