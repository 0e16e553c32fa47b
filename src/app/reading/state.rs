//! State of reading.

use super::jumps::JumpList;
use super::meter::ReadingMeter;
use super::progress::{CharDensity, ReadingPart};
use super::reader::Reader;
use crate::app::input::action::Action;
use crate::app::job::JobId;
use crate::doc::{Document, EncodingInfo, Pos};
use crate::session::reading_log::{KeptReading, ReadingSum};
use crate::session::record::FileProgress;
use std::sync::Arc;

/// State of reading.
pub struct ReadingState {
    /// Document and position.
    pub reader: Reader,
    /// The reading view, while the original view is shown.
    pub reading_view: Option<Arc<dyn Document>>,
    /// Position in the view that was left, and the position at which the current view was entered.
    pub view_return: Option<(Pos, Pos)>,
    /// Place that was asked for last, with the head of the page then: near the end of a text it stands further down.
    pub asked: Option<(Pos, Pos)>,
    /// The jump list.
    pub jumps: JumpList,
    /// Characters per byte of the current part.
    pub density: CharDensity,
    /// The current essay or chapter, once known.
    pub part: Option<ReadingPart>,
    /// Characters left to the end of the part.
    pub chars_left: Option<u64>,
    /// Reading time and characters read.
    pub meter: ReadingMeter,
    /// Progress in the files of a folder.
    pub file_progress: FileProgress,
    /// Job that looks for the records of these files.
    pub file_progress_job: Option<JobId>,
    /// Sums of the log for this text and day, with what of them this program had logged; `None` until they are read.
    pub kept: Option<(KeptReading, ReadingSum)>,
    /// Job that reads these sums, and what this program had logged before.
    pub kept_job: Option<(JobId, ReadingSum)>,
    /// Whether the end of a growing text is followed.
    pub is_following: bool,
    /// Links of the page that the next key chooses from: the label and the place of each.
    pub labels: Vec<(char, Pos)>,
    /// What waits for the rest of the text, beside a motion.
    pub awaited_task: Option<AwaitedTask>,
}

/// What is asked about a part of the text that is still being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaitedTask {
    /// An action with its count.
    Action(Action, u32),
    /// The target of the link or note at a place of the page.
    Link(Pos),
}

impl ReadingState {
    /// Returns the place that was asked for, while the page has not moved since; else the head of the page.
    pub fn place_in_mind(&self) -> Pos {
        let head = self.reader.anchor();
        let asked = self.asked.filter(|(page, _)| *page == head);
        asked.map_or(head, |(_, asked)| asked)
    }

    /// Creates the state for `reader`.
    pub fn new(reader: Reader) -> Self {
        Self {
            reader,
            reading_view: None,
            view_return: None,
            asked: None,
            jumps: JumpList::default(),
            density: CharDensity::default(),
            part: None,
            chars_left: None,
            meter: ReadingMeter::default(),
            file_progress: FileProgress::new(),
            file_progress_job: None,
            kept: None,
            kept_job: None,
            is_following: false,
            labels: Vec::new(),
            awaited_task: None,
        }
    }

    /// Moves the reader with `go`. If that changes the position, the old one enters the jump list.
    pub fn jump(&mut self, go: impl FnOnce(&mut Reader)) {
        let from = self.reader.anchor();
        go(&mut self.reader);
        if self.reader.anchor() != from {
            self.jumps.push(from);
        }
    }

    /// Returns whether something waits for the rest of the text.
    pub fn is_waiting(&self) -> bool {
        self.reader.is_waiting() || self.awaited_task.is_some()
    }

    /// Gives up what waits. Returns false if nothing does.
    pub fn stop_waiting(&mut self) -> bool {
        let has_task = self.awaited_task.take().is_some();
        self.reader.stop_waiting() || has_task
    }

    /// Carries out the motion that waits for the rest of the document, if that is known by now.
    pub fn go_on(&mut self) {
        if let Some(from) = self.reader.go_on() {
            self.jumps.push(from);
        }
    }

    /// Returns the encoding of the text at the reader's position.
    pub fn encoding(&self) -> Option<EncodingInfo> {
        self.reader.doc.provenance(self.reader.anchor()).encoding
    }
}
