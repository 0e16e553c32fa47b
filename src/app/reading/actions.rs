//! What the actions do.

use super::motion::{self, Depth, Toward};
use super::view_switch;
use crate::app::command::run;
use crate::app::input::action::Action;
use crate::app::input::line_edit::Edit;
use crate::app::message::Effect;
use crate::app::search::navigate;
use crate::app::state::{Browse, Extent, Mode, Panes, Prompt, Purpose, SheetState, State};
use crate::app::toc::edit;
use crate::app::toc::list::{Fine, PANE, Pane};
use crate::app::{help, info};
use crate::doc::Correction;
use crate::lang::plural;
use crate::text::units::{Cells, Fraction};
use crate::ui::geometry::{LEAST_PANE, NARROW};
use crate::ui::sheet::{fitted, sheet_area, sheet_rows};

/// Step by which the pane's width changes.
const PANE_STEP: u16 = 2;

/// Carries out an action; `count` is 0 if none was given.
pub fn act(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    let times = i64::from(count.max(1));
    match action {
        Action::LineDown => state.reader.scroll(times),
        Action::LineUp => state.reader.scroll(-times),
        Action::PageDown => state.reader.scroll(times * page(state)),
        Action::PageUp => state.reader.scroll(-times * page(state)),
        Action::HalfDown => state.reader.scroll(times * half(state)),
        Action::HalfUp => state.reader.scroll(-times * half(state)),
        Action::NextSection => to_section(state, Toward::Next, Depth::Same, count),
        Action::PrevSection => to_section(state, Toward::Prev, Depth::Same, count),
        Action::NextTop => to_section(state, Toward::Next, Depth::Top, count),
        Action::PrevTop => to_section(state, Toward::Prev, Depth::Top, count),
        Action::NextParagraph => to_paragraph(state, Toward::Next, count),
        Action::PrevParagraph => to_paragraph(state, Toward::Prev, count),
        Action::NextSentence => to_sentence(state, Toward::Next, count),
        Action::PrevSentence => to_sentence(state, Toward::Prev, count),
        Action::Top => top(state, count),
        Action::Bottom => bottom(state, count),
        Action::Percent => percent(state, f64::from(count)),
        Action::JumpBack => jump_back(state),
        Action::JumpForward => jump_forward(state),
        Action::JumpSwap => jump_swap(state),
        Action::Search => open_search(state),
        Action::NextHit => return navigate::to_hits(state, Toward::Next, times),
        Action::PrevHit => return navigate::to_hits(state, Toward::Prev, times),
        Action::Cancel => navigate::cancel(state),
        Action::Help => state.mode = Mode::Sheet(help::sheet::help(state)),
        Action::Info => state.mode = Mode::Sheet(info::sheet::sheet(state)),
        Action::Command => open_command(state),
        Action::MakeHeading => return edit::make_heading(state, count),
        Action::Why => return edit::why(state, count),
        Action::UndoCorrection => return edit::undo(state),
        Action::Follow => crate::app::reading::links::follow(state, count),
        Action::Original => return view_switch::original(state),
        Action::Article => return view_switch::article(state),
        Action::Reload => return vec![Effect::Reload],
        Action::SaveOutline => return vec![Effect::SaveOutline],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        _ => look(state, action, times),
    }
    State::done()
}

/// Actions that change how things look.
fn look(state: &mut State, action: Action, times: i64) {
    match action {
        Action::Wider => {
            state.look.widen(times);
            return run::show_measure(state);
        }
        Action::Narrower => {
            state.look.widen(-times);
            return run::show_measure(state);
        }
        Action::DefaultWidth => {
            state.look.default_width();
            return run::show_measure(state);
        }
        Action::Justify => {
            state.look.toggle_justify();
            let now = state.look.justifies();
            state.tell(
                if now { "两端对齐" } else { "行尾不齐" },
                if now { "justified" } else { "ragged" },
            );
        }
        Action::Ruby => {
            state.look.next_ruby();
            state.message = Some(state.look.ruby_words());
        }
        Action::Punct => {
            let (zh, en) = state.look.toggle_punctuation();
            state.tell(zh, en);
        }
        Action::Theme => {
            state.look.next_theme();
            state.message = Some(state.look.theme_words());
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
        Action::PaneDefault => state.listing.width = PANE,
        _ => return in_outline(state, action, times),
    }
    state.arrange();
}

/// Actions of the outline.
fn in_outline(state: &mut State, action: Action, times: i64) {
    let rows = state.list_height() as i64;
    let (listing, outline) = (&mut state.listing, &state.reader.outline);
    match action {
        Action::RowDown => listing.step(times),
        Action::RowUp => listing.step(-times),
        Action::RowsDown => listing.step(rows * times),
        Action::RowsUp => listing.step(-rows * times),
        Action::RowFirst => listing.step(i64::MIN),
        Action::RowLast => listing.step(i64::MAX),
        Action::Fold => listing.fold(outline),
        Action::Unfold => listing.unfold(outline),
        Action::FoldToggle => listing.toggle(outline),
        Action::FoldAll => listing.fold_from(times.clamp(1, 255) as u8, outline),
        Action::UnfoldAll => listing.unfold_all(outline),
        Action::Fine => fold_fine(state),
        Action::Promote => edit::correct(state, Correction::Promote),
        Action::Demote => edit::correct(state, Correction::Demote),
        Action::RemoveHeading => edit::correct(state, Correction::Remove),
        Action::RowOpen => open_row(state),
        Action::Filter => filter(state, Extent::Pane),
        Action::OutlineFull => filter(state, Extent::Full),
        Action::PaneFocus => focus(state),
        Action::PaneLeave => leave_outline(state),
        _ => {}
    }
}

/// Actions while a sheet lies over the screen: it scrolls, or goes away.
pub fn in_sheet(state: &mut State, action: Action, count: u32) -> Vec<Effect> {
    let area = state.screen().area;
    let options = state.sheet_options();
    let Mode::Sheet(sheet) = &mut state.mode else {
        return State::done();
    };
    let lines = fitted(&sheet.lines, area.width, &options).len();
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
    if let Mode::Sheet(SheetState { top, .. }) = &mut state.mode {
        *top = (*top).min(last);
    }
    State::done()
}

fn page(state: &State) -> i64 {
    i64::from(state.screen().column.height.max(1))
}

fn half(state: &State) -> i64 {
    (page(state) / 2).max(1)
}

fn to_section(state: &mut State, toward: Toward, depth: Depth, count: u32) {
    let here = state.reader.anchor();
    let found = motion::section(&state.reader.outline, here, toward, depth, count.max(1));
    match found {
        Some(pos) => state.jump(|reader| reader.go(pos)),
        None if !state.reader.outline.complete => {
            state.tell("目录还在扫描", "the outline is still being read");
        }
        None if toward == Toward::Next => {
            state.tell("后面没有同级的节了", "no further section of this level");
        }
        None => state.tell("前面没有节了", "no earlier section"),
    }
}

fn to_paragraph(state: &mut State, toward: Toward, count: u32) {
    let here = state.reader.anchor();
    if let Some(pos) = motion::paragraph(&*state.reader.doc, here, toward, count.max(1)) {
        state.reader.go(pos);
    }
}

fn to_sentence(state: &mut State, toward: Toward, count: u32) {
    let here = state.reader.anchor();
    if let Some(pos) = motion::sentence(&*state.reader.doc, here, toward, count.max(1)) {
        state.reader.go(pos);
    }
}

fn top(state: &mut State, count: u32) {
    if count > 0 {
        return numbered_section(state, count);
    }
    let first = state.reader.doc.first();
    state.jump(|reader| reader.go(first));
}

fn bottom(state: &mut State, count: u32) {
    if count > 0 {
        return numbered_section(state, count);
    }
    state.jump(super::reader::Reader::bottom);
}

/// Goes to a row of the outline, counted from 1.
pub fn numbered_section(state: &mut State, number: u32) {
    let index = (number as usize).saturating_sub(1);
    match state.reader.outline.headings.get(index) {
        Some(heading) => {
            let pos = heading.pos;
            state.jump(|reader| reader.go(pos));
        }
        None => {
            let total = state.reader.outline.headings.len();
            state.tell(
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
pub fn percent(state: &mut State, value: f64) {
    if value >= 100.0 {
        return state.jump(super::reader::Reader::bottom);
    }
    let pos = state.reader.doc.pos_at(Fraction::percent(value));
    state.jump(|reader| reader.go_within(pos));
}

fn jump_back(state: &mut State) {
    let here = state.reader.anchor();
    match state.jumps.back(here) {
        Some(pos) => state.reader.go(pos),
        None => state.tell("没有更早的位置", "no earlier place"),
    }
}

fn jump_forward(state: &mut State) {
    let here = state.reader.anchor();
    match state.jumps.forward(here) {
        Some(pos) => state.reader.go(pos),
        None => state.tell("没有更晚的位置", "no later place"),
    }
}

fn jump_swap(state: &mut State) {
    let here = state.reader.anchor();
    if let Some(pos) = state.jumps.swap(here) {
        state.reader.go(pos);
    }
}

fn open_search(state: &mut State) {
    let before = state.finding.take().map(Box::new);
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Search(state.reader.anchor(), before),
        edit: Edit::default(),
        back: 0,
        choices: None,
    });
}

fn open_command(state: &mut State) {
    let outline = match std::mem::take(&mut state.mode) {
        Mode::Outline(browse) => Some(browse),
        Mode::Reading | Mode::Prompt(_) | Mode::Sheet(_) => None,
    };
    state.mode = Mode::Prompt(Prompt {
        purpose: Purpose::Command(outline),
        edit: Edit::default(),
        back: 0,
        choices: None,
    });
}

fn toggle_pane(state: &mut State) {
    if matches!(state.mode, Mode::Outline(_)) {
        state.mode = Mode::Reading;
    }
    if state.screen().area.width < NARROW {
        state.panes = Panes::Shown;
        return state.tell(
            format!("窗口不到 {NARROW} 格宽，放不下目录栏；T 为全屏目录"),
            format!("no room for the pane below {NARROW} columns; T shows the outline alone"),
        );
    }
    state.listing.pane = match state.listing.pane {
        Pane::Shown => Pane::Hidden,
        Pane::Hidden => Pane::Shown,
    };
    state.panes = Panes::Shown;
}

fn resize_pane(state: &mut State, times: i64) {
    let wanted = i64::from(state.listing.width.0) + times * i64::from(PANE_STEP);
    state.listing.width = Cells(wanted.clamp(i64::from(LEAST_PANE), 200) as u16);
}

fn focus(state: &mut State) {
    if matches!(state.mode, Mode::Outline(_)) {
        return leave_outline(state);
    }
    if state.listing.pane == Pane::Hidden || state.panes == Panes::Hidden {
        state.listing.pane = Pane::Shown;
        state.panes = Panes::Shown;
        state.arrange();
    }
    let extent = if state.screen().pane.width == 0 {
        Extent::Full
    } else {
        Extent::Pane
    };
    state.mode = Mode::Outline(Browse {
        extent,
        filter: None,
    });
}

fn filter(state: &mut State, extent: Extent) {
    let extent = match &state.mode {
        Mode::Outline(browse) if browse.extent == Extent::Full => Extent::Full,
        _ => extent,
    };
    state.mode = Mode::Outline(Browse {
        extent,
        filter: Some(Edit::default()),
    });
}

/// Folds the articles of a law away, or shows them.
fn fold_fine(state: &mut State) {
    let (zh, en) = match state.listing.toggle_fine(&state.reader.outline) {
        Fine::Shown => ("展开到条", "articles are shown"),
        Fine::Folded => ("收起条", "articles are folded"),
        Fine::None => ("目录里没有条", "the outline has no articles (第N条)"),
    };
    state.tell(zh, en);
}

/// Goes to the heading under the cursor, and back to the text.
pub fn open_row(state: &mut State) {
    let pos = state
        .listing
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
    state.listing.set_filter("", &state.reader.outline);
}
