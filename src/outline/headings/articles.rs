//! Articles of laws: 第一条, 第一条の二, 제1조.
//!
//! A law counts its articles through all chapters. Repealed ones may be missing, inserted ones repeat a number
//! (第一条之一), and supplementary provisions begin at 1 again. Paragraphs that begin with the name of an article
//! do not fit into the count.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::judged_lines::JudgedLines;
use super::line_ending::LineEnding;
use super::numbered_score::{TitleForm, title_form};
use super::verdict::Verdict;
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::HashSet;

/// Minimum number of articles of a law.
const MIN_ARTICLE_COUNT: usize = 5;
/// Minimum number of articles with captions of a short law.
const MIN_CAPTION_COUNT: usize = 3;
/// Greatest number of the first article in a text that is whole.
const MAX_FIRST_INDEX: u32 = 3;
/// Greatest number of articles that are missing in a row.
const MAX_MISSING_COUNT: u32 = 20;
/// Greatest second number of articles that begin at 1 again.
const MAX_SECOND_NUMBER: u32 = 2;

/// Returns the articles of the law that the text is, in order; none for other texts.
pub(crate) fn find_articles(lines: &JudgedLines<'_>) -> Vec<usize> {
    let named = named_articles(lines);
    let mut found: Vec<usize> = Vec::new();
    // An excerpt may go on in another chapter.
    let begins_chapter = |at: usize| {
        let pair = at.checked_sub(1).and_then(|above| lines.pair(above));
        pair.is_some_and(|(chapter, article)| {
            is_unit(chapter.style())
                && chapter.style() != NumberStyle::Unit('条')
                && chapter.is_adjacent_to(article)
        })
    };
    for run in runs(&named) {
        let counted = longest_count(run);
        let pairs = counted.iter().zip(counted.iter().skip(1));
        let gaps = pairs
            .filter(|(_, (at, _))| !begins_chapter(*at))
            .map(|((_, a), (_, b))| b.saturating_sub(a + 1));
        let (widest, total) = gaps.fold((0, 0), |(most, sum), gap| (most.max(gap), sum + gap));
        let has_caption = |(at, _): &&(usize, u32)| lines.line(*at).is_some_and(has_caption);
        let starts = counted.first().is_some_and(|(_, first)| {
            *first <= MAX_FIRST_INDEX || lines.scanned.is_cut || !found.is_empty()
        });
        let is_law = starts
            && widest <= MAX_MISSING_COUNT
            && total as usize <= counted.len()
            // Supplementary provisions have few articles.
            && (counted.len() >= MIN_ARTICLE_COUNT
                || counted.iter().filter(has_caption).count() >= MIN_CAPTION_COUNT
                || !found.is_empty());
        if is_law {
            found.extend(counted.iter().map(|(at, _)| *at));
        }
    }
    found
}

fn has_caption(article: &Candidate) -> bool {
    article.caption_len > 0
}

/// Accepts articles as headings, and rejects captions above them and lines between them that name one again or count their
/// items.
pub(crate) fn accept(lines: &mut JudgedLines<'_>, articles: &[usize]) {
    for above in articles.iter().filter_map(|at| at.checked_sub(1)) {
        let is_caption = lines.pair(above).is_some_and(|(caption, article)| {
            has_caption(article) && article.line_index == caption.line_index + 1
        });
        if is_caption {
            lines.reject(above);
        }
    }
    let number = |at: &usize| lines.line(*at).map(|article| article.marker.number);
    let numbers: HashSet<u32> = articles.iter().filter_map(number).collect();
    let (first, last) = (articles.first(), articles.last());
    for at in *first.unwrap_or(&0)..*last.unwrap_or(&0) {
        let is_other = lines.line(at).is_some_and(|line| {
            let names_again = begins_article(line) && numbers.contains(&line.marker.number);
            let is_clause = matches!(line.style(), NumberStyle::Decimal(_))
                && (line.shape.end.is_sentence_end() || line.shape.colon_chars > 0);
            names_again || is_item_style(line.style()) || is_clause
        });
        if is_other && articles.binary_search(&at).is_err() {
            lines.reject(at);
        }
    }
    for at in articles {
        if let Some(line) = lines.line(*at) {
            let title = match title_form(lines.scanned, line) {
                TitleForm::WholeLine | TitleForm::JoinedLines => Verdict::WholeLine,
                TitleForm::LeadPhrase(bytes) => Verdict::LeadPhrase(bytes),
                TitleForm::NoTitle => Verdict::LeadPhrase(line.marker.end as u32),
            };
            lines.accept_as(*at, title);
        }
    }
}

/// Returns whether a style counts the items of articles.
fn is_item_style(style: NumberStyle) -> bool {
    matches!(
        style,
        NumberStyle::Han(_)
            | NumberStyle::HanParen
            | NumberStyle::Digit(_)
            | NumberStyle::DigitParen
            | NumberStyle::DigitHalfParen
            | NumberStyle::Circle
            | NumberStyle::Kana
            | NumberStyle::KanaParen
            | NumberStyle::Syllable
            | NumberStyle::SyllableHalfParen
            | NumberStyle::Letter
    )
}

/// Returns whether a line begins with the number of an article, and does not go on with a sentence that names it.
fn begins_article(candidate: &Candidate) -> bool {
    let before = candidate.prev_line;
    let goes_on = before.blank_lines == 0 && before.end == LineEnding::Comma;
    candidate.style() == NumberStyle::Unit('条')
        && candidate.role == LineRole::Title
        && candidate.applied_rule == AppliedRule::None
        && !goes_on
}

/// Returns the lines that begin with the number of an article, with their numbers.
fn named_articles(lines: &JudgedLines<'_>) -> Vec<(usize, u32)> {
    lines
        .all()
        .filter(|(at, line)| !lines.is_entry(*at) && begins_article(line))
        .map(|(at, line)| (at, line.marker.number))
        .collect()
}

/// Parts the articles where they begin at 1 again.
fn runs(named: &[(usize, u32)]) -> impl Iterator<Item = &[(usize, u32)]> {
    let begins = |at: usize| {
        let number = |at: usize| named.get(at).map(|(_, number)| *number);
        let before = at.checked_sub(1).and_then(number);
        number(at) == Some(1)
            && before.is_some_and(|before| before > 1)
            && number(at + 1).is_none_or(|next| next <= MAX_SECOND_NUMBER)
    };
    let starts: Vec<usize> = (0..named.len())
        .filter(|at| *at == 0 || begins(*at))
        .collect();
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .copied()
        .chain([named.len()])
        .collect();
    starts
        .into_iter()
        .zip(ends)
        .filter_map(|(start, end)| named.get(start..end))
}

/// Returns the longest series of numbers that do not descend.
fn longest_count(run: &[(usize, u32)]) -> Vec<(usize, u32)> {
    // Places of the least last numbers of the series of each length, and the place before each.
    let mut lasts: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(run.len());
    for (place, (_, number)) in run.iter().enumerate() {
        let is_below = |last: &usize| run.get(*last).is_some_and(|(_, other)| other <= number);
        let len = lasts.partition_point(is_below);
        before.push(len.checked_sub(1).and_then(|len| lasts.get(len)).copied());
        match lasts.get_mut(len) {
            Some(last) => *last = place,
            None => lasts.push(place),
        }
    }
    let last = lasts.last().copied();
    let places = std::iter::successors(last, |place| before.get(*place).copied().flatten());
    let mut series: Vec<(usize, u32)> =
        places.filter_map(|place| run.get(place).copied()).collect();
    series.reverse();
    series
}
