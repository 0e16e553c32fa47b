//! What the command line does: commands by name, those that take a word, and what is told of a line that is none.

use crate::app::input::action::ACTIONS;
use crate::app::message::Effect;
use crate::app::reading::actions;
use crate::app::state::State;
use crate::app::update::perform_in_mode;
use crate::error::Notice;
use crate::lang::Lang;
use crate::source::encoding;
use crate::text::units::Cells;
use crate::ui::theme::NAMES;
use std::ops::RangeInclusive;

/// Commands that take a word, with the words they take.
pub const COMMANDS: [(&str, &[&str]); 6] = [
    ("enc", &ENCODINGS),
    ("theme", &NAMES),
    ("ambiguous", &["auto", "narrow", "wide"]),
    ("lang", &["zh", "en"]),
    ("ruby", &["hidden", "inline", "above"]),
    ("measure", &[]),
];

/// Other names of commands.
pub const ALIASES: [(&str, &str); 2] = [("encoding", "enc"), ("q", "quit")];

/// Cells that a line may have.
const MEASURE_RANGE_CELLS: RangeInclusive<u16> = 1..=500;

/// The encodings that are offered: `auto` is the one that is guessed.
const ENCODINGS: [&str; encoding::LABELS.len() + 1] = {
    let mut names = ["auto"; encoding::LABELS.len() + 1];
    let mut i = 0;
    while i < encoding::LABELS.len() {
        names[i + 1] = encoding::LABELS[i];
        i += 1;
    }
    names
};

/// The name of the command that is meant by a name.
pub fn expand_alias(name: &str) -> &str {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    alias.map_or(name, |(_, own)| own)
}

/// Carries out a command line.
pub fn run(state: &mut State, line: &str) -> Vec<Effect> {
    if line.is_empty() {
        return State::no_effects();
    }
    if let Ok(number) = line.parse::<u32>() {
        actions::go_numbered_section(state, number);
        return State::no_effects();
    }
    if let Some(value) = line
        .strip_suffix(['%', '％'])
        .and_then(|n| n.trim().parse().ok())
    {
        actions::go_percent(state, value);
        return State::no_effects();
    }
    let (name, word) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let (name, word) = (expand_alias(name), word.trim());
    let action = ACTIONS.iter().find(|entry| entry.name == name);
    match (action, word) {
        (Some(entry), "") => return perform_in_mode(state, entry.action, 0),
        (_, "") => notify_command_problem(state, line),
        _ if name == "enc" => return decode(state, word),
        _ if !run_setting_command(state, name, word) => notify_command_problem(state, line),
        _ => {}
    }
    State::no_effects()
}

/// Tells what is wrong with a command line: its word is missing or none that the command takes, or there
/// is no such command.
fn notify_command_problem(state: &mut State, line: &str) {
    let name = line.split_whitespace().next().unwrap_or(line);
    let Some((_, words)) = COMMANDS.iter().find(|(own, _)| *own == expand_alias(name)) else {
        return state.notify(
            format!("没有这个命令：{line}"),
            format!("no such command: {line}"),
        );
    };
    let words = if words.is_empty() {
        format!(
            "{}–{}",
            MEASURE_RANGE_CELLS.start(),
            MEASURE_RANGE_CELLS.end()
        )
    } else {
        words.join(" ")
    };
    if line == name {
        state.notify(
            format!(":{name} 后面要写：{words}"),
            format!(":{name} wants a word: {words}"),
        );
    } else {
        state.notify(
            format!("不能 :{line}；:{name} 后面可写：{words}"),
            format!("cannot :{line}; words for :{name}: {words}"),
        );
    }
}

/// Reads the text in another encoding.
fn decode(state: &mut State, name: &str) -> Vec<Effect> {
    match encoding::parse_choice(name) {
        Ok(encoding) => vec![Effect::Decode(encoding)],
        Err(error) => {
            state.notify(error.explain(Lang::Zh), error.to_string());
            State::no_effects()
        }
    }
}

/// Carries out a command with a word, and tells what is so now; false if it is none.
fn run_setting_command(state: &mut State, name: &str, word: &str) -> bool {
    let look = &mut state.appearance;
    let told = match (name, word) {
        ("theme", _) if look.set_theme(word) => look.theme_notice(),
        ("ruby", _) if look.set_ruby(word) => look.ruby_notice(),
        ("ambiguous", _) if look.set_ambiguous(word, &state.terminal_facts) => look.widths_notice(),
        ("lang", "zh" | "en") => {
            look.lang = Lang::of_locale(word);
            Notice::new("界面：中文", "interface: English")
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
    state.message = Some(told);
    state.relayout();
    true
}

/// Sets the text in lines as long as is asked for, and tells how long that is, and if the screen has not so
/// much room.
pub fn show_measure(state: &mut State) {
    state.relayout();
    let (wanted, room) = (state.appearance.measure.0, state.screen().column.width);
    let (zh, en) = if room < wanted {
        (
            format!("，眼下只放得下 {room} 格"),
            format!("; there is room for {room}"),
        )
    } else {
        Default::default()
    };
    state.notify(
        format!("行长 {wanted} 格{zh}"),
        format!("lines of {wanted} cells{en}"),
    );
}
