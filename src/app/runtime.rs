//! The loop, jobs and what happens outside of the state.

pub mod autosave;
pub mod event_loop;
pub mod file_watch;
pub mod jobs;
pub(crate) mod pipe_feed;
