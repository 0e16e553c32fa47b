//! Folders as documents. The files (or the chapters of books) are sections, opened on demand.
//!
//! The outline of the document is the list of files, and a search of the document is a search of the folder.
//! [`crate::library::listing`] finds the files and their names. Only the files around the reader stay open
//! ([`open_files`]), so a folder of thousands takes no more memory than one of ten.

mod document;
mod files;
mod lines;
mod links;
mod open_files;
mod outline;

use crate::doc::cumulative::CumulativeLengths;
use crate::doc::{Describe, Document, Files as _, Pos, Problem, Relocate};
use crate::text::script::TextLang;
use crate::views::{self, View};
use files::FolderFiles;
pub use files::{FolderFile, OpenFn};
use open_files::OpenFiles;
use std::sync::{Arc, Mutex, OnceLock};

/// Suffixes of web pages and of archives that may contain pages.
const PAGE_SUFFIXES: [&str; 6] = [".html", ".htm", ".xhtml", ".mht", ".mhtml", ".zip"];

/// Document of several files.
pub struct FolderDocument {
    files: Arc<FolderFiles>,
    view: View,
    /// Files in the current view, unless that is the reading view.
    view_files: OpenFiles,
    lang: OnceLock<TextLang>,
    first: OnceLock<Pos>,
    last: OnceLock<Pos>,
}

impl FolderDocument {
    /// Creates a document of `files`, which must not be empty. `open` opens one of them on demand, and
    /// `describe` words the placeholder of an unreadable one.
    pub fn new(
        title: String,
        files: Vec<FolderFile>,
        open: OpenFn,
        problems: Vec<Problem>,
        describe: Describe,
    ) -> Self {
        let mut sections = vec![0];
        let mut count = 0u32;
        for file in &files {
            count = count.saturating_add(file.max_sections.max(1));
            sections.push(count);
        }
        let files = FolderFiles {
            title,
            lengths: CumulativeLengths::new(files.iter().map(|file| file.len)),
            list: files,
            first_sections: sections,
            open_files: OpenFiles::default(),
            open_fn: open,
            problems,
            damaged: Mutex::default(),
            describe,
        };
        Self::with_view(Arc::new(files), View::Reading)
    }

    fn with_view(files: Arc<FolderFiles>, view: View) -> Self {
        Self {
            files,
            view,
            view_files: OpenFiles::default(),
            lang: OnceLock::new(),
            first: OnceLock::new(),
            last: OnceLock::new(),
        }
    }

    /// Converts a position of the folder to its file.
    fn to_file_pos(&self, pos: Pos) -> Pos {
        let section = pos
            .section
            .saturating_sub(self.first_section(self.file_index(pos)));
        pos.in_section(section)
    }

    /// Converts a position of a file to the folder. A section beyond those reserved for the file becomes its
    /// last one.
    fn to_folder_pos(&self, index: usize, pos: Pos) -> Pos {
        let last = self.first_section(index + 1).saturating_sub(1);
        let section = self
            .first_section(index)
            .saturating_add(pos.section)
            .min(last);
        pos.in_section(section)
    }

    /// Asks the file that contains `pos`. Positions of the answer are those of the file.
    fn ask<T>(&self, pos: Pos, question: impl FnOnce(&dyn Document, Pos) -> T) -> T {
        let part = self.open_part(self.file_index(pos));
        question(&*part, self.to_file_pos(pos))
    }

    /// Asks the file that contains `pos`. Positions of the answer are converted to the folder.
    fn locate<T: Relocate>(&self, pos: Pos, question: impl FnOnce(&dyn Document, Pos) -> T) -> T {
        let index = self.file_index(pos);
        let answer = self.ask(pos, question);
        answer.relocate(&|inner| self.to_folder_pos(index, inner))
    }

    /// Returns the document of a file and keeps it open. An unreadable file has a placeholder.
    fn open_part(&self, index: usize) -> Arc<dyn Document> {
        if let Some(view) = self.view_files.find(index) {
            return view;
        }
        let part = self.files.open_files.find(index).unwrap_or_else(|| {
            let part = self.files.open(index);
            self.files.open_files.insert(index, &part);
            part
        });
        if self.view == View::Reading {
            return part;
        }
        let view = self.in_view(part);
        self.view_files.insert(index, &view);
        view
    }

    /// Returns the document of a file without keeping it open, so no other file is closed.
    fn peek(&self, index: usize) -> Arc<dyn Document> {
        let kept = self.files.open_files.find(index);
        self.in_view(kept.unwrap_or_else(|| self.files.open(index)))
    }

    fn in_view(&self, part: Arc<dyn Document>) -> Arc<dyn Document> {
        views::open(&part, self.view).unwrap_or(part)
    }

    /// Returns whether an open file is shown in another form than its original.
    fn has_rearranged_file(&self) -> bool {
        let open_files = self.files.open_files.all();
        open_files.iter().any(|part| part.rearranged().is_some())
    }

    /// Returns whether a file is a web page or may contain one, as far as is known.
    fn has_page(&self) -> bool {
        let is_page = |file: &FolderFile| {
            let path = file.path.to_lowercase();
            PAGE_SUFFIXES.iter().any(|suffix| path.ends_with(suffix))
        };
        self.files.list.iter().any(is_page) || {
            let open_files = self.files.open_files.all();
            let has_article = |part: &Arc<dyn Document>| part.article(part.first()).is_ok();
            open_files.iter().any(has_article)
        }
    }

    fn depth(&self, index: usize) -> u8 {
        self.files.list.get(index).map_or(0, |file| file.depth)
    }

    fn name(&self, index: usize) -> String {
        self.files
            .list
            .get(index)
            .map(|file| file.name.clone())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
