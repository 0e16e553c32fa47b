//! Tables that are drawn with signs, as Pandoc and reStructuredText have them: cells between bars, rows between borders.

use super::EventBuilder;
use super::leaf::LeafKind;
use crate::formats::blocks::table_text;
use crate::formats::markdown::options;
use crate::text::script::{is_han, is_kana};
use pulldown_cmark::{Alignment, Event, Parser, Tag, TagEnd};

/// Largest table, in bytes, and most columns.
const MAX_TABLE_BYTES: usize = 256 << 10;
const MAX_COLUMNS: usize = 64;

/// Cells of a drawn table, row by row.
type GridRows = Vec<Vec<String>>;

impl EventBuilder<'_> {
    /// Writes the table that the paragraph at byte `at` draws; returns whether it draws one.
    pub(super) fn push_grid_table(&mut self, at: usize) -> bool {
        let text = self.repaired.text.get(at..).unwrap_or_default();
        if !text.starts_with('+') {
            return false;
        }
        let end = text.len().min(MAX_TABLE_BYTES);
        let text = text
            .get(..text.floor_char_boundary(end))
            .unwrap_or_default();
        let Some(rows) = grid_rows(text) else {
            return false;
        };
        let columns = rows.first().map_or(0, Vec::len);
        let table = table_text::with_columns(&vec![Alignment::None; columns]);
        self.open_leaf(LeafKind::Table(table), at);
        for row in rows {
            if let Some((table, inline)) = self.table() {
                table_text::start_row(table, inline);
            }
            for cell in row {
                if let Some((table, inline)) = self.table() {
                    table_text::start_cell(table, inline);
                }
                self.push_cell(cell.trim_end(), at);
                if let Some((table, inline)) = self.table() {
                    table_text::end_cell(table, inline);
                }
            }
        }
        self.close_leaf();
        self.is_shown_already = true;
        true
    }

    /// Writes the lines of a cell, with emphasis, code and links.
    fn push_cell(&mut self, cell: &str, at: usize) {
        for (index, line) in cell.lines().enumerate() {
            if index > 0 {
                self.hard_break(at);
            }
            let words = without_bullet(line);
            let bullet = line.get(..line.len() - words.len()).unwrap_or_default();
            self.push_text(bullet, at);
            for event in Parser::new_ext(words, options()) {
                if is_inline(&event) {
                    self.push_event(event, at);
                }
            }
        }
    }
}

/// Returns a line of a cell without the bullet or number of an item.
fn without_bullet(line: &str) -> &str {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() < line.len() {
        digits.strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+'])
    };
    match rest {
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

/// Returns whether an event belongs to words rather than to blocks.
const fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        _ => false,
    }
}

/// Returns the rows of the table with which a text begins; `None` unless its lines up to an empty one draw one.
fn grid_rows(text: &str) -> Option<GridRows> {
    let mut rest = text.lines().map(str::trim);
    let mut lines: Vec<&str> = Vec::new();
    // Any other line ends it, however far the text goes on.
    loop {
        match rest.next().unwrap_or_default() {
            "" => break,
            line if line.starts_with(['+', '|']) => lines.push(line),
            _ => return None,
        }
    }
    let (first, last) = (lines.first()?, lines.last()?);
    let columns = columns_of(first)?;
    columns_of(last)?;
    let mut rows: GridRows = Vec::new();
    let mut is_open = false;
    for line in lines.get(1..)? {
        if columns_of(line).is_some() {
            is_open = false;
            continue;
        }
        let inner = line.strip_prefix('|')?.strip_suffix('|')?;
        let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
        if cells.len() != columns {
            return None;
        }
        if !is_open {
            rows.push(vec![String::new(); columns]);
            is_open = true;
        }
        for (own, cell) in rows.last_mut()?.iter_mut().zip(cells) {
            join(own, cell);
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// Returns the number of columns of a border; `None` for any other line.
fn columns_of(line: &str) -> Option<usize> {
    let is_border = line.starts_with('+')
        && line.ends_with('+')
        && line
            .bytes()
            .all(|byte| matches!(byte, b'+' | b'-' | b'=' | b':'));
    let columns = line.matches('+').count().checked_sub(1)?;
    (is_border && (1..=MAX_COLUMNS).contains(&columns) && line.len() > columns + 1)
        .then_some(columns)
}

/// Adds a line of a cell; Latin words are apart, Han and kana are not. An item and what follows an empty line begin a line.
fn join(cell: &mut String, line: &str) {
    let begins_line = line.is_empty() || without_bullet(line).len() < line.len();
    if begins_line && !cell.is_empty() && !cell.ends_with('\n') {
        cell.push('\n');
    }
    if cell.ends_with('\n') {
        return cell.push_str(line);
    }
    let (Some(before), Some(after)) = (cell.chars().next_back(), line.chars().next()) else {
        return cell.push_str(line);
    };
    let is_unspaced = |c: char| {
        is_han(c) || is_kana(c) || matches!(c, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
    };
    if !(is_unspaced(before) && is_unspaced(after)) {
        cell.push(' ');
    }
    cell.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_several_lines_are_joined() {
        let table = "+------+--------+\n| 名   | 说明   |\n+======+========+\n| pear | 水果， |\n|      | 可生吃 |\n+------+--------+\n| a    | two    |\n|      | words  |\n+------+--------+\n\n文";
        let rows = grid_rows(table).unwrap();
        assert_eq!(
            rows,
            [
                ["名", "说明"],
                ["pear\n", "水果，可生吃"],
                ["a\n", "two words"]
            ]
        );
        let list = "+---+-----+\n| a | - b |\n|   | - c |\n|   |     |\n|   | d   |\n+---+-----+\n";
        assert_eq!(grid_rows(list).unwrap(), [["a\n", "- b\n- c\nd"]]);
        for no_table in [
            "+1\n",
            "+--+\n",
            "+--+\n| a | b |\n+--+\n",
            "+--+\n| a |\n文\n+--+\n",
        ] {
            assert_eq!(grid_rows(no_table), None, "{no_table}");
        }
    }
}
