//! Words that were edited: found between the words that were around them.

use super::flat_text::{FlatText, LetterFold};
use super::{GoOn, MAX_PLACE_COUNT, find_all, is_whole};
use crate::doc::{Document, Pos, Span};
use crate::session::notes::user_mark::UserMark;

/// Characters of the shortest quote that is found in another wording, and of the longest, whose comparison is quick.
const MIN_ALIKE_CHARS: usize = 12;
const MAX_ALIKE_CHARS: usize = 2_000;
/// Least share of characters, in hundredths, that stay.
const MIN_ALIKE_PERCENT: usize = 85;
/// Characters before and after a mark by which its place is found.
const MIN_NEIGHBOUR_CHARS: usize = 4;
const MAX_NEIGHBOUR_CHARS: usize = 8;

/// A mark with the folded words of it and around it.
struct Wanted<'m> {
    index: usize,
    words: Vec<char>,
    /// Words before; empty at the start of a section.
    before: String,
    /// Words after; empty at the end of a section.
    after: String,
    mark: &'m UserMark,
}

/// Finds marks whose words were edited: at the only place where both neighbours are and the words between them are alike.
pub(super) fn find_alike(
    doc: &dyn Document,
    lost: &[(usize, &UserMark)],
    fold: &LetterFold,
    go_on: GoOn<'_>,
) -> Vec<(usize, Span)> {
    let wanted = lost
        .iter()
        .filter_map(|(index, mark)| wanted(*index, mark, fold));
    let wanted: Vec<Wanted<'_>> = wanted.collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let patterns = wanted
        .iter()
        .flat_map(|own| [own.before.as_str(), own.after.as_str()]);
    let patterns: Vec<&str> = patterns.collect();
    let places = find_all(doc, &patterns, fold, go_on);
    let found = wanted
        .iter()
        .zip(places.chunks(2))
        .filter_map(|(own, places)| {
            let [before, after] = places else {
                return None;
            };
            Some((own.index, between(doc, own, (before, after), fold, go_on)?))
        });
    found.collect()
}

/// Returns what is looked for; `None` for a mark whose words, or those around it, are too few or too many.
fn wanted<'m>(index: usize, mark: &'m UserMark, fold: &LetterFold) -> Option<Wanted<'m>> {
    let words: Vec<char> = fold.flat(&mark.exact).chars().collect();
    let before: Vec<char> = fold.flat(&mark.prefix).chars().collect();
    let after: Vec<char> = fold.flat(&mark.suffix).chars().collect();
    let is_enough = |chars: &[char]| chars.is_empty() || chars.len() >= MIN_NEIGHBOUR_CHARS;
    let is_meant = (MIN_ALIKE_CHARS..=MAX_ALIKE_CHARS).contains(&words.len())
        && is_enough(&before)
        && is_enough(&after)
        && !(before.is_empty() && after.is_empty());
    let from = before.len().saturating_sub(MAX_NEIGHBOUR_CHARS);
    is_meant.then(|| Wanted {
        index,
        words,
        before: before.into_iter().skip(from).collect(),
        after: after.into_iter().take(MAX_NEIGHBOUR_CHARS).collect(),
        mark,
    })
}

/// Returns the only range between places of the neighbours, before and after, whose words are alike. `None` for so many
/// places before that there may be more, and if `go_on` breaks.
fn between(
    doc: &dyn Document,
    own: &Wanted<'_>,
    (before, after): (&[Span], &[Span]),
    fold: &LetterFold,
    go_on: GoOn<'_>,
) -> Option<Span> {
    if before.len() >= MAX_PLACE_COUNT {
        return None;
    }
    let starts: Vec<Pos> = match before {
        [] if own.before.is_empty() => vec![Pos::new(own.mark.section, 0)],
        places => places.iter().map(|span| span.end).collect(),
    };
    let mut found: Vec<Span> = Vec::new();
    for start in starts {
        if go_on().is_break() {
            return None;
        }
        let most = own.words.len() * 100 / MIN_ALIKE_PERCENT + 1;
        let block = doc.block_at(start);
        if block.pos.section != start.section {
            continue;
        }
        let from = FlatText::len_before(&block, start.within, fold);
        // A character has at most four bytes.
        let room = (most + own.after.chars().count()) * 4;
        let flat = FlatText::from(doc, block.pos, from + room, fold);
        let rest = flat.text.get(from..).unwrap_or_default();
        let is_last = doc.next_section(start.section).is_none() || rest.len() < room;
        let ends: Vec<usize> = if own.after.is_empty() {
            is_last.then_some(rest.len()).into_iter().collect()
        } else if after.is_empty() {
            Vec::new()
        } else {
            rest.match_indices(own.after.as_str())
                .map(|(at, _)| at)
                .collect()
        };
        for end in ends {
            let words: Vec<char> = rest.get(..end).unwrap_or_default().chars().collect();
            if words.len() <= most && are_alike(&words, &own.words) {
                let span = flat.span(doc, from, end);
                found.extend(span.filter(|span| is_whole(doc, span)));
            }
        }
    }
    match found.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Returns whether at least [`MIN_ALIKE_PERCENT`] of the longer text stay, by the fewest changes of single characters.
fn are_alike(one: &[char], other: &[char]) -> bool {
    let longer = one.len().max(other.len());
    let changes = longer * (100 - MIN_ALIKE_PERCENT) / 100;
    if one.len().abs_diff(other.len()) > changes {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (count, c) in one.iter().enumerate() {
        let mut diagonal = count;
        let mut left = count + 1;
        let mut next = vec![left];
        for (above, d) in row.iter().skip(1).zip(other) {
            left = (diagonal + usize::from(c != d))
                .min(above + 1)
                .min(left + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().is_some_and(|last| *last <= changes)
}
