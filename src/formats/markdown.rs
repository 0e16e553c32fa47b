//! Markdown becomes blocks: `CommonMark` with GitHub's tables, footnotes, task lists, struck-out text
//! and alerts, read by pulldown-cmark. What it leaves to us: emphasis beside CJK punctuation
//! ([`flanking`]), line breaks between ideographs ([`crate::formats::blocks::inline`]), HTML as text ([`inline_html`]), bare
//! addresses ([`crate::formats::blocks::autolink`]), names of places ([`link_targets`]). Front matter is the business of [`crate::formats::essay`].
//!
//! Everything is one walk over the parser's events with an explicit stack, so that depth costs
//! memory and nothing else.

mod builder;
pub(crate) mod flanking;
mod inline_html;
mod link_targets;
mod punct;

use super::blocks::document::BlockDocument;
use crate::doc::{Block, BlockKind, Pos};
use crate::text::script::{TextLang, language};
use builder::EventBuilder;
use flanking::RepairedText;
use pulldown_cmark::{Options, Parser};
use std::collections::HashMap;

/// How much of a text is looked at to know its language, in bytes.
const LANGUAGE_SAMPLE_BYTES: usize = 8 * 1024;

/// The document in `source` from byte `from` on, which must be a character boundary (else there is
/// none). Positions count from the start of `source`. The language is guessed unless given. Title:
/// the first heading of level 1, or empty.
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
        targets,
        blocks,
        headings,
        len: source.len() as u64,
        ..BlockDocument::default()
    }
}

/// Where the notes are, by their labels: they stand behind them as markers.
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

/// The language of a text by its first 8 KiB.
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
}

#[cfg(test)]
mod tests;
