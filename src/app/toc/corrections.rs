//! What the reader has corrected in the outline, kept with the words that the lines had, so that it can be
//! written down and made again in a text that was edited.

use crate::app::reading::relocate::is_quick_to_search;
use crate::doc::{Correction, Document, Heading, Outline, Place, Pos, correction};
use crate::session::record::{CorrectionKind, CorrectionTarget, SavedCorrection};
use crate::text::units::Fraction;
use std::collections::HashMap;

/// Headings of one correction that are looked at; if these are where they were, all are.
const ANCHOR_SAMPLE_HEADINGS: usize = 64;

/// A correction the reader has made, and how it is written down: with the words its lines had then.
#[derive(Clone, Debug, PartialEq)]
pub struct AnchoredCorrection {
    /// What it does to the outline.
    pub correction: Correction,
    /// How it is written down.
    saved: SavedCorrection,
}

impl AnchoredCorrection {
    /// A correction of a document as it is now.
    pub fn new(correction: Correction, doc: &dyn Document) -> Self {
        let saved = to_saved(&correction, doc);
        Self { correction, saved }
    }
}

/// What the reader has corrected in the outline.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// Oldest first.
    anchored: Vec<AnchoredCorrection>,
    /// Corrections of lines that are not in this text, which may be in it again tomorrow.
    unplaced: Vec<SavedCorrection>,
    revision: u64,
}

impl Corrections {
    /// The last of those that are about the block that starts at `block`.
    pub fn last_for_block(&self, block: Pos) -> Option<&Correction> {
        let mut made = self.anchored.iter().rev().map(|made| &made.correction);
        made.find(|one| one.is_about(block))
    }

    /// Goes on with each change the reader makes.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// Adds one that the reader makes.
    pub fn push(&mut self, made: AnchoredCorrection) {
        self.anchored.push(made);
        self.revision += 1;
    }

    /// Takes the last one back; `None` if there is none.
    pub fn pop(&mut self) -> Option<AnchoredCorrection> {
        let last = self.anchored.pop()?;
        self.revision += 1;
        Some(last)
    }

    /// Carries them out.
    pub fn apply(&self, outline: &mut Outline) {
        for made in &self.anchored {
            correction::apply(std::slice::from_ref(&made.correction), outline);
        }
    }

    /// Takes the document as it is now, which may have been edited: each correction goes where its words
    /// stand.
    pub fn reanchor(&mut self, doc: &dyn Document) {
        let made = self.anchored.drain(..).map(|made| made.saved);
        let changes: Vec<SavedCorrection> = made.chain(self.unplaced.drain(..)).collect();
        self.restore(changes, doc);
    }

    /// Makes corrections that were written down.
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

    /// How all of them are written down.
    pub(crate) fn saved_corrections(&self) -> impl Iterator<Item = &SavedCorrection> {
        let made = self.anchored.iter().map(|made| &made.saved);
        made.chain(&self.unplaced)
    }
}

/// Whether the lines of a correction are where they were, as far as some tell.
fn is_anchored(lines: &[CorrectionTarget], doc: &dyn Document) -> bool {
    let every = lines.len().div_ceil(ANCHOR_SAMPLE_HEADINGS).max(1);
    let mut some = lines.iter().step_by(every);
    some.all(|line| is_at_its_place(line, doc))
}

fn is_at_its_place(line: &CorrectionTarget, doc: &dyn Document) -> bool {
    let place = Place::from(line.place.clone());
    !place.quote.is_empty() && place.find_in(doc) == Some(place.pos)
}

/// Where the words of lines stand at the beginnings of blocks: one walk through the text for all of them.
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

/// A correction as it was written down, made of lines of this text; and what of it is not in this text.
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

/// A correction of lines that are in this text; `None` without any.
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

/// A correction as it is written down.
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
