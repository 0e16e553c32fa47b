//! Front matter: metadata of a text at the top of its file. Ours is TOML between lines of `+++`. It is parsed
//! strictly ([`split`], [`super::check`]) to check a file, and leniently ([`parse_lenient`]) to show it, like the
//! YAML between `---` of other programs: errors never hide the text.

mod yaml;

use super::toml_fields::{FieldSchema, TomlFields, display_value, malformed};
use crate::doc::Problem;
use crate::error::{Error, Malformed, Reason, Remedy, Result};
use crate::text::closest::likely_name;
use crate::text::script::TextLang;
use serde::{Deserialize, Deserializer};
use std::ops::Range;
use std::path::Path;

/// Metadata of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct FrontMatter {
    /// Title. Never empty, except from [`parse_lenient`].
    pub title: String,
    /// Second line of the title.
    #[serde(default)]
    pub subtitle: Option<String>,
    /// Author.
    #[serde(default)]
    pub author: Option<String>,
    /// Date as written.
    #[serde(default, deserialize_with = "date")]
    pub date: Option<String>,
    /// Source of the text.
    #[serde(default)]
    pub source: Option<String>,
    /// Language tag; see [`FrontMatter::language`].
    #[serde(default)]
    pub lang: Option<String>,
    /// Keywords.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Summary.
    #[serde(default)]
    pub summary: Option<String>,
}

const SCHEMA: FieldSchema = FieldSchema {
    known_keys: &[
        "title", "subtitle", "author", "date", "source", "lang", "tags", "summary",
    ],
    required_keys: &["title"],
};

/// Leniently parsed front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LenientFrontMatter {
    /// The front matter; `None` if the file has no front matter.
    pub front_matter: Option<FrontMatter>,
    /// Start of the text in bytes, after the front matter and a byte order mark.
    pub body_start: usize,
    /// Problems found.
    pub problems: Vec<Problem>,
}

impl FrontMatter {
    /// Returns the declared language; `None` if it is missing or unknown.
    pub fn language(&self) -> Option<TextLang> {
        TextLang::from_tag(self.lang.as_deref()?)
    }

    /// Sets the field for `key`, which may be another program's name for it. The first of two synonymous keys wins.
    /// Returns whether the key is known.
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

/// Returns the front matter of an essay and the start of its body in bytes. `None` if the file has no front matter.
/// Fails with the first error.
pub fn split(path: &Path, source: &str) -> Result<Option<(FrontMatter, usize)>> {
    match split_with_errors(path, source) {
        Ok(found) => Ok(found),
        Err(mistakes) => match mistakes.into_iter().next() {
            Some(mistake) => Err(Error::Malformed(mistake)),
            None => Ok(None),
        },
    }
}

/// Returns the same as [`split`], or all errors.
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

/// Parses the readable part of any text's front matter.
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

/// Parses the readable part of TOML front matter. If nothing is readable it is text.
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
        // Unknown keys of other programs are ignored, misspelled ones are reported.
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

/// Longest front matter in bytes; longer text between fences is content and not parsed.
const MAX_FRONT_MATTER_BYTES: usize = 32 * 1024;

/// Front matter between two fence lines.
struct Fence {
    /// Byte range between the fences, as far as it was searched.
    range: Range<usize>,
    /// Start of the line after the closing fence; `None` if there is no closing fence.
    body_start: Option<usize>,
}

impl Fence {
    /// Finds the fence at the start of `source`; `None` if the first line is not `marks`. YAML may also close with
    /// `...`.
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

/// Deserializes a date: a TOML date or text.
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
