//! `tongdu notes`: the reader's notes, printed or read in. No text is opened for that, unless for orphans.

use super::args::Arguments;
use super::document::{OpenedText, open_document};
use super::notes_options::NotesOptions;
use super::output::{EXIT_FAILED, EXIT_OK, print, print_error, print_notices};
use crate::app::opening::origin::load_config;
use crate::error::{Error, Result};
use crate::library::listing::directory::files_in_order;
use crate::messages::Lang;
use crate::session::dirs;
use crate::session::fingerprint::Fingerprint;
use crate::session::local_zone::LocalZone;
use crate::session::notes::anchor::anchor;
use crate::session::notes::export::{NoteFormat, NoteGroup, export};
use crate::session::notes::import::{ImportProblem, import};
use crate::session::notes::{MarkKind, NoteFile, NoteFolder, UserMark};
use crate::session::record::Records;
use crate::source::progress::ProgressSink;
use std::collections::{HashMap, HashSet};
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Bytes of a date, as in 2026-11-01.
const DATE_BYTES: usize = 10;

/// Prints the notes on files, or all notes; or reads notes in.
pub fn notes(options: &NotesOptions, paths: &[PathBuf], lang: Lang) -> Result<u8> {
    let Some(folder) = load_config().0.notes_folder().map(NoteFolder::new) else {
        print_notices([lang.catalogue().marks.notes_off.to_owned()]);
        let is_import = options.import.is_some();
        return Ok(if is_import { EXIT_FAILED } else { EXIT_OK });
    };
    if let Some(path) = &options.import {
        return read_in(&folder, path, lang);
    }
    let mut texts: HashMap<String, PathBuf> = HashMap::new();
    let mut files = if paths.is_empty() {
        let mut files = folder.files();
        files.push(folder.marks_file());
        files
    } else {
        let mut files = Vec::new();
        for path in paths {
            for text in texts_at(path)? {
                let file = Fingerprint::read(&text).map(|print| folder.file_of(&print));
                if let Some(name) = file.as_ref().and_then(|file| file.path().file_name()) {
                    texts.insert(name.to_string_lossy().into_owned(), text);
                }
                files.extend(file);
            }
        }
        files
    };
    let mut seen = HashSet::new();
    files.retain(|file: &NoteFile| seen.insert(file.path().to_owned()));
    let zone = LocalZone::system();
    let mut groups = Vec::new();
    for file in files {
        let log = file.read()?;
        if !log.damaged_lines.is_empty() {
            let lines = log.damaged_lines.len() as u64;
            print_notices([lang.catalogue().marks.damaged(lines)]);
        }
        let since = options.since.as_str();
        // A time of the day counts as its day.
        let since = since.get(..DATE_BYTES).unwrap_or(since);
        let is_late = |at: &str| zone.date_of(at).as_str() >= since;
        let marks = log.marks.into_iter().filter(|mark| is_late(&mark.at));
        let name = file.path().file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let mut marks: Vec<UserMark> = marks.collect();
        if options.only_orphans {
            let text = texts.get(&name).cloned().or_else(|| text_of(&name));
            let Some(text) = text else {
                continue;
            };
            marks = match orphans(marks, &text, lang) {
                Ok(marks) => marks,
                Err(error) => {
                    print_error(&error, lang);
                    continue;
                }
            };
        }
        groups.push(NoteGroup { file: name, marks });
    }
    let mut marks = groups.iter().flat_map(|group| &group.marks);
    let is_quoted = |mark: &UserMark| matches!(mark.kind, MarkKind::Highlight | MarkKind::Note);
    let is_shown = |mark: &UserMark| options.format == NoteFormat::Json || is_quoted(mark);
    if !marks.any(is_shown) {
        print_notices([lang.catalogue().marks.no_marks.to_owned()]);
    }
    print(&export(&groups, options.format, &zone))
}

/// Returns a path, and the texts in it if it is a folder.
fn texts_at(path: &Path) -> Result<Vec<PathBuf>> {
    let metadata = std::fs::metadata(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let mut texts = vec![path.to_owned()];
    if metadata.is_dir() {
        // A folder without texts may have notes of its own.
        let files = files_in_order(path, &ProgressSink::default()).unwrap_or_default();
        texts.extend(files.into_iter().map(|file| file.path));
    }
    Ok(texts)
}

/// Returns the path of the text of a file of notes, as the record of that text has it.
fn text_of(name: &str) -> Option<PathBuf> {
    let path = Records::new(dirs::records()?).path_alike(Path::new(name))?;
    path.exists().then_some(path)
}

/// Returns the marks whose words are gone from a text.
fn orphans(marks: Vec<UserMark>, text: &Path, lang: Lang) -> Result<Vec<UserMark>> {
    let paths = [text.to_owned()];
    let Some(OpenedText { doc, .. }) = open_document(&Arguments::default(), &paths, lang)? else {
        return Ok(marks);
    };
    let places = anchor(&*doc, &marks, &|| ControlFlow::Continue(()));
    let lost = marks.into_iter().zip(places);
    let lost = lost.filter(|(_, place)| place.is_none());
    Ok(lost.map(|(mark, _)| mark).collect())
}

/// Adds the notes of an exported file (`-` is standard input) that are not here yet, or are newer than those here.
fn read_in(folder: &NoteFolder, path: &Path, lang: Lang) -> Result<u8> {
    let m = &lang.catalogue().marks;
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    let notes = match import(&String::from_utf8_lossy(&bytes)) {
        Ok(notes) => notes,
        Err(problem) => {
            let name = path.display().to_string();
            print_notices([match problem {
                ImportProblem::Json { line } => m.import_damaged(&name, line as u64),
                ImportProblem::Foreign => m.import_foreign(&name),
            }]);
            return Ok(EXIT_FAILED);
        }
    };
    let listed = folder.listed();
    let mut count = 0;
    for group in &notes.groups {
        let file = listed.file_for(&group.file);
        let lines = missing_lines(&file.read()?.marks, &group.marks);
        if !lines.is_empty() {
            file.append(&lines)?;
        }
        count += lines.len() as u64;
    }
    let mut notices = vec![m.imported(count)];
    if notes.left_out > 0 {
        notices.push(m.import_left_out(notes.left_out as u64));
    }
    print_notices(notices);
    Ok(EXIT_OK)
}

/// Returns the lines that add imported marks to those here, or change an older one.
fn missing_lines(here: &[UserMark], imported: &[UserMark]) -> Vec<String> {
    let by_id = here.iter().map(|mark| (mark.id.as_str(), mark));
    let mut known: HashMap<&str, &UserMark> = by_id.collect();
    let mut lines = Vec::new();
    for mark in imported {
        match known.get(mark.id.as_str()) {
            Some(own) if own.changed_at() >= mark.changed_at() => continue,
            Some(own) => lines.push(mark.line_since(own)),
            None => lines.push(mark.add_line()),
        }
        known.insert(&mark.id, mark);
    }
    lines
}
