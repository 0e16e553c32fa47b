//! Keys, key sequences and the actions they are bound to.

pub mod action;
pub mod action_doc;
pub mod dispatch;
pub mod key;
pub mod key_label;
pub mod keymap;
pub mod line_edit;
pub mod pending;
pub mod preset;
pub mod state;
