//! Rows of the outline on the screen: those of the list, and in the first rows their ancestors that lie above them.

use super::list::{OutlineList, edge_margin};
use crate::doc::{Heading, Outline};
use crate::text::units::Cells;
use crate::text::width::{Widths, text_width};
use crate::ui::toc_pane::row_cells;

/// Largest number of ancestors that stay in sight.
const MAX_ANCESTOR_ROWS: usize = 2;

/// A row of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaneRow {
    /// Index of the heading in the outline.
    pub heading: usize,
    /// Row in the list.
    pub row: usize,
    /// Whether it stays in sight for the sake of the rows below it.
    pub is_ancestor: bool,
}

/// Returns the rows of a pane of `height` rows.
pub fn pane_rows(list: &OutlineList, outline: &Outline, height: usize) -> Vec<PaneRow> {
    let mut rows = ancestors_above(list, outline, height);
    let covered = rows.len();
    let listed = list.rows().iter().enumerate().skip(list.top() + covered);
    let listed = listed.map(|(row, &heading)| PaneRow {
        heading: heading as usize,
        row,
        is_ancestor: false,
    });
    rows.extend(listed.take(height.saturating_sub(covered)));
    rows
}

/// Returns the ancestors to show in place of the first rows: the outermost and the nearest one of the first row below
/// them. No more rows are taken than the cursor keeps free above itself.
fn ancestors_above(list: &OutlineList, outline: &Outline, height: usize) -> Vec<PaneRow> {
    let most = MAX_ANCESTOR_ROWS.min(edge_margin(height));
    let candidates = (0..=most).map(|covered| {
        let first = list.top() + covered;
        let heading = list.rows().get(first).map(|&heading| heading as usize);
        let mut above: Vec<PaneRow> = Vec::new();
        let mut parent = heading.and_then(|heading| outline.parent(heading));
        while let Some(heading) = parent {
            if let Some(row) = list.row_of(heading).filter(|row| *row < first) {
                above.push(PaneRow {
                    heading,
                    row,
                    is_ancestor: true,
                });
            }
            parent = outline.parent(heading);
        }
        above.reverse();
        if above.len() > most {
            let inner = above.len() - (most.saturating_sub(1));
            above.drain(most.min(1)..inner);
        }
        above
    });
    let mut fitting = candidates
        .enumerate()
        .filter(|(at, above)| above.len() <= *at);
    fitting.next().map(|(_, above)| above).unwrap_or_default()
}

/// Number of headings that the width of the pane depends on. A limit keeps it steady while a long text is read in.
const MAX_MEASURED_HEADING_COUNT: usize = 512;

/// Returns the cells of the longest row. `remark` is that of an excerpt.
pub fn longest_row(outline: &Outline, remark: &str, widths: Widths) -> Cells {
    let cells = |heading: &Heading| {
        let remark = match &heading.entry {
            Some(entry) if entry.excerpt => text_width(remark, widths).0 + 1,
            _ => 0,
        };
        row_cells(
            &heading.title,
            heading.level.saturating_sub(1).into(),
            widths,
        ) + remark
    };
    let measured = outline.headings.iter().take(MAX_MEASURED_HEADING_COUNT);
    Cells(measured.map(cells).max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Pos;

    /// Returns the outline and the list of one essay with sections of four levels.
    fn deep() -> (Outline, OutlineList) {
        let levels = [1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1];
        let headings = levels.iter().enumerate().map(|(at, &level)| Heading {
            pos: Pos::new(0, at as u64),
            level,
            title: at.to_string().into(),
            ..Heading::default()
        });
        let outline = Outline {
            headings: headings.collect(),
            ..Outline::default()
        };
        let mut list = OutlineList::default();
        list.set_outline(&outline, 1);
        list.set_reading(&outline, Some(0));
        (outline, list)
    }

    #[test]
    fn ancestors_stay_in_sight_and_cover_neither_cursor_nor_end() {
        let (outline, mut list) = deep();
        for height in 1..20 {
            for cursor in 0..list.rows().len() {
                list.select_row(cursor);
                list.scroll_to_cursor(height);
                let rows = pane_rows(&list, &outline, height);
                let is_there = |row: &PaneRow| row.row == cursor;
                assert!(rows.iter().any(is_there), "{cursor} of {height}");
                assert!(rows.iter().is_sorted_by_key(|row| row.heading));
                assert!(rows.len() <= height);
            }
        }
        list.select_row(10);
        list.scroll_to_cursor(8);
        let rows = pane_rows(&list, &outline, 8);
        let ancestors: Vec<usize> = rows
            .iter()
            .filter(|row| row.is_ancestor)
            .map(|row| row.heading)
            .collect();
        assert_eq!(ancestors, [0, 2], "the essay and the nearest one");
        list.scroll(-100, 8);
        let rows = pane_rows(&list, &outline, 8);
        assert!(rows.iter().all(|row| !row.is_ancestor));
    }
}
