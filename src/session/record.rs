//! Records: what is remembered of a document from one reading to the next. One small TOML file each, named
//! by the document's fingerprint, so that no index has to be kept. Programs that run side by side do not
//! fight: a record is replaced whole, and the last one written holds.

use super::fingerprint::Fingerprint;
use crate::doc::{Place, Pos};
use crate::error::{Error, Notice, Result};
use crate::import::source::Source;
use crate::import::written::write_whole;
use crate::text::units::Fraction;
use serde::{Deserialize, Serialize};
use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// Largest record that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// What is remembered of a document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Record {
    /// Where it was when it was read: for people.
    pub file: String,
    /// What it is called: for people.
    pub title: String,
    /// The encoding the reader has named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Where the reader was.
    pub place: Spot,
    /// What the reader has corrected in the outline, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<Change>,
}

/// A place as it is written down.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Spot {
    section: u32,
    block: u64,
    within: u32,
    /// Percent of the text before it.
    percent: f64,
    /// What stands there.
    words: String,
}

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        Self {
            section: place.pos.section,
            block: place.pos.block.0,
            within: place.pos.within,
            percent: place.fraction.get() * 100.0,
            words: place.quote,
        }
    }
}

impl From<Spot> for Place {
    fn from(spot: Spot) -> Self {
        Self {
            pos: Pos::new(spot.section, spot.block).at(spot.within),
            fraction: Fraction::percent(spot.percent),
            quote: spot.words,
        }
    }
}

/// A correction of the outline.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Change {
    /// What is done.
    pub what: What,
    /// To which headings.
    #[serde(default)]
    pub line: Vec<Line>,
}

/// What a correction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
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
pub struct Line {
    /// Its title; empty where only its place counts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Bytes of the block's text that it has.
    pub extent: u32,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Spot,
}

/// By what a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The document begins as it did.
    ByContent,
    /// Another text lies at its place: it was edited, or is another altogether.
    ByPlace,
}

/// A record that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it says.
    pub record: Record,
    /// By what it was found.
    pub known: Known,
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

    /// The record of a document: its own, or one of what was at its place, or of what began like it
    /// elsewhere.
    ///
    /// # Errors
    /// What to tell of a record that cannot be understood.
    pub fn load(&self, print: &Fingerprint) -> std::result::Result<Option<Found>, Notice> {
        let own = self.path(print);
        if let Some(record) = read(&own)? {
            let known = Known::ByContent;
            return Ok(Some(Found { record, known }));
        }
        let names = self.names();
        let at_place = names.iter().find(|name| name.ends_with(&at(print.place)));
        let by_content = || {
            let begun = begun(print.content?);
            names.iter().find(|name| name.starts_with(&begun))
        };
        let (name, known) = match (at_place, by_content()) {
            (Some(name), _) => (name, Known::ByPlace),
            (None, Some(name)) => (name, Known::ByContent),
            (None, None) => return Ok(None),
        };
        let record = read(&self.folder.join(name))?;
        Ok(record.map(|record| Found { record, known }))
    }

    /// Writes the record of a document down, in the place of any other of what is at its place.
    ///
    /// # Errors
    /// [`Error::Write`] if it cannot be written.
    pub fn save(&self, print: &Fingerprint, record: &Record) -> Result<()> {
        let path = self.path(print);
        let failed = |source| Error::Write {
            path: path.clone(),
            source,
        };
        // What somebody reads is nobody else's business.
        let made = DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder);
        made.map_err(failed)?;
        let body = toml::to_string(record).map_err(|error| failed(std::io::Error::other(error)))?;
        let is_new = !path.exists();
        write_whole(&path, &body).map_err(failed)?;
        if is_new {
            self.forget_others(print, &path);
        }
        Ok(())
    }

    /// Removes the records of other texts that were at the same place.
    fn forget_others(&self, print: &Fingerprint, own: &Path) {
        let ending = at(print.place);
        for name in self.names().iter().filter(|name| name.ends_with(&ending)) {
            let path = self.folder.join(name);
            if path != own {
                // One that stays is only passed over.
                let _ = std::fs::remove_file(path);
            }
        }
    }

    fn path(&self, print: &Fingerprint) -> PathBuf {
        let begun = begun(print.content.unwrap_or_default());
        self.folder.join(begun + &at(print.place))
    }

    fn names(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        names.collect()
    }
}

/// How the names of the records of texts that begin in one way begin.
fn begun(content: u64) -> String {
    format!("{content:016x}-")
}

/// How the names of the records of what is at one place end.
fn at(place: u64) -> String {
    format!("{place:016x}.toml")
}

fn read(path: &Path) -> std::result::Result<Option<Record>, Notice> {
    let name = path.display();
    let text = match Source::small_text(path, LARGEST) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Notice::new(
                format!("阅读记录（{name}）读不了：{error}"),
                format!("the record of this text ({name}) cannot be read: {error}"),
            ));
        }
    };
    toml::from_str(&text).map(Some).map_err(|error| {
        let reason = error.message().replace('\n', " ");
        Notice::new(
            format!("阅读记录（{name}）读不懂，未采用：{reason}"),
            format!("the record of this text ({name}) is left aside: {reason}"),
        )
    })
}

#[cfg(test)]
mod tests;
