//! Opening of the document that the command line names.

use super::args::Arguments;
use super::output::{locale, print_error, print_notices};
use super::pager_input::{InputForm, input_form};
use super::standard_input::{STANDARD_INPUT, named_or_input};
use crate::app::opening::origin::{Origin, load_config};
use crate::app::opening::start_view::open_view;
use crate::doc::{Document, InkLimit};
use crate::error::{Error, Result};
use crate::library::open::is_device;
use crate::messages::Lang;
use crate::session::config::Config;
use crate::source::encoding::detect::LocaleRegion;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::WaitLimit;
use crate::source::progress::ProgressSink;
use std::path::PathBuf;
use std::sync::Arc;

/// An opened text.
pub struct OpenedText {
    /// Its document.
    pub doc: Arc<dyn Document>,
    /// Whether its lines are shown as they are.
    pub is_as_is: bool,
}

/// Opens files and folders as one document, by the options of the command line and the rules of the configuration.
/// `None` if standard input was not named and is empty. Prints problems of the configuration and of single files on
/// standard error.
pub fn open_document(
    invocation: &Arguments,
    paths: &[PathBuf],
    lang: Lang,
) -> Result<Option<OpenedText>> {
    let (config, problems) = load_config();
    let m = lang.catalogue();
    print_notices(problems.iter().map(|problem| m.config_problem(problem)));
    let readable = readable_paths(&named_or_input(paths), lang)?;
    let origin = open_origin(&readable, &config, lang);
    origin.wait(WaitLimit::Unlimited)?;
    if paths.is_empty() && origin.pipe().is_some_and(|pipe| pipe.is_empty()) {
        print_notices([m.opening.empty_input.to_owned()]);
        return Ok(None);
    }
    let form = input_form(&origin, paths, invocation.less.is_raw);
    let is_output = form == InputForm::Output;
    let origin = origin.with_terminal_output(
        is_output.then(|| invocation.less.terminal_form(InkLimit::default())),
    );
    let named = EncodingOverrides {
        default: invocation.encoding,
        ..EncodingOverrides::default()
    };
    let (doc, _) = origin.open(&named, &ProgressSink::default())?;
    let (doc, reason) = open_view(doc, invocation.view);
    print_notices(reason.map(|reason| m.no_article(reason).to_owned()));
    Ok(Some(OpenedText {
        doc,
        is_as_is: form.is_as_is(),
    }))
}

/// Returns the language of the interface: that of the command line, else that of the locale.
pub fn interface_language(invocation: &Arguments, locale: Lang) -> Lang {
    let named = invocation.lang.as_deref().and_then(Lang::from_name);
    named.unwrap_or(locale)
}

/// Returns those of several paths that exist, and prints the errors of the others. A single path is opened as it is.
///
/// # Errors
/// The error of the last path if none of several exists.
pub(crate) fn readable_paths(paths: &[PathBuf], lang: Lang) -> Result<Vec<PathBuf>> {
    let error = |path: &PathBuf| match std::fs::metadata(path) {
        _ if path.as_os_str() == STANDARD_INPUT => None,
        Ok(metadata) => is_device(&metadata).then(|| Error::Device(path.clone())),
        Err(source) => Some(Error::Read {
            path: path.clone(),
            source,
        }),
    };
    let mut readable = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match error(path) {
            Some(error) => errors.push(error),
            None => readable.push(path.clone()),
        }
    }
    let last = errors.pop_if(|_| readable.is_empty());
    for error in &errors {
        print_error(error, lang);
    }
    last.map_or(Ok(readable), Err)
}

/// Returns the origin that the paths name, to be read by the rules of the configuration.
pub(crate) fn open_origin(paths: &[PathBuf], config: &Config, lang: Lang) -> Origin {
    let region = LocaleRegion::from_locale(&locale("LC_CTYPE"));
    Origin::new(paths, region, config.rules(), lang)
}
