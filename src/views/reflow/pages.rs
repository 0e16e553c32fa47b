//! Pages of a text that a program for PDF wrote: form feeds begin them, and the numbers of the pages and their running
//! heads stand at their edges. Neither is part of the text, and a paragraph goes on over them.

use super::ReflowView;
use crate::doc::{Block, Document as _, Pos};
use crate::formats::line_ends::standalone;
use crate::formats::plain::PlainDocument;
use crate::outline::numbering::parse_marker;
use crate::outline::similar::LineKind;
use crate::text::numerals::{digit_value, parse_han, parse_roman};
use crate::text::sentence::{ends_sentence, is_closing_mark};
use std::collections::HashMap;

/// Character that ends a page.
pub(crate) const FORM_FEED: char = '\u{C}';

/// Lines from which the pages are judged.
const MAX_SAMPLE_LINES: usize = 3_000;
/// Least number of pages with the same line at an edge.
const MIN_PAGE_COUNT: usize = 3;
/// Lines at the edge of a page that may be no text.
const EDGE_LINES: usize = 2;
/// Lines from the text to the edge of its page, empty ones included.
pub(super) const MAX_EDGE_DISTANCE_LINES: usize = 8;
/// Largest distance between two pages with the title of one chapter at their heads, in pages.
const MAX_HEAD_DISTANCE_PAGES: usize = 3;
/// Longest running head, in characters.
const MAX_HEAD_CHARS: usize = 60;
/// Least length of a line that goes on without a comma at its end, in characters.
const MIN_BROKEN_CHARS: usize = 12;

/// Lines at the edges of pages that are no text.
#[derive(Debug, Default)]
pub(crate) struct PageEdges {
    /// Whether numbers of pages stand there.
    has_numbers: bool,
    /// Running heads and feet, with their digits replaced.
    running: Vec<String>,
    /// Titles of chapters that stand at the heads of several pages, without blanks, and the place of the first of each, which
    /// is the title itself.
    titles: HashMap<String, Pos>,
}

impl PageEdges {
    /// Detects the pages of a text; `None` for a text without form feeds in its beginning.
    pub(crate) fn detect(lines: &PlainDocument) -> Option<Self> {
        if !lines.has_form_feeds() {
            return None;
        }
        let mut pages: Vec<Vec<String>> = vec![Vec::new()];
        let mut tops: HashMap<String, Vec<(usize, Pos)>> = HashMap::new();
        let all = std::iter::successors(Some(lines.first()), |&pos| lines.next(pos));
        for pos in all.take(MAX_SAMPLE_LINES) {
            let block = lines.block_at(pos);
            if block.text.starts_with(FORM_FEED) {
                pages.push(Vec::new());
            }
            let words = block.text.trim();
            let page_index = pages.len();
            if let Some(page) = pages.last_mut().filter(|_| !words.is_empty()) {
                if page.is_empty() && words.chars().count() <= MAX_HEAD_CHARS {
                    let places = tops.entry(without_blanks(words)).or_default();
                    places.push((page_index, pos));
                }
                page.push(words.chars().take(MAX_HEAD_CHARS + 1).collect());
            }
        }
        let mut numbers = Vec::new();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (index, page) in pages.iter().enumerate() {
            let mut skeletons: Vec<String> = Vec::new();
            for line in edge_lines(page) {
                if let Some(number) = page_number(line) {
                    numbers.push((index, number));
                } else if line.chars().count() <= MAX_HEAD_CHARS && !is_text_line(line) {
                    skeletons.push(skeleton(line));
                }
            }
            skeletons.sort_unstable();
            skeletons.dedup();
            for skeleton in skeletons {
                *counts.entry(skeleton).or_default() += 1;
            }
        }
        let running = counts
            .into_iter()
            .filter(|(_, count)| *count >= MIN_PAGE_COUNT && *count * 3 >= pages.len())
            .map(|(skeleton, _)| skeleton);
        let has_numbers = count_on(&numbers, pages.len()) || are_few_numbered_pages(&pages);
        let mut running: Vec<String> = running.collect();
        let mut titles = HashMap::new();
        for (words, places) in tops {
            let [(page, first), _, ..] = *places else {
                continue;
            };
            // Heads of left and right pages differ.
            let is_one_side = places.iter().all(|(other, _)| other % 2 == page % 2);
            let are_near = places.windows(2).all(|pair| match pair {
                [(page, _), (next, _)] => next - page <= MAX_HEAD_DISTANCE_PAGES,
                _ => true,
            });
            if is_numbered_title(&words) {
                if are_near {
                    titles.insert(words, first);
                }
            } else if has_numbers && is_one_side && !is_text_line(&words) {
                running.push(skeleton(&words));
            }
        }
        Some(Self {
            has_numbers,
            running,
            titles,
        })
    }

    /// Returns whether a line at the edge of a page is no text.
    fn is_no_text(&self, line: &Block<'_>) -> bool {
        let words = line.text.trim();
        let is_repeated = || {
            let first = self.titles.get(&without_blanks(words));
            first.is_some_and(|first| first.block_start() != line.pos.block_start())
        };
        let is_number = || self.has_numbers && page_number(words).is_some();
        is_number()
            || !self.titles.is_empty() && words.len() <= MAX_HEAD_CHARS * 4 && is_repeated()
            || !self.running.is_empty()
                && words.len() <= MAX_HEAD_CHARS * 4
                && self.running.contains(&skeleton(words))
    }
}

/// Returns the lines at the edges of a page.
fn edge_lines(page: &[String]) -> impl Iterator<Item = &String> {
    let foot = page.len().saturating_sub(EDGE_LINES).max(EDGE_LINES);
    page.iter()
        .enumerate()
        .filter(move |(at, _)| *at < EDGE_LINES || *at >= foot)
        .map(|(_, line)| line)
}

/// Returns whether the numbers count the pages: most are one more than that of the page before.
fn count_on(numbers: &[(usize, u32)], page_count: usize) -> bool {
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let steps = pairs.filter(|((page, number), (next_page, next))| {
        next.checked_sub(*number).map(|step| step as usize) == next_page.checked_sub(*page)
            && page != next_page
    });
    let steps = steps.count();
    steps > 0 && (steps + 1) * 2 >= page_count.saturating_sub(1)
}

/// Returns whether all pages of a short text end with their number: the one it counts, or one with words or signs beside it.
/// The last page may go without.
fn are_few_numbered_pages(pages: &[Vec<String>]) -> bool {
    let is_number = |(index, page): (usize, &Vec<String>)| {
        let Some(foot) = page.last().filter(|_| page.len() > 1) else {
            return false;
        };
        page_number(foot).is_some_and(|number| {
            number as usize == index + 1 || !foot.chars().all(char::is_alphanumeric)
        })
    };
    let ended = pages.len() - 1;
    ended < MIN_PAGE_COUNT && ended > 0 && pages.iter().take(ended).enumerate().all(is_number)
}

/// Words beside the number of a page.
const NUMBER_WORDS: [&str; 11] = [
    "第",
    "页",
    "頁",
    "共",
    "面",
    "Page",
    "page",
    "of",
    "페이지",
    "쪽",
    "총",
];

/// Returns the number of a line that is the number of a page: `- 3 -`, `第 3 页`, `3/10`, `Page 3 of 10`, `iii`.
fn page_number(line: &str) -> Option<u32> {
    if line.is_empty() || line.chars().count() > 24 {
        return None;
    }
    let mut rest = line.to_owned();
    for word in NUMBER_WORDS {
        rest = rest.replace(word, " ");
    }
    let is_ornament =
        |c: char| c.is_whitespace() || "-–—―·•.|/()（）[]【】〔〕<>〈〉~～_*＊".contains(c);
    let has_word = rest != line;
    let mut words = rest.split(is_ornament).filter(|word| !word.is_empty());
    let first = words.next()?;
    let number = |word: &str| {
        let roman = parse_roman(&word.to_ascii_uppercase()).filter(|roman| roman.len == word.len());
        word.chars()
            .try_fold(0_u32, |sum, c| {
                sum.checked_mul(10)?.checked_add(digit_value(c)?)
            })
            .or(roman.map(|roman| roman.value))
            .or_else(|| {
                let han = parse_han(word).filter(|han| has_word && han.len == word.len());
                han.map(|han| han.value)
            })
    };
    let value = number(first)?;
    let is_whole = words.clone().count() <= 1 && words.all(|word| number(word).is_some());
    is_whole.then_some(value)
}

/// Returns whether a line has a number and a title, which is no sentence.
fn is_numbered_title(words: &str) -> bool {
    parse_marker(words).is_some_and(|marker| marker.end < words.len()) && !ends_sentence(words)
}

/// Returns a line without blanks.
fn without_blanks(line: &str) -> String {
    line.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns a line without blanks, with one sign for each number.
fn skeleton(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    for c in line.chars().filter(|c| !c.is_whitespace()) {
        if digit_value(c).is_none() {
            bare.push(c);
        } else if !bare.ends_with('#') {
            bare.push('#');
        }
    }
    bare
}

impl ReflowView {
    /// Returns whether a line is no text: a number or a running head at the edge of a page, or an empty line there
    /// within a paragraph.
    pub(crate) fn is_page_edge(&self, line: &Block<'_>) -> bool {
        let Some(pages) = &self.pages else {
            return false;
        };
        if !line.text.trim().is_empty() {
            return pages.is_no_text(line)
                && (self.ends_page(pages, line) || self.begins_page(pages, line));
        }
        self.is_between_parts(pages, line)
    }

    /// Returns whether an empty line is between two parts of a paragraph on two pages.
    fn is_between_parts(&self, pages: &PageEdges, line: &Block<'_>) -> bool {
        let is_text = |line: &Block<'_>| !line.text.trim().is_empty() && !pages.is_no_text(line);
        let above = self.lines_above(line.pos).take(MAX_EDGE_DISTANCE_LINES);
        let below = self.lines_below(line.pos).take(MAX_EDGE_DISTANCE_LINES);
        let (Some(above), Some(below)) = ({ above }.find(is_text), { below }.find(is_text)) else {
            return false;
        };
        self.crosses_page(&above, &below) && self.goes_on_over_page(&above, &below)
    }

    /// Returns whether only lines without text are between a line and the end of its page.
    fn ends_page(&self, pages: &PageEdges, line: &Block<'_>) -> bool {
        let mut below = self.lines_below(line.pos).take(MAX_EDGE_DISTANCE_LINES);
        let mut passed = 0;
        loop {
            match below.next() {
                None => {
                    return self
                        .lines_below(line.pos)
                        .nth(MAX_EDGE_DISTANCE_LINES)
                        .is_none();
                }
                Some(next) if next.text.starts_with(FORM_FEED) => return true,
                Some(next) if next.text.trim().is_empty() => {}
                Some(next) if pages.is_no_text(&next) && passed < EDGE_LINES => passed += 1,
                Some(_) => return false,
            }
        }
    }

    /// Returns whether only lines without text are between the start of a page and a line.
    fn begins_page(&self, pages: &PageEdges, line: &Block<'_>) -> bool {
        if line.text.starts_with(FORM_FEED) {
            return true;
        }
        let above = self.lines_above(line.pos).take(MAX_EDGE_DISTANCE_LINES);
        let mut reached = true;
        for before in above {
            reached = false;
            let is_start = before.text.starts_with(FORM_FEED);
            if !before.text.trim().is_empty() && !pages.is_no_text(&before) {
                return false;
            }
            if is_start || before.pos == self.lines.first() {
                return true;
            }
        }
        reached
    }

    /// Returns whether a page begins after `line`, up to and with `next`.
    pub(crate) fn crosses_page(&self, line: &Block<'_>, next: &Block<'_>) -> bool {
        self.pages.is_some()
            && self
                .lines_below(line.pos)
                .take(MAX_EDGE_DISTANCE_LINES)
                .take_while(|below| below.pos <= next.pos)
                .any(|below| below.text.starts_with(FORM_FEED))
    }

    /// Returns whether the last line of a page goes on in the first of the next.
    pub(crate) fn goes_on_over_page(&self, line: &Block<'_>, next: &Block<'_>) -> bool {
        let text = line.text.trim_end();
        let after = next.text.trim_start_matches(FORM_FEED);
        let words = after.trim_start();
        let is_broken = match self.hard_wrap() {
            Some(wrapping) => wrapping.is_full_line(text) || ends_in_comma(text),
            None => ends_in_comma(text) || text.trim_start().chars().count() >= MIN_BROKEN_CHARS,
        };
        let is_flush = match self.hard_wrap() {
            Some(wrapping) => wrapping.has_body_indent(text, after),
            None => words.len() == after.len(),
        };
        is_broken
            && is_flush
            && !words.is_empty()
            && !ends_sentence(text)
            && !text.ends_with(['：', ':'])
            && !standalone::is_standalone(text)
            && !standalone::is_standalone(words)
            && !standalone::starts_item(words)
            && LineKind::from_number(words).is_none()
            && LineKind::from_number(text.trim_start()).is_none()
    }

    fn lines_above(&self, at: Pos) -> impl Iterator<Item = Block<'_>> {
        std::iter::successors(self.lines.prev(at), |&pos| self.lines.prev(pos))
            .map(|pos| self.lines.block_at(pos))
    }

    fn lines_below(&self, at: Pos) -> impl Iterator<Item = Block<'_>> {
        std::iter::successors(self.lines.next(at), |&pos| self.lines.next(pos))
            .map(|pos| self.lines.block_at(pos))
    }
}

/// Returns whether a line has the number of a heading or the marks of a sentence, as running heads have not.
fn is_text_line(line: &str) -> bool {
    LineKind::from_number(line).is_some()
        || ends_sentence(line)
        || line.contains(['，', '。', '；', '！', '？', '、', '“', '「'])
}

/// Returns whether a line ends in a mark after which a sentence goes on.
fn ends_in_comma(text: &str) -> bool {
    text.trim_end_matches(is_closing_mark)
        .ends_with(['，', '、', ',', '；'])
}

#[cfg(test)]
mod tests;
