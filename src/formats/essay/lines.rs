//! Blocks of plain text in memory, one per line, with the outline inferred from all lines.

use crate::doc::{Block, BlockKind, Mark, Outline, Pos};
use crate::formats::blocks::document::{BlockDocument, OutlineOrigin};
use crate::outline::headings::HeadingScan;
use crate::outline::rules::Rules;
use crate::text::script::TextLang;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Text of a line and its marks, ascending.
pub(crate) type AnnotatedLine = (String, Vec<(Range<u32>, Mark)>);

/// Form of the lines of a text.
#[derive(Clone, Copy)]
pub(crate) struct LineForm {
    /// Function from a line of the source to its text.
    pub(crate) annotate: fn(&str) -> AnnotatedLine,
    /// Maximum number of empty rows between two lines.
    pub(crate) max_space: u8,
}

impl Default for LineForm {
    fn default() -> Self {
        Self {
            annotate: |line| (line.to_owned(), Vec::new()),
            max_space: 1,
        }
    }
}

/// Returns a text without its readings.
fn without_readings(text: &str, marks: &[(Range<u32>, Mark)]) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    for (range, mark) in marks {
        if let Mark::Ruby { base } = mark {
            let end = (range.start + base) as usize;
            plain.push_str(text.get(done..end).unwrap_or_default());
            done = range.end as usize;
        }
    }
    plain.push_str(text.get(done..).unwrap_or_default());
    plain
}

/// Least share of line ends that only Unicode knows, as a fraction of LF and CR, in a text that is read by them.
const MIN_UNICODE_END_SHARE: (usize, usize) = (1, 4);

/// Returns whether a character ends a line (UAX #14: LF, CR, BK, NL).
const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r') || is_unicode_line_end(c)
}

const fn is_unicode_line_end(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Returns whether one of the bytes is in the UTF-8 of a line end that only Unicode knows. Rules out most texts
/// quickly.
fn may_have_unicode_line_ends(text: &[u8]) -> bool {
    memchr::memchr3(0x0B, 0x0C, 0xC2, text).is_some()
        || memchr::memmem::find(text, b"\xE2\x80\xA8").is_some()
        || memchr::memmem::find(text, b"\xE2\x80\xA9").is_some()
}

/// Returns whether a text is divided into lines by other characters than LF and CR, by its beginning. Such a character
/// beside LF or CR ends no line of its own: form feeds begin the pages of a text with lines.
pub(crate) fn has_unicode_line_ends(head: &str) -> bool {
    if !may_have_unicode_line_ends(head.as_bytes()) {
        return false;
    }
    let (mut plain, mut own) = (0, 0);
    let mut before = '\n';
    let mut chars = head.chars().peekable();
    while let Some(c) = chars.next() {
        let is_plain = |c: char| matches!(c, '\n' | '\r');
        if is_plain(c) {
            plain += 1;
        } else if is_unicode_line_end(c)
            && !is_plain(before)
            && chars.peek().is_none_or(|&next| !is_plain(next))
        {
            own += 1;
        }
        before = c;
    }
    let (part, whole) = MIN_UNICODE_END_SHARE;
    own > 0 && own * whole >= plain * part
}

/// Builds blocks, one per line, and the outline of the plain text from byte `from` on.
pub(crate) fn parse_lines(
    source: &str,
    from: usize,
    lang: TextLang,
    rules: &Arc<Rules>,
    form: LineForm,
) -> BlockDocument {
    let mut scanner = HeadingScan::with_rules(Arc::clone(rules));
    let mut blocks = Vec::new();
    let mut space = 0_u8;
    // Lengths without readings of the lines that have some.
    let mut plain_lens = HashMap::new();
    let mut at = from;
    for line in source
        .get(from..)
        .unwrap_or_default()
        .split_inclusive(is_line_end)
    {
        let text = line.trim_end_matches(is_line_end);
        let pos = Pos::new(0, at as u64);
        let blank = text.trim().is_empty();
        // The LF of a CR LF is not a blank line.
        let is_lf_of_cr =
            blank && line == "\n" && source.get(..at).is_some_and(|h| h.ends_with('\r'));
        if blank && !is_lf_of_cr {
            scanner.push_line(pos, text);
            space = (space + u8::from(!blocks.is_empty())).min(form.max_space);
        }
        if !blank {
            let (shown, marks) = (form.annotate)(text);
            if marks.is_empty() {
                scanner.push_line(pos, &shown);
            } else {
                let plain = without_readings(&shown, &marks);
                scanner.push_line(pos, &plain);
                plain_lens.insert(pos, (plain.trim_end().len() as u32, shown.len() as u32));
            }
            blocks.push(Block {
                pos,
                text: Cow::Owned(shown),
                marks,
                space_above: std::mem::take(&mut space),
                ..Block::default()
            });
        }
        at += line.len();
    }
    let mut outline = scanner.outline_so_far();
    for heading in &mut outline.headings {
        if let Some(&(plain, whole)) = plain_lens.get(&heading.pos)
            && heading.len >= plain
        {
            heading.len = whole;
        }
    }
    mark_outline(&mut blocks, &outline);
    BlockDocument {
        lang,
        blocks,
        headings: outline.headings,
        outline_origin: OutlineOrigin::Inferred(Box::new(scanner), Arc::clone(rules)),
        len: source.len() as u64,
        ..BlockDocument::default()
    }
}

/// Marks headings, run-in headings and metadata lines of the outline in the blocks.
fn mark_outline(blocks: &mut [Block<'static>], outline: &Outline) {
    for heading in &outline.headings {
        let Some(block) = find_block(blocks, heading.pos) else {
            continue;
        };
        let end = heading.pos.within.saturating_add(heading.len);
        if end as usize >= block.text.trim_end().len() {
            block.kind = BlockKind::Heading(heading.level);
        } else {
            block
                .marks
                .push((heading.pos.within..end, Mark::RunInHeading));
        }
    }
    for &aside in &outline.metadata_lines {
        if let Some(block) = find_block(blocks, aside) {
            block.kind = BlockKind::Aside;
        }
    }
}

fn find_block<'b>(blocks: &'b mut [Block<'static>], pos: Pos) -> Option<&'b mut Block<'static>> {
    let index = blocks
        .binary_search_by_key(&pos.block_start(), |block| block.pos)
        .ok()?;
    blocks.get_mut(index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Heading;

    #[test]
    fn line_ends_of_unicode_divide_a_text() {
        for end in [
            "\u{2028}",
            "\u{2029}",
            "\u{85}",
            "\u{B}",
            "\u{C}",
            "\u{2029}\u{2029}",
        ] {
            let text = format!("第一章 甲{end}正文。{end}第二章 乙{end}正文。\n");
            assert!(has_unicode_line_ends(&text), "{end:?}");
            let page = parse_lines(
                &text,
                0,
                TextLang::Hans,
                &Arc::default(),
                LineForm::default(),
            );
            let texts: Vec<_> = page
                .blocks
                .iter()
                .map(|block| block.text.as_ref())
                .collect();
            assert_eq!(
                texts,
                ["第一章 甲", "正文。", "第二章 乙", "正文。"],
                "{end:?}"
            );
            assert_eq!(page.headings.len(), 2, "{end:?}");
        }
        for text in [
            "",
            "甲\n乙\n",
            "甲\n\u{C}乙\n",
            "甲\u{C}\n乙\n",
            "甲\u{2028}乙\n丙\n丁\n戊\n己\n",
        ] {
            assert!(!has_unicode_line_ends(text), "{text:?}");
        }
    }

    #[test]
    fn what_the_outline_found_shows_in_the_blocks() {
        let line = |at: u64, text: &str| Block {
            pos: Pos::new(0, at),
            text: Cow::Owned(text.to_owned()),
            ..Block::default()
        };
        let heading = |at: u64, within: u32, extent: u32| Heading {
            pos: Pos::new(0, at).at(within),
            level: 2,
            len: extent,
            ..Heading::default()
        };
        let mut blocks = [
            line(0, "　　一、题 "),
            line(20, "（一）题。正文。"),
            line(50, "时间：今天"),
        ];
        let outline = Outline {
            headings: vec![heading(0, 6, 9), heading(20, 0, 15)],
            metadata_lines: vec![Pos::new(0, 50), Pos::new(0, 51)],
            doubtful: Vec::new(),
            complete: true,
        };
        mark_outline(&mut blocks, &outline);
        assert_eq!(blocks[0].kind, BlockKind::Heading(2));
        assert_eq!(blocks[1].kind, BlockKind::Line);
        assert_eq!(blocks[1].marks, [(0..15, Mark::RunInHeading)]);
        assert_eq!(blocks[2].kind, BlockKind::Aside);
    }
}
