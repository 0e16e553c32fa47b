//! Invariants of readings and of full-width punctuation, on random text: lines cover the text, readings neither
//! meet nor leave the measure, hidden text leaves no trace, and paging skips nothing.

#![allow(clippy::string_slice, reason = "a test may fail here")]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use tongdu::app::reading::reader::Reader;
use tongdu::doc::{Block, BlockKind, Document as _, Mark, Outline, Pos};
use tongdu::formats::blocks::document::BlockDocument;
use tongdu::layout::{
    BlockRow, Cache, Flow, Glyph, GlyphText, HangingPunctuation, Line, LineEnd, PageCut, PageRow,
    PageStyle, Punctuation, RowId, RubyPlacement, Setting, TextOptions, prepare,
};
use tongdu::text::script::{TextLang, is_han, is_kana};
use tongdu::text::units::{Cells, Rows};
use tongdu::text::width::{Ambiguous, Widths};

/// Returns a configuration of `count` cases; failures are printed, not saved to a file.
fn cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(count)
    }
}

/// Piece of text, or a base with its reading.
#[derive(Clone, Debug)]
enum Piece {
    Plain(String),
    Ruby(String, String),
}

#[rustfmt::skip]
const PLAIN: [&str; 26] = [
    "春", "眠", "私", "は", "を", "の", "カ", "ー", "っ", "、", "。", "「", "」", "（", "……", "“", "”", "a", "Rust", " ",
    "3", ",", ".", "(", ")", "!",
];
#[rustfmt::skip]
const HOSTILE: [&str; 14] = [
    "\n", "\r\n", "\t", "\u{3000}", "\u{301}", "\u{200B}", "\u{1B}[1m", "🇨", "🇳", "\u{200D}", "👩", "\u{AD}", "\u{2028}", "\"",
];
const BASES: [&str; 9] = [
    "漢",
    "字",
    "東京",
    "不如帰",
    "々",
    "カ",
    "New York",
    "A",
    "。",
];
const READINGS: [&str; 8] = ["か", "んじ", "とうきょう", "hàn", "zì", "x", "ー", "α"];

fn words(from: &'static [&'static str], count: Range<usize>) -> impl Strategy<Value = String> {
    vec(select(from), count).prop_map(|words| words.concat())
}

/// Generates prose with readings.
fn prose() -> impl Strategy<Value = Vec<Piece>> {
    let plain = words(&PLAIN, 0..6).prop_map(Piece::Plain);
    let ruby = (words(&BASES, 1..3), words(&READINGS, 1..4));
    let ruby = ruby.prop_map(|(base, reading)| Piece::Ruby(base, reading));
    vec(prop_oneof![plain, ruby], 0..14)
}

/// Generates prose of arbitrary order.
fn hostile() -> impl Strategy<Value = Vec<Piece>> {
    let mixed = |most| {
        let pieces = prop_oneof![select(&PLAIN[..]), select(&HOSTILE[..]), select(&BASES[..])];
        vec(pieces, 0..most).prop_map(|words| words.concat())
    };
    let plain = mixed(6).prop_map(Piece::Plain);
    let ruby = (mixed(4), mixed(40)).prop_map(|(base, reading)| Piece::Ruby(base, reading));
    vec(prop_oneof![plain, ruby], 0..10)
}

fn block(kind: BlockKind, pieces: &[Piece]) -> Block<'static> {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Plain(words) => text.push_str(words),
            Piece::Ruby(base, reading) => {
                let start = text.len() as u32;
                text += &format!("{base}（{reading}）");
                let base = base.len() as u32;
                marks.push((start..text.len() as u32, Mark::Ruby { base }));
            }
        }
    }
    Block {
        kind,
        text: text.into(),
        marks,
        ..Block::default()
    }
}

/// Builds the block without its readings.
fn block_without_ruby(kind: BlockKind, pieces: &[Piece]) -> Block<'static> {
    let words = pieces.iter().map(|piece| match piece {
        Piece::Plain(words) | Piece::Ruby(words, _) => words.as_str(),
    });
    Block {
        kind,
        text: words.collect::<String>().into(),
        ..Block::default()
    }
}

fn kinds() -> impl Strategy<Value = BlockKind> {
    select(vec![
        BlockKind::Line,
        BlockKind::Paragraph,
        BlockKind::Heading(1),
        BlockKind::Code,
        BlockKind::Aside,
    ])
}

fn options() -> impl Strategy<Value = TextOptions> {
    let lang = select(vec![TextLang::Ja, TextLang::Hans, TextLang::Other]);
    let ambiguous = select(vec![Ambiguous::Narrow, Ambiguous::Wide]);
    let punctuation = select(vec![Punctuation::AsIs, Punctuation::FullWidth]);
    (lang, ambiguous, punctuation).prop_map(|(lang, ambiguous, punctuation)| TextOptions {
        widths: Widths {
            ambiguous,
            ..Widths::default()
        },
        lang,
        autospace: true,
        keep_all: true,
        punctuation,
        ..TextOptions::default()
    })
}

fn setting() -> impl Strategy<Value = Setting> {
    let measure = select(vec![0, 1, 2, 3, 7, 8, 12, 18, 24, 40, 72]);
    (measure, any::<bool>(), any::<bool>()).prop_map(|(measure, hanging, justify)| Setting {
        measure: Cells(measure),
        hanging: if hanging {
            HangingPunctuation::On
        } else {
            HangingPunctuation::Off
        },
        justify,
        ..Setting::default()
    })
}

fn with_ruby(ruby: RubyPlacement, options: TextOptions) -> TextOptions {
    TextOptions { ruby, ..options }
}

fn glyph_text(text: &str, glyph: &Glyph) -> String {
    match glyph.text {
        GlyphText::Cluster => {
            let at = glyph.at as usize;
            text[at..at + usize::from(glyph.len)].to_owned()
        }
        GlyphText::Substitute(c) => c.to_string(),
        GlyphText::Blank => " ".repeat(usize::from(glyph.width)),
    }
}

/// Asserts that the glyphs of a row do not overlap; returns the end of the last.
fn assert_disjoint(glyphs: &[Glyph]) -> u16 {
    let mut edge = 0;
    for glyph in glyphs {
        assert!(glyph.x >= edge && glyph.width > 0, "{glyph:?} at {edge}");
        edge = glyph.x + u16::from(glyph.width);
    }
    edge
}

/// Asserts the invariants of all lines: they cover the text, and neither they nor their readings leave the measure,
/// but for a mark that hangs and a reading above it.
fn assert_line_invariants(text: &str, setting: &Setting, lines: &[Line]) {
    let measure = setting.measure.0.max(1);
    let mut at = 0;
    for line in lines {
        assert_eq!(line.bytes.start, at, "{lines:?}");
        at = line.bytes.end;
        for glyph in line.glyphs.iter().chain(&line.ruby) {
            let end = glyph.at + u32::from(glyph.len);
            assert!(
                line.bytes.start <= glyph.at && end <= line.bytes.end,
                "{glyph:?} of {line:?}"
            );
        }
        let edge = assert_disjoint(&line.glyphs);
        assert!(
            assert_disjoint(&line.ruby) <= measure.max(edge),
            "beyond {measure}: {line:?}"
        );
        let hung = line.glyphs.last().is_some_and(|last| {
            glyph_text(text, last).starts_with(|c| "、，。．；：！？､｡,.".contains(c))
                && edge <= measure + 2
        });
        let forced = line.glyphs.len() == 1 && line.end != LineEnd::Soft;
        assert!(
            edge <= measure || hung || forced,
            "beyond {measure}: {line:?}"
        );
    }
    assert_eq!(at as usize, text.len());
    assert!(!lines.is_empty());
}

/// Returns the bases of `block` and their readings without parentheses, in bytes.
fn rubies(block: &Block<'_>) -> Vec<(Range<u32>, Range<u32>)> {
    let of = |(range, mark): &(Range<u32>, Mark)| match mark {
        Mark::Ruby { base } => Some((
            range.start..range.start + base,
            range.start + base + 3..range.end - 3,
        )),
        _ => None,
    };
    block.marks.iter().filter_map(of).collect()
}

/// Asserts that each reading is above its base, and not above text that might be mistaken for it.
fn assert_ruby_over_base(block: &Block<'_>, text: &str, line: &Line) {
    for (base, reading) in rubies(block) {
        let row: Vec<_> = line
            .ruby
            .iter()
            .filter(|glyph| reading.contains(&glyph.at))
            .collect();
        let (Some(first), Some(last)) = (row.first(), row.last()) else {
            continue;
        };
        let columns = first.x..last.x + u16::from(last.width);
        let under = |glyph: &&Glyph| {
            glyph.x < columns.end && glyph.x + u16::from(glyph.width) > columns.start
        };
        let mut below = line.glyphs.iter().filter(|glyph| base.contains(&glyph.at));
        let left = below.next().map_or(0, |glyph| glyph.x);
        let right = below
            .next_back()
            .map_or(left + 1, |glyph| glyph.x + u16::from(glyph.width));
        assert!(columns.start < right && left < columns.end, "{line:?}");
        let under: Vec<_> = line.glyphs.iter().filter(under).collect();
        for glyph in under.into_iter().filter(|glyph| !base.contains(&glyph.at)) {
            let c = glyph_text(text, glyph).chars().next().unwrap_or(' ');
            assert!(
                is_kana(c) || !is_han(c) && !c.is_alphanumeric(),
                "{c} under {line:?}"
            );
            let other = rubies(block)
                .into_iter()
                .any(|(base, _)| base.contains(&glyph.at));
            assert!(!other, "{c} under {line:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn lines_cover_the_text_and_stay_in_the_measure(
        pieces in prop_oneof![prose(), hostile()],
        kind in kinds(),
        ruby in select(vec![RubyPlacement::Hidden, RubyPlacement::Inline, RubyPlacement::Above]),
        options in options(),
        setting in setting(),
    ) {
        let block = block(kind, &pieces);
        let prepared = prepare(&block, &with_ruby(ruby, options));
        let lines = prepared.set(&setting);
        assert_line_invariants(prepared.text(), &setting, &lines);
        prop_assert!(ruby == RubyPlacement::Above || lines.iter().all(|line| line.rows() == Rows(1)));
    }

    #[test]
    fn a_reading_above_stands_over_its_base_and_nothing_is_lost(
        pieces in prose(),
        kind in kinds(),
        options in options(),
        setting in setting(),
    ) {
        let block = block(kind, &pieces);
        let prepared = prepare(&block, &with_ruby(RubyPlacement::Above, options));
        let text = prepared.text();
        let mut seen = vec![0; text.len()];
        for line in prepared.set(&setting) {
            assert_ruby_over_base(&block, text, &line);
            for glyph in line.glyphs.iter().chain(&line.ruby) {
                for byte in &mut seen[glyph.at as usize..glyph.at as usize + usize::from(glyph.len)] {
                    *byte += 1;
                }
            }
        }
        for (at, c) in text.char_indices().filter(|(_, c)| *c != ' ') {
            let is_parenthesis = rubies(&block).iter().any(|(base, reading)| {
                [base.end as usize, reading.end as usize].contains(&at)
            });
            prop_assert!(seen[at] == 1 || is_parenthesis && seen[at] == 0, "{c} at {at}");
        }
    }

    #[test]
    fn readings_push_in_no_head_of_a_line(
        pieces in prose(),
        options in options(),
        setting in setting(),
    ) {
        let block = block(BlockKind::Paragraph, &pieces);
        let prepared = prepare(&block, &with_ruby(RubyPlacement::Above, options));
        let lines = prepared.set(&setting);
        for glyph in lines.iter().skip(1).filter_map(|line| line.glyphs.first()) {
            prop_assert_eq!(glyph.x, 0, "{:?}", lines);
        }
    }

    #[test]
    fn hidden_readings_leave_no_trace(
        pieces in prose(),
        kind in kinds(),
        options in options(),
        setting in setting(),
    ) {
        let shown = |block: &Block<'_>| {
            let prepared = prepare(block, &with_ruby(RubyPlacement::Hidden, options));
            let lines = prepared.set(&setting);
            let row = |line: &Line| {
                let glyphs = line.glyphs.iter();
                let glyphs = glyphs.map(|glyph| (glyph.x, glyph_text(prepared.text(), glyph)));
                (glyphs.collect::<Vec<_>>(), line.end)
            };
            lines.iter().map(row).collect::<Vec<_>>()
        };
        prop_assert_eq!(shown(&block(kind.clone(), &pieces)), shown(&block_without_ruby(kind, &pieces)));
    }

    #[test]
    fn marks_shown_full_width_stand_for_half_width_ones(
        pieces in prose(),
        kind in kinds(),
        setting in setting(),
        lang in select(vec![TextLang::Hans, TextLang::Ja]),
    ) {
        let options = TextOptions {
            lang,
            punctuation: Punctuation::FullWidth,
            ..TextOptions::default()
        };
        let block = block(kind, &pieces);
        let prepared = prepare(&block, &options);
        let lines = prepared.set(&setting);
        let text = prepared.text();
        for glyph in lines.iter().flat_map(|line| &line.glyphs) {
            if let GlyphText::Substitute(c) = glyph.text {
                let was = &text[glyph.at as usize..=glyph.at as usize];
                let stands_for = ",.;:?!()\"\"".chars().zip("，。；：？！（）“”".chars());
                prop_assert!(stands_for.into_iter().any(|(half, full)| full == c && was.starts_with(half)));
                prop_assert!(lang == TextLang::Hans && block.kind != BlockKind::Code);
            }
        }
        let all: usize = lines.iter().map(|line| line.glyphs.len()).sum();
        let solid = text.chars().filter(|c| *c != ' ').count();
        prop_assert!(all >= solid, "{all} of {solid}");
    }
}

fn document(blocks: &[Vec<Piece>]) -> Arc<BlockDocument> {
    let block = |(i, pieces): (usize, &Vec<Piece>)| Block {
        pos: Pos::new(0, i as u64),
        space_above: (i % 3 == 1).into(),
        ..block(BlockKind::Paragraph, pieces)
    };
    let mut document = BlockDocument::default();
    document.lang = TextLang::Ja;
    document.blocks = blocks.iter().enumerate().map(block).collect();
    document.len = blocks.len() as u64;
    Arc::new(document)
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn rows_are_walked_one_by_one(blocks in vec(prose(), 1..6), setting in setting()) {
        let doc = document(&blocks);
        let options = with_ruby(RubyPlacement::Above, TextOptions::default());
        let mut flow = Flow {
            doc: &*doc,
            outline: &Outline::default(),
            options: &options,
            setting: &setting,
            style: &PageStyle::default(),
            cache: &mut Cache::default(),
        };
        let top = flow.step(flow_top(&doc), -1);
        let page = flow.page(top, Rows(10_000));
        for (n, row) in page.iter().enumerate() {
            let n = n as i64;
            prop_assert_eq!(flow.step(top, n), row.id);
            prop_assert_eq!(flow.step(row.id, -n), top);
            prop_assert_eq!(flow.page(row.id, Rows(1))[0].id, row.id);
            if let Some(line) = row.line() {
                let holds = flow.row_of(row.id.block.at(line.bytes.start));
                let above = u32::from(!line.ruby.is_empty());
                prop_assert_eq!(holds.row + above, row.id.row);
                prop_assert_eq!(flow.row_start(holds), row.span().start);
                for cut in [PageCut::RubyRow, PageCut::NextLine] {
                    let head = flow.page_start(row.id, cut);
                    let head = flow.page(head, Rows(2));
                    let is_whole = matches!(head[0].row(), BlockRow::Ruby(_) | BlockRow::Empty)
                        || head[0].line().is_some_and(|line| line.ruby.is_empty());
                    prop_assert!(is_whole, "{:?}", head[0]);
                }
            }
        }
    }

    #[test]
    fn paging_there_and_back_misses_no_line(
        blocks in vec(prose(), 1..6),
        measure in select(vec![8, 24, 40]),
        rows in 3_u32..16,
        by in select(vec![1_i64, 2, 100]),
    ) {
        let doc = document(&blocks);
        let setting = Setting { measure: Cells(measure), ..Setting::default() };
        let options = with_ruby(RubyPlacement::Above, TextOptions::default());
        let mut reader = Reader::new(Arc::clone(&doc) as _, options, setting);
        reader.resize(setting, Rows(rows));
        let page = by.min(i64::from(rows));
        let mut style = PageStyle::new(&*doc, &options);
        style.set_height(Rows(rows));
        let mut flow = Flow {
            doc: &*doc,
            outline: &Outline::default(),
            options: &options,
            setting: &setting,
            style: &style,
            cache: &mut Cache::default(),
        };
        let all = text_rows(&flow.page(flow_top(&doc), Rows(10_000)));
        for toward in [1, -1] {
            let mut seen = text_rows(reader.page());
            let mut top = None;
            while top.replace(reader.page()[0].id) != Some(reader.page()[0].id) {
                // A page that was not scrolled may end early, to keep paragraphs together.
                let page = page.min(reader.page().len() as i64);
                reader.scroll(page * toward);
                seen.extend(text_rows(reader.page()));
            }
            prop_assert_eq!(&seen, &all);
            prop_assert!(toward < 0 || reader.is_at_end());
        }
    }
}

/// Returns the rows of a page that contain text.
fn text_rows(page: &[PageRow]) -> BTreeSet<RowId> {
    let rows = page.iter().filter(|row| row.line().is_some());
    rows.map(|row| row.id).collect()
}

/// Returns the first row of a document.
fn flow_top(doc: &BlockDocument) -> RowId {
    RowId {
        block: doc.first(),
        row: 0,
    }
}
