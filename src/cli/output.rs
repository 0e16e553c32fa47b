//! Standard output and standard error: texts, notices, errors, exit codes.

use crate::doc::Problem;
use crate::error::{Error, Result};
use crate::messages::Lang;
use crate::term::width_confidence::is_control_or_bidi;
use crate::text::control_picture::control_picture;
use std::io::{ErrorKind, Write as _};

/// Exit code of success.
pub const EXIT_OK: u8 = 0;

/// Exit code of a failure: mistakes were found, or something could not be read.
pub const EXIT_FAILED: u8 = 1;

/// Exit code of a command line that was not understood.
pub const EXIT_USAGE: u8 = 2;

/// Returns the locale of a category (`LC_MESSAGES`); empty without one.
pub(crate) fn locale(category: &str) -> String {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", category, "LANG"]
        .iter()
        .find_map(|name| set(name))
        .unwrap_or_default()
}

pub(crate) fn print(text: &str) -> Result<u8> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(Error::Output)?;
    Ok(EXIT_OK)
}

/// Prints problems of a document on standard error.
pub(crate) fn print_problems(problems: &[Problem], lang: Lang) {
    let m = lang.catalogue();
    print_notices(problems.iter().map(|problem| m.problem(problem)));
}

/// Prints notices on standard error. Control characters in names and texts are replaced.
pub(crate) fn print_notices(notices: impl IntoIterator<Item = String>) {
    for notice in notices {
        let text = format!("tongdu: {notice}\n");
        let _ = std::io::stderr()
            .lock()
            .write_all(printable(&text).as_bytes());
    }
}

/// Returns whether an error says that nobody reads the output any more.
pub(crate) fn is_closed_early(error: &Error) -> bool {
    matches!(error, Error::Output(cause) if cause.kind() == ErrorKind::BrokenPipe)
}

/// Prints an error on standard error. Returns its exit code. Control characters in names and texts are replaced.
pub fn print_error(error: &Error, lang: Lang) -> u8 {
    let mut text = format!("tongdu: {}\n", lang.catalogue().error(error));
    if let Some(hint) = lang.catalogue().hint(error) {
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

/// Returns a text that is safe on a terminal: control characters except line ends become their pictures or U+FFFD.
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
