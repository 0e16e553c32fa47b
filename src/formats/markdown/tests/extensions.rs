//! Extensions of Markdown that Chinese, Japanese and Korean writers use: soft breaks, callouts, readings, definitions, wikilinks.

use super::*;

#[test]
fn a_soft_break_between_ideographs_leaves_no_trace() {
    for (source, want) in [
        ("统筹\n城乡", "统筹城乡"),
        ("统筹，\r\n城乡", "统筹，城乡"),
        ("カタ\nカナー\n「ひ」", "カタカナー「ひ」"),
        ("ＡＢ\n甲", "ＡＢ甲"),
        ("他说\n“好”\n。", "他说“好”。"),
        ("他说：“好……”\n“不好。”", "他说：“好……”“不好。”"),
        ("“good”\n“better”", "“good” “better”"),
        ("한국어\n문장", "한국어 문장"),
        ("한국어\n漢字", "한국어 漢字"),
        ("漢字。\n한국어", "漢字。 한국어"),
        ("API\n接口", "API 接口"),
        ("接口\nAPI", "接口 API"),
        ("plain\ntext", "plain text"),
        ("统筹\n**城乡**", "统筹‹b:城乡›"),
        ("**统筹\n城乡**", "‹b:统筹城乡›"),
        ("some\n**text**", "some ‹b:text›"),
        ("some\n*[text](u)*", "some ‹em:‹text → u››"),
        ("[some\n](u)text", "‹some → u› text"),
        ("*some*\ntext", "‹em:some› text"),
        ("甲\n`x`", "甲 ‹code:x›"),
        ("> 甲\n乙", "甲乙"),
        ("他说，\nRust 很好", "他说，Rust 很好"),
        ("Rust\n。", "Rust。"),
        ("他说“好”\nRust", "他说“好”Rust"),
        ("「\nabc」", "「abc」"),
        ("“a”\n「b」", "“a”「b」"),
        ("他说。\n한국", "他说。 한국"),
        ("He said.\n他说", "He said. 他说"),
        ("그는 “\n한국", "그는 “한국"),
        ("（한국\n）은", "（한국）은"),
        (
            "&emsp;&emsp;第一段。\n&emsp;&emsp;第二段。",
            "第一段。⏎\u{2003}\u{2003}第二段。",
        ),
        ("　　第一段。\n　　第二段。", "第一段。⏎　　第二段。"),
    ] {
        // In a text of this language all lines are joined.
        let document = parse(source, 0, Some(TextLang::Ko));
        let shown: String = document.blocks.iter().map(text_with_marks).collect();
        assert_eq!(shown.replace('\n', "⏎"), want, "{source:?}");
    }
}

/// Returns the lines of the first paragraph of a text, with the marks of its source.
fn lines_of(source: &str) -> Vec<String> {
    let document = parse(source, 0, None);
    let first = document.blocks.first().unwrap();
    first.text.lines().map(str::to_owned).collect()
}

#[test]
fn the_lines_of_an_author_are_kept() {
    for source in [
        "**时间**：2024年4月12日\n**地点**：第一会议室\n**参会**：张三、李四",
        "（一）关于经费。同意追加50万元。\n（二）关于人员。由人社局牵头办理。",
        "1、完成了数据迁移\n2、**重点**：完成接口联调；\n3、完成培训（共3期）",
        "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        "春が来た。\n花が咲いた。",
        "> 甲方：某公司\n> 乙方：某学校",
        "在“关于进一步加强全市农村公路养护管理工作的若干意见”中指出：\n一是健全机制。\n二是落实经费。",
        "王小明《数字乡村治理的困境与出路》，人民出版社，2019年\n李晓红《县域财政与公共服务的均等化》，商务印书馆，2020年",
        "地点：青川市人民政府办公楼三楼第二会议室（请从东门进入）\n时间：上午九点",
        "使用 Rust\n编写的程序",
        "海内存知己，\n天涯若比邻。",
        "我站在河边\n看着水流过\n想起你说过的话\n那年冬天的雪。",
        "从明天起，\n做一个幸福的人。",
        "他说，\n路通了。\n我说，\n好。",
    ] {
        let want: Vec<String> = source
            .lines()
            .map(|line| line.trim_start_matches("> ").replace("**", ""))
            .collect();
        assert_eq!(lines_of(source), want);
    }
}

#[test]
fn lines_broken_by_width_are_joined() {
    let wrapped = "山路修通以后，村里的年轻人开始往外走，老人们坐在\n门前的槐树下面等消息，一等就是十几年，直到有一天\n县里派人来修桥。";
    assert_eq!(lines_of(wrapped), [wrapped.replace('\n', "")]);
    assert_eq!(lines_of(&format!("## 题\n{wrapped}\n## 又")).len(), 1);
    let two = "山路修通以后，村里的年轻人开始往外走，老人们坐在门前的槐树\n下面等消息。";
    assert_eq!(
        lines_of(two),
        [two.replace('\n', "")],
        "the first line ends within a sentence"
    );
    let ja = "山道が開通してから、村の若者たちは外へ出て行き、老人たちは門の前の槐の木の下で\n知らせを待っていた。";
    assert_eq!(lines_of(ja), [ja.replace('\n', "")]);
    assert_eq!(
        lines_of("他说\n。"),
        ["他说。"],
        "no line begins with a mark"
    );
    let full = "山路修通以后，村里的年轻人开始往外走，老人们坐在\n门前的槐树下面等消息，一等就是十几年，直到有一天\n";
    for last in [
        "他们说。[^1]",
        "他们说（见图一）",
        "他们说《桥》",
        "他们说。)",
        "他们说。）[^1][^2]",
        "see it.",
    ] {
        let source = format!("{full}{last}\n\n[^1]: 注\n[^2]: 注");
        assert_eq!(lines_of(&source).len(), 1, "{last}");
    }
    assert_eq!(
        lines_of("第一行\n第二行\n==="),
        ["第一行第二行"],
        "a heading is one line"
    );
    // Twelve paragraphs of two full lines, the first of which may end in a mark.
    let line = "一".repeat(29);
    let paragraph = format!("{line}，\n{line}二\n三。\n\n{line}二\n{line}二\n三。\n\n");
    assert_eq!(
        lines_of(&paragraph.repeat(12)),
        [format!("{line}，{line}二三。")]
    );
}

#[test]
fn a_callout_has_a_title_and_its_text_below() {
    check(
        "> [!WARNING] 水深\n> 孩子\n> 不要下水。\n>\n> 别处也是。",
        &[
            "0 par >| ‹b:警告：水深›",
            "0 par >| 孩子⏎不要下水。",
            "1 par >| 别处也是。",
        ],
    );
    for (source, want) in [
        (
            "> [!tip]- 省力的**办法**\n> 先等。",
            "‹b:提示：省力的‹b:办法››¶先等。",
        ),
        ("> [!tip]+ 先等", "‹b:提示：先等›"),
        ("> [!question] 水深吗\n> 不深。", "‹b:水深吗›¶不深。"),
        ("> [!question]\n> 不深。", "‹b:question›¶不深。"),
        ("> [!info]\n> 河在北边。", "‹b:说明›¶河在北边。"),
        ("> [!warning] 警告\n> 水深。", "‹b:警告›¶水深。"),
        ("- 甲\n\n  > [!note] 河\n  > 水\n", "甲¶‹b:说明：河›¶水"),
        ("> [!] 河\n> 水", "[!] 河\n水"),
        ("> [!NOTE 河\n> 水", "[!NOTE 河\n水"),
        ("[!NOTE] 河\n水", "[!NOTE] 河\n水"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn readings_follow_their_base_everywhere() {
    let ruby = "<ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby>";
    let shown = "‹ruby:橋（はし） = 3›";
    for (source, want) in [
        (format!("古い{ruby}を"), format!("古い{shown}を")),
        (format!("# {ruby}へ"), format!("{shown}へ")),
        (format!("- {ruby}"), shown.to_owned()),
        (format!("| a |\n|---|\n| {ruby} |"), format!("a\n{shown}")),
        (
            format!("<div>\n古い{ruby}を\n</div>"),
            format!("古い{shown}を"),
        ),
        (format!("**{ruby}**"), format!("‹b:{shown}›")),
        (
            "<ruby><rb>明日</rb><rt>あした</rt></ruby>".to_owned(),
            "‹ruby:明日（あした） = 6›".to_owned(),
        ),
        (
            "<ruby>日<rt>に</rt>本<rt>ほん</rt></ruby>".to_owned(),
            "‹ruby:日本（にほん） = 6›".to_owned(),
        ),
        ("<ruby>橋<rt>はし".to_owned(), shown.to_owned()),
        ("<ruby><rt>はし</rt></ruby>".to_owned(), "はし".to_owned()),
        ("橋<rt>はし</rt>".to_owned(), "橋はし".to_owned()),
    ] {
        assert_eq!(inline(&source), want, "{source}");
    }
    let document = parse(&format!("# {ruby}へ"), 0, None);
    assert_eq!(document.headings[0].title, "橋へ");
}

#[test]
fn notes_within_the_text_and_headings_without_a_blank_are_read() {
    check(
        "##一\n[TOC]\n\n%% 草稿 %%\n\n甲^[**石**桥。]乙。 ^abc123\n\n#二\n\n丙[^1]\n\n[^1]: 丁",
        &[
            "0 h2 | 一",
            "1 par | 甲‹note:[2] = 2›乙。",
            "1 aside [2]| ‹b:石›桥。",
            "1 h1 | 二",
            "1 par | 丙‹note:[1] = 1›",
            "1 aside [1]| 丁",
        ],
    );
}

#[test]
fn boxes_between_colons_are_quotes() {
    check(
        ":::message\nこれは記法です。\n:::\n\n:::message alert\n- 一\n- 二\n:::\n次。\n\n:::details 題\n一。\n\n```\n:::\n```\n:::\n終。",
        &[
            "0 par >| これは記法です。",
            "1 par >| ‹b:警告›",
            "0 par >∙| 一",
            "0 par >∙| 二",
            "1 par | 次。",
            "1 par >| ‹b:題›",
            "0 par >| 一。",
            "1 code >| :::",
            "1 par | 終。",
        ],
    );
    for (source, want) in [
        (":::note warn\n水。\n:::", "‹b:警告›¶水。"),
        ("::: tip 上水\n水。\n:::", "‹b:提示：上水›¶水。"),
        (":::note[上水]\n水。\n:::", "‹b:说明：上水›¶水。"),
        ("::::message\n:::details 甲\n水。\n:::\n::::", "‹b:甲›¶水。"),
        ("```\n:::message\n水\n:::\n```", ":::message\n水\n:::"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn a_definition_is_below_its_term() {
    check(
        "渡口\n: 上船的**地方**\n  。\n: 过河处\n\n堤\n坝\n: 土墙。\n\n    也是路。\n\n河。",
        &[
            "0 line | 渡口",
            "0 par +2| 上船的‹b:地方›。",
            "0 par +2| 过河处",
            "1 line | 堤⏎坝",
            "0 par +2| 土墙。",
            "1 par +2| 也是路。",
            "1 par | 河。",
        ],
    );
    for (source, want) in [
        ("河\n:::", "河\n:::"),
        ("::: columns\n河\n:::", "::: columns\n河\n:::"),
        ("::: tip\n河", "::: tip\n河"),
        ("河\n:smile: 水", "河\n:smile: 水"),
        ("河\n：水", "河：水"),
        (": 水", ": 水"),
        ("a | b\n:--|--:\n1 | 2", "a\tb\n1\t2"),
        ("```\n:a\n```", ":a"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn boxes_with_indented_text_have_a_title_and_blocks() {
    let source = "前文。\n!!! note \"标题\"\n    正文**粗**。\n\n    - 项\n\n    ??? warning\n        内层。\n后文。\n\n=== \"标签\"\n\n\t```\n\t码\n\t```\n";
    let document = parse(source, 0, None);
    let shown = document.blocks.iter().map(|block| {
        let marker = block.lead.marker.as_deref().unwrap_or_default();
        format!("{}{marker}{}", block.lead.quotes, text_with_marks(block))
    });
    let want = [
        "0前文。",
        "1‹b:说明：标题›",
        "1正文‹b:粗›。",
        "1∙项",
        "2‹b:警告›",
        "2内层。",
        "0后文。",
        "1‹b:标签›",
        "1码",
    ];
    assert_eq!(shown.collect::<Vec<_>>(), want);
    for block in &document.blocks {
        let at = block.pos.block.0 as usize;
        assert!(source.is_char_boundary(at), "{at}");
    }
    // Two boxes in a row, and a list below.
    let source = "!!! tip\n    一\n\n!!! tip\n    二\n\n+ 三\n";
    let document = parse(source, 0, None);
    let leads = document.blocks.iter().map(|block| block.lead.quotes);
    assert_eq!(leads.collect::<Vec<_>>(), [1, 1, 1, 1, 0]);
}

#[test]
fn highlights_go_over_line_ends_and_not_over_rows() {
    assert_eq!(inline("甲==乙\n丙==丁").replace('\n', ""), "甲‹em:乙丙›丁");
    assert_eq!(inline("甲 ==乙\n\n丙== 丁"), "甲 ==乙¶丙== 丁");
    let rows = parse("|甲|\n|-|\n|==乙|\n|丙==|\n", 0, None);
    assert_eq!(rows.blocks[0].text, "甲\n==乙\n丙==");
}

#[test]
fn highlights_are_marked_and_their_signs_are_not_shown() {
    for (source, want) in [
        ("先看==渡口==的牌子", "先看‹em:渡口›的牌子"),
        ("（==上水==）在北", "（‹em:上水›）在北"),
        ("==甲==和==乙==", "‹em:甲›和‹em:乙›"),
        ("==a **b** c==", "‹em:a ‹b:b› c›"),
        ("**==甲==**", "‹b:‹em:甲››"),
        ("# ==甲==乙", "‹em:甲›乙"),
        (
            "| ==甲== | 乙 |\n|--|--|\n| ==丙 | 丁== |",
            "‹em:甲›\t乙\n==丙\t丁==",
        ),
        ("a == b == c", "a == b == c"),
        ("if a==b and c==d", "if a==b and c==d"),
        ("`a == b`==甲==", "‹code:a == b›‹em:甲›"),
        ("`==甲==`", "‹code:==甲==›"),
        ("\\==甲\\==", "==甲=="),
        ("===甲===", "===甲==="),
        ("====", "===="),
        ("==甲", "==甲"),
        ("==**甲==乙**", "==‹b:甲==乙›"),
        (
            "https://a.b/?x==1&y==2",
            "‹https://a.b/?x==1&y==2 → https://a.b/?x==1&y==2›",
        ),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn wikilinks_show_their_words() {
    for (source, want) in [
        (
            "见[[第二章#渡 口|那个渡口]]的事",
            "见‹那个渡口 → 第二章#渡-口›的事",
        ),
        ("见[[另一页]]的事", "见‹另一页 → 另一页›的事"),
        ("[[页&#124;字]]", "‹字 → 页›"),
        ("[[页&amp;字]]", "‹页&字 → 页&字›"),
        ("| a |\n|--|\n| [[页\\|字]] |", "a\n‹字 → 页›"),
        ("[[页|]]", "‹页 → 页›"),
        ("[[#渡口]]", "‹渡口 → #渡口›"),
        ("[[页|**字**句]]", "‹‹b:字›句 → 页›"),
        ("[[a==b]]==", "‹a==b → a==b›=="),
        ("![[河.png]]", "‹[图：河.png] → 河.png›"),
        ("![[河]]", "‹河 → 河›"),
        ("见`[[另一页]]`", "见‹code:[[另一页]]›"),
        ("见[[]]和[[ ]]", "见[[]]和[[ ]]"),
        ("\\[[页]]", "[[页]]"),
        ("[[未完]", "[[未完]"),
        ("[[a\nb]]", "‹a b → a b›"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
}

#[test]
fn attributes_of_a_heading_are_not_shown() {
    for (source, want) in [
        ("# 渡口 {#du .big}", "渡口"),
        ("# 渡口 {.big #du}", "渡口"),
        ("# 河 {.big}", "河"),
        ("# 河 {: .big}", "河"),
        ("# 河 {-}", "河"),
        ("# 河 {#he data-x=1 title=\"一 二\"}", "河"),
        ("# 河 {#he} #", "河"),
        ("河 {#he}\n===", "河"),
        ("## 河 ## {#he}", "河"),
        ("# 集合 {a, b}", "集合 {a, b}"),
        ("# 集合 {}", "集合 {}"),
        ("# 集合 {#}", "集合 {#}"),
        ("# {.big}", "{.big}"),
    ] {
        assert_eq!(inline(source), want, "{source}");
    }
    let document = parse("# 渡口 {.big #du}", 0, None);
    assert!(document.target(Pos::new(0, 0), "#du").is_some());
}

#[test]
fn a_text_is_too_dense_by_its_lines_and_by_its_marks() {
    use crate::formats::markdown::is_too_dense;
    assert!(!is_too_dense(&"天气好。\n".repeat(10_000)));
    assert!(is_too_dense(&"-\n".repeat(400_001)));
    assert!(is_too_dense(&"|*".repeat(500_001)));
}

#[test]
fn a_blank_line_that_an_author_typed_is_a_break_of_scene() {
    for blank in ["&nbsp;", "<br>", "<br/>", "　", "&emsp;"] {
        check(
            &format!("甲。\n\n{blank}\n\n乙。\n\n丙。"),
            &["0 par | 甲。", "2 par | 乙。", "1 par | 丙。"],
        );
    }
    check(
        "甲。\n\n&nbsp;\n\n---\n\n乙。",
        &["0 par | 甲。", "1 rule |", "1 par | 乙。"],
    );
}

#[test]
fn shortcodes_of_site_generators_are_not_shown() {
    check(
        "甲。\n\n{{< youtube abc >}}\n\n{% include x.html %}\n\n乙 {{< ref \"a\" >}} 丙。",
        &["0 par | 甲。", "1 par | 乙 丙。"],
    );
    check(
        "{{% notice tip %}}\n提示的话。\n{{% /notice %}}\n\n`{% raw %}` \\{% raw %}",
        &["0 par | 提示的话。", "1 par | ‹code:{% raw %}› {% raw %}"],
    );
    assert_eq!(inline("# 桥 {{< icon \"x\" >}}"), "桥");
}

#[test]
fn a_picture_that_is_a_title_has_its_description_as_the_title() {
    let document = parse("# ![第一章 山](a.png)\n\n文。\n\n## ![](b.png)\n", 0, None);
    let titles: Vec<&str> = document.headings.iter().map(|h| &*h.title).collect();
    assert_eq!(titles, ["第一章 山", "[图]"]);
    assert_eq!(document.blocks.first().unwrap().text, "第一章 山");
}
