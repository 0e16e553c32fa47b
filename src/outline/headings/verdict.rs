//! From candidates to the outline: what is decided about each, and what the headings are called.

use super::candidate::AppliedRule;
use super::committed::CommittedOutline;
use super::essay_pages::{self, PageEssays};
use super::levels::{self, NestedHeading};
use super::printed_toc::{self, ListedTitles};
use super::unnumbered::{self, OutlyingTitles};
use super::{HeadingScan, chains};
use crate::doc::{Heading, HeadingTitle, Outline};
use crate::outline::numbering::is_blank;
use std::ops::Range;
use std::sync::Arc;

impl HeadingScan {
    /// The outline as far as it is known. May be called repeatedly; its cost grows with the candidates
    /// and headings, not with the text.
    pub fn outline_so_far(&self) -> Outline {
        self.build_outline(self.committed.clone())
    }

    /// The outline of the text, which has ended.
    pub fn finish_outline(mut self) -> Outline {
        let settled = std::mem::take(&mut self.committed);
        Outline {
            complete: true,
            ..self.build_outline(settled)
        }
    }

    fn build_outline(&self, mut settled: CommittedOutline) -> Outline {
        self.add_judgement(&self.judge_candidates(), &mut settled);
        let levels = levels::infer_levels(&settled.nested_headings);
        for (heading, level) in settled.headings.iter_mut().zip(levels) {
            heading.level = level;
        }
        Outline {
            headings: settled.headings,
            metadata_lines: settled.metadata_lines,
            complete: false,
        }
    }

    /// Decides about all candidates.
    pub(crate) fn judge_candidates(&self) -> Judgement {
        let mut verdicts = vec![Verdict::Undecided; self.candidates.len()];
        let mut listed = printed_toc::reject_printed_toc(self, &mut verdicts);
        listed.extend(&self.committed.listed_titles);
        let struck = verdicts.clone();
        chains::judge_numbered(self, &mut verdicts);
        self.apply_rules(&struck, &mut verdicts);
        let essays = essay_pages::detect_essays(self, &mut verdicts);
        let titles = unnumbered::judge_unnumbered(self, &mut verdicts, &essays, &listed);
        self.apply_rules(&struck, &mut verdicts);
        Judgement {
            verdicts,
            listed_titles: listed,
            essays,
            outlying_titles: titles,
        }
    }

    /// Takes for headings what rules say are some. What a printed table of contents lists is none
    /// unless a rule gives it a level: rules without one are those that find too much.
    fn apply_rules(&self, struck: &[Verdict], verdicts: &mut [Verdict]) {
        let all = self.candidates.iter().zip(struck).zip(verdicts);
        for ((candidate, struck), verdict) in all {
            match (candidate.applied_rule, struck) {
                (AppliedRule::None, _) | (AppliedRule::Heading, Verdict::Rejected) => {}
                (AppliedRule::Heading | AppliedRule::Level(_), _) => *verdict = Verdict::WholeLine,
            }
        }
    }

    /// Adds what was judged to what is settled.
    pub(crate) fn add_judgement(&self, judged: &Judgement, settled: &mut CommittedOutline) {
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
            let (range, extent) = self.write_title(at, *verdict, &mut words);
            ranges.push(range);
            settled.headings.push(Heading {
                pos: candidate.pos.at(candidate.within),
                level: 0,
                title: HeadingTitle::default(),
                len: extent,
                entry: judged.essays.toc_entry(self, at),
            });
            let style = judged
                .outlying_titles
                .style(at)
                .unwrap_or(candidate.style());
            let starts = judged.essays.is_essay_start(at);
            let nested = NestedHeading::of(candidate, style, starts);
            let before = at.checked_sub(1).filter(|&before| {
                let heading = judged.verdicts.get(before).is_some_and(|v| v.is_heading());
                heading
                    && self
                        .candidates
                        .get(before)
                        .is_some_and(|c| c.is_adjacent_to(candidate))
            });
            let nested = before.map_or(nested, |_| nested.directly_after());
            settled.nested_headings.push(nested, &candidate.marker);
        }
        let words = Arc::new(words.into_boxed_str());
        for (heading, range) in settled.headings.iter_mut().skip(known).zip(ranges) {
            heading.title = HeadingTitle::from_range(&words, range);
        }
        essay_pages::add_metadata_lines(self, &judged.verdicts, settled);
    }

    /// Writes the title of a heading behind `words`: where it stands there, and how many bytes of its
    /// line it is.
    fn write_title(&self, at: usize, verdict: Verdict, words: &mut String) -> (Range<usize>, u32) {
        let from = words.len();
        let Some(candidate) = self.candidates.get(at) else {
            return (from..from, 0);
        };
        let own = self.title(candidate);
        let mut extent = candidate.extent;
        match verdict {
            Verdict::LeadPhrase(bytes) => {
                let cut = bytes.min(candidate.extent) as usize;
                let lead = own.get(..cut).unwrap_or(own);
                let lead = lead.trim_end_matches(|c: char| is_blank(c) || "：:、.-—".contains(c));
                words.push_str(lead);
                extent = lead.len() as u32;
            }
            Verdict::JoinedLines => {
                let all = candidate.title.start as usize..candidate.continuation.text_end as usize;
                words.push_str(self.words.get(all).unwrap_or_default());
            }
            Verdict::SplitTitle => {
                words.push_str(own);
                words.push(' ');
                words.push_str(
                    self.candidates
                        .get(at + 1)
                        .map_or("", |next| self.title(next)),
                );
            }
            Verdict::WholeLine | Verdict::Undecided | Verdict::Rejected => words.push_str(own),
        }
        (from..words.len(), extent)
    }
}

/// What was decided about the candidates.
pub(crate) struct Judgement {
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) listed_titles: ListedTitles,
    pub(crate) essays: PageEssays,
    pub(crate) outlying_titles: OutlyingTitles,
}

impl Judgement {
    /// Forgets what was decided from candidate `at` on.
    pub(crate) fn truncate(&mut self, at: usize) {
        self.verdicts.truncate(at);
    }
}

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing yet.
    Undecided,
    /// It is none.
    Rejected,
    /// The line is a heading.
    WholeLine,
    /// The line and those that follow it are one.
    JoinedLines,
    /// The line is a bare number, and the next candidate its title.
    SplitTitle,
    /// The line starts with one of so many bytes.
    LeadPhrase(u32),
}

impl Verdict {
    pub(crate) fn is_heading(self) -> bool {
        match self {
            Self::Undecided | Self::Rejected => false,
            Self::WholeLine | Self::JoinedLines | Self::SplitTitle | Self::LeadPhrase(_) => true,
        }
    }
}
