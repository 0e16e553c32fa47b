//! The outline as a list: visible rows, folding and cursor. Articles of a law (第N条) form a level so fine that large
//! numbers of them start out folded.

use super::folds::{Fold, Folds, article_parents};
use crate::doc::{Heading, Outline};
use crate::search::word_filter::WordFilter;
use crate::text::ordinal::NumberName;
use crate::text::script::TextLang;
use crate::text::units::Cells;

/// Visibility of the outline pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaneVisibility {
    /// Next to the text, if the screen is wide enough.
    Shown,
    /// Never shown.
    Hidden,
}

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
    /// Width of the pane; `None` for that of its titles.
    pub width: Option<Cells>,
    /// Configured width, to which the reader can return.
    configured_width: Option<Cells>,
    folds: Folds,
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
            width: None,
            configured_width: None,
            folds: Folds::default(),
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
    /// Sets the configured width; 0 hides the pane, `None` makes it as wide as its titles.
    pub fn configure_width(&mut self, width: Option<Cells>) {
        if width == Some(Cells(0)) {
            self.pane = PaneVisibility::Hidden;
        } else {
            self.pane = PaneVisibility::Shown;
            self.width = width;
            self.configured_width = width;
        }
    }

    /// Returns to the configured width.
    pub fn reset_width(&mut self) {
        self.width = self.configured_width;
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

    /// Returns whether the rows below a heading are hidden. A filter overrides all folding.
    pub fn is_folded(&self, heading: &Heading) -> bool {
        self.filter.is_empty() && self.folds.is_folded(heading)
    }

    /// Sets another outline, with the level of its essays or chapters.
    pub fn set_outline(&mut self, outline: &Outline, top_level: u8) {
        self.folds.set_outline(outline, top_level);
        self.rebuild_rows(outline);
    }

    /// Sets the heading whose section is being read; its essay or chapter opens and the one before folds.
    pub fn set_reading(&mut self, outline: &Outline, section: Option<usize>) {
        if self.folds.set_reading(outline, section) {
            self.rebuild_rows(outline);
        }
    }

    /// Folds or unfolds the articles of a law. Returns their new visibility.
    pub fn toggle_articles(&mut self, outline: &Outline) -> ArticleRows {
        let over = article_parents(outline);
        let headings = outline.headings.iter();
        let mut over_rows = headings.filter(|h| over.binary_search(&h.pos).is_ok());
        let (rows, fold) = if over.is_empty() {
            (ArticleRows::None, Fold::Open)
        } else if over_rows.all(|heading| self.folds.is_folded(heading)) {
            (ArticleRows::Shown, Fold::Open)
        } else {
            (ArticleRows::Folded, Fold::Folded)
        };
        for pos in over {
            self.folds.set(pos, fold);
        }
        self.rebuild_rows(outline);
        rows
    }

    /// Rebuilds the rows after a change; the cursor stays on its heading.
    pub fn rebuild_rows(&mut self, outline: &Outline) {
        let selected = self.selected();
        self.matches = matching_headings(outline, &self.filter);
        self.rows = if self.filter.is_empty() {
            unfolded_rows(outline, &self.folds)
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
            let first = best_match(outline, filter, &self.matches);
            self.cursor = first.and_then(|first| self.row_of(first)).unwrap_or(0);
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
        let margin = edge_margin(height);
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
        let Some((selected, heading)) = self.selected_heading(outline) else {
            return;
        };
        if has_children(outline, selected) && !self.folds.is_folded(heading) {
            self.folds.set(heading.pos, Fold::Folded);
            self.rebuild_rows(outline);
        } else if let Some(parent) = outline.parent(selected) {
            self.select(parent);
        }
    }

    /// Unfolds the heading under the cursor.
    pub fn unfold(&mut self, outline: &Outline) {
        if let Some((_, heading)) = self.selected_heading(outline) {
            self.folds.set(heading.pos, Fold::Open);
            self.rebuild_rows(outline);
        }
    }

    /// Folds or unfolds the heading under the cursor.
    pub fn toggle_fold(&mut self, outline: &Outline) {
        match self.selected_heading(outline) {
            Some((row, _)) if !has_children(outline, row) => {}
            Some((_, heading)) if self.is_folded(heading) => self.unfold(outline),
            Some(_) => self.fold(outline),
            None => {}
        }
    }

    /// Returns the heading under the cursor with its index.
    fn selected_heading<'o>(&self, outline: &'o Outline) -> Option<(usize, &'o Heading)> {
        let selected = self.selected()?;
        Some((selected, outline.headings.get(selected)?))
    }

    /// Folds every heading of `level` or deeper that has children: with 2, levels 1 and 2 stay visible.
    pub fn fold_from(&mut self, level: u8, outline: &Outline) {
        for (index, heading) in outline.headings.iter().enumerate() {
            if has_children(outline, index) {
                let fold = if heading.level >= level {
                    Fold::Folded
                } else {
                    Fold::Open
                };
                self.folds.set(heading.pos, fold);
            }
        }
        self.rebuild_rows(outline);
    }

    /// Unfolds everything.
    pub fn unfold_all(&mut self, outline: &Outline) {
        self.fold_from(u8::MAX, outline);
    }
}

/// Returns the rows between the cursor and the edge of a pane of `height` rows.
pub fn edge_margin(height: usize) -> usize {
    (height / 4).min(3)
}

/// Returns whether a heading has headings below it.
pub fn has_children(outline: &Outline, index: usize) -> bool {
    match (outline.headings.get(index), outline.headings.get(index + 1)) {
        (Some(this), Some(next)) => next.level > this.level,
        _ => false,
    }
}

/// Returns the headings that no fold hides.
fn unfolded_rows(outline: &Outline, folds: &Folds) -> Vec<u32> {
    let mut hidden_below = None;
    let mut rows = Vec::with_capacity(outline.headings.len());
    for (i, heading) in outline.headings.iter().enumerate() {
        if hidden_below.is_some_and(|level| heading.level > level) {
            continue;
        }
        hidden_below = folds.is_folded(heading).then_some(heading.level);
        rows.push(i as u32);
    }
    rows
}

/// Returns the headings whose title contains the filter, whose own number it names, or whose section number (`2.3`)
/// begins with it. A number that headings have as their own is not also the beginning of section numbers.
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
    let name = NumberName::parse(filter);
    let is_named = |heading: &Heading| name.as_ref().is_some_and(|name| name.names(&heading.title));
    let is_whole = outline.headings.iter().any(is_named);
    let headings = outline.headings.iter().enumerate();
    let found = headings.filter(|(index, heading)| {
        let title = &heading.title;
        let is_here = || {
            numbers
                .get(*index)
                .is_some_and(|number| *number == wanted || !is_whole && number.starts_with(&wanted))
        };
        is_named(heading)
            || is_here()
            || normalise_text(title).contains(&wanted)
            || !words.is_empty() && words.matches(title, TextLang::Other)
    });
    found.map(|(index, _)| index).collect()
}

/// Returns the heading of `matches` that is meant first: the outermost whose own number is the filter, or the first.
fn best_match(outline: &Outline, filter: &str, matches: &[usize]) -> Option<usize> {
    let name = NumberName::parse(filter);
    let numbered = matches.iter().copied().filter_map(|index| {
        let heading = outline.headings.get(index)?;
        let is_named = name.as_ref()?.names(&heading.title);
        is_named.then_some((heading.level, index))
    });
    let best = numbered.min().map(|(_, index)| index);
    best.or_else(|| matches.first().copied())
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
