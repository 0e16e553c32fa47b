//! Size of the terminal's window.

use rustix::termios::tcgetwinsize;
use std::os::fd::BorrowedFd;

/// Returns columns and rows of a terminal; 80 and 24 if it does not know them or is not a terminal.
pub(crate) fn window_size(tty: BorrowedFd<'_>) -> (u16, u16) {
    let or = |cells: u16, usual| if cells == 0 { usual } else { cells };
    tcgetwinsize(tty).map_or((80, 24), |size| (or(size.ws_col, 80), or(size.ws_row, 24)))
}
