//! Opens whatever a path names, and whatever comes through a pipe.

use super::listing::{Archives, ending};
use super::{listing, unsupported};
use crate::doc::{Certainty, Document};
use crate::error::{Error, Notice, Result};
use crate::formats::blocks::document::{BlockDocument, SourceMap};
use crate::formats::plain::PlainDocument;
use crate::formats::plain::problems::{
    InspectedExtent, damage_problem, truncated_end_problem, truncated_start_problem,
};
use crate::formats::word::{doc97, docx};
use crate::formats::{aozora, epub, essay, html};
use crate::lang::Lang;
use crate::outline::rules::Rules;
use crate::outline::sidecar;
use crate::outline::sidecar::TocSidecar;
use crate::source::encoding::detect::{Detection, EncodingHint, detect};
use crate::source::encoding::overrides::EncodingChoice;
use crate::source::pipe::{Pipe, PipeContents, PipeProgress, WaitLimit};
use crate::source::spool::SpooledBytes;
use crate::source::windows::Source;
use crate::source::{archive, decompress};
use crate::views::reflow;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::os::unix::fs::FileTypeExt as _;
use std::path::Path;
use std::sync::Arc;

/// Largest Markdown file that is read as Markdown; a larger one opens as the plain text it is.
const MARKDOWN: u64 = 16 << 20;
/// Largest page that is read as HTML; a larger one opens as the text it is.
const HTML: u64 = 64 << 20;
/// How far into a text the notes of 青空文庫 are looked for, in bytes.
const AOZORA: u64 = 4 << 10;

/// How a reader wants texts to be read.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The encoding, or what is known for guessing it.
    pub decoding: EncodingHint,
    /// Whom a named encoding is for.
    pub named_for: NamedFor,
    /// What was named for single files of a folder, by their paths in it.
    pub files: Arc<BTreeMap<String, EncodingChoice>>,
    /// Rules for the headings and hidden lines of plain texts.
    pub rules: Arc<Rules>,
    /// The language of what is said in place of a text.
    pub lang: Lang,
}

/// Whom a named encoding is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NamedFor {
    /// For this very text.
    #[default]
    It,
    /// For the files of a folder: it holds for those of which nothing else is certain.
    Folder,
}

impl Wishes {
    /// The wishes for the member of a folder at `path`: what was named for this one goes before what was named
    /// for all.
    pub(crate) fn of_member(&self, path: &str) -> Self {
        let own = self.files.get(path).copied();
        let inside = |file: &String| file.starts_with(path) && file != path;
        let files = if self.files.keys().any(inside) {
            Arc::new(crate::source::encoding::overrides::for_member(
                &self.files,
                path,
            ))
        } else {
            Arc::default()
        };
        Self {
            decoding: EncodingHint {
                encoding: own.unwrap_or(self.decoding.encoding),
                ..self.decoding
            },
            named_for: own.map_or(NamedFor::Folder, |_| NamedFor::It),
            files,
            ..self.clone()
        }
    }
}

/// Opens a file or a folder. A pipe is read to its end.
///
/// # Errors
/// [`Error::Read`] if it is not there or may not be read, [`Error::NoTexts`] for a folder or an archive
/// without texts. What a text holds is never a reason to refuse it.
pub fn open(path: &Path, wishes: &Wishes) -> Result<Arc<dyn Document>> {
    let metadata = std::fs::metadata(path).map_err(|source| failed(path, source))?;
    if metadata.is_dir() {
        return listing::directory::open(path, wishes);
    }
    Text::of_file(path, file(path, &metadata)?).open(Archives::Shown, wishes)
}

/// The document that the bytes of a pipe are; `path` is what it is called.
///
/// # Errors
/// [`Error::NoTexts`] for an archive without texts.
pub fn piped(path: &Path, bytes: &SpooledBytes, wishes: &Wishes) -> Result<Arc<dyn Document>> {
    Text::named(path, bytes.source()).open(Archives::Shown, wishes)
}

/// The document that is made of what has come out of a pipe so far. What is packed can be read only once
/// all of it is there, and is empty until then.
///
/// # Errors
/// [`Error::NoTexts`] for an archive without texts.
pub fn arrived(path: &Path, arrived: &PipeContents, wishes: &Wishes) -> Result<Arc<dyn Document>> {
    let mut text = Text::named(path, arrived.bytes.source());
    let is_packed = archive::is_zip(&text.source) || decompress::is_compressed(&text.source);
    match arrived.progress {
        PipeProgress::Open if is_packed => text.source = Source::Static(b""),
        PipeProgress::Open => {
            // The rest of the last character is on its way.
            let guess = text.guess(wishes);
            let torn = guess
                .encoding
                .incomplete_tail_len(&text.source, u64::from(guess.partial_char_len));
            text.source = text.source.drop_back(torn);
        }
        PipeProgress::Ended => {}
    }
    text.told.extend(arrived.problem.clone());
    text.open(Archives::Shown, wishes)
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

/// The bytes of a file or a pipe; a device has none that end.
pub(crate) fn file(path: &Path, metadata: &Metadata) -> Result<Source> {
    let kind = metadata.file_type();
    if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
        return Err(Error::Device(path.to_owned()));
    }
    if let Some(pipe) = Pipe::new(path) {
        pipe.wait(WaitLimit::Unlimited)?;
        return Ok(pipe.contents().bytes.source());
    }
    Source::from_path(path).map_err(|source| failed(path, source))
}

/// A text that is to be opened.
pub struct Text<'p> {
    /// What it is called: its ending says what it may be.
    name: &'p Path,
    /// Whether it is a file, beside which other files may lie.
    place: Place,
    source: Source,
    /// What is to be told of how it was read.
    pub(crate) told: Vec<Notice>,
}

/// Where a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In a file of its own.
    File,
    /// Nowhere that a path could name.
    Elsewhere,
}

impl<'p> Text<'p> {
    /// The text of a file.
    pub(crate) fn of_file(path: &'p Path, source: Source) -> Self {
        Self {
            place: Place::File,
            ..Self::named(path, source)
        }
    }

    /// A text that is no file.
    pub(crate) fn named(name: &'p Path, source: Source) -> Self {
        Self {
            name,
            place: Place::Elsewhere,
            source,
            told: Vec::new(),
        }
    }

    /// The document it is; of an archive, where such are shown, the folder that it is.
    pub(crate) fn open(self, archives: Archives, wishes: &Wishes) -> Result<Arc<dyn Document>> {
        let mut text = self;
        let (source, told) = decompress::decompress(text.source);
        text.source = source;
        text.told.extend(told);
        let inner = decompress::decompressed_name(text.name);
        let ending = ending(&inner);
        if archives == Archives::Shown && listing::is_archive(&text.source, &ending) {
            return listing::zip::open(&inner, text.source, wishes);
        }
        let file = inner.file_name().unwrap_or_default().to_string_lossy();
        let wishes = &Wishes {
            rules: wishes.rules.for_file(&file),
            ..wishes.clone()
        };
        if epub::is_epub(&text.source, &ending) {
            let saved = text.saved();
            let book = epub::EpubDocument::new(&stem(&inner), text.source, wishes);
            return Ok(Arc::new(book.with_outline(saved.unchanged())));
        }
        let page = if doc97::may_be_doc(&text.source) {
            doc97::open(&stem(&inner), &text.source, wishes)
        } else if docx::is_docx(&text.source) {
            let source = std::mem::replace(&mut text.source, Source::Static(b""));
            Some(docx::open(&stem(&inner), source, wishes))
        } else {
            text.page(&ending, wishes)
        };
        if let Some(mut page) = page {
            let saved = text.saved();
            page.problems.extend(text.told);
            let saved = saved.realigned(&page);
            return Ok(Arc::new(page.with_outline(saved)));
        }
        text.told.extend(unsupported::told(&text.source));
        let guess = text.guess(wishes);
        Ok(text.decoded(guess, &wishes.rules))
    }

    /// The web page it is, if it is one.
    fn page(&self, ending: &str, wishes: &Wishes) -> Option<BlockDocument> {
        if self.source.len() > HTML {
            return None;
        }
        let name = stem(&decompress::decompressed_name(self.name));
        let bytes = || self.source.window(0, self.source.len());
        match ending {
            "html" | "htm" | "xhtml" => Some(html::open(&name, &bytes(), wishes)),
            "mht" | "mhtml" => {
                let part = html::mhtml::find_page(&bytes())?;
                // What the letter says of the page is believed before the page itself, but not before its mark.
                let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
                let is_marked = marks.iter().any(|mark| part.bytes.starts_with(mark));
                let said = part.encoding.filter(|_| !is_marked);
                let wishes = Wishes {
                    decoding: EncodingHint {
                        encoding: wishes.decoding.encoding.or(said),
                        ..wishes.decoding
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
    fn saved(&self) -> TocSidecar {
        match self.place {
            Place::File => sidecar::load(&decompress::decompressed_name(self.name)),
            Place::Elsewhere => TocSidecar::default(),
        }
    }

    fn guess(&self, wishes: &Wishes) -> Detection {
        let decoding = wishes.decoding;
        let unnamed = EncodingHint {
            encoding: None,
            ..decoding
        };
        if wishes.named_for == NamedFor::It || decoding.encoding.is_none() {
            return detect(&self.source, &decoding);
        }
        let own = detect(&self.source, &unnamed);
        match own.confidence {
            Certainty::Sure => own,
            Certainty::Likely | Certainty::Unsure => detect(&self.source, &decoding),
        }
    }

    /// The document it is in an encoding that is known.
    pub(crate) fn decoded(self, guess: Detection, rules: &Arc<Rules>) -> Arc<dyn Document> {
        let path = &decompress::decompressed_name(self.name);
        let name = stem(path);
        let rules = rules.for_file(&path.file_name().unwrap_or_default().to_string_lossy());
        let saved = self.saved();
        let is_markdown = matches!(ending(path).as_str(), "md" | "markdown" | "mkd");
        let rest = u64::from(guess.partial_char_len);
        let has_front = || {
            let head = self.source.window(rest, 64);
            let text = guess.encoding.decode(&head);
            text.trim_start_matches('\u{FEFF}').starts_with("+++")
        };
        let is_aozora = || {
            let head = self.source.window(rest, AOZORA);
            aozora::is_aozora(&guess.encoding.decode(&head))
        };
        let is_small = self.source.len() <= MARKDOWN;
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
                let mut essay = essay.hiding(&rules);
                let saved = saved.realigned(&essay);
                essay = essay.with_outline(saved);
                essay.problems.extend(self.told);
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
        let lines = lines.with_outline(saved).with_problems(self.told);
        reflow::view(lines)
    }
}

/// File name without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(
        || path.display().to_string(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}
