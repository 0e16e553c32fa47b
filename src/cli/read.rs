//! `tongdu FILE`: from the command line to the screen.

use super::args::Arguments;
use super::cat;
use super::document::{open_origin, readable_paths};
use super::held_marks::HeldMarks;
use super::less_options::LessOptions;
use super::one_screen::one_screen;
use super::output::{EXIT_OK, print, print_error, print_notices};
use super::pager_input::{InputForm, ink_limit, input_form, set_as_is};
use super::printed_row::{RowColours, row_text};
use super::setting_changes::SettingChanges;
use super::standard_input::{has_input, named_or_input};
use crate::app::next_text::request::{NextText, StartScreen};
use crate::app::opening::origin::Origin;
use crate::app::opening::origin::load_config;
use crate::app::opening::start_place::{StartPlace, split_line};
use crate::app::reading::appearance::StartOptions;
use crate::app::runtime::event_loop::{Outcome, run};
use crate::app::runtime::open_job::Opener;
use crate::app::runtime::run_plan::RunPlan;
use crate::app::search::history::MAX_SEARCH_COUNT;
use crate::app::shelf::latest::latest_text;
use crate::error::{Error, Result};
use crate::messages::Lang;
use crate::session::config::Config;
use crate::session::dirs;
use crate::session::favourites::Favourites;
use crate::session::line_history::LineHistory;
use crate::session::notes::NoteFolder;
use crate::session::reading_log::ReadingLog;
use crate::session::record::Records;
use crate::session::starts::{HINT_START_COUNT, count_start};
use crate::source::encoding::overrides::EncodingOverrides;
use crate::source::pipe::{PipeProgress, WaitLimit};
use crate::source::progress::ProgressSink;
use crate::term::hyperlink;
use crate::term::probe;
use crate::term::size::window_size;
use crate::text::units::Cells;
use crate::ui::geometry::WHOLE_SCREEN_CELLS;
use crate::ui::signs::SignSet;
use crate::ui::theme::ColourDepth;
use std::io::IsTerminal as _;
use std::os::fd::AsFd as _;
use std::path::PathBuf;
use std::time::Duration;

/// Longest wait for the end of a text that may fit on the screen.
const MAX_SHORT_WAIT: Duration = Duration::from_secs(1);

/// A text to read, and the way to it.
struct Reading {
    next: NextText,
    /// Paths of the text that led to this one; `None` for the first text.
    came_from: Option<Vec<PathBuf>>,
    /// Error of a text that could not be opened instead of this one.
    failure: Option<String>,
    /// Whether it is the first text of this run. Only that may be standard input.
    is_first: bool,
}

/// Reads on the terminal; prints the text if standard output is not a terminal. One text may lead to another.
pub fn read(invocation: &Arguments, paths: &[PathBuf], lang: Lang) -> Result<u8> {
    if !std::io::stdout().is_terminal() {
        return cat::cat(invocation, paths, lang);
    }
    let (paths, mut start) = read_paths(invocation, paths)?;
    start.extend(invocation.start.iter().cloned());
    let mut reading = Reading {
        next: NextText {
            paths,
            start,
            ..NextText::default()
        },
        came_from: None,
        failure: None,
        is_first: true,
    };
    let mut invocation = invocation.clone();
    let mut lang = lang;
    let mut before = None;
    let mut kept = Kept::default();
    loop {
        let (result, is_file) = match read_one(&invocation, &reading, &mut kept, lang) {
            Ok(One::Printed(code)) => return Ok(code),
            Ok(One::Read(outcome, is_file)) => {
                lang = outcome.lang;
                if is_file {
                    kept.marks.keep(&reading.next.paths, outcome.held);
                }
                match outcome.next {
                    Some(next) => (Ok(next), is_file),
                    None => (Err(outcome.code), is_file),
                }
            }
            Err(error) => (Err(Err(error)), false),
        };
        reading = match (result, reading.came_from.take()) {
            (Ok(next), came_from) => {
                before = came_from;
                Reading {
                    next: *next,
                    came_from: is_file.then_some(reading.next.paths),
                    failure: None,
                    is_first: false,
                }
            }
            // A text that cannot be opened leads back to the one before.
            (Err(Err(error)), Some(paths)) => Reading {
                next: NextText {
                    paths,
                    ..NextText::default()
                },
                came_from: before.take(),
                failure: Some(lang.catalogue().error(&error)),
                is_first: false,
            },
            (Err(code), _) => return code,
        };
        invocation = Arguments {
            start: Vec::new(),
            continues: false,
            encoding: None,
            ..invocation
        };
    }
}

/// State of the program that holds for several texts.
#[derive(Default)]
struct Kept {
    changes: SettingChanges,
    marks: HeldMarks,
}

/// End of one text.
enum One {
    /// It was printed, or there was nothing to read; the exit code.
    Printed(u8),
    /// It was read; whether the reader can come back to it.
    Read(Box<Outcome>, bool),
}

/// Reads one text.
fn read_one(invocation: &Arguments, reading: &Reading, kept: &mut Kept, lang: Lang) -> Result<One> {
    let (mut config, problems) = load_config();
    let named = invocation.lang.as_deref().or(config.lang.as_deref());
    let spoken = kept.changes.language().or(named);
    let lang = spoken.and_then(Lang::from_name).unwrap_or(lang);
    let is_first = reading.is_first && reading.next.screen == StartScreen::Text;
    let paths = &reading.next.paths[..];
    let named = if is_first {
        named_or_input(paths)
    } else {
        paths.to_vec()
    };
    // One of several that cannot be read has a row of its own.
    readable_paths(&named, lang)?;
    let is_gathered = reading.next.screen == StartScreen::SearchAll;
    let origin = open_origin(&named, &config, lang).gathered(is_gathered);
    origin.wait_for_typing()?;
    if paths.is_empty()
        && let Some(pipe) = origin.pipe()
    {
        pipe.wait_for_bytes();
        if pipe.is_empty() {
            print_notices([lang.catalogue().opening.empty_input.to_owned()]);
            return Ok(One::Printed(EXIT_OK));
        }
    }
    let colours = colour_depth();
    let is_piped = paths.is_empty() && origin.pipe().is_some();
    let less = less_options(invocation, is_piped);
    let form = input_form(&origin, paths, less.is_raw);
    if form.is_as_is() {
        set_as_is(&mut config);
    }
    if less.chops_lines {
        config.code = Some("cut".to_owned());
    }
    let is_output = form == InputForm::Output;
    let origin =
        origin.with_terminal_output(is_output.then(|| less.terminal_form(ink_limit(colours))));
    if less.quits_if_one_screen
        && let Some(text) = short_output(&origin, invocation)
    {
        return print(&text).map(One::Printed);
    }
    overrule(&mut config, invocation);
    kept.changes.apply(&mut config);
    config.lang = Some(lang.name().to_owned());
    let settings = config.clone();
    let searches = searches(&config);
    let opener = Opener {
        origin,
        view: form.view(invocation.view),
        records: records(&config),
        notes: settings.notes_folder().map(NoteFolder::new),
        reading_log: reading_log(&config),
        favourites: dirs::favourites().map(Favourites::new),
        problems,
    };
    let start = start_options(config, lang, colours);
    let has_hints = has_hints(&start.config);
    let is_pipe = opener.origin.pipe().is_some();
    let opens_shelf = is_first
        && paths.is_empty()
        && !is_pipe
        && invocation.start.is_empty()
        && has_records(&opener);
    let mut places = reading.next.start.clone();
    if is_first {
        places.splice(0..0, less.start.iter().cloned());
    }
    let outcome = run(RunPlan {
        opener,
        encoding: invocation.encoding,
        start,
        has_hints,
        searches,
        places,
        first_screen: if opens_shelf {
            StartScreen::Shelf
        } else {
            reading.next.screen
        },
        came_from: reading.came_from.clone(),
        resumption: reading.next.resumption,
        failure: reading.failure.clone(),
        named_idle_options: invocation.less.idle.clone(),
        idle_options: less.idle.clone(),
        quit_rules: less.quit_rules(),
        search_case: less.search_case,
        held: kept.marks.of(paths),
    });
    kept.changes.add(&settings, &outcome.settings);
    if less.leaves_page && outcome.code.is_ok() && outcome.next.is_none() {
        print_page(&outcome)?;
    }
    if let Some(error) = &outcome.save_error {
        print_error(error, outcome.lang);
    }
    Ok(One::Read(Box::new(outcome), !is_pipe))
}

/// Whether a text was read before.
fn has_records(opener: &Opener) -> bool {
    let records = opener.records.as_ref();
    records.is_some_and(|records| !records.is_empty())
}

/// Returns the appearance with which the program starts, as far as the environment reveals it.
fn start_options(config: Config, lang: Lang, colours: ColourDepth) -> StartOptions {
    StartOptions {
        lang,
        colours,
        knows_hyperlinks: hyperlink::is_known(|name| std::env::var(name).ok()),
        signs: SignSet::from_environment(
            &std::env::var("TERM").unwrap_or_default(),
            &super::output::locale("LC_CTYPE"),
        ),
        background: probe::background_from_environment(
            std::env::var("COLORFGBG").ok().as_deref(),
            &std::env::var("TERM").unwrap_or_default(),
        ),
        config,
    }
}

/// Returns the options of less, with those of the variable `LESS` for a text that comes through a pipe.
fn less_options(invocation: &Arguments, is_piped: bool) -> LessOptions {
    match std::env::var("LESS") {
        Ok(variable) if is_piped => invocation.less.clone().with_variable(&variable),
        Ok(_) | Err(_) => invocation.less.clone(),
    }
}

/// Returns the paths to read, without the lines that follow their names, and the line of the first; with `-c` those of
/// the text read last.
///
/// # Errors
/// [`Error::NothingToContinue`] if no text read before is left, or none is called so.
fn read_paths(
    invocation: &Arguments,
    paths: &[PathBuf],
) -> Result<(Vec<PathBuf>, Vec<StartPlace>)> {
    let is_pager = paths.is_empty() && has_input();
    if invocation.continues && !is_pager {
        let words: Vec<String> = paths
            .iter()
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        let words = words.join(" ");
        let records = dirs::records().map(Records::new);
        let latest = records.and_then(|records| latest_text(&records, &words));
        let latest = latest.ok_or(Error::NothingToContinue(words))?;
        return Ok((latest, Vec::new()));
    }
    let mut places = Vec::new();
    let paths = paths.iter().enumerate().map(|(index, path)| {
        let Some((file, place)) = split_line(path) else {
            return path.clone();
        };
        places.extend((index == 0).then_some(place));
        file
    });
    let paths = paths.collect();
    Ok((paths, places))
}

/// Prints the page seen last on the screen of the shell.
fn print_page(outcome: &Outcome) -> Result<()> {
    let (rows, setting) = &outcome.page;
    let colours = match colour_depth() {
        ColourDepth::None => RowColours::None,
        _ => RowColours::Marks,
    };
    let rows = rows
        .iter()
        .map(|row| row_text(row, setting, colours) + "\n");
    let text: String = rows.collect();
    print(&text).map(drop)
}

/// Returns a text that has come whole and fits on the screen. Nothing is asked of the terminal for that.
fn short_output(origin: &Origin, invocation: &Arguments) -> Option<String> {
    let pipe = origin.pipe()?;
    pipe.wait(WaitLimit::Timeout(MAX_SHORT_WAIT)).ok()?;
    if pipe.has_more() && pipe.contents().progress == PipeProgress::Open {
        return None;
    }
    let named = EncodingOverrides {
        default: invocation.encoding,
        ..EncodingOverrides::default()
    };
    let (doc, _) = origin.open(&named, &ProgressSink::default()).ok()?;
    one_screen(&*doc, window_size(std::io::stdout().as_fd()))
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
    overrule(&mut config.screen, &invocation.screen);
    overrule(&mut config.lang, &invocation.lang);
    let width = invocation.width.map(|width| match width {
        Cells(0) => WHOLE_SCREEN_CELLS,
        width => width,
    });
    config.measure = width.or(config.measure);
}

/// Returns whether hints are shown: as the configuration has it, or in the first starts, which are counted if things
/// are remembered.
fn has_hints(config: &Config) -> bool {
    match config.hints.as_deref() {
        Some("always") => true,
        Some("never") => false,
        _ => {
            let file = dirs::starts().filter(|_| config.remember != Some(false));
            file.is_none_or(|file| count_start(&file) < HINT_START_COUNT)
        }
    }
}

/// Returns the records; `None` if nothing is remembered.
fn records(config: &Config) -> Option<Records> {
    let folder = dirs::records().filter(|_| config.remember != Some(false));
    folder.map(Records::new)
}

/// Returns the log of the reading time; `None` if nothing is remembered.
fn reading_log(config: &Config) -> Option<ReadingLog> {
    let path = dirs::reading_log().filter(|_| config.remember != Some(false));
    path.map(ReadingLog::new)
}

/// Returns the file of earlier searches; `None` if nothing is remembered.
fn searches(config: &Config) -> Option<LineHistory> {
    let path = dirs::searches().filter(|_| config.remember != Some(false));
    path.map(|path| LineHistory::new(path, MAX_SEARCH_COUNT))
}

/// Returns the colours of the terminal; none if `NO_COLOR` is set.
fn colour_depth() -> ColourDepth {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return ColourDepth::None;
    }
    ColourDepth::from_environment(&set("COLORTERM"), &set("TERM"))
}
