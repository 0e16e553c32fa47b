//! State of the way from one text to the next.

use super::request::Resumption;
use crate::app::job::JobId;
use crate::app::reading::motion::Direction;
use crate::doc::Pos;
use std::path::PathBuf;

/// A neighbouring text that the next key opens.
#[derive(Clone, Debug)]
pub struct NeighbourOffer {
    /// Direction in which it lies.
    pub toward: Direction,
    /// Its path.
    pub path: PathBuf,
    /// Position of the page on which it was announced.
    pub made_at: Pos,
    /// Whether the reader has been shown it. Only then a key opens it: a key that is held at the end of a text goes no
    /// further.
    pub is_shown: bool,
}

/// State of the way from one text to the next.
#[derive(Clone, Debug, Default)]
pub struct NextTextState {
    /// Job that lists the folder of the text, and the direction in which the reader goes on.
    pub job: Option<(JobId, Direction)>,
    /// Neighbour that the next key opens.
    pub offer: Option<NeighbourOffer>,
    /// Time of the last key, in milliseconds.
    pub last_key_ms: u64,
    /// Paths of the text that led to this one, empty for the built-in essays; `None` for the first text.
    pub came_from: Option<Vec<PathBuf>>,
    /// Place at which this text was opened from another.
    pub came_to: Option<Pos>,
    /// Rule for the saved place of this text.
    pub resumption: Resumption,
}
