//! Corrections of the outline made by the reader. Each keeps the words of its lines, so that it can be saved and
//! applied again after the text was edited.

use crate::app::reading::relocate::is_quick_to_search;
use crate::doc::{Correction, Document, Heading, Outline, Place, Pos, correction};
use crate::session::record::{CorrectionKind, CorrectionTarget, SavedCorrection};
use crate::text::units::Fraction;
use std::collections::HashMap;

/// Headings of one correction that are compared. If these are still in place, all are assumed to be.
const ANCHOR_SAMPLE_HEADINGS: usize = 64;

/// A correction with its saved form, which holds the words its lines had when it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct AnchoredCorrection {
    /// The correction itself.
    pub correction: Correction,
    /// Saved form.
    saved: SavedCorrection,
}

impl AnchoredCorrection {
    /// Anchors a correction in the current version of a document.
    pub fn new(correction: Correction, doc: &dyn Document) -> Self {
        let saved = to_saved(&correction, doc);
        Self { correction, saved }
    }
}

/// All corrections of the outline made by the reader.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// Oldest first.
    anchored: Vec<AnchoredCorrection>,
    /// Corrections of lines missing from this text. A later version may have the lines again.
    unplaced: Vec<SavedCorrection>,
    revision: u64,
}

impl Corrections {
    /// Returns the last correction of the block that starts at `block`.
    pub fn last_for_block(&self, block: Pos) -> Option<&Correction> {
        let mut made = self.anchored.iter().rev().map(|made| &made.correction);
        made.find(|one| one.is_about(block))
    }

    /// Returns a number that grows with each change by the reader.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns the number of corrections that can be taken back.
    pub const fn count(&self) -> usize {
        self.anchored.len()
    }

    /// Adds a correction made by the reader.
    pub fn push(&mut self, made: AnchoredCorrection) {
        self.anchored.push(made);
        self.revision += 1;
    }

    /// Removes and returns the last correction; `None` if the list is empty.
    pub fn pop(&mut self) -> Option<AnchoredCorrection> {
        let last = self.anchored.pop()?;
        self.revision += 1;
        Some(last)
    }

    /// Applies all corrections to `outline`.
    pub fn apply(&self, outline: &mut Outline) {
        for made in &self.anchored {
            correction::apply(std::slice::from_ref(&made.correction), outline);
        }
    }

    /// Moves each correction to the current position of its words, because `doc` may have been edited.
    pub fn reanchor(&mut self, doc: &dyn Document) {
        let made = self.anchored.drain(..).map(|made| made.saved);
        let changes: Vec<SavedCorrection> = made.chain(self.unplaced.drain(..)).collect();
        self.restore(changes, doc);
    }

    /// Restores saved corrections.
    pub(crate) fn restore(&mut self, changes: Vec<SavedCorrection>, doc: &dyn Document) {
        let moved = changes
            .iter()
            .filter(|change| !is_anchored(&change.targets, doc));
        let places = find_quotes(moved.flat_map(|change| &change.targets), doc);
        for change in changes {
            let (made, rest) = anchor_targets(change, &places, doc);
            self.anchored.extend(made);
            self.unplaced.extend(rest);
        }
    }

    /// Returns the saved form of all corrections, including those that could not be placed.
    pub(crate) fn saved_corrections(&self) -> impl Iterator<Item = &SavedCorrection> {
        let made = self.anchored.iter().map(|made| &made.saved);
        made.chain(&self.unplaced)
    }
}

/// Returns whether the lines of a correction are still in place, judged by a sample.
fn is_anchored(lines: &[CorrectionTarget], doc: &dyn Document) -> bool {
    let every = lines.len().div_ceil(ANCHOR_SAMPLE_HEADINGS).max(1);
    let mut some = lines.iter().step_by(every);
    some.all(|line| is_at_its_place(line, doc))
}

fn is_at_its_place(line: &CorrectionTarget, doc: &dyn Document) -> bool {
    let place = Place::from(line.place.clone());
    !place.quote.is_empty() && place.find_in(doc) == Some(place.pos)
}

/// Finds the blocks that begin with the words of each line, in one walk through the text.
fn find_quotes<'l>(
    lines: impl Iterator<Item = &'l CorrectionTarget>,
    doc: &dyn Document,
) -> HashMap<String, Vec<Pos>> {
    let words = lines.map(|line| Place::from(line.place.clone()).quote);
    let mut places: HashMap<String, Vec<Pos>> = words.map(|quote| (quote, Vec::new())).collect();
    places.remove("");
    let mut next = Some(doc.first()).filter(|_| !places.is_empty() && is_quick_to_search(doc));
    while let Some(pos) = next {
        let block = doc.block_at(pos);
        let lead = block.text.len() - block.text.trim_start().len();
        let quote = Place::new(pos, Fraction::default(), &block.text).quote;
        if let Some(found) = places.get_mut(&quote) {
            found.push(block.pos.at(lead as u32));
        }
        next = doc.next(pos);
    }
    places
}

/// Anchors a saved correction at the lines of this text. The second value holds the lines missing from it.
fn anchor_targets(
    change: SavedCorrection,
    places: &HashMap<String, Vec<Pos>>,
    doc: &dyn Document,
) -> (Option<AnchoredCorrection>, Option<SavedCorrection>) {
    let SavedCorrection {
        kind: what,
        targets: line,
    } = change;
    let are_there = is_anchored(&line, doc);
    let (mut there, mut missing) = (Vec::new(), Vec::new());
    for line in line {
        let place = Place::from(line.place.clone());
        let old = place.pos.block.0;
        let found = places.get(&place.quote).map_or(&[][..], Vec::as_slice);
        let pos = if are_there || is_at_its_place(&line, doc) {
            Some(place.pos)
        } else {
            found
                .iter()
                .copied()
                .min_by_key(|pos| pos.block.0.abs_diff(old))
        };
        match pos {
            Some(pos) => there.push(CorrectionTarget {
                place: Place { pos, ..place }.into(),
                ..line
            }),
            None => missing.push(line),
        }
    }
    let rest = (!missing.is_empty()).then_some(SavedCorrection {
        kind: what,
        targets: missing,
    });
    (to_anchored(what, there), rest)
}

/// Builds a correction from lines of this text; returns `None` without lines.
fn to_anchored(what: CorrectionKind, line: Vec<CorrectionTarget>) -> Option<AnchoredCorrection> {
    let pos = |line: &CorrectionTarget| Place::from(line.place.clone()).pos;
    let first = pos(line.first()?);
    let correction = match what {
        CorrectionKind::Promote => Correction::Promote(first),
        CorrectionKind::Demote => Correction::Demote(first),
        CorrectionKind::Remove => Correction::Remove(first),
        CorrectionKind::Add => {
            let heading = |line: &CorrectionTarget| Heading {
                pos: pos(line),
                title: line.title.as_str().into(),
                len: line.extent,
                ..Heading::default()
            };
            Correction::Add(line.iter().map(heading).collect())
        }
    };
    let change = SavedCorrection {
        kind: what,
        targets: line,
    };
    Some(AnchoredCorrection {
        correction,
        saved: change,
    })
}

/// Converts a correction to its saved form.
fn to_saved(correction: &Correction, doc: &dyn Document) -> SavedCorrection {
    let line = |pos: Pos| CorrectionTarget {
        place: Place::from_document(doc, pos).into(),
        ..CorrectionTarget::default()
    };
    let (what, line) = match correction {
        Correction::Promote(pos) => (CorrectionKind::Promote, vec![line(*pos)]),
        Correction::Demote(pos) => (CorrectionKind::Demote, vec![line(*pos)]),
        Correction::Remove(pos) => (CorrectionKind::Remove, vec![line(*pos)]),
        Correction::Add(headings) => {
            let lines = headings.iter().map(|heading| CorrectionTarget {
                title: heading.title.to_string(),
                extent: heading.len,
                ..line(heading.pos)
            });
            (CorrectionKind::Add, lines.collect())
        }
    };
    SavedCorrection {
        kind: what,
        targets: line,
    }
}

#[cfg(test)]
mod tests;
