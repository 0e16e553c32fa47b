//! Tables for writing text: ends, odd columns, edges.

use super::*;
use crate::text::width::{Ambiguous, Vs16};
use ratatui::style::Color;

const NARROW: Widths = Widths {
    ambiguous: Ambiguous::Narrow,
    vs16: Vs16::Two,
};

/// Returns one row of cells as text: `~` for a covered cell, `.` for a blank.
fn row(buf: &Buffer) -> String {
    (0..buf.area.width)
        .map(|x| {
            let cell = &buf[(x, 0)];
            if is_covered(cell) {
                "~"
            } else if cell.symbol() == " " {
                "."
            } else {
                cell.symbol()
            }
        })
        .collect()
}

fn strip(width: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, 1))
}

#[test]
fn text_stops_before_the_limit_and_never_shows_half_a_glyph() {
    for (x, text, limit, want, next) in [
        (0, "中文", 8, "中~文~....", 4),
        (1, "中文", 8, ".中~文~...", 5),
        (1, "中文", 4, ".中~.....", 4),
        (1, "中文", 3, ".中~.....", 3),
        (0, "ab中", 3, "ab......", 3),
        (7, "中", 8, "........", 8),
        (7, "a", 99, ".......a", 8),
        (8, "a", 99, "........", 8),
        (0, "a\tb", 8, "a.b.....", 3),
        (0, "\x1b[31m", 8, "␛[31m...", 5),
        (0, "a\u{202e}b", 8, "ab......", 2),
        (0, "", 8, "........", 0),
        (3, "中", 3, "........", 3),
        (5, "中", 3, "........", 5),
    ] {
        let mut buf = strip(8);
        let got = write_text(&mut buf, x, 0, text, Style::new(), limit, NARROW);
        assert_eq!(
            (row(&buf).as_str(), got),
            (want, next),
            "{text:?} at {x}, limit {limit}"
        );
    }
}

#[test]
fn new_text_blanks_the_other_half_of_what_it_covers() {
    for (x, text, want) in [
        (0, "a", "a.中~中~中~"),
        (1, "a", ".a中~中~中~"),
        (1, "中", ".中~.中~中~"),
        (2, "ab", "中~ab中~中~"),
        (3, "中", "中~.中~.中~"),
        (6, "中", "中~中~中~中~"),
        (7, "a", "中~中~中~.a"),
    ] {
        let mut buf = strip(8);
        write_text(&mut buf, 0, 0, "中中中中", Style::new(), 8, NARROW);
        write_text(&mut buf, x, 0, text, Style::new(), 8, NARROW);
        assert_eq!(row(&buf), want, "{text} at {x}");
    }
}

#[test]
fn a_cleared_area_cuts_the_glyphs_across_its_edges() {
    for (x, width, want) in [
        (0, 2, "..中~中~中~"),
        (1, 2, "....中~中~"),
        (3, 1, "中~..中~中~"),
        (3, 2, "中~....中~"),
        (7, 9, "中~中~中~.."),
        (0, 0, "中~中~中~中~"),
    ] {
        let mut buf = strip(8);
        write_text(&mut buf, 0, 0, "中中中中", Style::new(), 8, NARROW);
        clear_area(&mut buf, Rect::new(x, 0, width, 1), Style::new());
        assert_eq!(row(&buf), want, "{width} at {x}");
    }
}

#[test]
fn covered_cells_wear_the_style_of_their_glyph_and_nothing_else() {
    let mut buf = strip(4);
    write_text(
        &mut buf,
        0,
        0,
        "abcd",
        Style::new().bg(Color::Blue),
        4,
        NARROW,
    );
    write_text(&mut buf, 1, 0, "中", Style::new().fg(Color::Red), 4, NARROW);
    for x in [1, 2] {
        assert_eq!((buf[(x, 0)].fg, buf[(x, 0)].bg), (Color::Red, Color::Reset));
    }
    assert_eq!(buf[(3, 0)].bg, Color::Blue);
}

#[test]
fn every_width_that_is_not_certain_is_forced() {
    let mut buf = strip(8);
    write_cluster(&mut buf, 0, 0, "“", Cells(2), Style::new());
    write_cluster(&mut buf, 2, 0, "—", Cells(1), Style::new());
    write_cluster(&mut buf, 3, 0, "中", Cells(2), Style::new());
    let forced = |x: u16| match buf[(x, 0)].diff_option {
        CellDiffOption::ForcedWidth(cells) => Some(cells.get()),
        _ => None,
    };
    assert_eq!((forced(0), forced(2), forced(3)), (Some(2), Some(1), None));
}

#[test]
fn forms_for_vertical_setting_are_drawn_horizontally_in_the_same_cells() {
    let mut buf = strip(12);
    let end = write_text(&mut buf, 0, 0, "﹁甲﹂︱乙", Style::new(), 12, NARROW);
    assert_eq!(end, 10);
    let symbols = |cells: std::ops::Range<u16>| -> String {
        cells.map(|x| buf[(x, 0)].symbol().to_owned()).collect()
    };
    assert_eq!(symbols(0..10), "「 甲 」 — 乙 ");
}

#[test]
fn writing_outside_the_buffer_does_nothing() {
    let area = Rect::new(2, 2, 4, 1);
    let mut buf = Buffer::empty(area);
    for (x, y) in [(0, 2), (1, 2), (2, 1), (2, 3), (6, 2), (u16::MAX, u16::MAX)] {
        write_cluster(&mut buf, x, y, "中", Cells(2), Style::new());
    }
    assert_eq!(buf, Buffer::empty(area));
    let mut nothing = Buffer::empty(Rect::ZERO);
    assert_eq!(
        write_text(&mut nothing, 0, 0, "中文", Style::new(), 4, NARROW),
        0
    );
}

#[test]
fn a_title_is_cut_between_clusters() {
    for (text, cells, want) in [
        ("统筹城乡", 8, "统筹城乡"),
        ("统筹城乡", 7, "统筹城…"),
        ("统筹城乡", 6, "统筹…"),
        ("统筹城乡", 2, "…"),
        ("统筹城乡", 1, "…"),
        ("统筹城乡", 0, ""),
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ("", 0, ""),
    ] {
        assert_eq!(elide(text, Cells(cells), NARROW), want, "{text} in {cells}");
    }
}
