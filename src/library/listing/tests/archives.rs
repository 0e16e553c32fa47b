//! Archives of texts: members, encodings of names, faults.

use super::{
    ListingFolder, NOVEL, NOVEL_TEXTS, NOVEL_TOC, open_archive, outline_text, problem_texts, texts,
};
use crate::doc::{Problem, ProblemScope};
use crate::error::MemberError;
use crate::formats::options::OpenOptions;
use crate::library::open::open_bytes;
use crate::source::archive::zip_builder::{MemberFixture, zip, zip_of};
use encoding_rs::{GBK, SHIFT_JIS};
use std::path::Path;

#[test]
fn a_zip_of_texts_opens_like_a_folder() {
    let doc = open_archive(zip(&NOVEL));
    assert_eq!(doc.title(), "书架");
    assert_eq!(texts(&*doc), NOVEL_TEXTS);
    assert_eq!(outline_text(&*doc), NOVEL_TOC);
    let wrapped: Vec<_> = NOVEL
        .iter()
        .map(|(name, text)| (format!("全书/{name}"), *text))
        .chain([(
            "全书/collection.toml".to_owned(),
            &b"title = 't'\norder = ['\xE7\xAC\xAC\xE5\x8D\x81\xE7\xAB\xA0.txt']"[..],
        )])
        .chain([("__MACOSX/全书/._第十章.txt".to_owned(), &b"\0\0"[..])])
        .collect();
    let wrapped: Vec<_> = wrapped
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    let doc = open_archive(zip(&wrapped));
    assert_eq!(doc.title(), "t", "a folder around everything is left out");
    assert!(
        outline_text(&*doc).starts_with("1第十章@0 1第一卷@1 2第一章@1"),
        "{}",
        outline_text(&*doc)
    );
}

#[test]
fn books_pages_and_packed_texts_are_among_the_texts() {
    let page = b"<title>p</title><p>page";
    let packed = gzip(b"packed\n");
    let book = zip(&[("a.xhtml", b"<p>chapter"), ("b.xhtml", b"<p>two")]);
    let inner = zip(&[("x.txt", b"x\n")]);
    let all: [(&str, &[u8]); 5] = [
        ("1.html", page),
        ("2.txt.gz", &packed),
        ("3.epub", &book),
        ("4.zip", &inner),
        ("5.txt", b"last\n"),
    ];
    let doc = open_archive(zip(&all));
    assert_eq!(texts(&*doc), "0:page 1:packed 2:chapter 3:two 10002:last");
    let folder = ListingFolder::new("kinds");
    for (name, bytes) in all {
        folder.put(name, bytes);
    }
    let doc = folder.open();
    assert_eq!(
        texts(&*doc),
        "0:page 1:packed 2:chapter 3:two 10002:x 210002:last"
    );
    assert_eq!(outline_text(&*doc), "1p@0 12@1 13@2 1x@10002 15@210002");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[test]
fn names_and_texts_of_windows_are_decoded() {
    for (encoding, names, texts_in) in [
        (
            GBK,
            ["小说/第二章 山路.txt", "小说/第十章 归来.txt"],
            [
                "他们沿着河走了三天，水越来越浅。",
                "老人坐在门前，什么也没有说。",
            ],
        ),
        (
            SHIFT_JIS,
            ["小説/第二章 山道.txt", "小説/第十章 帰り.txt"],
            ["彼らは川に沿って三日歩いた。", "老人は門の前に座っていた。"],
        ),
    ] {
        let names = names.map(|name| encoding.encode(name).0.into_owned());
        let bodies = texts_in.map(|text| encoding.encode(text).0.into_owned());
        let members: Vec<_> = names
            .iter()
            .zip(&bodies)
            .map(|(name, body)| MemberFixture::new(name, body))
            .collect();
        let doc = open_archive(zip_of(&members));
        assert_eq!(texts(&*doc), format!("0:{} 1:{}", texts_in[0], texts_in[1]));
        assert!(
            outline_text(&*doc).starts_with("1第二章 山"),
            "{}",
            outline_text(&*doc)
        );
    }
}

#[test]
fn of_a_zip_with_faults_the_rest_shows() {
    let bomb = vec![b'a'; 3 << 20];
    let good = MemberFixture::new(b"1.txt", b"good\n");
    let locked = MemberFixture {
        flags: 1,
        ..MemberFixture::new(b"2.txt", b"locked\n")
    };
    let foreign = MemberFixture {
        method: 99,
        ..MemberFixture::new(b"3.txt", b"foreign\n")
    };
    let large = MemberFixture::new(b"4.txt", &bomb);
    let way_out = MemberFixture::new(b"../../../etc/5.txt", b"stays\n");
    let bytes = zip_of(&[good, locked, foreign, large, way_out]);
    let doc = open_archive(bytes.clone());
    let notices = problem_texts(&*doc);
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert!(notices[0].starts_with("1 个文件读不出来：已加密"));
    let all = texts(&*doc);
    for part in ["0:good", "1:已加密", "2:压缩方式读不了", "4:stays"] {
        assert!(all.contains(part), "{part}");
    }
    let section = crate::doc::Pos::new(3, 0);
    assert!(all.len() < 2 << 20, "no more of a bomb than is allowed");
    assert_eq!(
        doc.problems(ProblemScope::PartAt(section))[0],
        Problem::Member(MemberError::TooLarge)
    );
    assert!(
        outline_text(&*doc).starts_with("11@0 12@1 13@2 14@3 1etc@4 25@4"),
        "{}",
        outline_text(&*doc)
    );
    // Cut off among the small members, in the midst of the large one, and in the directory at the end.
    let (head, tail) = (400, bytes.len() - 700);
    for len in (0..head)
        .chain([1 << 20])
        .chain(tail..bytes.len())
        .step_by(17)
    {
        let cut = bytes.get(..len).unwrap().to_vec();
        if let Ok(doc) = open_bytes(Path::new("a.zip"), &cut.into(), &OpenOptions::default()) {
            texts(&*doc);
            outline_text(&*doc);
        }
    }
}

#[test]
fn an_archive_without_texts_says_so() {
    let bytes = zip(&[("a.png", b"x"), ("b.zip", &zip(&[("c.txt", b"c")]))]);
    let opened = open_bytes(Path::new("a.zip"), &bytes.into(), &OpenOptions::default());
    assert!(matches!(opened, Err(crate::error::Error::NoTexts(_))));
}
