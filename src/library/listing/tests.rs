//! Opens folders and archives given as a list of names and texts, and checks what is shown.

use super::*;
use crate::doc::{Document, ProblemScope};
use crate::formats::options::OpenOptions;
use crate::library::open::{open, open_bytes};
use crate::messages::Lang;
use crate::source::archive::zip_builder::zip;
use crate::source::encoding::detect::{EncodingHint, LocaleRegion};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::sync::Arc;

mod archives;
mod files;

/// Temporary folder, removed at the end.
struct ListingFolder(PathBuf);

impl ListingFolder {
    fn new(name: &str) -> Self {
        let name = format!("tongdu-shelf-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, text: &[u8]) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn open(&self) -> Arc<dyn Document> {
        open(&self.0, &OpenOptions::default()).unwrap()
    }
}

impl Drop for ListingFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn open_archive(bytes: Vec<u8>) -> Arc<dyn Document> {
    let region = LocaleRegion::China;
    let wishes = OpenOptions {
        encoding_hint: EncodingHint {
            region,
            ..EncodingHint::default()
        },
        describe: Lang::ZhHans.describe(),
        ..OpenOptions::default()
    };
    open_bytes(Path::new("书架.zip"), &bytes.into(), &wishes).unwrap()
}

/// Returns all blocks with their sections, in one line. Asserts that walking back visits the same blocks.
#[track_caller]
fn texts(doc: &dyn Document) -> String {
    let mut places = vec![doc.first()];
    while let Some(next) = doc.next(places[places.len() - 1]) {
        places.push(next);
    }
    let mut back = vec![doc.last()];
    while let Some(prev) = doc.prev(back[back.len() - 1]) {
        back.push(prev);
    }
    back.reverse();
    assert_eq!(back, places);
    let text = |pos: &crate::doc::Pos| {
        let block = doc.block_at(*pos);
        assert_eq!(block.pos, *pos);
        format!("{}:{}", pos.section, block.text)
    };
    places.iter().map(text).collect::<Vec<_>>().join(" ")
}

/// Returns the outline in one line.
fn outline_text(doc: &dyn Document) -> String {
    let last = doc.whole_outline();
    assert!(last.complete && last.headings.is_sorted_by_key(|heading| heading.pos));
    let line = |heading: &crate::doc::Heading| {
        format!("{}{}@{}", heading.level, heading.title, heading.pos.section)
    };
    last.headings.iter().map(line).collect::<Vec<_>>().join(" ")
}

fn problem_texts(doc: &dyn Document) -> Vec<String> {
    let m = Lang::ZhHans.catalogue();
    doc.problems(ProblemScope::Whole)
        .iter()
        .map(|problem| m.problem(problem))
        .collect()
}

/// Novel in volumes, the same in a folder and in a zip.
const NOVEL: [(&str, &[u8]); 9] = [
    ("第十章.txt", b"10\n"),
    ("第二卷/第三章.txt", b"3\n"),
    ("第一卷/第二章.txt", b"2\n"),
    ("第一卷/第一章.txt", b"1\n"),
    ("第一卷/补遗/甲.md", b"# a\n\nA\n"),
    (
        "第二卷/collection.toml",
        "title = \"下\"\norder = [\"尾.txt\"]\n".as_bytes(),
    ),
    ("第二卷/尾.txt", b"tail\n"),
    ("图.png", b"\x89PNG"),
    (".隐/藏.txt", b"hidden\n"),
];
const NOVEL_TEXTS: &str = "0:1 1:2 2:a 2:A 3:tail 4:3 5:10";
const NOVEL_TOC: &str =
    "1第一卷@0 2第一章@0 2第二章@1 2补遗@2 3a@2 1下@3 2尾@3 2第三章@4 1第十章@5";

#[test]
fn folders_in_a_folder_are_a_level_above_their_texts() {
    let folder = ListingFolder::new("nested");
    for (name, text) in NOVEL {
        folder.put(name, text);
    }
    let doc = folder.open();
    assert_eq!(texts(&*doc), NOVEL_TEXTS);
    assert_eq!(outline_text(&*doc), NOVEL_TOC);
    assert!(problem_texts(&*doc).is_empty());
}

/// Book in Markdown whose index page lists all texts but one, and a folder whose page lists few.
const BOOK: [(&str, &[u8]); 7] = [
    (
        "SUMMARY.md",
        b"[z](z.md)\n[b](b/2.md)\n[b](./b/1.md#x) [no](../out.md) [c](c/9.md)",
    ),
    ("a.md", b"a\n"),
    ("b/1.md", b"b1\n"),
    ("b/2.md", b"b2\n"),
    ("c/9.md", b"c9\n"),
    ("c/README.md", b"[no](x.md)"),
    ("z.md", b"z\n"),
];

#[test]
fn texts_are_in_the_order_in_which_a_page_of_contents_links_to_them() {
    let folder = ListingFolder::new("contents");
    for (name, text) in BOOK {
        folder.put(name, text);
    }
    let expected = "1SUMMARY@0 1z@1 1b@2 22@2 21@3 1c@4 29@4 2README@5 1a@6";
    assert_eq!(outline_text(&*folder.open()), expected);
    assert_eq!(outline_text(&*open_archive(zip(&BOOK))), expected);
    // A page that lists few texts only comes first itself.
    folder.put("SUMMARY.md", b"[z](z.md)");
    let expected = "1SUMMARY@0 1a@1 1b@2 21@2 22@3 1c@4 2README@4 29@5 1z@6";
    assert_eq!(outline_text(&*folder.open()), expected);
    // The description of a folder overrides both.
    folder.put("collection.toml", b"order = ['z.md', 'a.md', 'z.md']");
    let expected = "1z@0 1a@1 1b@2 21@2 22@3 1c@4 2README@4 29@5 1SUMMARY@6";
    assert_eq!(outline_text(&*folder.open()), expected);
}

#[test]
fn links_lead_from_file_to_file_and_never_out_of_the_folder() {
    let members: [(&str, &[u8]); 4] = [
        (
            "a.md",
            "[b](b.html#x) [c](%E5%86%8C/c.md#二) [d](册/) [no](../a.md)".as_bytes(),
        ),
        ("b.html", b"<html><p>one<p id=x>two<a href='a.md'>back</a>"),
        (
            "册/c.md",
            "# 一\n\n文\n\n## 二\n\n[a](../a.md)\n".as_bytes(),
        ),
        ("册/README.md", b"front"),
    ];
    let folder = ListingFolder::new("links");
    for (name, text) in members {
        folder.put(name, text);
    }
    for doc in [folder.open(), open_archive(zip(&members))] {
        let led = |from: u32, link: &str| {
            let pos = doc.target(crate::doc::Pos::new(from, 0), link)?;
            Some((pos.section, doc.block_at(pos).text.into_owned()))
        };
        let leads = |section: u32, words: &str| Some((section, words.to_owned()));
        assert_eq!(led(0, "b.html#x"), leads(1, "twoback"));
        assert_eq!(led(0, "b.html#none"), leads(1, "one"));
        assert_eq!(led(0, "%E5%86%8C/c.md#二"), leads(3, "二"));
        assert_eq!(led(0, "册/"), leads(2, "front"));
        assert_eq!(led(3, "../a.md"), leads(0, "b c d no"));
        for link in ["../a.md", "/etc/passwd", "none.md", "https://a.org/b.html"] {
            assert_eq!(led(0, link), None, "{link}");
        }
    }
}

#[test]
fn a_page_stands_in_the_outline_once_and_under_the_page_whose_section_it_is() {
    let folder = ListingFolder::new("pages");
    let page = |title: &str, body: &str| {
        let nav = "<ul><li>back</li></ul>";
        format!("<html><title>{title}</title><body>{nav}{body}<p>t</p></body></html>")
    };
    let (chapter, section, part) = ("<h1>2 河</h1>", "<h2>2.1 桥</h2>", "<h3>桥墩</h3>");
    for (name, title, body) in [
        ("1.html", "1 山", "<h1>1 山</h1>".to_owned()),
        ("2.html", "2  河 — 山河志", chapter.to_owned()),
        ("2-1.html", "2.1 桥", section.to_owned() + part),
        ("3.html", "渡口", chapter.to_owned() + section),
        ("4.html", "4 路", "<h2>4 路</h2>".to_owned()),
    ] {
        folder.put(name, page(title, &body).as_bytes());
    }
    folder.put(
        "collection.toml",
        b"order = ['1.html', '2.html', '2-1.html']",
    );
    assert_eq!(
        outline_text(&*folder.open()),
        "11 山@0 12 河@1 22.1 桥@2 3桥墩@2 1渡口@3 22 河@3 32.1 桥@3 14 路@4"
    );
}

#[test]
fn nothing_in_a_folder_holds_the_reader_up() {
    let folder = ListingFolder::new("traps");
    let outside = ListingFolder::new("outside");
    outside.put("secret.txt", b"secret\n");
    folder.put("1.txt", b"one\n").put("deep/2.txt", b"two\n");
    let at = |name: &str| folder.0.join(name);
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    let here = rustix::fs::CWD;
    for name in ["fifo.txt", "1.txt.toc.toml", "deep/collection.toml"] {
        rustix::fs::mknodat(here, at(name), rustix::fs::FileType::Fifo, mode, 0).unwrap();
    }
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.txt")).unwrap();
    symlink(outside.0.join("secret.txt"), at("out.txt")).unwrap();
    symlink("/dev/zero", at("zero.txt")).unwrap();
    symlink(at("fifo.txt"), at("to-fifo.md")).unwrap();
    symlink(&folder.0, at("deep/round")).unwrap();
    symlink(at("nowhere"), at("nowhere.txt")).unwrap();
    symlink(at("picture"), at("picture.png")).unwrap();
    symlink(at("deep/2.txt"), at("3.txt")).unwrap();
    let doc = folder.open();
    assert_eq!(texts(&*doc), "0:one 1:two 2:two");
    assert_eq!(outline_text(&*doc), "11@0 13@1 1deep@2 22@2");
    assert_eq!(
        problem_texts(&*doc),
        ["略过 4 个管道或设备、2 个指向别处的链接、1 个断开的链接"]
    );
}

#[test]
fn a_file_that_is_gone_says_so_and_the_rest_shows() {
    let folder = ListingFolder::new("gone");
    folder
        .put("1.txt", b"one\n")
        .put("2.txt", b"two\n")
        .put("3.txt", b"three\n");
    let doc = folder.open();
    fs::remove_file(folder.0.join("2.txt")).unwrap();
    let all = texts(&*doc);
    assert!(
        all.starts_with("0:one 1:") && all.ends_with("2:three"),
        "{all}"
    );
    assert!(all.contains("No such file"), "{all}");
}

#[test]
fn folders_too_deep_are_told() {
    let folder = ListingFolder::new("deep");
    folder.put("1.txt", b"one\n");
    let path = "d/".repeat(MAX_DEPTH + 3) + "2.txt";
    folder.put(&path, b"two\n");
    let doc = folder.open();
    assert_eq!(texts(&*doc), "0:one");
    assert_eq!(problem_texts(&*doc), ["略过 1 个打不开的文件夹"]);
}

#[test]
fn documents_that_are_not_read_are_counted() {
    let folder = ListingFolder::new("unread");
    folder
        .put("1.txt", b"one\n")
        .put("2.PDF", b"%PDF-1.7")
        .put("d/3.pdf", b"%PDF-1.7")
        .put("4.ofd", b"PK")
        .put("5.png", b"PNG");
    let unread = ["另有 3 个文件读不了：PDF 2, OFD 1"];
    assert_eq!(problem_texts(&*folder.open()), unread);
    let bytes = zip(&[("1.txt", b"one\n"), ("2.xlsx", b"PK")]);
    let doc = open_archive(bytes);
    assert_eq!(problem_texts(&*doc), ["另有 1 个文件读不了：XLSX 1"]);
}
