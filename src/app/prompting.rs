//! Lines being typed: the search, the command line, the filter of the outline.

use super::action::ACTIONS;
use super::edit::{Edit, Edited};
use super::key::{Control, Key};
use super::message::Effect;
use super::state::{Browse, Extent, Mode, Prompt, Purpose, State};
use super::update::act;
use super::{reading, seeking};
use crate::error::Notice;
use crate::import::encoding;
use crate::ui::theme::NAMES;
use ratatui::crossterm::event::KeyCode;

/// Lines remembered.
const KEPT: usize = 100;

/// Commands that take a word, with the words they take.
pub const WORDED: [(&str, &[&str]); 6] = [
    ("enc", &ENCODINGS),
    ("theme", &NAMES),
    ("ambiguous", &["auto", "narrow", "wide"]),
    ("lang", &["zh", "en"]),
    ("ruby", &["hidden", "inline", "above"]),
    ("measure", &[]),
];

/// Text was pasted, or committed by an input method in one piece.
pub fn paste(state: &mut State, text: &str) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Prompt(prompt) => {
            prompt.edit.insert(text);
            changed(state)
        }
        Mode::Outline(Browse {
            filter: Some(edit), ..
        }) => {
            edit.insert(text);
            apply_filter(state);
            State::done()
        }
        Mode::Outline(_) | Mode::Reading | Mode::Sheet(_) => State::done(),
    }
}

/// A key in a prompt.
pub fn key(state: &mut State, key: Key) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::done();
    };
    match key.code() {
        (KeyCode::Enter, _) => return accept(state),
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), Control::Held) => return leave(state),
        (KeyCode::Backspace, _) if prompt.edit.text().is_empty() => return leave(state),
        (KeyCode::Up, _) | (KeyCode::Char('p'), Control::Held) => return recall(state, 1),
        (KeyCode::Down, _) | (KeyCode::Char('n'), Control::Held) => return recall(state, -1),
        (KeyCode::Tab, _) => {
            complete(prompt);
            return State::done();
        }
        _ => {}
    }
    match prompt.edit.key(key) {
        Edited::Text => changed(state),
        Edited::Nothing | Edited::NotMine => State::done(),
    }
}

/// The line is another: a search begins anew.
fn changed(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::done();
    };
    prompt.complaint = None;
    let Purpose::Search(origin, _) = &prompt.purpose else {
        return State::done();
    };
    let origin = *origin;
    let typed = prompt.edit.text().to_owned();
    let Some(query) = seeking::query(state, &typed) else {
        state.finding = None;
        state.reader.go(origin);
        return State::done();
    };
    seeking::start_search(state, query, origin, origin)
}

fn recall(state: &mut State, by: i64) -> Vec<Effect> {
    let Mode::Prompt(prompt) = &mut state.mode else {
        return State::done();
    };
    let history = match prompt.purpose {
        Purpose::Search(..) => &state.searches,
        Purpose::Command(_) => &state.commands,
    };
    let back = (prompt.back as i64 + by).clamp(0, history.len() as i64) as usize;
    if back == prompt.back {
        return State::done();
    }
    prompt.back = back;
    let line = history.len().checked_sub(back).and_then(|i| history.get(i));
    prompt.edit = Edit::new(line.map_or("", String::as_str));
    changed(state)
}

/// Leaves the prompt; a search returns to where it began, and to the search before it.
fn leave(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::take(&mut state.mode) else {
        return State::done();
    };
    match prompt.purpose {
        Purpose::Search(origin, before) => {
            state.reader.go(origin);
            seeking::take_up(state, before)
        }
        Purpose::Command(outline) => {
            state.mode = outline.map_or(Mode::Reading, Mode::Outline);
            State::done()
        }
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Mode::Prompt(prompt) = std::mem::take(&mut state.mode) else {
        return State::done();
    };
    let line = prompt.edit.text().to_owned();
    match prompt.purpose {
        Purpose::Search(origin, before) => {
            if line.is_empty() {
                let mut effects = seeking::take_up(state, before);
                effects.extend(reading::act(state, super::action::Action::NextHit, 0));
                return effects;
            }
            remember(&mut state.searches, line);
            if state.reader.anchor() != origin {
                state.jumps.push(origin);
            }
            State::done()
        }
        Purpose::Command(outline) => {
            state.mode = outline.map_or(Mode::Reading, Mode::Outline);
            remember(&mut state.commands, line.clone());
            run(state, line.trim())
        }
    }
}

fn remember(history: &mut Vec<String>, line: String) {
    history.retain(|old| *old != line);
    history.push(line);
    if history.len() > KEPT {
        history.remove(0);
    }
}

/// Carries out a command line.
fn run(state: &mut State, line: &str) -> Vec<Effect> {
    if line.is_empty() {
        return State::done();
    }
    if let Ok(number) = line.parse::<u32>() {
        reading::numbered_section(state, number);
        return State::done();
    }
    if let Some(value) = line
        .strip_suffix(['%', '％'])
        .and_then(|n| n.trim().parse().ok())
    {
        reading::percent(state, value);
        return State::done();
    }
    let name = if line == "q" { "quit" } else { line };
    if let Some(entry) = ACTIONS.iter().find(|entry| entry.name == name) {
        return act(state, entry.action, 0);
    }
    if let Some(name) = line.strip_prefix("enc ") {
        return decode(state, name.trim());
    }
    if let Some((name, word)) = line.split_once(char::is_whitespace)
        && set(state, name, word.trim())
    {
        state.arrange();
        return State::done();
    }
    complain(state, line);
    State::done()
}

/// Tells what is wrong with a command line: its word is missing or none that the command takes, or there
/// is no such command.
fn complain(state: &mut State, line: &str) {
    let name = line.split_whitespace().next().unwrap_or(line);
    let Some((_, words)) = WORDED.iter().find(|(own, _)| *own == name) else {
        return state.tell(
            format!("没有这个命令：{line}"),
            format!("no such command: {line}"),
        );
    };
    let words = if words.is_empty() {
        "1–500".to_owned()
    } else {
        words.join(" ")
    };
    if line == name {
        state.tell(
            format!(":{name} 后面要写：{words}"),
            format!(":{name} wants a word: {words}"),
        );
    } else {
        state.tell(
            format!("不能 :{line}；:{name} 后面可写：{words}"),
            format!("cannot :{line}; words for :{name}: {words}"),
        );
    }
}

/// The encodings that are offered: `auto` is the one that is guessed.
const ENCODINGS: [&str; encoding::NAMES.len() + 1] = {
    let mut names = ["auto"; encoding::NAMES.len() + 1];
    let mut i = 0;
    while i < encoding::NAMES.len() {
        names[i + 1] = encoding::NAMES[i];
        i += 1;
    }
    names
};

/// Reads the text in another encoding.
fn decode(state: &mut State, name: &str) -> Vec<Effect> {
    match encoding::named(name) {
        Ok(encoding) => vec![Effect::Decode(encoding)],
        Err(error) => {
            state.tell(error.explain(crate::lang::Lang::Zh), error.to_string());
            State::done()
        }
    }
}

/// Carries out a command with a word; false if it is none.
fn set(state: &mut State, name: &str, word: &str) -> bool {
    match name {
        "theme" => state.look.set_theme(word),
        "ruby" => state.look.set_ruby(word),
        "ambiguous" => state.look.set_ambiguous(word, &state.facts),
        "lang" => match word {
            "zh" => {
                state.look.lang = crate::lang::Lang::Zh;
                true
            }
            "en" => {
                state.look.lang = crate::lang::Lang::En;
                true
            }
            _ => false,
        },
        "measure" => match word.parse() {
            Ok(cells @ 1..=500) => {
                state.look.measure = crate::text::units::Cells(cells);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// Completes a command as far as it is certain, and tells what it may become.
fn complete(prompt: &mut Prompt) {
    if !matches!(prompt.purpose, Purpose::Command(_)) {
        return;
    }
    let typed = prompt.edit.text().to_owned();
    let candidates = completions(&typed);
    let Some(first) = candidates.first() else {
        return;
    };
    let common = candidates.iter().fold(first.clone(), |common, other| {
        let len = common
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count();
        common.chars().take(len).collect()
    });
    let is_whole = candidates.len() == 1 && WORDED.iter().any(|(name, _)| *name == common);
    prompt.edit = Edit::new(&if is_whole { common + " " } else { common });
    if candidates.len() > 1 {
        let list = candidates.join("  ");
        prompt.complaint = Some(Notice::new(list.clone(), list));
    }
}

/// Command lines that begin with what was typed.
fn completions(typed: &str) -> Vec<String> {
    let lines = ACTIONS.iter().map(|entry| entry.name.to_owned());
    let worded = WORDED.iter().flat_map(|(name, words)| {
        let alone = [format!("{name} ")];
        alone
            .into_iter()
            .chain(words.iter().map(move |word| format!("{name} {word}")))
    });
    let mut found: Vec<String> = lines
        .chain(worded)
        .filter(|line| line.starts_with(typed))
        .collect();
    found.sort();
    found.dedup();
    if !typed.contains(' ') {
        found.retain(|line| line.trim_end().find(' ').is_none());
    }
    found.dedup_by(|later, line| later.trim_end() == line);
    found
}

/// A key while the outline is being filtered.
pub fn filter_key(state: &mut State, key: Key) -> Vec<Effect> {
    let rows = state.list_height() as i64;
    let Mode::Outline(browse) = &mut state.mode else {
        return State::done();
    };
    let Some(edit) = &mut browse.filter else {
        return State::done();
    };
    match key.code() {
        (KeyCode::Enter, _) => reading::open_row(state),
        (KeyCode::Esc, _) | (KeyCode::Char('c' | 'g'), Control::Held) => end_filter(state),
        (KeyCode::Backspace, _) if edit.text().is_empty() => end_filter(state),
        (KeyCode::Down, _) | (KeyCode::Char('n'), Control::Held) => state.listing.step(1),
        (KeyCode::Up, _) | (KeyCode::Char('p'), Control::Held) => state.listing.step(-1),
        (KeyCode::PageDown, _) => state.listing.step(rows),
        (KeyCode::PageUp, _) => state.listing.step(-rows),
        (KeyCode::Tab, _) => browse.filter = None,
        _ => {
            if edit.key(key) == Edited::Text {
                apply_filter(state);
            }
        }
    }
    State::done()
}

/// Leaves the filter: the full outline goes away, the pane shows everything again.
fn end_filter(state: &mut State) {
    let here = state.listing.selected();
    match &mut state.mode {
        Mode::Outline(browse) if browse.extent == Extent::Pane => {
            browse.filter = None;
            state.listing.set_filter("", &state.reader.outline);
            if let Some(here) = here {
                state.listing.select(here);
            }
        }
        _ => reading::leave_outline(state),
    }
}

fn apply_filter(state: &mut State) {
    if let Mode::Outline(Browse {
        filter: Some(edit), ..
    }) = &state.mode
    {
        state.listing.set_filter(edit.text(), &state.reader.outline);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_completed_as_far_as_they_are_certain() {
        assert_eq!(completions("them"), ["theme"]);
        assert_eq!(completions("theme s"), ["theme sepia"]);
        assert_eq!(completions("enc b"), ["enc big5"]);
        assert!(completions("next-").len() > 3);
        assert!(completions("xyz").is_empty());
    }
}
