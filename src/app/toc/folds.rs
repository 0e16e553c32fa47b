//! Folding of the outline: rows folded and unfolded by the reader, and the folds of all other rows.

use crate::doc::{Heading, Outline, Pos};
use crate::outline::numbering::{self, NumberStyle};
use std::collections::{HashMap, HashSet};

/// Number of law articles from which they start out folded.
const MIN_FOLDED_ARTICLE_COUNT: usize = 30;

/// Visibility of the rows below a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Shown.
    Open,
    /// Hidden.
    Folded,
}

/// Folds of an outline. Only the essay or chapter being read is open by itself; a row that the reader has folded or
/// unfolded stays so.
#[derive(Clone, Debug, Default)]
pub struct Folds {
    by_reader: HashMap<Pos, Fold>,
    /// Headings over nothing but law articles, in a law that has many.
    over_articles: HashSet<Pos>,
    /// Level of essays or chapters.
    top_level: u8,
    /// Heading of the essay or chapter being read.
    essay: Option<Pos>,
}

impl Folds {
    /// Sets another outline, with the level of its essays or chapters.
    pub fn set_outline(&mut self, outline: &Outline, top_level: u8) {
        self.top_level = top_level;
        let over = article_parents(outline);
        let are_many = over.len() > 1 && article_count(outline) >= MIN_FOLDED_ARTICLE_COUNT;
        self.over_articles = over.into_iter().filter(|_| are_many).collect();
    }

    /// Sets the heading whose section is being read; `None` above the first one, which counts as the first. Returns
    /// whether another essay or chapter is open now.
    pub fn set_reading(&mut self, outline: &Outline, section: Option<usize>) -> bool {
        let to_here = outline.headings.get(..=section.unwrap_or(0));
        let mut to_here = to_here.unwrap_or_default().iter();
        let essay = to_here.rfind(|heading| heading.level <= self.top_level);
        let essay = essay.map(|heading| heading.pos);
        let is_other = essay != self.essay;
        self.essay = essay;
        is_other
    }

    /// Returns whether the rows below a heading are hidden.
    pub fn is_folded(&self, heading: &Heading) -> bool {
        match self.by_reader.get(&heading.pos) {
            Some(fold) => *fold == Fold::Folded,
            None => {
                let is_essay = heading.level == self.top_level;
                is_essay && self.essay != Some(heading.pos)
                    || self.over_articles.contains(&heading.pos)
            }
        }
    }

    /// Folds or unfolds a row for the reader.
    pub fn set(&mut self, pos: Pos, fold: Fold) {
        self.by_reader.insert(pos, fold);
    }
}

/// Returns the number of law articles.
fn article_count(outline: &Outline) -> usize {
    let headings = outline.headings.iter();
    headings.filter(|heading| is_law_article(heading)).count()
}

/// Returns the headings whose children are all law articles.
pub fn article_parents(outline: &Outline) -> Vec<Pos> {
    let mut over = Vec::new();
    for (at, heading) in outline.headings.iter().enumerate() {
        let below = outline.headings.iter().skip(at + 1);
        let mut below = below
            .take_while(|below| below.level > heading.level)
            .peekable();
        if below.peek().is_some() && below.all(is_law_article) {
            over.push(heading.pos);
        }
    }
    over
}

/// Returns whether a heading is a law article: 第N条.
pub(super) fn is_law_article(heading: &Heading) -> bool {
    let mut head = heading.title.chars().take(12);
    head.any(|c| matches!(c, '条' | '條' | '조'))
        && numbering::parse_marker(&heading.title)
            .is_some_and(|m| m.style == NumberStyle::Unit('条'))
}
