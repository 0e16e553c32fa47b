//! Paragraphs: lines put together, with the places of the lines in them.

use super::ReflowView;
use super::pages::FORM_FEED;
use crate::doc::{Document as _, Mark, Pos};
use crate::formats::line_ends::hard_wrap::{leading_blanks, needs_blank_between_letters};
use crate::formats::plain::add_line_marks;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// A paragraph and its lines.
pub(super) struct JoinedParagraph {
    pub(super) at: Pos,
    pub(super) text: String,
    /// Signs of notes.
    pub(super) marks: Vec<(Range<u32>, Mark)>,
    pub(super) lines: Vec<ParagraphLine>,
    /// The line after the paragraph.
    pub(super) next: Option<Pos>,
}

/// A line of a paragraph.
pub(super) struct ParagraphLine {
    pub(super) at: Pos,
    /// Start of the line in the paragraph's text, in bytes.
    pub(super) start: u32,
    /// Bytes at the start of the line that are left out.
    pub(super) lead_len: u32,
}

/// The paragraph that was put together last, and the line after it: whoever asks for a block asks for the next one then.
#[derive(Debug, Default)]
pub(super) struct LastParagraph(Mutex<Option<(Pos, Pos)>>);

impl LastParagraph {
    fn keep(&self, at: Pos, next: Pos) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((at, next));
    }

    /// Returns the line after the paragraph that starts at `at`; `None` if it was not the last one that was put together, or no
    /// line follows.
    pub(super) fn next(&self, at: Pos) -> Option<Pos> {
        let kept = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.filter(|(start, _)| *start == at).map(|(_, next)| next)
    }
}

impl ReflowView {
    /// Returns the paragraph that starts with the visible line at `at`.
    pub(super) fn paragraph(&self, at: Pos) -> JoinedParagraph {
        let mut line = self.lines.block_at(at);
        let mut text = String::new();
        let mut lines = Vec::new();
        let mut marks = Vec::new();
        let mut above = String::new();
        loop {
            let words = line.text.trim_end();
            let words = match self.hard_wrap() {
                None if !words.is_empty() => &line.text,
                Some(_) | None => words,
            };
            // The indent of the first line is that of the paragraph.
            let lead = if lines.is_empty() {
                let shown = words.trim_start_matches(FORM_FEED);
                let feeds = if self.pages.is_some() {
                    words.len() - shown.len()
                } else {
                    0
                };
                words.get(..feeds).unwrap_or_default()
            } else {
                leading_blanks(words)
            };
            let words = words.get(lead.len()..).unwrap_or_default();
            let is_parted = match self.hard_wrap() {
                Some(wrap) => wrap.needs_blank(&above, words),
                None => needs_blank_between_letters(&text, words),
            };
            if is_parted {
                text.push(' ');
            }
            lines.push(ParagraphLine {
                at: line.pos,
                start: text.len() as u32,
                lead_len: lead.len() as u32,
            });
            line.text.as_ref().clone_into(&mut above);
            add_line_marks(&mut marks, &line, lead.len() as u32, text.len() as u32);
            text.push_str(words);
            if let Some(last) = self.last_of_blank_run(&line) {
                line = self.lines.block_at(last);
            }
            match self.next_visible(&line) {
                Some(after) if self.continues(&line, &after) => line = after,
                next => {
                    let next = next.map(|next| next.pos);
                    if let Some(next) = next {
                        self.last_paragraph.keep(at, next);
                    }
                    return JoinedParagraph {
                        at,
                        text,
                        marks,
                        lines,
                        next,
                    };
                }
            }
        }
    }
}
