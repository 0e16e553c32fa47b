//! Commands that each option has a meaning for. An option is refused elsewhere: none is passed over in silence.

use super::Command;
use crate::error::{Error, Result, UsageError};

/// A set of commands, one bit each.
type Commands = u8;

const READ: Commands = 1;
const TOC: Commands = 1 << 1;
const CAT: Commands = 1 << 2;
const CHECK: Commands = 1 << 3;
const FIND: Commands = 1 << 4;
const TABLES: Commands = 1 << 5;
const NOTES: Commands = 1 << 6;
const STATS: Commands = 1 << 7;
const ALL: Commands = Commands::MAX;

/// Options and the commands that they have a meaning for. Reading prints the text if the output is no terminal, so it
/// takes the options of `cat`.
const PERMITTED: [(&str, Commands); 33] = [
    ("--ambiguous", READ | CAT),
    ("--width", READ | CAT),
    ("--theme", READ),
    ("--lang", ALL),
    ("--encoding", READ | TOC | CAT | FIND),
    ("--json", TOC | FIND | NOTES | STATS),
    ("--article", READ | TOC | CAT | FIND),
    ("--original", READ | TOC | CAT | FIND),
    ("--save", TOC),
    ("--md", NOTES),
    ("--org", NOTES),
    ("--csv", NOTES),
    ("--clippings", NOTES),
    ("--since", NOTES),
    ("--orphans", NOTES),
    ("--import", NOTES),
    ("--min-confidence", TOC),
    ("--at", READ | CAT),
    ("--from", READ | CAT),
    ("--lines", CAT),
    ("--color", CAT | FIND),
    ("--colour", CAT | FIND),
    ("--fold", FIND),
    ("--pinyin", FIND),
    ("-r", FIND),
    ("-i", FIND),
    ("-s", FIND),
    ("-l", FIND),
    ("-c", FIND),
    ("-m", FIND),
    ("-C", FIND),
    ("-h", ALL),
    ("-V", ALL),
];

/// Checks that every named option has a meaning for the command. `of_less` is the first option of less.
///
/// # Errors
/// [`UsageError::NotForCommand`] for the first without.
pub(super) fn check(command: &Command, named: &[String], of_less: Option<String>) -> Result<()> {
    let (name, bit) = match command {
        Command::Read(_) => ("tongdu", READ),
        Command::Toc { .. } => ("tongdu toc", TOC),
        Command::Cat(_) => ("tongdu cat", CAT),
        Command::Notes(_) => ("tongdu notes", NOTES),
        Command::Stats(_) => ("tongdu stats", STATS),
        Command::Check(_) => ("tongdu check", CHECK),
        Command::Find { .. } => ("tongdu find", FIND),
        Command::Forms(_) => ("tongdu forms", TABLES),
        Command::Keys => ("tongdu keys", TABLES),
        Command::Config => ("tongdu config", TABLES),
        Command::Help | Command::Version => return Ok(()),
    };
    let is_foreign = |option: &&String| {
        let row = PERMITTED.iter().find(|(known, _)| known == option);
        row.is_some_and(|(_, commands)| commands & bit == 0)
    };
    let of_less = of_less.filter(|_| bit != READ);
    match named.iter().find(is_foreign).or(of_less.as_ref()) {
        None => Ok(()),
        Some(option) => Err(Error::Usage(UsageError::NotForCommand {
            option: option.clone(),
            command: name,
        })),
    }
}
