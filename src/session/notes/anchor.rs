//! Anchoring: marks are found again by their words in a text that may have changed.

mod alike;
mod flat_text;

use super::user_mark::UserMark;
use crate::doc::{Document, Pos, Span};
use crate::text::cluster::cluster_indices;
use crate::text::forms::Level;
use aho_corasick::AhoCorasick;
use alike::find_alike;
use flat_text::{FlatText, LetterFold};
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
/// Characters of a quote that is so long that it is its own place wherever it is, without words around it that agree.
const MIN_LONE_CHARS: usize = 12;
/// Characters of a quote that was at one place alone when it was marked, and is so long that the same words elsewhere are it.
const MIN_OWN_CHARS: usize = 4;
/// Largest text, in bytes, that is searched for other places of the words of a new mark.
const MAX_UNIQUE_SEARCH_BYTES: u64 = 4 << 20;
/// Largest distance at which one neighbour is enough to choose a place, as a fraction of the text.
const MAX_MOVE_SHARE: f64 = 0.02;

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
    /// Likeness of the words there to those of the mark.
    pub likeness: Likeness,
}

/// Likeness of words to those of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They are the same.
    Same,
    /// They are the same but for the forms of letters, as in a text that was converted.
    Forms,
    /// Some of them were changed.
    Edited,
}

/// Callback that breaks to stop the work.
pub type GoOn<'g> = &'g dyn Fn() -> ControlFlow<()>;

/// Finds marks by their words. `None` stands for a mark whose words are gone or at several places alike. The whole text is
/// read only if a mark is not at its place. Stops when `go_on` breaks; the rest is then `None`.
pub fn anchor(doc: &dyn Document, marks: &[UserMark], go_on: GoOn<'_>) -> Vec<Option<Anchored>> {
    if doc.is_empty() {
        return vec![None; marks.len()];
    }
    let mut found: Vec<Option<Anchored>> = marks.iter().map(|mark| at_place(doc, mark)).collect();
    for level in Level::ALL {
        let lost = lost_marks(marks, &found);
        if lost.is_empty() || go_on().is_break() {
            return found;
        }
        let fold = LetterFold::new(level, doc.lang());
        for (index, anchored) in find_at_level(doc, &lost, level, &fold, go_on) {
            if let Some(slot) = found.get_mut(index) {
                *slot = anchored;
            }
        }
    }
    let lost = lost_marks(marks, &found);
    let fold = LetterFold::new(Level::Variants, doc.lang());
    for (index, span) in find_alike(doc, &lost, &fold, go_on) {
        if let (Some(slot), Some((_, mark))) = (
            found.get_mut(index),
            lost.iter().find(|(own, _)| *own == index),
        ) {
            *slot = Some(Anchored {
                has_moved: span.start != mark.start(),
                span,
                likeness: Likeness::Edited,
            });
        }
    }
    found
}

/// Returns the marks with words that were not found, with their indices.
fn lost_marks<'m>(marks: &'m [UserMark], found: &[Option<Anchored>]) -> Vec<(usize, &'m UserMark)> {
    let numbered = marks.iter().enumerate().zip(found);
    let lost =
        numbered.filter(|((_, mark), found)| found.is_none() && !mark.exact.trim().is_empty());
    lost.map(|(numbered, _)| numbered).collect()
}

/// Finds marks at one level: each at its own place, else at the only place that fits.
fn find_at_level(
    doc: &dyn Document,
    lost: &[(usize, &UserMark)],
    level: Level,
    fold: &LetterFold,
    go_on: GoOn<'_>,
) -> Vec<(usize, Option<Anchored>)> {
    let likeness = match level {
        Level::Exact => Likeness::Same,
        Level::Forms | Level::Variants => Likeness::Forms,
    };
    let quotes: Vec<String> = lost
        .iter()
        .map(|(_, mark)| fold.flat(&mark.exact))
        .collect();
    let patterns: Vec<&str> = quotes.iter().map(String::as_str).collect();
    let places = find_all(doc, &patterns, fold, go_on);
    let found = lost.iter().zip(&patterns).zip(places);
    let found = found.map(|(((index, mark), quote), places)| {
        let own = at_own_place(doc, mark, quote, fold);
        let span = own.or_else(|| choose(doc, mark, &places, fold));
        let anchored = span.map(|span| Anchored {
            has_moved: span.start != mark.start(),
            span,
            likeness,
        });
        (*index, anchored)
    });
    found.collect()
}

/// Returns the range at the place of a mark, if its words are there. Reads only the blocks at that place.
pub fn at_place(doc: &dyn Document, mark: &UserMark) -> Option<Anchored> {
    let fold = LetterFold::exact();
    let span = at_own_place(doc, mark, &fold.flat(&mark.exact), &fold)?;
    Some(Anchored {
        span,
        has_moved: false,
        likeness: Likeness::Same,
    })
}

fn at_own_place(
    doc: &dyn Document,
    mark: &UserMark,
    quote: &str,
    fold: &LetterFold,
) -> Option<Span> {
    if doc.is_empty() {
        return None;
    }
    let start = mark.start();
    let block = doc.block_at(start);
    if block.pos != start.block_start() {
        return None;
    }
    if quote.is_empty() {
        // A place without words, such as a blank line.
        let is_place = block.text.is_char_boundary(start.within as usize);
        return is_place.then_some(start..start);
    }
    let from = FlatText::len_before(&block, start.within, fold);
    let flat = FlatText::from(doc, start, from + quote.len(), fold);
    flat.text.get(from..)?.starts_with(quote).then_some(())?;
    let span = flat.span(doc, from, quote.len())?;
    // A few letters may be others that have come to the same place.
    let is_own = fold.is_exact() && quote.chars().count() >= MIN_OWN_CHARS;
    let has_no_neighbours = mark.prefix.is_empty() && mark.suffix.is_empty();
    let is_sure = is_own || has_no_neighbours || Neighbours::of(doc, mark, &span, fold).is_any();
    (is_sure && is_whole(doc, &span)).then_some(span)
}

/// Returns whether a range begins and ends at edges of clusters: else its last letter is another one.
fn is_whole(doc: &dyn Document, span: &Span) -> bool {
    let is_edge = |pos: Pos| {
        let block = doc.block_at(pos);
        let at = pos.within as usize;
        at == block.text.len() || cluster_indices(&block.text).any(|(start, _)| start == at)
    };
    is_edge(span.start) && is_edge(span.end)
}

/// Returns whether the words of a new mark are at one place alone; `None` in a text that is too long to look through.
pub fn is_only_place(doc: &dyn Document, mark: &UserMark) -> Option<bool> {
    let fold = LetterFold::exact();
    let quote = fold.flat(&mark.exact);
    if quote.is_empty() || doc.len() > MAX_UNIQUE_SEARCH_BYTES {
        return None;
    }
    let go_on = || ControlFlow::Continue(());
    let places = find_all(doc, &[&quote], &fold, &go_on);
    places.first().map(|places| places.len() == 1)
}

/// Finds all places of each pattern, at most [`MAX_PLACE_COUNT`] of one and none of an empty one. No place crosses the end
/// of a section.
fn find_all(
    doc: &dyn Document,
    patterns: &[&str],
    fold: &LetterFold,
    go_on: GoOn<'_>,
) -> Vec<Vec<Span>> {
    let mut places = vec![Vec::new(); patterns.len()];
    // An empty pattern is at each byte.
    let numbered = patterns.iter().enumerate();
    let (indices, searched): (Vec<usize>, Vec<&str>) =
        numbered.filter(|(_, pattern)| !pattern.is_empty()).unzip();
    let Ok(automaton) = AhoCorasick::new(searched) else {
        return places;
    };
    if indices.is_empty() {
        return places;
    }
    let longest = patterns.iter().map(|pattern| pattern.len()).max();
    let longest = longest.unwrap_or(0);
    let mut next = Some(doc.block_at(doc.first()).pos);
    while let Some(start) = next {
        if go_on().is_break() {
            return vec![Vec::new(); patterns.len()];
        }
        // A batch of blocks, and as many more as the longest quote from its end may reach.
        let mut flat = FlatText::new(fold);
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
            let index = indices.get(hit.pattern().as_usize());
            let Some(own) = index.and_then(|index| places.get_mut(*index)) else {
                continue;
            };
            if hit.start() < own_len && own.len() < MAX_PLACE_COUNT {
                let span = flat.span(doc, hit.start(), hit.len());
                own.extend(span.filter(|span| is_whole(doc, span)));
            }
        }
    }
    places
}

/// Words around a range that agree with those around a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Neighbours {
    before: bool,
    after: bool,
}

impl Neighbours {
    fn of(doc: &dyn Document, mark: &UserMark, span: &Span, fold: &LetterFold) -> Self {
        let (prefix, suffix) = (fold.flat(&mark.prefix), fold.flat(&mark.suffix));
        let around = quote(doc, span);
        let (before, after) = (fold.flat(&around.prefix), fold.flat(&around.suffix));
        // Words that end at the edge of a section may be fewer; no words at all agree only with none.
        Self {
            before: before.is_empty() == prefix.is_empty()
                && (before.ends_with(&prefix) || prefix.ends_with(&before)),
            after: after.is_empty() == suffix.is_empty()
                && (after.starts_with(&suffix) || suffix.starts_with(&after)),
        }
    }

    /// Returns whether the words on one side agree.
    fn is_any(self) -> bool {
        self.before || self.after
    }
}

/// Chooses the place of a mark: the only one in its block, in its section, in the text, or the only one that the words
/// around it allow. Few words, and words that were at several places or may have been, are not taken for the mark without a
/// neighbour: what is left of them may be others.
fn choose(doc: &dyn Document, mark: &UserMark, places: &[Span], fold: &LetterFold) -> Option<Span> {
    if places.len() >= MAX_PLACE_COUNT {
        return None;
    }
    let start = mark.start();
    let neighbours = |span: &Span| Neighbours::of(doc, mark, span, fold);
    let has_neighbour = |span: &Span| neighbours(span).is_any();
    let len = fold.flat(&mark.exact).chars().count();
    let is_long = len >= MIN_LONE_CHARS;
    let is_own = mark.is_only.map_or(is_long, |is_only| {
        is_only && (is_long || (fold.is_exact() && len >= MIN_OWN_CHARS))
    });
    let only = |wanted: &dyn Fn(&Span) -> bool| {
        let mut wanted = places.iter().filter(|span| wanted(span));
        let first = wanted.next()?;
        wanted.next().is_none().then(|| first.clone())
    };
    let alone = only(&|span| span.start.block_start() == start.block_start())
        .or_else(|| only(&|span| span.start.section == start.section))
        .or_else(|| only(&|_| true));
    if let Some(alone) = alone
        && (is_own || has_neighbour(&alone))
    {
        return Some(alone);
    }
    let both = Neighbours {
        before: true,
        after: true,
    };
    only(&|span| neighbours(span) == both).or_else(|| {
        let distance = |span: &Span| (doc.fraction(span.start).get() - mark.fraction).abs();
        let is_near = |span: &&Span| has_neighbour(span) && distance(span) <= MAX_MOVE_SHARE;
        let mut near: Vec<&Span> = places.iter().filter(is_near).collect();
        near.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
        match near.as_slice() {
            [only] => Some((*only).clone()),
            [first, second, ..] if distance(first) < distance(second) => {
                // More than one place with both neighbours is ambiguous.
                let is_ambiguous = neighbours(first) == both && neighbours(second) == both;
                (!is_ambiguous).then(|| (*first).clone())
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests;
