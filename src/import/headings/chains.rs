//! Numbers in sequence, and which of them are believed.
//!
//! Candidates of one style whose numbers follow each other form a chain. A chain is judged as a
//! whole: how its lines look (their median), and how much of a sequence it is. A list looks like a
//! sequence too; it is told by its items: nothing between them, or sentences and semicolons.

use super::candidate::{Candidate, End, Role};
use super::contents;
use super::echoes::Echoes;
use super::explain::Clues;
use super::looks::{Form, form, looks};
use super::plain::looks_like_title;
use super::{Scanner, Verdict};
use crate::import::numbering::{Sep, Style, child_path, is_appendix, is_unit};
use std::collections::{HashMap, HashSet};

/// Score from which a heading is believed.
const BELIEVED: i32 = 4;
/// Chains of one style that may be open at a time: a list within a section and the sections.
const OPEN: usize = 4;
/// Candidates between two numbers of a chain, at most. Units may be further apart.
const REACH: usize = 400;

/// Candidates of one style in sequence.
struct Chain {
    style: Style,
    members: Vec<usize>,
    last: u32,
    indent: u8,
}

/// Decides about all numbered candidates.
pub(super) fn judge(scanner: &Scanner, verdicts: &mut [Verdict]) {
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
        join_titles(scanner, chain, verdicts);
    }
    for (candidate, verdict) in scanner.candidates.iter().zip(verdicts) {
        if *verdict != Verdict::Open {
            continue;
        }
        match (candidate.role, candidate.style()) {
            (Role::Title, Style::Marked(_)) | (Role::Word(_), _) => *verdict = Verdict::Whole,
            _ => {}
        }
    }
}

/// Whether a candidate is judged by its number.
fn is_numbered(candidate: &Candidate) -> bool {
    candidate.role == Role::Title
        && !matches!(
            candidate.style(),
            Style::Plain | Style::Boxed | Style::Word | Style::Marked(_)
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

/// What is known of all numbers of the text: which paths (1, 1.2, 第三章) there are, for decimals.
struct Paths {
    parents: HashSet<u64>,
    /// Whether the page holds texts that were cut off, so that sequences may be too.
    cut: bool,
    /// How many candidates of a style stand in sequences, all of the text's together.
    linked: HashMap<Style, usize>,
}

impl Paths {
    fn of(scanner: &Scanner, verdicts: &[Verdict], chains: &[Chain]) -> Self {
        let mut paths = Self {
            parents: HashSet::new(),
            cut: scanner
                .candidates
                .iter()
                .filter(|c| c.role == Role::More)
                .count()
                >= 2,
            linked: HashMap::new(),
        };
        for chain in chains.iter().filter(|chain| chain.members.len() > 1) {
            *paths.linked.entry(chain.style).or_insert(0) += chain.members.len();
        }
        for (candidate, verdict) in scanner.candidates.iter().zip(verdicts) {
            if *verdict == Verdict::Rejected {
                continue;
            }
            let marker = candidate.marker;
            match marker.style {
                Style::Digit(_)
                | Style::Unit('章' | '篇' | '分' | '讲' | '课')
                | Style::English(_) => {
                    paths.parents.insert(child_path(0, marker.number));
                }
                Style::Decimal(_) => {
                    paths
                        .parents
                        .insert(child_path(marker.parent, marker.number));
                }
                _ => {}
            }
        }
        paths
    }
}

/// What speaks for a chain.
struct Weighed {
    /// The title each member would have, and how much it looks like one.
    members: Vec<(Form, i32)>,
    /// The median of these looks.
    median: i32,
    /// How much the sequence adds.
    sequence: i32,
}

fn weigh(scanner: &Scanner, chain: &Chain, paths: &Paths) -> Weighed {
    let members: Vec<(usize, &Candidate)> = chain
        .members
        .iter()
        .filter_map(|&at| Some((at, scanner.candidates.get(at)?)))
        .collect();
    let judged: Vec<(Form, i32)> = members
        .iter()
        .map(|(_, candidate)| {
            let form = form(scanner, candidate);
            (form, looks(scanner, candidate, form))
        })
        .collect();
    let mut scores: Vec<i32> = judged.iter().map(|(_, score)| *score).collect();
    scores.sort_unstable();
    let parent = members
        .iter()
        .any(|(at, candidate)| has_child(scanner, *at, candidate));
    Weighed {
        median: scores.get(scores.len() / 2).copied().unwrap_or(0),
        sequence: sequence(&members, &judged, paths, parent),
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
pub(super) fn explain(scanner: &Scanner, at: usize) -> Option<Clues> {
    let mut verdicts = vec![Verdict::Open; scanner.candidates.len()];
    contents::strike(scanner, &mut verdicts);
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
    })
}

/// Takes the lines behind bare numbers for their titles, if nearly all such of a chain have one.
fn join_titles(scanner: &Scanner, chain: &Chain, verdicts: &mut [Verdict]) {
    let titled: Vec<usize> = chain
        .members
        .iter()
        .copied()
        .filter(|&at| {
            let (number, next) = (scanner.candidates.get(at), scanner.candidates.get(at + 1));
            number.zip(next).is_some_and(|(number, next)| {
                number.marker.joint == Sep::Alone
                    && number.marker.end > 0
                    && number.adjoins(next)
                    && looks_like_title(next, verdicts.get(at + 1))
            })
        })
        .collect();
    let is_bare = |at: &&usize| {
        let number = scanner.candidates.get(**at).map(|number| number.marker);
        number.is_some_and(|marker| marker.joint == Sep::Alone && marker.end > 0)
    };
    let bare = chain.members.iter().filter(is_bare).count();
    let all = titled.len() * 10 >= bare * 8;
    // A single annex has its title below it as often as several.
    let least = if is_appendix(chain.style) { 1 } else { 2 };
    if titled.len() < least || !all || !are_titles(scanner, &titled, verdicts) {
        return;
    }
    for at in titled {
        if verdicts.get(at) == Some(&Verdict::Whole)
            && let Some([number, title]) = verdicts.get_mut(at..at + 2)
        {
            (*number, *title) = (Verdict::Titled, Verdict::Rejected);
        }
    }
}

/// Whether the lines behind bare numbers are their titles. With an empty line between, there must
/// not be many more lines of their looks: else they are the first of several titles under each.
fn are_titles(scanner: &Scanner, numbers: &[usize], verdicts: &[Verdict]) -> bool {
    let next = |at: &usize| scanner.candidates.get(*at + 1);
    if numbers
        .iter()
        .filter_map(next)
        .all(|title| title.before.blanks == 0)
    {
        return true;
    }
    let Some(indent) = numbers.first().and_then(next).map(|title| title.indent) else {
        return false;
    };
    let alike = scanner
        .candidates
        .iter()
        .zip(verdicts)
        .filter(|(c, verdict)| c.indent == indent && looks_like_title(c, Some(verdict)))
        .count();
    alike <= numbers.len() * 2
}

/// How much the numbers before and after speak for the members of a chain.
fn sequence(
    members: &[(usize, &Candidate)],
    judged: &[(Form, i32)],
    paths: &Paths,
    parent: bool,
) -> i32 {
    let Some((_, first)) = members.first() else {
        return 0;
    };
    let style = first.style();
    let unit = is_unit(style);
    let marker = first.marker;
    let mut bonus = match members.len() {
        1 if !unit && marker.joint == Sep::Alone && marker.number != 1 => -4,
        1 => alone(style) - i32::from(!unit && matches!(judged, [(Form::Lead(_), _)])),
        2 => 2,
        _ => 3,
    };
    if members.len() > 1 && marker.number == 1 {
        bonus += 1;
    }
    if members.len() == 1 && marker.number == 1 && paths.cut && !unit {
        bonus = 2;
    }
    let child = matches!(style, Style::Decimal(_)) && paths.parents.contains(&marker.parent);
    if child || parent {
        bonus = bonus.max(0) + 2;
    }
    let enough = members.len() >= 2 && paths.linked.get(&style) >= Some(&needed(style));
    if !enough && members.len() < needed(style) && !child && !parent {
        bonus -= 6;
    }
    bonus + if unit { 0 } else { list(members, judged) }
}

/// Whether N.1 follows right behind N.
fn has_child(scanner: &Scanner, at: usize, candidate: &Candidate) -> bool {
    matches!(candidate.style(), Style::Digit(_))
        && scanner.candidates.get(at + 1).is_some_and(|next| {
            matches!(next.style(), Style::Decimal(2))
                && next.marker.number == 1
                && next.marker.parent == child_path(0, candidate.marker.number)
        })
}

/// What a number without neighbours is worth.
fn alone(style: Style) -> i32 {
    if is_unit(style) || matches!(style, Style::Label(0..=7)) {
        0
    } else {
        -2
    }
}

/// How many of a kind there have to be.
fn needed(style: Style) -> usize {
    match style {
        Style::General(_)
        | Style::Tail
        | Style::Digit(Sep::Alone)
        | Style::Han(Sep::Alone)
        | Style::Unit('条') => 3,
        Style::Sequel
        | Style::Series
        | Style::UnitBare(_)
        | Style::Digit(Sep::Glued | Sep::Blank)
        | Style::Han(Sep::Blank)
        | Style::Circle
        | Style::Letter
        | Style::Label(8..) => 2,
        _ => 1,
    }
}

/// What speaks against a chain as a list: items one under the other, or in a sentence.
fn list(members: &[(usize, &Candidate)], judged: &[(Form, i32)]) -> i32 {
    let semicolons = members
        .iter()
        .filter(|(_, c)| matches!(c.shape.end, End::Semicolon | End::Comma))
        .count();
    let mut pairs = 0;
    let mut tight = 0;
    let next = members.iter().zip(judged).skip(1);
    for (((_, a), (form, _)), ((_, b), _)) in members.iter().zip(judged).zip(next) {
        pairs += 1;
        tight += usize::from(a.adjoins(b) && *form == Form::Whole);
    }
    let mut score = 0;
    if semicolons * 3 >= members.len() {
        score -= 5;
    }
    if tight * 3 >= pairs * 2 && pairs > 0 {
        score -= if pairs > 1 { 6 } else { 5 };
    }
    score
}
