//! Links and notes: where those on the page lead. A note opens over the page; a link within the document
//! is followed, and the way back is in the jump list; one that leads elsewhere is told.

use super::state::{Mode, SheetState, State};
use crate::doc::{Mark, Pos};
use crate::ui::overlay::SheetLine;
use unicode_segmentation::UnicodeSegmentation as _;

/// Clusters of a note in a row of its sheet.
const ROW: usize = 30;

/// Follows the `count`th link or note of the page, the first without a count.
pub fn follow(state: &mut State, count: u32) {
    let marks = on_page(state);
    let Some((at, mark)) = marks.get(count.max(1) as usize - 1).cloned() else {
        let total = marks.len();
        return state.tell(
            format!("本页有 {total} 处链接或注"),
            format!("{total} links or notes on this page"),
        );
    };
    let (Mark::Link(link) | Mark::Note(link)) = &mark else {
        return;
    };
    match (state.reader.doc.target(at, link), &mark) {
        (Some(target), Mark::Note(_)) => open_note(state, target),
        (Some(target), _) => {
            state.jump(|reader| reader.go(target));
            if marks.len() > 1 && count == 0 {
                let total = marks.len();
                state.tell(
                    format!("本页有 {total} 处；2Enter 为第二处，C-o 返回"),
                    format!("one of {total}; 2Enter is the second, C-o goes back"),
                );
            }
        }
        (None, _) => state.tell(format!("链接：{link}"), format!("link: {link}")),
    }
}

/// The links and notes on the page, in the order of the text.
fn on_page(state: &State) -> Vec<(Pos, Mark)> {
    let mut found: Vec<(Pos, Mark)> = Vec::new();
    for row in state.reader.page() {
        let Some(line) = row.line() else {
            continue;
        };
        for (range, mark) in &row.block.marks {
            let begins_here = line.bytes.contains(&range.start);
            if begins_here && matches!(mark, Mark::Link(_) | Mark::Note(_)) {
                found.push((row.id.block.at(range.start), mark.clone()));
            }
        }
    }
    found.sort_by_key(|(pos, _)| *pos);
    found
}

/// Opens the note at `target` over the page.
fn open_note(state: &mut State, target: Pos) {
    let text = state.reader.doc.block_at(target).text.into_owned();
    let clusters: Vec<&str> = text.graphemes(true).collect();
    let lines = clusters
        .chunks(ROW)
        .map(|row| SheetLine::Text(row.concat()));
    state.mode = Mode::Sheet(SheetState {
        title: state.look.lang.pick("注", "Note").to_owned(),
        lines: lines.collect(),
        top: 0,
    });
}
