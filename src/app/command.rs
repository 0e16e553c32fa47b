//! The command line of the reader: commands by name, completion, prompts.

pub mod completion;
pub mod prompt;
pub mod run;
