//! Size of the terminal's window.

use rustix::termios::tcgetwinsize;
use std::os::fd::BorrowedFd;

/// Maximum columns that are used of a terminal.
const MAX_COLUMNS: u16 = 4096;
/// Maximum rows that are used of a terminal; a page of more takes seconds to set.
const MAX_ROWS: u16 = 4096;
/// Maximum cells that are used of a terminal; a frame of more would not fit in memory.
const MAX_CELLS: u32 = 1 << 20;

/// Returns columns and rows of a terminal, within the limits; 80 and 24 if it does not know them or is not a terminal.
pub(crate) fn window_size(tty: BorrowedFd<'_>) -> (u16, u16) {
    let or = |cells: u16, usual| if cells == 0 { usual } else { cells };
    tcgetwinsize(tty).map_or((80, 24), |size| {
        usable_size(or(size.ws_col, 80), or(size.ws_row, 24))
    })
}

/// Limits columns and rows.
fn usable_size(columns: u16, rows: u16) -> (u16, u16) {
    let columns = columns.clamp(1, MAX_COLUMNS);
    let most = (MAX_CELLS / u32::from(columns)).min(u32::from(MAX_ROWS));
    (columns, u32::from(rows).min(most) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_huge_terminal_is_used_in_part() {
        assert_eq!(usable_size(80, 24), (80, 24));
        assert_eq!(usable_size(600, 300), (600, 300));
        assert_eq!(usable_size(65535, 65535), (4096, 256));
        assert_eq!(usable_size(80, 65535), (80, 4096));
        assert_eq!(usable_size(1, 65535), (1, 4096));
    }
}
