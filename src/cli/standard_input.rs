//! Standard input as a text that nobody named.

use rustix::fs::{FileType, fstat};
use std::path::{Path, PathBuf};

/// Name of standard input on the command line.
pub(crate) const STANDARD_INPUT: &str = "-";

/// Returns whether standard input is a pipe, a socket or a file. A terminal and a device such as `/dev/null` are not
/// read unless they are named.
pub(crate) fn has_input() -> bool {
    fstat(std::io::stdin()).is_ok_and(|stat| {
        matches!(
            FileType::from_raw_mode(stat.st_mode),
            FileType::Fifo | FileType::RegularFile | FileType::Socket
        )
    })
}

/// Returns the named paths, or standard input if none is named and there is one.
pub(crate) fn named_or_input(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() && has_input() {
        return vec![Path::new(STANDARD_INPUT).to_owned()];
    }
    paths.to_vec()
}
