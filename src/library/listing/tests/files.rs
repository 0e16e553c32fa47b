//! Files of a listing: positions, names, chosen encodings, and placeholders of empty or missing files.

use super::{ListingFolder, open_archive, outline_text, problem_texts, texts};
use crate::doc::{Document, Pos};
use crate::formats::options::OpenOptions;
use crate::library::open::open;
use crate::messages::Lang;
use crate::source::archive::zip_builder::zip;
use crate::source::encoding::{BIG5, EUC_KR, Encoding, SHIFT_JIS};
use encoding_rs::GBK;
use std::sync::Arc;

#[test]
fn files_with_the_same_heading_are_told_apart_by_their_names() {
    let heading = "第一章 出山\n　　人从山里走出来。\n".as_bytes();
    let files: [(&str, &[u8]); 7] = [
        ("9.txt", heading),
        ("10.txt", heading),
        ("11.txt", "第二章 过河\n　　人过了河。\n".as_bytes()),
        ("外传/1.txt", heading),
        ("无题.md", b"a\n"),
        ("无题.txt", b"b\n"),
        ("序.txt", b"c\n"),
    ];
    let folder = ListingFolder::new("namesakes");
    for (name, text) in files {
        folder.put(name, text);
    }
    let want = "1序@0 19 · 第一章 出山@1 110 · 第一章 出山@2 1第二章 过河@3 1无题.md@4 1无题.txt@5 \
        1外传@6 2第一章 出山@6";
    assert_eq!(outline_text(&*folder.open()), want);
    assert_eq!(outline_text(&*open_archive(zip(&files))), want);
}

#[test]
fn volumes_and_matter_are_in_the_order_of_a_book() {
    let want = [
        "序.txt",
        "上卷/引子.txt",
        "上卷/第一章（上）.txt",
        "上卷/第一章（下）.txt",
        "上卷/第1.5章.txt",
        "上卷/第二章.txt",
        "中卷/第十章.txt",
        "下卷/第十一章.txt",
        "后记.txt",
        "附录甲.txt",
    ];
    let files = want.map(|name| (name, b"a\n".as_slice()));
    let mut reversed = files;
    reversed.reverse();
    let folder = ListingFolder::new("volumes");
    for (name, text) in files {
        folder.put(name, text);
    }
    for doc in [folder.open(), open_archive(zip(&reversed))] {
        let mut found = Vec::new();
        let mut next = Some(doc.first());
        while let Some(pos) = next {
            found.extend(doc.provenance(pos).file);
            next = doc.next(pos);
        }
        assert_eq!(found, want);
    }
}

#[test]
fn every_place_of_a_folder_has_a_file() {
    let folder = ListingFolder::new("files");
    folder.put("甲/1.txt", b"1\n");
    folder.put(
        "乙.zip",
        &zip(&[("丙/2.txt", b"2\n"), ("丙/3.txt", b"3\n")]),
    );
    let doc = folder.open();
    let mut files = Vec::new();
    let mut next = Some(doc.first());
    while let Some(pos) = next {
        files.extend(doc.provenance(pos).file);
        next = doc.next(pos);
    }
    assert_eq!(files, ["甲/1.txt", "乙.zip/丙/2.txt", "乙.zip/丙/3.txt"]);
}

#[test]
fn an_archive_named_like_a_text_is_not_walked_in_circles() {
    let folder = ListingFolder::new("misnamed");
    let archive = zip(&[("a.txt", b"a"), ("b.txt", b"b")]);
    folder.put("1.txt", &archive).put("2.txt", b"2");
    assert_eq!(texts(&*folder.open()), "0:MisnamedFile 1:2");
    // Archives inside an archive are not opened, so here it is text.
    let nested = open_archive(zip(&[("1.txt", &archive), ("2.txt", b"2")]));
    assert!(texts(&*nested).ends_with(" 1:2"));
}

#[test]
fn an_encoding_named_for_a_file_of_a_folder_holds_for_that_alone() {
    let folder = ListingFolder::new("encodings");
    let text = "山路很长，雪还没有化。\n";
    let gbk = GBK.encode(text).0.into_owned();
    let archive = zip(&[("a.txt", &gbk), ("b.txt", &gbk)]);
    folder
        .put("1.txt", text.as_bytes())
        .put("2.txt", text.as_bytes());
    folder.put("3.txt", &gbk).put("4.zip", &archive);
    let named = |names: &[(&str, Option<Encoding>)]| {
        let files = names
            .iter()
            .map(|(file, choice)| ((*file).to_owned(), *choice));
        let wishes = OpenOptions {
            member_encodings: Arc::new(files.collect()),
            ..OpenOptions::default()
        };
        encodings(&*open(&folder.0, &wishes).unwrap())
    };
    let guessed = "UTF-8 UTF-8 GB18030 GB18030 GB18030";
    assert_eq!(named(&[]), guessed);
    assert_eq!(named(&[("2.txt", None)]), guessed);
    let corrected = named(&[
        ("2.txt", Some(BIG5)),
        ("3.txt", Some(SHIFT_JIS)),
        ("4.zip/b.txt", Some(EUC_KR)),
    ]);
    assert_eq!(corrected, "UTF-8 Big5 Shift_JIS GB18030 EUC-KR");
}

/// Returns the encodings of the files in one line.
fn encodings(doc: &dyn Document) -> String {
    let mut names = Vec::new();
    let mut section = Some(doc.first().section);
    while let Some(here) = section {
        let encoding = doc.provenance(Pos::new(here, 0)).encoding;
        names.extend(encoding.map(|encoding| encoding.name));
        section = doc.next_section(here);
    }
    names.join(" ")
}

#[test]
fn a_file_with_nothing_in_it_says_so() {
    let folder = ListingFolder::new("nothing");
    folder
        .put("1.txt", b"")
        .put("2.txt", " \n　\n".as_bytes())
        .put("3.txt", b"3\n");
    let wishes = OpenOptions {
        describe: Lang::ZhHans.describe(),
        ..OpenOptions::default()
    };
    let doc = open(&folder.0, &wishes).unwrap();
    assert_eq!(texts(&*doc), "0:（空文件） 1:（没有文字） 2:3");
    assert_eq!(outline_text(&*doc), "11@0 12@1 13@2");
}

#[test]
fn what_a_description_names_in_vain_is_told() {
    let folder = ListingFolder::new("described");
    folder.put("1.txt", b"1\n").put("卷/2.txt", b"2\n");
    folder.put(
        "collection.toml",
        "titel = \"集\"\norder = [\"卷\", \"0.txt\"]\n".as_bytes(),
    );
    folder.put("卷/collection.toml", b"order = [\"3.txt\"]\n");
    let doc = folder.open();
    assert_eq!(
        problem_texts(&*doc),
        [
            "collection.toml:1:1：不认识的键 titel",
            "collection.toml:2:15：文件夹里没有 0.txt 这篇文本",
            "卷/collection.toml:1:10：文件夹里没有 3.txt 这篇文本",
        ]
    );
    assert_eq!(texts(&*doc), "0:2 1:1");
}
