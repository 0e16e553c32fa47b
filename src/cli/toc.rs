//! `tongdu toc`: the outline, as lines or as JSON.

use super::args::{Arguments, OutputFormat, TocOutput};
use super::document::{OpenedText, open_document};
use super::json::to_json;
use super::output::{EXIT_OK, print, print_problems, printable};
use crate::doc::{Document, Heading, MIN_HEADING_PERCENT, Outline, ProblemScope};
use crate::error::{Error, Result, UsageError};
use crate::layout::drawn_text;
use crate::messages::Lang;
use crate::outline::sidecar;
use crate::text::vertical_form::horizontal_text;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Prints the outline of files and folders.
pub fn toc(
    invocation: &Arguments,
    paths: &[PathBuf],
    format: OutputFormat,
    keep: TocOutput,
    lang: Lang,
) -> Result<u8> {
    let Some(OpenedText { doc, .. }) = open_document(invocation, paths, lang)? else {
        return Ok(EXIT_OK);
    };
    let least = invocation.min_confidence.unwrap_or(MIN_HEADING_PERCENT);
    let mut outline = doc.whole_outline().with_doubtful(least);
    // Some problems are found where the whole text is read.
    print_problems(&doc.problems(ProblemScope::Whole), lang);
    let is_kept = |heading: &Heading| heading.confidence.is_none_or(|percent| percent >= least);
    outline.headings.retain(is_kept);
    if keep == TocOutput::Save {
        let path = paths.first().filter(|path| path.is_file() || path.is_dir());
        let path = path.ok_or(Error::Usage(UsageError::SaveWithoutFile))?;
        return print(&format!(
            "{}\n",
            printable(&sidecar::save(path, &*doc, &outline)?.display().to_string())
        ));
    }
    let text = match format {
        OutputFormat::Lines => toc_lines(&*doc, &outline),
        OutputFormat::Json => toc_json(&*doc, &outline),
    };
    print(&text)
}

/// Returns lines of `LEVEL<TAB>TITLE<TAB>PLACE`; the place is `section:byte` in a folder, with the path of the file
/// behind it, else the byte.
fn toc_lines(doc: &dyn Document, outline: &Outline) -> String {
    let has_sections = doc.has_several_sections();
    let mut out = String::new();
    for heading in &outline.headings {
        let title = drawn_text(&horizontal_text(&heading.title).replace('\n', " "));
        let at = start_byte(doc, heading);
        let level = heading.level;
        let file = doc.files().map(|files| files.file_at(heading.pos));
        let _ = if let Some(file) = file {
            let (section, file) = (heading.pos.section, printable(file));
            writeln!(out, "{level}\t{title}\t{section}:{at}\t{file}")
        } else if has_sections {
            writeln!(out, "{level}\t{title}\t{}:{at}", heading.pos.section)
        } else {
            writeln!(out, "{level}\t{title}\t{at}")
        };
    }
    out
}

fn toc_json(doc: &dyn Document, outline: &Outline) -> String {
    let toc = TocJson {
        document: doc.title(),
        toc: outline
            .headings
            .iter()
            .map(|heading| HeadingJson::new(doc, heading))
            .collect(),
    };
    to_json(&toc) + "\n"
}

/// Returns the byte of the file at which a heading starts; in a converted file, the byte of the converted text.
fn start_byte(doc: &dyn Document, heading: &Heading) -> u64 {
    let place = heading.pos.block.0 + u64::from(heading.pos.within);
    doc.byte_of(heading.pos).unwrap_or(place)
}

/// The outline as scripts read it; the names of the fields are its interface.
#[derive(Serialize)]
struct TocJson<'o> {
    document: String,
    toc: Vec<HeadingJson<'o>>,
}

#[derive(Serialize)]
struct HeadingJson<'o> {
    level: u8,
    title: &'o str,
    section: u32,
    byte: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keywords: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<bool>,
}

impl<'o> HeadingJson<'o> {
    fn new(doc: &'o dyn Document, heading: &'o Heading) -> Self {
        let entry = heading.entry.as_deref();
        Self {
            level: heading.level,
            title: &heading.title,
            section: heading.pos.section,
            byte: start_byte(doc, heading),
            file: doc.files().map(|files| files.file_at(heading.pos)),
            confidence: heading.confidence.map(|percent| f32::from(percent) / 100.0),
            author: entry.and_then(|entry| entry.author.as_deref()),
            date: entry.and_then(|entry| entry.date.as_deref()),
            keywords: entry.and_then(|entry| entry.keywords.as_deref()),
            summary: entry.and_then(|entry| entry.summary.as_deref()),
            excerpt: entry.and_then(|entry| entry.excerpt.then_some(true)),
        }
    }
}
