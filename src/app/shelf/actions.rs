//! Actions of the shelf, and the changes that they make.

use super::change::ShelfChange;
use super::rows::{current_row, refresh};
use super::state::ShelfRow;
use crate::app::input::action::Action;
use crate::app::job::{Job, JobId};
use crate::app::lists::state::{ListKind, ListPlace, OpenList};
use crate::app::message::Effect;
use crate::app::next_text::request::{NextText, StartScreen};
use crate::app::opening::other_text::leave_for;
use crate::app::opening::start_place::StartPlace;
use crate::app::shelf::entry::ShelfContent;
use crate::app::state::{Mode, State};
use crate::error::Error;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Opens the shelf, or carries out an action of it that works everywhere; returns `None` for any other.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    match action {
        Action::Shelf => Some(open(state)),
        Action::Essays => Some(open_text(state, NextText::default())),
        Action::FavouriteFolder => {
            let path = PathBuf::from(&state.opening.path);
            Some(add_folder(state, path))
        }
        _ => None,
    }
}

/// Opens the shelf at its first row and reads the records.
pub fn open(state: &mut State) -> Vec<Effect> {
    *state.lists.place_mut(ListKind::Shelf) = ListPlace::default();
    state.shelf.doomed = None;
    refresh(state);
    select_first_text(state);
    state.mode = Mode::List(OpenList::new(ListKind::Shelf));
    read_records(state)
}

/// Moves the cursor to the first text, below the folders.
fn select_first_text(state: &mut State) {
    let folders = state.shelf.folders.len() as u64;
    state.lists.place_mut(ListKind::Shelf).cursor = folders;
}

fn read_records(state: &mut State) -> Vec<Effect> {
    let job = state.new_job();
    state.shelf.job = Some(job);
    vec![Effect::StartJob(job, Job::Shelf)]
}

/// Takes the texts that the job has found so far, and the favourite folders.
pub fn on_entries(state: &mut State, id: JobId, content: ShelfContent, is_whole: bool) {
    if state.shelf.job != Some(id) {
        return;
    }
    if is_whole {
        state.shelf.job = None;
    }
    let is_first = state.shelf.entries.is_empty() && state.shelf.folders.is_empty();
    state.shelf.entries = content.entries;
    state.shelf.folders = content.folders;
    state.shelf.listed_at = content.listed_at;
    refresh(state);
    if is_first && state.lists.place(ListKind::Shelf) == ListPlace::default() {
        select_first_text(state);
    }
}

/// Stops waiting for a job that has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    if state.shelf.job == Some(id) {
        state.shelf.job = None;
    }
}

/// Carries out an action that only the open shelf has; `None` for any other.
pub fn perform_in_list(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    if action != Action::RemoveRow {
        state.shelf.doomed = None;
    }
    match action {
        Action::SectionOnly => {
            state.shelf.order = state.shelf.order.next();
            refresh(state);
            state.notify(state.shelf.order.text(state.texts()));
        }
        Action::RemoveRow => return Some(take_off(state)),
        Action::PutBack => return Some(put_back(state)),
        Action::FavouriteFolder => {
            let path = match current_row(state)? {
                ShelfRow::Text(at) => {
                    let entry = state.shelf.entries.get(at)?;
                    entry.paths.first().cloned().unwrap_or_default()
                }
                ShelfRow::Folder(at) => state.shelf.folders.get(at)?.clone(),
                ShelfRow::Essays => PathBuf::new(),
            };
            return Some(add_folder(state, path));
        }
        Action::FromBeginning => {
            let next = next_text(state)?;
            return Some(open_text(
                state,
                NextText {
                    start: vec![StartPlace::Percent(0)],
                    ..next
                },
            ));
        }
        Action::SearchAll => return Some(search_all(state)),
        _ => return None,
    }
    Some(State::no_effects())
}

/// Opens the text of a row; one that is gone is named.
pub fn open_current(state: &mut State) -> Vec<Effect> {
    let effects = match next_text(state) {
        Some(next) if is_being_read(state, &next) => {
            state.mode = Mode::Reading;
            return State::no_effects();
        }
        Some(next) => open_text(state, next),
        None => State::no_effects(),
    };
    if effects.is_empty() {
        state.mode = Mode::List(OpenList::new(ListKind::Shelf));
    }
    effects
}

/// Returns the text of the current row; `None`, with a notice, if it is gone.
fn next_text(state: &mut State) -> Option<NextText> {
    let (paths, is_gone) = match current_row(state)? {
        ShelfRow::Essays => return Some(NextText::default()),
        ShelfRow::Text(at) => {
            let entry = state.shelf.entries.get(at)?;
            (entry.paths.clone(), entry.is_gone)
        }
        ShelfRow::Folder(at) => (vec![state.shelf.folders.get(at)?.clone()], false),
    };
    if is_gone {
        let path = paths.first().map(|path| path.to_string_lossy());
        let path = path.unwrap_or_default().into_owned();
        state.notify(state.texts().shelf.gone_path(&path));
        return None;
    }
    Some(NextText {
        paths,
        ..NextText::default()
    })
}

/// Returns whether a text is the one being read.
fn is_being_read(state: &State, next: &NextText) -> bool {
    let whole = |path: &Path| path.canonicalize().ok();
    let here: Vec<PathBuf> = match &state.opening.files[..] {
        [] => whole(Path::new(&state.opening.path)).into_iter().collect(),
        files => files.iter().filter_map(|path| whole(path)).collect(),
    };
    !here.is_empty() && next.paths == here
}

/// Leaves this text for another. If the reader has to confirm it, the shelf stays open.
fn open_text(state: &mut State, next: NextText) -> Vec<Effect> {
    leave_for(state, next, false)
}

/// Opens all texts of the rows as one, with the line of a search.
fn search_all(state: &mut State) -> Vec<Effect> {
    let paths_of = |row: &ShelfRow| match row {
        ShelfRow::Folder(at) => state.shelf.folders.get(*at).cloned().into_iter().collect(),
        ShelfRow::Text(at) => {
            let entry = state.shelf.entries.get(*at);
            let entry = entry.filter(|entry| !entry.is_gone);
            entry.map_or_else(Vec::new, |entry| entry.paths.clone())
        }
        ShelfRow::Essays => Vec::new(),
    };
    let mut paths: Vec<PathBuf> = state.shelf.rows.iter().flat_map(paths_of).collect();
    // So is one that was read alone and with others.
    let mut known = HashSet::new();
    paths.retain(|path| known.insert(path.clone()));
    // A text in a folder that is searched too is searched once.
    let folders = state.shelf.folders.clone();
    paths.retain(|path| {
        let mut around = folders.iter().filter(|folder| *folder != path);
        !around.any(|folder| path.starts_with(folder))
    });
    if paths.is_empty() {
        state.notify(state.texts().shelf.empty);
        return State::no_effects();
    }
    open_text(
        state,
        NextText {
            paths,
            screen: StartScreen::SearchAll,
            ..NextText::default()
        },
    )
}

/// Takes off the current row, once the key was pressed twice; a folder at once.
fn take_off(state: &mut State) -> Vec<Effect> {
    match current_row(state) {
        Some(ShelfRow::Folder(at)) => {
            let folder = state.shelf.folders.get(at).cloned();
            let change = folder.map(ShelfChange::RemoveFolder);
            change.into_iter().map(Effect::ChangeShelf).collect()
        }
        Some(ShelfRow::Text(at)) => {
            let Some(entry) = state.shelf.entries.get(at).cloned() else {
                return State::no_effects();
            };
            if state.shelf.doomed.as_ref() != Some(&entry.record) {
                state.ask(state.texts().shelf.take_off_again(&entry.title));
                state.shelf.doomed = Some(entry.record);
                return State::no_effects();
            }
            state.shelf.doomed = None;
            vec![Effect::ChangeShelf(ShelfChange::TakeOff(entry.record))]
        }
        Some(ShelfRow::Essays) | None => State::no_effects(),
    }
}

fn put_back(state: &mut State) -> Vec<Effect> {
    match state.shelf.taken_off.last().cloned() {
        Some(record) => vec![Effect::ChangeShelf(ShelfChange::PutBack(record))],
        None => {
            state.notify(state.texts().shelf.nothing_taken_off);
            State::no_effects()
        }
    }
}

/// Adds the folder at or around a path to the favourites.
fn add_folder(state: &mut State, path: PathBuf) -> Vec<Effect> {
    if state.outside.is_forbidden {
        state.notify(state.texts().files.forbidden);
        return State::no_effects();
    }
    if path.as_os_str().is_empty() {
        state.notify(state.texts().shelf.no_folder);
        return State::no_effects();
    }
    vec![Effect::ChangeShelf(ShelfChange::AddFolder(path))]
}

/// Takes the result of a change, and reads the shelf again.
pub fn on_changed(
    state: &mut State,
    change: &ShelfChange,
    result: Result<(), Error>,
) -> Vec<Effect> {
    let m = state.texts();
    if let Err(error) = result {
        state.notify(m.error(&error));
        return State::no_effects();
    }
    let text = match change {
        ShelfChange::TakeOff(record) => {
            state.shelf.taken_off.push(record.clone());
            m.shelf.taken_off.to_owned()
        }
        ShelfChange::PutBack(record) => {
            state.shelf.taken_off.retain(|own| own != record);
            m.shelf.put_back.to_owned()
        }
        ShelfChange::AddFolder(folder) => m.shelf.folder_added(&folder.to_string_lossy()),
        ShelfChange::RemoveFolder(folder) => m.shelf.folder_removed(&folder.to_string_lossy()),
    };
    state.notify(text);
    if matches!(&state.mode, Mode::List(list) if list.kind == ListKind::Shelf) {
        return read_records(state);
    }
    State::no_effects()
}
