//! The runtime: event loop, jobs and everything outside the state.

mod all_marks;
mod autosave;
mod clipboard;
mod dictionary;
pub mod event_loop;
mod file_job;
mod file_notifier;
mod file_watch;
mod job_sender;
mod jobs;
mod link_opener;
mod load_marks;
mod note_homes;
mod note_scratch;
pub mod open_job;
mod open_progress;
mod pipe_feed;
mod program;
pub mod run_plan;
mod screen;
mod waker;
