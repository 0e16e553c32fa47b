//! Bare numbers with their titles on the next line: 第三章, and below it 夜雨.

use super::candidate::Candidate;
use super::scanned_text::ScannedText;
use super::unnumbered_title::looks_like_title;
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, Separator, is_appendix};

/// Joins bare numbers with the lines after them as titles, if at least 80 % of the chain's bare numbers have
/// one.
pub(crate) fn join_split_titles(
    scanned: &ScannedText,
    style: NumberStyle,
    members: &[usize],
    verdicts: &mut [Verdict],
) {
    let titled: Vec<usize> = members
        .iter()
        .copied()
        .filter(|&at| {
            let (number, next) = (scanned.candidates.get(at), scanned.candidates.get(at + 1));
            number.zip(next).is_some_and(|(number, next)| {
                number.marker.separator == Separator::NoTitle
                    && number.marker.end > 0
                    && number.is_adjacent_to(next)
                    && looks_like_title(next, verdicts.get(at + 1))
            })
        })
        .collect();
    let is_bare = |at: &&usize| {
        let number = scanned.candidates.get(**at).map(|number| number.marker);
        number.is_some_and(|marker| marker.separator == Separator::NoTitle && marker.end > 0)
    };
    let bare = members.iter().filter(is_bare).count();
    let all = titled.len() * 10 >= bare * 8;
    // A single annex often has its title below it.
    let least = if is_appendix(style) { 1 } else { 2 };
    if titled.len() < least || !all || !have_titles(scanned, &titled, verdicts) {
        return;
    }
    for at in titled {
        if verdicts.get(at) == Some(&Verdict::WholeLine)
            && let Some([number, title]) = verdicts.get_mut(at..at + 2)
        {
            (*number, *title) = (Verdict::SplitTitle, Verdict::Rejected);
        }
    }
}

/// Returns whether the lines after bare numbers are their titles. If many more lines look alike and have empty
/// lines before them, they are only the first of several titles below each number.
fn have_titles(scanned: &ScannedText, numbers: &[usize], verdicts: &[Verdict]) -> bool {
    let next = |at: &usize| scanned.candidates.get(*at + 1);
    let Some(indent) = numbers.first().and_then(next).map(|title| title.indent) else {
        return false;
    };
    let is_alike =
        |c: &Candidate, verdict: &Verdict| c.indent == indent && looks_like_title(c, Some(verdict));
    let all = scanned.candidates.iter().zip(verdicts);
    let boxed = |c: &Candidate| c.style() == NumberStyle::Boxed;
    if numbers.iter().filter_map(next).all(boxed) {
        // A line in brackets is a title, of the same kind as the others.
        return all
            .filter(|(c, verdict)| is_alike(c, verdict) && boxed(c))
            .count()
            <= numbers.len();
    }
    if numbers
        .iter()
        .filter_map(next)
        .all(|title| title.prev_line.blank_lines == 0)
    {
        let airy = scanned.statistics.is_blank_separated();
        let apart = all.filter(|(c, verdict)| {
            is_alike(c, verdict) && c.prev_line.blank_lines > 0 && c.next_line.blank_lines == 0
        });
        return airy || apart.count() <= numbers.len();
    }
    all.filter(|(c, verdict)| is_alike(c, verdict)).count() <= numbers.len() * 2
}
