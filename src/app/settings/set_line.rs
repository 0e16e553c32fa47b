//! The command `:set`, with the forms that vim has: `name`, `noname`, `name?`, `name&`, `name!`, `name=value`.

use super::apply::current;
use super::value::{set_value, shown};
use crate::app::lists::actions::open;
use crate::app::lists::state::ListKind;
use crate::app::reading::measure::show_measure;
use crate::app::state::State;
use crate::session::config::{ConfigKey, SETTINGS};
use crate::text::closest::likely_name;

/// Request of a word after `:set`.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Request<'w> {
    /// The value.
    Show,
    /// Another value.
    Value(&'w str),
    /// A switch on or off.
    Switch(bool),
    /// The other state of a switch.
    Toggle,
    /// The default.
    Default,
}

/// Names of vim for settings, with the value that the bare name means and that of the name with `no`; an empty value
/// takes what follows the sign of equality.
const FOREIGN_NAMES: [(&[&str], ConfigKey, &str, &str); 5] = [
    (&["wrap"], ConfigKey::Code, "wrap", "cut"),
    (
        &["ignorecase", "ic"],
        ConfigKey::SearchFold,
        "variants",
        "exact",
    ),
    (&["title"], ConfigKey::WindowTitle, "true", "false"),
    (&["autoread", "ar"], ConfigKey::Reread, "true", "false"),
    (&["textwidth", "tw", "columns"], ConfigKey::Measure, "", ""),
];

/// Carries out the words after `:set`; without any it lists all settings.
pub fn set(state: &mut State, words: &str) {
    if matches!(words, "" | "all") {
        return open(state, ListKind::Settings);
    }
    let mut shown = Vec::new();
    for word in requests(words) {
        match set_one(state, &word) {
            Ok(text) => shown.push(text),
            Err(problem) => return state.notify(problem),
        }
    }
    let is_narrow = shown.len() == 1 && shown.iter().all(|text| text.starts_with("measure="));
    if is_narrow && !words.ends_with('?') {
        return show_measure(state);
    }
    state.notify(shown.join("  "));
}

/// Splits the words after `:set`. A value in quotation marks, or the only one of a line, may have blanks, and the sign of
/// equality may have them around it.
fn requests(words: &str) -> Vec<String> {
    if let Some(requests) = quoted_requests(words) {
        return requests;
    }
    if let Some((name, value)) = words.split_once('=') {
        let is_one = !name.trim().contains(char::is_whitespace) && !value.contains('=');
        let is_template = name.trim() == ConfigKey::Cite.name();
        if is_one && !value.trim().contains(char::is_whitespace) || is_template {
            return vec![format!("{}={}", name.trim(), value.trim())];
        }
        let is_text = [ConfigKey::Copy, ConfigKey::Editor, ConfigKey::Open];
        if is_text.iter().any(|key| key.name() == name.trim()) {
            return vec![format!("{}={}", name.trim(), value.trim())];
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    match words[..] {
        // `:set theme dark`, which vim does not have.
        [name, value] if is_valued(name) && find(value).is_none() => {
            vec![format!("{name}={value}")]
        }
        _ => words.into_iter().map(str::to_owned).collect(),
    }
}

/// Splits words of which at least one has a value in quotation marks; `None` without one, or if a word is no setting, so
/// that the quotation mark belongs to a value.
fn quoted_requests(words: &str) -> Option<Vec<String>> {
    let mut requests = Vec::new();
    let mut has_quoted = false;
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace());
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (request, after) = match after.trim_start().strip_prefix('=') {
            None => (name.to_owned(), after),
            Some(value) => {
                let value = value.trim_start();
                let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''));
                let end = match mark {
                    Some(mark) => {
                        has_quoted = true;
                        value.match_indices(mark).nth(1)?.0 + mark.len_utf8()
                    }
                    None => value.find(char::is_whitespace).unwrap_or(value.len()),
                };
                let (value, after) = value.split_at(end);
                (format!("{name}={value}"), after)
            }
        };
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return None;
        }
        find(&request)?;
        requests.push(request);
        rest = after.trim_start();
    }
    has_quoted.then_some(requests)
}

/// Returns whether a name is that of a setting other than a switch.
fn is_valued(name: &str) -> bool {
    ConfigKey::from_name(name).is_some_and(|key| !key.is_switch())
}

/// Returns the setting of a word and what is asked of it; `None` if there is no such setting.
fn find(word: &str) -> Option<(ConfigKey, Request<'_>)> {
    if let Some((name, value)) = word.split_once(['=', ':']) {
        return Some((key_of(name)?, Request::Value(value)));
    }
    for (sign, request) in [
        ('?', Request::Show),
        ('!', Request::Toggle),
        ('&', Request::Default),
    ] {
        if let Some(name) = word.strip_suffix(sign) {
            return Some((key_of(name)?, request));
        }
    }
    if let Some(key) = ConfigKey::from_name(word) {
        let request = if key.is_switch() {
            Request::Switch(true)
        } else {
            Request::Show
        };
        return Some((key, request));
    }
    for (prefix, request) in [("no", Request::Switch(false)), ("inv", Request::Toggle)] {
        let key = word.strip_prefix(prefix).and_then(ConfigKey::from_name);
        if let Some(key) = key.filter(|key| key.is_switch()) {
            return Some((key, request));
        }
    }
    let (name, is_off) = match word.strip_prefix("no") {
        Some(name) => (name, true),
        None => (word, false),
    };
    let mut foreign = FOREIGN_NAMES.iter();
    let (_, key, on, off) = foreign.find(|(names, ..)| names.contains(&name))?;
    let value = if is_off { *off } else { *on };
    Some(match value {
        "" => (*key, Request::Show),
        value => (*key, Request::Value(value)),
    })
}

/// Returns the setting of a name, which may be that of vim.
fn key_of(name: &str) -> Option<ConfigKey> {
    let foreign = || {
        let mut foreign = FOREIGN_NAMES.iter();
        foreign.find(|(names, ..)| names.contains(&name))
    };
    ConfigKey::from_name(name)
        .or_else(|| foreign().map(|row| row.1))
        .or_else(|| (name == "bg").then_some(ConfigKey::Background))
}

/// Carries out one word. Returns the setting with its value, or the problem.
fn set_one(state: &mut State, word: &str) -> Result<String, String> {
    let m = &state.texts().command;
    let Some((key, request)) = find(word) else {
        let end = word.find(['=', ':', '?', '!', '&']);
        let name = word.get(..end.unwrap_or(word.len())).unwrap_or(word);
        let names: Vec<&str> = SETTINGS.iter().map(|row| row.name).collect();
        return Err(match likely_name(name, &names) {
            Some(nearest) => m.maybe_setting(name, nearest),
            None => m.unknown_setting(name),
        });
    };
    let config = current(state);
    let is_on = config.value_text(key) == "true";
    let value = match request {
        Request::Show => return Ok(shown(key, &config.value_text(key))),
        Request::Value(value) => value.to_owned(),
        Request::Switch(is_on) => is_on.to_string(),
        Request::Toggle if key.is_switch() => (!is_on).to_string(),
        Request::Toggle => return Err(state.texts().setting(key).to_owned()),
        Request::Default => key.default_value().to_owned(),
    };
    set_value(state, key, &value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_vim() {
        for (word, want) in [
            ("justify", Some((ConfigKey::Justify, Request::Switch(true)))),
            (
                "nojustify",
                Some((ConfigKey::Justify, Request::Switch(false))),
            ),
            ("invjustify", Some((ConfigKey::Justify, Request::Toggle))),
            ("justify!", Some((ConfigKey::Justify, Request::Toggle))),
            ("justify?", Some((ConfigKey::Justify, Request::Show))),
            ("theme", Some((ConfigKey::Theme, Request::Show))),
            ("theme&", Some((ConfigKey::Theme, Request::Default))),
            (
                "theme=dark",
                Some((ConfigKey::Theme, Request::Value("dark"))),
            ),
            ("tw=60", Some((ConfigKey::Measure, Request::Value("60")))),
            ("nowrap", Some((ConfigKey::Code, Request::Value("cut")))),
            ("notheme", None),
            ("neon", None),
            ("", None),
        ] {
            assert_eq!(find(word), want, "{word}");
        }
    }

    #[test]
    fn a_line_may_have_several_words_and_a_text_blanks() {
        for (line, want) in [
            (
                "measure=60 nojustify",
                &["measure=60", "nojustify"] as &[&str],
            ),
            ("theme dark", &["theme=dark"]),
            ("theme = dark", &["theme=dark"]),
            ("justify theme", &["justify", "theme"]),
            ("theme justify", &["theme", "justify"]),
            ("editor=emacsclient -t", &["editor=emacsclient -t"]),
            ("cite={quote} = {title}", &["cite={quote} = {title}"]),
            (
                "editor=\"vim -u NONE\" open='a b'  nojustify measure = 60",
                &[
                    "editor=\"vim -u NONE\"",
                    "open='a b'",
                    "nojustify",
                    "measure=60",
                ],
            ),
            ("cite = \"“{quote}” = 'x'\"", &["cite=\"“{quote}” = 'x'\""]),
            // Marks that belong to the value.
            ("editor=\"my vim\" -t", &["editor=\"my vim\" -t"]),
            ("editor=vim -c \"set nu\"", &["editor=vim -c \"set nu\""]),
            ("editor=\"vim", &["editor=\"vim"]),
        ] {
            assert_eq!(requests(line), want, "{line}");
        }
    }
}
