//! Table of the formats that can be opened: how to recognise them, and their properties in a listing.

use super::unsupported::unsupported_kind;
use crate::formats::html::sniff::{SNIFF_BYTES, looks_like_html};
use crate::formats::word::{doc97, docx};
use crate::formats::{epub, html, mail};
use crate::source::archive;
use crate::source::windows::Source;

/// Sections reserved for an archive in a folder. Small enough that [`MAX_LISTED_FILES`] archives fit into a
/// section number.
///
/// [`MAX_LISTED_FILES`]: super::listing::MAX_LISTED_FILES
pub(crate) const ARCHIVE_SECTIONS: u32 = 200_000;

/// Format of a text, as its first bytes and its name show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Epub,
    Docx,
    /// Zip of texts.
    Archive,
    /// Compound file, the format of old Word documents.
    Doc97,
    Mhtml,
    Mail,
    Html,
    /// All other texts. Decoding shows their kind.
    Text,
}

/// Treatment of archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArchivePolicy {
    /// Show them as folders.
    Open,
    /// Ignore them.
    Ignore,
}

/// Facts that identify a format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FormatFacts<'s> {
    pub(crate) source: &'s Source,
    /// Extension of the name in lower case, without the extension of a compression.
    pub(crate) extension: &'s str,
    pub(crate) archives: ArchivePolicy,
}

/// Row of the table of formats.
struct FormatRow {
    format: Format,
    /// Extensions of the files that a folder shows, in lower case.
    extensions: &'static [&'static str],
    /// Maximum number of sections of a document in this format.
    max_sections: u32,
    /// Test whether a text has this format. The tests run in the order of the table.
    sniff: fn(&FormatFacts<'_>, &Self) -> bool,
}

impl FormatRow {
    fn has_extension(&self, extension: &str) -> bool {
        self.extensions.contains(&extension)
    }
}

/// All formats in the order of their tests: books and Word documents are zips too, so archives come later.
const FORMATS: [FormatRow; 8] = [
    FormatRow {
        format: Format::Epub,
        extensions: &["epub"],
        max_sections: epub::MAX_CHAPTER_COUNT as u32,
        sniff: |facts, _| epub::is_epub(facts.source, facts.extension),
    },
    FormatRow {
        format: Format::Docx,
        extensions: &["docx"],
        max_sections: 1,
        sniff: |facts, _| docx::is_docx(facts.source),
    },
    FormatRow {
        format: Format::Archive,
        extensions: &["zip"],
        max_sections: ARCHIVE_SECTIONS,
        sniff: |facts, _| {
            facts.archives == ArchivePolicy::Open
                && archive::is_zip(facts.source)
                && unsupported_kind(facts.source, facts.extension).is_none()
        },
    },
    FormatRow {
        format: Format::Doc97,
        extensions: &["doc"],
        max_sections: 1,
        sniff: |facts, _| doc97::may_be_doc(facts.source),
    },
    FormatRow {
        format: Format::Mhtml,
        extensions: &["mht", "mhtml"],
        max_sections: 1,
        sniff: |facts, row| is_page_size(facts) && row.has_extension(facts.extension),
    },
    FormatRow {
        format: Format::Mail,
        extensions: &["eml", "mbox"],
        max_sections: 1,
        sniff: |facts, _| {
            let head = || facts.source.window(0, mail::SNIFF_BYTES);
            is_page_size(facts) && mail::is_mail(&head(), facts.extension)
        },
    },
    FormatRow {
        format: Format::Html,
        extensions: &["html", "htm", "xhtml"],
        max_sections: 1,
        sniff: |facts, row| {
            let head = || facts.source.window(0, SNIFF_BYTES);
            is_page_size(facts)
                && (row.has_extension(facts.extension) || looks_like_html(&head(), facts.extension))
        },
    },
    FormatRow {
        format: Format::Text,
        extensions: &[
            "txt", "md", "markdown", "text", "mkd", "log", "org", "adoc", "asciidoc", "typ", "tex",
            "latex", "rst", "csv", "tsv", "srt", "vtt", "ass", "lrc",
        ],
        max_sections: 1,
        sniff: |_, _| true,
    },
];

fn is_page_size(facts: &FormatFacts<'_>) -> bool {
    facts.source.len() <= html::MAX_PAGE_BYTES
}

impl Format {
    /// Returns the format of a text; [`Self::Text`] if no other test succeeds.
    pub(crate) fn sniff(facts: &FormatFacts<'_>) -> Self {
        FORMATS
            .iter()
            .find(|row| (row.sniff)(facts, row))
            .map_or(Self::Text, |row| row.format)
    }

    /// Returns the usual format of files with an extension. `None` if folders do not show them.
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        FORMATS
            .iter()
            .find(|row| row.has_extension(extension))
            .map(|row| row.format)
    }

    /// Returns the maximum number of sections of a document in this format.
    pub(crate) fn max_sections(self) -> u32 {
        FORMATS
            .iter()
            .find(|row| row.format == self)
            .map_or(1, |row| row.max_sections)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::archive::zip_builder::zip;

    fn sniff(bytes: &[u8], extension: &str, archives: ArchivePolicy) -> Format {
        Format::sniff(&FormatFacts {
            source: &Source::Owned(bytes.to_vec()),
            extension,
            archives,
        })
    }

    #[test]
    fn formats_are_recognised_by_their_beginning_then_by_their_extension() {
        let book = zip(&[("META-INF/container.xml", b"")]);
        let document = zip(&[("word/document.xml", b"")]);
        let texts = zip(&[("a.txt", b"a")]);
        for (bytes, extension, want) in [
            (&book[..], "txt", Format::Epub),
            (&texts, "epub", Format::Epub),
            (&document, "zip", Format::Docx),
            (&texts, "docx", Format::Archive),
            (&texts, "html", Format::Archive),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "txt", Format::Doc97),
            (b"<!doctype html>", "txt", Format::Html),
            (b"<!doctype html>", "mht", Format::Mhtml),
            (b"<!doctype html>", "md", Format::Text),
            (b"From: a@x\nSubject: b\n\n", "eml", Format::Mail),
            (b"a", "eml", Format::Text),
            (b"a", "htm", Format::Html),
            (b"", "", Format::Text),
        ] {
            assert_eq!(sniff(bytes, extension, ArchivePolicy::Open), want);
        }
        let nested = |extension| sniff(&texts, extension, ArchivePolicy::Ignore);
        assert_eq!(nested("zip"), Format::Text);
        assert_eq!(nested("html"), Format::Html);
    }

    #[test]
    fn an_extension_is_of_one_format_and_a_format_in_one_row() {
        for row in &FORMATS {
            let same = FORMATS.iter().filter(|other| other.format == row.format);
            assert_eq!(same.count(), 1, "{:?}", row.format);
            assert_eq!(row.format.max_sections(), row.max_sections);
            for extension in row.extensions {
                assert_eq!(*extension, extension.to_lowercase());
                let same = FORMATS
                    .iter()
                    .filter(|other| other.has_extension(extension));
                assert_eq!(same.count(), 1, "{extension}");
                assert_eq!(Format::from_extension(extension), Some(row.format));
            }
        }
        assert_eq!(Format::from_extension("png"), None);
    }
}
