//! Outlines of books that have no tags for their headings, or a table of contents that leaves them out.

use super::{CONTAINER, book, package, toc};
use crate::doc::explanation::{DecisiveReason, InferredExplanation};
use crate::doc::{Document, Explanation, HeadingQueries as _, Pos};
use crate::formats::epub::EpubDocument;

const TEXT: &str = "<p>山里的路不好走，一到雨天，泥巴就粘在鞋底上，越走越重。</p>";

/// Builds a book of these chapters with further manifest items and members.
fn book_with_chapters(chapters: &[String], more: &str, members: &[(&str, &str)]) -> EpubDocument {
    let names: Vec<String> = (0..chapters.len()).map(|i| format!("c{i}.xhtml")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let package = package(&names, more, "");
    let paths: Vec<String> = names.iter().map(|name| format!("OPS/{name}")).collect();
    let mut all = vec![
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", &package),
    ];
    all.extend(
        paths
            .iter()
            .zip(chapters)
            .map(|(p, c)| (p.as_str(), c.as_str())),
    );
    all.extend(members);
    book(&all)
}

#[test]
fn chapters_without_tags_are_told_by_their_numbers() {
    let chapters: Vec<String> = ["一", "二", "三", "四"]
        .iter()
        .map(|n| {
            format!(
                "<title>水浒传</title><p>第{n}章　路上</p>{}",
                TEXT.repeat(4)
            )
        })
        .chain([format!("<p>后记</p>{}", TEXT.repeat(4))])
        .collect();
    let book = book_with_chapters(&chapters, "", &[]);
    assert_eq!(
        toc(&book),
        [
            "1 第一章　路上 → 0:第一章　路上",
            "1 第二章　路上 → 1:第二章　路上",
            "1 第三章　路上 → 2:第三章　路上",
            "1 第四章　路上 → 3:第四章　路上",
            "1 后记 → 4:后记",
        ]
    );
    let said = book.explain(Pos::new(1, 0).at(0));
    assert!(said.is_none(), "no block begins there");
    let second = book.block_at(Pos::new(1, 1)).pos;
    let said = book.explain(second).unwrap();
    let is_of_four = matches!(
        &said,
        Explanation::Inferred(InferredExplanation {
            is_heading: true,
            reason: DecisiveReason::Number(evidence),
            ..
        }) if evidence.member_count == 4
    );
    assert!(is_of_four, "{said:?}");
    assert_eq!(book.similar(second).len(), 4);
}

#[test]
fn a_poor_table_of_contents_is_filled_up() {
    let nav = "<nav epub:type='toc'><ol><li><a href='c0.xhtml'>封面</a></li>\
               <li><a href='c1.xhtml'>正文</a></li></ol></nav>";
    let item = "<item id='nav' href='nav.xhtml' properties='nav'/>";
    let parts: String = (1..=30)
        .map(|n| format!("<p>第{n}章</p>") + &TEXT.repeat(3))
        .collect();
    let cover = "<p><img src='a.jpg'/></p>".to_owned();
    let poor = book_with_chapters(&[cover.clone(), parts], item, &[("OPS/nav.xhtml", nav)]);
    let got = toc(&poor);
    assert_eq!(got.len(), 31, "{got:?}");
    assert_eq!(got.first().unwrap(), "1 封面 → 0:[图]");
    assert_eq!(got.get(30).unwrap(), "1 第30章 → 1:第30章");
    // A table of contents that is as short as its book is kept.
    let short = book_with_chapters(
        &[cover, format!("<h1>第一章</h1>{TEXT}")],
        item,
        &[("OPS/nav.xhtml", nav)],
    );
    assert_eq!(toc(&short), ["1 封面 → 0:[图]", "1 正文 → 1:第一章"]);
    // A table of contents without usable targets is ignored.
    let astray = nav.replace(".xhtml'", ".htm'");
    let chapters = ["一", "二"].map(|n| format!("<h1>第{n}章</h1>{TEXT}"));
    let astray = book_with_chapters(&chapters, item, &[("OPS/nav.xhtml", &astray)]);
    assert_eq!(toc(&astray), ["1 第一章 → 0:第一章", "1 第二章 → 1:第二章"]);
}

#[test]
fn tags_of_most_chapters_are_believed() {
    let chapters: Vec<String> = (1..=4)
        .map(|n| format!("<h2>{n}. 路</h2>{TEXT}"))
        .chain([format!(
            "<title>附录</title><p>一、甲。</p><p>二、乙。</p>{TEXT}"
        )])
        .collect();
    let got = toc(&book_with_chapters(&chapters, "", &[]));
    assert_eq!(got.len(), 5);
    assert_eq!(got.last().unwrap(), "1 附录 → 4:一、甲。");
}

/// A book with a table of contents of these lines: title and place.
fn book_with_nav(chapters: &[String], lines: &[(&str, &str)]) -> EpubDocument {
    let line = |(title, to): &(&str, &str)| format!("<li><a href='{to}'>{title}</a></li>");
    let lines: String = lines.iter().map(line).collect();
    let nav = format!("<nav epub:type='toc'><ol>{lines}</ol></nav>");
    let item = "<item id='nav' href='nav.xhtml' properties='nav'/>";
    book_with_chapters(chapters, item, &[("OPS/nav.xhtml", &nav)])
}

#[test]
fn sections_stand_below_their_chapters_where_the_table_of_contents_lists_files() {
    let chapters = [
        format!("<h1>山路集</h1><h2>某人</h2>{TEXT}"),
        format!("<h1>第一章</h1><h1>出门</h1>{TEXT}<h2>一、早晨</h2>{TEXT}<h3>露水</h3>{TEXT}"),
        format!("<h2>过河</h2>{TEXT}"),
        format!("<h1>在路上</h1>{TEXT}<h4>树</h4>{TEXT}<h4>桥</h4>{TEXT}"),
        format!("<h3>第三节</h3>{TEXT}<h3>第四节</h3>{TEXT}"),
        format!("<h1>版权</h1>{TEXT}"),
    ];
    let book = book_with_nav(
        &chapters,
        &[
            ("第一章 出门", "c1.xhtml"),
            ("第二章", "c3.xhtml"),
            ("第三章", "c4.xhtml"),
            ("后记", "none.xhtml"),
        ],
    );
    let titles: Vec<String> = toc(&book)
        .iter()
        .filter_map(|line| Some(line.split_once(" →")?.0.to_owned()))
        .collect();
    assert_eq!(
        titles,
        [
            "1 第一章 出门",
            "2 一、早晨",
            "3 露水",
            // A file without an entry continues the chapter before it.
            "2 过河",
            // A top heading with other words than the table of contents is also the title.
            "1 第二章",
            "2 树",
            "2 桥",
            "1 第三章",
            "2 第三节",
            "2 第四节",
        ]
    );
}

#[test]
fn a_table_of_contents_that_leads_into_chapters_is_whole() {
    let chapters: Vec<String> = (1..=4)
        .map(|n| format!("<h1>第{n}章</h1>{TEXT}<h2 id=s>甲</h2>{TEXT}<h3>乙</h3>{TEXT}"))
        .collect();
    let book = book_with_nav(
        &chapters,
        &[
            ("第1章", "c0.xhtml"),
            ("甲", "c0.xhtml#s"),
            ("第2章", "c1.xhtml"),
            ("第3章", "c2.xhtml"),
            ("第4章", "c3.xhtml"),
        ],
    );
    assert_eq!(toc(&book).len(), 5);
}

#[test]
fn of_very_many_headings_in_a_chapter_the_deeper_ones_are_left_out() {
    let verses = format!("<h4>节</h4>{TEXT}").repeat(90);
    let chapters: Vec<String> = (1..=4)
        .map(|n| format!("<h1>第{n}章</h1><h3>甲</h3>{verses}<h3>乙</h3>{TEXT}"))
        .collect();
    let lines = ["c0.xhtml", "c1.xhtml", "c2.xhtml", "c3.xhtml"].map(|to| ("章", to));
    assert_eq!(toc(&book_with_nav(&chapters, &lines)).len(), 12);
}

#[test]
fn a_paragraph_that_says_what_the_table_of_contents_does_is_a_heading() {
    let chapters = [
        format!("<p><img src='x.jpg'/></p><p><b>第一章　山</b></p>{TEXT}"),
        format!("{TEXT}<p id='s'>第二章 水</p>{TEXT}"),
        format!("<p>第三章</p>{TEXT}"),
        format!("{TEXT}{TEXT}"),
    ];
    let lines = [
        ("第一章 山", "c0.xhtml"),
        ("第二章 水", "c1.xhtml#s"),
        ("三", "c2.xhtml"),
        ("四", "c3.xhtml"),
    ];
    let book = book_with_nav(&chapters, &lines);
    let found = (&book as &dyn Document).whole_outline().headings;
    let extents: Vec<u32> = found.iter().map(|heading| heading.len).collect();
    assert_eq!(extents, [15, 13, 0, 0]);
    assert_eq!(book.block_at(found[0].pos).text, "第一章　山");
    assert_eq!(found[1].pos, book.block_at(found[1].pos).pos);
}

#[test]
fn a_short_table_of_contents_that_leads_to_all_chapters_is_not_poor() {
    let chapters: Vec<String> = (1..=3)
        .map(|n| format!("<h1>第{n}章</h1><h2>路</h2>{TEXT}<h3>注</h3>{TEXT}"))
        .collect();
    let lines = [
        ("第1章 路", "c0.xhtml"),
        ("第2章 路", "c1.xhtml"),
        ("第3章 路", "c2.xhtml"),
    ];
    let got = toc(&book_with_nav(&chapters, &lines));
    assert_eq!(got.len(), 6, "{got:?}");
    assert!(got[0].starts_with("1 第1章 路") && got[1].starts_with("2 注"));
    // Pages of pictures are no chapters, whatever their title.
    let pictures: Vec<String> = (1..=5)
        .map(|n| format!("<title>第{n}页</title><p><img src='{n}.jpg'/></p>"))
        .collect();
    let lines = [("封面", "c0.xhtml"), ("正文", "c1.xhtml")];
    assert_eq!(toc(&book_with_nav(&pictures, &lines)).len(), 2);
}

/// Returns the outline of five chapters with these entries of an ncx: label and target.
fn toc_of_entries(entries: &[(&str, &str)]) -> Vec<String> {
    let chapters = ["春", "夏", "秋", "冬", "闰"].map(|name| {
        format!(
            "<h1>{name}天</h1>{}<h2 id='b'>{name}末</h2>{TEXT}",
            TEXT.repeat(2)
        )
    });
    let mut points = String::new();
    for (label, target) in entries {
        points.push_str("<navPoint><navLabel><text>");
        points.push_str(label);
        points.push_str("</text></navLabel><content src=\"");
        points.push_str(target);
        points.push_str("\"/></navPoint>");
    }
    let book = book_with_chapters(
        &chapters,
        "<item id=\"n\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>",
        &[(
            "OPS/toc.ncx",
            &format!("<ncx><navMap>{points}</navMap></ncx>"),
        )],
    );
    toc(&book)
}

#[test]
fn an_entry_without_its_target_leads_to_the_heading_of_its_title() {
    assert_eq!(
        toc_of_entries(&[
            ("春天", "c0.xhtml"),
            ("夏天", "gone.xhtml"),
            ("夏末", "c1.xhtml#gone"),
            ("梅雨", "gone.xhtml"),
            ("秋天", "c2.xhtml"),
            ("冬天", "c3.xhtml"),
            ("闰天", "gone.xhtml#x"),
        ]),
        [
            "1 春天 → 0:春天",
            "1 夏天 → 1:夏天",
            "1 夏末 → 1:夏末",
            "1 秋天 → 2:秋天",
            "1 冬天 → 3:冬天",
            "1 闰天 → 4:闰天",
        ]
    );
}

#[test]
fn an_entry_without_words_has_those_of_its_heading() {
    assert_eq!(
        toc_of_entries(&[
            ("", "c0.xhtml"),
            ("c1.xhtml", "c1.xhtml"),
            ("", "c1.xhtml#b"),
            ("c2", "c2.xhtml"),
            ("OPS/c3.xhtml#b", "c3.xhtml#b"),
            ("五", "c4.xhtml"),
        ]),
        [
            "1 春天 → 0:春天",
            "1 夏天 → 1:夏天",
            "1 夏末 → 1:夏末",
            "1 秋天 → 2:秋天",
            "1 冬末 → 3:冬末",
            "1 五 → 4:闰天",
        ]
    );
}

#[test]
fn a_number_and_its_name_are_one_heading() {
    let chapter = |n: &str, name: &str| {
        format!(
            "<h2>第{n}章</h2><h2>{name}</h2>{}<h2>一</h2>{TEXT}",
            TEXT.repeat(2)
        )
    };
    let chapters = [chapter("一", "出发"), chapter("二", "路上")];
    let book = book_with_chapters(&chapters, "", &[]);
    assert_eq!(
        toc(&book),
        [
            "1 第一章 出发 → 0:第一章",
            "1 一 → 0:一",
            "1 第二章 路上 → 1:第二章",
            "1 一 → 1:一",
        ]
    );
}

#[test]
fn entries_of_files_are_at_the_paragraphs_with_their_titles() {
    let nav = r#"<nav epub:type="toc"><ol><li><a href="c0.xhtml">序</a></li><li><a href="c1.xhtml#b">二</a></li>
        <li><a href="c1.xhtml#a">一</a></li></ol></nav>"#;
    let more =
        r#"<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>"#;
    let chapters = [
        format!("<title>t</title><p><br/></p><p class='big'>序</p>{TEXT}"),
        format!("<p id='a'>一</p>{TEXT}<p id='b'>二</p>{TEXT}"),
    ];
    let book = book_with_chapters(&chapters, more, &[("OPS/nav.xhtml", nav)]);
    assert_eq!(toc(&book), ["1 序 → 0:序", "1 一 → 1:一", "1 二 → 1:二"]);
}

#[test]
fn an_entry_without_words_has_those_of_the_first_line() {
    let nav = r#"<nav epub:type="toc"><ol><li><a href="c0.xhtml">序</a></li><li><a href="c1.xhtml"></a></li></ol></nav>"#;
    let more =
        r#"<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>"#;
    let chapters = [
        format!("<title>t</title><p>序</p>{TEXT}"),
        format!("<title>t</title><div class='big'>第二章 路上</div>{TEXT}"),
    ];
    let book = book_with_chapters(&chapters, more, &[("OPS/nav.xhtml", nav)]);
    assert_eq!(toc(&book), ["1 序 → 0:序", "1 第二章 路上 → 1:第二章 路上"]);
}

#[test]
fn labels_that_are_numbers_have_the_titles_of_their_chapters() {
    let chapters: Vec<String> = ["第一章　出发", "路上", "3", ""]
        .iter()
        .map(|title| format!("<h2>{title}</h2>{}", TEXT.repeat(4)))
        .collect();
    let points: Vec<String> = (0..4)
        .map(|n| {
            let label = format!("<navLabel><text>{}</text></navLabel>", n + 1);
            format!("<navPoint>{label}<content src='c{n}.xhtml'/></navPoint>")
        })
        .collect();
    let points = points.concat();
    let ncx = format!("<ncx><navMap>{points}</navMap></ncx>");
    let item = "<item id='n' media-type='application/x-dtbncx+xml' href='toc.ncx'/>";
    let book = book_with_chapters(&chapters, item, &[("OPS/toc.ncx", &ncx)]);
    let titles: Vec<String> = toc(&book);
    let titles: Vec<&str> = titles
        .iter()
        .filter_map(|row| row.split(" → ").next())
        .collect();
    assert_eq!(titles, ["1 第一章　出发", "1 路上", "1 3", "1 4"]);
}
