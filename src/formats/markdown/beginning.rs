//! The beginning of a long text, parsed before the rest. `CommonMark` decides blocks from top to bottom, so that a
//! block at the top level is settled once another two have begun after it. Only definitions of links and notes reach
//! back: those of the rest are collected by [`late_definitions`].

use super::admonitions::Admonitions;
use super::divs::Divs;
use super::late_definitions::late_definitions;
use super::rest::RestFacts;
use super::soft_breaks::SoftBreaks;
use super::{EventBuilder, MarkdownParts, RepairedText, detect_language, options};
use crate::doc::Pos;
use crate::formats::blocks::document::BlockDocument;
use crate::text::script::TextLang;
use pulldown_cmark::{Event, LinkType, Parser, Tag};

/// Shortest text whose beginning is parsed first, in bytes.
pub(crate) const MIN_STAGED_BYTES: usize = 512 << 10;
/// Bytes of text that are parsed first: more than the first page and the samples of its setting need.
const BEGINNING_BYTES: usize = 128 << 10;
/// Fewest blocks of a beginning: they fill a page.
const MIN_BLOCK_COUNT: usize = 24;
/// Blocks at the top level that the rest of the text may still change.
const OPEN_BLOCK_COUNT: usize = 2;
/// Most bytes of targets and titles that references may copy. The parser has a limit that depends on the length of the
/// text and is never below this.
const MAX_EXPANSION_BYTES: usize = 100_000;

/// Parses the beginning of a long text, as [`super::parse`] does all of it. `source` is the text, or the lines at its head
/// with the facts about the rest of it. Also returns the byte of `source` up to which the text is parsed. `None` for a short
/// text, and for a beginning that depends on the rest.
pub(crate) fn parse_beginning(
    source: &str,
    from: usize,
    lang: Option<TextLang>,
    rest: &RestFacts,
) -> Option<(BlockDocument, usize)> {
    let body = source.get(from..)?;
    if rest.is_uncertain || body.len() + rest.len < MIN_STAGED_BYTES {
        return None;
    }
    let (mut document, end) = parse_first(source, from, lang, BEGINNING_BYTES)?;
    if document.blocks.len() < MIN_BLOCK_COUNT {
        return None;
    }
    if rest.may_define_labels_of(source.get(from..end)?) {
        return None;
    }
    document.len += rest.len as u64;
    Some((document, end))
}

/// Parses what is settled of the first `len` bytes of a text.
fn parse_first(
    source: &str,
    from: usize,
    lang: Option<TextLang>,
    len: usize,
) -> Option<(BlockDocument, usize)> {
    let body = source.get(from..)?;
    if !RepairedText::is_possible(body) {
        return None;
    }
    let lang = lang.unwrap_or_else(|| detect_language(body));
    let head = body.get(..body.floor_char_boundary(len))?;
    let head = head.get(..=head.rfind('\n')?)?;
    // A box may end in the rest.
    let head = head.get(..Divs::find(head).first_open.unwrap_or(head.len()))?;
    let head = head.get(..Admonitions::find(head).first_open.unwrap_or(head.len()))?;
    let breaks = || SoftBreaks::new(body, lang);
    let (mut settled, end) = parse_settled(head, from, breaks(), lang, None)?;
    let definitions = late_definitions(body, end)?;
    if !definitions.is_empty() {
        let head = head.get(..end)?;
        if Divs::find(head)
            .first_open
            .or(Admonitions::find(head).first_open)
            .is_some()
        {
            return None;
        }
        // An empty heading ends the beginning, as the block after it does.
        let whole = format!("{head}#\n\n{definitions}");
        settled = parse_settled(&whole, from, breaks(), lang, Some(end))?.0;
    }
    Some((settled.into_document(lang, source.len()), from + end))
}

/// Parses `text` and keeps what is above byte `end`, without a number what no further text can change. Also returns that
/// byte, the start of a line. `None` if nothing is settled.
fn parse_settled(
    text: &str,
    from: usize,
    breaks: SoftBreaks,
    lang: TextLang,
    end: Option<usize>,
) -> Option<(MarkdownParts, usize)> {
    let repaired = RepairedText::new(text);
    let mut builder = EventBuilder::new(&repaired, from, breaks, lang);
    let (mut depth, mut expanded) = (0_usize, 0);
    // Starts of the blocks at the top level, each with the number of blocks before it.
    let mut tops = Vec::new();
    for (event, range) in Parser::new_ext(&repaired.text, options()).into_offset_iter() {
        if depth == 0 && !matches!(event, Event::End(_)) {
            let start = repaired.source_offset(range.start);
            tops.push((start, builder.block_count()));
            if end.is_some_and(|end| start >= end) {
                break;
            }
        }
        match &event {
            Event::Start(tag) => {
                depth += 1;
                expanded += expansion_bytes(tag);
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        builder.push_event(event, range.start);
    }
    let kept = match end {
        Some(end) => tops.iter().find(|(start, _)| *start >= end),
        None => tops
            .len()
            .checked_sub(OPEN_BLOCK_COUNT)
            .and_then(|at| tops.get(at)),
    };
    let mut parts = MarkdownParts::new(builder);
    let (start, count) = match (kept, end) {
        (Some(kept), _) => *kept,
        (None, Some(end)) => (end, parts.blocks.len()),
        (None, None) => return None,
    };
    parts.blocks.truncate(count);
    let last = parts.blocks.last().map(|block| block.pos)?;
    parts
        .headings
        .retain(|heading| heading.pos.block_start() <= last);
    let before = text.get(..start)?;
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let is_below = last < Pos::new(0, (from + start) as u64);
    (is_below && expanded < MAX_EXPANSION_BYTES).then_some((parts, start))
}

/// Returns the bytes that a reference copies from its definition.
fn expansion_bytes(tag: &Tag<'_>) -> usize {
    match tag {
        Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        }
        | Tag::Image {
            link_type,
            dest_url,
            title,
            ..
        } if !matches!(
            link_type,
            LinkType::Inline | LinkType::Autolink | LinkType::Email
        ) =>
        {
            dest_url.len() + title.len()
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
