//! Verdicts about all candidates. Each pass decides about candidates that earlier passes left undecided.

use super::alike;
use super::articles;
use super::candidate::{AppliedRule, Candidate};
use super::counted_words::{self, CountedTitle};
use super::decisions;
use super::documents;
use super::essay_pages::{self, PageEssays};
use super::false_numbers;
use super::insets;
use super::isolated_titles;
use super::judged_lines::JudgedLines;
use super::learnt::{self, Survey};
use super::lone_steps;
use super::look_groups;
use super::neighbours;
use super::numbered;
use super::poems;
use super::prefaces;
use super::printed_toc::{self, ListedTitles};
use super::scanned_text::ScannedText;
use super::sentence_titles;
use super::tagged_titles;
use super::title_block;
use super::unnumbered::{self, OutlyingTitles};
use super::verdict::Verdict;
use crate::doc::MIN_HEADING_PERCENT;
use crate::outline::numbering::NumberStyle;

/// Minimum number of lines of a text that the learnt weights judge: in fewer lines the statistics that most features
/// rest on say too little.
const MIN_LEARNT_LINES: u32 = 20;

/// Minimum likelihood in percent of a chapter or an article of a series without gaps.
const FULL_SERIES_PERCENT: u8 = 95;

/// Likelihood below which a line that is no heading is not even doubtful, in percent.
const MIN_DOUBTFUL_PERCENT: u8 = 25;

/// Verdicts about all candidates, and facts about the text that the passes found.
pub(crate) struct Judgement {
    pub(crate) verdicts: Vec<Verdict>,
    /// Verdicts of the first pass, which only rejects entries of printed tables of contents.
    pub(crate) toc_verdicts: Vec<Verdict>,
    pub(crate) listed_titles: ListedTitles,
    pub(crate) essays: PageEssays,
    pub(crate) outlying_titles: OutlyingTitles,
    /// Articles of the law that the text is, ascending.
    articles: Vec<usize>,
    /// Headings of the notes below the text, ascending.
    pub(crate) note_headings: Vec<usize>,
    /// Titles that words with a number count, ascending.
    counted: Vec<CountedTitle>,
    /// Titles of the documents of a file, ascending.
    pub(crate) documents: Vec<usize>,
    /// Measures and scores of the candidates, if the learnt weights judge them.
    pub(crate) weighed: Option<(Survey, Vec<f32>)>,
}

impl Judgement {
    /// Returns the likelihood in percent that a heading is one; `None` if the weights do not judge it.
    pub(crate) fn confidence(&self, index: usize) -> Option<u8> {
        // The passes or its neighbours may accept it against the weights.
        self.likelihood(index).map(|(percent, survey)| {
            let is_article = self.articles.binary_search(&index).is_ok();
            let least = if is_article || survey.is_of_full_series(index) {
                FULL_SERIES_PERCENT
            } else {
                MIN_HEADING_PERCENT
            };
            percent.max(least)
        })
    }

    /// Returns the likelihood in percent that a rejected candidate is a heading, and the verdict if it is; `None` if that is
    /// hardly possible.
    pub(crate) fn doubt(&self, index: usize) -> Option<(u8, Verdict)> {
        let is_entry = self.toc_verdicts.get(index) == Some(&Verdict::Rejected);
        let (percent, survey) = self.likelihood(index).filter(|_| !is_entry)?;
        let percent = percent.min(MIN_HEADING_PERCENT - 1);
        let verdict = survey.verdict_if_heading(index, &self.verdicts);
        (percent >= MIN_DOUBTFUL_PERCENT && verdict.is_heading()).then_some((percent, verdict))
    }

    fn likelihood(&self, index: usize) -> Option<(u8, &Survey)> {
        let (survey, scores) = self.weighed.as_ref()?;
        let score = scores
            .get(index)
            .filter(|_| survey.fixed.get(index) == Some(&None))?;
        Some((learnt::percent(*score), survey))
    }

    /// Returns the series of a title that words with a number count, if it is one.
    pub(crate) fn counted(&self, index: usize) -> Option<CountedTitle> {
        let place = self.counted.binary_search_by_key(&index, |title| title.at);
        place.ok().and_then(|at| self.counted.get(at).copied())
    }

    /// Returns the candidates with their verdicts.
    fn lines<'s>(&'s mut self, scanned: &'s ScannedText) -> JudgedLines<'s> {
        let scores = self.weighed.as_ref().map(|(_, scores)| scores.as_slice());
        let scores = scores.unwrap_or_default();
        JudgedLines::new(scanned, &self.toc_verdicts, scores, &mut self.verdicts)
    }

    /// Removes the verdicts from candidate `index` on.
    pub(crate) fn truncate(&mut self, index: usize) {
        self.verdicts.truncate(index);
    }
}

/// Decides about all candidates. `listed` are titles from printed tables of contents further up.
pub(crate) fn judge(scanned: &ScannedText, listed: &ListedTitles) -> Judgement {
    let mut judged = judge_by_passes(scanned, listed);
    let is_marked = judged.essays.has_essays() || has_own_titles(scanned);
    let is_weighed = !is_marked && !scanned.is_page;
    if is_weighed && scanned.statistics.line_count >= MIN_LEARNT_LINES {
        judge_by_weights(scanned, &mut judged);
    }
    let mut outlying_titles = std::mem::take(&mut judged.outlying_titles);
    let (mut articles, mut note_headings) = (Vec::new(), Vec::new());
    let (mut counted, mut documents) = (Vec::new(), Vec::new());
    let mut lines = judged.lines(scanned);
    if is_weighed {
        neighbours::amend(&mut lines);
    }
    if !is_marked {
        articles = articles::find_articles(&lines);
        articles::accept(&mut lines, &articles);
        if !scanned.is_page {
            lone_steps::reject(&mut lines);
        }
        sentence_titles::accept(&mut lines, &mut outlying_titles);
        look_groups::accept(&mut lines);
        counted = counted_words::accept(&mut lines);
        isolated_titles::accept(&mut lines, &mut outlying_titles);
        // The title above a series is beside the other titles.
        let firsts = counted.iter().filter(|title| title.number == 1);
        firsts.for_each(|first| outlying_titles.remove_outer(first.at.wrapping_sub(1)));
        alike::accept(&mut lines);
        poems::accept(&mut lines, &mut outlying_titles);
        prefaces::accept(&mut lines);
        insets::reject(&mut lines);
        false_numbers::reject(&mut lines);
        title_block::reject(&mut lines, &counted);
        documents = documents::accept(&mut lines);
        note_headings = neighbours::finish(&mut lines);
    }
    neighbours::reject_doubled_titles(&mut lines);
    Judgement {
        outlying_titles,
        articles,
        note_headings,
        counted,
        documents,
        ..judged
    }
}

/// Replaces the verdicts of the passes by those of the learnt weights.
fn judge_by_weights(scanned: &ScannedText, judged: &mut Judgement) {
    let survey = learnt::survey(
        scanned,
        &judged.verdicts,
        &judged.toc_verdicts,
        &judged.listed_titles,
    );
    let scores = survey.scores(&scanned.candidates);
    decisions::decide(scanned, &survey, &scores, &mut judged.verdicts);
    apply_rules(scanned, &judged.toc_verdicts, &mut judged.verdicts);
    judged.weighed = Some((survey, scores));
}

/// Returns the measures of all candidates, and the verdicts of the passes.
pub(crate) fn survey(scanned: &ScannedText, listed: &ListedTitles) -> (Survey, Judgement) {
    let judged = judge_by_passes(scanned, listed);
    let survey = learnt::survey(
        scanned,
        &judged.verdicts,
        &judged.toc_verdicts,
        &judged.listed_titles,
    );
    (survey, judged)
}

/// Returns whether the text marks its titles itself.
pub(crate) fn has_own_titles(scanned: &ScannedText) -> bool {
    let is_marked = |candidate: &Candidate| matches!(candidate.style(), NumberStyle::Marked(_));
    scanned.candidates.iter().any(is_marked)
}

/// Decides by the passes, which leave short lines undecided.
fn judge_by_passes(all: &ScannedText, listed: &ListedTitles) -> Judgement {
    let (scanned, places) = all.without_short_lines();
    let scanned = &scanned;
    let mut verdicts = vec![Verdict::Undecided; scanned.candidates.len()];
    let mut listed_titles = printed_toc::reject_printed_toc(scanned, &mut verdicts);
    listed_titles.extend(listed);
    let toc_verdicts = verdicts.clone();
    tagged_titles::accept_tagged(scanned, &mut verdicts);
    numbered::judge_numbered(scanned, &mut verdicts);
    apply_rules(scanned, &toc_verdicts, &mut verdicts);
    let essays = essay_pages::detect_essays(scanned, &mut verdicts);
    let outlying_titles =
        unnumbered::judge_unnumbered(scanned, &mut verdicts, &essays, &listed_titles);
    apply_rules(scanned, &toc_verdicts, &mut verdicts);
    let spread = |verdicts: Vec<Verdict>| {
        let mut spread = vec![Verdict::Undecided; all.candidates.len()];
        for (place, verdict) in places.iter().zip(verdicts) {
            if let Some(slot) = spread.get_mut(*place) {
                *slot = verdict;
            }
        }
        spread
    };
    Judgement {
        verdicts: spread(verdicts),
        toc_verdicts: spread(toc_verdicts),
        listed_titles,
        essays: essays.moved_to(&places),
        outlying_titles: outlying_titles.moved_to(&places),
        articles: Vec::new(),
        note_headings: Vec::new(),
        counted: Vec::new(),
        documents: Vec::new(),
        weighed: None,
    }
}

/// Accepts the candidates that a rule of the reader names. It accepts an entry of a printed table of contents
/// only if the rule gives a level: rules without levels tend to match too much.
fn apply_rules(scanned: &ScannedText, toc_verdicts: &[Verdict], verdicts: &mut [Verdict]) {
    let all = scanned.candidates.iter().zip(toc_verdicts).zip(verdicts);
    for ((candidate, toc_verdict), verdict) in all {
        match (candidate.applied_rule, toc_verdict) {
            (AppliedRule::None, _) | (AppliedRule::Heading, Verdict::Rejected) => {}
            (AppliedRule::Heading | AppliedRule::Level(_), _) => *verdict = Verdict::WholeLine,
        }
    }
}
