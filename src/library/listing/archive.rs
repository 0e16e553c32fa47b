//! Texts in a zip. Each is inflated when it is reached, within the limits that books have too; one that
//! cannot be read says so, and the rest shows.

use super::{
    COLLECTION_FILE_NAME, CollectionTexts, FoundFile, MAX_LISTED_FILES, is_text_name, order_texts,
};
use crate::doc::Document;
use crate::error::{Error, Notice, Result};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::options::OpenOptions;
use crate::lang::plural;
use crate::library::folder::FolderDocument;
use crate::library::format::{ARCHIVE_SECTIONS, ArchivePolicy};
use crate::library::input::{Input, OpenInputFn};
use crate::source::archive::{Archive, MAX_ARCHIVE_BYTES, MemberError};
use crate::source::file_name::file_stem;
use crate::source::windows::Source;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Opens an archive of texts. `path` is what it is called.
pub(crate) fn open(
    path: &Path,
    source: Source,
    wishes: &OpenOptions,
    open_input: OpenInputFn,
) -> Result<Arc<dyn Document>> {
    let archive = Archive::new(source, wishes.encoding_hint.region);
    let (found, said, unopened) = find_texts(&archive);
    if found.is_empty() {
        return Err(Error::NoTexts(path.to_owned()));
    }
    let is_cut = found.len() > MAX_LISTED_FILES;
    let mut shelf = order_texts(found, &said, &mut |found| archive.read(found.index).0);
    // More than this would not fit in a folder that the archive is in.
    let mut room = ARCHIVE_SECTIONS;
    let fitting = shelf.files.iter().take_while(|leaf| {
        let fits = leaf.max_sections <= room;
        room = room.saturating_sub(leaf.max_sections);
        fits
    });
    let fitting = fitting.count();
    let is_cut = is_cut || fitting < shelf.files.len();
    shelf.files.truncate(fitting);
    shelf.order.truncate(fitting);
    let mut notices = problems(&archive, &shelf.order);
    if is_cut {
        notices.push(Notice::new(
            format!("文件太多，只列出 {fitting} 个"),
            format!("too many files; {fitting} are shown"),
        ));
    }
    if unopened > 0 {
        notices.push(Notice::new(
            format!("压缩包里还有 {unopened} 个压缩包，没有打开"),
            format!("archives in the archive are not opened: {unopened}"),
        ));
    }
    notices.append(&mut shelf.notices);
    let title = shelf.title.take().unwrap_or_else(|| file_stem(path));
    let members = ArchiveTexts {
        inflated_bytes: AtomicU64::new(0),
        counted: shelf.order.iter().map(|_| AtomicBool::new(false)).collect(),
        order: shelf.order,
        paths: shelf.files.iter().map(|leaf| leaf.path.clone()).collect(),
        archive,
        wishes: wishes.clone(),
        open_input,
    };
    let open = Box::new(move |index| members.open(index));
    Ok(Arc::new(FolderDocument::new(
        title,
        shelf.files,
        open,
        notices,
        wishes.lang,
    )))
}

/// The texts of an archive, what it says of its folders, and how many archives are in it.
fn find_texts(archive: &Archive) -> (Vec<FoundFile>, CollectionTexts, usize) {
    let (mut found, mut said) = (Vec::new(), CollectionTexts::new());
    let mut archives = 0;
    for (at, name) in archive.names().enumerate() {
        let mut path: Vec<String> = name
            .split('/')
            .filter(|part| !matches!(*part, "" | "." | ".."))
            .map(str::to_owned)
            .collect();
        // What other systems put beside the files.
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
            said.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        } else if is_text_name(last, ArchivePolicy::Open) {
            archives += 1;
        }
    }
    (found, said, archives)
}

/// What is to be told of the archive when it is opened.
fn problems(archive: &Archive, members: &[usize]) -> Vec<Notice> {
    let mut notices = Vec::new();
    if archive.is_damaged {
        notices.push(Notice::new(
            "压缩包不完整，只显示能读出的部分",
            "the archive is incomplete; what can be read is shown",
        ));
    }
    let count = |fault| {
        let is_such = |at: &&usize| archive.member_error(**at) == Some(fault);
        members.iter().filter(is_such).count()
    };
    for fault in [MemberError::Encrypted, MemberError::Unsupported] {
        let (count, why) = (count(fault), member_problem(fault));
        if count > 0 {
            notices.push(Notice::new(
                format!("{count} 个文件读不出来：{}", why.zh),
                format!(
                    "{count} {} cannot be read: {}",
                    plural(count as u64, "file", "files"),
                    why.en
                ),
            ));
        }
    }
    notices
}

/// What is wrong with a member.
fn member_problem(fault: MemberError) -> Notice {
    match fault {
        MemberError::Damaged => Notice::new(
            "这个文件在压缩包里已损坏，只显示能读出的部分",
            "this file is damaged in the archive; what can be read is shown",
        ),
        MemberError::TooLarge => Notice::new(
            "这个文件大得不合常理，只显示开头",
            "this file is too large to be true; its beginning is shown",
        ),
        MemberError::Encrypted => Notice::new("加了密", "encrypted"),
        MemberError::Unsupported => Notice::new(
            "压缩方式读不了（须是 deflate）",
            "packed in another way than deflate",
        ),
    }
}

/// The members of an archive that are shown.
struct ArchiveTexts {
    archive: Archive,
    /// Their numbers in the archive, in the order of reading.
    order: Vec<usize>,
    /// Their paths in it.
    paths: Vec<String>,
    wishes: OpenOptions,
    open_input: OpenInputFn,
    /// Bytes inflated so far, each member counted once.
    inflated_bytes: AtomicU64,
    counted: Vec<AtomicBool>,
}

impl ArchiveTexts {
    fn open(&self, index: usize) -> Result<Arc<dyn Document>> {
        let member = self.order.get(index).copied().unwrap_or(usize::MAX);
        let is_new = |seen: &AtomicBool| !seen.load(Ordering::Relaxed);
        if self.inflated_bytes.load(Ordering::Relaxed) >= MAX_ARCHIVE_BYTES
            && self.counted.get(index).is_none_or(is_new)
        {
            return Ok(Arc::new(BlockDocument::placeholder(
                member_problem(MemberError::TooLarge).get(self.wishes.lang),
            )));
        }
        let (bytes, fault) = self.archive.read(member);
        if let Some(fault) = fault.filter(|_| bytes.is_empty()) {
            return Ok(Arc::new(BlockDocument::placeholder(
                member_problem(fault).get(self.wishes.lang),
            )));
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
        input.problems.extend(fault.map(member_problem));
        let path = self.paths.get(index).map_or("", String::as_str);
        (self.open_input)(input, ArchivePolicy::Ignore, &self.wishes.for_member(path))
    }
}
