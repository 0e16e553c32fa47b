//! Markdown documents: `CommonMark` with GitHub's tables, footnotes, task lists, strikethrough and alerts, and
//! definition lists, parsed by pulldown-cmark. Added here: callouts with a title, highlights and wikilinks
//! ([`text_marks`]), emphasis beside CJK punctuation ([`flanking`]), line breaks between ideographs
//! ([`crate::formats::blocks::inline`]), HTML as text ([`inline_html`]), bare URLs
//! ([`crate::formats::blocks::autolink`]) and link targets ([`link_targets`]). Front matter is parsed by
//! [`crate::formats::essay`].
//!
//! The document is built in one walk over the parser's events with an explicit stack, so depth costs only memory.

mod admonitions;
mod attributes;
mod beginning;
mod builder;
mod close_headings;
mod density;
mod divs;
mod edits;
mod fence;
pub(crate) mod flanking;
mod inline_html;
mod inline_notes;
mod late_definitions;
mod link_targets;
mod note_numbers;
mod punct;
mod rest;
mod shortcodes;
mod silent_signs;
mod soft_breaks;
mod text_marks;

use super::blocks::document::BlockDocument;
use super::blocks::named_places::NamedPlaces;
use crate::doc::{Block, BlockKind, Heading, Pos};
use crate::text::script::{TextLang, language};
pub(crate) use beginning::{MIN_STAGED_BYTES, parse_beginning};
use builder::EventBuilder;
pub(crate) use density::is_too_dense;
use flanking::RepairedText;
use pulldown_cmark::{Options, Parser};
pub(crate) use rest::{RestFacts, may_have_top_heading};
use soft_breaks::SoftBreaks;
use std::collections::HashMap;

/// Beginning of a text from which its language is detected, in bytes.
const LANGUAGE_SAMPLE_BYTES: usize = 8 * 1024;

/// Parses `source` from byte `from` on. The document is empty if `from` is not a character boundary. Positions
/// count from the start of `source`. The language is detected unless given. The title is the first heading of level
/// 1, or empty.
pub fn parse(source: &str, from: usize, lang: Option<TextLang>) -> BlockDocument {
    let body = source.get(from..).unwrap_or_default();
    let lang = lang.unwrap_or_else(|| detect_language(body));
    let remedied = RepairedText::new(body);
    let mut builder = EventBuilder::new(&remedied, from, SoftBreaks::new(body, lang), lang);
    for (event, range) in Parser::new_ext(&remedied.text, options()).into_offset_iter() {
        builder.push_event(event, range.start);
    }
    MarkdownParts::new(builder).into_document(lang, source.len())
}

/// Blocks, outline and named places of a text.
struct MarkdownParts {
    blocks: Vec<Block<'static>>,
    headings: Vec<Heading>,
    targets: HashMap<String, Pos>,
}

impl MarkdownParts {
    fn new(builder: EventBuilder<'_>) -> Self {
        let (blocks, headings, targets) = builder.finish();
        Self {
            blocks,
            headings,
            targets,
        }
    }

    /// Returns the document of these parts. `len` is the length of the source in bytes.
    fn into_document(mut self, lang: TextLang, len: usize) -> BlockDocument {
        self.targets.extend(note_targets(&self.blocks));
        let mut headings = self.headings.iter();
        let title = headings
            .find(|heading| heading.level == 1)
            .map(|heading| heading.title.to_string())
            .unwrap_or_default();
        BlockDocument {
            title,
            lang,
            places: NamedPlaces::new(self.targets, HashMap::new(), HashMap::new()),
            blocks: self.blocks,
            headings: self.headings,
            len: len as u64,
            ..BlockDocument::default()
        }
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
        .union(Options::ENABLE_MATH)
}

#[cfg(test)]
mod tests;
