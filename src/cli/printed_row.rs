//! A row of a set text as it is printed.

use super::output::printable;
use super::sgr::codes;
use crate::doc::BlockKind;
use crate::layout::{BlockRow, GlyphText, Line, PageRow, Setting};
use crate::text::width::{Widths, text_width};
use crate::ui::geometry::WHOLE_SCREEN_CELLS;

/// Longest rule, for lines that have no measure.
const MAX_RULE_CELLS: u16 = 80;

/// Attributes of the terminal in a printed row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowColours {
    /// No attributes.
    None,
    /// Those of its marks.
    Marks,
    /// Those of its marks, in bold.
    Heading,
}

/// Returns a row as text, with blanks up to each glyph; perhaps with the attributes of its marks.
pub(crate) fn row_text(row: &PageRow, setting: &Setting, colours: RowColours) -> String {
    if let BlockRow::FileName(name) = row.row() {
        let spare = setting
            .measure
            .0
            .saturating_sub(text_width(name, Widths::default()).0);
        let is_endless = setting.measure >= WHOLE_SCREEN_CELLS;
        let blanks = if is_endless { 0 } else { spare / 2 };
        return " ".repeat(usize::from(blanks)) + &printable(name);
    }
    let Some(line) = row.line() else {
        let bars = match row.row() {
            BlockRow::Empty | BlockRow::FileRule | BlockRow::FileName(_) => row.block.space_quotes,
            BlockRow::Ruby(line) | BlockRow::Leading(line) | BlockRow::Text(line) => line.quotes,
        };
        return "| ".repeat(usize::from(bars)).trim_end().to_owned();
    };
    if row.block.kind == BlockKind::Rule {
        return "-".repeat(usize::from((setting.measure.0 / 3).min(MAX_RULE_CELLS)));
    }
    let mut out = lead_text(line);
    if let Some(cells) = &line.rule {
        let width = (cells.end - cells.start).min(MAX_RULE_CELLS);
        out.extend(std::iter::repeat_n(
            ' ',
            usize::from(cells.start).saturating_sub(out.len()),
        ));
        return out + &"-".repeat(usize::from(width));
    }
    let x = line
        .marker
        .as_ref()
        .map_or(out.len() as u16, |(at, marker)| {
            at.0 + text_width(marker, Widths::default()).0
        });
    if colours != RowColours::None {
        push_coloured(&mut out, row, line, x, colours == RowColours::Heading);
        return out;
    }
    out.push_str(&line.plain_text(row.block.prepared.text(), x));
    out.truncate(out.trim_end().len());
    out
}

fn lead_text(line: &Line) -> String {
    let mut out = "| ".repeat(usize::from(line.quotes));
    if let Some((at, marker)) = &line.marker {
        while out.len() < usize::from(at.0) {
            out.push(' ');
        }
        out.push_str(&printable(marker));
    }
    out
}

/// Adds the glyphs of a line from column `x` on, with the attributes of their marks.
fn push_coloured(out: &mut String, row: &PageRow, line: &Line, mut x: u16, is_heading: bool) {
    let text = row.block.prepared.text();
    let mut now = String::new();
    for glyph in &line.glyphs {
        let over = row
            .block
            .marks
            .iter()
            .filter(|(range, _)| range.contains(&glyph.at));
        let mut wanted: Vec<String> = over.flat_map(|(_, mark)| codes(mark)).collect();
        if is_heading {
            wanted.insert(0, "1".to_owned());
        }
        let wanted = wanted.join(";");
        let gap = usize::from(glyph.x.saturating_sub(x));
        let is_changed = wanted != now;
        if is_changed && !now.is_empty() {
            out.push_str("\x1b[0m");
        }
        out.push_str(&" ".repeat(gap));
        if is_changed && !wanted.is_empty() {
            out.push_str(&format!("\x1b[{wanted}m"));
        }
        now = wanted;
        match glyph.text {
            GlyphText::Cluster => {
                let range = glyph.at as usize..glyph.at as usize + usize::from(glyph.len);
                out.push_str(text.get(range).unwrap_or_default());
            }
            GlyphText::Substitute(c) => out.push(c),
            GlyphText::Blank => out.push_str(&" ".repeat(usize::from(glyph.width))),
        }
        x = glyph.x + u16::from(glyph.width);
    }
    if !now.is_empty() {
        out.push_str("\x1b[0m");
    }
}
