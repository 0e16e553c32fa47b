//! Lines of each kind of block as pictures that a person can check by eye.

use super::*;
use crate::doc::{Lead, Mark};
use crate::layout::GlyphText;
use crate::text::units::Cells;

/// Returns the lines as a terminal shows them: `>` for a quote bar, `_` for a blank of the text that is drawn,
/// `~` for the cells of a tab or wide blank.
pub(super) fn picture(block: &Block<'_>, measure: u16) -> Vec<String> {
    let options = TextOptions {
        autospace: true,
        ..TextOptions::default()
    };
    let prepared = prepare(block, &options);
    let setting = Setting {
        measure: Cells(measure),
        ..Setting::default()
    };
    prepared
        .set(&setting)
        .iter()
        .map(|line| line_picture(line, prepared.text()))
        .collect()
}

fn line_picture(line: &Line, text: &str) -> String {
    let mut out = "> ".repeat(usize::from(line.quotes));
    let mut column = out.len() as u16;
    if let Some((x, marker)) = &line.marker {
        out.push_str(&" ".repeat(usize::from(x.0 - column)));
        out.push_str(marker);
        column =
            x.0 + crate::text::width::text_width(marker, crate::text::width::Widths::default()).0;
    }
    for glyph in &line.glyphs {
        out.push_str(&" ".repeat(usize::from(glyph.x - column)));
        let at = glyph.at as usize;
        match glyph.text {
            GlyphText::Cluster => out.push_str(
                &text
                    .get(at..at + usize::from(glyph.len))
                    .unwrap()
                    .replace(' ', "_"),
            ),
            GlyphText::Substitute(c) => out.push(c),
            GlyphText::Blank => out.push_str(&"~".repeat(usize::from(glyph.width))),
        }
        column = glyph.x + u16::from(glyph.width);
    }
    out
}

pub(super) fn block(kind: BlockKind, text: &str) -> Block<'_> {
    Block {
        kind,
        text: text.into(),
        ..Block::default()
    }
}

#[test]
fn columns_set_by_blanks_stay_where_gaps_are_added() {
    for (text, want) in [
        ("表1の値　　　　測定", "表 1 の値~~~~~~測定"),
        ("表1      測定", "表 1_____測定"),
        ("表1  測定", "表 1__測定"),
        ("表\t測定", "表~~~~~~測定"),
        ("表1表\t測定", "表 1 表~~~測定"),
    ] {
        assert_eq!(
            picture(&block(BlockKind::Line, text), 40),
            [want],
            "{text:?}"
        );
    }
}

#[test]
fn words_of_korean_end_at_blanks_and_after_their_middle_dot() {
    let korean = TextOptions {
        lang: TextLang::Ko,
        keep_all: true,
        ..TextOptions::default()
    };
    let rows = |text: &str, cells| {
        let prepared = prepare(&block(BlockKind::Paragraph, text), &korean);
        let setting = Setting {
            measure: Cells(cells),
            indent: Cells(0),
            ..Setting::default()
        };
        let lines = prepared.set(&setting);
        let row = |line: &Line| {
            text.get(line.bytes.start as usize..line.bytes.end as usize)
                .unwrap()
                .trim()
                .to_owned()
        };
        lines.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(
        rows("자료를 수집ㆍ정리ㆍ보존하여", 18),
        ["자료를 수집ㆍ", "정리ㆍ보존하여"]
    );
    assert_eq!(
        rows("도서관법 법률 제12345호", 18),
        ["도서관법 법률", "제12345호"]
    );
    assert_eq!(
        rows("어느 날은 그가 동광학교(東光學校)까지", 28),
        ["어느 날은 그가", "동광학교(東光學校)까지"]
    );
}

#[test]
fn blanks_in_front_of_a_line_become_the_indent() {
    for (text, measure, want) in [
        ("　　春眠不觉晓", 40, "    春眠不觉晓"),
        ("\t春眠", 40, "    春眠"),
        ("  春眠", 40, "    春眠"),
        ("\u{A0}春眠", 40, "    春眠"),
        (" 春眠", 40, "春眠"),
        ("春眠", 40, "春眠"),
        ("　　春眠", 20, "  春眠"),
        ("　　春眠", 10, "春眠"),
        ("　　　　　　题目", 40, "            题目"),
        ("　　　　　　题目", 16, "            题目"),
    ] {
        assert_eq!(
            picture(&block(BlockKind::Line, text), measure),
            [want],
            "{text:?} at {measure}"
        );
    }
    let on = Block {
        is_continuation: true,
        ..block(BlockKind::Line, "　　春眠")
    };
    assert_eq!(picture(&on, 40), ["春眠"]);
}

#[test]
fn each_kind_of_block_has_its_own_indent() {
    let text = "春眠不觉晓";
    assert_eq!(
        picture(&block(BlockKind::Paragraph, text), 40),
        ["    春眠不觉晓"]
    );
    assert_eq!(picture(&block(BlockKind::Heading(1), text), 40), [text]);
    assert_eq!(picture(&block(BlockKind::Aside, text), 40), [text]);
    assert_eq!(picture(&block(BlockKind::Rule, ""), 40), [""]);
    assert_eq!(
        picture(&block(BlockKind::Code, "  a b\n\tc"), 40),
        ["__a_b", "~~~~~~~~c"]
    );
}

#[test]
fn a_hard_line_end_ends_the_line_and_a_last_one_opens_none() {
    for text in [
        "春眠\n不觉晓\n",
        "春眠\r\n不觉晓\r\n",
        "春眠\u{2028}不觉晓\u{2029}",
    ] {
        assert_eq!(
            picture(&block(BlockKind::Aside, text), 40),
            ["春眠", "不觉晓"],
            "{text:?}"
        );
    }
    assert_eq!(
        picture(&block(BlockKind::Code, "a\n\nb"), 40),
        ["a", "", "b"]
    );
    for text in ["", "   ", "　", "\n"] {
        assert_eq!(picture(&block(BlockKind::Line, text), 40), [""], "{text:?}");
    }
}

#[test]
fn code_is_cut_at_the_edge_and_keeps_its_blanks() {
    assert_eq!(
        picture(&block(BlockKind::Code, "let x = \"中文\";  "), 8),
        ["let_x_=_", "\"中文\";_", "_"]
    );
}

#[test]
fn what_would_steer_a_terminal_is_shown_as_a_picture() {
    for (text, want) in [
        ("a\u{1B}[31mb", "a␛[31mb"),
        ("a\0b\u{7F}c\rd", "a␀b␡c␍d"),
        ("a\u{9B}b", "a\u{FFFD}b"),
        ("a\tb", "a~~~~~~~b"),
        ("中\u{3000}文\u{A0}字", "中~~文~字"),
        (
            "a\u{200B}b\u{AD}c\u{FEFF}d\u{2060}e\u{202E}f\u{E0041}g",
            "abcdefg",
        ),
        ("a\u{200D}b", "ab"),
        ("👨\u{200D}👩\u{200D}👧\u{200D}", "👨\u{200D}👩\u{200D}👧"),
        ("🏴\u{E0067}\u{E007F}", "🏴\u{E0067}\u{E007F}"),
    ] {
        assert_eq!(
            picture(&block(BlockKind::Aside, text), 40),
            [want],
            "{text:?}"
        );
    }
    let zalgo = format!("a{}b", "\u{301}".repeat(50));
    let want = format!("a{}b", "\u{301}".repeat(8));
    assert_eq!(picture(&block(BlockKind::Aside, &zalgo), 40), [want]);
}

#[test]
fn lines_flush_right_end_at_the_edge() {
    let mut signature = Block {
        lead: Lead {
            flush_right: Some(Cells(0)),
            ..Lead::default()
        },
        ..block(BlockKind::Line, "春眠不觉晓处处")
    };
    assert_eq!(picture(&signature, 20), ["      春眠不觉晓处处"]);
    assert_eq!(picture(&signature, 10), ["春眠不觉晓", "      处处"]);
    signature.lead.flush_right = Some(Cells(4));
    assert_eq!(picture(&signature, 20), ["  春眠不觉晓处处"]);
    signature.kind = BlockKind::Paragraph;
    assert_eq!(picture(&signature, 20), ["  春眠不觉晓处处"]);
    for cells in 1..4 {
        assert!(!picture(&signature, cells).is_empty());
    }
}

#[test]
fn the_sign_of_a_note_starts_no_line() {
    let noted = Block {
        marks: vec![(15..18, Mark::NoteRef("1".to_owned()))],
        ..block(BlockKind::Aside, "春眠不觉晓[1]处处闻啼鸟")
    };
    assert_eq!(picture(&noted, 10), ["春眠不觉", "晓[1]处处", "闻啼鸟"]);
    assert_eq!(picture(&noted, 2).concat().replace(' ', ""), noted.text);
}

#[test]
fn quotes_and_lists_stand_before_their_text() {
    let mut item = Block {
        lead: Lead {
            quotes: 1,
            indent: Cells(2),
            marker: Some("3.".to_owned()),
            ..Lead::default()
        },
        ..block(BlockKind::Paragraph, "春眠不觉晓处处闻啼鸟")
    };
    assert_eq!(
        picture(&item, 17),
        [">   3. 春眠不觉晓", ">      处处闻啼鸟"]
    );
    item.lead.quotes = 255;
    item.lead.indent = Cells(2000);
    assert_eq!(
        picture(&item, 14),
        [
            "> > >  3. 春眠",
            "> > >     不觉",
            "> > >     晓处",
            "> > >     处闻",
            "> > >     啼鸟"
        ]
    );
    // There is no room for the marker and a character.
    assert_eq!(picture(&item, 4)[0], "> 春");
}

#[test]
fn a_line_drawn_of_one_sign_is_cut_where_the_column_ends() {
    for (text, want) in [
        ("-".repeat(26), vec!["-".repeat(12)]),
        ("─".repeat(13), vec!["─".repeat(12)]),
        ("＝".repeat(8), vec!["＝".repeat(6)]),
        ("=".repeat(12), vec!["=".repeat(12)]),
        // Too short for a rule, or more than one character.
        ("*".repeat(7), vec!["*".repeat(7)]),
        ("=-".repeat(8), vec!["=-".repeat(6), "=-".repeat(2)]),
        ("哈".repeat(8), vec!["哈".repeat(6), "哈".repeat(2)]),
    ] {
        let block = Block {
            text: text.as_str().into(),
            ..Block::default()
        };
        assert_eq!(picture(&block, 12), want, "{text}");
        let lines = prepare(&block, &TextOptions::default()).set(&Setting {
            measure: Cells(12),
            ..Setting::default()
        });
        // All of the rule belongs to its line, so that it can be found and copied.
        assert_eq!(
            lines.last().unwrap().bytes.end as usize,
            text.len(),
            "{text}"
        );
    }
}

#[test]
fn words_listed_without_blanks_are_parted_behind_the_comma() {
    let block = Block {
        text: "了.Windows,Linux,macOS都有".into(),
        ..Block::default()
    };
    assert_eq!(
        picture(&block, 18),
        ["了.Windows,Linux,", "macOS 都有"],
        "and no line begins with one"
    );
}

#[test]
fn dots_of_emphasis_are_above_each_character_in_the_row_of_readings() {
    let text = "それはほんたうに静か（しず）だ";
    let at = |words: &str| text.find(words).unwrap() as u32;
    let mut block = block(BlockKind::Paragraph, text);
    block.marks = vec![
        (at("ほんたうに")..at("静か"), Mark::EmphasisDots),
        (
            at("静か")..at("だ"),
            Mark::Ruby {
                base: "静か".len() as u32,
            },
        ),
    ];
    let options = TextOptions {
        lang: TextLang::Ja,
        ruby: RubyPlacement::Above,
        ..TextOptions::default()
    };
    let lines = prepare(&block, &options).set(&Setting {
        measure: Cells(40),
        indent: Cells(2),
        ..Setting::default()
    });
    let row: Vec<(u16, bool)> = lines[0]
        .ruby
        .iter()
        .map(|glyph| (glyph.x, glyph.is_emphasis_dot()))
        .collect();
    let dots = [8, 10, 12, 14, 16].map(|x| (x, true));
    assert_eq!(row.get(..5), Some(&dots[..]), "{row:?}");
    assert!(row.len() > 5 && !row[5].1, "{row:?}");
    let inline = TextOptions {
        ruby: RubyPlacement::Inline,
        ..options
    };
    let lines = prepare(&block, &inline).set(&Setting::default());
    assert!(lines[0].ruby.is_empty(), "underlined instead");
}
