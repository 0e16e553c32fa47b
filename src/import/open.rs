//! Opens whatever a path names.

use super::folder::{FolderDocument, Leaf};
use super::plain::PlainDocument;
use super::source::{Source, WHOLE};
use super::{collection_file, essay, html, natural};
use crate::doc::Document;
use crate::error::{Error, Result};
use std::fs::{File, Metadata};
use std::io::Read as _;
use std::os::unix::fs::FileTypeExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Endings of files that a folder shows.
const ENDINGS: [&str; 10] = [
    "txt", "md", "markdown", "text", "mkd", "log", "epub", "html", "htm", "xhtml",
];
/// Largest Markdown file that is read as Markdown; a larger one opens as the plain text it is.
const MARKDOWN: u64 = 16 << 20;
/// Largest page that is read as HTML; a larger one opens as the text it is.
const HTML: u64 = 64 << 20;
/// Most that is read from a pipe.
const PIPE: u64 = 1 << 30;

/// Opens a file or a folder.
///
/// # Errors
/// [`Error::Read`] if it is not there or may not be read, [`Error::NoTexts`] for a folder without
/// texts. What a file holds is never a reason to refuse it.
pub fn open(path: &Path) -> Result<Arc<dyn Document>> {
    let metadata = std::fs::metadata(path).map_err(|source| failed(path, source))?;
    if metadata.is_dir() {
        return folder(path);
    }
    file(path, &metadata)
}

/// The text on standard input, read to its end.
///
/// # Errors
/// [`Error::Read`] if it cannot be read.
pub fn stdin() -> Result<Arc<dyn Document>> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(PIPE).read_to_end(&mut bytes);
    read.map_err(|source| failed(Path::new("-"), source))?;
    Ok(document(Path::new("-"), Source::Owned(bytes)))
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

fn file(path: &Path, metadata: &Metadata) -> Result<Arc<dyn Document>> {
    let kind = metadata.file_type();
    if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
        let reason = std::io::Error::new(std::io::ErrorKind::InvalidInput, "a device, not a text");
        return Err(failed(path, reason));
    }
    let source = read(path, metadata).map_err(|source| failed(path, source))?;
    Ok(document(path, source))
}

fn read(path: &Path, metadata: &Metadata) -> std::io::Result<Source> {
    let mut file = File::open(path)?;
    if metadata.is_file() && metadata.len() > WHOLE {
        return Ok(Source::File {
            file,
            len: metadata.len(),
        });
    }
    let mut bytes = Vec::with_capacity(metadata.len().min(WHOLE) as usize + 1);
    file.by_ref().take(PIPE).read_to_end(&mut bytes)?;
    Ok(Source::Owned(bytes))
}

/// The document that a text becomes; `path` tells its name and its format.
pub fn document(path: &Path, source: Source) -> Arc<dyn Document> {
    let name = stem(path);
    let head = source.window(0, 4 << 10).into_owned();
    let is_page = matches!(ending(path).as_str(), "html" | "htm" | "xhtml");
    if is_page && source.len() <= HTML {
        return Arc::new(html::open(&name, &source.window(0, source.len())));
    }
    let is_markdown = matches!(ending(path).as_str(), "md" | "markdown" | "mkd");
    let has_front = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&head)
        .starts_with(b"+++");
    if source.len() <= MARKDOWN && (is_markdown || has_front) {
        let bytes = source.window(0, source.len());
        let text = String::from_utf8_lossy(&bytes);
        if is_markdown {
            return Arc::new(essay::open_markdown(&name, &text));
        }
        if let Some(essay) = essay::open_text(&name, &text) {
            return Arc::new(essay);
        }
    }
    Arc::new(PlainDocument::new(&name, source))
}

/// File name without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || path.display().to_string(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

fn ending(path: &Path) -> String {
    path.extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

/// A folder: the order of its `collection.toml`, else the natural order of the names.
fn folder(path: &Path) -> Result<Arc<dyn Document>> {
    let mut names = texts(path)?;
    if names.is_empty() {
        return Err(Error::NoTexts(path.to_owned()));
    }
    let mut title = stem(path);
    let mut notices = Vec::new();
    if let Ok(text) = std::fs::read_to_string(path.join(COLLECTION)) {
        let (collection, told) = collection_file::read(&text);
        notices = told;
        title = collection.title.unwrap_or(title);
        arrange(&mut names, &collection.order);
    }
    let paths: Vec<PathBuf> = names.iter().map(|name| path.join(name)).collect();
    let leaves = paths
        .iter()
        .map(|path| Leaf {
            name: stem(path),
            len: std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
        })
        .collect();
    let open = Box::new(move |index: usize| match paths.get(index) {
        Some(path) => open(path),
        None => Err(Error::NoTexts(PathBuf::new())),
    });
    Ok(Arc::new(FolderDocument::new(title, leaves, open, notices)))
}

/// Name of the file that describes a folder.
pub const COLLECTION: &str = "collection.toml";

/// Names of the texts in a folder, in natural order. Hidden files and folders in it are passed over.
fn texts(path: &Path) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(path).map_err(|source| failed(path, source))?;
    let mut names: Vec<String> = entries
        .filter_map(std::result::Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| {
            !name.starts_with('.') && ENDINGS.contains(&ending(Path::new(name)).as_str())
        })
        .collect();
    names.sort_by(|a, b| natural::compare(a, b));
    Ok(names)
}

/// Puts the names that `order` lists in front, in that order.
pub fn arrange(names: &mut [String], order: &[String]) {
    let place = |name: &String| {
        order
            .iter()
            .position(|listed| listed == name)
            .unwrap_or(usize::MAX)
    };
    names.sort_by_key(place);
}
