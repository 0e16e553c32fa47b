//! Floor 6, the terminal: what goes to it (`write_text`, `backend`), what comes from it (`input`, `events`),
//! what it is asked (`probe`) and how it is taken and given back (`session`). Unix only; knows text
//! and errors, and nothing of documents, layout, themes or keys' meanings.
//!
//! The one idea: no width is ever trusted. A cluster that terminals disagree about is drawn so that a
//! wrong guess spoils at most its own cells, never the rest of the line.

pub mod backend;
#[cfg(unix)]
pub mod events;
mod grid;
pub mod input;
pub mod probe;
#[cfg(unix)]
pub mod screen_mode;
mod sgr;
#[cfg(unix)]
mod size;
pub mod width_confidence;
pub mod write_text;
