//! Opens whatever a path names.

use super::encoding::guess::{Decoding, Guess, guess};
use super::folder::{FolderDocument, Leaf};
use super::plain::PlainDocument;
use super::plain::remarks::{Seen, tell_damage};
use super::rules::Rules;
use super::source::{Source, WHOLE, Windows};
use super::{aozora, collection_file, epub, essay, html, natural, paragraphs, saved, unpack};
use crate::doc::{Certainty, Document, Outline};
use crate::error::{Error, Notice, Result};
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
/// How far into a text the notes of 青空文庫 are looked for, in bytes.
const AOZORA: u64 = 4 << 10;
/// Most that is read from a pipe.
const PIPE: u64 = 1 << 30;

/// What is known of a text besides its bytes.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// What is to be said of how it was read.
    pub told: Option<Notice>,
    /// The reader's rules for its headings and hidden lines, if it is plain text.
    pub rules: Arc<Rules>,
    /// An outline that lies beside it, and what is to be told of that.
    pub saved: (Option<Outline>, Option<Notice>),
}

impl Around {
    /// What is known of the file at `path`.
    fn of(path: &Path, told: Option<Notice>, rules: &Arc<Rules>) -> Self {
        let name = unpack::inner_name(path);
        Self {
            told,
            rules: rules.of_file(&name.file_name().unwrap_or_default().to_string_lossy()),
            saved: saved::load(path),
        }
    }
}

/// Opens a file or a folder. `rules` are the reader's, for the headings and hidden lines of plain texts.
///
/// # Errors
/// [`Error::Read`] if it is not there or may not be read, [`Error::NoTexts`] for a folder without
/// texts. What a file holds is never a reason to refuse it.
pub fn open(path: &Path, decoding: Decoding, rules: &Arc<Rules>) -> Result<Arc<dyn Document>> {
    let metadata = std::fs::metadata(path).map_err(|source| failed(path, source))?;
    if metadata.is_dir() {
        return folder(path, decoding, rules);
    }
    let (source, told) = unpack::unpack(file(path, &metadata)?);
    let around = Around::of(path, told, rules);
    let source = match structured(path, source, decoding, &around) {
        Ok(document) => return Ok(document),
        Err(source) => source,
    };
    let guess = guess(&source, &decoding);
    Ok(document(path, source, guess, around))
}

/// The bytes on standard input, read to its end.
///
/// # Errors
/// [`Error::Read`] if it cannot be read.
pub fn stdin() -> Result<Arc<[u8]>> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(PIPE).read_to_end(&mut bytes);
    read.map_err(|source| failed(Path::new("-"), source))?;
    Ok(bytes.into())
}

/// The document that the bytes of standard input are.
pub fn piped(bytes: &Arc<[u8]>, decoding: Decoding, rules: &Arc<Rules>) -> Arc<dyn Document> {
    let (source, told) = unpack::unpack(Source::Shared(Arc::clone(bytes)));
    let around = Around {
        told,
        rules: rules.of_file("-"),
        ..Around::default()
    };
    let source = match structured(Path::new("-"), source, decoding, &around) {
        Ok(document) => return document,
        Err(source) => source,
    };
    let guess = guess(&source, &decoding);
    document(Path::new("-"), source, guess, around)
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

/// The bytes of a file; a device has none that end.
pub(crate) fn file(path: &Path, metadata: &Metadata) -> Result<Source> {
    let kind = metadata.file_type();
    if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
        return Err(Error::Device(path.to_owned()));
    }
    read(path, metadata).map_err(|source| failed(path, source))
}

fn read(path: &Path, metadata: &Metadata) -> std::io::Result<Source> {
    let mut file = File::open(path)?;
    if metadata.is_file() && metadata.len() > WHOLE {
        return Ok(Source::File(Windows::new(file, metadata.len())));
    }
    let mut bytes = Vec::with_capacity(metadata.len().min(WHOLE) as usize + 1);
    file.by_ref().take(PIPE).read_to_end(&mut bytes)?;
    Ok(Source::Owned(bytes))
}

/// The document of a format that knows its own encoding: a book, a page. Else gives the source back.
fn structured(
    path: &Path,
    source: Source,
    decoding: Decoding,
    around: &Around,
) -> std::result::Result<Arc<dyn Document>, Source> {
    let path = &unpack::inner_name(path);
    let ending = ending(path);
    if epub::is_epub(&source, &ending) {
        let book = epub::EpubDocument::new(&stem(path), source, decoding);
        return Ok(Arc::new(book.with_outline(around.saved.clone())));
    }
    let is_page = matches!(ending.as_str(), "html" | "htm" | "xhtml");
    if is_page && source.len() <= HTML {
        let bytes = source.window(0, source.len());
        let mut page = html::open(&stem(path), &bytes, &decoding);
        page.notices.extend(around.told.clone());
        return Ok(Arc::new(page.with_outline(around.saved.clone())));
    }
    Err(source)
}

/// The document that a text becomes; `path` tells its name and its format.
pub fn document(path: &Path, source: Source, guess: Guess, around: Around) -> Arc<dyn Document> {
    let path = &unpack::inner_name(path);
    let name = stem(path);
    let is_markdown = matches!(ending(path).as_str(), "md" | "markdown" | "mkd");
    let has_front = || {
        let head = source.window(0, 64);
        let text = guess.encoding.decode(&head);
        text.trim_start_matches('\u{FEFF}').starts_with("+++")
    };
    let is_aozora = || {
        let head = source.window(0, AOZORA);
        aozora::is_aozora(&guess.encoding.decode(&head))
    };
    let is_small = source.len() <= MARKDOWN;
    if is_small && (is_markdown || has_front() || is_aozora()) {
        let bytes = source.window(0, source.len());
        let text = guess.encoding.decode(&bytes);
        let essay = if is_markdown {
            Some(essay::open_markdown(&name, &text))
        } else {
            essay::open_text(&name, &text, &around.rules)
                .or_else(|| aozora::is_aozora(&text).then(|| aozora::open(&name, &text)))
        };
        if let Some(mut essay) = essay {
            essay = essay.with_outline(around.saved);
            essay.notices.extend(around.told);
            essay.encoded = Some(guess.encoded());
            let damage = guess.encoding.damage(&bytes);
            tell_damage(damage, Seen::Whole, &mut essay.notices);
            return Arc::new(essay);
        }
    }
    let lines = PlainDocument::decoded(&name, source, guess)
        .with_outline(around.saved)
        .with_rules(around.rules)
        .with_notice(around.told);
    paragraphs::view(lines)
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

/// A folder: the order of its `collection.toml`, else the natural order of the names. An encoding
/// that a person has named holds for the files of which nothing is certain: those in UTF-8 stay so.
fn folder(path: &Path, decoding: Decoding, rules: &Arc<Rules>) -> Result<Arc<dyn Document>> {
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
            sections: if ending(path) == "epub" {
                epub::CHAPTERS as u32
            } else {
                1
            },
        })
        .collect();
    let rules = Arc::clone(rules);
    let open = Box::new(move |index: usize| match paths.get(index) {
        Some(path) => leaf(path, decoding, &rules),
        None => Err(Error::NoTexts(PathBuf::new())),
    });
    Ok(Arc::new(FolderDocument::new(title, leaves, open, notices)))
}

/// A file of a folder.
fn leaf(path: &Path, decoding: Decoding, rules: &Arc<Rules>) -> Result<Arc<dyn Document>> {
    let metadata = std::fs::metadata(path).map_err(|source| failed(path, source))?;
    let (source, told) = unpack::unpack(file(path, &metadata)?);
    let around = Around::of(path, told, rules);
    let source = match structured(path, source, decoding, &around) {
        Ok(document) => return Ok(document),
        Err(source) => source,
    };
    let unnamed = Decoding {
        named: None,
        ..decoding
    };
    let own = guess(&source, &unnamed);
    let guess = match (own.certainty, decoding.named) {
        (Certainty::Sure, _) | (_, None) => own,
        (_, Some(_)) => guess(&source, &decoding),
    };
    Ok(document(path, source, guess, around))
}

/// Name of the file that describes a folder.
pub const COLLECTION: &str = "collection.toml";

/// Names of the texts in a folder, in natural order. Hidden files and folders in it are passed over.
pub(crate) fn texts(path: &Path) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(path).map_err(|source| failed(path, source))?;
    let mut names: Vec<String> = entries
        .filter_map(std::result::Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| {
            let ending = ending(&unpack::inner_name(Path::new(name)));
            !name.starts_with('.') && ENDINGS.contains(&ending.as_str())
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
