//! State of the mouse.

/// Longest time between two presses of a double click, in milliseconds.
const DOUBLE_CLICK_MS: u64 = 400;

/// State of the mouse.
#[derive(Clone, Debug)]
pub struct MouseState {
    /// Whether the terminal reports the mouse to the program.
    pub is_on: bool,
    /// Thing that the pressed button drags.
    pub drag: Option<Drag>,
    last_press: Option<Press>,
}

/// Thing dragged with the left button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drag {
    /// The text, from the cell at this column and row.
    Text(u16, u16),
    /// An end of the selection.
    Selection,
    /// The rule between outline and text.
    Rule,
    /// The scroll bar.
    ScrollBar,
}

/// A press of the left button.
#[derive(Clone, Copy, Debug)]
struct Press {
    cell: (u16, u16),
    /// Time in milliseconds.
    at_ms: u64,
    /// Number of presses in quick succession at this cell, from 1.
    count: u32,
}

impl MouseState {
    /// Creates the state at the start of the program.
    pub const fn new(is_on: bool) -> Self {
        Self {
            is_on,
            drag: None,
            last_press: None,
        }
    }

    /// Records a press at `cell` at time `at_ms`. Returns its number in a row of quick presses at one cell: 2 for a
    /// double click.
    pub fn press(&mut self, cell: (u16, u16), at_ms: u64) -> u32 {
        let is_again =
            |last: &Press| last.cell == cell && at_ms.saturating_sub(last.at_ms) <= DOUBLE_CLICK_MS;
        let count = self
            .last_press
            .filter(is_again)
            .map_or(0, |last| last.count)
            + 1;
        self.last_press = Some(Press { cell, at_ms, count });
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_presses_at_one_cell_are_counted() {
        let mut mouse = MouseState::new(true);
        assert_eq!(mouse.press((3, 4), 1000), 1);
        assert_eq!(mouse.press((3, 4), 1400), 2);
        assert_eq!(mouse.press((3, 4), 1500), 3);
        assert_eq!(mouse.press((3, 4), 1901), 1);
        assert_eq!(mouse.press((4, 4), 1902), 1);
    }
}
