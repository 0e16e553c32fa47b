//! Tests of boxes on a page: flush-right lines, cells, frames, checkboxes.

use super::{check, page};
use crate::doc::BlockKind;
use crate::formats::html::PageKind;
use std::ops::Range;

#[test]
fn what_stands_at_the_right_does_so() {
    let long = "长".repeat(70);
    check(
        &format!(
            "<p align=right>某人</p><p style='color:red; TEXT-ALIGN : right;margin-right:1.5em'>一月</p>\
             <div align=right>甲<p style='text-align:left'>乙</p><p>{long}</p><ul><li>丙</ul></div>\
             <table><tr><td align=right>1<td>2</table>"
        ),
        &[
            "0 par <0| 某人",
            "1 par <3| 一月",
            "1 par <0| 甲",
            "1 par | 乙",
            &format!("1 par | {long}"),
            "1 par ∙| 丙",
            "1 table | 1⇥2",
        ],
    );
}

#[test]
fn lines_are_aligned_as_the_style_sheet_has_them() {
    let long = "长".repeat(50);
    let source = format!(
        "<style>.r{{text-align:right}} .c, div.fig{{text-align:center}} p{{text-align:justify}} h2{{text-align:center}}\
         .l{{text-align:left}}</style><h2>章</h2><p class=c>※　※</p><p>甲</p><p class='x r'>乙</p>\
         <div class=fig>图</div><p class=r style='text-align:left'>丙</p><p class=c>{long}</p>\
         <div class=c><div>丁</div><ul><li>戊</ul></div>"
    );
    let shown = |kind| {
        let doc = page(&source, kind);
        let leads = doc.blocks.iter().map(|block| {
            let lead = &block.lead;
            match (lead.is_centred, lead.flush_right) {
                (true, _) => 'c',
                (_, Some(_)) => 'r',
                _ => 'l',
            }
        });
        leads.collect::<String>()
    };
    assert_eq!(shown(PageKind::Book), "lclrcllcl");
    // The boxes of web pages place their parts.
    assert_eq!(shown(PageKind::Web), "lclrcllll");
}

#[test]
fn cells_over_several_rows_keep_the_columns_apart() {
    let doc = page(
        "<table><tr><th>甲<th rowspan=2 colspan=2>乙<th>丙<tr><td>丁<td>戊<tr><td>己<td>庚</table>",
        PageKind::Web,
    );
    let block = &doc.blocks[0];
    let BlockKind::Table(table) = &block.kind else {
        panic!("{block:?}");
    };
    let text = |cell: &Range<u32>| block.text.get(cell.start as usize..cell.end as usize);
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().map(|cell| text(cell).unwrap());
        cells.collect::<Vec<_>>().join("|")
    });
    assert_eq!(rows.collect::<Vec<_>>(), ["甲||乙|丙", "丁|||戊", "己|庚"]);
    page(
        "<table><tr><td rowspan=99999999999999999999 colspan=-1>甲<td rowspan=1000000 colspan=70>乙<tr><td>丙",
        PageKind::Web,
    );
}

#[test]
fn lists_in_the_cells_of_a_table_are_words_in_it() {
    check(
        "<table><tr><th>名<td><ul><li>甲<li>乙</ul><tr><th>值<td>1</table>",
        &["0 table | 名⇥甲⏎乙⏎值⇥1"],
    );
    check(
        "<table><tr><td><ul><li>甲<li>乙</ul><td>丙</table>",
        &["0 par ∙| 甲", "0 par ∙| 乙", "1 par | 丙"],
    );
}

#[test]
fn boxes_to_tick_and_bullets_of_word_show() {
    check(
        "<ul><li><input type=checkbox checked> 做了<li><p><input type='checkbox'/>没做</ul><input type=checkbox>\
         <p><span style='font-family:Wingdings'>l<span style='font:7pt'>&nbsp; </span></span><span>要点",
        &["0 par [x]| 做了", "0 par [ ]| 没做", "1 par | ∙ 要点"],
    );
}

#[test]
fn what_is_not_shown_in_a_browser_is_not_shown() {
    check(
        "<dialog><p>窗</dialog><dialog open>开</dialog><canvas>画</canvas><h2>题<span class='edit-icon x'>编辑</span></h2>",
        &["0 par | 开", "1 h2 | 题"],
    );
}

#[test]
fn quotes_that_are_a_margin_are_none() {
    let text = "字".repeat(150);
    check(
        &format!(
            "<h1>题</h1><blockquote><p>{text}<blockquote>引</blockquote><p>{text}</blockquote>"
        ),
        &[
            "0 h1 | 题",
            &format!("1 par | {text}"),
            "1 par >| 引",
            &format!("1 par | {text}"),
        ],
    );
}

#[test]
fn characters_that_are_pictures_are_characters() {
    check(
        "<p>外<img class=gaiji alt=髙>と<img class='gaiji x' src=g.png>、<img class=gaiji alt='長い説明の字'>",
        &["0 par | 外髙と〓、[图：長い説明の字]"],
    );
}

#[test]
fn frames_are_links_to_their_pages() {
    check(
        "<title>题</title><frameset cols='1,*'><frame name=菜单 src=m.htm><frame src=' b.htm '/><frame>\
         <noframes><body><p>请看<a href=b.htm>正文</a></noframes></frameset>",
        &[
            "0 par | ‹[框架：菜单] → m.htm›",
            "1 par | ‹[框架：b.htm] → b.htm›",
            "1 par | 请看‹正文 → b.htm›",
        ],
    );
}

#[test]
fn lists_and_items_without_markers_have_none() {
    check(
        "<ol style='list-style: none'><li>甲<li>乙</ol><ul style='list-style-type:none'><li>丙</ul>",
        &["0 par +2| 甲", "0 par +2| 乙", "1 par +2| 丙"],
    );
    check(
        "<style>.n{list-style:none inside}</style><ul class=n><li>甲<ul><li>乙</ul></ul><ul><li class=n>丙<li>丁</ul>",
        &[
            "0 par +2| 甲",
            "0 par +2◦| 乙",
            "1 par +2| 丙",
            "0 par ∙| 丁",
        ],
    );
    // Pages take the look from all lists before they give some of it back.
    check(
        "<style>ul,ol{list-style:none}</style><ul><li>甲</ul><ol type=a><li>乙</ol>",
        &["0 par ∙| 甲", "1 par a.| 乙"],
    );
}

#[test]
fn a_picture_that_is_a_title_has_its_description_as_the_title() {
    check(
        "<h1><img src=a.png alt='第一章 山'></h1><p>文。<h2><img src=b.png alt='b.png'>",
        &[
            "0 h1 | ‹第一章 山 → a.png›",
            "1 par | 文。",
            "1 h2 | ‹[图：b.png] → b.png›",
        ],
    );
}
