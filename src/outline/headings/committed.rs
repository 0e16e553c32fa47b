//! Decided front of the outline.
//!
//! A long text keeps only the candidates of its latest batch, so memory grows with the headings found, not with
//! the candidates. A batch is judged as a whole. Its last quarter is kept and judged again with the lines that
//! follow, because a sequence needs evidence from both sides of a cut.

use super::candidate::{Candidate, LineRole};
use super::judge::Judgement;
use super::levels;
use super::nested_headings::{NestedHeading, NestedHeadings};
use super::ornaments::QUESTION;
use super::prefaces::is_postface;
use super::printed_toc::ListedTitles;
use super::scanned_text::ScannedText;
use super::series::series_style;
use super::verdict::Verdict;
use crate::doc::{Heading, HeadingTitle, Outline, Pos};
use crate::outline::numbering::{NumberStyle, label_style};
use std::sync::Arc;

/// Maximum number of undecided candidates; more are committed in batches. Most books have fewer.
pub(crate) const MAX_UNCOMMITTED_COUNT: usize = 1 << 12;

/// Maximum number of doubtful lines that a text keeps.
const MAX_DOUBTFUL_COUNT: usize = 1 << 12;

/// Decided front of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct CommittedOutline {
    /// Headings whose levels are not inferred yet.
    pub(crate) headings: Vec<Heading>,
    /// Lines that may be headings but are more likely none.
    doubtful: Vec<Heading>,
    /// Same headings, as input of the inference of levels.
    nested_headings: NestedHeadings,
    /// Blocks of metadata lines.
    metadata_lines: Vec<Pos>,
    /// Titles from printed tables of contents.
    pub(crate) listed_titles: ListedTitles,
    /// Styles and numbers of the last bare numbers, at most one of each style.
    last_numbers: Vec<(NumberStyle, u32)>,
    /// Index of the line after the last heading or metadata line.
    next_line_index: u32,
}

impl CommittedOutline {
    /// Adds the headings and metadata lines that `judged` accepts.
    pub(crate) fn add(&mut self, scanned: &ScannedText, judged: &Judgement) {
        let mut words = String::new();
        let mut ranges = Vec::new();
        let known = self.headings.len();
        self.add_doubtful(scanned, judged);
        let accepted = judged.verdicts.iter().filter(|v| v.is_heading()).count();
        self.headings.reserve(accepted);
        let all = scanned.candidates.iter().zip(&judged.verdicts).enumerate();
        for (index, (candidate, verdict)) in all {
            if !verdict.is_heading() {
                continue;
            }
            let (range, extent) = scanned.write_title(index, *verdict, &mut words);
            ranges.push(range);
            self.headings.push(Heading {
                pos: candidate.pos.at(candidate.within),
                level: 0,
                title: HeadingTitle::default(),
                len: extent,
                confidence: judged.confidence(index),
                entry: judged.essays.toc_entry(scanned, index),
            });
            let mut nested = nested_heading(scanned, judged, index, candidate);
            nested.style = self.series_style(nested.style, candidate);
            self.nested_headings.push(nested, &candidate.marker);
        }
        let words = Arc::new(words.into_boxed_str());
        for (heading, range) in self.headings.iter_mut().skip(known).zip(ranges) {
            heading.title = HeadingTitle::from_range(&words, range);
        }
        self.add_metadata_lines(scanned, &judged.verdicts);
    }

    /// Adds the rejected candidates that may be headings.
    fn add_doubtful(&mut self, scanned: &ScannedText, judged: &Judgement) {
        let rejected = judged.verdicts.iter().enumerate();
        for (index, _) in rejected.filter(|(_, verdict)| !verdict.is_heading()) {
            let doubt = judged
                .doubt(index)
                .filter(|_| self.doubtful.len() < MAX_DOUBTFUL_COUNT);
            let candidate = scanned.candidates.get(index);
            if let (Some((percent, verdict)), Some(candidate)) = (doubt, candidate) {
                let mut title = String::new();
                let (_, len) = scanned.write_title(index, verdict, &mut title);
                self.doubtful.push(Heading {
                    pos: candidate.pos.at(candidate.within),
                    title: title.into(),
                    len,
                    confidence: Some(percent),
                    ..Heading::default()
                });
            }
        }
    }

    /// Returns the style of the series that a bare number counts on, whatever separates it from its title.
    fn series_style(&mut self, own: NumberStyle, candidate: &Candidate) -> NumberStyle {
        if !matches!(own, NumberStyle::Digit(_) | NumberStyle::Han(_)) {
            return own;
        }
        let number = candidate.marker.number;
        let kind = series_style(own);
        let is_known = self.last_numbers.iter().any(|(style, _)| *style == own);
        let counts_on = |(style, last): &&(NumberStyle, u32)| {
            series_style(*style) == kind && last + 1 == number
        };
        let same = self
            .last_numbers
            .iter()
            .find(counts_on)
            .filter(|_| !is_known);
        let style = same.map_or(own, |(style, _)| *style);
        self.last_numbers.retain(|(other, _)| *other != style);
        self.last_numbers.push((style, number));
        style
    }

    /// Adds the accepted metadata lines and the notes that a text continues elsewhere.
    fn add_metadata_lines(&mut self, scanned: &ScannedText, verdicts: &[Verdict]) {
        for (candidate, verdict) in scanned.candidates.iter().zip(verdicts) {
            // Metadata is at the top of the text, or directly after a title or other metadata.
            let follows = candidate.line_index <= self.next_line_index || candidate.line_index < 4;
            match candidate.role {
                LineRole::ReadMore => self.metadata_lines.push(candidate.pos),
                LineRole::Metadata(_) if follows => {
                    self.metadata_lines.push(candidate.pos);
                    self.next_line_index = candidate.line_index + 1;
                }
                LineRole::Title
                | LineRole::Keyword(_)
                | LineRole::TocHeading
                | LineRole::ShortLine
                | LineRole::Metadata(_) => {}
            }
            if verdict.is_heading() {
                self.next_line_index = candidate.line_index + 1;
            }
        }
    }

    /// Returns the outline. Levels are inferred from all headings together.
    pub(crate) fn into_outline(mut self) -> Outline {
        let levels = levels::infer_levels(&self.nested_headings);
        for (heading, level) in self.headings.iter_mut().zip(levels) {
            heading.level = level;
        }
        Outline {
            headings: self.headings,
            metadata_lines: self.metadata_lines,
            doubtful: self.doubtful,
            complete: false,
        }
    }
}

fn nested_heading(
    scanned: &ScannedText,
    judged: &Judgement,
    index: usize,
    candidate: &Candidate,
) -> NestedHeading {
    let counted = judged.counted(index);
    let outlying = judged.outlying_titles.style(index);
    let outlying = outlying.or(counted.map(|title| NumberStyle::CountedWords(title.series)));
    // 问：, Q2. and 問３ count one series of questions.
    let own = match candidate.mark {
        _ if judged.note_headings.binary_search(&index).is_ok() => NumberStyle::Keyword,
        None if candidate.style() == NumberStyle::Unnumbered
            && is_postface(scanned.title(candidate)) =>
        {
            NumberStyle::Keyword
        }
        Some(QUESTION) => label_style("Q").unwrap_or(candidate.style()),
        Some(_) if candidate.style() == NumberStyle::Unnumbered => NumberStyle::Boxed,
        _ => candidate.style(),
    };
    let style = outlying.unwrap_or(own);
    let is_start =
        judged.essays.is_essay_start(index) || judged.documents.binary_search(&index).is_ok();
    let nested = NestedHeading::of(candidate, style, is_start);
    let nested = NestedHeading {
        is_first: nested.is_first || counted.is_some_and(|title| title.number == 1),
        ..nested
    };
    let before = index.checked_sub(1);
    let follows_heading = before.is_some_and(|before| {
        judged.verdicts.get(before).is_some_and(|v| v.is_heading())
            && scanned
                .candidates
                .get(before)
                .is_some_and(|before| before.is_adjacent_to(candidate))
    });
    if follows_heading {
        nested.directly_after()
    } else {
        nested
    }
}

/// Returns how many candidates to commit: three quarters, or fewer to keep a bare number with its title on the
/// next line, and an essay with its end.
pub(crate) fn commit_count(scanned: &ScannedText, judged: &Judgement) -> usize {
    let most = scanned.candidates.len() * 3 / 4;
    if judged.essays.has_essays() {
        let ends = |c: &Candidate| c.role == LineRole::ReadMore;
        let before = scanned.candidates.get(..most).unwrap_or_default();
        return before.iter().rposition(ends).unwrap_or(most).max(1);
    }
    let is_titled = judged.verdicts.get(most - 1) == Some(&Verdict::SplitTitle);
    most - usize::from(is_titled)
}
