//! The command line of the reader: commands by name, completion, prompts.

pub mod actions;
pub mod choices;
pub mod completion;
pub mod prompt;
pub mod run;
pub mod state;
pub mod table;
