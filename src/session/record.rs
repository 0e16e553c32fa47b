//! Records: what is remembered of a document from one reading to the next. One small TOML file each, named
//! by the document's fingerprint, so that no index has to be kept. Programs that run side by side do not
//! fight: a record is replaced whole, and the last one written holds.

use super::fingerprint::Fingerprint;
use crate::doc::{Place, Pos};
use crate::error::{Error, IoFailure, Result};
use crate::source::atomic_write::write_atomic;
use crate::source::windows::Source;
use crate::text::units::Fraction;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// Largest record that is read, in bytes.
const MAX_RECORD_BYTES: u64 = 16 << 20;

/// What is remembered of a document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Record {
    /// Where it was when it was read: for people.
    pub file: String,
    /// What it is called: for people.
    pub title: String,
    /// Bytes of its beginning that the name of the record is of.
    #[serde(rename = "head")]
    pub head_len: u64,
    /// The encoding the reader has named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The encodings the reader has named for files of a folder, by their paths in it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub encodings: BTreeMap<String, String>,
    /// Where the reader was.
    pub place: SavedPlace,
    /// What the reader has corrected in the outline, oldest first.
    #[serde(rename = "correction", skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<SavedCorrection>,
}

/// A place as it is written down.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct SavedPlace {
    section: u32,
    block: u64,
    within: u32,
    /// Percent of the text before it.
    percent: f64,
    /// What stands there.
    #[serde(rename = "words")]
    quote: String,
}

impl From<Place> for SavedPlace {
    fn from(place: Place) -> Self {
        Self {
            section: place.pos.section,
            block: place.pos.block.0,
            within: place.pos.within,
            percent: place.fraction.get() * 100.0,
            quote: place.quote,
        }
    }
}

impl From<SavedPlace> for Place {
    fn from(spot: SavedPlace) -> Self {
        Self {
            pos: Pos::new(spot.section, spot.block).at(spot.within),
            fraction: Fraction::from_percent(spot.percent),
            quote: spot.quote,
        }
    }
}

/// A correction of the outline.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct SavedCorrection {
    /// What is done.
    #[serde(rename = "what")]
    pub kind: CorrectionKind,
    /// To which headings.
    #[serde(rename = "line", default)]
    pub targets: Vec<CorrectionTarget>,
}

/// What a correction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionKind {
    /// The heading and what is below it go a level up.
    Promote,
    /// They go a level down.
    Demote,
    /// It is no heading.
    Remove,
    /// These lines are headings too.
    Add,
}

/// A heading that a correction is about.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct CorrectionTarget {
    /// Its title; empty where only its place counts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Bytes of the block's text that it has.
    pub extent: u32,
    /// Where it stands.
    #[serde(flatten)]
    pub place: SavedPlace,
}

/// By what a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordMatch {
    /// The document begins as it did.
    Content,
    /// Another text lies at its place: it was edited, or is another altogether.
    Path,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRecord {
    /// What it says.
    pub record: Record,
    /// By what it was found.
    pub matched_by: RecordMatch,
}

/// The folder of the records.
#[derive(Clone, Debug)]
pub struct Records {
    folder: PathBuf,
}

impl Records {
    /// The records in a folder, which need not be there yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The record of a document: its own; that of what began like it and is no longer where it was; or that of
    /// what was at its place.
    ///
    /// # Errors
    /// What to tell of a record that cannot be understood; it is put aside.
    pub fn load(
        &self,
        print: &Fingerprint,
    ) -> std::result::Result<Option<FoundRecord>, UnreadableRecord> {
        if let Some(record) = self.read(&file_name(print))? {
            let known = RecordMatch::Content;
            return Ok(Some(FoundRecord {
                record,
                matched_by: known,
            }));
        }
        let names = self.names();
        let begun = print.content_hash().map(content_prefix);
        let begins = |name: &&String| begun.as_ref().is_some_and(|begun| name.starts_with(begun));
        for name in names.iter().filter(begins) {
            let moved = self
                .read(name)?
                .filter(|record| !Path::new(&record.file).exists());
            if let Some(record) = moved {
                let known = RecordMatch::Content;
                return Ok(Some(FoundRecord {
                    record,
                    matched_by: known,
                }));
            }
        }
        let ending = path_suffix(print.path_hash);
        let Some(name) = names.iter().find(|name| name.ends_with(&ending)) else {
            return Ok(None);
        };
        let content = name.split('-').next();
        let content = content.and_then(|digits| u64::from_str_radix(digits, 16).ok());
        Ok(self.read(name)?.map(|record| FoundRecord {
            matched_by: if content.is_some_and(|content| print.continues(content, record.head_len))
            {
                RecordMatch::Content
            } else {
                RecordMatch::Path
            },
            record,
        }))
    }

    /// Writes the record of a document down, in the place of any other of what is at its place.
    ///
    /// # Errors
    /// [`Error::Write`] if it cannot be written.
    pub fn save(&self, print: &Fingerprint, record: &Record) -> Result<()> {
        let path = self.folder.join(file_name(print));
        let failed = |source| Error::Write {
            path: path.clone(),
            source,
        };
        let body = toml::to_string(record).map_err(|error| failed(std::io::Error::other(error)))?;
        if body.len() as u64 > MAX_RECORD_BYTES {
            return Err(failed(ErrorKind::FileTooLarge.into()));
        }
        // What somebody reads is nobody else's business.
        let made = DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder);
        made.map_err(failed)?;
        let is_new = !path.exists();
        write_atomic(&path, &body).map_err(failed)?;
        if is_new {
            self.forget_others(print, &path);
        }
        Ok(())
    }

    /// Removes the records of other texts that were at the same place.
    fn forget_others(&self, print: &Fingerprint, own: &Path) {
        let ending = path_suffix(print.path_hash);
        for name in self.names().iter().filter(|name| name.ends_with(&ending)) {
            let path = self.folder.join(name);
            if path != own {
                // One that stays is only passed over.
                let _ = std::fs::remove_file(path);
            }
        }
    }

    /// The names of all records.
    fn names(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.filter(|name| name.ends_with(RECORD_SUFFIX)).collect()
    }

    /// Reads a record. One that cannot be understood is put aside, so that it is not written over.
    fn read(&self, name: &str) -> std::result::Result<Option<Record>, UnreadableRecord> {
        let path = self.folder.join(name);
        let cause = match Source::read_small_text(&path, MAX_RECORD_BYTES) {
            Ok(text) => match toml::from_str(&text) {
                Ok(record) => return Ok(Some(record)),
                Err(error) => IoFailure::Other(error.message().replace('\n', " ")),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => IoFailure::from(&error),
        };
        let aside = path.with_extension("bad");
        // Where nothing can be renamed nothing can be written either.
        let _ = std::fs::rename(&path, &aside);
        Err(UnreadableRecord { aside, cause })
    }
}

/// A record that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableRecord {
    /// The file that it was renamed to, so that it is not written over.
    pub aside: PathBuf,
    /// Cause; of a file that is not TOML the message of the parser.
    pub cause: IoFailure,
}

/// How the names of records end.
const RECORD_SUFFIX: &str = ".toml";

/// The name of the record of a document.
fn file_name(print: &Fingerprint) -> String {
    content_prefix(print.content_hash().unwrap_or_default()) + &path_suffix(print.path_hash)
}

/// How the names of the records of texts that begin in one way begin.
fn content_prefix(content: u64) -> String {
    format!("{content:016x}-")
}

/// How the names of the records of what is at one place end.
fn path_suffix(place: u64) -> String {
    format!("{place:016x}{RECORD_SUFFIX}")
}

#[cfg(test)]
mod tests;
