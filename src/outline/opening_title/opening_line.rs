//! First lines of a text.

use crate::doc::{Block, BlockKind, Pos};
use crate::text::script::{is_cjk, is_kana};
use crate::text::sentence::ends_sentence;
use crate::text::width::{Widths, text_width};

/// Lines with text at the beginning that are read.
const MAX_OPENING_LINES: usize = 12;
/// Blocks at the beginning that are read, empty ones included.
const MAX_OPENING_BLOCKS: usize = 48;
/// Longest part of a line that is kept, in characters.
const MAX_LINE_CHARS: usize = 160;

/// Line of the beginning of a text.
pub(super) struct OpeningLine {
    /// Place of the words.
    pub(super) at: Pos,
    pub(super) words: String,
    /// Cells of the blanks before the words.
    pub(super) indent: u16,
    /// Whether an empty line follows.
    pub(super) is_before_blank: bool,
    /// Whether kana is in one of the lines.
    pub(super) is_japanese: bool,
}

impl OpeningLine {
    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(&self.words)
    }

    /// Returns whether the line goes on after its end or addresses somebody.
    pub(super) fn ends_open(&self) -> bool {
        self.words.ends_with(['，', ',', '、', '；', '：', ':'])
    }

    /// Returns whether the line has a letter of Chinese, Japanese or Korean.
    pub(super) fn has_cjk(&self) -> bool {
        self.words.contains(is_cjk)
    }
}

/// Returns the first lines with text. Rules of signs and lines with an address are left
/// out. `None` if the text has code or tables.
pub(super) fn opening_lines<'b>(
    blocks: impl Iterator<Item = Block<'b>>,
) -> Option<Vec<OpeningLine>> {
    let mut lines: Vec<OpeningLine> = Vec::new();
    for block in blocks.take(MAX_OPENING_BLOCKS) {
        let words = block.text.trim();
        if matches!(block.kind, BlockKind::Code | BlockKind::Table(_))
            || block.text.trim_end().contains('\n')
        {
            return None;
        }
        if (block.space_above > 0 || words.is_empty())
            && let Some(line) = lines.last_mut()
        {
            line.is_before_blank = true;
        }
        // Rules of signs, and addresses of sites above the text.
        if !words.contains(char::is_alphanumeric) || words.contains("www.") || words.contains("://")
        {
            continue;
        }
        if lines.len() == MAX_OPENING_LINES {
            break;
        }
        let blanks = block.text.len() - block.text.trim_start().len();
        let indent = block.text.get(..blanks).unwrap_or_default();
        lines.push(OpeningLine {
            at: block.pos.at(blanks as u32),
            words: words.chars().take(MAX_LINE_CHARS).collect(),
            indent: text_width(indent, Widths::default()).0,
            is_before_blank: false,
            is_japanese: false,
        });
    }
    if lines.iter().any(|line| line.words.contains(is_kana)) {
        for line in &mut lines {
            line.is_japanese = true;
        }
    }
    Some(lines)
}
