//! The palette: commands that match what is typed, with their names in the language of the interface.

use super::availability::{Availability, of_action, of_command};
use super::meaning::{LOCAL_NAMES, Meaning, names};
use super::synonyms::{COMMONEST, SYNONYMS};
use super::typed_word::TypedWord;
use crate::app::display::key_labels::first_label;
use crate::app::input::action::{ACTIONS, Context};
use crate::app::input::action_doc::short_doc;
use crate::app::state::State;
use crate::messages::{Catalogue, Lang};
use std::borrow::Cow;
use std::ops::Range;

/// A command that matches what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteRow {
    /// Name, with the value for a word that means one.
    pub name: Cow<'static, str>,
    /// Name or description in the language of the interface.
    pub doc: Cow<'static, str>,
    /// Key, as people write it, or why the command cannot be carried out here; empty without either.
    pub key: Cow<'static, str>,
}

/// Place of a command among those that match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The name or the description is what is typed.
    Whole,
    /// The name begins so.
    NameBegins,
    /// The description or another word for it begins so.
    WordBegins,
    /// What is typed stands within one of them.
    Within,
    /// What is typed is the pinyin of a description.
    Pinyin,
    /// The letters stand in the name in this order.
    LettersInOrder,
}

/// Returns the place of a command for a typed word; `None` if nothing of it matches.
fn rank(word: &TypedWord, name: &str, doc: &str) -> Option<Rank> {
    let synonyms = SYNONYMS.iter().find(|(own, _)| *own == name);
    let synonyms = synonyms.map_or(&[][..], |(_, words)| words);
    let places = || {
        let words = synonyms.iter().copied().chain([doc]);
        words.filter_map(|text| Some((word.place_in(text)?, text)))
    };
    let is_whole = |(place, text): &(Range<usize>, &str)| {
        *place == (0..text.len()) || *place == (0..short_doc(text).len())
    };
    let is_read = || {
        let mut words = synonyms.iter().copied().chain([doc]);
        words.any(|text| word.is_pinyin_in(text))
    };
    if name == word.text() || places().any(|place| is_whole(&place)) {
        Some(Rank::Whole)
    } else if name.starts_with(word.text()) {
        Some(Rank::NameBegins)
    } else if places().any(|(place, _)| place.start == 0) {
        Some(Rank::WordBegins)
    } else if name.contains(word.text()) || places().next().is_some() {
        Some(Rank::Within)
    } else if is_read() {
        Some(Rank::Pinyin)
    } else {
        let mut letters = name.chars();
        let is_in_order = word
            .text()
            .chars()
            .all(|c| letters.any(|letter| letter == c));
        is_in_order.then_some(Rank::LettersInOrder)
    }
}

/// Returns the commands that match `typed`, best first; those that cannot be carried out where one is come last. Before
/// anything is typed these are all that can be, the commonest first.
pub fn rows(state: &State, typed: &str) -> Vec<PaletteRow> {
    rows_up_to(state, typed, Rank::LettersInOrder)
}

/// Returns the commands that match `typed` by more than letters in their order, best first.
pub fn close_rows(state: &State, typed: &str) -> Vec<PaletteRow> {
    rows_up_to(state, typed, Rank::Pinyin)
}

fn rows_up_to(state: &State, typed: &str, last: Rank) -> Vec<PaletteRow> {
    let typed = typed.trim().to_lowercase();
    let all = all_rows(state);
    if typed.is_empty() {
        let named = |name: &&str| all.iter().find(|(row, _)| row.name == **name);
        let is_common = |row: &PaletteRow| COMMONEST.contains(&&*row.name);
        let common = COMMONEST.iter().filter_map(named);
        let others = all
            .iter()
            .filter(|(row, is_here)| *is_here && !is_common(row));
        return common.chain(others).map(|(row, _)| row.clone()).collect();
    }
    let word = TypedWord::new(&typed);
    let mut ranked: Vec<((bool, Rank), PaletteRow)> = all
        .into_iter()
        .filter_map(|(row, is_here)| {
            let rank = rank(&word, &row.name, &row.doc).filter(|rank| *rank <= last)?;
            let is_named = row.name == typed;
            Some(((!is_here && !is_named, rank), row))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let value = value_row(state, &typed).into_iter();
    value
        .chain(ranked.into_iter().map(|(_, row)| row))
        .collect()
}

/// Returns the row for a word that means a value.
fn value_row(state: &State, typed: &str) -> Option<PaletteRow> {
    let Meaning::Value(command, value) = Meaning::of(typed, false) else {
        return None;
    };
    let m = state.texts();
    let doc = match command {
        "theme" => m.appearance.theme(m.theme_name(value)).into(),
        _ => Lang::from_name(value)?
            .catalogue()
            .appearance
            .language
            .into(),
    };
    Some(PaletteRow {
        name: format!("{command} {value}").into(),
        doc,
        key: "".into(),
    })
}

/// Returns all commands that have a meaning, and whether each can be carried out here.
fn all_rows(state: &State) -> Vec<(PaletteRow, bool)> {
    let m = state.texts();
    let actions = ACTIONS.iter().filter_map(|entry| {
        let key = first_label(state, entry.action);
        let is_command = key.starts_with(':') && key.len() > 1;
        let row = PaletteRow {
            name: entry.name.into(),
            doc: (entry.doc)(m).into(),
            key: if is_command { "".into() } else { key.into() },
        };
        with_availability(m, row, of_action(state, entry))
    });
    let is_action = |name: &str| ACTIONS.iter().any(|entry| entry.name == name);
    let commands = LOCAL_NAMES.iter().filter(|(name, _)| !is_action(name));
    let commands = commands.filter_map(|(name, doc)| {
        let row = PaletteRow {
            name: (*name).into(),
            doc: doc(m).into(),
            key: "".into(),
        };
        with_availability(m, row, of_command(state, name))
    });
    actions.chain(commands).collect()
}

/// Returns the row of a command, with the reason in it if it cannot be carried out here.
fn with_availability(
    m: &'static Catalogue,
    row: PaletteRow,
    availability: Availability,
) -> Option<(PaletteRow, bool)> {
    let key = match availability {
        Availability::Here => return Some((row, true)),
        Availability::Meaningless => return None,
        Availability::In(context) => context_name(m, context),
        Availability::Refused(reason) => reason,
    };
    let key = key.into();
    Some((PaletteRow { key, ..row }, false))
}

/// Returns the name of the part of the screen that has the keys of a context.
pub fn context_name(m: &'static Catalogue, context: Context) -> &'static str {
    match context {
        Context::Selection => m.help.only_selecting,
        Context::Dictionary => m.help.only_looking_up,
        Context::Outline | Context::Rows => m.help.only_outline,
        Context::List => m.help.only_lists,
        Context::Reading | Context::Everywhere => m.help.in_text,
    }
}

/// Largest number of commands named for a line that is no command.
const MAX_NEAREST_ROWS: usize = 3;
/// Fewest characters of a line for which commands are named.
const MIN_NEAREST_CHARS: usize = 3;

/// Returns the names of the first rows for a line that is no command; none for one of two characters.
pub fn nearest(state: &State, typed: &str) -> Vec<Cow<'static, str>> {
    if typed.chars().count() < MIN_NEAREST_CHARS {
        return Vec::new();
    }
    let rows = close_rows(state, typed).into_iter().take(MAX_NEAREST_ROWS);
    rows.map(|row| row.name).collect()
}

/// Returns the name of a command in the language of the interface, if what is typed is no Latin word and stands in it.
pub fn own_name(row: &PaletteRow, typed: &str) -> Option<Cow<'static, str>> {
    let name = short_doc(&row.doc);
    let is_own = !typed.is_ascii() && TypedWord::new(typed).place_in(name).is_some();
    is_own.then(|| name.to_owned().into())
}

/// Returns the commands with these names, in their order.
pub fn named_rows(state: &State, names: &[Cow<'static, str>]) -> Vec<PaletteRow> {
    let all = all_rows(state);
    let named = |name: &Cow<'static, str>| {
        let mut rows = all.iter().map(|(row, _)| row);
        rows.find(|row| row.name == *name).cloned()
    };
    names.iter().filter_map(named).collect()
}

/// Returns whether `typed` is the English name of a command.
pub fn names_command(typed: &str) -> bool {
    names().any(|name| name == typed)
}

/// Returns whether no command matches `typed`.
pub fn is_unknown(state: &State, typed: &str) -> bool {
    rows(state, typed).is_empty() && !names().any(|name| name.starts_with(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_and_common_name_is_of_a_command() {
        let synonyms = SYNONYMS.iter().map(|(name, _)| *name);
        for name in synonyms.chain(COMMONEST) {
            assert!(names().any(|own| own == name), "{name}");
        }
    }
}
