//! Widths of the columns of a table.

use super::MIN_COLUMN_CELLS;
use crate::text::script::is_cjk;
use crate::text::width::{Widths, text_width};

/// Widest cell that stays in one line as a whole: a name, a date, a short number.
const MAX_WORD_CELLS: u16 = 8;
/// Widest word within a longer cell that stays in one line: a telephone number, an address of mail.
const MAX_RUN_CELLS: u16 = 24;
/// Least width of a column with sentences, in cells.
const MIN_PROSE_CELLS: u16 = 8;

/// Width that a column needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ColumnNeed {
    /// Width of its widest cell, in cells.
    pub(super) natural: u16,
    /// Width below which names and numbers would break, in cells.
    pub(super) unbroken: u16,
    /// The same of its head.
    pub(super) head: u16,
}

impl ColumnNeed {
    /// Returns the need of a cell with this text and width.
    pub(super) fn of_cell(text: &str, natural: u16, is_head: bool) -> Self {
        let unbroken = if natural <= MAX_WORD_CELLS {
            natural
        } else {
            let runs = text.split(|c: char| c.is_whitespace() || is_cjk(c));
            let widths = runs.map(|run| text_width(run, Widths::default()).0);
            let longest = widths.filter(|width| *width <= MAX_RUN_CELLS).max();
            longest.unwrap_or(0).max(MIN_PROSE_CELLS)
        };
        if is_head {
            return Self {
                natural,
                unbroken: 0,
                head: unbroken,
            };
        }
        Self {
            natural,
            unbroken,
            head: 0,
        }
    }

    /// Widens the need by that of another cell.
    pub(super) fn join(&mut self, other: Self) {
        self.natural = self.natural.max(other.natural);
        self.unbroken = self.unbroken.max(other.unbroken);
        self.head = self.head.max(other.head);
    }

    /// Widens the need by blanks in front of the cell.
    pub(super) fn add_blank(&mut self, blank: u16) {
        self.natural = self.natural.saturating_add(blank);
        self.unbroken = self.unbroken.saturating_add(blank);
        self.head = self.head.saturating_add(blank);
    }

    /// Returns the width of the column if none is wider than `most` cells, unless its words need that.
    fn width(self, most: u16, kept: KeptWords) -> u16 {
        let least = match kept {
            KeptWords::All => self.unbroken.max(self.head),
            KeptWords::Body => self.unbroken,
        };
        self.natural.min(most.max(least).max(MIN_COLUMN_CELLS))
    }
}

/// Cells whose words stay whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeptWords {
    /// All cells.
    All,
    /// All but the head.
    Body,
}

/// Returns column widths that fit `room` cells. The widest columns are cut to a common width, but not within names and
/// numbers, nor within words of the head if there is room for these too. `None` if there is no room for names and numbers.
pub(super) fn column_widths(needs: &[ColumnNeed], room: u16) -> Option<Vec<u16>> {
    let sum = |most: u16, kept: KeptWords| {
        let widths = needs.iter().map(|need| need.width(most, kept));
        widths.map(u32::from).sum::<u32>()
    };
    let room = u32::from(room);
    if sum(u16::MAX, KeptWords::Body) <= room {
        return Some(needs.iter().map(|need| need.natural).collect());
    }
    let fits = |kept: &KeptWords| sum(MIN_COLUMN_CELLS, *kept) <= room;
    let kept = [KeptWords::All, KeptWords::Body].into_iter().find(fits)?;
    let most = (MIN_COLUMN_CELLS..=u16::MAX)
        .take_while(|&most| sum(most, kept) <= room)
        .last()?;
    let mut spare = room - sum(most, kept);
    let cut = |need: &ColumnNeed| {
        let width = need.width(most, kept);
        let extra = u16::from(need.natural > width && width <= most && spare > 0);
        spare -= u32::from(extra);
        width + extra
    };
    Some(needs.iter().map(cut).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(columns: &[(u16, u16)]) -> Vec<ColumnNeed> {
        let need = |&(natural, unbroken): &(u16, u16)| ColumnNeed {
            natural,
            unbroken,
            head: 0,
        };
        columns.iter().map(need).collect()
    }

    #[test]
    fn names_and_numbers_keep_their_width_or_there_are_no_columns() {
        let table = needs(&[(4, 1), (6, 6), (14, 0), (8, 2), (6, 6), (11, 11)]);
        assert_eq!(column_widths(&table, 60).unwrap(), [4, 6, 14, 8, 6, 11]);
        assert_eq!(column_widths(&table, 40).unwrap(), [4, 6, 7, 6, 6, 11]);
        assert_eq!(column_widths(&table, 34), None);
    }

    #[test]
    fn words_of_the_head_are_kept_where_there_is_room() {
        let mut table = needs(&[(8, 2), (30, 8)]);
        table[0].head = 8;
        assert_eq!(column_widths(&table, 24).unwrap(), [8, 16]);
        assert_eq!(column_widths(&table, 14).unwrap(), [6, 8]);
    }

    #[test]
    fn a_short_cell_is_a_word_and_a_longer_one_has_words() {
        let unbroken = |text, natural| ColumnNeed::of_cell(text, natural, false).unbroken;
        assert_eq!(unbroken("欧阳建华", 8), 8);
        assert_eq!(unbroken("东门坡滑坡体", 12), 8);
        assert_eq!(unbroken("138****2231", 11), 11);
        assert_eq!(unbroken("电话0818-1234567转8", 20), 12);
        assert_eq!(unbroken("zhaomin@qingshan.gov.cn", 23), 23);
        assert_eq!(unbroken("https://example.com/a/long/path", 31), 8);
        let head = ColumnNeed::of_cell("威胁户数", 8, true);
        assert_eq!((head.unbroken, head.head), (0, 8));
    }

    proptest::proptest! {
        #[test]
        fn widths_fit_the_room_and_use_it(
            columns in proptest::collection::vec((1_u16..40, 0_u16..20), 1..8),
            room in 0_u16..200,
        ) {
            let columns: Vec<(u16, u16)> = columns.iter().map(|&(n, u)| (n, u.min(n))).collect();
            let table = needs(&columns);
            let sum: u32 = table.iter().map(|need| u32::from(need.natural)).sum();
            let least = |need: &ColumnNeed| need.natural.min(need.unbroken.max(MIN_COLUMN_CELLS));
            match column_widths(&table, room) {
                Some(widths) => {
                    let set: u32 = widths.iter().map(|width| u32::from(*width)).sum();
                    proptest::prop_assert_eq!(set, sum.min(u32::from(room)));
                    for (width, need) in widths.iter().zip(&table) {
                        proptest::prop_assert!(*width <= need.natural);
                        proptest::prop_assert!(*width >= least(need));
                    }
                }
                None => {
                    let least: u32 = table.iter().map(|need| u32::from(least(need))).sum();
                    proptest::prop_assert!(least > u32::from(room));
                }
            }
        }
    }
}
