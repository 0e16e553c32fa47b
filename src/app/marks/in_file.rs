//! Places of marks in a folder, and in its files as if each were read by itself.

use crate::doc::{Document, Files};
use crate::session::notes::UserMark;

/// Returns a mark of a folder with its place in its file.
pub fn to_file(files: &dyn Files, mut mark: UserMark) -> UserMark {
    let start = mark.start();
    let first = files.first_section(files.file_index(start));
    mark.fraction = files.fraction_in_file(start).get();
    mark.section = mark.section.saturating_sub(first);
    mark
}

/// Returns a mark of the file with the number `index` with its place in the folder. Sections that the file does not have are
/// its last one.
pub fn to_folder(
    doc: &dyn Document,
    files: &dyn Files,
    index: usize,
    mut mark: UserMark,
) -> UserMark {
    let first = files.first_section(index);
    let next = files.first_section(index + 1);
    let section = first.saturating_add(mark.section);
    mark.section = section.min(next.saturating_sub(1)).max(first);
    mark.fraction = doc.fraction(mark.start()).get();
    mark
}
