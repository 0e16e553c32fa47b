//! Invariants of line setting on random text: nothing is lost, nothing is outside the margin, and a soft line
//! end is at a legal break. The random numbers are seeded, so failures repeat.

use tongdu::doc::{Align, Block, BlockKind, FirstLine, Lead, Outline, Pos, QuotePart, Table};
use tongdu::formats::blocks::document::BlockDocument;
use tongdu::layout::{
    Cache, Flow, Glyph, GlyphText, HangingPunctuation, Kinsoku, Line, LineEnd, PageStyle, Prepared,
    RowId, Setting, TextOptions, prepare,
};
use tongdu::text::kinsoku::{SmallKana, break_opportunities};
use tongdu::text::line_break::Break;
use tongdu::text::script::TextLang;
use tongdu::text::units::{Cells, Rows};
use tongdu::text::width::{Ambiguous, Vs16, Widths};

/// Random numbers (xorshift), the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())].clone()
    }

    fn coin(&mut self) -> bool {
        self.roll(2) == 0
    }

    fn text(&mut self, alphabet: &[&str], most: usize) -> String {
        (0..self.roll(most)).map(|_| self.pick(alphabet)).collect()
    }
}

#[rustfmt::skip]
const PROSE: [&str; 74] = [
    "春", "眠", "不", "觉", "晓", "我", "你", "他", "的", "是", "，", "。", "！", "？", "；", "：", "、", "“", "”", "‘", "’",
    "（", "）", "《", "》", "「", "」", "【", "】", "…", "—", "·", "～", "/", "％", "℃", "￥", "a", "b", "X", "Y", "0",
    "1", "9", " ", ".", ",", "-", "\"", "[12]", "……", "——", "👨\u{200D}👩\u{200D}👧", "か\u{3099}", "ー", "ッ", "々",
    "①", "５", "한", "국", "는", "e\u{301}", "🇨🇳", "☎\u{FE0F}", "ｶﾞ", "世", "界", "学", "而", "时", "习", "之", "Rust",
];

#[rustfmt::skip]
const HOSTILE: [&str; 40] = [
    "春", "眠", "，", "“", "a", " ", "  ", "\t", "\u{3000}", "\u{A0}", "\n", "\r\n", "\r", "\u{2028}", "\u{2029}",
    "\0", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{9B}", "\u{200B}", "\u{AD}", "\u{FEFF}", "\u{2060}", "\u{202E}",
    "\u{2066}", "\u{FFF9}", "\u{E0041}", "\u{200D}", "\u{FE0F}", "\u{301}",
    "\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "ﾞ", "🏴", "\u{1112}", "\u{1161}",
    "\u{11AB}", "क\u{94D}ष", "https://a.b/c?d=1", "\u{C}",
];

const MEASURES: [u16; 14] = [0, 1, 2, 3, 4, 5, 8, 11, 12, 23, 24, 40, 80, 500];

fn options(dice: &mut Dice) -> TextOptions {
    TextOptions {
        widths: Widths {
            ambiguous: dice.pick(&[Ambiguous::Narrow, Ambiguous::Wide]),
            vs16: dice.pick(&[Vs16::One, Vs16::Two]),
        },
        lang: dice.pick(&[
            TextLang::Hans,
            TextLang::Hant,
            TextLang::Ja,
            TextLang::Ko,
            TextLang::Other,
        ]),
        kinsoku: dice.pick(&[Kinsoku::None, Kinsoku::Basic, Kinsoku::Gb, Kinsoku::Strict]),
        loose_kana: dice.coin(),
        keep_all: dice.coin(),
        autospace: dice.coin(),
        ..TextOptions::default()
    }
}

fn setting(dice: &mut Dice) -> Setting {
    Setting {
        measure: Cells(dice.pick(&MEASURES)),
        table_room: Cells(0),
        indent: Cells(dice.pick(&[0, 2, 4])),
        hanging: dice.pick(&[HangingPunctuation::On, HangingPunctuation::Off]),
        justify: dice.coin(),
        orphan_fix: dice.coin(),
    }
}

fn block(dice: &mut Dice, text: String) -> Block<'static> {
    let kinds = [
        BlockKind::Line,
        BlockKind::Line,
        BlockKind::Paragraph,
        BlockKind::Heading(2),
        BlockKind::Code,
        BlockKind::Aside,
        BlockKind::Rule,
    ];
    let kind = dice.pick(&kinds);
    let free = dice.coin();
    Block {
        text: if kind == BlockKind::Rule {
            "".into()
        } else {
            text.into()
        },
        kind,
        lead: Lead {
            quotes: if free { 0 } else { dice.pick(&[0, 1, 3, 255]) },
            quote_part: dice.pick(&[QuotePart::First, QuotePart::Rest]),
            indent: Cells(if free { 0 } else { dice.pick(&[0, 2, 9, 2000]) }),
            marker: dice.pick(&[
                None,
                None,
                Some("•".to_owned()),
                Some("（一百二十三）".to_owned()),
            ]),
            flush_right: dice.pick(&[
                None,
                None,
                Some(Cells(0)),
                Some(Cells(4)),
                Some(Cells(2000)),
            ]),
            is_centred: free && dice.coin(),
            first_line: if dice.coin() {
                FirstLine::LeftEdge
            } else {
                FirstLine::Usual
            },
            block_indent: dice.pick(&[None, None, Some(Cells(4)), Some(Cells(60_000))]),
            hang: dice.pick(&[
                None,
                None,
                Some(Cells(0)),
                Some(Cells(6)),
                Some(Cells(60_000)),
            ]),
            is_verse: dice.coin(),
            parts_salutation: false,
        },
        is_continuation: dice.coin(),
        ..Block::default()
    }
}

fn text_of<'t>(text: &'t str, glyph: &Glyph) -> &'t str {
    let at = glyph.at as usize;
    text.get(at..at + usize::from(glyph.len))
        .expect("a glyph's text is whole code points")
}

/// Checks the invariants of every block but a table.
fn check_invariants(prepared: &Prepared, setting: Setting, lines: &[Line]) -> Result<(), String> {
    let text = prepared.text();
    let mut at = 0;
    for line in lines {
        if line.bytes.start != at || line.bytes.end < at {
            return Err(format!("the bytes have a hole at {at}: {line:?}"));
        }
        at = line.bytes.end;
        let inside = |glyph: &&Glyph| {
            glyph.at < line.bytes.start || glyph.at + u32::from(glyph.len) > line.bytes.end
        };
        if let Some(glyph) = line.glyphs.iter().find(inside) {
            return Err(format!("{glyph:?} is not of {line:?}"));
        }
        check_measure(text, setting, line)?;
    }
    if at as usize != text.len() || lines.is_empty() {
        return Err(format!(
            "{} lines end at {at} of {}",
            lines.len(),
            text.len()
        ));
    }
    Ok(())
}

/// Checks that glyphs do not overlap and are within the measure.
fn check_measure(text: &str, setting: Setting, line: &Line) -> Result<(), String> {
    let mut edge = u16::from(line.quotes) * 2;
    if let Some((x, marker)) = &line.marker {
        edge = x.0 + u16::from(!marker.is_empty());
    }
    for glyph in &line.glyphs {
        if glyph.x < edge || glyph.width == 0 {
            return Err(format!("{glyph:?} stands in another in {line:?}"));
        }
        edge = glyph.x + u16::from(glyph.width);
        text_of(text, glyph);
    }
    let measure = setting.measure.0.max(1);
    let hung = line.glyphs.last().is_some_and(|last| {
        let stop = text_of(text, last).starts_with(|c| "、，。．；：！？､｡,.".contains(c));
        stop && setting.hanging == HangingPunctuation::On
            && last.x <= measure
            && line.width.0 <= measure + 2
    });
    if line.width.0 <= measure || hung || line.glyphs.len() == 1 && line.end != LineEnd::Soft {
        return Ok(());
    }
    Err(format!("beyond {measure}: {line:?}"))
}

/// Returns the visible text without blanks.
fn visible_text(text: &str, lines: &[Line]) -> String {
    let shown = |glyph: &Glyph| match glyph.text {
        GlyphText::Cluster => text_of(text, glyph).to_owned(),
        GlyphText::Substitute(c) => c.to_string(),
        GlyphText::Blank => String::new(),
    };
    let all: String = lines
        .iter()
        .flat_map(|line| &line.glyphs)
        .map(shown)
        .collect();
    all.replace(' ', "")
}

#[test]
fn nothing_is_lost_and_soft_ends_are_legal_in_random_prose() {
    let mut dice = Dice(0x5EED);
    for _ in 0..20_000 {
        let text = dice.text(&PROSE, 60);
        let (options, setting) = (options(&mut dice), setting(&mut dice));
        let block = block(&mut dice, text);
        let prepared = prepare(&block, &options);
        let lines = prepared.set(&setting);
        let told = || format!("{block:?}\n{options:?}\n{setting:?}");
        if let Err(wrong) = check_invariants(&prepared, setting, &lines) {
            panic!("{wrong}\n{}", told());
        }
        let text = prepared.text();
        assert_eq!(
            visible_text(text, &lines),
            text.replace(' ', ""),
            "{}",
            told()
        );
        if block.kind != BlockKind::Code && !options.keep_all {
            assert_eq!(
                first_illegal_break(text, options, &lines),
                None,
                "{}",
                told()
            );
        }
    }
}

/// Returns the first line with a soft end where no break is legal.
fn first_illegal_break<'l>(
    text: &str,
    options: TextOptions,
    lines: &'l [Line],
) -> Option<&'l Line> {
    let kana = if options.loose_kana {
        SmallKana::Free
    } else {
        SmallKana::Bound
    };
    // Leading blanks are not part of the text that is broken.
    let blank = text.len() - text.trim_start_matches(' ').len();
    let body = text.get(blank..)?;
    let breaks = break_opportunities(body, options.kinsoku, kana);
    lines
        .iter()
        .filter(|line| line.end == LineEnd::Soft)
        .find(|line| {
            let end = line.bytes.end as usize - blank;
            let index = body.get(..end).map_or(0, |before| before.chars().count());
            breaks.get(index) == Some(&Break::Prohibited)
        })
}

#[test]
fn hostile_text_keeps_the_laws_and_never_reaches_the_screen() {
    let mut dice = Dice(0xBAD);
    for _ in 0..20_000 {
        let text = dice.text(&HOSTILE, 40);
        let (options, setting) = (options(&mut dice), setting(&mut dice));
        let block = block(&mut dice, text);
        let prepared = prepare(&block, &options);
        let lines = prepared.set(&setting);
        if let Err(wrong) = check_invariants(&prepared, setting, &lines) {
            panic!("{wrong}\n{block:?}\n{options:?}\n{setting:?}");
        }
        let seen = visible_text(prepared.text(), &lines);
        let unsafe_char = |c: char| {
            c.is_control()
                || matches!(c, '\u{200B}' | '\u{AD}' | '\u{FEFF}' | '\u{2060}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFF9}'..='\u{FFFB}')
        };
        assert!(!seen.contains(unsafe_char), "{seen:?}");
        assert!(!seen.contains(&"\u{301}".repeat(9)), "{seen:?}");
    }
}

#[test]
fn tables_lose_nothing_and_stay_in_the_measure() {
    let mut dice = Dice(0x7AB1E);
    for _ in 0..4000 {
        let (mut text, mut rows) = (String::new(), Vec::new());
        for _ in 0..dice.roll(5) {
            let mut row = Vec::new();
            for _ in 0..dice.roll(6) {
                let start = text.len() as u32;
                text += &dice.text(&PROSE, 25);
                row.push(start..text.len() as u32);
                text.push_str(dice.pick(&["", "|", " | "]));
            }
            rows.push(row);
        }
        let cells: String = rows
            .iter()
            .flatten()
            .map(|cell| text.get(cell.start as usize..cell.end as usize).unwrap())
            .collect();
        let align = vec![dice.pick(&[Align::Left, Align::Centre, Align::Right]); dice.roll(4)];
        let block = Block {
            text: text.into(),
            kind: BlockKind::Table(Table { rows, align }.into()),
            ..Block::default()
        };
        let (options, setting) = (options(&mut dice), setting(&mut dice));
        let prepared = prepare(&block, &options);
        let lines = prepared.set(&setting);
        let mut at = 0;
        for line in &lines {
            assert!(
                line.bytes.start == at && line.bytes.end >= at,
                "{line:?} at {at}"
            );
            at = line.bytes.end;
            assert!(
                check_measure(prepared.text(), setting, line).is_ok(),
                "{line:?} {setting:?}"
            );
        }
        assert_eq!(at as usize, prepared.text().len());
        let mut all: Vec<_> = visible_text(prepared.text(), &lines).chars().collect();
        let mut want: Vec<_> = cells.replace(' ', "").chars().collect();
        all.sort_unstable();
        want.sort_unstable();
        // A head may stand before each cell of its column.
        let count = |chars: &[char], c: char| chars.iter().filter(|other| **other == c).count();
        let lost = want.iter().find(|c| count(&all, **c) < count(&want, **c));
        assert_eq!(lost, None, "{all:?} {want:?}");
    }
}

#[test]
fn rows_of_a_long_table_of_lines_are_the_same_from_wherever_they_are_reached() {
    let mut document = BlockDocument::default();
    document.lang = TextLang::Hans;
    document.blocks.push(Block {
        kind: BlockKind::Paragraph,
        text: "词表".into(),
        ..Block::default()
    });
    document.len = "词表\n".len() as u64;
    for number in 0..2_000_usize {
        let text = format!("{}词\t{number}\t义", "山".repeat(number % 7 + number / 300));
        let pos = Pos::new(0, document.len);
        document.len += text.len() as u64 + 1;
        document.blocks.push(Block {
            pos,
            text: text.into(),
            ..Block::default()
        });
    }
    let (options, setting) = (TextOptions::default(), Setting::default());
    let style = PageStyle::new(&document, &options);
    let rows_from = |first: usize, cache: &mut Cache| -> Vec<Line> {
        let mut flow = Flow {
            doc: &document,
            outline: &Outline::default(),
            options: &options,
            setting: &setting,
            style: &style,
            cache,
        };
        let top = RowId {
            block: document.blocks[first + 1].pos,
            row: 0,
        };
        let page = flow.page(top, Rows(2_100));
        assert!(
            page.iter()
                .all(|row| matches!(row.block.kind, BlockKind::Table(_)))
        );
        page.iter().filter_map(|row| row.line().cloned()).collect()
    };
    let whole = rows_from(0, &mut Cache::default());
    assert!(whole.len() >= 2_000);
    for first in [1, 700, 1_203, 1_999] {
        let part = rows_from(first, &mut Cache::default());
        assert!(whole.ends_with(&part), "from {first}");
    }
    let mut cache = Cache::default();
    rows_from(900, &mut cache);
    assert_eq!(rows_from(0, &mut cache), whole);
    cache.forget();
    assert!(whole.ends_with(&rows_from(1_500, &mut cache)));
}
