//! Frames as bytes: size of a change, position of the cursor, sequences never sent.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::support::emulator::{Ambiguous as Drawn, TerminalKind};
use crate::support::frame_harness::FrameHarness;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::style::Style;
use tongdu::term::backend::SyncUpdates;
use tongdu::term::write_text::write_text;
use tongdu::text::width::{Ambiguous, Vs16, Widths};

const NARROW: Widths = Widths {
    ambiguous: Ambiguous::Narrow,
    vs16: Vs16::Two,
};
const WIDE: Widths = Widths {
    ambiguous: Ambiguous::Wide,
    vs16: Vs16::Two,
};

/// Draws one text per row, in the default style.
fn rows(buf: &mut Buffer, rows: &[&str], widths: Widths) {
    for (y, row) in rows.iter().enumerate() {
        write_text(
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

/// Returns the bytes of the second of two frames without its begin and end sequences; Escape is written as `^`.
fn second_frame(first: &[&str], second: &[&str], widths: Widths) -> String {
    let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
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
        (&["a"], &["“中"], WIDE, "^[H  \r“^[3G中"),
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
    let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
    stage.draw(Some((3, 1)), |buf| {
        rows(buf, &["统筹", "“城乡”", "ok"], WIDE);
    });
    assert_eq!(*stage.writer.writes.borrow(), 1);
    stage.draw(Some((3, 1)), |buf| {
        rows(buf, &["统筹", "“城乡”", "ok"], WIDE);
    });
    assert_eq!(*stage.writer.writes.borrow(), 1);
    let moved = stage.draw(Some((4, 1)), |buf| {
        rows(buf, &["统筹", "“城乡”", "ok"], WIDE);
    });
    assert_eq!(moved, b"\x1b[2;5H", "a caret that moves costs one move");
    assert_eq!(stage.backend.bytes_sent().frames, 2);
}

#[test]
fn the_hidden_cursor_is_parked_and_the_caret_is_shown() {
    let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
    stage.draw(None, |buf| rows(buf, &["a"], NARROW));
    assert_eq!(stage.emulator.state().cursor(), (0, 2));
    assert!(!stage.emulator.state().is_cursor_visible());
    stage.backend.set_idle_cursor((5, 1).into());
    stage.draw(None, |buf| rows(buf, &["b"], NARROW));
    assert_eq!(stage.emulator.state().cursor(), (5, 1));
    stage.draw(Some((99, 99)), |buf| rows(buf, &["b"], NARROW));
    assert_eq!(stage.emulator.state().cursor(), (19, 2), "kept inside");
    assert!(stage.emulator.state().is_cursor_visible());
}

#[test]
fn a_forgotten_screen_is_drawn_anew_without_a_change() {
    let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
    let page = ["统筹城乡", "“发展”——", "x"];
    stage.draw(None, |buf| rows(buf, &page, NARROW));
    let want = stage.emulator.state().screen.clone();
    stage.emulator.feed("\x1b[2;3H垃圾\x1b[31m".as_bytes());
    stage.emulator.feed(b"\x1b[m");
    stage.backend.forget();
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
        let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
        stage.draw(None, |buf| rows(buf, &["统筹城乡“发展”", "abc"], NARROW));
        stage.emulator.resize(cols.into(), height.into());
        stage.backend.resize(Size::new(cols, height));
        let paint =
            |buf: &mut Buffer| write_text(buf, 0, 0, "统筹城乡", Style::new(), cols, NARROW);
        stage.draw(None, |buf| {
            paint(buf);
        });
        let mut fresh = FrameHarness::new(cols, height, TerminalKind::USUAL);
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
        let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
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
    let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
    stage.backend.queue(b"\x1b]0;t\x1b\\");
    let bytes = stage.draw(None, |buf| rows(buf, &["a"], NARROW));
    assert!(bytes.starts_with(b"\x1b]0;t\x1b\\\x1b[?2026h\x1b[?25l"));
    assert_eq!(*stage.writer.writes.borrow(), 1);
}

#[test]
fn without_synchronized_updates_no_bracket_is_sent() {
    let mut stage = FrameHarness::new(20, 3, TerminalKind::USUAL);
    stage.backend.set_sync(SyncUpdates::Off);
    let bytes = stage.draw(None, |buf| rows(buf, &["a"], NARROW));
    assert_eq!(bytes, b"\x1b[?25l\x1b[Ha\x1b[3H");
}

/// Draws 40 rows of 100 columns of Chinese text, from line `top` on, with a status line.
fn page(buf: &mut Buffer, top: usize) {
    let marks = ["，", "。", "“", "”", "——", "……"];
    for y in 0..39 {
        let line: String = (0..46)
            .map(|x| match (top + y) * 31 + x {
                n if n % 11 == 0 => marks[n / 11 % marks.len()].to_owned(),
                n => char::from_u32(0x4E00 + (n * 7919 % 20000) as u32)
                    .unwrap()
                    .to_string(),
            })
            .collect();
        write_text(buf, 2, y as u16, &line, Style::new(), 100, WIDE);
    }
    let status = format!("城乡统筹 {top}");
    write_text(buf, 0, 39, &status, Style::new().reversed(), 100, WIDE);
}

#[test]
fn a_line_of_scrolling_costs_a_line_and_a_page_little_more_than_its_text() {
    let kind = TerminalKind {
        ambiguous: Drawn::Wide,
        ..TerminalKind::USUAL
    };
    let mut stage = FrameHarness::new(100, 40, kind);
    let full = stage.draw(None, |buf| page(buf, 0)).len();
    assert!(full < 9000, "{full} bytes for a page of 5400 bytes of text");
    for top in [1, 2, 1] {
        let line = stage.draw(None, |buf| page(buf, top)).len();
        assert!(line < 350, "{line} bytes for a line");
    }
    let mut fresh = FrameHarness::new(100, 40, kind);
    fresh.draw(None, |buf| page(buf, 1));
    let want = &fresh.emulator.state().screen;
    stage
        .emulator
        .state()
        .screen
        .assert_looks_like(want, "after scrolling");
}
