//! Actions of the page: motions, jumps, links, views and appearance.

use super::measure::show_measure;
use super::motion::{self, Direction, SectionDepth};
use super::part_name::part_text;
use super::progress::{ReadingPart, estimate_chars, reading_minutes};
use super::{follow_end, go_file, goto, jump_list, links, view_switch};
use crate::app::display::layout::relayout;
use crate::app::display::state::Panes;
use crate::app::display::window_title::shown_title;
use crate::app::input::action::Action;
use crate::app::message::Effect;
use crate::app::next_text;
use crate::app::opening::other_text::quit;
use crate::app::search::navigate::visible_hit;
use crate::app::state::State;
use crate::library::source_line::LineCounter;
use crate::source::pipe::PipeProgress;
use crate::text::units::Cells;
use crate::ui::geometry::{PageCount, min_two_pages_cells};

/// Carries out an action of the page; returns `None` for any other. `count` is 0 if none was typed.
pub fn perform(state: &mut State, action: Action, count: u32) -> Option<Vec<Effect>> {
    let times = i64::from(count.max(1));
    let before = state.reading.reader.top();
    match action {
        Action::Position => notify_position(state),
        Action::LineDown => state.reading.reader.scroll(times),
        Action::LineUp => state.reading.reader.scroll(-times),
        Action::PageDown => {
            state.reading.reader.turn_forward(count.max(1));
        }
        Action::PageUp => {
            state.reading.reader.turn_back(count.max(1));
        }
        Action::HalfDown => state.reading.reader.scroll(times * half_page_rows(state)),
        Action::HalfUp => state.reading.reader.scroll(-times * half_page_rows(state)),
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
        Action::PlaceTop | Action::PlaceMiddle | Action::PlaceBottom => {
            place_on_page(state, action);
        }
        Action::GotoLine if count == 0 => state.notify(state.texts().reading.line_wanted),
        Action::GotoLine => return Some(goto::go_to_line_here(state, u64::from(count))),
        Action::FollowEnd => {
            follow_end::begin(state);
            return Some(State::no_effects());
        }
        Action::Percent if count == 0 => state.notify(state.texts().reading.percent_wanted),
        Action::Percent => goto::go_percent(state, f64::from(count)),
        Action::JumpBack => return Some(jump_back(state)),
        Action::JumpForward => jump_forward(state),
        Action::JumpSwap => jump_swap(state),
        Action::Jumps => {
            jump_list::open(state);
            return Some(State::no_effects());
        }
        Action::Follow => links::follow_link(state, count),
        Action::Original => return Some(view_switch::toggle_original(state)),
        Action::Article => return Some(view_switch::toggle_article(state)),
        _ => return change_appearance(state, action, times),
    }
    if state.reading.reader.top() == before && !state.reading.is_waiting() {
        if is_onward(action) && state.input.quit_rules.at_end && is_at_whole_end(state) {
            return Some(quit(state));
        }
        if let Some(effects) = next_text::actions::lead_on(state, action) {
            return Some(effects);
        }
        notify_edge(state, action);
    }
    Some(State::no_effects())
}

/// Returns whether an action moves towards the end.
fn is_onward(action: Action) -> bool {
    matches!(
        action,
        Action::LineDown
            | Action::PageDown
            | Action::HalfDown
            | Action::Bottom
            | Action::NextParagraph
            | Action::NextSentence
    )
}

/// Returns whether the page shows the end of a text that does not grow any more.
fn is_at_whole_end(state: &State) -> bool {
    state.reading.reader.is_at_end() && state.opening.pipe != Some(PipeProgress::Open)
}

/// Notifies that a motion found the end or the beginning of the text.
fn notify_edge(state: &mut State, action: Action) {
    let m = &state.texts().reading;
    match action {
        _ if is_onward(action) && is_at_whole_end(state) => state.notify(m.at_end),
        Action::LineUp
        | Action::PageUp
        | Action::HalfUp
        | Action::Top
        | Action::PrevParagraph
        | Action::PrevSentence => state.notify(m.at_beginning),
        _ => {}
    }
}

/// Notifies the section, the share read, and the characters left in part and whole.
fn notify_position(state: &mut State) {
    let m = state.texts();
    let reader = &state.reading.reader;
    let here = reader.anchor();
    let heading = reader
        .section_index()
        .and_then(|at| reader.outline.headings.get(at));
    let section = heading.map_or_else(
        || shown_title(state, reader.doc.title()),
        |heading| heading.title.to_string(),
    );
    let percent = format!("{:.1}", reader.progress().get() * 100.0);
    let rest = ReadingPart {
        heading: None,
        start: here,
        end: None,
    };
    // A part that is the whole is told once.
    let part_left = state.reading.chars_left;
    let is_whole = part_text(state) == m.status.whole_text;
    let left = match part_left {
        Some(left) if is_whole => left,
        _ if reader.is_at_end() => 0,
        _ => estimate_chars(&*reader.doc, rest),
    };
    let speed = state.appearance.speed;
    let text = |part, left| {
        let time = m.duration(reading_minutes(left, speed));
        m.status.left(part, left, &time)
    };
    let part = part_left
        .filter(|_| !is_whole)
        .map(|left| text(part_text(state), left));
    let whole = text(m.status.whole_text, left);
    let rest: Vec<String> = part.into_iter().chain([whole]).collect();
    let said = m.reading.position(&section, &percent, &rest.join("  "));
    let original = reader.doc.original();
    let doc = original.as_deref().unwrap_or(&*reader.doc);
    let line = LineCounter::default().line_at(doc, reader.doc.to_original(here));
    state.notify(match line {
        Some(line) => format!("{said}  {}", m.reading.source_line(line)),
        None => said,
    });
}

/// Returns the width of the column of text in cells.
fn shown_measure(state: &State) -> Cells {
    Cells(state.screen().column.width)
}

/// Carries out an action that changes the appearance; returns `None` for any other.
fn change_appearance(state: &mut State, action: Action, times: i64) -> Option<Vec<Effect>> {
    match action {
        Action::Wider => state.appearance.change_measure(times, shown_measure(state)),
        Action::Narrower => state
            .appearance
            .change_measure(-times, shown_measure(state)),
        Action::DefaultWidth => state.appearance.reset_measure(),
        Action::Justify => {
            state.appearance.toggle_justify();
            let now = state.appearance.is_justified();
            let m = &state.texts().appearance;
            state.notify(if now { m.justified } else { m.ragged });
        }
        Action::Ruby => {
            state.appearance.next_ruby();
            state.notify(state.appearance.ruby_text());
        }
        Action::Punct => {
            state.appearance.toggle_punctuation();
            state.notify(state.appearance.punctuation_text());
        }
        Action::Theme => {
            state.appearance.next_theme();
            state.notify(state.appearance.theme_text());
        }
        Action::CodeRight | Action::CodeLeft => {
            move_code(state, action, times);
            return Some(State::no_effects());
        }
        Action::TwoPages => {
            toggle_two_pages(state);
            return Some(State::no_effects());
        }
        Action::TextOnly => {
            state.display.panes = match state.display.panes {
                Panes::Shown => Panes::Hidden,
                Panes::Hidden => Panes::Shown,
            };
        }
        _ => return None,
    }
    match action {
        Action::Wider | Action::Narrower | Action::DefaultWidth => show_measure(state),
        _ => relayout(state),
    }
    Some(State::no_effects())
}

/// Puts the current hit, else the first paragraph of the page, into a row of the page.
fn place_on_page(state: &mut State, action: Action) {
    let hit = visible_hit(state).map(|hit| hit.start);
    let pos = hit.unwrap_or(state.reading.reader.anchor());
    let rows = page_rows(state);
    let above = match action {
        Action::PlaceTop => 0,
        Action::PlaceMiddle => rows / 2,
        _ => rows - 1,
    };
    state.reading.reader.go(pos);
    if above > 0 {
        state.reading.reader.scroll(-above);
    }
}

/// Moves the lines of code that are cut by half a measure, to the right as far as one on the page has more.
fn move_code(state: &mut State, action: Action, times: i64) {
    let half = i64::from(state.screen().column.width / 2).max(1);
    let now = i64::from(state.appearance.code.offset.0);
    let rows = state.reading.reader.page().iter();
    let mut gutters = rows.filter_map(|row| row.line()?.gutter);
    let m = &state.texts().appearance;
    let moved = if action == Action::CodeLeft {
        if now == 0 {
            return state.notify(m.code_at_start);
        }
        now.saturating_sub(half.saturating_mul(times)).max(0)
    } else {
        if !gutters.any(|gutter| gutter.cut_end.is_some()) {
            return state.notify(m.code_not_cut);
        }
        let offset = now.saturating_add(half.saturating_mul(times));
        offset.min(i64::from(MAX_CODE_OFFSET_CELLS))
    };
    state.appearance.code.offset = Cells(moved as u16);
    relayout(state);
}

/// Farthest that code is moved, in cells.
const MAX_CODE_OFFSET_CELLS: u16 = 15_000;

/// Sets two pages side by side, or one again, and notifies what is on the screen now. Without room for two it stays at one.
fn toggle_two_pages(state: &mut State) {
    if state.appearance.is_plain_screen() {
        return state.notify(state.texts().appearance.one_page_on_plain_screen);
    }
    state.display.pages = match state.display.pages {
        PageCount::One => PageCount::Two,
        PageCount::Two => PageCount::One,
    };
    relayout(state);
    let m = &state.texts().appearance;
    let screen = state.screen();
    let text = match (state.display.pages, screen.second.is_empty()) {
        (PageCount::One, _) => m.one_page.to_owned(),
        (PageCount::Two, false) => m.two_pages.to_owned(),
        (PageCount::Two, true) => {
            let least = min_two_pages_cells(state.appearance.measure).0;
            let missing = least.saturating_sub(screen.text.width);
            let mut text = m.no_room_for_two_pages(u64::from(screen.area.width + missing));
            if !screen.pane.is_empty() && screen.area.width >= least {
                text = [&*text, m.outline_hides].join("  ");
            }
            state.display.pages = PageCount::One;
            relayout(state);
            text
        }
    };
    state.notify(text);
}

fn page_rows(state: &State) -> i64 {
    i64::from(state.screen().column.height.max(1))
}

fn half_page_rows(state: &State) -> i64 {
    (page_rows(state) / 2).max(1)
}

fn go_section(state: &mut State, toward: Direction, depth: SectionDepth, count: u32) {
    let here = state.reading.reader.heading_origin();
    let found = motion::section(
        &state.reading.reader.outline,
        here,
        toward,
        depth,
        count.max(1),
    );
    match found {
        Some(pos) => state.reading.jump(|reader| reader.go_heading(pos)),
        None if !state.reading.reader.outline.complete => {
            state.notify(state.texts().reading.outline_unfinished);
        }
        None => {
            let m = &state.texts().reading;
            let edge = match toward {
                Direction::Next => m.no_next_section,
                Direction::Prev => m.no_previous_section,
            };
            let file_edge =
                go_file::edge_text(state, toward).filter(|_| depth == SectionDepth::Top);
            state.notify(file_edge.unwrap_or_else(|| edge.to_owned()));
        }
    }
}

fn go_paragraph(state: &mut State, toward: Direction, count: u32) {
    let here = state.reading.reader.anchor();
    if let Some(pos) = motion::paragraph(&*state.reading.reader.doc, here, toward, count.max(1)) {
        state.reading.reader.go(pos);
    }
}

fn go_sentence(state: &mut State, toward: Direction, count: u32) {
    let here = state.reading.reader.anchor();
    if let Some(pos) = motion::sentence(&*state.reading.reader.doc, here, toward, count.max(1)) {
        state.reading.reader.go(pos);
    }
}

fn go_top(state: &mut State, count: u32) {
    if count > 0 {
        return go_numbered_section(state, count);
    }
    let first = state.reading.reader.doc.first();
    state.reading.jump(|reader| reader.go(first));
}

fn go_bottom(state: &mut State, count: u32) {
    if count > 0 {
        return go_numbered_section(state, count);
    }
    state.reading.jump(super::reader::Reader::go_bottom);
}

/// Goes to heading `number` of the outline, counted from 1.
pub fn go_numbered_section(state: &mut State, number: u32) {
    let index = (number as usize).saturating_sub(1);
    match state.reading.reader.outline.headings.get(index) {
        Some(heading) => {
            let pos = heading.pos;
            state.reading.jump(|reader| reader.go_heading(pos));
        }
        None => {
            let total = state.reading.reader.outline.headings.len();
            state.notify(state.texts().reading.headings(total as u64));
        }
    }
}

fn jump_back(state: &mut State) -> Vec<Effect> {
    if next_text::actions::is_where_it_began(state)
        && let Some(effects) = next_text::actions::go_back(state)
    {
        return effects;
    }
    let here = state.reading.reader.anchor();
    if let Some(pos) = state.reading.jumps.back(here) {
        state.reading.reader.go(pos);
        return State::no_effects();
    }
    next_text::actions::go_back(state).unwrap_or_else(|| {
        state.notify(state.texts().reading.no_earlier_place);
        State::no_effects()
    })
}

fn jump_forward(state: &mut State) {
    let here = state.reading.reader.anchor();
    match state.reading.jumps.forward(here) {
        Some(pos) => state.reading.reader.go(pos),
        None => state.notify(state.texts().reading.no_later_place),
    }
}

fn jump_swap(state: &mut State) {
    let here = state.reading.reader.anchor();
    if let Some(pos) = state.reading.jumps.swap(here) {
        state.reading.reader.go(pos);
    }
}
