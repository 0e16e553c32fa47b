//! Words for the row being read, where no bar and no weight can tell what it is: on a screen that is read aloud.

use super::state::HeldFigures;
use crate::app::search::state::{ActiveSearch, CountedHits, Total};
use crate::app::state::State;
use crate::doc::{BlockKind, Pos};
use crate::layout::{PageRow, TITLE_RANK, display_title};

/// Returns the path of headings and a shorter form of it, as they are said of the row being read: a heading with its level, or
/// the kind of the block before the path.
pub(super) fn spoken_paths(state: &State, paths: [String; 2]) -> [String; 2] {
    let Some(row) = row_being_read(state) else {
        return paths;
    };
    let m = &state.texts().status;
    let kind = match row.block.kind {
        BlockKind::Heading(rank) => {
            let said = heading_text(state, row, rank);
            return [said.clone(), said];
        }
        BlockKind::Code => m.code,
        BlockKind::Table(_) => m.table,
        _ if row.line().is_some_and(|line| line.quotes > 0) => m.quotation,
        _ => return paths,
    };
    paths.map(|path| format!("{kind}  {path}"))
}

/// Takes the figures of the plain screen, if a key asks for them or the reader has come to another place.
pub fn hold_figures(state: &mut State, is_asked: bool) {
    let anchor = Some(state.reading.reader.anchor());
    if !is_asked && state.display.held.anchor == anchor {
        return;
    }
    let opening = if is_asked {
        state.opening.stage()
    } else {
        state.display.held.opening
    };
    let search = state.search.active.as_ref();
    state.display.held = HeldFigures {
        anchor,
        left: state.reading.chars_left,
        percent: state.reading.reader.progress().whole_percent(),
        hits: search.map_or_else(CountedHits::default, |search| {
            CountedHits::of(&search.tally)
        }),
        listed: search.map_or_else(CountedHits::default, |search| {
            CountedHits::of(search.list_tally())
        }),
        opening,
    };
}

/// Returns whether the number of all hits is shown: on the plain screen only if it was known at the last key.
pub fn is_total_said(state: &State) -> bool {
    !state.appearance.is_plain_screen() || state.display.held.hits.is_complete
}

/// Returns the number of the current hit and that of all; on the plain screen without the sum that is still growing.
pub fn said_tally(state: &State, search: &ActiveSearch) -> String {
    search.tally_text(if is_total_said(state) {
        Total::SoFar
    } else {
        Total::Hidden
    })
}

/// Returns the numbers of the hits, and of those in the list.
pub fn said_hits(state: &State, search: &ActiveSearch) -> [CountedHits; 2] {
    if state.appearance.is_plain_screen() {
        [state.display.held.hits, state.display.held.listed]
    } else {
        [&search.tally, search.list_tally()].map(CountedHits::of)
    }
}

/// Returns the characters left for the status line.
pub(super) fn said_chars_left(state: &State) -> Option<u64> {
    if state.appearance.is_plain_screen() {
        state.display.held.left
    } else {
        state.reading.chars_left
    }
}

/// Returns the share of the text that was read, in per cent.
pub(super) fn said_percent(state: &State) -> u32 {
    if state.appearance.is_plain_screen() {
        state.display.held.percent
    } else {
        state.reading.reader.progress().whole_percent()
    }
}

/// Returns the place of the row being read: that of the current hit, else the first row with text on the page.
pub fn place_being_read(state: &State) -> Option<Pos> {
    let search = state.search.active.as_ref();
    let hit = search.and_then(|search| search.current_hit.as_ref());
    let hit = hit.map(|hit| hit.span.start);
    let reader = &state.reading.reader;
    hit.filter(|pos| reader.cell_of(*pos).is_some())
        .or_else(|| {
            let mut rows = reader.page().iter();
            rows.find_map(|row| {
                let glyph = row.line()?.glyphs.first()?;
                Some(row.id.block.at(glyph.at))
            })
        })
}

fn row_being_read(state: &State) -> Option<&PageRow> {
    let reader = &state.reading.reader;
    let (_, row) = reader.cell_of(place_being_read(state)?)?;
    reader.page().get(row)
}

/// Returns a heading with its level in the outline; one that is not there with its rank.
fn heading_text(state: &State, row: &PageRow, rank: u8) -> String {
    let m = &state.texts().status;
    let reader = &state.reading.reader;
    let in_outline = reader.outline.block_headings(row.id.block).first();
    let title = in_outline.map_or(row.block.prepared.text(), |heading| &*heading.title);
    let title = display_title(title.trim(), reader.options());
    if rank == TITLE_RANK {
        return m.title_of(&title);
    }
    let level = in_outline.map_or(rank, |heading| heading.level);
    m.heading_of(u64::from(level), &title)
}
