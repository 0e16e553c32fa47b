//! Parser of one 青空文庫 line: its text with ruby and annotations applied.

use super::accents;
use super::annotation::{self, Annotation};
use super::marked_text::MarkedText;
use crate::doc::Mark;
use crate::formats::blocks::placeholders;
use crate::formats::blocks::sub_sup::{SubSup, to_sub_sup};
use crate::text::script::{TextLang, is_han, is_kana};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

/// Length in bytes at which a line continues in another block.
const MAX_BLOCK_BYTES: usize = 64 << 10;
/// Longest annotation and longest ruby, in bytes.
const MAX_ANNOTATION_BYTES: usize = 2 << 10;
/// Distance before an annotation in which the words it quotes are searched, in bytes.
const TARGET_SEARCH_BYTES: usize = 4 << 10;

/// Sign for a character that the encoding and the tables lack.
const GETA: &str = "〓";

/// A parsed line.
pub(crate) struct ParsedLine<'t> {
    pub(crate) pieces: Vec<MarkedText>,
    /// Annotations other than marks.
    pub(crate) annotations: Vec<Annotation<'t>>,
    /// Marks still open at the end of the line.
    pub(crate) open_marks: Vec<Mark>,
}

impl ParsedLine<'_> {
    /// Returns the text of the line without ruby.
    pub(crate) fn plain_text(&self) -> String {
        self.pieces.iter().map(MarkedText::plain_text).collect()
    }
}

/// Parses a line. `marks` are open at its start.
pub(crate) fn parse_line<'t>(line: &'t str, marks: &[Mark]) -> ParsedLine<'t> {
    let mut reading = LineParser {
        open_marks: marks.iter().map(|mark| (0, mark.clone())).collect(),
        ..LineParser::default()
    };
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '※' => reading.push_gaiji(rest),
            '［' => reading.apply_annotation(rest),
            '｜' => reading.set_base_start(rest),
            '《' => reading.push_ruby(rest),
            '〔' => reading.push_accents(rest),
            '／' => repeat_mark(rest).map(|(mark, len)| {
                reading.push(mark);
                len
            }),
            _ => None,
        };
        if taken.is_none() {
            reading.push(c.encode_utf8(&mut [0; 4]));
        }
        rest = rest
            .get(taken.unwrap_or(c.len_utf8())..)
            .unwrap_or_default();
        reading.split_overlong();
    }
    reading.finish()
}

#[derive(Default)]
struct LineParser<'t> {
    pieces: Vec<MarkedText>,
    text: String,
    marks: Vec<(Range<u32>, Mark)>,
    /// The text without ruby, and pairs of offsets (text without ruby, text) where the two begin to differ anew.
    text_without_ruby: String,
    offset_map: Vec<(usize, usize)>,
    /// Start of the next base, if a ｜ marked it.
    base_start: Option<usize>,
    open_marks: Vec<(u32, Mark)>,
    /// Whether the open remark has brackets of its own.
    remark_has_brackets: bool,
    annotations: Vec<Annotation<'t>>,
}

impl<'t> LineParser<'t> {
    fn push(&mut self, words: &str) {
        let is_apart = self.offset_map.last().is_none_or(|(bare, text)| {
            self.text_without_ruby.len() - bare != self.text.len() - text
        });
        if is_apart {
            self.offset_map
                .push((self.text_without_ruby.len(), self.text.len()));
        }
        self.text.push_str(words);
        self.text_without_ruby.push_str(words);
    }

    /// Writes the character of `※［＃…］`, which the encoding lacks. Returns the bytes consumed.
    fn push_gaiji(&mut self, rest: &str) -> Option<usize> {
        let sign = '※'.len_utf8();
        let inside = annotation_body(rest.get(sign..)?)?;
        let len = sign + annotation_len(inside);
        let Some(found) = annotation::gaiji(inside) else {
            let has_reading = self.base_start.is_some() || rest.get(len..)?.starts_with('《');
            self.push(GETA);
            if !has_reading {
                self.push_description(inside);
            }
            return Some(len);
        };
        self.push(&found);
        Some(len)
    }

    /// Writes the words that describe an unknown character, as a remark that annotations do not see.
    fn push_description(&mut self, note: &str) {
        let words = note.split('、').next().unwrap_or_default();
        if words.trim().is_empty() {
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(&format!("（{}）", plain_text(words)));
        let end = self.text.len() as u32;
        self.marks.push((start..end, Mark::InlineNote));
    }

    /// Applies an annotation `［＃…］`. Returns the bytes consumed.
    fn apply_annotation(&mut self, rest: &'t str) -> Option<usize> {
        let inside = annotation_body(rest)?;
        match annotation::parse(inside) {
            Annotation::Mark(words, mark) => {
                if let Some(range) = self.find_words(&plain_text(words)) {
                    self.marks.push((range, mark));
                }
            }
            Annotation::MarkStart(mark) => self.open_marks.push((self.text.len() as u32, mark)),
            Annotation::MarkEnd(mark) => self.close_mark(&mark),
            Annotation::RunInHeading(words, level) => {
                if let Some(range) = self.find_words(&plain_text(words)) {
                    self.marks.push((range, Mark::RunInHeading));
                    self.annotations.push(Annotation::RunInLevel(level));
                }
            }
            Annotation::RunInStart(level) => {
                self.open_marks
                    .push((self.text.len() as u32, Mark::RunInHeading));
                self.annotations.push(Annotation::RunInLevel(level));
            }
            Annotation::RunInEnd => self.close_mark(&Mark::RunInHeading),
            Annotation::SubSup(words, level) => self.apply_sub_sup(&plain_text(words), level),
            Annotation::Kanbun(marks) => {
                let start = self.text.len() as u32;
                self.push(&marks);
                self.marks
                    .push((start..self.text.len() as u32, Mark::InlineNote));
            }
            Annotation::RemarkStart => self.open_remark(rest.get(annotation_len(inside)..)?),
            Annotation::RemarkEnd => self.close_remark(),
            Annotation::SideText(words) => {
                let start = self.text.len() as u32;
                self.push(&format!("（{}）", plain_text(words)));
                let end = self.text.len() as u32;
                self.marks.push((start..end, Mark::InlineNote));
            }
            Annotation::FlushRight(_) if !self.text.trim().is_empty() => self.push("　"),
            Annotation::Image(description) => {
                self.push(&placeholders::image(TextLang::Ja, &plain_text(description)));
            }
            note => self.annotations.push(note),
        }
        Some(annotation_len(inside))
    }

    /// Closes the innermost open mark that equals `mark`.
    fn close_mark(&mut self, mark: &Mark) {
        if let Some(at) = self.open_marks.iter().rposition(|(_, open)| open == mark) {
            let (start, mark) = self.open_marks.remove(at);
            self.marks.push((start..self.text.len() as u32, mark));
        }
    }

    /// Writes the accented letters of `〔e'tude〕`. Returns the bytes consumed.
    fn push_accents(&mut self, rest: &str) -> Option<usize> {
        let sign = '〔'.len_utf8();
        let near = rest.get(sign..rest.floor_char_boundary(MAX_ANNOTATION_BYTES))?;
        let inside = near.get(..near.find('〕')?)?;
        if inside.contains(['［', '《', '｜', '※', '〔']) {
            return None;
        }
        self.push(&accents::compose_accents(inside)?);
        Some(sign + inside.len() + '〕'.len_utf8())
    }

    /// Raises or lowers `words` if the text ends with them.
    fn apply_sub_sup(&mut self, words: &str, level: SubSup) {
        let bare = self.text_without_ruby.len() - words.len().min(self.text_without_ruby.len());
        if words.is_empty()
            || !self.text_without_ruby.ends_with(words)
            || !self.text.ends_with(words)
        {
            return;
        }
        let text = self.text.len() - words.len();
        let base = self.text.get(..text).unwrap_or_default();
        if let Some(raised) = to_sub_sup(base, words, level) {
            self.text.truncate(text);
            self.text_without_ruby.truncate(bare);
            self.offset_map.retain(|(start, _)| *start <= bare);
            self.push(&raised);
        }
    }

    /// Opens a remark that continues with `rest`. Adds brackets unless the remark has its own.
    fn open_remark(&mut self, rest: &str) {
        self.open_marks
            .push((self.text.len() as u32, Mark::InlineNote));
        self.remark_has_brackets = rest.starts_with(['（', '〔', '(']);
        if !self.remark_has_brackets {
            self.push("（");
        }
    }

    fn close_remark(&mut self) {
        let is_it = |(_, mark): &(u32, Mark)| *mark == Mark::InlineNote;
        let Some(at) = self.open_marks.iter().rposition(is_it) else {
            return;
        };
        if !self.remark_has_brackets {
            self.push("）");
        }
        let (start, mark) = self.open_marks.remove(at);
        self.marks.push((start..self.text.len() as u32, mark));
    }

    /// Takes a ｜ as the start of the next base, if a ruby follows. Returns the bytes consumed.
    fn set_base_start(&mut self, rest: &str) -> Option<usize> {
        let sign = '｜'.len_utf8();
        let near = rest.get(sign..rest.floor_char_boundary(MAX_ANNOTATION_BYTES))?;
        let ruby = near.find('《')?;
        let is_nearer = near.find('｜').is_none_or(|next| ruby < next);
        is_nearer.then(|| {
            self.base_start = Some(self.text.len());
            sign
        })
    }

    /// Writes the ruby `《…》` after its base. Returns the bytes consumed.
    fn push_ruby(&mut self, rest: &str) -> Option<usize> {
        let sign = '《'.len_utf8();
        let near = rest.get(sign..rest.floor_char_boundary(MAX_ANNOTATION_BYTES))?;
        let reading = near.get(..near.find('》')?)?;
        let start = self
            .base_start
            .take()
            .unwrap_or_else(|| base_start(&self.text));
        let base = self.text.get(start..)?.len();
        if base == 0 || reading.is_empty() {
            return None;
        }
        self.text.push_str(&format!("（{}）", plain_text(reading)));
        self.marks.push((
            start as u32..self.text.len() as u32,
            Mark::Ruby { base: base as u32 },
        ));
        Some(sign + reading.len() + '》'.len_utf8())
    }

    /// Finds the nearest earlier occurrence of the words that an annotation quotes.
    fn find_words(&self, words: &str) -> Option<Range<u32>> {
        let near = self.text_without_ruby.ceil_char_boundary(
            self.text_without_ruby
                .len()
                .saturating_sub(TARGET_SEARCH_BYTES),
        );
        let start = near + self.text_without_ruby.get(near..)?.rfind(words)?;
        let last = words.char_indices().next_back()?.0 + start;
        let end = words.len() + start;
        Some(self.text_offset(start) as u32..(self.text_offset(last) + end - last) as u32)
    }

    /// Converts an offset in the text without ruby to an offset in the text.
    fn text_offset(&self, at: usize) -> usize {
        let after = self.offset_map.partition_point(|(bare, _)| *bare <= at);
        self.offset_map
            .get(after.saturating_sub(1))
            .map_or(0, |(bare, text)| text + at - bare)
    }

    /// Begins a new block when this one exceeds [`MAX_BLOCK_BYTES`].
    fn split_overlong(&mut self) {
        if self.text.len() >= MAX_BLOCK_BYTES {
            self.end_piece();
        }
    }

    fn end_piece(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim_end().to_owned();
        let len = text.len() as u32;
        let mut marks = std::mem::take(&mut self.marks);
        for (start, mark) in &mut self.open_marks {
            marks.push((*start..len, mark.clone()));
            *start = 0;
        }
        for (range, _) in &mut marks {
            range.end = range.end.min(len);
        }
        marks.retain(|(range, mark)| {
            let reading = match mark {
                Mark::Ruby { base } => *base,
                _ => 0,
            };
            range.start + reading < range.end
        });
        marks.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        self.pieces.push(MarkedText { text, marks });
        self.text_without_ruby.clear();
        self.offset_map.clear();
        self.base_start = None;
    }

    fn finish(mut self) -> ParsedLine<'t> {
        // A run-in heading ends with its line at the latest.
        self.close_mark(&Mark::RunInHeading);
        self.end_piece();
        ParsedLine {
            pieces: self.pieces,
            annotations: self.annotations,
            open_marks: self.open_marks.into_iter().map(|(_, mark)| mark).collect(),
        }
    }
}

/// Returns the body of the annotation at the start of `rest`. Annotations may nest.
fn annotation_body(rest: &str) -> Option<&str> {
    let open = "［＃";
    let near = rest.strip_prefix(open)?.get(
        ..rest
            .floor_char_boundary(MAX_ANNOTATION_BYTES)
            .saturating_sub(open.len()),
    )?;
    let mut depth = 1;
    for (at, c) in near.char_indices() {
        match c {
            '［' => depth += 1,
            '］' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return near.get(..at);
        }
    }
    None
}

/// Returns the length in bytes of an annotation with its brackets.
fn annotation_len(inside: &str) -> usize {
    "［＃".len() + inside.len() + '］'.len_utf8()
}

/// Returns the character that an annotation describes, 〓 (geta) if it is unknown.
fn gaiji_or_geta(note: &str) -> Cow<'static, str> {
    annotation::gaiji(note).unwrap_or(Cow::Borrowed(GETA))
}

/// Returns the vertical repeat mark (くの字点) that `rest` begins with, and the bytes of the signs that 青空文庫 writes for
/// it.
fn repeat_mark(rest: &str) -> Option<(&'static str, usize)> {
    [("／＼", "〳〵"), ("／″＼", "〴〵")]
        .into_iter()
        .find(|(written, _)| rest.starts_with(written))
        .map(|(written, mark)| (mark, written.len()))
}

/// Returns the words of an annotation or ruby: gaiji resolved, nested annotations and ruby removed.
fn plain_text(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let sign = c.len_utf8();
        let skip = match c {
            '※' => rest.get(sign..).and_then(annotation_body).map(|note| {
                out.push_str(&gaiji_or_geta(note));
                sign + annotation_len(note)
            }),
            '［' => annotation_body(rest).map(annotation_len),
            '《' => rest.find('》').map(|end| end + '》'.len_utf8()),
            '｜' => Some(sign),
            '／' => repeat_mark(rest).map(|(mark, len)| {
                out.push_str(mark);
                len
            }),
            _ => None,
        };
        if skip.is_none() {
            out.push(c);
        }
        rest = rest.get(skip.unwrap_or(sign)..).unwrap_or_default();
    }
    out
}

/// Returns the start of an unmarked ruby base: the run of one script at the end of the text.
fn base_start(text: &str) -> usize {
    let Some(script) = text.chars().next_back().map(base_script) else {
        return 0;
    };
    let run = text.char_indices().rev();
    run.take_while(|&(_, c)| script != BaseScript::Other && self::base_script(c) == script)
        .last()
        .map_or(text.len(), |(at, _)| at)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BaseScript {
    Han,
    Hiragana,
    Katakana,
    Letters,
    Other,
}

fn base_script(c: char) -> BaseScript {
    match c {
        '々' | '仝' | '〆' | '〇' | 'ヶ' | '〓' | '〻' => BaseScript::Han,
        _ if is_han(c) => BaseScript::Han,
        'ー' => BaseScript::Katakana,
        _ if is_kana(c) && (c as u32) < 0x30A0 => BaseScript::Hiragana,
        _ if is_kana(c) => BaseScript::Katakana,
        _ if c.is_alphanumeric() => BaseScript::Letters,
        _ => BaseScript::Other,
    }
}
