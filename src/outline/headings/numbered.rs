//! Judgement of numbered lines.
//!
//! Candidates of one style with consecutive numbers form a chain. A chain is judged as a whole by two scores:
//! the median look of its lines, and its quality as a sequence (see [`sequence`](super::sequence)).

use super::candidate::LineRole;
use super::chain::{Chain, build_chains};
use super::line_ending::LineEnding;
use super::numbered_score::{TitleForm, heading_score, title_form};
use super::repeats::RepeatedLines;
use super::scanned_text::ScannedText;
use super::sequence::{NumberPaths, SequenceMember, has_child, is_isolated, score_sequence};
use super::split_title;
use super::verdict::Verdict;
use crate::doc::explanation::{CounterEvidence, Evidence};
use crate::outline::numbering::{NumberStyle, is_unit};

/// Minimum score of a heading.
const MIN_ACCEPTED_SCORE: i32 = 4;
/// Score subtracted from a line that is the only one of its kind in the middle of a text.
const ISOLATED_PENALTY: i32 = 6;

/// Decides about all numbered candidates, and accepts marked titles and keywords.
pub(crate) fn judge_numbered(scanned: &ScannedText, verdicts: &mut [Verdict]) {
    let chains = build_chains(scanned, verdicts);
    let paths = NumberPaths::of(scanned, verdicts, &chains);
    let echoes = RepeatedLines::of(
        scanned,
        chains.iter().filter_map(|chain| match *chain.members {
            [at] => Some(at),
            _ => None,
        }),
    );
    for chain in &chains {
        if let [at] = chain.members.as_slice()
            && echoes.contains(scanned, *at)
        {
            if let Some(verdict) = verdicts.get_mut(*at) {
                *verdict = Verdict::Rejected;
            }
            continue;
        }
        judge_chain(scanned, chain, &paths, verdicts);
        split_title::join_split_titles(scanned, chain.style, &chain.members, verdicts);
    }
    for (candidate, verdict) in scanned.candidates.iter().zip(verdicts) {
        if *verdict != Verdict::Undecided {
            continue;
        }
        match (candidate.role, candidate.style()) {
            (LineRole::Title, NumberStyle::Marked(_) | NumberStyle::Underlined(_))
            | (LineRole::Keyword(_), _) => {
                *verdict = Verdict::WholeLine;
            }
            _ => {}
        }
    }
}

/// Scores of a chain.
struct ScoredChain {
    /// Title form of each member, and its score as a heading.
    members: Vec<(TitleForm, i32)>,
    /// Median of these scores.
    median: i32,
    /// Score of the sequence.
    sequence_score: i32,
    /// Strongest evidence against the chain.
    counter_evidence: Option<CounterEvidence>,
}

fn score_chain(scanned: &ScannedText, chain: &Chain, paths: &NumberPaths) -> ScoredChain {
    let members: Vec<SequenceMember<'_>> = chain
        .members
        .iter()
        .filter_map(|&at| {
            let candidate = scanned.candidates.get(at)?;
            let form = title_form(scanned, candidate);
            Some(SequenceMember {
                index: at,
                candidate,
                form,
            })
        })
        .collect();
    let judged: Vec<(TitleForm, i32)> = members
        .iter()
        .map(|member| {
            (
                member.form,
                heading_score(scanned, member.candidate, member.form),
            )
        })
        .collect();
    let mut scores: Vec<i32> = judged.iter().map(|(_, score)| *score).collect();
    scores.sort_unstable();
    let parent = members
        .iter()
        .any(|member| has_child(scanned, member.index, member.candidate));
    let (mut sequence, mut against) = score_sequence(&members, paths, parent);
    if let [SequenceMember { candidate, .. }] = *members
        && is_isolated(scanned, candidate)
    {
        against = Some(CounterEvidence::Isolated);
        sequence -= ISOLATED_PENALTY;
    }
    ScoredChain {
        median: scores.get(scores.len() / 2).copied().unwrap_or(0),
        sequence_score: sequence,
        counter_evidence: against,
        members: judged,
    }
}

fn judge_chain(
    scanned: &ScannedText,
    chain: &Chain,
    paths: &NumberPaths,
    verdicts: &mut [Verdict],
) {
    let weighed = score_chain(scanned, chain, paths);
    let believed = weighed.median + weighed.sequence_score >= MIN_ACCEPTED_SCORE;
    for (&at, (form, score)) in chain.members.iter().zip(&weighed.members) {
        let own = score + weighed.sequence_score;
        let good = if believed {
            own >= 2
        } else {
            is_unit(chain.style) && own >= MIN_ACCEPTED_SCORE
        };
        let end = scanned
            .candidates
            .get(at)
            .map_or(LineEnding::NoLine, |c| c.shape.end);
        let broken = *form == TitleForm::WholeLine
            && matches!(end, LineEnding::Comma | LineEnding::Semicolon);
        if let Some(verdict) = verdicts.get_mut(at) {
            *verdict = match form {
                _ if !good || broken => Verdict::Rejected,
                TitleForm::WholeLine => Verdict::WholeLine,
                TitleForm::JoinedLines => Verdict::JoinedLines,
                TitleForm::LeadPhrase(bytes) => Verdict::LeadPhrase(*bytes),
                TitleForm::NoTitle => Verdict::Rejected,
            };
        }
    }
}

/// Returns the scores of a numbered candidate; `None` if it has no number. `toc_verdicts`
/// reject the entries of printed tables of contents.
pub(crate) fn chain_evidence(
    scanned: &ScannedText,
    toc_verdicts: &[Verdict],
    at: usize,
) -> Option<Evidence> {
    let chains = build_chains(scanned, toc_verdicts);
    let chain = chains
        .iter()
        .find(|chain| chain.members.binary_search(&at).is_ok())?;
    let weighed = score_chain(
        scanned,
        chain,
        &NumberPaths::of(scanned, toc_verdicts, &chains),
    );
    let place = chain.members.binary_search(&at).ok()?;
    Some(Evidence {
        line_score: weighed.members.get(place)?.1,
        median_score: weighed.median,
        sequence_score: weighed.sequence_score,
        member_count: chain.members.len(),
        min_score: MIN_ACCEPTED_SCORE,
        counter_evidence: weighed.counter_evidence,
    })
}
