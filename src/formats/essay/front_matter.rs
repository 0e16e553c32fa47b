//! Front matter: what a file says about its text before the text begins. Ours is TOML between lines
//! of `+++`, read strictly ([`split`], [`check`]) when a file is checked, and leniently ([`read`])
//! when it is read, as is the YAML between `---` that other programs write: whatever is wrong with
//! it, the text is shown.

mod yaml;

use super::toml_fields::{FieldSchema, TomlFields, display_value, malformed};
use crate::doc::Problem;
use crate::error::{Error, Malformed, Reason, Remedy, Result};
use crate::text::closest::likely_name;
use crate::text::script::TextLang;
use serde::{Deserialize, Deserializer};
use std::ops::Range;
use std::path::Path;

/// What a text says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct FrontMatter {
    /// Its name. Never empty, except from [`read`].
    pub title: String,
    /// A second line of the title.
    #[serde(default)]
    pub subtitle: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<String>,
    /// When, as it is written there.
    #[serde(default, deserialize_with = "date")]
    pub date: Option<String>,
    /// What it goes back to.
    #[serde(default)]
    pub source: Option<String>,
    /// Language tag; see [`Meta::language`].
    #[serde(default)]
    pub lang: Option<String>,
    /// Key words.
    #[serde(default)]
    pub tags: Vec<String>,
    /// What it says in short.
    #[serde(default)]
    pub summary: Option<String>,
}

const SCHEMA: FieldSchema = FieldSchema {
    known_keys: &[
        "title", "subtitle", "author", "date", "source", "lang", "tags", "summary",
    ],
    required_keys: &["title"],
};

/// Front matter read leniently.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LenientFrontMatter {
    /// What was found; `None` if the file has no front matter.
    pub front_matter: Option<FrontMatter>,
    /// Where the text begins, in bytes: behind the front matter and a byte order mark.
    pub body_start: usize,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

impl FrontMatter {
    /// The language the text claims to be in; `None` if it does not say or says something unknown.
    pub fn language(&self) -> Option<TextLang> {
        TextLang::from_tag(self.lang.as_deref()?)
    }

    /// Takes over what other programs, too, call `key`; the first of two with the same meaning wins.
    /// Gives whether the key is known.
    fn set_field(&mut self, key: &str, value: String) -> bool {
        let slot = match key.to_ascii_lowercase().as_str() {
            "title" => {
                if self.title.is_empty() {
                    self.title = value;
                }
                return true;
            }
            "tags" | "keywords" => {
                if self.tags.is_empty() {
                    let parts = value.split(['、', ',', '，']).map(str::trim);
                    self.tags = parts
                        .filter(|tag| !tag.is_empty())
                        .map(str::to_owned)
                        .collect();
                }
                return true;
            }
            "subtitle" => &mut self.subtitle,
            "author" | "authors" => &mut self.author,
            "date" => &mut self.date,
            "source" => &mut self.source,
            "lang" | "language" => &mut self.lang,
            "summary" | "description" | "abstract" | "excerpt" => &mut self.summary,
            _ => return false,
        };
        if !value.is_empty() {
            slot.get_or_insert(value);
        }
        true
    }
}

/// The front matter of an essay and where its body begins in bytes; `None` if the file has none.
/// The first of its errors, if there are any.
pub fn split(path: &Path, source: &str) -> Result<Option<(FrontMatter, usize)>> {
    match split_with_errors(path, source) {
        Ok(found) => Ok(found),
        Err(mistakes) => match mistakes.into_iter().next() {
            Some(mistake) => Err(Error::Malformed(mistake)),
            None => Ok(None),
        },
    }
}

/// As [`split`], with all errors.
pub(crate) fn split_with_errors(
    path: &Path,
    source: &str,
) -> std::result::Result<Option<(FrontMatter, usize)>, Vec<Malformed>> {
    let Some(fence) = Fence::find(source, "+++") else {
        return Ok(None);
    };
    let Some(body) = fence.body_start else {
        return Err(vec![malformed(
            path,
            source,
            0,
            Reason::UnclosedFrontMatter,
            Remedy::CloseFrontMatter,
        )]);
    };
    let fields = TomlFields::new(path, source, fence.range);
    let mut errors = match fields.parse::<FrontMatter>(&SCHEMA) {
        Ok(meta) => match unknown_language_error(&fields) {
            None => return Ok(Some((meta, body))),
            Some(error) => vec![error],
        },
        Err(errors) => errors,
    };
    errors.sort_by_key(|mistake| (mistake.line, mistake.column));
    Err(errors)
}

fn unknown_language_error(fields: &TomlFields<'_>) -> Option<Malformed> {
    let (table, _) = fields.table();
    let value = table.get("lang")?;
    let tag = value.get_ref().as_str()?;
    TextLang::from_tag(tag).is_none().then(|| {
        fields.error(
            value.span().start,
            Reason::UnknownLanguage(tag.to_owned()),
            Remedy::KnownLanguages(&["zh", "zh-Hant", "ja", "ko", "en"]),
        )
    })
}

/// The front matter of any text, as far as it can be understood.
pub fn parse_lenient(source: &str) -> LenientFrontMatter {
    let start = source.len() - source.trim_start_matches('\u{FEFF}').len();
    let none = LenientFrontMatter {
        body_start: start,
        ..LenientFrontMatter::default()
    };
    if let Some(fence) = Fence::find(source, "+++") {
        return match fence.body_start {
            Some(body) => parse_toml(source, fence.range, body),
            None => LenientFrontMatter {
                problems: vec![Problem::UnclosedFrontMatter],
                ..none
            },
        };
    }
    let yaml = Fence::find(source, "---").and_then(|fence| {
        let pairs = yaml::parse_pairs(source.get(fence.range)?)?;
        Some((pairs, fence.body_start?))
    });
    let Some((pairs, body)) = yaml else {
        return none;
    };
    let mut meta = FrontMatter::default();
    for (key, value) in pairs {
        meta.set_field(&key, value);
    }
    LenientFrontMatter {
        front_matter: Some(meta),
        body_start: body,
        problems: Vec::new(),
    }
}

/// Front matter in TOML: what can be read of it. If nothing can, it is text.
fn parse_toml(source: &str, inner: Range<usize>, body: usize) -> LenientFrontMatter {
    let blank = source
        .get(inner.clone())
        .is_none_or(|inner| inner.trim().is_empty());
    let path = Path::new("");
    let (table, errors) = TomlFields::new(path, source, inner).table();
    let mut meta = FrontMatter::default();
    let mut problems = Vec::new();
    for (key, value) in &table {
        let key = key.get_ref();
        let value = display_value(value.get_ref()).unwrap_or_default();
        // Keys of other programs are none of our business, slips are.
        if !meta.set_field(key, value)
            && let Some(known) = likely_name(key, SCHEMA.known_keys)
        {
            problems.push(Problem::UnknownFrontMatterKey {
                key: key.to_string(),
                nearest: known,
            });
        }
    }
    if let Some(Malformed { line, column, .. }) = errors.first() {
        problems.push(Problem::DamagedFrontMatter {
            line: *line,
            column: *column,
        });
    }
    let lost = meta == FrontMatter::default() && !errors.is_empty() && !blank;
    LenientFrontMatter {
        front_matter: (!lost).then_some(meta),
        body_start: if lost {
            source.len() - source.trim_start_matches('\u{FEFF}').len()
        } else {
            body
        },
        problems,
    }
}

/// Front matter longer than this, in bytes, is not front matter, and not worth the time.
const MAX_FRONT_MATTER_BYTES: usize = 32 * 1024;

/// Front matter between two lines of marks.
struct Fence {
    /// What is between, in bytes of the source, as far as it was looked for.
    range: Range<usize>,
    /// Where the line after the closing marks begins; `None` if there are none.
    body_start: Option<usize>,
}

impl Fence {
    /// Finds it at the start of `source`; `None` if the first line is not `marks`. YAML may also
    /// close with `...`.
    fn find(source: &str, marks: &str) -> Option<Self> {
        let text = source.trim_start_matches('\u{FEFF}');
        let mut at = source.len() - text.len();
        let mut lines = text.split_inclusive('\n');
        let first = lines.next().filter(|line| line.trim_end() == marks)?;
        at += first.len();
        let start = at;
        for line in lines {
            if at - start > MAX_FRONT_MATTER_BYTES {
                break;
            }
            let bare = line.trim_end();
            if bare == marks || (marks == "---" && bare == "...") {
                return Some(Self {
                    range: start..at,
                    body_start: Some(at + line.len()),
                });
            }
            at += line.len();
        }
        Some(Self {
            range: start..at,
            body_start: None,
        })
    }
}

/// A date: TOML's own, or text.
fn date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Option<String>, D::Error> {
    struct DateVisitor;
    impl<'de> serde::de::Visitor<'de> for DateVisitor {
        type Value = String;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a date or text")
        }

        fn visit_str<E>(self, text: &str) -> std::result::Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(
            self,
            map: A,
        ) -> std::result::Result<String, A::Error> {
            let map = serde::de::value::MapAccessDeserializer::new(map);
            toml::value::Datetime::deserialize(map).map(|date| date.to_string())
        }
    }
    deserializer.deserialize_any(DateVisitor).map(Some)
}

#[cfg(test)]
mod tests;
