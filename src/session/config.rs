//! The configuration file: what of it is understood holds, what is not is told with its line and
//! the name it was probably meant to be. Nothing in it keeps the program from starting.

mod problem;
mod rules;

pub use problem::{ConfigFault, ConfigProblem, RuleFileCause, RuleTableKind};

use crate::error::IoFailure;
use crate::outline::rules::{BoilerplatePolicy, Rules};
use crate::text::units::Cells;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// Names of the languages that the interface speaks, with shorter names for Chinese.
pub const LANGS: [&str; 8] = ["zh", "zh-Hans", "zh-Hant", "tw", "hk", "ja", "ko", "en"];

/// What the user has set; `None` where nothing is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Language of the interface, one of [`LANGS`].
    pub lang: Option<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Length of lines.
    pub measure: Option<Cells>,
    /// Width of the outline pane; 0 hides it.
    pub outline: Option<Cells>,
    /// Ambiguous characters: `auto`, `narrow` or `wide`.
    pub ambiguous: Option<String>,
    /// Marks at line ends: `none`, `basic`, `gb`, `strict`.
    pub kinsoku: Option<String>,
    /// Stops in the margin.
    pub hanging: Option<bool>,
    /// A cell between Han and Latin.
    pub autospace: Option<bool>,
    /// Lines stretched to the measure.
    pub justify: Option<bool>,
    /// Indent of a paragraph's first line.
    pub indent: Option<Cells>,
    /// Where readings stand: `hidden`, `inline` or `above`.
    pub ruby: Option<String>,
    /// Half-width punctuation beside Han shown full-width.
    pub punct: Option<bool>,
    /// Reading speed in 字 a minute.
    pub speed: Option<u32>,
    /// Whether advertisements of sites are hidden.
    pub hide_ads: Option<bool>,
    /// Whether it is remembered where the reader was.
    pub remember: Option<bool>,
    /// A file of rules for headings, as 阅读 (Legado) has them.
    pub toc_rules: Option<String>,
    /// Rules for headings and hidden lines.
    pub rules: Rules,
    /// Changed keys: names of actions and their keys.
    pub keys: Vec<(String, Vec<String>)>,
}

/// Key of a setting in the configuration file.
#[expect(missing_docs, reason = "each is the field of Config of that name")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigKey {
    Lang,
    Theme,
    Measure,
    Outline,
    Ambiguous,
    Kinsoku,
    Hanging,
    Autospace,
    Justify,
    Indent,
    Ruby,
    Punct,
    Speed,
    HideAds,
    Remember,
    TocRules,
}

impl ConfigKey {
    /// Returns its name in the file.
    ///
    /// # Panics
    /// Never: a test holds the table complete.
    pub fn name(self) -> &'static str {
        let row = SETTINGS.iter().find(|row| row.key == self);
        row.expect("SETTINGS has every key").name
    }
}

/// One setting: its name, and its value when nothing is set.
#[derive(Clone, Copy, Debug)]
pub struct SettingInfo {
    /// Its key.
    pub key: ConfigKey,
    /// Name in the file.
    pub name: &'static str,
    /// Default, as written in the file.
    pub default: &'static str,
}

const fn row(key: ConfigKey, name: &'static str, default: &'static str) -> SettingInfo {
    SettingInfo { key, name, default }
}

/// Every setting.
#[rustfmt::skip]
pub const SETTINGS: [SettingInfo; 16] = [
    row(ConfigKey::Lang, "lang", "\"zh\""),
    row(ConfigKey::Theme, "theme", "\"auto\""),
    row(ConfigKey::Measure, "measure", "72"),
    row(ConfigKey::Outline, "outline", "26"),
    row(ConfigKey::Ambiguous, "ambiguous", "\"auto\""),
    row(ConfigKey::Kinsoku, "kinsoku", "\"gb\""),
    row(ConfigKey::Hanging, "hanging", "true"),
    row(ConfigKey::Autospace, "autospace", "true"),
    row(ConfigKey::Justify, "justify", "false"),
    row(ConfigKey::Indent, "indent", "4"),
    row(ConfigKey::Ruby, "ruby", "\"above\""),
    row(ConfigKey::Punct, "punct", "false"),
    row(ConfigKey::Speed, "speed", "400"),
    row(ConfigKey::HideAds, "hide-ads", "true"),
    row(ConfigKey::Remember, "remember", "true"),
    row(ConfigKey::TocRules, "toc-rules", "\"\""),
];

impl Config {
    /// Reads the file at `path`; one that is not there is an empty one.
    pub fn load(path: &Path) -> (Self, Vec<ConfigProblem>) {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let (mut config, mut problems) = Self::parse(&path.display().to_string(), &text);
                if let Some(file) = config.toc_rules_file(path) {
                    let line = line_of(&text, "toc-rules");
                    let (imported, faults) =
                        rules::import_rule_file(&file, &format!("{}:{line}", path.display()));
                    config.rules.imported_rules = imported;
                    problems.extend(faults);
                }
                (config, problems)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let problem = ConfigProblem::Unreadable {
                    path: path.to_owned(),
                    cause: IoFailure::from(&error),
                };
                (Self::default(), vec![problem])
            }
        }
    }

    /// The file of rules that is named, seen from the configuration file at `path`.
    fn toc_rules_file(&self, path: &Path) -> Option<PathBuf> {
        let name = self.toc_rules.as_deref().filter(|name| !name.is_empty())?;
        let home = std::env::var_os("HOME").map(PathBuf::from);
        Some(match (name.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => path.parent().unwrap_or(Path::new("")).join(name),
        })
    }

    /// The rules for headings and hidden lines, with those for advertisements.
    pub fn rules(&self) -> Rules {
        Rules {
            boilerplate: match self.hide_ads {
                Some(false) => BoilerplatePolicy::Show,
                Some(true) | None => BoilerplatePolicy::Hide,
            },
            ..self.rules.clone()
        }
    }

    /// Reads a configuration; `name` is that of the file, for the location of problems.
    pub fn parse(name: &str, text: &str) -> (Self, Vec<ConfigProblem>) {
        let mut reader = TableReader {
            name,
            text,
            config: Self::default(),
            problems: Vec::new(),
        };
        match DeTable::parse(text) {
            Ok(table) => reader.read_table(table.get_ref()),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let parser = error.message().replace('\n', " ");
                reader.push_problem(at, ConfigFault::InvalidToml { parser });
            }
        }
        (reader.config, reader.problems)
    }
}

/// The line, from 1, at which a key of a text in TOML stands.
fn line_of(text: &str, key: &str) -> usize {
    let is_named = |line: &str| {
        line.trim_start()
            .trim_start_matches(['"', '\''])
            .starts_with(key)
    };
    text.lines().position(is_named).map_or(1, |line| line + 1)
}

struct TableReader<'t> {
    name: &'t str,
    text: &'t str,
    config: Config,
    problems: Vec<ConfigProblem>,
}

impl TableReader<'_> {
    fn push_problem(&mut self, at: usize, fault: ConfigFault) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        self.problems.push(ConfigProblem::At {
            location: format!("{}:{line}", self.name),
            fault,
        });
    }

    fn read_table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), key.span().start);
            if name == "keys" {
                self.read_keys(value.get_ref(), at);
            } else if let Some(kind) = RuleTableKind::from_name(name) {
                self.read_rules(kind, value.get_ref(), at);
            } else if !self.set_setting(name, value.get_ref()) {
                self.push_setting_problem(name, at);
            }
        }
    }

    fn push_setting_problem(&mut self, name: &str, at: usize) {
        if let Some(known) = SETTINGS.iter().find(|known| known.name == name) {
            return self.push_problem(at, ConfigFault::WrongValue(known.key));
        }
        let nearest = SETTINGS
            .iter()
            .map(|known| known.name)
            .chain(["heading", "hide", "keys"])
            .min_by_key(|known| edit_distance(known, name));
        let fault = ConfigFault::UnknownSetting {
            name: name.to_owned(),
            nearest: nearest.unwrap_or_default(),
        };
        self.push_problem(at, fault);
    }

    /// Takes a setting; false if it is not known or its value is not one of its own.
    fn set_setting(&mut self, name: &str, value: &DeValue<'_>) -> bool {
        let config = &mut self.config;
        match name {
            "lang" => set_if_valid(&mut config.lang, one_of(value, &LANGS)),
            "theme" => set_if_valid(
                &mut config.theme,
                one_of(value, &["auto", "light", "dark", "sepia", "ansi"]),
            ),
            "ambiguous" => set_if_valid(
                &mut config.ambiguous,
                one_of(value, &["auto", "narrow", "wide"]),
            ),
            "kinsoku" => set_if_valid(
                &mut config.kinsoku,
                one_of(value, &["none", "basic", "gb", "strict"]),
            ),
            "measure" => set_if_valid(
                &mut config.measure,
                number_in_range(value, 1, 500).map(|n| Cells(n as u16)),
            ),
            "outline" => set_if_valid(
                &mut config.outline,
                number_in_range(value, 0, 200).map(|n| Cells(n as u16)),
            ),
            "indent" => set_if_valid(
                &mut config.indent,
                number_in_range(value, 0, 16).map(|n| Cells(n as u16)),
            ),
            "speed" => set_if_valid(&mut config.speed, number_in_range(value, 1, 100_000)),
            "hanging" => set_if_valid(&mut config.hanging, value.as_bool()),
            "autospace" => set_if_valid(&mut config.autospace, value.as_bool()),
            "justify" => set_if_valid(&mut config.justify, value.as_bool()),
            "remember" => set_if_valid(&mut config.remember, value.as_bool()),
            "hide-ads" => set_if_valid(&mut config.hide_ads, value.as_bool()),
            "toc-rules" => set_if_valid(&mut config.toc_rules, value.as_str().map(str::to_owned)),
            "ruby" => set_if_valid(
                &mut config.ruby,
                one_of(value, &["hidden", "inline", "above"]),
            ),
            "punct" => set_if_valid(&mut config.punct, value.as_bool()),
            _ => false,
        }
    }

    fn read_keys(&mut self, value: &DeValue<'_>, at: usize) {
        let Some(table) = value.as_table() else {
            return self.push_problem(at, ConfigFault::KeysNotTable);
        };
        for (action, keys) in table {
            let list: Option<Vec<String>> = match keys.get_ref() {
                DeValue::String(one) => Some(vec![one.to_string()]),
                DeValue::Array(many) => many
                    .iter()
                    .map(|key| key.get_ref().as_str().map(str::to_owned))
                    .collect(),
                _ => None,
            };
            match list {
                Some(list) => self.config.keys.push((action.get_ref().to_string(), list)),
                None => self.push_problem(action.span().start, ConfigFault::KeysNotStrings),
            }
        }
    }
}

fn set_if_valid<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let understood = value.is_some();
    if understood {
        *slot = value;
    }
    understood
}

fn one_of(value: &DeValue<'_>, allowed: &[&str]) -> Option<String> {
    value
        .as_str()
        .filter(|text| allowed.contains(text))
        .map(str::to_owned)
}

fn number_in_range(value: &DeValue<'_>, least: u32, most: u32) -> Option<u32> {
    let number: u32 = value.as_integer()?.as_str().parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

/// Edit distance of two short names, in characters.
pub fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().skip(1).zip(&b) {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = *slot;
            left = substituted.min(left + 1).min(diagonal + 1);
            *slot = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests;
