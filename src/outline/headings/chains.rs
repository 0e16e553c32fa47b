//! Numbers in sequence, and which of them are believed.
//!
//! Candidates of one style whose numbers follow each other form a chain. A chain is judged as a
//! whole: how its lines look (their median), and how much of a sequence it is, which is said in
//! [`sequence`](super::sequence).

use super::candidate::{Candidate, End, Role};
use super::evidence::{Against, Clues};
use super::numbered_score::{Form, form, looks};
use super::repeats::Echoes;
use super::sequence::{Member, Paths, has_child, is_stray, sequence};
use super::{Scanner, Verdict, printed_toc, split_title};
use crate::outline::numbering::{Style, is_unit};
use std::collections::HashMap;

/// Score from which a heading is believed.
const BELIEVED: i32 = 4;
/// What speaks against a line that is one of a kind in the midst of a text.
const STRAY: i32 = 6;
/// Chains of one style that may be open at a time: a list within a section and the sections.
const OPEN: usize = 4;
/// Candidates between two numbers of a chain, at most. Units may be further apart.
const REACH: usize = 400;

/// Candidates of one style in sequence.
pub(crate) struct Chain {
    pub(crate) style: Style,
    pub(crate) members: Vec<usize>,
    last: u32,
    indent: u8,
}

/// Decides about all numbered candidates.
pub(crate) fn judge(scanner: &Scanner, verdicts: &mut [Verdict]) {
    reject_doubles(scanner, verdicts);
    let chains = link(scanner, verdicts);
    let paths = Paths::of(scanner, verdicts, &chains);
    let echoes = Echoes::of(
        scanner,
        chains.iter().filter_map(|chain| match *chain.members {
            [at] => Some(at),
            _ => None,
        }),
    );
    for chain in &chains {
        if let [at] = chain.members.as_slice()
            && echoes.holds(scanner, *at)
        {
            if let Some(verdict) = verdicts.get_mut(*at) {
                *verdict = Verdict::Rejected;
            }
            continue;
        }
        judge_chain(scanner, chain, &paths, verdicts);
        split_title::join(scanner, chain.style, &chain.members, verdicts);
    }
    for (candidate, verdict) in scanner.candidates.iter().zip(verdicts) {
        if *verdict != Verdict::Open {
            continue;
        }
        match (candidate.role, candidate.style()) {
            (Role::Title, Style::Marked(_) | Style::Underlined(_)) | (Role::Word(_), _) => {
                *verdict = Verdict::Whole;
            }
            _ => {}
        }
    }
}

/// Whether a candidate is judged by its number.
fn is_numbered(candidate: &Candidate) -> bool {
    candidate.role == Role::Title
        && !matches!(
            candidate.style(),
            Style::Plain | Style::Boxed | Style::Word | Style::Marked(_) | Style::Underlined(_)
        )
}

/// A title printed twice in a row counts once, by its second line.
fn reject_doubles(scanner: &Scanner, verdicts: &mut [Verdict]) {
    let pairs = scanner
        .candidates
        .iter()
        .zip(scanner.candidates.iter().skip(1));
    for ((a, b), verdict) in pairs.zip(verdicts) {
        let same = a.marker.style == b.marker.style && a.marker.number == b.marker.number;
        if is_numbered(a)
            && same
            && a.key == b.key
            && a.text_until(b) < 120
            && b.order <= a.order + 2
        {
            *verdict = Verdict::Rejected;
        }
    }
}

/// All chains of the text.
fn link(scanner: &Scanner, verdicts: &[Verdict]) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut open: HashMap<(Style, u64), Vec<usize>> = HashMap::new();
    for (at, candidate) in scanner.candidates.iter().enumerate() {
        if !is_numbered(candidate) || verdicts.get(at) != Some(&Verdict::Open) {
            continue;
        }
        let key = (candidate.style(), candidate.marker.parent);
        let places = open.entry(key).or_default();
        if let Some(chain) = place(&chains, places, at, candidate).and_then(|i| chains.get_mut(i)) {
            chain.members.push(at);
            chain.last = candidate.marker.number;
            continue;
        }
        if places.len() == OPEN {
            places.remove(0);
        }
        places.push(chains.len());
        chains.push(Chain {
            style: candidate.style(),
            members: vec![at],
            last: candidate.marker.number,
            indent: candidate.indent,
        });
    }
    chains
}

/// The open chain that `candidate` goes on, the latest one of its indent first.
fn place(chains: &[Chain], open: &[usize], at: usize, candidate: &Candidate) -> Option<usize> {
    let number = candidate.marker.number;
    let slack = if is_unit(candidate.style()) { 3 } else { 1 };
    let fits = |index: &&usize| {
        chains.get(**index).is_some_and(|chain| {
            let near =
                is_unit(chain.style) || chain.members.last().is_some_and(|last| at - last <= REACH);
            near && number > chain.last && number <= chain.last + slack
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
struct Weighed {
    /// The title each member would have, and how much it looks like one.
    members: Vec<(Form, i32)>,
    /// The median of these looks.
    median: i32,
    /// How much the sequence adds.
    sequence: i32,
    /// What speaks against it most.
    against: Option<Against>,
}

fn weigh(scanner: &Scanner, chain: &Chain, paths: &Paths) -> Weighed {
    let members: Vec<Member<'_>> = chain
        .members
        .iter()
        .filter_map(|&at| {
            let candidate = scanner.candidates.get(at)?;
            let form = form(scanner, candidate);
            Some(Member {
                at,
                candidate,
                form,
            })
        })
        .collect();
    let judged: Vec<(Form, i32)> = members
        .iter()
        .map(|member| (member.form, looks(scanner, member.candidate, member.form)))
        .collect();
    let mut scores: Vec<i32> = judged.iter().map(|(_, score)| *score).collect();
    scores.sort_unstable();
    let parent = members
        .iter()
        .any(|member| has_child(scanner, member.at, member.candidate));
    let (mut sequence, mut against) = sequence(&members, paths, parent);
    if let [Member { candidate, .. }] = *members
        && is_stray(scanner, candidate)
    {
        against = Some(Against::Stray);
        sequence -= STRAY;
    }
    Weighed {
        median: scores.get(scores.len() / 2).copied().unwrap_or(0),
        sequence,
        against,
        members: judged,
    }
}

fn judge_chain(scanner: &Scanner, chain: &Chain, paths: &Paths, verdicts: &mut [Verdict]) {
    let weighed = weigh(scanner, chain, paths);
    let believed = weighed.median + weighed.sequence >= BELIEVED;
    for (&at, (form, score)) in chain.members.iter().zip(&weighed.members) {
        let own = score + weighed.sequence;
        let good = if believed {
            own >= 2
        } else {
            is_unit(chain.style) && own >= BELIEVED
        };
        let end = scanner
            .candidates
            .get(at)
            .map_or(End::None, |c| c.shape.end);
        let broken = *form == Form::Whole && matches!(end, End::Comma | End::Semicolon);
        if let Some(verdict) = verdicts.get_mut(at) {
            *verdict = match form {
                _ if !good || broken => Verdict::Rejected,
                Form::Whole => Verdict::Whole,
                Form::Joined => Verdict::Joined,
                Form::Lead(bytes) => Verdict::Lead(*bytes),
                Form::None => Verdict::Rejected,
            };
        }
    }
}

/// What speaks for and against a numbered candidate; `None` if it is none, or was rejected before.
pub(crate) fn explain(scanner: &Scanner, at: usize) -> Option<Clues> {
    let mut verdicts = vec![Verdict::Open; scanner.candidates.len()];
    printed_toc::strike(scanner, &mut verdicts);
    reject_doubles(scanner, &mut verdicts);
    let chains = link(scanner, &verdicts);
    let chain = chains
        .iter()
        .find(|chain| chain.members.binary_search(&at).is_ok())?;
    let weighed = weigh(scanner, chain, &Paths::of(scanner, &verdicts, &chains));
    let place = chain.members.binary_search(&at).ok()?;
    Some(Clues {
        looks: weighed.members.get(place)?.1,
        usual: weighed.median,
        sequence: weighed.sequence,
        members: chain.members.len(),
        needed: BELIEVED,
        against: weighed.against,
    })
}
