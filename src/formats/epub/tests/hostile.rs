//! Books that are broken, locked or meant to do harm.

use super::*;
use crate::doc::{Problem, ProblemScope};

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
    assert_eq!(cut.problems(ProblemScope::Whole).len(), 1);
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
fn a_page_that_the_spine_repeats_is_one_chapter() {
    let pages = [vec!["a.xhtml", "b.xhtml"], ["a.xhtml"].repeat(5000)].concat();
    let opf = package(&pages, "", "");
    let bytes = zip(&[
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OPS/book.opf", opf.as_bytes()),
        ("OPS/a.xhtml", "<p>甲".as_bytes()),
        ("OPS/b.xhtml", "<p>乙".as_bytes()),
    ]);
    assert_eq!(dump(&open(bytes)), "0: 0 par | 甲\n1: 2 par | 乙");
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
    assert!(book.chapter(0).len <= MAX_MEMBER_BYTES);
    let text = dump(&book);
    assert!(
        text.starts_with("0: 0 aside | （这一章大得不合常理"),
        "{text}"
    );
    assert!(text.ends_with("1: 2 par | 乙"));
    // The same chapter of one line many times.
    let line = "<p>同一行。</p>".repeat(100_000);
    let bytes = zip(&[("a.html", line.as_bytes())]);
    assert!(open(bytes).chapter(0).blocks.len() > 10_000);
}

#[test]
fn contents_nest_without_end_and_lead_in_circles() {
    let deep =
        "<navPoint><navLabel><text>深</text></navLabel><content src='a.xhtml#x'/>".repeat(3_000);
    let lines = navigation::parse_ncx(&format!("<ncx><navMap>{deep}"), "OPS/toc.ncx");
    assert_eq!(lines.len(), 3_000);
    assert_eq!(lines.last().map(|line| line.level), Some(u8::MAX));
    let deep = "<ol><li><a href='nav.xhtml#x'>深</a>".repeat(3_000);
    let nav = format!("<nav epub:type='toc'>{deep}");
    assert_eq!(navigation::parse_nav(&nav, "OPS/nav.xhtml").len(), 3_000);
    // The nav is a chapter and links to itself.
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
    let lines = navigation::parse_nav(&format!("<nav epub:type='toc'>{ruby}"), "nav");
    assert_eq!(
        lines.first().map(|line| line.title.as_str()),
        Some("二　山嵐来る")
    );
    let many = "<navPoint><navLabel><text>多</text></navLabel></navPoint>".repeat(200_000);
    let lines = navigation::parse_ncx(&format!("<navMap>{many}"), "");
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
        "0: 0 aside | （这一章已加密，读不出来）\n1: 2 par | 乙"
    );
    assert_eq!(
        locked.problems(ProblemScope::Whole),
        [Problem::EncryptedChapters { chapters: 1 }]
    );
}

#[test]
fn entries_without_targets_take_time_that_grows_with_their_number() {
    let count = 4_000;
    let chapter: Vec<String> = (0..count)
        .map(|n| format!("<h2>风{n}</h2><p>雨</p>"))
        .collect();
    let entries: Vec<String> = (0..count)
        .map(|n| format!("<li><a href='a.xhtml#gone{n}'>风{}</a></li>", n + count / 2))
        .collect();
    let nav = format!("<nav epub:type='toc'><ol>{}</ol></nav>", entries.concat());
    let item = "<item id='n' properties='nav' href='nav.xhtml'/>";
    let package = package(&["a.xhtml"], item, "");
    let start = std::time::Instant::now();
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", &package),
        ("OPS/a.xhtml", &chapter.concat()),
        ("OPS/nav.xhtml", &nav),
    ]);
    assert_eq!(toc(&book).len(), count);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
