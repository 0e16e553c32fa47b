//! Actions of the outline pane.

use super::list::{ArticleRows, PaneVisibility};
use super::state::{TocBrowse, TocPlace};
use super::{edit, sidecar};
use crate::app::display::layout::relayout;
use crate::app::display::state::Panes;
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::state::{Mode, State};
use crate::app::toc::follow::{list_height, outline_area};
use crate::doc::Correction;
use crate::text::units::Cells;
use crate::ui::geometry::{MIN_PANE_CELLS, has_room_for_pane};

/// Cells by which the pane's width changes.
const PANE_STEP_CELLS: u16 = 2;
/// Greatest width of the pane that the reader can set, in cells.
const MAX_PANE_CELLS: u16 = 200;

/// Carries out an action of the outline; returns `None` for any other.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let times = i64::from(count.max(1));
    match action {
        Action::MakeHeading => return Some(edit::make_heading(state, count)),
        Action::ExplainHeading => return Some(edit::explain_heading(state, count)),
        Action::DoubtfulToggle => return Some(edit::toggle_doubtful(state)),
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
        _ => state.toc.list.reset_width(),
    }
    relayout(state);
}

/// Shows or hides the pane. On a screen without room for it the outline lies over the text instead.
fn toggle_pane(state: &mut State) {
    let is_over = matches!(&state.mode, Mode::Outline(browse) if browse.place == TocPlace::Over);
    if matches!(state.mode, Mode::Outline(_)) {
        leave_outline(state);
    }
    let has_room = has_room_for_pane(state.screen().area) && !state.appearance.is_plain_screen();
    if !has_room && !is_over {
        return enter_outline(state, TocPlace::Over);
    }
    if has_room {
        state.toc.list.pane = match (state.toc.list.pane, state.display.panes) {
            (PaneVisibility::Shown, Panes::Shown) => PaneVisibility::Hidden,
            (PaneVisibility::Hidden, _) | (_, Panes::Hidden) => PaneVisibility::Shown,
        };
        state.display.panes = Panes::Shown;
    }
}

fn resize_pane(state: &mut State, times: i64) {
    let shown = i64::from(outline_area(state).width);
    let wanted = shown + times * i64::from(PANE_STEP_CELLS);
    let width = wanted.clamp(i64::from(MIN_PANE_CELLS), i64::from(MAX_PANE_CELLS));
    state.toc.list.width = Some(Cells(width as u16));
}

fn toggle_toc_focus(state: &mut State) {
    if matches!(state.mode, Mode::Outline(_)) {
        return leave_outline(state);
    }
    let place = place_beside_text(state);
    enter_outline(state, place);
}

/// Returns the place of the outline that leaves the text in sight.
fn place_beside_text(state: &State) -> TocPlace {
    if state.screen().pane.width == 0 {
        TocPlace::Over
    } else {
        TocPlace::Pane
    }
}

/// Gives the keys to the outline. A text without one has a notice instead.
fn enter_outline(state: &mut State, place: TocPlace) {
    let outline = &state.reading.reader.outline;
    if outline.complete && outline.headings.is_empty() {
        return state.notify(state.texts().status.no_outline);
    }
    state.mode = Mode::Outline(TocBrowse {
        place,
        filter: None,
    });
}

fn open_filter(state: &mut State, place: TocPlace) {
    let place = match &state.mode {
        Mode::Outline(browse) if place == TocPlace::Pane => browse.place,
        _ => place,
    };
    state.mode = Mode::Outline(TocBrowse {
        place,
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
        state.reading.jump(|reader| reader.go_heading(pos));
    }
}

/// Returns the keys to the text.
pub fn leave_outline(state: &mut State) {
    state.mode = Mode::Reading;
    state.toc.list.set_filter("", &state.reading.reader.outline);
}
