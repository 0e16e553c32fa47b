//! Floor 7, the program: the actions of the reader, the state, and the single function that changes it.

pub mod command;
pub mod display;
pub mod draw;
pub mod help;
pub mod info;
pub mod input;
pub mod job;
pub mod lists;
pub mod marks;
pub mod message;
pub mod mouse;
pub mod next_text;
pub mod notices;
pub mod opening;
pub mod outside;
pub mod perform;
pub mod reading;
pub mod runtime;
pub mod search;
pub mod select;
pub mod settings;
pub mod sheet;
pub mod shelf;
pub mod state;
pub mod toc;
pub mod update;
