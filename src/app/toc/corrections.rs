//! What the reader has corrected in the outline, kept with the words that the lines had, so that it can be
//! written down and made again in a text that was edited.

use crate::app::reading::relocate::may_search;
use crate::doc::{Correction, Document, Heading, Outline, Place, Pos, correction};
use crate::session::record::{Change, Line, What};
use crate::text::units::Fraction;
use std::collections::HashMap;

/// Headings of one correction that are looked at; if these are where they were, all are.
const LOOKED_AT: usize = 64;

/// A correction the reader has made, and how it is written down: with the words its lines had then.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// What it does to the outline.
    pub correction: Correction,
    /// How it is written down.
    change: Change,
}

impl Made {
    /// A correction of a document as it is now.
    pub fn new(correction: Correction, doc: &dyn Document) -> Self {
        let change = change(&correction, doc);
        Self { correction, change }
    }
}

/// What the reader has corrected in the outline.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// Oldest first.
    made: Vec<Made>,
    /// Corrections of lines that are not in this text, which may be in it again tomorrow.
    homeless: Vec<Change>,
    revision: u64,
}

impl Corrections {
    /// The last of those that are about the block that starts at `block`.
    pub fn last_about(&self, block: Pos) -> Option<&Correction> {
        let mut made = self.made.iter().rev().map(|made| &made.correction);
        made.find(|one| one.is_about(block))
    }

    /// Goes on with each change the reader makes.
    pub(crate) const fn revision(&self) -> u64 {
        self.revision
    }

    /// Adds one that the reader makes.
    pub fn push(&mut self, made: Made) {
        self.made.push(made);
        self.revision += 1;
    }

    /// Takes the last one back; `None` if there is none.
    pub fn pop(&mut self) -> Option<Made> {
        let last = self.made.pop()?;
        self.revision += 1;
        Some(last)
    }

    /// Carries them out.
    pub fn apply(&self, outline: &mut Outline) {
        for made in &self.made {
            correction::apply(std::slice::from_ref(&made.correction), outline);
        }
    }

    /// Takes the document as it is now, which may have been edited: each correction goes where its words
    /// stand.
    pub fn follow(&mut self, doc: &dyn Document) {
        let made = self.made.drain(..).map(|made| made.change);
        let changes: Vec<Change> = made.chain(self.homeless.drain(..)).collect();
        self.settle(changes, doc);
    }

    /// Makes corrections that were written down.
    pub(crate) fn settle(&mut self, changes: Vec<Change>, doc: &dyn Document) {
        let moved = changes.iter().filter(|change| !stand(&change.line, doc));
        let places = places(moved.flat_map(|change| &change.line), doc);
        for change in changes {
            let (made, rest) = placed(change, &places, doc);
            self.made.extend(made);
            self.homeless.extend(rest);
        }
    }

    /// How all of them are written down.
    pub(crate) fn changes(&self) -> impl Iterator<Item = &Change> {
        let made = self.made.iter().map(|made| &made.change);
        made.chain(&self.homeless)
    }
}

/// Whether the lines of a correction are where they were, as far as some tell.
fn stand(lines: &[Line], doc: &dyn Document) -> bool {
    let every = lines.len().div_ceil(LOOKED_AT).max(1);
    let mut some = lines.iter().step_by(every);
    some.all(|line| is_at_its_place(line, doc))
}

fn is_at_its_place(line: &Line, doc: &dyn Document) -> bool {
    let place = Place::from(line.place.clone());
    !place.quote.is_empty() && place.stands_in(doc) == Some(place.pos)
}

/// Where the words of lines stand at the beginnings of blocks: one walk through the text for all of them.
fn places<'l>(
    lines: impl Iterator<Item = &'l Line>,
    doc: &dyn Document,
) -> HashMap<String, Vec<Pos>> {
    let words = lines.map(|line| Place::from(line.place.clone()).quote);
    let mut places: HashMap<String, Vec<Pos>> = words.map(|quote| (quote, Vec::new())).collect();
    places.remove("");
    let mut next = Some(doc.first()).filter(|_| !places.is_empty() && may_search(doc));
    while let Some(pos) = next {
        let block = doc.block_at(pos);
        let lead = block.text.len() - block.text.trim_start().len();
        let quote = Place::new(pos, Fraction::default(), &block.text).quote;
        if let Some(found) = places.get_mut(&quote) {
            found.push(block.at.at(lead as u32));
        }
        next = doc.next(pos);
    }
    places
}

/// A correction as it was written down, made of lines of this text; and what of it is not in this text.
fn placed(
    change: Change,
    places: &HashMap<String, Vec<Pos>>,
    doc: &dyn Document,
) -> (Option<Made>, Option<Change>) {
    let Change { what, line } = change;
    let are_there = stand(&line, doc);
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
            Some(pos) => there.push(Line {
                place: Place { pos, ..place }.into(),
                ..line
            }),
            None => missing.push(line),
        }
    }
    let rest = (!missing.is_empty()).then_some(Change {
        what,
        line: missing,
    });
    (made(what, there), rest)
}

/// A correction of lines that are in this text; `None` without any.
fn made(what: What, line: Vec<Line>) -> Option<Made> {
    let pos = |line: &Line| Place::from(line.place.clone()).pos;
    let first = pos(line.first()?);
    let correction = match what {
        What::Promote => Correction::Promote(first),
        What::Demote => Correction::Demote(first),
        What::Remove => Correction::Remove(first),
        What::Add => {
            let heading = |line: &Line| Heading {
                pos: pos(line),
                title: line.title.as_str().into(),
                extent: line.extent,
                ..Heading::default()
            };
            Correction::Add(line.iter().map(heading).collect())
        }
    };
    let change = Change { what, line };
    Some(Made { correction, change })
}

/// A correction as it is written down.
fn change(correction: &Correction, doc: &dyn Document) -> Change {
    let line = |pos: Pos| Line {
        place: Place::of(doc, pos).into(),
        ..Line::default()
    };
    let (what, line) = match correction {
        Correction::Promote(pos) => (What::Promote, vec![line(*pos)]),
        Correction::Demote(pos) => (What::Demote, vec![line(*pos)]),
        Correction::Remove(pos) => (What::Remove, vec![line(*pos)]),
        Correction::Add(headings) => {
            let lines = headings.iter().map(|heading| Line {
                title: heading.title.to_string(),
                extent: heading.extent,
                ..line(heading.pos)
            });
            (What::Add, lines.collect())
        }
    };
    Change { what, line }
}

#[cfg(test)]
mod tests;
