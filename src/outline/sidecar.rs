//! Saved outlines: TOML files beside their texts, `NAME.toc.toml` for the text `NAME`.
//!
//! A saved outline replaces the inferred one, or the file's own, when the text is opened. If the text was
//! edited since, the outline is realigned ([`mod@realign`]), and headings after its end are inferred
//! ([`extend`]).

mod extend;
mod realign;

use crate::doc::{Document, Heading, HeadingTitle, Outline, Pos, Problem, SidecarFault};
use crate::error::{Error, Result};
use crate::source::atomic_write::write_atomic;
use crate::source::windows::Source;
use realign::{LengthCheck, MAX_SEARCH_BYTES, RealignOutcome, SavedHeading, match_key, realign};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Suffix that is added to the name of a text.
const SIDECAR_SUFFIX: &str = ".toc.toml";
/// Largest sidecar that is read, in bytes.
const MAX_SIDECAR_BYTES: u64 = 16 << 20;
/// Bytes of a sidecar that are parsed at a time.
const PARSE_BYTES: usize = 256 << 10;

#[derive(Debug, Default, Deserialize, Serialize)]
struct SidecarFile {
    /// Length of the text in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(default)]
    heading: Vec<SidecarRow>,
}

#[derive(Debug, Deserialize, Serialize)]
struct SidecarRow {
    #[serde(default)]
    level: u8,
    title: String,
    /// First words of the block, if the title is not at the start of the block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// Section of the book.
    #[serde(default, skip_serializing_if = "is_first")]
    section: u32,
    /// Byte of the text, or of its section, at which the block starts. A heading written by hand without it is
    /// placed by its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<u64>,
    /// Byte of the block at which the title starts.
    #[serde(default)]
    within: u32,
    /// Bytes of the title.
    #[serde(default)]
    extent: u32,
}

/// Returns the path of the sidecar of a text.
pub fn path_for(text: &Path) -> PathBuf {
    let mut name = crate::source::decompress::decompressed_name(text).into_os_string();
    name.push(SIDECAR_SUFFIX);
    PathBuf::from(name)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde wants"
)]
fn is_first(section: &u32) -> bool {
    *section == 0
}

/// Saves the outline of a document beside its file, with positions in the file, not in the current view. The
/// sidecar is replaced atomically.
///
/// # Errors
/// [`Error::Write`] if it cannot be written, [`Error::ManyFiles`] for a folder or an archive of texts.
pub fn save(text: &Path, doc: &dyn Document, outline: &Outline) -> Result<PathBuf> {
    if doc.provenance(doc.first()).file.is_some() {
        return Err(Error::ManyFiles(text.to_owned()));
    }
    let path = path_for(text);
    let rows = outline.headings.iter().map(|heading| {
        let pos = doc.to_original(heading.pos);
        SidecarRow {
            level: heading.level,
            title: heading.title.to_string(),
            words: block_words(doc, heading),
            section: pos.section,
            at: Some(pos.block.0),
            within: pos.within,
            extent: heading.len,
        }
    });
    let file = SidecarFile {
        bytes: Some(doc.len()),
        heading: rows.collect(),
    };
    let failed = |source| Error::Write {
        path: path.clone(),
        source,
    };
    let body = toml::to_string(&file).map_err(|error| failed(std::io::Error::other(error)))?;
    let name = text
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .replace(char::is_control, "?");
    let head = format!("# {name}: the outline, written by tongdu. Edit it as you like.\n\n");
    write_atomic(&path, &(head + &body)).map_err(failed)?;
    Ok(path)
}

/// Returns the first words of a heading's block, unless the block starts with the title.
fn block_words(doc: &dyn Document, heading: &Heading) -> Option<String> {
    let words = match_key(&doc.block_at(heading.pos).text);
    let is_title = words.is_empty() || words.starts_with(&match_key(&heading.title));
    (!is_title).then_some(words)
}

/// Content of the sidecar of a text.
#[derive(Debug, Default)]
pub struct TocSidecar {
    path: PathBuf,
    text_len: Option<u64>,
    /// Saved headings; `None` without a readable file.
    headings: Option<Vec<SavedHeading>>,
    fault: Option<SidecarFault>,
}

/// Loads the sidecar of a text. Empty if there is no such file; an invalid one is ignored and reported as a
/// fault.
pub fn load(text: &Path) -> TocSidecar {
    let path = path_for(text);
    let parsed = match Source::read_small_text(&path, MAX_SIDECAR_BYTES) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err((1, error.to_string())),
        Err(_) => return TocSidecar::default(),
    };
    match parsed {
        Ok((bytes, kept)) => TocSidecar {
            text_len: bytes,
            headings: Some(kept),
            fault: None,
            path,
        },
        Err((line, error)) => {
            let fault = SidecarFault::InvalidToml {
                line,
                parser: error,
            };
            TocSidecar {
                fault: Some(fault),
                path,
                ..TocSidecar::default()
            }
        }
    }
}

/// Returns the file name of a path.
fn file_name(path: &Path) -> Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

/// Length of the text and its headings in order, or the line and the message of an error.
type ParsedSidecar = std::result::Result<(Option<u64>, Vec<SavedHeading>), (usize, String)>;

/// Parses a sidecar in chunks of some headings: parsing a large one at once takes twenty times its size in
/// memory.
fn parse(text: &str) -> ParsedSidecar {
    let (mut bytes, mut kept) = (None, Vec::new());
    let mut last = 0;
    let mut line = 1;
    let mut rest = text;
    while !rest.is_empty() {
        let (stretch, after) = split_chunk(rest);
        let file: SidecarFile = toml::from_str(stretch).map_err(|error| {
            let before = error.span().and_then(|span| stretch.get(..span.start));
            let lines = before.map_or(0, |before| before.matches('\n').count());
            (line + lines, error.message().replace('\n', " "))
        })?;
        bytes = bytes.or(file.bytes);
        kept.extend(rows_to_headings(file.heading, &mut last));
        line += stretch.matches('\n').count();
        rest = after;
    }
    kept.sort_by_key(|one: &SavedHeading| one.heading.pos);
    Ok((bytes, kept))
}

/// Splits off the first [`PARSE_BYTES`] and the rest of the heading there.
fn split_chunk(text: &str) -> (&str, &str) {
    const HEADING: &str = "\n[[heading]]\n";
    let from = text.ceil_char_boundary(PARSE_BYTES);
    let next = text.get(from..).and_then(|rest| rest.find(HEADING));
    text.split_at(next.map_or(text.len(), |next| from + next + 1))
}

impl TocSidecar {
    /// Returns whether there is no such file.
    pub fn is_empty(&self) -> bool {
        self.headings.is_none() && self.fault.is_none()
    }

    /// Returns the saved outline, and the problem of its file.
    pub fn unchanged(self) -> (Option<Outline>, Option<Problem>) {
        let name = file_name(&self.path).into_owned();
        let problem = self.fault.map(|fault| Problem::Sidecar { name, fault });
        (self.headings.map(to_outline), problem)
    }

    /// Returns the outline realigned with the current text, and the problem of its file. If the text has
    /// changed since, headings inferred after the last saved one are added. The outline is `None` if no heading
    /// is left.
    pub fn realigned(mut self, doc: &dyn Document) -> (Option<Outline>, Option<Problem>) {
        let Some(mut kept) = self.headings.take() else {
            return self.unchanged();
        };
        if kept.is_empty() && self.text_len.is_none() {
            self.fault = Some(SidecarFault::NoHeadings);
            return self.unchanged();
        }
        let length = if self.text_len == Some(doc.len()) {
            LengthCheck::Same
        } else {
            LengthCheck::Changed
        };
        let has_changed = self.text_len.is_some() && length == LengthCheck::Changed;
        let is_looked_at = doc.len() <= MAX_SEARCH_BYTES
            && (has_changed || kept.iter().any(|one| !one.has_position));
        let inferred = is_looked_at.then(|| doc.whole_outline().headings);
        let inferred = inferred.unwrap_or_default();
        let fit = realign(doc, length, &inferred, &mut kept);
        let written = kept.len();
        if fit == RealignOutcome::Stale || (written == 0 && fit != RealignOutcome::Unchanged) {
            self.fault = Some(SidecarFault::Stale);
            return self.unchanged();
        }
        if has_changed {
            extend::extend_after_last(&mut kept, inferred);
        }
        self.set_change(fit, kept.len() - written);
        self.headings = Some(kept);
        self.unchanged()
    }

    /// Stores the numbers of headings that were moved, lost and added.
    fn set_change(&mut self, fit: RealignOutcome, added: usize) {
        let (found, gone) = match fit {
            RealignOutcome::Moved { found, gone } => (found, gone),
            RealignOutcome::Unchanged | RealignOutcome::Stale => (0, 0),
        };
        if found + gone + added > 0 {
            self.fault = Some(SidecarFault::Changed { found, gone, added });
        }
    }
}

/// Converts rows to headings; their titles share one string. A row without a position comes after the row
/// before it, whose byte is `last`.
fn rows_to_headings(
    rows: Vec<SidecarRow>,
    last: &mut u64,
) -> impl Iterator<Item = SavedHeading> + '_ {
    let titles: String = rows.iter().map(|row| row.title.as_str()).collect();
    let titles = Arc::new(titles.into_boxed_str());
    let mut start = 0;
    rows.into_iter().map(move |row| {
        let range = start..start + row.title.len();
        start = range.end;
        *last = row.at.unwrap_or(*last);
        SavedHeading {
            has_position: row.at.is_some(),
            heading: Heading {
                pos: Pos::new(row.section, *last).at(row.within),
                level: row.level.max(1),
                title: HeadingTitle::from_range(&titles, range),
                len: row.extent,
                confidence: None,
                entry: None,
            },
            words: row.words,
        }
    })
}

fn to_outline(kept: Vec<SavedHeading>) -> Outline {
    Outline {
        headings: kept.into_iter().map(|one| one.heading).collect(),
        metadata_lines: Vec::new(),
        doubtful: Vec::new(),
        complete: true,
    }
}

#[cfg(test)]
mod tests;
