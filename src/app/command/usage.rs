//! The words that commands take, and the question for one that is missing.

use super::actions::open_command;
use super::availability::{Availability, of_command};
use super::table::{COMMANDS, MEASURE_RANGE_CELLS};
use crate::app::state::State;

/// Leaves the command line open for the word that a command needs, with the words that it takes.
pub(super) fn ask_for_word(state: &mut State, name: &str) {
    if let Availability::Refused(reason) = of_command(state, name) {
        return state.notify(reason);
    }
    let m = state.texts();
    let words = words_of(state, name);
    let text = match name {
        "edit" => m.command.which_file.to_owned(),
        "save" => m.files.save_usage.to_owned(),
        _ => m.command.missing_word(name, &words),
    };
    open_command(state, &format!("{name} "));
    state.notify(text);
}

/// Returns the words that a command takes.
pub(super) fn words_of(state: &State, name: &str) -> String {
    let words = COMMANDS.iter().find(|(own, _)| *own == name);
    let words = words.map_or(&[][..], |(_, words)| words);
    match name {
        "theme" => {
            let m = state.texts();
            let names: Vec<&str> = words.iter().map(|own| m.theme_name(own)).collect();
            names.join(" ")
        }
        "hit" | "goto-line" => "1–".to_owned(),
        "measure" => {
            let (first, last) = (MEASURE_RANGE_CELLS.start(), MEASURE_RANGE_CELLS.end());
            format!("{first}–{last}")
        }
        _ => words.join(" "),
    }
}
