//! Tests of books: archives in, blocks and outlines out. The archives are built here, so that they can be invalid.

mod headings;
mod hostile;
mod notes;

use super::*;
use crate::doc::{Document, Links as _, Metadata, MetadataKind, MetadataValue};
use crate::formats::blocks::dump::dump_block;
use crate::messages::Lang;
use crate::source::archive::zip_builder::zip;
use proptest::prelude::*;

const CONTAINER: &str = "<?xml version='1.0'?><container><rootfiles>\
     <rootfile full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

/// Builds a package with chapters `c1.xhtml` … and `more` manifest items.
fn package(chapters: &[&str], more: &str, spine: &str) -> String {
    let (mut items, mut refs) = (String::new(), String::new());
    for (i, href) in (1..).zip(chapters) {
        items += &format!("<item id='c{i}' href='{href}' media-type='application/xhtml+xml'/>");
        refs += &format!("<itemref idref='c{i}'/>");
    }
    format!(
        "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf' version='3.0'>\
         <metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>水 浒\n传</dc:title>\
         <dc:creator>施耐庵</dc:creator><dc:language>zh-CN</dc:language></metadata>\
         <manifest>{items}{more}</manifest><spine {spine}>{refs}</spine></package>"
    )
}

fn book(members: &[(&str, &str)]) -> EpubDocument {
    let members: Vec<_> = members.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
    open(zip(&members))
}

fn open(bytes: Vec<u8>) -> EpubDocument {
    let wishes = OpenOptions {
        describe: Lang::ZhHans.describe(),
        ..OpenOptions::default()
    };
    EpubDocument::new("名", Source::Owned(bytes), &wishes)
}

#[test]
fn sheets_of_a_book_hide_elements() {
    let page = "<html><head><link rel='stylesheet' href='../css/a.css'/>\
         <link rel='alternate stylesheet' href='../css/other.css'/></head><body>\
         <p>甲<a href='#n1'>一</a></p><p class='gone'>无</p><p class='more'>无</p><p class='other'>乙</p>\
         <p class='gone' id='n1'>注。</p></body></html>";
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", &package(&["t/c.xhtml"], "", "")),
        ("OPS/t/c.xhtml", page),
        (
            "OPS/css/a.css",
            "@import url(\"b.css\"); @import 'a.css'; p.gone { display: none }",
        ),
        ("OPS/css/b.css", "body .more{visibility:hidden}"),
        ("OPS/css/other.css", ".other{display:none}"),
    ]);
    let shown = dump(&book);
    assert!(!shown.contains('无') && shown.contains('乙'), "{shown}");
    assert!(shown.contains("注。"), "a note is not lost: {shown}");
}

/// Returns all blocks with their sections. Asserts that both directions agree.
fn dump(book: &EpubDocument) -> String {
    let mut out = Vec::new();
    let mut places = Vec::new();
    let mut next = Some(book.first());
    while let Some(pos) = next {
        let block = book.block_at(pos);
        assert_eq!(block.pos.section, pos.section);
        places.push(pos);
        out.push(format!("{}: {}", pos.section, dump_block(&block)));
        next = book.next(pos);
    }
    assert!(places.is_sorted());
    let mut back = vec![book.last()];
    while let Some(pos) = book.prev(*back.last().unwrap()) {
        back.push(pos);
    }
    back.reverse();
    assert_eq!(back, places);
    for (at, &pos) in places.iter().enumerate() {
        let share = book.fraction(pos);
        assert!(at == 0 || share >= book.fraction(places[at - 1]));
        book.pos_at(share);
    }
    out.join("\n")
}

/// Returns the outline, each heading with the text of its block.
fn toc(book: &EpubDocument) -> Vec<String> {
    let last = (book as &dyn Document).whole_outline();
    assert!(last.complete);
    assert!(last.headings.is_sorted_by_key(|heading| heading.pos));
    let line = |heading: &crate::doc::Heading| {
        let text = book.block_at(heading.pos).text.into_owned();
        format!(
            "{} {} → {}:{text}",
            heading.level, heading.title, heading.pos.section
        )
    };
    last.headings.iter().map(line).collect()
}

#[test]
fn a_book_is_its_spine() {
    let book = book(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(
                &["b.xhtml", "a.xhtml"],
                "",
                "page-progression-direction='rtl'",
            ),
        ),
        ("OPS/a.xhtml", "<title/><h1>二</h1><p>乙</p>"),
        ("OPS/b.xhtml", "<h1>一</h1><p>甲</p><p>甲二</p>"),
    ]);
    assert_eq!(book.title(), "水 浒 传");
    let facts = book.metadata(book.first());
    assert_eq!(
        facts,
        [
            Metadata::new(MetadataKind::Author, "施耐庵"),
            Metadata::new(MetadataKind::Language, "zh-CN"),
            Metadata {
                kind: MetadataKind::Pages,
                value: MetadataValue::RightToLeft,
            },
        ]
    );
    assert_eq!(book.lang(), TextLang::Hans);
    assert_eq!(book.last().section, 1);
    assert_eq!(
        dump(&book),
        "0: 0 h1 | 一\n0: 1 par | 甲\n0: 0 par | 甲二\n1: 2 h1 | 二\n1: 1 par | 乙"
    );
    assert_eq!(toc(&book), ["1 一 → 0:一", "1 二 → 1:二"]);
}

#[test]
fn only_the_chapter_that_is_read_is_parsed() {
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(&["a.xhtml", "b.xhtml", "c.xhtml"], "", ""),
        ),
        ("OPS/a.xhtml", "<p>甲"),
        ("OPS/b.xhtml", "<p>乙"),
        ("OPS/c.xhtml", "<p>丙"),
    ]);
    let parsed = || {
        book.chapters
            .iter()
            .filter(|slot| slot.get().is_some())
            .count()
    };
    book.block_at(book.first());
    assert_eq!(parsed(), 1);
    toc(&book);
    book.block_at(book.last());
    assert_eq!(parsed(), 2, "the outline keeps no chapter");
}

#[test]
fn the_nav_is_the_outline() {
    let nav = "<html xmlns:epub='x'><body><nav epub:type='landmarks'><ol><li><a href='a.xhtml'>无</a></ol></nav>\
         <nav epub:type='toc'><h1>目录</h1><ol><li><span>上部</span><ol><li><a href='a.xhtml'>第一章\n <b>起</b></a>\
         <ol><li><a href='a.xhtml#s%32'>第二节</a></li></ol></li></ol></li><li><a href='../OPS/b.xhtml'>第二章</a></li>\
         <li><a href='b.xhtml'>同处</a></li><li><a href='none.xhtml'>不存在</a></li></ol></nav></body></html>";
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(
                &["a.xhtml", "b.xhtml"],
                "<item id='n' properties='nav' href='nav.xhtml'/>",
                "",
            ),
        ),
        ("OPS/nav.xhtml", nav),
        ("OPS/a.xhtml", "<p>甲</p><h2 id='s2'>节</h2>"),
        ("OPS/b.xhtml", "<p>乙"),
    ]);
    assert_eq!(
        toc(&book),
        [
            "1 上部 → 0:甲",
            "2 第一章 起 → 0:甲",
            "3 第二节 → 0:节",
            "1 第二章 → 1:乙",
            "1 同处 → 1:乙",
        ]
    );
}

#[test]
fn the_ncx_is_the_outline_of_an_older_book() {
    let ncx = "<?xml version='1.0'?><ncx><docTitle><text>书</text></docTitle><navMap>\
         <navPoint><navLabel><text>二</text></navLabel><content src='b.xhtml'/></navPoint>\
         <navPoint><navLabel><text>一</text></navLabel><content src='a.xhtml'/>\
         <navPoint><navLabel><text>一之二</text></navLabel><content src='a.xhtml#x'/></navPoint></navPoint>\
         </navMap><pageList><pageTarget><navLabel><text>9</text></navLabel></pageTarget></pageList></ncx>";
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(
                &["a.xhtml", "b.xhtml"],
                "<item id='n' media-type='application/x-dtbncx+xml' href='toc.ncx'/>",
                "toc='n'",
            ),
        ),
        ("OPS/toc.ncx", ncx),
        ("OPS/a.xhtml", "<p>甲</p><p><a id='x'/>子</p>"),
        ("OPS/b.xhtml", "<p>乙"),
    ]);
    assert_eq!(
        toc(&book),
        ["1 一 → 0:甲", "2 一之二 → 0:子", "1 二 → 1:乙"]
    );
}

#[test]
fn a_line_of_contents_whose_place_is_missing_stays_behind_its_sibling() {
    let point = |name, to| {
        format!(
            "<navPoint><navLabel><text>{name}</text></navLabel><content src='a.xhtml#{to}'/></navPoint>"
        )
    };
    let ncx = format!(
        "<ncx><navMap>{}{}{}</navMap></ncx>",
        point("一", "x"),
        point("二", "none"),
        point("三", "z")
    );
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(
                &["a.xhtml"],
                "<item id='n' media-type='application/x-dtbncx+xml' href='toc.ncx'/>",
                "toc='n'",
            ),
        ),
        ("OPS/toc.ncx", &ncx),
        (
            "OPS/a.xhtml",
            "<p>序</p><p id='x'>甲</p><p>乙</p><p id='z'>丙</p>",
        ),
    ]);
    assert_eq!(toc(&book), ["1 一 → 0:甲", "1 二 → 0:甲", "1 三 → 0:丙"]);
}

#[test]
fn links_lead_to_their_place() {
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(&["t/a.xhtml", "t/%E4%B9%99.xhtml"], "", ""),
        ),
        ("OPS/t/a.xhtml", "<p>甲<p id=n>注"),
        ("OPS/t/乙.xhtml", "<p>乙<p id=m>丙"),
    ]);
    let to = |section: u32, link: &str| {
        let pos = book.target(Pos::new(section, 0), link)?;
        Some(format!("{}:{}", pos.section, book.block_at(pos).text))
    };
    assert_eq!(to(0, "#n").as_deref(), Some("0:注"));
    assert_eq!(to(0, "乙.xhtml#m").as_deref(), Some("1:丙"));
    assert_eq!(to(1, "../t/a.xhtml").as_deref(), Some("0:甲"));
    assert_eq!(to(1, "a.xhtml#none").as_deref(), Some("0:甲"));
    assert_eq!(to(1, "https://example.org/a.xhtml"), None);
    assert_eq!(to(1, "none.xhtml"), None);
}

#[test]
fn missing_chapters_are_told_and_the_rest_shows() {
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(
                &[
                    "none.xhtml",
                    "A.XHTML",
                    "../../../etc/passwd",
                    "file:///etc/hostname",
                ],
                "",
                "",
            ),
        ),
        ("OPS/a.xhtml", "<p>甲"),
        ("../../../etc/passwd", "外"),
    ]);
    assert_eq!(
        dump(&book),
        "0: 0 aside | （书中没有这一章：OPS/none.xhtml）\n1: 2 par | 甲\n\
         2: 2 aside | （书中没有这一章：etc/passwd）\n3: 2 aside | （书中没有这一章：file:///etc/hostname）"
    );
}

#[test]
fn a_book_without_package_is_its_pages() {
    let book = book(&[
        ("第10章.html", "<p>十"),
        ("第2章.html", "<p>二"),
        ("x.css", "p{}"),
    ]);
    assert_eq!(dump(&book), "0: 0 par | 二\n1: 2 par | 十");
    assert_eq!(book.title(), "名");
    let nothing = open(zip(&[("a.txt", b"x")]));
    assert_eq!(
        dump(&nothing),
        "0: 0 aside | （这个 EPUB 里没有可读的章节）"
    );
}

#[test]
fn chapters_beside_the_text_stand_behind_it_but_a_cover_does_not() {
    let opf = package(&["a.xhtml", "b.xhtml", "c.xhtml"], "", "")
        .replace("<itemref idref='c1'/>", "<itemref idref='c1' linear='no'/>")
        .replace("<itemref idref='c2'/>", "<itemref idref='c2' linear='no'/>");
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", &opf),
        ("OPS/a.xhtml", "<p>封面"),
        ("OPS/b.xhtml", "<p>注"),
        ("OPS/c.xhtml", "<p>文"),
    ]);
    assert_eq!(dump(&book), "0: 0 par | 封面\n1: 2 par | 文\n2: 2 par | 注");
}

#[test]
fn a_summary_is_told_without_its_markup() {
    for written in [
        "<p>一<b>段</b></p><p>二段</p>",
        "&lt;p&gt;一段&lt;/p&gt;&lt;p&gt;二段&lt;/p&gt;",
        "<![CDATA[<div>一段<br/>二段</div>]]>",
        "&amp;lt;p&amp;gt;一段&amp;lt;/p&amp;gt;二段",
    ] {
        let fields =
            format!("<dc:description>{written}</dc:description><dc:publisher>社</dc:publisher>");
        let package =
            package(&["a.xhtml"], "", "").replace("</metadata>", &(fields + "</metadata>"));
        let book = book(&[
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", &package),
            ("OPS/a.xhtml", "<p>甲"),
        ]);
        let facts = book.metadata(Pos::default());
        let summary = Metadata::new(MetadataKind::Summary, "一段\n二段");
        let publisher = Metadata::new(MetadataKind::Publisher, "社");
        assert!(facts.contains(&summary), "{written} {facts:?}");
        assert!(facts.contains(&publisher), "{facts:?}");
    }
}

#[test]
fn chapters_in_other_encodings_are_read() {
    let opf = package(&["a.xhtml"], "", "");
    let gbk = encoding_rs::GBK
        .encode("<?xml version='1.0' encoding='gbk'?><p>汉字")
        .0;
    let book = open(zip(&[
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OPS/book.opf", opf.as_bytes()),
        ("OPS/a.xhtml", &gbk),
    ]));
    assert_eq!(dump(&book), "0: 0 par | 汉字");
}
