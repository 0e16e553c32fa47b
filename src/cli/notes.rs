//! `tongdu notes`: the reader's notes, printed or read in. No text is opened for that.

use super::output::{EXIT_OK, print, print_notices};
use crate::error::{Error, Result};
use crate::messages::Lang;
use crate::session::dirs;
use crate::session::fingerprint::Fingerprint;
use crate::session::notes::export::{NoteFormat, NoteGroup, export, import};
use crate::session::notes::{NoteFile, NoteFolder};
use std::path::{Path, PathBuf};

/// Options of `notes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotesOptions {
    /// Format.
    pub format: NoteFormat,
    /// File of annotations to read in.
    pub import: Option<PathBuf>,
    /// Date (`2026-11-28`) before which notes are left out.
    pub since: String,
}

/// Prints the notes on files, or all notes; or reads notes in.
pub fn notes(options: &NotesOptions, paths: &[PathBuf], lang: Lang) -> Result<u8> {
    let Some(folder) = dirs::notes().map(NoteFolder::new) else {
        print_notices([lang.catalogue().marks.no_file.to_owned()]);
        return Ok(EXIT_OK);
    };
    if let Some(path) = &options.import {
        return read_in(&folder, path, lang);
    }
    let mut files = if paths.is_empty() {
        folder.files()
    } else {
        let file = |path: &PathBuf| {
            std::fs::metadata(path).map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
            Ok(Fingerprint::read(path).map(|print| folder.file_of(&print)))
        };
        let files: Result<Vec<Option<NoteFile>>> = paths.iter().map(file).collect();
        files?.into_iter().flatten().collect()
    };
    files.dedup();
    let mut groups = Vec::new();
    for file in files {
        let log = file.read()?;
        if !log.damaged_lines.is_empty() {
            let lines = log.damaged_lines.len() as u64;
            print_notices([lang.catalogue().marks.damaged(lines)]);
        }
        let is_late = |at: &str| options.since.is_empty() || at >= options.since.as_str();
        let marks = log.marks.into_iter().filter(|mark| is_late(&mark.at));
        let name = file.path().file_name().unwrap_or_default();
        groups.push(NoteGroup {
            file: name.to_string_lossy().into_owned(),
            marks: marks.collect(),
        });
    }
    print(&export(&groups, options.format))
}

/// Adds the notes of an exported file that are not here yet, or are newer than those here.
fn read_in(folder: &NoteFolder, path: &Path, lang: Lang) -> Result<u8> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let text = std::fs::read_to_string(path).map_err(failed)?;
    let invalid = || failed(std::io::ErrorKind::InvalidData.into());
    let groups = import(&text).ok_or_else(invalid)?;
    let mut count = 0;
    for group in groups {
        let file = folder.named_file(&group.file);
        let log = file.read()?;
        let is_new = |mark: &&crate::session::notes::UserMark| {
            let mut own = log.marks.iter().filter(|own| own.id == mark.id);
            own.next()
                .is_none_or(|own| own.changed_at() < mark.changed_at())
        };
        let lines: Vec<String> = group
            .marks
            .iter()
            .filter(is_new)
            .map(crate::session::notes::UserMark::add_line)
            .collect();
        if !lines.is_empty() {
            file.append(&lines)?;
        }
        count += lines.len() as u64;
    }
    print_notices([lang.catalogue().marks.imported(count)]);
    Ok(EXIT_OK)
}
