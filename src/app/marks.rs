//! The reader's own marks: highlights, notes and places.

pub mod actions;
pub mod all_list;
pub mod change;
pub mod draft;
pub mod edit;
pub mod everywhere;
pub mod export;
pub mod follow;
pub mod in_file;
pub mod list;
pub mod note_sheet;
pub mod notes_stamp;
pub mod order;
pub mod orphan;
pub mod places;
pub mod shown;
pub mod signs;
pub mod state;
pub mod text_mark;
pub mod typing;
