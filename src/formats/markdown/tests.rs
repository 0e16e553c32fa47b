//! Markdown in, blocks out, one line each: rows above, kind, lead, text with its marks drawn.

mod extensions;
mod html;

use super::parse;
use crate::doc::{Align, BlockKind, Document as _, Links as _, Pos};
use crate::formats::blocks::dump::{assert_invariants, dump, text_with_marks};
use crate::text::script::TextLang;
use proptest::prelude::*;

#[track_caller]
fn check(source: &str, want: &[&str]) {
    let got = dump(&parse(source, 0, None));
    assert_eq!(got, want.join("\n"), "\n{source}\n--- got\n{got}\n");
}

/// The text of a single paragraph with its marks.
fn inline(source: &str) -> String {
    let document = parse(source, 0, None);
    assert_invariants(&document);
    document
        .blocks
        .iter()
        .map(text_with_marks)
        .collect::<Vec<_>>()
        .join("¶")
}

#[test]
fn blocks_are_what_commonmark_says() {
    check(
        "# 一\n## 二 ##\n三\n===\n四\n---\n#不是标题\n\n####### 七\n",
        &[
            "0 h1 | 一",
            "1 h2 | 二",
            "1 h1 | 三",
            "1 h2 | 四",
            "1 par | #不是标题",
            "1 par | ####### 七",
        ],
    );
    check("甲\n\n---\n\n乙", &["0 par | 甲", "1 rule |", "1 par | 乙"]);
    check(
        "    缩进\n\n```rust\nfn main() {\n\t1\n}\n\n```\n\n~~~\n未完",
        &[
            "0 code | 缩进",
            "1 code | fn main() {⏎⇥1⏎}⏎",
            "1 code | 未完",
        ],
    );
    check("```\r\n甲\r\n乙\r\n```\r\n", &["0 code | 甲⏎乙"]);
    check("> 甲\n>\n> > 乙\n", &["0 par >| 甲", "1 par >>| 乙"]);
    check("> [!NOTE]\n> 甲\n", &["0 par >| ‹b:说明›", "0 par >| 甲"]);
    check("{{#include ../a.rs}}\n", &["0 par | {{#include ../a.rs}}"]);
    check("", &[]);
    check("\n \n#\n", &[]);
}

#[test]
fn items_hang_behind_their_markers() {
    check(
        "段\n\n- 甲\n- 乙\n  - 丙\n    - 丁\n      - 戊\n- 己\n\n段",
        &[
            "0 par | 段",
            "1 par ∙| 甲",
            "0 par ∙| 乙",
            "0 par +2◦| 丙",
            "0 par +4▪| 丁",
            "0 par +6∙| 戊",
            "0 par ∙| 己",
            "1 par | 段",
        ],
    );
    check(
        "9. 甲\n10. 乙\n\n    段\n\n    ```\n    码\n    ```\n",
        &[
            "0 par 9.| 甲",
            "1 par 10.| 乙",
            "1 par +4| 段",
            "1 code +4| 码",
        ],
    );
    check("1) 甲\n1) 乙", &["0 par 1)| 甲", "0 par 2)| 乙"]);
    check(
        "- [ ] 甲\n- [x] 乙\n  - 丙\n1. [x] 丁",
        &[
            "0 par [ ]| 甲",
            "0 par [x]| 乙",
            "0 par +4◦| 丙",
            "1 par 1. [x]| 丁",
        ],
    );
    check(
        "- - 甲\n-\n- 乙",
        &["0 par ∙|", "0 par +2◦| 甲", "0 par ∙|", "0 par ∙| 乙"],
    );
    check("- # 甲\n- > 乙\n", &["0 h1 ∙| 甲", "1 par >∙| 乙"]);
    check("- 甲\n\n- 乙\n", &["0 par ∙| 甲", "1 par ∙| 乙"]);
}

#[test]
fn the_text_of_an_item_gives_its_place() {
    let document = parse("- 甲\n  - 乙\n\n# 丙", 0, None);
    let places: Vec<_> = document.blocks.iter().map(|b| b.pos.block.0).collect();
    assert_eq!(places, [2, 10, 15]);
    assert_eq!(document.headings[0].pos, Pos::new(0, 15));
}

#[test]
fn places_are_those_of_the_source_despite_stand_ins() {
    let source = "是**「甲」**的\n\n是**「乙」**的\n\n# 丙";
    let document = parse(source, 0, None);
    for (block, word) in document.blocks.iter().zip(["是", "是", "# 丙"]) {
        let rest = source.get(block.pos.block.0 as usize..);
        assert!(rest.is_some_and(|rest| rest.starts_with(word)), "{block:?}");
    }
}

#[test]
fn cells_of_drawn_tables_have_marks() {
    check(
        "+----+------+\n| 名 | 值   |\n+====+======+\n| **甲** | *斜* `c` |\n+----+------+\n| 乙 | [链](u) |\n|    | - 又 |\n+----+------+\n",
        &["0 table | 名⇥值⏎‹b:甲›⇥‹em:斜› ‹code:c›⏎乙⇥‹链 → u›⏎- 又"],
    );
}

#[test]
fn tables_keep_the_places_of_their_cells() {
    let source = "| 甲 | *乙* |\n|:-:|--:|\n| 1<br>2 | `a|b` |\n| 3 |\n|  |  |\n";
    check(source, &["0 table | 甲⇥‹em:乙›⏎1⏎2⇥`a⏎3"]);
    let document = parse(source, 0, None);
    let BlockKind::Table(table) = &document.blocks[0].kind else {
        panic!("a table");
    };
    assert_eq!(table.align, [Align::Centre, Align::Right]);
    let text = &document.blocks[0].text;
    let cell = |range: &std::ops::Range<u32>| text.get(range.start as usize..range.end as usize);
    let rows: Vec<Vec<_>> = table
        .rows
        .iter()
        .map(|row| row.iter().filter_map(cell).collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec!["甲", "乙"],
            vec!["1\n2", "`a"],
            vec!["3", ""],
            vec!["", ""]
        ]
    );
}

#[test]
fn notes_are_marked_and_hang_behind_their_label() {
    check(
        "甲[^1]乙[^注]。[^无]\n\n[^1]: 一。\n[^注]: 二。\n\n    三。\n",
        &[
            "0 par | 甲‹note:[1] = 1›乙‹note:[注] = 注›。[^无]",
            "1 aside [1]| 一。",
            "0 aside [注]| 二。",
            "1 aside +5| 三。",
        ],
    );
    check(
        "甲[^river]乙[^1]。\n\n[^river]: 一。\n[^1]: 二。\n",
        &[
            "0 par | 甲‹note:[2] = 2›乙‹note:[1] = 1›。",
            "1 aside [2]| 一。",
            "0 aside [1]| 二。",
        ],
    );
    let document = parse("# 题[^1]\n\n[^1]: 注\n", 0, None);
    assert_eq!(document.headings[0].title, "题");
}

#[test]
fn marks_cover_what_they_are_about() {
    for (source, want) in [
        ("*a **b** c*", "‹em:a ‹b:b› c›"),
        ("***a***", "‹em:‹b:a››"),
        ("~~a~~ `b``", "‹s:a› `b``"),
        ("`` a`b ``", "‹code:a`b›"),
        ("[a *b*](http://c \"t\")", "‹a ‹em:b› → http://c›"),
        ("[a][r]\n\n[r]: /u", "‹a → /u›"),
        ("<https://a.b>", "‹https://a.b → https://a.b›"),
        ("<a@b.c>", "‹a@b.c → a@b.c›"),
        (
            "见https://a.b/c_d?e=f。后",
            "见‹https://a.b/c_d?e=f → https://a.b/c_d?e=f›。后",
        ),
        ("(https://a.b/c).", "(‹https://a.b/c → https://a.b/c›)."),
        (
            "`https://a.b` [https://c](d)",
            "‹code:https://a.b› ‹https://c → d›",
        ),
        ("x://y https://", "x://y https://"),
        ("![图 *一*](a.png)", "‹[图：图 一] → a.png›"),
        ("![](a.png)", "‹[image] → a.png›"),
        ("[![b](c)](d)", "‹[image: b] → d›"),
        (
            "a<br>b <b>c</b><!-- d --> <img src='x' alt=\"e\">",
            "a⏎b c [image: e]",
        ),
        // A decorative picture.
        ("甲<img src='x' alt=''>乙<img src=x>", "甲乙[图]"),
        ("a\\\nb  \nc", "a⏎b⏎c"),
        ("&amp;\\*", "&*"),
        ("**未完 [未完", "**未完 [未完"),
    ] {
        let got = inline(source).replace('\n', "⏎");
        assert_eq!(got, want, "{source}");
    }
}

#[test]
fn links_within_the_text_lead_to_headings_and_names() {
    let document = parse(
        "# Title, One!\n\n## 出山 记\n\n## 出山 记\n\n### **末** 章 {#end}\n\n甲<a id=mid></a>乙\n\n<a name=\"p\"></a>\n\n丙\n\n丁[^1]\n\n[^1]: 注\n",
        0,
        None,
    );
    for (link, words) in [
        ("#title-one", "Title, One!"),
        ("#出山-记", "出山 记"),
        ("#%E5%87%BA%E5%B1%B1-%E8%AE%B0", "出山 记"),
        ("#出山-记-1", "出山 记"),
        ("#end", "末 章"),
        ("#末-章", "末 章"),
        ("#mid", "甲乙"),
        ("#p", "丙"),
        ("1", "注"),
    ] {
        let at = document.target(Pos::new(0, 0), link).expect(link);
        assert_eq!(document.block_at(at).text, words, "{link}");
    }
    assert_ne!(
        document.places.targets["出山-记"],
        document.places.targets["出山-记-1"]
    );
    assert_eq!(document.target(Pos::new(0, 0), "#none"), None);
}

#[test]
fn the_title_is_the_first_heading_of_level_one() {
    for (source, want) in [("## 二\n# 一 `码`\n# 三", "一 码"), ("## 二", ""), ("", "")] {
        assert_eq!(parse(source, 0, None).title, want);
    }
}

#[test]
fn the_language_is_that_of_the_text() {
    for (source, given, want) in [
        ("# 题目\n\n正文。", None, TextLang::Hans),
        ("本日は晴天なり。", None, TextLang::Ja),
        ("# 题目", Some(TextLang::Ko), TextLang::Ko),
    ] {
        assert_eq!(parse(source, 0, given).lang, want);
    }
}

#[test]
fn a_place_behind_the_end_gives_an_empty_document() {
    assert_eq!(parse("甲", 1, None).blocks.len(), 0);
    assert_eq!(parse("甲", 9, None).blocks.len(), 0);
}

#[test]
fn depth_and_length_cost_time_and_nothing_else() {
    let list: String = (0..1000).map(|i| "  ".repeat(i) + "- 甲\n").collect();
    let document = parse(&list, 0, None);
    assert_invariants(&document);
    assert_eq!(document.blocks.len(), 1000);
    assert_eq!(document.blocks[999].lead.indent.0, 1998);
    let heading = format!("# {}", "长".repeat(5000));
    let document = parse(&heading, 0, None);
    assert_eq!(document.headings[0].title.chars().count(), 5000);
    for unit in [
        ">",
        "> ",
        "[",
        "![",
        "*",
        "**甲",
        "*「",
        "」**甲",
        "_",
        "~~",
        "`",
        "<",
        "<!--",
        "|",
        "- ",
        "1. ",
        "\\",
        "&",
        "[^1]",
        "[^1]: ",
        "](",
        "http://",
        "<a \"",
        "\n",
        "甲\n",
        "| - |\n",
        "~~~\n",
        ": ",
        "甲\n: ",
        "甲\n\n: 乙\n\n",
        "==",
        "==甲",
        "[[",
        "[[甲|",
        "]]",
        "> [!a] ",
        "<ruby>甲<rt>",
    ] {
        let source = unit.repeat(20_000);
        assert_invariants(&parse(&source, 0, None));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_becomes_blocks(source in "\\PC*") {
        assert_invariants(&parse(&source, 0, None));
    }

    #[test]
    fn any_markup_becomes_blocks(
        parts in prop::collection::vec(prop::sample::select(PARTS), 0..60)
    ) {
        let source = parts.concat();
        let document = parse(&source, 0, None);
        assert_invariants(&document);
        let shown: String = document.blocks.iter().map(|block| block.text.as_ref()).collect();
        let stand_ins = ['\u{FDD0}', '\u{1CC0}'];
        prop_assert!(!shown.contains(stand_ins), "{:?}", shown);
        // Text reaches only tags, URLs and the info strings of code.
        let hides = ["<", "]:", "](", "```", "~~~"];
        if !hides.iter().any(|sign| source.contains(sign)) {
            prop_assert_eq!(shown.matches('字').count(), source.matches('字').count());
        }
    }
}

const PARTS: &[&str] = &[
    "字",
    "词 ",
    "a",
    "「",
    "」",
    "“",
    "”",
    "。",
    "*",
    "**",
    "***",
    "_",
    "~~",
    "`",
    "``",
    "```",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](u)",
    "]: ",
    "[^1]",
    "<",
    ">",
    "<br>",
    "<!--",
    "-->",
    "# ",
    "- ",
    "1. ",
    "> ",
    "| ",
    "|--|",
    "\n",
    "\n\n",
    "\r\n",
    "    ",
    "\t",
    "\\",
    "&amp;",
    "+++\n",
    "---\n",
    "===\n",
    "~~~\n",
    "- [x] ",
    "　",
    "==",
    "[[",
    "]]",
    "\n: ",
    "> [!note] ",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "{#a}",
    "http://x",
    "한",
    "\u{FE0F}",
    "\u{0}",
    "😀",
];
