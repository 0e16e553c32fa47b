//! Opens whatever a path names, and whatever comes through a pipe.

use super::listing::{ArchivePolicy, extension};
use super::{listing, unsupported};
use crate::doc::{DetectionConfidence, Document};
use crate::error::{Error, Notice, Result};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::blocks::source_map::SourceMap;
use crate::formats::options::{EncodingScope, OpenOptions};
use crate::formats::plain::PlainDocument;
use crate::formats::plain::problems::{
    InspectedExtent, damage_problem, truncated_end_problem, truncated_start_problem,
};
use crate::formats::word::{doc97, docx};
use crate::formats::{aozora, epub, essay, html};
use crate::outline::rules::Rules;
use crate::outline::sidecar;
use crate::outline::sidecar::TocSidecar;
use crate::source::encoding::detect::{Detection, EncodingHint, detect};
use crate::source::pipe::{Pipe, PipeContents, PipeProgress, WaitLimit};
use crate::source::spool::SpooledBytes;
use crate::source::windows::Source;
use crate::source::{archive, decompress};
use crate::views::reflow;
use std::fs::Metadata;
use std::os::unix::fs::FileTypeExt as _;
use std::path::Path;
use std::sync::Arc;

/// Largest Markdown file that is read as Markdown; a larger one opens as the plain text it is.
const MAX_MARKDOWN_BYTES: u64 = 16 << 20;
/// Largest page that is read as HTML; a larger one opens as the text it is.
const MAX_HTML_BYTES: u64 = 64 << 20;
/// How far into a text the notes of 青空文庫 are looked for, in bytes.
const AOZORA_SNIFF_BYTES: u64 = 4 << 10;

/// Opens a file or a folder. A pipe is read to its end.
///
/// # Errors
/// [`Error::Read`] if it is not there or may not be read, [`Error::NoTexts`] for a folder or an archive
/// without texts. What a text holds is never a reason to refuse it.
pub fn open(path: &Path, wishes: &OpenOptions) -> Result<Arc<dyn Document>> {
    let metadata = std::fs::metadata(path).map_err(|source| read_error(path, source))?;
    if metadata.is_dir() {
        return listing::directory::open(path, wishes);
    }
    Input::from_file(path, open_source(path, &metadata)?).open(ArchivePolicy::Open, wishes)
}

/// The document that the bytes of a pipe are; `path` is what it is called.
///
/// # Errors
/// [`Error::NoTexts`] for an archive without texts.
pub fn open_bytes(
    path: &Path,
    bytes: &SpooledBytes,
    wishes: &OpenOptions,
) -> Result<Arc<dyn Document>> {
    Input::detached(path, bytes.source()).open(ArchivePolicy::Open, wishes)
}

/// The document that is made of what has come out of a pipe so far. What is packed can be read only once
/// all of it is there, and is empty until then.
///
/// # Errors
/// [`Error::NoTexts`] for an archive without texts.
pub fn open_partial(
    path: &Path,
    arrived: &PipeContents,
    wishes: &OpenOptions,
) -> Result<Arc<dyn Document>> {
    let mut text = Input::detached(path, arrived.bytes.source());
    let is_packed = archive::is_zip(&text.source) || decompress::is_compressed(&text.source);
    match arrived.progress {
        PipeProgress::Open if is_packed => text.source = Source::Static(b""),
        PipeProgress::Open => {
            // The rest of the last character is on its way.
            let guess = text.detect_encoding(wishes);
            let torn = guess
                .encoding
                .incomplete_tail_len(&text.source, u64::from(guess.partial_char_len));
            text.source = text.source.drop_back(torn);
        }
        PipeProgress::Ended => {}
    }
    text.problems.extend(arrived.problem.clone());
    text.open(ArchivePolicy::Open, wishes)
}

fn read_error(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

/// The bytes of a file or a pipe; a device has none that end.
pub(crate) fn open_source(path: &Path, metadata: &Metadata) -> Result<Source> {
    let kind = metadata.file_type();
    if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
        return Err(Error::Device(path.to_owned()));
    }
    if let Some(pipe) = Pipe::new(path) {
        pipe.wait(WaitLimit::Unlimited)?;
        return Ok(pipe.contents().bytes.source());
    }
    Source::from_path(path).map_err(|source| read_error(path, source))
}

/// A text that is to be opened.
pub struct Input<'p> {
    /// What it is called: its ending says what it may be.
    name: &'p Path,
    /// Whether it is a file, beside which other files may lie.
    place: InputPlace,
    source: Source,
    /// What is to be told of how it was read.
    pub(crate) problems: Vec<Notice>,
}

/// Where a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InputPlace {
    /// In a file of its own.
    File,
    /// Nowhere that a path could name.
    Detached,
}

impl<'p> Input<'p> {
    /// The text of a file.
    pub(crate) fn from_file(path: &'p Path, source: Source) -> Self {
        Self {
            place: InputPlace::File,
            ..Self::detached(path, source)
        }
    }

    /// A text that is no file.
    pub(crate) fn detached(name: &'p Path, source: Source) -> Self {
        Self {
            name,
            place: InputPlace::Detached,
            source,
            problems: Vec::new(),
        }
    }

    /// The document it is; of an archive, where such are shown, the folder that it is.
    pub(crate) fn open(
        self,
        archives: ArchivePolicy,
        wishes: &OpenOptions,
    ) -> Result<Arc<dyn Document>> {
        let mut text = self;
        let (source, told) = decompress::decompress(text.source);
        text.source = source;
        text.problems.extend(told);
        let inner = decompress::decompressed_name(text.name);
        let ending = extension(&inner);
        if archives == ArchivePolicy::Open && listing::is_archive(&text.source, &ending) {
            return listing::archive::open(&inner, text.source, wishes);
        }
        let file = inner.file_name().unwrap_or_default().to_string_lossy();
        let wishes = &OpenOptions {
            rules: wishes.rules.for_file(&file),
            ..wishes.clone()
        };
        if epub::is_epub(&text.source, &ending) {
            let saved = text.load_sidecar();
            let book = epub::EpubDocument::new(&file_stem(&inner), text.source, wishes);
            return Ok(Arc::new(book.with_outline(saved.unchanged())));
        }
        let page = if doc97::may_be_doc(&text.source) {
            doc97::open(&file_stem(&inner), &text.source, wishes)
        } else if docx::is_docx(&text.source) {
            let source = std::mem::replace(&mut text.source, Source::Static(b""));
            Some(docx::open(&file_stem(&inner), source, wishes))
        } else {
            text.open_page(&ending, wishes)
        };
        if let Some(mut page) = page {
            let saved = text.load_sidecar();
            page.problems.extend(text.problems);
            let saved = saved.realigned(&page);
            return Ok(Arc::new(page.with_outline(saved)));
        }
        text.problems
            .extend(unsupported::unsupported_problem(&text.source));
        let guess = text.detect_encoding(wishes);
        Ok(text.open_decoded(guess, &wishes.rules))
    }

    /// The web page it is, if it is one.
    fn open_page(&self, ending: &str, wishes: &OpenOptions) -> Option<BlockDocument> {
        if self.source.len() > MAX_HTML_BYTES {
            return None;
        }
        let name = file_stem(&decompress::decompressed_name(self.name));
        let bytes = || self.source.window(0, self.source.len());
        match ending {
            "html" | "htm" | "xhtml" => Some(html::open(&name, &bytes(), wishes)),
            "mht" | "mhtml" => {
                let part = html::mhtml::find_page(&bytes())?;
                // What the letter says of the page is believed before the page itself, but not before its mark.
                let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
                let is_marked = marks.iter().any(|mark| part.bytes.starts_with(mark));
                let said = part.encoding.filter(|_| !is_marked);
                let wishes = OpenOptions {
                    encoding_hint: EncodingHint {
                        encoding: wishes.encoding_hint.encoding.or(said),
                        ..wishes.encoding_hint
                    },
                    ..wishes.clone()
                };
                Some(html::open(&name, &part.bytes, &wishes))
            }
            _ => {
                let head = self.source.window(0, html::sniff::SNIFF_BYTES);
                html::sniff::looks_like_html(&head, ending)
                    .then(|| html::open(&name, &bytes(), wishes))
            }
        }
    }

    /// The outline that lies beside it, and what is to be told of that.
    fn load_sidecar(&self) -> TocSidecar {
        match self.place {
            InputPlace::File => sidecar::load(&decompress::decompressed_name(self.name)),
            InputPlace::Detached => TocSidecar::default(),
        }
    }

    fn detect_encoding(&self, wishes: &OpenOptions) -> Detection {
        let decoding = wishes.encoding_hint;
        let unnamed = EncodingHint {
            encoding: None,
            ..decoding
        };
        if wishes.encoding_scope == EncodingScope::File || decoding.encoding.is_none() {
            return detect(&self.source, &decoding);
        }
        let own = detect(&self.source, &unnamed);
        match own.confidence {
            DetectionConfidence::Certain => own,
            DetectionConfidence::Likely | DetectionConfidence::Uncertain => {
                detect(&self.source, &decoding)
            }
        }
    }

    /// The document it is in an encoding that is known.
    pub(crate) fn open_decoded(self, guess: Detection, rules: &Arc<Rules>) -> Arc<dyn Document> {
        let path = &decompress::decompressed_name(self.name);
        let name = file_stem(path);
        let rules = rules.for_file(&path.file_name().unwrap_or_default().to_string_lossy());
        let saved = self.load_sidecar();
        let is_markdown = matches!(extension(path).as_str(), "md" | "markdown" | "mkd");
        let rest = u64::from(guess.partial_char_len);
        let has_front = || {
            let head = self.source.window(rest, 64);
            let text = guess.encoding.decode(&head);
            text.trim_start_matches('\u{FEFF}').starts_with("+++")
        };
        let is_aozora = || {
            let head = self.source.window(rest, AOZORA_SNIFF_BYTES);
            aozora::is_aozora(&guess.encoding.decode(&head))
        };
        let is_small = self.source.len() <= MAX_MARKDOWN_BYTES;
        if is_small && (is_markdown || has_front() || is_aozora()) {
            let bytes = self.source.window(rest, self.source.len());
            let text = guess.encoding.decode(&bytes);
            let essay = if is_markdown {
                Some(essay::open_markdown(&name, &text))
            } else {
                essay::open_text(&name, &text, &rules)
                    .or_else(|| aozora::is_aozora(&text).then(|| aozora::open(&name, &text)))
            };
            if let Some(essay) = essay {
                let mut essay = essay.filter(&rules);
                let saved = saved.realigned(&essay);
                essay = essay.with_outline(saved);
                essay.problems.extend(self.problems);
                essay.encoding_info = Some(guess.encoding_info());
                essay.source_map = SourceMap::new(&bytes, &text, guess.encoding);
                let damage = guess.encoding.count_undecodable(&bytes);
                damage_problem(damage, InspectedExtent::Whole, &mut essay.problems);
                essay.problems.extend(truncated_start_problem(&guess));
                essay
                    .problems
                    .extend(truncated_end_problem(&guess, &self.source));
                return Arc::new(essay);
            }
        }
        let lines = PlainDocument::with_detection(&name, self.source, guess).with_rules(rules);
        let saved = saved.realigned(&lines);
        let lines = lines.with_outline(saved).with_problems(self.problems);
        reflow::open(lines)
    }
}

/// File name without its ending.
fn file_stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || path.display().to_string(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}
