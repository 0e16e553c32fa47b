//! Plain text: one block a line, decoded when it is looked at. Opening it reads nothing but its
//! head, whatever its size. Only a text in ISO-2022 or HZ that does not keep to its standard, so that its
//! lines cannot be read by themselves, is turned into UTF-8 when it is opened; its places are places in
//! that.

mod bulk_decode;
mod full_scan;
mod lines;
pub(crate) mod problems;

use crate::doc::{
    Block, BlockKind, Document, Encoded, Go, Heading, LineEnds, Outline, Pos, SourceLines, Step,
};
use crate::error::Notice;
use crate::outline::rules::{BoilerplatePolicy, RULE_SAMPLE_BYTES, Rules};
use crate::source::encoding::Encoding;
use crate::source::encoding::code_units::LOOK_AHEAD_BYTES;
use crate::source::encoding::detect::{Detection, EncodingHint, detect};
use crate::source::line_blocks::{BLOCK_GRID_BYTES, LineBlocks};
use crate::source::spool::Spool;
use crate::source::windows::Source;
use crate::text::script::{TextLang, language};
use crate::text::units::{ByteOffset, Fraction};
use problems::{Seen, cut_off, is_tar, looks_binary, tell_damage, tell_mixture};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// How much of a text its language and its habits are judged by, in bytes.
const SAMPLE: u64 = 4 << 10;

/// Largest text that is decoded as a whole because its lines do not stand for themselves; in a larger
/// one they are taken to all the same.
const SHIFTED: u64 = 128 << 20;
/// Most that becomes of it, in bytes: half as much again.
const UNPACKED: u64 = SHIFTED / 2 * 3;
/// How much of a text tells whether its lines stand for themselves, in bytes.
const TELLING: u64 = 1 << 20;

/// A text whose blocks are its lines.
#[derive(Debug)]
pub struct PlainDocument {
    bytes: LineBlocks,
    guess: Detection,
    /// What the file is in, which is not what `bytes` are in if they were turned into UTF-8.
    encoded: Encoded,
    /// Bytes of the file before `bytes`: the rest of a character that was cut off.
    before: u64,
    places: Places,
    title: String,
    lang: TextLang,
    notices: Vec<Notice>,
    /// An outline that was written down and stands for the inferred one.
    saved: Option<Outline>,
    /// The reader's rules; which of those imported fits this text is known when it is asked for.
    rules: Arc<Rules>,
    fitted: OnceLock<Arc<Rules>>,
    /// Lines that they hide, once the text was read to its end.
    hidden: OnceLock<u64>,
    /// What was found wrong behind the head, once the text was read to its end.
    late: OnceLock<Notice>,
}

/// What the places of a document are places in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Places {
    /// The bytes of the file.
    File,
    /// The UTF-8 that was made of them.
    Decoded,
}

impl PlainDocument {
    /// A document over `source`, whose encoding is guessed. `name` is what it is called when it has
    /// no title of its own.
    pub fn new(name: &str, source: Source) -> Self {
        let guess = detect(&source, &EncodingHint::default());
        Self::decoded(name, source, guess)
    }

    /// A document over `source` in an encoding that is known.
    pub fn decoded(name: &str, source: Source, guess: Detection) -> Self {
        let encoded = guess.encoding_info();
        let source = source.skip_front(u64::from(guess.partial_char_len));
        let stands_alone = || {
            let head = source.window(0, TELLING);
            guess
                .encoding
                .has_independent_lines(&head, BLOCK_GRID_BYTES as usize)
        };
        if guess.encoding.is_stateful() && source.len() <= SHIFTED && !stands_alone() {
            let mut notices = Vec::new();
            let mut text = Spool::new(UNPACKED);
            let mut damage = 0;
            guess.encoding.decode_carried(&source, &mut |piece| {
                damage += piece.matches('\u{FFFD}').count() as u64;
                text.push(piece.as_bytes());
            });
            tell_damage(damage, Seen::Whole, &mut notices);
            notices.extend(text.truncation_problem());
            let inner = Detection {
                encoding: Encoding::Utf8,
                other: None,
                ..guess
            };
            let whole = Self::over(name, text.take().source(), inner);
            return Self {
                encoded,
                notices,
                places: Places::Decoded,
                ..whole
            };
        }
        Self::over(name, source, guess)
    }

    fn over(name: &str, source: Source, guess: Detection) -> Self {
        let sample = source.window(0, SAMPLE).into_owned();
        let bytes = LineBlocks {
            body: guess.encoding.bom_len(&sample) as u64,
            source,
            encoding: guess.encoding,
        };
        let mut notices = Vec::new();
        let text = guess.encoding.decode(&sample);
        if is_tar(&sample) {
            notices.push(Notice::new(
                "这是 tar 包，照原样显示；tar xf 可解开",
                "this is a tar archive, shown as it is; tar xf unpacks it",
            ));
        } else if looks_binary(&text) {
            notices.push(Notice::new(
                "这个文件不像文本，照原样显示",
                "this file does not look like text; shown as it is",
            ));
        }
        tell_mixture(&bytes, &guess, &mut notices);
        notices.extend(cut_off(&guess));
        Self {
            lang: language(&text),
            bytes,
            encoded: guess.encoding_info(),
            before: u64::from(guess.partial_char_len),
            guess,
            places: Places::File,
            title: name.to_owned(),
            notices,
            saved: None,
            rules: Arc::default(),
            fitted: OnceLock::new(),
            hidden: OnceLock::new(),
            late: OnceLock::new(),
        }
    }

    /// The document with rules of the reader's for headings and hidden lines.
    #[must_use]
    pub fn with_rules(mut self, rules: Arc<Rules>) -> Self {
        self.rules = rules;
        self
    }

    /// The rules that hold for this text.
    fn rules(&self) -> &Arc<Rules> {
        let is_fitted = self.rules.imported_rules.is_empty() && self.rules.markup.is_none();
        if is_fitted && self.rules.boilerplate == BoilerplatePolicy::Show {
            return &self.rules;
        }
        self.fitted.get_or_init(|| {
            let head = self.bytes.source.window(self.bytes.body, RULE_SAMPLE_BYTES);
            Arc::new(self.rules.for_text(&self.guess.encoding.decode(&head)))
        })
    }

    /// Whether the rules hide a line. Pieces of an endless line are always shown.
    pub(crate) fn hides(&self, line: &Block<'_>) -> bool {
        // Most lines need no look at the head of the text, which the first screen would wait for.
        self.may_hide()
            && !line.continued
            && self.rules.may_be_hidden(&line.text)
            && self.rules().is_hidden(&line.text)
    }

    /// Whether there may be lines that the rules hide, as far as is known.
    pub(crate) fn may_hide(&self) -> bool {
        self.rules.may_hide_lines() && self.hidden.get() != Some(&0)
    }

    /// The document with an outline that was written down beside it, and what is to be told of that.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Notice>)) -> Self {
        self.saved = saved;
        self.notices.extend(notice);
        self
    }

    /// The document with what is to be told of it.
    #[must_use]
    pub fn with_notices(mut self, notices: Vec<Notice>) -> Self {
        self.notices.splice(0..0, notices);
        self
    }

    fn decode(&self, range: Range<u64>) -> Cow<'_, str> {
        match self.bytes.source.window(range.start, range.end) {
            Cow::Borrowed(bytes) => self.guess.decode_line(bytes),
            Cow::Owned(bytes) if self.guess.line_encoding(&bytes) == Encoding::Utf8 => {
                Cow::Owned(match String::from_utf8(bytes) {
                    Ok(text) => text,
                    Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
                })
            }
            Cow::Owned(bytes) => Cow::Owned(self.guess.decode_line(&bytes).into_owned()),
        }
    }

    /// Whether all lines are in UTF-8.
    fn is_utf8(&self) -> bool {
        self.guess.encoding == Encoding::Utf8 && self.guess.other.is_none()
    }

    fn start_of(&self, pos: Pos) -> u64 {
        let last = self.bytes.source.len().saturating_sub(1);
        self.bytes.block_start(pos.block.0.min(last))
    }

    /// Walks the characters of the block that starts at `start`: hands out the source bytes and the
    /// decoded bytes before each, until `stop` says so, and gives the last.
    fn walk(&self, start: u64, stop: impl Fn(u64, u32) -> Go) -> (u64, u32) {
        let chunk = self.bytes.block(start);
        let line = self.bytes.source.window(chunk.text.start, chunk.text.end);
        let encoding = self.guess.line_encoding(&line);
        let (at, within) = encoding.walk(&line, &mut |at, within| {
            stop(start + at as u64, within as u32)
        });
        (start + at as u64, within as u32)
    }
}

/// Bytes of decoded text that the first `upto` bytes of UTF-8 become, a character that they cut in two left
/// out. What is behind them tells whether one is cut or damaged.
fn decoded_length(bytes: &[u8], upto: usize) -> u32 {
    let (mut at, mut length) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let (valid, bad) = (chunk.valid(), chunk.invalid().len());
        if at + valid.len() >= upto {
            return (length + valid.floor_char_boundary(upto - at)) as u32;
        }
        length += valid.len();
        at += valid.len() + bad;
        if at > upto {
            break;
        }
        length += if bad > 0 { '\u{FFFD}'.len_utf8() } else { 0 };
    }
    length as u32
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
        let chunk = self.bytes.block(start);
        Block {
            at: Pos::new(0, start),
            kind: BlockKind::Line,
            text: self.decode(chunk.text),
            continued: chunk.is_continuation,
            ..Block::default()
        }
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let start = self.start_of(pos);
        let next = self.bytes.block(start).next;
        (next < self.bytes.source.len()).then(|| Pos::new(0, next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let start = self.start_of(pos);
        (start > self.bytes.body).then(|| Pos::new(0, self.bytes.block_start(start - 1)))
    }

    fn first(&self) -> Pos {
        Pos::new(0, self.bytes.body)
    }

    fn last(&self) -> Pos {
        Pos::new(0, self.start_of(Pos::new(0, u64::MAX)))
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        Fraction::of(
            pos.block.0.saturating_add(u64::from(pos.within)),
            self.bytes.source.len(),
        )
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.of_bytes(self.bytes.source.len());
        Pos::new(0, self.start_of(Pos::new(0, at)))
    }

    fn len(&self) -> u64 {
        self.bytes.source.len().saturating_sub(self.bytes.body)
    }

    fn source_lines(&self, _section: u32) -> SourceLines {
        if self.is_utf8() {
            SourceLines::Raw(LineEnds::Close)
        } else {
            SourceLines::Decoded(LineEnds::Close)
        }
    }

    fn read_raw(&self, _section: u32, from: u64, buffer: &mut [u8]) -> usize {
        self.bytes.source.read(from, buffer)
    }

    fn read_lines(&self, _section: u32, from: u64, text: &mut String) -> u64 {
        bulk_decode::read(&self.bytes, &self.guess, from, text)
    }

    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos {
        Pos::new(section, bulk_decode::skip(&self.bytes, from, count))
    }

    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        let start = self.bytes.block_start(at);
        let window = self
            .bytes
            .source
            .window(start, at + LOOK_AHEAD_BYTES as u64);
        let within = decoded_length(&window, at.saturating_sub(start) as usize);
        Pos::new(section, start).at(within)
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let at = at.saturating_sub(self.before);
        if self.is_utf8() {
            return self.pos_of_raw(section, at);
        }
        let start = self.bytes.block_start(at);
        let (_, within) = self.walk(start, |next, _| if next > at { Go::Stop } else { Go::On });
        Pos::new(section, start).at(within)
    }

    fn byte_of(&self, pos: Pos) -> Option<u64> {
        let within = pos.within;
        let start = self.start_of(pos);
        let stop = |_, next| if next > within { Go::Stop } else { Go::On };
        (self.places == Places::File).then(|| self.walk(start, stop).0 + self.before)
    }

    fn encoding(&self, _section: u32) -> Option<Encoded> {
        Some(self.encoded)
    }

    fn headings_like(&self, pos: Pos) -> Vec<Heading> {
        self.lines_like(pos)
    }

    fn hidden_lines(&self, _pos: Pos) -> u64 {
        self.count_hidden()
    }

    fn explain(&self, pos: Pos) -> Option<Notice> {
        self.why(pos)
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> Go) {
        self.scan(emit);
    }

    fn notices(&self) -> Vec<Notice> {
        self.notices
            .iter()
            .chain(self.late.get())
            .cloned()
            .collect()
    }

    fn notices_at(&self, _pos: Pos) -> Vec<Notice> {
        self.late.get().cloned().into_iter().collect()
    }
}
