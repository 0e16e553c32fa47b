//! Anchoring: marks are found again by their words in a text that may have changed.

use super::user_mark::UserMark;
use crate::doc::stops::attached_parts;
use crate::doc::{Block, Document, Pos, Span};
use aho_corasick::AhoCorasick;
use std::ops::ControlFlow;

/// Words kept before and after a mark, in characters.
const CONTEXT_CHARS: usize = 32;
/// Blocks of a section that are read for the words before or after a mark.
const MAX_CONTEXT_BLOCKS: usize = 8;
/// Characters at a place that a mark without a range keeps.
const MARK_QUOTE_CHARS: usize = 24;
/// Text that is searched at once, in bytes.
const SEARCH_BYTES: usize = 1 << 20;
/// Places of one quote that are compared with each other.
const MAX_PLACE_COUNT: usize = 64;
/// Largest distance at which one neighbour is enough to choose a place, as a fraction of the text.
const MAX_MOVE_SHARE: f64 = 0.02;

/// Text of consecutive blocks of a section without blanks, readings and note references, with the way back to positions.
#[derive(Default)]
struct FlatText {
    text: String,
    /// Start of each block in the flat text.
    blocks: Vec<(usize, Pos)>,
}

/// Iterates over the characters of a block that count, with their bytes.
fn flat_chars<'b>(block: &'b Block<'_>) -> impl Iterator<Item = (usize, char)> + 'b {
    let parts = attached_parts(&block.text, &block.marks);
    let chars = block.text.char_indices();
    chars.filter(move |(at, c)| {
        let at = *at as u32;
        !c.is_whitespace() && !c.is_control() && !parts.iter().any(|part| part.contains(&at))
    })
}

/// Returns a text without blanks and controls.
fn flat(text: &str) -> String {
    let counts = |c: &char| !c.is_whitespace() && !c.is_control();
    text.chars().filter(counts).collect()
}

impl FlatText {
    fn push(&mut self, block: &Block<'_>) {
        self.blocks.push((self.text.len(), block.pos));
        self.text.extend(flat_chars(block).map(|(_, c)| c));
    }

    /// Returns the span of `len` bytes of the flat text from `start`.
    fn span(&self, doc: &dyn Document, start: usize, len: usize) -> Option<Span> {
        let from = self.pos_of(doc, start)?.0;
        let (last, width) = self.pos_of_last(doc, start + len)?;
        Some(from..last.at(last.within + width))
    }

    /// Returns the position of a byte of the flat text, and the width of the character there.
    fn pos_of(&self, doc: &dyn Document, at: usize) -> Option<(Pos, u32)> {
        let index = self.blocks.partition_point(|(start, _)| *start <= at);
        let (start, pos) = *self.blocks.get(index.checked_sub(1)?)?;
        let block = doc.block_at(pos);
        let mut flat_at = start;
        for (within, c) in flat_chars(&block) {
            if flat_at >= at {
                return Some((pos.at(within as u32), c.len_utf8() as u32));
            }
            flat_at += c.len_utf8();
        }
        None
    }

    /// Returns the position of the character that ends at a byte of the flat text, and its width.
    fn pos_of_last(&self, doc: &dyn Document, end: usize) -> Option<(Pos, u32)> {
        let before = self.text.get(..end)?.char_indices().next_back()?.0;
        self.pos_of(doc, before)
    }
}

/// Returns the flat text from `at` to at least `min_len` bytes after it, within the section.
fn flat_from(doc: &dyn Document, at: Pos, min_len: usize) -> FlatText {
    let mut flat = FlatText::default();
    let mut next = Some(at.block_start());
    while let Some(pos) = next.filter(|pos| pos.section == at.section) {
        flat.push(&doc.block_at(pos));
        if flat.text.len() >= min_len {
            break;
        }
        next = doc.next(pos);
    }
    flat
}

/// A range with its words and the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// Words of the range.
    pub exact: String,
    /// Words before.
    pub prefix: String,
    /// Words after.
    pub suffix: String,
}

/// Returns the words of `span`, which is in one section, and those around it.
pub fn quote(doc: &dyn Document, span: &Span) -> Quote {
    use crate::doc::{ExcerptReadings, excerpt};
    let text = |span: Span| excerpt(doc, &span, ExcerptReadings::Omitted, usize::MAX).text;
    let mut first = span.start.block_start();
    let mut last = span.end.block_start();
    for _ in 0..MAX_CONTEXT_BLOCKS {
        let before = doc
            .prev(first)
            .filter(|pos| pos.section == span.start.section);
        first = before.unwrap_or(first);
        let after = doc.next(last).filter(|pos| pos.section == span.end.section);
        last = after.unwrap_or(last);
    }
    let end = last.at(doc.block_at(last).text.len() as u32);
    let before: Vec<char> = text(first..span.start).chars().collect();
    let kept = before.len().saturating_sub(CONTEXT_CHARS);
    Quote {
        exact: text(span.clone()),
        prefix: before.into_iter().skip(kept).collect(),
        suffix: text(span.end..end).chars().take(CONTEXT_CHARS).collect(),
    }
}

/// Returns the span of the first words at `pos`, by which a mark without a range is found again.
pub fn words_at(doc: &dyn Document, pos: Pos) -> Span {
    let block = doc.block_at(pos);
    let rest = block.text.get(pos.within as usize..).unwrap_or_default();
    let len: usize = rest
        .chars()
        .take(MARK_QUOTE_CHARS)
        .map(char::len_utf8)
        .sum();
    pos..pos.at(pos.within + len as u32)
}

/// Place at which a mark was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchored {
    /// Range.
    pub span: Span,
    /// Whether it is elsewhere than it was.
    pub has_moved: bool,
}

/// Finds marks by their words. `None` stands for a mark whose words are gone or at several places alike. The whole text is
/// read only if a mark is not at its place. Stops when `go_on` breaks; the rest is then `None`.
pub fn anchor(
    doc: &dyn Document,
    marks: &[UserMark],
    go_on: &dyn Fn() -> ControlFlow<()>,
) -> Vec<Option<Anchored>> {
    let quotes: Vec<String> = marks.iter().map(|mark| flat(&mark.exact)).collect();
    let mut found: Vec<Option<Anchored>> = marks
        .iter()
        .zip(&quotes)
        .map(|(mark, quote)| at_own_place(doc, mark, quote))
        .collect();
    let lost: Vec<usize> = (0..marks.len())
        .filter(|&index| {
            let is_lost = found.get(index).is_some_and(Option::is_none);
            is_lost && quotes.get(index).is_some_and(|quote| !quote.is_empty())
        })
        .collect();
    if lost.is_empty() {
        return found;
    }
    let patterns: Vec<&str> = lost
        .iter()
        .filter_map(|&at| quotes.get(at))
        .map(String::as_str)
        .collect();
    let places = find_all(doc, &patterns, go_on);
    for (&index, places) in lost.iter().zip(places) {
        let (Some(mark), Some(slot)) = (marks.get(index), found.get_mut(index)) else {
            continue;
        };
        *slot = choose(doc, mark, &places).map(|span| Anchored {
            span,
            has_moved: true,
        });
    }
    found
}

/// Returns the range at the place of a mark, if its words are there.
fn at_own_place(doc: &dyn Document, mark: &UserMark, quote: &str) -> Option<Anchored> {
    let start = mark.start();
    let block = doc.block_at(start);
    if block.pos != start.block_start() {
        return None;
    }
    if quote.is_empty() {
        // A place without words, such as a blank line.
        let is_place = block.text.is_char_boundary(start.within as usize);
        return is_place.then_some(Anchored {
            span: start..start,
            has_moved: false,
        });
    }
    let before = flat_chars(&block).take_while(|(at, _)| (*at as u32) < start.within);
    let from: usize = before.map(|(_, c)| c.len_utf8()).sum();
    let flat = flat_from(doc, start, from + quote.len());
    flat.text.get(from..)?.starts_with(quote).then_some(())?;
    let span = flat.span(doc, from, quote.len())?;
    Some(Anchored {
        span,
        has_moved: false,
    })
}

/// Finds all places of each pattern, at most [`MAX_PLACE_COUNT`] of one. No place crosses the end of a section.
fn find_all(
    doc: &dyn Document,
    patterns: &[&str],
    go_on: &dyn Fn() -> ControlFlow<()>,
) -> Vec<Vec<Span>> {
    let mut places = vec![Vec::new(); patterns.len()];
    let Ok(automaton) = AhoCorasick::new(patterns) else {
        return places;
    };
    let longest = patterns
        .iter()
        .map(|pattern| pattern.len())
        .max()
        .unwrap_or(0);
    let mut next = Some(doc.block_at(doc.first()).pos);
    while let Some(start) = next {
        if go_on().is_break() {
            return vec![Vec::new(); patterns.len()];
        }
        // A batch of blocks, and as many more as the longest quote from its end may reach.
        let mut flat = FlatText::default();
        let mut own_len = 0;
        let mut at = Some(start);
        next = None;
        while let Some(pos) = at.filter(|pos| pos.section == start.section) {
            if next.is_none() && flat.text.len() >= SEARCH_BYTES {
                next = Some(pos);
                own_len = flat.text.len();
            }
            if next.is_some() && flat.text.len() >= own_len + longest {
                break;
            }
            flat.push(&doc.block_at(pos));
            at = doc.next(pos);
        }
        if next.is_none() {
            own_len = flat.text.len();
            next = at;
        }
        for hit in automaton.find_overlapping_iter(&flat.text) {
            let Some(own) = places.get_mut(hit.pattern().as_usize()) else {
                continue;
            };
            if hit.start() < own_len && own.len() < MAX_PLACE_COUNT {
                own.extend(flat.span(doc, hit.start(), hit.len()));
            }
        }
    }
    places
}

/// Chooses the place of a mark: the only one in its block, in its section, in the text, or the only one that the words
/// around it allow.
fn choose(doc: &dyn Document, mark: &UserMark, places: &[Span]) -> Option<Span> {
    let start = mark.start();
    let only = |wanted: &dyn Fn(&Span) -> bool| {
        let mut wanted = places.iter().filter(|span| wanted(span));
        let first = wanted.next()?;
        wanted.next().is_none().then(|| first.clone())
    };
    if places.len() >= MAX_PLACE_COUNT {
        return None;
    }
    let (prefix, suffix) = (flat(&mark.prefix), flat(&mark.suffix));
    let neighbours = |span: &Span| {
        let around = quote(doc, span);
        let (before, after) = (flat(&around.prefix), flat(&around.suffix));
        // Words that end at the edge of a section may be fewer; no words at all agree only with none.
        let has_prefix = before.is_empty() == prefix.is_empty()
            && (before.ends_with(&prefix) || prefix.ends_with(&before));
        let has_suffix = after.is_empty() == suffix.is_empty()
            && (after.starts_with(&suffix) || suffix.starts_with(&after));
        (has_prefix, has_suffix)
    };
    only(&|span| span.start.block_start() == start.block_start())
        .or_else(|| only(&|span| span.start.section == start.section))
        .or_else(|| only(&|_| true))
        .or_else(|| only(&|span| neighbours(span) == (true, true)))
        .or_else(|| {
            let distance = |span: &Span| (doc.fraction(span.start).get() - mark.fraction).abs();
            let is_near = |span: &&Span| {
                let (before, after) = neighbours(span);
                (before || after) && distance(span) <= MAX_MOVE_SHARE
            };
            let mut near: Vec<&Span> = places.iter().filter(is_near).collect();
            near.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
            match near.as_slice() {
                [only] => Some((*only).clone()),
                [first, second, ..] if distance(first) < distance(second) => {
                    // More than one place with both neighbours is ambiguous.
                    let is_ambiguous = neighbours(first) == neighbours(second)
                        && neighbours(first) == (true, true);
                    (!is_ambiguous).then(|| (*first).clone())
                }
                _ => None,
            }
        })
}
