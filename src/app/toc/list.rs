//! The outline as a list: which rows are shown, what is folded, where the cursor is. The articles of a law
//! (第N条) are a level so fine that it is folded at first where there are many.

use crate::doc::{Heading, Outline, Pos};
use crate::outline::numbering::{self, NumberStyle};
use crate::text::units::Cells;
use std::collections::HashSet;

/// Default width of the pane.
pub const DEFAULT_PANE_CELLS: Cells = Cells(26);

/// Whether the pane is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaneVisibility {
    /// Beside the text, where the screen is wide enough.
    Shown,
    /// Not.
    Hidden,
}

/// Articles of a law from which on they are folded at first.
const MIN_FOLDED_ARTICLE_COUNT: usize = 30;

/// Whether the articles of a law are in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArticleRows {
    /// They are, or some of them.
    Shown,
    /// They are folded away.
    Folded,
    /// There are none below other headings.
    None,
}

/// The outline as a list.
#[derive(Clone, Debug)]
pub struct OutlineList {
    /// Whether the pane is shown.
    pub pane: PaneVisibility,
    /// Its width.
    pub width: Cells,
    folded: HashSet<Pos>,
    /// Headings over articles that were folded when they were first seen.
    auto_folded: HashSet<Pos>,
    filter: String,
    /// Indices of the headings shown, ascending.
    /// Indices; half as large as they might be, for outlines of a hundred thousand headings.
    rows: Vec<u32>,
    /// Those of them that match the filter; the others stand above these.
    matches: Vec<usize>,
    cursor: usize,
    top: usize,
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
        }
    }
}

impl OutlineList {
    /// Takes a configured width; 0 hides the pane.
    pub fn set_width(&mut self, width: Cells) {
        if width.0 == 0 {
            self.pane = PaneVisibility::Hidden;
        } else {
            self.width = width;
        }
    }

    /// Indices of the headings shown.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Row of the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// First row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The heading under the cursor.
    pub fn selected(&self) -> Option<usize> {
        self.rows.get(self.cursor).map(|&index| index as usize)
    }

    /// Whether the rows below a heading are hidden. While filtering nothing is folded.
    pub fn is_folded(&self, pos: Pos) -> bool {
        self.filter.is_empty() && self.folded.contains(&pos)
    }

    /// Takes another outline. Headings over many articles are folded when they are first seen.
    pub fn set_outline(&mut self, outline: &Outline) {
        let over = article_parents(outline);
        if over.len() > 1 && article_count(outline) >= MIN_FOLDED_ARTICLE_COUNT {
            let new = over.into_iter().filter(|pos| self.auto_folded.insert(*pos));
            self.folded.extend(new);
        }
        self.rebuild_rows(outline);
    }

    /// Folds the articles of a law away, or shows them; what is the case now.
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

    /// Makes the rows anew, after something has changed; the cursor stays on its heading.
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

    /// Shows only headings that match; an empty filter shows all.
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

    /// Puts the cursor on a heading, or on the row above it that hides it.
    pub fn select(&mut self, heading: usize) {
        self.cursor = self.row_of(heading).unwrap_or(0);
    }

    /// The row of a heading, or the nearest shown before it.
    pub fn row_of(&self, heading: usize) -> Option<usize> {
        self.rows
            .partition_point(|&row| row as usize <= heading)
            .checked_sub(1)
    }

    /// How many headings match the filter.
    pub fn match_count(&self) -> usize {
        self.matches.len()
    }

    /// Moves the cursor by rows, stopping at the ends.
    pub fn move_cursor(&mut self, by: i64) {
        let last = self.rows.len().saturating_sub(1) as i64;
        self.cursor = (self.cursor as i64).saturating_add(by).clamp(0, last) as usize;
    }

    /// Scrolls so that the cursor is among the `height` rows shown, with a margin.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        let margin = (height / 4).min(3);
        let highest = self.rows.len().saturating_sub(height);
        let least = (self.cursor + margin + 1).saturating_sub(height);
        let most = self.cursor.saturating_sub(margin);
        self.top = self.top.clamp(least, most.max(least)).min(highest);
    }

    /// Folds the heading under the cursor; if there is nothing to fold, goes to its parent.
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

    /// Folds everything of `level` and deeper that has something below it: with 2, levels 1 and 2 stay
    /// in sight.
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

/// Whether headings below a heading follow it.
pub fn has_children(outline: &Outline, index: usize) -> bool {
    match (outline.headings.get(index), outline.headings.get(index + 1)) {
        (Some(this), Some(next)) => next.level > this.level,
        _ => false,
    }
}

/// Whether a heading is an article: 第N条.
fn is_law_article(heading: &Heading) -> bool {
    let mut head = heading.title.chars().take(12);
    head.any(|c| matches!(c, '条' | '條' | '조'))
        && numbering::parse_marker(&heading.title)
            .is_some_and(|m| m.style == NumberStyle::Unit('条'))
}

/// How many articles there are.
fn article_count(outline: &Outline) -> usize {
    let headings = outline.headings.iter();
    headings.filter(|heading| is_law_article(heading)).count()
}

/// The headings right below which there are articles and nothing else.
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

/// Headings whose title holds the filter, or whose place in the tree (`2.3`) begins with it.
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
    (0..outline.headings.len())
        .filter(|&i| {
            let title = outline
                .headings
                .get(i)
                .map(|h| normalise_text(&h.title))
                .unwrap_or_default();
            let is_here = numbers
                .get(i)
                .is_some_and(|number| number.starts_with(&wanted));
            is_here || title.contains(&wanted)
        })
        .collect()
}

/// Headings and those they stand under, so that it can be seen where they belong.
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

/// Lower case, full-width forms as ASCII, no blanks.
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

/// The place of every heading in the tree, as `2.3.1`.
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
