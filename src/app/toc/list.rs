//! The outline as a list: visible rows, folding and cursor. Articles of a law (第N条) form a level so fine that large
//! numbers of them start out folded.

use crate::doc::{Heading, Outline, Pos};
use crate::outline::numbering::{self, NumberStyle};
use crate::search::word_filter::WordFilter;
use crate::text::script::TextLang;
use crate::text::units::Cells;
use std::collections::HashSet;

/// Default width of the pane in cells.
pub const DEFAULT_PANE_CELLS: Cells = Cells(26);

/// Visibility of the outline pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaneVisibility {
    /// Next to the text, if the screen is wide enough.
    Shown,
    /// Never shown.
    Hidden,
}

/// Number of law articles from which they start out folded.
const MIN_FOLDED_ARTICLE_COUNT: usize = 30;

/// Visibility of the articles of a law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleRows {
    /// At least some articles are visible.
    Shown,
    /// All articles are folded.
    Folded,
    /// No heading has only articles below it.
    None,
}

/// The outline as a list.
#[derive(Clone, Debug)]
pub struct OutlineList {
    /// Visibility of the pane.
    pub pane: PaneVisibility,
    /// Width of the pane.
    pub width: Cells,
    folded: HashSet<Pos>,
    /// Parents of articles that were folded automatically when first seen.
    auto_folded: HashSet<Pos>,
    filter: String,
    /// Indices of the visible headings, ascending; 32 bits save memory in outlines of a hundred thousand headings.
    rows: Vec<u32>,
    /// Rows that match the filter; the others are their ancestors.
    matches: Vec<usize>,
    cursor: usize,
    top: usize,
    /// Row of the cursor when the rows were scrolled without it; they stay until the cursor moves.
    held_cursor: Option<usize>,
}

impl Default for OutlineList {
    fn default() -> Self {
        Self {
            pane: PaneVisibility::Shown,
            width: DEFAULT_PANE_CELLS,
            folded: HashSet::new(),
            auto_folded: HashSet::new(),
            filter: String::new(),
            rows: Vec::new(),
            matches: Vec::new(),
            cursor: 0,
            top: 0,
            held_cursor: None,
        }
    }
}

impl OutlineList {
    /// Sets the configured width; 0 hides the pane.
    pub fn set_width(&mut self, width: Cells) {
        if width.0 == 0 {
            self.pane = PaneVisibility::Hidden;
        } else {
            self.width = width;
        }
    }

    /// Returns the indices of the visible headings.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Returns the row of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns the first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Returns the index of the heading under the cursor.
    pub fn selected(&self) -> Option<usize> {
        self.rows.get(self.cursor).map(|&index| index as usize)
    }

    /// Whether the rows below a heading are hidden. A filter overrides all folding.
    pub fn is_folded(&self, pos: Pos) -> bool {
        self.filter.is_empty() && self.folded.contains(&pos)
    }

    /// Sets another outline. Parents of many articles are folded when first seen.
    pub fn set_outline(&mut self, outline: &Outline) {
        let over = article_parents(outline);
        if over.len() > 1 && article_count(outline) >= MIN_FOLDED_ARTICLE_COUNT {
            let new = over.into_iter().filter(|pos| self.auto_folded.insert(*pos));
            self.folded.extend(new);
        }
        self.rebuild_rows(outline);
    }

    /// Folds or unfolds the articles of a law. Returns their new visibility.
    pub fn toggle_articles(&mut self, outline: &Outline) -> ArticleRows {
        let over = article_parents(outline);
        let now = if over.is_empty() {
            ArticleRows::None
        } else if over.iter().all(|pos| self.folded.contains(pos)) {
            ArticleRows::Shown
        } else {
            ArticleRows::Folded
        };
        match now {
            ArticleRows::Shown => over.iter().for_each(|pos| {
                self.folded.remove(pos);
            }),
            ArticleRows::Folded => self.folded.extend(over),
            ArticleRows::None => {}
        }
        self.rebuild_rows(outline);
        now
    }

    /// Rebuilds the rows after a change; the cursor stays on its heading.
    pub fn rebuild_rows(&mut self, outline: &Outline) {
        let selected = self.selected();
        self.matches = matching_headings(outline, &self.filter);
        self.rows = if self.filter.is_empty() {
            unfolded_rows(outline, &self.folded)
        } else {
            rows_with_ancestors(outline, &self.matches)
        };
        if let Some(selected) = selected {
            self.select(selected);
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
    }

    /// Filters the headings; an empty filter shows all.
    pub fn set_filter(&mut self, filter: &str, outline: &Outline) {
        filter.clone_into(&mut self.filter);
        self.rebuild_rows(outline);
        if !filter.is_empty() {
            self.cursor = self
                .matches
                .first()
                .and_then(|&first| self.row_of(first))
                .unwrap_or(0);
            self.top = 0;
        }
    }

    /// Moves the cursor to a heading, or to the visible row above that hides it.
    pub fn select(&mut self, heading: usize) {
        self.cursor = self.row_of(heading).unwrap_or(0);
    }

    /// Returns the row of a heading, or the nearest visible row before it.
    pub fn row_of(&self, heading: usize) -> Option<usize> {
        self.rows
            .partition_point(|&row| row as usize <= heading)
            .checked_sub(1)
    }

    /// Returns the number of headings that match the filter.
    pub fn match_count(&self) -> usize {
        self.matches.len()
    }

    /// Moves the cursor by rows, stopping at both ends.
    pub fn move_cursor(&mut self, by: i64) {
        let last = self.rows.len().saturating_sub(1) as i64;
        self.cursor = (self.cursor as i64).saturating_add(by).clamp(0, last) as usize;
    }

    /// Scrolls until the cursor is among the `height` rows on the screen, with a margin.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        let margin = (height / 4).min(3);
        let highest = self.rows.len().saturating_sub(height);
        if self.held_cursor == Some(self.cursor) {
            self.top = self.top.min(highest);
            return;
        }
        self.held_cursor = None;
        let least = (self.cursor + margin + 1).saturating_sub(height);
        let most = self.cursor.saturating_sub(margin);
        self.top = self.top.clamp(least, most.max(least)).min(highest);
    }

    /// Scrolls by rows, with `height` of them on the screen. The cursor stays, even out of sight.
    pub fn scroll(&mut self, by: i64, height: usize) {
        let highest = self.rows.len().saturating_sub(height) as i64;
        self.top = (self.top as i64).saturating_add(by).clamp(0, highest) as usize;
        self.held_cursor = Some(self.cursor);
    }

    /// Moves the cursor to a row.
    pub fn select_row(&mut self, row: usize) {
        self.cursor = row.min(self.rows.len().saturating_sub(1));
    }

    /// Folds the heading under the cursor; moves to its parent if it cannot be folded further.
    pub fn fold(&mut self, outline: &Outline) {
        let Some(selected) = self.selected() else {
            return;
        };
        let pos = pos_of(outline, selected);
        if has_children(outline, selected) && !self.folded.contains(&pos) {
            self.folded.insert(pos);
            self.rebuild_rows(outline);
        } else if let Some(parent) = outline.parent(selected) {
            self.select(parent);
        }
    }

    /// Unfolds the heading under the cursor.
    pub fn unfold(&mut self, outline: &Outline) {
        if let Some(selected) = self.selected() {
            self.folded.remove(&pos_of(outline, selected));
            self.rebuild_rows(outline);
        }
    }

    /// Folds or unfolds the heading under the cursor.
    pub fn toggle_fold(&mut self, outline: &Outline) {
        match self.selected() {
            Some(row) if self.is_folded(pos_of(outline, row)) => self.unfold(outline),
            Some(row) if has_children(outline, row) => self.fold(outline),
            _ => {}
        }
    }

    /// Folds every heading of `level` or deeper that has children: with 2, levels 1 and 2 stay visible.
    pub fn fold_from(&mut self, level: u8, outline: &Outline) {
        self.folded = (0..outline.headings.len())
            .filter(|&i| has_children(outline, i))
            .filter(|&i| outline.headings.get(i).is_some_and(|h| h.level >= level))
            .map(|i| pos_of(outline, i))
            .collect();
        self.rebuild_rows(outline);
    }

    /// Unfolds everything.
    pub fn unfold_all(&mut self, outline: &Outline) {
        self.folded.clear();
        self.rebuild_rows(outline);
    }
}

/// Whether a heading has headings below it.
pub fn has_children(outline: &Outline, index: usize) -> bool {
    match (outline.headings.get(index), outline.headings.get(index + 1)) {
        (Some(this), Some(next)) => next.level > this.level,
        _ => false,
    }
}

/// Whether a heading is a law article: 第N条.
fn is_law_article(heading: &Heading) -> bool {
    let mut head = heading.title.chars().take(12);
    head.any(|c| matches!(c, '条' | '條' | '조'))
        && numbering::parse_marker(&heading.title)
            .is_some_and(|m| m.style == NumberStyle::Unit('条'))
}

/// Returns the number of law articles.
fn article_count(outline: &Outline) -> usize {
    let headings = outline.headings.iter();
    headings.filter(|heading| is_law_article(heading)).count()
}

/// Returns the headings whose children are all law articles.
fn article_parents(outline: &Outline) -> Vec<Pos> {
    let mut over = Vec::new();
    for (at, heading) in outline.headings.iter().enumerate() {
        let below = outline.headings.iter().skip(at + 1);
        let mut below = below
            .take_while(|below| below.level > heading.level)
            .peekable();
        if below.peek().is_some() && below.all(is_law_article) {
            over.push(heading.pos);
        }
    }
    over
}

fn pos_of(outline: &Outline, index: usize) -> Pos {
    outline
        .headings
        .get(index)
        .map(|h| h.pos)
        .unwrap_or_default()
}

fn unfolded_rows(outline: &Outline, folded: &HashSet<Pos>) -> Vec<u32> {
    let mut hidden_below = None;
    let mut rows = Vec::with_capacity(outline.headings.len());
    for (i, heading) in outline.headings.iter().enumerate() {
        if hidden_below.is_some_and(|level| heading.level > level) {
            continue;
        }
        hidden_below = folded.contains(&heading.pos).then_some(heading.level);
        rows.push(i as u32);
    }
    rows
}

/// Returns the headings whose title contains the filter, or whose section number (`2.3`) begins with it.
fn matching_headings(outline: &Outline, filter: &str) -> Vec<usize> {
    let wanted = normalise_text(filter);
    if wanted.is_empty() {
        return Vec::new();
    }
    let is_number = wanted.chars().all(|c| c.is_ascii_digit() || c == '.');
    let numbers = if is_number {
        section_numbers(outline)
    } else {
        Vec::new()
    };
    let words = WordFilter::parse(filter);
    (0..outline.headings.len())
        .filter(|&i| {
            let title = outline.headings.get(i).map_or("", |heading| &heading.title);
            let is_found = !words.is_empty() && words.matches(title, TextLang::Other);
            let title = normalise_text(title);
            let is_here = numbers
                .get(i)
                .is_some_and(|number| number.starts_with(&wanted));
            is_here || title.contains(&wanted) || is_found
        })
        .collect()
}

/// Returns headings together with their ancestors, which show their context.
fn rows_with_ancestors(outline: &Outline, headings: &[usize]) -> Vec<u32> {
    let mut rows = Vec::with_capacity(headings.len());
    let mut path: Vec<(u8, usize)> = Vec::new();
    let mut wanted = headings.iter().copied().peekable();
    for (i, heading) in outline.headings.iter().enumerate() {
        while path
            .last()
            .is_some_and(|(level, _)| *level >= heading.level)
        {
            path.pop();
        }
        path.push((heading.level, i));
        if wanted.next_if_eq(&i).is_some() {
            let last = rows.last().copied();
            let above = path.iter().map(|(_, index)| *index as u32);
            rows.extend(above.filter(|index| last.is_none_or(|last| *index > last)));
        }
    }
    rows
}

/// Normalises text for the filter: lower case, full-width forms as ASCII, no blanks.
fn normalise_text(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns the section number of every heading, as in `2.3.1`.
fn section_numbers(outline: &Outline) -> Vec<String> {
    let mut path: Vec<(u8, u32)> = Vec::new();
    outline
        .headings
        .iter()
        .map(|heading| {
            while path.last().is_some_and(|(level, _)| *level > heading.level) {
                path.pop();
            }
            match path.last_mut() {
                Some((level, number)) if *level == heading.level => *number += 1,
                _ => path.push((heading.level, 1)),
            }
            let parts: Vec<String> = path.iter().map(|(_, number)| number.to_string()).collect();
            parts.join(".")
        })
        .collect()
}

#[cfg(test)]
mod tests;
