//! Tests of the command line.

use super::*;
use crate::app::reading::motion::Direction;
use crate::messages::Lang;

fn parse_line(line: &str) -> Result<Arguments> {
    parse(
        std::iter::once("tongdu")
            .chain(line.split_whitespace())
            .map(OsString::from),
    )
}

#[test]
fn command_lines() {
    let command = |line| parse_line(line).map(|invocation| invocation.command).ok();
    assert_eq!(command(""), Some(Command::Read(vec![])));
    let read = |names: &[&str]| Command::Read(names.iter().map(PathBuf::from).collect());
    assert_eq!(command("a.txt"), Some(read(&["a.txt"])));
    assert_eq!(command("b a"), Some(read(&["b", "a"])));
    assert_eq!(command("-"), Some(read(&["-"])));
    assert_eq!(
        command("toc a.txt --json"),
        Some(Command::Toc {
            paths: vec!["a.txt".into()],
            format: OutputFormat::Json,
            output: TocOutput::Print,
        })
    );
    assert_eq!(
        command("check a b"),
        Some(Command::Check(vec!["a".into(), "b".into()]))
    );
    assert_eq!(command("-V"), Some(Command::Version));
    for wrong in [
        "toc --save a b",
        "--nope",
        "check",
        "--width x",
        "--ambiguous maybe",
        "--encoding big6",
    ] {
        assert!(parse_line(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn encodings_have_many_names_and_slips_are_pointed_out() {
    use crate::source::encoding::{BIG5, GB18030};
    let encoding = |line| parse_line(line).map(|invocation| invocation.encoding);
    for (line, want) in [
        ("a.txt", None),
        ("--encoding auto a.txt", None),
        ("--encoding gbk a.txt", Some(GB18030)),
        ("toc --encoding=Big5 a.txt", Some(BIG5)),
        ("cat --encoding utf16 a.txt", Some(Encoding::Utf16Le)),
    ] {
        assert_eq!(encoding(line).unwrap(), want, "{line}");
    }
    let error = encoding("--encoding bigg5").unwrap_err();
    let error = Lang::En.catalogue().error(&error);
    assert!(error.contains("did you mean big5?"), "{error}");
}

#[test]
fn what_is_wrong_with_a_command_line_is_said_in_both_languages() {
    for (line, zh, en) in [
        ("--nope", "没有选项 --nope", "invalid option '--nope'"),
        (
            "--plan-screen",
            "没有选项 --plan-screen  是 --plain-screen 吗？",
            "invalid option '--plan-screen'  did you mean --plain-screen?",
        ),
        (
            "--theme",
            "--theme 后面缺一个值",
            "missing argument for option '--theme'",
        ),
        (
            "toc --save a b",
            "一次只能打开一个文件或文件夹",
            "one file or folder at a time",
        ),
    ] {
        let error = parse_line(line).unwrap_err();
        let said = |lang: Lang| lang.catalogue().error(&error);
        assert_eq!(
            (said(Lang::ZhHans), said(Lang::En)),
            (zh.to_owned(), en.to_owned())
        );
    }
}

#[test]
fn options_before_a_verb_are_those_of_the_verb() {
    for line in [
        "-r find 数.",
        "-m 3 find 数",
        "-C 2 -i find 数",
        "-c find 数",
    ] {
        let invocation = parse_line(line).unwrap();
        assert!(matches!(invocation.command, Command::Find { .. }), "{line}");
    }
    assert_eq!(parse_line("-m 3 find 数").unwrap().find.max_blocks, Some(3));
    let read = parse_line("-S a find b").unwrap();
    assert!(matches!(read.command, Command::Read(paths) if paths.len() == 3));
}

#[test]
fn places_and_options_of_less_are_taken() {
    let invocation = parse_line("-KX -p 词 +12 +G a.txt").unwrap();
    let less = invocation.less;
    assert!(less.quits_on_interrupt && less.leaves_page && !less.quits_at_end);
    assert_eq!(
        invocation.start,
        [
            StartPlace::Hit("词".to_owned(), Direction::Next),
            StartPlace::Line(12, 1),
            StartPlace::End,
        ]
    );
    assert!(parse_line("-c").unwrap().continues);
    assert!(parse_line("toc --at 一 a.txt").is_err());
    assert!(parse_line("--lines 3 a.txt").is_err());
}
