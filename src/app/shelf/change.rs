//! A change of what is on the shelf.

use std::path::PathBuf;

/// A change of what is on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfChange {
    /// Takes off a text, by the name of its record.
    TakeOff(String),
    /// Puts back a text that was taken off.
    PutBack(String),
    /// Adds a folder, or the one around a file, to the favourites.
    AddFolder(PathBuf),
    /// Removes a favourite folder.
    RemoveFolder(PathBuf),
}
