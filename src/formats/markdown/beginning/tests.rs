use super::super::parse;
use super::*;
use proptest::prelude::*;

/// Checks that a beginning of `source` is the beginning of the whole. Returns its number of blocks; `None` if there is
/// none.
fn check(source: &str, len: usize) -> Option<usize> {
    let (beginning, end) = parse_first(source, 0, None, len)?;
    let whole = parse(source, 0, None);
    let count = beginning.blocks.len();
    let (first, rest) = whole.blocks.split_at(count.min(whole.blocks.len()));
    assert_eq!(
        format!("{:#?}", beginning.blocks),
        format!("{first:#?}"),
        "{source:?}"
    );
    assert!(
        rest.iter().all(|block| block.pos.block.0 >= end as u64),
        "{source:?}"
    );
    let is_first = |heading: &&crate::doc::Heading| heading.pos.block.0 < end as u64;
    let headings: Vec<_> = whole.headings.iter().filter(is_first).collect();
    assert_eq!(
        format!("{:?}", beginning.headings.iter().collect::<Vec<_>>()),
        format!("{headings:?}"),
        "{source:?}"
    );
    Some(count)
}

/// Returns the texts of `text` for the numbers up to `count`.
fn numbered(count: u32, text: impl Fn(u32) -> String) -> String {
    (1..=count).map(text).collect()
}

/// Returns `head`, some paragraphs, and `tail`.
fn with_middle(head: &str, tail: &str) -> String {
    let middle = numbered(40, |n| format!("第{n}段的话。\n\n"));
    format!("{head}\n\n{middle}{tail}")
}

#[test]
fn definitions_at_the_end_reach_back() {
    let head = "见[书][a]、[A]和注[^1]。\n\n又[没有]。";
    for tail in [
        "[a]: http://a\n[b]: http://b\n[^1]: 注文\n",
        "[b]: http://b\n[a]: http://a\n\n[^1]: 注文\n    第二行\n",
        "## 注释\n[^1]: 注文\n\n---\n[a]: http://a \"题\"\n",
        "```\n[a]: x\n```\n\n[a]: http://a\n",
        "- 项\n  ```\n  [a]: x\n  ```\n\n[a]: http://a\n",
        "<!-- 一 -->\n\n[a]: http://a\n",
    ] {
        let source = with_middle(head, tail);
        assert_eq!(check(&source, 300), Some(13), "{tail}");
        let (document, _) = parse_first(&source, 0, None, 300).unwrap();
        let marks = format!("{:?}", document.blocks.first().unwrap().marks);
        assert!(
            marks.contains("http://a") || tail.contains("[a]: x"),
            "{marks}"
        );
    }
}

#[test]
fn an_uncertain_definition_leaves_everything_to_the_whole() {
    for tail in [
        "正文\n[a]: http://a\n",
        "<!-- 一\n\n[a]: http://a\n\n-->\n",
        "- 项\n  ```\n正文\n\n[a]: http://a\n",
        "> [a]: http://a\n",
        "[很长的\na]: http://a\n\n[a]: http://b",
        "<pre>\n\n[a]: http://a\n",
    ] {
        let source = with_middle("见[a]。", tail);
        let found = check(&source, 300);
        assert!(found.is_none() || tail.starts_with("[很长"), "{tail}");
    }
}

#[test]
fn what_is_open_waits_for_the_whole() {
    let text = "甲\n\n乙\n\n丙\n\n".to_owned();
    let long = numbered(200, |n| format!("第{n}行\n"));
    let list = numbered(200, |n| format!("- 第{n}项\n"));
    let table = format!("|甲|\n|--|\n{}", "|乙|\n".repeat(200));
    for (tail, settled) in [
        (format!("```\n{long}"), 2),
        (format!("<!--\n{long}"), 2),
        (list, 2),
        (table, 2),
        (long, 2),
        ("长".repeat(2_000), 1),
    ] {
        assert_eq!(check(&format!("{text}{tail}"), 800), Some(settled));
    }
    assert_eq!(check(&"长".repeat(2_000), 800), None);
    assert_eq!(check("", 800), None);
}

#[test]
fn many_expansions_are_left_to_the_whole() {
    let target = "u".repeat(3_000);
    let source = format!("[a]: {target}\n\n{}", "[a]\n\n".repeat(100));
    assert_eq!(check(&source, source.len()), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_beginning_is_that_of_the_whole(
        parts in prop::collection::vec(prop::sample::select(PARTS), 0..90),
        share in 0.0..1.0,
    ) {
        let source = parts.concat();
        check(&source, (source.len() as f64 * share) as usize);
    }
}

const PARTS: &[&str] = &[
    "字",
    "a",
    "「",
    "。",
    "*",
    "**",
    "`",
    "```",
    "~~~\n",
    "[a]",
    "[字]",
    "[b c]",
    "[^1]",
    "![a]",
    "[^1]: 注\n",
    "[a]: u\n",
    "[字]: u 't'\n",
    "\n\n[A]: v\n\n",
    "\n\n[a]: u\n[b  C]: w\n",
    "\n\n[^1]: 注\n\n",
    "[b\nc]: u\n",
    "\\]",
    "[",
    "]: ",
    "<",
    ">",
    "<div>\n",
    "</div>\n",
    "<!--",
    "-->",
    "<pre>",
    "\n# ",
    "\n## 题\n",
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n| a |\n|--|\n",
    "| b |",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n字\n\n",
    "\r\n",
    "    ",
    "  ",
    "\t",
    "\n---\n",
    "\n===\n",
    "\n: ",
    "\n:::note\n",
    "\n:::\n",
    "\n:::other\n",
    "\n\n: ",
    "> [!note] ",
    "\n```\n",
    "\n  ```\n",
    "\u{0}",
    "\r",
];
