//! Floor 8, the command line: the commands without a screen, and the way to the screen.

pub mod args;
pub mod cat;
pub mod check;
mod completions;
pub mod document;
pub mod find;
pub mod find_options;
pub mod forms;
mod held_marks;
mod json;
mod keys;
pub mod less_options;
mod manual;
pub mod notes;
pub mod notes_options;
mod one_screen;
pub mod output;
mod pager_input;
mod printed_row;
pub mod read;
mod row_writer;
mod setting_changes;
mod sgr;
mod standard_input;
pub mod stats;
mod table;
pub mod toc;
mod usage;

use crate::error::Result;
use crate::messages::Lang;
use args::{Arguments, Command};
use output::{EXIT_OK, is_closed_early, print, print_error};
use signal_hook::consts::SIGXFSZ;
use std::sync::Arc;

/// Carries out a command line. Returns the exit code: 0 for success, 1 for a failure, 2 for a command line that was
/// not understood. A closed pipe is not a failure.
pub fn main(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    // A limit on the size of files is an error of a write, not the end of the program. Without the handler it is the latter.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let lang = Lang::from_locale(|name| std::env::var(name).ok());
    let invocation = match args::parse(arguments) {
        Ok(invocation) => invocation,
        Err(error) => return print_error(&error, lang),
    };
    let lang = document::interface_language(&invocation, lang);
    match dispatch(&invocation, lang) {
        Ok(code) => code,
        Err(error) if is_closed_early(&error) => EXIT_OK,
        Err(error) => print_error(&error, lang),
    }
}

fn dispatch(invocation: &Arguments, lang: Lang) -> Result<u8> {
    match &invocation.command {
        Command::Read(paths) => read::read(invocation, paths, lang),
        Command::Toc {
            paths,
            format,
            output: keep,
        } => toc::toc(invocation, paths, *format, *keep, lang),
        Command::Cat(paths) => cat::cat(invocation, paths, lang),
        Command::Find { query, paths } => find::find(invocation, query, paths, lang),
        Command::Notes(paths) => notes::notes(&invocation.notes, paths, lang),
        Command::Stats(format) => stats::stats(*format, lang),
        Command::Check(paths) => check::check(paths, lang),
        Command::Forms(words) => forms::forms(words, lang),
        Command::Keys => keys::keys(lang),
        Command::Config => print(&crate::app::help::tables::default_config(lang)),
        Command::Completions(shell) => print(&completions::script(shell, lang)),
        Command::Man => print(&manual::page(lang)),
        Command::Help(verb) => print(&usage::help(lang, *verb)),
        Command::Version => print(concat!("tongdu ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}
