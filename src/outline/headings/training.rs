//! Candidates of a text with their features, for the program that fits the weights.

use super::features::{FEATURE_NAMES, FEATURE_SIZES, feature_count, is_numbered};
use super::judge;
use super::learnt::weight_indices;
use super::printed_toc::ListedTitles;
use super::scan::HeadingScan;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::doc::Pos;

/// A text with its candidates and their features.
pub struct TrainingText {
    scanned: ScannedText,
    /// Candidates in the order of the text.
    pub lines: Vec<TrainingLine>,
}

/// Candidate as the training program sees it.
pub struct TrainingLine {
    /// Title that it would have.
    pub title: String,
    /// Whether its number is its main evidence.
    pub is_numbered: bool,
    /// Score, if the weights do not judge it.
    pub fixed_score: Option<f32>,
    /// Whether it belongs to a printed table of contents.
    pub is_entry: bool,
    /// Indices of its feature values among the weights.
    pub indices: Vec<usize>,
}

/// Returns the names of the features of numbered candidates, or of the others, with their numbers of values.
pub fn names(numbered: bool) -> Vec<(&'static str, usize)> {
    let sizes = FEATURE_SIZES.iter().copied().take(feature_count(numbered));
    FEATURE_NAMES.iter().copied().zip(sizes).collect()
}

impl TrainingText {
    /// Scans the lines of a text.
    pub fn of(text: &str) -> Self {
        let mut scan = HeadingScan::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            scan.push_line(Pos::new(0, at), line.trim_end_matches(['\n', '\r']));
            at += line.len() as u64;
        }
        let scanned = scan.scanned().clone();
        let (survey, passes) = judge::survey(&scanned, &ListedTitles::new());
        let lines = scanned
            .candidates
            .iter()
            .enumerate()
            .map(|(index, candidate)| {
                let row = survey.rows.get(index).into_iter();
                let numbered = is_numbered(candidate);
                let indices = row.flat_map(|row| weight_indices(row, numbered));
                let indices = indices.map(|(index, _)| index).collect();
                let mut title = String::new();
                let verdict = survey.verdict_if_heading(index, &passes.verdicts);
                scanned.write_title(index, verdict, &mut title);
                TrainingLine {
                    title,
                    is_numbered: is_numbered(candidate),
                    fixed_score: survey.fixed.get(index).copied().flatten(),
                    is_entry: passes.toc_verdicts.get(index) == Some(&Verdict::Rejected),
                    indices,
                }
            })
            .collect();
        Self { scanned, lines }
    }

    /// Returns whether the passes leave the text to the weights.
    pub fn is_judged(&self) -> bool {
        !judge::has_own_titles(&self.scanned)
    }
}
