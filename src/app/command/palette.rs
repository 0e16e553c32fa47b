//! The palette: commands that match what is typed, with their names in the language of the interface.

use super::synonyms::{COMMONEST, SYNONYMS, THEME_WORDS};
use super::table::{ALIASES, COMMANDS};
use crate::app::help::sheet::{labels, short_doc};
use crate::app::input::action::{ACTIONS, Context};
use crate::app::state::{Mode, State};
use crate::messages::{Catalogue, FixedText, Lang};
use crate::search::Query;
use crate::search::query::QueryKind;
use crate::text::forms::Level;
use crate::text::script::TextLang;
use crate::ui::theme::NAMES;
use std::ops::Range;

/// Local names of the commands that take an argument.
const LOCAL_NAMES: [(&str, FixedText); 12] = [
    ("edit", |m| m.command.edit),
    ("enc", |m| m.command.encoding),
    ("theme", |m| m.command.theme),
    ("ambiguous", |m| m.command.ambiguous),
    ("lang", |m| m.command.lang),
    ("ruby", |m| m.command.ruby),
    ("measure", |m| m.command.measure),
    ("set", |m| m.command.set),
    ("save", |m| m.command.save),
    ("export", |m| m.marks.export),
    ("code", |m| m.command.code),
    ("hit", |m| m.command.hit),
];

/// A command that matches what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteRow {
    /// Name.
    pub name: &'static str,
    /// Name or description in the language of the interface.
    pub doc: &'static str,
    /// Key, as people write it; empty without one.
    pub key: String,
}

/// Returns the names of all commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    let actions = ACTIONS.iter().map(|entry| entry.name);
    let commands = COMMANDS.iter().map(|(name, _)| *name);
    actions
        .chain(commands)
        .chain(ALIASES.iter().map(|(name, _)| *name))
}

/// Returns the English name of a command that was typed by its name in any language of the interface, or by the beginning
/// of only one; other names are returned unchanged.
pub fn own_name(name: &str) -> String {
    if name.is_ascii() {
        return name.to_owned();
    }
    let typed = TypedWord::new(name);
    let all = || Lang::ALL.iter().map(|lang| lang.catalogue());
    let is_it = |text: &str| typed.place_in(text) == Some(0..text.len());
    let mut commands = LOCAL_NAMES.iter();
    if let Some((own, _)) = commands.find(|(_, local)| all().any(|m| is_it(local(m)))) {
        return (*own).to_owned();
    }
    let mut actions = ACTIONS.iter();
    let is_named = |m: &Catalogue, doc: FixedText| is_it(short_doc(doc(m)));
    if let Some(entry) = actions.find(|entry| all().any(|m| is_named(m, entry.doc))) {
        return entry.name.to_owned();
    }
    // Another beginning of a name must leave no doubt: a line may change the outline or the notes.
    let is_begin = |text: &str| typed.place_in(text).is_some_and(|place| place.start == 0);
    let locals = LOCAL_NAMES
        .iter()
        .filter(|(_, local)| all().any(|m| is_begin(local(m))));
    let locals = locals.map(|(own, _)| *own);
    let actions = ACTIONS
        .iter()
        .filter(|entry| all().any(|m| is_begin(short_doc((entry.doc)(m)))));
    let actions = actions.map(|entry| entry.name);
    let others = SYNONYMS
        .iter()
        .filter(|(_, words)| words.iter().any(|word| is_it(word)));
    let mut candidates: Vec<&str> = locals
        .chain(actions)
        .chain(others.map(|(own, _)| *own))
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    match *candidates {
        [only] => only.to_owned(),
        _ => name.to_owned(),
    }
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

/// What is typed, prepared for many comparisons. Simplified and traditional characters are one.
struct TypedWord {
    text: String,
    literal: Option<Query>,
    pinyin: Option<Query>,
}

impl TypedWord {
    fn new(typed: &str) -> Self {
        let parsed = |kind| Query::parse(typed, Level::Variants, kind).ok();
        let is_pinyin = typed.len() > 1 && typed.chars().all(|c| c.is_ascii_alphabetic());
        Self {
            text: typed.to_owned(),
            literal: parsed(QueryKind::Literal),
            pinyin: is_pinyin.then(|| parsed(QueryKind::Pinyin)).flatten(),
        }
    }

    /// Returns the bytes of the first place in `text`, folded, where the word stands.
    fn place_in(&self, text: &str) -> Option<Range<usize>> {
        let query = self.literal.as_ref()?;
        query.find_all(text.as_bytes(), TextLang::Other).next()
    }

    fn rank(&self, name: &str, doc: &str) -> Option<Rank> {
        let synonyms = SYNONYMS.iter().find(|(own, _)| *own == name);
        let synonyms = synonyms.map_or(&[][..], |(_, words)| words);
        let places = || {
            let words = synonyms.iter().copied().chain([doc]);
            words.filter_map(|word| Some((self.place_in(word)?, word)))
        };
        let is_whole = |(place, word): &(Range<usize>, &str)| {
            *place == (0..word.len()) || *place == (0..short_doc(word).len())
        };
        let is_read = |query: &Query| {
            let mut words = synonyms.iter().copied().chain([doc]);
            words.any(|word| {
                query
                    .find_all(word.as_bytes(), TextLang::Other)
                    .next()
                    .is_some()
            })
        };
        if name == self.text || places().any(|place| is_whole(&place)) {
            Some(Rank::Whole)
        } else if name.starts_with(&self.text) {
            Some(Rank::NameBegins)
        } else if places().any(|(place, _)| place.start == 0) {
            Some(Rank::WordBegins)
        } else if name.contains(&self.text) || places().next().is_some() {
            Some(Rank::Within)
        } else if self.pinyin.as_ref().is_some_and(is_read) {
            Some(Rank::Pinyin)
        } else {
            let mut letters = name.chars();
            let is_in_order = self.text.chars().all(|c| letters.any(|letter| letter == c));
            is_in_order.then_some(Rank::LettersInOrder)
        }
    }
}

/// Returns the commands that match `typed`, best first; those that do not apply where one is come last. Before anything
/// is typed these are the commonest.
pub fn rows(state: &State, typed: &str) -> Vec<PaletteRow> {
    let typed = typed.trim().to_lowercase();
    let all = all_rows(state);
    if typed.is_empty() {
        let named = |name: &&str| all.iter().find(|(row, _)| row.name == *name);
        let found = COMMONEST.iter().filter_map(named);
        return found.map(|(row, _)| row.clone()).collect();
    }
    let word = TypedWord::new(&typed);
    let mut ranked: Vec<((bool, Rank), PaletteRow)> = all
        .into_iter()
        .filter_map(|(row, applies)| {
            let rank = word.rank(row.name, row.doc)?;
            let is_named = row.name == typed;
            Some(((!applies && !is_named, rank), row))
        })
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, row)| row).collect()
}

/// Returns all commands, and whether each applies where one is.
fn all_rows(state: &State) -> Vec<(PaletteRow, bool)> {
    let m = state.texts();
    let context = match &state.mode {
        Mode::Outline(_) => Context::Outline,
        _ if state.mode.is_in_outline() => Context::Outline,
        _ if state.select.suspended.is_some() => Context::Selection,
        _ => Context::Reading,
    };
    let actions = ACTIONS.iter().map(|entry| {
        let key = labels(state, entry).swap_remove(0);
        let is_command = key.starts_with(':') && key.len() > 1;
        let row = PaletteRow {
            name: entry.name,
            doc: (entry.doc)(m),
            key: if is_command { String::new() } else { key },
        };
        let is_of_text = entry.context == Context::Reading;
        (row, is_of_text || context.includes(entry.context))
    });
    let is_action = |name: &str| ACTIONS.iter().any(|entry| entry.name == name);
    let commands = LOCAL_NAMES.iter().filter(|(name, _)| !is_action(name));
    let commands = commands.map(|(name, doc)| {
        let row = PaletteRow {
            name,
            doc: doc(m),
            key: String::new(),
        };
        (row, true)
    });
    actions.chain(commands).collect()
}

/// Returns whether no command matches `typed`.
pub fn is_unknown(state: &State, typed: &str) -> bool {
    rows(state, typed).is_empty() && !names().any(|name| name.starts_with(typed))
}

/// Returns the names of the commands that begin with `begin`.
pub fn names_that_begin(begin: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> = names().filter(|name| name.starts_with(begin)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the name of the theme that a word means in any language of the interface; other words are returned unchanged.
pub fn theme_of(word: &str) -> &str {
    let typed = TypedWord::new(&word.to_lowercase());
    let is_it = |text: &str| typed.place_in(text) == Some(0..text.len());
    let all = || Lang::ALL.iter().map(|lang| lang.catalogue());
    let is_named = |name: &&&str| {
        let words = THEME_WORDS.iter().filter(|(own, _)| *own == **name);
        let words = words.flat_map(|(_, words)| words.iter().copied());
        all().any(|m| is_it(m.theme_name(name))) || words.into_iter().any(is_it)
    };
    NAMES.iter().find(is_named).map_or(word, |name| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table::expand_alias;

    #[test]
    fn a_local_name_runs_only_what_it_can_mean() {
        for (typed, want) in [
            ("配色", "theme"),
            ("テーマ", "theme"),
            ("設置", "set"),
            ("导出", "export"),
            ("保存", "保存"),
            ("帮助", "help"),
            ("删", "删"),
            ("不存在的命令", "不存在的命令"),
            ("theme", "theme"),
        ] {
            assert_eq!(own_name(typed), want, "{typed}");
        }
        // Every local name leads to its command, and no beginning shared by several leads anywhere.
        for lang in Lang::ALL {
            for (own, local) in LOCAL_NAMES {
                let local = local(lang.catalogue());
                let name = own_name(local);
                assert!(local.is_ascii() || expand_alias(&name) == own, "{local}");
            }
        }
    }

    #[test]
    fn themes_have_words_in_every_language() {
        for (word, want) in [
            ("夜间", "dark"),
            ("夜間", "dark"),
            ("深色", "dark"),
            ("护眼", "green"),
            ("淺色", "light"),
            ("ダーク", "dark"),
            ("밝게", "light"),
            ("sepia", "sepia"),
            ("neon", "neon"),
        ] {
            assert_eq!(theme_of(word), want, "{word}");
        }
    }

    #[test]
    fn every_synonym_and_common_name_is_of_a_command() {
        let synonyms = SYNONYMS.iter().map(|(name, _)| *name);
        for name in synonyms.chain(COMMONEST) {
            assert!(names().any(|own| own == name), "{name}");
        }
    }
}
