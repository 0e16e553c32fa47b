//! Essays as blocks.

use super::*;
use crate::doc::Document as _;
use crate::error::Error;
use crate::messages::Lang;
use crate::text::script::TextLang;

/// Returns one line per block: position, rows above, kind, text; then the outline.
fn dump(document: &BlockDocument) -> String {
    assert!(
        document
            .blocks
            .windows(2)
            .all(|pair| pair[0].pos < pair[1].pos)
    );
    let block = |block: &Block<'_>| {
        format!(
            "{} {} {:?}| {}",
            block.pos.block.0, block.space_above, block.kind, block.text
        )
    };
    let heading = |heading: &Heading| {
        assert_eq!(
            document.block_at(heading.pos).pos,
            heading.pos.block_start()
        );
        format!(
            "{}{}",
            "#".repeat(usize::from(heading.level)),
            heading.title
        )
    };
    let mut lines: Vec<_> = document.blocks.iter().map(block).collect();
    lines.extend(document.headings.iter().map(heading));
    lines.join("\n")
}

#[track_caller]
fn check_markdown(source: &str, want: &[&str]) -> BlockDocument {
    let document = open_markdown("甲.md", source);
    assert_eq!(dump(&document), want.join("\n"), "{source}");
    document
}

#[test]
fn the_front_matter_stands_above_the_text_and_its_headings_below() {
    let document = check_markdown(
        "+++\ntitle = \"题\"\nsubtitle = \"副\"\nauthor = \"某\"\ndate = 2024-05-01\nsource = \"某处\"\n\
         summary = \"摘要\"\ntags = [\"甲\", \"乙\"]\n+++\n\n导语。\n\n# 一\n\n### 二\n\n# 三\n",
        &[
            "0 0 Heading(1)| 题",
            "1 0 Paragraph| 副",
            "2 0 Aside| 某  2024-05-01",
            "132 1 Paragraph| 导语。",
            "143 1 Heading(2)| 一",
            "150 1 Heading(4)| 二",
            "159 1 Heading(2)| 三",
            "#题",
            "##一",
            "####二",
            "##三",
        ],
    );
    assert_eq!(document.title, "题");
    let entry = document.headings[0].entry.as_ref().expect("an entry");
    assert_eq!(entry.keywords.as_deref(), Some("甲、乙"));
    assert_eq!(entry.author.as_deref(), Some("某"));
}

#[test]
fn a_text_that_has_its_title_keeps_it() {
    check_markdown(
        "---\ntitle: 题 目\nauthor: 某\n---\n# 题目\n正文\n## 一\n",
        &[
            "35 0 Heading(1)| 题目",
            "36 0 Aside| 某",
            "44 1 Paragraph| 正文",
            "51 1 Heading(2)| 一",
            "#题目",
            "##一",
        ],
    );
}

#[test]
fn what_has_no_place_of_its_own_shares_one() {
    check_markdown(
        "---\ntitle: a\nsubtitle: b\nauthor: c\nsource: d\nsummary: e\n---\n# a\nf\n",
        &[
            "60 0 Heading(1)| a",
            "61 0 Paragraph| b",
            "62 0 Aside| c",
            "64 1 Paragraph| f",
            "#a",
        ],
    );
}

#[test]
fn headings_deep_down_come_up_below_the_title() {
    check_markdown(
        "---\ntitle: 题\n---\n### 一\n#### 二\n",
        &[
            "0 0 Heading(1)| 题",
            "19 1 Heading(2)| 一",
            "27 1 Heading(3)| 二",
            "#题",
            "##一",
            "###二",
        ],
    );
}

#[test]
fn a_text_without_a_title_is_named_after_its_heading_or_file() {
    for (source, want) in [
        ("# 一\n", "一"),
        ("## 一\n", "甲"),
        ("", "甲"),
        ("---\nauthor: 某\n---\n正文", "甲"),
        ("\u{FEFF}# 一", "一"),
    ] {
        assert_eq!(open_markdown("甲.md", source).title, want, "{source}");
    }
    check_markdown(
        "---\nauthor: 某\n---\n正文",
        &["0 0 Aside| 某", "20 1 Paragraph| 正文"],
    );
}

#[test]
fn damaged_front_matter_hides_no_text() {
    let document = open_markdown("甲.md", "+++\ntitle = \"题\n正文一。\n\n正文二。\n");
    let shown: Vec<_> = document
        .blocks
        .iter()
        .map(|block| block.text.as_ref())
        .collect();
    assert_eq!(shown, ["+++ title = \"题\n正文一。", "正文二。"]);
    assert_eq!(document.problems.len(), 1);
}

#[test]
fn plain_text_keeps_its_lines_and_gaps() {
    let source =
        "+++\ntitle = \"题\"\nlang = \"ja\"\n+++\n\n　　一。\r\n\r\n\r\n　　二。\r　　三。\n\n";
    let document = open_text("甲.txt", source, &Arc::default()).expect("front matter");
    let lines: Vec<_> = document
        .blocks
        .iter()
        .map(|block| (block.space_above, block.kind.clone(), block.text.as_ref()))
        .collect();
    assert_eq!(
        lines,
        [
            (0, BlockKind::Heading(1), "题"),
            (1, BlockKind::Line, "　　一。"),
            (1, BlockKind::Line, "　　二。"),
            (0, BlockKind::Line, "　　三。"),
        ]
    );
    assert_eq!(document.lang, TextLang::Ja);
    let place = document.blocks[2].pos.block.0 as usize;
    assert!(
        source
            .get(place..)
            .is_some_and(|rest| rest.starts_with("　　二"))
    );
    assert!(open_text("甲.txt", "正文", &Arc::default()).is_none());
    assert!(open_text("甲.txt", "", &Arc::default()).is_none());
}

#[test]
fn checking_finds_what_is_wrong() {
    for (source, want) in [
        ("正文", vec!["甲.md:1:1: no front matter"]),
        (
            "+++\ntitle = \"题\"\n+++\n\n \n",
            vec!["甲.md:4:1: no text after the front matter"],
        ),
        (
            "+++\ntitel = \"题\"\n+++\n正文",
            vec!["甲.md:1:1: no `title`", "甲.md:2:1: unknown key `titel`"],
        ),
        ("+++\ntitle = \"题\"\n+++\n正文", vec![]),
    ] {
        let m = Lang::En.catalogue();
        let errors = check(Path::new("甲.md"), source).into_iter();
        let shown: Vec<_> = errors
            .map(|mistake| m.error(&Error::Malformed(mistake)))
            .collect();
        assert_eq!(shown, want, "{source}");
    }
}

/// Returns Markdown of more than half a megabyte: `head`, chapters with headings of level 2, and `tail`.
fn long_markdown(head: &str, tail: &str) -> String {
    let chapter = |n: u32| format!("## 第{n}章\n\n{}\n\n", "山路上有桥，桥下有水。".repeat(8));
    let chapters: String = (1..=2_200).map(chapter).collect();
    format!("{head}{chapters}{tail}")
}

#[test]
fn the_beginning_of_long_markdown_is_that_of_the_whole() {
    let front = "---\ntitle: 山路\nauthor: 某人\n---\n";
    for (head, tail, has_beginning) in [
        ("", "", true),
        ("# 山路\n\n", "# 又一\n", true),
        (front, "", true),
        (&format!("{front}# 山路\n\n"), "# 又一\n", true),
        ("", "# 山路\n", false),
        (front, "山路\n===\n", false),
        (front, "# 山路\n", false),
    ] {
        let source = long_markdown(head, tail);
        let whole = open_markdown("名.md", &source);
        let beginning = open_markdown_beginning("名.md", &source, &RestFacts::default());
        assert_eq!(beginning.is_some(), has_beginning, "{head}{tail}");
        let lines = source.floor_char_boundary(200_000);
        let lines = source.get(..lines).unwrap().rfind('\n').unwrap() + 1;
        let (near, far) = source.split_at(lines);
        let mut rest = RestFacts::default();
        rest.push(far);
        let of_head = open_markdown_beginning("名.md", near, &rest);
        let facts = |found: &Option<(BlockDocument, usize)>| {
            let found = found.as_ref().map(|(document, end)| {
                let document = (
                    &document.title,
                    document.len,
                    &document.blocks,
                    &document.headings,
                );
                format!("{document:?} {end}")
            });
            found.unwrap_or_default()
        };
        assert_eq!(facts(&of_head), facts(&beginning));
        let Some((first, end)) = beginning else {
            continue;
        };
        assert_eq!((&first.title, first.len), (&whole.title, whole.len));
        assert!(end < 200_000 && first.blocks.len() > 200);
        let count = first.blocks.len();
        let blocks = whole.blocks.get(..count).unwrap();
        assert_eq!(format!("{:?}", first.blocks), format!("{blocks:?}"));
        let headings = whole.headings.get(..first.headings.len()).unwrap();
        assert_eq!(format!("{:?}", first.headings), format!("{headings:?}"));
        assert!(whole.blocks.get(count).unwrap().pos.block.0 >= end as u64);
    }
}
