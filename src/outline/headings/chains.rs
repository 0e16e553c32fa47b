//! Numbers in sequence, and which of them are believed.
//!
//! Candidates of one style whose numbers follow each other form a chain. A chain is judged as a
//! whole: how its lines look (their median), and how much of a sequence it is, which is said in
//! [`sequence`](super::sequence).

use super::candidate::{Candidate, LineEnding, LineRole};
use super::evidence::{CounterEvidence, Evidence};
use super::numbered_score::{TitleForm, heading_score, title_form};
use super::repeats::RepeatedLines;
use super::sequence::{NumberPaths, SequenceMember, has_child, is_isolated, score_sequence};
use super::{HeadingScan, Verdict, printed_toc, split_title};
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::HashMap;

/// Score from which a heading is believed.
const MIN_ACCEPTED_SCORE: i32 = 4;
/// What speaks against a line that is one of a kind in the midst of a text.
const ISOLATED_PENALTY: i32 = 6;
/// Chains of one style that may be open at a time: a list within a section and the sections.
const MAX_OPEN_CHAINS: usize = 4;
/// Candidates between two numbers of a chain, at most. Units may be further apart.
const MAX_GAP_CANDIDATES: usize = 400;

/// Candidates of one style in sequence.
pub(crate) struct Chain {
    pub(crate) style: NumberStyle,
    pub(crate) members: Vec<usize>,
    last_number: u32,
    indent: u8,
}

/// Decides about all numbered candidates.
pub(crate) fn judge_numbered(scanner: &HeadingScan, verdicts: &mut [Verdict]) {
    reject_duplicates(scanner, verdicts);
    let chains = build_chains(scanner, verdicts);
    let paths = NumberPaths::of(scanner, verdicts, &chains);
    let echoes = RepeatedLines::of(
        scanner,
        chains.iter().filter_map(|chain| match *chain.members {
            [at] => Some(at),
            _ => None,
        }),
    );
    for chain in &chains {
        if let [at] = chain.members.as_slice()
            && echoes.contains(scanner, *at)
        {
            if let Some(verdict) = verdicts.get_mut(*at) {
                *verdict = Verdict::Rejected;
            }
            continue;
        }
        judge_chain(scanner, chain, &paths, verdicts);
        split_title::join_split_titles(scanner, chain.style, &chain.members, verdicts);
    }
    for (candidate, verdict) in scanner.candidates.iter().zip(verdicts) {
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

/// Whether a candidate is judged by its number.
fn is_numbered(candidate: &Candidate) -> bool {
    candidate.role == LineRole::Title
        && !matches!(
            candidate.style(),
            NumberStyle::Unnumbered
                | NumberStyle::Boxed
                | NumberStyle::Keyword
                | NumberStyle::Marked(_)
                | NumberStyle::Underlined(_)
        )
}

/// A title printed twice in a row counts once, by its second line.
fn reject_duplicates(scanner: &HeadingScan, verdicts: &mut [Verdict]) {
    let pairs = scanner
        .candidates
        .iter()
        .zip(scanner.candidates.iter().skip(1));
    for ((a, b), verdict) in pairs.zip(verdicts) {
        let same = a.marker.style == b.marker.style && a.marker.number == b.marker.number;
        if is_numbered(a)
            && same
            && a.key == b.key
            && a.bytes_until(b) < 120
            && b.line_index <= a.line_index + 2
        {
            *verdict = Verdict::Rejected;
        }
    }
}

/// All chains of the text.
fn build_chains(scanner: &HeadingScan, verdicts: &[Verdict]) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut open: HashMap<(NumberStyle, u64), Vec<usize>> = HashMap::new();
    for (at, candidate) in scanner.candidates.iter().enumerate() {
        if !is_numbered(candidate) || verdicts.get(at) != Some(&Verdict::Undecided) {
            continue;
        }
        let key = (candidate.style(), candidate.marker.parent_path);
        let places = open.entry(key).or_default();
        if let Some(chain) =
            find_open_chain(&chains, places, at, candidate).and_then(|i| chains.get_mut(i))
        {
            chain.members.push(at);
            chain.last_number = candidate.marker.number;
            continue;
        }
        if places.len() == MAX_OPEN_CHAINS {
            places.remove(0);
        }
        places.push(chains.len());
        chains.push(Chain {
            style: candidate.style(),
            members: vec![at],
            last_number: candidate.marker.number,
            indent: candidate.indent,
        });
    }
    chains
}

/// The open chain that `candidate` goes on, the latest one of its indent first.
fn find_open_chain(
    chains: &[Chain],
    open: &[usize],
    at: usize,
    candidate: &Candidate,
) -> Option<usize> {
    let number = candidate.marker.number;
    let slack = if is_unit(candidate.style()) { 3 } else { 1 };
    let fits = |index: &&usize| {
        chains.get(**index).is_some_and(|chain| {
            let near = is_unit(chain.style)
                || chain
                    .members
                    .last()
                    .is_some_and(|last| at - last <= MAX_GAP_CANDIDATES);
            near && number > chain.last_number && number <= chain.last_number + slack
        })
    };
    let same_indent = |index: &&usize| {
        chains
            .get(**index)
            .is_some_and(|c| c.indent == candidate.indent)
    };
    let mut best = open.iter().rev().filter(fits);
    let first = best.clone().next().copied();
    best.find(same_indent).copied().or(first)
}

/// What speaks for a chain.
struct ScoredChain {
    /// The title each member would have, and how much it looks like one.
    members: Vec<(TitleForm, i32)>,
    /// The median of these looks.
    median: i32,
    /// How much the sequence adds.
    sequence_score: i32,
    /// What speaks against it most.
    counter_evidence: Option<CounterEvidence>,
}

fn score_chain(scanner: &HeadingScan, chain: &Chain, paths: &NumberPaths) -> ScoredChain {
    let members: Vec<SequenceMember<'_>> = chain
        .members
        .iter()
        .filter_map(|&at| {
            let candidate = scanner.candidates.get(at)?;
            let form = title_form(scanner, candidate);
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
                heading_score(scanner, member.candidate, member.form),
            )
        })
        .collect();
    let mut scores: Vec<i32> = judged.iter().map(|(_, score)| *score).collect();
    scores.sort_unstable();
    let parent = members
        .iter()
        .any(|member| has_child(scanner, member.index, member.candidate));
    let (mut sequence, mut against) = score_sequence(&members, paths, parent);
    if let [SequenceMember { candidate, .. }] = *members
        && is_isolated(scanner, candidate)
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
    scanner: &HeadingScan,
    chain: &Chain,
    paths: &NumberPaths,
    verdicts: &mut [Verdict],
) {
    let weighed = score_chain(scanner, chain, paths);
    let believed = weighed.median + weighed.sequence_score >= MIN_ACCEPTED_SCORE;
    for (&at, (form, score)) in chain.members.iter().zip(&weighed.members) {
        let own = score + weighed.sequence_score;
        let good = if believed {
            own >= 2
        } else {
            is_unit(chain.style) && own >= MIN_ACCEPTED_SCORE
        };
        let end = scanner
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

/// What speaks for and against a numbered candidate; `None` if it is none, or was rejected before.
pub(crate) fn chain_evidence(scanner: &HeadingScan, at: usize) -> Option<Evidence> {
    let mut verdicts = vec![Verdict::Undecided; scanner.candidates.len()];
    printed_toc::reject_printed_toc(scanner, &mut verdicts);
    reject_duplicates(scanner, &mut verdicts);
    let chains = build_chains(scanner, &verdicts);
    let chain = chains
        .iter()
        .find(|chain| chain.members.binary_search(&at).is_ok())?;
    let weighed = score_chain(
        scanner,
        chain,
        &NumberPaths::of(scanner, &verdicts, &chains),
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
