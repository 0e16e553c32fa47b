//! Texts in a zip.
//!
//! Each text is inflated on demand, within the limits of [`crate::source::archive`]. An unreadable one has a
//! placeholder.

use super::{
    COLLECTION_FILE_NAME, CollectionTexts, FoundFile, MAX_LISTED_FILES, is_text_name, order_texts,
};
use crate::doc::{Document, FileBound, Placeholder, Problem};
use crate::error::{Error, MemberError, Result};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::options::OpenOptions;
use crate::library::folder::FolderDocument;
use crate::library::format::{ARCHIVE_SECTIONS, ArchivePolicy};
use crate::library::input_source::{Input, OpenInputFn};
use crate::library::unsupported::UnreadDocuments;
use crate::source::archive::{Archive, MAX_ARCHIVE_BYTES};
use crate::source::file_name::file_stem;
use crate::source::windows::Source;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Opens an archive of texts. `path` is its name.
pub(crate) fn open(
    path: &Path,
    source: Source,
    options: &OpenOptions,
    open_input: OpenInputFn,
) -> Result<Arc<dyn Document>> {
    let archive = Archive::new(source, options.encoding_hint.region);
    let mut unread = UnreadDocuments::default();
    let (found, descriptions, unopened) = find_texts(&archive, &mut unread);
    if found.is_empty() {
        return Err(Error::NoTexts(path.to_owned()));
    }
    let is_cut = found.len() > MAX_LISTED_FILES;
    let mut listing = order_texts(found, &descriptions, &mut |found| {
        archive.read(found.index).0
    });
    // More sections would not fit into a folder that contains the archive.
    let mut room = ARCHIVE_SECTIONS;
    let fitting = listing.files.iter().take_while(|file| {
        let fits = file.max_sections <= room;
        room = room.saturating_sub(file.max_sections);
        fits
    });
    let fitting = fitting.count();
    let is_cut = is_cut || fitting < listing.files.len();
    listing.files.truncate(fitting);
    listing.order.truncate(fitting);
    let mut problems = archive_problems(&archive, &listing.order);
    problems.extend(unread.problem());
    if is_cut {
        problems.push(Problem::TooManyFiles {
            shown: fitting as u64,
            bound: FileBound::Exact,
        });
    }
    if unopened > 0 {
        problems.push(Problem::NestedArchives {
            archives: unopened as u64,
        });
    }
    problems.append(&mut listing.problems);
    let title = listing.title.take().unwrap_or_else(|| file_stem(path));
    let members = ArchiveTexts {
        inflated_bytes: AtomicU64::new(0),
        counted: listing
            .order
            .iter()
            .map(|_| AtomicBool::new(false))
            .collect(),
        order: listing.order,
        paths: listing.files.iter().map(|file| file.path.clone()).collect(),
        archive,
        options: options.clone(),
        open_input,
    };
    let open = Box::new(move |index| members.open(index));
    Ok(Arc::new(FolderDocument::new(
        title,
        listing.files,
        open,
        problems,
        options.describe.clone(),
    )))
}

/// Finds the texts of an archive, the descriptions of its folders, and the number of archives inside it. Counts the
/// documents that are not read.
fn find_texts(
    archive: &Archive,
    unread: &mut UnreadDocuments,
) -> (Vec<FoundFile>, CollectionTexts, usize) {
    let (mut found, mut descriptions) = (Vec::new(), CollectionTexts::new());
    let mut archives = 0;
    for (at, name) in archive.names().enumerate() {
        let mut path: Vec<String> = name
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .map(str::to_owned)
            .collect();
        // Files that other systems add.
        let is_hidden = |part: &String| part.starts_with('.') || part == "__MACOSX";
        let Some(last) = path.last().filter(|_| !path.iter().any(is_hidden)) else {
            continue;
        };
        if is_text_name(last, ArchivePolicy::Ignore) {
            found.push(FoundFile {
                path,
                len: archive.declared_len(at),
                index: at,
            });
        } else if last == COLLECTION_FILE_NAME {
            path.pop();
            let (bytes, _) = archive.read(at);
            descriptions.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        } else if is_text_name(last, ArchivePolicy::Open) {
            archives += 1;
        } else {
            unread.add(last);
        }
    }
    (found, descriptions, archives)
}

/// Returns the problems of the archive.
fn archive_problems(archive: &Archive, members: &[usize]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if archive.is_damaged {
        problems.push(Problem::IncompleteArchive);
    }
    let count = |fault| {
        let is_such = |at: &&usize| archive.member_error(**at) == Some(fault);
        members.iter().filter(is_such).count()
    };
    for cause in [MemberError::Encrypted, MemberError::Unsupported] {
        let files = count(cause) as u64;
        if files > 0 {
            problems.push(Problem::UnreadableMembers { files, cause });
        }
    }
    problems
}

/// Texts of an archive.
struct ArchiveTexts {
    archive: Archive,
    /// Indices of the members, in reading order.
    order: Vec<usize>,
    /// Paths in the archive.
    paths: Vec<String>,
    options: OpenOptions,
    open_input: OpenInputFn,
    /// Bytes inflated so far. Each member counts once.
    inflated_bytes: AtomicU64,
    counted: Vec<AtomicBool>,
}

impl ArchiveTexts {
    fn placeholder(&self, cause: MemberError) -> Arc<dyn Document> {
        let text = self.options.describe.text(&Placeholder::Member(cause));
        // The directory tells of the others.
        let is_damage = matches!(cause, MemberError::Damaged | MemberError::TooLarge);
        Arc::new(BlockDocument {
            problems: is_damage
                .then_some(Problem::Member(cause))
                .into_iter()
                .collect(),
            ..BlockDocument::placeholder(&text)
        })
    }

    fn open(&self, index: usize) -> Result<Arc<dyn Document>> {
        let member = self.order.get(index).copied().unwrap_or(usize::MAX);
        let is_new = |seen: &AtomicBool| !seen.load(Ordering::Relaxed);
        if self.inflated_bytes.load(Ordering::Relaxed) >= MAX_ARCHIVE_BYTES
            && self.counted.get(index).is_none_or(is_new)
        {
            return Ok(self.placeholder(MemberError::TooLarge));
        }
        let (bytes, fault) = self.archive.read(member);
        if let Some(fault) = fault.filter(|_| bytes.is_empty()) {
            return Ok(self.placeholder(fault));
        }
        if let Some(seen) = self.counted.get(index)
            && !seen.swap(true, Ordering::Relaxed)
        {
            self.inflated_bytes
                .fetch_add(bytes.len() as u64, Ordering::Relaxed);
        }
        let name = self.archive.name(member);
        let name = name.rsplit('/').next().unwrap_or_default();
        let mut input = Input::detached(Path::new(name), Source::Owned(bytes));
        input.problems.extend(fault.map(Problem::Member));
        let path = self.paths.get(index).map_or("", String::as_str);
        (self.open_input)(input, ArchivePolicy::Ignore, &self.options.for_member(path))
    }
}
