//! Tests of pages: markup in, blocks out, one line each (see `dump`).

mod boxes;
mod limits;
mod scenes;
mod soup;

use super::{PageKind, open, parse};
use crate::doc::{Document as _, Links as _};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::blocks::dump::{dump, dump_block};
use crate::formats::blocks::named_places::NamedPlaces;
use crate::formats::options::OpenOptions;
use crate::text::script::TextLang;
use proptest::prelude::*;

fn page(source: &str, manner: PageKind) -> BlockDocument {
    let page = parse(source, TextLang::Hans, manner);
    BlockDocument {
        blocks: page.blocks,
        headings: page.headings,
        places: NamedPlaces::new(page.targets, page.target_ends, page.notes),
        title: page.title,
        len: source.len() as u64,
        ..BlockDocument::default()
    }
}

#[track_caller]
fn check(source: &str, want: &[&str]) {
    let got = dump(&page(source, PageKind::Web));
    assert_eq!(got, want.join("\n"), "\n{source}\n--- got\n{got}\n");
}

#[test]
fn headings_paragraphs_and_breaks_are_blocks() {
    check(
        "<h1>第一章<small>　起</small></h1><p>　　甲\n乙 a\n b</p>\n丙<br>丁<h6>末</h6><hr>",
        &[
            "0 h1 | 第一章　起",
            "1 par | 甲乙 a b",
            "1 par | 丙⏎丁",
            "1 h6 | 末",
            "1 rule |",
        ],
    );
    check(
        "<h2>上<br>下</h2><h3><div>中</div></h3>",
        &["0 h2 | 上⏎下", "1 h3 | 中"],
    );
    check("<p></p><p> \n </p><div></div>", &[]);
}

#[test]
fn pages_of_aozora_bunko_show_characters_and_set_apart_what_is_about_the_text() {
    check(
        "<div class=metadata><h1 class=title>題</h1><h2 class=author>人</h2></div><div class=main_text>\
         <h4 class=naka-midashi>一</h4>手を<img src='../g/2-12/2-12-93.png' class=gaiji \
         alt='※(「てへん＋丑」、第4水準2-12-93)'>る<span class=notes>［＃「る」はママ］</span>\
         <img src='g/1-88-81.png' alt='' class=gaiji><img src=a.png alt=波></div>\
         <div class=bibliographical_information>底本：書</div>",
        &[
            "0 h1 | 題",
            "1 aside | 人",
            "1 h4 | 一",
            "1 par | 手を扭る眶‹[图：波] → a.png›",
            "1 aside | 底本：書",
        ],
    );
    check(
        "<h2 class=author>人</h2><p>甲<span class=notes>乙</span>",
        &["0 h2 | 人", "1 par | 甲乙"],
    );
}

#[test]
fn breaks_with_an_indent_make_paragraphs() {
    check(
        "<div>　　甲。<br/><br/>　　乙。<br/>　　丙。<br/>诗一<br/>诗二</div>",
        &["0 par | 甲。", "2 par | 乙。", "1 par | 丙。⏎诗一⏎诗二"],
    );
}

#[test]
fn what_a_sheet_hides_in_a_box_is_not_shown_there() {
    check(
        "<style>.w .b, html .y p span.c{display:none} div#x p{display:none} .b .d{font-size:0} .e .f .g{display:none}\
         .w .n{text-align:right}</style>\
         <div class=w><div><p class=b>无</p><p class=n>甲</div></div><p class=b>乙<div id=x><p>无</div>\
         <p class=b>丙<span class=d>无</span><span class=c>丁</span><div class=e><div class=f><p class=g>戊</div></div>",
        &["0 par | 甲", "1 par | 乙", "1 par | 丙丁", "1 par | 戊"],
    );
}

#[test]
fn a_heading_of_pictures_has_the_title_of_its_tag() {
    for (source, want) in [
        (
            "<h1 title='第一章 出发'><img src='a.png'/></h1>",
            "第一章 出发",
        ),
        (
            "<h1 title='第一章 出发'><img src='a.png' alt='题图.png'/></h1>",
            "第一章 出发",
        ),
        ("<h1 title='提示'>第二章</h1>", "第二章"),
        (
            "<h1 title='无'><img src='a.png' alt='第三章 归来'/></h1>",
            "第三章 归来",
        ),
        ("<h1 title=' '><img src='a.png'/></h1>", "[图]"),
    ] {
        let page = page(&format!("{source}<p>正文的话。</p>"), PageKind::Book);
        assert_eq!(&*page.headings[0].title, want, "{source}");
    }
}

#[test]
fn lines_of_prose_are_paragraphs_and_those_of_verse_one_block() {
    check(
        "<div>　　他推门进来，把湿透的雨衣挂在门后，又在火炉旁边坐了下来，半天没有说话。<br>\
         第二章 夜雨<br>“来了？”<br><b id=x>“来了。”</b><br>　　雨还在下。</div>",
        &[
            "0 par | 他推门进来，把湿透的雨衣挂在门后，又在火炉旁边坐了下来，半天没有说话。",
            "1 par | 第二章 夜雨",
            "1 par | “来了？”",
            "1 par | ‹b:“来了。”›",
            "1 par | 雨还在下。",
        ],
    );
    let verse = "<p>文。</p><p>文。</p><p>诗一，<br>诗二。</p><p>诗三，<br>诗四。</p><p>文。</p>";
    assert_eq!(
        dump(&page(verse, PageKind::Book)),
        "0 par | 文。\n0 par | 文。\n1 par | 诗一，⏎诗二。\n1 par | 诗三，⏎诗四。\n1 par | 文。"
    );
    let stanzas =
        "<div class=stanza><p>诗一<p>诗二</div><div class=stanza><p>诗三</div><p>文。</p>";
    assert_eq!(
        dump(&page(stanzas, PageKind::Book)),
        "0 par | 诗一\n0 par | 诗二\n1 par | 诗三\n1 par | 文。"
    );
}

#[test]
fn headings_are_inferred_without_their_readings() {
    let source = "<p>第一章　<ruby>山嵐<rt>やまあらし</rt></ruby></p><p>本文。</p><p>第二章　<ruby>坊<rt>ぼ</rt></ruby></p><p>本文。</p>";
    let doc = open("x", source.as_bytes(), &OpenOptions::default());
    let titles: Vec<&str> = doc.headings.iter().map(|heading| &*heading.title).collect();
    assert_eq!(titles, ["第一章　山嵐", "第二章　坊"]);
}

#[test]
fn raised_text_and_formulas_keep_their_meaning() {
    check(
        "<p>10<sup>8</sup>个H<sub>2</sub>O，1<sup>st</sup>，e<sup><i>x</i>+1</sup>，文<sup><a href='#p4'>4</a></sup>字<sup>注</sup></p>",
        &["0 par | 10⁸个H₂O，1st，e^(x+1)，文‹note:[4] = #p4›字注"],
    );
    check(
        "<p>得<math><mfrac><mn>1</mn><mn>2</mn></mfrac><mo>+</mo><msqrt><mi>x</mi><mo>+</mo><msup><mi>y</mi><mn>2</mn></msup></msqrt>\
         <annotation>x</annotation></math>。<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><msub><mi>c</mi><mi>k</mi></msub></mfrac></math><p>乙",
        &["0 par | 得1/2+√(x+y²)。(a+b)/c_k", "1 par | 乙"],
    );
}

#[test]
fn headings_of_a_wiki_are_shown_without_what_its_editors_need() {
    check(
        "<h2><span>生平</span><span class='mw-editsection'>[<a href=x>编辑</a>]</span></h2><p>文",
        &["0 h2 | 生平", "1 par | 文"],
    );
}

#[test]
fn prose_that_keeps_its_lines_is_prose() {
    check(
        "<pre>\n第一章 起\n　　第一段写在这里，它比较长，占满了一整\n行。\n　　第二段也写在这里，它也不短，占满一行。\n</pre>",
        &[
            "0 par | 第一章 起",
            "1 par | 第一段写在这里，它比较长，占满了一整行。",
            "1 par | 第二段也写在这里，它也不短，占满一行。",
        ],
    );
}

#[test]
fn a_book_tells_paragraphs_apart_by_their_indent() {
    let source =
        "<h1>题</h1><p>甲</p><p>乙</p><p>&nbsp;</p><p>丙</p><blockquote><p>丁</p></blockquote>";
    assert_eq!(
        dump(&page(source, PageKind::Book)),
        "0 h1 | 题\n1 par | 甲\n0 par | 乙\n1 par | 丙\n0 par >| 丁"
    );
}

#[test]
fn marks_go_on_over_blocks_and_may_be_in_the_wrong_order() {
    check(
        "<p>甲<b>乙<i>丙</b>丁</i>戊</p>",
        &["0 par | 甲‹b:乙‹em:丙››‹em:丁›戊"],
    );
    check(
        "<p>甲<b>乙<p>丙</b>丁 <code>x</code><del>旧</del>",
        &["0 par | 甲‹b:乙›", "1 par | ‹b:丙›丁 ‹code:x›‹s:旧›"],
    );
    check(
        "<p>见 <a href='b.html#c'>此 <em>处</em></a>，<a name=x>彼</a><a href='javascript:f()'>无</a>",
        &["0 par | 见 ‹此 ‹em:处› → b.html#c›，彼无"],
    );
}

#[test]
fn lists_and_quotes_nest() {
    check(
        "<ul><li>甲<li><p>乙</p><ol start=3><li>丙</li><li>丁</ol></ul><dl><dt>词<dd>义</dl>\
         <blockquote>引<blockquote>再引</blockquote></blockquote>",
        &[
            "0 par ∙| 甲",
            "0 par ∙| 乙",
            "0 par +23.| 丙",
            "0 par +24.| 丁",
            "1 line | 词",
            "0 par +2| 义",
            "1 par >| 引",
            "1 par >>| 再引",
        ],
    );
}

#[test]
fn what_is_hidden_is_not_shown() {
    check(
        "<title>题 目</title><style>p{}</style><script>if(a<b)document.write('</p>')</script>\
         <p>甲<span style='DISPLAY : none'>无</span></p><div hidden>无<div>无</div></div>\
         <!-- 无 --><noscript>无</noscript><template>无</template><p>乙",
        &["0 par | 甲", "1 par | 乙"],
    );
    assert_eq!(page("<title>题\n 目</title>", PageKind::Web).title, "题 目");
    // XHTML may close elements that HTML cannot.
    check(
        "<title/><script src='a'/><p>甲<a id='x'/>乙",
        &["0 par | 甲乙"],
    );
    assert_eq!(
        page("<p>甲<a id='x'/>乙", PageKind::Web).places.targets["x"].within,
        3
    );
}

#[test]
fn what_a_sheet_hides_is_not_shown() {
    check(
        "<style>/* .c{display:none} */ .a, #b{display:none} i.x{visibility:hidden}</style>\
         <p class=a>无<p>甲<i class=x>无<b>无</b></i><img class=a src=x><div id=b>无<p>无</div>\
         <div><p class='b a'>无</div><p class=c>乙",
        &["0 par | 甲", "1 par | 乙"],
    );
    // The text of a page waits for a script.
    check(
        "<style>.content{display:none}</style><div class=content>甲</div>",
        &["0 par | 甲"],
    );
    // A hidden element without content hides nothing else.
    check(
        "<p>甲<img hidden><wbr hidden><p>乙",
        &["0 par | 甲", "1 par | 乙"],
    );
}

#[test]
fn ruby_stands_in_parentheses_behind_its_base() {
    check(
        "<p>の<ruby>草<rp>(</rp><rt>くさ</rt><rp>)</rp>枕<rp>(</rp><rt>まくら</rt><rp>)</rp></ruby>を\
         <ruby>漢字<rt>かんじ</ruby>と<ruby>北<rp>(<rt>běi</rt>京<rp>(<rt>jīng<rp>)</ruby>。",
        &[
            "0 par | の‹ruby:草枕（くさまくら） = 6›を‹ruby:漢字（かんじ） = 6›と\
             ‹ruby:北京（běi jīng） = 6›。",
        ],
    );
    let page = page("<h1><ruby>枕<rt>まくら</rt></ruby>の話</h1>", PageKind::Web);
    assert_eq!(page.headings[0].title, "枕の話");
}

#[test]
fn tables_are_tables_and_layout_is_text() {
    check(
        "<table><caption>表</caption><tr><th>甲<th>乙<tr><td>一 <td><b>二</b>\n<tr><td></table>",
        &["0 par | 表", "1 table | 甲⇥乙⏎一⇥‹b:二›"],
    );
    check(
        "<table><tr><td colspan=2>甲<td>乙</tr><tr><td>1<td>2<td>3</table>",
        &["0 table | ⇥甲⇥乙⏎1⇥2⇥3"],
    );
    check(
        "<table><tr><td>导航</td><td><table><tr><td>一<td>二</table><h2>题</h2><p>文</td></tr></table>尾",
        &[
            "0 par | 导航",
            "1 table | 一⇥二",
            "1 h2 | 题",
            "1 par | 文",
            "1 par | 尾",
        ],
    );
    check(
        "<table><tr><td>只有一列<tr><td>就是文字</table>",
        &["0 par | 只有一列", "1 par | 就是文字"],
    );
    let long = "长".repeat(1000);
    check(
        &format!("<table><tr><td>左<td>{long}</table>"),
        &["0 par | 左", &format!("1 par | {long}")],
    );
}

#[test]
fn pictures_and_notes_leave_a_sign() {
    check(
        "<p><img src='a.jpg' alt=' 山 '><img src=b.jpg><img width=1 height=1>",
        &["0 par | ‹[图：山] → a.jpg›‹[图] → b.jpg›"],
    );
    check(
        "<p>甲<a epub:type='noteref' href='#n'>1</a>乙<a class='duokan-footnote' href='#m'>\
         <img src='note.png'/></a></p><aside epub:type='footnote' id='n'><p>注文</p></aside>\
         <ol><li class='duokan-footnote-item' id='m'>又注</li></ol>",
        &["0 par | 甲‹note:[1] = #n›乙‹note:[注] = #m›"],
    );
    check(
        "<p>甲<img class='qqreader-footnote' alt='此处有注'/>乙</p><p>丙",
        &["0 par | 甲‹note:[1] = [1]›乙", "1 par | 丙"],
    );
}

#[test]
fn preformatted_text_keeps_its_lines() {
    check(
        "<pre>\n  甲 <b>乙</b>\n&lt;p&gt;<br>x\n</pre>丙",
        &["0 code |   甲 乙⏎<p>⏎x", "1 par | 丙"],
    );
}

#[test]
fn entities_are_resolved_and_tag_soup_is_read() {
    check(
        "<html><body><h1>第一章<p>甲<br>乙&nbsp;&hellip;&notanentity;<b><i>丙</b></i><p>丁 < 戊 & 己<ul><li>庚<li>辛</body>",
        &[
            "0 h1 | 第一章",
            "1 par | 甲⏎乙\u{A0}…¬anentity;‹b:‹em:丙››",
            "1 par | 丁 < 戊 & 己",
            "1 par ∙| 庚",
            "0 par ∙| 辛",
        ],
    );
    check(
        "\u{FEFF}<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>甲&b;",
        &["0 par | 甲&b;"],
    );
    check("<p>甲</div></td></li>乙</p", &["0 par | 甲乙"]);
    check(
        "<tr><td>甲<td>乙</tr><li>丙</ul>",
        &["0 par | 甲", "1 par | 乙", "0 par ∙| 丙"],
    );
}

#[test]
fn places_with_names_are_found() {
    let page = page(
        "<div id=top><h1 id=h>题</h1></div><p>甲<span id=mid>乙</span></p><p id=end></p>",
        PageKind::Web,
    );
    let at = |name: &str| {
        let pos = page.target(page.first(), &format!("#{name}")).unwrap();
        (page.block_at(pos).text.into_owned(), pos.within)
    };
    assert_eq!(at("top"), ("题".to_owned(), 0));
    assert_eq!(at("h"), ("题".to_owned(), 0));
    assert_eq!(at("mid"), ("甲乙".to_owned(), 3));
    assert_eq!(at("end"), ("甲乙".to_owned(), 0));
    assert_eq!(page.target(page.first(), "#none"), None);
}

#[test]
fn the_language_is_that_of_the_text() {
    for (source, want) in [
        ("<html lang=en><p>他们说这是简体的国家。", TextLang::Hans),
        ("<html lang='zh'><p>他們說這是國家的門。", TextLang::Hant),
        ("<html xml:lang=\"ja\"><p>漢字漢字", TextLang::Ja),
        (
            "<html><p>Hello, this is a page about the world, which is called 世 in Chinese.",
            TextLang::Other,
        ),
    ] {
        assert_eq!(
            open("x", source.as_bytes(), &OpenOptions::default()).lang(),
            want,
            "{source}"
        );
    }
    let gbk = encoding_rs::GBK.encode("<meta charset=gbk><p>汉字").0;
    let page = open("名", &gbk, &OpenOptions::default());
    assert_eq!(
        (
            page.title().as_str(),
            dump_block(&page.block_at(page.first()))
        ),
        ("名", "0 par | 汉字".to_owned())
    );
}

/// Returns the outline of a page: levels and titles.
fn toc(source: &str) -> Vec<(u8, String)> {
    let page = open("x", source.as_bytes(), &OpenOptions::default());
    let headings = page.headings.into_iter();
    headings
        .map(|heading| (heading.level, heading.title.to_string()))
        .collect()
}

#[test]
fn headings_without_tags_are_inferred_below_the_title() {
    let text = "<p>各地要抓好落实，把路修好，把人留住，不能只在纸上走路。</p>".repeat(3);
    let parts = format!(
        "<p><b>一、总体要求</b></p>{text}<p>二、主要任务</p>{text}<p>三、保障措施</p>{text}"
    );
    let want = |level: u8| {
        ["一、总体要求", "二、主要任务", "三、保障措施"].map(|title| (level, title.to_owned()))
    };
    assert_eq!(toc(&parts), want(1));
    let titled = toc(&format!("<h1>通知</h1>{parts}"));
    assert_eq!(titled.first(), Some(&(1, "通知".to_owned())));
    assert_eq!(titled.get(1..), Some(&want(2)[..]));
    let tagged = toc(&format!("<h1>通知</h1><h2>甲</h2><h2>乙</h2>{parts}"));
    assert_eq!(tagged.len(), 3, "a page with tags has them");
    let short = toc(&format!(
        "{text}<p>责任编辑 王小明</p>{text}<p>某某网</p>{text}"
    ));
    assert_eq!(short, []);
}
