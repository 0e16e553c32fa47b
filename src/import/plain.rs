//! Plain text: one block a line, decoded when it is looked at. Opening it reads nothing but its
//! head, whatever its size.

use super::chunks::{self, GRID};
use super::headings::Scanner;
use super::reasons::{self, Kind};
use super::source::Source;
use crate::doc::{Block, BlockKind, Document, Go, Heading, Outline, Pos, alone};
use crate::error::Notice;
use crate::text::script::{TextLang, language};
use crate::text::units::{ByteOffset, Fraction};
use std::borrow::Cow;
use std::ops::Range;

/// How much of a text its language and its habits are judged by, in bytes.
const SAMPLE: u64 = 8 << 10;

/// Bytes scanned before the outline is handed out for the first time; doubled each time.
const FIRST_BATCH: u64 = 512 << 10;

/// A text whose blocks are its lines.
#[derive(Debug)]
pub struct PlainDocument {
    source: Source,
    body: u64,
    title: String,
    lang: TextLang,
    notices: Vec<Notice>,
    /// An outline that was written down and stands for the inferred one.
    saved: Option<Outline>,
}

impl PlainDocument {
    /// A document over `source`. `name` is what it is called when it has no title of its own.
    pub fn new(name: &str, source: Source) -> Self {
        let sample = source.window(0, SAMPLE).into_owned();
        let body = if sample.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        let mut notices = Vec::new();
        if looks_binary(&sample) {
            notices.push(Notice::new(
                "这个文件不像文本，照原样显示",
                "this file does not look like text; shown as it is",
            ));
        }
        Self {
            lang: language(&String::from_utf8_lossy(&sample)),
            source,
            body,
            title: name.to_owned(),
            notices,
            saved: None,
        }
    }

    /// The document with an outline that was written down beside it, and what is to be told of that.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Notice>)) -> Self {
        self.saved = saved;
        self.notices.extend(notice);
        self
    }

    /// Hands out every line with the place of its block, to the end of the text.
    fn each_line(&self, take: &mut dyn FnMut(Pos, &str)) {
        let mut walk = Lines::new(&self.source, self.body);
        while walk
            .pass(&mut |at, line| take(Pos::new(0, at), line))
            .is_some()
        {}
    }

    fn decode(&self, range: Range<u64>) -> Cow<'_, str> {
        match self.source.window(range.start, range.end) {
            Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
            Cow::Owned(bytes) => Cow::Owned(match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            }),
        }
    }

    fn start_of(&self, pos: Pos) -> u64 {
        let last = self.source.len().saturating_sub(1);
        chunks::start_of(&self.source, self.body, pos.block.0.min(last))
    }
}

/// Whether a sample is no text: NULs, or more than one byte in ten a control character.
fn looks_binary(sample: &[u8]) -> bool {
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
        .count();
    sample.contains(&0) || controls * 10 > sample.len()
}

impl Document for PlainDocument {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn lang(&self) -> TextLang {
        self.lang
    }

    fn block_at(&self, pos: Pos) -> Block<'_> {
        let start = self.start_of(pos);
        let chunk = chunks::chunk(&self.source, self.body, start);
        Block {
            at: Pos::new(0, start),
            kind: BlockKind::Line,
            text: self.decode(chunk.text),
            continued: chunk.continued,
            ..Block::default()
        }
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let start = self.start_of(pos);
        let next = chunks::chunk(&self.source, self.body, start).next;
        (next < self.source.len()).then(|| Pos::new(0, next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let start = self.start_of(pos);
        (start > self.body)
            .then(|| Pos::new(0, chunks::start_of(&self.source, self.body, start - 1)))
    }

    fn first(&self) -> Pos {
        Pos::new(0, self.body)
    }

    fn last(&self) -> Pos {
        Pos::new(0, self.start_of(Pos::new(0, u64::MAX)))
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        Fraction::of(pos.block.0 + u64::from(pos.within), self.source.len())
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.of_bytes(self.source.len());
        Pos::new(0, self.start_of(Pos::new(0, at)))
    }

    fn len(&self) -> u64 {
        self.source.len().saturating_sub(self.body)
    }

    fn read_raw(&self, section: u32, from: u64, buffer: &mut [u8]) -> Option<usize> {
        (section == 0).then(|| self.source.read(from, buffer))
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let start = chunks::start_of(&self.source, self.body, at);
        let window = self.source.window(start, at);
        let within = match std::str::from_utf8(&window) {
            Ok(text) => text.len(),
            Err(_) => String::from_utf8_lossy(&window).len(),
        };
        Pos::new(section, start).at(within as u32)
    }

    fn headings_like(&self, pos: Pos) -> Vec<Heading> {
        let block = self.block_at(pos);
        let Some(kind) = Kind::of(&block.text) else {
            return alone(&block).into_iter().collect();
        };
        let mut found = Vec::new();
        self.each_line(&mut |at, line| found.extend(kind.heading(at, line)));
        if found.is_empty() {
            found.extend(alone(&block));
        }
        found
    }

    fn explain(&self, pos: Pos) -> Option<Notice> {
        let mut scanner = Scanner::new();
        self.each_line(&mut |at, line| scanner.line(at, line));
        scanner
            .explain(pos)
            .map(|explanation| reasons::words(&explanation))
    }

    fn outline(&self, emit: &mut dyn FnMut(Outline) -> Go) {
        if let Some(saved) = &self.saved {
            emit(saved.clone());
            return;
        }
        let mut scanner = Scanner::new();
        let mut batch = self.body + FIRST_BATCH;
        let mut walk = Lines::new(&self.source, self.body);
        while let Some(end) = walk.pass(&mut |at, line| scanner.line(Pos::new(0, at), line)) {
            if end >= batch {
                if emit(scanner.outline(false)) == Go::Stop {
                    return;
                }
                batch = end * 2;
            }
        }
        emit(scanner.outline(true));
    }

    fn notices(&self) -> Vec<Notice> {
        self.notices.clone()
    }
}

/// All lines of a source in order, read window by window.
struct Lines<'s> {
    source: &'s Source,
    at: u64,
}

impl<'s> Lines<'s> {
    /// Window of one pass in bytes.
    const WINDOW: u64 = 1 << 20;

    fn new(source: &'s Source, from: u64) -> Self {
        Self { source, at: from }
    }

    /// Hands out the lines of the next window with their offsets; where it stopped, or `None` at
    /// the end of the text. A line longer than a window is handed out in the pieces that
    /// [`chunks`] cuts it into, of which only the first can be a heading.
    fn pass(&mut self, take: &mut dyn FnMut(u64, &str)) -> Option<u64> {
        let window = self.source.window(self.at, self.at + Self::WINDOW);
        if window.is_empty() {
            return None;
        }
        let at_end = self.at + window.len() as u64 >= self.source.len();
        let mut start = 0;
        while let Some(rest) = window.get(start..).filter(|rest| !rest.is_empty()) {
            let Some(len) = memchr::memchr2(b'\n', b'\r', rest) else {
                if !at_end && start > 0 {
                    break;
                }
                take(self.at + start as u64, &head_of(rest));
                start += if at_end {
                    rest.len()
                } else {
                    skip_line(self.source, self.at)
                };
                break;
            };
            take(
                self.at + start as u64,
                &decoded(rest.get(..len).unwrap_or_default()),
            );
            let crlf = rest.get(len..len + 2) == Some(b"\r\n");
            if !crlf && rest.get(len) == Some(&b'\r') && len + 1 == rest.len() && !at_end {
                start += len
                    + 1
                    + usize::from(
                        self.source
                            .window(
                                self.at + (start + len + 1) as u64,
                                self.at + (start + len + 2) as u64,
                            )
                            .as_ref()
                            == b"\n",
                    );
                break;
            }
            start += len + 1 + usize::from(crlf);
        }
        self.at += start as u64;
        Some(self.at)
    }
}

/// The head of an endless line: enough for whoever looks for headings.
fn head_of(line: &[u8]) -> Cow<'_, str> {
    decoded(
        line.get(..line.len().min(GRID as usize))
            .unwrap_or_default(),
    )
}

fn decoded(line: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(line)
}

/// Length in bytes of the rest of the line that starts at `from`, its line end included.
fn skip_line(source: &Source, from: u64) -> usize {
    let mut at = from;
    loop {
        let window = source.window(at, at + Lines::WINDOW);
        if window.is_empty() {
            return (at - from) as usize;
        }
        if let Some(i) = memchr::memchr2(b'\n', b'\r', &window) {
            return (at - from) as usize + i + 1;
        }
        at += window.len() as u64;
    }
}
