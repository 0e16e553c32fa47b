//! Books in, blocks and outlines out. The archives are made here, by hand, so that they can be wrong.

mod headings;
mod notes;

use super::*;
use crate::import::archive::made::zip;
use crate::import::dump::line;
use proptest::prelude::*;

const CONTAINER: &str = "<?xml version='1.0'?><container><rootfiles>\
     <rootfile full-path='OPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

/// A package with chapters `c1.xhtml` …, and what else the manifest is to hold.
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
    EpubDocument::new("名", Source::Owned(bytes), Decoding::default())
}

/// All blocks with their sections. Asserts that the walk back is the walk there.
fn dump(book: &EpubDocument) -> String {
    let mut out = Vec::new();
    let mut places = Vec::new();
    let mut next = Some(book.first());
    while let Some(pos) = next {
        let block = book.block_at(pos);
        assert_eq!(block.at.section, pos.section);
        places.push(pos);
        out.push(format!("{}: {}", pos.section, line(&block)));
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

/// The outline, with the text of the block each heading leads to.
fn toc(book: &EpubDocument) -> Vec<String> {
    let last = crate::doc::whole_outline(book);
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
    let facts = book.facts(book.first());
    let facts: Vec<_> = facts
        .iter()
        .map(|f| (f.name.en, f.value.en.as_str()))
        .collect();
    assert_eq!(
        facts,
        [
            ("author", "施耐庵"),
            ("language", "zh-CN"),
            ("pages", "right to left, as books set in columns")
        ]
    );
    assert_eq!(book.lang(), TextLang::Zh);
    assert_eq!(book.sections(), 2);
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
        "0: 0 aside | (there is no chapter to read in this EPUB)"
    );
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

#[test]
fn a_truncated_archive_opens_as_far_as_it_goes() {
    let mut state = 1u32;
    let noise: String = (0..4000)
        .map(|_| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12345);
            char::from_u32(0x4E00 + (state >> 16) % 0x5000).unwrap()
        })
        .collect();
    let long = format!("<p>乙</p><p>{noise}");
    let bytes = zip(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        (
            "OPS/book.opf",
            package(&["a.xhtml", "b.xhtml", "c.xhtml"], "", "").as_bytes(),
        ),
        ("OPS/a.xhtml", "<p>甲".as_bytes()),
        ("OPS/b.xhtml", long.as_bytes()),
    ]);
    let cut = open(bytes[..bytes.len() - 4000].to_vec());
    assert_eq!(cut.notices().len(), 1);
    let dump = dump(&cut);
    assert!(dump.starts_with("0: 0 par | 甲\n1: 2 par | 乙\n"), "{dump}");
    assert!(dump.contains("后面的读不出来"));
    assert!(dump.ends_with("2: 2 aside | （书中没有这一章：OPS/c.xhtml）"));
    for end in 0..bytes.len() {
        if end % 97 == 0 || end < 300 {
            let book = open(bytes[..end].to_vec());
            book.block_at(book.first());
        }
    }
}

#[test]
fn bombs_are_stopped() {
    let zeros = vec![b' '; 16 << 20];
    let opf = package(&["a.xhtml", "b.xhtml"], "", "");
    let bytes = zip(&[
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OPS/book.opf", opf.as_bytes()),
        ("OPS/a.xhtml", &zeros),
        ("OPS/b.xhtml", "<p>乙".as_bytes()),
    ]);
    drop(zeros);
    let book = open(bytes);
    assert!(book.chapter(0).len <= MEMBER);
    let text = dump(&book);
    assert!(
        text.starts_with("0: 0 aside | （这一章大得不合常理"),
        "{text}"
    );
    assert!(text.ends_with("1: 2 par | 乙"));
    // A chapter of one line, over and over.
    let line = "<p>同一行。</p>".repeat(100_000);
    let bytes = zip(&[("a.html", line.as_bytes())]);
    assert!(open(bytes).chapter(0).blocks.len() > 10_000);
}

#[test]
fn contents_nest_without_end_and_lead_in_circles() {
    let deep =
        "<navPoint><navLabel><text>深</text></navLabel><content src='a.xhtml#x'/>".repeat(3_000);
    let lines = contents::of_ncx(&format!("<ncx><navMap>{deep}"), "OPS/toc.ncx");
    assert_eq!(lines.len(), 3_000);
    assert_eq!(lines.last().map(|line| line.level), Some(u8::MAX));
    let deep = "<ol><li><a href='nav.xhtml#x'>深</a>".repeat(3_000);
    let nav = format!("<nav epub:type='toc'>{deep}");
    assert_eq!(contents::of_nav(&nav, "OPS/nav.xhtml").len(), 3_000);
    // The nav is a chapter and leads to itself.
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(
                &["nav.xhtml"],
                "<item id='n' properties='nav' href='nav.xhtml'/>",
                "",
            ),
        ),
        ("OPS/nav.xhtml", &nav),
    ]);
    assert_eq!(toc(&book).len(), 3_000);
    let ruby = "<ol><li><a href='a'><span>二</span>　<ruby>山嵐<rp>（</rp><rt>やまあらし</rt></ruby>来る</a>";
    let lines = contents::of_nav(&format!("<nav epub:type='toc'>{ruby}"), "nav");
    assert_eq!(
        lines.first().map(|line| line.title.as_str()),
        Some("二　山嵐来る")
    );
    let many = "<navPoint><navLabel><text>多</text></navLabel></navPoint>".repeat(200_000);
    let lines = contents::of_ncx(&format!("<navMap>{many}"), "");
    assert!(lines.len() <= 100_000);
}

#[test]
fn entities_of_a_package_do_not_grow() {
    let mut entities = "<!ENTITY a0 'ha'>".to_owned();
    for i in 1..40 {
        entities += &format!("<!ENTITY a{i} '&a{};&a{};'>", i - 1, i - 1);
    }
    let opf = format!(
        "<?xml version='1.0'?><!DOCTYPE package [{entities}]><package><metadata><dc:title>&a39;书</dc:title></metadata>\
         <manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>"
    );
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", &opf),
        (
            "OPS/a.xhtml",
            &format!("<!DOCTYPE html [{entities}]><p>甲&a39;"),
        ),
    ]);
    assert_eq!(book.title(), "&a39;书");
    assert_eq!(dump(&book), "0: 0 par | 甲&a39;");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_book(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut all = b"PK\x03\x04".to_vec();
        all.extend(bytes);
        dump(&open(all));
    }

    #[test]
    fn a_book_with_any_byte_wrong_is_one(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = zip(&[
            ("META-INF/container.xml", CONTAINER.as_bytes()),
            ("OPS/book.opf", package(&["a.xhtml", "b.xhtml"], "<item id='n' properties='nav' href='b.xhtml'/>", "").as_bytes()),
            ("OPS/a.xhtml", "<h1>甲</h1><p>乙".as_bytes()),
            ("OPS/b.xhtml", "<nav epub:type='toc'><ol><li><a href='a.xhtml'>丙</a></ol></nav>".as_bytes()),
        ]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let book = open(bytes);
        dump(&book);
        toc(&book);
    }
}

#[test]
fn what_is_encrypted_is_said() {
    let encryption = "<encryption><EncryptedData><CipherReference URI='OPS/a.xhtml'/></EncryptedData>\
         <EncryptedData><CipherReference URI='OPS/font.otf'/></EncryptedData></encryption>";
    let locked = book(&[
        ("META-INF/container.xml", CONTAINER),
        ("META-INF/encryption.xml", encryption),
        ("OPS/book.opf", &package(&["a.xhtml", "b.xhtml"], "", "")),
        ("OPS/a.xhtml", "\u{1}\u{7f}\u{3}"),
        ("OPS/b.xhtml", "<p>乙</p>"),
    ]);
    assert_eq!(
        dump(&locked),
        "0: 0 aside | （这一章是加密的，读不出来）\n1: 2 par | 乙"
    );
    let told = locked.notices();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].zh, "此书已加密，有 1 章读不出来");
}
