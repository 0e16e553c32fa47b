//! Files of notes of the document: one, or in a folder one for each of its files, the same as if that file were read by
//! itself. Positions there are those in the file.

use super::open_job::Opener;
use crate::app::marks::change::MarkChange;
use crate::app::marks::in_file::{to_file, to_folder};
use crate::app::marks::notes_stamp::NotesStamp;
use crate::app::marks::shown::ShownMark;
use crate::doc::{Document, Files, Pos, Relocate as _};
use crate::error::Error;
use crate::session::fingerprint::{Fingerprint, HEAD_BYTES};
use crate::session::notes::anchor::{Anchored, GoOn, anchor, is_only_place, quote};
use crate::session::notes::store::{BUILTIN_NAME, name_of};
use crate::session::notes::{ListedNotes, NoteFile, UserMark};
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Result of saving marks; without an error there is no file for them.
type SavedMarks = std::result::Result<(), Option<Error>>;

/// A file of notes with the text that it belongs to.
pub(crate) struct NoteHome {
    /// File of notes.
    pub(crate) log: NoteFile,
    /// Number of the file of the folder; `None` for the whole document.
    pub(crate) file: Option<usize>,
}

impl NoteHome {
    /// Returns the file of the folder, with its first section; `None` for the whole document.
    fn part<'d>(&self, doc: &'d dyn Document) -> Option<(&'d dyn Files, usize, u32)> {
        let (files, index) = (doc.files()?, self.file?);
        Some((files, index, files.first_section(index)))
    }

    /// Returns a mark of this file of notes with its place in the document.
    pub(crate) fn to_document(&self, doc: &dyn Document, mark: UserMark) -> UserMark {
        match self.part(doc) {
            Some((files, index, _)) => to_folder(doc, files, index, mark),
            None => mark,
        }
    }

    /// Returns a mark of the document as this file of notes has it.
    pub(crate) fn to_own(&self, doc: &dyn Document, mark: UserMark) -> UserMark {
        match self.part(doc) {
            Some((files, ..)) => to_file(files, mark),
            None => mark,
        }
    }

    /// Finds marks, whose places are those in the document, in the text of this file of notes.
    pub(crate) fn anchor(
        &self,
        doc: &dyn Document,
        marks: &[UserMark],
        go_on: GoOn<'_>,
    ) -> Vec<Option<Anchored>> {
        let Some((files, index, first)) = self.part(doc) else {
            return anchor(doc, marks, go_on);
        };
        let own: Vec<UserMark> = marks
            .iter()
            .map(|mark| self.to_own(doc, mark.clone()))
            .collect();
        let found = anchor(&*files.open_file(index), &own, go_on);
        let to_document = |pos: Pos| pos.in_section(pos.section.saturating_add(first));
        let found = found.into_iter().map(|place| {
            let place = place?;
            let span = place.span.relocate(&to_document);
            Some(Anchored { span, ..place })
        });
        found.collect()
    }
}

impl Opener {
    /// Writes a change of the marks to disk: to the file of the document, or to that of the marks across documents.
    ///
    /// # Errors
    /// [`Error::Write`] if it cannot be written; `None` if there is no file for it.
    pub(crate) fn save_marks(
        &self,
        change: &mut MarkChange,
        doc: Option<&dyn Document>,
    ) -> SavedMarks {
        if let Some(doc) = doc {
            let unknown =
                |shown: &&mut ShownMark| shown.mark.is_only.is_none() && shown.span.is_some();
            for shown in change.added.iter_mut().filter(unknown) {
                shown.mark.is_only = match doc.files() {
                    Some(files) => {
                        let index = files.file_index(shown.mark.start());
                        let own = to_file(files, shown.mark.clone());
                        is_only_place(&*files.open_file(index), &own)
                    }
                    None => is_only_place(doc, &shown.mark),
                };
            }
        }
        let common = change.common_lines();
        if !common.is_empty() {
            let added = change.added.iter_mut();
            let own = added.filter(|shown| shown.mark.is_across_documents() && !shown.is_elsewhere);
            for shown in own {
                shown.mark.file = self.origin.lasting_path().ok_or(None)?;
            }
            let file = self.common_file().ok_or(None)?;
            file.append(&change.common_lines()).map_err(Some)?;
        }
        if change.document_lines().is_empty() {
            return Ok(());
        }
        for (file, own) in self.divided(change, doc)? {
            file.append(&own.document_lines()).map_err(Some)?;
        }
        Ok(())
    }

    /// Writes marks in a text that was in no file to the file of notes of its new file. The reader still has them if that
    /// fails.
    pub(crate) fn keep_marks(&self, path: &Path, marks: &[UserMark]) {
        let Some((folder, print)) = self.notes.as_ref().zip(Fingerprint::read(path)) else {
            return;
        };
        let lines: Vec<String> = marks.iter().map(UserMark::add_line).collect();
        if !lines.is_empty() {
            let _ = folder.file_of(&print).append(&lines);
        }
    }

    /// Writes the places of marks down that were found elsewhere than they were: to their file of notes, or without one to
    /// that of the marks across documents. A place that cannot be written is found again the next time.
    pub(crate) fn write_moved(
        &self,
        doc: &dyn Document,
        home: Option<&NoteHome>,
        marks: &mut [UserMark],
        places: &[Option<Anchored>],
    ) {
        let mut lines = Vec::new();
        for (mark, place) in marks.iter_mut().zip(places) {
            let Some(place) = place.as_ref().filter(|place| place.has_moved) else {
                continue;
            };
            let before = mark.clone();
            mark.move_to(&place.span, doc.fraction(place.span.start).get());
            let around = quote(doc, &place.span);
            (mark.prefix, mark.suffix) = (around.prefix, around.suffix);
            lines.push(match home {
                Some(home) => {
                    let before = home.to_own(doc, before);
                    home.to_own(doc, mark.clone()).line_since(&before)
                }
                None => mark.line_since(&before),
            });
        }
        let log = home.map_or_else(|| self.common_file(), |home| Some(home.log.clone()));
        if let (Some(log), false) = (log, lines.is_empty()) {
            let _ = log.append(&lines);
        }
    }

    /// Returns the files of notes that the document has, those of the files of a folder too.
    pub(crate) fn note_homes(&self, doc: &dyn Document, go_on: GoOn<'_>) -> Vec<NoteHome> {
        let mut homes: Vec<NoteHome> = self.whole_home().into_iter().collect();
        if let (Some(home), Some(folder)) = (homes.first(), &self.notes) {
            let print = self.origin.file_path().and_then(Fingerprint::read);
            if let Some(print) = print {
                folder.listed().remember_place(&print, &home.log);
            }
        }
        let (Some(files), Some(folder)) = (doc.files(), &self.notes) else {
            return homes;
        };
        let logs = FolderLogs::new(self, files, folder.listed(), go_on);
        for index in 0..files.file_count() {
            if go_on().is_break() {
                break;
            }
            let log = logs.known(index);
            // Copies of one file that are not known share their notes.
            let is_new = |log: &NoteFile| homes.iter().all(|other| other.log != *log);
            let file = Some(index);
            homes.extend(log.filter(is_new).map(|log| NoteHome { log, file }));
        }
        homes
    }

    /// Reads the versions of the files of notes of the document: of a folder those of all texts.
    pub(crate) fn notes_stamp(&self, doc: &dyn Document) -> NotesStamp {
        let own = match (&self.notes, doc.files()) {
            (Some(folder), Some(_)) => folder.files(),
            _ => self.note_file().into_iter().collect(),
        };
        NotesStamp::read(own.iter().chain(&self.common_file()))
    }

    /// Returns the file of notes of the document as a whole.
    fn whole_home(&self) -> Option<NoteHome> {
        let log = self.note_file()?;
        Some(NoteHome { log, file: None })
    }

    /// Returns the name of the file of notes of a file, or of the whole document. A text without a file of notes has the
    /// name that a file with its bytes would get, so that what is exported can be read in.
    pub(crate) fn log_name(&self, path: Option<&Path>) -> String {
        let print = match path.or_else(|| self.origin.file_path()) {
            Some(path) => Fingerprint::read(path),
            None if self.origin.is_made() => return BUILTIN_NAME.to_owned(),
            None => self.origin.pipe().map(|pipe| {
                let head = pipe
                    .contents()
                    .bytes
                    .source()
                    .window(0, HEAD_BYTES)
                    .into_owned();
                Fingerprint::new(0, head)
            }),
        };
        let print = print.unwrap_or_else(|| Fingerprint::new(0, Vec::new()));
        let Some(folder) = &self.notes else {
            return name_of(&print);
        };
        let log = folder.file_of(&print);
        let name = log.path().file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Returns the path of a file of the folder.
    fn file_of_folder(&self, files: &dyn Files, index: usize) -> PathBuf {
        let folder = self.origin.file_path().unwrap_or(Path::new(""));
        folder.join(files.file_path(index))
    }

    /// Returns the path of a file of the folder from the root; `None` if it is not UTF-8.
    fn path_of(&self, files: &dyn Files, index: usize) -> Option<String> {
        let path = self.file_of_folder(files, index).canonicalize().ok()?;
        path.into_os_string().into_string().ok()
    }

    /// Divides a change of marks within the document among their files of notes, with their places as those have them.
    ///
    /// # Errors
    /// [`Error::Read`] if a file is not there now; `None` if a text has no file at all.
    fn divided(
        &self,
        change: &MarkChange,
        doc: Option<&dyn Document>,
    ) -> std::result::Result<Vec<(NoteFile, MarkChange)>, Option<Error>> {
        let files = doc.and_then(|doc| Some((doc, doc.files()?)));
        let Some((doc, files)) = files else {
            let path = self.origin.file_path().filter(|_| self.notes.is_some());
            let log = self.note_file().ok_or_else(|| path.map(not_there))?;
            return Ok(vec![(log, change.clone())]);
        };
        let go_on = || ControlFlow::Continue(());
        let listed = self.notes.as_ref().ok_or(None)?.listed();
        let logs = FolderLogs::new(self, files, listed, &go_on);
        let whole = self.whole_home();
        // Notes on a folder that are kept with the folder stay there.
        let log = whole.as_ref().and_then(|home| home.log.read().ok());
        let is_of_whole = |mark: &UserMark| {
            let mut marks = log.iter().flat_map(|log| &log.marks);
            marks.any(|own| own.id == mark.id)
        };
        let mut divided: Vec<(NoteFile, MarkChange)> = Vec::new();
        let mut add = |shown: &ShownMark, is_added: bool| -> SavedMarks {
            if shown.mark.is_across_documents() {
                return Ok(());
            }
            let index = files.file_index(shown.mark.start());
            let home = logs.of(index).map(|log| NoteHome {
                log,
                file: Some(index),
            });
            let home = home.filter(|_| !is_of_whole(&shown.mark));
            let path = self.file_of_folder(files, index);
            if home.is_none() && !path.exists() && path.parent().is_some_and(Path::is_dir) {
                return Err(Some(not_there(&path)));
            }
            let home = home.as_ref().or(whole.as_ref()).ok_or(None)?;
            let mut mark = home.to_own(doc, shown.mark.clone());
            if is_added && home.file.is_some() {
                // The text need not have been opened by itself.
                mark.file = self.path_of(files, index).unwrap_or_default();
            }
            let shown = ShownMark::new(mark, None);
            let at = divided.iter().position(|(log, _)| *log == home.log);
            let at = at.unwrap_or_else(|| {
                divided.push((home.log.clone(), MarkChange::default()));
                divided.len() - 1
            });
            let (_, own) = divided.get_mut(at).ok_or(None)?;
            let list = if is_added {
                &mut own.added
            } else {
                &mut own.removed
            };
            list.push(shown);
            Ok(())
        };
        for shown in &change.removed {
            add(shown, false)?;
        }
        for shown in &change.added {
            add(shown, true)?;
        }
        Ok(divided)
    }
}

/// Returns the error that a file is not there, as while an editor replaces it.
fn not_there(path: &Path) -> Error {
    Error::Read {
        path: path.to_owned(),
        source: std::io::ErrorKind::NotFound.into(),
    }
}

/// Files of notes of the files of a folder. Each file has those at its path; notes at a path outside the folder belong to a
/// file that begins alike, which was moved.
struct FolderLogs<'f> {
    paths: Vec<PathBuf>,
    listed: ListedNotes<'f>,
    /// Files of notes at the paths of the folder, by the number of the file.
    at_paths: Vec<Option<NoteFile>>,
    /// Those files of notes.
    taken: HashSet<PathBuf>,
}

impl<'f> FolderLogs<'f> {
    /// Looks for the notes at the paths of the folder. The built-in essays have one file of notes together.
    fn new(opener: &Opener, files: &dyn Files, listed: ListedNotes<'f>, go_on: GoOn<'_>) -> Self {
        let count = if opener.origin.is_made() {
            0
        } else {
            files.file_count()
        };
        let paths: Vec<PathBuf> = (0..count)
            .map(|index| opener.file_of_folder(files, index))
            .collect();
        let at_path = |path: &PathBuf| {
            go_on().is_continue().then_some(())?;
            listed.file_at(Fingerprint::path_hash_at(path)?)
        };
        let at_paths: Vec<Option<NoteFile>> = paths.iter().map(at_path).collect();
        let taken = at_paths.iter().flatten();
        let taken = taken.map(|log| log.path().to_owned()).collect();
        Self {
            paths,
            listed,
            at_paths,
            taken,
        }
    }

    /// Returns the notes that a file has. The new place of one that was moved is written down.
    fn known(&self, index: usize) -> Option<NoteFile> {
        let at_path = self.at_paths.get(index)?.clone();
        at_path.or_else(|| {
            let print = Fingerprint::read(self.paths.get(index)?)?;
            let moved = self.moved(&print)?;
            self.listed.remember_place(&print, &moved);
            Some(moved)
        })
    }

    /// Returns the file of notes of a file, a new one if it has no notes; `None` for a member of an archive.
    fn of(&self, index: usize) -> Option<NoteFile> {
        let at_path = self.at_paths.get(index)?.clone();
        at_path.or_else(|| {
            let print = Fingerprint::read(self.paths.get(index)?)?;
            let moved = self.moved(&print);
            Some(moved.unwrap_or_else(|| self.listed.new_file(&print)))
        })
    }

    fn moved(&self, print: &Fingerprint) -> Option<NoteFile> {
        let is_free = |log: &NoteFile| !self.taken.contains(log.path());
        self.listed.file_alike(print, &is_free)
    }
}
