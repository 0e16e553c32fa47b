//! Parts of a text that could not be read.

use super::{Document, Problem, ProblemScope};

/// Returns the problems of a folder, an archive or a book by which parts of it are not searched. Those of files are known as
/// far as the files were opened.
pub fn unread_parts(doc: &dyn Document) -> Vec<Problem> {
    if doc.files().is_none() && doc.lines(doc.first().section).is_some() {
        // A text that is read line by line has no parts.
        return Vec::new();
    }
    let mut problems = doc.problems(ProblemScope::Whole);
    problems.retain(|problem| {
        matches!(
            problem,
            Problem::UnreadableMembers { .. }
                | Problem::DamagedFiles { .. }
                | Problem::EncryptedChapters { .. }
                | Problem::IncompleteArchive
                | Problem::IncompleteBook
        )
    });
    problems
}
