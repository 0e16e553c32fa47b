//! End of a page that is turned: no heading is its last row, and paragraphs are not split after or before one row.

use super::flow::{BlockRow, PageRow, SetBlock};
use super::line::Line;
use super::scene_break::is_scene_break;
use crate::doc::{BlockKind, Mark};

/// Rows below the page that the choice of its end looks at.
pub const LOOKAHEAD_ROWS: u32 = 8;
/// Rows of text that stay with their heading.
const MIN_ROWS_BELOW_HEADING: usize = 2;
/// Most rows left empty to keep lines of a paragraph together.
const MAX_WIDOW_ROWS: usize = 2;
/// Longest caption of an article, in bytes: twenty Han.
const MAX_CAPTION_BYTES: usize = 60;
/// Lines of a record that are counted: with as many it is no short one.
const ENOUGH_RECORD_ROWS: usize = 4;
/// Fewest rows of a page on which paragraphs are kept together.
const MIN_WIDOW_PAGE_ROWS: usize = 9;

/// Returns the number of rows that a page of at most `height` rows shows. `rows` are those from its top on, with
/// [`LOOKAHEAD_ROWS`] more if the text has them.
pub fn page_len(rows: &[PageRow], height: usize) -> usize {
    if rows.len() <= height {
        return rows.len();
    }
    let nearest = height.saturating_sub(MAX_WIDOW_ROWS).max(1)..=height;
    let is_whole = |&end: &usize| keeps_heading(rows, end) && keeps_paragraph(rows, end);
    let cares_for_widows = height >= MIN_WIDOW_PAGE_ROWS;
    let least = (height - height / 3).max(1);
    nearest
        .rev()
        .filter(|_| cares_for_widows)
        .find(is_whole)
        .or_else(|| (least..=height).rev().find(|&end| keeps_heading(rows, end)))
        .unwrap_or(height)
}

/// Returns the index of the first row of a chapter of a book that begins below text, within the first `height` rows and
/// the row below them. A page that is turned ends above it.
pub fn chapter_break(rows: &[PageRow], height: usize) -> Option<usize> {
    chapter_starts(rows).find(|start| (1..=height).contains(start))
}

/// Returns the index of the first row of the last chapter of a book that begins below text; 0 if none does.
pub fn last_chapter(rows: &[PageRow]) -> usize {
    chapter_starts(rows).last().unwrap_or_default()
}

/// Returns the indices of the rows with which chapters begin, below the first row with text.
fn chapter_starts(rows: &[PageRow]) -> impl Iterator<Item = usize> {
    let text = rows.iter().position(|row| !is_empty(row));
    let text = text.unwrap_or(rows.len());
    let pairs = rows.windows(2).enumerate().skip(text);
    pairs.filter_map(|(index, pair)| {
        let [above, row] = pair else { return None };
        (row.block.opens_chapter && above.id.block != row.id.block).then_some(index + 1)
    })
}

/// Returns the index of the first row that may begin a page, from `start` on: not an empty one, but for the row above a
/// title. `None` if all are empty.
pub fn page_head(rows: &[PageRow], start: usize) -> Option<usize> {
    let text = rows.iter().skip(start).position(|row| !is_empty(row));
    let first = start + text?;
    let is_title = rows
        .get(first)
        .is_some_and(|row| row.block.kind == BlockKind::Heading(super::TITLE_RANK));
    let is_name = rows
        .get(first)
        .is_some_and(|row| matches!(row.row(), BlockRow::FileName(_)));
    let air = rows.get(first).map_or(0, |row| {
        let shown = row.id.row.min(row.block.title_air());
        if is_title || is_name {
            shown as usize
        } else {
            0
        }
    });
    Some(first.saturating_sub(air).max(start))
}

fn is_empty(row: &PageRow) -> bool {
    matches!(
        row.row(),
        BlockRow::Empty | BlockRow::FileRule | BlockRow::Leading(_)
    ) || row
        .line()
        .is_some_and(|line| line.glyphs.is_empty() && line.rule.is_none())
        && matches!(row.block.kind, BlockKind::Line | BlockKind::Table(_))
}

fn is_heading(row: &PageRow) -> bool {
    let is_one = || match row.block.kind {
        BlockKind::Heading(_) => true,
        // The line below the words of a heading.
        BlockKind::Aside => is_scene_break(row.block.prepared.text()),
        BlockKind::Line | BlockKind::Paragraph => {
            is_caption(row.block.prepared.text()) || is_title_alone(&row.block)
        }
        _ => false,
    };
    match row.row() {
        BlockRow::FileName(_) => true,
        _ => !is_empty(row) && is_one(),
    }
}

/// Returns whether a title of a series that is followed by text in its line stands alone in this one.
fn is_title_alone(block: &SetBlock) -> bool {
    let text = block.prepared.text();
    block.marks.iter().any(|(title, mark)| {
        let before = text.get(..title.start as usize).unwrap_or_default();
        let after = text.get(title.end as usize..).unwrap_or_default();
        *mark == Mark::RunInHeading && before.trim().is_empty() && after.trim().is_empty()
    })
}

/// Returns whether a line is the caption of what follows, as articles of Japanese laws have: （目的）.
fn is_caption(line: &str) -> bool {
    let words = line.trim();
    let inner = words.strip_prefix(['（', '(']);
    let inner = inner.and_then(|rest| rest.strip_suffix(['）', ')']));
    inner.is_some_and(|inner| {
        inner.len() <= MAX_CAPTION_BYTES && !inner.contains(['（', '）', '(', ')', '。'])
    })
}

/// Returns whether a page that ends above row `end` leaves the head of a table without a row of it.
fn keeps_table_head(rows: &[PageRow], end: usize) -> bool {
    let has_rule = |row: &PageRow| row.line().is_some_and(|line| line.rule.is_some());
    let last = rows.get(end.wrapping_sub(1));
    let is_above_rule = last
        .zip(rows.get(end))
        .is_some_and(|(last, next)| has_rule(next) && last.id.block == next.id.block);
    !is_above_rule && !last.is_some_and(has_rule)
}

/// Returns whether a page that ends above row `end` leaves no heading alone, and no line without its readings.
fn keeps_heading(rows: &[PageRow], end: usize) -> bool {
    let page = rows.get(..end).unwrap_or_default();
    if !keeps_table_head(rows, end) {
        return false;
    }
    if page
        .last()
        .is_some_and(|last| matches!(last.row(), BlockRow::Ruby(_)))
    {
        return false;
    }
    let below = page
        .iter()
        .rev()
        .filter(|row| !is_empty(row))
        .take(MIN_ROWS_BELOW_HEADING + 1);
    let below: Vec<&PageRow> = below.collect();
    let Some(text_rows) = below.iter().position(|row| is_heading(row)) else {
        return true;
    };
    if text_rows == 0 {
        return false;
    }
    // Fewer rows suffice if the block below the heading has no more.
    let next = rows.get(end);
    let is_split = below
        .first()
        .zip(next)
        .is_some_and(|(last, next)| last.id.block == next.id.block);
    text_rows >= MIN_ROWS_BELOW_HEADING || !is_split
}

/// Returns whether a page that ends above row `end` splits no short paragraph or record of a table, and none after its first
/// or before its last row.
fn keeps_paragraph(rows: &[PageRow], end: usize) -> bool {
    let (Some(last), Some(next)) = (rows.get(end.wrapping_sub(1)), rows.get(end)) else {
        return true;
    };
    if last.id.block != next.id.block {
        return true;
    }
    let (above, below) = match next.block.kind {
        BlockKind::Line | BlockKind::Paragraph | BlockKind::Aside | BlockKind::Heading(_) => {
            next.block.lines_around(next.id.row)
        }
        BlockKind::Table(_) => match record_around(&next.block, next.id.row) {
            (0, _) | (_, 0) => return true,
            around => around,
        },
        _ => return true,
    };
    above + below > 3 && above >= 2 && below >= 2
}

/// Returns the numbers of lines above row `row` of a table and from it on, within the lines that no empty one and no rule
/// parts; of many, enough of them.
fn record_around(table: &SetBlock, row: u32) -> (usize, usize) {
    let (above, _) = table.lines_around(row);
    let (above, below) = table.lines.split_at(above);
    let is_words = |line: &&Line| !line.glyphs.is_empty() && line.rule.is_none();
    let above = above.iter().rev().take(ENOUGH_RECORD_ROWS);
    let below = below.iter().take(ENOUGH_RECORD_ROWS);
    (
        above.take_while(is_words).count(),
        below.take_while(is_words).count(),
    )
}
