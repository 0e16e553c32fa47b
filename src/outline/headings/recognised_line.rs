//! Possible title in a line, with its place and number.

use super::aozora_marks;
use super::candidate::{AppliedRule, LineRole};
use super::title_shape::TitleShape;
use super::trimmed_line::TrimmedLine;
use crate::outline::numbering::{NumberMarker, NumberStyle, Separator};
use std::borrow::Cow;

/// Maximum bytes of a line that are searched for a number and a lead phrase.
const MAX_HEAD_BYTES: usize = 256;

/// Possible title in a line.
pub(crate) struct RecognisedLine<'t> {
    pub(crate) role: LineRole,
    pub(crate) marker: NumberMarker,
    /// Bytes of the line before the title.
    pub(crate) start: usize,
    /// Bytes of the title.
    pub(crate) len: usize,
    pub(crate) title: Cow<'t, str>,
    /// Bytes of the caption in `title`, which is not in the line.
    pub(crate) caption_len: usize,
    pub(crate) applied_rule: AppliedRule,
}

impl<'t> RecognisedLine<'t> {
    pub(crate) fn whole_line(text: &str, role: LineRole, title: Cow<'t, str>) -> Self {
        let boxed = text.starts_with(['【', '〖', '〔']) && text.ends_with(['】', '〗', '〕']);
        Self {
            role,
            marker: NumberMarker {
                style: if boxed {
                    NumberStyle::Boxed
                } else {
                    NumberStyle::Unnumbered
                },
                number: 0,
                parent_path: 0,
                separator: Separator::NoTitle,
                end: 0,
            },
            start: 0,
            len: text.len(),
            title,
            caption_len: 0,
            applied_rule: AppliedRule::None,
        }
    }

    /// Measures the title; `line` is the line that contains it.
    pub(crate) fn shape(&self, line: &TrimmedLine<'_>) -> TitleShape {
        let number_end = self.start + self.marker.end;
        let shape = TitleShape::of(line_head(line.text), number_end, line.chars, line.cells);
        TitleShape {
            end: line.end,
            lead_bytes: shape.lead_bytes.saturating_sub(self.start as u32),
            colon_bytes: shape.colon_bytes.saturating_sub(self.start as u32),
            ..shape
        }
    }

    pub(crate) fn from_marked_title(title: aozora_marks::MarkedTitle) -> Self {
        Self {
            role: LineRole::Title,
            marker: NumberMarker {
                style: NumberStyle::Marked(title.level),
                number: 0,
                parent_path: 0,
                separator: Separator::NoTitle,
                end: 0,
            },
            start: title.range.start,
            len: title.range.len(),
            title: Cow::Owned(title.words),
            caption_len: 0,
            applied_rule: AppliedRule::None,
        }
    }
}

/// Returns the first [`MAX_HEAD_BYTES`] of `text` at most, cut between characters.
pub(crate) fn line_head(text: &str) -> &str {
    truncate_bytes(text, MAX_HEAD_BYTES)
}

/// Returns at most `len` bytes of `text`, cut between characters.
pub(crate) fn truncate_bytes(text: &str, len: usize) -> &str {
    text.get(..text.floor_char_boundary(len)).unwrap_or(text)
}
