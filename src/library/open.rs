//! Opens paths and the contents of pipes as documents.

mod markdown_head;
mod markup;
pub mod several;
pub(crate) mod text;

use super::format::{ArchivePolicy, Format, FormatFacts};
use super::input_source::{Input, InputPlace};
use super::listing;
use crate::doc::Document;
use crate::error::{Error, Result};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::epub::EpubDocument;
use crate::formats::html::{self, mhtml};
use crate::formats::mail;
use crate::formats::options::OpenOptions;
use crate::formats::word::{doc97, docx};
use crate::outline::sidecar::{self, TocSidecar};
use crate::source::file_name::{extension, file_stem};
use crate::source::pipe::{Pipe, PipeContents, PipeProgress, WaitLimit};
use crate::source::spool::SpooledBytes;
use crate::source::windows::Source;
use crate::source::{archive, decompress};
use std::fs::Metadata;
use std::os::unix::fs::FileTypeExt as _;
use std::path::Path;
use std::sync::Arc;

/// Opens a file or a folder. A pipe is read to its end.
///
/// # Errors
/// [`Error::Read`] if it does not exist or cannot be read, [`Error::Device`] for a device, [`Error::NoTexts`]
/// for a folder or an archive without texts. The content of a text never causes an error.
pub fn open(path: &Path, options: &OpenOptions) -> Result<Arc<dyn Document>> {
    let metadata = std::fs::metadata(path).map_err(|source| read_error(path, source))?;
    if metadata.is_dir() {
        return listing::directory::open(path, options, open_input);
    }
    let input = Input::from_file(path, open_source(path, &metadata)?);
    open_input(input, ArchivePolicy::Open, options)
}

/// Opens the contents of a pipe; `path` is its name.
///
/// # Errors
/// [`Error::NoTexts`] for an archive without texts.
pub fn open_bytes(
    path: &Path,
    bytes: &SpooledBytes,
    options: &OpenOptions,
) -> Result<Arc<dyn Document>> {
    open_input(
        Input::detached(path, bytes.source()),
        ArchivePolicy::Open,
        options,
    )
}

/// Opens the contents that a pipe has delivered so far. Compressed contents are empty until the end, because
/// they can only be read whole.
///
/// # Errors
/// [`Error::NoTexts`] for an archive without texts.
pub fn open_partial(
    path: &Path,
    arrived: &PipeContents,
    options: &OpenOptions,
) -> Result<Arc<dyn Document>> {
    let mut input = Input::detached(path, arrived.bytes.source());
    let is_packed = archive::is_zip(&input.source) || decompress::is_compressed(&input.source);
    match arrived.progress {
        PipeProgress::Open if is_packed => input.source = Source::Static(b""),
        PipeProgress::Open => {
            // The rest of the last character is still to come.
            let detection = options.detect_encoding(&input.source);
            let incomplete = detection
                .encoding
                .incomplete_tail_len(&input.source, u64::from(detection.partial_char_len));
            input.source = input.source.drop_back(incomplete);
        }
        PipeProgress::Ended => {}
    }
    input.problems.extend(arrived.problem.clone());
    open_input(input, ArchivePolicy::Open, options)
}

fn read_error(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

/// Returns whether the bytes of a file have no end: a device or a socket.
pub fn is_device(metadata: &Metadata) -> bool {
    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_block_device() || kind.is_socket()
}

/// Opens the bytes of a file or a pipe. Devices are refused, because their bytes have no end.
pub(crate) fn open_source(path: &Path, metadata: &Metadata) -> Result<Source> {
    if is_device(metadata) {
        return Err(Error::Device(path.to_owned()));
    }
    if let Some(pipe) = Pipe::new(path) {
        pipe.wait(WaitLimit::Unlimited)?;
        return Ok(pipe.contents().bytes.source());
    }
    Source::from_path(path).map_err(|source| read_error(path, source))
}

/// Opens an input in its format. `archives` decides whether a zip of texts is opened.
pub(crate) fn open_input(
    input: Input,
    archives: ArchivePolicy,
    options: &OpenOptions,
) -> Result<Arc<dyn Document>> {
    let mut input = input.decompressed(&options.progress);
    let format = Format::sniff(&FormatFacts {
        source: &input.source,
        extension: &extension(&input.name),
        archives,
    });
    if format == Format::Archive {
        return listing::archive::open(&input.name, input.source, options, open_input);
    }
    let file = input.name.file_name().unwrap_or_default();
    let options = &OpenOptions {
        rules: options.rules.for_file(&file.to_string_lossy()),
        ..options.clone()
    };
    let title = file_stem(&input.name);
    let whole = || input.source.window(0, input.source.len());
    let document = match format {
        Format::Epub => return Ok(open_epub(input, &title, options)),
        Format::Doc97 => doc97::open(&title, &input.source, options),
        Format::Docx => Some(docx::open(&title, input.take_source(), options)),
        Format::Mhtml => mhtml::open(&title, &whole(), options),
        Format::Mail => Some(mail::open(&title, &whole(), options)),
        Format::Html => Some(html::open(&title, &whole(), options)),
        Format::Archive | Format::Text => None,
    };
    Ok(match document {
        Some(document) => finish_document(document, input),
        None => text::open(input, options),
    })
}

fn open_epub(mut input: Input, title: &str, options: &OpenOptions) -> Arc<dyn Document> {
    let saved = load_sidecar(&input);
    let book = EpubDocument::new(title, input.take_source(), options);
    Arc::new(book.with_outline(saved.unchanged()))
}

/// Adds the problems of `input` and the outline of its sidecar to a document.
fn finish_document(mut document: BlockDocument, input: Input) -> Arc<dyn Document> {
    let saved = load_sidecar(&input).realigned(&document);
    document.problems.extend(input.problems);
    Arc::new(document.with_outline(saved))
}

/// Loads the sidecar of a text; empty if the text is not a file or has no sidecar.
fn load_sidecar(input: &Input) -> TocSidecar {
    match input.place {
        InputPlace::File => sidecar::load(&input.name),
        InputPlace::Detached => TocSidecar::default(),
    }
}
