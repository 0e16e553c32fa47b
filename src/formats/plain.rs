//! Plain text: one block a line, decoded when it is shown. Opening it reads nothing but its head, whatever its
//! size.

mod bulk_decode;
mod document;
mod full_scan;
mod lines;
pub(crate) mod problems;

use crate::doc::{Block, Outline, Pos, Problem};
use crate::outline::rules::{BoilerplatePolicy, RULE_SAMPLE_BYTES, Rules};
use crate::source::encoding::Encoding;
use crate::source::encoding::detect::{Detection, EncodingHint, detect};
use crate::source::line_blocks::LineBlocks;
use crate::source::windows::Source;
use crate::text::script::{TextLang, language};
use problems::{is_tar, looks_binary, mixture_problems, truncated_start_problem};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// How much of a text its language and its habits are judged by, in bytes.
const SAMPLE_BYTES: u64 = 4 << 10;

/// A text whose blocks are its lines.
#[derive(Debug)]
pub struct PlainDocument {
    line_blocks: LineBlocks,
    detection: Detection,
    /// Bytes of the file before `bytes`: the rest of a character that was cut off.
    leading_bytes: u64,
    title: String,
    lang: TextLang,
    problems: Vec<Problem>,
    /// An outline that was written down and stands for the inferred one.
    saved_outline: Option<Outline>,
    /// The reader's rules; which of those imported fits this text is known when it is asked for.
    rules: Arc<Rules>,
    fitted_rules: OnceLock<Arc<Rules>>,
    /// Lines that they hide, once the text was read to its end.
    hidden_line_count: OnceLock<u64>,
    /// What was found wrong behind the head, once the text was read to its end.
    late_problem: OnceLock<Problem>,
}

impl PlainDocument {
    /// A document over `source`, whose encoding is guessed. `name` is what it is called when it has
    /// no title of its own.
    pub fn new(name: &str, source: Source) -> Self {
        let guess = detect(&source, &EncodingHint::default());
        Self::with_detection(name, source, guess)
    }

    /// A document over `source` in an encoding that is known.
    pub fn with_detection(name: &str, source: Source, detection: Detection) -> Self {
        let source = source.skip_front(u64::from(detection.partial_char_len));
        let sample = source.window(0, SAMPLE_BYTES).into_owned();
        let line_blocks = LineBlocks {
            body: detection.encoding.bom_len(&sample) as u64,
            source,
            encoding: detection.encoding,
        };
        let mut problems = Vec::new();
        let text = detection.encoding.decode(&sample);
        if is_tar(&sample) {
            problems.push(Problem::TarArchive);
        } else if looks_binary(&text) {
            problems.push(Problem::NotText);
        }
        mixture_problems(&line_blocks, &detection, &mut problems);
        problems.extend(truncated_start_problem(&detection));
        Self {
            lang: language(&text),
            line_blocks,
            leading_bytes: u64::from(detection.partial_char_len),
            detection,
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
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Problem>)) -> Self {
        self.saved_outline = saved;
        self.problems.extend(notice);
        self
    }

    /// The document with what is to be told of it.
    #[must_use]
    pub fn with_problems(mut self, notices: Vec<Problem>) -> Self {
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

    /// Finds the last character of the block that starts at `start` whose end `is_past` is not true of, given in
    /// bytes of the source and of the decoded text. Returns where it ends in both.
    fn walk(&self, start: u64, is_past: impl Fn(u64, u32) -> bool) -> (u64, u32) {
        let chunk = self.line_blocks.block(start);
        let line = self
            .line_blocks
            .source
            .window(chunk.text.start, chunk.text.end);
        let encoding = self.detection.line_encoding(&line);
        let (at, within) = encoding.walk(&line, &mut |at, within| {
            if is_past(start + at as u64, within as u32) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        (start + at as u64, within as u32)
    }
}
