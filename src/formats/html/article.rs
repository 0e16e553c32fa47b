//! The article of a saved web page: which of its blocks are the text, and which stand beside it
//! (navigation, comments, what else the site has to offer).
//!
//! Blocks are weighed by their prose: characters that are no links, where there is a mark of a sentence
//! among them. From the whole page we go into the box that has nearly all of it, as long as there is
//! one. No tree is built and nothing is thrown away: the outcome is ranges of blocks, so that a place
//! in the article is the same place in the page.
//!
//! Libraries of the kind (ports of Readability) were tried: they return HTML without places, lose the
//! title, and a page of 20,000 nested boxes, 100 KB, takes them from 16 seconds to more than a minute.

mod density;

use crate::doc::{Block, BlockKind};
use crate::formats::blocks::regions::{Looks, Region};
use density::Weight;
use std::ops::Range;

/// Least prose of an article, in 字: without a title, and with one.
const LEAST: u64 = 60;
const LEAST_NAMED: u64 = 16;
/// Blocks above the text among which its title is looked for, and that may stand between the two.
const ABOVE: usize = 40;
const BETWEEN: usize = 8;
/// Longest line between a title and its text, in 字.
const BYLINE: u64 = 80;
/// Titles that are links, of which so many make a list of articles.
const LINKED: usize = 3;
/// Boxes that say they hold the text, of which as many are looked at; and how many times less prose
/// others have.
const TEXTS: usize = 16;
const RIVAL: u64 = 3;
/// Links in a row that are a list and no part of the text.
const LIST: usize = 3;

/// The article of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Article {
    /// Its blocks, ascending, without overlap.
    pub(crate) blocks: Vec<Range<u32>>,
    /// The block that is its title, if one is.
    pub(crate) title: Option<u32>,
    /// Whether much of the page stands beside it.
    pub(crate) is_small: bool,
}

/// Finds the article among the blocks of a page, of which `contents` tells those that are its own table of
/// contents. `None` if there is none: a list of links.
pub(crate) fn find(
    blocks: &[Block<'static>],
    regions: &[Region],
    page_title: &str,
    contents: &[bool],
) -> Option<Article> {
    let weights: Vec<Weight> = blocks.iter().map(Weight::of).collect();
    let mut aside = beside(blocks, regions, &weights);
    for (aside, is_contents) in aside.iter_mut().zip(contents) {
        *aside |= is_contents;
    }
    let page = Page {
        blocks,
        regions,
        sums: sums(&weights, &aside),
        weights,
        aside,
    };
    page.article(&page.body(), page_title)
        .or_else(|| page.article(&page.text()?, page_title))
}

/// Which blocks stand beside the text, by what tags say of them. A box is not believed if the title of
/// the page is in it, or most of a text.
fn beside(blocks: &[Block<'_>], regions: &[Region], weights: &[Weight]) -> Vec<bool> {
    let count = |is: &dyn Fn(usize) -> bool| {
        let mut sum = 0_u32;
        let mut sums = vec![0];
        for at in 0..blocks.len() {
            sum += u32::from(is(at));
            sums.push(sum);
        }
        sums
    };
    let titles = count(&|at| {
        let is_link = weights.get(at).is_some_and(|weight| weight.is_link());
        let is_title = |block: &Block<'_>| block.kind == BlockKind::Heading(1);
        !is_link && blocks.get(at).is_some_and(is_title)
    });
    let prose = sums(weights, &[]);
    let total = prose.last().copied().unwrap_or(0);
    let of = |sums: &[u64], range: &Range<u32>| {
        let at = |at: u32| sums.get(at as usize).copied().unwrap_or(0);
        at(range.end).saturating_sub(at(range.start))
    };
    // Boxes that say they hold the text, and do.
    let holds_prose = |region: &Region| of(&prose, &region.blocks) * 2 > total;
    let texts: Vec<(usize, u32)> = regions
        .iter()
        .enumerate()
        .filter(|(_, region)| region.looks == Looks::Text && holds_prose(region))
        .map(|(index, region)| (index, region.blocks.start))
        .collect();
    // What is in a box comes right behind it.
    let holds_text = |index: usize, range: &Range<u32>| {
        let after = texts.partition_point(|(text, _)| *text <= index);
        texts
            .get(after)
            .is_some_and(|(_, start)| *start < range.end)
    };
    let mut edges = vec![0_i64; blocks.len() + 1];
    let beside = regions.iter().enumerate();
    for (index, region) in beside.filter(|(_, region)| region.looks == Looks::Chrome) {
        let Range { start, end } = region.blocks;
        let title = |at: u32| titles.get(at as usize).copied().unwrap_or(0);
        if title(end) > title(start) || holds_text(index, &region.blocks) {
            continue;
        }
        for (at, by) in [(start, 1), (end, -1)] {
            if let Some(edge) = edges.get_mut(at as usize) {
                *edge += by;
            }
        }
    }
    let mut depth = 0;
    let open = edges.iter().take(blocks.len()).map(|edge| {
        depth += edge;
        depth > 0
    });
    open.collect()
}

/// Sums of prose in front of each block, those beside the text left out.
fn sums(weights: &[Weight], aside: &[bool]) -> Vec<u64> {
    let mut sum = 0;
    let mut sums = vec![0];
    for (at, weight) in weights.iter().enumerate() {
        if !aside.get(at).copied().unwrap_or(false) {
            sum += weight.prose;
        }
        sums.push(sum);
    }
    sums
}

/// A page with the weights of its blocks.
struct Page<'p> {
    blocks: &'p [Block<'static>],
    regions: &'p [Region],
    weights: Vec<Weight>,
    /// Which blocks stand beside the text.
    aside: Vec<bool>,
    sums: Vec<u64>,
}

impl Page<'_> {
    /// The article whose text is in `body`; `None` if that holds none.
    fn article(&self, body: &Range<u32>, page_title: &str) -> Option<Article> {
        let kept = self.kept(body);
        let linked: u64 = self.weighed(&kept).map(|weight| weight.linked).sum();
        let prose = self.prose(body);
        let start = *kept.first()? as usize;
        let title = self.title(start, page_title);
        let least = if title.is_some() { LEAST_NAMED } else { LEAST };
        if prose < least || linked > prose || self.is_list(&kept) {
            return None;
        }
        let above = title.filter(|&title| title < start);
        let above = above.map(|title| self.above(title, start));
        let mut all: Vec<u32> = above.into_iter().flatten().chain(kept).collect();
        all.dedup();
        let of_all: u64 = self.weights.iter().map(|weight| weight.all).sum();
        let of_article: u64 = self.weighed(&all).map(|weight| weight.all).sum();
        Some(Article {
            is_small: of_article * 10 < of_all * 8 || all.len() + 20 < self.blocks.len(),
            blocks: ranges(&all),
            title: title.map(|title| title as u32),
        })
    }

    /// The box that says it holds the text and has far more than any other that does and is not in it:
    /// below it the page may go on with other articles.
    fn text(&self) -> Option<Range<u32>> {
        let texts = self.regions.iter().filter(|r| r.looks == Looks::Text);
        let mut texts: Vec<(u64, &Range<u32>)> = texts
            .map(|region| (self.prose(&region.blocks), &region.blocks))
            .collect();
        texts.sort_by_key(|(prose, _)| std::cmp::Reverse(*prose));
        let is_clear = |prose: u64, range: &Range<u32>| {
            let rivals = texts.iter().take_while(|(other, _)| other * RIVAL > prose);
            let mut apart = rivals.filter(|(_, r)| r.end <= range.start || range.end <= r.start);
            apart.next().is_none()
        };
        let candidates = texts.iter().take(TEXTS);
        candidates
            .filter(|(prose, range)| is_clear(*prose, range) && !self.is_list(&self.kept(range)))
            .map(|(_, range)| (*range).clone())
            .next()
    }

    fn prose(&self, range: &Range<u32>) -> u64 {
        let at = |at: u32| self.sums.get(at as usize).copied().unwrap_or(0);
        at(range.end).saturating_sub(at(range.start))
    }

    fn weighed(&self, indexes: &[u32]) -> impl Iterator<Item = Weight> {
        indexes
            .iter()
            .filter_map(|&at| self.weights.get(at as usize).copied())
    }

    fn weight(&self, at: usize) -> Weight {
        self.weights.get(at).copied().unwrap_or_default()
    }

    fn is_aside(&self, at: usize) -> bool {
        self.aside.get(at).copied().unwrap_or(false)
    }

    /// The smallest box with nearly all of the prose.
    fn body(&self) -> Range<u32> {
        let (first, next) = children(self.regions);
        let mut at = None;
        let mut range = 0..self.blocks.len() as u32;
        loop {
            let mut child = match at {
                None => first.first().copied().flatten(),
                Some(at) => first.get(at as usize + 1).copied().flatten(),
            };
            let total = self.prose(&range);
            let (mut best, mut best_prose, mut rival): (Option<(u32, &Region)>, _, _) =
                (None, 0, 0);
            while let Some(index) = child {
                child = next.get(index as usize).copied().flatten();
                let Some(region) = self.regions.get(index as usize) else {
                    break;
                };
                let prose = self.prose(&region.blocks);
                if prose > best_prose {
                    if best.is_some_and(|(_, best)| best.looks == Looks::Text) {
                        rival = best_prose;
                    }
                    (best, best_prose) = (Some((index, region)), prose);
                } else if region.looks == Looks::Text {
                    rival = rival.max(prose);
                }
            }
            match best.filter(|(_, best)| enters(best, best_prose, rival, total)) {
                Some((index, region)) => {
                    at = Some(index);
                    range = region.blocks.clone();
                }
                None => return range,
            }
        }
    }

    /// The blocks of the body that are text.
    fn kept(&self, body: &Range<u32>) -> Vec<u32> {
        let mut kept = Vec::new();
        let mut links = Vec::new();
        let mut has_text = false;
        for at in body.clone().filter(|&at| !self.is_aside(at as usize)) {
            let weight = self.weight(at as usize);
            if weight.is_link() {
                links.push(at);
                continue;
            }
            // Links in a row are a list; before and behind the text there are no others.
            if links.len() < LIST && has_text {
                kept.append(&mut links);
            }
            links.clear();
            has_text |= weight.prose > 0;
            kept.push(at);
        }
        kept
    }

    /// Whether the blocks are articles to choose from: their titles lead elsewhere.
    fn is_list(&self, kept: &[u32]) -> bool {
        let is_heading = |at: &u32| {
            self.blocks
                .get(*at as usize)
                .is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
        };
        let Some((first, last)) = kept.first().zip(kept.last()) else {
            return true;
        };
        let headings: Vec<u32> = (*first..=*last).filter(is_heading).collect();
        let linked = self
            .weighed(&headings)
            .filter(|weight| weight.is_link())
            .count();
        linked >= LINKED && linked * 2 > headings.len()
    }

    /// The block that is the title: where the text starts or above, a heading or a line that the
    /// title of the page begins with or contains.
    fn title(&self, start: usize, page_title: &str) -> Option<usize> {
        let near = start.saturating_sub(ABOVE)..(start + 5).min(self.blocks.len());
        let mut best: Option<(u32, usize)> = None;
        for at in near.filter(|&at| !self.is_aside(at)) {
            let Some(block) = self.blocks.get(at) else {
                continue;
            };
            let text = block.text.trim();
            let named = match page_title.trim_start().find(text) {
                Some(0) if text.len() > 3 => 2,
                Some(_) if text.len() > 3 => 1,
                None if begins_alike(page_title.trim_start(), text) => 1,
                _ => 0,
            };
            let rank = match block.kind {
                // The name of the site is a link to its beginning.
                BlockKind::Heading(_) if self.weight(at).is_link() => 0,
                BlockKind::Heading(1) => named + 1,
                BlockKind::Heading(_) => named,
                _ if named == 2 => 1,
                _ => 0,
            };
            // Of several the one nearest to the text, if that is no lesser one.
            if rank > 0 && best.is_none_or(|(other, _)| rank >= other) {
                best = Some((rank, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// The title and what stands between it and the text: author, date, a summary.
    fn above(&self, title: usize, body: usize) -> Vec<u32> {
        let between = (title + 1..body).filter(|&at| {
            let weight = self.weight(at);
            !self.is_aside(at) && weight.linked * 2 <= weight.all && weight.all <= BYLINE
        });
        let kept = std::iter::once(title).chain(between.take(BETWEEN));
        kept.map(|at| at as u32).collect()
    }
}

/// Letters with which two titles have to begin alike.
const ALIKE: usize = 4;

/// Whether a line is nearly the title of the page: behind it there may be the number of its comments.
fn begins_alike(page_title: &str, line: &str) -> bool {
    let alike = page_title.chars().zip(line.chars());
    let alike = alike.take_while(|(a, b)| a == b).count();
    alike >= ALIKE && alike * 3 >= line.chars().count() * 2
}

/// Whether the text is in this box alone. `rival` is the prose of another that says it holds the text.
fn enters(region: &Region, prose: u64, rival: u64, total: u64) -> bool {
    match region.looks {
        Looks::Small | Looks::Note => false,
        Looks::Text if region.blocks.len() > 1 => {
            prose * 20 >= total * 17 || prose * 5 >= total * 2 && rival * 5 < prose
        }
        Looks::Plain | Looks::Chrome | Looks::Text => {
            region.blocks.len() > 1 && prose * 20 >= total * 17
        }
        Looks::Section => region.blocks.len() > 1 && prose * 20 >= total * 19,
    }
}

/// The first child of the page and of each region, and the sibling after each.
fn children(regions: &[Region]) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
    let mut first = vec![None; regions.len() + 1];
    let mut next = vec![None; regions.len()];
    for (at, region) in regions.iter().enumerate().rev() {
        let parent = region.parent.map_or(0, |parent| parent as usize + 1);
        if let (Some(head), Some(slot)) = (first.get_mut(parent), next.get_mut(at)) {
            *slot = *head;
            *head = Some(at as u32);
        }
    }
    (first, next)
}

/// Ranges of indexes that follow one another.
fn ranges(indexes: &[u32]) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for &at in indexes {
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}

#[cfg(test)]
mod tests;
