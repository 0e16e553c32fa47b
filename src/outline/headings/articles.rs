//! Articles of laws: 第一条, 第一条の二, 제1조.
//!
//! A law counts its articles through all chapters. Repealed ones may be missing, inserted ones repeat a number
//! (第一条之一), and supplementary provisions begin at 1 again. Paragraphs that begin with the name of an article
//! do not fit into the count.

use super::candidate::{AppliedRule, Candidate, LineRole};
use super::line_ending::LineEnding;
use super::numbered_score::{TitleForm, title_form};
use super::scanned_text::ScannedText;
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
/// Minimum number of rules in one text.
const MIN_RULE_COUNT: usize = 2;
/// Longest title of a rule, in characters.
const MAX_TITLE_CHARS: u16 = 30;
/// Greatest second number of articles that begin at 1 again.
const MAX_SECOND_NUMBER: u32 = 2;

/// Returns the articles of the law that the text is, in order; none for other texts. `entries` are the verdicts about
/// printed tables of contents.
pub(crate) fn find_articles(scanned: &ScannedText, entries: &[Verdict]) -> Vec<usize> {
    let named = named_articles(scanned, entries);
    let mut found: Vec<usize> = Vec::new();
    for run in runs(&named) {
        let counted = longest_count(run);
        // An excerpt may go on in another chapter.
        let begins_chapter = |at: usize| {
            let pair = at.checked_sub(1).and_then(|above| {
                Some((scanned.candidates.get(above)?, scanned.candidates.get(at)?))
            });
            pair.is_some_and(|(chapter, article)| {
                is_unit(chapter.style())
                    && chapter.style() != NumberStyle::Unit('条')
                    && chapter.is_adjacent_to(article)
            })
        };
        let missing = |(a, b): (&(usize, u32), &(usize, u32))| {
            if begins_chapter(b.0) {
                0
            } else {
                b.1.saturating_sub(a.1 + 1)
            }
        };
        let with_caption = |(at, _): &&(usize, u32)| {
            let article = scanned.candidates.get(*at);
            article.is_some_and(|article| article.caption_len > 0)
        };
        let captions = counted.iter().filter(with_caption).count();
        let gaps = counted.iter().zip(counted.iter().skip(1)).map(missing);
        let (widest, total) = gaps.fold((0, 0), |(most, sum), gap| (most.max(gap), sum + gap));
        let starts = counted
            .first()
            .is_some_and(|first| first.1 <= MAX_FIRST_INDEX || scanned.is_cut || !found.is_empty());
        let is_law = starts
            && widest <= MAX_MISSING_COUNT
            && total as usize <= counted.len()
            // Supplementary provisions have few articles.
            && (counted.len() >= MIN_ARTICLE_COUNT
                || captions >= MIN_CAPTION_COUNT
                || !found.is_empty());
        if is_law {
            found.extend(counted.iter().map(|(at, _)| *at));
        }
    }
    found
}

/// Accepts articles as headings, and rejects lines between them that name one again.
pub(crate) fn accept(scanned: &ScannedText, articles: &[usize], verdicts: &mut [Verdict]) {
    for at in articles {
        let has_caption = |candidate: &Candidate| candidate.caption_len > 0;
        let above = at.checked_sub(1);
        let caption = above.filter(|above| {
            let pair = scanned
                .candidates
                .get(*above)
                .zip(scanned.candidates.get(*at));
            pair.is_some_and(|(caption, article)| {
                has_caption(article) && article.line_index == caption.line_index + 1
            })
        });
        if let Some(verdict) = caption.and_then(|at| verdicts.get_mut(at)) {
            *verdict = Verdict::Rejected;
        }
    }
    let number = |at: &usize| scanned.candidates.get(*at).map(|c| c.marker.number);
    let numbers: HashSet<Option<u32>> = articles.iter().map(number).collect();
    if let (Some(first), Some(last)) = (articles.first(), articles.last()) {
        for at in *first..*last {
            let names_again = scanned.candidates.get(at).is_some_and(|candidate| {
                begins_article(candidate) && numbers.contains(&Some(candidate.marker.number))
            });
            let is_item = scanned.candidates.get(at).is_some_and(|candidate| {
                let is_clause = matches!(candidate.style(), NumberStyle::Decimal(_))
                    && (candidate.shape.end.is_sentence_end() || candidate.shape.colon_chars > 0);
                candidate.applied_rule == AppliedRule::None
                    && (is_item_style(candidate.style()) || is_clause)
            });
            let names_again = names_again || is_item;
            let is_article = || articles.binary_search(&at).is_ok();
            if let Some(verdict) = verdicts
                .get_mut(at)
                .filter(|_| names_again && !is_article())
            {
                *verdict = Verdict::Rejected;
            }
        }
    }
    for at in articles {
        let candidate = scanned.candidates.get(*at);
        if let (Some(candidate), Some(verdict)) = (candidate, verdicts.get_mut(*at))
            && !verdict.is_heading()
        {
            *verdict = match title_form(scanned, candidate) {
                TitleForm::WholeLine | TitleForm::JoinedLines => Verdict::WholeLine,
                TitleForm::LeadPhrase(bytes) => Verdict::LeadPhrase(bytes),
                TitleForm::NoTitle => Verdict::LeadPhrase(candidate.marker.end as u32),
            };
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

/// Accepts the titles of several rules, each of which counts its articles from 1.
pub(crate) fn accept_titles(scanned: &ScannedText, entries: &[Verdict], verdicts: &mut [Verdict]) {
    let named = named_articles(scanned, entries);
    let starts = runs(&named).filter_map(|run| match run {
        [(at, 1), _, ..] => Some(*at),
        _ => None,
    });
    let titles: Vec<Option<usize>> = starts.map(|at| title_above(scanned, at)).collect();
    if titles.len() < MIN_RULE_COUNT {
        return;
    }
    if let Some(titles) = titles.into_iter().collect::<Option<Vec<usize>>>() {
        for at in titles {
            if let Some(verdict) = verdicts.get_mut(at) {
                *verdict = Verdict::WholeLine;
            }
        }
    }
}

/// Returns the title without a number directly above the candidate at `at`.
fn title_above(scanned: &ScannedText, at: usize) -> Option<usize> {
    let above = at.checked_sub(1)?;
    let (title, article) = (scanned.candidates.get(above)?, scanned.candidates.get(at)?);
    let is_bare = matches!(title.style(), NumberStyle::Unnumbered | NumberStyle::Boxed);
    let is_title = is_bare
        && matches!(title.role, LineRole::Title | LineRole::ShortLine)
        && title.shape.end == LineEnding::Unpunctuated
        && title.shape.commas == 0
        && title.shape.chars <= MAX_TITLE_CHARS
        && article.caption_len == 0
        && article.line_index == title.line_index + 1;
    is_title.then_some(above)
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
fn named_articles(scanned: &ScannedText, entries: &[Verdict]) -> Vec<(usize, u32)> {
    let is_open = |at: usize| entries.get(at) != Some(&Verdict::Rejected);
    let all = scanned.candidates.iter().enumerate();
    all.filter(|(at, candidate)| is_open(*at) && begins_article(candidate))
        .map(|(at, candidate)| (at, candidate.marker.number))
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
