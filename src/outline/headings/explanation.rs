//! Reason for a verdict about a line.

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

/// Verdict about a line and its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Words of the line.
    pub title: String,
    /// Whether they are a heading.
    pub is_heading: bool,
    /// Decisive reason.
    pub reason: DecisiveReason,
}

/// Evidence that decided a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisiveReason {
    /// Number of the line.
    Number(NumberStyle, Evidence),
    /// Entry of a printed table of contents, or a title that directly follows itself.
    RepeatedTitle,
    /// Title keyword such as 序 or 后记.
    Keyword,
    /// Mark-up of the text itself.
    Markup,
    /// Line without a number that was judged together with similar lines.
    TitleGroup,
    /// Line without a number, with words that often have a line of their own in texts without titles.
    WeakTitle(WeakTitle),
    /// Line without a number before a printed table of contents.
    FrontPage,
    /// Title of one of several essays on a page.
    EssayTitle,
    /// Metadata about the text.
    Metadata,
}

/// Explains the verdict about the line of the block at `at`. `listed` are titles from printed tables of
/// contents further up. `None` if the line is not a candidate.
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

/// Returns the reason why a line without a number is not a title.
fn rejection_reason(scanned: &ScannedText, index: usize) -> Option<DecisiveReason> {
    let words = scanned.title(scanned.candidates.get(index)?);
    Some(match reference_lines::weak_title(words) {
        Some(weak) => DecisiveReason::WeakTitle(weak),
        None if index < title_groups::count_before_toc(scanned) => DecisiveReason::FrontPage,
        None => DecisiveReason::TitleGroup,
    })
}
