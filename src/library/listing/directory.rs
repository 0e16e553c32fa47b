//! Texts in a folder of the file system, and in the folders in it. Nothing in it can hold the reader up:
//! pipes, sockets and devices are not opened, links to folders not followed, and of links to files only
//! those that stay in the folder. What is passed over is told.

use super::{Archives, COLLECTION, DEPTH, DESCRIPTION, Found, Said, TEXTS, arrange, is_text};
use crate::doc::Document;
use crate::error::{Error, Notice, Result};
use crate::lang::plural;
use crate::library::folder::FolderDocument;
use crate::library::open::{Text, Wishes};
use crate::source::windows::Source;
use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files and folders that are looked at, whatever they are.
const LOOKED_AT: usize = 200_000;

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Walked {
    /// The files that reading it shows, in no order.
    pub texts: Vec<PathBuf>,
    /// The files that describe it and the folders in it.
    pub descriptions: Vec<PathBuf>,
    found: Vec<Found>,
    said: Said,
    passed: Passed,
    looked_at: usize,
}

/// What was passed over, counted.
#[derive(Debug, Default)]
struct Passed {
    /// Pipes, sockets, devices.
    endless: usize,
    /// Links that lead out of the folder, or to a folder.
    outside: usize,
    /// Links that lead nowhere.
    dangling: usize,
    /// Folders that may not be read, or are too deep.
    closed: usize,
    /// Whether there was more than is looked at.
    is_cut: bool,
}

impl Passed {
    fn notices(&self) -> Vec<Notice> {
        let counted = [
            (
                self.endless,
                "个管道或设备",
                ["pipe or device", "pipes or devices"],
            ),
            (
                self.outside,
                "个指向别处的链接",
                ["link that leads elsewhere", "links that lead elsewhere"],
            ),
            (
                self.dangling,
                "个断开的链接",
                ["broken link", "broken links"],
            ),
            (
                self.closed,
                "个打不开的文件夹",
                ["folder that cannot be read", "folders that cannot be read"],
            ),
        ];
        let some = || counted.iter().filter(|(count, ..)| *count > 0);
        let zh: Vec<String> = some()
            .map(|(count, zh, _)| format!("{count} {zh}"))
            .collect();
        let en: Vec<String> = some()
            .map(|(count, _, [one, many])| format!("{count} {}", plural(*count as u64, one, many)))
            .collect();
        let mut notices = Vec::new();
        if !zh.is_empty() {
            notices.push(Notice::new(
                format!("略过 {}", zh.join("、")),
                format!("passed over: {}", en.join(", ")),
            ));
        }
        if self.is_cut {
            notices.push(Notice::new(
                format!("文件太多，只列出 {TEXTS} 个以内"),
                format!("too many files; at most {TEXTS} are shown"),
            ));
        }
        notices
    }
}

/// Opens a folder. An encoding that a person has named for all of it holds for the files of which nothing is
/// certain: those in UTF-8 stay so. One that was named for a file holds for that.
pub(crate) fn open(path: &Path, wishes: &Wishes) -> Result<Arc<dyn Document>> {
    let walked = walk(path)?;
    if walked.found.is_empty() {
        return Err(Error::NoTexts(path.to_owned()));
    }
    let mut read = |found: &Found| {
        let path = walked.texts.get(found.at);
        let source = path.and_then(|path| Source::from_path(path).ok());
        source.map_or_else(Vec::new, |source| source.window(0, found.len).to_vec())
    };
    let mut shelf = arrange(walked.found, &walked.said, &mut read);
    shelf.notices.extend(walked.passed.notices());
    let files = shelf.order.iter().zip(&shelf.leaves);
    let files: Vec<(PathBuf, String)> = files
        .filter_map(|(&at, leaf)| Some((walked.texts.get(at)?.clone(), leaf.path.clone())))
        .collect();
    let (wishes, lang) = (wishes.clone(), wishes.lang);
    let open = Box::new(move |index: usize| match files.get(index) {
        Some((path, member)) => leaf(path, &wishes.of_member(member)),
        None => Err(Error::NoTexts(PathBuf::new())),
    });
    let own = path.file_name().map(|name| name.to_string_lossy());
    let title = shelf.title.take();
    let title = title.unwrap_or_else(|| own.unwrap_or_else(|| path.to_string_lossy()).into_owned());
    let folder = FolderDocument::new(title, shelf.leaves, open, shelf.notices, lang);
    Ok(Arc::new(folder))
}

/// A file of a folder.
fn leaf(path: &Path, wishes: &Wishes) -> Result<Arc<dyn Document>> {
    let source = Source::from_path(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })?;
    Text::of_file(path, source).open(Archives::Shown, wishes)
}

/// Looks for texts in a folder and the folders in it.
pub fn walk(path: &Path) -> Result<Walked> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let root = path.canonicalize().map_err(failed)?;
    let mut walked = Walked::default();
    let entries = std::fs::read_dir(path).map_err(failed)?;
    walked.folder(entries, &[], path, &root);
    Ok(walked)
}

impl Walked {
    /// Takes what is in a folder; `names` lead to it from the root.
    fn folder(&mut self, entries: std::fs::ReadDir, names: &[String], path: &Path, root: &Path) {
        let description = path.join(COLLECTION);
        if let Ok(text) = Source::read_small_text(&description, DESCRIPTION) {
            self.said.insert(names.to_vec(), text);
            self.descriptions.push(description);
        }
        for entry in entries.filter_map(io::Result::ok) {
            self.looked_at += 1;
            if self.looked_at > LOOKED_AT || self.found.len() >= TEXTS {
                self.passed.is_cut = true;
                return;
            }
            // A name that is not UTF-8 cannot be shown as it is, but the file behind it can.
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                self.entry(&entry, &name, names, root);
            }
        }
    }

    fn entry(&mut self, entry: &DirEntry, name: &str, names: &[String], root: &Path) {
        let Ok(kind) = entry.file_type() else { return };
        let path = entry.path();
        let names: Vec<String> = names.iter().cloned().chain([name.to_owned()]).collect();
        if kind.is_dir() {
            match std::fs::read_dir(&path) {
                Ok(entries) if names.len() <= DEPTH => self.folder(entries, &names, &path, root),
                _ => self.passed.closed += 1,
            }
            return;
        }
        if kind.is_symlink() {
            return self.link(path, names, root);
        }
        if !is_text(name, Archives::Shown) {
            return;
        }
        if kind.is_file() {
            let len = entry.metadata().map_or(0, |metadata| metadata.len());
            self.text(path, names, len);
        } else {
            self.passed.endless += 1;
        }
    }

    /// A link is followed to a file in the folder that is read. One to a folder could lead round in a
    /// circle.
    fn link(&mut self, path: PathBuf, names: Vec<String>, root: &Path) {
        let is_shown = names
            .last()
            .is_some_and(|name| is_text(name, Archives::Shown));
        match path.canonicalize().and_then(|to| Ok((to.metadata()?, to))) {
            Ok((metadata, _)) if metadata.is_dir() => self.passed.outside += 1,
            Ok(_) | Err(_) if !is_shown => {}
            Ok((metadata, to)) if metadata.is_file() && to.starts_with(root) => {
                self.text(path, names, metadata.len());
            }
            Ok((metadata, _)) if metadata.is_file() => self.passed.outside += 1,
            Ok(_) => self.passed.endless += 1,
            Err(_) => self.passed.dangling += 1,
        }
    }

    fn text(&mut self, path: PathBuf, names: Vec<String>, len: u64) {
        self.found.push(Found {
            path: names,
            len,
            at: self.texts.len(),
        });
        self.texts.push(path);
    }
}
