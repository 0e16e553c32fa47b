//! Invariant of the backend: whatever was drawn before, the terminal shows the same as one full drawing of the last
//! frame. It holds for every kind of terminal and every guess about its widths, right or wrong. Only the program's
//! own escape sequences are ever sent.

use crate::support::emulator::{EmulatorState, TerminalKind};
use crate::support::frame_harness::FrameHarness;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use tongdu::term::width_confidence::{WidthConfidence, width_confidence};
use tongdu::term::write_text::{clear_area, write_text};
use tongdu::text::width::{Ambiguous, Vs16, Widths};

/// An item drawn into a frame.
#[derive(Clone, Debug)]
enum Stroke {
    Text(u16, u16, String, Style),
    Popup(Rect, Style),
}

#[derive(Clone, Debug)]
struct Picture {
    strokes: Vec<Stroke>,
    caret: Option<(u16, u16)>,
}

const COLS: u16 = 17;
const ROWS: u16 = 5;

impl Picture {
    fn paint(&self, buf: &mut Buffer, widths: Widths) {
        for stroke in &self.strokes {
            match stroke {
                Stroke::Text(x, y, text, style) => {
                    write_text(buf, *x, *y, text, *style, COLS, widths);
                }
                Stroke::Popup(area, style) => {
                    clear_area(buf, *area, *style);
                    let inside = area.intersection(buf.area);
                    if !inside.is_empty() {
                        write_text(
                            buf,
                            inside.x,
                            inside.y,
                            "|题|",
                            *style,
                            inside.right(),
                            widths,
                        );
                    }
                }
            }
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            4 => Just(Color::Reset),
            1 => Just(Color::Red),
            1 => Just(Color::Indexed(200)),
            1 => Just(Color::Rgb(1, 2, 3)),
        ]
    };
    (
        colour(),
        colour(),
        prop_oneof![4 => Just(0u16), 1 => 0u16..512],
    )
        .prop_map(|(fg, bg, modifier)| {
            Style::new()
                .fg(fg)
                .bg(bg)
                .add_modifier(Modifier::from_bits_truncate(modifier))
        })
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "中", "文", "a", "bc ", "  ", "，", "“", "”", "—", "……", "①", "ā", "─", "가", "ﾊﾟ", "か\u{3099}",
            "❤\u{fe0f}", "👩\u{200d}🔬", "🇨🇳", "☺", "e\u{301}", "𠮷",
            // Without a cell on many terminals, and the beginning of a cluster.
            "\u{11df0}", "\u{8e2}",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => proptest::sample::select(vec!["\x1b[31m", "\t", "\u{9b}2J", "\u{202e}", "\r\n"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 1..9).prop_map(|pieces| pieces.concat())
}

fn picture() -> impl Strategy<Value = Picture> {
    let stroke = prop_oneof![
        4 => (0..COLS, 0..ROWS, text(), style()).prop_map(|(x, y, text, style)| Stroke::Text(x, y, text, style)),
        1 => (0..COLS, 0..ROWS, 1..9u16, 1..4u16, style())
            .prop_map(|(x, y, w, h, style)| Stroke::Popup(Rect::new(x, y, w, h), style)),
    ];
    let caret = proptest::option::of((0..COLS, 0..ROWS));
    (proptest::collection::vec(stroke, 0..7), caret)
        .prop_map(|(strokes, caret)| Picture { strokes, caret })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_frames_ends_like_one_full_drawing(
        pictures in proptest::collection::vec(picture(), 1..5),
    ) {
        for kind in TerminalKind::all() {
            for guess in [Ambiguous::Narrow, Ambiguous::Wide] {
                let widths = Widths { ambiguous: guess, vs16: Vs16::Two };
                let mut stage = FrameHarness::new(COLS, ROWS, kind);
                for picture in &pictures {
                    stage.draw(picture.caret, |buf| picture.paint(buf, widths));
                }
                let last = pictures.last().unwrap();
                let mut fresh = FrameHarness::new(COLS, ROWS, kind);
                fresh.draw(last.caret, |buf| last.paint(buf, widths));
                let (got, want) = (stage.emulator.state(), fresh.emulator.state());
                got.screen.assert_looks_like(&want.screen, &format!("{kind:?}, {guess:?} guessed"));
                prop_assert_eq!(got.cursor(), want.cursor());
                prop_assert_eq!(got.is_cursor_visible(), last.caret.is_some());
            }
        }
    }

    #[test]
    fn a_text_that_is_scrolled_ends_like_one_full_drawing(
        lines in proptest::collection::vec((text(), style()), 12),
        tops in proptest::collection::vec(0usize..8, 2..6),
    ) {
        for kind in TerminalKind::all() {
            for guess in [Ambiguous::Narrow, Ambiguous::Wide] {
                let widths = Widths { ambiguous: guess, vs16: Vs16::Two };
                let paint = |buf: &mut Buffer, top: usize| {
                    for (y, (text, style)) in lines[top..].iter().take(7).enumerate() {
                        write_text(buf, 0, y as u16, text, *style, COLS, widths);
                    }
                    write_text(buf, 0, 7, &format!("第{top}行"), Style::new(), COLS, widths);
                };
                let mut stage = FrameHarness::new(COLS, 8, kind);
                for &top in &tops {
                    stage.draw(None, |buf| paint(buf, top));
                }
                let mut fresh = FrameHarness::new(COLS, 8, kind);
                fresh.draw(None, |buf| paint(buf, tops[tops.len() - 1]));
                let (got, want) = (stage.emulator.state(), fresh.emulator.state());
                got.screen.assert_looks_like(&want.screen, &format!("{kind:?}, {guess:?} guessed"));
            }
        }
    }

    #[test]
    fn a_sure_glyph_stands_in_its_place_whatever_stands_beside_it(
        pictures in proptest::collection::vec(picture(), 1..4),
    ) {
        for kind in TerminalKind::all() {
            for guess in [Ambiguous::Narrow, Ambiguous::Wide] {
                let widths = Widths { ambiguous: guess, vs16: Vs16::Two };
                let mut stage = FrameHarness::new(COLS, ROWS, kind);
                let mut frame = Buffer::default();
                for picture in &pictures {
                    stage.draw(None, |buf| {
                        picture.paint(buf, widths);
                        frame = buf.clone();
                    });
                }
                assert_exact_glyphs(&frame, stage.emulator.state());
            }
        }
    }
}

/// Asserts that every glyph of certain width is at its place in the frame.
#[track_caller]
fn assert_exact_glyphs(frame: &Buffer, terminal: &EmulatorState) {
    for y in 0..frame.area.height {
        for x in 0..frame.area.width {
            let symbol = frame[(x, y)].symbol();
            let sure =
                matches!(width_confidence(symbol), WidthConfidence::Exact(_)) && symbol != " ";
            let seen = &terminal.screen.cell(x.into(), y.into()).text;
            assert!(
                !sure || seen.starts_with(symbol),
                "{symbol} at {x}, {y} is {seen:?}:\n{}",
                terminal.describe()
            );
        }
    }
}
