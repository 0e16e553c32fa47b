//! Pictures of the README: screens of the program as SVG. They are held like golden screens, so a picture never shows
//! what the program no longer draws; `UPDATE=1` in the environment draws them anew.

#![allow(clippy::unwrap_used, reason = "a test may fail here")]

use crate::support::emulator::TerminalKind;
use crate::support::reading::{press, start, tongdu};
use crate::support::screen::{Cell, Colour, Screen};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Width of a cell in pixels.
const CELL_WIDTH: usize = 10;
/// Height of a row in pixels.
const ROW_HEIGHT: usize = 24;
/// Baseline of a row in pixels below its top edge.
const BASELINE: usize = 18;
/// Blank margin around the screen in pixels.
const MARGIN: usize = 12;

/// Fonts of the pictures: the first that the viewer of the picture has.
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',monospace";

/// Returns the colour as SVG writes it, or `default` for the terminal's own.
///
/// # Panics
///
/// Panics for a colour of the palette: the painted themes send true colour.
fn svg_colour(colour: Colour, default: &str) -> String {
    match colour {
        Colour::Default => default.to_owned(),
        Colour::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        Colour::Indexed(index) => panic!("colour {index} of the palette in a picture"),
    }
}

/// Ink and paper of a cell.
fn colours(cell: &Cell) -> (String, String) {
    let style = cell.style;
    let (ink, paper) = if style.has_attribute(7) {
        (style.bg, style.fg)
    } else {
        (style.fg, style.bg)
    };
    (svg_colour(ink, "#808080"), svg_colour(paper, "none"))
}

/// Writes the backgrounds of a row that differ from the paper of the screen.
fn write_backgrounds(svg: &mut String, screen: &Screen, y: usize, paper: &str) {
    let mut x = 0;
    while x < screen.cols {
        let start = x;
        let colour = colours(screen.cell(x, y)).1;
        while x < screen.cols && colours(screen.cell(x, y)).1 == colour {
            x += 1;
        }
        if colour != paper && colour != "none" {
            writeln!(
                svg,
                r#"<rect x="{}" y="{}" width="{}" height="{ROW_HEIGHT}" fill="{colour}"/>"#,
                MARGIN + start * CELL_WIDTH,
                MARGIN + y * ROW_HEIGHT,
                (x - start) * CELL_WIDTH
            )
            .unwrap();
        }
    }
}

/// Writes the glyphs of a row: one element for a run of one look, each glyph at its own cell.
fn write_glyphs(svg: &mut String, screen: &Screen, y: usize) {
    let glyphs: Vec<(usize, &Cell)> = (0..screen.cols)
        .map(|x| (x, screen.cell(x, y)))
        .filter(|(_, cell)| !cell.text.trim().is_empty())
        .collect();
    for run in glyphs.chunk_by(|(_, one), (_, next)| one.style == next.style) {
        let style = run[0].1.style;
        let places: Vec<String> = run
            .iter()
            .flat_map(|(x, cell)| {
                let at = (MARGIN + x * CELL_WIDTH).to_string();
                cell.text.chars().map(move |_| at.clone())
            })
            .collect();
        let text: String = run.iter().map(|(_, cell)| cell.text.as_str()).collect();
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let weight = if style.has_attribute(1) {
            r#" font-weight="bold""#
        } else {
            ""
        };
        let line = if style.has_attribute(4) {
            r#" text-decoration="underline""#
        } else {
            ""
        };
        writeln!(
            svg,
            r#"<text x="{}" y="{}" fill="{}"{weight}{line}>{text}</text>"#,
            places.join(" "),
            MARGIN + y * ROW_HEIGHT + BASELINE,
            colours(run[0].1).0,
        )
        .unwrap();
    }
}

/// Draws a screen as SVG.
fn picture(screen: &Screen) -> String {
    let (width, height) = (
        2 * MARGIN + screen.cols * CELL_WIDTH,
        2 * MARGIN + screen.rows * ROW_HEIGHT,
    );
    let paper = colours(screen.cell(screen.cols - 1, 0)).1;
    let mut svg = String::new();
    writeln!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{FONTS}" font-size="19">
<rect width="{width}" height="{height}" rx="8" fill="{paper}"/>"#
    )
    .unwrap();
    for y in 0..screen.rows {
        write_backgrounds(&mut svg, screen, y, &paper);
        write_glyphs(&mut svg, screen, y);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Compares the picture of the essays after some keys with the stored one.
#[track_caller]
fn compare(name: &str, theme: &str, keys: &str) {
    let command = tongdu(&["--lang", "zh", "--theme", theme]);
    let mut terminal = start(command, (120, 40), TerminalKind::USUAL);
    press(&mut terminal, keys);
    let shown = picture(&terminal.state().screen);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(format!("{name}.svg"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &shown).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == shown,
        "docs/{name}.svg is another picture than the program draws (UPDATE=1 draws it anew)"
    );
}

#[test]
fn the_readme_shows_a_page_on_dark_paper() {
    compare("reading-dark", "dark", "]]]");
}

#[test]
fn the_readme_shows_a_search_on_light_paper() {
    compare("search-light", "light", "]]]/土地<Enter>");
}
