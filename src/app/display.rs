//! The screen: its size, its parts and what the terminal says of itself.

pub mod actions;
pub mod layout;
pub mod state;
