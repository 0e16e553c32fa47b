use super::BlockClass::{Heading as Head, Text, TitleLine};
use super::*;
use crate::doc::{Heading, TocEntry};

fn heading(at: u64, level: u8, title: &str) -> Heading {
    Heading {
        pos: Pos::new(0, at),
        level,
        title: title.into(),
        len: title.len() as u32,
        ..Heading::default()
    }
}

fn ranks_of(headings: Vec<Heading>) -> Vec<u8> {
    let outline = Outline {
        headings,
        ..Outline::default()
    };
    ranks(&outline, Some(Pos::new(0, 0)))
}

#[test]
fn ranks_count_the_levels_that_occur_in_the_essay() {
    let law = vec![
        heading(10, 2, "第一章 总则"),
        heading(20, 5, "第一条"),
        heading(30, 5, "第二条"),
    ];
    assert_eq!(ranks_of(law), [1, 2, 2]);
    let page = vec![
        heading(0, 1, "山路"),
        heading(10, 2, "一、路"),
        heading(20, 4, "（一）坡"),
    ];
    assert_eq!(ranks_of(page), [0, 1, 2]);
    let numbered = vec![heading(0, 1, "一、路"), heading(10, 2, "（一）坡")];
    assert_eq!(ranks_of(numbered), [1, 2]);
    let report = |first: &str| {
        let chapters = [heading(10, 1, "一、回顾"), heading(20, 1, "二、建议")];
        ranks_of([vec![heading(0, 1, first)], chapters.to_vec()].concat())
    };
    assert_eq!(report("2003年政府工作报告"), [0, 1, 1]);
    assert_eq!(report("前言"), [1, 1, 1]);
    assert_eq!(report("写在前面的话"), [1, 1, 1]);
    let poems = vec![heading(0, 1, "致橡树的一封信"), heading(10, 1, "雨巷")];
    assert_eq!(ranks_of(poems), [1, 1]);
    let novel = vec![
        heading(10, 1, "第一卷 潜龙在渊"),
        heading(20, 2, "第一章 重生"),
        heading(30, 3, "一"),
        heading(40, 1, "番外"),
        heading(50, 1, "第二卷 飞龙在天"),
        heading(60, 2, "第二章 残魂"),
    ];
    assert_eq!(ranks_of(novel), [0, 1, 2, 1, 0, 1]);
    for (first, second, want) in [
        ("前編", "後編　帰郷", [0, 1, 0, 1]),
        ("第一部分", "第二部分", [0, 1, 0, 1]),
        ("上部结构", "下部结构", [1, 2, 1, 2]),
        ("第三部门", "第四部门", [1, 2, 1, 2]),
    ] {
        let headings = vec![
            heading(10, 1, first),
            heading(20, 2, "一"),
            heading(30, 1, second),
            heading(40, 2, "二"),
        ];
        assert_eq!(ranks_of(headings), want, "{first}");
    }
    let volumes = vec![heading(10, 1, "第一卷"), heading(20, 1, "第二卷")];
    assert_eq!(ranks_of(volumes), [1, 1], "without chapters");
    let entry = || Some(Box::new(TocEntry::default()));
    let several = vec![
        Heading {
            entry: entry(),
            ..heading(0, 1, "甲")
        },
        heading(10, 3, "一、"),
        Heading {
            entry: entry(),
            ..heading(20, 1, "乙")
        },
        heading(30, 2, "一、"),
        heading(40, 3, "（一）"),
    ];
    assert_eq!(ranks_of(several), [0, 1, 0, 1, 2]);
    assert!(ranks_of(Vec::new()).is_empty());
}

#[test]
fn chapters_of_a_book_are_above_the_headings_within_them() {
    let place = |at, level, title: &str| Heading {
        len: 0,
        ..heading(at, level, title)
    };
    let book = vec![
        place(0, 1, "版权信息"),
        place(10, 1, "第一部"),
        place(20, 2, "第一章"),
        heading(30, 3, "一"),
        place(40, 2, "第二章"),
    ];
    assert_eq!(ranks_of(book), [1, 0, 1, 2, 1]);
    // A folder names its files, which are no chapters of one book.
    let folder = vec![
        Heading {
            entry: Some(Box::new(TocEntry::default())),
            ..place(0, 1, "甲")
        },
        heading(10, 3, "一"),
    ];
    assert_eq!(ranks_of(folder), [0, 1]);
}

#[test]
fn rows_between_blocks() {
    let look = |class| BlockLook {
        class,
        quotes: 0,
        keeps_gap: false,
    };
    let mut style = PageStyle {
        form: ParagraphForm::Indent,
        ..PageStyle::default()
    };
    style.set_height(Rows(23));
    let rows = |style: &PageStyle, upper, lower, source| {
        style.rows_between(Some(look(upper)), look(lower), source)
    };
    for (upper, lower, source, want) in [
        (Text, Head(1), 0, 2),
        (Head(1), Text, 0, 1),
        (Head(1), Head(2), 3, 1),
        (Text, Head(2), 0, 1),
        (Head(2), Text, 1, 0),
        (Text, Head(5), 1, 0),
        (Head(0), TitleLine, 1, 0),
        (TitleLine, Text, 0, 1),
        (Text, Text, 0, 0),
        (Text, Text, 2, 1),
    ] {
        assert_eq!(
            rows(&style, upper, lower, source),
            want,
            "{upper:?} {lower:?} {source}"
        );
    }
    assert_eq!(style.rows_between(None, look(Head(0)), 2), 1);
    assert!(style.set_height(Rows(7)));
    assert_eq!(rows(&style, Text, Head(1), 0), 1);
    assert_eq!(rows(&style, Head(1), Text, 0), 0);
    assert_eq!(style.rows_between(None, look(Head(0)), 2), 0);
}

#[test]
fn prose_is_told_from_verse_and_tables() {
    for (text, want) in [
        ("山路很长。", true),
        ("床前明月光，", false),
        ("甲\t乙\t丙", false),
        ("Done.", false),
    ] {
        assert_eq!(sample::is_prose(text), want, "{text}");
    }
}

#[test]
fn lines_around_a_line_tell_whether_it_has_lost_its_indent() {
    let style = PageStyle {
        form: ParagraphForm::Indent,
        ..PageStyle::default()
    };
    let has_lost = |text: &str, near: &[&str]| {
        let mut neighbours = Neighbours::default();
        for line in [text].iter().chain(near) {
            neighbours.add(line);
        }
        style.has_lost_indent(text, None, || neighbours)
    };
    let story = ["他走了。", "“去哪里？”", "没有人知道他去了哪里。"];
    assert!(has_lost("痛！", &story), "a chapter without its indents");
    let indented = ["　　他走了。", "　　没有人知道。", "　　天黑了。"];
    assert!(!has_lost("某某公司。", &indented));
}

#[test]
fn blanks_of_lines_that_are_no_paragraphs_are_kept() {
    let keeps = |texts: &[&str]| -> Vec<bool> {
        let mut doc = crate::formats::blocks::document::BlockDocument::default();
        for text in texts {
            doc.blocks.push(Block {
                pos: Pos::new(0, doc.len),
                kind: BlockKind::Line,
                text: (*text).to_owned().into(),
                ..Block::default()
            });
            doc.len += text.len() as u64 + 1;
        }
        doc.lang = crate::text::script::TextLang::Hans;
        doc.original.source = Some("".into());
        let style = PageStyle::new(&doc, &TextOptions::default());
        doc.blocks
            .iter()
            .map(|block| style.keeps_blanks(block))
            .collect()
    };
    assert_eq!(
        keeps(&["a:", "  名: 一", "    b"]),
        [true; 3],
        "no paragraphs"
    );
    let prose = [
        "　　山路很长，走了一天。",
        "　　到了村口，天已经黑了。",
        "  住在一户人家里。",
        "　　　到了。",
        "　　清单",
        "        盐",
    ];
    let want = [false, false, false, false, false, true];
    assert_eq!(
        keeps(&prose),
        want,
        "an unusual indent of a short line is kept"
    );
}

#[test]
fn plain_text_without_indents_is_flush_if_blank_lines_or_heads_tell_its_paragraphs_apart() {
    use crate::text::script::TextLang::{self, Hans, Ja, Ko};
    let form = |lang: TextLang, text: &str| {
        let mut doc = crate::formats::blocks::document::BlockDocument::default();
        for line in text.split('\n') {
            doc.blocks.push(Block {
                pos: Pos::new(0, doc.len),
                kind: BlockKind::Line,
                text: line.to_owned().into(),
                ..Block::default()
            });
            doc.len += line.len() as u64 + 1;
        }
        doc.lang = lang;
        doc.original.source = Some("".into());
        PageStyle::new(&doc, &TextOptions::default()).form()
    };
    for (lang, text, want) in [
        (
            Ko,
            "눈이 내렸다.\n\n밤이었다.\n\n기차가 왔다.",
            ParagraphForm::Flush,
        ),
        (
            Ko,
            "눈이 내렸다.\n밤이었다.\n기차가 왔다.",
            ParagraphForm::Indent,
        ),
        (
            Ko,
            "첫눈\n\n눈이 내렸다.\n밤이었다.\n기차가 왔다.\n\n역\n\n문이 열렸다.\n아무도 없었다.",
            ParagraphForm::Indent,
        ),
        (
            Ko,
            "  눈이 내렸다.\n\n  밤이었다.\n\n  기차가 왔다.",
            ParagraphForm::Indent,
        ),
        (
            Ja,
            "○会長　始めます。\n○委員　はい。\n○会長　終わります。",
            ParagraphForm::Flush,
        ),
        (
            Hans,
            "雪下了一夜。\n\n天亮了。\n\n火车来了。",
            ParagraphForm::Indent,
        ),
        (
            Hans,
            "雪下了一夜。\n天亮了。\n\n火车来了。",
            ParagraphForm::Indent,
        ),
        (
            Hans,
            "第一条　为了管理，制定本法。\n第二条　本法自公布起施行。\n第三条　由局解释。",
            ParagraphForm::Indent,
        ),
    ] {
        assert_eq!(form(lang, text), want, "{text}");
    }
}
