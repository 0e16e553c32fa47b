//! The origin of a document: a file, a pipe or the program itself. Documents can be opened from it repeatedly.

use crate::doc::{Describe, Document};
use crate::error::{Error, Result};
use crate::formats::options::{OpenOptions, TerminalForm};
use crate::library::open::several::open_files;
use crate::library::{builtin, open};
use crate::messages::Lang;
use crate::outline::rules::Rules;
use crate::session::config::{Config, ConfigProblem};
use crate::session::dirs;
use crate::session::fingerprint::Fingerprint;
use crate::source::encoding::detect::{EncodingHint, LocaleRegion};
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::{Pipe, PipeProgress, WaitLimit};
use crate::source::progress::ProgressSink;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Function that builds a document without reading a file.
pub type MakeDocument = fn() -> Arc<dyn Document>;

/// Origin of a document. A file can be opened repeatedly, also in other encodings; a pipe is read once.
pub struct Origin {
    source: OriginSource,
    region: LocaleRegion,
    rules: Mutex<Arc<Rules>>,
    lang: Lang,
    describe: Describe,
    terminal_output: Option<TerminalForm>,
    /// Whether the files were put together for a search.
    is_gathered: bool,
}

enum OriginSource {
    File(PathBuf),
    Pipe(PathBuf, Arc<Pipe>),
    Several(Vec<PathBuf>),
    Made(MakeDocument),
}

/// A document, with the state of its pipe; `None` if it does not come from a pipe.
pub type OpenedOrigin = (Arc<dyn Document>, Option<PipeProgress>);

impl Origin {
    /// Creates the origin that `paths` name: `-` is standard input, no path the built-in essays, several paths a
    /// collection in their order. The reader's rules apply to texts, and `region` guides the detection of encodings.
    pub fn new(paths: &[PathBuf], region: LocaleRegion, rules: Rules, lang: Lang) -> Self {
        let source = match paths {
            [] => OriginSource::Made(builtin::essays),
            [path] => match Pipe::new(path) {
                Some(pipe) => OriginSource::Pipe(path.clone(), Arc::new(pipe)),
                None => OriginSource::File(path.clone()),
            },
            several => OriginSource::Several(several.to_vec()),
        };
        Self {
            source,
            region,
            rules: Mutex::new(Arc::new(rules)),
            lang,
            describe: lang.describe(),
            terminal_output: None,
            is_gathered: false,
        }
    }

    /// Returns the origin of files that are together for a search alone if `is_gathered` is true. They are no collection to
    /// come back to.
    #[must_use]
    pub fn gathered(self, is_gathered: bool) -> Self {
        Self {
            is_gathered,
            ..self
        }
    }

    /// Returns the origin of output for a terminal in this form.
    #[must_use]
    pub fn with_terminal_output(self, form: Option<TerminalForm>) -> Self {
        Self {
            terminal_output: form,
            ..self
        }
    }

    /// Creates the origin of a document built by `make`.
    pub fn made(make: MakeDocument) -> Self {
        Self {
            source: OriginSource::Made(make),
            ..Self::new(
                &[],
                LocaleRegion::default(),
                Rules::default(),
                Lang::default(),
            )
        }
    }

    /// Returns whether the text is output for a terminal, shown as it is.
    pub const fn is_terminal_output(&self) -> bool {
        self.terminal_output.is_some()
    }

    /// Waits for the end of a pipe, at most as long as `limit`.
    ///
    /// # Errors
    /// [`Error::Read`] if the pipe could not be read.
    pub fn wait(&self, limit: WaitLimit) -> Result<()> {
        self.pipe().map_or(Ok(()), |pipe| pipe.wait(limit))
    }

    /// Waits for the end of a text typed at the terminal. Until then the keys belong to that text.
    ///
    /// # Errors
    /// [`Error::Read`] if the terminal could not be read.
    pub fn wait_for_typing(&self) -> Result<()> {
        match self.pipe() {
            Some(pipe) if pipe.is_typed() => pipe.wait(WaitLimit::Unlimited),
            Some(_) | None => Ok(()),
        }
    }

    /// Opens the document in the named encodings.
    ///
    /// # Errors
    /// The errors of [`open::open`].
    pub fn open(&self, named: &EncodingOverrides, progress: &ProgressSink) -> Result<OpenedOrigin> {
        let options = self.options(named, progress);
        match &self.source {
            // A file that became a pipe is not waited for.
            OriginSource::File(path) if is_fifo(path) => Err(Error::Device(path.clone())),
            OriginSource::File(path) => Ok((open::open(path, &options)?, None)),
            OriginSource::Pipe(path, pipe) => {
                let name = Some(path.as_path()).filter(|path| has_own_name(path));
                let contents = pipe.contents();
                let progress = contents.progress;
                let name = name.unwrap_or(Path::new("-"));
                let doc = open::open_partial(name, &contents, &options)?;
                Ok((doc, Some(progress)))
            }
            OriginSource::Several(paths) => {
                let title = self.lang.catalogue().opening.files(paths.len() as u64);
                Ok((open_files(paths, title, &options), None))
            }
            OriginSource::Made(make) => Ok((make(), None)),
        }
    }

    /// Opens the document again by the rules now in the configuration. Also returns the first problem of the
    /// configuration. The rules stay as they were while a pipe is still open.
    ///
    /// # Errors
    /// The errors of [`open::open`].
    pub fn reopen(
        &self,
        named: &EncodingOverrides,
        progress: &ProgressSink,
    ) -> Result<(OpenedOrigin, Option<ConfigProblem>)> {
        if self.pipe().is_some_and(|pipe| pipe.has_more()) {
            return Ok((self.open(named, progress)?, None));
        }
        let (config, problems) = load_config();
        *self.lock_rules() = Arc::new(config.rules());
        Ok((self.open(named, progress)?, problems.into_iter().next()))
    }

    /// Leaves out the texts that stand in place of files that cannot be read.
    #[must_use]
    pub fn without_placeholders(self) -> Self {
        let describe = Describe::new(|_| String::new());
        Self { describe, ..self }
    }

    /// Returns the options with which texts of this origin are opened.
    pub fn options(&self, named: &EncodingOverrides, progress: &ProgressSink) -> OpenOptions {
        OpenOptions {
            encoding_hint: EncodingHint {
                encoding: named.default,
                region: self.region,
            },
            member_encodings: Arc::new(named.files.clone()),
            rules: Arc::clone(&self.lock_rules()),
            describe: self.describe.clone(),
            terminal_output: self.terminal_output,
            progress: progress.clone(),
            ..OpenOptions::default()
        }
    }

    fn lock_rules(&self) -> std::sync::MutexGuard<'_, Arc<Rules>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the pipe; `None` for other origins.
    pub fn pipe(&self) -> Option<&Arc<Pipe>> {
        match &self.source {
            OriginSource::Pipe(_, pipe) => Some(pipe),
            OriginSource::File(_) | OriginSource::Several(_) | OriginSource::Made(_) => None,
        }
    }

    /// Returns the name of the file, folder or pipe; empty for an unnamed pipe and for documents of the program
    /// itself.
    pub fn name(&self) -> String {
        let path = match &self.source {
            OriginSource::File(path) => path,
            OriginSource::Pipe(path, _) if has_own_name(path) => path,
            OriginSource::Pipe(..) | OriginSource::Several(_) | OriginSource::Made(_) => {
                return String::new();
            }
        };
        let name = path.file_name().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// Returns the path of the file or folder; `None` for other origins.
    pub fn file_path(&self) -> Option<&Path> {
        match &self.source {
            OriginSource::File(path) => Some(path),
            OriginSource::Pipe(..) | OriginSource::Several(_) | OriginSource::Made(_) => None,
        }
    }
}

impl Origin {
    /// Returns the paths of files that are read as one; none for other origins.
    pub fn files(&self) -> &[PathBuf] {
        match &self.source {
            OriginSource::Several(paths) => paths,
            OriginSource::File(_) | OriginSource::Pipe(..) | OriginSource::Made(_) => &[],
        }
    }

    /// Returns the paths by which the place in the text is remembered: one of a file or folder, those of several that are read as
    /// one; none for other origins, and for files put together for a search.
    pub fn lasting_paths(&self) -> &[PathBuf] {
        match &self.source {
            OriginSource::File(path) => std::slice::from_ref(path),
            _ if !self.is_gathered => self.files(),
            _ => &[],
        }
    }

    /// Reads the fingerprint; `None` for origins that cannot be opened again.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        match self.lasting_paths() {
            [] => None,
            [path] => Fingerprint::read(path),
            paths => Fingerprint::of_collection(paths),
        }
    }

    /// Returns the path of the file or folder as marks across documents have it, empty for the built-in essays; `None` for
    /// other origins, which cannot be opened again, and for paths that are not UTF-8.
    pub fn lasting_path(&self) -> Option<String> {
        match &self.source {
            OriginSource::File(path) => {
                let path = path.canonicalize().ok()?;
                Some(path.to_str()?.to_owned())
            }
            OriginSource::Made(_) => Some(String::new()),
            OriginSource::Pipe(..) | OriginSource::Several(_) => None,
        }
    }

    /// Returns whether the document is built by the program itself.
    pub const fn is_made(&self) -> bool {
        matches!(self.source, OriginSource::Made(_))
    }
}

fn is_fifo(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_fifo())
}

/// Returns whether a pipe has a name of its own. Standard input has no name; pipes of the shell (`<(command)`) have
/// only a number.
fn has_own_name(path: &Path) -> bool {
    path != Path::new("-") && !path.starts_with("/dev/fd") && !path.starts_with("/proc")
}

/// Loads the user's configuration. Also returns the problems found in it.
pub fn load_config() -> (Config, Vec<ConfigProblem>) {
    dirs::config_file()
        .map(|path| Config::load(&path))
        .unwrap_or_default()
}
