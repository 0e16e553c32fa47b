//! Paragraphs of a note that stands in the running text, from the place its reference leads to up to the next note.

use super::named_places::NamedPlaces;
use super::notes::{label_fragment, note_text_from};
use crate::doc::Pos;
use crate::doc::{Block, BlockKind, Table};
use std::ops::Range;

/// Maximum blocks of a note whose end only the next note shows.
const MAX_OPEN_NOTE_BLOCKS: usize = 12;
/// Maximum further blocks of a note whose first one has text.
const MAX_FURTHER_BLOCKS: usize = 5;
/// Maximum bytes of the sign of a note.
const MAX_SIGN_BYTES: usize = 24;

/// Blocks and named places of a document.
pub(crate) struct NotePlaces<'d> {
    pub(crate) blocks: &'d [Block<'static>],
    pub(crate) named: &'d NamedPlaces,
}

impl NotePlaces<'_> {
    /// Returns the paragraphs of the note at `at`, the place that `label` names. Empty without text.
    pub(crate) fn paragraphs(&self, label: &str, at: Pos) -> Vec<String> {
        let first = self.index(at);
        let Some(block) = self.blocks.get(first) else {
            return Vec::new();
        };
        let named = self.named.offsets_in(block.pos);
        if let BlockKind::Table(table) = &block.kind {
            return row_paragraphs(block, table, &named, at.within);
        }
        let end = self.named.target_ends.get(label_fragment(label));
        let mut paragraphs = match end.map(|&end| self.index(end)) {
            Some(last) if last > first => {
                let own = self.blocks.get(first..=last).unwrap_or_default();
                own.iter()
                    .map(|block| note_text_from(block, 0..block.text.len()))
                    .collect()
            }
            _ => {
                let range = note_range(&block.text, &named, at.within as usize);
                let is_whole = range.end == block.text.len();
                let starts_note =
                    note_sign_len(block.text.get(range.start..).unwrap_or_default()) > 0;
                let mut own = vec![note_text_from(block, range)];
                if is_whole && (starts_note || is_sign(&own.concat()) || is_heading(block)) {
                    self.extend(first, &mut own);
                }
                own
            }
        };
        paragraphs.retain(|text: &String| !is_sign(text));
        paragraphs
    }

    /// Appends the paragraphs after the first block of a note, up to the next note.
    fn extend(&self, first: usize, paragraphs: &mut Vec<String>) {
        let has_text =
            !is_sign(&paragraphs.concat()) && !self.blocks.get(first).is_some_and(is_heading);
        let rest = self.blocks.get(first + 1..).unwrap_or_default();
        let ends = |block: &Block<'_>| {
            is_heading(block) || block.kind == BlockKind::Rule || self.starts_note(block)
        };
        let most = if has_text {
            MAX_FURTHER_BLOCKS
        } else {
            MAX_OPEN_NOTE_BLOCKS
        };
        let found = rest.iter().take(most + 1).position(ends);
        let is_closed =
            found.is_some_and(|end| rest.get(end).is_some_and(|next| self.starts_note(next)));
        let count = match found {
            Some(end) if is_closed || !has_text => end,
            _ if has_text => 0,
            // The text of a term is indented; without an indent the next paragraph alone is certain.
            _ => {
                let lead = rest.first().map(|block| &block.lead);
                let alike = rest
                    .iter()
                    .take(most)
                    .take_while(|block| Some(&block.lead) == lead);
                if lead.is_some_and(|lead| lead.indent.0 > 0) {
                    alike.count()
                } else {
                    1
                }
            }
        };
        let further = rest.iter().take(count);
        paragraphs.extend(further.map(|block| note_text_from(block, 0..block.text.len())));
    }

    /// Returns whether a block begins with the sign of a note, or is a place with a name that holds but a sign.
    fn starts_note(&self, block: &Block<'_>) -> bool {
        note_sign_len(&block.text) > 0
            || block.text.len() <= MAX_SIGN_BYTES
                && is_sign(&block.text)
                && !self.named.offsets_in(block.pos).is_empty()
    }

    fn index(&self, pos: Pos) -> usize {
        let pos = pos.block_start();
        self.blocks
            .partition_point(|block| block.pos <= pos)
            .saturating_sub(1)
    }
}

fn is_heading(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

/// Returns the range of the note at byte `at` of a text: its line or what follows the place, up to the next note.
fn note_range(text: &str, named: &[u32], at: usize) -> Range<usize> {
    let skip_blanks = |at: usize| {
        let rest = text.get(text.floor_char_boundary(at)..).unwrap_or_default();
        text.len() - rest.trim_start().len()
    };
    // The place of a note at the start of a line may be before the line end.
    let at = skip_blanks(at);
    let named: Vec<usize> = named
        .iter()
        .map(|&place| skip_blanks(place as usize))
        .collect();
    let line = text.get(..at).and_then(|before| before.rfind('\n'));
    let line = line.map_or(0, |end| end + 1);
    let shares_line = named.iter().any(|place| (line..at).contains(place));
    let has_sign_before = note_sign_len(text.get(line..).unwrap_or_default()) > 0
        && text.get(line..at).is_some_and(is_sign);
    let start = if shares_line && !has_sign_before {
        at
    } else {
        line
    };
    let begins_note =
        |place: &usize| *place > at && note_sign_len(text.get(*place..).unwrap_or_default()) > 0;
    let places = named.into_iter();
    let line_ends = text.match_indices('\n').map(|(end, _)| end + 1);
    let is_lined = note_sign_len(text.get(start..).unwrap_or_default()) > 0;
    let end = places
        .filter(begins_note)
        .chain(line_ends.filter(|place| is_lined && begins_note(place)))
        .min();
    start..end.unwrap_or(text.len())
}

/// Returns the texts of the cells of a note: of the row at byte `at`, up to the next named cell, or of the next row
/// if these hold but the sign.
fn row_paragraphs(block: &Block<'_>, table: &Table, named: &[u32], at: u32) -> Vec<String> {
    // The name of a cell or row is before the separator above it.
    let rest = block.text.get(at as usize..).unwrap_or_default();
    let at = at + (rest.len() - rest.trim_start().len()) as u32;
    let start = |row: &Vec<Range<u32>>| row.first().map_or(0, |cell| cell.start);
    let row = table
        .rows
        .partition_point(|row| start(row) <= at)
        .saturating_sub(1);
    for row in table.rows.iter().skip(row).take(2) {
        let next = named.iter().find(|&&place| place > at);
        let cells = row
            .iter()
            .filter(|cell| cell.end > at && next.is_none_or(|&next| cell.start < next));
        let texts = cells.map(|cell| note_text_from(block, cell.start as usize..cell.end as usize));
        let texts: Vec<String> = texts.filter(|text| !is_sign(text)).collect();
        if !texts.is_empty() {
            return texts;
        }
    }
    Vec::new()
}

/// Returns whether a text is at most the sign of a note: brackets, digits, ring numbers, stars.
fn is_sign(text: &str) -> bool {
    let text = text.trim();
    text.len() <= MAX_SIGN_BYTES
        && text.chars().all(|c| {
            c.is_numeric()
                || c.is_whitespace()
                || matches!(
                    c,
                    '注' | '註'
                        | '※'
                        | '*'
                        | '＊'
                        | '†'
                        | '‡'
                        | '↑'
                        | '^'
                        | '.'
                        | '．'
                        | '、'
                        | ':'
                        | '：'
                )
                || matches!(
                    c,
                    '[' | ']'
                        | '('
                        | ')'
                        | '（'
                        | '）'
                        | '〔'
                        | '〕'
                        | '［'
                        | '］'
                        | '【'
                        | '】'
                        | '<'
                        | '>'
                        | '《'
                        | '》'
                )
        })
}

/// Returns the length in bytes of the sign of a note at the start of a text: `[1]`, `（二）`, `①`, `3.`; 0 without
/// one.
fn note_sign_len(text: &str) -> usize {
    let body = text.trim_start();
    let lead = text.len() - body.len();
    let mut chars = body.chars();
    let Some(first) = chars.next() else { return 0 };
    if matches!(first, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | '❶'..='❿' | '※' | '†')
    {
        return lead + first.len_utf8();
    }
    let is_open = matches!(first, '[' | '(' | '（' | '〔' | '［' | '【');
    let rest = if is_open { chars.as_str() } else { body };
    let rest = rest.trim_start_matches(['注', '註']);
    let number = rest.find(|c: char| !c.is_numeric() && !crate::text::numerals::is_numeral_char(c));
    let number = number.unwrap_or(rest.len());
    let after = rest.get(number..).and_then(|after| after.chars().next());
    let is_closed = match after {
        Some(']' | ')' | '）' | '〕' | '］' | '】') => is_open,
        Some('.' | '．' | '、' | ':' | '：' | ' ' | '\u{3000}' | '\u{A0}') => {
            !is_open && rest.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    };
    if number == 0 || number > MAX_SIGN_BYTES || !is_closed {
        return 0;
    }
    text.len() - rest.len() + number + after.map_or(0, char::len_utf8)
}
