//! A request to read another text.

use crate::app::opening::start_place::StartPlace;
use std::path::PathBuf;

/// A text to read instead of this one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextText {
    /// Files and folders; none for the built-in essays.
    pub paths: Vec<PathBuf>,
    /// Place to begin at; without one the saved place.
    pub start: Vec<StartPlace>,
    /// Rule for the saved place.
    pub resumption: Resumption,
    /// Part of the program that is on the screen first.
    pub screen: StartScreen,
}

impl NextText {
    /// Creates the request for a file or folder, to be read where it was left.
    pub fn file(path: PathBuf) -> Self {
        Self {
            paths: vec![path],
            ..Self::default()
        }
    }
}

/// Rule for the saved place of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resumption {
    /// Reading goes on there.
    #[default]
    Always,
    /// A text that was left at its end begins anew.
    UnlessFinished,
}

/// Part of the program that is on the screen first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartScreen {
    /// The text.
    #[default]
    Text,
    /// The shelf over the text.
    Shelf,
    /// The line of a search whose hits are listed.
    SearchAll,
}
