//! Actions of the outline pane.

use super::list::{ArticleRows, DEFAULT_PANE_CELLS, PaneVisibility};
use super::state::{TocBrowse, TocPlace};
use super::{edit, sidecar};
use crate::app::display::layout::relayout;
use crate::app::display::state::Panes;
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::app::toc::follow::list_height;
use crate::doc::Correction;
use crate::text::units::Cells;
use crate::ui::geometry::{MIN_PANE_CELLS, MIN_PANE_SCREEN_CELLS};

/// Cells by which the pane's width changes.
const PANE_STEP_CELLS: u16 = 2;

/// Carries out an action of the outline; returns `None` for any other.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let times = i64::from(count.max(1));
    match action {
        Action::MakeHeading => return Some(edit::make_heading(state, count)),
        Action::ExplainHeading => return Some(edit::explain_heading(state, count)),
        Action::UndoCorrection => return Some(edit::undo(state)),
        Action::SaveOutline => return Some(sidecar::save(state)),
        Action::PaneToggle | Action::PaneWider | Action::PaneNarrower | Action::PaneDefault => {
            change_pane(state, action, times);
        }
        Action::ArticlesToggle => toggle_articles(state),
        Action::Promote => edit::correct(state, Correction::Promote),
        Action::Demote => edit::correct(state, Correction::Demote),
        Action::RemoveHeading => edit::correct(state, Correction::Remove),
        Action::RowOpen => open_row(state),
        Action::Filter => open_filter(state, TocPlace::Pane),
        Action::OutlineFull => open_filter(state, TocPlace::Full),
        Action::PaneFocus => toggle_toc_focus(state),
        Action::PaneLeave => leave_outline(state),
        _ => return change_rows(state, action, times),
    }
    Some(State::no_effects())
}

/// Moves the cursor through the rows of the outline and folds rows.
fn change_rows(state: &mut State, action: Action, times: i64) -> Option<Vec<Effect>> {
    let rows = list_height(state) as i64;
    let (listing, outline) = (&mut state.toc.list, &state.reading.reader.outline);
    match action {
        Action::RowDown => listing.move_cursor(times),
        Action::RowUp => listing.move_cursor(-times),
        Action::RowsDown => listing.move_cursor(rows * times),
        Action::RowsUp => listing.move_cursor(-rows * times),
        Action::RowFirst => listing.move_cursor(i64::MIN),
        Action::RowLast => listing.move_cursor(i64::MAX),
        Action::Fold => listing.fold(outline),
        Action::Unfold => listing.unfold(outline),
        Action::FoldToggle => listing.toggle_fold(outline),
        Action::FoldAll => listing.fold_from(times.clamp(1, 255) as u8, outline),
        Action::UnfoldAll => listing.unfold_all(outline),
        _ => return None,
    }
    Some(State::no_effects())
}

/// Shows, hides or resizes the pane.
fn change_pane(state: &mut State, action: Action, times: i64) {
    match action {
        Action::PaneToggle => toggle_pane(state),
        Action::PaneWider => resize_pane(state, times),
        Action::PaneNarrower => resize_pane(state, -times),
        _ => state.toc.list.width = DEFAULT_PANE_CELLS,
    }
    relayout(state);
}

fn toggle_pane(state: &mut State) {
    if matches!(state.mode, Mode::Outline(_)) {
        state.mode = Mode::Reading;
    }
    if state.screen().area.width < MIN_PANE_SCREEN_CELLS {
        state.display.panes = Panes::Shown;
        let cells = u64::from(MIN_PANE_SCREEN_CELLS);
        return state.notify(state.texts().outline.no_room_for_pane(cells));
    }
    state.toc.list.pane = match state.toc.list.pane {
        PaneVisibility::Shown => PaneVisibility::Hidden,
        PaneVisibility::Hidden => PaneVisibility::Shown,
    };
    state.display.panes = Panes::Shown;
}

fn resize_pane(state: &mut State, times: i64) {
    let wanted = i64::from(state.toc.list.width.0) + times * i64::from(PANE_STEP_CELLS);
    state.toc.list.width = Cells(wanted.clamp(i64::from(MIN_PANE_CELLS), 200) as u16);
}

fn toggle_toc_focus(state: &mut State) {
    if matches!(state.mode, Mode::Outline(_)) {
        return leave_outline(state);
    }
    if state.toc.list.pane == PaneVisibility::Hidden || state.display.panes == Panes::Hidden {
        state.toc.list.pane = PaneVisibility::Shown;
        state.display.panes = Panes::Shown;
        relayout(state);
    }
    let extent = if state.screen().pane.width == 0 {
        TocPlace::Full
    } else {
        TocPlace::Pane
    };
    state.mode = Mode::Outline(TocBrowse {
        place: extent,
        filter: None,
    });
}

fn open_filter(state: &mut State, extent: TocPlace) {
    let extent = match &state.mode {
        Mode::Outline(browse) if browse.place == TocPlace::Full => TocPlace::Full,
        _ => extent,
    };
    state.mode = Mode::Outline(TocBrowse {
        place: extent,
        filter: Some(LineEdit::default()),
    });
}

/// Folds or unfolds the articles of a law.
fn toggle_articles(state: &mut State) {
    let m = &state.texts().outline;
    let rows = state
        .toc
        .list
        .toggle_articles(&state.reading.reader.outline);
    state.notify(match rows {
        ArticleRows::Shown => m.articles_shown,
        ArticleRows::Folded => m.articles_folded,
        ArticleRows::None => m.no_articles,
    });
}

/// Goes to the heading under the cursor and returns the keys to the text.
pub fn open_row(state: &mut State) {
    let pos = state
        .toc
        .list
        .selected()
        .and_then(|index| state.reading.reader.outline.headings.get(index))
        .map(|heading| heading.pos);
    leave_outline(state);
    if let Some(pos) = pos {
        state.reading.jump(|reader| reader.go(pos));
    }
}

/// Returns the keys to the text.
pub fn leave_outline(state: &mut State) {
    state.mode = Mode::Reading;
    state.toc.list.set_filter("", &state.reading.reader.outline);
}
