//! Export of the notes of this text to a file.

use super::in_file::to_file;
use crate::app::job::{FileTask, NotesExport, TextNotes};
use crate::app::message::Effect;
use crate::app::opening::other_text::start_saving;
use crate::app::opening::source_file::source_file;
use crate::app::state::State;
use crate::session::notes::UserMark;
use crate::session::notes::export::{NoteFormat, NoteGroup};
use crate::session::notes::store::COMMON_NAME;
use std::path::Path;

/// Characters of a title that names a file.
const MAX_NAME_CHARS: usize = 60;

/// Names of the formats with the endings of their files, the first name of each on the command line.
pub const FORMATS: [(&str, NoteFormat, &str); 6] = [
    ("md", NoteFormat::Markdown, "md"),
    ("markdown", NoteFormat::Markdown, "md"),
    ("org", NoteFormat::Org, "org"),
    ("json", NoteFormat::Json, "json"),
    ("csv", NoteFormat::Csv, "csv"),
    ("clippings", NoteFormat::Clippings, "txt"),
];

/// Writes the notes of the text to a file: `[FORMAT] [FILE]`. Without a format the ending of the file decides, without a
/// file it is called like the text and lies in the working folder.
pub fn export(state: &mut State, words: &str, may_replace: bool) -> Vec<Effect> {
    let m = state.texts();
    if state.outside.is_forbidden {
        state.notify(m.files.forbidden);
        return State::no_effects();
    }
    let own = state.marks.all().iter().filter(|shown| !shown.is_elsewhere);
    let marks: Vec<UserMark> = own.map(|shown| shown.mark.clone()).collect();
    if marks.is_empty() {
        state.notify(m.marks.no_marks);
        return State::no_effects();
    }
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let by_name = FORMATS.iter().find(|(name, ..)| *name == first);
    let file = if by_name.is_some() {
        rest.trim()
    } else {
        words
    };
    let ending = Path::new(file)
        .extension()
        .and_then(|ending| ending.to_str());
    let by_ending = FORMATS.iter().find(|(.., own)| Some(*own) == ending);
    let (_, format, ending) = by_name.or(by_ending).unwrap_or(&FORMATS[0]);
    let name = if file.is_empty() {
        format!("{}.{ending}", default_name(state))
    } else {
        file.to_owned()
    };
    let notes = NotesExport {
        texts: by_text(state, marks),
        format: *format,
    };
    start_saving(
        state,
        FileTask::Export {
            name,
            may_replace,
            notes,
        },
    )
}

/// Divides marks among the files of a folder, in their order. Marks across documents have a file of their own.
fn by_text(state: &State, marks: Vec<UserMark>) -> Vec<TextNotes> {
    let mut texts: Vec<TextNotes> = Vec::new();
    let files = state.reading.reader.doc.files();
    let is_held = |mark: &UserMark| state.marks.held.iter().any(|held| held.id == mark.id);
    for mark in marks {
        let is_common = mark.is_across_documents() && !is_held(&mark);
        let name = if is_common { COMMON_NAME } else { "" };
        let files = files.filter(|_| !is_common);
        let file = files.and_then(|files| Some((files, source_file(state, mark.start())?)));
        let (file, mark) = match file {
            Some((files, path)) => (Some(path), to_file(files, mark)),
            None => (None, mark),
        };
        let is_same = |text: &&mut TextNotes| text.file == file && text.group.file == name;
        match texts.iter_mut().find(is_same) {
            Some(text) => text.group.marks.push(mark),
            None => texts.push(TextNotes {
                file,
                group: NoteGroup {
                    file: name.to_owned(),
                    marks: vec![mark],
                },
            }),
        }
    }
    texts
}

/// Returns the name of the text, as that of a file without its ending.
fn default_name(state: &State) -> String {
    let stem = Path::new(&state.opening.path).file_stem();
    let title = state.reading.reader.doc.title();
    let name = stem.map_or(title, |stem| stem.to_string_lossy().into_owned());
    let plain = |c: char| if c.is_control() || c == '/' { ' ' } else { c };
    let name: String = name.chars().take(MAX_NAME_CHARS).map(plain).collect();
    let name = name.trim().trim_start_matches(['.', '-']);
    let name = if name.is_empty() { "tongdu" } else { name };
    format!("{name}-notes")
}
