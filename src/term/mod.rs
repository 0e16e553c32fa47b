//! Floor 1, terminal: output (`write_text`, `backend`), input (`input`, `events`), queries (`probe`) and modes
//! (`screen_mode`). Unix only. Depends on text alone, not on documents, layout, themes or the meaning of
//! keys.
//!
//! Main principle: no width is trusted. A cluster whose width terminals disagree about is drawn so that a wrong
//! guess damages at most its own cells, never the rest of the line.

pub mod backend;
#[cfg(unix)]
pub mod events;
mod grid;
pub mod hyperlink;
pub mod input;
pub mod osc52;
pub mod probe;
#[cfg(unix)]
pub mod screen_mode;
mod sgr;
#[cfg(unix)]
pub(crate) mod size;
pub mod width_confidence;
pub mod write_text;
