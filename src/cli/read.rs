//! From the command line to a document, and to the screen.

use super::args::{Arguments, View};
use super::cat;
use crate::app::reading::appearance::StartOptions;
use crate::app::runtime::autosave::DocumentRecord;
use crate::app::runtime::event_loop::{RunPlan, run};
use crate::doc::Document;
use crate::error::{Notice, Result};
use crate::lang::Lang;
use crate::library::open::OpenOptions;
use crate::library::{builtin, open};
use crate::outline::rules::Rules;
use crate::session::config::Config;
use crate::session::dirs;
use crate::session::record::Records;
use crate::source::encoding::detect::{EncodingHint, LocaleRegion};
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::{Pipe, WaitLimit};
use crate::term::probe;
use crate::ui::theme::ColourDepth;
use std::cell::RefCell;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

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
    /// What `path` names, to be read by the reader's rules.
    pub fn new(path: Option<&Path>, rules: Rules, lang: Lang) -> Self {
        Self {
            path: path.map(Path::to_owned),
            pipe: path.and_then(Pipe::new).map(Arc::new),
            region: LocaleRegion::from_locale(&super::locale("LC_CTYPE")),
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
    fn reopen(&self, named: &EncodingOverrides) -> Result<(Arc<dyn Document>, Option<Notice>)> {
        if self.pipe.as_ref().is_some_and(|pipe| pipe.has_more()) {
            return Ok((self.open(named)?, None));
        }
        let (config, notices) = load_config();
        *self.rules.borrow_mut() = Arc::new(config.rules());
        Ok((self.open(named)?, notices.into_iter().next()))
    }

    /// Where what is read lies, if it is a file or a folder.
    pub fn file_path(&self) -> Option<PathBuf> {
        self.path.clone().filter(|_| self.pipe.is_none())
    }
}

/// How long a pipe may take before the screen shows what has come so far: what is quick shows at once as
/// it is in the end.
const FIRST_PIPE_WAIT: WaitLimit = WaitLimit::Timeout(Duration::from_millis(100));

/// Whether a pipe is called something: one that a shell makes (`<(command)`) is a number.
fn has_own_name(path: &Path) -> bool {
    !path.starts_with("/dev/fd") && !path.starts_with("/proc")
}

/// Opens what `path` names as the command line and the rules of the configuration want it. What is wrong
/// with the configuration is told on standard error.
pub fn open_document(
    invocation: &Arguments,
    path: Option<&Path>,
    lang: Lang,
) -> Result<Arc<dyn Document>> {
    let (config, notices) = load_config();
    super::print_notices(&notices, lang);
    let origin = Origin::new(path, config.rules(), lang);
    origin.wait(WaitLimit::Unlimited)?;
    let doc = origin.open(&EncodingOverrides {
        default: invocation.encoding,
        ..EncodingOverrides::default()
    })?;
    let (doc, reason) = apply_view(invocation, doc);
    super::print_notices(reason.as_slice(), lang);
    Ok(doc)
}

/// The user's configuration, and what is wrong with it.
fn load_config() -> (Config, Vec<Notice>) {
    dirs::config_file()
        .map(|path| Config::load(&path))
        .unwrap_or_default()
}

/// What of a document is asked for, and why that is more, if it is.
fn apply_view(
    invocation: &Arguments,
    doc: Arc<dyn Document>,
) -> (Arc<dyn Document>, Option<Notice>) {
    match invocation.view {
        View::Reading => (doc, None),
        View::Original => (doc.original().map_or(doc, |(_, original)| original), None),
        View::Article => match Arc::clone(&doc).article() {
            Some(article) => (article, None),
            None => {
                let reason = doc.has_article(doc.first()).err();
                (doc, reason)
            }
        },
    }
}

/// The language of the interface: of the command line, else of the locale.
pub fn interface_language(invocation: &Arguments, locale: Lang) -> Lang {
    match invocation.lang.as_deref() {
        Some(lang) => Lang::of_locale(lang),
        None => locale,
    }
}

/// Reads on the terminal; prints the text where standard output is none.
pub fn read(invocation: &Arguments, path: Option<&Path>, lang: Lang) -> Result<u8> {
    if !std::io::stdout().is_terminal() {
        return cat::cat(invocation, path, lang);
    }
    let (mut config, mut notices) = load_config();
    let spoken = invocation.lang.as_deref().or(config.lang.as_deref());
    let lang = spoken.map_or(lang, Lang::of_locale);
    let origin = Origin::new(path, config.rules(), lang);
    origin.wait(FIRST_PIPE_WAIT)?;
    let (memory, forgotten) = load_record(&origin, &config);
    let mut named = memory
        .as_ref()
        .map(DocumentRecord::encodings)
        .unwrap_or_default();
    named.default = invocation.encoding.or(named.default);
    let (doc, reason) = apply_view(invocation, origin.open(&named)?);
    let overrule = |slot: &mut Option<String>, value: &Option<String>| {
        if value.is_some() {
            slot.clone_from(value);
        }
    };
    notices.extend(reason);
    notices.extend(forgotten);
    overrule(&mut config.ambiguous, &invocation.ambiguous);
    overrule(&mut config.theme, &invocation.theme);
    overrule(&mut config.lang, &invocation.lang);
    config.measure = invocation.width.or(config.measure);
    let start = StartOptions {
        lang,
        colours: colour_depth(),
        background: std::env::var("COLORFGBG")
            .ok()
            .and_then(|value| probe::background_from_colorfgbg(&value)),
        config,
    };
    run(RunPlan {
        doc,
        encodings: named,
        path: origin.file_path(),
        document_record: memory,
        pipe: origin.pipe.clone(),
        reopen: Box::new(move |named| origin.reopen(named)),
        start,
        notices,
    })
}

/// What is remembered of what was asked for, and what is to be told of that. The essays that are built in
/// and what comes out of a pipe are not remembered.
fn load_record(origin: &Origin, config: &Config) -> (Option<DocumentRecord>, Option<Notice>) {
    let folder = dirs::records().filter(|_| config.remember != Some(false));
    match (origin.file_path(), folder) {
        (Some(path), Some(folder)) => DocumentRecord::load(&path, Records::new(folder)),
        _ => (None, None),
    }
}

/// The colours of the terminal; none if `NO_COLOR` is set.
fn colour_depth() -> ColourDepth {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return ColourDepth::None;
    }
    ColourDepth::from_environment(&set("COLORTERM"), &set("TERM"))
}
