//! Prefaces above the chapters of a book: 《山河记》序, 重刻山河集序.

use super::candidate::Candidate;
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use crate::outline::numbering::{NumberStyle, is_unit, parse_marker, parse_trailing};
use crate::outline::word_lists::{WordList, word_list};

/// Longest title of a preface, in characters.
const MAX_PREFACE_CHARS: usize = 24;
/// Least characters before the word for a preface.
const MIN_NAME_CHARS: usize = 2;
/// Minimum number of chapters or volumes below a preface.
const MIN_PART_COUNT: usize = 2;

/// Words for prefaces, at the end of their titles.
static PREFACE_WORDS: WordList = WordList::new(|| word_list("preface_words"));
/// Words for afterwords, at the end of their titles.
static POSTFACE_WORDS: WordList = WordList::new(|| word_list("postface_words"));
/// Words with their endings that name no preface: 程序.
static NO_PREFACE_WORDS: WordList = WordList::new(|| word_list("no_preface_words"));

/// Returns whether words are the title of a preface to a book that they name.
pub(crate) fn is_preface(words: &str) -> bool {
    let is_long = |name: &str| name.chars().count() >= MIN_NAME_CHARS;
    words.chars().count() <= MAX_PREFACE_CHARS
        && !words.contains(['，', '。', '；', '：', '、', '？', '！'])
        && !NO_PREFACE_WORDS.iter().any(|end| words.ends_with(end))
        && PREFACE_WORDS
            .iter()
            .any(|end| words.strip_suffix(end).is_some_and(is_long))
}

/// Returns whether words are the title of an afterword to a book that they name: 河边集后记.
pub(crate) fn is_postface(words: &str) -> bool {
    POSTFACE_WORDS.iter().any(|end| words.ends_with(end))
}

/// Returns whether words begin a part of a book: 第一章, 卷之二, 山河经卷第一.
pub(crate) fn is_book_part(words: &str) -> bool {
    let marker = parse_marker(words).or_else(|| parse_trailing(words));
    marker
        .is_some_and(|marker| is_unit(marker.style) || marker.style == NumberStyle::TrailingOrdinal)
}

/// Accepts the preface in the first line of a book, if chapters or volumes follow.
pub(crate) fn accept(lines: &mut JudgedLines<'_>) {
    let first = lines.line(0).filter(|first| {
        first.line_index == 0
            && !lines.scanned.is_cut
            && first.shape.end == LineEnding::Unpunctuated
    });
    let Some(first) = first.filter(|_| is_preface(lines.words(0))) else {
        return;
    };
    let is_part = |(at, _): &(usize, &Candidate)| *at > 0 && is_book_part(lines.words(*at));
    let mut parts = lines.headings().filter(is_part);
    let has_text = parts
        .next()
        .is_some_and(|(_, part)| !first.is_adjacent_to(part));
    if has_text && parts.count() + 1 >= MIN_PART_COUNT {
        lines.accept(0);
    }
}
