//! Statistics of the beginning of a text, which decide the form of its paragraphs.

use super::headed_line::{has_head, sets_items_flush};
use super::{BlankLines, ParagraphForm};
use crate::doc::{Block, BlockKind, Document, Pos, RubySpan};
use crate::layout::leading_blanks::{MAX_INDENT_CELLS, leading_blanks};
use crate::text::closing_signs::without_closing_signs;
use crate::text::item_sign::has_item_sign;
use crate::text::script::{TextLang, is_cjk};
use crate::text::sentence::ends_sentence;
use std::cmp::Reverse;
use std::ops::Range;

/// Bytes at the beginning of the text that decide the form of its paragraphs.
const MAX_SAMPLE_BYTES: u64 = 64 << 10;
/// Blocks that decide it, for a text of many short lines.
const MAX_SAMPLE_BLOCKS: usize = 160;

/// Characters of a line at a usual measure.
const LINE_CHARS: usize = 36;

/// Sections at the beginning of a book without prose, such as its cover and its title page.
const MAX_FRONT_SECTIONS: u32 = 4;

/// Marks that open speech, which is often flush where other paragraphs are indented.
const SPEECH_MARKS: [char; 8] = ['「', '『', '“', '‘', '"', '（', '(', '—'];

/// Lines of prose from which a plain text has paragraphs.
const MIN_PROSE_LINES: u32 = 3;

/// Statistics of the beginning of a text.
#[derive(Debug, Default)]
pub(super) struct Sample {
    pub(super) opening: Option<Pos>,
    /// Section of the last block.
    pub(super) last_section: u32,
    /// Lines of plain text, and paragraphs.
    lines: u32,
    paragraphs: u32,
    /// Lines that are prose, those of them with an indent, the bytes of prose, and those of all lines.
    prose: u32,
    indented_prose: u32,
    /// The same without speech, notes and items with a sign, which have indents of their own.
    plain_prose: u32,
    indented_plain: u32,
    prose_bytes: usize,
    text_bytes: usize,
    /// Lines of prose by the width of their leading blanks in cells; wide blanks are no indent.
    prose_by_indent: [u32; MAX_INDENT_CELLS as usize + 1],
    /// Lines that begin with a head of their own, as items, speeches and dates do.
    headed: u32,
    /// Text blocks directly below a blank line or an empty row.
    spaced: u32,
    /// Text blocks below another one.
    followers: u32,
    /// Lines of prose below another one, and those of them with a blank line between.
    prose_followers: u32,
    spaced_prose: u32,
    /// Lines of running text at a usual measure, and those of them with readings.
    set_lines: usize,
    read_lines: usize,
    /// Bytes of the shortest run of blank lines.
    single_blank: Option<u64>,
}

impl Sample {
    /// Reads the beginning of a document.
    pub(super) fn of(doc: &dyn Document) -> Self {
        Self::from_pos(doc, doc.first(), MAX_FRONT_SECTIONS)
    }

    /// Reads the beginning of the section of `pos`.
    pub(super) fn of_section(doc: &dyn Document, pos: Pos) -> Self {
        Self::from_pos(doc, Pos::new(pos.section, 0), 0)
    }

    /// Reads blocks from `first` on, in its section; in up to `front` further ones while there is no prose.
    fn from_pos(doc: &dyn Document, first: Pos, front: u32) -> Self {
        let mut sample = Self::default();
        let (mut block, mut bytes) = (doc.block_at(first), 0);
        let (mut is_after_blank, mut is_after_text, mut is_after_prose) = (false, false, false);
        for _ in 0..MAX_SAMPLE_BLOCKS {
            let section = block.pos.section;
            sample.last_section = section;
            bytes += block.text.len() as u64;
            let is_blank = block.text.trim().is_empty();
            if !is_blank {
                sample.opening.get_or_insert(block.pos);
            }
            let last_section = if sample.prose == 0 {
                first.section.saturating_add(front)
            } else {
                section
            };
            let next = doc
                .block_after(&block)
                .filter(|next| next.pos.section <= last_section);
            match block.kind {
                BlockKind::Line if is_blank => {
                    is_after_blank = true;
                    if let Some(next) = &next {
                        let length = next.pos.block.0.saturating_sub(block.pos.block.0).max(1);
                        let least = sample
                            .single_blank
                            .map_or(length, |least| least.min(length));
                        sample.single_blank = Some(least);
                    }
                }
                BlockKind::Line | BlockKind::Paragraph => {
                    sample.lines += u32::from(block.kind == BlockKind::Line);
                    sample.paragraphs += u32::from(block.kind == BlockKind::Paragraph);
                    sample.text_bytes += block.text.len();
                    sample.headed += u32::from(has_head(&block.text, doc.lang()));
                    let is_prose = is_prose(&block.text);
                    if is_prose {
                        sample.count_prose(&block.text);
                    }
                    sample.count_readings(&block);
                    if is_after_text {
                        sample.followers += 1;
                        sample.spaced += u32::from(is_after_blank || block.space_above > 0);
                    }
                    if is_prose && is_after_prose {
                        sample.prose_followers += 1;
                        sample.spaced_prose += u32::from(is_after_blank);
                    }
                    (is_after_text, is_after_blank, is_after_prose) = (true, false, is_prose);
                }
                _ => (is_after_text, is_after_blank, is_after_prose) = (false, false, false),
            }
            match next {
                Some(next) if bytes < MAX_SAMPLE_BYTES => block = next,
                _ => break,
            }
        }
        sample
    }

    /// Returns the form of the paragraphs. Plain lines keep theirs unless most of them are prose.
    pub(super) fn form(&self, lang: TextLang) -> ParagraphForm {
        let is_cjk = lang != TextLang::Other;
        if self.lines > self.paragraphs {
            let is_text = self.prose >= MIN_PROSE_LINES && self.prose_bytes * 2 > self.text_bytes;
            return match is_cjk && is_text {
                false => ParagraphForm::Source,
                true if self.is_flush(lang) => ParagraphForm::Flush,
                true => ParagraphForm::Indent,
            };
        }
        if is_cjk {
            ParagraphForm::Indent
        } else {
            ParagraphForm::Space
        }
    }

    /// Returns whether the paragraphs of plain text have no indents because blank lines part them, or because most have a
    /// head. Chinese paragraphs have an indent however they are parted.
    fn is_flush(&self, lang: TextLang) -> bool {
        let are_parted = sets_items_flush(lang)
            && self.spaced_prose > 0
            && self.spaced_prose * 2 >= self.prose_followers;
        !self.has_own_indents() && (are_parted || self.headed * 2 >= self.lines)
    }

    /// Returns whether blank lines part nearly all paragraphs.
    fn are_parted(&self) -> bool {
        self.followers > 0 && self.spaced * 5 >= self.followers * 4
    }

    /// Returns whether all text is lines, as in the source of a text.
    pub(super) fn has_only_lines(&self) -> bool {
        self.lines > 0 && self.paragraphs == 0
    }

    /// Counts the lines of a block, and those with readings above them.
    fn count_readings(&mut self, block: &Block<'_>) {
        let chars = |range: Range<usize>| block.text.get(range).unwrap_or_default().chars().count();
        let (mut at, mut shown, mut last_line) = (0, 0, None);
        for (range, mark) in &block.marks {
            let Some(reading) = RubySpan::from_mark(&block.text, range, mark) else {
                continue;
            };
            let start = reading.base.start as usize;
            if start < at {
                continue;
            }
            shown += chars(at..start);
            let line = shown / LINE_CHARS;
            if last_line.replace(line) != Some(line) {
                self.read_lines += 1;
            }
            shown += chars(start..reading.base.end as usize);
            at = reading.inline_reading.end as usize;
        }
        shown += chars(at..block.text.len());
        self.set_lines += shown.div_ceil(LINE_CHARS);
    }

    /// Counts a line of prose and its indent.
    fn count_prose(&mut self, text: &str) {
        let words = text.trim_start();
        let is_indented = u32::from(words.len() < text.len());
        let is_own = has_item_sign(words)
            || words.starts_with(SPEECH_MARKS)
            || words.starts_with(|c| ('①'..='⑳').contains(&c));
        let is_plain = u32::from(!is_own);
        self.prose += 1;
        self.indented_prose += is_indented;
        self.plain_prose += is_plain;
        self.indented_plain += is_indented * is_plain;
        self.prose_bytes += text.len();
        let indent = usize::from(leading_blanks(text).1);
        if let Some(lines) = self.prose_by_indent.get_mut(indent) {
            *lines += 1;
        }
    }

    /// Returns whether most paragraphs are indented in the source.
    pub(super) fn has_own_indents(&self) -> bool {
        if self.plain_prose == 0 {
            self.indented_prose * 2 > self.prose
        } else {
            self.indented_plain * 2 > self.plain_prose
        }
    }

    /// Returns the width in cells of the indent that most indented lines of prose have; 0 if none is indented.
    pub(super) fn usual_indent(&self) -> u16 {
        let widths = (1_u16..).zip(self.prose_by_indent.iter().skip(1));
        let used = widths.filter(|(_, lines)| **lines > 0);
        used.min_by_key(|(_, lines)| Reverse(**lines))
            .map_or(0, |(width, _)| width)
    }

    /// Returns whether so many lines have readings that all get a row for them.
    pub(super) fn has_many_readings(&self) -> bool {
        self.read_lines > 0 && self.read_lines * 3 >= self.set_lines
    }

    /// Returns the meaning of single blank lines between paragraphs.
    pub(super) fn blank_lines(&self) -> BlankLines {
        if self.are_parted() {
            BlankLines::Separators(self.single_blank.unwrap_or(1))
        } else {
            BlankLines::Breaks
        }
    }
}

/// Bytes from which a line without a full stop counts as prose: thirty Han.
const MIN_PROSE_BYTES: usize = 90;

/// Returns whether a line is prose in a CJK language: long, or with a mark at its end that closes a sentence or leads
/// on.
pub(super) fn is_prose(text: &str) -> bool {
    (is_long(text) || is_closed(text)) && text.chars().any(is_cjk)
}

/// Returns whether a line reads as a paragraph at any length: its end is closed, or it is long and has marks within.
pub(crate) fn reads_as_paragraph(text: &str) -> bool {
    let has_marks = || text.contains(['。', '，', '、', '；', '！', '？']);
    (is_closed(text) || is_long(text) && has_marks()) && text.chars().any(is_cjk)
}

/// Returns whether a mark at the end of a line closes a sentence or leads on. A remark or the sign of a note may follow:
/// 把教育摆在优先位置。（鼓掌）. Words in quotes without such a mark are a head: “木头会说话”.
pub(super) fn is_closed(text: &str) -> bool {
    let text = text.trim();
    let words = without_closing_signs(text);
    ends_sentence(words)
        || words.ends_with(['：', '；', ':', '」', '』', '"'])
        || words.ends_with('”') && !words.starts_with('“')
}

/// Returns whether a line is long enough for prose.
pub(super) fn is_long(text: &str) -> bool {
    text.trim().len() > MIN_PROSE_BYTES
}
