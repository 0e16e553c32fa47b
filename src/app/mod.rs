//! Floor 7, the program: what can be asked for, the state, and the only way it changes.

pub mod command;
pub mod display;
pub mod draw;
pub mod help;
pub mod info;
pub mod input;
pub mod job;
pub mod message;
pub mod notices;
pub mod opening;
pub mod perform;
pub mod reading;
pub mod runtime;
pub mod search;
pub mod sheet;
pub mod state;
pub mod toc;
pub mod update;
