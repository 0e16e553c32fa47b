//! From the command line to the screen.

use super::args::Arguments;
use super::cat;
use super::document::open_origin;
use super::output::print_error;
use crate::app::opening::origin::{Origin, load_config};
use crate::app::opening::start_view::open_view;
use crate::app::reading::appearance::StartOptions;
use crate::app::runtime::autosave::DocumentRecord;
use crate::app::runtime::event_loop::{RunPlan, run};
use crate::error::{Notice, Result};
use crate::lang::Lang;
use crate::session::config::Config;
use crate::session::dirs;
use crate::session::record::Records;
use crate::source::pipe::WaitLimit;
use crate::term::probe;
use crate::ui::theme::ColourDepth;
use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Duration;

/// How long a pipe may take before the screen shows what has come so far: what is quick shows at once as
/// it is in the end.
const FIRST_PIPE_WAIT: WaitLimit = WaitLimit::Timeout(Duration::from_millis(100));

/// Reads on the terminal; prints the text where standard output is none.
pub fn read(invocation: &Arguments, path: Option<&Path>, lang: Lang) -> Result<u8> {
    if !std::io::stdout().is_terminal() {
        return cat::cat(invocation, path, lang);
    }
    let (mut config, mut notices) = load_config();
    let spoken = invocation.lang.as_deref().or(config.lang.as_deref());
    let lang = spoken.and_then(Lang::from_name).unwrap_or(lang);
    let origin = open_origin(path, &config, lang);
    origin.wait(FIRST_PIPE_WAIT)?;
    let (memory, forgotten) = load_record(&origin, &config);
    let mut named = memory
        .as_ref()
        .map(DocumentRecord::encodings)
        .unwrap_or_default();
    named.default = invocation.encoding.or(named.default);
    let (doc, reason) = open_view(origin.open(&named)?, invocation.view);
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
    let outcome = run(RunPlan {
        doc,
        encodings: named,
        path: origin.file_path(),
        document_record: memory,
        pipe: origin.pipe(),
        reopen: Box::new(move |named| origin.reopen(named)),
        start,
        notices,
    })?;
    if let Some(error) = &outcome.save_error {
        print_error(error, outcome.lang);
    }
    outcome.code
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
