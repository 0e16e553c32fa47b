//! Output of programs for a terminal or a pager: overstrikes, colours and links become marks, and all other control
//! sequences are left out. Lines stay as they are: one block each.

mod line;
mod outline;
mod sgr;

use crate::doc::{Block, Lead, Mark, Pos};
use crate::formats::blocks::document::BlockDocument;
use crate::formats::options::TerminalForm;
use crate::text::script::{TextLang, is_cjk, language};
use crate::text::sentence::ends_sentence;
use crate::text::units::Cells;
use line::LineReader;
use std::borrow::Cow;
use std::ops::Range;

/// Bytes at the start that decide whether a text is such output.
pub const SNIFF_BYTES: usize = 16 << 10;
/// Characters at the start that decide on the language.
const MAX_SAMPLE_CHARS: usize = 2000;

/// Returns whether the start of an input is output for a terminal: it has colours, overstrikes or links, or begins like a
/// manual page, a diff, or a log of Git. Text in units of two bytes never is.
pub fn is_terminal_output(head: &[u8]) -> bool {
    if head.contains(&0) || head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return false;
    }
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    let has_colour = memchr::memmem::find_iter(head, b"\x1b[").any(|at| {
        let rest = head.get(at + 2..).unwrap_or_default();
        let end = rest.iter().position(|byte| (0x40..=0x7E).contains(byte));
        end.is_some_and(|end| rest.get(end) == Some(&b'm'))
    });
    let has_overstrike = memchr::memchr_iter(8, head)
        .any(|at| at > 0 && head.get(at - 1).is_some_and(|byte| *byte >= b' '));
    has_colour
        || has_overstrike
        || has(b"\x1b]8;")
        || outline::begins_like_git(head)
        || outline::begins_like_diff(head)
        || outline::begins_like_manual(head)
}

/// Returns whether the start of a file is output for a terminal that was saved. A stray sequence makes no output of a text:
/// a tenth of its lines must have one.
pub fn is_saved_output(head: &[u8]) -> bool {
    let lines = || {
        head.split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty())
    };
    let has_sequence = |line: &&[u8]| line.contains(&8) || line.contains(&0x1B);
    let sequences = lines().filter(has_sequence).count();
    let is_plain = sequences == 0 || sequences * 10 >= lines().count();
    is_plain && is_terminal_output(head)
}

/// Returns whether most lines at the start of an input in UTF-8 have no CJK character, and CJK sentences are not most of it,
/// as in source code, logs, tables of programs and texts in other languages. Such lines are no CJK paragraphs to set.
pub fn has_foreign_lines(head: &[u8]) -> bool {
    let text = match str::from_utf8(head) {
        Ok(text) => text,
        // The start may end within a character.
        Err(error) if error.error_len().is_none() => head
            .get(..error.valid_up_to())
            .and_then(|whole| str::from_utf8(whole).ok())
            .unwrap_or_default(),
        Err(_) => return false,
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (cjk, foreign): (Vec<_>, Vec<_>) = lines.partition(|line| line.chars().any(is_cjk));
    let sentences = cjk.iter().filter(|line| ends_sentence(line));
    let sentence_bytes: usize = sentences.map(|line| line.len()).sum();
    foreign.len() > cjk.len() && sentence_bytes * 2 <= text.len() && !text.contains('\0')
}

/// Opens output for a terminal. `title` names it if it has no title of its own.
pub fn open(title: &str, text: &str, form: impl Into<TerminalForm>) -> BlockDocument {
    let mut blocks: Vec<Block<'static>> = Vec::new();
    let mut reader = LineReader::new(form.into());
    let mut at = 0;
    for source in text.split_inclusive('\n') {
        let (text, marks) = reader.read(source);
        blocks.push(line_block(at, &text, marks));
        at += source.len() as u64;
    }
    let sample = blocks.iter().map(|block| &*block.text);
    let sample: String = sample.flat_map(str::chars).take(MAX_SAMPLE_CHARS).collect();
    let (own_title, mut headings) = outline::find(&blocks);
    let lang = language(&sample);
    if headings.is_empty() && own_title.is_none() && lang != TextLang::Other {
        headings = outline::infer(&blocks);
    }
    BlockDocument {
        title: own_title.unwrap_or_else(|| title.to_owned()),
        lang,
        blocks,
        headings,
        len: at,
        ..BlockDocument::default()
    }
}

/// Returns the block of a line. Blanks at its start are its indent, so rows that follow begin below the first word.
fn line_block(at: u64, text: &str, marks: Vec<(Range<u32>, Mark)>) -> Block<'static> {
    let words = text.trim_start_matches(' ');
    let blanks = (text.len() - words.len()) as u32;
    let shifted = marks.into_iter().filter_map(|(range, mark)| {
        let range = range.start.saturating_sub(blanks)..range.end.saturating_sub(blanks);
        (!range.is_empty()).then_some((range, mark))
    });
    Block {
        pos: Pos::new(0, at),
        text: Cow::Owned(words.to_owned()),
        marks: shifted.collect(),
        lead: Lead {
            indent: Cells(u16::try_from(blanks).unwrap_or(u16::MAX)),
            ..Lead::default()
        },
        ..Block::default()
    }
}

/// Returns whether all of a block's words are strong.
fn is_strong(block: &Block<'_>) -> bool {
    let strong = block.marks.iter().filter(|(_, mark)| *mark == Mark::Strong);
    let covered: usize = strong
        .map(|(range, _)| {
            let words = block.text.get(range.start as usize..range.end as usize);
            words
                .unwrap_or_default()
                .chars()
                .filter(|c| !c.is_whitespace())
                .count()
        })
        .sum();
    let all = block.text.chars().filter(|c| !c.is_whitespace()).count();
    all > 0 && covered == all
}

#[cfg(test)]
mod tests;
