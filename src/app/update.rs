//! The single function that changes the state. Its only I/O is reading the document.

use super::input::action::Action;
use super::input::dispatch;
use super::job::{JobEvent, JobId};
use super::message::{Effect, Message};
use super::next_text::request::StartScreen;
use super::perform::perform;
use super::search::state::ActiveSearch;
use super::state::State;
use super::{
    command, dictionary, display, info, lists, marks, mouse, next_text, notices, opening, outside,
    reading, search, select, shelf, toc,
};

/// The state, changed by messages only.
pub struct Model {
    state: State,
}

impl Model {
    /// Wraps `state`.
    pub fn new(state: State) -> Self {
        Self { state }
    }

    /// Returns the current state.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Applies a message. Returns the effects to carry out outside the state.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let state = &mut self.state;
        let awaited = awaited_jobs(state);
        let text_before = select::follow::TextBefore::of(state);
        let is_asked = matches!(message, Message::Key(..) | Message::Mouse(..));
        if let Message::Key(_, at) | Message::Mouse(_, _, at) = &message {
            state.reading.meter.on_key(*at);
            state.next_text.last_key_ms = *at;
        }
        let mut effects = take(state, message);
        if matches!(effects.last(), Some(Effect::Fail(_))) {
            // The program ends; nothing follows the document that is not there.
            return effects;
        }
        effects.extend(opening::show::show_opened(state));
        effects.extend(reading::goto::go_to_start(state));
        let unread = search::navigate::make_move(state);
        select::follow::follow(state, text_before.as_ref());
        lists::actions::follow_cursor(state);
        effects.extend(search::hit_list::advance(state));
        effects.extend(marks::follow::follow(state));
        toc::follow::follow_reader(state);
        effects.extend(search::navigate::ask_for_missing(state, unread));
        reading::part::update_progress(state);
        display::spoken_row::hold_figures(state, is_asked);
        effects.extend(reading::part::measure(state));
        reading::file_progress::note_page(state);
        notices::actions::notify_part_problems(state);
        cancel_jobs(&awaited, &awaited_jobs(state), &mut effects);
        effects
    }
}

/// Passes a message to the feature it concerns.
fn take(state: &mut State, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key, at) => return dispatch::on_key(state, key, at),
        Message::Mouse(report, notches, at) => {
            return mouse::actions::on_mouse(state, report, notches, at);
        }
        Message::ShowFirst(screen) => return show_first(state, screen),
        Message::KeysRested(now) => {
            dispatch::list_continuations(state, now);
            next_text::actions::show_offer(state, now);
        }
        Message::Paste(text) => return command::prompt::paste(state, &text),
        Message::Resumed { width, height } => {
            // What was said before the suspension is no news.
            state.notices.message = None;
            display::actions::on_resize(state, width, height);
        }
        Message::Resize { width, height } => {
            display::actions::on_resize(state, width, height);
        }
        Message::TerminalFacts(facts) => display::actions::on_terminal_facts(state, facts),
        Message::FocusGained => return marks::follow::reread(state),
        Message::SuspendRefused => display::actions::on_suspend_refused(state),
        Message::Start => return opening::actions::open_first(state),
        Message::OpenProgress(id, stage) => opening::actions::on_progress(state, id, stage),
        Message::Opened(id, opened)
        | Message::Reopened(id, opened)
        | Message::EncodingChanged(id, opened)
        | Message::Arrived(id, opened) => opening::actions::on_opened(state, id, opened),
        Message::OpenFailed(id, error) => {
            return opening::actions::on_open_failed(state, id, error);
        }
        Message::FileChanged(change) => return opening::actions::on_file_change(state, change),
        Message::PipeGrew => return opening::actions::on_pipe_growth(state),
        Message::Job(id, event) => return on_job_event(state, id, event),
        Message::JobFailed(id, reason) => return on_job_failed(state, id, &reason),
        Message::RecordSaved(saved) => notices::actions::on_record_saved(state, saved),
        Message::MarksSaved(change, purpose, saved) => {
            return marks::follow::on_saved(state, &change, purpose, saved);
        }
        Message::DocumentGone(path) => marks::places::on_document_gone(state, &path),
        Message::ShelfChanged(change, result) => {
            return shelf::actions::on_changed(state, &change, result);
        }
        Message::Edited(edited) => return outside::actions::on_edited(state, edited),
        Message::NoteEdited(edited) => marks::typing::on_edited(state, edited),
        Message::OpenedOutside(name, failure) => {
            outside::actions::on_opened_outside(state, &name, failure.as_deref());
        }
        Message::Copied(outcome) => return select::copy::on_outcome(state, outcome),
        Message::SidecarSaved(saved) => toc::sidecar::on_saved(state, saved),
    }
    State::no_effects()
}

/// Shows a part of the program over the text with which it has started.
fn show_first(state: &mut State, screen: StartScreen) -> Vec<Effect> {
    match screen {
        StartScreen::Text => State::no_effects(),
        StartScreen::Shelf => shelf::actions::open(state),
        StartScreen::SearchAll => perform(state, Action::SearchAll, 0),
    }
}

fn on_job_event(state: &mut State, id: JobId, event: JobEvent) -> Vec<Effect> {
    match event {
        JobEvent::Marks(marks, end) => marks::follow::on_marks(state, id, marks, end),
        JobEvent::AllMarks(found) => marks::all_list::on_marks(state, id, found),
        JobEvent::NotesUnchanged => marks::follow::on_unchanged(state, id),
        JobEvent::Shelf(found, is_whole) => {
            shelf::actions::on_entries(state, id, found, is_whole);
        }
        JobEvent::KeptReading(kept) => info::sheet::on_kept(state, id, kept),
        JobEvent::LookUp(answer) => dictionary::actions::on_answer(state, id, answer),
        JobEvent::FileProgress(found) => reading::file_progress::on_found(state, id, found),
        JobEvent::Neighbour(path) => next_text::actions::on_neighbour(state, id, path),
        JobEvent::File(answer) => return opening::other_text::on_answer(state, id, answer),
        JobEvent::Paths(names) => command::prompt::on_paths(state, id, names),
        JobEvent::Outline(outline) => {
            toc::load::on_outline(state, id, outline);
            if let Some((action, count)) = reading::awaiting::go_on(state) {
                return perform(state, action, count);
            }
        }
        JobEvent::Line(_) => reading::goto::on_line(state, id, &event),
        JobEvent::HeadingAnswer(answer) => toc::edit::on_answer(state, id, answer),
        JobEvent::Search(answer) => search::navigate::on_answer(state, id, answer),
    }
    State::no_effects()
}

/// Stops waiting for a failed job and shows the reason.
fn on_job_failed(state: &mut State, id: JobId, reason: &str) -> Vec<Effect> {
    let effects = opening::actions::on_job_failed(state, id, reason);
    toc::load::on_job_failed(state, id);
    marks::follow::on_job_failed(state, id);
    marks::all_list::on_job_failed(state, id);
    shelf::actions::on_job_failed(state, id);
    info::sheet::on_job_failed(state, id);
    next_text::actions::on_job_failed(state, id);
    dictionary::actions::on_job_failed(state, id);
    opening::other_text::on_job_failed(state, id);
    reading::file_progress::on_job_failed(state, id);
    toc::edit::on_job_failed(state, id);
    reading::goto::on_job_failed(state, id);
    search::navigate::on_job_failed(state, id);
    notices::actions::notify_job_failure(state, reason);
    effects
}

/// Returns the jobs whose answers are awaited.
fn awaited_jobs(state: &State) -> Vec<JobId> {
    let opening = &state.opening;
    let search = state.search.active.as_ref();
    let jobs = [
        opening.running.as_ref().map(|running| running.job),
        opening.file_job,
        opening.saving.map(|saving| saving.job),
        opening.line_job.map(|(job, _)| job),
        state.toc.job,
        state.toc.query_job,
        state.marks.job,
        state.marks.everywhere.job,
        state.shelf.job,
        state.select.lookup.as_ref().map(|(job, _)| *job),
        state.reading.file_progress_job,
        state.reading.kept_job.map(|(job, _)| job),
        state.next_text.job.map(|(job, _)| job),
        state.command.paths_job,
    ];
    let jobs = jobs.into_iter().flatten();
    jobs.chain(search.into_iter().flat_map(ActiveSearch::jobs))
        .collect()
}

/// Cancels the jobs that are no longer awaited; those not started yet are dropped.
fn cancel_jobs(before: &[JobId], now: &[JobId], effects: &mut Vec<Effect>) {
    effects.retain(|effect| match effect {
        Effect::StartJob(id, _) => now.contains(id),
        _ => true,
    });
    let ended = before.iter().filter(|id| !now.contains(id));
    effects.splice(0..0, ended.copied().map(Effect::CancelJob));
}

#[cfg(test)]
mod tests;
