//! The configuration file: what of it is understood holds, what is not is told with its line and
//! the name it was probably meant to be. Nothing in it keeps the program from starting.

mod rules;

pub use rules::RULE_EXAMPLES;

use crate::error::{Notice, reason};
use crate::outline::rules::{BoilerplatePolicy, Rules};
use crate::text::units::Cells;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// What the user has set; `None` where nothing is set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Language of the interface: `zh` or `en`.
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

/// One setting: its name, what it is when nothing is set, and what is said of it.
#[derive(Clone, Copy, Debug)]
pub struct SettingInfo {
    /// Name in the file.
    pub name: &'static str,
    /// Default, as written in the file.
    pub default: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

/// Every setting.
pub const SETTINGS: [SettingInfo; 16] = [
    SettingInfo {
        name: "lang",
        default: "\"zh\"",
        zh: "界面语言：zh、en（默认按 locale）",
        en: "language of the interface: zh or en (default: the locale's)",
    },
    SettingInfo {
        name: "theme",
        default: "\"auto\"",
        zh: "配色：auto、light、dark、sepia、ansi",
        en: "theme: auto, light, dark, sepia or ansi",
    },
    SettingInfo {
        name: "measure",
        default: "72",
        zh: "行长（半角格数，偶数）",
        en: "length of lines in cells (even)",
    },
    SettingInfo {
        name: "outline",
        default: "26",
        zh: "目录栏宽度（格）；0 为不显示",
        en: "width of the outline pane in cells; 0 hides it",
    },
    SettingInfo {
        name: "ambiguous",
        default: "\"auto\"",
        zh: "“”…—等字符的宽度：auto、narrow、wide",
        en: "width of “ ” … — and the like: auto, narrow or wide",
    },
    SettingInfo {
        name: "kinsoku",
        default: "\"gb\"",
        zh: "避头尾：none、basic、gb、strict",
        en: "marks at line ends: none, basic, gb or strict",
    },
    SettingInfo {
        name: "hanging",
        default: "true",
        zh: "行末点号悬挂",
        en: "stops may hang in the margin",
    },
    SettingInfo {
        name: "autospace",
        default: "true",
        zh: "汉字与西文之间留一格",
        en: "a cell between Han and Latin",
    },
    SettingInfo {
        name: "justify",
        default: "false",
        zh: "两端对齐",
        en: "justify lines",
    },
    SettingInfo {
        name: "indent",
        default: "4",
        zh: "段首缩进（格）",
        en: "indent of a paragraph in cells",
    },
    SettingInfo {
        name: "ruby",
        default: "\"above\"",
        zh: "注音（ruby）：hidden 不显示、inline 括注在后、above 在字上另起一行",
        en: "readings (ruby): hidden, inline or above",
    },
    SettingInfo {
        name: "punct",
        default: "false",
        zh: "中文里的半角标点显示为全角",
        en: "show half-width punctuation in Chinese full-width",
    },
    SettingInfo {
        name: "speed",
        default: "400",
        zh: "阅读速度（字/分）",
        en: "reading speed in characters a minute",
    },
    SettingInfo {
        name: "hide-ads",
        default: "true",
        zh: "不显示网站留下的广告行（O 看原样）",
        en: "lines that sites leave in their texts are not shown (O shows them)",
    },
    SettingInfo {
        name: "remember",
        default: "true",
        zh: "记住读到哪里、更正过的编码和目录",
        en: "remember the place, and corrections of encoding and outline",
    },
    SettingInfo {
        name: "toc-rules",
        default: "\"\"",
        zh: "阅读（Legado）的目录规则文件 txtTocRule.json；相对路径从本文件夹算起",
        en: "rules for headings from 阅读 (Legado), a txtTocRule.json; a relative path starts here",
    },
];

impl Config {
    /// Reads the file at `path`; one that is not there is an empty one.
    pub fn load(path: &Path) -> (Self, Vec<Notice>) {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let (mut config, mut notices) = Self::parse(&path.display().to_string(), &text);
                if let Some(file) = config.toc_rules_file(path) {
                    let line = line_of(&text, "toc-rules");
                    let (imported, told) =
                        rules::import_rule_file(&file, &format!("{}:{line}", path.display()));
                    config.rules.imported_rules = imported;
                    notices.extend(told);
                }
                (config, notices)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let name = path.display();
                let notice = Notice::new(
                    format!("配置文件读不了（{name}）：{}", reason(&error)),
                    format!("the configuration cannot be read ({name}): {error}"),
                );
                (Self::default(), vec![notice])
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

    /// Reads a configuration; `name` is said in front of complaints.
    pub fn parse(name: &str, text: &str) -> (Self, Vec<Notice>) {
        let mut reader = TableReader {
            name,
            text,
            config: Self::default(),
            notices: Vec::new(),
        };
        match DeTable::parse(text) {
            Ok(table) => reader.read_table(table.get_ref()),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let said = error.message().replace('\n', " ");
                let zh = format!("不是合格的 TOML，整个配置未采用，请改正这里（解析器说：{said}）");
                let en = format!(
                    "no valid TOML; nothing of the configuration is used until this is mended (the parser says: {said})"
                );
                reader.push_problem(at, &zh, &en);
            }
        }
        (reader.config, reader.notices)
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
    notices: Vec<Notice>,
}

impl TableReader<'_> {
    fn push_problem(&mut self, at: usize, zh: &str, en: &str) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let name = self.name;
        self.notices.push(Notice::new(
            format!("{name}:{line}：{zh}"),
            format!("{name}:{line}: {en}"),
        ));
    }

    fn read_table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), key.span().start);
            if name == "keys" {
                self.read_keys(value.get_ref(), at);
            } else if matches!(name, "heading" | "hide") {
                self.read_rules(name, value.get_ref(), at);
            } else if !self.set_setting(name, value.get_ref()) {
                self.push_setting_problem(name, at);
            }
        }
    }

    fn push_setting_problem(&mut self, name: &str, at: usize) {
        if let Some(known) = SETTINGS.iter().find(|known| known.name == name) {
            let zh = format!("{name} 的值不对；{}", known.zh);
            let en = format!("{name} has a wrong value; {}", known.en);
            self.push_problem(at, &zh, &en);
            return;
        }
        let nearest = SETTINGS
            .iter()
            .map(|known| known.name)
            .chain(["heading", "hide", "keys"])
            .min_by_key(|known| edit_distance(known, name));
        let nearest = nearest.unwrap_or_default();
        let zh = format!("没有 {name} 这一项；是不是 {nearest}？");
        let en = format!("there is no setting {name}; did you mean {nearest}?");
        self.push_problem(at, &zh, &en);
    }

    /// Takes a setting; false if it is not known or its value is not one of its own.
    fn set_setting(&mut self, name: &str, value: &DeValue<'_>) -> bool {
        let config = &mut self.config;
        match name {
            "lang" => set_if_valid(&mut config.lang, one_of(value, &["zh", "en"])),
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
            self.push_problem(at, "keys 应为表：[keys]", "keys must be a table: [keys]");
            return;
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
                None => self.push_problem(
                    action.span().start,
                    "按键应为字符串或字符串的数组",
                    "keys are a string or an array of strings",
                ),
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
