//! A buffer as text, for golden screens: the glyphs in their cells, nothing for the covered half of
//! a wide one, and no blanks at line ends.

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth as _};

/// Returns the rows of a buffer as lines of text.
pub fn dump(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut text = String::new();
    for y in area.top()..area.bottom() {
        let mut row = String::new();
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            x += match cell.diff_option {
                CellDiffOption::ForcedWidth(width) => width.get(),
                _ => cell.cell_width().max(1),
            };
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
