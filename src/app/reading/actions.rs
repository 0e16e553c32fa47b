//! What the actions do.

use super::motion::{self, Direction, SectionDepth};
use super::view_switch;
use crate::app::command::run;
use crate::app::input::action::Action;
use crate::app::input::line_edit::LineEdit;
use crate::app::message::Effect;
use crate::app::search::navigate;
use crate::app::state::{Mode, OpenSheet, Panes, Prompt, Purpose, State, TocBrowse, TocPlace};
use crate::app::toc::edit;
use crate::app::toc::list::{ArticleRows, DEFAULT_PANE_CELLS, PaneVisibility};
use crate::app::{help, info};
use crate::doc::Correction;
use crate::lang::plural;
use crate::text::units::{Cells, Fraction};
use crate::ui::geometry::{MIN_PANE_CELLS, MIN_PANE_SCREEN_CELLS};
use crate::ui::sheet::{sheet_area, sheet_rows, wrap_lines};

/// Step by which the pane's width changes.
const PANE_STEP_CELLS: u16 = 2;

/// Carries out an action; `count` is 0 if none was given.
pub fn perform(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    let times = i64::from(count.max(1));
    match action {
        Action::LineDown => state.reader.scroll(times),
        Action::LineUp => state.reader.scroll(-times),
        Action::PageDown => state.reader.scroll(times * page_rows(state)),
        Action::PageUp => state.reader.scroll(-times * page_rows(state)),
        Action::HalfDown => state.reader.scroll(times * half_page_rows(state)),
        Action::HalfUp => state.reader.scroll(-times * half_page_rows(state)),
        Action::NextSection => go_section(state, Direction::Next, SectionDepth::Same, count),
        Action::PrevSection => go_section(state, Direction::Prev, SectionDepth::Same, count),
        Action::NextTop => go_section(state, Direction::Next, SectionDepth::Top, count),
        Action::PrevTop => go_section(state, Direction::Prev, SectionDepth::Top, count),
        Action::NextParagraph => go_paragraph(state, Direction::Next, count),
        Action::PrevParagraph => go_paragraph(state, Direction::Prev, count),
        Action::NextSentence => go_sentence(state, Direction::Next, count),
        Action::PrevSentence => go_sentence(state, Direction::Prev, count),
        Action::Top => go_top(state, count),
        Action::Bottom => go_bottom(state, count),
        Action::Percent => go_percent(state, f64::from(count)),
        Action::JumpBack => jump_back(state),
        Action::JumpForward => jump_forward(state),
        Action::JumpSwap => jump_swap(state),
        Action::Search => open_search(state),
        Action::NextHit => return navigate::go_hits(state, Direction::Next, times),
        Action::PrevHit => return navigate::go_hits(state, Direction::Prev, times),
        Action::Cancel => navigate::cancel(state),
        Action::Help => state.mode = Mode::Sheet(help::sheet::help_sheet(state)),
        Action::Info => state.mode = Mode::Sheet(info::sheet::info_sheet(state)),
        Action::Command => open_command(state),
        Action::MakeHeading => return edit::make_heading(state, count),
        Action::ExplainHeading => return edit::explain_heading(state, count),
        Action::UndoCorrection => return edit::undo(state),
        Action::Follow => crate::app::reading::links::follow_link(state, count),
        Action::Original => return view_switch::toggle_original(state),
        Action::Article => return view_switch::toggle_article(state),
        Action::Reload => return vec![Effect::Reload],
        Action::SaveOutline => return vec![Effect::SaveOutline],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        _ => change_appearance(state, action, times),
    }
    State::no_effects()
}

/// Actions that change how things look.
fn change_appearance(state: &mut State, action: Action, times: i64) {
    match action {
        Action::Wider => {
            state.appearance.change_measure(times);
            return run::show_measure(state);
        }
        Action::Narrower => {
            state.appearance.change_measure(-times);
            return run::show_measure(state);
        }
        Action::DefaultWidth => {
            state.appearance.reset_measure();
            return run::show_measure(state);
        }
        Action::Justify => {
            state.appearance.toggle_justify();
            let now = state.appearance.is_justified();
            state.notify(
                if now { "两端对齐" } else { "行尾不齐" },
                if now { "justified" } else { "ragged" },
            );
        }
        Action::Ruby => {
            state.appearance.next_ruby();
            state.message = Some(state.appearance.ruby_notice());
        }
        Action::Punct => {
            let (zh, en) = state.appearance.toggle_punctuation();
            state.notify(zh, en);
        }
        Action::Theme => {
            state.appearance.next_theme();
            state.message = Some(state.appearance.theme_notice());
        }
        Action::TextOnly => {
            state.panes = match state.panes {
                Panes::Shown => Panes::Hidden,
                Panes::Hidden => Panes::Shown,
            };
        }
        Action::PaneToggle => toggle_pane(state),
        Action::PaneWider => resize_pane(state, times),
        Action::PaneNarrower => resize_pane(state, -times),
        Action::PaneDefault => state.outline_list.width = DEFAULT_PANE_CELLS,
        _ => return perform_in_toc(state, action, times),
    }
    state.relayout();
}

/// Actions of the outline.
fn perform_in_toc(state: &mut State, action: Action, times: i64) {
    let rows = state.list_height() as i64;
    let (listing, outline) = (&mut state.outline_list, &state.reader.outline);
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
        Action::ArticlesToggle => toggle_articles(state),
        Action::Promote => edit::correct(state, Correction::Promote),
        Action::Demote => edit::correct(state, Correction::Demote),
        Action::RemoveHeading => edit::correct(state, Correction::Remove),
        Action::RowOpen => open_row(state),
        Action::Filter => open_filter(state, TocPlace::Pane),
        Action::OutlineFull => open_filter(state, TocPlace::Full),
        Action::PaneFocus => toggle_toc_focus(state),
        Action::PaneLeave => leave_outline(state),
        _ => {}
    }
}

/// Actions while a sheet lies over the screen: it scrolls, or goes away.
pub fn perform_in_sheet(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    let area = state.screen().area;
    let options = state.sheet_options();
    let Mode::Sheet(sheet) = &mut state.mode else {
        return State::no_effects();
    };
    let lines = wrap_lines(&sheet.lines, area.width, &options).len();
    let rows = sheet_rows(sheet_area(area, lines));
    let times = count.max(1) as usize;
    let last = lines.saturating_sub(rows);
    // The screen may have become larger since.
    sheet.top = sheet.top.min(last);
    match action {
        Action::LineDown => sheet.top += times,
        Action::LineUp => sheet.top = sheet.top.saturating_sub(times),
        Action::PageDown | Action::HalfDown => sheet.top += rows,
        Action::PageUp | Action::HalfUp => sheet.top = sheet.top.saturating_sub(rows),
        Action::Top => sheet.top = 0,
        Action::Bottom => sheet.top = last,
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Cancel | Action::Help | Action::Info | Action::Follow | Action::Quit => {
            state.mode = Mode::Reading;
        }
        _ => {}
    }
    if let Mode::Sheet(OpenSheet { top, .. }) = &mut state.mode {
        *top = (*top).min(last);
    }
    State::no_effects()
}

fn page_rows(state: &State) -> i64 {
    i64::from(state.screen().column.height.max(1))
}

fn half_page_rows(state: &State) -> i64 {
    (page_rows(state) / 2).max(1)
}

fn go_section(state: &mut State, toward: Direction, depth: SectionDepth, count: u32) {
    let here = state.reader.anchor();
    let found = motion::section(&state.reader.outline, here, toward, depth, count.max(1));
    match found {
        Some(pos) => state.jump(|reader| reader.go(pos)),
        None if !state.reader.outline.complete => {
            state.notify("目录还在扫描", "the outline is still being read");
        }
        None if toward == Direction::Next => {
            state.notify("后面没有同级的节了", "no further section of this level");
        }
        None => state.notify("前面没有节了", "no earlier section"),
    }
}

fn go_paragraph(state: &mut State, toward: Direction, count: u32) {
    let here = state.reader.anchor();
    if let Some(pos) = motion::paragraph(&*state.reader.doc, here, toward, count.max(1)) {
        state.reader.go(pos);
    }
}

fn go_sentence(state: &mut State, toward: Direction, count: u32) {
    let here = state.reader.anchor();
    if let Some(pos) = motion::sentence(&*state.reader.doc, here, toward, count.max(1)) {
        state.reader.go(pos);
    }
}

fn go_top(state: &mut State, count: u32) {
    if count > 0 {
        return go_numbered_section(state, count);
    }
    let first = state.reader.doc.first();
    state.jump(|reader| reader.go(first));
}

fn go_bottom(state: &mut State, count: u32) {
    if count > 0 {
        return go_numbered_section(state, count);
    }
    state.jump(super::reader::Reader::go_bottom);
}

/// Goes to a row of the outline, counted from 1.
pub fn go_numbered_section(state: &mut State, number: u32) {
    let index = (number as usize).saturating_sub(1);
    match state.reader.outline.headings.get(index) {
        Some(heading) => {
            let pos = heading.pos;
            state.jump(|reader| reader.go(pos));
        }
        None => {
            let total = state.reader.outline.headings.len();
            state.notify(
                format!("目录共 {total} 项"),
                format!(
                    "the outline has {total} {}",
                    plural(total as u64, "section", "sections")
                ),
            );
        }
    }
}

/// Goes to a percentage of the text.
pub fn go_percent(state: &mut State, value: f64) {
    if value >= 100.0 {
        return state.jump(super::reader::Reader::go_bottom);
    }
    let pos = state.reader.doc.pos_at(Fraction::from_percent(value));
    state.jump(|reader| reader.go_clamped(pos));
}

fn jump_back(state: &mut State) {
    let here = state.reader.anchor();
    match state.jumps.back(here) {
        Some(pos) => state.reader.go(pos),
        None => state.notify("没有更早的位置", "no earlier place"),
    }
}

fn jump_forward(state: &mut State) {
    let here = state.reader.anchor();
    match state.jumps.forward(here) {
        Some(pos) => state.reader.go(pos),
        None => state.notify("没有更晚的位置", "no later place"),
    }
}

fn jump_swap(state: &mut State) {
    let here = state.reader.anchor();
    if let Some(pos) = state.jumps.swap(here) {
        state.reader.go(pos);
    }
}

fn open_search(state: &mut State) {
    let before = state.search.take().map(Box::new);
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Search(state.reader.anchor(), before),
        edit: LineEdit::default(),
        history_offset: 0,
        completions: None,
    });
}

fn open_command(state: &mut State) {
    let outline = match std::mem::take(&mut state.mode) {
        Mode::Outline(browse) => Some(browse),
        Mode::Reading | Mode::Prompt(_) | Mode::Sheet(_) => None,
    };
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Command(outline),
        edit: LineEdit::default(),
        history_offset: 0,
        completions: None,
    });
}

fn toggle_pane(state: &mut State) {
    if matches!(state.mode, Mode::Outline(_)) {
        state.mode = Mode::Reading;
    }
    if state.screen().area.width < MIN_PANE_SCREEN_CELLS {
        state.panes = Panes::Shown;
        return state.notify(
            format!("窗口不到 {MIN_PANE_SCREEN_CELLS} 格宽，放不下目录栏；T 为全屏目录"),
            format!("no room for the pane below {MIN_PANE_SCREEN_CELLS} columns; T shows the outline alone"),
        );
    }
    state.outline_list.pane = match state.outline_list.pane {
        PaneVisibility::Shown => PaneVisibility::Hidden,
        PaneVisibility::Hidden => PaneVisibility::Shown,
    };
    state.panes = Panes::Shown;
}

fn resize_pane(state: &mut State, times: i64) {
    let wanted = i64::from(state.outline_list.width.0) + times * i64::from(PANE_STEP_CELLS);
    state.outline_list.width = Cells(wanted.clamp(i64::from(MIN_PANE_CELLS), 200) as u16);
}

fn toggle_toc_focus(state: &mut State) {
    if matches!(state.mode, Mode::Outline(_)) {
        return leave_outline(state);
    }
    if state.outline_list.pane == PaneVisibility::Hidden || state.panes == Panes::Hidden {
        state.outline_list.pane = PaneVisibility::Shown;
        state.panes = Panes::Shown;
        state.relayout();
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

/// Folds the articles of a law away, or shows them.
fn toggle_articles(state: &mut State) {
    let (zh, en) = match state.outline_list.toggle_articles(&state.reader.outline) {
        ArticleRows::Shown => ("展开到条", "articles are shown"),
        ArticleRows::Folded => ("收起条", "articles are folded"),
        ArticleRows::None => ("目录里没有条", "the outline has no articles (第N条)"),
    };
    state.notify(zh, en);
}

/// Goes to the heading under the cursor, and back to the text.
pub fn open_row(state: &mut State) {
    let pos = state
        .outline_list
        .selected()
        .and_then(|index| state.reader.outline.headings.get(index))
        .map(|heading| heading.pos);
    leave_outline(state);
    if let Some(pos) = pos {
        state.jump(|reader| reader.go(pos));
    }
}

/// Gives the keys back to the text.
pub fn leave_outline(state: &mut State) {
    state.mode = Mode::Reading;
    state.outline_list.set_filter("", &state.reader.outline);
}
