//! Opening the document: requests to the job, and its answers.

use super::file_change::{ChangeResponse, FileChange};
use super::opened::OpenedDocument;
use super::state::{OpenReason, Opening, ReloadCause};
use crate::app::input::action::{Action, Context};
use crate::app::input::key::{CtrlState, Key};
use crate::app::job::{Job, JobId, OpenRequest};
use crate::app::message::Effect;
use crate::app::reading::relocate::LostPlace;
use crate::app::state::{Mode, State};
use crate::error::Error;
use crate::source::encoding::overrides::{EncodingChoice, EncodingOverrides};
use crate::source::pipe::PipeProgress;
use crate::source::progress::OpenStage;
use crate::source::windows::MAX_WHOLE_BYTES;
use ratatui::crossterm::event::KeyCode;
use std::io;
use std::path::PathBuf;

/// Largest number of keys kept while a document is being opened.
const MAX_KEYS_AHEAD: usize = 256;

/// Reads the document again; returns `None` for any other action.
pub fn perform(state: &mut State, action: Action, _count: u32) -> Option<Vec<Effect>> {
    (action == Action::Reload).then(|| reload(state))
}

/// Opens the document named at the start of the program.
pub fn open_first(state: &mut State) -> Vec<Effect> {
    let encodings = state.opening.encodings.clone();
    start(state, OpenReason::Start, encodings)
}

fn reload(state: &mut State) -> Vec<Effect> {
    if is_decoding(state) {
        // A job reads the file again already.
        return State::no_effects();
    }
    let encodings = state.opening.encodings.clone();
    start(state, OpenReason::Reload, encodings)
}

/// Reads the document again, with another encoding for the current file.
pub fn decode(state: &mut State, choice: EncodingChoice) -> Vec<Effect> {
    let running = state.opening.running.as_ref();
    let running = running.filter(|_| is_decoding(state));
    let named = running.map_or(&state.opening.encodings, |opening| &opening.encodings);
    let mut named = named.clone();
    let reader = &state.reading.reader;
    named.set(reader.doc.provenance(reader.anchor()).file, choice);
    start(state, OpenReason::Decode, named)
}

/// Reads the document again after the reader has edited its file, at the same words.
pub fn read_edited(state: &mut State) -> Vec<Effect> {
    let encodings = state.opening.encodings.clone();
    let reason = OpenReason::Changed(ReloadCause::Edited, LostPlace::SameFraction, |m| {
        m.opening.file_edited
    });
    start(state, reason, encodings)
}

fn is_decoding(state: &State) -> bool {
    let running = state.opening.running.as_ref();
    running.is_some_and(|opening| matches!(opening.reason, OpenReason::Decode))
}

/// Responds to a change of the file.
pub fn on_file_change(state: &mut State, change: FileChange) -> Vec<Effect> {
    let len = state.reading.reader.doc.len();
    let emptied = state.opening.emptied_place.as_ref();
    match change.response(len, emptied, state.opening.rereading) {
        ChangeResponse::Nothing => State::no_effects(),
        ChangeResponse::Notify(text) => {
            state.notify(text(state.texts()));
            State::no_effects()
        }
        ChangeResponse::Reload(lost, notice) => {
            let cause = match change {
                FileChange::Emptied => ReloadCause::Emptied,
                FileChange::Shorter if len > MAX_WHOLE_BYTES => ReloadCause::Other,
                FileChange::Other | FileChange::Shorter
                    if state.opening.emptied_place.is_none() =>
                {
                    ReloadCause::Edited
                }
                _ => ReloadCause::Other,
            };
            let encodings = state.opening.encodings.clone();
            start(state, OpenReason::Changed(cause, lost, notice), encodings)
        }
    }
}

/// Returns whether this change of the file causes it to be read again.
pub fn is_read_again(state: &State, change: FileChange) -> bool {
    let len = state.reading.reader.doc.len();
    let emptied = state.opening.emptied_place.as_ref();
    let response = change.response(len, emptied, state.opening.rereading);
    matches!(response, ChangeResponse::Reload(..))
}

/// Opens the text that has arrived from a pipe, if it can be shown now.
pub fn on_pipe_growth(state: &mut State) -> Vec<Effect> {
    if state.opening.running.is_some() || !may_show_arrival(state) {
        return State::no_effects();
    }
    let encodings = state.opening.encodings.clone();
    start(state, OpenReason::Arrival, encodings)
}

/// Takes a key while there is no document: quits, or keeps the key for the document.
pub fn on_first_key(state: &mut State, key: Key, at: u64) -> Vec<Effect> {
    let keymap = &state.input.keymap;
    let action = keymap.lookup(Context::Reading, &[key.as_command()]).action;
    let is_interrupt = key.code() == (KeyCode::Char('c'), CtrlState::Held);
    if is_interrupt || matches!(action, Some(Action::Quit | Action::Cancel)) {
        return vec![Effect::Quit];
    }
    if state.opening.typed_ahead.len() < MAX_KEYS_AHEAD {
        state.opening.typed_ahead.push((key, at));
    }
    State::no_effects()
}

/// Cancels reading the document again; the open document stays.
pub fn cancel(state: &mut State) {
    let may_end = |opening: &mut Opening| {
        let is_asked_for = matches!(opening.reason, OpenReason::Reload | OpenReason::Decode);
        is_asked_for && opening.opened.is_none()
    };
    state.opening.running.take_if(may_end);
}

/// Returns whether more text of a pipe may be shown: only the text has the keys, and none are pending.
pub fn may_show_arrival(state: &State) -> bool {
    matches!(state.mode, Mode::Reading) && state.input.pending.keys.is_empty()
}

/// Starts a job that opens the document. An earlier such job is no longer awaited.
fn start(state: &mut State, reason: OpenReason, encodings: EncodingOverrides) -> Vec<Effect> {
    let job = state.new_job();
    let request = OpenRequest {
        kind: reason.kind(),
        encodings: encodings.clone(),
    };
    let has_document = !matches!(reason, OpenReason::Start);
    let place = has_document.then(|| state.reading.reader.place());
    state.opening.running = Some(Opening {
        job,
        reason,
        encodings,
        place,
        progress: None,
        opened: None,
    });
    vec![Effect::StartJob(job, Job::Open(request))]
}

/// Records the progress of job `id`.
pub fn on_progress(state: &mut State, id: JobId, stage: OpenStage) {
    if state.opening.awaits(id)
        && let Some(opening) = &mut state.opening.running
    {
        opening.progress = Some(stage);
    }
}

/// Stores the document opened by job `id`. It is shown once only the text has the keys.
pub fn on_opened(state: &mut State, id: JobId, opened: Box<OpenedDocument>) {
    if state.opening.awaits(id)
        && let Some(opening) = &mut state.opening.running
    {
        opening.opened = Some(opened);
    }
}

/// Takes the error of job `id`. Ends the program if there is no document; otherwise the open document stays.
pub fn on_open_failed(state: &mut State, id: JobId, error: Error) -> Vec<Effect> {
    if !state.opening.awaits(id) {
        return State::no_effects();
    }
    let reason = state.opening.running.take().map(|opening| opening.reason);
    match reason {
        Some(OpenReason::Start) => return vec![Effect::Fail(error)],
        Some(OpenReason::Arrival) => state.opening.pipe = Some(PipeProgress::Ended),
        Some(OpenReason::Reload | OpenReason::Changed(..) | OpenReason::Decode) | None => {}
    }
    state.notify(state.texts().error(&error));
    State::no_effects()
}

/// Ends the opening whose job `id` has failed.
pub fn on_job_failed(state: &mut State, id: JobId, reason: &str) -> Vec<Effect> {
    if !state.opening.awaits(id) {
        return State::no_effects();
    }
    let error = Error::Read {
        path: PathBuf::from(&state.opening.path),
        source: io::Error::other(reason.to_owned()),
    };
    on_open_failed(state, id, error)
}
