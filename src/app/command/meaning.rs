//! What a typed name means: a command by any of its names, a value of a setting, or only something that resembles
//! commands.

use super::synonyms::{LANG_WORDS, SYNONYMS, THEME_WORDS, VALUE_NOUNS};
use super::table::{ALIASES, COMMANDS, expand_alias, takes_words};
use super::typed_word::TypedWord;
use crate::app::input::action::ACTIONS;
use crate::app::input::action_doc::short_doc;
use crate::messages::{Catalogue, FixedText, Lang};
use crate::session::config::LANGS;
use crate::text::closest::likely_name;
use crate::ui::theme::NAMES;
use std::borrow::Cow;

/// Local names of the commands that take an argument.
pub const LOCAL_NAMES: [(&str, FixedText); 12] = [
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

/// Fewest characters of a name that may be a slip of another: shorter ones are near too many.
const MIN_SLIP_CHARS: usize = 3;
/// Largest number of commands named for a name that resembles them.
const MAX_RESEMBLING_ITEMS: usize = 8;

/// Meaning of a typed name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A command, by its main name.
    Command(&'static str),
    /// A value: the command that sets it, and the value.
    Value(&'static str, &'static str),
    /// Commands that the name resembles; none of them is meant for certain.
    Resembles(Vec<&'static str>),
    /// Nothing.
    Unknown,
}

impl Meaning {
    /// Returns what a name means in any language of the interface. `has_words` tells whether words follow it, which only
    /// some commands take.
    pub fn of(typed: &str, has_words: bool) -> Self {
        certain(typed, has_words).unwrap_or_else(|| {
            let resembling = resembling(typed);
            if resembling.is_empty() {
                Self::Unknown
            } else {
                Self::Resembles(resembling)
            }
        })
    }
}

/// Returns the names of all commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    let actions = ACTIONS.iter().map(|entry| entry.name);
    let commands = COMMANDS.iter().map(|(name, _)| *name);
    let aliases = ALIASES.iter().map(|(name, _)| *name);
    actions.chain(commands).chain(aliases)
}

/// Returns the line with the English name of the command in place of any other name, and with the command of a value in
/// front of a value; any other line is returned unchanged.
pub fn in_own_names(line: &str) -> Cow<'_, str> {
    // A name may consist of several words: the longest one counts.
    let blanks = line.char_indices().filter(|(_, c)| c.is_whitespace());
    let mut ends: Vec<usize> = blanks.map(|(at, _)| at).collect();
    ends.push(line.len());
    for end in ends.into_iter().rev() {
        let (name, words) = line.split_at(end);
        let words = words.trim();
        let bare = name.strip_suffix(['!', '！']);
        let (name, mark) = bare.map_or((name, ""), |bare| (bare, "!"));
        match certain(name, !words.is_empty()) {
            Some(Meaning::Command(_)) if is_own(name) => break,
            Some(Meaning::Command(own)) => {
                return format!("{own}{mark} {words}").trim_end().to_owned().into();
            }
            Some(Meaning::Value(command, value)) if words.is_empty() && mark.is_empty() => {
                return format!("{command} {value}").into();
            }
            _ => {}
        }
    }
    line.into()
}

/// Returns whether a name is one of the English names.
fn is_own(name: &str) -> bool {
    names().any(|own| own == name)
}

/// Returns the command or the value that a name certainly means.
fn certain(typed: &str, has_words: bool) -> Option<Meaning> {
    if let Some(own) = names().find(|own| *own == typed) {
        return Some(Meaning::Command(expand_alias(own)));
    }
    let word = TypedWord::new(typed);
    if !typed.is_ascii()
        && let Some(own) = local_command(&word, has_words)
    {
        return Some(Meaning::Command(own));
    }
    let theme = theme_of(typed).filter(|theme| *theme != "auto");
    if let Some(theme) = theme {
        return Some(Meaning::Value("theme", theme));
    }
    if let Some(lang) = lang_of(typed).filter(|_| !LANGS.contains(&typed)) {
        return Some(Meaning::Value("lang", lang));
    }
    let others = SYNONYMS.iter().filter(|(own, words)| {
        words.iter().any(|other| word.is(other)) && (!has_words || takes_words(own))
    });
    let mut others = others.map(|(own, _)| *own);
    match (others.next(), others.next()) {
        (Some(only), None) => Some(Meaning::Command(only)),
        _ => None,
    }
}

/// Returns the command with this whole name in a language of the interface. Before words it is one that takes words, if
/// there is any.
fn local_command(word: &TypedWord, has_words: bool) -> Option<&'static str> {
    let is_it = |text: FixedText| all(|m| word.is(text(m)) || word.is(short_doc(text(m))));
    let mut locals = LOCAL_NAMES.iter().filter(|(_, local)| is_it(*local));
    let local = locals.next().map(|(own, _)| *own);
    let mut actions = ACTIONS.iter().filter(|entry| is_it(entry.doc));
    let first = actions.next().map(|entry| entry.name);
    let taking = first.filter(|own| takes_words(own));
    let taking = taking.or_else(|| {
        let mut actions = actions.map(|entry| entry.name);
        actions.find(|own| takes_words(own))
    });
    local.or(if has_words { taking.or(first) } else { first })
}

/// Returns whether a language of the interface has what `is_it` looks for.
fn all(is_it: impl Fn(&Catalogue) -> bool) -> bool {
    Lang::ALL.iter().any(|lang| is_it(lang.catalogue()))
}

/// Returns the commands that a name resembles: those that begin so, else those that have it within, else one of which it
/// may be a slip.
fn resembling(typed: &str) -> Vec<&'static str> {
    let begun = names_that_begin(typed);
    if !begun.is_empty() || typed.is_empty() {
        return begun;
    }
    let word = TypedWord::new(typed);
    let mut found = if typed.is_ascii() {
        Vec::new()
    } else {
        matching(|text| word.begins(text))
    };
    if found.is_empty() && !typed.is_ascii() {
        found = matching(|text| word.place_in(text).is_some());
    }
    if found.is_empty() {
        found.extend(slip(typed));
    }
    found.truncate(MAX_RESEMBLING_ITEMS);
    found
}

/// Returns the commands of which a local name or another word passes a test.
fn matching(is_it: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let named = |text: FixedText| all(|m| is_it(short_doc(text(m))));
    let locals = LOCAL_NAMES.iter().filter(|(_, local)| named(*local));
    let locals = locals.map(|(own, _)| *own);
    let actions = ACTIONS.iter().filter(|entry| named(entry.doc));
    let actions = actions.map(|entry| entry.name);
    let others = SYNONYMS.iter();
    let others = others.filter(|(_, words)| words.iter().any(|word| is_it(word)));
    let others = others.map(|(own, _)| *own);
    let mut found: Vec<&str> = others.chain(locals).chain(actions).collect();
    let mut seen = Vec::new();
    found.retain(|own| {
        !seen.contains(own) && {
            seen.push(*own);
            true
        }
    });
    found
}

/// Returns the command whose name was probably meant; a name of two characters is no slip of another.
fn slip(typed: &str) -> Option<&'static str> {
    let is_long = |name: &str| name.chars().count() >= MIN_SLIP_CHARS;
    if !is_long(typed) {
        return None;
    }
    let long: Vec<&str> = names().filter(|name| is_long(name)).collect();
    if typed.is_ascii() {
        return likely_name(typed, &long);
    }
    let local = Lang::ALL.iter().flat_map(|lang| {
        let m = lang.catalogue();
        let locals = LOCAL_NAMES.iter().map(move |(own, text)| (*own, text(m)));
        let actions = ACTIONS.iter();
        locals.chain(actions.map(move |entry| (entry.name, short_doc((entry.doc)(m)))))
    });
    let local: Vec<(&str, &str)> = local.filter(|(_, text)| is_long(text)).collect();
    let texts: Vec<&str> = local.iter().map(|(_, text)| *text).collect();
    let meant = likely_name(typed, &texts)?;
    let of = local.iter().find(|(_, text)| *text == meant);
    of.map(|(own, _)| *own)
}

/// Returns the names of the commands that begin with `begin`.
pub fn names_that_begin(begin: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> = names().filter(|name| name.starts_with(begin)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the value that a word means for a command, in any language of the interface; other words are returned unchanged.
pub fn value_of<'w>(command: &str, word: &'w str) -> &'w str {
    match command {
        "theme" => theme_of(word).unwrap_or(word),
        "lang" => lang_of(word).unwrap_or(word),
        _ => word,
    }
}

/// Returns the name of the theme that a word means in any language of the interface, also with a noun such as “mode”.
fn theme_of(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let bare = VALUE_NOUNS.iter().find_map(|noun| lower.strip_suffix(noun));
    let bare = bare.map(str::trim).filter(|bare| !bare.is_empty());
    let words = [Some(lower.as_str()), bare];
    words.into_iter().flatten().find_map(|word| {
        let typed = TypedWord::new(word);
        let is_named = |name: &&&'static str| {
            let others = THEME_WORDS.iter().filter(|(own, _)| *own == **name);
            let mut others = others.flat_map(|(_, words)| words.iter());
            **name == word
                || all(|m| typed.is(&m.theme_name(name).to_lowercase()))
                || others.any(|other| typed.is(other))
        };
        NAMES.iter().find(is_named).copied()
    })
}

/// Returns the name of the language that a word means.
fn lang_of(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let typed = TypedWord::new(&lower);
    let is_named = |(_, words): &&(&str, &[&str])| words.iter().any(|other| typed.is(other));
    let found = LANG_WORDS.iter().find(is_named).map(|(own, _)| *own);
    found.or_else(|| Lang::from_name(word).map(Lang::name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_the_own_name_of_its_command() {
        for (typed, want) in [
            ("配色", "theme"),
            ("テーマ", "theme"),
            ("設置", "set"),
            ("导出", "export"),
            ("导出 md x.md", "export md x.md"),
            ("导出！ x.md", "export! x.md"),
            ("查找 词", "search 词"),
            ("搜索 词 二", "search 词 二"),
            ("编码 gbk", "enc gbk"),
            ("打开 a.txt", "edit a.txt"),
            ("保存 a.txt", "save a.txt"),
            ("글자 크기 40", "measure 40"),
            ("帮助", "help"),
            ("夜间", "theme dark"),
            ("夜间模式", "theme dark"),
            ("日间", "theme light"),
            ("dark", "theme dark"),
            ("Dark mode", "theme dark"),
            ("ライト", "theme light"),
            ("ダークモード", "theme dark"),
            ("야간 모드", "theme dark"),
            ("護眼", "theme green"),
            ("繁体", "lang zh-Hant"),
            ("English", "lang en"),
            ("color", "theme"),
            // Nothing certain.
            ("保存", "保存"),
            ("删", "删"),
            ("末", "末"),
            ("theme", "theme"),
            ("n", "n"),
            ("e a b.txt", "e a b.txt"),
            ("auto", "auto"),
        ] {
            assert_eq!(in_own_names(typed), want, "{typed}");
        }
    }

    #[test]
    fn every_local_name_takes_words_as_the_english_one_does() {
        for lang in Lang::ALL {
            for (own, local) in LOCAL_NAMES {
                let local = local(lang.catalogue());
                // Names in Latin letters are looked for by other rules.
                if local.is_ascii() {
                    continue;
                }
                assert_eq!(in_own_names(local), own, "{local}");
                let line = format!("{local} x");
                assert_eq!(in_own_names(&line), format!("{own} x"), "{line}");
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
            assert_eq!(value_of("theme", word), want, "{word}");
        }
        assert_eq!(value_of("lang", "日本語"), "ja");
    }

    #[test]
    fn what_only_resembles_a_command_names_it() {
        let resembling = |typed: &str| match Meaning::of(typed, false) {
            Meaning::Resembles(names) => names.join(" "),
            Meaning::Unknown => String::new(),
            certain => panic!("{typed}: {certain:?}"),
        };
        for (typed, want) in [
            ("thme", "theme"),
            ("undo", "undo-correction undo-mark"),
            ("expor", "export"),
            ("xq", ""),
            ("x", ""),
            ("作家", ""),
            ("不存在的命令", ""),
            ("closest", ""),
            ("保存", "save save-outline"),
        ] {
            assert_eq!(resembling(typed), want, "{typed}");
        }
        assert!(resembling("导").contains("export"));
    }
}
