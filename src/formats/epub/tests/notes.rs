//! Tests of note references in the markup of different publishers, and of their targets.

use super::{CONTAINER, book, dump, package};
use crate::doc::{Document as _, Links as _, Mark};
use crate::formats::epub::EpubDocument;

/// Returns the note references of a book: their words, the note, and whether the note is in the text.
fn notes(book: &EpubDocument) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(book.first());
    while let Some(pos) = next {
        let block = book.block_at(pos);
        for (range, mark) in &block.marks {
            if let Mark::NoteRef(label) = mark {
                let note = book.note(pos, label);
                let words = block
                    .text
                    .get(range.start as usize..range.end as usize)
                    .unwrap();
                found.push(match note {
                    Some(note) if note.pos.is_none() => {
                        format!("{words} hidden {}", note.paragraphs.join("⏎"))
                    }
                    Some(note) => format!(
                        "{words} {} {}",
                        note.pos.unwrap().section,
                        note.paragraphs.join("⏎")
                    ),
                    None => format!("{words} nothing"),
                });
            }
        }
        next = book.next(pos);
    }
    found
}

#[test]
fn signs_of_every_house_lead_to_their_notes() {
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        (
            "OPS/book.opf",
            &package(&["a.xhtml", "b.xhtml", "notes.xhtml"], "", ""),
        ),
        (
            "OPS/a.xhtml",
            "<p>甲<a epub:type='noteref' href='#n1'>1</a>乙\
             <a class='duokan-footnote' href='#d1'><img src='n.png'/></a>丙\
             <img class='qqreader-footnote' alt='腾讯的注'/>丁\
             <span data-wr-footernote='微信的注'>x</span></p>\
             <aside epub:type='footnote' id='n1'><p><a href='#r1'>[1]</a>第一段</p><p>第二段</p></aside>\
             <p>戊</p><ol class='duokan-footnote-content'><li class='duokan-footnote-item' id='d1'>多看的注</li>\
             <li class='duokan-footnote-item' id='d2'>没有人提到的注</li></ol>",
        ),
        (
            "OPS/b.xhtml",
            "<p>己<a role='doc-noteref' href='notes.xhtml#e1'>*</a>，庚<a href='notes.xhtml#fn2'>2</a>，\
             见<a href='a.xhtml#n1'>前文</a>，辛<a href='notes.xhtml#gone'>〔3〕</a></p>",
        ),
        (
            "OPS/notes.xhtml",
            "<h1>注释</h1><ol><li id='e1'><p>书末的注</p><p>还有一段</p></li>\
             <li id='fn2'><a href='b.xhtml#x'>2</a> 又一条</li></ol>",
        ),
    ]);
    assert_eq!(
        notes(&book),
        [
            "[1] hidden 第一段⏎第二段",
            "[注] hidden 多看的注",
            "[1] hidden 腾讯的注",
            "[2] hidden 微信的注",
            "* 2 书末的注⏎还有一段",
            "[2] 2 又一条",
            "〔3〕 nothing",
        ]
    );
    let text = dump(&book);
    assert!(!text.contains("第一段") && !text.contains("多看的注"));
    assert!(text.contains("没有人提到的注"), "no sign leads to it");
    assert!(text.contains("书末的注"));
}

#[test]
fn a_note_is_what_stands_at_its_target_up_to_the_next() {
    for (page, want) in [
        (
            "<dl><dt id='n1'><a href='a.xhtml#r'>[1]</a></dt><dd>甲。</dd><dd>乙。</dd><dt id='n2'>[2]</dt><dd>丙。</dd></dl>",
            "甲。⏎乙。",
        ),
        (
            "<dl><dt><a id='n1'></a>1</dt><dd>甲。</dd></dl><p>正文。</p>",
            "甲。",
        ),
        (
            "<table><tr><td id='n1'>[1]</td><td>甲。</td></tr><tr><td id='n2'>[2]</td><td>乙。</td></tr></table>",
            "甲。",
        ),
        (
            "<table><tr><td id='n0'>[0]</td><td>零。</td></tr><tr id='n1'><td>[1]</td><td>甲。</td><td>乙。</td></tr></table>",
            "甲。⏎乙。",
        ),
        (
            "<table><tr><td><a id='n1'>[1]</a> 甲。</td><td><a id='n2'>[2]</a> 乙。</td></tr></table>",
            "[1] 甲。",
        ),
        (
            "<table><tr><td><a id='n1' href='a.xhtml#r'>[1]</a></td><td>甲。</td></tr>\
             <tr><td id='n2'>[2]</td><td>乙。</td></tr></table><p>正文。</p>",
            "甲。",
        ),
        ("<p id='n1'>[1]</p><p>甲。</p><p>正文。</p>", "甲。"),
        (
            "<p id='n1'>[1]</p><p>甲。</p><p>乙。</p><p id='n2'>[2]</p><p>丙。</p>",
            "甲。⏎乙。",
        ),
        (
            "<p id='n1'>[1] 甲。</p><p>乙。</p><p id='n2'>[2] 丙。</p>",
            "[1] 甲。⏎乙。",
        ),
        ("<p id='n1'>[1] 甲。</p><p>正文。</p>", "[1] 甲。"),
        (
            "<h2 id='n1'>注一</h2><p>甲。</p><h2>注二</h2><p>乙。</p>",
            "注一⏎甲。",
        ),
        (
            "<p><a id='n1'></a>[1] 甲。<br/><a id='n2'></a>[2] 乙。<br/>[3] 丙。</p>",
            "[1] 甲。",
        ),
        (
            "<p>[0] 零。<br/><a id='n1' href='a.xhtml#r'>[1]</a> 甲。<br/>[2] 乙。</p>",
            "甲。",
        ),
        (
            "<p>①<a id='n0'></a>零。 <a id='n1'></a>② 甲。 <a id='n2'></a>③ 乙。</p>",
            "② 甲。",
        ),
        (
            "<div id='n1'><p>[1]</p><p>甲。</p></div><p>正文。</p>",
            "甲。",
        ),
        ("<p><span id='n1'></span></p><p>甲。</p>", "甲。"),
        ("<h2 id='n1'>[1]</h2>", "nothing"),
    ] {
        let book = book(&[
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", &package(&["a.xhtml", "n.xhtml"], "", "")),
            (
                "OPS/a.xhtml",
                "<p>正文<a id='r' href='n.xhtml#n1'><sup>[1]</sup></a>。</p>",
            ),
            ("OPS/n.xhtml", &format!("<h1>注释</h1>{page}")),
        ]);
        let found = notes(&book);
        let found = found.first().expect(page);
        let text = found.trim_start_matches("[1] ").trim_start_matches("1 ");
        assert_eq!(text, want, "{page}");
    }
}

#[test]
fn a_note_as_long_as_a_chapter_is_left_in_the_text() {
    let long = "注".repeat(20_000);
    let book = book(&[
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", &package(&["a.xhtml"], "", "")),
        (
            "OPS/a.xhtml",
            &format!(
                "<p>甲<a epub:type='noteref' href='#n'>1</a></p><aside epub:type='footnote' id='n'>{long}</aside>"
            ),
        ),
    ]);
    assert!(dump(&book).contains(&long));
    assert_eq!(notes(&book), [format!("[1] 0 {long}")]);
}
