//! Check that the options of a command line have a meaning for its command. An option is refused elsewhere: none is passed
//! over in silence.

use super::Command;
use crate::cli::table::{OPTIONS, READ, VERBS, VerbInfo};
use crate::error::{Error, Result, UsageError};

/// Checks that every named option has a meaning for the command. `of_less` is the first option of less.
///
/// # Errors
/// [`UsageError::NotForCommand`] for the first without.
pub(super) fn check(command: &Command, named: &[String], of_less: Option<String>) -> Result<()> {
    let Some(verb) = verb_of(command) else {
        return Ok(());
    };
    let is_foreign = |option: &&String| {
        let rows = OPTIONS.iter();
        let mut rows = rows
            .filter(|row| row.names.contains(&option.as_str()))
            .peekable();
        rows.peek().is_some() && rows.all(|row| row.commands & verb.bit == 0)
    };
    let of_less = of_less.filter(|_| verb.bit != READ);
    match named.iter().find(is_foreign).or(of_less.as_ref()) {
        None => Ok(()),
        Some(option) => Err(Error::Usage(UsageError::NotForCommand {
            option: option.clone(),
            command: match verb.name {
                "" => "tongdu".to_owned(),
                name => format!("tongdu {name}"),
            },
        })),
    }
}

/// Returns the row of a command; `None` for help and version, which every option may stand beside.
fn verb_of(command: &Command) -> Option<&'static VerbInfo> {
    let name = match command {
        Command::Read(_) => return VERBS.first(),
        Command::Help(_) | Command::Version => return None,
        Command::Toc { .. } => "toc",
        Command::Cat(_) => "cat",
        Command::Notes(_) => "notes",
        Command::Stats(_) => "stats",
        Command::Check(_) => "check",
        Command::Find { .. } => "find",
        Command::Forms(_) => "forms",
        Command::Keys => "keys",
        Command::Config => "config",
        Command::Completions(_) => "completions",
        Command::Man => "man",
    };
    VerbInfo::named(name)
}
