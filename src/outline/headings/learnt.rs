//! Scores by learnt weights.
//!
//! The score of a candidate is the sum of the weights of its features ([`features`](super::features)), among them the
//! verdict of the passes, the shape of its series and the lines around it. The weights are in
//! [`super::weights`]; `examples/train_outline` fits them.

use super::candidate::{AdjacentLine, Candidate, LineOpening, LineRole};
use super::features::{
    FEATURE_SIZES, Feature, FeatureRow, evidence_kind, feature_count, is_numbered,
};
use super::line_ending::LineEnding;
use super::measure::{Measured, TextMeasures, measure};
use super::note_entries::note_entries;
use super::numbered_score::{TitleForm, title_form};
use super::printed_toc::{ListedTitles, entry_key};
use super::scanned_text::ScannedText;
use super::series::{Series, collect_series};
use super::verdict::Verdict;
use super::weights;
use crate::doc::explanation::{EvidenceKind, MAX_NAMED_KINDS_COUNT, WeighedEvidence};
use crate::outline::numbering::{NumberStyle, is_unit};
use std::collections::{BTreeMap, HashMap};

/// Score of a candidate that cannot be a heading.
const EXCLUDED_SCORE: f32 = -6.0;
/// Score of a candidate that the text or the reader marks as a heading.
const CERTAIN_SCORE: f32 = 5.0;
/// Score above which a candidate is a heading: a false heading disturbs more than a missing one.
pub(super) const MIN_SCORE: f32 = 0.2;
/// Longest first phrase of a line that goes on, in characters.
const MAX_PHRASE_CHARS: u16 = 44;
/// Largest number of characters for each blank in lines of words.
const WORD_CHARS: u32 = 7;
/// Share of its series in the score of a numbered candidate.
const SERIES_SHARE: f32 = 0.7;
/// Share of the lines in places like its own in the score of a candidate without a number.
const PLACE_SHARE: f32 = 0.2;
/// Largest score that counts in the mean of a series or place.
const MAX_POOLED_SCORE: f32 = 4.0;
/// Minimum members of a series whose completeness is evidence.
const MIN_FULL_SERIES_COUNT: usize = 3;
/// Weights per unit of score.
const WEIGHT_SCALE: f32 = 100.0;

/// Measures of all candidates.
pub(crate) struct Survey {
    pub(crate) rows: Vec<FeatureRow>,
    pub(crate) forms: Vec<TitleForm>,
    /// Scores of the candidates that the weights do not judge.
    pub(crate) fixed: Vec<Option<f32>>,
    /// Series of the numbered candidates.
    pub(crate) series: Vec<Series>,
    /// Index of the series of each candidate.
    owners: Vec<Option<usize>>,
}

/// Measures all candidates. `earlier` are the verdicts of the passes, `entries` whether a candidate is an entry of a
/// printed table of contents, `listed` the titles that such tables list.
pub(crate) fn survey(
    scanned: &ScannedText,
    earlier: &[Verdict],
    entries: &[Verdict],
    listed: &ListedTitles,
) -> Survey {
    let candidates = &scanned.candidates;
    let wrap = scanned.statistics.wrap_width();
    let form = |(at, candidate): (usize, &Candidate)| match earlier.get(at) {
        Some(Verdict::LeadPhrase(bytes)) => TitleForm::LeadPhrase(*bytes),
        _ if is_numbered(candidate) => numbered_form(scanned, candidate),
        _ => TitleForm::WholeLine,
    };
    let forms: Vec<TitleForm> = candidates.iter().enumerate().map(form).collect();
    let (series, owners) = collect_series(candidates, &forms, &scanned.statistics);
    let mut occurrences: HashMap<u64, usize> = HashMap::new();
    for candidate in candidates {
        *occurrences.entry(candidate.key).or_insert(0) += 1;
    }
    let runs = runs(candidates);
    let notes = note_entries(scanned);
    let text = TextMeasures::of(&scanned.statistics);
    let mut fixed = Vec::with_capacity(candidates.len());
    let rows = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| {
            let verdict =
                |verdicts: &[Verdict]| verdicts.get(at).copied().unwrap_or(Verdict::Undecided);
            let form = forms.get(at).copied().unwrap_or(TitleForm::WholeLine);
            let titled_above =
                at.checked_sub(1).and_then(|at| earlier.get(at)) == Some(&Verdict::SplitTitle);
            let is_certain = !is_judged(candidate) && verdict(earlier).is_heading();
            let is_out = titled_above
                || !is_judged(candidate)
                || is_excluded(candidate, form, wrap)
                || verdict(entries) == Verdict::Rejected
                || notes.get(at) == Some(&true);
            let certain = is_certain.then_some(CERTAIN_SCORE);
            let score = certain.or(is_out.then_some(EXCLUDED_SCORE));
            fixed.push(score);
            if score.is_some() {
                return FeatureRow::default();
            }
            let measured = Measured {
                candidate,
                words: scanned.title(candidate),
                earlier: verdict(earlier),
                form,
                series: owners
                    .get(at)
                    .copied()
                    .flatten()
                    .and_then(|index| series.get(index)),
                occurrences: occurrences.get(&candidate.key).copied().unwrap_or(1),
                is_listed: listed.contains(&entry_key(candidate)),
                run: runs.get(at).copied().unwrap_or_default(),
                wrap,
            };
            measure(&measured, &text)
        })
        .collect();
    Survey {
        rows,
        forms,
        fixed,
        series,
        owners,
    }
}

/// Returns the part of a numbered line that is its title. A first phrase also counts if the line goes on in the next.
fn numbered_form(scanned: &ScannedText, candidate: &Candidate) -> TitleForm {
    let form = title_form(scanned, candidate);
    let shape = &candidate.shape;
    let goes_on =
        candidate.next_line.end != LineEnding::NoLine && candidate.next_line.blank_lines == 0;
    let has_phrase =
        shape.lead_chars > 0 && shape.lead_chars <= MAX_PHRASE_CHARS && shape.stops == 1;
    match form {
        TitleForm::NoTitle | TitleForm::WholeLine
            if goes_on && has_phrase && !is_unit(candidate.style()) =>
        {
            TitleForm::LeadPhrase(shape.lead_bytes)
        }
        form => form,
    }
}

/// Returns how many candidates precede and follow each without text or empty lines between, at most 6.
fn runs(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let tight: Vec<bool> = candidates
        .iter()
        .zip(candidates.iter().skip(1))
        .map(|(a, b)| b.line_index == a.line_index + 1 && b.prev_line.blank_lines == 0)
        .collect();
    let is_tight = |at: usize| tight.get(at) == Some(&true);
    (0..candidates.len())
        .map(|at| {
            let before = (1..=6.min(at))
                .take_while(|back| is_tight(at - back))
                .count();
            let after = (0..6).take_while(|ahead| is_tight(at + ahead)).count();
            (before, after)
        })
        .collect()
}

/// Returns whether a line cannot be a heading: it continues a hard-wrapped line, goes on in the next one, or is an
/// item that ends in a comma or semicolon.
fn is_excluded(candidate: &Candidate, form: TitleForm, wrap: Option<u16>) -> bool {
    let (before, after) = (&candidate.prev_line, &candidate.next_line);
    // Lines of Korean end with a word.
    let has_words = u32::from(candidate.shape.chars) * 2
        >= u32::from(candidate.shape.cells) + u32::from(candidate.shape.chars) / WORD_CHARS;
    let slack = |wrap: u16| if has_words { wrap / 6 } else { 3 };
    let full = |cells: u16, indent: u8| {
        wrap.is_some_and(|wrap| cells + u16::from(indent) + slack(wrap) >= wrap)
    };
    let open = |end: LineEnding| {
        matches!(
            end,
            LineEnding::Unpunctuated | LineEnding::Comma | LineEnding::Semicolon
        )
    };
    let continues = before.blank_lines == 0
        && before.opening != LineOpening::Rule
        && full(before.cells, before.indent)
        && open(before.end)
        && candidate.indent <= before.indent + 1;
    let goes_on = !is_numbered(candidate)
        && after.end != LineEnding::NoLine
        && after.blank_lines == 0
        && open(candidate.shape.end)
        && full(candidate.shape.cells, candidate.indent)
        && after.indent <= candidate.indent + 1;
    let item = form == TitleForm::WholeLine
        && matches!(
            candidate.shape.end,
            LineEnding::Comma | LineEnding::Semicolon
        );
    continues || goes_on || item || form == TitleForm::NoTitle
}

/// Returns the indices of the weights of a row, with the index of its feature and its value; the last one is the bias.
pub(crate) fn weight_indices(
    row: &FeatureRow,
    numbered: bool,
) -> impl Iterator<Item = (usize, Option<(usize, u8)>)> {
    let count = feature_count(numbered);
    let features = row.0.iter().zip(FEATURE_SIZES).take(count).enumerate();
    let mut offset = 0;
    let own = features.map(move |(feature, (value, size))| {
        let index = offset + usize::from(*value);
        offset += size;
        (index, Some((feature, *value)))
    });
    let bias = FEATURE_SIZES.iter().take(count).sum();
    own.chain([(bias, None)])
}

impl Survey {
    /// Returns whether a candidate is a chapter of a series from 1 without gaps.
    pub(crate) fn is_of_full_series(&self, at: usize) -> bool {
        let style = self.rows.get(at).map(|row| row.get(Feature::Style));
        let series = self.owners.get(at).copied().flatten();
        let series = series.and_then(|index| self.series.get(index));
        style == Some(2)
            && series.is_some_and(|series| {
                series.count >= MIN_FULL_SERIES_COUNT
                    && series.starts_at_first
                    && series.gap_share == 0.0
            })
    }

    /// Returns the verdict about a candidate that is a heading; `earlier` are the verdicts of the passes.
    pub(crate) fn verdict_if_heading(&self, at: usize, earlier: &[Verdict]) -> Verdict {
        match (earlier.get(at), self.forms.get(at)) {
            (Some(verdict), _) if verdict.is_heading() => *verdict,
            (_, Some(TitleForm::NoTitle) | None) => Verdict::Rejected,
            (_, Some(TitleForm::WholeLine)) => Verdict::WholeLine,
            (_, Some(TitleForm::JoinedLines)) => Verdict::JoinedLines,
            (_, Some(TitleForm::LeadPhrase(bytes))) => Verdict::LeadPhrase(*bytes),
        }
    }

    /// Returns the score of every candidate: the logarithm of its odds to be a heading.
    pub(crate) fn scores(&self, candidates: &[Candidate]) -> Vec<f32> {
        let score = |(at, (row, candidate)): (usize, (&FeatureRow, &Candidate))| {
            if let Some(score) = self.fixed.get(at).copied().flatten() {
                return score;
            }
            let numbered = is_numbered(candidate);
            let indices = weight_indices(row, numbered);
            indices.map(|(index, _)| weight(numbered, index)).sum()
        };
        let mut scores: Vec<f32> = self
            .rows
            .iter()
            .zip(candidates)
            .enumerate()
            .map(score)
            .collect();
        self.pool_series(candidates, &mut scores);
        self.pool_places(candidates, &mut scores);
        scores
    }

    /// Moves the scores of the members of each series together: a series is a list or not as a whole. The articles of
    /// a text are one series, although those of its supplementary provisions begin at 1 again.
    fn pool_series(&self, candidates: &[Candidate], scores: &mut [f32]) {
        let is_judged = |at: &&usize| self.fixed.get(**at) == Some(&None);
        let is_article = |at: &usize| {
            candidates
                .get(*at)
                .is_some_and(|c| c.style() == NumberStyle::Unit('条'))
        };
        let mut articles = Vec::new();
        for series in &self.series {
            let members = series.members.iter().filter(is_judged).copied();
            if series.members.first().is_some_and(is_article) {
                articles.extend(members);
            } else {
                move_together(scores, &members.collect::<Vec<_>>(), SERIES_SHARE);
            }
        }
        move_together(scores, &articles, SERIES_SHARE);
    }

    /// Moves the scores of lines without a number together that have the same indent and empty lines around them:
    /// titles look alike.
    fn pool_places(&self, candidates: &[Candidate], scores: &mut [f32]) {
        let mut places: BTreeMap<(u8, u8, u8), Vec<usize>> = BTreeMap::new();
        for (at, (candidate, fixed)) in candidates.iter().zip(&self.fixed).enumerate() {
            if fixed.is_none() && !is_numbered(candidate) {
                let blanks = |line: &AdjacentLine, most: u8| line.blank_lines.min(most);
                let (before, after) = (&candidate.prev_line, &candidate.next_line);
                let place = (candidate.indent, blanks(before, 3), blanks(after, 2));
                places.entry(place).or_default().push(at);
            }
        }
        for members in places.values().filter(|members| members.len() > 2) {
            move_together(scores, members, PLACE_SHARE);
        }
    }
}

/// Moves each score of `members` towards their mean by a share of the difference.
fn move_together(scores: &mut [f32], members: &[usize], share: f32) {
    let own = |at: &usize| scores.get(*at).copied().unwrap_or(0.0);
    let bounded = |at: &usize| own(at).clamp(-MAX_POOLED_SCORE, MAX_POOLED_SCORE);
    let mean = members.iter().map(bounded).sum::<f32>() / members.len().max(1) as f32;
    for at in members {
        if let Some(score) = scores.get_mut(*at) {
            *score += share * (mean - *score);
        }
    }
}

/// Returns a learnt weight.
fn weight(numbered: bool, index: usize) -> f32 {
    let table = if numbered {
        weights::NUMBERED
    } else {
        weights::UNNUMBERED
    };
    table
        .get(index)
        .copied()
        .map_or(0.0, |weight| f32::from(weight) / WEIGHT_SCALE)
}

/// Returns the likelihood of a heading in percent.
pub(crate) fn percent(score: f32) -> u8 {
    (100.0 / (1.0 + (MIN_SCORE - score).exp())).clamp(1.0, 99.0) as u8
}

/// Minimum sum of weights that an explanation names.
const MIN_NAMED_WEIGHT: f32 = 0.25;

/// Returns the strongest evidence about a candidate; `None` if the weights do not judge it.
pub(crate) fn evidence(
    survey: &Survey,
    candidate: &Candidate,
    at: usize,
    score: f32,
) -> Option<WeighedEvidence> {
    let row = survey
        .rows
        .get(at)
        .filter(|_| survey.fixed.get(at) == Some(&None))?;
    let numbered = is_numbered(candidate);
    let mut sums: Vec<(EvidenceKind, f32)> = Vec::new();
    for (index, feature) in weight_indices(row, numbered) {
        let own = weight(numbered, index);
        let kind = feature.and_then(|(feature, value)| evidence_kind(feature, value, numbered));
        let Some(kind) = kind else {
            continue;
        };
        match sums.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, sum)) => *sum += own,
            None => sums.push((kind, own)),
        }
    }
    let strongest = |sign: f32| {
        let mut kinds: Vec<(EvidenceKind, f32)> = sums
            .iter()
            .map(|(kind, sum)| (*kind, sum * sign))
            .filter(|(_, sum)| *sum >= MIN_NAMED_WEIGHT)
            .collect();
        kinds.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        let mut named = [None; MAX_NAMED_KINDS_COUNT];
        for (slot, (kind, _)) in named.iter_mut().zip(kinds) {
            *slot = Some(kind);
        }
        named
    };
    Some(WeighedEvidence {
        supports: strongest(1.0),
        opposes: strongest(-1.0),
        percent: percent(score),
    })
}

/// Returns whether the weights judge a candidate at all. Marked titles are headings without them.
pub(super) fn is_judged(c: &Candidate) -> bool {
    matches!(
        c.role,
        LineRole::Title | LineRole::Keyword(_) | LineRole::ShortLine
    ) && !matches!(
        c.style(),
        NumberStyle::Marked(_)
            | NumberStyle::Underlined(_)
            | NumberStyle::Tagged(_)
            | NumberStyle::RuleTitle(_)
    )
}
