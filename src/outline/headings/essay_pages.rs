//! Pages of several essays, each cut off with 查看全文 or a similar note, and the metadata of essays.

use super::candidate::{Candidate, LineRole};
use super::keywords::MetadataLineKind;
use super::line_ending::LineEnding;
use super::scanned_text::ScannedText;
use super::verdict::Verdict;
use crate::doc::TocEntry;

/// Essays of a page. Empty if the page is not a page of several.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageEssays {
    /// Candidates that are titles of essays, ascending.
    titles: Vec<usize>,
}

impl PageEssays {
    /// Returns whether the page has several essays.
    pub(crate) fn has_essays(&self) -> bool {
        !self.titles.is_empty()
    }

    /// Returns the same essays with the indices that `places` maps the titles to.
    pub(crate) fn moved_to(mut self, places: &[usize]) -> Self {
        for title in &mut self.titles {
            *title = places.get(*title).copied().unwrap_or(usize::MAX);
        }
        self
    }

    /// Returns whether an essay starts with candidate `at`.
    pub(crate) fn is_essay_start(&self, at: usize) -> bool {
        self.titles.binary_search(&at).is_ok()
    }

    /// Returns the metadata of the essay that starts with candidate `at`; `None` if none does.
    pub(crate) fn toc_entry(&self, scanned: &ScannedText, at: usize) -> Option<Box<TocEntry>> {
        let index = self.titles.binary_search(&at).ok()?;
        let end = self
            .titles
            .get(index + 1)
            .copied()
            .unwrap_or(scanned.candidates.len());
        let mut entry = TocEntry::default();
        for candidate in scanned.candidates.get(at + 1..end).unwrap_or_default() {
            match candidate.role {
                LineRole::Metadata(fact) => {
                    set_metadata(&mut entry, fact, scanned.title(candidate));
                }
                LineRole::ReadMore => entry.excerpt = true,
                LineRole::Title
                | LineRole::Keyword(_)
                | LineRole::TocHeading
                | LineRole::ShortLine => {}
            }
        }
        Some(Box::new(entry))
    }
}

fn set_metadata(entry: &mut TocEntry, fact: MetadataLineKind, value: &str) {
    let place = match fact {
        MetadataLineKind::Author => &mut entry.author,
        MetadataLineKind::Date => &mut entry.date,
        MetadataLineKind::Keywords => &mut entry.keywords,
        MetadataLineKind::Summary => &mut entry.summary,
        MetadataLineKind::Other => return,
    };
    place.get_or_insert_with(|| value.to_owned());
}

/// Finds the essays of a page by their closing notes (查看全文). There must be two notes at least.
pub(crate) fn detect_essays(scanned: &ScannedText, verdicts: &mut [Verdict]) -> PageEssays {
    let candidates = &scanned.candidates;
    let ends: Vec<usize> = (0..candidates.len())
        .filter(|&at| {
            candidates
                .get(at)
                .is_some_and(|c| c.role == LineRole::ReadMore)
        })
        .collect();
    let mut essays = PageEssays::default();
    if ends.len() < 2 {
        return essays;
    }
    let mut from = None;
    for end in ends {
        if let Some(title) = title_between(candidates, from, end) {
            essays.titles.push(title);
            if let Some(verdict) = verdicts.get_mut(title) {
                *verdict = Verdict::WholeLine;
            }
        }
        from = Some(end);
    }
    essays
}

/// Returns the title of the essay between two closing notes. It is the first line after the note `from`. At the
/// top of a page, after the page's own title and metadata, it is the last short line before the text.
fn title_between(candidates: &[Candidate], from: Option<usize>, to: usize) -> Option<usize> {
    if let Some(from) = from {
        let end = candidates.get(from)?;
        let at = from + 1;
        let title = candidates.get(at).filter(|_| at < to)?;
        return (title.line_index == end.line_index + 1 && is_title(title)).then_some(at);
    }
    let mut title = None;
    for (at, candidate) in candidates.iter().enumerate().take(to) {
        if candidate.line_index as usize != at {
            break;
        }
        match candidate.role {
            LineRole::Title if is_title(candidate) => title = Some(at),
            LineRole::Metadata(_) => {}
            LineRole::Title
            | LineRole::Keyword(_)
            | LineRole::TocHeading
            | LineRole::ShortLine
            | LineRole::ReadMore => {
                break;
            }
        }
    }
    title
}

fn is_title(candidate: &Candidate) -> bool {
    candidate.is_unnumbered()
        && matches!(
            candidate.shape.end,
            LineEnding::Unpunctuated | LineEnding::ExclamationOrQuestion
        )
}
