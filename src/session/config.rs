//! Configuration file. Valid settings apply; invalid ones become problems with their line and the setting
//! probably meant. No problem keeps the program from starting.

mod choices;
mod fields;
mod problem;
mod rules;
mod settings;
mod values;

pub use choices::SettingValues;
pub use problem::{ConfigFault, ConfigProblem, RuleFileCause, RuleTableKind};
pub use settings::{ConfigKey, SETTINGS, SettingInfo};

use super::dirs;
use crate::error::IoFailure;
use crate::outline::rules::{BoilerplatePolicy, PatternRoom, Rules};
use crate::source::windows::Source;
use crate::text::closest::nearest_name;
use crate::text::forms::Level;
use crate::text::units::Cells;
use fields::{FieldProblems, number_in_range, one_of, set_if_valid, words};
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// Maximum bytes of the configuration file.
const MAX_CONFIG_BYTES: u64 = 1 << 20;

/// Names of the interface languages, with shorter names for Chinese.
pub const LANGS: [&str; 8] = ["zh", "zh-Hans", "zh-Hant", "tw", "hk", "ja", "ko", "en"];

/// Settings of the user; `None` for a setting that is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Signs of the frame: `auto`, `unicode` or `ascii`.
    pub signs: Option<String>,
    /// Parts of the screen: `full`, or `plain` for screen readers.
    pub screen: Option<String>,
    /// Language of the interface, one of [`LANGS`].
    pub lang: Option<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Background of the terminal: `auto`, `dark` or `light`.
    pub background: Option<String>,
    /// Measure in cells.
    pub measure: Option<Cells>,
    /// Width of the outline pane in cells; 0 hides it, `None` for that of its titles.
    pub outline: Option<Cells>,
    /// Pages side by side: 1 or 2.
    pub pages: Option<u32>,
    /// Width of ambiguous characters: `auto`, `narrow` or `wide`.
    pub ambiguous: Option<String>,
    /// Level of kinsoku: `none`, `basic`, `gb`, `strict`.
    pub kinsoku: Option<String>,
    /// Whether stops hang in the margin.
    pub hanging: Option<bool>,
    /// Whether a gap of one cell separates Han and Latin.
    pub autospace: Option<bool>,
    /// Whether lines are justified.
    pub justify: Option<bool>,
    /// Form of paragraphs: `auto`, `indent`, `space` or `source`.
    pub paragraphs: Option<String>,
    /// Indent of a paragraph's first line in cells; `None` for that of the language.
    pub indent: Option<Cells>,
    /// Placement of readings: `hidden`, `inline` or `above`.
    pub ruby: Option<String>,
    /// Lines with a row for readings: `auto`, `needed` or `even`.
    pub ruby_leading: Option<String>,
    /// Page on which a chapter of a book begins: `page` or `flow`.
    pub chapters: Option<String>,
    /// Full-width display of half-width punctuation beside Han.
    pub punct: Option<bool>,
    /// Long lines of code: `wrap` or `cut`.
    pub code: Option<String>,
    /// Reading speed in 字 per minute.
    pub speed: Option<u32>,
    /// Level of search: `exact`, `forms` or `variants`.
    pub search_fold: Option<String>,
    /// Hiding of advertisements.
    pub hide_ads: Option<bool>,
    /// Storage of reading places.
    pub remember: Option<bool>,
    /// File of heading rules in the format of 阅读 (Legado).
    pub toc_rules: Option<String>,
    /// Command that takes a copied text by its standard input.
    pub copy: Option<String>,
    /// Template of a quotation that is copied with its source.
    pub cite: Option<String>,
    /// Copying of what the mouse has selected.
    pub copy_on_release: Option<bool>,
    /// Reports of the mouse.
    pub mouse: Option<bool>,
    /// Hints of keys: `auto`, `always` or `never`.
    pub hints: Option<String>,
    /// Reading of a file that was edited elsewhere.
    pub reread: Option<bool>,
    /// Links that the terminal opens: `auto`, `true` or `false`.
    pub hyperlinks: Option<String>,
    /// Title of the window.
    pub window_title: Option<bool>,
    /// Command line of the editor; empty for that of the environment.
    pub editor: Option<String>,
    /// Command line that opens an address outside; empty for that of the system.
    pub open: Option<String>,
    /// Command that looks up a word, with its arguments.
    pub dictionary: Option<Vec<String>>,
    /// Folder of the notes; empty for the usual one, `false` if none are kept.
    pub notes: Option<String>,
    /// Visibility of the scroll bar: `search`, `always` or `never`.
    pub scroll_bar: Option<String>,
    /// Cursor: `auto` or `shown`.
    pub cursor: Option<String>,
    /// Rules for headings and hidden lines.
    pub rules: Rules,
    /// Keys in the manner of another program: `default`, `less` or `vim`.
    pub keymap: Option<String>,
    /// Changed keys: names of actions and their keys.
    pub keys: Vec<(String, Vec<String>)>,
}

impl Config {
    /// Reads the file at `path`; a missing file counts as an empty one.
    pub fn load(path: &Path) -> (Self, Vec<ConfigProblem>) {
        match Source::read_small_text(path, MAX_CONFIG_BYTES) {
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

    /// Returns the path of the rule file, relative to the configuration file at `path`; `None` if it is not
    /// set.
    fn toc_rules_file(&self, path: &Path) -> Option<PathBuf> {
        let name = self.toc_rules.as_deref().filter(|name| !name.is_empty())?;
        Some(beside(path, name))
    }

    /// Returns the folder of the reader's notes; `None` if none are kept, or without a home directory.
    pub fn notes_folder(&self) -> Option<PathBuf> {
        match self.notes.as_deref().unwrap_or_default() {
            "" => dirs::notes(),
            "false" => None,
            name => Some(beside(&dirs::config_file()?, name)),
        }
    }

    /// Returns the level at which a search begins.
    pub fn search_level(&self) -> Level {
        let named = self.search_fold.as_deref().and_then(Level::from_name);
        named.unwrap_or_default()
    }

    /// Returns the rules for headings and hidden lines, with the policy for advertisements.
    pub fn rules(&self) -> Rules {
        Rules {
            boilerplate: match self.hide_ads {
                Some(false) => BoilerplatePolicy::Show,
                Some(true) | None => BoilerplatePolicy::Hide,
            },
            ..self.rules.clone()
        }
    }

    /// Parses a configuration; `name` is the file name for the location of problems.
    pub fn parse(name: &str, text: &str) -> (Self, Vec<ConfigProblem>) {
        let mut config = Self::default();
        let mut problems = FieldProblems::new(name, text);
        match DeTable::parse(text) {
            Ok(table) => config.read_table(table.get_ref(), &mut problems),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let parser = error.message().replace('\n', " ");
                problems.push(at, ConfigFault::InvalidToml { parser });
            }
        }
        (config, problems.problems)
    }

    fn read_table(&mut self, table: &DeTable<'_>, problems: &mut FieldProblems<'_>) {
        let mut room = PatternRoom::default();
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), key.span().start);
            if name == "keys" {
                self.read_keys(value.get_ref(), at, problems);
            } else if let Some(kind) = RuleTableKind::from_name(name) {
                let own = (&mut self.rules, &mut room);
                rules::read_rules(kind, value.get_ref(), at, own, problems);
            } else if !self.set_setting(name, value.get_ref()) {
                problems.push(at, unaccepted_setting(name));
            }
        }
    }

    /// Applies a setting; returns false if its name or its value is not accepted.
    fn set_setting(&mut self, name: &str, value: &DeValue<'_>) -> bool {
        match name {
            "lang" => set_if_valid(&mut self.lang, one_of(value, &LANGS)),
            "theme" => set_if_valid(&mut self.theme, one_of(value, ConfigKey::Theme.words())),
            "background" => set_if_valid(
                &mut self.background,
                one_of(value, ConfigKey::Background.words()),
            ),
            "ambiguous" => set_if_valid(
                &mut self.ambiguous,
                one_of(value, ConfigKey::Ambiguous.words()),
            ),
            "kinsoku" => set_if_valid(&mut self.kinsoku, one_of(value, ConfigKey::Kinsoku.words())),
            "measure" => set_if_valid(
                &mut self.measure,
                number_in_range(value, 1, 500).map(|n| Cells(n as u16)),
            ),
            "outline" => {
                let cells = number_in_range(value, 0, 200).map(|n| Cells(n as u16));
                let is_auto = value.as_str() == Some("auto");
                self.outline = cells.or(self.outline.filter(|_| !is_auto));
                cells.is_some() || is_auto
            }
            "pages" => set_if_valid(&mut self.pages, number_in_range(value, 1, 2)),
            "paragraphs" => set_if_valid(
                &mut self.paragraphs,
                one_of(value, ConfigKey::Paragraphs.words()),
            ),
            "indent" => {
                let cells = number_in_range(value, 0, 16).map(|n| Cells(n as u16));
                let is_auto = value.as_str() == Some("auto");
                self.indent = cells.or(self.indent.filter(|_| !is_auto));
                cells.is_some() || is_auto
            }
            "speed" => set_if_valid(&mut self.speed, number_in_range(value, 1, 100_000)),
            "hanging" => set_if_valid(&mut self.hanging, value.as_bool()),
            "autospace" => set_if_valid(&mut self.autospace, value.as_bool()),
            "justify" => set_if_valid(&mut self.justify, value.as_bool()),
            "remember" => set_if_valid(&mut self.remember, value.as_bool()),
            "search-fold" => set_if_valid(
                &mut self.search_fold,
                one_of(value, ConfigKey::SearchFold.words()),
            ),
            "hide-ads" => set_if_valid(&mut self.hide_ads, value.as_bool()),
            "toc-rules" => set_if_valid(&mut self.toc_rules, value.as_str().map(str::to_owned)),
            "copy" => set_if_valid(&mut self.copy, value.as_str().map(str::to_owned)),
            "copy-on-release" => set_if_valid(&mut self.copy_on_release, value.as_bool()),
            "cite" => set_if_valid(&mut self.cite, value.as_str().map(str::to_owned)),
            "ruby" => set_if_valid(&mut self.ruby, one_of(value, ConfigKey::Ruby.words())),
            "mouse" => set_if_valid(&mut self.mouse, value.as_bool()),
            "hyperlinks" => {
                let switch = value.as_bool().map(|value| value.to_string());
                let word = switch.or_else(|| one_of(value, ConfigKey::Hyperlinks.words()));
                set_if_valid(&mut self.hyperlinks, word)
            }
            "window-title" => set_if_valid(&mut self.window_title, value.as_bool()),
            "editor" => set_if_valid(&mut self.editor, value.as_str().map(str::to_owned)),
            "open" => set_if_valid(&mut self.open, value.as_str().map(str::to_owned)),
            "notes" => {
                let is_off = value.as_bool() == Some(false);
                let folder = value.as_str().map(str::to_owned);
                let notes = folder.or_else(|| is_off.then(|| "false".to_owned()));
                set_if_valid(&mut self.notes, notes)
            }
            "dictionary" => set_if_valid(&mut self.dictionary, words(value)),
            "reread" => set_if_valid(&mut self.reread, value.as_bool()),
            "hints" => set_if_valid(&mut self.hints, one_of(value, ConfigKey::Hints.words())),
            "cursor" => set_if_valid(&mut self.cursor, one_of(value, ConfigKey::Cursor.words())),
            "scrollbar" => set_if_valid(
                &mut self.scroll_bar,
                one_of(value, ConfigKey::ScrollBar.words()),
            ),
            "code" => set_if_valid(&mut self.code, one_of(value, ConfigKey::Code.words())),
            "signs" => set_if_valid(&mut self.signs, one_of(value, ConfigKey::Signs.words())),
            "screen" => set_if_valid(&mut self.screen, one_of(value, ConfigKey::Screen.words())),
            "ruby-leading" => set_if_valid(
                &mut self.ruby_leading,
                one_of(value, ConfigKey::RubyLeading.words()),
            ),
            "chapters" => set_if_valid(
                &mut self.chapters,
                one_of(value, ConfigKey::Chapters.words()),
            ),
            "keymap" => set_if_valid(&mut self.keymap, one_of(value, ConfigKey::Keymap.words())),
            "punct" => set_if_valid(&mut self.punct, value.as_bool()),
            _ => false,
        }
    }

    fn read_keys(&mut self, value: &DeValue<'_>, at: usize, problems: &mut FieldProblems<'_>) {
        let Some(table) = value.as_table() else {
            return problems.push(at, ConfigFault::KeysNotTable);
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
                Some(list) => self.keys.push((action.get_ref().to_string(), list)),
                None => problems.push(action.span().start, ConfigFault::KeysNotStrings),
            }
        }
    }
}

/// Returns the fault of a setting that was not accepted: its value, or its name.
fn unaccepted_setting(name: &str) -> ConfigFault {
    if let Some(known) = SETTINGS.iter().find(|known| known.name == name) {
        return ConfigFault::WrongValue(known.key);
    }
    let names = SETTINGS.iter().map(|known| known.name);
    let nearest = nearest_name(name, names.chain(["heading", "hide", "keys"]));
    ConfigFault::UnknownSetting {
        name: name.to_owned(),
        nearest: nearest.unwrap_or_default(),
    }
}

/// Returns the path of a file or folder, relative to the configuration file at `path`; `~/` is the home directory.
fn beside(path: &Path, name: &str) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    match (name.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => path.parent().unwrap_or(Path::new("")).join(name),
    }
}

/// Returns the line, from 1, of a key in a TOML text.
fn line_of(text: &str, key: &str) -> usize {
    let is_named = |line: &str| {
        line.trim_start()
            .trim_start_matches(['"', '\''])
            .starts_with(key)
    };
    text.lines().position(is_named).map_or(1, |line| line + 1)
}

#[cfg(test)]
mod tests;
