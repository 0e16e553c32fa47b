//! Reading the marks of all texts. No text is opened for that.

use crate::app::marks::text_mark::{MarkHome, TextMark};
use crate::session::notes::{NoteFolder, UserMark};
use crate::session::record::Records;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Marks of one text, with the time of their latest change.
type TextGroup = (String, Vec<TextMark>);

/// Reads the marks of all texts: the text with the latest change first, in each by their places. It ends early once
/// `go_on` returns false.
pub(crate) fn all_marks(
    folder: &NoteFolder,
    records: Option<&Records>,
    go_on: &dyn Fn() -> bool,
) -> Vec<TextMark> {
    let mut groups: Vec<TextGroup> = Vec::new();
    let built_in = folder.builtin_file();
    for file in folder.files() {
        if !go_on() {
            return Vec::new();
        }
        let Ok(log) = file.read() else {
            continue;
        };
        let home = if file == built_in {
            MarkHome::BuiltIn
        } else {
            let name = file.path().file_name().map(Path::new);
            let path = records.zip(name);
            let path = path.and_then(|(records, name)| records.path_alike(name));
            // A text that was read in its folder alone has no record.
            let files = log.marks.iter().map(|mark| PathBuf::from(&mark.file));
            let path = path.or_else(|| files.rev().find(|path| path.is_file()));
            path.map_or(MarkHome::Unknown, MarkHome::File)
        };
        add(&mut groups, log.marks, &home);
    }
    // Of several marks with one capital letter the last one counts.
    let common = folder.marks_file().read().unwrap_or_default();
    let mut named: BTreeMap<String, UserMark> = BTreeMap::new();
    for mark in common.marks {
        named.insert(mark.name.clone(), mark);
    }
    for mark in named.into_values() {
        let home = match mark.file.as_str() {
            "" => MarkHome::BuiltIn,
            file => MarkHome::File(file.into()),
        };
        add(&mut groups, vec![mark], &home);
    }
    groups.sort_by(|one, other| other.0.cmp(&one.0));
    let sorted = groups.into_iter().map(|(_, mut marks)| {
        marks.sort_by_key(|entry| entry.mark.start());
        marks
    });
    sorted.flatten().collect()
}

/// Adds the marks of a text to its group.
fn add(groups: &mut Vec<TextGroup>, marks: Vec<UserMark>, home: &MarkHome) {
    let latest = marks.iter().map(UserMark::changed_at).max();
    let Some(latest) = latest.map(str::to_owned) else {
        return;
    };
    let marks = marks.into_iter().map(|mark| TextMark {
        mark,
        home: home.clone(),
    });
    let is_same = |group: &&mut TextGroup| {
        let mut own = group.1.iter();
        *home != MarkHome::Unknown && own.next().is_some_and(|first| first.home == *home)
    };
    match groups.iter_mut().find(is_same) {
        Some((before, own)) => {
            own.extend(marks);
            *before = latest.max(std::mem::take(before));
        }
        None => groups.push((latest, marks.collect())),
    }
}
