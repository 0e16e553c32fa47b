//! HTML and formulas in Markdown.

use super::*;

#[test]
fn html_is_shown_as_its_text() {
    for (source, want) in [
        (
            "<div>\n<span>题</span><p>一 &lt; 二</p>\n</div>",
            "题⏎一 < 二",
        ),
        ("<!-- 注\n释 -->", ""),
        ("<!-- 未完\n\n正文", "<!-- 未完⏎正文"),
        ("<style>\na", "<style>⏎a"),
        ("<script>\nlet a = '<b>';\n</script>", ""),
        ("<p>a < b\n<img alt='图' src=x>\n", "a < b⏎[image: 图]"),
        ("<div>\n&#x4E00;&#19968;&nope; & <", "一一&nope; & <"),
        ("<div title=\"a > b\">甲", "甲"),
        ("<div", "<div"),
    ] {
        assert_eq!(inline(source).replace('\n', "⏎"), want, "{source}");
    }
}

#[test]
fn html_with_a_structure_is_read_as_a_page() {
    let source = "<h1 align=\"center\" id=\"top\">题</h1>\n\n<table>\n<tr><th>部门</th><th>时间</th></tr>\n<tr><td>科</td><td>5日</td></tr>\n</table>\n\n> <div align=\"right\">办公室<br>2025年</div>\n\n<center>完</center>\n\n[上](#top)\n";
    let document = parse(source, 0, None);
    let kinds: Vec<_> = document.blocks.iter().map(|block| &block.kind).collect();
    assert!(matches!(kinds[0], BlockKind::Heading(1)), "{kinds:?}");
    assert!(
        matches!(kinds[1], BlockKind::Table(table) if table.rows.len() == 2),
        "{kinds:?}"
    );
    assert_eq!(document.title, "题");
    assert_eq!(document.headings.len(), 1);
    let right = &document.blocks[2];
    assert!(right.text.starts_with("办公室") && right.lead.quotes == 1);
    assert!(
        document
            .blocks
            .iter()
            .any(|block| block.lead.flush_right.is_some())
    );
    let end = document.blocks.iter().find(|block| block.text == "完");
    assert!(end.is_some_and(|block| block.lead.is_centred));
    let top = document
        .target(Pos::new(0, 0), "#top")
        .expect("it is there");
    assert_eq!(document.block_at(top).text, "题");
    let places: Vec<u64> = document
        .blocks
        .iter()
        .map(|block| block.pos.block.0)
        .collect();
    assert!(places.is_sorted_by(|one, other| one < other), "{places:?}");
    // A page would leave out what follows a comment without end.
    assert_eq!(inline("<h1>甲</h1>\n<!-- 乙 丙"), "甲\n<!-- 乙 丙");
}

#[test]
fn formulas_stand_as_they_were_written() {
    for (source, want) in [
        ("$a_1 \\{ b_2 \\}$ 甲", "$a_1 \\{ b_2 \\}$ 甲"),
        (
            "$$\n\\begin{aligned}\na &= b \\\\\n&= d\n\\end{aligned}\n$$",
            "$$⏎\\begin{aligned}⏎a &= b \\\\⏎&= d⏎\\end{aligned}⏎$$",
        ),
        ("每斤 $5 和 $6", "每斤 $5 和 $6"),
        ("$x * y * z$", "$x * y * z$"),
    ] {
        let text = &parse(source, 0, None).blocks[0].text;
        assert_eq!(text.replace('\n', "⏎"), want, "{source}");
    }
}

#[test]
fn links_of_html_lead_to_their_targets() {
    check(
        "山<sup><a id=\"r1\" href=\"#n1\">[1]</a></sup>在北，**河<a href=\"javascript:x\">甲</a></a>**。\n\n<a id=\"n1\"></a>[1] 青山。",
        &[
            "0 par | 山‹[1] → #n1›在北，‹b:河甲›。",
            "1 par | [1] 青山。",
        ],
    );
}

#[test]
fn what_styles_hide_is_not_shown() {
    let styled = "<style>\n.hid { display: none }\n</style>\n\n";
    for (source, want) in [
        ("<p class=\"hid\">藏</p>\n\n见", "见"),
        ("甲<span class=\"hid\">藏<b>粗</b></span>乙", "甲乙"),
        ("甲<span class=\"hid\">藏\n\n乙", "甲藏¶乙"),
        (
            "甲<span class=\"hid\">**藏**<span>中</span>又</span>乙",
            "甲乙",
        ),
        ("甲<style>.a{color:red}</style>乙", "甲乙"),
        ("甲<span hidden>藏</span><br>乙", "甲\n乙"),
        ("<div style=\"display:none\">藏</div>\n\n见", "见"),
        ("<div><b>见</b><i class=hid>藏</i></div>", "‹b:见›"),
        (
            "<!-- 未完 <p class=hid>藏</p>",
            "<!-- 未完 <p class=hid>藏</p>",
        ),
    ] {
        assert_eq!(inline(&format!("{styled}{source}")), want, "{source}");
    }
    assert_eq!(inline("甲<span class=\"hid\">见</span>"), "甲见");
}

#[test]
fn words_that_nothing_hides_are_shown_whatever_they_speak_of() {
    for (source, want) in [
        (
            "<div>\n用 display: flex 排版 <textarea>甲</textarea></div>",
            "用 display: flex 排版 甲",
        ),
        (
            "<div>甲<b title=\"display 乙</div>",
            "甲<b title=\"display 乙</div>",
        ),
        (
            "<div>甲<i hidden>藏</i><textarea>乙</textarea></div>",
            "甲藏乙",
        ),
        ("<div>甲<i hidden>藏<img alt=图></i>乙</div>", "甲乙"),
        ("<div hidden>……</div>\n\n见", "见"),
        ("<div>甲<style>.a{color:red}</style></div>", "甲"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn an_element_that_does_not_end_in_its_block_or_cell_hides_nothing() {
    for (source, want) in [
        (
            "| 甲<span hidden> | 乙 |\n|--|--|\n| 丙 | 丁 |",
            "甲\t乙\n丙\t丁",
        ),
        (
            "| 甲 | 乙 |\n|--|--|\n| 丙<b hidden>戊 | 丁 |\n| 己 | 庚 |",
            "甲\t乙\n丙戊\t丁\n己\t庚",
        ),
        (
            "| 甲<b hidden>藏</b> | 乙 |\n|--|--|\n| 丙 | 丁 |",
            "甲\t乙\n丙\t丁",
        ),
        ("- <span hidden>甲\n- 乙", "甲¶乙"),
        ("- <span hidden>甲</span>乙\n- 丙", "乙¶丙"),
        ("# <span hidden>甲\n\n乙", "甲¶乙"),
        ("甲 <span hidden>$x$ 和![图](a.png)", "甲 $x$ 和[图：图]"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn pictures_links_and_formulas_are_hidden_too() {
    for hidden in [
        "![图](a.png)",
        "[![图](a.png)](b)",
        "[链](b)",
        "$x$",
        "$$x$$",
        "`码`",
        "<img src=a.png alt=图>",
    ] {
        let source = format!("甲<span hidden>{hidden}</span>乙");
        assert_eq!(inline(&source), "甲乙", "{source}");
    }
    assert_eq!(
        inline("甲<span hidden>[^1]</span>乙\n\n[^1]: 注"),
        "甲乙¶注"
    );
}
