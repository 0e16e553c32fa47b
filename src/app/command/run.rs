//! Execution of the command line: command names, commands with an argument, and notices about invalid lines.

use super::palette;
use super::table::{COMMANDS, MEASURE_RANGE_CELLS, expand_alias};
use crate::app::display::layout::relayout;
use crate::app::input::action::{ACTIONS, Action};
use crate::app::input::key_label::notation_label;
use crate::app::marks;
use crate::app::message::Effect;
use crate::app::opening;
use crate::app::opening::other_text;
use crate::app::perform::perform;
use crate::app::reading::measure::show_measure;
use crate::app::reading::{actions, goto};
use crate::app::search::hit_list;
use crate::app::settings::set_line;
use crate::app::state::State;
use crate::messages::Lang;
use crate::source::encoding;
use crate::text::closest::likely_name;
use crate::text::ordinal::NumberName;
use crate::text::units::Cells;

/// Executes a command line.
pub fn run(state: &mut State, line: &str) -> Vec<Effect> {
    if line.is_empty() {
        return State::no_effects();
    }
    if let Ok(number) = line.parse::<u32>() {
        if state.input.keymap.counts_lines() {
            return goto::go_to_line_here(state, u64::from(number));
        }
        actions::go_numbered_section(state, number);
        return State::no_effects();
    }
    if let Some(value) = line
        .strip_suffix(['%', '％'])
        .and_then(|n| n.trim().parse().ok())
    {
        goto::go_percent(state, value);
        return State::no_effects();
    }
    if NumberName::parse(line).is_some_and(|name| !name.is_bare()) {
        goto::go_to_section(state, line);
        return State::no_effects();
    }
    run_foreign(state, line).unwrap_or_else(|| run_own(state, line))
}

/// Executes a command by its name, with its argument if it takes one.
fn run_own(state: &mut State, line: &str) -> Vec<Effect> {
    let (name, word) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let word = word.trim();
    let name = palette::own_name(name);
    let name = expand_alias(&name);
    let action = ACTIONS.iter().find(|entry| entry.name == name);
    match (action, word) {
        (Some(entry), "") => return perform(state, entry.action, 0),
        (_, "") => notify_command_problem(state, line),
        _ if name == "enc" => return decode(state, word),
        _ if name == "goto-line" => match word.parse() {
            Ok(line) => return goto::go_to_line_here(state, line),
            Err(_) => notify_command_problem(state, line),
        },
        _ if name == "hit" => match word.parse() {
            Ok(number) => return hit_list::go_numbered_hit(state, number),
            Err(_) => notify_command_problem(state, line),
        },
        _ if !run_setting_command(state, name, word) => notify_command_problem(state, line),
        _ => {}
    }
    State::no_effects()
}

/// Answers commands of vim and less that mean something else here, or nothing. Returns `None` for any other line.
fn run_foreign(state: &mut State, line: &str) -> Option<Vec<Effect>> {
    let m = &state.texts().command;
    let (name, word) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let action = match (name, word.trim()) {
        // The text of a pipe is lost at the end, so a name is where it is to be kept.
        ("wq" | "wq!" | "x" | "x!", file) if !file.is_empty() && state.opening.pipe.is_some() => {
            return Some(other_text::save_and_quit(state, file, name.ends_with('!')));
        }
        (
            "q!" | "qa" | "qa!" | "qall" | "x" | "xa" | "wq" | "wq!" | "wqa" | "exit" | "close"
            | "bd" | "cq" | "cq!" | "qall!" | "xa!" | "wqa!" | "quit!",
            _,
        ) => Action::Quit,
        ("e" | "edit" | "e!", "") => Action::Reload,
        ("noh" | "nohl" | "nohlsearch", _) if state.search.active.is_none() => {
            return Some(State::no_effects());
        }
        ("noh" | "nohl" | "nohlsearch", _) => Action::Cancel,
        ("h", _) => Action::Help,
        ("f" | "file", "") => Action::Position,
        ("$", "") => Action::Bottom,
        (
            "e" | "edit" | "open" | "o" | "sp" | "split" | "vs" | "vsplit" | "tabe" | "tabedit"
            | "tabnew",
            name,
        ) if !name.is_empty() => {
            return Some(other_text::open_named(state, name, false));
        }
        ("e!" | "edit!" | "open!", name) if !name.is_empty() => {
            return Some(other_text::open_named(state, name, true));
        }
        ("export", words) => return Some(marks::export::export(state, words, false)),
        ("export!", words) => return Some(marks::export::export(state, words, true)),
        ("save" | "saveas" | "sav", name) => return Some(other_text::save(state, name, false)),
        ("save!" | "saveas!" | "sav!", name) => return Some(other_text::save(state, name, true)),
        ("w" | "write", name) if !name.is_empty() || state.opening.pipe.is_some() => {
            return Some(other_text::save(state, name, false));
        }
        ("w!" | "write!", name) if !name.is_empty() => {
            return Some(other_text::save(state, name, true));
        }
        (
            "ls" | "files" | "buffers" | "args" | "n" | "next" | "bn" | "p" | "N" | "prev"
            | "previous" | "bp",
            "",
        ) => {
            let reader = &state.reading.reader;
            let is_one = reader.doc.provenance(reader.anchor()).file.is_none();
            if is_one {
                state.notify(m.one_file);
                return Some(State::no_effects());
            }
            if matches!(name, "ls" | "files" | "buffers" | "args") {
                Action::OutlineFull
            } else if name.starts_with('n') || name == "bn" {
                Action::NextTop
            } else {
                Action::PrevTop
            }
        }
        ("set" | "se" | "setlocal", "nu" | "number" | "rnu" | "relativenumber") => {
            let keys = state.input.keymap.keys_of(Action::Position);
            let key = keys.first().map(|key| notation_label(key, state.texts()));
            state.notify(m.no_numbers(&key.unwrap_or_else(|| ":where".to_owned())));
            return Some(State::no_effects());
        }
        ("set" | "se" | "setlocal", words) => {
            set_line::set(state, words);
            return Some(State::no_effects());
        }
        ("version", _) => {
            state.notify(concat!("tongdu ", env!("CARGO_PKG_VERSION")));
            return Some(State::no_effects());
        }
        _ => {
            let is_change = matches!(name, "d" | "delete" | "norm" | "normal" | "m" | "co")
                || name.starts_with("s/")
                || name.starts_with('%') && name.len() > 1
                || name.starts_with("g/");
            let text = match name {
                "w" | "w!" | "write" | "wa" | "up" => m.saved_always.to_owned(),
                _ if is_change => m.no_edit.to_owned(),
                _ if name.starts_with('!') => m.no_shell("Ctrl-Z"),
                _ => return None,
            };
            state.notify(text);
            return Some(State::no_effects());
        }
    };
    Some(perform(state, action, 0))
}

/// Notifies the reader about an invalid command line: a missing or unknown argument, or an unknown command.
fn notify_command_problem(state: &mut State, line: &str) {
    let typed = line.split_whitespace().next().unwrap_or(line);
    let name = &*palette::own_name(typed);
    let Some((_, words)) = COMMANDS.iter().find(|(own, _)| *own == expand_alias(name)) else {
        let names: Vec<&str> = palette::names().collect();
        let m = &state.texts().command;
        if ACTIONS.iter().any(|entry| entry.name == expand_alias(name)) {
            return state.notify(m.takes_no_word(typed));
        }
        let begun = palette::names_that_begin(name);
        if begun.len() > 1 {
            return state.notify(m.begin_so(name, &begun.join("  ")));
        }
        return state.notify(match likely_name(name, &names) {
            Some(name) => m.maybe(line, name),
            None => m.unknown(line),
        });
    };
    let words = if expand_alias(name) == "theme" {
        let m = state.texts();
        let names: Vec<&str> = words.iter().map(|own| m.theme_name(own)).collect();
        names.join(" ")
    } else if matches!(name, "hit" | "goto-line" | "line") {
        "1–".to_owned()
    } else if words.is_empty() {
        format!(
            "{}–{}",
            MEASURE_RANGE_CELLS.start(),
            MEASURE_RANGE_CELLS.end()
        )
    } else {
        words.join(" ")
    };
    if line == typed {
        state.notify(state.texts().command.missing_word(name, &words));
    } else {
        state.notify(state.texts().command.wrong_word(line, name, &words));
    }
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
    let look = &mut state.appearance;
    let told = match (name, word) {
        ("theme", _) if look.set_theme(palette::theme_of(word)) => look.theme_text(),
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
