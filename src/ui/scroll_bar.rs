//! The scroll bar: the place of the page in the text, and the rows with hits.

use super::signs::Sign;
use super::theme::{Role, Theme};
use crate::term::write_text::write_text;
use crate::text::units::Fraction;
use crate::text::width::Widths;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Range;

/// A page of a text.
pub struct ScrollBarView<'a> {
    /// Share of the text before the page.
    pub start: Fraction,
    /// Share of the text up to the end of the page.
    pub end: Fraction,
    /// Rows with hits.
    pub ticks: &'a [u16],
    /// Theme.
    pub theme: &'a Theme,
    /// Width policy.
    pub widths: Widths,
}

impl ScrollBarView<'_> {
    /// Draws the ticks and over them the thumb into the column `area`.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) {
        let style = self.theme.style(Role::Section);
        for tick in self.ticks.iter().filter(|tick| **tick < area.height) {
            let y = area.y + tick;
            let sign = self.theme.sign(Sign::Tick);
            write_text(buffer, area.x, y, sign, style, area.right(), self.widths);
        }
        for y in thumb_rows(self.start, self.end, area.height) {
            let y = area.y + y;
            let sign = self.theme.sign(Sign::Thumb);
            write_text(buffer, area.x, y, sign, style, area.right(), self.widths);
        }
    }
}

/// Returns the rows of the thumb of a bar of `height` rows: at least one; the last row is reached at the end of the text
/// only.
fn thumb_rows(start: Fraction, end: Fraction, height: u16) -> Range<u16> {
    if height == 0 {
        return 0..0;
    }
    let (start, end) = (start.get(), end.get());
    let rows = ((end - start) * f64::from(height)).round() as u16;
    let rows = rows.clamp(1, height);
    let free = height - rows;
    let top = if end >= 1.0 {
        free
    } else {
        let share = start / (1.0 - (end - start)).max(f64::EPSILON);
        ((share * f64::from(free)).round() as u16).min(free.saturating_sub(1))
    };
    top..top + rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thumb_reaches_the_ends_with_the_page() {
        let rows = |start, end| thumb_rows(Fraction::new(start, 100), Fraction::new(end, 100), 20);
        assert_eq!(rows(0, 10), 0..2);
        assert_eq!(rows(90, 100), 18..20);
        assert_eq!(rows(89, 99), 17..19);
        assert_eq!(rows(0, 100), 0..20);
        assert_eq!(rows(50, 50), 10..11);
        let whole = thumb_rows(Fraction::new(0, 1), Fraction::new(1, 1), 0);
        assert_eq!(whole, 0..0);
    }
}
