//! Reading: page, motions, jumps, links and appearance.

pub mod actions;
pub mod appearance;
pub mod awaiting;
pub mod file_progress;
pub mod follow_end;
pub mod go_file;
pub mod goto;
pub mod jump_list;
pub mod jumps;
pub mod links;
pub mod measure;
pub mod meter;
pub mod motion;
pub mod part;
pub mod part_name;
pub mod progress;
pub mod reader;
pub mod relocate;
pub mod state;
pub mod view_switch;
