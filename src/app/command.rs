//! The command line: named commands, completion and prompts.

pub mod actions;
pub mod availability;
pub mod choices;
mod chosen_row;
pub mod completion;
mod foreign;
pub mod meaning;
pub mod palette;
pub mod prompt;
pub mod run;
pub mod state;
pub mod synonyms;
pub mod table;
pub mod typed_word;
mod usage;
