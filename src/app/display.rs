//! The screen: its size, its parts and the facts known about the terminal.

pub mod actions;
pub mod hints;
pub mod key_labels;
pub mod layout;
pub mod scroll_bar;
pub mod spoken_row;
pub mod state;
pub mod status_row;
pub mod window_title;
