//! Reason for a verdict about a line.

use super::candidate::LineRole;
use super::judge::{self, Judgement};
use super::learnt;
use super::printed_toc::ListedTitles;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use super::{numbered, title_groups};
use crate::doc::Pos;
use crate::doc::explanation::{DecisiveReason, InferredExplanation};
use crate::outline::numbering::NumberStyle;

/// Explains the verdict about the line of the block at `at`. `listed` are titles from printed tables of
/// contents further up. `None` if the line is not a candidate.
pub(crate) fn explain(
    scanned: &ScannedText,
    listed: &ListedTitles,
    at: Pos,
) -> Option<InferredExplanation> {
    let candidates = &scanned.candidates;
    let index = candidates.partition_point(|candidate| candidate.pos < at.block_start());
    candidates
        .get(index)
        .filter(|candidate| candidate.pos == at.block_start())?;
    let judged = judge::judge(scanned, listed);
    let verdict = *judged.verdicts.get(index)?;
    let mut title = String::new();
    scanned.write_title(index, verdict, &mut title);
    Some(InferredExplanation {
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
    let is_entry = judged.toc_verdicts.get(index) == Some(&Verdict::Rejected);
    if let Some((survey, scores)) = judged.weighed.as_ref().filter(|_| !is_entry)
        && let Some(evidence) = learnt::evidence(survey, candidate, index, *scores.get(index)?)
    {
        return Some(DecisiveReason::Weighed(evidence));
    }
    Some(match (candidate.role, candidate.style()) {
        (LineRole::Metadata(_) | LineRole::ReadMore, _) => DecisiveReason::Metadata,
        _ if judged.toc_verdicts.get(index) == Some(&Verdict::Rejected) => {
            DecisiveReason::RepeatedTitle
        }
        _ if judged.essays.is_essay_start(index) => DecisiveReason::EssayTitle,
        (LineRole::Keyword(_) | LineRole::TocHeading, _) => DecisiveReason::Keyword,
        (
            LineRole::Title,
            NumberStyle::Marked(_) | NumberStyle::Underlined(_) | NumberStyle::Tagged(_),
        ) => DecisiveReason::Markup,
        (LineRole::ShortLine, _) => {
            let verdict = judged.verdicts.get(index)?;
            verdict.is_heading().then_some(DecisiveReason::TitleGroup)?
        }
        (LineRole::Title, style) => {
            let is_bare = matches!(
                style,
                NumberStyle::Unnumbered | NumberStyle::Boxed | NumberStyle::OuterUnnumbered
            );
            let is_heading = judged.verdicts.get(index)?.is_heading();
            match numbered::chain_evidence(scanned, &judged.toc_verdicts, index) {
                Some(evidence) => DecisiveReason::Number(evidence),
                None if !is_bare => DecisiveReason::RepeatedTitle,
                None if is_heading => DecisiveReason::TitleGroup,
                None if index < title_groups::count_before_toc(scanned) => {
                    DecisiveReason::FrontPage
                }
                None => DecisiveReason::TitleGroup,
            }
        }
    })
}
