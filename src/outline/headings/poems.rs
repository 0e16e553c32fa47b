//! Titles of poems and the names of their poets, one below the other.

use super::candidate::Candidate;
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::short_title::{is_apart, is_bare};
use super::unnumbered::OutlyingTitles;
use crate::outline::word_lists::{WordList, word_list};

/// Minimum number of pairs of a title and a name.
const MIN_PAIR_COUNT: usize = 2;
/// Longest name or title of a poem, in characters.
const MAX_TITLE_CHARS: u16 = 16;
/// Characters of a name.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=4;

/// Surnames of Chinese and Korean.
static SURNAMES: WordList = WordList::new(|| word_list("surnames"));

/// Accepts the poem below the name of a poet whose other poems follow, and rejects names below
/// titles.
pub(crate) fn accept(lines: &mut JudgedLines<'_>, outlying: &mut OutlyingTitles) {
    let all = lines.headings().map(|(at, _)| at);
    let pairs: Vec<usize> = all.filter(|at| is_pair(lines, *at)).collect();
    let named = |offset: usize| {
        let names = pairs
            .iter()
            .filter(|at| is_name(lines.words(**at + offset)));
        names.count()
    };
    let (above, below) = (named(0), named(1));
    if pairs.len() < MIN_PAIR_COUNT {
        return;
    }
    if above * 2 > pairs.len() && above > below && has_single_titles(lines, &pairs) {
        for at in pairs {
            outlying.add_outer(at);
            lines.accept(at + 1);
        }
    } else if below == pairs.len() && below > above {
        for at in pairs {
            lines.reject(at + 1);
        }
    }
}

fn is_title(line: &Candidate) -> bool {
    is_bare(line) && line.shape.chars <= MAX_TITLE_CHARS
}

/// Returns whether a verse is directly below a line: it ends as a clause does.
fn has_verse_below(line: &Candidate) -> bool {
    let end = line.next_line.end;
    end.is_sentence_end() || end == LineEnding::Comma
}

/// Returns whether the heading at `at` and the line below it are a title and a name.
fn is_pair(lines: &JudgedLines<'_>, at: usize) -> bool {
    lines.pair(at).is_some_and(|(first, second)| {
        is_apart(first)
            && is_title(first)
            && is_title(second)
            && second.line_index == first.line_index + 1
            && second.prev_line.blank_lines == first.next_line.blank_lines
            && (has_verse_below(second) || second.next_line.blank_lines > 0)
    })
}

/// Returns whether some headings are directly above their poems, without a name.
fn has_single_titles(lines: &JudgedLines<'_>, pairs: &[usize]) -> bool {
    let is_first = |at: usize| pairs.binary_search(&at).is_ok();
    let mut titles = lines.headings().filter(|(at, line)| {
        let is_second = at.checked_sub(1).is_some_and(is_first);
        is_title(line) && !is_first(*at) && !is_second
    });
    titles.any(|(_, line)| line.next_line.blank_lines == 0 && has_verse_below(line))
}

/// Returns whether words are the name of a person: a surname and one or two letters.
pub(crate) fn is_name(words: &str) -> bool {
    let count = words.chars().count();
    let is_long_enough = NAME_CHARS.contains(&count) && !words.contains(char::is_whitespace);
    is_long_enough && SURNAMES.iter().any(|surname| words.starts_with(surname))
}
