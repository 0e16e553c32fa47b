//! Titles of poems and the names of their poets, one below the other.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use super::titled_series::is_title;
use super::unnumbered::OutlyingTitles;
use super::verdict::Verdict;
use crate::outline::numbering::NumberStyle;
use crate::outline::word_lists::{WordList, word_list};

/// Minimum number of pairs of a title and a name.
const MIN_PAIR_COUNT: usize = 2;
/// Longest name or title of a poem, in characters.
const MAX_TITLE_CHARS: u16 = 16;
/// Characters of a name.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=4;

/// Surnames of Chinese and Korean.
static SURNAMES: WordList = WordList::new(|| word_list("surnames"));

/// Accepts the poem below the name of a poet whose other poems follow, and rejects names and first lines of poems below
/// titles.
pub(crate) fn accept(
    scanned: &ScannedText,
    verdicts: &mut [Verdict],
    outlying: &mut OutlyingTitles,
) {
    let pairs: Vec<usize> = (0..scanned.candidates.len())
        .filter(|at| is_pair(scanned, verdicts, *at))
        .collect();
    let is_named = |at: usize| {
        scanned
            .candidates
            .get(at)
            .is_some_and(|c| is_name(scanned.title(c)))
    };
    let above = pairs.iter().filter(|at| is_named(**at)).count();
    let below = pairs.iter().filter(|at| is_named(**at + 1)).count();
    if pairs.len() < MIN_PAIR_COUNT {
        return;
    }
    let has_others = || has_single_titles(scanned, verdicts, &pairs);
    if above * 2 > pairs.len() && above > below && has_others() {
        for at in pairs {
            outlying.add_outer(at);
            if let Some([name, title]) = verdicts.get_mut(at..at + 2) {
                (*name, *title) = (Verdict::WholeLine, Verdict::WholeLine);
            }
        }
    } else if below == pairs.len() && below > above {
        for at in pairs {
            reject_below(scanned, verdicts, at);
        }
    }
}

/// Rejects the name below the title at `at`, and the first line of the poem below the name.
fn reject_below(scanned: &ScannedText, verdicts: &mut [Verdict], at: usize) {
    if let Some(verdict) = verdicts.get_mut(at + 1) {
        *verdict = Verdict::Rejected;
    }
    let verse = scanned
        .candidates
        .get(at + 1)
        .zip(scanned.candidates.get(at + 2));
    let is_verse = verse.is_some_and(|(name, verse)| {
        verse.line_index == name.line_index + 1
            && verse.next_line.blank_lines == 0
            && verse.marker.end == 0
            && verse.applied_rule == AppliedRule::None
    });
    if let Some(verdict) = verdicts.get_mut(at + 2).filter(|_| is_verse) {
        *verdict = Verdict::Rejected;
    }
}

fn is_bare(candidate: &Candidate) -> bool {
    candidate.style() == NumberStyle::Unnumbered
        && matches!(candidate.role, LineRole::Title | LineRole::ShortLine)
        && candidate.applied_rule == AppliedRule::None
        && candidate.shape.chars <= MAX_TITLE_CHARS
        && candidate.next_line.end != LineEnding::NoLine
        && is_title(candidate)
}

/// Returns whether the heading at `at` and the line below it are a title and a name.
fn is_pair(scanned: &ScannedText, verdicts: &[Verdict], at: usize) -> bool {
    let (Some(first), Some(second)) = (scanned.candidates.get(at), scanned.candidates.get(at + 1))
    else {
        return false;
    };
    let is_apart = first.prev_line.blank_lines > 0 || first.line_index == 0;
    let is_end = |candidate: &Candidate| {
        candidate.next_line.end.is_sentence_end()
            || candidate.next_line.end == LineEnding::Comma
            || candidate.next_line.blank_lines > 0
    };
    verdicts.get(at).is_some_and(|verdict| verdict.is_heading())
        && is_apart
        && is_bare(first)
        && is_bare(second)
        && second.line_index == first.line_index + 1
        && second.prev_line.blank_lines == first.next_line.blank_lines
        && is_end(second)
}

/// Returns whether some headings are directly above their poems, without a name.
fn has_single_titles(scanned: &ScannedText, verdicts: &[Verdict], pairs: &[usize]) -> bool {
    let is_first = |at: &usize| pairs.binary_search(at).is_ok();
    let all = scanned.candidates.iter().zip(verdicts).enumerate();
    let mut titles = all.filter(|(at, (candidate, verdict))| {
        let is_second = at.checked_sub(1).is_some_and(|above| is_first(&above));
        verdict.is_heading() && is_bare(candidate) && !is_first(at) && !is_second
    });
    titles.any(|(_, (candidate, _))| {
        candidate.next_line.blank_lines == 0
            && (candidate.next_line.end.is_sentence_end()
                || candidate.next_line.end == LineEnding::Comma)
    })
}

/// Returns whether words are the name of a person: a surname and one or two letters.
fn is_name(words: &str) -> bool {
    let count = words.chars().count();
    let is_long_enough = NAME_CHARS.contains(&count) && !words.contains(char::is_whitespace);
    is_long_enough && SURNAMES.iter().any(|surname| words.starts_with(surname))
}
