//! Article of a saved web page: separates its text from boilerplate (navigation, comments, other offers of the
//! site).
//!
//! Blocks are weighed by their prose: characters outside links, in blocks with sentence punctuation. From the whole
//! page the search descends into the box with nearly all of the prose, as long as there is one. No tree is built
//! and nothing is removed: the result is ranges of blocks, so that positions in the article and the page are the
//! same.
//!
//! Ports of Readability were tried: they return HTML without positions, lose the title, and take 16 seconds to more
//! than a minute for a page of 20,000 nested boxes (100 KB).

mod density;

use crate::doc::{ArticleRange, Block, BlockKind, Pos, Span};
use crate::formats::blocks::regions::{PageRegion, RegionHint};
use density::ProseDensity;
use std::ops::Range;

/// Least prose of an article, in 字: without and with a title.
const MIN_PROSE_CHARS: u64 = 60;
const MIN_TITLED_PROSE_CHARS: u64 = 16;
/// Blocks above the text in which its title is searched, and blocks allowed between the two.
const MAX_TITLE_SEARCH_BLOCKS: usize = 40;
const MAX_BYLINE_BLOCKS: usize = 8;
/// Longest line between a title and its text, in 字.
const MAX_BYLINE_CHARS: u64 = 80;
/// Least number of linked headings that make a list of articles.
const MIN_LINKED_HEADINGS: usize = 3;
/// Largest number of boxes marked as text that are compared, and the ratio by which the best must exceed the
/// others.
const MAX_CANDIDATE_COUNT: usize = 16;
const MIN_PROSE_RATIO: u64 = 3;
/// Least number of consecutive links that are a list, not part of the text.
const MIN_LINK_RUN_BLOCKS: usize = 3;

/// Finds the article of a page. `contents` flags the blocks of the page's own table of contents. `None` if the page
/// has no article, such as a list of links.
pub(crate) fn find(
    blocks: &[Block<'static>],
    regions: &[PageRegion],
    page_title: &str,
    contents: &[bool],
) -> Option<ArticleRange> {
    let weights: Vec<ProseDensity> = blocks.iter().map(ProseDensity::from_block).collect();
    let mut aside = boilerplate_blocks(blocks, regions, &weights);
    for (aside, is_contents) in aside.iter_mut().zip(contents) {
        *aside |= is_contents;
    }
    let page = ArticleSearch {
        blocks,
        regions,
        prose_sums: prose_sums(&weights, &aside),
        densities: weights,
        boilerplate: aside,
    };
    page.article_in(&page.body_range(), page_title)
        .or_else(|| page.article_in(&page.find_text_region()?, page_title))
}

/// Returns for each block whether tags mark it as boilerplate. A mark is ignored if the box contains the page title
/// or most of a text.
fn boilerplate_blocks(
    blocks: &[Block<'_>],
    regions: &[PageRegion],
    weights: &[ProseDensity],
) -> Vec<bool> {
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
    let prose = prose_sums(weights, &[]);
    let total = prose.last().copied().unwrap_or(0);
    let of = |sums: &[u64], range: &Range<u32>| {
        let at = |at: u32| sums.get(at as usize).copied().unwrap_or(0);
        at(range.end).saturating_sub(at(range.start))
    };
    // Boxes marked as text that hold most of the prose.
    let holds_prose = |region: &PageRegion| of(&prose, &region.blocks) * 2 > total;
    let texts: Vec<(usize, u32)> = regions
        .iter()
        .enumerate()
        .filter(|(_, region)| region.hint == RegionHint::Text && holds_prose(region))
        .map(|(index, region)| (index, region.blocks.start))
        .collect();
    // Regions inside a box directly follow it in the list.
    let holds_text = |index: usize, range: &Range<u32>| {
        let after = texts.partition_point(|(text, _)| *text <= index);
        texts
            .get(after)
            .is_some_and(|(_, start)| *start < range.end)
    };
    let mut edges = vec![0_i64; blocks.len() + 1];
    let beside = regions.iter().enumerate();
    for (index, region) in beside.filter(|(_, region)| region.hint == RegionHint::Boilerplate) {
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

/// Returns the sum of prose before each block, without boilerplate.
fn prose_sums(weights: &[ProseDensity], aside: &[bool]) -> Vec<u64> {
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

/// A page and the densities of its blocks.
struct ArticleSearch<'p> {
    blocks: &'p [Block<'static>],
    regions: &'p [PageRegion],
    densities: Vec<ProseDensity>,
    /// Boilerplate flag of each block.
    boilerplate: Vec<bool>,
    prose_sums: Vec<u64>,
}

impl ArticleSearch<'_> {
    /// Returns the article with its text in `body`. `None` if `body` has too little prose.
    fn article_in(&self, body: &Range<u32>, page_title: &str) -> Option<ArticleRange> {
        let kept = self.content_blocks(body);
        let linked: u64 = self.densities_of(&kept).map(|weight| weight.linked).sum();
        let prose = self.prose(body);
        let start = *kept.first()? as usize;
        let title = self.find_title(start, page_title);
        let least = if title.is_some() {
            MIN_TITLED_PROSE_CHARS
        } else {
            MIN_PROSE_CHARS
        };
        if prose < least || linked > prose || self.is_list(&kept) {
            return None;
        }
        let above = title.filter(|&title| title < start);
        let above = above.map(|title| self.title_and_byline(title, start));
        let mut all: Vec<u32> = above.into_iter().flatten().chain(kept).collect();
        all.dedup();
        let of_all: u64 = self.densities.iter().map(|weight| weight.total).sum();
        let of_article: u64 = self.densities_of(&all).map(|weight| weight.total).sum();
        Some(ArticleRange {
            is_small: of_article * 10 < of_all * 8 || all.len() + 20 < self.blocks.len(),
            spans: to_spans(self.blocks, &all),
            title: title.and_then(|title| Some(self.blocks.get(title)?.pos)),
        })
    }

    /// Returns the box marked as text that has far more prose than any other such box outside it. Below it the page
    /// may continue with other articles.
    fn find_text_region(&self) -> Option<Range<u32>> {
        let texts = self.regions.iter().filter(|r| r.hint == RegionHint::Text);
        let mut texts: Vec<(u64, &Range<u32>)> = texts
            .map(|region| (self.prose(&region.blocks), &region.blocks))
            .collect();
        texts.sort_by_key(|(prose, _)| std::cmp::Reverse(*prose));
        let is_clear = |prose: u64, range: &Range<u32>| {
            let rivals = texts
                .iter()
                .take_while(|(other, _)| other * MIN_PROSE_RATIO > prose);
            let mut apart = rivals.filter(|(_, r)| r.end <= range.start || range.end <= r.start);
            apart.next().is_none()
        };
        let candidates = texts.iter().take(MAX_CANDIDATE_COUNT);
        candidates
            .filter(|(prose, range)| {
                is_clear(*prose, range) && !self.is_list(&self.content_blocks(range))
            })
            .map(|(_, range)| (*range).clone())
            .next()
    }

    fn prose(&self, range: &Range<u32>) -> u64 {
        let at = |at: u32| self.prose_sums.get(at as usize).copied().unwrap_or(0);
        at(range.end).saturating_sub(at(range.start))
    }

    fn densities_of(&self, indexes: &[u32]) -> impl Iterator<Item = ProseDensity> {
        indexes
            .iter()
            .filter_map(|&at| self.densities.get(at as usize).copied())
    }

    fn density(&self, at: usize) -> ProseDensity {
        self.densities.get(at).copied().unwrap_or_default()
    }

    fn is_boilerplate(&self, at: usize) -> bool {
        self.boilerplate.get(at).copied().unwrap_or(false)
    }

    /// Returns the smallest box with nearly all of the prose.
    fn body_range(&self) -> Range<u32> {
        let (first, next) = child_links(self.regions);
        let mut at = None;
        let mut range = 0..self.blocks.len() as u32;
        loop {
            let mut child = match at {
                None => first.first().copied().flatten(),
                Some(at) => first.get(at as usize + 1).copied().flatten(),
            };
            let total = self.prose(&range);
            let (mut best, mut best_prose, mut rival): (Option<(u32, &PageRegion)>, _, _) =
                (None, 0, 0);
            while let Some(index) = child {
                child = next.get(index as usize).copied().flatten();
                let Some(region) = self.regions.get(index as usize) else {
                    break;
                };
                let prose = self.prose(&region.blocks);
                if prose > best_prose {
                    if best.is_some_and(|(_, best)| best.hint == RegionHint::Text) {
                        rival = best_prose;
                    }
                    (best, best_prose) = (Some((index, region)), prose);
                } else if region.hint == RegionHint::Text {
                    rival = rival.max(prose);
                }
            }
            match best.filter(|(_, best)| is_sole_text_box(best, best_prose, rival, total)) {
                Some((index, region)) => {
                    at = Some(index);
                    range = region.blocks.clone();
                }
                None => return range,
            }
        }
    }

    /// Returns the blocks of the body that are text.
    fn content_blocks(&self, body: &Range<u32>) -> Vec<u32> {
        let mut kept = Vec::new();
        let mut links = Vec::new();
        let mut has_text = false;
        for at in body.clone().filter(|&at| !self.is_boilerplate(at as usize)) {
            let weight = self.density(at as usize);
            if weight.is_link() {
                links.push(at);
                continue;
            }
            // Consecutive links are a list. Links before and after the text are dropped.
            if links.len() < MIN_LINK_RUN_BLOCKS && has_text {
                kept.append(&mut links);
            }
            links.clear();
            has_text |= weight.prose > 0;
            kept.push(at);
        }
        kept
    }

    /// Returns whether the blocks are a list of articles, with titles that link elsewhere.
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
            .densities_of(&headings)
            .filter(|weight| weight.is_link())
            .count();
        linked >= MIN_LINKED_HEADINGS && linked * 2 > headings.len()
    }

    /// Returns the title block: a heading, or a line that the page title contains, at the start of the text or
    /// above it.
    fn find_title(&self, start: usize, page_title: &str) -> Option<usize> {
        let near =
            start.saturating_sub(MAX_TITLE_SEARCH_BLOCKS)..(start + 5).min(self.blocks.len());
        let mut best: Option<(u32, usize)> = None;
        for at in near.filter(|&at| !self.is_boilerplate(at)) {
            let Some(block) = self.blocks.get(at) else {
                continue;
            };
            let text = block.text.trim();
            let named = match page_title.trim_start().find(text) {
                Some(0) if text.len() > 3 => 2,
                Some(_) if text.len() > 3 => 1,
                None if has_common_prefix(page_title.trim_start(), text) => 1,
                _ => 0,
            };
            let rank = match block.kind {
                // A linked heading is the site's name.
                BlockKind::Heading(_) if self.density(at).is_link() => 0,
                BlockKind::Heading(1) => named + 1,
                BlockKind::Heading(_) => named,
                _ if named == 2 => 1,
                _ => 0,
            };
            // Of several equally good candidates the nearest to the text wins.
            if rank > 0 && best.is_none_or(|(other, _)| rank >= other) {
                best = Some((rank, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// Returns the title and the blocks between it and the text: author, date, summary.
    fn title_and_byline(&self, title: usize, body: usize) -> Vec<u32> {
        let between = (title + 1..body).filter(|&at| {
            let weight = self.density(at);
            !self.is_boilerplate(at)
                && weight.linked * 2 <= weight.total
                && weight.total <= MAX_BYLINE_CHARS
        });
        let kept = std::iter::once(title).chain(between.take(MAX_BYLINE_BLOCKS));
        kept.map(|at| at as u32).collect()
    }
}

/// Least common prefix of two titles, in letters.
const MIN_COMMON_PREFIX_CHARS: usize = 4;

/// Returns whether a line nearly equals the page title. A comment count may follow it.
fn has_common_prefix(page_title: &str, line: &str) -> bool {
    let alike = page_title.chars().zip(line.chars());
    let alike = alike.take_while(|(a, b)| a == b).count();
    alike >= MIN_COMMON_PREFIX_CHARS && alike * 3 >= line.chars().count() * 2
}

/// Returns whether this box alone holds the text. `rival` is the prose of another box marked as text.
fn is_sole_text_box(region: &PageRegion, prose: u64, rival: u64, total: u64) -> bool {
    match region.hint {
        RegionHint::Small | RegionHint::Note => false,
        RegionHint::Text if region.blocks.len() > 1 => {
            prose * 20 >= total * 17 || prose * 5 >= total * 2 && rival * 5 < prose
        }
        RegionHint::Plain | RegionHint::Boilerplate | RegionHint::Text => {
            region.blocks.len() > 1 && prose * 20 >= total * 17
        }
        RegionHint::Section => region.blocks.len() > 1 && prose * 20 >= total * 19,
    }
}

/// Returns the first child of the page and of each region, and the next sibling of each region.
fn child_links(regions: &[PageRegion]) -> (Vec<Option<u32>>, Vec<Option<u32>>) {
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

/// Returns spans of the blocks at `indexes`, which ascend. Consecutive blocks share a span.
fn to_spans(blocks: &[Block<'_>], indexes: &[u32]) -> Vec<Span> {
    let start = |at: u32| blocks.get(at as usize).map(|block| block.pos);
    let runs = indexes.chunk_by(|before, at| before + 1 == *at);
    let spans = runs.filter_map(|run| {
        let end = start(run.last()? + 1).unwrap_or(Pos::new(0, u64::MAX));
        Some(start(*run.first()?)?..end)
    });
    spans.collect()
}

#[cfg(test)]
mod tests;
