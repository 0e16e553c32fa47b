//! The law of the backend: whatever was drawn before, the terminal shows what one full drawing of the
//! last frame shows, on every kind of terminal and with every guess about it, right or wrong; and no
//! escape sequence but ours is ever sent.

mod support;

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use support::emulator::{Emulator, Kind, State};
use tongdu::term::backend::{SafeBackend, Sync};
use tongdu::term::certainty::{Certainty, certainty};
use tongdu::term::put::{clear_area, put};
use tongdu::text::width::{Ambiguous, Vs16, Widths};

/// A writer that keeps the bytes and counts the writes.
#[derive(Clone, Debug, Default)]
struct Wire {
    bytes: Rc<RefCell<Vec<u8>>>,
    writes: Rc<RefCell<usize>>,
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.writes.borrow_mut() += 1;
        self.bytes.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A program's side and the terminal's.
struct Stage {
    wire: Wire,
    terminal: Terminal<SafeBackend<Wire>>,
    emulator: Emulator,
}

impl Stage {
    fn new(cols: u16, rows: u16, kind: Kind) -> Self {
        let wire = Wire::default();
        let backend = SafeBackend::new(wire.clone(), Size::new(cols, rows), Sync::On);
        let mut emulator = Emulator::new(cols.into(), rows.into(), kind);
        emulator.feed(b"\x1b[?7l");
        Self {
            wire,
            terminal: Terminal::new(backend).unwrap(),
            emulator,
        }
    }

    /// Draws a frame and returns its bytes.
    fn draw(&mut self, caret: Option<(u16, u16)>, paint: impl FnOnce(&mut Buffer)) -> Vec<u8> {
        self.terminal
            .draw(|frame| {
                paint(frame.buffer_mut());
                if let Some(caret) = caret {
                    frame.set_cursor_position(caret);
                }
            })
            .unwrap();
        let bytes = std::mem::take(&mut *self.wire.bytes.borrow_mut());
        self.emulator.feed(&bytes);
        assert!(self.emulator.state().is_settled(), "every frame is closed");
        bytes
    }
}

/// One thing drawn into a frame.
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
                    put(buf, *x, *y, text, *style, COLS, widths);
                }
                Stroke::Popup(area, style) => {
                    clear_area(buf, *area, *style);
                    let inside = area.intersection(buf.area);
                    if !inside.is_empty() {
                        put(
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
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_frames_ends_like_one_full_drawing(
        pictures in proptest::collection::vec(picture(), 1..5),
    ) {
        for kind in Kind::all() {
            for guess in [Ambiguous::Narrow, Ambiguous::Wide] {
                let widths = Widths { ambiguous: guess, vs16: Vs16::Two };
                let mut stage = Stage::new(COLS, ROWS, kind);
                for picture in &pictures {
                    stage.draw(picture.caret, |buf| picture.paint(buf, widths));
                }
                let last = pictures.last().unwrap();
                let mut fresh = Stage::new(COLS, ROWS, kind);
                fresh.draw(last.caret, |buf| last.paint(buf, widths));
                let (got, want) = (stage.emulator.state(), fresh.emulator.state());
                got.screen.assert_looks_like(&want.screen, &format!("{kind:?}, {guess:?} guessed"));
                prop_assert_eq!(got.cursor(), want.cursor());
                prop_assert_eq!(got.cursor_visible(), last.caret.is_some());
            }
        }
    }

    #[test]
    fn a_sure_glyph_stands_in_its_place_whatever_stands_beside_it(
        pictures in proptest::collection::vec(picture(), 1..4),
    ) {
        for kind in Kind::all() {
            for guess in [Ambiguous::Narrow, Ambiguous::Wide] {
                let widths = Widths { ambiguous: guess, vs16: Vs16::Two };
                let mut stage = Stage::new(COLS, ROWS, kind);
                let mut frame = Buffer::default();
                for picture in &pictures {
                    stage.draw(None, |buf| {
                        picture.paint(buf, widths);
                        frame = buf.clone();
                    });
                }
                assert_sure_glyphs(&frame, stage.emulator.state());
            }
        }
    }
}

/// Every glyph of the frame whose width is sure is seen where the frame has it.
#[track_caller]
fn assert_sure_glyphs(frame: &Buffer, terminal: &State) {
    for y in 0..frame.area.height {
        for x in 0..frame.area.width {
            let symbol = frame[(x, y)].symbol();
            let sure = matches!(certainty(symbol), Certainty::Sure(_)) && symbol != " ";
            let seen = &terminal.screen.cell(x.into(), y.into()).text;
            assert!(
                !sure || seen.starts_with(symbol),
                "{symbol} at {x}, {y} is {seen:?}:\n{}",
                terminal.describe()
            );
        }
    }
}

const NARROW: Widths = Widths {
    ambiguous: Ambiguous::Narrow,
    vs16: Vs16::Two,
};
const WIDE: Widths = Widths {
    ambiguous: Ambiguous::Wide,
    vs16: Vs16::Two,
};

/// A frame of one text per row, in the default style.
fn rows(buf: &mut Buffer, rows: &[&str], widths: Widths) {
    for (y, row) in rows.iter().enumerate() {
        put(
            buf,
            0,
            y as u16,
            row,
            Style::new(),
            buf.area.right(),
            widths,
        );
    }
}

/// The bytes of the second of two frames without its brackets, Escapes written as `^`.
fn second_frame(first: &[&str], second: &[&str], widths: Widths) -> String {
    let mut stage = Stage::new(20, 3, Kind::USUAL);
    stage.draw(None, |buf| rows(buf, first, widths));
    let bytes = stage.draw(None, |buf| rows(buf, second, widths));
    let text = String::from_utf8(bytes).unwrap();
    text.trim_start_matches("\x1b[?2026h")
        .trim_end_matches("\x1b[3H\x1b[?2026l")
        .replace('\x1b', "^")
}

#[test]
fn a_change_costs_few_bytes() {
    for (first, second, widths, want) in [
        (&["abc"][..], &["abc"][..], NARROW, ""),
        (&["abc"], &["axc"], NARROW, "^[;2Hx"),
        (&["abcdefgh"], &["Xbcdefgh"], NARROW, "^[HX"),
        (&["abcdefgh"], &["Xbcdefgh", "Y"], NARROW, "^[HX\r\nY"),
        (&["abcdefgh"], &["XbcYefgh"], NARROW, "^[HXbcY"),
        (&["abcdefghi"], &["XbcdefgYi"], NARROW, "^[HX^[8GY"),
        (&["统筹城乡"], &["统一城乡"], NARROW, "^[;3H一"),
        (&["统筹城乡"], &["统"], NARROW, "^[;3H^[K"),
        (&["统筹"], &["统"], NARROW, "^[;3H  "),
        (&["a"], &["“"], NARROW, "^[H“^[2G "),
        (&["a"], &["“中"], WIDE, "^[H^[2X“^[3G中"),
        (&["", "", "  a"], &["", "x", "  b"], NARROW, "^[2Hx^[3;3Hb"),
    ] {
        assert_eq!(
            second_frame(first, second, widths),
            want,
            "{first:?} to {second:?}"
        );
    }
}

#[test]
fn a_frame_is_one_write_and_nothing_new_is_none() {
    let mut stage = Stage::new(20, 3, Kind::USUAL);
    stage.draw(Some((3, 1)), |buf| {
        rows(buf, &["统筹", "“城乡”", "ok"], WIDE)
    });
    assert_eq!(*stage.wire.writes.borrow(), 1);
    stage.draw(Some((3, 1)), |buf| {
        rows(buf, &["统筹", "“城乡”", "ok"], WIDE)
    });
    assert_eq!(*stage.wire.writes.borrow(), 1);
    let moved = stage.draw(Some((4, 1)), |buf| {
        rows(buf, &["统筹", "“城乡”", "ok"], WIDE)
    });
    assert_eq!(moved, b"\x1b[2;5H", "a caret that moves costs one move");
    assert_eq!(stage.terminal.backend().traffic().frames, 2);
}

#[test]
fn the_hidden_cursor_is_parked_and_the_caret_is_shown() {
    let mut stage = Stage::new(20, 3, Kind::USUAL);
    stage.draw(None, |buf| rows(buf, &["a"], NARROW));
    assert_eq!(stage.emulator.state().cursor(), (0, 2));
    assert!(!stage.emulator.state().cursor_visible());
    stage.terminal.backend_mut().set_park((5, 1).into());
    stage.draw(None, |buf| rows(buf, &["b"], NARROW));
    assert_eq!(stage.emulator.state().cursor(), (5, 1));
    stage.draw(Some((99, 99)), |buf| rows(buf, &["b"], NARROW));
    assert_eq!(stage.emulator.state().cursor(), (19, 2), "kept inside");
    assert!(stage.emulator.state().cursor_visible());
}

#[test]
fn a_forgotten_screen_is_drawn_anew_without_a_change() {
    let mut stage = Stage::new(20, 3, Kind::USUAL);
    let page = ["统筹城乡", "“发展”——", "x"];
    stage.draw(None, |buf| rows(buf, &page, NARROW));
    let want = stage.emulator.state().screen.clone();
    stage.emulator.feed("\x1b[2;3H垃圾\x1b[31m".as_bytes());
    stage.emulator.feed(b"\x1b[m");
    stage.terminal.backend_mut().forget();
    stage.draw(None, |buf| rows(buf, &page, NARROW));
    stage
        .emulator
        .state()
        .screen
        .assert_looks_like(&want, "after forgetting");
}

#[test]
fn a_new_size_is_drawn_from_a_blank_screen() {
    for (cols, height) in [(9, 4), (40, 2), (1, 1), (2, 9), (20, 3)] {
        let mut stage = Stage::new(20, 3, Kind::USUAL);
        stage.draw(None, |buf| rows(buf, &["统筹城乡“发展”", "abc"], NARROW));
        stage.emulator.resize(cols.into(), height.into());
        stage.terminal.backend_mut().resize(Size::new(cols, height));
        let paint = |buf: &mut Buffer| put(buf, 0, 0, "统筹城乡", Style::new(), cols, NARROW);
        stage.draw(None, |buf| {
            paint(buf);
        });
        let mut fresh = Stage::new(cols, height, Kind::USUAL);
        fresh.draw(None, |buf| {
            paint(buf);
        });
        let want = &fresh.emulator.state().screen;
        stage
            .emulator
            .state()
            .screen
            .assert_looks_like(want, "after a resize");
    }
}

#[test]
fn no_symbol_steers_the_terminal() {
    for symbol in [
        "\x1b[2J",
        "\x1b]0;pwned\x07",
        "\u{9b}31m",
        "a\u{202e}",
        "\r\n",
        "\u{2028}x",
    ] {
        let mut stage = Stage::new(20, 3, Kind::USUAL);
        let bytes = stage.draw(None, |buf| {
            buf[(3, 1)].set_symbol(symbol);
            buf[(19, 2)].set_symbol(symbol);
        });
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.matches('\u{fffd}').count(), 2, "{symbol:?}");
        assert!(stage.emulator.state().titles.is_empty());
    }
}

#[test]
fn bytes_queued_go_before_the_frame_in_the_same_write() {
    let mut stage = Stage::new(20, 3, Kind::USUAL);
    stage.terminal.backend_mut().queue(b"\x1b]0;t\x1b\\");
    let bytes = stage.draw(None, |buf| rows(buf, &["a"], NARROW));
    assert!(bytes.starts_with(b"\x1b]0;t\x1b\\\x1b[?2026h\x1b[?25l"));
    assert_eq!(*stage.wire.writes.borrow(), 1);
}

#[test]
fn without_synchronized_updates_no_bracket_is_sent() {
    let mut stage = Stage::new(20, 3, Kind::USUAL);
    stage.terminal.backend_mut().set_sync(Sync::Off);
    let bytes = stage.draw(None, |buf| rows(buf, &["a"], NARROW));
    assert_eq!(bytes, b"\x1b[?25l\x1b[Ha\x1b[3H");
}
