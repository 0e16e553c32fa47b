//! A folder is a document whose sections are files (or chapters of books), opened when they are reached: so the shelf is
//! the outline, and searching a folder is searching a document. Which files there are and what they are
//! called is found out elsewhere ([`crate::library::listing`]).
//!
//! Only the files around the reader are held ([`open_files`]), so that walking through thousands costs no more
//! memory than walking through ten.

mod document;
mod files;
mod lines;
mod links;
mod open_files;
mod outline;

use crate::doc::cumulative::CumulativeLengths;
use crate::doc::{Describe, Document, Pos, Problem, Relocate};
use crate::text::script::TextLang;
use crate::views::{self, View};
use files::FolderFiles;
pub use files::{FolderFile, OpenFn};
use open_files::OpenFiles;
use std::sync::{Arc, OnceLock};

/// Endings of files that are pages, or hold some.
const PAGE_SUFFIXES: [&str; 6] = [".html", ".htm", ".xhtml", ".mht", ".mhtml", ".zip"];

/// A document of files.
pub struct FolderDocument {
    files: Arc<FolderFiles>,
    view: View,
    /// Files as they are shown, if that is not as they were opened.
    view_files: OpenFiles,
    lang: OnceLock<TextLang>,
    first: OnceLock<Pos>,
    last: OnceLock<Pos>,
}

impl FolderDocument {
    /// A document of `leaves`, at least one, each opened by `open` when it is reached.
    /// `describe` gives the words in place of one that cannot be.
    pub fn new(
        title: String,
        leaves: Vec<FolderFile>,
        open: OpenFn,
        problems: Vec<Problem>,
        describe: Describe,
    ) -> Self {
        let mut sections = vec![0];
        let mut count = 0u32;
        for leaf in &leaves {
            count = count.saturating_add(leaf.max_sections.max(1));
            sections.push(count);
        }
        let files = FolderFiles {
            title,
            lengths: CumulativeLengths::new(leaves.iter().map(|leaf| leaf.len)),
            list: leaves,
            first_sections: sections,
            open_files: OpenFiles::default(),
            open_fn: open,
            problems,
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

    /// The file that a section belongs to.
    fn file_index(&self, pos: Pos) -> usize {
        let after = self
            .files
            .first_sections
            .partition_point(|&first| first <= pos.section);
        after
            .saturating_sub(1)
            .min(self.file_count().saturating_sub(1))
    }

    /// The first section of a file.
    fn first_section(&self, index: usize) -> u32 {
        self.files.first_sections.get(index).copied().unwrap_or(0)
    }

    /// A place within the file that it is in.
    fn to_file_pos(&self, pos: Pos) -> Pos {
        let section = pos
            .section
            .saturating_sub(self.first_section(self.file_index(pos)));
        pos.in_section(section)
    }

    /// A place of a file within the folder. A file has no more sections than were set aside for it.
    fn to_folder_pos(&self, index: usize, pos: Pos) -> Pos {
        let last = self.first_section(index + 1).saturating_sub(1);
        let section = self
            .first_section(index)
            .saturating_add(pos.section)
            .min(last);
        pos.in_section(section)
    }

    /// Asks the file that `pos` is in.
    fn ask<T>(&self, pos: Pos, question: impl FnOnce(&dyn Document, Pos) -> T) -> T {
        let part = self.open_part(self.file_index(pos));
        question(&*part, self.to_file_pos(pos))
    }

    /// Asks the file that `pos` is in. Positions of the answer become those of the folder.
    fn locate<T: Relocate>(&self, pos: Pos, question: impl FnOnce(&dyn Document, Pos) -> T) -> T {
        let index = self.file_index(pos);
        let answer = self.ask(pos, question);
        answer.relocate(&|inner| self.to_folder_pos(index, inner))
    }

    fn file_count(&self) -> usize {
        self.files.list.len()
    }

    /// The document of a file, kept for whoever comes next. One that cannot be opened says so.
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

    /// The same for someone who passes by, and for whom nothing else is put away.
    fn peek(&self, index: usize) -> Arc<dyn Document> {
        let kept = self.files.open_files.find(index);
        self.in_view(kept.unwrap_or_else(|| self.files.open(index)))
    }

    fn in_view(&self, part: Arc<dyn Document>) -> Arc<dyn Document> {
        views::open(&part, self.view).unwrap_or(part)
    }

    /// Whether a file that is open is shown otherwise than it is.
    fn has_rearranged_file(&self) -> bool {
        let open_files = self.files.open_files.all();
        open_files.iter().any(|part| part.rearranged().is_some())
    }

    /// Whether a file is a web page or may hold some, as far as is known.
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
        self.files.list.get(index).map_or(0, |leaf| leaf.depth)
    }

    fn name(&self, index: usize) -> String {
        self.files
            .list
            .get(index)
            .map(|leaf| leaf.name.clone())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
