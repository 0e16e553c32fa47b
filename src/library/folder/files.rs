//! The files of a folder, and what stands in place of one that has nothing to show.

use super::open_files::OpenFiles;
use crate::doc::cumulative::CumulativeLengths;
use crate::doc::{Describe, Document, Placeholder, Problem};
use crate::error;
use crate::formats::blocks::document::BlockDocument;
use std::sync::Arc;

/// Opens one file of a folder.
pub type OpenFn = Box<dyn Fn(usize) -> error::Result<Arc<dyn Document>> + Send + Sync>;

/// What is known of a file before it is opened.
#[derive(Clone, Debug)]
pub struct FolderFile {
    /// Its path in the folder, names parted by `/`.
    pub path: String,
    /// What it is called until its own title is known.
    pub name: String,
    /// Its length in bytes.
    pub len: u64,
    /// Sections it may have at most: one, or those of a book. Known before it is opened, so that
    /// places in the files behind it do not change when it is.
    pub max_sections: u32,
    /// How many folders it is in, besides the one that is read.
    pub depth: u8,
    /// Names of those of them that begin with it, from the outside in.
    pub new_folders: Vec<String>,
}

/// The files, whichever way they are shown.
pub(crate) struct FolderFiles {
    pub(crate) title: String,
    pub(crate) list: Vec<FolderFile>,
    pub(crate) lengths: CumulativeLengths,
    /// Sections set aside before each file, and at last those of all.
    pub(crate) first_sections: Vec<u32>,
    pub(crate) open_files: OpenFiles,
    pub(crate) open_fn: OpenFn,
    pub(crate) problems: Vec<Problem>,
    /// Words in place of a file that has nothing to show.
    pub(crate) describe: Describe,
}

impl FolderFiles {
    fn placeholder(&self, reason: &Placeholder<'_>) -> Arc<dyn Document> {
        Arc::new(BlockDocument::placeholder(&self.describe.text(reason)))
    }

    /// Opens a file; one that cannot be opened, or has nothing to show, becomes one that says so.
    pub(crate) fn open(&self, index: usize) -> Arc<dyn Document> {
        let is_text = self
            .list
            .get(index)
            .is_some_and(|leaf| leaf.max_sections <= 1);
        match (self.open_fn)(index) {
            Ok(part) if part.is_empty() => self.placeholder(&Placeholder::EmptyFile),
            // Its other sections would have the positions of the first.
            Ok(part) if is_text && part.next_section(0).is_some() => {
                self.placeholder(&Placeholder::MisnamedFile)
            }
            Ok(part) if is_text && is_textless(&*part) => self.placeholder(&Placeholder::NoText),
            Ok(part) => part,
            Err(error) => self.placeholder(&Placeholder::Unreadable(&error)),
        }
    }
}

/// Whether there is no text in a file, shown or hidden.
fn is_textless(part: &dyn Document) -> bool {
    part.is_blank() && part.original().is_none_or(|original| original.is_blank())
}
