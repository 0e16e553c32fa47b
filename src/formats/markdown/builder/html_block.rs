//! Blocks of HTML in Markdown that have a structure: tables, headings, lists, alignment. They are read as a page is.

use super::EventBuilder;
use crate::doc::{Block, BlockKind, Lead};
use crate::formats::blocks::builder::{BlockDraft, Spacing};
use crate::formats::html::style_sheet::StyleSheet;
use crate::formats::html::{self, ParsedPage};
use crate::formats::markdown::inline_html;
use crate::text::script::TextLang;
use crate::text::units::Cells;

/// Names of the elements whose structure the lines of a text would lose.
const STRUCTURED: &[&str] = &[
    "blockquote",
    "center",
    "dl",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "pre",
    "table",
    "ul",
];

/// Parses a block of HTML as a page to which `sheet` applies, and adds its styles there. `None` if its lines say as much, or
/// if the page would not have all of its words, as behind a comment without end.
pub(super) fn parse(source: &str, lang: TextLang, sheet: &mut StyleSheet) -> Option<ParsedPage> {
    let may_hide = html::may_hide(source, sheet);
    if !is_structured(source) && !may_hide {
        return None;
    }
    let (page, hidden) = html::parse_part(source, lang, sheet);
    let hidden = hidden.filter(|_| may_hide);
    if !is_structured(source) && hidden.is_none() {
        return None;
    }
    let (lines, _) = inline_html::text(source, lang);
    let shown = page.blocks.iter().map(|block| letter_count(&block.text));
    let known = shown.sum::<usize>() + hidden.unwrap_or_default();
    let is_whole = page.notes.is_empty() && known >= letter_count(&lines);
    (is_whole && (hidden.is_some() || !page.blocks.is_empty())).then_some(page)
}

/// Returns whether a block of HTML has an element with a structure, or text that is not at the left.
fn is_structured(source: &str) -> bool {
    let tags = source.match_indices('<').map(|(at, _)| at + 1);
    let mut tags = tags.filter_map(|at| source.get(at..));
    tags.any(|tag| {
        let len = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = tag.get(..len).unwrap_or_default();
        let is_known = |known: &&str| name.eq_ignore_ascii_case(known);
        STRUCTURED.iter().any(is_known) || is_aligned(tag, name)
    })
}

/// Returns whether a tag of a paragraph or box says how its text is aligned.
fn is_aligned(tag: &str, name: &str) -> bool {
    let is_box = ["p", "div"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    is_box && {
        // A tag without an end is no tag, and is read only as far as the next one.
        let end = tag.find(['<', '>']);
        let whole = end.filter(|end| tag.as_bytes().get(*end) == Some(&b'>'));
        whole.is_some_and(|end| tag.get(..end).is_some_and(|tag| tag.contains("align")))
    }
}

fn letter_count(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

impl EventBuilder<'_> {
    /// Adds the blocks of a page that starts at byte `at` of the parser's text.
    pub(super) fn push_page(&mut self, page: ParsedPage, at: usize) {
        let names = page.targets.into_iter().map(|(name, place)| (place, name));
        let mut names: Vec<_> = names.collect();
        names.sort_unstable();
        let mut names = names.into_iter().peekable();
        for (index, block) in page.blocks.into_iter().enumerate() {
            while let Some((_, name)) = names.next_if(|(place, _)| place.block_start() <= block.pos)
            {
                self.link_targets.name_next_block(name);
            }
            self.push_page_block(block, at, index == 0);
        }
    }

    /// Adds a block of such a page, with its lead inside the lead it has here.
    fn push_page_block(&mut self, block: Block<'static>, at: usize, is_first: bool) {
        if matches!(block.kind, BlockKind::Heading(_)) {
            self.link_targets.name_next_heading(&block.text);
        }
        let placed = self.blocks.push(BlockDraft {
            at: self.source_offset(at + block.pos.block.0 as usize),
            kind: block.kind,
            text: block.text.into_owned(),
            marks: block.marks,
            spacing: Spacing::Row,
        });
        self.link_targets.assign_names(placed);
        if let Some(last) = self.blocks.last_mut() {
            let outer = std::mem::take(&mut last.lead);
            last.lead = Lead {
                quotes: outer.quotes.saturating_add(block.lead.quotes),
                quote_part: outer.quote_part,
                indent: Cells(outer.indent.0.saturating_add(block.lead.indent.0)),
                marker: outer.marker.or(block.lead.marker),
                ..block.lead
            };
            last.is_continuation = block.is_continuation;
            if !is_first {
                last.space_above = block.space_above;
            }
        }
    }
}
