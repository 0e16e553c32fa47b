//! The reason why a line is a heading or none.

use super::candidate::LineRole;
use super::evidence::Evidence;
use super::judge::{self, Judgement};
use super::printed_toc::ListedTitles;
use super::reference_lines::{self, WeakTitle};
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use super::{numbered, title_groups};
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

/// Explains the verdict about the line of the block at `at`; `None` if that is no candidate. `listed` are titles
/// that printed tables of contents further up list.
pub(crate) fn explain(
    scanned: &ScannedText,
    listed: &ListedTitles,
    at: Pos,
) -> Option<Explanation> {
    let candidates = &scanned.candidates;
    let index = candidates.partition_point(|candidate| candidate.pos < at.block_start());
    candidates
        .get(index)
        .filter(|candidate| candidate.pos == at.block_start())?;
    let judged = judge::judge(scanned, listed);
    let verdict = *judged.verdicts.get(index)?;
    let mut title = String::new();
    scanned.write_title(index, verdict, &mut title);
    Some(Explanation {
        title,
        is_heading: verdict.is_heading(),
        reason: decisive_reason(scanned, &judged, index)?,
    })
}

fn decisive_reason(
    scanned: &ScannedText,
    judged: &Judgement,
    index: usize,
) -> Option<DecisiveReason> {
    let candidate = scanned.candidates.get(index)?;
    Some(match (candidate.role, candidate.style()) {
        (LineRole::Metadata(_) | LineRole::ReadMore, _) => DecisiveReason::Metadata,
        _ if judged.toc_verdicts.get(index) == Some(&Verdict::Rejected) => {
            DecisiveReason::RepeatedTitle
        }
        _ if judged.essays.is_essay_start(index) => DecisiveReason::EssayTitle,
        (LineRole::Keyword(_) | LineRole::TocHeading, _) => DecisiveReason::Keyword,
        (LineRole::Title, NumberStyle::Marked(_) | NumberStyle::Underlined(_)) => {
            DecisiveReason::Markup
        }
        (LineRole::Title, style) => {
            let is_bare = matches!(
                style,
                NumberStyle::Unnumbered | NumberStyle::Boxed | NumberStyle::OuterUnnumbered
            );
            let is_heading = judged.verdicts.get(index)?.is_heading();
            match numbered::chain_evidence(scanned, &judged.toc_verdicts, index) {
                Some(evidence) => DecisiveReason::Number(style, evidence),
                None if !is_bare => DecisiveReason::RepeatedTitle,
                None if is_heading => DecisiveReason::TitleGroup,
                None => rejection_reason(scanned, index)?,
            }
        }
    })
}

/// Returns why a line without a number is no title.
fn rejection_reason(scanned: &ScannedText, index: usize) -> Option<DecisiveReason> {
    let words = scanned.title(scanned.candidates.get(index)?);
    Some(match reference_lines::weak_title(words) {
        Some(weak) => DecisiveReason::WeakTitle(weak),
        None if index < title_groups::count_before_toc(scanned) => DecisiveReason::FrontPage,
        None => DecisiveReason::TitleGroup,
    })
}
