//! Files that a search reads, and how they are opened.

use crate::app::opening::start_view::open_view;
use crate::cli::args::Arguments;
use crate::cli::document::open_origin;
use crate::cli::standard_input::has_input;
use crate::doc::Document;
use crate::error::{Error, Result};
use crate::formats::options::OpenOptions;
use crate::library::listing::directory::files_in_order;
use crate::library::open;
use crate::messages::Lang;
use crate::session::config::Config;
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::WaitLimit;
use crate::source::progress::ProgressSink;
use crate::views::View;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file to search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FindInput {
    /// Path as it is printed.
    pub(super) path: PathBuf,
    /// Path within the folder that was named, if one was.
    pub(super) member: Option<String>,
}

/// Returns the files below the named paths in the order of the paths, those of a folder in reading order, and the
/// errors of paths that cannot be read. Without a path, standard input if it is a
/// pipe or a file, else the files of the current folder.
pub(super) fn find_inputs(paths: &[PathBuf]) -> (Vec<FindInput>, Vec<Error>) {
    let unnamed = [PathBuf::from(if has_input() { "-" } else { "." })];
    let named = if paths.is_empty() { &unnamed } else { paths };
    let (mut inputs, mut errors) = (Vec::new(), Vec::new());
    for path in named {
        if !path.is_dir() {
            inputs.push(FindInput {
                path: path.clone(),
                member: None,
            });
            continue;
        }
        match files_in_order(path, &ProgressSink::default()) {
            Ok(files) => inputs.extend(files.into_iter().map(|file| FindInput {
                path: without_dot(&file.path, paths.is_empty()),
                member: Some(file.member),
            })),
            // A folder without texts has no hits.
            Err(Error::NoTexts(_)) => {}
            Err(error) => errors.push(error),
        }
    }
    (inputs, errors)
}

/// Returns a path of the current folder without its `./`, if the folder was not named.
fn without_dot(path: &Path, is_unnamed: bool) -> PathBuf {
    let short = path.strip_prefix(".").ok().filter(|_| is_unnamed);
    short.unwrap_or(path).to_owned()
}

/// The way in which files are opened.
pub(super) struct Opening {
    options: OpenOptions,
    config: Config,
    view: View,
    lang: Lang,
}

impl Opening {
    pub(super) fn new(invocation: &Arguments, config: &Config, lang: Lang) -> Self {
        let named = EncodingOverrides {
            default: invocation.encoding,
            ..EncodingOverrides::default()
        };
        let origin = open_origin(&[PathBuf::from(".")], config, lang).without_placeholders();
        Self {
            options: origin.options(&named, &ProgressSink::default()),
            config: config.clone(),
            view: invocation.view,
            lang,
        }
    }

    /// Opens a file for searching.
    pub(super) fn open(&self, input: &FindInput) -> Result<Arc<dyn Document>> {
        let doc = match &input.member {
            Some(member) => open::open(&input.path, &self.options.for_member(member))?,
            None => self.open_named(&input.path)?,
        };
        Ok(open_view(doc, self.view).0)
    }

    /// Opens a path that was named: a file, a pipe or standard input.
    fn open_named(&self, path: &Path) -> Result<Arc<dyn Document>> {
        let origin = open_origin(&[path.to_owned()], &self.config, self.lang);
        let origin = origin.without_placeholders();
        origin.wait(WaitLimit::Unlimited)?;
        let named = EncodingOverrides {
            default: self.options.encoding_hint.encoding,
            ..EncodingOverrides::default()
        };
        let (doc, _) = origin.open(&named, &ProgressSink::default())?;
        let is_missing = doc.is_empty() && path != Path::new("-") && !path.exists();
        if is_missing {
            return Err(Error::Read {
                path: path.to_owned(),
                source: io::ErrorKind::NotFound.into(),
            });
        }
        Ok(doc)
    }
}
