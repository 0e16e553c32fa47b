//! Verdicts about all candidates. Each pass decides about candidates that earlier passes left undecided.

use super::candidate::AppliedRule;
use super::essay_pages::{self, PageEssays};
use super::numbered;
use super::printed_toc::{self, ListedTitles};
use super::scanned_text::ScannedText;
use super::unnumbered::{self, OutlyingTitles};
use super::verdict::Verdict;

/// Verdicts about all candidates, and facts about the text that the passes found.
pub(crate) struct Judgement {
    pub(crate) verdicts: Vec<Verdict>,
    /// Verdicts of the first pass, which only rejects entries of printed tables of contents.
    pub(crate) toc_verdicts: Vec<Verdict>,
    pub(crate) listed_titles: ListedTitles,
    pub(crate) essays: PageEssays,
    pub(crate) outlying_titles: OutlyingTitles,
}

impl Judgement {
    /// Removes the verdicts from candidate `index` on.
    pub(crate) fn truncate(&mut self, index: usize) {
        self.verdicts.truncate(index);
    }
}

/// Decides about all candidates. `listed` are titles from printed tables of contents further up.
pub(crate) fn judge(scanned: &ScannedText, listed: &ListedTitles) -> Judgement {
    let mut verdicts = vec![Verdict::Undecided; scanned.candidates.len()];
    let mut listed_titles = printed_toc::reject_printed_toc(scanned, &mut verdicts);
    listed_titles.extend(listed);
    let toc_verdicts = verdicts.clone();
    numbered::judge_numbered(scanned, &mut verdicts);
    apply_rules(scanned, &toc_verdicts, &mut verdicts);
    let essays = essay_pages::detect_essays(scanned, &mut verdicts);
    let outlying_titles =
        unnumbered::judge_unnumbered(scanned, &mut verdicts, &essays, &listed_titles);
    apply_rules(scanned, &toc_verdicts, &mut verdicts);
    Judgement {
        verdicts,
        toc_verdicts,
        listed_titles,
        essays,
        outlying_titles,
    }
}

/// Accepts the candidates that a rule of the reader names. It accepts an entry of a printed table of contents
/// only if the rule gives a level: rules without levels tend to match too much.
fn apply_rules(scanned: &ScannedText, toc_verdicts: &[Verdict], verdicts: &mut [Verdict]) {
    let all = scanned.candidates.iter().zip(toc_verdicts).zip(verdicts);
    for ((candidate, toc_verdict), verdict) in all {
        match (candidate.applied_rule, toc_verdict) {
            (AppliedRule::None, _) | (AppliedRule::Heading, Verdict::Rejected) => {}
            (AppliedRule::Heading | AppliedRule::Level(_), _) => *verdict = Verdict::WholeLine,
        }
    }
}
