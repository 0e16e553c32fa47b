//! The text that is read next instead of this one, and the way back.

pub mod actions;
pub mod request;
pub mod state;
