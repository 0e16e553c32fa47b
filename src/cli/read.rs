//! From the command line to a document, and to the screen.

use super::args::Invocation;
use super::cat;
use crate::app::look::{Colours, Start};
use crate::app::run::{Plan, run};
use crate::doc::Document;
use crate::error::Result;
use crate::import::{builtin, open};
use crate::lang::Lang;
use crate::session::config::Config;
use crate::session::dirs;
use crate::term::probe;
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;

/// Opens what was asked for: a file, a folder, `-` for standard input; the essays without a path, or
/// standard input if it is not a terminal.
pub fn document(path: Option<&Path>) -> Result<Arc<dyn Document>> {
    match path {
        Some(path) if path == Path::new("-") => open::stdin(),
        Some(path) => open::open(path),
        None => Ok(builtin::essays()),
    }
}

/// The language of the interface: of the command line, else of the locale.
pub fn language(invocation: &Invocation, locale: Lang) -> Lang {
    match invocation.lang.as_deref() {
        Some(lang) => Lang::of_locale(lang),
        None => locale,
    }
}

/// Reads on the terminal; prints the text where standard output is none.
pub fn read(invocation: &Invocation, path: Option<&Path>, lang: Lang) -> Result<u8> {
    if !std::io::stdout().is_terminal() {
        return cat::cat(invocation, path, lang);
    }
    let doc = document(path)?;
    let (mut config, notices) = dirs::config_file()
        .map(|path| Config::load(&path))
        .unwrap_or_default();
    let overrule = |slot: &mut Option<String>, value: &Option<String>| {
        if value.is_some() {
            slot.clone_from(value);
        }
    };
    overrule(&mut config.ambiguous, &invocation.ambiguous);
    overrule(&mut config.theme, &invocation.theme);
    overrule(&mut config.lang, &invocation.lang);
    config.measure = invocation.width.or(config.measure);
    let start = Start {
        lang: config.lang.as_deref().map_or(lang, Lang::of_locale),
        colours: match std::env::var_os("NO_COLOR") {
            Some(value) if !value.is_empty() => Colours::Forbidden,
            _ => Colours::Allowed,
        },
        background: std::env::var("COLORFGBG")
            .ok()
            .and_then(|value| probe::background_from_colorfgbg(&value)),
        config,
    };
    let again = path.map(Path::to_owned);
    let first = Arc::clone(&doc);
    run(Plan {
        doc,
        reopen: Box::new(move || match again.as_deref() {
            Some(path) if path == Path::new("-") => Ok(Arc::clone(&first)),
            path => document(path),
        }),
        path: path
            .filter(|path| *path != Path::new("-"))
            .map(Path::to_owned),
        start,
        notices,
    })
}
