//! Commands of vim and less that mean something else here, or nothing.

use super::availability::{Availability, of_action};
use super::usage::ask_for_word;
use crate::app::help::sheet::open_filtered;
use crate::app::input::action::{Action, action_info};
use crate::app::input::key::Key;
use crate::app::input::key_label::notation_label;
use crate::app::lists::actions::close_list;
use crate::app::marks;
use crate::app::message::Effect;
use crate::app::opening::other_text;
use crate::app::perform::perform;
use crate::app::reading::go_file::{self, FileOrder};
use crate::app::reading::motion::Direction;
use crate::app::search::words;
use crate::app::settings::set_line;
use crate::app::state::State;
use ratatui::crossterm::event::KeyCode;

/// Commands without words that are an action here.
const SAME: [(&[&str], Action); 15] = [
    (
        &[
            "q!", "qa", "qa!", "qall", "qall!", "x", "x!", "xa", "xa!", "xall", "xit", "wq", "wq!",
            "wqa", "wqa!", "wqall", "exit", "close", "clo", "bd", "bdelete", "bw", "cq", "cq!",
            "quit!", "quita", "quitall", "Q", "Qa", "QA", "Wq", "WQ", "X", "ZZ", "ZQ",
        ],
        Action::Quit,
    ),
    (
        &["e", "e!", "edit!", "E", "checkt", "checktime"],
        Action::Reload,
    ),
    (&["f", "file", "=", ".=", "pwd"], Action::Position),
    (&["$"], Action::Bottom),
    (&["%"], Action::Percent),
    (&["/"], Action::Search),
    (&["?"], Action::SearchBack),
    (
        &["gr", "grep", "vim", "vimgrep", "lgrep", "lvimgrep"],
        Action::SearchAll,
    ),
    (&["cn", "cnext", "lne", "lnext"], Action::NextHit),
    (
        &["cp", "cprevious", "cN", "lp", "lprevious"],
        Action::PrevHit,
    ),
    (
        &[
            "cl", "clist", "cope", "copen", "cw", "cwindow", "lli", "llist", "lope", "lopen", "lw",
        ],
        Action::Hits,
    ),
    (&["delm", "delmarks", "k", "mark"], Action::Marks),
    (&["ju", "jump", "changes"], Action::Jumps),
    (&["u", "un"], Action::UndoCorrection),
    (&["y", "ya", "yank"], Action::Copy),
];

/// Commands that open the file behind them.
const OPENING: [&str; 20] = [
    "e", "edit", "open", "o", "sp", "split", "vs", "vsp", "vsplit", "tabe", "tabedit", "tabnew",
    "new", "vne", "vnew", "n", "next", "vi", "view", "sv",
];

/// Commands that go to a file.
const FILES: [(&[&str], FileOrder); 4] = [
    (
        &["n", "next", "bn", "bnext", "tabn", "tabnext", "wn", "wnext"],
        FileOrder::Beside(Direction::Next),
    ),
    (
        &[
            "p",
            "N",
            "prev",
            "previous",
            "Next",
            "bp",
            "bprevious",
            "bN",
            "bNext",
            "tabp",
            "tabprevious",
            "tabN",
            "wN",
            "wp",
            "wprevious",
        ],
        FileOrder::Beside(Direction::Prev),
    ),
    (
        &[
            "fir",
            "first",
            "rew",
            "rewind",
            "bf",
            "bfirst",
            "br",
            "brewind",
            "tabfir",
            "tabfirst",
            "tabr",
            "tabrewind",
        ],
        FileOrder::First,
    ),
    (
        &["la", "last", "bl", "blast", "tabl", "tablast"],
        FileOrder::Last,
    ),
];

/// Commands that change a text.
const CHANGING: [&str; 31] = [
    "d",
    "delete",
    "norm",
    "normal",
    "m",
    "move",
    "co",
    "t",
    "s",
    "su",
    "substitute",
    "r",
    "read",
    "j",
    "join",
    "a",
    "append",
    "i",
    "insert",
    "c",
    "change",
    "pu",
    "put",
    "ret",
    "retab",
    "sor",
    "sort",
    "red",
    "redo",
    "earlier",
    "later",
];

/// Commands of windows and tabs, of which there is one.
const WINDOWS: [&str; 17] = [
    "only", "on", "tabo", "tabonly", "tabc", "tabclose", "new", "vne", "vnew", "sp", "split", "vs",
    "vsp", "vsplit", "tabe", "tabedit", "tabnew",
];

/// Commands that set keys.
const MAPPING: [&str; 15] = [
    "map",
    "nmap",
    "vmap",
    "imap",
    "cmap",
    "no",
    "noremap",
    "nn",
    "nnoremap",
    "unm",
    "unmap",
    "ab",
    "abbreviate",
    "com",
    "command",
];

/// Answers a command of vim or less. Returns `None` for any other line.
pub(super) fn run(state: &mut State, line: &str) -> Option<Vec<Effect>> {
    let (name, word) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let word = word.trim();
    if let Some(effects) = run_searching(state, line) {
        return Some(effects);
    }
    if let Some(effects) = run_writing(state, name, word) {
        return Some(effects);
    }
    if let Some(effects) = run_with_files(state, name, word) {
        return Some(effects);
    }
    match (name, word) {
        ("noh" | "nohl" | "nohlsearch", _) if state.search.active.is_none() => {}
        ("noh" | "nohl" | "nohlsearch", _) => return Some(perform(state, Action::Cancel, 0)),
        ("h" | "help", "") => return Some(perform(state, Action::Help, 0)),
        ("h" | "help", words) => open_filtered(state, words.trim_start_matches(':')),
        ("k" | "ma" | "mark", letter) if letter.chars().count() == 1 => {
            let key = letter
                .chars()
                .next()
                .map(|c| Key::plain(KeyCode::Char(c)))?;
            return Some(marks::places::on_letter(state, Action::SetMark, key));
        }
        ("delm" | "delmarks", _) => return Some(perform(state, Action::Marks, 0)),
        ("set" | "se" | "setlocal", "nu" | "number" | "rnu" | "relativenumber") => {
            let text = state
                .texts()
                .command
                .no_numbers(&key_of(state, Action::Position));
            state.notify(text);
        }
        ("set" | "se" | "setlocal", "all") => set_line::set(state, ""),
        ("set" | "se" | "setlocal", words) => set_line::set(state, words),
        ("ve" | "ver" | "version" | "intro", _) => {
            state.notify(concat!("tongdu ", env!("CARGO_PKG_VERSION")));
        }
        _ => {
            if let Some(action) = same_action(name).filter(|_| word.is_empty()) {
                return Some(run_action(state, action));
            }
            let text = refusal(state, line, name, word)?;
            state.notify(text);
        }
    }
    Some(State::no_effects())
}

/// Returns the action that a command without words is.
fn same_action(name: &str) -> Option<Action> {
    let same = SAME.iter().find(|(names, _)| names.contains(&name));
    same.map(|(_, action)| *action)
}

/// Carries out an action where it has a meaning; a list is closed for it.
fn run_action(state: &mut State, action: Action) -> Vec<Effect> {
    if action != Action::Quit
        && matches!(of_action(state, action_info(action)), Availability::In(_))
    {
        close_list(state);
    }
    perform(state, action, 0)
}

/// Returns the first key of an action, or its name.
fn key_of(state: &State, action: Action) -> String {
    let keys = state.input.keymap.keys_of(action);
    let key = keys.first().map(|key| notation_label(key, state.texts()));
    key.unwrap_or_else(|| format!(":{}", action_info(action).name))
}

/// Searches: `/words`, `?words`, `grep words`, and `g/words/` for the list of the hits.
fn run_searching(state: &mut State, line: &str) -> Option<Vec<Effect>> {
    let between = |rest: &str, end: char| rest.strip_suffix(end).unwrap_or(rest).trim().to_owned();
    let (command, words) = if let Some(rest) = line.strip_prefix('/') {
        ("search", between(rest, '/'))
    } else if let Some(rest) = line.strip_prefix('?') {
        ("search-back", between(rest, '?'))
    } else if let Some(rest) = line.strip_prefix("g/") {
        // What follows the second stroke would change the lines, unless it shows them.
        let (words, rest) = rest.split_once('/').unwrap_or((rest, ""));
        if !matches!(rest.trim(), "" | "p" | "nu" | "#") {
            return None;
        }
        ("search-all", words.trim().to_owned())
    } else {
        let (name, rest) = line.split_once(char::is_whitespace)?;
        if !matches!(
            name,
            "grep" | "gr" | "vim" | "vimgrep" | "lgrep" | "lvimgrep"
        ) {
            return None;
        }
        let rest = rest.trim();
        let pattern = rest.strip_prefix('/').and_then(|rest| rest.split_once('/'));
        let words = pattern.map_or(rest, |(words, _)| words);
        ("search-all", words.to_owned())
    };
    if words.is_empty() {
        return None;
    }
    close_list(state);
    Some(words::search_for(state, command, &words))
}

/// Writes files: the text of a pipe, or the marks of the reader.
fn run_writing(state: &mut State, name: &str, word: &str) -> Option<Vec<Effect>> {
    let is_pipe = state.opening.pipe.is_some();
    let is_forced = name.ends_with('!');
    Some(match (name.trim_end_matches('!'), word) {
        // The text of a pipe is lost at the end, so a name is where it is to be kept.
        ("wq" | "x", file) if !file.is_empty() && is_pipe => {
            other_text::save_and_quit(state, file, is_forced)
        }
        ("save" | "saveas" | "sav", "") if is_pipe && !is_forced => {
            ask_for_word(state, "save");
            State::no_effects()
        }
        ("export", words) => marks::export::export(state, words, is_forced),
        ("save" | "saveas" | "sav", file) => other_text::save(state, file, is_forced),
        ("w" | "write" | "W", file) if !file.is_empty() || is_pipe && !is_forced => {
            other_text::save(state, file, is_forced)
        }
        ("w" | "write" | "wa" | "wall" | "up" | "update" | "W" | "Wa", _) => {
            state.notify(state.texts().command.saved_always);
            State::no_effects()
        }
        _ => return None,
    })
}

/// Opens files, lists them and goes to them.
fn run_with_files(state: &mut State, name: &str, word: &str) -> Option<Vec<Effect>> {
    let is_forced = name.ends_with('!');
    let bare = name.trim_end_matches('!');
    let number = name.strip_prefix('b').filter(|_| word.is_empty());
    if let Some(number) = number.filter(|number| number.parse::<usize>().is_ok()) {
        close_list(state);
        return Some(go_file::go_named(state, number));
    }
    if !word.is_empty() {
        if matches!(bare, "b" | "buffer" | "argu" | "argument") {
            close_list(state);
            return Some(go_file::go_named(state, word));
        }
        return OPENING
            .contains(&bare)
            .then(|| other_text::open_named(state, word, is_forced));
    }
    if matches!(name, "ls" | "files" | "buffers" | "ar" | "args" | "tabs") {
        let reader = &state.reading.reader;
        if reader.doc.provenance(reader.anchor()).file.is_some() {
            return Some(run_action(state, Action::OutlineFull));
        }
        state.notify(go_file::no_other_file(state));
        return Some(State::no_effects());
    }
    let order = FILES.iter().find(|(names, _)| names.contains(&name));
    if let Some((_, order)) = order {
        close_list(state);
        go_file::go_in_order(state, *order);
        return Some(State::no_effects());
    }
    None
}

/// Returns why a command is not carried out, and what to do instead; `None` for one that is not known.
fn refusal(state: &State, line: &str, name: &str, word: &str) -> Option<String> {
    let m = &state.texts().command;
    // Lines may be named in front of a command.
    let is_of_range = |c: char| c.is_ascii_digit() || ",.$%'<>+-;".contains(c);
    let command = line.trim_start_matches(is_of_range).trim_start();
    let end = command.find(|c: char| !c.is_ascii_alphabetic());
    let (letters, rest) = command.split_at(end.unwrap_or(command.len()));
    let has_range = command.len() < line.len();
    let is_change = CHANGING.contains(&letters)
        && (has_range || name == letters || rest.starts_with('/'))
        || matches!(letters, "g" | "v") && rest.starts_with('/');
    match name {
        _ if is_change => Some(m.no_edit.to_owned()),
        _ if name.starts_with('!') => Some(m.no_shell("Ctrl-Z")),
        "sh" | "shell" | "te" | "term" | "terminal" | "mak" | "make" => Some(m.no_shell("Ctrl-Z")),
        "reg" | "registers" | "di" | "display" => {
            Some(m.no_registers(&key_of(state, Action::Copy)))
        }
        _ if MAPPING.contains(&name.trim_end_matches('!')) => Some(m.keys_in_config(name)),
        _ if WINDOWS.contains(&name) && word.is_empty() => Some(m.one_at_a_time.to_owned()),
        _ => None,
    }
}
