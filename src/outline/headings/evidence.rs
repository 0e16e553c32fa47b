//! Why a line is a heading or is none.

use super::candidate::LineRole;
use super::{
    HeadingScan, Verdict, chains, essay_pages, printed_toc, reference_lines, title_groups,
};
use crate::doc::Pos;
use crate::outline::numbering::NumberStyle;

/// Why a line is a heading or is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The words in question.
    pub title: String,
    /// Whether they are a heading.
    pub is_heading: bool,
    /// What it goes by.
    pub reason: DecisiveReason,
}

/// What was decisive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisiveReason {
    /// Its number.
    Number(NumberStyle, Evidence),
    /// It stands in a printed table of contents, or comes again right behind.
    RepeatedTitle,
    /// It is a word like 序 or 后记.
    Keyword,
    /// The text marks its headings.
    Markup,
    /// It has no number; lines like it were judged together.
    TitleGroup,
    /// It has no number, and its words stand alone in many a text that has no titles.
    WeakTitle(WeakTitle),
    /// It has no number and stands in front of a printed table of contents.
    FrontPage,
    /// It is the title of one of several texts on a page.
    EssayTitle,
    /// It says something about the text.
    Metadata,
}

/// Words that are no title by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakTitle {
    /// They say when something happens: 第二天.
    TimePhrase,
    /// They begin like a number and have none: 第一中学.
    OrdinalName,
}

/// What speaks for a numbered line. It is believed if `usual` and `sequence` reach `needed`
/// together, and its own looks are not far below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How much the line looks like a heading.
    pub line_score: i32,
    /// How much the lines of its sequence do (their median).
    pub median_score: i32,
    /// What the sequence adds, or takes as a list.
    pub sequence_score: i32,
    /// How many numbers it has.
    pub member_count: usize,
    /// What has to be reached.
    pub min_score: i32,
    /// What speaks against the sequence most.
    pub counter_evidence: Option<CounterEvidence>,
}

/// What speaks against a sequence of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CounterEvidence {
    /// There are too few of its kind.
    TooFew,
    /// They are items of a list: nothing stands between them, or they end within a sentence.
    List,
    /// It is one of a kind in the midst of a text, and its words go on without a break.
    Isolated,
}

impl HeadingScan {
    /// The scanner, which will be asked about the block at `at`.
    #[must_use]
    pub fn with_question(self, at: Pos) -> Self {
        Self {
            question: Some(at.block_start()),
            ..self
        }
    }

    /// Why the line of the block at `at` is a heading or none; `None` if nothing about it looks like one.
    /// Of a text with more candidates than are kept, only the line that was asked about from the
    /// beginning is known.
    pub fn explain(&self, at: Pos) -> Option<Explanation> {
        let known = || {
            self.explanation
                .clone()
                .filter(|_| self.question == Some(at.block_start()))
        };
        self.explain_uncommitted(at).or_else(known)
    }

    /// Why the line of the block at `at`, if it is not settled, is a heading or none.
    pub(crate) fn explain_uncommitted(&self, at: Pos) -> Option<Explanation> {
        let index = self
            .candidates
            .partition_point(|candidate| candidate.pos < at.block_start());
        let candidate = self
            .candidates
            .get(index)
            .filter(|c| c.pos == at.block_start())?;
        let outline = self.outline_so_far();
        let own = outline.block_headings(at.block_start());
        let mut verdicts = vec![Verdict::Undecided; self.candidates.len()];
        printed_toc::reject_printed_toc(self, &mut verdicts);
        let struck = verdicts.get(index) == Some(&Verdict::Rejected);
        let is_text = essay_pages::detect_essays(self, &mut verdicts).is_essay_start(index);
        let grounds = match (candidate.role, candidate.style()) {
            (LineRole::Metadata(_) | LineRole::ReadMore, _) => DecisiveReason::Metadata,
            _ if struck => DecisiveReason::RepeatedTitle,
            _ if is_text => DecisiveReason::EssayTitle,
            (LineRole::Keyword(_) | LineRole::TocHeading, _) => DecisiveReason::Keyword,
            (LineRole::Title, NumberStyle::Marked(_) | NumberStyle::Underlined(_)) => {
                DecisiveReason::Markup
            }
            (LineRole::Title, style) => match chains::chain_evidence(self, index) {
                Some(clues) => DecisiveReason::Number(style, clues),
                None if matches!(
                    style,
                    NumberStyle::Unnumbered | NumberStyle::Boxed | NumberStyle::OuterUnnumbered
                ) =>
                {
                    match own.first() {
                        Some(_) => DecisiveReason::TitleGroup,
                        None => self.rejection_reason(index),
                    }
                }
                None => DecisiveReason::RepeatedTitle,
            },
        };
        Some(Explanation {
            title: own
                .first()
                .map_or(self.title(candidate), |heading| &heading.title)
                .to_owned(),
            is_heading: !own.is_empty(),
            reason: grounds,
        })
    }

    /// Why a line without a number is no title.
    fn rejection_reason(&self, index: usize) -> DecisiveReason {
        let words = self.candidates.get(index).map(|c| self.title(c));
        let words = words.unwrap_or_default();
        match reference_lines::weak_title(words) {
            Some(weak) => DecisiveReason::WeakTitle(weak),
            None if index < title_groups::count_before_toc(self) => DecisiveReason::FrontPage,
            None => DecisiveReason::TitleGroup,
        }
    }
}
