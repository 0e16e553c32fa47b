//! Requests of the command line and of the configuration, and the state with which the program starts.

use super::open_job::Opener;
use crate::app::input::keymap::Keymap;
use crate::app::input::preset::with_preset;
use crate::app::input::state::QuitRules;
use crate::app::next_text::request::{Resumption, StartScreen};
use crate::app::notices::state::StartProblem;
use crate::app::opening::start_place::StartPlace;
use crate::app::opening::state::OpeningState;
use crate::app::reading::appearance::{AS_IS_PARAGRAPHS, Appearance, StartOptions};
use crate::app::search::history;
use crate::app::settings::apply::apply;
use crate::app::state::State;
use crate::app::toc::list::PaneVisibility;
use crate::session::config::{ConfigKey, SETTINGS, SettingInfo};
use crate::session::line_history::LineHistory;
use crate::session::local_zone::LocalZone;
use crate::session::notes::UserMark;
use crate::source::encoding::overrides::EncodingChoice;
use crate::text::forms::CaseRule;
use std::path::PathBuf;

/// Everything needed to start reading.
pub struct RunPlan {
    /// Opener of the document.
    pub opener: Opener,
    /// Encoding named on the command line.
    pub encoding: EncodingChoice,
    /// Appearance and keys.
    pub start: StartOptions,
    /// Whether an idle status line shows hints.
    pub has_hints: bool,
    /// File of earlier searches; `None` if nothing is remembered.
    pub searches: Option<LineHistory>,
    /// Places to go to at the start.
    pub places: Vec<StartPlace>,
    /// Part of the program that is on the screen first.
    pub first_screen: StartScreen,
    /// Paths of the text that led to this one, empty for the built-in essays; `None` for the first text.
    pub came_from: Option<Vec<PathBuf>>,
    /// Rule for the saved place.
    pub resumption: Resumption,
    /// Options of less on the command line that have no effect.
    pub named_idle_options: Vec<String>,
    /// The same with those of the environment.
    pub idle_options: Vec<String>,
    /// Error of a text that could not be opened instead of this one.
    pub failure: Option<String>,
    /// Rules for the end of the program.
    pub quit_rules: QuitRules,
    /// Whether capitals count in searches.
    pub search_case: CaseRule,
    /// Marks in the text that are in no file.
    pub held: Vec<UserMark>,
}

/// Builds the state before there is a document.
pub(crate) fn start_state(plan: &RunPlan) -> State {
    let config = &plan.start.config;
    let keymap = config.keymap.clone().unwrap_or_default();
    let (keymap, problems) = Keymap::new(&with_preset(&keymap, &config.keys));
    let path = plan.opener.origin.file_path();
    let mut opening = OpeningState {
        name: plan.opener.origin.name(),
        path: path.map_or(String::new(), |path| path.display().to_string()),
        files: plan.opener.origin.files().to_vec(),
        ..OpeningState::default()
    };
    opening.encodings.default = plan.encoding;
    opening.start.clone_from(&plan.places);
    let mut state = State::new(Appearance::new(&plan.start), keymap, opening);
    state.zone = LocalZone::system();
    state.next_text.came_from.clone_from(&plan.came_from);
    state.next_text.resumption = plan.resumption;
    state.settings = config.clone();
    state.display.has_hints = plan.has_hints;
    state.display.hyperlinks.are_known = plan.start.knows_hyperlinks;
    // The keymap is made above, with its problems.
    let of_state = |row: &&SettingInfo| row.key != ConfigKey::Keymap;
    for row in SETTINGS.iter().filter(of_state) {
        apply(&mut state, row.key, config);
    }
    let lines = plan.searches.as_ref().map(LineHistory::load);
    let lines = lines.unwrap_or_default();
    for search in lines.iter().filter_map(|line| history::from_line(line)) {
        history::push(&mut state.search.history, search);
    }
    // Lines shown as they are have the whole width.
    if config.paragraphs.as_deref() == Some(AS_IS_PARAGRAPHS) {
        state.toc.list.pane = PaneVisibility::Hidden;
    }
    state.input.quit_rules = plan.quit_rules;
    state.search.case = plan.search_case;
    state.marks.held.clone_from(&plan.held);
    let failure = plan.failure.iter().cloned().map(StartProblem::NotOpened);
    let of_keys = problems.into_iter().map(StartProblem::Config);
    let idle = Some(plan.named_idle_options.join(" ")).filter(|names| !names.is_empty());
    let idle = idle.map(StartProblem::IdleOptions);
    state.notices.start = failure.chain(of_keys).chain(idle).collect();
    state.opening.idle_options = plan.idle_options.join(" ");
    state
}
