//! Dictionaries in the `StarDict` format: `.ifo`, `.idx` (also packed) and `.dict` (also `.dict.dz`), in folders.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek as _, SeekFrom};
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
        let mut index = BufReader::with_capacity(1 << 16, reader.take(MAX_INDEX_BYTES));
        let mut places = Vec::new();
        let mut word = Vec::new();
        let mut numbers = vec![0; self.offset_len + 4];
        let mut count = 0u32;
        loop {
            word.clear();
            (&mut index).take(MAX_WORD_BYTES).read_until(0, &mut word)?;
            if word.pop() != Some(0) || index.read_exact(&mut numbers).is_err() {
                return Ok(places);
            }
            count = count.wrapping_add(1);
            if count.is_multiple_of(4096) && !go_on() {
                return Ok(Vec::new());
            }
            let is_meant = |other: &String| other.as_bytes().eq_ignore_ascii_case(&word);
            if let Some(at) = words.iter().position(is_meant) {
                let (offset, len) = numbers.split_at(self.offset_len);
                places.push((at, big_endian(offset), big_endian(len)));
                if places.len() >= MAX_ARTICLE_COUNT {
                    return Ok(places);
                }
            }
        }
    }

    /// Reads bytes of the text; a packed one is unpacked up to them, until `go_on` is false.
    fn read_text(&self, offset: u64, len: u64, go_on: &dyn Fn() -> bool) -> io::Result<Vec<u8>> {
        if offset.saturating_add(len) > MAX_TEXT_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut file = File::open(&self.text)?;
        let mut bytes = Vec::new();
        let len = len.min(MAX_ARTICLE_BYTES);
        if self.text.extension().is_some_and(|name| name == "dz") {
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

fn big_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// Returns a text with mark-up as plain lines.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let tag = rest.get(at..).unwrap_or_default();
        let Some(end) = tag.find('>').map(|end| end + 1) else {
            // A sign of its own, as in `a < b`.
            rest = tag;
            break;
        };
        let name = tag.get(1..end).unwrap_or_default().trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
        if matches!(
            name.unwrap_or_default().to_ascii_lowercase().as_str(),
            "br" | "p" | "div" | "li" | "tr" | "dt" | "dd" | "k" | "def"
        ) && !out.ends_with('\n')
        {
            out.push('\n');
        }
        rest = tag.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
    ];
    let plain = entities
        .iter()
        .fold(out, |text, (entity, c)| text.replace(entity, c));
    plain.replace("&amp;", "&").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    /// Writes a dictionary; returns its folder.
    fn write(name: &str, entries: &[(&str, &[u8])], types: &str, is_packed: bool) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("tongdu-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("词典")).unwrap();
        let (mut index, mut text) = (Vec::new(), Vec::new());
        for (word, article) in entries {
            index.extend(word.as_bytes());
            index.push(0);
            index.extend((text.len() as u32).to_be_bytes());
            index.extend((article.len() as u32).to_be_bytes());
            text.extend(*article);
        }
        let path = |extension: &str| folder.join("词典").join(format!("a.{extension}"));
        let info = format!("StarDict's dict ifo file\nbookname=试\nsametypesequence={types}\n");
        std::fs::write(path("ifo"), info).unwrap();
        std::fs::write(path("idx"), index).unwrap();
        if is_packed {
            let file = File::create(path("dict.dz")).unwrap();
            let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::default());
            packed.write_all(&text).unwrap();
            packed.finish().unwrap();
        } else {
            std::fs::write(path("dict"), text).unwrap();
        }
        folder
    }

    fn articles(folder: &Path, words: &[&str]) -> Vec<(usize, String)> {
        let found = dictionaries(&[folder.to_owned()]);
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let found = found
            .iter()
            .filter_map(|dict| dict.look_up(&words, &|| true).ok());
        let found = found.flatten().map(|article| (article.word, article.text));
        found.collect()
    }

    #[test]
    fn words_are_found_in_plain_and_packed_dictionaries() {
        for is_packed in [false, true] {
            let entries: [(&str, &[u8]); 3] = [
                ("山", b"mountain"),
                ("山路", "山间的路".as_bytes()),
                ("Ocean", b"sea"),
            ];
            let folder = write("plain", &entries, "m", is_packed);
            assert_eq!(
                articles(&folder, &["山路", "ocean", "没有"]),
                [(0, "山间的路".to_owned()), (1, "sea".to_owned())]
            );
            std::fs::remove_dir_all(folder).unwrap();
        }
    }

    #[test]
    fn a_sign_that_opens_no_tag_stays() {
        assert_eq!(without_tags("<b>a</b> < b &lt; c"), "a < b < c");
    }

    #[test]
    fn mark_up_goes_and_damage_ends_nothing() {
        let entries: [(&str, &[u8]); 3] = [
            ("一", b"h<b>one</b><br/>&lt;1&gt;\0Wxxxx"),
            ("二", b"mtwo\0myi"),
            ("三", b""),
        ];
        let folder = write("marked", &entries, "", false);
        assert_eq!(
            articles(&folder, &["一", "二", "三"]),
            [(0, "one\n<1>".to_owned()), (1, "two\nyi".to_owned())]
        );
        let path = folder.join("词典/a.idx");
        let index = std::fs::read(&path).unwrap();
        for len in 0..index.len() {
            std::fs::write(&path, &index[..len]).unwrap();
            assert!(articles(&folder, &["一", "二"]).len() <= 2);
        }
        let bad = b"\xE4\xB8\x80\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
        std::fs::write(&path, bad).unwrap();
        assert_eq!(articles(&folder, &["一"]), []);
        // The good article of the word remains, and no more than a number of them.
        std::fs::write(&path, [&bad[..], &index].concat()).unwrap();
        assert_eq!(articles(&folder, &["一"]).len(), 1);
        std::fs::write(&path, index.repeat(MAX_ARTICLE_COUNT * 2)).unwrap();
        assert_eq!(articles(&folder, &["一"]).len(), MAX_ARTICLE_COUNT);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
