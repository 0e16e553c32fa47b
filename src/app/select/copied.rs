//! Copied text: a request to copy, the text with its source, and the result.

use crate::doc::{Document, ExcerptReadings, Span, excerpt};
use crate::text::char_count::count_characters;
use crate::text::script::TextLang;
use std::sync::Arc;

/// Whether the source of the text is copied too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Citing {
    /// The text alone.
    Without,
    /// The text and a line with its source.
    WithSource,
}

/// Copied text.
pub enum CopiedContent {
    /// A span of a document.
    Span(Arc<dyn Document>, Span, ExcerptReadings),
    /// A text.
    Text(String),
}

/// A request to copy.
pub struct CopyRequest {
    /// Copied text.
    pub content: CopiedContent,
    /// Source that is added, with the template of the configuration.
    pub source: Option<(CitedSource, Option<String>)>,
}

/// A text that was made for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedText {
    /// Text.
    pub text: String,
    /// Characters (字) of the quotation, without its source.
    pub chars: u64,
    /// Whether the source was added.
    pub citing: Citing,
}

impl CopyRequest {
    /// Makes the text. Reads the document.
    pub fn text(&self) -> CopiedText {
        let quote = match &self.content {
            CopiedContent::Span(doc, span, readings) => {
                excerpt(&**doc, span, *readings, usize::MAX).text
            }
            CopiedContent::Text(text) => text.clone(),
        };
        let chars = count_characters(&quote);
        match &self.source {
            Some((source, template)) => CopiedText {
                text: source.cite(&quote, template.as_deref()),
                chars,
                citing: Citing::WithSource,
            },
            None => CopiedText {
                text: quote,
                chars,
                citing: Citing::Without,
            },
        }
    }
}

/// Result of copying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyOutcome {
    /// A program took the text.
    Taken(CopiedText, String),
    /// No program can take it; the terminal may.
    Terminal(CopiedText),
    /// The configured command failed.
    Failed(String, String),
    /// A program has not finished within its time. It goes on.
    Hanging(String),
}

/// Source of a quotation; empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CitedSource {
    /// Title of the text.
    pub title: String,
    /// Author.
    pub author: String,
    /// Title of the section.
    pub section: String,
    /// Date that the text gives of itself.
    pub date: String,
    /// Language of the text.
    pub lang: TextLang,
}

impl CitedSource {
    /// Returns `quote` with its source: by `template`, or on a line below as the language of the text has it.
    pub fn cite(&self, quote: &str, template: Option<&str>) -> String {
        let Some(template) = template.filter(|template| !template.is_empty()) else {
            return format!("{quote}\n{}", self.line());
        };
        let filled = fill(template, |name| {
            Some(match name {
                "quote" => quote,
                "title" => &self.title,
                "author" => &self.author,
                "section" => &self.section,
                "date" => &self.date,
                _ => return None,
            })
        });
        if template.contains("{quote}") {
            filled
        } else {
            format!("{quote}\n{filled}")
        }
    }

    /// Returns the line of the source: `——《书名》作者，节`, `——『書名』作者、節`, or `— Title, Author, section`.
    fn line(&self) -> String {
        let [open, close, comma] = match self.lang {
            TextLang::Ja => ["『", "』", "、"],
            _ => ["《", "》", "，"],
        };
        match self.lang {
            TextLang::Hans | TextLang::Hant | TextLang::Ja => {
                let title = self.title.trim_start_matches(open).trim_end_matches(close);
                let title = if title.is_empty() {
                    String::new()
                } else {
                    format!("{open}{title}{close}")
                };
                let comma = if self.section.is_empty() { "" } else { comma };
                format!("——{title}{}{comma}{}", self.author, self.section)
            }
            TextLang::Ko | TextLang::Other => {
                let parts = [&self.title, &self.author, &self.section];
                let parts = parts.into_iter().filter(|part| !part.is_empty());
                let parts: Vec<&str> = parts.map(String::as_str).collect();
                format!("— {}", parts.join(", "))
            }
        }
    }
}

/// Replaces each `{name}` in `template` that has a value; the values themselves are left as they are.
fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after
            .split_once('}')
            .map(|(name, next)| (value(name), next))
        {
            Some((Some(text), next)) => {
                out.push_str(text);
                rest = next;
            }
            Some((None, _)) | None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(lang: TextLang) -> CitedSource {
        CitedSource {
            title: "山路".to_owned(),
            author: "某人".to_owned(),
            section: "第一章".to_owned(),
            date: String::new(),
            lang,
        }
    }

    #[test]
    fn the_source_follows_the_language_of_the_text() {
        for (lang, want) in [
            (TextLang::Hans, "甲\n——《山路》某人，第一章"),
            (TextLang::Ja, "甲\n——『山路』某人、第一章"),
            (TextLang::Other, "甲\n— 山路, 某人, 第一章"),
        ] {
            assert_eq!(source(lang).cite("甲", None), want);
        }
        let bare = CitedSource {
            title: "《山路》".to_owned(),
            ..CitedSource::default()
        };
        assert_eq!(bare.cite("甲", None), "甲\n——《山路》");
    }

    #[test]
    fn a_template_is_filled_once() {
        let cite = |template| source(TextLang::Hans).cite("{title}", Some(template));
        assert_eq!(
            cite("> {quote} ({author}, {year})"),
            "> {title} (某人, {year})"
        );
        assert_eq!(cite("《{title}》{date}"), "{title}\n《山路》");
    }
}
