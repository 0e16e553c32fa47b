//! The origin of a document: a path, a pipe or the built-in essays. It can be opened again and again.

use crate::doc::Document;
use crate::error::{Notice, Result};
use crate::formats::options::OpenOptions;
use crate::lang::Lang;
use crate::library::{builtin, open};
use crate::messages::notice;
use crate::outline::rules::Rules;
use crate::session::config::Config;
use crate::session::dirs;
use crate::source::encoding::detect::{EncodingHint, LocaleRegion};
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::{Pipe, WaitLimit};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was asked for: a file, a folder, `-` for standard input, or nothing for the essays. It can be
/// opened again and again, in another encoding too; standard input and other pipes are read once.
pub struct Origin {
    path: Option<PathBuf>,
    pipe: Option<Arc<Pipe>>,
    region: LocaleRegion,
    rules: RefCell<Arc<Rules>>,
    lang: Lang,
}

impl Origin {
    /// What `path` names, to be read by the reader's rules, its encoding guessed as in `region`.
    pub fn new(path: Option<&Path>, region: LocaleRegion, rules: Rules, lang: Lang) -> Self {
        Self {
            path: path.map(Path::to_owned),
            pipe: path.and_then(Pipe::new).map(Arc::new),
            region,
            rules: RefCell::new(Arc::new(rules)),
            lang,
        }
    }

    /// Waits for the end of a pipe.
    pub fn wait(&self, patience: WaitLimit) -> Result<()> {
        self.pipe
            .as_ref()
            .map_or(Ok(()), |pipe| pipe.wait(patience))
    }

    /// Opens it, in the encodings that were named.
    pub fn open(&self, named: &EncodingOverrides) -> Result<Arc<dyn Document>> {
        let wishes = OpenOptions {
            encoding_hint: EncodingHint {
                encoding: named.default,
                region: self.region,
            },
            member_encodings: Arc::new(named.files.clone()),
            rules: Arc::clone(&self.rules.borrow()),
            lang: self.lang,
            ..OpenOptions::default()
        };
        match (&self.pipe, &self.path) {
            (Some(pipe), path) => {
                let path = path.as_deref().filter(|path| has_own_name(path));
                open::open_partial(path.unwrap_or(Path::new("-")), &pipe.contents(), &wishes)
            }
            (None, Some(path)) => open::open(path, &wishes),
            (None, None) => Ok(builtin::essays()),
        }
    }

    /// Opens it once more, by the rules that the configuration has now; what is wrong with that. While a
    /// pipe is read the rules stay.
    pub fn reopen(&self, named: &EncodingOverrides) -> Result<(Arc<dyn Document>, Option<Notice>)> {
        if self.pipe.as_ref().is_some_and(|pipe| pipe.has_more()) {
            return Ok((self.open(named)?, None));
        }
        let (config, notices) = load_config();
        *self.rules.borrow_mut() = Arc::new(config.rules());
        Ok((self.open(named)?, notices.into_iter().next()))
    }

    /// Returns the pipe, if it is one.
    pub fn pipe(&self) -> Option<Arc<Pipe>> {
        self.pipe.clone()
    }

    /// Where what is read lies, if it is a file or a folder.
    pub fn file_path(&self) -> Option<PathBuf> {
        self.path.clone().filter(|_| self.pipe.is_none())
    }
}

/// Whether a pipe is called something: one that a shell makes (`<(command)`) is a number.
fn has_own_name(path: &Path) -> bool {
    !path.starts_with("/dev/fd") && !path.starts_with("/proc")
}

/// The user's configuration, and what is wrong with it.
pub fn load_config() -> (Config, Vec<Notice>) {
    let (config, problems) = dirs::config_file()
        .map(|path| Config::load(&path))
        .unwrap_or_default();
    let notices = problems
        .iter()
        .map(|problem| notice(|m| m.config_problem(problem)));
    (config, notices.collect())
}
