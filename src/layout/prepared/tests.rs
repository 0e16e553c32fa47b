use super::*;
use crate::layout::line_breaker::BreakReason;
use crate::layout::{GlyphText, Kinsoku};
use crate::text::width::Ambiguous;

/// Worked example: text options, setting, and indents.
struct Example {
    options: TextOptions,
    setting: Setting,
    room: LineRoom,
}

impl Example {
    fn parse(fields: &str) -> Self {
        let mut example = Self {
            options: TextOptions {
                autospace: true,
                ..TextOptions::default()
            },
            setting: Setting::default(),
            room: LineRoom {
                measure: 40,
                first_indent: 0,
                rest_indent: 0,
            },
        };
        for (key, value) in fields.split(' ').filter_map(|field| field.split_once('=')) {
            example.set_option(key, value);
        }
        example
    }

    fn set_option(&mut self, key: &str, value: &str) {
        let cells = || value.parse().unwrap();
        match (key, value) {
            ("width", _) => self.room.measure = cells(),
            ("indent", _) => self.room.first_indent = cells(),
            ("hanging_indent", _) => self.room.rest_indent = cells(),
            ("hang", "false") => self.setting.hanging = HangingPunctuation::Off,
            ("justify", "true") => self.setting.justify = true,
            ("keep_all", "true") => self.options.keep_all = true,
            ("lb", "normal") => self.options.loose_kana = true,
            ("amb", "2") => self.options.widths.ambiguous = Ambiguous::Wide,
            ("level", "strict") => self.options.kinsoku = Kinsoku::Strict,
            ("lang", "ja") => self.options.lang = TextLang::Ja,
            ("lang", "ko") => self.options.lang = TextLang::Ko,
            _ => panic!("no such option: {key}={value}"),
        }
    }

    /// Returns the lines as displayed, and the break reason of each.
    fn lines(&self, text: &str) -> (String, String) {
        let block = Block {
            text: text.into(),
            ..Block::default()
        };
        let prepared = prepare(&block, &self.options);
        let mut setter = Setter::new(prepared.setter_style(self.setting));
        let mut lines = Vec::new();
        setter.set(
            &prepared.text,
            &prepared.text.segments[0],
            self.room,
            0,
            &mut lines,
        );
        let shown: Vec<_> = lines.iter().map(|line| line_text(line, text)).collect();
        let ways: Vec<_> = setter
            .picked_lines
            .iter()
            .map(|pick| name(pick.reason))
            .collect();
        (shown.join("|"), ways.join(" "))
    }
}

fn name(reason: BreakReason) -> String {
    match reason {
        BreakReason::Ends => "end".into(),
        BreakReason::Fits => "fit".into(),
        BreakReason::Hangs => "hang".into(),
        BreakReason::PushIn => "in".into(),
        BreakReason::PushOut => "out".into(),
        BreakReason::Penalised(cost) => format!("relax{cost}"),
        BreakReason::Forced => "force".into(),
        BreakReason::MendsOrphan => "orphan".into(),
    }
}

/// Returns a line as a terminal shows it.
fn line_text(line: &Line, text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for glyph in &line.glyphs {
        out.extend(std::iter::repeat_n(' ', usize::from(glyph.x - column)));
        let at = glyph.at as usize;
        match glyph.text {
            // A no-break space is compared as itself.
            GlyphText::Cluster | GlyphText::Blank => {
                out.push_str(text.get(at..at + usize::from(glyph.len)).unwrap());
            }
            GlyphText::Substitute(c) => out.push(c),
        }
        column = glyph.x + u16::from(glyph.width);
    }
    out
}

#[test]
fn the_worked_examples_come_out_as_worked() {
    let rows = include_str!("../../../tests/data/examples.tsv");
    let rows: Vec<_> = rows.lines().filter(|row| !row.starts_with('#')).collect();
    assert_eq!(rows.len(), 60);
    let wrong: Vec<_> = rows
        .iter()
        .filter_map(|row| {
            let fields: Vec<_> = row.split('\t').collect();
            let [id, name, text, options, lines, ways] = fields[..] else {
                panic!("{row}")
            };
            let got = Example::parse(options).lines(text);
            (got != (lines.into(), ways.into()))
                .then(|| format!("{id} {name}: {got:?}, not {lines:?} {ways}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_of_hangul_is_cut_rather_than_leave_a_line_half_empty() {
    let example = Example::parse("width=20 lang=ko keep_all=true");
    assert_eq!(
        example.lines("그 도서관에서공부했던학생들은"),
        ("그 도서관에서공부했|던학생들은".into(), "relax3 end".into())
    );
}

#[test]
fn a_dash_is_not_split_where_it_may_not_start_a_line() {
    let example = Example::parse("width=10 amb=2 level=strict");
    assert_eq!(
        example.lines("这件事是——真的"),
        ("这件事|是——真的".into(), "out end".into())
    );
}

#[test]
fn an_orphan_takes_a_character_and_no_blank() {
    let example = Example::parse("width=12");
    assert_eq!(
        example.lines("我汉春A、々”\u{200B}\t春、"),
        ("我汉春A、々”|春、".into(), "in end".into())
    );
}

#[test]
fn a_stop_behind_brackets_that_fill_a_line_hangs_and_starts_no_line() {
    for (options, lines, ways) in [
        (
            "width=20",
            "山山（abcdefghijkl）。|你可以查看。",
            "hang end",
        ),
        ("width=22", "山山（abcdefghijkl）。|你可以查看。", "fit end"),
        // With hanging off, the line is broken as before.
        (
            "width=20 hang=false",
            "山山（abcdefghijkl）|。你可以查看。",
            "relax2 end",
        ),
    ] {
        let got = Example::parse(options).lines("山山（abcdefghijkl）。你可以查看。");
        assert_eq!(got, (lines.into(), ways.into()), "{options}");
    }
}

#[test]
fn blanks_of_an_em_indent_like_ideographic_ones() {
    for blanks in [
        "\u{3000}\u{3000}",
        "\u{2003}\u{2003}",
        "\u{2002}\u{2002}\u{2002}\u{2002}",
        "\u{A0}\u{A0}\u{A0}\u{A0}",
    ] {
        let block = Block {
            text: format!("{blanks}渡口").into(),
            ..Block::default()
        };
        let lines = prepare(&block, &TextOptions::default()).set(&Setting::default());
        assert_eq!(lines[0].glyphs[0].x, 4, "{blanks:?}");
    }
}

#[test]
fn long_runs_of_blanks_give_way_before_a_line_breaks() {
    let lines = |width: &str, text: &str| Example::parse(width).lines(text).0;
    let text = "某市办公室　　　　　　2024年3月18日印发";
    assert_eq!(
        lines("width=40", text),
        "某市办公室　　　　2024 年 3 月 18 日印发"
    );
    // A line that does not fit in any case is broken with its blanks as they are.
    assert!(lines("width=24", text).contains('|'));
    let columns = "日期：    年    月    日    日期：    年    月    日";
    let set = lines("width=40", columns);
    assert!(!set.contains('|'), "{set}");
}

#[test]
fn signatures_at_the_right_of_the_source_stay_at_the_right() {
    for (blanks, words, at) in [
        (17, "青川市人民政府办公室", 30),
        (19, "二〇二四年三月十八日", 30),
        (12, "房屋租赁合同", 24),
    ] {
        let block = Block {
            text: format!("{}{words}", "　".repeat(blanks)).into(),
            ..Block::default()
        };
        let setting = Setting {
            measure: Cells(50),
            ..Setting::default()
        };
        let lines = prepare(&block, &TextOptions::default()).set(&setting);
        assert_eq!(lines[0].glyphs[0].x, at, "{words}");
    }
}

#[test]
fn a_time_with_a_full_width_colon_is_not_broken() {
    let (lines, _) = Example::parse("width=12").lines("会议上午9：00开始");
    assert_eq!(lines, "会议上午|9：00 开始");
}
