//! Dictionaries in the `StarDict` format: `.ifo`, `.idx` (also packed), `.syn` and `.dict` (also `.dict.dz`), in folders.

mod dictzip;
mod markup;

use dictzip::ChunkTable;
use flate2::read::MultiGzDecoder;
use markup::without_tags;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read, Seek as _, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Maximum bytes of an `.ifo` file.
const MAX_INFO_BYTES: u64 = 64 << 10;
/// Maximum bytes of an unpacked index.
const MAX_INDEX_BYTES: u64 = 256 << 20;
/// Maximum bytes of an unpacked dictionary up to the end of an article.
const MAX_TEXT_BYTES: u64 = 2 << 30;
/// Maximum bytes of an article.
const MAX_ARTICLE_BYTES: u64 = 64 << 10;
/// Bytes that are unpacked between two looks at the callback that stops the work.
const SKIP_BYTES: u64 = 1 << 20;
/// Maximum number of articles of one look-up in a dictionary.
const MAX_ARTICLE_COUNT: usize = 64;
/// Maximum bytes of a word; the format has at most 255.
const MAX_WORD_BYTES: u64 = 1024;
/// Maximum number of dictionaries.
const MAX_DICTIONARY_COUNT: usize = 64;
/// Maximum number of files and folders that are examined.
const MAX_ENTRY_COUNT: usize = 4096;
/// Maximum number of nested folders.
const MAX_DEPTH: usize = 3;

/// A dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarDict {
    /// Name of the dictionary.
    pub name: String,
    index: PathBuf,
    text: PathBuf,
    /// Other words for entries of the index.
    synonyms: Option<PathBuf>,
    /// Bytes of an offset in the index: 4 or 8.
    offset_len: usize,
    /// Types of the parts of each article; empty if each article names its own.
    types: Vec<u8>,
}

/// An article of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Index of its word among those that were looked up.
    pub word: usize,
    /// Name of the dictionary.
    pub dictionary: String,
    /// Text.
    pub text: String,
}

/// Returns the dictionaries in folders and their subfolders, by their paths.
pub fn dictionaries(folders: &[PathBuf]) -> Vec<StarDict> {
    let mut infos = Vec::new();
    let mut left = MAX_ENTRY_COUNT;
    for folder in folders {
        find_infos(folder, MAX_DEPTH, &mut left, &mut infos);
    }
    infos.sort();
    infos.dedup();
    let found = infos.iter().filter_map(|path| StarDict::open(path));
    found.take(MAX_DICTIONARY_COUNT).collect()
}

fn find_infos(folder: &Path, depth: usize, left: &mut usize, infos: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    for entry in entries.filter_map(Result::ok) {
        *left = left.saturating_sub(1);
        if *left == 0 {
            return;
        }
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "ifo") {
            infos.push(path);
        } else if depth > 0 && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            find_infos(&path, depth - 1, left, infos);
        }
    }
}

/// Returns the first of the paths with other extensions that is a file.
fn beside(info: &Path, extensions: &[&str]) -> Option<PathBuf> {
    let mut paths = extensions
        .iter()
        .map(|extension| info.with_extension(extension));
    paths.find(|path| path.is_file())
}

impl StarDict {
    /// Opens the dictionary of an `.ifo` file; `None` for another file, or if index or text are missing.
    fn open(info: &Path) -> Option<Self> {
        if !info.is_file() {
            return None;
        }
        let mut text = Vec::new();
        let file = File::open(info).ok()?;
        file.take(MAX_INFO_BYTES).read_to_end(&mut text).ok()?;
        let text = String::from_utf8_lossy(&text);
        let value = |key: &str| {
            let mut lines = text.lines().filter_map(|line| line.split_once('='));
            lines
                .find(|(name, _)| name.trim() == key)
                .map(|(_, value)| value.trim())
        };
        let name = value("bookname").filter(|name| !name.is_empty());
        let stem = info.file_stem().unwrap_or_default().to_string_lossy();
        Some(Self {
            name: name.map_or_else(|| stem.into_owned(), str::to_owned),
            index: beside(info, &["idx", "idx.gz"])?,
            text: beside(info, &["dict", "dict.dz"])?,
            synonyms: beside(info, &["syn"]),
            offset_len: if value("idxoffsetbits") == Some("64") {
                8
            } else {
                4
            },
            types: value("sametypesequence")
                .unwrap_or_default()
                .as_bytes()
                .to_vec(),
        })
    }

    /// Returns the articles of words, at most [`MAX_ARTICLE_COUNT`]. Looks at the whole index, until `go_on` is false. An
    /// article that cannot be read is left out.
    ///
    /// # Errors
    /// The error of the operating system, or of a damaged index.
    pub fn look_up(&self, words: &[String], go_on: &dyn Fn() -> bool) -> io::Result<Vec<Article>> {
        let mut articles = Vec::new();
        for (word, offset, len) in self.places(words, go_on)? {
            if !go_on() {
                break;
            }
            let Ok(bytes) = self.read_text(offset, len, go_on) else {
                continue;
            };
            let text = self.article_text(&bytes);
            if !text.trim().is_empty() {
                articles.push(Article {
                    word,
                    dictionary: self.name.clone(),
                    text,
                });
            }
        }
        Ok(articles)
    }

    /// Returns the places of words: their indices, and offset and length of their articles.
    fn places(
        &self,
        words: &[String],
        go_on: &dyn Fn() -> bool,
    ) -> io::Result<Vec<(usize, u64, u64)>> {
        let file = File::open(&self.index)?;
        let is_packed = self.index.extension().is_some_and(|name| name == "gz");
        let reader: Box<dyn Read> = if is_packed {
            Box::new(MultiGzDecoder::new(file))
        } else {
            Box::new(file)
        };
        // A damaged file of synonyms does not keep the words from being found.
        let synonyms = self.synonyms(words, go_on).unwrap_or_default();
        let mut places = Vec::new();
        read_words(reader, self.offset_len + 4, &mut |line| {
            if !is_due(line.number, go_on) {
                return ControlFlow::Break(());
            }
            let own = index_of(words, line.word);
            let other = synonyms.get(&line.number).copied();
            if let Some(at) = own.into_iter().chain(other).min() {
                let (offset, len) = line.numbers.split_at(self.offset_len);
                places.push((at, big_endian(offset), big_endian(len)));
            }
            if places.len() >= MAX_ARTICLE_COUNT {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        Ok(places)
    }

    /// Returns the entries of the index that have one of the words as a synonym, with the index of that word.
    fn synonyms(
        &self,
        words: &[String],
        go_on: &dyn Fn() -> bool,
    ) -> io::Result<HashMap<u64, usize>> {
        let mut found = HashMap::new();
        let Some(path) = &self.synonyms else {
            return Ok(found);
        };
        read_words(File::open(path)?, 4, &mut |line| {
            if !is_due(line.number, go_on) || found.len() >= MAX_ARTICLE_COUNT {
                return ControlFlow::Break(());
            }
            if let Some(at) = index_of(words, line.word) {
                let best = found.entry(big_endian(line.numbers)).or_insert(at);
                *best = at.min(*best);
            }
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    /// Reads bytes of the text. A packed one without a table of chunks is unpacked up to them, until `go_on` is false.
    fn read_text(&self, offset: u64, len: u64, go_on: &dyn Fn() -> bool) -> io::Result<Vec<u8>> {
        if offset.saturating_add(len) > MAX_TEXT_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut file = File::open(&self.text)?;
        let mut bytes = Vec::new();
        let len = len.min(MAX_ARTICLE_BYTES);
        if self.text.extension().is_some_and(|name| name == "dz") {
            if let Some(table) = ChunkTable::read(&mut file)? {
                return table.unpack(&mut file, offset, len);
            }
            file.seek(SeekFrom::Start(0))?;
            let mut text = MultiGzDecoder::new(BufReader::new(file));
            let mut left = offset;
            while left > 0 {
                if !go_on() {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                let mut skipped = (&mut text).take(left.min(SKIP_BYTES));
                let len = io::copy(&mut skipped, &mut io::sink())?;
                if len == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                left -= len;
            }
            text.take(len).read_to_end(&mut bytes)?;
        } else {
            file.seek(SeekFrom::Start(offset))?;
            file.take(len).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// Returns the texts among the parts of an article. Sounds and pictures are left out.
    fn article_text(&self, bytes: &[u8]) -> String {
        let mut texts = Vec::new();
        let mut rest = bytes;
        let mut known = self.types.iter();
        loop {
            let kind = if self.types.is_empty() {
                let Some((kind, after)) = rest.split_first() else {
                    break;
                };
                rest = after;
                *kind
            } else {
                let Some(kind) = known.next() else { break };
                *kind
            };
            let is_last = !self.types.is_empty() && known.len() == 0;
            if kind.is_ascii_uppercase() {
                // A part with its length before it.
                let len = rest.get(..4).map_or(u64::MAX, big_endian);
                let len = usize::try_from(len).unwrap_or(usize::MAX);
                rest = rest.get(len.saturating_add(4)..).unwrap_or_default();
                continue;
            }
            let end = rest.iter().position(|byte| *byte == 0 && !is_last);
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            rest = after.get(1..).unwrap_or_default();
            let text = String::from_utf8_lossy(part);
            match kind {
                b'h' | b'g' | b'x' => texts.push(without_tags(&text)),
                b'm' | b'l' | b't' | b'y' | b'k' | b'w' | b'n' => texts.push(text.into_owned()),
                _ => {}
            }
            if rest.is_empty() {
                break;
            }
        }
        texts.join("\n")
    }
}

/// Returns whether the work on an entry is still wanted; asks only now and then.
fn is_due(entry: u64, go_on: &dyn Fn() -> bool) -> bool {
    !entry.is_multiple_of(4096) || go_on()
}

/// Returns the index of a word among `words`. Latin letters may be capital or small.
fn index_of(words: &[String], word: &[u8]) -> Option<usize> {
    let is_meant = |other: &String| other.as_bytes().eq_ignore_ascii_case(word);
    words.iter().position(is_meant)
}

/// A word of an index or of a file of synonyms.
struct WordLine<'a> {
    /// Its number, from 0.
    number: u64,
    word: &'a [u8],
    /// Bytes of the numbers behind the word.
    numbers: &'a [u8],
}

/// Reads words that end with a NUL byte, each with `numbers_len` bytes behind it, until `on_word` breaks or the file ends.
fn read_words(
    file: impl Read,
    numbers_len: usize,
    on_word: &mut dyn FnMut(&WordLine<'_>) -> ControlFlow<()>,
) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 16, file.take(MAX_INDEX_BYTES));
    let mut word = Vec::new();
    let mut numbers = vec![0; numbers_len];
    for number in 0.. {
        word.clear();
        (&mut reader)
            .take(MAX_WORD_BYTES)
            .read_until(0, &mut word)?;
        if word.pop() != Some(0) || reader.read_exact(&mut numbers).is_err() {
            break;
        }
        let line = WordLine {
            number,
            word: &word,
            numbers: &numbers,
        };
        if on_word(&line).is_break() {
            break;
        }
    }
    Ok(())
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

#[cfg(test)]
mod tests;
