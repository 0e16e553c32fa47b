//! Texts in a folder of the file system and its subfolders.
//!
//! Nothing in it can block the reader: pipes, sockets and devices are not opened, links to folders are not
//! followed, and links to files only within the folder. Skipped entries become a problem.

use super::{
    COLLECTION_FILE_NAME, CollectionTexts, FoundFile, Listing, MAX_DEPTH, MAX_DESCRIPTION_BYTES,
    MAX_LISTED_FILES, is_text_name, order_texts,
};
use crate::doc::{Document, FileBound, Problem, SkippedEntries};
use crate::error::{Error, Result};
use crate::formats::options::OpenOptions;
use crate::library::folder::FolderDocument;
use crate::library::format::ArchivePolicy;
use crate::library::input_source::{Input, OpenInputFn};
use crate::library::unsupported::UnreadDocuments;
use crate::source::progress::{OpenStage, ProgressSink};
use crate::source::windows::Source;
use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Maximum number of files and folders that are examined, of any kind.
const MAX_ENTRIES: usize = 200_000;

/// Contents of a folder.
#[derive(Debug, Default)]
pub struct DirectoryListing {
    /// Files that the document shows, in no particular order.
    pub texts: Vec<PathBuf>,
    /// Files that describe the folder and its subfolders.
    pub collection_files: Vec<PathBuf>,
    found: Vec<FoundFile>,
    collections: CollectionTexts,
    skipped: Skipped,
    entry_count: usize,
    depth: ListingDepth,
    progress: ProgressSink,
}

/// Depth to which a folder is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ListingDepth {
    /// The folder and its subfolders.
    #[default]
    Whole,
    /// The folder alone.
    Shallow,
}

/// Counts of skipped entries.
#[derive(Debug, Default)]
struct Skipped {
    entries: SkippedEntries,
    documents: UnreadDocuments,
    /// Whether the folder has more entries than the limits allow.
    is_truncated: bool,
}

impl Skipped {
    fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.documents.problem().into_iter().collect();
        if self.entries != SkippedEntries::default() {
            problems.push(Problem::Skipped(self.entries));
        }
        if self.is_truncated {
            problems.push(Problem::TooManyFiles {
                shown: MAX_LISTED_FILES as u64,
                bound: FileBound::AtMost,
            });
        }
        problems
    }
}

/// Opens a folder. An encoding chosen for the folder applies to files whose encoding is uncertain; valid UTF-8
/// stays UTF-8. An encoding chosen for a file applies to that file.
pub(crate) fn open(
    path: &Path,
    options: &OpenOptions,
    open_input: OpenInputFn,
) -> Result<Arc<dyn Document>> {
    let (mut listing, files) = in_order(path, ListingDepth::Whole, &options.progress)?;
    let (options, describe) = (options.clone(), options.describe.clone());
    let open = Box::new(move |index: usize| match files.get(index) {
        Some(ListedFile { path, member }) => {
            let input = Input::from_file(path, open_file(path)?);
            open_input(input, ArchivePolicy::Open, &options.for_member(member))
        }
        None => Err(Error::NoTexts(PathBuf::new())),
    });
    let own = path.file_name().map(|name| name.to_string_lossy());
    let title = listing.title.take();
    let title = title.unwrap_or_else(|| own.unwrap_or_else(|| path.to_string_lossy()).into_owned());
    let folder = FolderDocument::new(title, listing.files, open, listing.problems, describe);
    Ok(Arc::new(folder))
}

/// File of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFile {
    /// Path of the file.
    pub path: PathBuf,
    /// Path in the folder, names separated by `/`.
    pub member: String,
}

/// Returns the texts of a folder and its subfolders in reading order.
///
/// # Errors
/// [`Error::Read`] if the folder cannot be read, [`Error::NoTexts`] if it has no texts.
pub fn files_in_order(path: &Path, progress: &ProgressSink) -> Result<Vec<ListedFile>> {
    in_order(path, ListingDepth::Whole, progress).map(|(_, files)| files)
}

/// Returns the texts before and after a file in the reading order of its folder, without subfolders; `None` for each
/// that does not exist.
pub fn neighbours(file: &Path) -> (Option<PathBuf>, Option<PathBuf>) {
    let Some(name) = file.file_name() else {
        return (None, None);
    };
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    };
    let listed = in_order(folder, ListingDepth::Shallow, &ProgressSink::default());
    let files = listed.map(|(_, files)| files).unwrap_or_default();
    let own = |file: &ListedFile| file.path.file_name() == Some(name);
    let Some(at) = files.iter().position(own) else {
        return (None, None);
    };
    let path = |at: Option<usize>| {
        at.and_then(|at| files.get(at))
            .map(|file| file.path.clone())
    };
    (path(at.checked_sub(1)), path(at.checked_add(1)))
}

fn in_order(
    path: &Path,
    depth: ListingDepth,
    progress: &ProgressSink,
) -> Result<(Listing, Vec<ListedFile>)> {
    let directory = list_to(path, depth, progress)?;
    if directory.found.is_empty() {
        return Err(Error::NoTexts(path.to_owned()));
    }
    let mut read = |found: &FoundFile| {
        let path = directory.texts.get(found.index);
        let source = path.and_then(|path| Source::from_path(path).ok());
        source.map_or_else(Vec::new, |source| source.window(0, found.len).to_vec())
    };
    let mut listing = order_texts(directory.found, &directory.collections, &mut read);
    listing.problems.extend(directory.skipped.problems());
    let files = listing.order.iter().zip(&listing.files);
    let files = files.filter_map(|(&at, file)| {
        Some(ListedFile {
            path: directory.texts.get(at)?.clone(),
            member: file.path.clone(),
        })
    });
    let files = files.collect();
    Ok((listing, files))
}

fn open_file(path: &Path) -> Result<Source> {
    Source::from_path(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

/// Finds the texts in a folder and its subfolders.
///
/// # Errors
/// [`Error::Read`] if the folder cannot be read.
pub fn list(path: &Path, progress: &ProgressSink) -> Result<DirectoryListing> {
    list_to(path, ListingDepth::Whole, progress)
}

fn list_to(path: &Path, depth: ListingDepth, progress: &ProgressSink) -> Result<DirectoryListing> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let root = path.canonicalize().map_err(failed)?;
    let mut directory = DirectoryListing {
        depth,
        progress: progress.clone(),
        ..DirectoryListing::default()
    };
    let entries = std::fs::read_dir(path).map_err(failed)?;
    directory.add_folder(entries, &[], path, &root);
    Ok(directory)
}

impl DirectoryListing {
    /// Adds the entries of a folder; `names` is its path from the root.
    fn add_folder(
        &mut self,
        entries: std::fs::ReadDir,
        names: &[String],
        path: &Path,
        root: &Path,
    ) {
        let description = path.join(COLLECTION_FILE_NAME);
        if let Ok(text) = Source::read_small_text(&description, MAX_DESCRIPTION_BYTES) {
            self.collections.insert(names.to_vec(), text);
            self.collection_files.push(description);
        }
        for entry in entries.filter_map(io::Result::ok) {
            self.entry_count += 1;
            let files = self.texts.len() as u64;
            if self
                .progress
                .report(OpenStage::Listing { files })
                .is_break()
            {
                return;
            }
            if self.entry_count > MAX_ENTRIES || self.found.len() >= MAX_LISTED_FILES {
                self.skipped.is_truncated = true;
                return;
            }
            // A name that is not UTF-8 cannot be shown exactly, but its file can be opened.
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                self.add_entry(&entry, &name, names, root);
            }
        }
    }

    fn add_entry(&mut self, entry: &DirEntry, name: &str, names: &[String], root: &Path) {
        let Ok(kind) = entry.file_type() else { return };
        let path = entry.path();
        let names: Vec<String> = names.iter().cloned().chain([name.to_owned()]).collect();
        if kind.is_dir() && self.depth == ListingDepth::Shallow {
            return;
        }
        if kind.is_dir() {
            match std::fs::read_dir(&path) {
                Ok(entries) if names.len() <= MAX_DEPTH => {
                    self.add_folder(entries, &names, &path, root);
                }
                _ => self.skipped.entries.closed_folders += 1,
            }
            return;
        }
        if kind.is_symlink() {
            return self.add_link(path, names, root);
        }
        if !is_text_name(name, ArchivePolicy::Open) {
            self.skipped.documents.add(name);
            return;
        }
        if kind.is_file() {
            let len = entry.metadata().map_or(0, |metadata| metadata.len());
            self.add_text(path, names, len);
        } else {
            self.skipped.entries.devices += 1;
        }
    }

    /// Follows a link to a file within the opened folder. A link to a folder could form a cycle.
    fn add_link(&mut self, path: PathBuf, names: Vec<String>, root: &Path) {
        let is_shown = names
            .last()
            .is_some_and(|name| is_text_name(name, ArchivePolicy::Open));
        match path.canonicalize().and_then(|to| Ok((to.metadata()?, to))) {
            Ok((metadata, _)) if metadata.is_dir() => self.skipped.entries.outside_links += 1,
            Ok(_) | Err(_) if !is_shown => {}
            Ok((metadata, to)) if metadata.is_file() && to.starts_with(root) => {
                self.add_text(path, names, metadata.len());
            }
            Ok((metadata, _)) if metadata.is_file() => self.skipped.entries.outside_links += 1,
            Ok(_) => self.skipped.entries.devices += 1,
            Err(_) => self.skipped.entries.broken_links += 1,
        }
    }

    fn add_text(&mut self, path: PathBuf, names: Vec<String>, len: u64) {
        self.found.push(FoundFile {
            path: names,
            len,
            index: self.texts.len(),
        });
        self.texts.push(path);
    }
}
