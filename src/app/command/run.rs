//! Execution of the command line: command names, commands with an argument, and notices about invalid lines.

use super::availability::{Availability, of_action};
use super::foreign;
use super::meaning::{Meaning, in_own_names, names_that_begin, value_of};
use super::palette::{self, context_name};
use super::table::{COMMANDS, MEASURE_RANGE_CELLS, SEARCHING, expand_alias, takes_words};
use super::usage::{ask_for_word, words_of};
use crate::app::display::layout::relayout;
use crate::app::input::action::{ACTIONS, Action, ActionInfo};
use crate::app::lists::actions::close_list;
use crate::app::message::Effect;
use crate::app::opening;
use crate::app::perform::perform;
use crate::app::reading::measure::show_measure;
use crate::app::reading::{actions, goto};
use crate::app::search::{hit_list, words};
use crate::app::state::{Mode, State};
use crate::messages::Lang;
use crate::search::heading_name::heading_in_place_of_command;
use crate::source::encoding;
use crate::text::ordinal::NumberName;
use crate::text::units::Cells;

/// Executes a command line.
pub fn run(state: &mut State, line: &str) -> Vec<Effect> {
    if line.is_empty() {
        return State::no_effects();
    }
    if let Some(effects) = go_to_place(state, line) {
        return effects;
    }
    let line = in_own_names(line);
    foreign::run(state, &line).unwrap_or_else(|| run_own(state, &line))
}

/// Goes to the place that a line names: a number, a percentage, a section. Returns `None` for any other line.
fn go_to_place(state: &mut State, line: &str) -> Option<Vec<Effect>> {
    let number = line.parse::<u32>().ok();
    let percent = line.strip_suffix(['%', '％']);
    let percent = percent.and_then(|n| n.trim().parse().ok());
    let is_section = NumberName::parse(line).is_some_and(|name| !name.is_bare());
    if number.is_none() && percent.is_none() && !is_section {
        return None;
    }
    close_list(state);
    if let Some(number) = number {
        if state.input.keymap.counts_lines() {
            return Some(goto::go_to_line_here(state, u64::from(number)));
        }
        actions::go_numbered_section(state, number);
    } else if let Some(percent) = percent {
        goto::go_percent(state, percent);
    } else {
        goto::go_to_section(state, line);
    }
    Some(State::no_effects())
}

/// Executes a command by its name, with its argument if it takes one.
fn run_own(state: &mut State, line: &str) -> Vec<Effect> {
    let (name, word) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let word = word.trim();
    let name = expand_alias(name);
    let action = ACTIONS.iter().find(|entry| entry.name == name);
    match (action, word) {
        // Without a selection the words that are searched, or that were typed, are marked wherever they occur.
        (Some(entry), word)
            if entry.action == Action::Highlight
                && !matches!(state.mode, Mode::Selecting(_))
                && state.select.suspended.is_none() =>
        {
            match word {
                "" => words::mark_word(state),
                word => words::mark_typed(state, word),
            }
        }
        (Some(entry), "") if name != "goto-line" => return run_action(state, entry),
        (_, "") if takes_words(name) => ask_for_word(state, name),
        (_, "") => notify_command_problem(state, line),
        _ if name == "enc" => return decode(state, word),
        _ if SEARCHING.contains(&name) => {
            close_list(state);
            return words::search_for(state, name, word);
        }
        _ if name == "goto-line" || name == "hit" => {
            let Ok(number) = word.parse() else {
                notify_command_problem(state, line);
                return State::no_effects();
            };
            close_list(state);
            return match name {
                "hit" => hit_list::go_numbered_hit(state, number),
                _ => goto::go_to_line_here(state, number),
            };
        }
        _ if !run_setting_command(state, name, word) => notify_command_problem(state, line),
        _ => {}
    }
    State::no_effects()
}

/// Carries out an action, or tells where it can be.
fn run_action(state: &mut State, entry: &ActionInfo) -> Vec<Effect> {
    if let Availability::In(context) = of_action(state, entry) {
        let m = state.texts();
        state.notify(m.command.not_here(entry.name, context_name(m, context)));
        return State::no_effects();
    }
    perform(state, entry.action, 0)
}

/// Notifies the reader about an invalid command line: an unknown argument, or an unknown command and those it resembles.
fn notify_command_problem(state: &mut State, line: &str) {
    let typed = line.split_whitespace().next().unwrap_or(line);
    let m = &state.texts().command;
    let text = match Meaning::of(typed, line != typed) {
        Meaning::Command(own) if COMMANDS.iter().any(|(name, _)| *name == own) => {
            m.wrong_word(line, own, &words_of(state, own))
        }
        Meaning::Command(_) | Meaning::Value(..) => m.takes_no_word(typed),
        _ if heading_in_place_of_command(&state.reading.reader.outline, line).is_some() => {
            close_list(state);
            return goto::go_to_section(state, line);
        }
        Meaning::Resembles(names) if names.len() > 1 && !names_that_begin(typed).is_empty() => {
            m.begin_so(typed, &names.join("  "))
        }
        Meaning::Resembles(names) => m.maybe(line, &names.join("  ")),
        Meaning::Unknown => match palette::nearest(state, typed) {
            near if near.is_empty() => m.unknown(line),
            near => m.maybe(line, &near.join("  ")),
        },
    };
    state.notify(text);
}

/// Reads the text again in another encoding.
fn decode(state: &mut State, name: &str) -> Vec<Effect> {
    match encoding::parse_choice(name) {
        Ok(encoding) => opening::actions::decode(state, encoding),
        Err(error) => {
            state.notify(state.texts().error(&error));
            State::no_effects()
        }
    }
}

/// Executes a setting command and notifies the new value. Returns false if the name or the argument is unknown.
fn run_setting_command(state: &mut State, name: &str, word: &str) -> bool {
    let word = value_of(name, word);
    let look = &mut state.appearance;
    let told = match (name, word) {
        ("theme", _) if look.set_theme(word) => look.theme_text(),
        ("ruby", _) if look.set_ruby(word) => look.ruby_text().to_owned(),
        ("code", _) if look.set_code(word) => look.code_text().to_owned(),
        ("ambiguous", _) if look.set_ambiguous(word, &state.display.terminal_facts) => {
            look.widths_text().to_owned()
        }
        ("lang", _) => {
            let Some(lang) = Lang::from_name(word) else {
                return false;
            };
            look.lang = lang;
            lang.catalogue().appearance.language.to_owned()
        }
        ("measure", _) => {
            let Some(cells) = word
                .parse()
                .ok()
                .filter(|cells| MEASURE_RANGE_CELLS.contains(cells))
            else {
                return false;
            };
            look.measure = Cells(cells);
            show_measure(state);
            return true;
        }
        _ => return false,
    };
    state.notices.message = Some(told);
    relayout(state);
    true
}
