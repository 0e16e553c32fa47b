//! Candidates with their verdicts, as the rules about several lines see and amend them.

use super::candidate::{AppliedRule, Candidate};
use super::chain::{Chain, build_chains};
use super::note_entries::note_entries;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use std::rc::Rc;

/// Score above which the learnt weights allow a line that looks like headings.
const MIN_LIKELY_SCORE: f32 = -2.5;

/// Candidates with their verdicts. A verdict of a rule of the reader is final.
pub(crate) struct JudgedLines<'s> {
    pub(crate) scanned: &'s ScannedText,
    /// Verdicts about printed tables of contents.
    entries: &'s [Verdict],
    /// Whether each candidate is an entry of a list of notes.
    notes: Vec<bool>,
    /// Numbers that follow each other.
    pub(crate) chains: Rc<[Chain]>,
    /// Scores of the learnt weights; empty if they do not judge the text.
    scores: &'s [f32],
    verdicts: &'s mut [Verdict],
}

impl<'s> JudgedLines<'s> {
    pub(crate) fn new(
        scanned: &'s ScannedText,
        entries: &'s [Verdict],
        scores: &'s [f32],
        verdicts: &'s mut [Verdict],
    ) -> Self {
        Self {
            scanned,
            entries,
            notes: note_entries(scanned),
            chains: build_chains(scanned, entries).into(),
            scores,
            verdicts,
        }
    }

    /// Returns the candidates with their indices.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &'s Candidate)> + use<'s> {
        self.scanned.candidates.iter().enumerate()
    }

    /// Returns the headings with their indices.
    pub(crate) fn headings(&self) -> impl Iterator<Item = (usize, &'s Candidate)> {
        self.all().filter(|(at, _)| self.is_heading(*at))
    }

    pub(crate) fn line(&self, at: usize) -> Option<&'s Candidate> {
        self.scanned.candidates.get(at)
    }

    /// Returns a candidate and the one after it.
    pub(crate) fn pair(&self, at: usize) -> Option<(&'s Candidate, &'s Candidate)> {
        self.line(at).zip(self.line(at + 1))
    }

    pub(crate) fn words(&self, at: usize) -> &'s str {
        self.line(at).map_or("", |line| self.scanned.title(line))
    }

    pub(crate) fn verdict(&self, at: usize) -> Option<Verdict> {
        self.verdicts.get(at).copied()
    }

    pub(crate) fn is_heading(&self, at: usize) -> bool {
        self.verdict(at).is_some_and(Verdict::is_heading)
    }

    /// Returns whether the learnt weights allow a heading.
    pub(crate) fn is_likely(&self, at: usize) -> bool {
        let score = self.scores.get(at);
        score.is_none_or(|score| *score > MIN_LIKELY_SCORE)
    }

    /// Returns whether a candidate is an entry of a printed table of contents.
    pub(crate) fn is_entry(&self, at: usize) -> bool {
        self.entries.get(at) == Some(&Verdict::Rejected)
    }

    pub(crate) fn is_note(&self, at: usize) -> bool {
        self.notes.get(at) == Some(&true)
    }

    /// Returns whether a candidate is no entry of a printed table of contents or of a list of notes, and no rule of the
    /// reader names it.
    pub(crate) fn is_open(&self, at: usize) -> bool {
        !self.is_entry(at) && !self.is_note(at) && !self.is_ruled(at)
    }

    fn is_ruled(&self, at: usize) -> bool {
        let rule = self.line(at).map(|line| line.applied_rule);
        rule.is_some_and(|rule| rule != AppliedRule::None)
    }

    /// Makes a whole line a heading, unless it is one or an entry of a printed table of contents.
    pub(crate) fn accept(&mut self, at: usize) {
        self.accept_as(at, Verdict::WholeLine);
    }

    /// Makes a line, or a part of it, a heading, unless it is one or an entry of a printed table of contents.
    pub(crate) fn accept_as(&mut self, at: usize, verdict: Verdict) {
        if !self.is_entry(at) {
            self.set_heading(at, verdict);
        }
    }

    /// Makes a whole line a heading, also one whose words a printed table of contents has: no table has what is below it.
    pub(crate) fn accept_surely(&mut self, at: usize) {
        self.set_heading(at, Verdict::WholeLine);
    }

    fn set_heading(&mut self, at: usize, verdict: Verdict) {
        if let Some(own) = self.verdicts.get_mut(at).filter(|own| !own.is_heading()) {
            *own = verdict;
        }
    }

    /// Makes a line no heading, unless a rule of the reader names it.
    pub(crate) fn reject(&mut self, at: usize) {
        if !self.is_ruled(at)
            && let Some(own) = self.verdicts.get_mut(at)
        {
            *own = Verdict::Rejected;
        }
    }
}
