//! Markdown documents: `CommonMark` with GitHub's tables, footnotes, task lists, strikethrough and alerts, and
//! definition lists, parsed by pulldown-cmark. Added here: callouts with a title, highlights and wikilinks
//! ([`text_marks`]), emphasis beside CJK punctuation ([`flanking`]), line breaks between ideographs
//! ([`crate::formats::blocks::inline`]), HTML as text ([`inline_html`]), bare URLs
//! ([`crate::formats::blocks::autolink`]) and link targets ([`link_targets`]). Front matter is parsed by
//! [`crate::formats::essay`].
//!
//! The document is built in one walk over the parser's events with an explicit stack, so depth costs only memory.

mod builder;
pub(crate) mod flanking;
mod inline_html;
mod link_targets;
mod punct;
mod text_marks;

use super::blocks::document::{BlockDocument, NamedPlaces};
use crate::doc::{Block, BlockKind, Pos};
use crate::text::script::{TextLang, language};
use builder::EventBuilder;
use flanking::RepairedText;
use pulldown_cmark::{Options, Parser};
use std::collections::HashMap;

/// Beginning of a text from which its language is detected, in bytes.
const LANGUAGE_SAMPLE_BYTES: usize = 8 * 1024;

/// Most lines of a text that is read as Markdown. Each may be a block, and the parser holds all of them.
const MAX_LINES: usize = 400_000;
/// Most characters of syntax in a text that is read as Markdown. Each may be a node of the parser.
const MAX_SYNTAX_CHARS: usize = 1_000_000;

/// Whether a text is too dense to be read as Markdown: its blocks and marks would take far more memory than its bytes.
pub(crate) fn is_too_dense(text: &str) -> bool {
    let bytes = text.as_bytes();
    let lines = memchr::memchr2_iter(b'\n', b'\r', bytes).count();
    let is_syntax = |byte: &&u8| b"*_`[]<>|~\\&!=$".contains(*byte);
    lines > MAX_LINES || bytes.iter().filter(is_syntax).count() > MAX_SYNTAX_CHARS
}

/// Parses `source` from byte `from` on. The document is empty if `from` is not a character boundary. Positions
/// count from the start of `source`. The language is detected unless given. The title is the first heading of level
/// 1, or empty.
pub fn parse(source: &str, from: usize, lang: Option<TextLang>) -> BlockDocument {
    let body = source.get(from..).unwrap_or_default();
    let lang = lang.unwrap_or_else(|| detect_language(body));
    let remedied = RepairedText::new(body);
    let mut builder = EventBuilder::new(&remedied, from, lang);
    for (event, range) in Parser::new_ext(&remedied.text, options()).into_offset_iter() {
        builder.push_event(event, range.start);
    }
    let (blocks, headings, mut targets) = builder.finish();
    targets.extend(note_targets(&blocks));
    let title = headings
        .iter()
        .find(|heading| heading.level == 1)
        .map(|heading| heading.title.to_string())
        .unwrap_or_default();
    BlockDocument {
        title,
        lang,
        places: NamedPlaces {
            targets,
            ..NamedPlaces::default()
        },
        blocks,
        headings,
        len: source.len() as u64,
        ..BlockDocument::default()
    }
}

/// Returns the positions of the notes by label. The label is the marker of the note's block.
fn note_targets(blocks: &[Block<'_>]) -> HashMap<String, Pos> {
    let label = |block: &Block<'_>| {
        let marker = block
            .lead
            .marker
            .as_deref()
            .filter(|_| block.kind == BlockKind::Aside)?;
        Some(marker.strip_prefix('[')?.strip_suffix(']')?.to_owned())
    };
    blocks
        .iter()
        .filter_map(|block| Some((label(block)?, block.pos)))
        .collect()
}

/// Detects the language of a text from its first 8 KiB.
pub(crate) fn detect_language(body: &str) -> TextLang {
    language(
        body.get(..body.floor_char_boundary(LANGUAGE_SAMPLE_BYTES))
            .unwrap_or_default(),
    )
}

const fn options() -> Options {
    Options::ENABLE_TABLES
        .union(Options::ENABLE_FOOTNOTES)
        .union(Options::ENABLE_STRIKETHROUGH)
        .union(Options::ENABLE_TASKLISTS)
        .union(Options::ENABLE_GFM)
        .union(Options::ENABLE_DEFINITION_LIST)
}

#[cfg(test)]
mod tests;
