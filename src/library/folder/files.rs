//! Files of a folder, and placeholders for those without text.

use super::open_files::OpenFiles;
use crate::doc::cumulative::CumulativeLengths;
use crate::doc::{Describe, Document, Placeholder, Problem, ProblemScope};
use crate::error;
use crate::formats::blocks::document::BlockDocument;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Function that opens one file of a folder by its index.
pub type OpenFn = Box<dyn Fn(usize) -> error::Result<Arc<dyn Document>> + Send + Sync>;

/// Properties of a file before it is opened.
#[derive(Clone, Debug)]
pub struct FolderFile {
    /// Path in the folder, names separated by `/`.
    pub path: String,
    /// Name until the title of the file is known.
    pub name: String,
    /// Length in bytes.
    pub len: u64,
    /// Maximum number of sections: one, or those of a book. Known before the file is opened, so that positions
    /// in later files stay the same.
    pub max_sections: u32,
    /// Number of folders between the opened folder and the file.
    pub depth: u8,
    /// Names of the folders that begin with this file, outermost first.
    pub new_folders: Vec<String>,
}

/// Files of a folder, shared by all its views.
pub(crate) struct FolderFiles {
    pub(crate) title: String,
    pub(crate) list: Vec<FolderFile>,
    pub(crate) lengths: CumulativeLengths,
    /// First section of each file, and at last the number of all sections.
    pub(crate) first_sections: Vec<u32>,
    pub(crate) open_files: OpenFiles,
    pub(crate) open_fn: OpenFn,
    pub(crate) problems: Vec<Problem>,
    /// Files that were opened and could not be read, or not whole.
    pub(crate) damaged: Mutex<BTreeSet<usize>>,
    /// Wording of placeholders.
    pub(crate) describe: Describe,
}

impl FolderFiles {
    fn lock_damaged(&self) -> MutexGuard<'_, BTreeSet<usize>> {
        self.damaged.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the problem of the files that were opened and could not be read, or not whole.
    pub(crate) fn damage(&self) -> Option<Problem> {
        let damaged = self.lock_damaged();
        let first = self.list.get(*damaged.first()?)?;
        Some(Problem::DamagedFiles {
            files: damaged.len() as u64,
            first: first.path.clone(),
        })
    }

    fn placeholder(&self, reason: &Placeholder<'_>) -> Arc<dyn Document> {
        Arc::new(BlockDocument::placeholder(&self.describe.text(reason)))
    }

    /// Opens a file. An unreadable or empty one becomes a placeholder.
    pub(crate) fn open(&self, index: usize) -> Arc<dyn Document> {
        let is_text = self
            .list
            .get(index)
            .is_some_and(|file| file.max_sections <= 1);
        let opened = (self.open_fn)(index);
        if opened.as_ref().map_or(true, |part| is_damaged(&**part)) {
            self.lock_damaged().insert(index);
        }
        match opened {
            Ok(part) if part.is_empty() => self.placeholder(&Placeholder::EmptyFile),
            // Other sections would have the positions of the first one.
            Ok(part) if is_text && part.next_section(0).is_some() => {
                self.placeholder(&Placeholder::MisnamedFile)
            }
            Ok(part) if is_text && is_textless(&*part) => self.placeholder(&Placeholder::NoText),
            Ok(part) => part,
            Err(error) => self.placeholder(&Placeholder::Unreadable(&error)),
        }
    }
}

/// Returns whether parts of a file could not be read.
fn is_damaged(part: &dyn Document) -> bool {
    part.problems(ProblemScope::Whole).iter().any(|problem| {
        matches!(
            problem,
            Problem::Member(_)
                | Problem::Document(_)
                | Problem::IncompleteBook
                | Problem::EncryptedChapters { .. }
        )
    })
}

/// Returns whether a file has no text, neither shown nor hidden.
fn is_textless(part: &dyn Document) -> bool {
    part.is_blank() && part.original().is_none_or(|original| original.is_blank())
}
