//! `tongdu FILE`: from the command line to the screen.

use super::args::Arguments;
use super::cat;
use super::document::open_origin;
use super::output::print_error;
use crate::app::opening::origin::load_config;
use crate::app::reading::appearance::StartOptions;
use crate::app::runtime::event_loop::{RunPlan, run};
use crate::app::runtime::open_job::Opener;
use crate::error::Result;
use crate::messages::Lang;
use crate::session::config::Config;
use crate::session::dirs;
use crate::session::record::Records;
use crate::term::probe;
use crate::ui::theme::ColourDepth;
use std::io::IsTerminal as _;
use std::path::Path;

/// Reads on the terminal; prints the text if standard output is not a terminal.
pub fn read(invocation: &Arguments, path: Option<&Path>, lang: Lang) -> Result<u8> {
    if !std::io::stdout().is_terminal() {
        return cat::cat(invocation, path, lang);
    }
    let (mut config, problems) = load_config();
    let spoken = invocation.lang.as_deref().or(config.lang.as_deref());
    let lang = spoken.and_then(Lang::from_name).unwrap_or(lang);
    let origin = open_origin(path, &config, lang);
    origin.wait_for_typing()?;
    overrule(&mut config, invocation);
    let opener = Opener {
        origin,
        view: invocation.view,
        records: records(&config),
        problems,
    };
    let start = StartOptions {
        lang,
        colours: colour_depth(),
        background: probe::background_from_environment(
            std::env::var("COLORFGBG").ok().as_deref(),
            &std::env::var("TERM").unwrap_or_default(),
        ),
        config,
    };
    let outcome = run(RunPlan {
        opener,
        encoding: invocation.encoding,
        start,
    });
    if let Some(error) = &outcome.save_error {
        print_error(error, outcome.lang);
    }
    outcome.code
}

/// Overrides settings of the configuration with options of the command line.
fn overrule(config: &mut Config, invocation: &Arguments) {
    let overrule = |slot: &mut Option<String>, value: &Option<String>| {
        if value.is_some() {
            slot.clone_from(value);
        }
    };
    overrule(&mut config.ambiguous, &invocation.ambiguous);
    overrule(&mut config.theme, &invocation.theme);
    overrule(&mut config.lang, &invocation.lang);
    config.measure = invocation.width.or(config.measure);
}

/// Returns the records; `None` if nothing is remembered.
fn records(config: &Config) -> Option<Records> {
    let folder = dirs::records().filter(|_| config.remember != Some(false));
    folder.map(Records::new)
}

/// Returns the colours of the terminal; none if `NO_COLOR` is set.
fn colour_depth() -> ColourDepth {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return ColourDepth::None;
    }
    ColourDepth::from_environment(&set("COLORTERM"), &set("TERM"))
}
