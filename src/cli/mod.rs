//! Floor 7, the command line: what can be had without a screen, and the way to the screen.

pub mod args;
pub mod cat;
pub mod check;
pub mod read;
pub mod toc;
mod usage;

use crate::error::{Error, Notice, Result};
use crate::lang::Lang;
use crate::term::width_confidence::is_control_or_bidi;
use crate::text::control_picture::control_picture;
use args::{Arguments, Command};
use std::io::Write;

/// Everything went well.
pub const EXIT_OK: u8 = 0;
/// Something was found wrong, or could not be read.
pub const EXIT_FAILED: u8 = 1;
/// The command line was not understood.
pub const EXIT_USAGE: u8 = 2;

/// Carries out a command line. Gives the exit code: 0, 1 for what failed, 2 for a command line that
/// was not understood. A closed pipe is no failure.
pub fn main(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    let lang = Lang::of_locale(&locale("LC_MESSAGES"));
    let invocation = match args::parse(arguments) {
        Ok(invocation) => invocation,
        Err(error) => return print_error(&error, lang),
    };
    let lang = read::interface_language(&invocation, lang);
    match dispatch(&invocation, lang) {
        Ok(code) => code,
        Err(Error::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => EXIT_OK,
        Err(error) => print_error(&error, lang),
    }
}

fn dispatch(invocation: &Arguments, lang: Lang) -> Result<u8> {
    match &invocation.command {
        Command::Read(path) => read::read(invocation, path.as_deref(), lang),
        Command::Toc {
            path,
            format,
            output: keep,
        } => toc::toc(invocation, path.as_deref(), *format, *keep, lang),
        Command::Cat(path) => cat::cat(invocation, path.as_deref(), lang),
        Command::Check(paths) => check::check(paths, lang),
        Command::Keys => print(&crate::app::help::sheet::key_table()),
        Command::Config => print(&crate::app::help::sheet::default_config()),
        Command::Help => print(&usage::help(lang)),
        Command::Version => print(concat!("tongdu ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}

/// The name of the locale for what `category` rules (`LC_MESSAGES`); empty without one.
fn locale(category: &str) -> String {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", category, "LANG"]
        .iter()
        .find_map(|name| set(name))
        .unwrap_or_default()
}

fn print(text: &str) -> Result<u8> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(Error::Output)?;
    Ok(EXIT_OK)
}

/// Tells notices on standard error. A name or a text in them is made harmless.
fn print_notices(notices: &[Notice], lang: Lang) {
    for notice in notices {
        let text = format!("tongdu: {}\n", notice.get(lang));
        let _ = std::io::stderr()
            .lock()
            .write_all(printable(&text).as_bytes());
    }
}

/// Tells an error on standard error; gives its exit code. A name or a text in it is made harmless.
pub fn print_error(error: &Error, lang: Lang) -> u8 {
    let mut text = format!("tongdu: {}\n", error.explain(lang));
    if let Some(hint) = error.hint(lang) {
        text.push_str(&format!("  {hint}\n"));
    }
    let _ = std::io::stderr()
        .lock()
        .write_all(printable(&text).as_bytes());
    match error {
        Error::Usage(_) => EXIT_USAGE,
        _ => EXIT_FAILED,
    }
}

/// A text that can be written to a terminal: what steers it, but line ends, becomes its picture or U+FFFD.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if is_control_or_bidi(c) && c != '\n' {
                control_picture(c).unwrap_or(char::REPLACEMENT_CHARACTER)
            } else {
                c
            }
        })
        .collect()
}
