//! Lines being typed: the search, the command line, the filter of the outline.

use super::choices::CompletionList;
use super::chosen_row::{choose_row, chosen_name};
use super::completion;
use super::palette::{self, PaletteRow};
use super::run;
use crate::app::command::state::{Prompt, Purpose};
use crate::app::input::key::{CtrlState, Key};
use crate::app::input::line_edit::{EditOutcome, LineEdit};
use crate::app::job::{Job, JobId};
use crate::app::lists::filter_line;
use crate::app::marks;
use crate::app::message::Effect;
use crate::app::reading::motion::Direction;
use crate::app::search::state::{PastSearch, SearchTarget};
use crate::app::search::{hit_list, navigate};
use crate::app::select;
use crate::app::state::{Mode, State};
use crate::app::toc;
use crate::app::toc::follow::list_height;
use crate::app::toc::state::{TocBrowse, TocPlace};
use crate::search::Query;
use crate::search::query::QueryKind;
use ratatui::crossterm::event::KeyCode;

/// Lines remembered.
const MAX_HISTORY_LINES: usize = 100;

/// Text was pasted, or committed by an input method in one piece.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Prompt(prompt) => match prompt.edit.insert(text) {
            EditOutcome::TextChanged => on_line_change(state),
            EditOutcome::TextUnchanged | EditOutcome::Ignored => State::no_effects(),
        },
        Mode::Outline(TocBrowse {
            filter: Some(edit), ..
        }) => {
            edit.insert(text);
            apply_filter(state);
            State::no_effects()
        }
        Mode::List(_) => filter_line::paste(state, text),
        Mode::Outline(_) | Mode::Reading | Mode::Selecting(_) | Mode::Sheet(..) => {
            State::no_effects()
        }
    }
}

/// A key in a prompt.
pub fn on_key(state: &mut State, key: Key) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::no_effects();
    };
    if on_search_key(prompt, key).is_some() {
        return on_line_change(state);
    }
    if let Some(effects) = marks::typing::on_key(state, key) {
        return effects;
    }
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::no_effects();
    };
    match key.code() {
        (KeyCode::Enter, _) => return accept(state),
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), CtrlState::Held) => return leave(state),
        (KeyCode::Backspace, _) if prompt.edit.text().is_empty() => return leave(state),
        (KeyCode::Up, _) | (KeyCode::Char('p'), CtrlState::Held) => {
            return go_rows(state, Direction::Prev);
        }
        (KeyCode::Down, _) | (KeyCode::Char('n'), CtrlState::Held) => {
            return go_rows(state, Direction::Next);
        }
        (KeyCode::Tab, _) => return complete(state, Direction::Next),
        (KeyCode::BackTab, _) => return complete(state, Direction::Prev),
        _ => {}
    }
    match prompt.edit.on_key(key) {
        EditOutcome::TextChanged => on_line_change(state),
        EditOutcome::TextUnchanged | EditOutcome::Ignored => State::no_effects(),
    }
}

/// The line is another: a search begins anew.
fn on_line_change(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::no_effects();
    };
    prompt.completions = None;
    prompt.chosen_row = None;
    state.command.paths_job = None;
    let Purpose::Search(search) = &mut prompt.purpose else {
        return State::no_effects();
    };
    let (origin, toward) = (search.origin, search.toward);
    let typed = prompt.edit.text();
    let query = Query::with_case(typed, search.level, search.kind, state.search.case);
    search.error = query.as_ref().err().filter(|_| !typed.is_empty()).cloned();
    let is_empty = typed.is_empty();
    match query {
        Ok(query) => navigate::start_search_toward(state, query, toward, (origin, origin)),
        Err(_) if is_empty => {
            state.search.active = None;
            state.reading.reader.go(origin);
            State::no_effects()
        }
        // The hits of the last good line stay.
        Err(_) => State::no_effects(),
    }
}

/// Changes the level or the kind of a search being typed; `None` for any other key.
fn on_search_key(prompt: &mut Prompt, key: Key) -> Option<()> {
    let Purpose::Search(search) = &mut prompt.purpose else {
        return None;
    };
    let toggled = |kind| {
        if search.kind == kind {
            QueryKind::Literal
        } else {
            kind
        }
    };
    match key.code() {
        (KeyCode::Tab, _) => search.level = search.level.next(),
        (KeyCode::BackTab, _) => search.level = search.level.previous(),
        (KeyCode::Char('r'), CtrlState::Held) => search.kind = toggled(QueryKind::Regex),
        (KeyCode::Char('y'), CtrlState::Held) => search.kind = toggled(QueryKind::Pinyin),
        // Without capitals case does not count.
        (KeyCode::Char('t'), CtrlState::Held) => {
            let folded = prompt.edit.text().to_lowercase();
            prompt.edit.replace(&folded);
        }
        _ => return None,
    }
    Some(())
}

/// Goes to the next or the previous row of the palette; without one, to a later or an earlier line.
fn go_rows(state: &mut State, toward: Direction) -> Vec<Effect> {
    if choose_row(state, toward) {
        State::no_effects()
    } else {
        recall(state, -toward.signed(1))
    }
}

fn recall(state: &mut State, by: i64) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::no_effects();
    };
    let len = match prompt.purpose {
        Purpose::Search(_) => state.search.history.len(),
        Purpose::Command(_) => state.command.history.len(),
        Purpose::Note(_) => 0,
    };
    let back = (prompt.history_offset as i64 + by).clamp(0, len as i64) as usize;
    if back == prompt.history_offset {
        return State::no_effects();
    }
    prompt.history_offset = back;
    let line = match &mut prompt.purpose {
        Purpose::Search(search) => state.search.history.get(len - back).map(|past| {
            (search.level, search.kind) = (past.level, past.kind);
            past.text.as_str()
        }),
        Purpose::Command(_) => state.command.history.get(len - back).map(String::as_str),
        Purpose::Note(_) => None,
    };
    prompt.edit.replace(line.unwrap_or_default());
    on_line_change(state)
}

/// Completes a command as far as it is certain; where it may become several, shows these, and then goes through
/// them.
fn complete(state: &mut State, toward: Direction) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::no_effects();
    };
    if !matches!(prompt.purpose, Purpose::Command(_)) {
        return State::no_effects();
    }
    if let Some(choices) = &mut prompt.completions {
        prompt.edit = choices.cycle(toward);
        return State::no_effects();
    }
    if prompt.edit.text().is_empty() || prompt.chosen_row.is_some() {
        choose_row(state, toward);
        return State::no_effects();
    }
    let Some((_, path)) = completion::path_of(prompt.edit.text()) else {
        let typed = prompt.edit.text().to_owned();
        let (line, choices) = match completion::complete(&typed) {
            (line, None) if line.text() == typed => complete_row(state, &typed),
            completed => completed,
        };
        if let Mode::Prompt(prompt) = &mut state.mode {
            (prompt.edit, prompt.completions) = (line, choices);
        }
        return State::no_effects();
    };
    let path = path.to_owned();
    if state.outside.is_forbidden {
        return State::no_effects();
    }
    let job = state.new_job();
    state.command.paths_job = Some(job);
    vec![Effect::StartJob(job, Job::Paths(path))]
}

/// Completes a line that is no beginning of an English name by the rows of the palette: with the names in the language in
/// which it is typed.
fn complete_row(state: &State, typed: &str) -> (LineEdit, Option<CompletionList>) {
    let is_name = !typed.is_empty() && !typed.contains(char::is_whitespace);
    let rows = if is_name && !palette::names_command(typed) {
        palette::close_rows(state, typed)
    } else {
        Vec::new()
    };
    let own = |row: &PaletteRow| palette::own_name(row, typed);
    let mut names: Vec<_> = rows.iter().filter_map(own).collect();
    if names.is_empty() {
        names = rows.into_iter().map(|row| row.name).collect();
    }
    match &names[..] {
        [] => (LineEdit::new(typed), None),
        [only] => (completion::complete(only).0, None),
        _ => (
            LineEdit::new(typed),
            Some(CompletionList::new(String::new(), names)),
        ),
    }
}

/// Takes the names that complete the path in the line, from job `id`.
pub fn on_paths(state: &mut State, id: JobId, names: Vec<String>) {
    if state.command.paths_job.take_if(|job| *job == id).is_none() {
        return;
    }
    if let Mode::Prompt(prompt) = &mut state.mode
        && completion::path_of(prompt.edit.text()).is_some()
    {
        (prompt.edit, prompt.completions) = completion::complete_path(prompt.edit.text(), names);
    }
}

/// Leaves the prompt; a search returns to where it began, and to the search before it.
fn leave(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::take(&mut state.mode) else {
        return State::no_effects();
    };
    match prompt.purpose {
        Purpose::Search(search) => {
            state.reading.reader.go(search.origin);
            navigate::resume_search(state, search.before)
        }
        Purpose::Command(covered) => {
            state.mode = covered.into();
            State::no_effects()
        }
        Purpose::Note(draft) => {
            marks::actions::leave_note(state, draft, prompt.edit.text());
            State::no_effects()
        }
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    if let Mode::Prompt(prompt) = &state.mode
        && let Purpose::Search(search) = &prompt.purpose
        && search.error.is_some()
    {
        return State::no_effects();
    }
    let chosen = chosen_name(state);
    let Mode::Prompt(prompt) = std::mem::take(&mut state.mode) else {
        return State::no_effects();
    };
    let line = chosen.unwrap_or_else(|| prompt.edit.text().to_owned());
    match prompt.purpose {
        Purpose::Search(search) => {
            state.search.toward = search.toward;
            if line.is_empty() {
                let mut effects = navigate::resume_search(state, search.before);
                effects.extend(navigate::go_onward(state, 1));
                return effects;
            }
            if state.reading.reader.anchor() != search.origin {
                state.reading.jumps.push(search.origin);
            }
            let past = PastSearch {
                text: line,
                level: search.level,
                kind: search.kind,
            };
            let mut effects = navigate::remember(state, past);
            navigate::notify_without_hits(state);
            if search.target == SearchTarget::List {
                effects.extend(hit_list::open(state));
            }
            effects
        }
        Purpose::Note(draft) => marks::actions::save_note(state, draft, &line),
        Purpose::Command(covered) => {
            state.mode = covered.into();
            select::follow::resume(state);
            push_command(&mut state.command.history, line.clone());
            run::run(state, line.trim())
        }
    }
}

fn push_command(history: &mut Vec<String>, line: String) {
    history.retain(|old| *old != line);
    history.push(line);
    if history.len() > MAX_HISTORY_LINES {
        history.remove(0);
    }
}

/// A key while the outline is being filtered.
pub fn on_filter_key(state: &mut State, key: Key) -> Vec<Effect> {
    let rows = list_height(state) as i64;
    let Mode::Outline(browse) = &mut state.mode else {
        return State::no_effects();
    };
    let Some(edit) = &mut browse.filter else {
        return State::no_effects();
    };
    match key.code() {
        (KeyCode::Enter, _) => toc::actions::open_row(state),
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), CtrlState::Held) => end_filter(state),
        (KeyCode::Backspace, _) if edit.text().is_empty() => end_filter(state),
        (KeyCode::Down, _) | (KeyCode::Char('n'), CtrlState::Held) => {
            state.toc.list.move_cursor(1);
        }
        (KeyCode::Up, _) | (KeyCode::Char('p'), CtrlState::Held) => {
            state.toc.list.move_cursor(-1);
        }
        (KeyCode::PageDown, _) => state.toc.list.move_cursor(rows),
        (KeyCode::PageUp, _) => state.toc.list.move_cursor(-rows),
        (KeyCode::Tab, _) => browse.filter = None,
        _ => {
            if edit.on_key(key) == EditOutcome::TextChanged {
                apply_filter(state);
            }
        }
    }
    State::no_effects()
}

/// Leaves the filter: the full outline goes away, the pane shows everything again.
fn end_filter(state: &mut State) {
    let here = state.toc.list.selected();
    match &mut state.mode {
        Mode::Outline(browse) if browse.place == TocPlace::Pane => {
            browse.filter = None;
            state.toc.list.set_filter("", &state.reading.reader.outline);
            if let Some(here) = here {
                state.toc.list.select(here);
            }
        }
        _ => toc::actions::leave_outline(state),
    }
}

fn apply_filter(state: &mut State) {
    if let Mode::Outline(TocBrowse {
        filter: Some(edit), ..
    }) = &state.mode
    {
        state
            .toc
            .list
            .set_filter(edit.text(), &state.reading.reader.outline);
    }
}
