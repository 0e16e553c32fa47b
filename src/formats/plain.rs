//! Plain text: one block a line, decoded when it is looked at. Opening it reads nothing but its
//! head, whatever its size. Only a text in ISO-2022 or HZ that does not keep to its standard, so that its
//! lines cannot be read by themselves, is turned into UTF-8 when it is opened; its places are places in
//! that.

mod bulk_decode;
mod full_scan;
mod lines;
pub(crate) mod problems;

use crate::doc::{
    Block, BlockKind, Document, EncodingInfo, Go, Heading, LineEnds, Outline, Pos, SourceLines,
    Step,
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
use problems::{
    InspectedExtent, damage_problem, is_tar, looks_binary, mixture_problems,
    truncated_start_problem,
};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// How much of a text its language and its habits are judged by, in bytes.
const SAMPLE_BYTES: u64 = 4 << 10;

/// Largest text that is decoded as a whole because its lines do not stand for themselves; in a larger
/// one they are taken to all the same.
const MAX_STATEFUL_BYTES: u64 = 128 << 20;
/// Most that becomes of it, in bytes: half as much again.
const MAX_STATEFUL_OUTPUT_BYTES: u64 = MAX_STATEFUL_BYTES / 2 * 3;
/// How much of a text tells whether its lines stand for themselves, in bytes.
const STATEFUL_SAMPLE_BYTES: u64 = 1 << 20;

/// A text whose blocks are its lines.
#[derive(Debug)]
pub struct PlainDocument {
    line_blocks: LineBlocks,
    detection: Detection,
    /// What the file is in, which is not what `bytes` are in if they were turned into UTF-8.
    encoding_info: EncodingInfo,
    /// Bytes of the file before `bytes`: the rest of a character that was cut off.
    leading_bytes: u64,
    position_base: PositionBase,
    title: String,
    lang: TextLang,
    problems: Vec<Notice>,
    /// An outline that was written down and stands for the inferred one.
    saved_outline: Option<Outline>,
    /// The reader's rules; which of those imported fits this text is known when it is asked for.
    rules: Arc<Rules>,
    fitted_rules: OnceLock<Arc<Rules>>,
    /// Lines that they hide, once the text was read to its end.
    hidden_line_count: OnceLock<u64>,
    /// What was found wrong behind the head, once the text was read to its end.
    late_problem: OnceLock<Notice>,
}

/// What the places of a document are places in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PositionBase {
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
        Self::with_detection(name, source, guess)
    }

    /// A document over `source` in an encoding that is known.
    pub fn with_detection(name: &str, source: Source, guess: Detection) -> Self {
        let encoded = guess.encoding_info();
        let source = source.skip_front(u64::from(guess.partial_char_len));
        let stands_alone = || {
            let head = source.window(0, STATEFUL_SAMPLE_BYTES);
            guess
                .encoding
                .has_independent_lines(&head, BLOCK_GRID_BYTES as usize)
        };
        if guess.encoding.is_stateful() && source.len() <= MAX_STATEFUL_BYTES && !stands_alone() {
            let mut notices = Vec::new();
            let mut text = Spool::new(MAX_STATEFUL_OUTPUT_BYTES);
            let mut damage = 0;
            guess.encoding.decode_carried(&source, &mut |piece| {
                damage += piece.matches('\u{FFFD}').count() as u64;
                text.push(piece.as_bytes());
            });
            damage_problem(damage, InspectedExtent::Whole, &mut notices);
            notices.extend(text.truncation_problem());
            let inner = Detection {
                encoding: Encoding::Utf8,
                other: None,
                ..guess
            };
            let whole = Self::from_source(name, text.take().source(), inner);
            return Self {
                encoding_info: encoded,
                problems: notices,
                position_base: PositionBase::Decoded,
                ..whole
            };
        }
        Self::from_source(name, source, guess)
    }

    fn from_source(name: &str, source: Source, detection: Detection) -> Self {
        let sample = source.window(0, SAMPLE_BYTES).into_owned();
        let line_blocks = LineBlocks {
            body: detection.encoding.bom_len(&sample) as u64,
            source,
            encoding: detection.encoding,
        };
        let mut problems = Vec::new();
        let text = detection.encoding.decode(&sample);
        if is_tar(&sample) {
            problems.push(Notice::new(
                "这是 tar 包，照原样显示；tar xf 可解开",
                "this is a tar archive, shown as it is; tar xf unpacks it",
            ));
        } else if looks_binary(&text) {
            problems.push(Notice::new(
                "这个文件不像文本，照原样显示",
                "this file does not look like text; shown as it is",
            ));
        }
        mixture_problems(&line_blocks, &detection, &mut problems);
        problems.extend(truncated_start_problem(&detection));
        Self {
            lang: language(&text),
            line_blocks,
            encoding_info: detection.encoding_info(),
            leading_bytes: u64::from(detection.partial_char_len),
            detection,
            position_base: PositionBase::File,
            title: name.to_owned(),
            problems,
            saved_outline: None,
            rules: Arc::default(),
            fitted_rules: OnceLock::new(),
            hidden_line_count: OnceLock::new(),
            late_problem: OnceLock::new(),
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
        self.fitted_rules.get_or_init(|| {
            let head = self
                .line_blocks
                .source
                .window(self.line_blocks.body, RULE_SAMPLE_BYTES);
            Arc::new(self.rules.for_text(&self.detection.encoding.decode(&head)))
        })
    }

    /// Whether the rules hide a line. Pieces of an endless line are always shown.
    pub(crate) fn is_hidden(&self, line: &Block<'_>) -> bool {
        // Most lines need no look at the head of the text, which the first screen would wait for.
        self.may_hide_lines()
            && !line.is_continuation
            && self.rules.may_be_hidden(&line.text)
            && self.rules().is_hidden(&line.text)
    }

    /// Whether there may be lines that the rules hide, as far as is known.
    pub(crate) fn may_hide_lines(&self) -> bool {
        self.rules.may_hide_lines() && self.hidden_line_count.get() != Some(&0)
    }

    /// The document with an outline that was written down beside it, and what is to be told of that.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Notice>)) -> Self {
        self.saved_outline = saved;
        self.problems.extend(notice);
        self
    }

    /// The document with what is to be told of it.
    #[must_use]
    pub fn with_problems(mut self, notices: Vec<Notice>) -> Self {
        self.problems.splice(0..0, notices);
        self
    }

    fn decode(&self, range: Range<u64>) -> Cow<'_, str> {
        match self.line_blocks.source.window(range.start, range.end) {
            Cow::Borrowed(bytes) => self.detection.decode_line(bytes),
            Cow::Owned(bytes) if self.detection.line_encoding(&bytes) == Encoding::Utf8 => {
                Cow::Owned(match String::from_utf8(bytes) {
                    Ok(text) => text,
                    Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
                })
            }
            Cow::Owned(bytes) => Cow::Owned(self.detection.decode_line(&bytes).into_owned()),
        }
    }

    /// Whether all lines are in UTF-8.
    fn is_utf8(&self) -> bool {
        self.detection.encoding == Encoding::Utf8 && self.detection.other.is_none()
    }

    fn block_start(&self, pos: Pos) -> u64 {
        let last = self.line_blocks.source.len().saturating_sub(1);
        self.line_blocks.block_start(pos.block.0.min(last))
    }

    /// Walks the characters of the block that starts at `start`: hands out the source bytes and the
    /// decoded bytes before each, until `stop` says so, and gives the last.
    fn walk(&self, start: u64, stop: impl Fn(u64, u32) -> Go) -> (u64, u32) {
        let chunk = self.line_blocks.block(start);
        let line = self
            .line_blocks
            .source
            .window(chunk.text.start, chunk.text.end);
        let encoding = self.detection.line_encoding(&line);
        let (at, within) = encoding.walk(&line, &mut |at, within| {
            stop(start + at as u64, within as u32)
        });
        (start + at as u64, within as u32)
    }
}

/// Bytes of decoded text that the first `upto` bytes of UTF-8 become, a character that they cut in two left
/// out. What is behind them tells whether one is cut or damaged.
fn decoded_len(bytes: &[u8], upto: usize) -> u32 {
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
        let start = self.block_start(pos);
        let chunk = self.line_blocks.block(start);
        Block {
            pos: Pos::new(0, start),
            kind: BlockKind::Line,
            text: self.decode(chunk.text),
            is_continuation: chunk.is_continuation,
            ..Block::default()
        }
    }

    fn next(&self, pos: Pos) -> Option<Pos> {
        let start = self.block_start(pos);
        let next = self.line_blocks.block(start).next;
        (next < self.line_blocks.source.len()).then(|| Pos::new(0, next))
    }

    fn prev(&self, pos: Pos) -> Option<Pos> {
        let start = self.block_start(pos);
        (start > self.line_blocks.body)
            .then(|| Pos::new(0, self.line_blocks.block_start(start - 1)))
    }

    fn first(&self) -> Pos {
        Pos::new(0, self.line_blocks.body)
    }

    fn last(&self) -> Pos {
        Pos::new(0, self.block_start(Pos::new(0, u64::MAX)))
    }

    fn fraction(&self, pos: Pos) -> Fraction {
        Fraction::new(
            pos.block.0.saturating_add(u64::from(pos.within)),
            self.line_blocks.source.len(),
        )
    }

    fn pos_at(&self, fraction: Fraction) -> Pos {
        let ByteOffset(at) = fraction.to_offset(self.line_blocks.source.len());
        Pos::new(0, self.block_start(Pos::new(0, at)))
    }

    fn len(&self) -> u64 {
        self.line_blocks
            .source
            .len()
            .saturating_sub(self.line_blocks.body)
    }

    fn lines(&self, _section: u32) -> SourceLines {
        if self.is_utf8() {
            SourceLines::Raw(LineEnds::Close)
        } else {
            SourceLines::Decoded(LineEnds::Close)
        }
    }

    fn read_raw(&self, _section: u32, from: u64, buffer: &mut [u8]) -> usize {
        self.line_blocks.source.read(from, buffer)
    }

    fn read_lines(&self, _section: u32, from: u64, text: &mut String) -> u64 {
        bulk_decode::decode_blocks(&self.line_blocks, &self.detection, from, text)
    }

    fn skip_lines(&self, section: u32, from: u64, count: usize) -> Pos {
        Pos::new(
            section,
            bulk_decode::skip_lines(&self.line_blocks, from, count),
        )
    }

    fn pos_of_raw(&self, section: u32, at: u64) -> Pos {
        let start = self.line_blocks.block_start(at);
        let window = self
            .line_blocks
            .source
            .window(start, at + LOOK_AHEAD_BYTES as u64);
        let within = decoded_len(&window, at.saturating_sub(start) as usize);
        Pos::new(section, start).at(within)
    }

    fn pos_of_byte(&self, section: u32, at: u64) -> Pos {
        let at = at.saturating_sub(self.leading_bytes);
        if self.is_utf8() {
            return self.pos_of_raw(section, at);
        }
        let start = self.line_blocks.block_start(at);
        let (_, within) = self.walk(start, |next, _| if next > at { Go::Stop } else { Go::On });
        Pos::new(section, start).at(within)
    }

    fn byte_of(&self, pos: Pos) -> Option<u64> {
        let within = pos.within;
        let start = self.block_start(pos);
        let stop = |_, next| if next > within { Go::Stop } else { Go::On };
        (self.position_base == PositionBase::File)
            .then(|| self.walk(start, stop).0 + self.leading_bytes)
    }

    fn encoding(&self, _section: u32) -> Option<EncodingInfo> {
        Some(self.encoding_info)
    }

    fn similar(&self, pos: Pos) -> Vec<Heading> {
        self.similar_lines(pos)
    }

    fn hidden_lines(&self, _pos: Pos) -> u64 {
        self.count_hidden()
    }

    fn explain(&self, pos: Pos) -> Option<Notice> {
        self.explain_line(pos)
    }

    fn outline(&self, emit: &mut dyn FnMut(Step<Outline>) -> Go) {
        self.scan_outline(emit);
    }

    fn problems(&self) -> Vec<Notice> {
        self.problems
            .iter()
            .chain(self.late_problem.get())
            .cloned()
            .collect()
    }

    fn problems_at(&self, _pos: Pos) -> Vec<Notice> {
        self.late_problem.get().cloned().into_iter().collect()
    }
}
