//! Floor 7, the program: what can be asked for, the state, and the only way it changes.

pub mod action;
pub mod draw;
pub mod edit;
pub mod facts;
pub mod finding;
pub mod following;
mod growing;
pub mod jobs;
pub mod jumps;
pub mod key;
pub mod keymap;
pub mod listing;
pub mod look;
pub mod manual;
pub mod message;
pub mod motion;
pub mod outlining;
pub mod prompting;
pub mod reader;
pub mod reading;
pub mod reload;
pub mod remembering;
pub mod run;
pub mod seeking;
pub mod state;
pub mod update;
pub mod views;
