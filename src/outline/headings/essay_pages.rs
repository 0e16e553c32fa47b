//! Pages of several texts, each cut off with 查看全文 or the like, and facts about texts.

use super::candidate::{Candidate, End, Role};
use super::committed::Settled;
use super::keywords::Fact;
use super::{Scanner, Verdict};
use crate::doc::Entry;

/// The texts of a page, if it is one of several.
#[derive(Clone, Debug, Default)]
pub(crate) struct Essays {
    /// Candidates that are the texts' titles, ascending.
    titles: Vec<usize>,
}

impl Essays {
    /// Whether the page holds several texts.
    pub(crate) fn any(&self) -> bool {
        !self.titles.is_empty()
    }

    /// Whether a text starts with this candidate.
    pub(crate) fn starts(&self, at: usize) -> bool {
        self.titles.binary_search(&at).is_ok()
    }

    /// What is known of the text that starts with this candidate.
    pub(crate) fn entry(&self, scanner: &Scanner, at: usize) -> Option<Box<Entry>> {
        let index = self.titles.binary_search(&at).ok()?;
        let end = self
            .titles
            .get(index + 1)
            .copied()
            .unwrap_or(scanner.candidates.len());
        let mut entry = Entry::default();
        for candidate in scanner.candidates.get(at + 1..end).unwrap_or_default() {
            match candidate.role {
                Role::Fact(fact) => tell(&mut entry, fact, scanner.title(candidate)),
                Role::More => entry.excerpt = true,
                Role::Title | Role::Word(_) | Role::Contents => {}
            }
        }
        Some(Box::new(entry))
    }
}

fn tell(entry: &mut Entry, fact: Fact, value: &str) {
    let place = match fact {
        Fact::Author => &mut entry.author,
        Fact::Date => &mut entry.date,
        Fact::Keywords => &mut entry.keywords,
        Fact::Summary => &mut entry.summary,
        Fact::Other => return,
    };
    place.get_or_insert_with(|| value.to_owned());
}

/// Finds the texts of a page by the lines that say where each goes on.
pub(crate) fn find(scanner: &Scanner, verdicts: &mut [Verdict]) -> Essays {
    let candidates = &scanner.candidates;
    let ends: Vec<usize> = (0..candidates.len())
        .filter(|&at| candidates.get(at).is_some_and(|c| c.role == Role::More))
        .collect();
    let mut essays = Essays::default();
    if ends.len() < 2 {
        return essays;
    }
    let mut from = None;
    for end in ends {
        if let Some(title) = title_between(candidates, from, end) {
            essays.titles.push(title);
            if let Some(verdict) = verdicts.get_mut(title) {
                *verdict = Verdict::Whole;
            }
        }
        from = Some(end);
    }
    essays
}

/// The title of the text between two such lines: the first line behind one; on top of the page,
/// where the page's own title and facts come first, the last short line before the text.
fn title_between(candidates: &[Candidate], from: Option<usize>, to: usize) -> Option<usize> {
    if let Some(from) = from {
        let end = candidates.get(from)?;
        let at = from + 1;
        let title = candidates.get(at).filter(|_| at < to)?;
        return (title.order == end.order + 1 && is_title(title)).then_some(at);
    }
    let mut title = None;
    for (at, candidate) in candidates.iter().enumerate().take(to) {
        if candidate.order as usize != at {
            break;
        }
        match candidate.role {
            Role::Title if is_title(candidate) => title = Some(at),
            Role::Fact(_) => {}
            Role::Title | Role::Word(_) | Role::Contents | Role::More => break,
        }
    }
    title
}

fn is_title(candidate: &Candidate) -> bool {
    candidate.is_plain() && matches!(candidate.shape.end, End::Open | End::Mark)
}

/// Adds the lines that are facts about the text and not part of it.
pub(crate) fn asides(scanner: &Scanner, verdicts: &[Verdict], settled: &mut Settled) {
    let Settled { asides, order, .. } = settled;
    for (candidate, verdict) in scanner.candidates.iter().zip(verdicts) {
        // A fact stands on top of the text, or right behind a title or another fact.
        let follows = candidate.order <= *order || candidate.order < 4;
        match candidate.role {
            Role::More => asides.push(candidate.at),
            Role::Fact(_) if follows => {
                asides.push(candidate.at);
                *order = candidate.order + 1;
            }
            Role::Title | Role::Word(_) | Role::Contents | Role::Fact(_) => {}
        }
        if verdict.is_heading() {
            *order = candidate.order + 1;
        }
    }
}
