//! The configuration file: what of it is understood holds, what is not is told with its line and
//! the name it was probably meant to be. Nothing in it keeps the program from starting.

use crate::error::Notice;
use crate::text::units::Cells;
use std::path::Path;
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
    /// Changed keys: names of actions and their keys.
    pub keys: Vec<(String, Vec<String>)>,
}

/// One setting: its name, what it is when nothing is set, and what is said of it.
#[derive(Clone, Copy, Debug)]
pub struct Known {
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
pub const KNOWN: [Known; 13] = [
    Known {
        name: "lang",
        default: "\"zh\"",
        zh: "界面语言：zh、en（默认按 locale）",
        en: "language of the interface: zh or en (default: the locale's)",
    },
    Known {
        name: "theme",
        default: "\"auto\"",
        zh: "配色：auto、light、dark、sepia、ansi",
        en: "theme: auto, light, dark, sepia or ansi",
    },
    Known {
        name: "measure",
        default: "72",
        zh: "行长（半角格数，偶数）",
        en: "length of lines in cells (even)",
    },
    Known {
        name: "outline",
        default: "26",
        zh: "目录栏宽度（格）；0 为不显示",
        en: "width of the outline pane in cells; 0 hides it",
    },
    Known {
        name: "ambiguous",
        default: "\"auto\"",
        zh: "“”…—等字符的宽度：auto、narrow、wide",
        en: "width of “ ” … — and the like: auto, narrow or wide",
    },
    Known {
        name: "kinsoku",
        default: "\"gb\"",
        zh: "避头尾：none、basic、gb、strict",
        en: "marks at line ends: none, basic, gb or strict",
    },
    Known {
        name: "hanging",
        default: "true",
        zh: "行末点号悬挂",
        en: "stops may hang in the margin",
    },
    Known {
        name: "autospace",
        default: "true",
        zh: "汉字与西文之间留一格",
        en: "a cell between Han and Latin",
    },
    Known {
        name: "justify",
        default: "false",
        zh: "两端对齐",
        en: "justify lines",
    },
    Known {
        name: "indent",
        default: "4",
        zh: "段首缩进（格）",
        en: "indent of a paragraph in cells",
    },
    Known {
        name: "ruby",
        default: "\"above\"",
        zh: "注音（ruby）：hidden 不显示、inline 括注在后、above 在字上另起一行",
        en: "readings (ruby): hidden, inline or above",
    },
    Known {
        name: "punct",
        default: "false",
        zh: "中文里的半角标点显示为全角",
        en: "show half-width punctuation in Chinese full-width",
    },
    Known {
        name: "speed",
        default: "400",
        zh: "阅读速度（字/分）",
        en: "reading speed in characters a minute",
    },
];

impl Config {
    /// Reads the file at `path`; one that is not there is an empty one.
    pub fn load(path: &Path) -> (Self, Vec<Notice>) {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&path.display().to_string(), &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let notice = format!("{}: {error}", path.display());
                (Self::default(), vec![Notice::new(notice.clone(), notice)])
            }
        }
    }

    /// Reads a configuration; `name` is said in front of complaints.
    pub fn parse(name: &str, text: &str) -> (Self, Vec<Notice>) {
        let mut reader = Reader {
            name,
            text,
            config: Self::default(),
            notices: Vec::new(),
        };
        match DeTable::parse(text) {
            Ok(table) => reader.table(table.get_ref()),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                reader.complain(at, error.message(), error.message());
            }
        }
        (reader.config, reader.notices)
    }
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    config: Config,
    notices: Vec<Notice>,
}

impl Reader<'_> {
    fn complain(&mut self, at: usize, zh: &str, en: &str) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let name = self.name;
        self.notices.push(Notice::new(
            format!("{name}:{line}：{zh}"),
            format!("{name}:{line}: {en}"),
        ));
    }

    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let (name, at) = (key.get_ref().as_ref(), key.span().start);
            if name == "keys" {
                self.keys(value.get_ref(), at);
            } else if !self.set(name, value.get_ref()) {
                self.refuse(name, at);
            }
        }
    }

    fn refuse(&mut self, name: &str, at: usize) {
        if let Some(known) = KNOWN.iter().find(|known| known.name == name) {
            let zh = format!("{name} 的值不对；{}", known.zh);
            let en = format!("{name} has a wrong value; {}", known.en);
            self.complain(at, &zh, &en);
            return;
        }
        let nearest = KNOWN
            .iter()
            .map(|known| known.name)
            .min_by_key(|known| distance(known, name));
        let nearest = nearest.unwrap_or_default();
        let zh = format!("没有 {name} 这一项；是不是 {nearest}？");
        let en = format!("there is no setting {name}; did you mean {nearest}?");
        self.complain(at, &zh, &en);
    }

    /// Takes a setting; false if it is not known or its value is not one of its own.
    fn set(&mut self, name: &str, value: &DeValue<'_>) -> bool {
        let config = &mut self.config;
        match name {
            "lang" => put(&mut config.lang, one_of(value, &["zh", "en"])),
            "theme" => put(
                &mut config.theme,
                one_of(value, &["auto", "light", "dark", "sepia", "ansi"]),
            ),
            "ambiguous" => put(
                &mut config.ambiguous,
                one_of(value, &["auto", "narrow", "wide"]),
            ),
            "kinsoku" => put(
                &mut config.kinsoku,
                one_of(value, &["none", "basic", "gb", "strict"]),
            ),
            "measure" => put(
                &mut config.measure,
                number(value, 1, 500).map(|n| Cells(n as u16)),
            ),
            "outline" => put(
                &mut config.outline,
                number(value, 0, 200).map(|n| Cells(n as u16)),
            ),
            "indent" => put(
                &mut config.indent,
                number(value, 0, 16).map(|n| Cells(n as u16)),
            ),
            "speed" => put(&mut config.speed, number(value, 1, 100_000)),
            "hanging" => put(&mut config.hanging, value.as_bool()),
            "autospace" => put(&mut config.autospace, value.as_bool()),
            "justify" => put(&mut config.justify, value.as_bool()),
            "ruby" => put(
                &mut config.ruby,
                one_of(value, &["hidden", "inline", "above"]),
            ),
            "punct" => put(&mut config.punct, value.as_bool()),
            _ => false,
        }
    }

    fn keys(&mut self, value: &DeValue<'_>, at: usize) {
        let Some(table) = value.as_table() else {
            self.complain(at, "keys 应为表：[keys]", "keys must be a table: [keys]");
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
                None => self.complain(
                    action.span().start,
                    "按键应为字符串或字符串的数组",
                    "keys are a string or an array of strings",
                ),
            }
        }
    }
}

fn put<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
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

fn number(value: &DeValue<'_>, least: u32, most: u32) -> Option<u32> {
    let number: u32 = value.as_integer()?.as_str().parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

/// Edit distance of two short names, in characters.
pub fn distance(a: &str, b: &str) -> usize {
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
mod tests {
    use super::*;

    #[test]
    fn what_is_understood_holds_and_the_rest_is_told_with_its_line() {
        let text = "lang = \"en\"\nmesure = 60\ntheme = \"neon\"\nindent = 2\n[keys]\nquit = [\"x\", \"<C-q>\"]\nhelp = 3\n";
        let (config, notices) = Config::parse("config.toml", text);
        assert_eq!(config.lang.as_deref(), Some("en"));
        assert_eq!(config.indent, Some(Cells(2)));
        assert_eq!(config.theme, None);
        assert_eq!(
            config.keys,
            [("quit".to_owned(), vec!["x".to_owned(), "<C-q>".to_owned()])]
        );
        let said: Vec<&str> = notices.iter().map(|notice| notice.en.as_str()).collect();
        assert!(
            said.iter()
                .any(|s| s.starts_with("config.toml:2:") && s.contains("measure")),
            "{said:?}"
        );
        assert!(
            said.iter()
                .any(|s| s.starts_with("config.toml:3:") && s.contains("theme")),
            "{said:?}"
        );
        assert!(
            said.iter().any(|s| s.starts_with("config.toml:7:")),
            "{said:?}"
        );
        assert_eq!(said.len(), 3);
    }

    #[test]
    fn a_broken_file_is_told_and_ignored() {
        let (config, notices) = Config::parse("config.toml", "lang = \"en\"\ntheme = \n");
        assert_eq!(config, Config::default());
        assert!(notices[0].en.starts_with("config.toml:2:"), "{notices:?}");
    }

    #[test]
    fn the_table_names_what_the_reader_takes() {
        for known in KNOWN {
            let text = format!("{} = {}\n", known.name, known.default);
            let (config, notices) = Config::parse("config.toml", &text);
            assert_eq!(notices, [], "{text}");
            assert_ne!(config, Config::default(), "{text}");
        }
    }

    #[test]
    fn distances() {
        for (a, b, want) in [
            ("", "", 0),
            ("mesure", "measure", 1),
            ("kitten", "sitting", 3),
            ("a", "", 1),
        ] {
            assert_eq!(distance(a, b), want);
        }
    }
}
