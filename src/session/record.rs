//! Records: data of a document kept from one reading to the next. Each is one small TOML file, named by the
//! document's fingerprint, so that no index is needed. Concurrent programs do not conflict: a record is
//! replaced as a whole, and the last one written wins.

mod recent;

use super::fingerprint::Fingerprint;
use crate::doc::{Place, Pos};
use crate::error::{Error, IoFailure, Result};
use crate::source::atomic_write::{sweep_unfinished, write_atomic};
use crate::source::windows::Source;
use crate::text::units::Fraction;
pub use recent::RecentRecord;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// Per cent read of files, by their paths in the folder; 100 once the end was on the page.
pub type FileProgress = BTreeMap<String, u8>;

/// Maximum size of a record.
const MAX_RECORD_BYTES: u64 = 16 << 20;

/// Data kept of a document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Record {
    /// Path at the last reading; informative only. Empty for files that were read as one.
    pub file: String,
    /// Paths of the files that were read as one, in their order; empty for a single text.
    #[serde(rename = "collection", skip_serializing_if = "Vec::is_empty")]
    pub files_read: Vec<String>,
    /// Title of the document; informative only.
    pub title: String,
    /// Author; informative only.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Section of the reader; informative only.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Number of bytes covered by the content hash in the record's name.
    #[serde(rename = "head")]
    pub head_len: u64,
    /// Encoding chosen by the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Marked words, a line each: level, kind and text, parted by tabs.
    #[serde(rename = "marked", skip_serializing_if = "Vec::is_empty")]
    pub marked_words: Vec<String>,
    /// Encodings chosen by the reader for files of a folder, by their paths in it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub encodings: BTreeMap<String, String>,
    /// Progress in the files of a folder.
    #[serde(rename = "read", skip_serializing_if = "BTreeMap::is_empty")]
    pub files: FileProgress,
    /// Characters (字) behind that place, about; informative only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<u64>,
    /// Whether the page of that place shows the end of the text.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub at_end: bool,
    /// Place of the reader.
    pub place: SavedPlace,
    /// Places before the jumps of the reader, oldest first.
    #[serde(rename = "jump", skip_serializing_if = "Vec::is_empty")]
    pub jumps: Vec<SavedPlace>,
    /// Corrections of the outline by the reader, oldest first.
    #[serde(rename = "correction", skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<SavedCorrection>,
}

/// Place in the form in which it is saved.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct SavedPlace {
    section: u32,
    block: u64,
    within: u32,
    /// Per cent of the text before it.
    percent: f64,
    /// Text at the place.
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

/// Correction of the outline.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct SavedCorrection {
    /// Kind of the correction.
    #[serde(rename = "what")]
    pub kind: CorrectionKind,
    /// Headings it applies to.
    #[serde(rename = "line", default)]
    pub targets: Vec<CorrectionTarget>,
}

/// Kind of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionKind {
    /// Moves the heading and its subheadings a level up.
    Promote,
    /// Moves the heading and its subheadings a level down.
    Demote,
    /// Removes the heading.
    Remove,
    /// Adds these lines as headings.
    Add,
}

/// Heading that a correction is about.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct CorrectionTarget {
    /// Title; empty if only the place counts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Length of the heading in the block's text, in bytes.
    pub extent: u32,
    /// Place of the heading.
    #[serde(flatten)]
    pub place: SavedPlace,
}

/// Property by which a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordMatch {
    /// The document starts with the same bytes.
    Content,
    /// The path has another text: an edited or a different one.
    Path,
}

/// Record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRecord {
    /// The record.
    pub record: Record,
    /// Property by which it was found.
    pub matched_by: RecordMatch,
}

/// Folder of the records.
#[derive(Clone, Debug)]
pub struct Records {
    folder: PathBuf,
}

impl Records {
    /// Creates access to the records in a folder, which need not exist yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Returns the record of a document, if there is one: its own; that of a document with the same first bytes
    /// that is no longer at its path; or that of the document formerly at its path.
    ///
    /// # Errors
    /// Returns an error if a record is invalid. Its file is then renamed.
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

    /// Returns the path of the text whose record has a name; `None` if there is no such record.
    pub fn path_in(&self, name: &Path) -> Option<PathBuf> {
        let text = Source::read_small_text(&self.folder.join(name), MAX_RECORD_BYTES).ok()?;
        let record: Record = toml::from_str(&text).ok()?;
        (!record.file.is_empty()).then(|| record.file.into())
    }

    /// Returns the path of the text of a file of notes, by its name: that of the record of the same name, of one that begins
    /// alike or of one that had the same path; of these one that is still there.
    pub fn path_alike(&self, name: &Path) -> Option<PathBuf> {
        let own = self.path_in(&name.with_extension("toml"));
        if own.as_ref().is_some_and(|path| path.exists()) {
            return own;
        }
        let stem = name.file_stem()?.to_str()?;
        let (content, path_hash) = stem.split_once('-')?;
        let has_content = content.bytes().any(|byte| byte != b'0');
        let (begin, end) = (
            format!("{content}-"),
            format!("-{path_hash}{RECORD_SUFFIX}"),
        );
        let names = self.names();
        let alike = names
            .iter()
            .filter(|name| (has_content && name.starts_with(&begin)) || name.ends_with(&end));
        let paths: Vec<PathBuf> = alike
            .filter_map(|name| self.path_in(Path::new(name)))
            .collect();
        let there = paths.iter().find(|path| path.exists()).cloned();
        there.or(own).or_else(|| paths.into_iter().next())
    }

    /// Returns whether no text has a record.
    pub fn is_empty(&self) -> bool {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten();
        let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        !names.any(|name| name.ends_with(RECORD_SUFFIX))
    }

    /// Makes a record, if there is one, that of the text read last.
    pub fn touch(&self, print: &Fingerprint) {
        let file = std::fs::File::options()
            .append(true)
            .open(self.folder.join(file_name(print)));
        // Without it only the order of the records differs.
        let _ = file.and_then(|file| file.set_modified(std::time::SystemTime::now()));
    }

    /// Writes the record of a document, and replaces any record of another document at the same path.
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
        // Reading records are private: other users have no access.
        let made = DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder);
        made.map_err(failed)?;
        let is_new = !path.exists();
        write_atomic(&path, &body).map_err(failed)?;
        if is_new {
            self.forget_others(print, &path);
            sweep_unfinished(&self.folder);
        }
        Ok(())
    }

    /// Removes the records of other texts that were at the same path.
    fn forget_others(&self, print: &Fingerprint, own: &Path) {
        let ending = path_suffix(print.path_hash);
        for name in self.names().iter().filter(|name| name.ends_with(&ending)) {
            let path = self.folder.join(name);
            if path != own {
                // A record that cannot be removed does no harm.
                let _ = std::fs::remove_file(path);
            }
        }
    }

    /// Returns the names of all records.
    fn names(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.filter(|name| name.ends_with(RECORD_SUFFIX)).collect()
    }

    /// Reads a record; `None` if it does not exist. An invalid record is renamed, so that it is not
    /// overwritten.
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
        // If renaming fails, writing will fail too.
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

/// Suffix of record file names.
const RECORD_SUFFIX: &str = ".toml";
/// Returns the file name of a document's record.
fn file_name(print: &Fingerprint) -> String {
    content_prefix(print.content_hash().unwrap_or_default()) + &path_suffix(print.path_hash)
}

/// Returns the common prefix of record names for texts with the same first bytes.
fn content_prefix(content: u64) -> String {
    format!("{content:016x}-")
}

/// Returns the common suffix of record names for documents at the same path.
fn path_suffix(place: u64) -> String {
    format!("{place:016x}{RECORD_SUFFIX}")
}

#[cfg(test)]
mod tests;
