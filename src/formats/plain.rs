//! Plain text: one block per line, decoded when it is shown. Opening reads only the head, regardless of the size.

mod bulk_decode;
mod document;
mod full_scan;
mod lines;
mod notes;
pub(crate) mod problems;

pub(crate) use notes::add_line_marks;

use crate::doc::{Block, Document as _, Outline, Pos, Problem, TitleLines};
use crate::outline::opening_title;
use crate::outline::rules::{BoilerplatePolicy, RULE_SAMPLE_BYTES, Rules};
use crate::source::encoding::Encoding;
use crate::source::encoding::detect::{Detection, EncodingHint, detect};
use crate::source::line_blocks::LineBlocks;
use crate::source::windows::Source;
use crate::text::script::{TextLang, language};
use notes::TextNotes;
use problems::{is_tar, looks_binary, mixture_problems, truncated_start_problem};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Beginning of a text from which its language and line breaks are judged, in bytes.
const SAMPLE_BYTES: u64 = 4 << 10;
/// Length in bytes of the longest byte order mark.
const MAX_BOM_BYTES: u64 = 4;

/// Beginning of a text that is searched for form feeds, in bytes.
const PAGE_SNIFF_BYTES: u64 = 64 << 10;

/// A text with a block per line.
#[derive(Debug)]
pub struct PlainDocument {
    line_blocks: LineBlocks,
    detection: Detection,
    /// Bytes of the file before `line_blocks`: the rest of a truncated character.
    leading_bytes: u64,
    /// Name of a text without a title.
    name: String,
    title_lines: OnceLock<Option<TitleLines>>,
    lang: TextLang,
    problems: Vec<Problem>,
    /// Outline of the sidecar, in place of the inferred one.
    saved_outline: Option<Outline>,
    /// The reader's rules. The imported rules that fit this text are chosen on first use.
    rules: Arc<Rules>,
    fitted_rules: OnceLock<Arc<Rules>>,
    /// Number of hidden lines, once the text was read to its end.
    hidden_line_count: OnceLock<u64>,
    /// Problem found after the head, once the text was read to its end.
    late_problem: OnceLock<Problem>,
    /// Notes, once a sign of one was seen.
    notes: OnceLock<TextNotes>,
}

impl PlainDocument {
    /// Opens `source` with its detected encoding. `name` is the title of a text without one.
    pub fn new(name: &str, source: Source) -> Self {
        let guess = detect(&source, &EncodingHint::default());
        Self::with_detection(name, source, guess)
    }

    /// Opens `source` in a known encoding.
    pub fn with_detection(name: &str, source: Source, detection: Detection) -> Self {
        let source = source.skip_front(u64::from(detection.partial_char_len));
        let body = source.inspect(0, MAX_BOM_BYTES, |head| detection.encoding.bom_len(head)) as u64;
        let line_blocks = LineBlocks {
            body,
            source,
            encoding: detection.encoding,
        };
        let sample = line_blocks.source.window(0, SAMPLE_BYTES);
        let mut problems = Vec::new();
        let text = detection.encoding.decode(&sample);
        if is_tar(&sample) {
            problems.push(Problem::TarArchive);
        } else if looks_binary(&text) {
            problems.push(Problem::NotText);
        }
        mixture_problems(&line_blocks, &detection, &mut problems);
        problems.extend(truncated_start_problem(&detection));
        let lang = language(&text);
        Self {
            lang,
            line_blocks,
            leading_bytes: u64::from(detection.partial_char_len),
            detection,
            name: name.to_owned(),
            title_lines: OnceLock::new(),
            problems,
            saved_outline: None,
            rules: Arc::default(),
            fitted_rules: OnceLock::new(),
            hidden_line_count: OnceLock::new(),
            late_problem: OnceLock::new(),
            notes: OnceLock::new(),
        }
    }

    /// Returns the document with the reader's rules for headings and hidden lines.
    #[must_use]
    pub fn with_rules(mut self, rules: Arc<Rules>) -> Self {
        self.rules = rules;
        self
    }

    /// Returns the rules that apply to this text.
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

    /// Returns whether the rules hide a line. Parts of an endless line are always shown.
    pub(crate) fn is_hidden(&self, line: &Block<'_>) -> bool {
        // Most lines are decided without the head of the text, for which the first screen would wait.
        !line.is_continuation
            && self.may_hide_line(&line.text)
            && self.rules().is_hidden(&line.text)
    }

    /// Returns whether a line may be hidden, decided without the head of the text.
    pub(crate) fn may_hide_line(&self, line: &str) -> bool {
        self.may_hide_lines() && self.rules.may_be_hidden(line)
    }

    /// Returns whether some lines may be hidden, as far as is known.
    pub(crate) fn may_hide_lines(&self) -> bool {
        self.rules.may_hide_lines() && self.hidden_line_count.get() != Some(&0)
    }

    /// Returns the document with the outline of its sidecar, if there is one, and the problem of loading it.
    #[must_use]
    pub fn with_outline(mut self, (saved, notice): (Option<Outline>, Option<Problem>)) -> Self {
        self.saved_outline = saved;
        self.problems.extend(notice);
        self
    }

    /// Returns the document with further problems, reported first.
    #[must_use]
    pub fn with_problems(mut self, notices: Vec<Problem>) -> Self {
        self.problems.splice(0..0, notices);
        self
    }

    /// Returns the title block in the first lines, if there is one.
    fn opening_title(&self) -> Option<&TitleLines> {
        let found = self.title_lines.get_or_init(|| {
            let lines = std::iter::successors(Some(self.first()), |pos| self.next(*pos));
            let lines = lines.map(|pos| self.block_at(pos));
            let shown = lines.filter(|line| !self.is_hidden(line));
            opening_title::find(shown, |pos| self.is_one_of_many(pos))
        });
        found.as_ref()
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

    /// Returns whether a form feed may be in the beginning of the text.
    pub(crate) fn has_form_feeds(&self) -> bool {
        const FORM_FEED: u8 = 0x0C;
        let start = self.line_blocks.body;
        let head = self
            .line_blocks
            .source
            .window(start, start + PAGE_SNIFF_BYTES);
        let encoding = self.detection.encoding;
        match encoding.unit_len() {
            1 => memchr::memchr(FORM_FEED, &head).is_some(),
            // The byte is a part of many characters there.
            _ => encoding.decode(&head).contains(char::from(FORM_FEED)),
        }
    }

    /// Returns whether all lines are UTF-8.
    fn is_utf8(&self) -> bool {
        self.detection.encoding == Encoding::Utf8 && self.detection.other.is_none()
    }

    fn block_start(&self, pos: Pos) -> u64 {
        let last = self.line_blocks.source.len().saturating_sub(1);
        self.line_blocks.block_start(pos.block.0.min(last))
    }

    /// Finds the last character in the block at `start` for whose end `is_past(source_offset, text_offset)` is
    /// false. Returns the offsets of its end in the source and the decoded text.
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
