//! Another text instead of this one, and the text of a pipe in a file of its own.

use super::state::SaveJob;
use crate::app::job::{FileAnswer, FileTask, Job, JobId};
use crate::app::message::Effect;
use crate::app::next_text::actions::go_back;
use crate::app::next_text::request::NextText;
use crate::app::opening::source_file::source_file;
use crate::app::state::State;
use std::path::Path;

/// Opens a file or folder by the name that the reader has typed; `#` is the text before this one.
pub fn open_named(state: &mut State, name: &str, is_forced: bool) -> Vec<Effect> {
    if state.outside.is_forbidden {
        state.notify(state.texts().files.forbidden);
        return State::no_effects();
    }
    if name == "#" {
        return go_back(state).unwrap_or_else(|| {
            state.notify(state.texts().files.no_previous);
            State::no_effects()
        });
    }
    let here = source_file(state, state.reading.reader.anchor());
    let folder = here.as_deref().and_then(Path::parent).map(Path::to_owned);
    state.opening.is_forced = is_forced;
    let job = state.new_job();
    state.opening.file_job = Some(job);
    let task = FileTask::Locate {
        name: name.to_owned(),
        folder,
    };
    vec![Effect::StartJob(job, Job::File(task))]
}

/// Leaves this text for another. The text of a pipe would be lost, so that the first time only a notice is shown, as
/// while a file is being saved. Files are refused if the environment forbids them.
pub fn leave_for(state: &mut State, next: NextText, is_forced: bool) -> Vec<Effect> {
    // The built-in essays have no path.
    if state.outside.is_forbidden && !next.paths.is_empty() {
        state.notify(state.texts().files.forbidden);
        return State::no_effects();
    }
    // The file would be given up half written.
    if state.opening.saving.is_some() {
        state.notify(state.texts().files.saving);
        return State::no_effects();
    }
    let is_lost = state.opening.pipe.is_some() && !state.opening.is_saved;
    if is_lost && !is_forced && !state.opening.is_warned {
        state.opening.is_warned = true;
        state.notify(state.texts().files.unsaved_pipe);
        return State::no_effects();
    }
    vec![Effect::OpenText(Box::new(next))]
}

/// Saves the bytes of the pipe that have come so far.
pub fn save(state: &mut State, name: &str, is_forced: bool) -> Vec<Effect> {
    let m = state.texts();
    if state.outside.is_forbidden {
        state.notify(m.files.forbidden);
        return State::no_effects();
    }
    if state.opening.pipe.is_none() {
        let path = state.opening.path.clone();
        state.notify(if path.is_empty() {
            m.files.nothing_to_save.to_owned()
        } else {
            m.files.has_file(&path)
        });
        return State::no_effects();
    }
    if name.is_empty() {
        state.notify(m.files.save_usage);
        return State::no_effects();
    }
    let name = name.to_owned();
    let task = FileTask::Save {
        name,
        may_replace: is_forced,
        marks: state.marks.held.clone(),
    };
    start_saving(state, task)
}

/// Saves the bytes of the pipe, and ends the program once they are written.
pub fn save_and_quit(state: &mut State, name: &str, is_forced: bool) -> Vec<Effect> {
    let effects = save(state, name, is_forced);
    if !effects.is_empty()
        && let Some(saving) = &mut state.opening.saving
    {
        saving.quits = true;
    }
    effects
}

/// Starts to write a file; one at a time.
pub fn start_saving(state: &mut State, task: FileTask) -> Vec<Effect> {
    if state.opening.saving.is_some() {
        state.notify(state.texts().files.still_saving);
        return State::no_effects();
    }
    let job = state.new_job();
    state.opening.saving = Some(SaveJob { job, quits: false });
    state.notify(state.texts().files.saving);
    vec![Effect::StartJob(job, Job::File(task))]
}

/// Stops writing a file. Returns false if none is being written.
pub fn stop_saving(state: &mut State) -> bool {
    state.opening.saving.take().is_some()
}

/// Ends the program, or lets it end once the file being written is complete.
pub fn quit(state: &mut State) -> Vec<Effect> {
    let Some(saving) = &mut state.opening.saving else {
        return vec![Effect::Quit];
    };
    saving.quits = true;
    state.notify(state.texts().files.quits_when_saved);
    State::no_effects()
}

/// Takes the answer of job `id`.
pub fn on_answer(state: &mut State, id: JobId, answer: FileAnswer) -> Vec<Effect> {
    let saved = state.opening.saving.take_if(|saving| saving.job == id);
    let found = state.opening.file_job.take_if(|job| *job == id);
    if saved.is_none() && found.is_none() {
        return State::no_effects();
    }
    let is_written = matches!(
        answer,
        FileAnswer::Saved { .. } | FileAnswer::Exported { .. }
    );
    if is_written && saved.is_some_and(|saving| saving.quits) {
        return vec![Effect::Quit];
    }
    let m = state.texts();
    match answer {
        FileAnswer::Located(path, place) => {
            let is_forced = state.opening.is_forced;
            let next = NextText {
                start: place.into_iter().collect(),
                ..NextText::file(path)
            };
            return leave_for(state, next, is_forced);
        }
        FileAnswer::Saved {
            path,
            bytes,
            is_whole,
        } => {
            state.opening.is_saved = is_whole;
            state.notify(if is_whole {
                m.files.saved(&path, bytes)
            } else {
                m.files.saved_so_far(&path, bytes)
            });
        }
        FileAnswer::Exported { path, count } => state.notify(m.marks.exported(count, &path)),
        FileAnswer::ExportExists(path) => state.notify(m.marks.export_exists(&path)),
        FileAnswer::Exists(path) => state.notify(m.files.exists(&path)),
        FileAnswer::Failed(error) => state.notify(m.error(&error)),
    }
    State::no_effects()
}

/// Stops waiting for job `id`, which has failed.
pub fn on_job_failed(state: &mut State, id: JobId) {
    state.opening.file_job.take_if(|job| *job == id);
    state.opening.saving.take_if(|saving| saving.job == id);
}
