//! Parsing of the command line. Its help is in [`super::usage`].

mod draft;
mod options;
mod values;

use super::find_options::{ColorWhen, FindOptions};
use super::less_options::LessOptions;
use super::notes_options::NotesOptions;
use super::table::{SHELLS, VERBS, VerbInfo};
use crate::app::opening::start_place::StartPlace;
use crate::error::{Error, Result, UsageError};
use crate::source::encoding::Encoding;
use crate::text::units::Cells;
use crate::views::View;
use draft::LineDraft;
use lexopt::prelude::{Long, Short, Value};
use std::ffi::OsString;
use std::path::PathBuf;
use values::{text_of, unknown_option, usage_error};

/// A command of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Read files and folders on the terminal; standard input or the essays without any.
    Read(Vec<PathBuf>),
    /// Print the outline.
    Toc {
        /// Files and folders.
        paths: Vec<PathBuf>,
        /// Format.
        format: OutputFormat,
        /// Destination.
        output: TocOutput,
    },
    /// Print the text, set into lines.
    Cat(Vec<PathBuf>),
    /// Print the reader's notes, or read them in.
    Notes(Vec<PathBuf>),
    /// Print reading time and characters.
    Stats(OutputFormat),
    /// Look for errors in essays.
    Check(Vec<PathBuf>),
    /// Find a query in texts.
    Find {
        /// The query as typed.
        query: String,
        /// Files and folders; empty for standard input or the current folder.
        paths: Vec<PathBuf>,
    },
    /// Print the forms of letters that a search takes as the same.
    Forms(Vec<String>),
    /// Print the key table.
    Keys,
    /// Print the default configuration.
    Config,
    /// Print the completions of a shell.
    Completions(&'static str),
    /// Print the manual page.
    Man,
    /// Print the help: of a command, else of the program.
    Help(Option<&'static str>),
    /// Print the version.
    Version,
}

/// Format of a printed outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputFormat {
    /// A line for each heading: level, title and place, separated by tabs.
    #[default]
    Lines,
    /// JSON.
    Json,
}

/// Destination of an outline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TocOutput {
    /// Standard output.
    #[default]
    Print,
    /// The sidecar file.
    Save,
}

impl Default for Command {
    fn default() -> Self {
        Self::Read(Vec::new())
    }
}

/// A parsed command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// The command.
    pub command: Command,
    /// `--width`; 0 for lines without breaks.
    pub width: Option<Cells>,
    /// `--ambiguous`.
    pub ambiguous: Option<String>,
    /// `--theme`.
    pub theme: Option<String>,
    /// `--plain-screen`.
    pub screen: Option<String>,
    /// `--lang`.
    pub lang: Option<String>,
    /// `--encoding`; without it the encoding is detected.
    pub encoding: Option<Encoding>,
    /// `--article`, `--original`.
    pub view: View,
    /// `--color`.
    pub color: ColorWhen,
    /// `--min-confidence`: likelihood in percent below which `toc` leaves out headings.
    pub min_confidence: Option<u8>,
    /// Options of `find`.
    pub find: FindOptions,
    /// Options of `notes`.
    pub notes: NotesOptions,
    /// Options of less.
    pub less: LessOptions,
    /// Place at which reading or printing starts (`+12`, `--at`, `--from`); the last that is found holds.
    pub start: Vec<StartPlace>,
    /// `-c`: continue the text read last, or the last whose title or path has the words given.
    pub continues: bool,
    /// `--lines`: most rows that `cat` prints.
    pub max_rows: Option<u64>,
}

/// Meaning of the options before the first word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grammar {
    /// Those of reading, with the options of less.
    Reading,
    /// Those of the commands.
    Verbs,
}

/// Reads a command line, the program's name first.
///
/// # Errors
/// [`Error::Usage`] if it is not understood.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // Options before a verb are those of the verb, whatever their letters mean to less.
    let has_verb = arguments
        .iter()
        .any(|word| word.to_str().and_then(VerbInfo::named).is_some());
    let read = parse_by(Grammar::Reading, arguments.clone());
    if !has_verb || matches!(&read, Ok(read) if !read.has_less_options) {
        return read.map(|read| read.invocation);
    }
    let by_verb = parse_by(Grammar::Verbs, arguments);
    match (read, by_verb) {
        (_, Ok(by_verb)) if by_verb.has_verb() => Ok(by_verb.invocation),
        (Ok(read), by_verb) if read.has_verb() => by_verb.map(|line| line.invocation),
        (read, _) => read.map(|read| read.invocation),
    }
}

/// A command line read by one meaning of its first options.
struct ParsedLine {
    invocation: Arguments,
    has_less_options: bool,
}

impl ParsedLine {
    fn has_verb(&self) -> bool {
        !matches!(
            self.invocation.command,
            Command::Read(_) | Command::Help(_) | Command::Version
        )
    }
}

/// Reads a command line by one meaning of its first options.
fn parse_by(grammar: Grammar, arguments: Vec<OsString>) -> Result<ParsedLine> {
    let mut parser = lexopt::Parser::from_iter(arguments);
    let mut draft = LineDraft::default();
    loop {
        let name = match parser.next().map_err(usage_error)? {
            None => break,
            Some(Value(word)) => {
                draft.take_word(word);
                continue;
            }
            Some(Long("colour")) => "--color".to_owned(),
            Some(Long(name)) => format!("--{name}"),
            Some(Short(letter)) => format!("-{letter}"),
        };
        let is_of_less = grammar == Grammar::Reading
            && draft.verb().is_none()
            && draft.take_less_option(&name, &mut parser)?;
        if !is_of_less {
            draft.take_option(&name, &mut parser)?;
            draft.named.push(name);
        }
    }
    let verb = draft.verb();
    let mut invocation = draft.invocation;
    invocation.command = match draft.asked {
        Some(Command::Help(_)) => Command::Help(verb),
        Some(command) => command,
        None => parse_command(draft.words, draft.format, draft.output)?,
    };
    let line = ParsedLine {
        invocation,
        has_less_options: draft.of_less.is_some(),
    };
    let is_reread = line.has_less_options && line.has_verb();
    if !is_reread {
        options::check(&line.invocation.command, &draft.named, draft.of_less)?;
    }
    Ok(line)
}

fn parse_command(words: Vec<OsString>, format: OutputFormat, keep: TocOutput) -> Result<Command> {
    let verb = words
        .first()
        .and_then(|word| word.to_str())
        .map(str::to_owned);
    let mut rest: Vec<PathBuf> = words.into_iter().map(PathBuf::from).collect();
    let verb = verb.as_deref().unwrap_or_default();
    if VerbInfo::named(verb).is_some() {
        rest.remove(0);
    }
    if verb == "find" {
        if rest.is_empty() {
            return Err(Error::Usage(UsageError::FindWithoutQuery));
        }
        let query = text_of(rest.remove(0))?;
        return Ok(Command::Find { query, paths: rest });
    }
    if verb == "forms" {
        if rest.is_empty() {
            return Err(Error::Usage(UsageError::FormsWithoutText));
        }
        let words: Result<Vec<String>> = rest.into_iter().map(text_of).collect();
        return words.map(Command::Forms);
    }
    if verb == "check" {
        if rest.is_empty() {
            return Err(Error::Usage(UsageError::CheckWithoutFiles));
        }
        return Ok(Command::Check(rest));
    }
    if verb == "completions" || verb == "help" && !rest.is_empty() {
        return parse_name(verb, rest);
    }
    Ok(match verb {
        "toc" if keep == TocOutput::Save && rest.len() > 1 => {
            return Err(Error::Usage(UsageError::SeveralFiles));
        }
        "toc" => Command::Toc {
            paths: rest,
            format,
            output: keep,
        },
        "cat" => Command::Cat(rest),
        "notes" => Command::Notes(rest),
        "stats" => match rest.first() {
            None => Command::Stats(format),
            Some(word) => {
                let word = word.display().to_string();
                return Err(Error::Usage(unknown_option(word)));
            }
        },
        "keys" => Command::Keys,
        "config" => Command::Config,
        "man" => Command::Man,
        "help" => Command::Help(None),
        _ => Command::Read(rest),
    })
}

/// Reads the name of a shell or of a command.
fn parse_name(verb: &str, rest: Vec<PathBuf>) -> Result<Command> {
    let allowed: Vec<&'static str> = match verb {
        "help" => VERBS.iter().skip(1).map(|verb| verb.name).collect(),
        _ => SHELLS.to_vec(),
    };
    let value = rest.into_iter().next().map_or(Ok(String::new()), text_of)?;
    match allowed.iter().find(|name| **name == value) {
        Some(name) if verb == "help" => Ok(Command::Help(Some(*name))),
        Some(name) => Ok(Command::Completions(name)),
        None => Err(Error::Usage(UsageError::NotOneOf { value, allowed })),
    }
}

#[cfg(test)]
mod tests;
