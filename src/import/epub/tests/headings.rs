//! Outlines of books that have no tags for their headings, or a table of contents that leaves them out.

use super::{CONTAINER, book, package, toc};
use crate::doc::{Document as _, Pos};
use crate::import::epub::EpubDocument;

const TEXT: &str = "<p>山里的路不好走，一到雨天，泥巴就粘在鞋底上，越走越重。</p>";

/// A book of these chapters, with what else the manifest and the archive have.
fn made(chapters: &[String], more: &str, members: &[(&str, &str)]) -> EpubDocument {
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
    let book = made(&chapters, "", &[]);
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
    let second = book.block_at(Pos::new(1, 1)).at;
    let said = book.explain(second).unwrap();
    assert!(said.zh.contains("是标题：编号同类 4 行"), "{said:?}");
    assert_eq!(book.headings_like(second).len(), 4);
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
    let poor = made(&[cover.clone(), parts], item, &[("OPS/nav.xhtml", nav)]);
    let got = toc(&poor);
    assert_eq!(got.len(), 31, "{got:?}");
    assert_eq!(got.first().unwrap(), "1 封面 → 0:[图]");
    assert_eq!(got.get(30).unwrap(), "1 第30章 → 1:第30章");
    // A book as short as its table of contents keeps it.
    let short = made(
        &[cover, format!("<h1>第一章</h1>{TEXT}")],
        item,
        &[("OPS/nav.xhtml", nav)],
    );
    assert_eq!(toc(&short), ["1 封面 → 0:[图]", "1 正文 → 1:第一章"]);
    // One that leads nowhere is none.
    let astray = nav.replace(".xhtml'", ".htm'");
    let chapters = ["一", "二"].map(|n| format!("<h1>第{n}章</h1>{TEXT}"));
    let astray = made(&chapters, item, &[("OPS/nav.xhtml", &astray)]);
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
    let got = toc(&made(&chapters, "", &[]));
    assert_eq!(got.len(), 5);
    assert_eq!(got.last().unwrap(), "1 附录 → 4:一、甲。");
}
