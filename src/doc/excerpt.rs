//! Excerpt: the text of a span as the author wrote it.

use super::block::{Block, BlockKind, Mark};
use super::document::Document;
use super::pos::{Pos, Span};
use super::stops::attached_parts;
use std::ops::Range;

/// Treatment of readings in an excerpt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExcerptReadings {
    /// Left out.
    Omitted,
    /// In parentheses after their base: 漢字（かんじ）.
    Inline,
}

/// Excerpt of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Text, without note references and control characters other than line ends and tabs.
    pub text: String,
    /// Whether the text reached its limit before the end of the span.
    pub is_cut: bool,
}

/// Returns the text of `span`: paragraphs separated by one line end, table cells by a tab. Empty lines are kept only in
/// the text as in its file. Reads no block after the text has `max_bytes`.
pub fn excerpt(
    doc: &dyn Document,
    span: &Span,
    readings: ExcerptReadings,
    max_bytes: usize,
) -> Excerpt {
    let keeps_blank_lines = doc.view_kind().is_none();
    let mut out = Excerpt::default();
    let mut is_first = true;
    let mut next = (span.start < span.end).then(|| doc.block_at(span.start).pos);
    while let Some(at) = next.filter(|at| *at < span.end) {
        if out.text.len() >= max_bytes {
            out.is_cut = true;
            return out;
        }
        let block = doc.block_at(at);
        let piece = piece_of(&block, &bytes_in(&block, span), readings);
        let is_blank = piece.trim().is_empty() && block.kind != BlockKind::Code;
        if !is_blank || keeps_blank_lines {
            if !is_first && !block.is_continuation {
                out.text.push('\n');
            }
            out.text.push_str(&piece);
            is_first = false;
        }
        next = doc.next(at);
    }
    out
}

/// Returns the part of a block's text that lies in `span`, in bytes.
fn bytes_in(block: &Block<'_>, span: &Span) -> Range<u32> {
    let len = block.text.len() as u32;
    let within = |pos: Pos, other: u32| {
        if pos.block_start() == block.pos {
            pos.within.min(len)
        } else {
            other
        }
    };
    within(span.start, 0)..within(span.end, len)
}

/// Returns the text of a part of a block.
fn piece_of(block: &Block<'_>, bytes: &Range<u32>, readings: ExcerptReadings) -> String {
    let BlockKind::Table(table) = &block.kind else {
        return text_of(block, bytes, readings);
    };
    let mut rows = Vec::new();
    for row in &table.rows {
        let cells = row.iter().filter_map(|cell| {
            let part = cell.start.max(bytes.start)..cell.end.min(bytes.end);
            (part.start <= part.end && cell.start < bytes.end && cell.end > bytes.start)
                .then(|| text_of(block, &part, readings).trim().to_owned())
        });
        let cells: Vec<String> = cells.collect();
        if !cells.is_empty() {
            rows.push(cells.join("\t"));
        }
    }
    rows.join("\n")
}

/// Returns the text of `bytes` without note references, omitted readings and control characters.
fn text_of(block: &Block<'_>, bytes: &Range<u32>, readings: ExcerptReadings) -> String {
    let text = block.text.as_ref();
    let parts = match readings {
        ExcerptReadings::Omitted => attached_parts(text, &block.marks),
        ExcerptReadings::Inline => {
            let notes = block.marks.iter();
            let notes = notes.filter(|(_, mark)| matches!(mark, Mark::NoteRef(_)));
            notes.map(|(range, _)| range.clone()).collect()
        }
    };
    let mut out = String::new();
    let mut from = bytes.start;
    let mut push = |range: Range<u32>| {
        let piece = text.get(range.start as usize..range.end as usize);
        let shown = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
        out.extend(piece.unwrap_or_default().chars().filter(shown));
    };
    for part in parts {
        if part.start >= bytes.end {
            break;
        }
        if part.start > from {
            push(from..part.start);
        }
        from = from.max(part.end);
    }
    if from < bytes.end {
        push(from..bytes.end);
    }
    out
}
