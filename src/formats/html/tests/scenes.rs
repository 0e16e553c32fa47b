//! Breaks of scene that an author or a style set.

use super::page;
use crate::formats::html::PageKind;

#[test]
fn blank_lines_that_an_author_set_are_breaks_of_scene() {
    let rows = |source: &str, kind| -> Vec<u8> {
        let page = page(source, kind);
        page.blocks.iter().map(|block| block.space_above).collect()
    };
    for blank in [
        "<p><br></p>",
        "<p>&nbsp;</p>",
        "<p>　　</p>",
        "<div><br/></div>",
        "<br><br>",
        "<p><span>&nbsp;</span><br></p>",
    ] {
        let source = format!("<p>甲。</p><p>乙。</p>{blank}<p>丙。</p><p>丁。</p>");
        assert_eq!(rows(&source, PageKind::Web), [0, 1, 2, 1], "{blank}");
        let rows = rows(&source, PageKind::Book);
        assert!(
            rows[1] == 0 && rows[2] > 0 && rows[3] == 0,
            "{blank} {rows:?}"
        );
    }
    // Line breaks at the end of a paragraph.
    let trailing = "<p>甲。</p><p>乙。<br><br></p><p>丙。</p><p>丁。<br></p><p>戊。</p>";
    assert_eq!(rows(trailing, PageKind::Web), [0, 1, 2, 1, 1]);
    assert_eq!(rows(trailing, PageKind::Book), [0, 0, 1, 0, 0]);
    // The same between lines that `<br>` ends.
    let lines = "<p>　　甲。<br>　　乙。<br><br>　　丙。</p>";
    assert_eq!(rows(lines, PageKind::Book), [0, 0, 1]);
    assert_eq!(rows(lines, PageKind::Web), [0, 1, 2]);
    // Where two breaks end every paragraph, three are a blank line.
    let lines = "<p>甲。<br><br>乙。<br><br>丙。<br><br><br>丁。<br><br>戊。</p>";
    assert_eq!(rows(lines, PageKind::Web), [0, 1, 1, 2, 1]);
    // Blank lines between all paragraphs are none.
    let all = "<p>甲。</p><p><br></p>".repeat(8) + "<p><br></p><p>丙。</p>";
    assert_eq!(rows(&all, PageKind::Web), [0, 1, 1, 1, 1, 1, 1, 1, 2]);
}

#[test]
fn few_paragraphs_with_a_margin_above_them_begin_a_scene() {
    let rows = |style: &str, classes: &[&str]| -> Vec<u8> {
        let paragraphs = classes
            .iter()
            .map(|class| format!("<p class={class}>甲。</p>"));
        let source = format!("<style>{style}</style>{}", paragraphs.collect::<String>());
        let page = page(&source, PageKind::Book);
        page.blocks.iter().map(|block| block.space_above).collect()
    };
    let scenes = ["a", "'a c'", "b", "a", "'a c'", "b", "a"];
    for style in [
        "p{margin:0} .b{margin-top:1em}",
        ".a{margin:.2em 0} p.b{margin: 2em 0 0; text-indent: 0}",
        ".b{margin-top:48px}",
        "*{margin-top:0} .b{margin-top:10%}",
        // The margin below that of a paragraph.
        "p{margin:0} .c{margin-bottom:2em}",
    ] {
        assert_eq!(rows(style, &scenes), [0, 0, 1, 0, 0, 1, 0], "{style}");
    }
    // The margin is that of all paragraphs, or too small, or most have it.
    for style in [
        "p{margin-top:2em}",
        "p{margin:0} .b{margin-top:.5em}",
        ".b{margin-top:1em}",
        "p{margin:0} .b{margin-left:2em}",
    ] {
        assert_eq!(rows(style, &scenes), [0; 7], "{style}");
    }
    let custom = "p{margin:0} .b{margin-top:2em}";
    assert_eq!(rows(custom, &["a", "b", "a", "b", "a", "b"]), [0; 6]);
    // A box without words that is as high as a line.
    let high = "<p>甲</p><p>乙</p><div style='height:1.5em'></div><p>丙</p><div style='height:9em'>丁</div><p>戊</p>";
    let high: Vec<u8> = page(high, PageKind::Book)
        .blocks
        .iter()
        .map(|block| block.space_above)
        .collect();
    assert_eq!(high, [0, 0, 1, 0, 0]);
    // A box that has paragraphs is none, however high and deep.
    for (source, want) in [
        (
            "<p>甲</p><p>乙</p><div style='height:9em'><p>丁</p></div>",
            0,
        ),
        (
            "<p>甲</p><p>乙</p><div style='min-height:100px'><div><p>己</p></div></div>",
            0,
        ),
        (
            "<p>甲</p><p>乙</p><div style='height:9em'>丁<p>戊</p></div>",
            0,
        ),
        (
            "<p>甲</p><p>乙</p><div style='height:9em'><div></div></div><p>丁</p>",
            1,
        ),
        (
            "<p>甲</p><p>乙</p><div style='height:9em'>&nbsp;</div><p>丁</p>",
            1,
        ),
        (
            "<p>甲</p><p>乙</p><div style='height:9em'><div style='height:2em'></div></div><p>丁</p>",
            1,
        ),
        ("<p>甲</p><p>乙</p><p style='height:2em'><p>丁</p>", 1),
    ] {
        let blocks = page(source, PageKind::Book).blocks;
        assert_eq!(blocks[2].space_above, want, "{source}");
    }
    // The margin of the box around it counts for the first paragraph in it alone.
    let boxed = "<p>甲</p><p>乙</p><p>丙</p><div style='margin-top:4em'><p>丁</p><p>戊</p></div>";
    let boxed: Vec<u8> = page(boxed, PageKind::Book)
        .blocks
        .iter()
        .map(|block| block.space_above)
        .collect();
    assert_eq!(boxed, [0, 0, 0, 1, 0]);
}
