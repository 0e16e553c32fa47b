//! From candidates to the outline: what is decided about each, and what the headings are called.

use super::candidate::Ruled;
use super::committed::Settled;
use super::essay_pages::{self, Essays};
use super::levels::{self, Nested};
use super::printed_toc::{self, Listed};
use super::unnumbered::{self, Titles};
use super::{Scanner, chains};
use crate::doc::{Heading, Outline, Title};
use crate::outline::numbering::is_blank;
use std::ops::Range;
use std::sync::Arc;

impl Scanner {
    /// The outline as far as it is known. May be called repeatedly; its cost grows with the candidates
    /// and headings, not with the text.
    pub fn so_far(&self) -> Outline {
        self.outline(self.settled.clone())
    }

    /// The outline of the text, which has ended.
    pub fn finish(mut self) -> Outline {
        let settled = std::mem::take(&mut self.settled);
        Outline {
            complete: true,
            ..self.outline(settled)
        }
    }

    fn outline(&self, mut settled: Settled) -> Outline {
        self.add(&self.judge(), &mut settled);
        let levels = levels::infer(&settled.nested);
        for (heading, level) in settled.headings.iter_mut().zip(levels) {
            heading.level = level;
        }
        Outline {
            headings: settled.headings,
            asides: settled.asides,
            complete: false,
        }
    }

    /// Decides about all candidates.
    pub(crate) fn judge(&self) -> Judged {
        let mut verdicts = vec![Verdict::Open; self.candidates.len()];
        let mut listed = printed_toc::strike(self, &mut verdicts);
        listed.extend(&self.settled.listed);
        let struck = verdicts.clone();
        chains::judge(self, &mut verdicts);
        self.obey(&struck, &mut verdicts);
        let essays = essay_pages::find(self, &mut verdicts);
        let titles = unnumbered::judge(self, &mut verdicts, &essays, &listed);
        self.obey(&struck, &mut verdicts);
        Judged {
            verdicts,
            listed,
            essays,
            titles,
        }
    }

    /// Takes for headings what rules say are some. What a printed table of contents lists is none
    /// unless a rule gives it a level: rules without one are those that find too much.
    fn obey(&self, struck: &[Verdict], verdicts: &mut [Verdict]) {
        let all = self.candidates.iter().zip(struck).zip(verdicts);
        for ((candidate, struck), verdict) in all {
            match (candidate.ruled, struck) {
                (Ruled::Not, _) | (Ruled::Heading, Verdict::Rejected) => {}
                (Ruled::Heading | Ruled::At(_), _) => *verdict = Verdict::Whole,
            }
        }
    }

    /// Adds what was judged to what is settled.
    pub(crate) fn add(&self, judged: &Judged, settled: &mut Settled) {
        let mut words = String::new();
        let mut ranges = Vec::new();
        let known = settled.headings.len();
        let more = judged
            .verdicts
            .iter()
            .filter(|verdict| verdict.is_heading())
            .count();
        settled.headings.reserve(more);
        for (at, (candidate, verdict)) in self.candidates.iter().zip(&judged.verdicts).enumerate() {
            if !verdict.is_heading() {
                continue;
            }
            let (range, extent) = self.entitle(at, *verdict, &mut words);
            ranges.push(range);
            settled.headings.push(Heading {
                pos: candidate.at.at(candidate.within),
                level: 0,
                title: Title::default(),
                extent,
                entry: judged.essays.entry(self, at),
            });
            let style = judged.titles.style(at).unwrap_or(candidate.style());
            let starts = judged.essays.starts(at);
            let nested = Nested::of(candidate, style, starts);
            let before = at.checked_sub(1).filter(|&before| {
                let heading = judged.verdicts.get(before).is_some_and(|v| v.is_heading());
                heading
                    && self
                        .candidates
                        .get(before)
                        .is_some_and(|c| c.adjoins(candidate))
            });
            let nested = before.map_or(nested, |_| nested.right_behind());
            settled.nested.push(nested, &candidate.marker);
        }
        let words = Arc::new(words.into_boxed_str());
        for (heading, range) in settled.headings.iter_mut().skip(known).zip(ranges) {
            heading.title = Title::of(&words, range);
        }
        essay_pages::asides(self, &judged.verdicts, settled);
    }

    /// Writes the title of a heading behind `words`: where it stands there, and how many bytes of its
    /// line it is.
    fn entitle(&self, at: usize, verdict: Verdict, words: &mut String) -> (Range<usize>, u32) {
        let from = words.len();
        let Some(candidate) = self.candidates.get(at) else {
            return (from..from, 0);
        };
        let own = self.title(candidate);
        let mut extent = candidate.extent;
        match verdict {
            Verdict::Lead(bytes) => {
                let cut = bytes.min(candidate.extent) as usize;
                let lead = own.get(..cut).unwrap_or(own);
                let lead = lead.trim_end_matches(|c: char| is_blank(c) || "：:、.-—".contains(c));
                words.push_str(lead);
                extent = lead.len() as u32;
            }
            Verdict::Joined => {
                let all = candidate.title.start as usize..candidate.tail.to as usize;
                words.push_str(self.words.get(all).unwrap_or_default());
            }
            Verdict::Titled => {
                words.push_str(own);
                words.push(' ');
                words.push_str(
                    self.candidates
                        .get(at + 1)
                        .map_or("", |next| self.title(next)),
                );
            }
            Verdict::Whole | Verdict::Open | Verdict::Rejected => words.push_str(own),
        }
        (from..words.len(), extent)
    }
}

/// What was decided about the candidates.
pub(crate) struct Judged {
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) listed: Listed,
    pub(crate) essays: Essays,
    pub(crate) titles: Titles,
}

impl Judged {
    /// Forgets what was decided from candidate `at` on.
    pub(crate) fn cut(&mut self, at: usize) {
        self.verdicts.truncate(at);
    }
}

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing yet.
    Open,
    /// It is none.
    Rejected,
    /// The line is a heading.
    Whole,
    /// The line and those that follow it are one.
    Joined,
    /// The line is a bare number, and the next candidate its title.
    Titled,
    /// The line starts with one of so many bytes.
    Lead(u32),
}

impl Verdict {
    pub(crate) fn is_heading(self) -> bool {
        match self {
            Self::Open | Self::Rejected => false,
            Self::Whole | Self::Joined | Self::Titled | Self::Lead(_) => true,
        }
    }
}
